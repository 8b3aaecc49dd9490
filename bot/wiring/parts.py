"""Every concrete class, introduced to the others it works with."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from dramatiq.brokers.redis import RedisBroker
from redis import Redis
from slack_bolt import App
from slack_sdk.oauth.installation_store import Bot

import handlers
from bot import engine
from bot.adapters import newsroom as slack
from bot.adapters.archive.address import trusting
from bot.adapters.archive.allowance import Allowance
from bot.adapters.archive.articles import Articles
from bot.adapters.archive.beats import Beats
from bot.adapters.archive.corrections import Corrections
from bot.adapters.archive.door import connect, in_words
from bot.adapters.archive.edits import Edits
from bot.adapters.archive.hosts import OWN_PAUSE, PAUSE, Hosts
from bot.adapters.archive.journal import Journal
from bot.adapters.archive.kin import Kin
from bot.adapters.archive.locks import Locks
from bot.adapters.archive.notices import Notices
from bot.adapters.archive.outbox import Outbox
from bot.adapters.archive.preferences import ChannelPreferences
from bot.adapters.archive.records import Records
from bot.adapters.archive.rereads import Rereads
from bot.adapters.archive.rota import Rota
from bot.adapters.archive.seen import Seen
from bot.adapters.archive.shifts import Shifts
from bot.adapters.archive.slots import Slots
from bot.adapters.archive.subscriptions import Subscriptions
from bot.adapters.members import Members
from bot.adapters.web.slow import Slow
from bot.adapters.web.turns import Turns
from bot.adapters.web.web import HURRY, Web
from bot.articles.article import Article
from bot.desk import akin, notify
from bot.desk.books import Books
from bot.desk.compose import Composer
from bot.desk.conversation import Conversation
from bot.desk.correct import Correcting
from bot.desk.deliver import Desk, deliver
from bot.desk.digest import Editor, call_digests
from bot.desk.lifecycle import Registry
from bot.desk.listen import listen
from bot.desk.overlay import Overlay
from bot.desk.pace import FLOOR, Pace
from bot.desk.poll import Round, poll
from bot.desk.read import read
from bot.desk.reread import Rereading, reread, watch
from bot.desk.retain import Retention, retain
from bot.desk.revise import Revising, revise
from bot.desk.watch import Watch, call_notices, told
from bot.desk.withdraw import withdraw
from bot.encoder.network import Network
from bot.encoder.pieces import Vocabulary, read_vocabulary
from bot.errors import BadCall
from bot.happenings import Witness, nobody
from bot.settings import Settings, read_settings
from bot.sources.catalogue import read_catalogue
from bot.sources.entry import Entry
from bot.sources.source import Source
from bot.statements.grammar import open_grammar
from bot.statements.hear import hear
from bot.statements.mentions import mentions
from bot.statements.register import Register, read_register
from bot.statements.statement import Statement
from bot.statements.tagger import Tagger, tag
from bot.statements.target import targets_of
from bot.timeline.variant import Variant
from bot.tone.lexicon import Lexicon, read_lexicon
from bot.tone.scale import Scale, read_scale
from bot.tone.tone import Tone
from bot.tone.towards import parted, weigh_towards
from bot.tone.weigh import weigh
from bot.wiring.cards import cards_of
from bot.wiring.following import follows_of, lifecycle_of, rooms_of
from bot.wiring.installs import Workspaces, bolt, is_shared, workspaces_of
from bot.wiring.lookups import gauges_of, lookups_of
from bot.wiring.polled import Known
from handlers import allowance


def now() -> datetime:
    return datetime.now(UTC)


def settings() -> Settings:
    """From the environment and, where there is one, `bot.toml` in this folder."""
    file = Path("bot.toml")
    return read_settings(os.environ, _own(file)[1] if file.exists() else None)


def register_of(chosen: Settings) -> Register:
    """The built-in officials and sides, and those of BOT_OFFICIALS."""
    texts = [_data("sides.toml"), _data("officials.toml")]
    return read_register([*texts, *map(_own, chosen.officials)])


def catalogue_of(chosen: Settings, instead: Path | None = None) -> tuple[Source, ...]:
    """The built-in sources, or those of the file `instead`, and those of BOT_SOURCES."""
    first = _own(instead) if instead else _data("sources.toml")
    return read_catalogue([first, *map(_own, chosen.sources)])


@cache
def lexicon() -> Lexicon:
    name, text = _data("lexicon.toml")
    return read_lexicon(text, name)


@cache
def scale() -> Scale:
    """Loads the network's weights, which takes a tenth of a second."""
    weights = files("bot.data").joinpath("tone.onnx").read_bytes()
    return read_scale(lexicon(), vocabulary(), Network(weights), _data("tone.json")[1])


@cache
def vocabulary() -> Vocabulary:
    """Both networks cut words into the same pieces."""
    return read_vocabulary(_data("vocabulary.txt")[1])


def aiming(register: Register) -> Callable[[Statement], Mapping[str, Tone]]:
    """The tone towards each whom a statement names, where it praises one and scolds another."""

    def towards(statement: Statement) -> Mapping[str, Tone]:
        if len(statement.targets) < 2:
            return {}
        named = partial(
            targets_of, register=register, speaker=statement.speaker, group=statement.group
        )
        return parted(weigh_towards(statement.text, named, scale()))

    return towards


def weighing() -> Callable[[str], Tone]:
    return partial(weigh, scale=scale())


def hearing(chosen: Settings, register: Register) -> Callable[[Article], list[Statement]]:
    """Loads spaCy and the network, which takes a second or two: only for those who listen."""
    grammar = open_grammar()
    tagger = tagging() if chosen.ear == "full" else None
    is_wanted = mentions(register.officials) if chosen.hear == "tracked" else _anybody

    def ear(article: Article) -> list[Statement]:
        if not is_wanted(article.text):
            return []
        # Without the zone every new word of every article stays in memory for good.
        with grammar.memory_zone():
            return hear(article, grammar, register, now().date(), tagger)

    return ear


def tagging() -> Tagger:
    """The ear's network, which reads as spaCy parses: on one core."""
    weights = files("bot.data").joinpath("ear.onnx").read_bytes()
    return partial(tag, vocabulary=vocabulary(), network=Network(weights))


def _anybody(_text: str) -> bool:
    return True


def _data(name: str) -> tuple[str, str]:
    return name, files("bot.data").joinpath(name).read_text(encoding="utf-8")


def _own(path: Path) -> tuple[str, str]:
    try:
        return str(path), path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCall(f"{path} cannot be read: {error}") from error


def web_of(
    chosen: Settings,
    turns: Turns | None = None,
    slow: Slow | None = None,
    hurry: float | None = None,
) -> Web:
    """`turns`: without them it is a single person's, who asks each address once."""
    contact = f"; {chosen.contact}" if chosen.contact else ""
    agent = f"Verbatim/{version('verbatim')} (news reader{contact})"
    return Web(agent, allow_hosts=chosen.allow_hosts, turns=turns, slow=slow, hurry=hurry)


def hosts_of(chosen: Settings, redis: Redis) -> Hosts:
    """Hosts that are named as the operator's own are asked in quicker turns."""
    return Hosts(redis, now, lambda host: OWN_PAUSE if _is_own(chosen, host) else PAUSE)


def pace_of(chosen: Settings, source: Source) -> Pace:
    """The floor is for the hosts of others."""
    if chosen.poll_seconds:
        return Pace(chosen.poll_seconds, fixed=True)
    own = _is_own(chosen, urlsplit(source.url).netloc)
    return Pace(source.every, floor=min(source.every, FLOOR) if own else FLOOR)


def _is_own(chosen: Settings, host: str) -> bool:
    return not {host.lower(), host.lower().partition(":")[0]}.isdisjoint(chosen.allow_hosts)


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that Redis keeps, and the queue in the database beside it."""

    redis: Redis
    raw: Redis
    """The same, for what is no text."""
    notes: Redis
    broker: RedisBroker
    later: engine.Later
    seen: Seen
    rota: Rota
    articles: Articles
    records: Records
    kin: Kin
    edits: Edits
    rereads: Rereads
    shifts: Shifts
    corrections: Corrections
    subscriptions: Subscriptions
    preferences: ChannelPreferences
    journal: Journal
    notices: Notices
    locks: Locks
    outbox: Outbox
    slots: Slots
    beats: Beats

    def close(self) -> None:
        """Every connection; whoever asks again opens a new one."""
        for client in (self.redis, self.raw, self.notes, self.broker.client):
            client.connection_pool.disconnect()


def redis_url(chosen: Settings) -> str:
    return trusting(chosen.redis_url, chosen.redis_ca)


def archive_at(url: str) -> Archive:
    redis, notes = connect(url), connect(url, 1)
    raw = connect(url, text=False)
    broker = engine.broker_on(connect(url, 1, text=False), notes)
    return Archive(
        redis=redis,
        raw=raw,
        notes=notes,
        broker=broker,
        later=engine.Later(broker, in_words),
        seen=Seen(redis, now),
        rota=Rota(redis, now),
        articles=Articles(redis),
        records=Records(raw),
        kin=Kin(raw),
        edits=Edits(redis),
        rereads=Rereads(redis),
        shifts=Shifts(redis),
        corrections=Corrections(redis),
        subscriptions=Subscriptions(redis),
        preferences=ChannelPreferences(redis),
        journal=Journal(redis),
        notices=Notices(redis),
        locks=Locks(redis),
        outbox=Outbox(redis),
        slots=Slots(redis),
        beats=Beats(redis),
    )


def waiting_duties(
    chosen: Settings,
    archive: Archive,
    catalogue: tuple[Source, ...],
    witness: Witness = nobody,
) -> engine.Duties:
    """What the waiting queue's jobs do."""
    later, hosts, slow = archive.later, hosts_of(chosen, archive.redis), Slow()
    quick, patient = web_of(chosen, hosts, slow, HURRY), web_of(chosen, hosts, slow)
    register = register_of(chosen)
    overlay = Overlay(archive.records, archive.corrections, register)
    known = Known(catalogue, register)
    editor = Editor(
        overlay=overlay,
        shifts=archive.shifts,
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        confidence=chosen.confidence,
        news=_news(chosen),
    )
    notice = partial(told, notices=archive.notices)
    desk = Desk(
        outbox=archive.outbox,
        newsroom=slack.Newsroom(workspaces_of(chosen, archive.redis, now).client_of),
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        composer=Composer(
            overlay,
            archive.shifts,
            editor.digest,
            notice,
            variants_in(archive),
            archive.edits.of,
        ),
        when_unsure=chosen.when_unsure,
        witness=witness,
    )

    def retain_stretch(place: str) -> None:
        next = retain(place, _retention(chosen, archive), now())
        if next:
            later.retain(next)
        else:
            engine.forget_dead(archive.notes)

    def poll_source(id: str, web: Web) -> None:
        if archive.rota.is_taken(id):
            source = known(id)
            pace = pace_of(chosen, source)
            poll(source, Round(web, archive.seen, archive.rota, later, pace, now, witness))

    def read_entry(entry: Entry, web: Web) -> None:
        read(entry, known(entry.source), web, archive.articles, later, now(), witness)

    rereading = Rereading(patient, archive.articles, archive.rereads, later)
    return {
        "poll": partial(poll_source, web=quick),
        "poll_patiently": partial(poll_source, web=patient),
        "read": partial(read_entry, web=quick),
        "read_patiently": partial(read_entry, web=patient),
        "retain": retain_stretch,
        "reread": lambda url: reread(url, rereading),
        "notify": partial(
            _notify, chosen=chosen, archive=archive, overlay=overlay, witness=witness
        ),
        "deliver": lambda channel: deliver(channel, desk, now()),
    }


def variants_in(archive: Archive) -> Callable[[str], Sequence[Variant]]:
    return partial(akin.variants_of, records=archive.records, kin=archive.kin)


def _retention(chosen: Settings, archive: Archive) -> Retention:
    return Retention(
        records=archive.records,
        shifts=archive.shifts,
        kin=archive.kin,
        corrections=archive.corrections,
        outbox=archive.outbox,
        keep=timedelta(days=chosen.keep_days),
    )


def _notify(
    records: list[str], chosen: Settings, archive: Archive, overlay: Overlay, witness: Witness
) -> None:
    """What is new is told; a record that came again may have been heard better, or as old."""
    desk = notify.Desk(
        records=archive.records,
        shifts=archive.shifts,
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        outbox=archive.outbox,
        later=archive.later,
        confidence=chosen.confidence,
        news=_news(chosen),
        witness=witness,
    )
    linked = akin.link(records, archive.records, archive.kin, archive.outbox, archive.later, now())
    notify.notify(records, desk, now())
    for record in [*records, *linked]:
        _withdraw(record, chosen, archive, overlay)


def _withdraw(record: str, chosen: Settings, archive: Archive, overlay: Overlay) -> None:
    withdraw(
        record,
        see=overlay.get,
        shifts=archive.shifts,
        outbox=archive.outbox,
        later=archive.later,
        confidence=chosen.confidence,
    )


def _news(chosen: Settings) -> timedelta | None:
    """In a trial the news is as old as whoever tries it likes, unless they say otherwise."""
    if chosen.news_days is None:
        return None if chosen.poll_seconds else notify.NEWS
    return timedelta(days=chosen.news_days)


def computing_duties(
    chosen: Settings, archive: Archive, witness: Witness = nobody
) -> engine.Duties:
    """What the computing queue's job does."""
    register = register_of(chosen)
    ear, scale, towards = hearing(chosen, register), weighing(), aiming(register)

    overlay = Overlay(archive.records, archive.corrections, register)
    revising = Revising(
        articles=archive.articles,
        hear=ear,
        weigh=scale,
        towards=towards,
        records=archive.records,
        edits=archive.edits,
        outbox=archive.outbox,
        later=archive.later,
        withdraw=lambda record: _withdraw(record, chosen, archive, overlay),
    )

    def listen_to(article: str) -> None:
        """A page that quotes somebody is looked at again."""
        if listen(
            article,
            archive.articles,
            ear,
            scale,
            towards,
            archive.records,
            archive.later,
            now(),
            witness,
        ):
            watch(article, archive.articles, archive.rereads, now())

    return {"listen": listen_to, "revise": lambda old, new: revise(old, new, revising, now())}


def conversation(
    chosen: Settings, archive: Archive, workspaces: Workspaces, instead: Path | None = None
) -> Conversation:
    register = register_of(chosen)
    newsroom = slack.Newsroom(workspaces.client_of)
    names = {source.id: source.name for source in catalogue_of(chosen, instead)}
    books = Books(
        register=register,
        outlets=list(names.values()),
        records=archive.records,
        shifts=archive.shifts,
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        journal=archive.journal,
        locks=archive.locks,
        members=Members(workspaces.client_of),
        confidence=chosen.confidence,
        now=now,
        say=newsroom.say,
    )
    registry = Registry(
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        journal=archive.journal,
        notices=archive.notices,
        outbox=archive.outbox,
        newsroom=newsroom,
        later=archive.later,
        claim=archive.slots.claim,
    )
    overlay = Overlay(archive.records, archive.corrections, register)
    hour = timedelta(hours=1)
    files = Allowance("files", chosen.exports_an_hour, hour, archive.redis, now)
    return Conversation(
        lookups=lookups_of(
            overlay,
            archive.shifts,
            gauges_of(archive.rota, archive.outbox, names),
            now,
            files.spend,
        ),
        follows=follows_of(books),
        rooms=rooms_of(books, archive.rota.states, names),
        lifecycle=lifecycle_of(registry, workspaces.departed),
        # Loaded before anybody asks: an answer has three seconds.
        cards=cards_of(
            Correcting(books, overlay, archive.outbox, archive.later),
            weighing(),
            variants_in(archive),
        ),
    )


def app_of(chosen: Settings, archive: Archive, instead: Path | None = None) -> App:
    """Bolt with our handlers, for Socket Mode and for HTTP; `instead`: as for the catalogue."""
    if not chosen.slack_bot_token and not is_shared(chosen):
        raise BadCall("SLACK_BOT_TOKEN is not set; the README says how to get one")
    workspaces = workspaces_of(chosen, archive.redis, now)
    talk = conversation(chosen, archive, workspaces, instead)

    def back(bot: Bot) -> None:
        """What waited while we were away is sent now."""
        if workspaces.installations is not None:
            for team in workspaces.installations.teams(bot):
                talk.lifecycle.back(team)

    app = bolt(chosen, workspaces, archive.redis, back)
    minute = timedelta(minutes=1)
    typed = Allowance("commands", chosen.commands_a_minute, minute, archive.redis, now)
    allowance.register(app, typed.spend)
    handlers.register(app, talk)
    return app


def hand_out(source: str, archive: Archive) -> None:
    archive.later.poll(source)
    archive.rota.given(source)


_LOOKS_AT_ONCE = 60
"""Pages that one turn of the clock gives out: what was due overnight comes in portions."""


def rereads(archive: Archive) -> None:
    """Pages whose next look has come."""
    for url in archive.rereads.take(now(), _LOOKS_AT_ONCE):
        archive.later.reread(url)


def sweep(archive: Archive) -> None:
    """Alerts whose delivery got lost on the way are asked for again."""
    for channel in archive.outbox.waiting():
        archive.later.deliver(channel)


def digests(archive: Archive) -> None:
    """Those whose hour has come are put into the outboxes."""
    call_digests(archive.preferences, archive.outbox, archive.later, now())


def notices(
    archive: Archive, catalogue: tuple[Source, ...], register: Register, at: datetime
) -> None:
    """What channels are to be told of their sources is put into the outboxes."""
    watch = Watch(
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        notices=archive.notices,
        outbox=archive.outbox,
        later=archive.later,
        records=archive.records,
        register=register,
        sources={source.id: source for source in catalogue},
    )
    call_notices(watch, archive.rota.states(), at)
