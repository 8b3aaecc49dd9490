"""A change of what a channel follows -> what the channel and the one who asked are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alerts import blocks
from bot.alerts.asking import Choice, buttons, command_line
from bot.alerts.isolate import label
from bot.alerts.message import Message
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel, Subscription
from bot.commands.command import Follow, Unfollow

_LIST = 12_000
"""Characters of a list: with its blocks the message stays below what Slack takes."""
_LEVELS = {
    "all": "every statement, and every turn",
    "shifts": "turns alone",
    "digest": "in the digest alone",
}
_SENSITIVITIES = {"fewer": "fewer turns", "balanced": "", "more": "more turns"}


@dataclass(frozen=True, slots=True)
class Trial:
    """What following somebody would have sent in the last week."""

    statements: int
    shifts: int


def told(user: str, line: str, advice: str = "") -> Message:
    """To everybody in the channel."""
    text = f"<@{user}>: {blocks.escape(line)}."
    blocked = (blocks.section(text), *([blocks.context(advice)] if advice else []))
    return Message(f"{text} {advice}".rstrip(), blocked, visible=True)


def full(why: str) -> Message:
    line = f"{why} `/quotes list` shows whom, `/quotes unfollow` makes room."
    return Message(line, (blocks.section(line),))


def followed_line(subscription: Subscription) -> str:
    return f"this channel now follows {label(subscription.name)} ({level(subscription)})"


def changed_line(subscription: Subscription) -> str:
    return f"this channel follows {_named(subscription)} otherwise now ({level(subscription)})"


def unfollowed_line(name: str) -> str:
    return f"this channel no longer follows {label(name)}"


def muted_line(name: str, until: datetime) -> str:
    return f"{label(name)} is muted here until {until:%d %b %Y, %H:%M} UTC"


def unmuted_line(names: Iterable[str]) -> str:
    named = [label(name) for name in names]
    return f"{blocks.listed(named)} {'is' if len(named) == 1 else 'are'} no longer muted here"


def lock_line(people: Collection[str]) -> str:
    if not people:
        return "anybody may change again what the channels of this workspace follow"
    return (
        f"from now on {len(people)} {'person' if len(people) == 1 else 'people'} and the admins"
        " may change what the channels of this workspace follow"
    )


def level(subscription: Subscription) -> str:
    """How much it sends, in words."""
    parts = (_LEVELS[subscription.alerts], _SENSITIVITIES[subscription.sensitivity])
    return ", ".join(part for part in parts if part)


def advice(subscription: Subscription, *, here: bool | None, has_digest: bool) -> str:
    """`here`: whether we may post there; None when Slack does not let us know."""
    stop = f"{command_line(Unfollow(subscription.name))} stops it."
    digest = subscription.alerts == "digest" and not has_digest
    hour = "No digest is set yet: `/quotes digest 09:00`." if digest else ""
    return " ".join(part for part in (_invitation(subscription, here), hour, stop) if part)


def _invitation(subscription: Subscription, here: bool | None) -> str:
    if here:
        return ""
    if subscription.channel.is_direct:
        return "I can post here only where this is a conversation between you and me."
    if here is None:
        return "If I am not a member here yet: `/invite @Verbatim`."
    return "I am not a member here, and cannot post before `/invite @Verbatim`."


def already(subscription: Subscription) -> Message:
    return _plain(f"This channel follows {_named(subscription)} already ({level(subscription)}).")


def not_followed(name: str) -> Message:
    return _plain(f"This channel does not follow {label(name)}. `/quotes list` shows whom it does.")


def nothing_muted(name: str) -> Message:
    what = f"{label(name)} is not muted here." if name else "Nothing is muted here."
    return _plain(what)


def as_it_was() -> Message:
    return _plain("That is how it is set already.")


def locked(people: Sequence[str]) -> Message:
    """The one line for everybody who may not."""
    who = blocks.listed([*(f"<@{user}>" for user in people[:20]), "the admins"])
    more = f" ({len(people) - 20} more)" if len(people) > 20 else ""
    return _mrkdwn(f"Nothing was changed: in this workspace {who}{more} may do that.")


def stranger() -> Message:
    return _plain(
        "Nothing was changed: only people of the workspace that installed me may do that."
    )


def untold(channel: Channel, told: Message) -> Message:
    """To the one who asked, of a change that its channel could not be told of."""
    return _mrkdwn(
        f"{told.text}\nThat is done, but I could not say so in <#{channel.id}>, and cannot send"
        " cards there: /invite me."
    )


def admins_only() -> Message:
    return _plain(
        "Who may change what is followed is for an admin of the workspace to say, and I have to"
        " be allowed to see who is one (the permission users:read)."
    )


def dry_run(asked: Follow, name: str, trial: Trial) -> Message:
    """What it would have sent, and the button that goes on. `asked` is sure of it."""
    question = f"Follow {blocks.named(name)} here? {_would_have_sent(asked, trial)}"
    choices: list[Choice] = [("Follow", asked)]
    if asked.alerts in (None, "all"):
        choices.append(("Turns alone", replace(asked, alerts="shifts")))
    return Message(
        text=f"{question} {command_line(asked)} goes on.",
        blocks=(blocks.section(question), *buttons(choices)),
    )


def _would_have_sent(asked: Follow, trial: Trial) -> str:
    cards, turns = _count(trial.statements, "card"), _count(trial.shifts, "alert")
    match asked.alerts:
        case "shifts":
            sent = f"{turns}, and none of {_count(trial.statements, 'statement')}"
        case "digest":
            sent = f"nothing at once; {cards.replace('card', 'statement')} and {turns} would have"
            return f"In the last 7 days this would have sent {sent} been for the digest."
        case _:
            sent = f"up to {cards} and {turns}"
    return f"In the last 7 days this would have sent {sent}."


def following(
    subscriptions: Sequence[tuple[Subscription, str]],
    preferences: Preferences,
    muted: Sequence[tuple[str, datetime]],
    gone: Collection[str],
    now: datetime,
) -> Message:
    """`subscriptions` with what to call each; `gone`: subjects that the register forgot.

    `muted`: what is muted though it is not followed here by itself.
    """
    if not subscriptions:
        return _plain("This channel follows nobody yet. Start with `/quotes follow Lavrov`.")
    lines = [
        _line(subscription, name, preferences, subscription.subject in gone, now)
        for subscription, name in subscriptions
    ]
    shown = _fitting(lines)
    left = len(lines) - len(shown)
    more = [f"… and {left} more, too many for one message."] if left else []
    others = [
        f"• {blocks.named(name)}: *muted* until {blocks.local_time(until)}"
        for name, until in muted[:20]
    ]
    text = ["This channel follows:", *shown, *more, *others]
    return Message(text="\n".join(text), blocks=blocks.sections(text))


def _line(
    subscription: Subscription, name: str, preferences: Preferences, gone: bool, now: datetime
) -> str:
    since = f"since {blocks.day(subscription.since.date())}, asked for by <@{subscription.by}>"
    until = preferences.muted.get(subscription.subject)
    marks = (
        "no longer in the register, so nothing comes" if gone else "",
        f"*muted* until {blocks.local_time(until)}" if until and now < until else "",
        _pause(subscription.paused),
        _no_digest(subscription, preferences),
    )
    marked = "".join(f" – {mark}" for mark in marks if mark)
    return f"• {blocks.named(name)}: {level(subscription)}; {since}{marked}"


def _no_digest(subscription: Subscription, preferences: Preferences) -> str:
    wants = subscription.alerts == "digest" and preferences.digest is None
    return "no digest is set: `/quotes digest 09:00`" if wants else ""


def _pause(reason: str) -> str:
    return f"*paused*: Slack says {blocks.escape(reason)}" if reason else ""


def _fitting(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    room = _LIST
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def _named(subscription: Subscription) -> str:
    return label(subscription.name or subscription.subject)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _plain(text: str) -> Message:
    return _mrkdwn(blocks.escape(text))


def _mrkdwn(text: str) -> Message:
    return Message(text=text, blocks=(blocks.section(text),))
