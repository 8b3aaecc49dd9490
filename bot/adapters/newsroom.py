"""Slack's Web API: posting, and what its refusals mean."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from socket import gaierror
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.alerts.message import Block, Message
from bot.alerts.subscription import Channel
from bot.errors import BotError, GiveUp, Gone, Missing, TryAgain, Unsure

EVENT_TYPE = "verbatim_alert"
"""The message metadata by which an alert is recognised after its answer was lost."""
_LOOK_BACK = 50

_GONE = {
    "account_inactive",
    "channel_not_found",
    "invalid_auth",
    "is_archived",
    "missing_scope",
    "not_authed",
    "not_in_channel",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}
_MISSING = {"message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed"}
_UNSHOWN = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}
_NEVER_LEFT = (ConnectionRefusedError, gaierror)
_BUSY = {
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}


def client(token: str, base_url: str, team: str | None = None) -> WebClient:
    """A client that never repeats a call by itself: a lost answer does not mean a lost message.

    `team`: said with each call, where the token serves several workspaces.
    """
    return WebClient(token=token, base_url=base_url, timeout=5, retry_handlers=[], team_id=team)


class Newsroom:
    def __init__(self, client_of: Callable[[str], WebClient]) -> None:
        """`client_of` lends the client of a workspace, by its team id."""
        self._client_of = client_of

    def post(self, channel: Channel, message: Message, alert: str, thread: str = "") -> str:
        answer = _show(
            self._client_of(channel.team).chat_postMessage,
            message,
            alert,
            channel=channel.id,
            unfurl_links=False,
            unfurl_media=False,
            thread_ts=thread or None,
        )
        return str(answer["ts"])

    def update(self, channel: Channel, ts: str, message: Message, alert: str) -> bool:
        try:
            client = self._client_of(channel.team)
            _show(client.chat_update, message, alert, channel=channel.id, ts=ts)
        except Missing:
            return False
        return True

    def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
        client = self._client_of(channel.team)
        where = {"channel": channel.id, "limit": _LOOK_BACK, "include_all_metadata": True}
        if thread:
            answer = _call(client.conversations_replies, ts=thread, **where)
        else:
            answer = _call(client.conversations_history, **where)
        found = (m["ts"] for m in answer["messages"] if _alert_of(m) == alert)
        return next(found, None)

    def tell(self, channel: Channel, user: str, text: str) -> None:
        try:
            _call(self._client_of(channel.team).chat_postMessage, channel=user, text=text)
        except (GiveUp, TryAgain):
            return

    def say(self, channel: Channel, message: Message) -> bool:
        try:
            self.post(channel, message, "")
        except (GiveUp, TryAgain):
            return False
        return True


class _Unshown(GiveUp):
    """Slack does not take these blocks: an older server does not know the newer kinds."""


def _show(method: Callable[..., Any], message: Message, alert: str, **where: Any) -> Any:
    """A plain card is better than none, and the text says all that the blocks say."""
    try:
        return _call(method, **where, **_content(message, message.blocks, alert))
    except _Unshown:
        return _call(method, **where, **_content(message, (), alert))


def _content(message: Message, blocks: tuple[Block, ...], alert: str) -> dict[str, Any]:
    """The metadata goes along each time: an update without it would take it away.

    An update that says nothing of blocks would leave the old ones.
    """
    return {
        "text": message.text,
        "blocks": [dict(block) for block in blocks],
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"alert": alert}},
    }


def _alert_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    alert: str | None = metadata.get("event_payload", {}).get("alert")
    return alert


def _call(method: Callable[..., Any], **arguments: Any) -> Any:
    try:
        return method(**arguments)
    except SlackApiError as error:
        raise _translated(error) from error
    except (SlackClientError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        kind = TryAgain if isinstance(reason, _NEVER_LEFT) else Unsure
        raise kind(f"Slack did not answer: {type(reason).__name__}") from error


def _translated(error: SlackApiError) -> BotError:
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    code = str(response.get("error", "")) if hasattr(response, "get") else ""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return TryAgain("Slack asks us to wait", after=_retry_after(response))
    if status >= 500 or code in _BUSY:
        return Unsure(f"Slack is busy: {code or status}", after=_retry_after(response))
    if code in _GONE or code.startswith("restricted_action"):
        return Gone(f"Slack no longer takes our messages there: {code}", reason=code)
    if code in _MISSING:
        return Missing(f"Slack no longer has the message: {code}")
    if code in _UNSHOWN:
        return _Unshown(f"Slack does not take the blocks of the message: {code}")
    details = "; ".join(response.get("response_metadata", {}).get("messages", []))
    return GiveUp(f"Slack refused the message: {code} {details}".rstrip())


def _retry_after(response: Any) -> float | None:
    headers = {k.lower(): v for k, v in (getattr(response, "headers", None) or {}).items()}
    written = str(headers.get("retry-after", ""))
    return float(written) if written.isdigit() else None
