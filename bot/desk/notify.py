"""records -> alerts in the outboxes of the channels that want to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alerts.alert import Alert, AlertKind
from bot.alerts.preferences import is_muted
from bot.alerts.subscription import Channel, Subscription
from bot.desk.wanted import subjects_of
from bot.happenings import Notified, Witness, nobody
from bot.ports import ChannelPreferences, Later, Outbox, Records, Shifts, Subscriptions
from bot.timeline.bar import BARS, Sensitivity
from bot.timeline.record import Record
from bot.timeline.shift import Shift, find_shifts
from bot.timeline.timeline import Timeline, timeline_of

NEWS = timedelta(days=2)
"""How long after it was published, and after we first read it, a statement is news."""
_LONGEST_WAIT = timedelta(hours=4)

_Untold = tuple[Record, str, Shift, Sensitivity]
"""The record that a shift is told with, the shift's id, itself and the step it was found at."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What notifying works with."""

    records: Records
    shifts: Shifts
    subscriptions: Subscriptions
    preferences: ChannelPreferences
    outbox: Outbox
    later: Later
    confidence: float
    """Below it a name is not alerted, only kept."""
    news: timedelta | None = NEWS
    """None: whatever its age, in a rehearsal of the past."""
    witness: Witness = nobody


def notify(records: Sequence[str], desk: Desk, now: datetime) -> None:
    """Twice is once: alert and shift have ids of their own, and an outbox takes each one time.

    What comes from one article is put into the outboxes together, before any of it leaves, so
    that a burst can be told as one.
    """
    kept = [r for r in desk.records.get(records) if is_evidence(r, desk.confidence)]
    news = [record for record in kept if not _is_known(record, now)]
    told: set[Channel] = set()
    for record in news:
        told.update(_tell_statement(record, desk, now), _tell_change(record, desk, now))
    _ask_for(told, desk)
    _tell_shifts(news, desk, now)


def is_evidence(record: Record, confidence: float) -> bool:
    """Not old words, words of people outside the register, or doubtful names or words."""
    statement = record.statement
    known = statement.official is not None and statement.confidence >= confidence
    return known and not statement.old and not record.doubt


def _is_known(record: Record, now: datetime) -> bool:
    """Words that we read long ago are no news when another outlet carries them again."""
    return record.seen is not None and now - record.seen > NEWS


def is_backlog(record: Record, news: timedelta | None) -> bool:
    """It was out for days when we first read it: a source that is new brings its past along."""
    if news is None or record.published is None or record.seen is None:
        return False
    return record.seen - record.published > news


def _tell_statement(record: Record, desk: Desk, now: datetime) -> list[Channel]:
    if is_backlog(record, desk.news):
        return []
    followers = desk.subscriptions.followers(subjects_of(record))
    wanting = [subscription for subscription in followers if subscription.alerts == "all"]
    burst = record.statement.who
    return _put("statement", record, _unmuted(wanting, record, desk, now), desk, now, burst=burst)


def _tell_change(record: Record, desk: Desk, now: datetime) -> list[Channel]:
    """The card says where else it was read; one change waits at a time, longer each time.

    So a card that forty outlets carry within the hour is drawn anew a few times, not forty.
    """
    carried = len(set(desk.records.outlets(record.id).values()))
    if carried < 2:
        return []
    told = desk.outbox.told("statement", record.id)
    changes = [[_change(c, record.id, n, now) for n in range(2, carried + 1)] for c in told]
    due = [of_one[-1] for of_one in changes if not _is_coming(of_one, desk.outbox)]
    return [change.channel for change in due if desk.outbox.put(change)]


def _change(channel: Channel, record: str, outlets: int, now: datetime) -> Alert:
    wait = min(timedelta(minutes=(outlets - 1) ** 2), _LONGEST_WAIT)
    return Alert(channel, "changed", record, version=f"in-{outlets}", at=now + wait)


def _is_coming(changes: Iterable[Alert], outbox: Outbox) -> bool:
    """One that has not left yet shows what is new by the time it does."""
    return any(outbox.state(change) == "waiting" for change in changes)


def _tell_shifts(records: Sequence[Record], desk: Desk, now: datetime) -> None:
    for record, id, shift, step in _untold_shifts(records, desk):
        channels = [] if is_backlog(record, desk.news) else _wanting(shift, step, desk, now)
        _put("shift", record, channels, desk, now, about=id)
        _ask_for(channels, desk)
        desk.shifts.told(id, step, channels)


def _wanting(shift: Shift, step: Sensitivity, desk: Desk, now: datetime) -> list[Channel]:
    """Who follows either voice, or their side, at that step."""
    ends = desk.records.get([shift.before[-1], shift.after[-1]])
    subjects = {shift.subject}.union(*map(subjects_of, ends))
    wanting = [
        subscription
        for subscription in desk.subscriptions.followers(subjects)
        if subscription.alerts != "digest" and subscription.sensitivity == step
    ]
    return _unmuted(wanting, ends[-1], desk, now)


def _untold_shifts(records: Sequence[Record], desk: Desk) -> Iterator[_Untold]:
    """By the records that they are told with, in the order of those."""
    sides = dict.fromkeys(r.statement.group for r in records if r.statement.group)
    found = [untold for side in sides for untold in _untold_of(side, records, desk)]
    places = {record.id: place for place, record in enumerate(records)}
    yield from sorted(found, key=lambda untold: places[untold[0].id])


def _untold_of(side: str, records: Sequence[Record], desk: Desk) -> list[_Untold]:
    """Replays the side's whole timeline, since a statement that comes late may complete a turn:
    once, however many of its statements an article has.

    What is not alerted by itself is no evidence of a shift either.
    """
    with desk.records.alone(f"timeline:{side}"):
        kept = desk.records.of_group(side)
        news = [other for other in kept if is_evidence(other, desk.confidence)]
        found = _found(timeline_of(news), _steps(news, desk.subscriptions))
        # Others are told with their own records, or were; the window of the replay slides, and
        # what it finds anew far back is no news.
        mine = [(r, s, step) for s, step in found if (r := _first_of(s, side, records))]
        return [(r, id, s, step) for r, s, step in mine if (id := desk.shifts.keep(side, s, step))]


def _first_of(shift: Shift, side: str, records: Iterable[Record]) -> Record | None:
    """The first of a side's records that the shift rests on."""
    rests_on = {*shift.before, *shift.after}
    theirs = (record for record in records if record.statement.group == side)
    return next((record for record in theirs if record.id in rests_on), None)


def _found(timeline: Timeline, steps: Iterable[Sensitivity]) -> Iterator[tuple[Shift, Sensitivity]]:
    for step in steps:
        for shift in find_shifts(timeline, step):
            yield shift, step


def _steps(news: Iterable[Record], subscriptions: Subscriptions) -> list[Sensitivity]:
    """Those at which somebody waits for a shift of that side, and the one that lookups show."""
    subjects = set().union(*map(subjects_of, news))
    wanted = {subscription.sensitivity for subscription in subscriptions.followers(subjects)}
    return [step for step in BARS if step in wanted | {"balanced"}]


def _unmuted(
    subscriptions: Iterable[Subscription], record: Record, desk: Desk, now: datetime
) -> list[Channel]:
    """The channels, each once."""
    channels = dict.fromkeys(subscription.channel for subscription in subscriptions)
    return [c for c in channels if not is_muted(desk.preferences.of(c), record, now)]


def _put(
    kind: AlertKind,
    record: Record,
    channels: Sequence[Channel],
    desk: Desk,
    now: datetime,
    about: str = "",
    burst: str = "",
) -> list[Channel]:
    """`record` is what brought it, and what it is about where nothing else is named."""
    for channel in channels:
        alert = Alert(channel, kind, about or record.id, at=now, burst=burst)
        if desk.outbox.put(alert):
            desk.witness(Notified(alert, record))
    return list(channels)


def _ask_for(channels: Iterable[Channel], desk: Desk) -> None:
    """Also where an alert was put before: a crash may have come in between."""
    for channel in sorted(channels, key=str):
        desk.later.deliver(channel)
