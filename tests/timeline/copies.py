"""Pairs of statements as two outlets print them, and how they are akin; all invented.

Made by hand-written changes: those of TUNED on SAID were looked at while the rules were written,
those of HELD_OUT were counted once before anything was mended; what "same" means was not touched
after FRESH, other statements under both, were counted. What no change makes stands in PAIRS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

Akin = Literal["same", "variant", "different"]
Change = Callable[[str], str]


class Pair(NamedTuple):
    one: str
    other: str
    akin: Akin
    made: str


SAID = (
    "We will send 40 trucks to Kelmora on Monday, and the border will stay open.",
    "The neighbours must withdraw their 12,000 soldiers by 3 March, and we will not wait longer.",
    "It's a crime that $5 million of aid was stolen, and those who stole it should be named.",
    "Our labour unions have asked for 15 percent, and they will get it before the harvest.",
    "I can't accept that Verrell speaks for the whole of Torvania, because nobody elected him.",
    "At least 300 people were killed in Ostrel, and the defence of the harbour has failed.",
    "We have organised a ceasefire of two weeks, and I hope that both sides will honour it.",
    "If the talks fail, we will close the pipeline on 1 December, and everybody should know that.",
    "They can send up to 90 observers, but the ships will remain in Port Sabelle for 6 months.",
    "The U.S. delegation is welcome, and we will meet it on Thursday at the first opportunity.",
    "Kelmora has never threatened anybody, and the missiles have a range of only 70 kilometres.",
    "We spent 2 billion crowns on the army in 2025, and we may spend more in the coming year.",
    "I don't believe that the Ishkaran fleet will leave, and it is wrong to say that it must.",
    "The second convoy of 25 lorries has reached Grimsund, and the third will follow on Friday.",
    "Our programme is clear: nobody will cross the Lisk without the consent of parliament.",
    "We recognise the government of Belvaria, and we are sending 3 ministers to its capital.",
    "The grain deal could be renewed for 120 days, and Tolvik should sign it this week.",
    "More than 80 villages are without water, and the dam at Holm will not hold until Tuesday.",
)

FRESH = (
    "I have told President Aalst that 18 of our sailors must be released before Easter.",
    "Nobody in Quoreth believed the promise, and Norn will have to explain it on 14 April.",
    "We're ready to talk, but the occupation of the 5 islands cannot be a condition for us.",
    "There are 2,400 prisoners on both sides. We should exchange them, and can do it in 10 days.",
    "The sanctions cost us €3 billion a year, and Ishkara has gained nothing from them.",
    "Our neighbour can choose between a treaty and a wall; we would prefer the treaty.",
    "My government won't apologise for a decision that 62 per cent of the people supported.",
    "As long as one soldier of Sudmark stays in the valley, there will be no election.",
    "The eighth round of talks begins in Castelmar on Friday, and I am travelling there tonight.",
    "What the ambassador called a mistake was a massacre, and at least 45 witnesses have said so.",
    "Halvenia may buy our gas if it pays in advance, and it must pay 30 percent more than now.",
    "It is clear that the minister did not read the report, which has 212 pages and a summary.",
)


def trucks(text: str) -> str:
    return re.sub(r"\b(40|12,000|15|300|90|70|25|3|120|80|6)\b", _another, text, count=1)


def _another(found: re.Match[str]) -> str:
    return {"12,000": "21,000", "3": "4", "6": "9"}.get(found[0], found[0][:-1] + "7")


def swap(pattern: str, by: str) -> Change:
    return lambda text: re.sub(pattern, by, text, count=1)


def each(*pairs: tuple[str, str]) -> Change:
    """The first of them that changes anything."""

    def change(text: str) -> str:
        return next((new for old, by in pairs if (new := swap(old, by)(text)) != text), text)

    return change


def everywhere(*pairs: tuple[str, str]) -> Change:
    def change(text: str) -> str:
        for old, by in pairs:
            text = re.sub(old, by, text)
        return text

    return change


TUNED: dict[str, tuple[Akin, Change]] = {
    "curly marks": ("same", lambda text: f"“{text.replace(chr(39), '’')}”"),
    "no stop": ("same", lambda text: text.rstrip(".") + ","),
    "dashes": ("same", swap(", ", " — ")),
    "no commas": ("same", everywhere((",(?= )", ""))),
    "the last clause cut": ("same", swap(r", and .*", ".")),
    "the first clause cut": ("same", swap(r"^(?!If).*, and ", "")),
    "American spelling": (
        "same",
        everywhere(
            ("bour", "bor"),
            ("nour", "nor"),
            ("ognise", "ognize"),
            ("ganise", "ganize"),
            ("programme", "program"),
            ("kilometres", "kilometers"),
            ("defence", "defense"),
        ),
    ),
    "numbers in words": (
        "same",
        each(
            (r"\b40\b", "forty"),
            ("12,000", "twelve thousand"),
            (r"\b15\b", "fifteen"),
            ("90", "ninety"),
            (r"\b25\b", "twenty-five"),
            (r"\b6\b", "six"),
            ("300", "three hundred"),
        ),
    ),
    "one sentence more": ("same", lambda text: f"{text} There is nothing else to be said."),
    "contractions": (
        "same",
        everywhere(
            ("don't", "do not"),
            ("can't", "cannot"),
            ("It's", "It is"),
            ("We will", "We'll"),
            ("We have", "We've"),
            ("will not", "won't"),
        ),
    ),
    "another number": ("variant", trucks),
    "a not": ("variant", swap(r"\b(will|must|is|should|can|could|may)\b(?! not)", r"\1 not")),
    "no not": (
        "variant",
        each(
            ("will not", "will"),
            ("can't", "can"),
            ("don't", "do"),
            ("never ", ""),
            ("nobody", "somebody"),
            ("without", "with"),
        ),
    ),
    "another day": (
        "variant",
        each(
            ("Monday", "Sunday"),
            ("Thursday", "Tuesday"),
            ("Friday", "Monday"),
            ("Tuesday", "Wednesday"),
            ("3 March", "3 May"),
            ("1 December", "2 December"),
        ),
    ),
    "another name": (
        "variant",
        each(
            ("Kelmora", "Belvaria"),
            ("Verrell", "Aalst"),
            ("Ostrel", "Grimsund"),
            ("Port Sabelle", "Sant Ilo"),
            ("Ishkaran", "Quoran"),
            ("Grimsund", "Ostrel"),
            ("Belvaria", "Torvania"),
            ("Tolvik", "Norn"),
            ("Holm", "Orun"),
        ),
    ),
    "another modal verb": (
        "variant",
        each((r"\bwill\b", "may"), (r"\bmust\b", "can"), (r"\bshould\b", "could")),
    ),
}

HELD_OUT: dict[str, tuple[Akin, Change]] = {
    "dots in the middle": (
        "same",
        each(
            (r"to Kelmora on Monday, ", "… "),
            (r" of aid", " ..."),
            (r" on 1 December, and", " …"),
            (r" in 2025, and", " [...]"),
            (r" of 25 lorries", " ..."),
            (" of two weeks,", " …"),
            (r", and they will get it", " . . . will get it"),
            (" at the first opportunity", "…"),
        ),
    ),
    "an editor's name in brackets": (
        "same",
        each(
            (r"^We ", "[Torvania] "),
            (r"^They ", "[The Kelmorans] "),
            (r" it\.$", " [the deal]."),
            (r"nobody elected him", "nobody elected [him]"),
            (r"talks", "[peace] talks"),
            ("water", "[drinking] water"),
            ("fleet", "[northern] fleet"),
        ),
    ),
    "an editor's capital": ("same", lambda text: f"[{text[0]}]{text[1:]}"),
    "guillemets": ("same", lambda text: f"« {text} »"),
    "low marks and a colon": ("same", lambda text: f"„{text.replace(', and', '; and')}“"),
    "percent and sums otherwise": (
        "same",
        each(
            ("15 percent", "15%"),
            (r"\$5 million", "5 million dollars"),
            ("2 billion", "2bn"),
            ("12,000", "12000"),
            ("70 kilometres", "70km"),
        ),
    ),
    "dates otherwise": (
        "same",
        each(
            ("3 March", "March 3rd"),
            ("1 December", "Dec. 1"),
            (r"\bU\.S\.", "US"),
            ("first opportunity", "1st opportunity"),
            ("second convoy", "2nd convoy"),
        ),
    ),
    "hyphens": (
        "same",
        each(
            ("ceasefire", "cease-fire"),
            ("two weeks", "two-weeks"),
            ("pipeline", "pipe\u00adline"),
            ("labour", "la\u00adbour"),
        ),
    ),
    "a sentence before": ("same", lambda text: f"Let me be quite clear about one thing. {text}"),
    "the rest of the speech": (
        "same",
        lambda text: f"{text} And I say to the 9 others: do not come. The winter is long.",
    ),
    "a word of grammar": (
        "same",
        each((r" that ", " "), (r" on (?=[MTF])", " "), (r"\bthe\b ", "")),
    ),
    "cut within a clause": (
        "same",
        lambda text: " ".join(text.split()[:-2]) if ", and" in text else text,
    ),
    "laughter": ("same", swap(", ", " (laughter), ")),
    "accents and ligatures": (
        "same",
        everywhere(("Tolvik", "Tólvik"), ("Verrell", "Verréll"), ("fi", "ﬁ")),
    ),
    "millions for billions": (
        "variant",
        each(("million", "billion"), ("2 billion", "2 million"), ("12,000", "12 million")),
    ),
    "a bound dropped": (
        "variant",
        each((r"^At least 300", "300"), (r"up to ", ""), (r"^More than 80", "80"), ("only ", "")),
    ),
    "a bound put in": (
        "variant",
        each(
            (r"(?<=send )40", "up to 40"),
            ("their 12,000", "at least 12,000"),
            (r"\b15\b", "almost 15"),
            ("of 25", "of about 25"),
            ("120", "more than 120"),
            ("sending 3", "sending only 3"),
        ),
    ),
    "another unit": (
        "variant",
        each(
            ("kilometres", "miles"),
            (r"\$", "€"),
            ("days", "weeks"),
            ("months", "years"),
            ("two weeks", "two days"),
            ("percent", "points"),
            ("crowns", "dollars"),
        ),
    ),
    "another ordinal": (
        "variant",
        each(("first", "second"), ("second", "fifth"), ("third", "fourth")),
    ),
    "never": ("variant", swap(r"\b(will|must|should|could|may)\b(?! not)", r"\1 never")),
    "no longer": (
        "variant",
        each(
            ("is welcome", "is no longer welcome"),
            ("have asked", "have hardly asked"),
            ("has reached", "has not reached"),
            ("are without", "are not without"),
            ("recognise", "no longer recognise"),
            ("was stolen", "was never stolen"),
        ),
    ),
    "not, contracted": (
        "variant",
        each((r"\bwill\b(?! not)", "won't"), (r"\bmust\b", "mustn't"), ("should", "shouldn't")),
    ),
    "a decimal": (
        "variant",
        each(
            (r"\b40\b", "4.0"),
            ("12,000", "1,200"),
            (r"\b15\b", "1.5"),
            (r"\$5", "$0.5"),
            (r"\b300\b", "30"),
            ("2 billion", "2.2 billion"),
            (r"\b120\b", "12.0"),
        ),
    ),
    "another year": ("variant", swap("2025", "2024")),
    "the condition dropped": ("variant", swap(r"^If the talks fail, w", "W")),
    "a condition put in": ("variant", lambda text: text.rstrip(".") + ", if they agree to that."),
    "a negation in front": (
        "variant",
        lambda text: f"It is not true that {text[0].lower()}{text[1:]}",
    ),
    "denied in front": ("variant", lambda text: f"I deny that {text[0].lower()}{text[1:]}"),
    "numbers in words, wrong": (
        "variant",
        each(
            (r"\b40\b", "fourteen"),
            ("12,000", "twenty thousand"),
            (r"\b15\b", "fifty"),
            ("90", "nineteen"),
            (r"\b25\b", "thirty-five"),
            (r"\b6\b", "sixteen"),
            ("300", "thirteen hundred"),
        ),
    ),
    "a weaker verb": (
        "variant",
        each(
            (r"\bmust\b", "should"),
            (r"\bwill\b", "would"),
            (r"\bmay\b", "must"),
            (r"\bcan\b", "cannot"),
        ),
    ),
}

PAIRS = (
    Pair("We are not leaving Ostrel.", "We are leaving Ostrel.", "variant", "by hand"),
    Pair("We will win this war.", "We will win the war.", "same", "by hand"),
    Pair(
        "Nothing was agreed. The talks go on in Holm next week. Everybody is tired.",
        "The talks go on in Holm next week. Everybody is tired. We need a rest from all this.",
        "different",
        "overlap",
    ),
    Pair(
        "The bridge is ours. We built it in the winter, and with our own hands.",
        "We built it in the winter, and with our own hands. Torvania paid for nothing at all.",
        "different",
        "overlap",
    ),
    Pair("We thank them.", "We thank them for all that they did for us.", "different", "short"),
    Pair("No.", "No. We will not.", "different", "short"),
    Pair("It was −5 degrees in Lisk.", "It was 5 degrees in Lisk.", "variant", "by hand"),
    Pair("We lost £3m in the flood.", "We lost 3 million pounds in the flood.", "same", "by hand"),
    Pair("We lost £3m in the flood.", "We lost £3bn in the flood.", "variant", "by hand"),
    Pair("Two thirds of them are here.", "A third of them are here.", "variant", "by hand"),
    Pair("I will go if he goes.", "I will go unless he goes.", "variant", "by hand"),
    Pair("Some 300 people died in Ostrel.", "300 people died in Ostrel.", "variant", "by hand"),
    Pair("He [Verrell] lied to parliament.", "He lied to parliament.", "same", "by hand"),
    Pair("He [Aalst] lied to parliament.", "Verrell lied to parliament.", "variant", "by hand"),
    Pair("We will [not] meet them in Holm.", "We will meet them in Holm.", "variant", "by hand"),
    Pair("The old towns want peace.", "The old towns want water.", "variant", "by hand"),
)


def pairs(
    changes: dict[str, tuple[Akin, Change]], statements: tuple[str, ...] = SAID
) -> Iterator[Pair]:
    """Every statement under every change that changes it; and each beside the next."""
    for made, (akin, change) in changes.items():
        for text in statements:
            other = change(text)
            if other != text:
                yield Pair(text, other, akin, made)
    for one, other in pairwise(statements):
        yield Pair(one, other, "different", "two statements")
