"""Desks that do nothing but say what they were asked."""

from __future__ import annotations

from bot.alerts import answers
from bot.desk.follows import Follows
from bot.desk.home import Rooms
from bot.desk.lifecycle import Lifecycle


def parroting_follows() -> Follows:
    return Follows(
        follow=lambda asked, channel, by: answers.plain(f"follow {asked.name!r} {channel} {by}"),
        unfollow=lambda asked, channel, by: answers.plain(
            f"unfollow {asked.name!r} {channel} {by}"
        ),
        following=lambda channel: answers.plain(f"list {channel}"),
        mute=lambda asked, channel, by: answers.plain(f"mute {asked.name!r} {channel} {by}"),
        unmute=lambda asked, channel, by: answers.plain(f"unmute {asked.name!r} {channel} {by}"),
        digest=lambda asked, channel, by: answers.plain(f"digest {asked.at} {channel} {by}"),
        quiet=lambda asked, channel, by: answers.plain(f"quiet {asked.start} {channel} {by}"),
        settings=lambda channel, by: answers.plain(f"settings {channel} {by}"),
    )


def parroting_rooms() -> Rooms:
    return Rooms(
        home=lambda user, _own: {"type": "home", "blocks": [], "callback_id": user},
        act=lambda what, channel, subject, by: answers.plain(f"{what} {subject} {channel} {by}"),
        add=lambda asked, channel, by: answers.plain(f"add {asked.name!r} {channel} {by}"),
        form=lambda channel, _by: {"type": "modal", "callback_id": str(channel)},
        save=lambda sent, by: answers.plain(f"save {sent.channel} {by}"),
    )


def deaf_lifecycle() -> Lifecycle:
    """One to whom every event is an old story."""
    return Lifecycle(
        first=lambda _event: False,
        close=lambda _channel, _reason: None,
        open=lambda _channel: None,
        delete=lambda _channel: None,
        move=lambda _old, _new: None,
        remove=lambda _team, _reason: None,
        back=lambda _team: None,
        left=lambda _channel, _user: None,
    )
