"""The methods: what each does, who may call it, how often, and what it cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.rehearsal.api import auth, chat, conversations, files, oauth, reactions, users, views
from bot.rehearsal.api.call import Call
from bot.rehearsal.payload import Payload


@dataclass(frozen=True)
class Method:
    do: Callable[[Call], Payload]
    tier: int = 4
    scopes: tuple[str, ...] = ()
    """One of them is enough."""
    bearer: Literal["bot", "app", "none"] = "bot"
    needs: tuple[tuple[str, str], ...] = ()
    """An argument, and the refusal when it is missing."""


_WRITE = ("chat:write",)
_LIST = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_CHANNEL = (("channel", "channel_not_found"),)
_MESSAGE = (*_CHANNEL, ("ts", "message_not_found"))

METHODS: Mapping[str, Method] = {
    "api.test": Method(auth.api_test, 4, bearer="none"),
    "auth.test": Method(auth.test, 4),
    "auth.revoke": Method(auth.revoke, 3),
    # Tier 1 by the book, yet ten connections may be opened at once, and a bot may restart.
    "apps.connections.open": Method(auth.open_connection, 2, bearer="app"),
    "apps.uninstall": Method(auth.uninstall, 1),
    "bots.info": Method(users.bot_info, 3, ("users:read",)),
    "chat.delete": Method(chat.delete, 3, _WRITE, needs=_MESSAGE),
    "chat.deleteScheduledMessage": Method(
        chat.delete_scheduled_message,
        3,
        _WRITE,
        needs=(*_CHANNEL, ("scheduled_message_id", "invalid_scheduled_message_id")),
    ),
    "chat.getPermalink": Method(
        chat.get_permalink, 4, needs=(*_CHANNEL, ("message_ts", "message_not_found"))
    ),
    "chat.postEphemeral": Method(
        chat.post_ephemeral, 4, _WRITE, needs=(*_CHANNEL, ("user", "user_not_in_channel"))
    ),
    "chat.postMessage": Method(chat.post_message, 0, _WRITE, needs=_CHANNEL),
    "chat.scheduleMessage": Method(
        chat.schedule_message, 3, _WRITE, needs=(*_CHANNEL, ("post_at", "invalid_time"))
    ),
    "chat.update": Method(chat.update, 3, _WRITE, needs=_MESSAGE),
    "conversations.history": Method(conversations.history, 3, _HISTORY, needs=_CHANNEL),
    "conversations.info": Method(conversations.info, 3, _LIST, needs=_CHANNEL),
    "conversations.join": Method(conversations.join, 3, ("channels:join",), needs=_CHANNEL),
    "conversations.list": Method(conversations.list_, 2, _LIST),
    "conversations.members": Method(conversations.members, 4, _LIST, needs=_CHANNEL),
    "conversations.open": Method(conversations.open_, 3, ("im:write", "mpim:write")),
    "conversations.replies": Method(
        conversations.replies, 3, _HISTORY, needs=(*_CHANNEL, ("ts", "thread_not_found"))
    ),
    "files.completeUploadExternal": Method(files.complete_upload, 4, ("files:write",)),
    "files.getUploadURLExternal": Method(files.upload_url, 4, ("files:write",)),
    "files.info": Method(files.info, 4, ("files:read",), needs=(("file", "file_not_found"),)),
    "functions.completeError": Method(files.no_function, 3),
    "functions.completeSuccess": Method(files.no_function, 3),
    "oauth.v2.access": Method(oauth.access, 4, bearer="none"),
    "reactions.add": Method(
        reactions.add,
        3,
        ("reactions:write",),
        needs=(*_CHANNEL, ("name", "invalid_name"), ("timestamp", "bad_timestamp")),
    ),
    "team.info": Method(users.team_info, 3, ("team:read",)),
    "users.conversations": Method(conversations.of_user, 3, _LIST),
    "users.info": Method(users.info, 4, ("users:read",), needs=(("user", "user_not_found"),)),
    "users.list": Method(users.list_, 2, ("users:read",)),
    "views.open": Method(views.open_, 4, needs=(("trigger_id", "invalid_trigger_id"),)),
    "views.publish": Method(views.publish, 4, needs=(("user_id", "invalid_arguments"),)),
    "views.push": Method(views.push, 4, needs=(("trigger_id", "invalid_trigger_id"),)),
    "views.update": Method(views.update, 4),
}
