"""A stand: one server on loopback that answers each path as a test wants, and remembers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "herald.test"
SENTENCE = (
    "Foreign minister Maresa Tolvik told the café owners of Port Sabelle — naïve or not — that"
    " the ferry “will sail on Monday”, whatever the admirals of the other side may think of it."
)
PAGE = """<!doctype html><html><head><title>{slug}</title></head><body>
<article><h1>{slug}</h1><p>Of the {slug}. {sentence}</p>
<p>Nobody on the quay of Ostrel wanted to say more about the {slug} on that day, and the harbour
office stayed closed until the evening.</p></article></body></html>"""


@dataclass(frozen=True)
class Asked:
    """One request, as it came in."""

    path: str
    at: datetime
    headers: Mapping[str, str]
    n: int
    """How often this path was asked before."""


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Raw = Callable[[socket.socket], None]
"""Writes to the line itself, however wrong."""
Answer = Callable[[Asked], Reply | Raw]


@dataclass
class Stand:
    port: int
    now: Callable[[], datetime]
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    together: int = 0
    """The most requests that were ever in flight at once."""
    _inside: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/feed", host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def times(self, path: str) -> list[datetime]:
        return [asked.at for asked in self.asked if asked.path == path]

    @contextmanager
    def note(self, path: str, headers: Mapping[str, str]) -> Iterator[Asked]:
        with self._lock:
            self._inside += 1
            self.together = max(self.together, self._inside)
            asked = Asked(path, self.now(), headers, len(self.times(path)))
            self.asked.append(asked)
        try:
            yield asked
        finally:
            with self._lock:
                self._inside -= 1

    def answer(self, asked: Asked) -> Reply | Raw:
        path = asked.path.partition("?")[0]
        if path in self.answers:
            return self.answers[path](asked)
        if path == "/robots.txt" or not path.startswith("/news/"):
            return Reply(b"no such page", 404)
        return Reply(page(path.removeprefix("/news/")), 200, (("content-type", "text/html"),))


def page(slug: str, charset: str = "utf-8") -> bytes:
    return PAGE.format(slug=slug.strip("/"), sentence=SENTENCE).encode(charset)


@contextmanager
def standing(now: Callable[[], datetime]) -> Iterator[Stand]:
    stand: Stand

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with stand.note(self.path, dict(self.headers.items())) as asked:
                reply = stand.answer(asked)
            # Sent out of the count: whoever has the last byte may ask again before we know it.
            with suppress(OSError):
                if isinstance(reply, Reply):
                    self._send(reply)
                else:
                    self.close_connection = True
                    reply(self.connection)

        def _send(self, reply: Reply) -> None:
            self.send_response_only(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand = Stand(server.server_port, now)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()
