"""What a message says: text, blocks, attachments and metadata, taken from a call and checked."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.blocks.check import complaints_of_message, with_ids
from bot.rehearsal.payload import Payload

LONGEST_TEXT = 40_000
LONGEST_BY_METHOD = {
    "chat.update": 4000,
    "chat.postEphemeral": LONGEST_TEXT,
    "chat.scheduleMessage": LONGEST_TEXT,
}
"""`chat.postMessage` is not among them: it cuts at LONGEST_TEXT and says nothing."""
LONGEST_METADATA = 65_536
MOST_CHARACTERS = 13_200
"""In all blocks of a message together, before `msg_blocks_too_long`."""


@dataclass(frozen=True)
class Content:
    """None where the call says nothing of it: `chat.update` keeps what was there."""

    text: str | None
    blocks: tuple[Payload, ...] | None
    attachments: tuple[Payload, ...] | None
    metadata: Payload | None


def read_content(call: Call) -> Content:
    """Raises Refused with Slack's word when there is nothing to show, or too much, or malformed."""
    markdown = call.args.get("markdown_text")
    text = call.args.get("text")
    if markdown and (text or call.args.get("blocks")):
        raise Refused("markdown_text_conflict")
    blocks = _blocks(call)
    if markdown:
        if len(str(markdown)) > 12_000:
            raise Refused(_too_long(call))
        blocks = with_ids([{"type": "markdown", "text": str(markdown)}])
    if len(str(text or "")) > LONGEST_BY_METHOD.get(call.method, math.inf):
        raise Refused("msg_too_long")
    attachments = _attachments(call)
    if not (text or blocks or attachments or markdown):
        raise Refused("no_text")
    shown = text if text is not None else markdown
    return Content(None if shown is None else str(shown), blocks, attachments, _metadata(call))


def _too_long(call: Call) -> str:
    return "msg_blocks_too_long" if call.method == "chat.postMessage" else "msg_too_long"


def _blocks(call: Call) -> tuple[Payload, ...] | None:
    given = call.structure("blocks", "invalid_blocks_format")
    if given is None:
        return None
    if not isinstance(given, list):
        raise Refused("invalid_blocks_format")
    if complaints := complaints_of_message(given):
        raise Refused("invalid_blocks", messages=complaints)
    if _characters(given) > MOST_CHARACTERS:
        raise Refused(_too_long(call))
    return with_ids(given)


def _characters(blocks: Any) -> int:
    """Of every text that is shown."""
    if isinstance(blocks, Mapping):
        own = len(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
        return own + sum(_characters(v) for v in blocks.values() if not isinstance(v, str))
    return sum(_characters(part) for part in blocks) if isinstance(blocks, list) else 0


def _attachments(call: Call) -> tuple[Payload, ...] | None:
    given = call.structure("attachments", "invalid_form_data")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(part, dict) for part in given):
        raise Refused("invalid_form_data")
    if len(given) > 100:
        raise Refused("too_many_attachments")
    return tuple(given)


def _metadata(call: Call) -> Payload | None:
    if call.method == "chat.postEphemeral":
        return None
    given = call.structure("metadata", "invalid_metadata_format")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(given.get("event_type"), str) or not isinstance(
        given.get("event_payload"), dict
    ):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(given)) > LONGEST_METADATA:
        raise Refused("metadata_too_large")
    return given
