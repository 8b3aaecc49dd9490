"""What `doctor` looks at besides what was put aside: the machine, Redis, Slack and the clocks."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from redis import Redis
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.adapters.installs.vault import Vault
from bot.alerts.subscription import Channel
from bot.errors import BotError
from bot.ports import SourceState
from bot.settings import Settings
from bot.sources.listed import Listed
from bot.sources.search import NAME
from bot.sources.source import Source
from bot.wiring.finding import Finding
from bot.wiring.installs import SCOPES, is_shared

_ROOM = 1024**3
"""Bytes: the data folder grows by less than that in a year of a hundred sources."""
_SLOW = 0.05
"""Seconds for Redis to answer: each card takes some twenty questions."""
_SKEW = 60.0
"""Seconds: Slack's signatures are refused after five minutes, and dates in cards would be wrong."""
_OLDEST_REDIS = (6, 2)


def weights(name: str, load: Callable[[], object]) -> Finding:
    """Whether a network can be had from its file."""
    try:
        # A damaged file makes the runtime raise whatever it likes.
        load()
    except Exception as error:  # noqa: BLE001
        return Finding(
            f"weights {name}", False, f"install the package again ({type(error).__name__})"
        )
    return Finding(f"weights {name}", True)


def sums() -> Mapping[str, str]:
    """The SHA-256 of each file that the networks are made of, by its name."""
    lines = files("bot.data").joinpath("sums.txt").read_text(encoding="utf-8").splitlines()
    return {name: known for known, name in (line.split() for line in lines)}


def learned(known: Mapping[str, str], read: Callable[[str], bytes]) -> Finding:
    """Whether what was learned is here as it was measured, to the last bit."""
    changed = [name for name, sum in known.items() if _sum(name, read) != sum]
    if not changed:
        return Finding("weights as they were measured", True)
    return Finding(f"changed: {', '.join(changed)}", False, "install the package again")


def _sum(name: str, read: Callable[[str], bytes]) -> str:
    try:
        return sha256(read(name)).hexdigest()
    except OSError:
        return ""


def zones(*, known: bool) -> Finding:
    remedy = "" if known else "install tzdata: only UTC can be named for digests and quiet hours"
    return Finding("time zones", known, remedy)


def lately(states: Iterable[SourceState]) -> Finding:
    """How the sources did when they were last asked. One that fails is its own trouble."""
    asked = [state for state in states if state.polled and not state.ended]
    if not asked:
        return Finding("no source was asked yet", True)
    failing = sum(bool(state.failures) for state in asked)
    well = failing * 2 <= len(asked)
    remedy = "" if well else "`status` says why; may this machine reach the internet?"
    return Finding(f"{len(asked) - failing} of {len(asked)} sources answered", well, remedy)


def sample(catalogue: Sequence[Source], count: int) -> list[Source]:
    """From all over the catalogue, so that one publisher's bad day is not everybody's."""
    asked = [source for source in catalogue if NAME not in source.url]
    return asked[:: max(1, -(-len(asked) // count))] if count else []


def ask(sources: Sequence[Source], check: Callable[[Source], Listed]) -> list[Finding]:
    """Each once, now, and all at the same time."""

    def one(source: Source) -> Finding:
        try:
            return Finding(f"source {source.id}: {len(check(source).entries)} entries", True)
        except BotError as error:
            return Finding(f"source {source.id}", False, str(error))

    with ThreadPoolExecutor(max(1, len(sources))) as threads:
        return list(threads.map(one, sources))


def room(chosen: Settings, usage: Callable[[Any], Any] = shutil.disk_usage) -> Finding:
    free = usage(chosen.data).free
    remedy = "" if free > _ROOM else "make room, or name another folder with BOT_DATA"
    return Finding(f"{free / 1024**3:.1f} GiB free for {chosen.data}", free > _ROOM, remedy)


def redis(server: Redis, *, bundled: bool) -> Iterable[Finding]:
    info = _info(server)
    yield _version(str(info.get("redis_version", "0")))
    if not bundled:
        yield _persistence(info)
        yield _eviction(info)
    yield _memory(info)
    yield _latency(server)


def _info(server: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = server.info()
    return found


def _version(version: str) -> Finding:
    parts = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    well = parts >= _OLDEST_REDIS
    return Finding(f"Redis protocol {version}", well, "" if well else "use Redis 6.2 or later")


def _persistence(info: Mapping[str, Any]) -> Finding:
    if info.get("aof_enabled"):
        return Finding("Redis keeps an append-only file", True)
    return Finding(
        "Redis persistence", False, "set `appendonly yes`: a restart would lose what came last"
    )


def _eviction(info: Mapping[str, Any]) -> Finding:
    policy = str(info.get("maxmemory_policy", "noeviction"))
    well = policy == "noeviction" or not int(info.get("maxmemory") or 0)
    remedy = "" if well else "set `maxmemory-policy noeviction`: it would throw away cards unsent"
    return Finding(f"Redis eviction policy {policy}", well, remedy)


def _memory(info: Mapping[str, Any]) -> Finding:
    used, most = int(info.get("used_memory") or 0), int(info.get("maxmemory") or 0)
    well = not most or used < 0.8 * most
    told = f"Redis uses {used / 1024**2:.0f} MiB" + (f" of {most / 1024**2:.0f}" if most else "")
    return Finding(told, well, "" if well else "give it more memory: it refuses to write when full")


def _latency(server: Redis) -> Finding:
    began = time.perf_counter()
    for _ in range(10):
        server.ping()
    took = (time.perf_counter() - began) / 10
    remedy = "" if took < _SLOW else "put it nearer to the bot, or give it more processor"
    return Finding(f"Redis answers in {took * 1000:.1f} ms", took < _SLOW, remedy)


def skew_of_redis(server: Any, now: Callable[[], float] = time.time) -> Finding:
    seconds, _ = server.time()
    return _skew("Redis", now() - float(seconds))


def _skew(whose: str, seconds: float) -> Finding:
    well = abs(seconds) < _SKEW
    remedy = "" if well else "set this machine's clock by the network's time (NTP)"
    return Finding(f"clock {seconds:+.0f} s against {whose}", well, remedy)


def settings(chosen: Settings) -> Iterable[Finding]:
    """What contradicts itself before anybody is asked."""
    try:
        shared = is_shared(chosen)
        if shared:
            Vault(chosen.token_keys)
    except BotError as error:
        yield Finding("installs", False, str(error))
        return
    if chosen.slack_bot_token and chosen.slack_client_id:
        yield Finding(
            "installs",
            False,
            "SLACK_BOT_TOKEN goes before SLACK_CLIENT_ID: unset one, for one workspace or many",
        )
    if shared and not chosen.url:
        yield Finding(
            "BOT_URL", False, "set it to the address under which browsers reach `web`, for installs"
        )


def workspace(name: str, client: WebClient, channels: Iterable[Channel]) -> Iterable[Finding]:
    """Its token, what that may do, our clock, and each channel that is followed in."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        yield Finding(name, False, f"Slack says {code}: copy the token again from your app's page")
        return
    except (SlackClientError, OSError, ValueError) as error:
        yield Finding("Slack", False, f"it cannot be reached ({type(error).__name__})")
        return
    yield Finding(f"Slack workspace {answer['team']}", True)
    headers = {key.lower(): value for key, value in (answer.headers or {}).items()}
    yield from _scopes(str(headers.get("x-oauth-scopes", "")))
    if written := headers.get("date"):
        yield _skew("Slack", time.time() - parsedate_to_datetime(str(written)).timestamp())
    yield from (found for channel in channels if (found := _reachable(channel, client)))


def _scopes(granted: str) -> Iterable[Finding]:
    if not granted:
        return
    missing = [scope for scope in SCOPES if scope not in granted.split(",")]
    for scope in missing:
        yield Finding(f"scope {scope}", False, "add it to your app and install it again")


def _reachable(channel: Channel, client: WebClient) -> Finding | None:
    """None where there is nothing to say, or Slack does not say."""
    try:
        found: Mapping[str, Any] = client.conversations_info(channel=channel.id)["channel"]
    except SlackApiError as error:
        gone = error.response.get("error") == "channel_not_found"
        return Finding(f"channel {channel.id}", False, _INVITE) if gone else None
    except (SlackClientError, OSError):
        return None
    if found.get("is_archived"):
        return Finding(f"channel {channel.id}", False, "it is archived: unarchive it, or unfollow")
    if found.get("is_member") or found.get("is_im"):
        return None
    return Finding(f"channel {channel.id}", False, _INVITE)


_INVITE = "somebody follows there, and the bot is no member: `/invite @Verbatim`"


def post(channel: str, client: WebClient) -> Finding:
    try:
        client.chat_postMessage(channel=channel, text="A test by `doctor`: cards would reach you.")
    except SlackApiError as error:
        return Finding(f"test post to {channel}", False, f"Slack says {error.response['error']}")
    except (SlackClientError, OSError) as error:
        return Finding(f"test post to {channel}", False, type(error).__name__)
    return Finding(f"test post to {channel}", True)
