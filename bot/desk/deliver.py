"""outbox -> Slack: the first alert of a channel, posted once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.alerts import answers
from bot.alerts.alert import Alert
from bot.alerts.cards import shift_card, statement_card
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.errors import GiveUp, Gone, TryAgain, Unsure
from bot.ports import Newsroom, Outbox, Records, Shifts, Subscriptions
from bot.statements.register import Register

PACE = 1.05
"""Seconds between two messages: Slack allows one a second and channel, and clocks differ."""
_PAUSED = 600.0
"""Seconds between two looks at a channel that refused us: somebody may have let us in again."""
_SOON = 5.0
"""Seconds; who has to wait longer is left to the next sweep instead of a job of its own."""
_LONGEST_BACKOFF = 300.0
_BLIND_TRIES = 5
"""How often an alert whose answer was lost is posted where the bot may not look for it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What delivering works with."""

    outbox: Outbox
    newsroom: Newsroom
    subscriptions: Subscriptions
    records: Records
    shifts: Shifts
    register: Register


def deliver(channel: Channel, desk: Desk) -> float:
    """Posts at most one alert. Seconds to come back after; 0 when somebody else will.

    An alert leaves the outbox only when Slack has said that it has it. One that may have been
    posted before, because its process died or its answer was lost, is looked for first.
    """
    refusal: Gone | None = None
    with desk.outbox.alone(channel):
        alert = desk.outbox.next(channel)
        if alert is None:
            return 0.0
        wait = desk.outbox.wait(channel, PACE)
        if not wait:
            refusal = _take_turn(alert, desk)
            wait = desk.outbox.held(channel) if desk.outbox.next(channel) else 0.0
    if refusal is not None:
        _pause(channel, refusal.reason, desk)
    # One job a channel comes back, however many alerts asked for one.
    soon = 0.0 < wait <= _SOON and desk.outbox.first_to_wait(channel, wait)
    return wait if soon else 0.0


def _take_turn(alert: Alert, desk: Desk) -> Gone | None:
    message = _compose(alert, desk)
    if message is None:
        desk.outbox.park(alert, "what it was about is no longer kept")
        return None
    try:
        ts = _post(alert, message, desk)
    except Gone as error:
        desk.outbox.hold(alert.channel, _PAUSED)
        return error
    except TryAgain as error:
        desk.outbox.hold(alert.channel, error.after or _backoff(desk.outbox.tries(alert)))
        return None
    except GiveUp as error:
        desk.outbox.park(alert, str(error))
    else:
        desk.outbox.sent(alert, ts)
    _resume(alert.channel, desk.subscriptions)
    return None


def _post(alert: Alert, message: Message, desk: Desk) -> str:
    tries = desk.outbox.posting(alert)
    there = _look(alert, tries, desk.newsroom) if tries else None
    if there:
        return there
    try:
        return desk.newsroom.post(alert.channel, message, alert.id)
    except Unsure:
        raise
    except TryAgain:
        # It certainly did not arrive, so there is nothing to look for next time.
        desk.outbox.turned_away(alert)
        raise


def _look(alert: Alert, tries: int, newsroom: Newsroom) -> str | None:
    try:
        return newsroom.posted(alert.channel, alert.id)
    except GiveUp as error:
        if tries >= _BLIND_TRIES:
            raise GiveUp(
                "Slack never answered; it may be there or not, and I may not look"
            ) from error
        return None


def _backoff(tries: int) -> float:
    return float(min(2.0**tries, _LONGEST_BACKOFF))


def _pause(channel: Channel, reason: str, desk: Desk) -> None:
    """The alerts stay in the outbox; the people who asked for them are told once."""
    active = [s for s in desk.subscriptions.of(channel) if not s.paused]
    desk.subscriptions.pause(channel, reason)
    for user in sorted({subscription.by for subscription in active}):
        desk.newsroom.tell(channel, user, answers.refused(channel.id, reason))


def _resume(channel: Channel, subscriptions: Subscriptions) -> None:
    if any(subscription.paused for subscription in subscriptions.of(channel)):
        subscriptions.resume(channel)


def _compose(alert: Alert, desk: Desk) -> Message | None:
    if alert.kind == "shift":
        return _compose_shift(alert, desk)
    for record in desk.records.get([alert.about]):
        official = desk.register.by_id(record.statement.official or "")
        return statement_card(record, official, desk.records.outlets(record.id))
    return None


def _compose_shift(alert: Alert, desk: Desk) -> Message | None:
    shift = desk.shifts.get(alert.about)
    if shift is None:
        return None
    before, after = desk.records.get(shift.before), desk.records.get(shift.after)
    officials = {official.id: official for official in desk.register.officials}
    return shift_card(shift, before, after, officials) if before and after else None
