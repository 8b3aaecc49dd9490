"""A newsstand: a feed and its pages on loopback, as any outlet would serve them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html><head><title>{title}</title>
<meta property="article:published_time" content="2026-03-02T{hour:02}:00:00Z"></head>
<body><nav><a href="/">Front page</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Leave a Reply. Your email address will not be published.</footer></body></html>"""

ITEM = """<item><title>{slug}</title><link>http://{host}/{slug}</link>
<pubDate>Mon, 02 Mar 2026 {hour:02}:00:00 GMT</pubDate></item>"""


class Newsstand:
    """`stories`: paragraphs by slug; the n-th was published at n o'clock on 2 March 2026."""

    def __init__(self, host: str, stories: Mapping[str, list[str]]) -> None:
        self.host = host
        self.stories = stories
        self.out = list(stories)
        """The slugs that the feed lists."""

    @property
    def feed_url(self) -> str:
        return f"http://{self.host}/feed"

    def feed(self) -> bytes:
        items = "".join(
            ITEM.format(slug=slug, host=self.host, hour=hour)
            for hour, slug in enumerate(self.stories, 1)
            if slug in self.out
        )
        return f'<rss version="2.0"><channel><title>H</title>{items}</channel></rss>'.encode()

    def page(self, slug: str) -> bytes:
        hour = list(self.stories).index(slug) + 1
        body = "".join(f"<p>{paragraph}</p>" for paragraph in self.stories[slug])
        return PAGE.format(title=slug.capitalize(), hour=hour, body=body).encode()


@contextmanager
def newsstand(stories: Mapping[str, list[str]]) -> Iterator[Newsstand]:
    stand: Newsstand

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            slug = self.path.strip("/")
            known = slug == "feed" or slug in stand.stories
            body = b"" if not known else stand.feed() if slug == "feed" else stand.page(slug)
            self.send_response(200 if known else 404)
            kind = "application/rss+xml" if slug == "feed" else "text/html; charset=utf-8"
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand = Newsstand(f"127.0.0.1:{server.server_port}", stories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()
