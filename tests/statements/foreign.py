"""Foreign news of our own, in twelve manners, with what an editor hears in each story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True)
class Said:
    speaker: str
    words: str
    """Enough of the statement to find it."""
    kind: Kind = "direct"


@dataclass(frozen=True)
class Story:
    about: str
    text: str
    must: tuple[Said, ...]
    silent: tuple[str, ...] = ()
    """Names that the story mentions, and that say nothing in it."""
    nobody: tuple[str, ...] = ()
    """Words of somebody without a name, or of the writer."""


AGENCY = Story(
    "an agency's report with a dateline",
    """Costaria rejects fishing pact, warns of naval patrols

LA MERCED, Dec 30 (Harbour Wire) - Costaria will not sign the fishing pact that its neighbours \
agreed last month, Foreign Minister Rodrigo Alcazar told Harbour Wire on Thursday, and will send \
patrol boats to the disputed shelf if trawlers return.

"We were shown the text an hour before the ceremony," Alcazar said in an interview at his office. \
"No government can work like that."

The pact, brokered by Belmora, divides the shelf into four zones. Belmoran President Ines \
Quiroga called the refusal "a disappointing turn" and urged Costaria to come back to the table.

"The door is open, but it will not stay open for ever," she told reporters in Sao Telmo.

Two diplomats familiar with the talks said Costaria had asked for a fifth zone.

Alcazar denied that. He said his country had asked only for time, and that the patrols would \
begin in January whatever Belmora decided.

Asked whether he feared a clash, the minister said: "I fear hunger more."

Naval analyst Beatriz Fonseca of the Maritime Institute said that neither side could afford \
a long dispute. "These are small navies with old ships," she added.

Quiroga is due to meet the Costarian president, Mateo Lanza, next week. Lanza's office declined \
to comment.
""",
    (
        Said("Rodrigo Alcazar", "Costaria will not sign the fishing pact", "indirect"),
        Said("Rodrigo Alcazar", "We were shown the text an hour before the ceremony"),
        Said("Rodrigo Alcazar", "No government can work like that."),
        Said("Ines Quiroga", 'the refusal "a disappointing turn"', "mixed"),
        Said("Ines Quiroga", "Costaria to come back to the table", "indirect"),
        Said("Ines Quiroga", "The door is open, but it will not stay open for ever"),
        Said("Rodrigo Alcazar", "his country had asked only for time", "indirect"),
        Said("Rodrigo Alcazar", "I fear hunger more."),
        Said("Beatriz Fonseca", "neither side could afford a long dispute", "indirect"),
        Said("Beatriz Fonseca", "These are small navies with old ships"),
    ),
    silent=("Mateo Lanza",),
    nobody=("Costaria had asked for a fifth zone",),
)

BROADCASTER = Story(
    "a broadcaster's page with short paragraphs and a pull quote",
    """Ferry strike: Minister says pay offer is 'final'

The pay offer made to ferry workers on the Orsay islands is "final and fair", the transport \
minister has said.

Sir Malcolm Tarrant told Radio Orsay that there was "no pot of gold" behind the door.

Sailings have been suspended since Tuesday after the Seafarers' League rejected a rise of 3%.

The union's general secretary, Fiona Breck, said Sir Malcolm was "playing chicken with people's \
dinners".

"He has not set foot on a ferry in two years," she said.

But the minister said talks could resume "tomorrow morning" if pickets were lifted.

"It is very hard to talk to somebody who is shouting."

Sir Malcolm Tarrant
Transport minister

Shopkeeper Iain Muir, 52, said the shelves in his store were nearly empty.

He told the broadcaster: "We had a delivery on Monday and it was gone by noon. I have never \
seen anything like it."

A spokesperson for the islands' council said it was monitoring supplies.

Opposition leader Catriona Vale accused the government of "sleepwalking into a crisis".

Ms Vale called on the first minister, Hamish Orr, to step in.
""",
    (
        Said("Malcolm Tarrant", 'there was "no pot of gold" behind the door', "mixed"),
        Said("Fiona Breck", 'Sir Malcolm was "playing chicken with people\'s dinners"', "mixed"),
        Said("Fiona Breck", "He has not set foot on a ferry in two years"),
        Said("Malcolm Tarrant", "It is very hard to talk to somebody who is shouting."),
        Said("Iain Muir", "the shelves in his store were nearly empty", "indirect"),
        Said("Iain Muir", "We had a delivery on Monday and it was gone by noon"),
        Said("Catriona Vale", 'the government of "sleepwalking into a crisis"', "mixed"),
        Said("Catriona Vale", "the first minister, Hamish Orr, to step in", "indirect"),
    ),
    silent=("Hamish Orr",),
    nobody=("it was monitoring supplies",),
)

BROADSHEET = Story(
    "a broadsheet's long paragraphs",
    """Karvia’s president threatens to quit river treaty as drought bites

Karvia could walk away from the century-old treaty that shares the Immen river unless its \
upstream neighbour opens its dams, its president has warned, in the sharpest words yet in a \
quarrel that has smouldered since spring.

Speaking to supporters in the drought-stricken south, Oskar Lindqvist-Hamar said his patience \
was “not as deep as their reservoirs”. “We have written letters. We have sent envoys. We have \
waited,” he said. “A treaty that only one side keeps is wallpaper.”

Officials in neighbouring Toroslav, which has denied holding water back, reacted coolly. “The \
president knows the figures as well as we do,” said Dr Milena Hadzic, the water minister, who \
added that inflows were at their lowest for 60 years. “You cannot pour from an empty jug.”

A source close to the negotiations said Lindqvist-Hamar had privately agreed to a further round \
of talks. “It is theatre,” the source said. “He needs the south.”

Aid groups say the arguing is costing time. “Farmers here don’t care whose fault it is,” said \
Tomasz Bielak, who runs a relief charity in the valley. “They care about the wells.”

Asked on Wednesday about the threat, the Toroslav prime minister, Goran Petrak, smiled and said \
only that rivers “do not read speeches”.
""",
    (
        Said("Oskar Lindqvist-Hamar", "his patience was “not as deep as their", "mixed"),
        Said("Oskar Lindqvist-Hamar", "We have written letters. We have sent envoys"),
        Said("Oskar Lindqvist-Hamar", "A treaty that only one side keeps is wallpaper."),
        Said("Milena Hadzic", "The president knows the figures as well as we do"),
        Said("Milena Hadzic", "inflows were at their lowest for 60 years", "indirect"),
        Said("Milena Hadzic", "You cannot pour from an empty jug."),
        Said("Tomasz Bielak", "Farmers here don’t care whose fault it is"),
        Said("Tomasz Bielak", "They care about the wells."),
        Said("Goran Petrak", "rivers “do not read speeches”", "mixed"),
    ),
    nobody=("It is theatre", "He needs the south", "had privately agreed to a further round"),
)

STATE_AGENCY = Story(
    "a state agency's wording",
    """Drills near Zemgor border are provocation, says senior diplomat

VELINGRAD, December 29. /ZNA/. The drills that the Western Pact is holding near the Zemgor \
border are a deliberate provocation, Zemgor's Deputy Foreign Minister Arkady Ryumin said at a \
briefing on Wednesday.

"We regard this activity as a deliberate provocation that undermines trust," the senior diplomat \
stressed.

According to Ryumin, Zemgor has repeatedly suggested that the sides exchange observers. "We have \
not received any coherent answer," he noted.

The deputy minister pointed out that the number of flights had doubled in a year.

"Such steps will not go unanswered," he went on to say. "We will take the necessary measures, \
including measures of a military nature."

Earlier, Defense Minister Colonel General Vadim Sobolenko reported to the president that two \
brigades had been put on alert.

Western Pact Secretary General Maarten de Rijk said earlier in December that the drills were \
defensive and posed no threat to anyone. The Pact's press service did not reply to a request for \
comment.

The Zemgor foreign minister, Leonid Stavrov, will hold talks with his Belmoran counterpart on \
January 12, ministry spokeswoman Alla Rudenskaya told ZNA. "The agenda is being agreed," the \
spokeswoman said.
""",
    (
        Said("Arkady Ryumin", "The drills that the Western Pact is holding", "indirect"),
        Said("Arkady Ryumin", "We regard this activity as a deliberate provocation"),
        Said("Arkady Ryumin", "Zemgor has repeatedly suggested that the sides", "indirect"),
        Said("Arkady Ryumin", "We have not received any coherent answer"),
        Said("Arkady Ryumin", "the number of flights had doubled in a year", "indirect"),
        Said("Arkady Ryumin", "Such steps will not go unanswered"),
        Said("Arkady Ryumin", "We will take the necessary measures"),
        Said("Vadim Sobolenko", "two brigades had been put on alert", "indirect"),
        Said("Maarten de Rijk", "the drills were defensive", "indirect"),
        Said("Alla Rudenskaya", "will hold talks with his Belmoran counterpart", "indirect"),
        Said("Alla Rudenskaya", "The agenda is being agreed"),
    ),
    silent=("Leonid Stavrov",),
)

GULF = Story(
    "an agency in the Gulf, with sheikhs and patronymics",
    """Emirate pledges grain for famine-hit Awdalia

The emirate of Ras Jumar will ship half a million tonnes of wheat to Awdalia by spring, its ruler \
announced on Thursday, as aid workers warned that the worst was still to come.

Sheikh Khalid bin Saqr al-Jumari made the pledge at a donors' meeting attended by 30 countries.

"Hunger has no nationality," Sheikh Khalid told delegates. "We cannot look away from a neighbour \
in need."

The Awdalian health minister, Dr Fadumo Warsame Ali, thanked the ruler but said wheat alone would \
not be enough.

"Children are dying of cholera, not only of hunger," Warsame told AWP. "We need clean water, we \
need doctors and we need them now."

More than 40 clinics have closed since October, according to the minister.

Rebel commander Abdirahman Nur Gedi, whose forces hold the main port, promised to let the ships \
dock.

"No sack will be touched," he said by telephone. "You have my word and my name."

But Yusuf al-Hadidi, head of the relief agency's mission, was doubtful. "We have heard this song \
before," Hadidi said.

A western diplomat, who asked not to be identified, said Gedi had broken two such promises this \
year.
""",
    (
        Said("Khalid bin Saqr al-Jumari", "Hunger has no nationality"),
        Said("Khalid bin Saqr al-Jumari", "We cannot look away from a neighbour in need."),
        Said("Fadumo Warsame Ali", "wheat alone would not be enough", "indirect"),
        Said("Fadumo Warsame Ali", "Children are dying of cholera, not only of hunger"),
        Said("Fadumo Warsame Ali", "We need clean water, we need doctors"),
        Said("Fadumo Warsame Ali", "More than 40 clinics have closed", "indirect"),
        Said("Abdirahman Nur Gedi", "to let the ships dock", "indirect"),
        Said("Abdirahman Nur Gedi", "No sack will be touched"),
        Said("Abdirahman Nur Gedi", "You have my word and my name."),
        Said("Yusuf al-Hadidi", "We have heard this song before"),
    ),
    nobody=("Gedi had broken two such promises",),
)

TABLOID = Story(
    "a tabloid's paragraphs of one sentence",
    """BRIDGE BOSS BLASTED: 'Resign today', fuming MP tells tolls chief

A FUMING MP has told the bridge tolls chief to quit after drivers were stuck for nine hours.

Furious Dean Hollis blasted: "It's a national disgrace. Resign today."

Thousands were trapped on the Marl Bridge on Sunday when the new barriers froze.

Mum-of-three Kelly Ashdown, 34, was among them.

She told us: "The kids were in tears. We ate a packet of mints between four."

Tolls boss Rupert Fane-Wilson, who earns £310,000, hit back last night.

He insisted: "Nobody could have foreseen that frost."

But an insider claimed: "Everyone knew. They were warned in June."

Prime Minister Gillian Mosse is said to be "hopping mad".

Asked if Fane-Wilson should go, she snapped: "Watch this space."

Her spokesman later added that the PM had full confidence in the board.

Trucker Barry Nunn fumed: 'I lost a day's pay. Who's paying me back? Nobody.'

And ex-minister Lord Pelham warned the fiasco could cost "tens of millions".
""",
    (
        Said("Dean Hollis", "It's a national disgrace. Resign today."),
        Said("Kelly Ashdown", "The kids were in tears. We ate a packet of mints"),
        Said("Rupert Fane-Wilson", "Nobody could have foreseen that frost."),
        Said("Gillian Mosse", "Watch this space."),
        Said("Barry Nunn", "I lost a day's pay. Who's paying me back? Nobody."),
        Said("Pelham", 'the fiasco could cost "tens of millions"', "mixed"),
    ),
    nobody=("Everyone knew. They were warned in June.", "the PM had full confidence"),
)

PRESS_CONFERENCE = Story(
    "a ministry's own transcript",
    """Foreign Minister Grigory Talvin’s remarks and answers to media questions, Velingrad, \
December 28, 2021

Grigory Talvin: Good afternoon. We have had a frank conversation with our Karvian colleagues. I \
would like to thank my counterpart for the hospitality.

We discussed trade. There are differences that remain.

Question: Will Zemgor withdraw its brigades from the border?

Grigory Talvin: Our troops are on our own soil. They will move when we decide, not when somebody \
writes an article.

Question (translated from Karvian): You said the Pact was deceiving you. Do you still think so?

Answer: I think nothing has changed. They say one thing in public and another behind closed \
doors.

Elsa Norrby: If I may add something. Karvia does not see the Pact as a threat to anybody.

Question: When will you meet again?

Grigory Talvin (speaking after Elsa Norrby): In spring, I hope.
""",
    (
        Said("Grigory Talvin", "We have had a frank conversation with our Karvian"),
        Said("Grigory Talvin", "Our troops are on our own soil. They will move when"),
        Said("Grigory Talvin", "They say one thing in public and another behind closed"),
        Said("Elsa Norrby", "Karvia does not see the Pact as a threat to anybody."),
        Said("Grigory Talvin", "In spring, I hope."),
    ),
    nobody=("Will Zemgor withdraw its brigades", "You said the Pact was deceiving you"),
)

PRESS_RELEASE = Story(
    "a chancellery's press release",
    """Readout of Prime Minister Mira Castan’s call with President Tomas Veld of Norland

Office of the Prime Minister
Port Elsa, 30 December 2021

Prime Minister Mira Castan spoke today with President Tomas Veld of Norland about the closure of \
the Hallvik strait.

The Prime Minister underlined that the strait is an international waterway and that Sudmark will \
not accept tolls of any kind. She reiterated her government’s offer of joint pilots.

President Veld confirmed that Norland would keep the northern lane open until March.

The leaders agreed that their foreign ministers should meet in January.

“Good neighbours talk before they shout,” the Prime Minister said after the call. “Today we \
talked.”

Defence Minister Ottilie Brandt, who joined the call, said:

“Our sailors have shown patience and skill. I am proud of every one of them.”

The Prime Minister also thanked Secretary General Henrik Sol of the Coastal League for his \
efforts.

For further information contact Lars Ekdahl, head of communications.
""",
    (
        Said("Mira Castan", "the strait is an international waterway", "indirect"),
        Said("Tomas Veld", "Norland would keep the northern lane open until March", "indirect"),
        Said("Mira Castan", "Good neighbours talk before they shout"),
        Said("Mira Castan", "Today we talked."),
        Said("Ottilie Brandt", "Our sailors have shown patience and skill. I am proud"),
    ),
    silent=("Henrik Sol", "Lars Ekdahl"),
)

EAST = Story(
    "an agency where the surname comes first",
    """Haidong voices concern over Minato's missile plan

LINGZHOU, Dec. 30 (Haidong News) -- Haidong on Thursday urged Minato to drop its plan to station \
medium-range missiles on the outer islands, saying the move would poison the region.

"Certain people in Minato have not learned the lessons of history," Foreign Ministry spokesperson \
Lin Shuwen told a regular press briefing.

Lin said that Haidong would take "all necessary measures" to defend its waters.

"Those who play with fire will burn themselves," the spokesperson added.

In Minato, Chief Cabinet Secretary Kenzo Arimura dismissed the criticism as "groundless".

Arimura told reporters the missiles were purely defensive and that no date had been set.

Park Do-yun, a professor at Hanbit University, said the two capitals were talking past each other.

"Neither can be seen to blink before the elections," Park said.

Meanwhile Vice Premier Zhao Mingda met business leaders from Minato. Zhao assured them that trade \
would not be affected, Haidong News reported.

Opposition lawmaker Kim Se-jin wrote on his page that the government was "sleepwalking".
""",
    (
        Said("Lin Shuwen", "Certain people in Minato have not learned the lessons"),
        Said("Lin Shuwen", 'Haidong would take "all necessary measures"', "mixed"),
        Said("Lin Shuwen", "Those who play with fire will burn themselves"),
        Said("Kenzo Arimura", 'the criticism as "groundless"', "mixed"),
        Said("Kenzo Arimura", "the missiles were purely defensive", "indirect"),
        Said("Park Do-yun", "the two capitals were talking past each other", "indirect"),
        Said("Park Do-yun", "Neither can be seen to blink before the elections"),
        Said("Zhao Mingda", "trade would not be affected", "indirect"),
        Said("Kim Se-jin", 'the government was "sleepwalking"', "mixed"),
    ),
)

DOUBLE_SURNAMES = Story(
    "a Latin capital, with double surnames and a namesake",
    """Ex-president Salvatierra barred from running again

SAN ISIDRO — Costaria’s electoral court on Wednesday barred former President Hernán Salvatierra \
Rojas from next year’s vote, a ruling his supporters called a coup in robes.

“They are afraid of the people,” Mr. Salvatierra told a crowd outside his home. “They should be.”

His daughter and campaign manager, Lucía Salvatierra, said that the family would appeal.

“We will go to every court there is,” Ms. Salvatierra said.

Judge Ana María Olmedo Paz, who wrote the ruling, said the evidence of fraud had been \
overwhelming. “The law does not vote,” Judge Olmedo said.

President Mateo Lanza, who defeated Mr. Salvatierra in 2018, said he took no pleasure in the \
decision. In a 2019 speech, Mr. Lanza had called his rival “a merchant of fear.”

“This is not a day for trumpets,” he said on Wednesday. “It is a day for reading the constitution.”

Gen. Ramiro Echeverri, the army chief, told state television that the barracks would remain \
quiet.

“The army obeys the law and nobody else,” the general said.

A campaign spokesman said a march was planned for Sunday.
""",
    (
        Said("Hernán Salvatierra Rojas", "They are afraid of the people"),
        Said("Hernán Salvatierra Rojas", "They should be."),
        Said("Lucía Salvatierra", "the family would appeal", "indirect"),
        Said("Lucía Salvatierra", "We will go to every court there is"),
        Said("Ana María Olmedo Paz", "the evidence of fraud had been overwhelming", "indirect"),
        Said("Ana María Olmedo Paz", "The law does not vote"),
        Said("Mateo Lanza", "he took no pleasure in the decision", "indirect"),
        Said("Mateo Lanza", "his rival “a merchant of fear.”", "mixed"),
        Said("Mateo Lanza", "This is not a day for trumpets"),
        Said("Mateo Lanza", "It is a day for reading the constitution."),
        Said("Ramiro Echeverri", "the barracks would remain quiet", "indirect"),
        Said("Ramiro Echeverri", "The army obeys the law and nobody else"),
    ),
    nobody=("a march was planned for Sunday", "a coup in robes"),
)

ANALYSIS = Story(
    "a correspondent's piece with relayed and old words",
    """Norland and Sudmark edge toward a deal, but few will say so

HALLVIK — In private, according to three people briefed on the talks, President Tomas Veld told \
his guests that Norland was ready to halve the tolls. In public he has said nothing of the kind.

“We are not a shop,” Mr. Veld said last month when asked about a discount.

His foreign minister, Jana Orlo, has been more careful. On Wednesday Ms. Orlo described the \
talks as “businesslike” and declined to say whether tolls had come up.

The shift, if it is one, has been noticed in Port Elsa. “Something has moved,” said Anneke \
Strand, who advised three Sudmarkian governments. “You can hear it in what they no longer say.”

Prime Minister Mira Castan said on Thursday that she had been told by Mr. Veld that “a sensible \
price” was possible. An aide to Ms. Castan said later that no figure had been named.

Not everybody is glad. “A toll is a toll,” Pavel Dresk, Mr. Veld’s predecessor, wrote in the \
Hallvik Herald, recalling that as president he had once vowed never to “sell the sea by the yard.”

For now the ships wait. “I have coffee for a week,” said Jonas Wiik, the master of a freighter at \
anchor off the cape. “After that I shall have opinions.”
""",
    (
        Said("Tomas Veld", "Norland was ready to halve the tolls", "indirect"),
        Said("Tomas Veld", "We are not a shop"),
        Said("Jana Orlo", "the talks as “businesslike”", "mixed"),
        Said("Anneke Strand", "Something has moved"),
        Said("Anneke Strand", "You can hear it in what they no longer say."),
        Said("Mira Castan", "she had been told by Mr. Veld", "mixed"),
        Said("Pavel Dresk", "A toll is a toll"),
        Said("Jonas Wiik", "I have coffee for a week"),
        Said("Jonas Wiik", "After that I shall have opinions."),
    ),
    nobody=("no figure had been named",),
)

SUMMIT = Story(
    "a summit's report with joint words and interpreters",
    """Lakes summit ends without accord on migrants

The presidents of Ubanda and Kiroro left the lakeside summit on Friday with warm words and no \
accord on the 90,000 people stranded between them.

"We leave as brothers," President Joseph Mwangaza and his host, President Emmanuel Okello-Tabu, \
said in a joint statement.

Mwangaza had earlier accused his neighbour of "exporting his problems".

Kiroro's interior minister, Grace Nabirye, told journalists: "Nobody will be pushed across the \
bridge at gunpoint. That I can promise."

But Father Luca Bertoldi, a priest who runs a shelter on the Ubandan bank, said soldiers had \
already turned families back. "I counted sixty-one," he said. "I wrote down their names."

Nabirye said the report was false, adding: "The Father should count again."

The Lakes Commission's envoy, former premier Dame Alison Whitcombe, said that a monitoring team \
would arrive within days — "sooner, if the roads allow".

"What the governments agreed on," Dame Alison said, "is that they disagree. That is a start."

One Commission official said the two leaders "could barely look at each other". A statement from \
the Commission said the talks had been "frank".
""",
    (
        Said("Joseph Mwangaza", "We leave as brothers"),
        Said("Emmanuel Okello-Tabu", "We leave as brothers"),
        Said("Joseph Mwangaza", 'his neighbour of "exporting his problems"', "mixed"),
        Said("Grace Nabirye", "Nobody will be pushed across the bridge at gunpoint."),
        Said("Luca Bertoldi", "soldiers had already turned families back", "indirect"),
        Said("Luca Bertoldi", "I counted sixty-one"),
        Said("Luca Bertoldi", "I wrote down their names."),
        Said("Grace Nabirye", "the report was false", "indirect"),
        Said("Grace Nabirye", "The Father should count again."),
        Said("Alison Whitcombe", "a monitoring team would arrive within days", "mixed"),
        Said("Alison Whitcombe", "What the governments agreed on"),
        Said("Alison Whitcombe", "is that they disagree. That is a start."),
    ),
    nobody=("could barely look at each other", 'the talks had been "frank"'),
)

FOREIGN = [
    AGENCY,
    BROADCASTER,
    BROADSHEET,
    STATE_AGENCY,
    GULF,
    TABLOID,
    PRESS_CONFERENCE,
    PRESS_RELEASE,
    EAST,
    DOUBLE_SURNAMES,
    ANALYSIS,
    SUMMIT,
]
