"""outbox -> Slack: the first alert of a channel, posted once."""

from __future__ import annotations

from bot.alerts.alert import Alert
from bot.alerts.cards import shift_card, statement_card
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.errors import GiveUp, Gone, TryAgain
from bot.ports import Newsroom, Outbox, Records, Shifts, Subscriptions
from bot.statements.register import Register

_PAUSED = 600.0
"""Seconds between two looks at a channel that refused us: somebody may have let us in again."""
_SOON = 5.0
"""Seconds; who has to wait longer is left to the next sweep instead of one job an alert."""


def deliver(
    channel: Channel,
    outbox: Outbox,
    newsroom: Newsroom,
    subscriptions: Subscriptions,
    records: Records,
    shifts: Shifts,
    register: Register,
) -> float:
    """Posts at most one alert. Seconds to come back after; 0 when nothing is left to do.

    An alert leaves the outbox only when Slack has said that it has it. One that was on its
    way when its process died is looked for in the channel first.
    """
    with outbox.alone(channel):
        alert = outbox.next(channel)
        if alert is None:
            return 0.0
        wait = outbox.wait(channel)
        if wait:
            return _if_soon(wait)
        message = _compose(alert, records, shifts, register)
        if message is None:
            outbox.park(alert, "what it was about is no longer kept")
            return 0.0
        return _post(alert, message, outbox, newsroom, subscriptions)


def _post(
    alert: Alert,
    message: Message,
    outbox: Outbox,
    newsroom: Newsroom,
    subscriptions: Subscriptions,
) -> float:
    try:
        there = newsroom.posted(alert.channel, alert.id) if outbox.posting(alert) else None
        outbox.sent(alert, there or newsroom.post(alert.channel, message, alert.id))
    except TryAgain as error:
        if error.after is not None:
            # Slack itself turned it away, so there is nothing to look for next time.
            outbox.turned_away(alert)
        wait = error.after or 1.0
        outbox.hold(alert.channel, wait)
        return _if_soon(wait)
    except Gone as error:
        outbox.hold(alert.channel, _PAUSED)
        _pause(alert.channel, error.reason, newsroom, subscriptions)
    except GiveUp as error:
        outbox.park(alert, str(error))
    else:
        _resume(alert.channel, subscriptions)
    return 0.0


def _if_soon(wait: float) -> float:
    return wait if wait <= _SOON else 0.0


def _pause(channel: Channel, reason: str, newsroom: Newsroom, subscriptions: Subscriptions) -> None:
    """The alert stays in the outbox; the people who asked for it are told once."""
    active = [s for s in subscriptions.of(channel) if not s.paused]
    subscriptions.pause(channel, reason)
    for user in sorted({subscription.by for subscription in active}):
        newsroom.tell(
            channel,
            user,
            f"I can no longer post in <#{channel.id}> (Slack says {reason})."
            " Invite me there with /invite and I carry on where I stopped.",
        )


def _resume(channel: Channel, subscriptions: Subscriptions) -> None:
    if any(subscription.paused for subscription in subscriptions.of(channel)):
        subscriptions.resume(channel)


def _compose(alert: Alert, records: Records, shifts: Shifts, register: Register) -> Message | None:
    if alert.kind == "shift":
        return _compose_shift(alert, records, shifts, register)
    for record in records.get([alert.about]):
        official = register.by_id(record.statement.official or "")
        return statement_card(record, official, records.outlets(record.id))
    return None


def _compose_shift(
    alert: Alert, records: Records, shifts: Shifts, register: Register
) -> Message | None:
    shift = shifts.get(alert.about)
    if shift is None:
        return None
    before, after = records.get(shift.before), records.get(shift.after)
    officials = {official.id: official for official in register.officials}
    return shift_card(shift, before, after, officials) if before and after else None
