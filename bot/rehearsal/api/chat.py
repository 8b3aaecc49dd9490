"""chat.*: messages posted, changed, taken back."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

from bot.rehearsal.api.call import Call, Limited, Refused
from bot.rehearsal.api.content import LONGEST_TEXT, Content, read_content
from bot.rehearsal.cast.channel import Channel
from bot.rehearsal.cast.message import Message, as_slack
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage


def post_message(call: Call) -> Payload:
    channel = _open_channel(call)
    content = read_content(call)
    thread = _thread(call, channel)
    _spend(call, channel)
    message = _message(call, channel, content, thread)
    call.stage.ledger.keep_message(message)
    return {"channel": channel.id, "ts": message.ts, "message": _shown(call, message)}


def post_ephemeral(call: Call) -> Payload:
    channel = _open_channel(call)
    if not channel.has(call.text("user")):
        raise Refused("user_not_in_channel")
    content = read_content(call)
    message = _message(call, channel, content, _thread(call, channel))
    message = replace(message, ephemeral_to=call.text("user"))
    call.stage.ledger.keep_message(message)
    return {"message_ts": message.ts}


def update(call: Call) -> Payload:
    channel = call.channel()
    before = _own_message(call, channel, "ts", "cant_update_message")
    content = read_content(call)
    after = replace(
        before,
        text=before.text if content.text is None else content.text[:LONGEST_TEXT],
        blocks=before.blocks if content.blocks is None else content.blocks,
        attachments=before.attachments if content.attachments is None else content.attachments,
        metadata=before.metadata if content.metadata is None else content.metadata,
        edited=call.stage.ledger.fresh_ts(),
    )
    call.stage.ledger.keep_message(after)
    shown = _shown(call, after)
    return {"channel": channel.id, "ts": after.ts, "text": after.text, "message": shown}


def delete(call: Call) -> Payload:
    channel = call.channel()
    message = _own_message(call, channel, "ts", "cant_delete_message")
    call.stage.ledger.drop_message(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Payload:
    channel = call.channel()
    message = call.stage.ledger.message(channel.id, call.text("message_ts"))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    link = f"{call.stage.base}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def schedule_message(call: Call) -> Payload:
    channel = _open_channel(call)
    content = read_content(call)
    now = call.stage.ledger.now()
    try:
        at = int(call.text("post_at"))
    except ValueError as error:
        raise Refused("invalid_time") from error
    if at <= now:
        raise Refused("time_in_past")
    if at > now + 120 * 86_400:
        raise Refused("time_too_far")
    message = _message(call, channel, content, call.text("thread_ts"))
    id_ = f"Q{secrets.token_hex(5).upper()}"
    call.stage.scheduled[id_] = channel.id
    call.stage.start(_post_later(call.stage, id_, message, at - now))
    shown = _shown(call, message)
    return {"channel": channel.id, "scheduled_message_id": id_, "post_at": at, "message": shown}


def delete_scheduled_message(call: Call) -> Payload:
    channel = call.channel()
    id_ = call.text("scheduled_message_id")
    if call.stage.scheduled.get(id_) != channel.id:
        raise Refused("invalid_scheduled_message_id")
    del call.stage.scheduled[id_]
    return {}


async def _post_later(stage: Stage, id_: str, message: Message, wait: float) -> None:
    await asyncio.sleep(wait)
    if stage.scheduled.pop(id_, None):
        stage.ledger.keep_message(replace(message, ts=stage.ledger.fresh_ts()))


def _open_channel(call: Call) -> Channel:
    """Where the bot may speak: an id, `#name`, or a person's id for the direct channel."""
    channel = _addressed(call)
    if channel.is_archived:
        raise Refused("is_archived")
    if not channel.has(call.team.bot_user) and (
        channel.kind != "public" or "chat:write.public" not in call.team.scopes
    ):
        raise Refused("not_in_channel")
    return channel


def _addressed(call: Call) -> Channel:
    wanted = call.text("channel")
    for channel in call.stage.ledger.channels_of(call.team.id):
        by_name = channel.kind != "im" and channel.name == wanted.removeprefix("#")
        if by_name or (channel.kind == "im" and wanted == channel.members[0]):
            return replace_channel(call, channel.id)
    return call.channel()


def replace_channel(call: Call, id_: str) -> Channel:
    """The same call, with the channel named by its id."""
    return replace(call, args=call.args | {"channel": id_}).channel()


def _thread(call: Call, channel: Channel) -> str:
    """The thread's parent; a reply's own ts leads to its parent, an unknown one to nothing."""
    wanted = call.text("thread_ts")
    if not wanted:
        return ""
    parent = call.stage.ledger.message(channel.id, wanted)
    if parent is None:
        return wanted
    if parent.ephemeral_to:
        raise Refused("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _spend(call: Call, channel: Channel) -> None:
    if wait := call.stage.rates.spend_message(channel.id):
        raise Limited(wait)


def _message(call: Call, channel: Channel, content: Content, thread: str) -> Message:
    return Message(
        channel=channel.id,
        ts=call.stage.ledger.fresh_ts(),
        user=call.team.bot_user,
        text=(content.text or "")[:LONGEST_TEXT],
        bot_id=call.team.bot_id,
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        thread_ts=thread,
        metadata=content.metadata,
        broadcast=call.flag("reply_broadcast") and bool(thread),
    )


def _own_message(call: Call, channel: Channel, name: str, refusal: str) -> Message:
    message = call.stage.ledger.message(channel.id, call.text(name))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.user != call.team.bot_user:
        raise Refused(refusal)
    return message


def _shown(call: Call, message: Message) -> Payload:
    shown = as_slack(message, call.team.id, call.stage.ledger.app.id)
    return shown | ({"metadata": message.metadata} if message.metadata else {})
