"""The web: bounded in bytes, time and reach, tried on a real server on loopback."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.adapters.web.address import is_public
from bot.adapters.web.web import Web
from bot.errors import BotError, Ended, GiveUp, TryAgain
from bot.ports import NEVER, Validators
from tests.world import NOON

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(
    status: int = 200, body: bytes = b"news", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return send


def not_modified_when_asked(request: BaseHTTPRequestHandler) -> None:
    if request.headers.get("if-none-match") == '"1"':
        answer(304, b"")(request)
    else:
        answer(etag='"1"', last_modified="Mon, 02 Mar 2026 12:00:00 GMT")(request)


def drip(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("content-length", "1000")
    request.end_headers()
    for _ in range(1000):
        request.wfile.write(b".")
        request.wfile.flush()
        time.sleep(0.05)


def slow_head(request: BaseHTTPRequestHandler) -> None:
    for letter in b"HTTP/1.1 200 OK\r\n" + b"x-slow: 1\r\n" * 100:
        request.wfile.write(bytes([letter]))
        request.wfile.flush()
        time.sleep(0.05)


def cut_short(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("content-length", "1000")
    request.end_headers()
    request.wfile.write(b"half")


ANSWERS: dict[str, Answer] = {
    "/news": answer(),
    "/agent": lambda request: answer(body=request.headers["user-agent"].encode())(request),
    "/feed": not_modified_when_asked,
    "/large": answer(body=b"x" * 5000),
    "/bomb": answer(body=gzip.compress(b"x" * 1_000_000), content_encoding="gzip"),
    "/drip": drip,
    "/slow-head": slow_head,
    "/large-redirect": answer(302, b"x" * 5_000_000, location="/news"),
    "/accent": answer(etag='"caf\xe9"'),
    "/patient": answer(429, retry_after="999999999"),
    "/dated": answer(503, retry_after="Mon, 02 Mar 2026 12:02:00 GMT"),
    "/busy-now": answer(429),
    "/fresh": answer(cache_control="public, max-age=300", age="60"),
    "/no-cache": answer(cache_control="no-cache, max-age=300"),
    "/moved-for-good": answer(308, location="/moved"),
    "/moved-for-now": answer(302, location="/moved"),
    "/cut": cut_short,
    "/gone": answer(410),
    "/missing": answer(404),
    "/busy": answer(429, retry_after="7"),
    "/down": answer(503),
    "/loop": answer(302, location="/loop"),
    "/moved": answer(301, location="/news"),
    "/inside": answer(302, location="http://127.0.0.1:1/secret"),
    "/inside-6": answer(302, location="http://[::ffff:127.0.0.1]:1/secret"),
    "/inside-short": answer(302, location="http://127.1:1/secret"),
    "/inside-number": answer(302, location="http://2130706433:1/secret"),
    "/file": answer(302, location="file:///etc/passwd"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        try:
            ANSWERS[self.path](self)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def web(host: str) -> Iterator[Web]:
    opened = Web("Verbatim/test", allow_hosts=[host], max_body=2000, deadline=0.5, now=lambda: NOON)
    yield opened
    opened.close()


def test_a_whole_answer_comes_with_its_validators(web: Web, host: str) -> None:
    fetched = web.fetch(f"http://{host}/feed")
    assert fetched is not None
    assert fetched.body == b"news"
    assert fetched.validators == Validators('"1"', "Mon, 02 Mar 2026 12:00:00 GMT")


def test_what_has_not_changed_is_none(web: Web, host: str) -> None:
    assert web.fetch(f"http://{host}/feed", Validators('"1"')) is None


def test_we_say_who_we_are(web: Web, host: str) -> None:
    fetched = web.fetch(f"http://{host}/agent")
    assert fetched is not None
    assert fetched.body == b"Verbatim/test"


def test_redirects_are_followed_and_told(web: Web, host: str) -> None:
    fetched = web.fetch(f"http://{host}/moved")
    assert fetched is not None
    assert fetched.url == f"http://{host}/news"


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/large", GiveUp, "larger than 2,000 bytes"),
        ("/bomb", GiveUp, "larger than 2,000 bytes"),
        ("/drip", TryAgain, "took longer than"),
        ("/slow-head", TryAgain, "took longer than 0.5 seconds"),
        ("/cut", TryAgain, "did not answer"),
        ("/gone", Ended, "410 Gone"),
        ("/missing", GiveUp, "404 Not Found"),
        ("/busy", TryAgain, "429 Too Many Requests"),
        ("/down", TryAgain, "503 Service Unavailable"),
        ("/loop", GiveUp, "redirect"),
        ("/inside", GiveUp, "private address"),
        ("/inside-6", GiveUp, "private address"),
        ("/inside-short", GiveUp, "private address"),
        ("/inside-number", GiveUp, "private address"),
        ("/file", GiveUp, "cannot be fetched"),
    ],
)
def test_what_is_wrong_is_told_by_what_to_do_next(
    web: Web, host: str, path: str, kind: type[BotError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        web.fetch(f"http://{host}{path}")
    assert type(caught.value) is kind


def test_the_body_of_a_redirect_is_never_read(web: Web, host: str) -> None:
    fetched = web.fetch(f"http://{host}/large-redirect")
    assert fetched is not None
    assert fetched.body == b"news"


def test_a_validator_that_cannot_be_sent_back_is_not_kept(web: Web, host: str) -> None:
    fetched = web.fetch(f"http://{host}/accent")
    assert fetched is not None
    assert fetched.validators == NEVER


@pytest.mark.parametrize(
    ("path", "seconds"),
    [("/busy", 7), ("/dated", 120), ("/busy-now", 60), ("/patient", 24 * 3600), ("/down", None)],
    ids=["in seconds", "as a date", "not said", "a day at the most", "a mere failure"],
)
def test_how_long_to_wait_is_passed_on(
    web: Web, host: str, path: str, seconds: float | None
) -> None:
    with pytest.raises(TryAgain) as caught:
        web.fetch(f"http://{host}{path}")
    assert caught.value.after == seconds


@pytest.mark.parametrize(
    ("path", "seconds"),
    [("/fresh", 240), ("/no-cache", 0), ("/news", 0)],
)
def test_how_long_an_answer_holds_is_told(web: Web, host: str, path: str, seconds: float) -> None:
    fetched = web.fetch(f"http://{host}{path}")
    assert fetched is not None
    assert fetched.fresh == seconds


@pytest.mark.parametrize(
    ("path", "moved"), [("/moved-for-good", "/news"), ("/moved-for-now", ""), ("/news", "")]
)
def test_only_a_move_for_good_is_one(web: Web, host: str, path: str, moved: str) -> None:
    fetched = web.fetch(f"http://{host}{path}")
    assert fetched is not None
    assert fetched.moved == (moved and f"http://{host}{moved}")


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0", "169.254.169.254"]
)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    web = Web("Verbatim/test", resolver=lambda _host, _port: [address])
    with pytest.raises(GiveUp, match="private address"):
        web.fetch("http://rebound.example/feed")


def test_a_name_is_resolved_once_and_the_connection_goes_there(host: str) -> None:
    """A second answer of DNS, after the check, would lead the bot astray."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    port = host.partition(":")[2]
    web = Web(
        "Verbatim/test",
        allow_hosts=[f"rebound.example:{port}"],
        resolver=lambda _host, _port: next(answers),
    )
    fetched = web.fetch(f"http://rebound.example:{port}/news")
    assert fetched is not None
    assert list(answers) == [["10.0.0.1"]]
    web.close()


def test_a_private_address_is_refused_unless_it_is_allowed(host: str) -> None:
    with pytest.raises(GiveUp, match=f"BOT_ALLOW_HOSTS={host}"):
        Web("Verbatim/test").fetch(f"http://{host}/news")


@pytest.mark.parametrize(
    "url", ["", "news", "ftp://example.com/", "http://", "http://[::1", "http://a b/"]
)
def test_what_is_no_address_of_the_web_is_given_up(web: Web, url: str) -> None:
    with pytest.raises(BotError):
        web.fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b:1::a00:1", False),
        ("::7f00:1", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
