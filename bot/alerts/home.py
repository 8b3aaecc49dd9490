"""What a person's channels follow -> their Home tab, with recent turns and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.alerts import blocks, changes
from bot.alerts.message import Block, View
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel, Subscription

MOST = 50
"""Subscriptions of one Home tab: with all the rest it stays below Slack's hundred blocks."""
_PLACES = 12
_TURNS = 5
_AILING = 5


@dataclass(frozen=True, slots=True)
class Followed:
    subscription: Subscription
    name: str
    muted: datetime | None = None
    """Until when; None: not muted."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as its Home shows it."""

    channel: Channel
    preferences: Preferences
    followed: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """How the sources are doing."""

    well: int
    ailing: tuple[tuple[str, str], ...]
    """Each by name, with what is wrong."""


@dataclass(frozen=True, slots=True)
class Home:
    own: Channel
    """The conversation between this person and us."""
    places: tuple[Place, ...]
    turns: tuple[tuple[datetime, str], ...]
    """When, and in words, the newest first."""
    health: Health


def home_view(home: Home) -> View:
    shown = _fitting(home.places)
    return {
        "type": "home",
        "private_metadata": str(home.own),
        "blocks": [
            blocks.section("*Whom your channels follow*"),
            blocks.actions(blocks.button("home-add", "Follow somebody", str(home.own))),
            *(block for place in shown for block in _place(place, home.own)),
            *_left_out(home.places, shown),
            *_turns(home.turns),
            *_health(home.health),
        ],
    }


def _fitting(places: Sequence[Place]) -> tuple[Place, ...]:
    """The first places, and of the last as much as there is room for."""
    room = MOST
    shown = []
    for place in places[:_PLACES]:
        if place.followed and not room:
            break
        shown.append(replace(place, followed=place.followed[:room]))
        room -= len(shown[-1].followed)
    return tuple(shown)


def _left_out(places: Sequence[Place], shown: Sequence[Place]) -> Iterator[Block]:
    left = sum(len(p.followed) for p in places) - sum(len(p.followed) for p in shown)
    if left or len(places) > len(shown):
        yield blocks.context(
            f"{left} more in {len(places)} channels do not fit here: `/quotes list` in a channel"
            " shows its own."
        )


def _place(place: Place, own: Channel) -> Iterator[Block]:
    yield blocks.divider()
    name = "Between you and me" if place.channel == own else f"<#{place.channel.id}>"
    button = blocks.button("home-settings", "Settings", str(place.channel))
    yield {**blocks.section(f"*{name}*\n{_told(place.preferences)}"), "accessory": button}
    if not place.followed:
        yield blocks.context("Nobody is followed here.")
    for followed in place.followed:
        yield _followed(followed)


def _told(preferences: Preferences) -> str:
    digest = f"digest at {preferences.digest:%H:%M}" if preferences.digest else "no digest"
    if preferences.quiet is None:
        return digest
    return f"{digest}, quiet from {preferences.quiet[0]:%H:%M} to {preferences.quiet[1]:%H:%M}"


def _followed(followed: Followed) -> Block:
    subscription = followed.subscription
    marks = (
        f"muted until {blocks.local_time(followed.muted)}" if followed.muted else "",
        f"*paused*: Slack says {blocks.escape(subscription.paused)}" if subscription.paused else "",
    )
    marked = "".join(f" – {mark}" for mark in marks if mark)
    text = f"*{blocks.named(followed.name)}*: {changes.level(subscription)}{marked}"
    return {
        **blocks.section(text),
        "block_id": place_of(subscription.channel, subscription.subject),
        "accessory": blocks.menu("home-menu", _acts(followed)),
    }


def _acts(followed: Followed) -> Iterator[tuple[str, str]]:
    levels = (("Every statement", "all"), ("Turns alone", "shifts"), ("Digest alone", "digest"))
    yield from ((words, act) for words, act in levels if act != followed.subscription.alerts)
    yield ("Unmute", "unmute") if followed.muted else ("Mute for 24 hours", "mute")
    yield ("Unfollow", "unfollow")


def place_of(channel: Channel, subject: str) -> str:
    """For the id of a block, which may have 255 characters."""
    return f"{channel}|{subject}"[:255]


def read_place(block_id: str) -> tuple[Channel, str]:
    channel, _, subject = block_id.partition("|")
    return Channel.parse(channel), subject


def _turns(turns: Sequence[tuple[datetime, str]]) -> Iterator[Block]:
    yield blocks.divider()
    yield blocks.section("*Turns of the last 7 days*")
    lines = [f"• {blocks.local_time(at)}: {blocks.escape(title)}" for at, title in turns[:_TURNS]]
    more = len(turns) - len(lines)
    others = [f"… and {more} before those."] if more else []
    yield from blocks.sections([*lines, *others] or ["None by anybody whom you follow."])


def _health(health: Health) -> Iterator[Block]:
    yield blocks.divider()
    total = health.well + len(health.ailing)
    yield blocks.section(f"*Sources*\n{health.well} of {total} were read well when last asked.")
    lines = [
        f"• {blocks.named(name)}: {blocks.named(problem)}"
        for name, problem in health.ailing[:_AILING]
    ]
    more = len(health.ailing) - len(lines)
    others = [f"… and {more} more that ail."] if more else []
    if lines:
        yield blocks.context("\n".join([*lines, *others]))


def follow_view(own: Channel) -> View:
    """The form that "Follow somebody" opens."""
    levels = [("Every statement, and every turn", "all"), ("Turns alone", "shifts")]
    levels += [("In the digest alone", "digest")]
    steps = [("As usual", "balanced"), ("Fewer turns", "fewer"), ("More turns", "more")]
    return {
        "type": "modal",
        "callback_id": "follow",
        "title": blocks.plain("Follow somebody", 24),
        "submit": blocks.plain("Follow", 24),
        "close": blocks.plain("Cancel", 24),
        "private_metadata": str(own),
        "blocks": [
            _input(
                "official",
                "An official or a side",
                {"type": "external_select", "min_query_length": 1},
            ),
            {
                **_input(
                    "channel",
                    "Where",
                    {
                        "type": "conversations_select",
                        "filter": {
                            "include": ["public", "private"],
                            "exclude_external_shared_channels": False,
                        },
                    },
                ),
                "optional": True,
                "hint": blocks.plain("Nothing chosen: between you and me.", 75),
            },
            _input("alerts", "How much", _select(levels)),
            _input("sensitivity", "How many turns are found", _select(steps)),
        ],
    }


def _input(name: str, words: str, element: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": name,
        "label": blocks.plain(words, 75),
        "element": {**element, "action_id": name},
    }


def _select(choices: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    options = [{"text": blocks.plain(words, 75), "value": value} for words, value in choices]
    return {"type": "static_select", "options": options, "initial_option": options[0]}
