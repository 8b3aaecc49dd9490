"""The app reached over HTTP: challenge, signatures, retries; and how it comes to be installed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import ask, bot_client, until

QUICK = Pace(
    acknowledged_within=0.5, answer_within=0.5, retries=(0.0, 0.05, 0.05), message_every=0.0001
)


@dataclass
class Endpoint:
    """An app of its own: keeps what it was sent, and answers with the statuses it is given."""

    url: str = ""
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    answer: str = ""

    def bodies(self) -> list[Any]:
        return [json.loads(body) for _, body in self.got if body.startswith("{")]


@contextmanager
def an_endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            read = json.loads(body) if body.startswith("{") else {}
            if read.get("type") == "url_verification":
                self.reply(200, read["challenge"])
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            endpoint.got.append((headers, body))
            self.reply(endpoint.statuses.pop(0) if endpoint.statuses else 200, endpoint.answer)

        def reply(self, status: int, text: str) -> None:
            self.send_response(status)
            for name, value in endpoint.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/slack/events"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing(pace=QUICK) as running:
        yield running


@pytest.fixture
def endpoint(slack: Running) -> Iterator[Endpoint]:
    with an_endpoint() as running:
        assert ask(slack, "endpoints", {"url": running.url})["mode"] == "http"
        yield running


def test_a_command_is_a_signed_form_and_its_answer_is_shown(
    slack: Running, endpoint: Endpoint
) -> None:
    endpoint.answer = "You follow nobody"
    asked = {"channel": "politics", "command": "/quotes", "text": "list"}
    assert ask(slack, "command", asked)["acknowledged"]
    ((headers, body),) = endpoint.got
    secret = ask(slack, "workspace")["signing_secret"]
    assert SignatureVerifier(secret).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert dict(parse_qsl(body))["text"] == "list"
    assert ask(slack, "messages")[0]["text"] == "You follow nobody"


def test_an_event_is_tried_again_three_times_with_the_number_and_the_reason(
    slack: Running, endpoint: Endpoint
) -> None:
    endpoint.statuses = [500] * 4
    ask(slack, "event", {"type": "team_rename", "name": "a"})
    assert until(lambda: len(endpoint.got) == 4)
    tries = [headers.get("x-slack-retry-num") for headers, _ in endpoint.got]
    assert tries == [None, "1", "2", "3"]
    assert endpoint.got[1][0]["x-slack-retry-reason"] == "http_error"
    assert len({body["event_id"] for body in endpoint.bodies()}) == 1


def test_the_app_can_ask_for_no_second_try(slack: Running, endpoint: Endpoint) -> None:
    endpoint.statuses, endpoint.headers = [500], {"x-slack-no-retry": "1"}
    ask(slack, "event", {"type": "team_rename", "name": "a"})
    ask(slack, "command", {"command": "/quotes"})
    assert until(lambda: len(endpoint.got) == 2)
    assert [headers.get("x-slack-retry-num") for headers, _ in endpoint.got] == [None, None]


def test_a_command_that_fails_is_not_tried_again(slack: Running, endpoint: Endpoint) -> None:
    endpoint.statuses = [500]
    assert ask(slack, "command", {"command": "/quotes"})["error"] == "http_error"
    ask(slack, "event", {"type": "team_rename", "name": "a"})
    assert until(lambda: len(endpoint.got) == 2)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/nobody", "https://a.example/slack"])
def test_an_address_must_answer_and_be_on_this_machine(slack: Running, url: str) -> None:
    assert ask(slack, "endpoints", {"url": url})["ok"] is False


# -- installing -----------------------------------------------------------------------------------

BACK = "http://127.0.0.1:3000/slack/oauth_redirect"


class Stay(HTTPRedirectHandler):
    """Look at where we are sent, and do not go."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def allowed(slack: Running, **more: str) -> str:
    """The code a person of the second team gives the app."""
    asked = {"scope": "commands,chat:write", "redirect_uri": BACK, "state": "s1", **more}
    where = ask(slack, "install", {"team": "T0EVENING", **asked})["location"]
    query: dict[str, list[str]] = parse_qs(str(urlsplit(where).query))
    assert where.startswith(BACK)
    assert query["state"] == ["s1"]
    return query["code"][0]


def exchange(slack: Running, **args: str) -> Any:
    known = ask(slack, "workspace")
    secrets = {"client_id": known["client_id"], "client_secret": known["client_secret"]}
    return WebClient(base_url=slack.api_url).oauth_v2_access(**{**secrets, **args})


def test_a_second_team_installs_the_app_and_it_speaks_there(slack: Running) -> None:
    assert ask(slack, "workspace?team=evening-desk")["bot_token"] == ""
    given = exchange(slack, code=allowed(slack), redirect_uri=BACK)
    assert (given["team"]["id"], given["scope"]) == ("T0EVENING", "commands,chat:write")
    there = bot_client(slack, given["access_token"])
    evening = {"channel": "evening", "team": "T0EVENING"}
    ask(slack, "event", {"type": "member_joined_channel", **evening})
    assert there.chat_postMessage(channel="C0EVENINGS", text="Good evening")["ok"]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        bot_client(slack).chat_postMessage(channel="C0EVENINGS", text="a")


def test_a_code_is_exchanged_once(slack: Running) -> None:
    code = allowed(slack)
    exchange(slack, code=code)
    with pytest.raises(SlackApiError, match="invalid_code"):
        exchange(slack, code=code)


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"code": "guess"}, "invalid_code"),
        ({"client_id": "1"}, "invalid_client_id"),
        ({"client_secret": "guess"}, "bad_client_secret"),
        ({"grant_type": "password"}, "invalid_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "a"}, "invalid_refresh_token"),
    ],
)
def test_an_exchange_is_refused(slack: Running, args: dict[str, str], error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        exchange(slack, **args)


def test_a_rotated_token_expires_and_is_refreshed() -> None:
    with rehearsing(pace=Pace(token_lives=-1)) as slack:
        ask(slack, "rotation", {"on": True})
        first = exchange(slack, code=allowed(slack))
        with pytest.raises(SlackApiError, match="token_expired"):
            bot_client(slack, first["access_token"]).auth_test()
        ask(slack, "rotation", {"on": True})
        second = exchange(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])
        assert second["access_token"] != first["access_token"]
        with pytest.raises(SlackApiError, match="invalid_refresh_token"):
            exchange(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])


def test_the_install_page_asks_and_sends_the_browser_back(slack: Running) -> None:
    client_id = ask(slack, "workspace")["client_id"]
    asked = {"client_id": client_id, "scope": "commands", "redirect_uri": BACK, "state": "<&>"}
    address = f"{slack.url}/oauth/v2/authorize"
    with urlopen(f"{address}?{urlencode(asked)}", timeout=5) as page:  # noqa: S310
        shown = page.read().decode()
    assert "The Evening Desk" in shown
    assert "<&>" not in shown
    form = urlencode({**asked, "team": "T0EVENING"}).encode()
    with pytest.raises(Exception, match="302") as caught:
        build_opener(Stay).open(Request(address, form), timeout=5)  # noqa: S310
    assert caught.value.headers["location"].startswith(f"{BACK}?code=")  # type: ignore[attr-defined]
    caught.value.close()  # type: ignore[attr-defined]


def test_nobody_is_sent_to_another_host(slack: Running) -> None:
    asked = {"scope": "commands", "redirect_uri": "https://a.example/", "team": "T0EVENING"}
    assert ask(slack, "install", asked)["error"] == "bad_redirect_uri"


def test_an_uninstalled_app_hears_no_commands_there(slack: Running) -> None:
    answer = ask(slack, "command", {"team": "T0EVENING", "command": "/quotes"})
    assert answer["error"] == "the app is not installed in The Evening Desk"
