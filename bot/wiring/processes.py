"""The processes: what `clock`, `work`, `web`, `rehearsal` and `run` are made of."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

import httpx
import uvicorn
from redis import Redis
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from starlette.applications import Starlette

from bot import engine, schedule
from bot.adapters.archive.door import connect, refuse_cluster
from bot.adapters.archive.layout import migrate, settle
from bot.adapters.doorway import doorway
from bot.adapters.embedded import Embedded, hold
from bot.adapters.meters import Meters
from bot.adapters.punctual import Punctual
from bot.crew import Crew, Member
from bot.errors import BadCall, BotError, TryAgain
from bot.happenings import Witness
from bot.rehearsal import server
from bot.rehearsal.ledger import open_ledger
from bot.rehearsal.newswire import newswire
from bot.rehearsal.newswire.opening import read_opening
from bot.rehearsal.newswire.shelf import read_text
from bot.settings import Settings
from bot.wiring import parts, vitals, watching
from bot.wiring.installs import is_shared
from bot.wiring.polled import polled

_socket_log = logging.getLogger("bot.slack.socket")

_ANSWERS_WITHIN = 30.0
_AT_A_LOOK = 200
"""Sources that one look of the clock gives out: what was due overnight comes in portions."""
_LOOK = 0.05
_A_LIFETIME = 36_500
"""Days: part of the newswire is a day of 2021, and told all the same."""
_SECONDS_TO_FINISH = 2.5
_SECONDS_TO_SAVE = 0.7
"""For the bundled server, after the crew's four: all of `run` stops within five."""


def work(chosen: Settings, queues: Sequence[str], instead: Path | None, stopped: Event) -> None:
    """Works off one queue or both until told to stop; what was not begun goes back."""
    archive = _archive(chosen)
    _settle(archive.redis)
    meters = watching.meters_of(archive)
    witness = watching.witness_of(meters)
    engine.report(archive.broker, witness)
    duties = _duties(chosen, archive, queues, instead, witness)
    with _seen(chosen, archive, meters):
        workers = {queue: _hands(archive, duties, queue, stopped) for queue in queues}
        stopped.wait()
        for worker in workers.values():
            worker.stop(timeout=int(_SECONDS_TO_FINISH * 1000))


def _hands(
    archive: parts.Archive, duties: engine.Duties, queue: str, stopped: Event
) -> engine.Hands:
    hands = engine.workers(archive.broker, duties, archive.later, queue)
    vitals.keep_beating(archive, queue, hands.alive, stopped)
    return hands


def _duties(
    chosen: Settings,
    archive: parts.Archive,
    queues: Sequence[str],
    instead: Path | None,
    witness: Witness,
) -> dict[str, Callable[..., object]]:
    duties: dict[str, Callable[..., object]] = {}
    if engine.WAITING in queues:
        duties |= parts.waiting_duties(
            chosen, archive, parts.catalogue_of(chosen, instead), witness
        )
    if engine.COMPUTING in queues:
        duties |= parts.computing_duties(chosen, archive, witness)
    return duties


def clock(chosen: Settings, instead: Path | None, stopped: Event) -> None:
    archive = _archive(chosen)
    catalogue, register = parts.catalogue_of(chosen, instead), parts.register_of(chosen)
    dues = schedule.Dues(
        enrol=lambda: archive.rota.enrol(
            polled(catalogue, register, archive.subscriptions.subjects())
        ),
        take=lambda: _due(archive),
        poll=partial(parts.hand_out, archive=archive),
    )
    scheduler = schedule.clock(
        dues,
        sweep=lambda: parts.sweep(archive),
        digests=lambda: parts.digests(archive),
        notices=lambda: parts.notices(archive, catalogue, register, parts.now()),
        retain=archive.later.retain,
        rereads=lambda: parts.rereads(archive),
        claim=archive.slots.claim,
        now=parts.now,
    )
    with _seen(chosen, archive, watching.meters_of(archive)):
        scheduler.start()
        while not stopped.wait(schedule.LOOK):
            schedule.set_right(scheduler, parts.now())
        scheduler.shutdown(wait=False)


def _due(archive: parts.Archive) -> list[str]:
    """A clock is heard as long as it gets to know what is due."""
    due = archive.rota.take(_AT_A_LOOK)
    vitals.beat(archive, vitals.CLOCK)
    return due


def web(chosen: Settings, instead: Path | None, stopped: Event) -> None:
    """Talks with Slack: over Socket Mode with an app token, else over HTTP on PORT."""
    archive = _archive(chosen)
    app = parts.app_of(chosen, archive, instead)
    if not chosen.slack_app_token and not chosen.slack_signing_secret:
        raise BadCall("set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)")
    handler = _connected(app, chosen) if chosen.slack_app_token else None
    meters = watching.meters_of(archive)
    with ExitStack() as open_:
        open_.enter_context(_seen(chosen, archive, meters))
        if handler is None or app.oauth_flow is not None:
            open_.enter_context(_serving(_door(chosen, app, archive, meters)))
        vitals.keep_beating(archive, vitals.SLACK, partial(_is_connected, handler), stopped)
        stopped.wait()
    if handler is not None:
        _hang_up(handler)


def _is_connected(handler: SocketModeHandler | None) -> bool:
    """Over HTTP it is Slack who connects."""
    return handler is None or bool(handler.client.is_connected())


def _door(chosen: Settings, app: App, archive: parts.Archive, meters: Meters) -> uvicorn.Config:
    secret = "" if chosen.slack_app_token else chosen.slack_signing_secret
    window = watching.window_of(archive, meters)
    return _config(doorway(app, secret, archive.slots.claim, window), chosen.host, chosen.port)


def _config(app: Starlette, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host,
        port,
        http=Punctual,
        lifespan="off",
        log_config=None,
        # The address that an install comes back to holds a code.
        access_log=False,
        timeout_graceful_shutdown=3,
    )


def _connected(app: App, chosen: Settings) -> SocketModeHandler:
    handler = SocketModeHandler(app, chosen.slack_app_token, logger=_socket_log)
    # What fails now is told by what is raised; what fails later only by the log.
    _socket_log.setLevel(logging.CRITICAL)
    try:
        handler.connect()  # type: ignore[no-untyped-call]
    except SlackApiError as error:
        _hang_up(handler)
        raise BotError(
            f"Slack refuses SLACK_APP_TOKEN ({error.response['error']});"
            " copy it again from your app's page"
        ) from error
    except (SlackClientError, HTTPException, OSError, ValueError) as error:
        _hang_up(handler)
        raise BotError(f"Slack cannot be reached at {chosen.slack_api_url}: {error}") from error
    _socket_log.setLevel(logging.ERROR)
    return handler


def _hang_up(handler: SocketModeHandler) -> None:
    # What cannot be answered any more is sent to us again; no person can do anything about it.
    _socket_log.setLevel(logging.CRITICAL)
    # Closing waits for a read that may take three seconds more; what is being answered is
    # finished all the same, since its threads are joined at the end of the process.
    closing = Thread(target=handler.close, daemon=True)
    closing.start()
    closing.join(0.5)


@contextmanager
def _seen(chosen: Settings, archive: parts.Archive, meters: Meters) -> Iterator[None]:
    """`/health` and `/metrics` of this process, where a port was named for them."""
    if chosen.metrics_port is None:
        yield
        return
    window = watching.window_of(archive, meters).alone()
    with _serving(_config(window, chosen.host, chosen.metrics_port), "BOT_METRICS_PORT"):
        yield


@contextmanager
def _serving(config: uvicorn.Config, named: str = "--port") -> Iterator[None]:
    with _listening(config.host, config.port, named) as line:
        door = uvicorn.Server(config)
        thread = Thread(target=door.run, kwargs={"sockets": [line]})
        thread.start()
        try:
            yield
        finally:
            door.should_exit = True
            thread.join()


def _listening(host: str, port: int, named: str = "--port") -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise BotError(f"port {port} cannot be had ({why}); choose another with {named}") from error


def _settle(redis: Redis) -> None:
    """A server that does not answer yet is settled by the worker that finds it answering."""
    with suppress(TryAgain):
        settle(redis)


def _redis_url(chosen: Settings) -> str:
    if not chosen.redis_url:
        raise BadCall(
            "REDIS_URL is not set: `run` brings a server of its own,"
            " single processes share the one that it names"
        )
    return parts.redis_url(chosen)


def _archive(chosen: Settings) -> parts.Archive:
    archive = parts.archive_at(_redis_url(chosen))
    with suppress(TryAgain):
        refuse_cluster(archive.redis)
    return archive


def rehearsal(port: int, data: Path | None, *, with_newswire: bool) -> None:
    """The stand-in for Slack until SIGTERM, on request with the newswire and its first readers."""
    if with_newswire:
        routes = newswire.routes(parts.now(), parts.now)
        server.serve(port, data, extra_routes=routes, opening=read_opening())
    else:
        server.serve(port, data)


@dataclass(frozen=True, slots=True)
class Plan:
    """What `run` was asked to be."""

    local: bool
    """The rehearsal stands in for Slack."""
    newswire: bool
    """The newswire is polled instead of the built-in sources."""
    instead: Path | None
    """A file that is polled instead of the built-in sources."""
    port: int


def plan(chosen: Settings, slack: str, sources: str | None, port: int) -> Plan:
    """`sources`: "newswire", a file, or None: the newswire beside the rehearsal."""
    local = slack == "local" or not _has_tokens(chosen)
    if slack == "real" and local:
        raise BadCall("--slack real needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN; the README says how")
    wire = sources == "newswire" or (sources is None and local)
    return Plan(local, wire, None if wire or sources is None else Path(sources), port)


def _has_tokens(chosen: Settings) -> bool:
    """Both or none: with one alone nobody can know which Slack was meant."""
    if chosen.slack_app_token and is_shared(chosen):
        return True
    missing = [
        name
        for name, token in (
            ("SLACK_BOT_TOKEN", chosen.slack_bot_token),
            ("SLACK_APP_TOKEN", chosen.slack_app_token),
        )
        if not token
    ]
    if len(missing) == 1:
        raise BadCall(
            f"{missing[0]} is not set, and `run` needs both of Slack's tokens;"
            " --slack local uses the rehearsal instead"
        )
    return not missing


def run(chosen: Settings, planned: Plan, tell: Callable[[str], None], stopped: Event) -> None:
    """Everything on one machine until told to stop, whoever dies started again."""
    parts.catalogue_of(chosen, planned.instead)
    parts.register_of(chosen)
    with (
        hold(chosen.data),
        _server(chosen, tell, stopped) as (url, keep_alive),
        _crew(tell) as crew,
    ):
        if not stopped.is_set():
            with closing(connect(url)) as redis, suppress(TryAgain):
                migrate(redis)
        _start(crew, chosen, planned, {**os.environ, "REDIS_URL": url}, stopped)
        if not stopped.is_set():
            tell(_welcome(planned))
        crew.watch(stopped, keep_alive)


@contextmanager
def _server(
    chosen: Settings, tell: Callable[[str], None], stopped: Event
) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of Redis, and what keeps it there: ours when none was named."""
    if chosen.redis_url:
        url = parts.redis_url(chosen)
        with closing(connect(url)) as redis, suppress(TryAgain):
            refuse_cluster(redis)
        yield url, lambda: None
        return
    embedded = Embedded(chosen.data)

    def keep_alive() -> None:
        if not embedded.alive():
            tell("the bundled server ended; starting it again")
            embedded.start(stopped)

    try:
        embedded.start(stopped)
        yield embedded.url, keep_alive
    finally:
        embedded.stop(_SECONDS_TO_SAVE)


@contextmanager
def _crew(tell: Callable[[str], None]) -> Iterator[Crew]:
    crew = Crew(tell)
    try:
        yield crew
    finally:
        crew.stop()


def _start(
    crew: Crew, chosen: Settings, planned: Plan, environment: dict[str, str], stopped: Event
) -> None:
    """Everybody, those first whom the others talk to; nobody more once told to stop."""
    instead = planned.instead
    if planned.local or planned.newswire:
        workspace = _rehearse(crew, chosen, planned, environment, stopped)
        environment |= _slack_settings(planned, workspace)
    if planned.newswire:
        instead = _write_newswire(chosen, planned)
        environment |= _newswire_settings(chosen, planned)
    for place, (name, arguments) in enumerate(_members(instead)):
        if not stopped.is_set():
            crew.add(Member(name, arguments, environment | _window(chosen, place)))


def _window(chosen: Settings, place: int) -> dict[str, str]:
    """On one machine the processes take ports in a row."""
    port = chosen.metrics_port
    return {} if port is None else {"BOT_METRICS_PORT": str(port + place)}


def _members(instead: Path | None) -> list[tuple[str, list[str]]]:
    sources = ["--sources", str(instead)] if instead else []
    return [
        ("web", ["web", *sources]),
        ("worker (waiting)", ["work", "--queues", engine.WAITING, *sources]),
        ("worker (computing)", ["work", "--queues", engine.COMPUTING]),
        ("clock", ["clock", *sources]),
    ]


def _rehearse(
    crew: Crew,
    chosen: Settings,
    planned: Plan,
    environment: Mapping[str, str],
    stopped: Event,
) -> Mapping[str, str]:
    """Starts the stand-in; what its workspace says of itself, nothing once told to stop."""
    _listening(server.HOST, planned.port).close()
    without_tokens = {k: v for k, v in environment.items() if not k.startswith("SLACK_")}
    arguments = ["rehearsal", "--port", str(planned.port), "--data", str(chosen.data)]
    wire = ["--newswire"] if planned.newswire else []
    ours = _app_token(chosen.data)
    crew.add(Member("rehearsal", [*arguments, *wire], without_tokens, leaned_on=True))
    return _workspace(_base(planned), ours, crew, stopped)


def _app_token(data: Path) -> str:
    """Kept with the workspace in this folder, which we hold: no other rehearsal has it."""
    with closing(open_ledger(data)) as ledger:
        return ledger.app.app_token


def _base(planned: Plan) -> str:
    return f"http://{server.HOST}:{planned.port}"


def _slack_settings(planned: Plan, workspace: Mapping[str, str]) -> dict[str, str]:
    if not planned.local or not workspace:
        return {}
    return {
        "SLACK_BOT_TOKEN": workspace["bot_token"],
        "SLACK_APP_TOKEN": workspace["app_token"],
        "SLACK_API_URL": f"{_base(planned)}/api/",
    }


def _workspace(base: str, ours: str, crew: Crew, stopped: Event) -> Mapping[str, str]:
    """Waits for the rehearsal with our app token; another server there is not taken for it."""
    until = time.monotonic() + _ANSWERS_WITHIN
    while time.monotonic() < until and all(member.alive() for member in crew.members):
        answer = _workspace_at(base)
        if stopped.wait(0 if answer else _LOOK):
            return {}
        if answer.get("app_token") == ours:
            return answer
    raise BotError(f"the rehearsal could not start on {base}; name another port with --port")


def _workspace_at(base: str) -> Mapping[str, str]:
    """What answers there says of its workspace; nothing when it is no rehearsal."""
    try:
        answer = httpx.get(f"{base}/_rehearsal/workspace", trust_env=False, timeout=1).json()
    except (httpx.HTTPError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _write_newswire(chosen: Settings, planned: Plan) -> Path:
    """The newswire is polled like any other source: by a file that names its feeds."""
    folder = (chosen.data / "newswire").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "officials.toml").write_text(read_text("officials.toml"), encoding="utf-8")
    sources = folder / "sources.toml"
    sources.write_text(newswire.sources_toml(_base(planned)), encoding="utf-8")
    return sources


def _newswire_settings(chosen: Settings, planned: Plan) -> dict[str, str]:
    officials = (chosen.data / "newswire" / "officials.toml").absolute()
    return {
        "BOT_OFFICIALS": ",".join(map(str, [*chosen.officials, officials])),
        "BOT_ALLOW_HOSTS": ",".join([*chosen.allow_hosts, f"127.0.0.1:{planned.port}"]),
        "BOT_NEWS_DAYS": str(chosen.news_days or _A_LIFETIME),
    }


def _welcome(planned: Plan) -> str:
    if planned.local:
        return (
            f"Verbatim is running. Open http://127.0.0.1:{planned.port} to watch it;"
            " Ctrl-C stops it."
        )
    return "Verbatim is running in your workspace. Ctrl-C stops it."
