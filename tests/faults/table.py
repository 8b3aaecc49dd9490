"""The faults: what each one does, and what a correct bot does about it."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from bot.adapters.web.guard import Resolver
from tests.faults.stand import HOST, Answer, Asked, Raw, Reply, page
from tests.world import NOON

ITEM = "<item><title>{title}</title><link>{link}</link>{more}</item>"
FEED = (
    '<?xml version="1.0" encoding="{charset}"?>\n<rss version="2.0"><channel>'
    "<title>Café</title>{extra}{items}</channel></rss>"
)
DATE = "<pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate>"


def item(slug: str, more: str = DATE, title: str | None = None, query: str = "") -> str:
    title = f"“{slug}”" if title is None else title
    return ITEM.format(title=title, link=f"/news/{slug}{query}", more=more)


def feed(*items: str, charset: str = "utf-8", extra: str = "") -> bytes:
    text = FEED.format(charset=charset, extra=extra, items="".join(items))
    return text.encode(charset, "xmlcharrefreplace")


TWO = feed(item("ferry"), item("harbour"))
BOTH = {"news/ferry": 1, "news/harbour": 1}


def always(reply: Reply | Raw) -> Answer:
    return lambda _asked: reply


def first(*replies: Reply | Raw, then: bytes = TWO) -> Answer:
    """Those in turn, and after them a sound feed."""
    return lambda asked: replies[asked.n] if asked.n < len(replies) else Reply(then)


def each(*bodies: bytes) -> Answer:
    """One body a round, the last one for ever."""
    return lambda asked: Reply(bodies[min(asked.n, len(bodies) - 1)])


def says(status: int, **headers: str) -> Reply:
    return Reply(b"", status, tuple((k.replace("_", "-"), v) for k, v in headers.items()))


def to(location: str, status: int = 302) -> Answer:
    return always(says(status, location=location))


def raw(*chunks: bytes, pause: float = 0.0) -> Raw:
    def write(line: socket.socket) -> None:
        for chunk in chunks:
            line.sendall(chunk)
            time.sleep(pause)

    return write


def tagged(asked: Asked) -> Reply:
    if asked.headers.get("if-none-match") == '"1"':
        return says(304, etag='"1"')
    return Reply(TWO, 200, (("etag", '"1"'),))


def cut(asked: Asked) -> Reply | Raw:
    """A torso with validators, as a proxy that was interrupted keeps it."""
    if asked.n == 0:
        head = b'HTTP/1.1 200 OK\r\netag: "1"\r\ncontent-length: 9999\r\n\r\n'
        return raw(head + TWO[:200])
    return tagged(asked)


HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<rss version='2.0'><channel><item><title>&b;</title><link>/news/x</link></item></channel>"
    b"</rss>"
)
SECRET = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<rss version='2.0'><channel><item><title>&f;</title><link>/news/x</link></item></channel>"
    b"</rss>"
)
CAPTCHA = b"<!doctype html><html><body><h1>Are you a robot?</h1><form>...</form></body></html>"
LATER = format_datetime(NOON + timedelta(hours=2), usegmt=True)
DRESSES = (item("ferry/amp/"), item("ferry", query="?amp=1#top"), item("ferry"))
LATIN = (("content-type", "text/html; charset=iso-8859-1"),)
TODAY = datetime.now(UTC).isoformat(timespec="seconds")
INDEX = b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
MAP = "".join(
    f"<url><loc>/news/{slug}</loc><lastmod>{TODAY}</lastmod></url>" for slug in ("ferry", "harbour")
)
BUSY = Reply(b"", 429, (("retry-after", "7200"),))


@dataclass(frozen=True)
class Fault:
    name: str
    feed: Answer
    read: Mapping[str, int] = field(default_factory=lambda: BOTH)
    """How often each story is read in the end."""
    problem: str = ""
    """What `status` says in the end, as a pattern; empty: nothing."""
    rounds: int = 2
    pages: Mapping[str, Answer] = field(default_factory=dict)
    letters: str = ""
    """Why an entry was given up, as a pattern."""
    waits: float = 0.0
    """Seconds at least between the first two requests for the feed."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """How often a path is asked for, all rounds together."""
    ended: bool = False
    resolver: Callable[[], Resolver] | None = None


def inside(address: str) -> Fault:
    return Fault(
        f"a redirect to {address}",
        to(address),
        read={},
        problem="private address|cannot be fetched|Invalid URL",
    )


def rebinding() -> Resolver:
    """Public when it is looked at, private when it is gone to."""
    answers = iter(["127.0.0.1", "10.0.0.1"])
    return lambda host, _port: [next(answers, "10.0.0.1") if host != HOST else "127.0.0.1"]


def nobody(_host: str, _port: int) -> list[str]:
    raise OSError("no such name")


FAULTS = [
    Fault("nothing at all: a sound feed", always(Reply(TWO))),
    Fault("429 for some seconds", first(BUSY), waits=7200),
    Fault("429 until a date", first(says(429, retry_after=LATER)), waits=7190),
    Fault("429 and not for how long", first(says(429)), waits=60),
    Fault("503 for some seconds", first(says(503, retry_after="3600")), waits=3600),
    Fault("503 with a date that is none", first(says(503, retry_after="soon")), waits=600),
    Fault("500 three times", first(*[says(500)] * 3), rounds=4, waits=600),
    Fault("403 that passes", first(says(403)), waits=600),
    Fault("a line that hangs", first(raw(b"", pause=0.5)), waits=600),
    Fault("a head that drips", first(raw(*[HEAD[n : n + 1] for n in range(17)], pause=0.03))),
    Fault(
        "a body that drips",
        first(raw(HEAD + b"content-length: 99\r\n\r\n", *[b"."] * 12, pause=0.04)),
    ),
    Fault("a body that is cut", cut),
    Fault("a line that is hung up", first(raw(b""))),
    Fault("gibberish instead of HTTP", first(raw(b"\x00\x01 hello\r\n\r\n"))),
    Fault(
        "headers without end",
        first(raw(HEAD + b"x: " + b"y" * 300_000 + b"\r\n\r\n")),
    ),
    Fault("gzip that is none", first(Reply(TWO, 200, (("content-encoding", "gzip"),)))),
    Fault(
        "a header with the wrong charset",
        always(Reply(TWO, 200, (("content-type", "text/xml; charset=iso-8859-1"),))),
    ),
    Fault(
        "Windows-1252 that says so",
        always(Reply(feed(item("ferry"), charset="cp1252"))),
        {"news/ferry": 1},
    ),
    Fault(
        "Windows-1252 that says UTF-8",
        always(Reply(feed(item("ferry"), charset="cp1252").replace(b"cp1252", b"utf-8"))),
        {"news/ferry": 1},
    ),
    Fault("UTF-16", always(Reply(feed(item("ferry"), charset="utf-16"))), {"news/ferry": 1}),
    Fault("a feed that says it is HTML", always(Reply(TWO, 200, (("content-type", "text/html"),)))),
    Fault("XML that breaks off", always(Reply(TWO.replace(b"</channel></rss>", b"<item><ti")))),
    Fault(
        "ampersands and tags in titles",
        always(Reply(feed(item("ferry", title="A & B <b>& C"), item("harbour")))),
    ),
    Fault("an entity bomb", always(Reply(BOMB)), {}, "declares XML entities"),
    Fault("an entity that is a file", always(Reply(SECRET)), {}, "declares XML entities"),
    Fault(
        "an entity bomb in UTF-16",
        always(Reply(BOMB.decode().encode("utf-16"))),
        {},
        "declares XML entities",
    ),
    Fault(
        "a gzip bomb",
        always(Reply(gzip.compress(b"x" * 20_000_000), 200, (("content-encoding", "gzip"),))),
        {},
        "larger than",
    ),
    Fault("20 MB", always(Reply(b"x" * 20_000_000)), {}, "larger than|did not answer"),
    Fault(
        "tags in tags in tags", always(Reply(b"<rss>" + b"<a>" * 30_000)), {}, "into one another"
    ),
    Fault("a redirect to itself", to("/feed"), {}, "redirects more than 5 times"),
    Fault("a redirect to nowhere", to("http://[broken"), {}, "private address"),
    *map(
        inside,
        [
            "http://127.0.0.1:1/x",
            "http://127.1:1/x",
            "http://2130706433/x",
            "http://0x7f000001/x",
            "http://0177.0.0.1/x",
            "http://localhost/x",
            "http://[::1]/x",
            "http://[::ffff:127.0.0.1]/x",
            "http://[64:ff9b::7f00:1]/x",
            "http://10.0.0.1/x",
            "http://169.254.169.254/latest/meta-data/",
            "http://0.0.0.0/x",
            "http://public@127.0.0.1/x",
            "file:///etc/passwd",
            "gopher://127.0.0.1/x",
        ],
    ),
    Fault(
        "a name that leads inside after it was looked at",
        to("http://rebound.test:1/x"),
        {},
        "private address",
        resolver=rebinding,
    ),
    Fault(
        "a name that nobody knows", always(Reply(TWO)), {}, "no address", resolver=lambda: nobody
    ),
    Fault("410", always(says(410)), {}, "410 Gone", ended=True, asked={"/feed": 1}),
    Fault(
        "301",
        to("/new", 301),
        pages={"/new": always(Reply(TWO))},
        rounds=3,
        asked={"/feed": 1, "/new": 3},
    ),
    Fault(
        "301 to a captcha",
        lambda asked: says(301, location="/new") if asked.n == 0 else Reply(TWO),
        pages={"/new": always(Reply(CAPTCHA))},
        asked={"/feed": 2, "/new": 1},
    ),
    Fault("302", to("/new"), pages={"/new": always(Reply(TWO))}, asked={"/feed": 2, "/new": 2}),
    Fault("a captcha with 200", first(Reply(CAPTCHA)), waits=600),
    Fault("nothing with 200", first(Reply(b"")), waits=600),
    Fault("a feed without entries", first(Reply(feed()))),
    Fault("ETags", tagged, rounds=4, asked={"/feed": 4}),
    Fault("entries in another order", each(TWO, feed(item("harbour"), item("ferry")))),
    Fault("entries twice", always(Reply(feed(item("ferry"), item("harbour"), item("ferry"))))),
    Fault(
        "one GUID for all",
        always(Reply(feed(item("ferry", "<guid>1</guid>"), item("harbour", "<guid>1</guid>")))),
    ),
    Fault(
        "new GUIDs every time",
        lambda asked: Reply(
            feed(
                item("ferry", f"<guid>a{asked.n}</guid>"),
                item("harbour", f"<guid>b{asked.n}</guid>"),
            )
        ),
    ),
    Fault(
        "the GUID of a place where another story stands next",
        each(
            feed(item("ferry", "<guid isPermaLink='false'>top</guid>")),
            feed(item("harbour", "<guid isPermaLink='false'>top</guid>")),
        ),
    ),
    Fault(
        "a link that is changed later",
        each(
            feed(item("ferry", "<guid isPermaLink='false'>7</guid>", "Ferry")),
            feed(item("ferry-sails", "<guid isPermaLink='false'>7</guid>", "Ferry")),
        ),
        {"news/ferry": 1},
    ),
    Fault(
        "a sitemap of sitemaps",
        always(Reply(INDEX)),
        pages={"/news.xml": always(Reply(f"<urlset>{MAP}</urlset>".encode()))},
        rounds=4,
        asked={"/feed": 2, "/news.xml": 2},
    ),
    Fault("no dates", always(Reply(feed(item("ferry", ""), item("harbour", ""))))),
    Fault(
        "dates that lie ahead",
        always(Reply(feed(item("ferry", "<pubDate>Mon, 02 Mar 2099 11:00:00 GMT</pubDate>")))),
        {"news/ferry": 1},
    ),
    Fault(
        "another tracker in every link",
        lambda asked: Reply(
            feed(item("ferry", query=f"?utm_source=rss&amp;utm_id={asked.n}"), item("harbour"))
        ),
    ),
    Fault(
        "three dresses of one story",
        always(
            Reply(
                feed(
                    item("ferry"),
                    item("ferry", query="?amp=1#top"),
                    item("ferry/amp/"),
                    item("harbour"),
                )
            )
        ),
    ),
    Fault(
        "a feed that wants to be left alone for a day",
        always(Reply(feed(item("ferry"), item("harbour"), extra="<ttl>1440</ttl>"))),
        waits=600,
    ),
    Fault(
        "an answer that holds for two hours",
        always(Reply(TWO, 200, (("cache-control", "max-age=7200"),))),
        waits=7200,
    ),
    Fault(
        "robots.txt that closes the pages",
        always(Reply(TWO)),
        {},
        pages={"/robots.txt": always(Reply(b"User-agent: *\nDisallow: /news/"))},
        letters=r"closed to programs by its host's robots\.txt",
        asked={"/robots.txt": 1, "/news/ferry": 0},
    ),
    Fault(
        "robots.txt that cannot be had at first",
        always(Reply(TWO)),
        pages={
            "/robots.txt": lambda a: says(500) if a.n < 2 else Reply(b"User-agent: *\nAllow: /")
        },
    ),
    Fault(
        "robots.txt that wants ten seconds between pages",
        always(Reply(TWO)),
        pages={"/robots.txt": always(Reply(b"User-agent: *\nCrawl-delay: 10"))},
    ),
    Fault(
        "a page that is busy at first",
        always(Reply(TWO)),
        pages={"/news/ferry": lambda asked: BUSY if asked.n == 0 else Reply(page("ferry"))},
    ),
    Fault(
        "a page that says the wrong charset",
        always(Reply(TWO)),
        pages={
            "/news/ferry": always(
                Reply(page("ferry"), 200, (("content-type", "text/html; charset=latin-1"),))
            )
        },
    ),
    Fault(
        "a page in Windows-1252 that says nothing",
        always(Reply(TWO)),
        pages={"/news/ferry": always(Reply(page("ferry", "cp1252")))},
    ),
    Fault(
        "a page that is not there",
        always(Reply(TWO)),
        {"news/harbour": 1},
        pages={"/news/ferry": always(says(404))},
        letters="404",
    ),
]
