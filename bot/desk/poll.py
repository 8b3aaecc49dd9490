"""source -> its new entries in the queue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import random

from bot.desk.pace import Pace, back_off, follow, jitter, obey
from bot.errors import BotError, Ended, GiveUp, NotYet, TryAgain
from bot.happenings import Polled, Witness, failed, nobody
from bot.ports import NEVER, Fetched, Later, Rota, Seen, SourceState, Validators, Web
from bot.sources.entry import Entry
from bot.sources.listed import Listed
from bot.sources.lists import read_list
from bot.sources.source import Source

_BETWEEN_PARTS = 1.0
"""Seconds between two parts of one list: they share a host."""
_MOMENT = 5.0
"""Seconds of waiting for a host that the queue sees to, which is more exact than the clock."""
_TRUST = 3
"""Failures in a row after which an address that a source moved to is no longer believed."""
_PARTS = 8
"""Lists that one list may consist of."""
_TRIED = 3
"""Of those, how many are asked when somebody only looks: there is no pause between them."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a poll works with."""

    web: Web
    seen: Seen
    rota: Rota
    later: Later
    pace: Pace
    now: Callable[[], datetime]
    witness: Witness = nobody


def poll(source: Source, around: Round) -> int:
    """How many entries were new. What went wrong is kept for `status`; the next round tries again.

    An entry is marked only once its work is queued, so a crash in between reads it twice,
    never not at all; and the validators are kept only after the last one is, so that an
    answer that was half worked through is asked for again.
    """
    state = _known_at(around.rota.state(source.id), source, around.now())
    address = state.parts[0] if state.parts else state.moved or source.url
    try:
        fetched = around.web.fetch(address, state.validators.get(address, NEVER))
        listed = _listed(source, fetched)
    except NotYet as turn:
        _put_off(around, state, turn)
        return 0
    except BotError as error:
        _failed(around, state, address, error)
        around.witness(failed("poll", source.id, error))
        return 0
    new = _queue(listed.entries, around)
    _succeeded(around, state, address, fetched, listed, new)
    around.witness(Polled(source.id, len(new)))
    return len(new)


def check(source: Source, web: Web) -> Listed:
    """What the source lists now; of a list of lists, the first that has something. Raises what is
    wrong with it."""
    listed = _asked(source, source.url, web)
    for part in listed.parts[:_TRIED]:
        if not listed.entries:
            listed = replace(listed, entries=_asked(source, part, web).entries)
    return listed


def _asked(source: Source, url: str, web: Web) -> Listed:
    fetched = web.fetch(url)
    if fetched is None:
        raise GiveUp(f"{url} answered 304 although nothing was asked for conditionally")
    return _listed(source, fetched)


def _known_at(state: SourceState, source: Source, now: datetime) -> SourceState:
    """What was learned of another address is worth nothing."""
    if state.address == source.url:
        return state
    return SourceState(source.id, address=source.url, began=now)


def _listed(source: Source, fetched: Fetched | None) -> Listed:
    """Oldest first, each once, so that what was said first is told first."""
    if fetched is None:
        return Listed()
    listed = read_list(source, fetched.body, fetched.url, fetched.content_type)
    once = {entry.id: entry for entry in reversed(listed.entries)}
    return replace(listed, entries=tuple(sorted(once.values(), key=_published)))


def _published(entry: Entry) -> float:
    return entry.published.timestamp() if entry.published else 0.0


def _queue(entries: Sequence[Entry], around: Round) -> list[Entry]:
    new = [replace(entry, found=around.now()) for entry in around.seen.unseen(entries)]
    for entry in new:
        around.later.read(entry)
        around.seen.mark(entry)
    return new


def _put_off(around: Round, state: SourceState, turn: NotYet) -> None:
    """Raises it again for a moment; a host that is silent for longer is left to the rota."""
    wait = turn.after or 0.0
    if wait <= _MOMENT:
        raise turn
    _settle(around, state, wait)


def _succeeded(
    around: Round,
    state: SourceState,
    address: str,
    fetched: Fetched | None,
    listed: Listed,
    new: Sequence[Entry],
) -> None:
    now = around.now()
    state = replace(
        state,
        polled=now,
        good=now,
        failures=0,
        problem="",
        parts=_still_to_ask(state, listed),
        news=now if new else state.news,
        lag=_lag(new, state.lag),
    )
    if fetched is not None:
        state = replace(
            state,
            wish=listed.wish,
            validators=_remembered(state, address, fetched.validators),
            moved=_moved(state, address, fetched),
        )
    if state.parts:
        _settle(around, state, _BETWEEN_PARTS)
        return
    state = replace(state, wait=follow(around.pace, state.wait, len(new)))
    fresh = fetched.fresh if fetched else 0.0
    _settle(around, state, jitter(obey(around.pace, state.wait, state.wish, fresh), random()))  # noqa: S311


def _still_to_ask(state: SourceState, listed: Listed) -> tuple[str, ...]:
    """A list of lists is asked first, then its parts; a part is not made of parts again."""
    return state.parts[1:] if state.parts else listed.parts[:_PARTS]


def _remembered(state: SourceState, address: str, validators: Validators) -> dict[str, Validators]:
    """For this address and those that were asked last."""
    others = {known: kept for known, kept in state.validators.items() if known != address}
    return dict([*others.items(), (address, validators)][-_PARTS - 1 :])


def _moved(state: SourceState, address: str, fetched: Fetched) -> str:
    """Only the list itself moves, and only to where it could be read."""
    return fetched.moved if fetched.moved and address == state.address else state.moved


def _lag(new: Sequence[Entry], before: float | None) -> float | None:
    ages = [
        (entry.found - entry.published).total_seconds()
        for entry in new
        if entry.found and entry.published
    ]
    return max(0.0, min(ages)) if ages else before


def _failed(around: Round, state: SourceState, address: str, error: BotError) -> None:
    """A part that fails is left out of this round; an address moved to loses its credit."""
    failures = state.failures + 1
    failed = replace(
        state, polled=around.now(), failures=failures, problem=str(error), parts=state.parts[1:]
    )
    if address == state.moved and (isinstance(error, Ended) or failures >= _TRUST):
        failed = replace(failed, moved="")
    elif address == state.address and isinstance(error, Ended):
        around.rota.settle(replace(failed, ended=True), None)
        return
    asked = error.after if isinstance(error, TryAgain) else None
    _settle(around, failed, jitter(back_off(around.pace, failures, asked), random()))  # noqa: S311


def _settle(around: Round, state: SourceState, wait: float) -> None:
    around.rota.settle(state, around.now() + timedelta(seconds=wait))
