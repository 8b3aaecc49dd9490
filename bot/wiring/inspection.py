"""What `status`, `doctor` and `dead` look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any

from redis.exceptions import RedisError

from bot import engine
from bot.adapters import newsroom as slack
from bot.adapters.archive.layout import migrate
from bot.adapters.embedded import Embedded
from bot.adapters.installs.installations import Installations
from bot.adapters.installs.place import Place
from bot.alerts.subscription import Channel
from bot.commands.when import knows_zones
from bot.desk.health import in_words
from bot.desk.poll import check
from bot.errors import BadCall, BotError
from bot.ports import SourceState
from bot.settings import Settings
from bot.wiring import checks, parts, vitals
from bot.wiring.finding import Finding
from bot.wiring.installs import INSTALL, is_shared, workspaces_of

_TOLD = ("good", "news", "lag", "failures", "next", "problem", "ended", "moved", "wait")


def archive(chosen: Settings) -> parts.Archive:
    """The named Redis, or the bundled server of a bot that is running on the data folder."""
    if chosen.redis_url:
        return _answering(parts.redis_url(chosen), "the Redis of REDIS_URL does not answer")
    bundled, nobody = Embedded(chosen.data), f"no bot answers on the data folder {chosen.data}"
    if not bundled.listens:
        raise BotError(f"{nobody}; is it running?")
    return _answering(bundled.url, nobody)


def _answering(url: str, otherwise: str) -> parts.Archive:
    opened = parts.archive_at(url)
    try:
        opened.redis.ping()
    except RedisError as error:
        raise BotError(f"{otherwise}; is it running?") from error
    return opened


def installs(chosen: Settings) -> list[dict[str, str]]:
    kept = _installations(chosen)
    return [_installed(place, kept) for place in kept.all()]


def _installed(place: Place, kept: Installations) -> dict[str, str]:
    """What can be said of it, also when its token cannot be opened."""
    kind = "workspace" if place.team else "organisation"
    try:
        bot = kept.get(place)
    except BotError as error:
        return {"where": str(place), "name": f"({error})", "kind": kind, "since": ""}
    since = datetime.fromtimestamp(bot.installed_at, UTC) if bot else ""
    name = (bot.team_name if place.team else bot.enterprise_name) if bot else ""
    return {"where": str(place), "name": name or "", "kind": kind, "since": f"{since:%Y-%m-%d}"}


def ready(chosen: Settings) -> int:
    """How many tokens were sealed anew; BotError where this version cannot go on."""
    migrate(archive(chosen).redis)
    if not is_shared(chosen):
        return 0
    done, shut = rekey(chosen)
    if shut:
        raise BotError(unopened(shut))
    return done


def unopened(shut: Sequence[Place]) -> str:
    return (
        f"no key opens {', '.join(map(str, shut))}: put the key that is missing back into"
        " BOT_TOKEN_KEYS, or have the app installed there again"
    )


def rekey(chosen: Settings) -> tuple[int, list[Place]]:
    return _installations(chosen).rekey()


def _installations(chosen: Settings) -> Installations:
    found = workspaces_of(chosen, archive(chosen).redis, parts.now).installations
    if found is None:
        raise BadCall(
            "workspaces install the app themselves where SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"
            " are set and SLACK_BOT_TOKEN is not"
        )
    return found


def corrections(chosen: Settings) -> list[dict[str, Any]]:
    """Each with the words that it is about."""
    kept = archive(chosen)
    made = kept.corrections.all()
    about = sorted({correction.record for correction in made})
    found = kept.corrections.labelled(about) + kept.records.get(about)
    texts = {record.id: record.statement.text for record in found}
    return [
        {
            "text": texts.get(correction.record),
            "what": correction.what,
            "was": correction.was,
            "right": correction.right,
            "by": correction.by,
            "at": correction.at.isoformat(),
            "team": correction.channel.team,
            "channel": correction.channel.id,
            "record": correction.record,
        }
        for correction in made
    ]


def status(chosen: Settings) -> dict[str, Any]:
    kept = archive(chosen)
    return {
        "heard lately": kept.beats.heard(vitals.DUTIES),
        "queues": engine.depth(kept.broker),
        "pages to look at again": kept.rereads.depth(),
        "outbox": kept.outbox.depth(),
        "parked": kept.outbox.parked(),
        "when unsure": chosen.when_unsure,
        "dead letters": len(engine.dead_letters(kept.notes)),
        "sources": {
            state.source: {"health": in_words(state), **_health(state)}
            for state in kept.rota.states()
        },
    }


def healths(chosen: Settings) -> dict[str, dict[str, Any]]:
    """By source; nothing while no bot is running."""
    try:
        return status(chosen)["sources"]  # type: ignore[no-any-return]
    except BotError:
        return {}


def _health(state: SourceState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _TOLD}


def put_aside(chosen: Settings) -> list[engine.DeadLetter]:
    """Jobs that were given up, and alerts that Slack would not take."""
    kept = archive(chosen)
    return engine.dead_letters(kept.notes) + [
        engine.DeadLetter(id, "outbox", "alert", id, reason)
        for id, reason in sorted(kept.outbox.parked().items())
    ]


def retry_dead(chosen: Settings, only: Sequence[str] = ()) -> int:
    """Those named, or all; how many there were."""
    kept = archive(chosen)
    count = engine.retry_dead(kept.notes, kept.broker, only)
    for id in only or kept.outbox.parked():
        if channel := kept.outbox.put_back(id):
            kept.later.deliver(channel)
            count += 1
    return count


def drop_dead(chosen: Settings, only: Sequence[str]) -> int:
    kept = archive(chosen)
    return engine.drop_dead(kept.notes, only) + sum(map(kept.outbox.forget_parked, only))


def doctor(chosen: Settings, post: str = "", sources: int = 0) -> list[Finding]:
    """`post`: a channel that gets a test message. `sources`: how many are asked at once."""
    return [
        _files(chosen),
        checks.zones(known=knows_zones()),
        checks.learned(checks.sums(), lambda name: files("bot.data").joinpath(name).read_bytes()),
        checks.weights("of the tone", parts.weighing),
        checks.weights("of the ear", parts.tagging),
        _data(chosen),
        *_kept(chosen),
        *checks.settings(chosen),
        *_asked(chosen, sources),
        *_slack(chosen, post),
    ]


def _files(chosen: Settings) -> Finding:
    try:
        officials = len(parts.register_of(chosen).officials)
        sources = len(parts.catalogue_of(chosen))
    except BotError as error:
        return Finding("officials and sources", False, str(error))
    return Finding(f"{officials} officials, {sources} sources", True)


def _asked(chosen: Settings, count: int) -> list[Finding]:
    try:
        some = checks.sample(parts.catalogue_of(chosen), count)
    except BotError:  # told already
        return []
    return checks.ask(some, partial(check, web=parts.web_of(chosen)))


def _data(chosen: Settings) -> Finding:
    try:
        chosen.data.mkdir(parents=True, exist_ok=True)
        probe = chosen.data / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(f"data folder {chosen.data}", False, f"make it writable: {error.strerror}")
    return checks.room(chosen)


def _kept(chosen: Settings) -> list[Finding]:
    """Redis, and what was put aside there."""
    try:
        opened = archive(chosen)
        looked = list(checks.redis(opened.redis, bundled=not chosen.redis_url))
    except (BotError, RedisError) as error:
        return [Finding("Redis", False, str(error))]
    letters = engine.dead_letters(opened.notes)
    return [
        *looked,
        checks.skew_of_redis(opened.redis),
        checks.lately(opened.rota.states()),
        _put_aside("parked alerts", list(opened.outbox.parked().values())),
        _put_aside("dead letters", [letter.reason for letter in letters]),
    ]


def _put_aside(what: str, reasons: Sequence[str]) -> Finding:
    """With the reason that most of them share."""
    if not reasons:
        return Finding(f"no {what}", True)
    ((reason, _),) = Counter(reasons).most_common(1)
    remedy = "`dead list` shows them, `dead retry` puts them back, `dead drop ID` forgets one"
    return Finding(f"{len(reasons)} {what}", False, f"{remedy}; mostly: {reason}")


def _slack(chosen: Settings, post: str) -> list[Finding]:
    try:
        if not chosen.slack_bot_token and is_shared(chosen):
            return [*_installed_workspaces(chosen), _way_in(chosen)]
    except BotError as error:
        return [Finding("Slack", False, str(error))]
    if not chosen.slack_bot_token and not chosen.slack_app_token:
        return [Finding("Slack: no token is set, so `run` uses the rehearsal", True)]
    if not chosen.slack_bot_token:
        return [Finding("Slack", False, "set SLACK_BOT_TOKEN beside SLACK_APP_TOKEN")]
    client = slack.client(chosen.slack_bot_token, chosen.slack_api_url)
    looked = checks.workspace("SLACK_BOT_TOKEN", client, _followed(chosen))
    return [*looked, _way_in(chosen), *([checks.post(post, client)] if post else [])]


def _followed(chosen: Settings) -> list[Channel]:
    """Where anybody is followed, as far as Redis answers."""
    try:
        return archive(chosen).subscriptions.channels()
    except BotError:
        return []


def _installed_workspaces(chosen: Settings) -> Iterator[Finding]:
    kept, followed = _installations(chosen), _followed(chosen)
    if not kept.all():
        where = f"{chosen.url.rstrip('/')}{INSTALL}"
        yield Finding("installs", False, f"no workspace has the app yet: open {where}")
    for place in kept.all():
        try:
            bot = kept.get(place)
        except BotError as error:
            yield Finding(f"install {place}", False, str(error))
            continue
        if bot is not None:
            teams = kept.teams(bot)
            here = [channel for channel in followed if channel.team in teams]
            client = slack.client(bot.bot_token, chosen.slack_api_url)
            yield from checks.workspace(f"install {place}", client, here)


def _way_in(chosen: Settings) -> Finding:
    """How Slack reaches us."""
    if chosen.slack_app_token:
        return Finding("Slack over Socket Mode", True)
    if chosen.slack_signing_secret:
        return Finding("Slack over HTTP, with `web`; `run` needs SLACK_APP_TOKEN", True)
    return Finding(
        "Slack over nothing",
        False,
        "set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET for `web` (HTTP)",
    )
