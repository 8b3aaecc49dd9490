"""woven words -> speakers: everybody who may have said them, weighed by what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.statements.overlap import Overlaps
from bot.statements.report import Report
from bot.statements.speaker import ENOUGH, NOBODY, Speaker
from bot.statements.trust import Evidence, Trust
from bot.statements.weave import Woven

SpeakersOf = Callable[[Report], Iterable[Speaker]]
Attributed = tuple[Report, tuple[Speaker, ...]]
"""The report chosen, and whose words they are: one for each joint speaker."""
NAMED = 0.66
"""Trust below which a name is left out: two in five such names were wrong."""
DOUBTED = 0.75
"""The most that a name is trusted which the rules doubt: it can be looked up, and alerts nobody."""
SAID = 0.5
"""What the network must think of words that are nobody's, for them to be told at all."""
BY_MARK = {"colon", "dash", "inner", "turn"}
"""What the corpus hardly has: these are the rules' to judge."""
_PRONOUNS = {"he", "she"}
_FEW = 3
"""Words; fewer of them, and no clause, say little by themselves: "Some", "That"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to hang the words: the report, its speakers, and how sure the network is of it."""

    report: Report
    speakers: tuple[Speaker, ...]
    sure: float
    by_rule: bool

    def has(self, name: str) -> Speaker | None:
        return next((s for s in self.speakers if s.person and s.person.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(s.person.name for s in self.speakers if s.person)


def attribute(
    woven: Woven, text: str, kind: str, speakers_of: SpeakersOf, trust: Trust
) -> Attributed:
    """The likeliest report, and its speakers, each as sure as the evidence is.

    Nobody is named where no name is trusted.
    """
    readings = readings_of(woven, speakers_of)
    names = list(dict.fromkeys(name for one in readings for name in one.names))
    if not names:
        return _nameless(readings, woven)
    weighed = {name: evidence_of(name, readings, woven, text, kind) for name in names}
    sure = {name: _capped(trust(weighed[name]), weighed[name]) for name in names}
    best = max(names, key=lambda name: sure[name])
    reading = next(one for one in readings if one.has(best))
    speakers = (_trusted(s, sure[s.person.name]) for s in reading.speakers if s.person)
    return replace(reading.report, words=woven.words), tuple(speakers)


def _is_told(woven: Woven, attributed: Attributed) -> bool:
    _, speakers = attributed
    return bool(woven.arcs) or woven.said >= SAID or any(speaker.person for speaker in speakers)


def _capped(sure: float, evidence: Evidence) -> float:
    """The corpus has no unknown countries, and few "she" of two women: such names stay doubtful."""
    return min(sure, DOUBTED) if evidence.doubtful else sure


def _trusted(speaker: Speaker, sure: float) -> Speaker:
    return replace(speaker, person=speaker.person if sure >= NAMED else None, confidence=sure)


def readings_of(woven: Woven, speakers_of: SpeakersOf) -> list[Reading]:
    readings = []
    if woven.rule is not None:
        speakers = speakers_of(woven.rule)
        if not woven.arcs:
            speakers = map(_sure, speakers)
        readings.append(Reading(woven.rule, tuple(speakers), 1.0, True))
    for report, sure in woven.arcs:
        readings.append(Reading(report, tuple(speakers_of(report)), sure, False))
    return readings


def _sure(speaker: Speaker) -> Speaker:
    """Without the name, where the rules doubt it and no network agrees."""
    return speaker if speaker.confidence >= ENOUGH else replace(speaker, person=None)


def _nameless(readings: Sequence[Reading], woven: Woven) -> Attributed:
    first = readings[0]
    return replace(first.report, words=woven.words), first.speakers or (NOBODY,)


def evidence_of(
    name: str, readings: Sequence[Reading], woven: Woven, text: str, kind: str
) -> Evidence:
    rules = [one for one in readings if one.by_rule]
    arcs = [one for one in readings if not one.by_rule]
    mine = [speaker for one in readings if (speaker := one.has(name))]
    rule = max((s.confidence for one in rules if (s := one.has(name))), default=0.0)
    arc = sum(one.sure for one in arcs if one.has(name))
    start, end = woven.words
    words = text[start:end]
    return Evidence(
        rule=rule,
        rule_other=max(
            (s.confidence for one in rules if not one.has(name) for s in one.speakers if s.person),
            default=0.0,
        ),
        rule_nobody=float(bool(rules) and not any(one.names for one in rules)),
        arc=arc,
        arc_other=sum(one.sure for one in arcs if one.names and not one.has(name)),
        arc_nameless=sum(one.sure for one in arcs if not one.names),
        said=woven.said,
        mention=max(speaker.confidence for speaker in mine),
        unheard=float(not arcs),
        doubtful=float(all(speaker.confidence < ENOUGH for speaker in mine)),
        pronoun=float(all(_is_pronoun(speaker, text) for speaker in mine)),
        direct=float(kind == "direct"),
        indirect=float(kind == "indirect"),
        short=float(len(words.split()) < _FEW),
    )


def _is_pronoun(speaker: Speaker, text: str) -> bool:
    return text[speaker.start : speaker.end].lower() in _PRONOUNS


def agreed(told: Iterable[tuple[Woven, Attributed]]) -> Iterator[Attributed]:
    """Without what the rules alone found for nobody, and without hearsay.

    What a named speaker tells of another's words stays with the one who tells it; under officials
    and others without a name, the one they tell of is who said it.
    """
    all_told = [one for one in told if _is_told(*one)]
    named = Overlaps(
        (report.words, None)
        for one, (report, speakers) in all_told
        if not one.nested and any(speaker.person for speaker in speakers)
    )
    for one, attributed in all_told:
        start, end = one.words
        around = (words for words, _ in named.touching(one.words))
        if not (one.nested and any(s <= start and end <= e for s, e in around)):
            yield attributed
