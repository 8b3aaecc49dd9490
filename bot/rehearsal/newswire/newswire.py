"""A start and a clock -> routes that serve the invented news world, released bit by bit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.rehearsal.newswire.edition import Edition
from bot.rehearsal.newswire.feed import TYPES, render_feed
from bot.rehearsal.newswire.outlet import Outlet
from bot.rehearsal.newswire.page import render_front, render_page
from bot.rehearsal.newswire.shelf import bring_out_all, read_outlets, read_text

Clock = Callable[[], datetime]
Out = Callable[[], list[Edition]]
"""What is out by now, the latest first."""
_TEASED = 4


def routes(started: datetime, now: Clock, pace: float = 1.0) -> list[BaseRoute]:
    """Everything below `/newswire/`. Both datetimes are in UTC; `pace` 2.0 halves the waiting."""
    editions = bring_out_all(started, pace)
    return [
        route
        for outlet in read_outlets()
        for route in _routes_of(
            outlet, [edition for edition in editions if edition.outlet == outlet], started, now
        )
    ]


def sources_toml(base_url: str) -> str:
    """The catalogue of these feeds, for a server that is reached at `base_url`."""
    return "\n".join(_source(outlet, base_url.rstrip("/")) for outlet in read_outlets())


def _routes_of(
    outlet: Outlet, editions: Sequence[Edition], started: datetime, now: Clock
) -> list[BaseRoute]:
    def out() -> list[Edition]:
        return _released(editions, now())

    folder = f"/newswire/{outlet.id}"
    return [
        Route(f"{folder}/{outlet.feed}", partial(_serve_feed, outlet, out, started)),
        Route(f"{folder}/", partial(_serve_front, outlet, out)),
        Route(
            f"{folder}/{{slug}}.html",
            partial(_serve_page, read_text(f"{outlet.id}/page.html"), out),
        ),
    ]


async def _serve_feed(outlet: Outlet, out: Out, started: datetime, request: Request) -> Response:
    editions = out()
    changed = max((edition.released for edition in editions), default=started)
    body = render_feed(outlet, editions, changed, str(request.base_url).rstrip("/"))
    return _answer(request, body.encode(), TYPES[outlet.feed], changed)


async def _serve_front(outlet: Outlet, out: Out, _: Request) -> Response:
    return Response(render_front(outlet, out()), media_type="text/html")


async def _serve_page(template: str, out: Out, request: Request) -> Response:
    editions = out()
    slug = request.path_params["slug"]
    found = next((edition for edition in editions if edition.slug == slug), None)
    if found is None:
        return Response("There is no such page (yet).\n", 404, media_type="text/plain")
    others = [edition for edition in editions if edition is not found][:_TEASED]
    changed = max(edition.released for edition in (found, *others))
    charset = found.story.charset
    body = render_page(template, found, others).encode(charset, "xmlcharrefreplace")
    return _answer(request, body, f"text/html; charset={charset}", changed)


def _released(editions: Sequence[Edition], moment: datetime) -> list[Edition]:
    out = [edition for edition in editions if edition.released <= moment]
    return sorted(out, key=lambda edition: edition.published, reverse=True)


def _answer(request: Request, body: bytes, media_type: str, changed: datetime) -> Response:
    """304 with the same validators when the asker's copy is still good."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Last-Modified": format_datetime(changed, usegmt=True)}
    if _is_current(request, tag, changed):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _is_current(request: Request, tag: str, changed: datetime) -> bool:
    """An ETag, where the asker sends one, decides alone (RFC 9110, section 13.2.2)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = [each.strip().removeprefix("W/") for each in known.split(",")]
        return tag in tags or "*" in tags
    since = request.headers.get("if-modified-since")
    return since is not None and _is_since(since, changed)


def _is_since(since: str, changed: datetime) -> bool:
    try:
        return changed.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        # A date that cannot be read is as good as none; one without a zone cannot be compared.
        return False


def _source(outlet: Outlet, base: str) -> str:
    return f"""[[source]]
id = "{outlet.id}"
name = "{outlet.name}"
url = "{base}/newswire/{outlet.id}/{outlet.feed}"
kind = "feed"
every = 5
language = "{outlet.language}"
first_party = {str(outlet.first_party).lower()}
section = "{outlet.section}"
"""
