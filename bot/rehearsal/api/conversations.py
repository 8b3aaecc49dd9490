"""conversations.* and users.conversations: channels, and what was said in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message, as_slack
from bot.rehearsal.events import emit
from bot.rehearsal.payload import Payload

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
READ = {"public": "channels:read", "private": "groups:read", "im": "im:read"}
HISTORY = {"public": "channels:history", "private": "groups:history", "im": "im:history"}


def info(call: Call) -> Payload:
    channel = call.channel()
    _need(call, READ[channel.kind])
    shown = as_channel(call, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def list_(call: Call) -> Payload:
    return _listed(call, lambda channel: channel.kind != "private" or _inside(call, channel))


def of_user(call: Call) -> Payload:
    user = call.text("user") or call.team.bot_user
    return _listed(call, lambda c: c.has(user) and (c.kind == "public" or _inside(call, c)))


def history(call: Call) -> Payload:
    channel = _readable(call)
    said = [m for m in _visible(call, channel) if not m.is_reply or m.broadcast]
    page, cursor = call.page(list(reversed(_within(call, said))), 100, 999)
    return _page_of_messages(call, page, cursor) | {"pin_count": 0}


def replies(call: Call) -> Payload:
    channel = _readable(call)
    parent = call.stage.ledger.message(channel.id, call.text("ts"))
    if parent is None or parent.ephemeral_to:
        raise Refused("thread_not_found")
    root = parent.thread_ts or parent.ts
    thread = [m for m in _visible(call, channel) if m.ts == root or m.thread_ts == root]
    later = _within(call, [m for m in thread if m.ts != root])
    page, cursor = call.page([m for m in thread if m.ts == root] + later, 1000, 1000)
    return _page_of_messages(call, page, cursor)


def members(call: Call) -> Payload:
    channel = call.channel()
    _need(call, READ[channel.kind])
    page, cursor = call.page(channel.members, 100, 1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def join(call: Call) -> Payload:
    channel = call.channel()
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if _inside(call, channel):
        return {
            "channel": as_channel(call, channel),
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    joined = replace(channel, members=(*channel.members, call.team.bot_user))
    call.stage.ledger.keep_channel(joined)
    emit(call.stage, call.team, membership("member_joined_channel", joined, call.team.bot_user))
    return {"channel": as_channel(call, joined)}


def open_(call: Call) -> Payload:
    wanted = [part for part in call.text("users").split(",") if part]
    if call.text("channel"):
        channel = call.channel()
        if channel.kind != "im":
            raise Refused("method_not_supported_for_channel_type")
    elif not wanted:
        raise Refused("users_list_not_supplied")
    else:
        channel = _direct(call, wanted)
    shown = as_channel(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, "already_open": True, "no_op": True}


def membership(kind: str, channel: Channel, user: str) -> Payload:
    """The event of somebody coming or going."""
    letter = "C" if channel.kind == "public" else "G"
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": letter,
        "team": channel.team,
    }


def as_channel(call: Call, channel: Channel) -> Payload:
    """The channel object, as the bot is shown it."""
    if channel.kind == "im":
        return {
            "id": channel.id, "created": channel.created, "is_im": True, "is_org_shared": False,
            "user": channel.members[0], "is_user_deleted": False, "is_archived": False,
            "context_team_id": channel.team, "priority": 0, "is_open": True,
        }  # fmt: skip
    private = channel.kind == "private"
    topic = {"value": channel.topic, "creator": channel.members[0], "last_set": channel.created}
    return {
        "id": channel.id, "name": channel.name, "name_normalized": channel.name,
        "is_channel": True, "is_group": private, "is_im": False, "is_mpim": False,
        "is_private": private, "is_archived": channel.is_archived, "is_general": False,
        "is_member": _inside(call, channel), "is_shared": False, "is_ext_shared": False,
        "is_org_shared": False, "created": channel.created, "creator": channel.members[0],
        "unlinked": 0, "context_team_id": channel.team, "previous_names": [],
        "topic": topic, "purpose": topic, "num_members": len(channel.members),
    }  # fmt: skip


def _inside(call: Call, channel: Channel) -> bool:
    return channel.has(call.team.bot_user)


def _need(call: Call, scope: str) -> None:
    if scope not in call.team.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(call.team.scopes))


def _listed(call: Call, seen: Callable[[Channel], bool]) -> Payload:
    kinds = _kinds(call)
    found = [
        channel
        for channel in call.stage.ledger.channels_of(call.team.id)
        if channel.kind in kinds
        and seen(channel)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    page, cursor = call.page(found, 100, 1000)
    shown = [as_channel(call, channel) for channel in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _kinds(call: Call) -> set[str]:
    wanted = [part.strip() for part in call.text("types", "public_channel").split(",")]
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        raise Refused("invalid_types", messages=[f"unknown type: {kind}" for kind in unknown])
    kinds = {KINDS[kind] for kind in wanted}
    for kind in sorted(kinds & READ.keys()):
        _need(call, READ[kind])
    return kinds


def _readable(call: Call) -> Channel:
    channel = call.channel()
    _need(call, HISTORY[channel.kind])
    if not _inside(call, channel):
        raise Refused(
            "not_in_channel" if call.method == "conversations.history" else "channel_not_found"
        )
    return channel


def _visible(call: Call, channel: Channel) -> list[Message]:
    return [m for m in call.stage.ledger.in_channel(channel.id) if not m.ephemeral_to]


def _within(call: Call, messages: Sequence[Message]) -> list[Message]:
    oldest, latest = _stamp(call, "oldest", "0"), _stamp(call, "latest", "9999999999.999999")
    if call.flag("inclusive"):
        return [m for m in messages if oldest <= float(m.ts) <= latest]
    return [m for m in messages if oldest < float(m.ts) < latest]


def _stamp(call: Call, name: str, default: str) -> float:
    given = call.text(name) or default
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", given):
        raise Refused(f"invalid_ts_{name}")
    return float(given)


def _page_of_messages(call: Call, page: Sequence[Message], cursor: str) -> Payload:
    answer: Payload = {"messages": [_as_said(call, m) for m in page], "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _as_said(call: Call, message: Message) -> Payload:
    shown = as_slack(message, call.team.id, call.stage.ledger.app.id)
    if message.metadata and call.flag("include_all_metadata"):
        shown["metadata"] = message.metadata
    answers = call.stage.ledger.replies(message.channel, message.ts)
    if answers:
        users = list(dict.fromkeys(m.user for m in answers))
        shown |= {
            "thread_ts": message.ts, "reply_count": len(answers), "latest_reply": answers[-1].ts,
            "reply_users": users, "reply_users_count": len(users), "is_locked": False,
        }  # fmt: skip
    return shown


def _direct(call: Call, users: list[str]) -> Channel:
    if len(users) > 8:
        raise Refused("too_many_users")
    if any(user not in call.stage.ledger.people for user in users):
        raise Refused("user_not_found")
    for channel in call.stage.ledger.channels_of(call.team.id):
        if channel.kind == "im" and [channel.members[0]] == users:
            return channel
    raise Refused("invalid_user_combination")
