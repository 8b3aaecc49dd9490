"""/quotes, and the buttons that ask what could have been typed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.alerts import answers, asking
from bot.alerts.help import help_page
from bot.alerts.message import Message
from bot.alerts.sheet import Sheet
from bot.commands.command import (
    Command,
    Compare,
    Export,
    ExportCorrections,
    Follow,
    Following,
    Help,
    Lookup,
    Misread,
    Mute,
    Pick,
    SetDigest,
    SetQuiet,
    ShowSettings,
    ShowStatus,
    ToneOf,
    Unfollow,
    Unmute,
)
from bot.commands.read import read
from bot.desk.conversation import Conversation
from bot.desk.follows import Follows
from bot.desk.lookups import Lookups
from handlers.asker import Asker, asker_of_button, asker_of_command
from handlers.picker import open_picker
from handlers.upload import upload

log = logging.getLogger(__name__)

_ASK = re.compile(r"^ask(:[0-9]+)?$")


def register(app: App, desk: Conversation) -> None:
    @app.command("/quotes")
    def typed(ack: Ack, command: dict[str, Any], respond: Respond, client: WebClient) -> None:
        ack()
        asked = read(_unescaped(command.get("text") or ""), desk.lookups.today())
        converse(asked, asker_of_command(command, respond), desk, client)

    @app.action(_ASK)
    def pressed(ack: Ack, body: dict[str, Any], respond: Respond, client: WebClient) -> None:
        ack()
        asked = read(body["actions"][0].get("value") or "", desk.lookups.today())
        converse(asked, asker_of_button(body, respond), desk, client)

    @app.action("share")
    def share(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        ack()
        asked = read(body["actions"][0].get("value") or "", desk.lookups.today())
        asker = asker_of_button(body, respond)
        answer = calmly(lambda: reply(asked, desk, asker))
        if isinstance(answer, Message):
            respond(**_to_everybody(asking.shared(answer, asker.user, asked)))


def converse(asked: Command, asker: Asker, desk: Conversation, client: WebClient) -> None:
    """Answers in one message, a file or a modal."""
    if isinstance(asked, Pick):
        if not open_picker(client, asker, asked.then):
            asker.tell(help_page(Help()))
        return
    answer = calmly(lambda: reply(asked, desk, asker))
    told = upload(client, asker, answer) if isinstance(answer, Sheet) else answer
    if told is not None:
        asker.tell(told)


def reply(asked: Command, desk: Conversation, asker: Asker) -> Message | Sheet:
    match asked:
        case Help() | Pick():
            return help_page(asked if isinstance(asked, Help) else Help())
        case Misread():
            return asking.misread(asked.reason)
        case Lookup() | Compare() | ToneOf() | Export() | ExportCorrections() | ShowStatus():
            return _of_record(asked, desk.lookups, asker)
        case _:
            return _of_channel(asked, desk.follows, asker)


def _of_record(
    asked: Lookup | Compare | ToneOf | Export | ExportCorrections | ShowStatus,
    lookups: Lookups,
    asker: Asker,
) -> Message | Sheet:
    match asked:
        case Lookup():
            return lookups.look_up(asked, asker.channel)
        case Compare():
            return lookups.compare(asked, asker.channel)
        case ToneOf():
            return lookups.tone(asked, asker.channel)
        case Export():
            return lookups.export(asked, asker.channel)
        case ExportCorrections():
            return lookups.export_corrections(asker.channel)
        case ShowStatus():
            return lookups.status(asker.channel)


def _of_channel(
    asked: Follow | Unfollow | Following | Mute | Unmute | SetDigest | SetQuiet | ShowSettings,
    follows: Follows,
    asker: Asker,
) -> Message:
    match asked:
        case Follow():
            return follows.follow(asked, asker.channel, asker.user)
        case Unfollow():
            return follows.unfollow(asked, asker.channel, asker.user)
        case Following():
            return follows.following(asker.channel)
        case ShowSettings():
            return follows.settings(asker.channel, asker.user)
        case _:
            return _of_hours(asked, follows, asker)


def _of_hours(
    asked: Mute | Unmute | SetDigest | SetQuiet, follows: Follows, asker: Asker
) -> Message:
    match asked:
        case Mute():
            return follows.mute(asked, asker.channel, asker.user)
        case Unmute():
            return follows.unmute(asked, asker.channel, asker.user)
        case SetDigest():
            return follows.digest(asked, asker.channel, asker.user)
        case SetQuiet():
            return follows.quiet(asked, asker.channel, asker.user)


def calmly(ask: Callable[[], Message | Sheet]) -> Message | Sheet:
    """Somebody waits for an answer: a short one is better than none, whatever went wrong."""
    try:
        return ask()
    except Exception:
        log.exception("a command could not be answered")
        return answers.busy()


def _to_everybody(answer: Message) -> dict[str, Any]:
    return {
        "text": answer.text,
        "blocks": [dict(block) for block in answer.blocks],
        "response_type": "in_channel",
        "replace_original": False,
    }


def _unescaped(text: str) -> str:
    """Slack writes these three as entities in what was typed, and in nothing else."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
