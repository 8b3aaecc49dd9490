"""What came out -> the figures, and whether it was well."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from tests.chaos.news import Story

WORKER_BACK = 6.0
SERVER_BACK = 3.0


@dataclass(frozen=True, slots=True)
class Card:
    channel: str
    at: float
    kind: str
    words: frozenset[str]

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Card:
        payload = (message.get("metadata") or {}).get("event_payload", {})
        kind = "".join(str(payload.get("alert", "")).split(":")[2:3])
        blocks = message.get("blocks") or message["text"]
        told = list(_quoted(blocks)) if kind == "statement" else blocks
        text = json.dumps(told, ensure_ascii=False)
        words = "".join(c if c.isalpha() else " " for c in text).split()
        return cls(message["channel"], float(message["ts"]), kind, frozenset(words))


def _quoted(blocks: Any) -> Iterator[Any]:
    """The quotations alone: what "also reported as" names beside one is another statement."""
    if isinstance(blocks, list):
        for block in blocks:
            yield from _quoted(block)
    elif isinstance(blocks, dict) and blocks.get("type") == "rich_text_quote":
        yield blocks
    elif isinstance(blocks, dict):
        yield from _quoted(list(blocks.values()))


@dataclass
class Recovery:
    """From a death until nothing of it is left lying."""

    target: str
    at: float
    pid: int = 0
    jobs: int = 0
    """In flight when it died."""
    seconds: float | None = None
    """None: it never recovered."""
    alone: bool = True
    """Nobody else of its kind was struck meanwhile."""


@dataclass(frozen=True)
class Outcome:
    stories: Sequence[Story]
    out: Mapping[str, float]
    heard: Mapping[str, float]
    """When each statement was put on record, by its mark."""
    states: Mapping[tuple[str, str], str]
    """How far the card of each channel and mark has come, as the outbox knows it."""
    cards: Sequence[Card]
    orders: Mapping[str, set[tuple[str, str]]]
    kills: Mapping[str, int]
    pauses: Mapping[str, int]
    recoveries: Sequence[Recovery]
    dead: Sequence[str]
    parked: Sequence[str]
    lines: Sequence[str]

    @property
    def expected(self) -> list[tuple[str, str]]:
        """Channel and mark of every card that is owed."""
        return [(channel, s.mark) for s in self.stories for channel in s.channels()]

    @property
    def told(self) -> list[tuple[Card, frozenset[str]]]:
        """Every card, oldest first, with the marks that it tells; shifts only quote."""
        marks = frozenset(story.mark for story in self.stories)
        cards = sorted(self.cards, key=lambda card: card.at)
        return [(card, card.words & marks) for card in cards if card.kind != "shift"]

    @property
    def posted(self) -> dict[tuple[str, str], list[float]]:
        found: dict[tuple[str, str], list[float]] = {}
        for card, marks in self.told:
            for mark in marks:
                found.setdefault((card.channel, mark), []).append(card.at)
        return found

    @property
    def lost(self) -> list[tuple[str, str]]:
        posted = self.posted
        return [owed for owed in self.expected if owed not in posted]

    @property
    def twice(self) -> list[tuple[str, str]]:
        return [owed for owed, times in self.posted.items() if len(times) > 1]

    @property
    def disordered(self) -> list[tuple[str, str, str]]:
        """Channel and two marks of which the second was posted before the first.

        What shares the card of an earlier one comes early on purpose.
        """
        first: dict[tuple[str, str], float] = {}
        for card, marks in self.told:
            for mark in marks if len(marks) == 1 else ():
                first.setdefault((card.channel, mark), card.at)
        return [
            (channel, one, other)
            for channel, pairs in self.orders.items()
            for one, other in sorted(pairs)
            if (channel, one) in first
            and (channel, other) in first
            and first[channel, one] > first[channel, other]
        ]

    @property
    def lags(self) -> tuple[list[float], list[float]]:
        """Seconds from published to heard, and to posted, of every card."""
        out = {story.mark: self.out[story.slug] for story in self.stories if story.slug in self.out}
        heard = [at - out[mark] for mark, at in self.heard.items() if mark in out]
        posted = [min(at) - out[mark] for (_, mark), at in self.posted.items() if mark in out]
        return sorted(heard), sorted(posted)

    def after(self, kind: str) -> list[Recovery]:
        """Of those who died with work in their hands, and of the server."""
        return [r for r in self.recoveries if r.target.startswith(kind) and (r.jobs or not r.pid)]

    def problems(self) -> list[str]:
        """Empty when all is well. Recovery is judged where one thing went wrong at a time."""
        found = []
        if lost := self.lost:
            states = Counter(self.states[owed] for owed in lost)
            found.append(f"{len(lost)} lost ({_counted(states)}): {lost[:5]}")
        found += [f"{len(self.twice)} twice: {self.twice[:5]}"] if self.twice else []
        found += [f"{len(self.disordered)} out of order"] if self.disordered else []
        if not any(self.orders.values()):
            found.append("no two cards ever waited together, so that their order shows nothing")
        for kind, limit in (("worker", WORKER_BACK), ("server", SERVER_BACK)):
            late = [r for r in self.after(kind) if r.alone and (r.seconds or 999) > limit]
            found += [f"{len(late)} of {kind} took longer than {limit:g} s"] if late else []
        return found

    def figures(self) -> Iterator[str]:
        yield f"kills: {sum(self.kills.values())} ({_counted(self.kills)})"
        yield f"pauses: {sum(self.pauses.values())} ({_counted(self.pauses)})"
        yield f"stories: {len(self.stories)}; cards owed: {len(self.expected)}"
        yield f"lost: {len(self.lost)}; twice: {len(self.twice)}"
        pairs = sum(map(len, self.orders.values()))
        yield f"out of order: {len(self.disordered)} of {pairs} pairs seen waiting"
        for kind in ("worker", "server"):
            yield f"recovery after a {kind}: {_spread(self.after(kind))}"
        for step, lags in zip(("heard", "posted"), self.lags, strict=True):
            yield f"published to {step}, seconds: {_lag(lags)}"
        for name, reasons in (("dead letters", self.dead), ("parked", self.parked)):
            yield f"{name}: {_counted(Counter(reasons)) or 0}"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def _lag(lags: Sequence[float]) -> str:
    if len(lags) < 2:
        return "never seen"
    cut = quantiles(lags, n=100)
    return f"median {cut[49]:.1f}, p95 {cut[94]:.1f}, longest {lags[-1]:.1f}"


def _spread(found: Sequence[Recovery]) -> str:
    alone = [r.seconds for r in found if r.alone and r.seconds is not None]
    every = [r.seconds for r in found if r.seconds is not None]
    if not every:
        return "never seen"
    never = sum(r.seconds is None for r in found)
    told = f"{len(every)} times, median {median(every):.1f} s, longest {max(every):.1f} s"
    clean = f"; {len(alone)} undisturbed, longest {max(alone):.1f} s" if alone else ""
    return f"{told}{clean}" + (f"; {never} never" if never else "")
