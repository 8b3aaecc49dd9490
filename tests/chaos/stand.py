"""Stories -> a feed and its pages on loopback, where one more story is out every moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.chaos.news import Story

_LISTED = 300

_PAGE = """<!doctype html><html><head><title>{title}</title>
<meta property="article:published_time" content="{at}"></head>
<body><article><h1>{title}</h1>{body}</article></body></html>"""

_ITEM = """<item><title>{title}</title><link>http://{host}/{slug}</link><guid>{slug}</guid>
<pubDate>{at}</pubDate></item>"""


@dataclass
class Stand:
    host: str
    out: dict[str, tuple[Story, float]] = field(default_factory=dict)
    """By slug: the story and the moment at which it came out."""

    @property
    def feed_url(self) -> str:
        return f"http://{self.host}/feed"

    def bring_out(self, story: Story) -> None:
        self.out = self.out | {story.slug: (story, time.time())}

    def feed(self) -> bytes:
        listed = list(self.out.values())[-_LISTED:]
        items = "".join(
            _ITEM.format(
                title=story.slug, slug=story.slug, host=self.host, at=format_datetime(_moment(at))
            )
            for story, at in listed
        )
        return f'<rss version="2.0"><channel><title>S</title>{items}</channel></rss>'.encode()

    def page(self, slug: str) -> bytes | None:
        if slug not in self.out:
            return None
        story, at = self.out[slug]
        body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        return _PAGE.format(title=slug, at=_moment(at).isoformat(), body=body).encode()


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


@contextmanager
def stands(count: int) -> Iterator[Sequence[Stand]]:
    """So many outlets, each a host of its own."""
    opened = [_open() for _ in range(count)]
    try:
        yield [stand for stand, _ in opened]
    finally:
        for _, server in opened:
            server.shutdown()
            server.server_close()


def _open() -> tuple[Stand, ThreadingHTTPServer]:
    stand: Stand

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            slug = self.path.strip("/")
            body = stand.feed() if slug == "feed" else stand.page(slug)
            self.send_response(404 if body is None else 200)
            kind = "application/rss+xml" if slug == "feed" else "text/html; charset=utf-8"
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand = Stand(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return stand, server
