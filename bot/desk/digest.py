"""the clock -> digests in the outboxes; a digest's hour -> what it tells.

It is composed when it leaves, from what is on record by then, so that none of it is kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.alerts.alert import Alert
from bot.alerts.cards import telling
from bot.alerts.digest import Digest, Turned, digest_card, empty_digest
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences, digest_due, digest_slot, is_muted
from bot.alerts.subscription import Channel, Subscription
from bot.alerts.summary import stand_for_all
from bot.desk.notify import is_backlog, is_evidence
from bot.desk.overlay import Overlay
from bot.ports import ChannelPreferences, Later, Outbox, Shifts, Subscriptions
from bot.timeline.bar import Sensitivity
from bot.timeline.query import Query
from bot.timeline.quiet import FirstWord, find_first_words
from bot.timeline.record import Record
from bot.timeline.shift import Shift
from bot.timeline.timeline import timeline_of

_HOUR = "%Y-%m-%dT%H:%MZ"
_DAY = timedelta(days=1)
_READ_LATE = timedelta(days=2)
"""What was said up to so long before a period and read in it is news of that period."""
_MOST = 1000
"""Statements of one subject in a digest; of more of them the newest count."""


def call_digests(
    preferences: ChannelPreferences, outbox: Outbox, later: Later, now: datetime
) -> None:
    """Any number of times: a channel's hour is one alert, and an outbox takes it one time.

    A crash before its delivery was asked for is made good by the next sweep.
    """
    for channel in preferences.with_digest():
        slot = digest_due(preferences.of(channel), None, now)
        if slot and outbox.put(Alert(channel, "digest", f"{slot:{_HOUR}}", at=slot)):
            later.deliver(channel)


@dataclass(frozen=True, slots=True)
class Editor:
    """What a digest is made from."""

    overlay: Overlay
    """Each workspace's digest shows its own corrections, and nobody else's."""
    shifts: Shifts
    subscriptions: Subscriptions
    preferences: ChannelPreferences
    confidence: float
    news: timedelta | None

    def digest(self, alert: Alert) -> Message | None:
        """None when there was nothing and the channel wants to hear of nothing."""
        preferences = self.preferences.of(alert.channel)
        until = datetime.strptime(alert.about, _HOUR).replace(tzinfo=UTC)
        since = digest_slot(preferences, until - timedelta(seconds=1)) or until - _DAY
        made = self._gather(alert.channel, preferences, since, until)
        if made.records or made.turned:
            return digest_card(made, self.overlay.register.ids)
        return empty_digest(since, until) if preferences.when_empty else None

    def _gather(
        self, channel: Channel, preferences: Preferences, since: datetime, until: datetime
    ) -> Digest:
        followed = self.subscriptions.of(channel)
        found = {
            record.id: record
            for subscription in followed
            for record in self._said(channel.team, subscription.subject, since, until)
            if not is_muted(preferences, record, until)
        }
        records = tuple(sorted(found.values(), key=lambda record: (record.at, record.id)))
        return Digest(
            since=since,
            until=until,
            records=records,
            chosen=stand_for_all(records),
            turned=tuple(self._turned(channel, followed, found, since, until)),
            firsts=tuple(self._firsts(records)),
        )

    def _said(self, team: str, subject: str, since: datetime, until: datetime) -> list[Record]:
        days = Query(since=(since - _READ_LATE).date(), until=until.date())
        is_official = self.overlay.register.by_id(subject) is not None
        query = replace(days, speaker=subject) if is_official else replace(days, group=subject)
        found = self.overlay.find(team, query, 0, _MOST).records
        return [record for record in found if self._is_news(record, since, until)]

    def _is_news(self, record: Record, since: datetime, until: datetime) -> bool:
        sure = is_evidence(record, self.confidence) and not is_backlog(record, self.news)
        return sure and since <= (record.seen or record.at) < until

    def _turned(
        self,
        channel: Channel,
        followed: Iterable[Subscription],
        found: dict[str, Record],
        since: datetime,
        until: datetime,
    ) -> Iterable[Turned]:
        """Those that one of the period's statements set off and that still stand here."""
        steps = {subscription.sensitivity for subscription in followed}
        for id, shift in self.shifts.between(since - _READ_LATE, until):
            shown = shift.after[-1] in found and self._is_called(id, steps)
            if shown and not self.shifts.is_withdrawn(id, channel.team):
                yield from self._ends(shift, channel)

    def _is_called(self, shift: str, steps: set[Sensitivity]) -> bool:
        return not steps.isdisjoint(self.shifts.steps(shift))

    def _ends(self, shift: Shift, channel: Channel) -> Iterable[Turned]:
        before, after = (self.overlay.get(channel.team, ids) for ids in (shift.before, shift.after))
        if before and after:
            yield shift, telling(before, shift.target), telling(after, shift.target)

    def _firsts(self, records: Iterable[Record]) -> Iterable[FirstWord]:
        """Told of whom the digest quotes; the timeline of the side knows what was before."""
        ids = {record.id for record in records}
        for group in sorted({record.statement.group or "" for record in records} - {""}):
            kept = self.overlay.records.of_group(group)
            timeline = timeline_of(r for r in kept if is_evidence(r, self.confidence))
            yield from (word for word in find_first_words(timeline) if word.point.id in ids)
