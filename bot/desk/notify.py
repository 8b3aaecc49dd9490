"""record -> alerts in the outboxes of the channels that want to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel, Subscription
from bot.ports import Later, Outbox, Records, Shifts, Subscriptions
from bot.timeline.record import Record
from bot.timeline.shift import Shift, find_shifts
from bot.timeline.timeline import timeline_of

_NEWS = timedelta(days=2)
"""How long after we first read them words can still set off an alert."""


def notify(
    record: str,
    records: Records,
    shifts: Shifts,
    subscriptions: Subscriptions,
    outbox: Outbox,
    later: Later,
    confidence: float,
    now: datetime,
) -> None:
    """Twice is once: alert and shift have ids of their own, and an outbox takes each one time.

    `confidence`: below it a name is not alerted, only kept.
    """
    for kept in records.get([record]):
        if not is_evidence(kept, confidence) or _is_known(kept, now):
            continue
        followers = subscriptions.followers(_subjects(kept))
        _tell(_channels(followers), "statement", kept.id, outbox, later)
        for id, shift in _untold_shifts(kept, records, shifts, confidence):
            channels = _channels(subscriptions.followers(_ends(shift, records)))
            _tell(channels, "shift", id, outbox, later)
            shifts.told(id, channels=channels)


def _is_known(record: Record, now: datetime) -> bool:
    """Words that we read long ago are no news when another outlet carries them again."""
    return record.seen is not None and now - record.seen > _NEWS


def is_evidence(record: Record, confidence: float) -> bool:
    """Not old words, words of people outside the register, or doubtful names."""
    statement = record.statement
    known = statement.official is not None and statement.confidence >= confidence
    return known and not statement.old


def _subjects(record: Record) -> set[str]:
    return {subject for subject in (record.statement.official, record.statement.group) if subject}


def _ends(shift: Shift, records: Records) -> set[str]:
    """Who follows either voice, or their side, is told."""
    ends = records.get([shift.before[-1], shift.after[-1]])
    return {shift.subject}.union(*map(_subjects, ends))


def _untold_shifts(
    record: Record, records: Records, shifts: Shifts, confidence: float
) -> list[tuple[str, Shift]]:
    """Replays the whole timeline, since a statement that comes late may complete a turn.

    What is not alerted by itself is no evidence of a shift either.
    """
    group = record.statement.group
    if group is None:
        return []
    with records.alone(f"timeline:{group}"):
        news = [kept for kept in records.of_group(group) if is_evidence(kept, confidence)]
        found = find_shifts(timeline_of(news))
        # Others are told with their own records, or were; the window of the replay slides, and
        # what it finds anew far back is no news.
        mine = [shift for shift in found if record.id in (*shift.before, *shift.after)]
        return [(id, shift) for shift in mine if (id := shifts.keep(group, shift))]


def _channels(followers: list[Subscription]) -> list[Channel]:
    return list(dict.fromkeys(subscription.channel for subscription in followers))


def _tell(channels: list[Channel], kind: str, about: str, outbox: Outbox, later: Later) -> None:
    for channel in channels:
        alert = Alert(channel, "shift" if kind == "shift" else "statement", about)
        outbox.put(alert)
        # Also when it was there before: a crash may have come between the two lines.
        later.deliver(channel)
