"""A seed -> invented stories, each with one statement that no other contains."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests import world

REGISTER = (
    world.REGISTER
    + """
[[official]]
id = "ilka-dorn"
name = "Ilka Dorn"
group = "Kelmora"
aliases = ["Dorn"]
pronoun = "she"
offices = [{ title = "trade minister", since = 2021-01-01 }]
"""
)

SPEAKERS = {
    "Foreign Minister Maresa Tolvik": ("maresa-tolvik", "Torvania", "OSTREL"),
    "President Joren Aalst": ("joren-aalst", "Torvania", "OSTREL"),
    "Foreign Minister Tomas Verrell": ("tomas-verrell", "Kelmora", "PORT SABELLE"),
    "Trade Minister Ilka Dorn": ("ilka-dorn", "Kelmora", "PORT SABELLE"),
}

FOLLOWING = {
    "C0FOREIGN": "Torvania",
    "C0POLITICS": "Kelmora",
    "C0DIPLOMACY": "Maresa Tolvik",
    "C0INVESTIG": "Ilka Dorn",
}
"""Whom each channel follows: both sides, and one official of each."""

_VERBS = ("open", "inspect", "repaint", "measure", "survey", "restore", "number", "map", "light")
_THINGS = ("lighthouse", "canal lock", "ferry pier", "archive", "post office", "orchard", "museum")
_QUALITIES = ("northern", "wooden", "narrow", "second", "municipal", "white", "round", "lower")
_PLACES = ("Brackholm", "Tessin Bay", "Oldwater", "Marrowfield", "Kettleby", "Saltmere", "Quillan")
_WHENS = ("in early spring", "after the harvest", "before the fair", "by midsummer", "next winter")
_WHYS = (
    "because the engineers asked for a calm season",
    "once the surveyors hand in their tables",
    "as the council in the valley proposed",
    "so that the school children can visit it",
    "when the new timetable of the ferries begins",
    "after the painters and the masons are done",
)
_LETTERS = "bdfghklmnprstvz"


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    speaker: str
    """The official's id."""
    side: str
    mark: str
    """A word that stands in its statement and nowhere else."""
    paragraphs: tuple[str, ...]

    def channels(self) -> list[str]:
        """Whoever is to get its card."""
        return [c for c, whom in FOLLOWING.items() if whom == self.side or whom in self.named]

    @property
    def named(self) -> str:
        return self.paragraphs[1]


def write_stories(seed: int, count: int) -> list[Story]:
    """The same for the same seed; no two share more than a few words in a row."""
    dice = Random(f"stories {seed}")  # noqa: S311
    marks: set[str] = set()
    while len(marks) < count:
        marks.add("".join(dice.choice(_LETTERS) + dice.choice("aeiou") for _ in range(4)))
    return [_write(mark, dice) for mark in sorted(marks)]


def _write(mark: str, dice: Random) -> Story:
    title = dice.choice(list(SPEAKERS))
    id, side, place = SPEAKERS[title]
    name, quality, thing = mark.capitalize(), dice.choice(_QUALITIES), dice.choice(_THINGS)
    said = (
        f"“We will {dice.choice(_VERBS)} the {quality} {thing} of {name} near"
        f" {dice.choice(_PLACES)} {dice.choice(_WHENS)}, {dice.choice(_WHYS)},” {title} said."
    )
    first = f"{place} - Officials met on the {quality} quay to talk about works of the season."
    return Story(f"works-{mark}", id, side, name, (first, said, "The works are paid for already."))
