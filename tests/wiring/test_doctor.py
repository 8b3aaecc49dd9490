"""Doctor: each deliberate mistake is found, and told with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.adapters.installs.vault import fresh_key
from bot.adapters.newsroom import client
from bot.alerts.subscription import Channel
from bot.errors import BadInput
from bot.ports import SourceState
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.sources.listed import Listed
from bot.sources.source import Source
from bot.wiring import checks
from bot.wiring.finding import Finding
from tests.rehearsal.asking import ask
from tests.world import NOON

ROOT = Path(__file__).parents[2]
LEARNED = {"ear.onnx", "tone.onnx", "tone.json", "vocabulary.txt", "trust.toml"}
WELL = {
    "redis_version": "7.2.4",
    "aof_enabled": 1,
    "maxmemory_policy": "noeviction",
    "maxmemory": 0,
    "used_memory": 2**20,
}
SHARED = Settings(
    slack_client_id="1.2",
    slack_client_secret="hush",
    token_keys=(fresh_key(),),
    url="https://bot.example",
)


class Server:
    """What a Redis says of itself."""

    def __init__(self, **changes: object) -> None:
        self._info = WELL | changes

    def info(self) -> Mapping[str, Any]:
        return self._info

    def ping(self) -> bool:
        return True

    def time(self) -> tuple[int, int]:
        return 1_000_000, 0


def redis(**changes: object) -> Iterable[Finding]:
    return checks.redis(Server(**changes), bundled=False)  # type: ignore[arg-type]


def one(finding: Finding) -> list[Finding]:
    return [finding]


A_SOURCE = Source("one", "One", "https://one.example/feed")


def state(source: str, failures: int) -> SourceState:
    return SourceState(source, polled=NOON, failures=failures)


def gone(name: str) -> bytes:
    raise FileNotFoundError(name)


def no_feed(_source: Source) -> Listed:
    raise BadInput("it is no feed")


def broken() -> object:
    raise ValueError("not a network")


MISTAKES: dict[str, tuple[Callable[[], Iterable[Finding]], str]] = {
    "an old Redis": (lambda: redis(redis_version="5.0.7"), "use Redis 6.2 or later"),
    "a Redis that forgets": (lambda: redis(aof_enabled=0), "set `appendonly yes`"),
    "a Redis that throws away": (
        lambda: redis(maxmemory_policy="allkeys-lru", maxmemory=2**30),
        "set `maxmemory-policy noeviction`",
    ),
    "a Redis that is full": (
        lambda: redis(maxmemory=2**20, used_memory=2**20),
        "give it more memory",
    ),
    "a clock that is wrong": (
        lambda: one(checks.skew_of_redis(Server(), now=lambda: 1_000_300.0)),
        "set this machine's clock",
    ),
    "a full disk": (
        lambda: one(checks.room(Settings(data=Path()), lambda _: SimpleNamespace(free=2**20))),
        "make room",
    ),
    "damaged weights": (lambda: one(checks.weights("x", broken)), "install the package again"),
    "weights of another bot": (
        lambda: one(checks.learned({"ear.onnx": "0" * 64}, lambda _: b"weights")),
        "install the package again",
    ),
    "weights that are gone": (
        lambda: one(checks.learned({"ear.onnx": "0" * 64}, gone)),
        "install the package again",
    ),
    "a machine without time zones": (lambda: one(checks.zones(known=False)), "install tzdata"),
    "sources that do not answer": (
        lambda: one(checks.lately([state("one", 3), state("two", 1), state("three", 0)])),
        "may this machine reach the internet?",
    ),
    "a source that is no feed": (
        lambda: checks.ask([A_SOURCE], no_feed),
        "it is no feed",
    ),
    "half of the pair": (
        lambda: checks.settings(replace(SHARED, slack_client_secret="")),
        "are set together or not at all",
    ),
    "no key for tokens": (
        lambda: checks.settings(replace(SHARED, token_keys=())),
        "`python -m bot installs key` makes a key",
    ),
    "a key that is none": (
        lambda: checks.settings(replace(SHARED, token_keys=("hush",))),
        "number 1 is no key",
    ),
    "no address for browsers": (
        lambda: checks.settings(replace(SHARED, url="")),
        "set it to the address",
    ),
    "one workspace and many": (
        lambda: checks.settings(replace(SHARED, slack_bot_token="xoxb-hush")),
        "unset one",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_with_its_remedy(mistake: str) -> None:
    looked, remedy = MISTAKES[mistake]
    wrong = [finding for finding in looked() if not finding.well]
    assert remedy in " ".join(finding.remedy for finding in wrong)
    assert "hush" not in str(wrong)


def test_the_list_of_sums_holds_what_the_networks_are_made_of_and_is_true() -> None:
    data = ROOT / "bot" / "data"
    assert set(checks.sums()) == LEARNED >= {path.name for path in data.glob("*.onnx")}
    assert checks.learned(checks.sums(), lambda name: (data / name).read_bytes()).well


def test_a_sample_comes_from_all_over_the_catalogue() -> None:
    catalogue = [replace(A_SOURCE, id=str(number)) for number in range(100)]
    searches = [replace(A_SOURCE, url="https://one.example/?q={name}")]
    assert [s.id for s in checks.sample([*searches, *catalogue], 4)] == ["0", "25", "50", "75"]
    assert checks.sample(catalogue, 0) == []
    assert len(checks.sample(catalogue[:3], 5)) == 3
    assert 5 >= len(checks.sample(catalogue[:7], 5)) >= 4


def test_what_is_well_is_left_alone() -> None:
    assert all(finding.well for finding in [*redis(), *checks.settings(SHARED)])
    assert all(finding.well for finding in checks.settings(Settings()))


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing() as running:
        yield running


def workspace(slack: Running, channel: str = "C0FOREIGN", token: str = "") -> str:
    known = token or ask(slack, "workspace")["bot_token"]
    found = checks.workspace(
        "token", client(known, slack.api_url), [Channel("T0NEWSROOM", channel)]
    )
    return " ".join(f"{finding.what}: {finding.remedy}" for finding in found if not finding.well)


def test_a_token_that_slack_does_not_know_is_told(slack: Running) -> None:
    told = workspace(slack, token="xoxb-hush")
    assert "invalid_auth: copy the token again" in told
    assert "hush" not in told


@pytest.mark.parametrize(
    ("channel", "remedy"),
    [("C0SPORT", "/invite @Verbatim"), ("C0BOARD", "/invite"), ("C0ELECTION", "unarchive it")],
)
def test_a_channel_that_cards_cannot_reach_is_told(
    slack: Running, channel: str, remedy: str
) -> None:
    assert remedy in workspace(slack, channel)


def test_a_scope_that_is_missing_is_told(slack: Running) -> None:
    granted = ask(slack, "workspace")["scopes"]
    assert workspace(slack) == ""
    ask(slack, "scopes", {"scopes": ["commands", "chat:write", "channels:read", "groups:read"]})
    assert "scope files:write: add it to your app" in workspace(slack)
    ask(slack, "scopes", {"scopes": granted})


def test_a_slack_that_cannot_be_reached_is_told() -> None:
    nobody = client("xoxb-1", "http://127.0.0.1:1/api/")
    (found,) = checks.workspace("token", nobody, [])
    assert "cannot be reached" in found.remedy


def test_a_test_message_is_posted_on_request(slack: Running) -> None:
    ours = client(ask(slack, "workspace")["bot_token"], slack.api_url)
    assert checks.post("C0FOREIGN", ours).well
    assert "not_in_channel" in checks.post("C0SPORT", ours).remedy
