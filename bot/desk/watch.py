"""how sources are doing -> notices in the outboxes of the channels that depend on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial

from bot.alerts.ailment import Ailment
from bot.alerts.alert import Alert
from bot.alerts.message import Message
from bot.alerts.notice import Notice, Noticed, notice_card
from bot.alerts.preferences import Preferences, is_quiet
from bot.alerts.subscription import Channel, Subscription
from bot.desk.health import ailing
from bot.ports import (
    ChannelPreferences,
    Later,
    Notices,
    Outbox,
    Records,
    SourceState,
    Subscriptions,
)
from bot.sources.source import Source
from bot.statements.register import Register
from bot.timeline.query import Query

_APART = timedelta(days=1)
"""Between two notices of a channel."""
_LATELY = timedelta(days=30)
_MOST = 1000
"""Statements of a subject that are looked at for where they were read; the newest."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What notices are made from."""

    subscriptions: Subscriptions
    preferences: ChannelPreferences
    notices: Notices
    outbox: Outbox
    later: Later
    records: Records
    register: Register
    sources: Mapping[str, Source]
    """Those of the catalogue, by id: a search alone brings too little to be missed."""


def call_notices(watch: Watch, states: Sequence[SourceState], now: datetime) -> None:
    """Any number of times: an ailment is told once, and its end once.

    What is told is kept before it is put into the outbox, which takes it one time; a crash in
    between is made good by the next call.
    """
    known = [state for state in states if state.source in watch.sources]
    found = ailing(known, now)
    well = _well(known, found)
    carriers = cache(partial(_carriers, watch=watch, now=now))
    for channel in watch.subscriptions.channels():
        followed = watch.subscriptions.of(channel)
        if _may_be_told(followed, watch.preferences.of(channel), now):
            subjects = [subscription.subject for subscription in followed]
            theirs = [a for a in found if _depends(a.source, subjects, carriers, watch)]
            _call(channel, theirs, well, watch, now)


def _may_be_told(followed: Iterable[Subscription], preferences: Preferences, now: datetime) -> bool:
    awake = any(one.alerts != "digest" and not one.paused for one in followed)
    return awake and preferences.health and not is_quiet(preferences, now)


def _call(
    channel: Channel, theirs: Sequence[Ailment], well: set[str], watch: Watch, now: datetime
) -> None:
    before = watch.notices.of(channel)
    after = _noticed(before, theirs, well, watch.sources, now)
    if after != before:
        watch.notices.keep(channel, after)
    last = after.last
    if last and now - last.at < _APART and watch.outbox.put(_alert(channel, last)):
        watch.later.deliver(channel)


def _well(states: Iterable[SourceState], found: Iterable[Ailment]) -> set[str]:
    """One that has begun to fail again is not: it may never have been."""
    ill = {ailment.source for ailment in found}
    return {s.source for s in states if not s.failures and not s.ended and s.source not in ill}


def _noticed(
    before: Noticed,
    theirs: Iterable[Ailment],
    well: set[str],
    sources: Mapping[str, Source],
    now: datetime,
) -> Noticed:
    """As before, where there is nothing to tell or the last notice was not long ago."""
    fresh = [ailment for ailment in theirs if before.ailing.get(ailment.source) != ailment.kind]
    back = [id for id in before.ailing if id in well]
    recent = before.last is not None and now - before.last.at < _APART
    if recent or not (fresh or back):
        return before
    # Of a source that has left the catalogue nothing more is told.
    left = {id: kind for id, kind in before.ailing.items() if id in sources and id not in well}
    notice = Notice(
        at=now,
        ailing=tuple(replace(ailment, source=sources[ailment.source].name) for ailment in fresh),
        back=tuple(sources[id].name for id in back),
    )
    return Noticed({**left, **{ailment.source: ailment.kind for ailment in fresh}}, notice)


def _alert(channel: Channel, notice: Notice) -> Alert:
    return Alert(channel, "health", notice.at.isoformat(), at=notice.at)


def _depends(
    id: str, subjects: Iterable[str], carriers: Callable[[str], set[str]], watch: Watch
) -> bool:
    """The site of a side that is followed, or where words of one who is were read lately."""
    source = watch.sources[id]
    return any(
        (source.first_party and _is_of(source, subject, watch.register))
        or source.name in carriers(subject)
        for subject in subjects
    )


def _is_of(source: Source, subject: str, register: Register) -> bool:
    """As far as the name of the site says: "US Department of State"."""
    official = register.by_id(subject)
    side = register.group(official.group if official else subject)
    name = f" {source.name.replace(',', ' ')} "
    return side is not None and any(f" {word} " in name for word in (side.name, *side.words))


def _carriers(subject: str, watch: Watch, now: datetime) -> set[str]:
    query = Query(since=(now - _LATELY).date())
    is_official = watch.register.by_id(subject) is not None
    query = replace(query, speaker=subject) if is_official else replace(query, group=subject)
    return {record.outlet for record in watch.records.find(query, 0, _MOST).records}


def told(alert: Alert, notices: Notices) -> Message | None:
    """None when it is no longer what the channel is to be told."""
    last = notices.of(alert.channel).last
    return notice_card(last) if last and _alert(alert.channel, last).id == alert.id else None
