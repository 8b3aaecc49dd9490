"""Sentences of our own, about invented people and countries, with what an editor hears in them."""

from __future__ import annotations

from tests.statements.case import Case
from tests.statements.case import cases as _cases
from tests.statements.gold_abroad import ABROAD, SILENT_ABROAD

WHERE_THE_CUE_STANDS = _cases(
    "direct",
    (
        "name and verb behind",
        "“The harbour stays shut,” Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "verb and name behind",
        "“The harbour stays shut,” said Jana Orlo.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "verb and name behind, with a role",
        "“The harbour stays shut,” said Lena Marsk, who leads the dockers’ union.",
        "Lena Marsk",
        "The harbour stays shut",
    ),
    (
        "a role before the name",
        "“The harbour stays shut,” said union leader Lena Marsk.",
        "Lena Marsk",
        "The harbour stays shut",
    ),
    (
        "name, role in commas, verb",
        "“The harbour stays shut,” Lena Marsk, a union leader, said on Monday.",
        "Lena Marsk",
        "The harbour stays shut",
    ),
    (
        "in front, with a comma",
        "Jana Orlo said, “The harbour stays shut.”",
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "in front, with a colon",
        "Jana Orlo said: “The harbour stays shut.”",
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "in front, with a listener",
        "Ms. Orlo told reporters in Hallvik, “The harbour stays shut.”",
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "inside: the first half",
        "“The harbour,” Jana Orlo said, “will stay shut until spring.”",
        "Jana Orlo",
        "The harbour",
    ),
    (
        "inside: the second half",
        "“The harbour,” Jana Orlo said, “will stay shut until spring.”",
        "Jana Orlo",
        "will stay shut until spring.",
    ),
    (
        "between two sentences: the second",
        "“The harbour stays shut,” Jana Orlo said. “We have waited long enough.”",
        "Jana Orlo",
        "We have waited long enough.",
    ),
    (
        "several sentences in one pair of marks",
        "“The harbour stays shut. We have waited long enough. Nobody came,” Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut. We have waited long enough. Nobody came",
    ),
    (
        "a question",
        "“Who will pay for the harbour?” Jana Orlo asked.",
        "Jana Orlo",
        "Who will pay for the harbour?",
    ),
    (
        "an exclamation, verb first",
        "“Enough of these games!” cried Tomas Veld.",
        "Tomas Veld",
        "Enough of these games!",
    ),
    (
        "a verb of no list",
        "“Nobody asked the islanders,” Jana Orlo thundered.",
        "Jana Orlo",
        "Nobody asked the islanders",
    ),
    (
        "a colon without any verb of saying",
        "Jana Orlo was blunt: “The harbour stays shut.”",
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "the sentence before names the speaker",
        "Jana Orlo did not mince her words. “The harbour stays shut.”",
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "adverb between name and verb",
        "“The harbour stays shut,” Ms. Orlo also said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "later added",
        "“We will not be bullied,” Mr. Veld later added.",
        "Tomas Veld",
        "We will not be bullied",
    ),
    (
        "as somebody put it",
        "As Tomas Veld put it, “a treaty is not a gift.”",
        "Tomas Veld",
        "a treaty is not a gift.",
    ),
    (
        "according to, behind the quotation",
        "“The harbour stays shut,” according to Jana Orlo.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "wrote in a post",
        "“The harbour stays shut,” Mira Castan wrote in a post on Tuesday.",
        "Mira Castan",
        "The harbour stays shut",
    ),
    (
        "a participle carries it on",
        "Jana Orlo defended the closure, saying, “We have waited long enough.”",
        "Jana Orlo",
        "We have waited long enough.",
    ),
    (
        "adding, after another report",
        "“The harbour stays shut,” Jana Orlo said, adding, “We have waited long enough.”",
        "Jana Orlo",
        "We have waited long enough.",
    ),
    (
        "was quoted in a statement",
        "In a statement, Jana Orlo said: “Norland keeps its word.”",
        "Jana Orlo",
        "Norland keeps its word.",
    ),
    (
        "went on",
        "Jana Orlo went on: “Norland keeps its word.”",
        "Jana Orlo",
        "Norland keeps its word.",
    ),
)

MARKS = _cases(
    "direct",
    (
        "straight marks",
        '"The harbour stays shut," Jana Orlo said.',
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "straight marks, name first",
        'Jana Orlo said, "The harbour stays shut."',
        "Jana Orlo",
        "The harbour stays shut.",
    ),
    (
        "straight marks around two halves",
        '"The harbour," Jana Orlo said, "will stay shut."',
        "Jana Orlo",
        "will stay shut.",
    ),
    (
        "straight marks in two sentences",
        '"The harbour stays shut," Jana Orlo said. "We have waited long enough."',
        "Jana Orlo",
        "We have waited long enough.",
    ),
    (
        "single curly marks",
        "‘The harbour stays shut,’ Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "single curly marks with an apostrophe inside",
        "‘The harbour’s gates don’t open,’ Jana Orlo said.",
        "Jana Orlo",
        "The harbour’s gates don’t open",
    ),
    (
        "single straight marks",
        "'The harbour stays shut,' Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "single straight marks with a plural possessor",
        "'The dockers' pay stays as it is,' Jana Orlo said.",
        "Jana Orlo",
        "The dockers' pay stays as it is",
    ),
    (
        "doubled apostrophes",
        "''The harbour stays shut,'' Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "typewriter marks",
        "``The harbour stays shut,'' Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "guillemets",
        "«The harbour stays shut», Jana Orlo said.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "comma outside the marks",
        "“The harbour stays shut”, said Jana Orlo.",
        "Jana Orlo",
        "The harbour stays shut",
    ),
    (
        "a quotation inside the quotation",
        "“They told us ‘not yet’ for a year,” Jana Orlo said.",
        "Jana Orlo",
        "They told us ‘not yet’ for a year",
    ),
    (
        "a mark that is never closed",
        "Jana Orlo said: “The harbour stays shut. We have waited long enough.",
        "Jana Orlo",
        "The harbour stays shut. We have waited long enough.",
    ),
    (
        "over two paragraphs, each opened",
        "Jana Orlo said: “The harbour stays shut.\n\n“We have waited long enough.”",
        "Jana Orlo",
        "We have waited long enough.",
    ),
    (
        "an ellipsis inside",
        "“The harbour … stays shut,” Jana Orlo said.",
        "Jana Orlo",
        "The harbour … stays shut",
    ),
    (
        "an editor's brackets inside",
        "“[The harbour] stays shut,” Jana Orlo said.",
        "Jana Orlo",
        "[The harbour] stays shut",
    ),
)

INDIRECT = _cases(
    "indirect",
    (
        "that clause",
        "Jana Orlo said that the harbour would stay shut.",
        "Jana Orlo",
        "the harbour would stay shut",
    ),
    (
        "without that",
        "Jana Orlo said the harbour would stay shut.",
        "Jana Orlo",
        "the harbour would stay shut",
    ),
    (
        "told somebody",
        "Tomas Veld told lawmakers that the treaty was dead.",
        "Tomas Veld",
        "the treaty was dead",
    ),
    (
        "warned",
        "Mira Castan warned that Sudmark would answer any blockade.",
        "Mira Castan",
        "Sudmark would answer any blockade",
    ),
    (
        "warned of something",
        "Mira Castan warned of grave consequences for the whole coast.",
        "Mira Castan",
        "grave consequences for the whole coast",
    ),
    (
        "made clear",
        "Tomas Veld made clear that the troops would stay.",
        "Tomas Veld",
        "the troops would stay",
    ),
    (
        "made it clear",
        "Tomas Veld made it clear that the troops would stay.",
        "Tomas Veld",
        "the troops would stay",
    ),
    (
        "pointed out",
        "Jana Orlo pointed out that the ferry had sailed for years.",
        "Jana Orlo",
        "the ferry had sailed for years",
    ),
    (
        "vowed to",
        "Tomas Veld vowed to defend the islands.",
        "Tomas Veld",
        "to defend the islands",
    ),
    (
        "threatened to",
        "Tomas Veld threatened to close the strait.",
        "Tomas Veld",
        "to close the strait",
    ),
    (
        "urged somebody to",
        "Mira Castan urged Norland to reopen the harbour.",
        "Mira Castan",
        "Norland to reopen the harbour",
    ),
    (
        "called on somebody to",
        "Mira Castan called on Norland to reopen the harbour.",
        "Mira Castan",
        "Norland to reopen the harbour",
    ),
    (
        "called for",
        "Mira Castan called for an end to the blockade.",
        "Mira Castan",
        "an end to the blockade",
    ),
    (
        "accused",
        "Jana Orlo accused Sudmark of arming the smugglers.",
        "Jana Orlo",
        "Sudmark of arming the smugglers",
    ),
    (
        "according to, in front",
        "According to Jana Orlo, the harbour will stay shut.",
        "Jana Orlo",
        "the harbour will stay shut",
    ),
    (
        "according to, behind",
        "The harbour will stay shut until spring, according to Jana Orlo.",
        "Jana Orlo",
        "The harbour will stay shut until spring",
    ),
    (
        "aside at the end",
        "The harbour will stay shut until spring, Ms. Orlo said.",
        "Jana Orlo",
        "The harbour will stay shut until spring",
    ),
    (
        "aside in the middle, before",
        "The harbour was old, Ms. Orlo said, and the new one would take a year.",
        "Jana Orlo",
        "The harbour was old",
    ),
    (
        "perfect tense",
        "Jana Orlo has said the harbour is not for sale.",
        "Jana Orlo",
        "the harbour is not for sale",
    ),
    (
        "had said, with an adverb",
        "Jana Orlo had repeatedly insisted that the harbour was not for sale.",
        "Jana Orlo",
        "the harbour was not for sale",
    ),
    (
        "present tense of a paper",
        "Norland’s harbour is closing, says Jana Orlo.",
        "Jana Orlo",
        "Norland’s harbour is closing",
    ),
    (
        "a second verb of the same speaker",
        "Jana Orlo praised the dockers and said the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "adding that",
        "Ms. Orlo welcomed the envoys, adding that talks would go on.",
        "Jana Orlo",
        "talks would go on",
    ),
    (
        "who said",
        "The plan was drawn up by Jana Orlo, who said the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "the clause between name and verb",
        "Jana Orlo, who arrived late, said the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "day before that",
        "Jana Orlo said on Friday that the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "a place before that",
        "Jana Orlo said at a meeting in Port Elsa that the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "an opening phrase of time",
        "On Friday, Jana Orlo told reporters that the harbour would reopen.",
        "Jana Orlo",
        "the harbour would reopen",
    ),
    (
        "announced",
        "Tomas Veld announced that the fleet would return.",
        "Tomas Veld",
        "the fleet would return",
    ),
    (
        "denied",
        "Tomas Veld denied that the fleet had left port.",
        "Tomas Veld",
        "the fleet had left port",
    ),
    (
        "suggested",
        "Tomas Veld suggested that both fleets leave the strait.",
        "Tomas Veld",
        "both fleets leave the strait",
    ),
    (
        "a headline",
        "Orlo Says Harbour Will Stay Shut\n\nJana Orlo spoke on Friday in Hallvik.",
        "Jana Orlo",
        "Harbour Will Stay Shut",
    ),
)

MIXED = _cases(
    "mixed",
    (
        "quoted words inside a clause",
        "Tomas Veld said Norland might turn to “other instruments” if talks failed.",
        "Tomas Veld",
        "Norland might turn to “other instruments” if talks failed",
    ),
    (
        "quoted words at the end of a clause",
        "Tomas Veld warned that the embargo would be “a bitter mistake.”",
        "Tomas Veld",
        "the embargo would be “a bitter mistake.”",
    ),
    (
        "words after the quotation, then the aside",
        "“The government doesn’t mean to settle this” by talking, Ms. Orlo added.",
        "Jana Orlo",
        "“The government doesn’t mean to settle this” by talking",
    ),
    (
        "called somebody something",
        "Jana Orlo called the embargo “a bitter mistake.”",
        "Jana Orlo",
        "the embargo “a bitter mistake.”",
    ),
    (
        "described as",
        "Jana Orlo described the offer as “an insult to the islanders.”",
        "Jana Orlo",
        "the offer as “an insult to the islanders.”",
    ),
    (
        "two pieces quoted",
        "Mira Castan said the fleet was “a guest” and must “behave like one.”",
        "Mira Castan",
        "the fleet was “a guest” and must “behave like one.”",
    ),
    (
        "quoted words in the middle",
        "Mira Castan told parliament that the “so-called guests” had stolen fish.",
        "Mira Castan",
        "the “so-called guests” had stolen fish",
    ),
    (
        "according to, with quoted words",
        "According to Jana Orlo, the harbour is “a museum” and should close.",
        "Jana Orlo",
        "the harbour is “a museum” and should close",
    ),
)

WHO = _cases(
    "direct",
    (
        "Mr. and a surname",
        "“We will not move,” Mr. Veld said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a surname alone",
        "“We will not move,” Veld said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a title and a surname",
        "“We will not move,” President Veld said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a full name with an initial",
        "“We will not move,” Tomas R. Veld said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a transliteration of the register",
        "“We will not move,” Yana Orlo said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "a surname of somebody named in full before",
        "Lena Marsk leads the dockers.\n\n“We will not move,” Marsk said.",
        "Lena Marsk",
        "We will not move",
    ),
    (
        "a surname before the full name",
        "“We will not move,” Marsk said.\n\nLena Marsk leads the dockers.",
        "Lena Marsk",
        "We will not move",
    ),
    (
        "somebody the register does not know",
        "“We will not move,” said Lena Marsk.",
        "Lena Marsk",
        "We will not move",
    ),
    (
        "the role first, the name in commas",
        "“We will not move,” the president of Norland, Tomas Veld, said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a possessor in the role is not the speaker",
        "“We will not move,” Mr. Veld’s foreign minister, Jana Orlo, said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "an adviser with a name is the adviser",
        "“We will not move,” said Lena Marsk, an adviser to Mr. Veld.",
        "Lena Marsk",
        "We will not move",
    ),
    (
        "an office of that day",
        "“We will not move,” Norland’s president said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "an office with a demonym",
        "“We will not move,” the Norlandish foreign minister said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "she, of the sentence before",
        "Jana Orlo came home on Friday. “We will not move,” she said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "he, of the sentence before",
        "Tomas Veld came home on Friday. “We will not move,” he said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "she, of the paragraph before",
        "Jana Orlo came home on Friday.\n\n“We will not move,” she said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "she, with a man in play",
        "Jana Orlo met Tomas Veld on Friday. “We will not move,” she said.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "he, with a woman in play",
        "Jana Orlo met Tomas Veld on Friday. “We will not move,” he said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "she is who spoke before",
        "“The harbour is old,” Ms. Orlo said. “We will not move,” she added.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "he, in a second paragraph of the same speaker",
        "“The harbour is old,” Mr. Veld said.\n\n“We will not move,” he added.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a given name tells the pronoun of a stranger",
        "Lena Marsk met Tomas Veld. “We will not move,” she said.",
        "Lena Marsk",
        "We will not move",
    ),
    (
        "a title tells the pronoun of a stranger",
        "Mr. Kresk met Jana Orlo. “We will not move,” he said.",
        "Kresk",
        "We will not move",
    ),
    (
        "a transcript in capitals",
        "TOMAS VELD: We will not move.",
        "Tomas Veld",
        "We will not move.",
    ),
    (
        "a transcript with a title",
        "President Tomas Veld: We will not move.",
        "Tomas Veld",
        "We will not move.",
    ),
    (
        "a dash and a name behind",
        "“A treaty is not a gift.” — Tomas Veld",
        "Tomas Veld",
        "A treaty is not a gift.",
    ),
    (
        "a dash and a name on the next line",
        "“A treaty is not a gift.”\n\n— Tomas Veld",
        "Tomas Veld",
        "A treaty is not a gift.",
    ),
    (
        "joint speakers: the first",
        "“We will not move,” Jana Orlo and Tomas Veld said in a joint letter.",
        "Jana Orlo",
        "We will not move",
    ),
    (
        "joint speakers: the second",
        "“We will not move,” Jana Orlo and Tomas Veld said in a joint letter.",
        "Tomas Veld",
        "We will not move",
    ),
)

NOBODY_NAMED = _cases(
    "direct",
    (
        "a spokesman for somebody",
        "“We will not move,” a spokesman for Mr. Veld said.",
        None,
        "We will not move",
    ),
    (
        "somebody's spokeswoman",
        "“We will not move,” Mr. Veld’s spokeswoman said.",
        None,
        "We will not move",
    ),
    (
        "aides of somebody",
        "“We will not move,” Veld aides said.",
        None,
        "We will not move",
    ),
    (
        "an official without a name",
        "“We will not move,” a senior Norlandish official said.",
        None,
        "We will not move",
    ),
    (
        "a ministry",
        "“We will not move,” the foreign ministry of Norland said in a statement.",
        None,
        "We will not move",
    ),
    (
        "officials according to whom",
        "“We will not move,” according to two officials.",
        None,
        "We will not move",
    ),
    (
        "they",
        "Jana Orlo met Tomas Veld. “We will not move,” they said.",
        None,
        "We will not move",
    ),
    (
        "she, where two women are in play alike",
        "Jana Orlo and Mira Castan met on Friday. “We will not move,” she said.",
        None,
        "We will not move",
    ),
    (
        "she, where only men are named",
        "Tomas Veld and Pavel Dresk met. “We will not move,” she said.",
        None,
        "We will not move",
    ),
    (
        "the president, of no country named",
        "“We will not move,” the president said.",
        None,
        "We will not move",
    ),
    (
        "a newspaper",
        "“We will not move,” the Hallvik Herald wrote.",
        None,
        "We will not move",
    ),
)

FOREIGN_DESK = _cases(
    "direct",
    (
        "a brother of the same surname",
        "Mr. Veld’s brother, Anders Veld, spoke up.\n\n“We always knew,” Anders Veld said.",
        "Anders Veld",
        "We always knew",
    ),
    (
        "a title that fits the tracked one, not the wife",
        "Lena Veld spoke of her husband. “We will not move,” Mr. Veld said.",
        "Tomas Veld",
        "We will not move",
    ),
    (
        "a bare surname that may be the wife's or the tracked one's",
        "Lena Veld was at home. “We will not move,” Veld said.",
        None,
        "We will not move",
    ),
    (
        "a transcript with office and surname",
        "FOREIGN MINISTER ORLO: There is no date.",
        "Jana Orlo",
        "There is no date.",
    ),
    (
        "a spokesman with a name speaks for himself",
        "Sudmark’s government will appeal. “This is not over,” said its spokesman, Arvid Lund.",
        "Arvid Lund",
        "This is not over",
    ),
    (
        "an age in commas",
        "“I was wrong,” Orlo, 58, conceded.",
        "Jana Orlo",
        "I was wrong",
    ),
    (
        "a tabloid's verb",
        "Minister Jana Orlo was livid.\n\nShe fumed: “They are liars.”",
        "Jana Orlo",
        "They are liars.",
    ),
    (
        "single marks beside double ones",
        "Tomas Veld said: ‘We’re with you.’ He had “nothing to add”.",
        "Tomas Veld",
        "We’re with you.",
    ),
    (
        "the words begin with the name of a country",
        "Norland, Orlo said, “has kept every promise.”",
        "Jana Orlo",
        "has kept every promise.",
    ),
    (
        "an opening clause about the question",
        "Asked about the blockade, Veld snapped: “Ask them.”",
        "Tomas Veld",
        "Ask them.",
    ),
    (
        "a pronoun where a third person is the object",
        "Tomas Veld phoned Pavel Dresk. “We will not move,” he said.",
        None,
        "We will not move",
    ),
    (
        "the first name of a stranger before a verb in front",
        "“It is a first step,” replied Arvid Lund, the mayor of Port Elsa.",
        "Arvid Lund",
        "It is a first step",
    ),
)

FOREIGN_DESK_INDIRECT = _cases(
    "indirect",
    (
        "the day behind the verb",
        "Tomas Veld said on Monday the League would respond.",
        "Tomas Veld",
        "the League would respond",
    ),
    (
        "the present perfect of an agency",
        "Norland will appeal, Tomas Veld has said.",
        "Tomas Veld",
        "Norland will appeal",
    ),
    (
        "joint speakers: the first",
        "Mira Castan and Tomas Veld agreed that talks should resume in May.",
        "Mira Castan",
        "talks should resume in May",
    ),
    (
        "joint speakers: the second",
        "Mira Castan and Tomas Veld agreed that talks should resume in May.",
        "Tomas Veld",
        "talks should resume in May",
    ),
    (
        "the writer's remark is left out",
        "Tomas Veld said the fleet would return, although it has no fuel.",
        "Tomas Veld",
        "the fleet would return",
    ),
    (
        "what the writer calls it",
        "Tomas Veld said the fleet would return, a sharp change of tone from a week ago.",
        "Tomas Veld",
        "the fleet would return",
    ),
    (
        "a headline with a colon",
        "Veld: Norland will not bow to threats",
        "Tomas Veld",
        "Norland will not bow to threats",
    ),
    (
        "a second verb has words of its own",
        "Mr. Veld said the talks had failed, but stressed that the door was open.",
        "Tomas Veld",
        "the talks had failed",
    ),
)

NESTED = [
    Case(
        "officials relay a person",
        "According to Sudmarkian officials, Mr. Veld made clear that the troops would stay.",
        "Tomas Veld",
        "the troops would stay",
        "indirect",
        via="Sudmarkian officials",
    ),
    Case(
        "a person relays a person",
        "Mira Castan said that Mr. Veld had promised her that the troops would leave.",
        "Tomas Veld",
        "the troops would leave",
        "indirect",
        via="Mira Castan",
    ),
    Case(
        "what the relaying person said, whole",
        "Mira Castan said that Mr. Veld had promised her that the troops would leave.",
        "Mira Castan",
        "Mr. Veld had promised her that the troops would leave",
        "indirect",
    ),
]

WHOSE_PRONOUN = [
    *_cases(
        "direct",
        (
            "he, after a place that is no person",
            "Sudmarkian envoy Tomas Veld waited in Norland for the boat. “It is late,” he said.",
            "Tomas Veld",
            "It is late",
        ),
        (
            "he, after a ship with a man's name",
            "Tomas Veld flew to the frigate Holm and was sick on arrival. “We sail,” he said.",
            "Tomas Veld",
            "We sail",
        ),
        (
            "the president, of whom the story has told",
            "President Tomas Veld spoke at noon.\n\nSnow lay on the quay.\n\n“A neighbour shares "
            "his bread,” the president added.\n\nPresident Ada Lund of Sudmark was silent.",
            "Tomas Veld",
            "A neighbour shares his bread",
        ),
        (
            "the spokeswoman, of whom the story has told",
            "The spokeswoman of the ministry, Lena Marsk, was pale. Asked about a quarrel, the "
            "spokeswoman replied: “I do not comment on gossip.”",
            "Lena Marsk",
            "I do not comment on gossip.",
        ),
        (
            "the spokesman, when one has no name",
            "A spokesman for the port wept. Lars Edel, a spokesman for the union, laughed. "
            "“We will not move,” the spokesman said.",
            None,
            "We will not move",
        ),
        (
            "the president, who was only spoken to",
            "“Good day, Mr. President,” Lars Edel said.\n\n“We wait,” the president said.",
            None,
            "We wait",
        ),
        (
            "whoever speaks to a president",
            "“Good day, Mr. President,” Lars Edel said.\n\n“We wait,” the president said.",
            "Lars Edel",
            "Good day, Mr. President",
        ),
        (
            "the president, who is not the vice president",
            "Vice President Lars Edel came home. “We will not move,” the president said.",
            None,
            "We will not move",
        ),
    ),
    *_cases(
        "mixed",
        (
            "it was he who",
            "Tomas Veld waited. It was he who had said, when the line reopened, that the boat "
            "carried “a heap of hope.”",
            "Tomas Veld",
            "the boat carried “a heap of hope.”",
        ),
    ),
    *_cases(
        "indirect",
        (
            "she, the only woman of the story, after a paragraph without her",
            "Jana Orlo told parliament: “The kettle is on.”\n\nMembers of all parties rose.\n\n"
            "She later told reporters that Norland would pay the toll.",
            "Jana Orlo",
            "Norland would pay the toll",
        ),
        (
            "he, after a sentence of the writer's own",
            "“We will defend the ford,” Tomas Veld said.\n\nIt was a hard warning.\n\n"
            "He said that the Sudmarkians were liars.",
            "Tomas Veld",
            "the Sudmarkians were liars",
        ),
        (
            "he added, after words about somebody else",
            "Tomas Veld told reporters that Pavel Dresk had called him on Thursday.\n\n"
            "He added that he would not bargain in public.",
            "Tomas Veld",
            "he would not bargain in public",
        ),
        (
            "a pronoun inside an indirect sentence",
            "Tomas Veld flew home. Norland, he said, had mistaken silence for consent.",
            "Tomas Veld",
            "had mistaken silence for consent",
        ),
        (
            "an accusation behind a semicolon takes no words before it",
            "Mira Castan, the prime minister, had voiced her joy early in the day; Tomas Veld, the "
            "president, later accused Sudmark of breaking the treaty.",
            "Tomas Veld",
            "Sudmark of breaking the treaty",
        ),
    ),
]

NAMES_SET_APART = [
    *_cases(
        "direct",
        (
            "the following statement, over two paragraphs",
            "The Minister of Foreign Affairs of Norland, Jana Orlo, made the following statement "
            "on Monday.\n\n“Today the ford is open again.”\n\n“We thank the Sudmarkians.”",
            "Jana Orlo",
            "Today the ford is open again.",
        ),
        (
            "the following statement, its second paragraph",
            "The Minister of Foreign Affairs of Norland, Jana Orlo, made the following statement "
            "on Monday.\n\n“Today the ford is open again.”\n\n“We thank the Sudmarkians.”",
            "Jana Orlo",
            "We thank the Sudmarkians.",
        ),
        (
            "said the following",
            "In reply to the press, the spokeswoman of the port, Lena Marsk, said the following "
            "on Sunday:\n\n“The pilots have their orders. We wait.”",
            "Lena Marsk",
            "The pilots have their orders. We wait.",
        ),
        (
            "a name and an office on the line below",
            "The appeal ended with a plea:\n\n“Let the ship go home. Let the bill be paid.”\n\n"
            "Lena Marsk, head of the Coastal Union",
            "Lena Marsk",
            "Let the ship go home. Let the bill be paid.",
        ),
        (
            "a story that goes on is no signature",
            "“Let the ship go home.”\n\nLena Marsk, head of the union, wept.",
            None,
            "Let the ship go home.",
        ),
    ),
    *_cases(
        "mixed",
        (
            "what had been called so",
            "President Tomas Veld last saw Port Elsa in May, when he had called it “a pearl of a "
            "town.”",
            "Tomas Veld",
            "it “a pearl of a town.”",
        ),
    ),
    *_cases(
        "indirect",
        (
            "an office between the name and the verb, and a day before",
            "Early on Friday Lars Edel, foreign policy adviser to President Tomas Veld, had told "
            "journalists in Hallvik that Norland was content with the call.",
            "Lars Edel",
            "Norland was content with the call",
        ),
        (
            "a name and an office behind words without marks, and a place before",
            "HALLVIK (Coastal Press) - Norland came away pleased from talks between Jana Orlo and "
            "Mira Castan, Lars Edel, Norland’s envoy, told journalists at a briefing in Port Elsa.",
            "Lars Edel",
            "Norland came away pleased from talks between Jana Orlo and Mira Castan",
        ),
        (
            "a day between the accused and the deed",
            "Tomas Veld accused Sudmark and its friends on Friday of feeding the quarrel, only "
            "hours after Mira Castan had left.",
            "Tomas Veld",
            "feeding the quarrel",
        ),
        (
            "somebody's label in the middle of the words",
            "The quarrel, which Jana Orlo described as a mere cold, would never be over by May, "
            "Tomas Veld said.",
            "Tomas Veld",
            "would never be over by May",
        ),
        (
            "a day behind the deed",
            "Tomas Veld accused Sudmark of bad faith on Thursday after a boat was lost.",
            "Tomas Veld",
            "Sudmark of bad faith",
        ),
    ),
]

GOLD = [
    *WHERE_THE_CUE_STANDS,
    *MARKS,
    *INDIRECT,
    *MIXED,
    *WHO,
    *NOBODY_NAMED,
    *FOREIGN_DESK,
    *FOREIGN_DESK_INDIRECT,
    *NESTED,
    *WHOSE_PRONOUN,
    *NAMES_SET_APART,
    *ABROAD,
]

SILENT = {
    "scare quotes": "Jana Orlo visited the so-called “harbour of hope” on Friday.",
    "a title of a work": "Jana Orlo read “The Long Winter” on the ferry to Port Elsa.",
    "a wish": "Jana Orlo wants the harbour to stay shut.",
    "an expectation": "Jana Orlo is expected to reopen the harbour.",
    "a thought": "Jana Orlo believes the harbour will stay shut.",
    "what might be said": "Jana Orlo may say that the harbour stays shut.",
    "what was not said": "Jana Orlo did not say whether the harbour would reopen.",
    "what was declined": "Jana Orlo declined to say whether the harbour would reopen.",
    "a deed": "Jana Orlo closed the harbour on Friday.",
    "the writer's own judgement": (
        "Mr. Veld’s threat to close the strait may suggest that Norland fears the winter."
    ),
    "a question in a transcript": "QUESTION: Is there a date for the harbour?",
    "neither of them": "Neither Mr. Veld nor Ms. Castan would say whether they had spoken.",
    "furniture": "Leave a Reply",
    "a prompt to read on": "Read more: “The harbour stays shut,” Jana Orlo says",
    "a credit": "Jana Orlo in Hallvik on Friday. Photograph: Lena Marsk/Coastal Press",
    **SILENT_ABROAD,
}
"""Nobody in them says anything that could be told with a name."""
