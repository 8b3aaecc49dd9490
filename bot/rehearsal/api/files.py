"""files.* (the external upload in three steps) and functions.*, of which none ever runs here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from bot.rehearsal.api.call import Call, Refused
from bot.rehearsal.cast.message import Message
from bot.rehearsal.payload import Payload
from bot.rehearsal.stage import Stage

LARGEST = 5_000_000
KEPT = 10


@dataclass
class Upload:
    id: str
    name: str
    length: int
    alt: str
    body: bytes | None = None
    title: str = ""

    @property
    def mimetype(self) -> str:
        return guess_type(self.name)[0] or "application/octet-stream"


def upload_url(call: Call) -> Payload:
    name, length = call.text("filename"), call.text("length")
    if not name or not length.isdigit():
        raise Refused("missing_argument")
    if int(length) > LARGEST:
        raise Refused("file_upload_size_restricted")
    if len(call.text("alt_txt")) > 1000:
        raise Refused("alt_txt_too_large")
    upload = Upload(f"F{secrets.token_hex(5).upper()}", name, int(length), call.text("alt_txt"))
    uploads: dict[str, Any] = call.stage.uploads
    uploads[upload.id] = upload
    while len(uploads) > KEPT:
        del uploads[next(iter(uploads))]
    return {"upload_url": f"{call.stage.base}/upload/{upload.id}", "file_id": upload.id}


def complete_upload(call: Call) -> Payload:
    asked = call.structure("files", "invalid_form_data")
    if not isinstance(asked, list) or not asked:
        raise Refused("invalid_form_data")
    uploads = [_arrived(call, item) for item in asked]
    if call.text("channel_id"):
        _share(call, uploads)
    return {"files": [_as_file(call, upload) for upload in uploads]}


def info(call: Call) -> Payload:
    upload = call.stage.uploads.get(call.text("file"))
    if upload is None or upload.body is None:
        raise Refused("file_not_found")
    page = {"count": 0, "total": 0, "page": 1, "pages": 0}
    return {"file": _as_file(call, upload), "comments": [], "paging": page}


def receive(stage: Stage, id_: str, body: bytes) -> bool:
    """The bytes of a file, sent to its upload address; whether they were expected so."""
    upload: Upload | None = stage.uploads.get(id_)
    if upload is None or len(body) != upload.length:
        return False
    upload.body = body
    return True


def no_function(_: Call) -> Payload:
    raise Refused("function_execution_not_found")


def _arrived(call: Call, item: Any) -> Upload:
    id_ = item.get("id") if isinstance(item, dict) else None
    upload: Upload | None = call.stage.uploads.get(str(id_))
    if upload is None or upload.body is None:
        raise Refused("file_not_found")
    upload.title = str(item.get("title") or upload.name)
    return upload


def _share(call: Call, uploads: list[Upload]) -> None:
    try:
        channel = Call(
            call.stage, call.method, {"channel": call.text("channel_id")}, call.team
        ).channel()
    except Refused as error:
        raise Refused("invalid_channel") from error
    if not channel.has(call.team.bot_user):
        raise Refused("not_in_channel")
    names = ", ".join(upload.title for upload in uploads)
    said = call.text("initial_comment") or names
    call.stage.ledger.keep_message(
        Message(
            channel.id,
            call.stage.ledger.fresh_ts(),
            call.team.bot_user,
            said,
            call.team.bot_id,
            files=tuple(_as_file(call, upload) for upload in uploads),
            thread_ts=call.text("thread_ts"),
            subtype="file_share",
        )
    )


def _as_file(call: Call, upload: Upload) -> Payload:
    return {
        "id": upload.id, "name": upload.name, "title": upload.title or upload.name,
        "size": upload.length, "alt_txt": upload.alt, "user": call.team.bot_user,
        "url_private": f"{call.stage.base}/upload/{upload.id}", "mode": "hosted",
        "mimetype": upload.mimetype,
    }  # fmt: skip
