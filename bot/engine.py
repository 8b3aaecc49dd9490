"""The duties as jobs of the task queue: retries, dead letters, queues.

What a worker is told to work off, and the queues in which its jobs stand:

waiting     waiting     poll, read: they wait for the web; retain, a stretch at a time
            patient     the same for hosts that take long, so that nobody else stands behind them
            looking     reread: the same for pages that are looked at again, never in their way
            telling     notify, deliver: no crowd of pages stands before them
computing   computing   listen, revise: spaCy, one article at a time
            backlog     catch_up: the same for old articles, when nothing new is there
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionClosed
from dramatiq.middleware import (
    AgeLimit,
    CurrentMessage,
    Middleware,
    Retries,
    ShutdownNotifications,
    TimeLimit,
    TimeLimitExceeded,
)
from pydantic import TypeAdapter
from redis import Redis
from redis.exceptions import RedisError

from bot.alerts.subscription import Channel
from bot.errors import BadInput, GiveUp, Long, NotYet, TryAgain
from bot.happenings import GivenUp, Witness, failed
from bot.sources.entry import Entry
from bot.sources.story import story_of

WAITING, COMPUTING = "waiting", "computing"
QUEUES = (WAITING, COMPUTING)
"""What a worker can be told to work off."""
_PATIENT, _LOOKING = "patient", "looking"
_TELLING, _BACKLOG = "telling", "backlog"
_QUEUE_OF = {
    "poll": WAITING,
    "retain": WAITING,
    "read": WAITING,
    "poll_patiently": _PATIENT,
    "read_patiently": _PATIENT,
    "reread": _LOOKING,
    "notify": _TELLING,
    "deliver": _TELLING,
    "listen": COMPUTING,
    "revise": COMPUTING,
    "catch_up": _BACKLOG,
}
JOBS = tuple(_QUEUE_OF)
LINES = tuple(dict.fromkeys(_QUEUE_OF.values()))
_HANDS = {
    WAITING: (({WAITING}, 32), ({_PATIENT}, 24), ({_TELLING}, 8), ({_LOOKING}, 2)),
    COMPUTING: (({COMPUTING, _BACKLOG}, 1),),
}
"""Queues that share so many threads. Hosts that hang hold a patient thread each until their time
is over, and another only for a moment; what is to be told has threads of its own."""
_PATIENTLY = {"poll": "poll_patiently", "read": "read_patiently"}
"""Who goes on where the first was in too much of a hurry."""
_AHEAD = {COMPUTING: 1}
"""Jobs fetched beyond the threads: without one there, the next old article would come first.

More of them would wait behind a long article although another worker is free.
"""
_LAST = 10
"""The priority of what is old; everything else has 0, and lower comes first."""

# With a heartbeat of five seconds, work of a killed process is taken up again within about six.
_HEARTBEAT_MS = 5_000
_MAINTENANCE_PER_MILLION = 200_000
_IDLE_MS = 50
_TRIES = 8
_BACKOFF_MS = (1_000, 300_000)
_FOR_DAYS = {"max_retries": 30, "max_backoff": 3_600_000}
_PATIENCE = {"read": _FOR_DAYS, "read_patiently": _FOR_DAYS}
"""Dramatiq's options by job: an outlet may be down for the better part of a day."""
_LONGEST_SLEEP = 3600.0
"""Seconds: who waits longer for a host looks in between."""
_STRAY_LOOK = 2.0
_LONGEST_WAIT_FOR_ROOM = 2
_KILLS = 3
_LONGEST_REASON = 500
_DEAD_KEPT = 7 * 24 * 3600
_TIME_LIMIT_MS = 120_000
_MOST_DEAD = 10_000
"""Dead letters of a queue: nobody reads more, and each holds an entry or two of its kilobytes."""

_ENTRY = TypeAdapter(Entry)

Duties = Mapping[str, Callable[..., Any]]
"""What each job does, by its name; `deliver` returns the seconds to come back after."""


def broker_on(raw: Redis, notes: Redis) -> RedisBroker:
    """A broker that knows the queues, in a database number of its own.

    (Its maintenance looks through all keys of its database.) `raw` and `notes` are clients of
    that one database: the queue's messages are bytes, our notes about them are text.
    """
    broker = Queue(
        client=raw,
        heartbeat_timeout=_HEARTBEAT_MS,
        maintenance_chance=_MAINTENANCE_PER_MILLION,
        dead_message_ttl=_DEAD_KEPT * 1000,
        middleware=[
            AgeLimit(),
            TimeLimit(time_limit=_TIME_LIMIT_MS),
            ShutdownNotifications(),
            CurrentMessage(),
            Coroner(notes),
            Again(max_retries=_TRIES, min_backoff=_BACKOFF_MS[0], max_backoff=_BACKOFF_MS[1]),
        ],
    )
    for queue in LINES:
        broker.declare_queue(queue)
    return broker


class Closed(ConnectionClosed, RedisError):
    """The queue takes nothing now, whether it is away or has no room."""


class Queue(RedisBroker):
    """One whose server may turn us away and take us back.

    Dramatiq waits for a connection that was lost. At any other refusal, such as that of a server
    without memory, its threads end for good; so each is told as a lost connection.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def _dispatch(self, command: str) -> Callable[..., Any]:
        dispatch = super()._dispatch(command)  # type: ignore[no-untyped-call]

        def waiting(*args: Any) -> Any:
            try:
                return dispatch(*args)
            except RedisError as error:
                raise Closed(error) from error  # type: ignore[no-untyped-call]

        return waiting


class Again(Retries):
    """Stays until a job that failed stands in the queue again: it is acknowledged next."""

    def after_process_message(
        self, broker: Any, message: dramatiq.MessageProxy, **outcome: Any
    ) -> None:
        options = dict(message.options)
        for tried in count():
            # The time limit of the job itself may run out meanwhile.
            with suppress(RedisError, TimeLimitExceeded):
                time.sleep(min(tried, _LONGEST_WAIT_FOR_ROOM))
                message.options.clear()
                message.options.update(options)
                retry: Any = super().after_process_message
                retry(broker, message, **outcome)
                return


class Later:
    """The desk's port to the queue: once a method returns, the work survives us."""

    def __init__(self, broker: RedisBroker, in_words: Callable[[RedisError], str]) -> None:
        """`in_words`: what a person can do about a refusal."""
        self._broker = broker
        self._in_words = in_words

    def poll(self, source: str) -> None:
        self._send("poll", source)

    def read(self, entry: Entry) -> None:
        self._send("read", _ENTRY.dump_python(entry, mode="json"))

    def reread(self, url: str) -> None:
        self._send("reread", url)

    def revise(self, old: str, new: str) -> None:
        self._send("revise", [old, new])

    def listen(self, article: str, *, old: bool = False) -> None:
        self._send("catch_up" if old else "listen", article)

    def notify(self, *records: str) -> None:
        self._send("notify", list(records))

    def deliver(self, channel: Channel, after: float = 0.0) -> None:
        self._send("deliver", str(channel), after=after)

    def retain(self, place: str = "") -> None:
        self._send("retain", place)

    def again(self, job: str, argument: object) -> None:
        """A job as `left` tells it. BadInput when it is none of ours."""
        if job not in _QUEUE_OF:
            raise BadInput(f"there is no job '{job}'")
        self._send(job, argument)

    def _send(self, job: str, argument: Any, after: float = 0.0) -> None:
        message: dramatiq.Message[Any] = dramatiq.Message(
            queue_name=_QUEUE_OF[job],
            actor_name=job,
            args=(argument,),
            kwargs={},
            options=dict(_PATIENCE.get(job, {})),
        )
        try:
            self._broker.enqueue(message, delay=int(after * 1000) or None)
        except Closed as error:
            raise TryAgain(self._in_words(error.args[0])) from error


class Coroner(Middleware):
    """Keeps why a job was given up, and ends one that kills its worker again and again.

    begun:{message}   string   how often this try was begun and not finished; for a day
    dead:{message}    string   why it was given up, in one line; for as long as it is kept
    """

    def __init__(self, notes: Redis) -> None:
        self._redis: Any = notes

    def before_process_message(self, broker: Any, message: dramatiq.MessageProxy) -> None:
        key = _begun(message)
        begun = self._redis.incr(key)
        self._redis.expire(key, 24 * 3600)
        if begun > _KILLS:
            self._note(message, f"begun {begun - 1} times and never finished: kills its worker")
            message.fail()

    def after_process_message(
        self,
        broker: Any,
        message: dramatiq.MessageProxy,
        *,
        result: Any = None,
        exception: BaseException | None = None,
    ) -> None:
        # Retries stands behind us in the list, so by now it has counted and decided.
        self._redis.delete(_begun(message))
        if message.failed and exception is not None:
            self._note(message, f"{type(exception).__name__}: {exception}")

    def _note(self, message: dramatiq.MessageProxy, reason: str) -> None:
        line = " ".join(reason.split())[:_LONGEST_REASON]
        self._redis.set(_reason(message.message_id), line, ex=_DEAD_KEPT)


class Reporter(Middleware):
    """Tells of each try that failed, and of each job that was given up.

    It stands before Retries, and so is asked after it: by then it is decided what becomes of a job.
    """

    def __init__(self, witness: Witness) -> None:
        self._witness = witness

    def after_process_message(
        self,
        broker: Any,
        message: dramatiq.MessageProxy,
        *,
        result: Any = None,
        exception: BaseException | None = None,
    ) -> None:
        error = _cause(exception)
        about = _about(message)
        if error is not None:
            self._witness(failed(message.actor_name, about, error))
        if message.failed:
            why = f"{type(error).__name__}: {error}" if error else "it kills its worker"
            self._witness(GivenUp(message.actor_name, about, why))


def _cause(exception: BaseException | None) -> BaseException | None:
    """What Dramatiq was asked to try again for."""
    wraps = isinstance(exception, dramatiq.Retry) and exception.__cause__ is not None
    return exception.__cause__ if wraps and exception else exception


def _about(message: dramatiq.MessageProxy) -> str:
    """An entry by its story; everything else by its id."""
    argument = message.args[0]
    if isinstance(argument, dict):
        return story_of(str(argument.get("url", "")))
    return ",".join(map(str, argument)) if isinstance(argument, list) else str(argument)


def report(broker: RedisBroker, witness: Witness) -> None:
    """From now on `witness` is told of what fails in this process."""
    broker.add_middleware(Reporter(witness), before=Retries)


def _begun(message: dramatiq.MessageProxy) -> str:
    return f"begun:{message.message_id}:{message.options.get('eta', 0)}"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: str
    queue: str
    job: str
    argument: Any
    reason: str


class Hands:
    """The threads of one process for what it was told to work off."""

    def __init__(self, workers: list[dramatiq.Worker], strays: list[Strays]) -> None:
        self._workers = workers
        self._strays = strays

    def alive(self) -> bool:
        """Whether every thread still is: one that ended takes up nothing any more."""
        threads = [t for w in self._workers for t in (*w.workers, *w.consumers.values())]
        return bool(threads) and all(thread.is_alive() for thread in threads)

    def stop(self, timeout: int = 10_000) -> None:
        """Gives back what was not begun; `timeout` in milliseconds, for all of them."""
        for strays in self._strays:
            strays.stop()
        until = time.monotonic() + timeout / 1000
        for worker in self._workers:
            worker.stop(timeout=max(1, int((until - time.monotonic()) * 1000)))


def workers(broker: RedisBroker, duties: Duties, later: Later, pool: str) -> Hands:
    """Threads for one of QUEUES, started."""
    # It warns of two workers in one process, which here have queues of their own each.
    broker.logger.setLevel(logging.ERROR)
    started = [_worker(broker, queues, threads, pool) for queues, threads in _HANDS[pool]]
    for job, queue in _QUEUE_OF.items():
        if any(queue in queues for queues, _ in _HANDS[pool]):
            _declare(broker, job, _job(job, duties, broker, later))
    for worker in started:
        worker.start()
    return Hands(started, [Strays(broker, worker) for worker in started])


def _worker(broker: RedisBroker, queues: set[str], threads: int, pool: str) -> dramatiq.Worker:
    worker = dramatiq.Worker(broker, queues=queues, worker_timeout=_IDLE_MS, worker_threads=threads)
    worker.queue_prefetch = threads + _AHEAD.get(pool, 0)
    return worker


class Strays:
    """Finds jobs that the queue believes to be in our hands and that we never received.

    An answer that is lost when the server dies takes its jobs with it, and a consumer that
    begins again forgets what was to be done later. As long as we live nobody else takes them up.
    """

    def __init__(self, broker: RedisBroker, worker: dramatiq.Worker) -> None:
        self._broker = broker
        self._worker = worker
        self._names: dict[bytes, str] = {}
        self._missed: set[bytes] = set()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(_STRAY_LOOK)

    def _watch(self) -> None:
        while not self._stopped.wait(_STRAY_LOOK):
            try:
                self._look()
            except RedisError:
                continue

    def _look(self) -> None:
        """What is missing twice is a stray: once may be on its way."""
        names: dict[bytes, str] = {}
        missed: set[bytes] = set()
        for queue, thread in list(self._worker.consumers.items()):
            held = self._held(queue)
            consumer: Any = thread.consumer
            mine = consumer.queued_message_ids if consumer else held.values()
            missing = {id for id, name in held.items() if name not in mine}
            if strays := missing & self._missed:
                self._broker.do_requeue(queue, *strays)
            names |= held
            missed |= missing - strays
        self._names, self._missed = names, missed

    def _held(self, queue: str) -> dict[bytes, str]:
        """The jobs that the queue has noted as ours: its own id and the message's."""
        store: Any = self._broker.client
        ids = list(store.smembers(f"dramatiq:__acks__.{self._broker.broker_id}.{queue}"))
        new = [id for id in ids if id not in self._names]
        kept = store.hmget(f"dramatiq:{queue}.msgs", new) if new else []
        found = {
            id: dramatiq.Message.decode(message).message_id
            for id, message in zip(new, kept, strict=True)
            if message
        }
        return found | {id: self._names[id] for id in ids if id in self._names}


def _declare(broker: RedisBroker, job: str, run: Callable[[Any], None]) -> None:
    declare = dramatiq.actor(
        actor_name=job,
        queue_name=_QUEUE_OF[job],
        broker=broker,
        priority=_LAST if _QUEUE_OF[job] == _BACKLOG else 0,
        throws=(GiveUp, BadInput),
    )
    declare(run)


def _job(job: str, duties: Duties, broker: RedisBroker, later: Later) -> Callable[[Any], None]:
    duty = duties["listen" if job == "catch_up" else job]
    if job in ("read", "read_patiently"):
        return lambda entry: _in_turn(partial(duty, _ENTRY.validate_python(entry)), broker)
    if job == "deliver":
        return lambda channel: _deliver(duty, Channel.parse(channel), later)
    if job in ("poll", "poll_patiently", "reread"):
        return lambda source: _in_turn(partial(duty, source), broker)
    if job == "revise":
        return lambda articles: _patiently(partial(duty, *articles))
    return lambda argument: _patiently(partial(duty, argument))


def _in_turn(duty: Callable[[], Any], broker: RedisBroker) -> None:
    """Waiting for a host is no failure: it takes no thread and no try."""
    try:
        _patiently(duty)
    except NotYet as error:
        message: Any = CurrentMessage.get_current_message()
        job = message.actor_name
        if isinstance(error, Long) and job in _PATIENTLY:
            job = _PATIENTLY[job]
        # Of itself and not afresh: the tries that did fail stay counted.
        again = message.copy(actor_name=job, queue_name=_QUEUE_OF[job])
        broker.enqueue(again, delay=int(min(error.after or 1, _LONGEST_SLEEP) * 1000) or 1)


def _patiently(duty: Callable[[], Any]) -> None:
    """What asks for time gets it: the queue comes back when it was told to."""
    try:
        duty()
    except NotYet:
        raise
    except TryAgain as error:
        delay = None if error.after is None else int(error.after * 1000)
        raise dramatiq.Retry(str(error), delay=delay) from error


def _deliver(duty: Callable[[Channel], float], channel: Channel, later: Later) -> None:
    """A channel's turn never runs out of tries: its alerts wait in the outbox, not here."""
    try:
        after = duty(channel)
    except TryAgain as error:
        after = error.after or 1.0
    if after:
        later.deliver(channel, after)


def depth(broker: RedisBroker) -> dict[str, int]:
    """How many jobs wait or run, by queue."""
    return {queue: int(broker.do_qsize(queue)) for queue in LINES}


def dead_depth(notes: Redis) -> dict[str, int]:
    """How many jobs were given up, by queue."""
    store: Any = notes
    return {queue: int(store.zcard(f"dramatiq:{queue}.XQ")) for queue in LINES}


def left(broker: RedisBroker) -> Iterator[tuple[str, Any]]:
    """Every job that waits or runs, now or later, and what it is about."""
    store: Any = broker.client
    for queue in (name for line in LINES for name in (line, f"{line}.DQ")):
        for _, kept in store.hscan_iter(f"dramatiq:{queue}.msgs", count=1000):
            message: dramatiq.Message[Any] = dramatiq.Message.decode(kept)
            yield message.actor_name, message.args[0]


def dead_letters(notes: Redis) -> list[DeadLetter]:
    """Jobs that were given up, kept for a week, the oldest first."""
    return [letter for letter, _, _ in _dead(notes)]


def retry_dead(notes: Redis, broker: RedisBroker, only: Collection[str] = ()) -> int:
    """Puts dead letters back into their queues, all where none is named; how many there were."""
    chosen = [kept for kept in _dead(notes) if not only or kept[0].id in only]
    for letter, key, message in chosen:
        # A copy would bring its retries along and die again at its first failure.
        options = dict(_PATIENCE.get(letter.job, {}))
        fresh: dramatiq.Message[Any] = dramatiq.Message(
            letter.queue, message.actor_name, message.args, message.kwargs, options
        )
        broker.enqueue(fresh)
        _bury(notes, letter, key)
    return len(chosen)


def drop_dead(notes: Redis, only: Collection[str]) -> int:
    """Forgets them; how many there were."""
    chosen = [kept for kept in _dead(notes) if kept[0].id in only]
    for letter, key, _ in chosen:
        _bury(notes, letter, key)
    return len(chosen)


def forget_dead(notes: Redis) -> None:
    """All but the latest."""
    store: Any = notes
    for queue in LINES:
        for key in store.zrange(f"dramatiq:{queue}.XQ", 0, -_MOST_DEAD - 1):
            with store.pipeline(transaction=True) as pipe:
                pipe.hdel(f"dramatiq:{queue}.XQ.msgs", key)
                pipe.zrem(f"dramatiq:{queue}.XQ", key)
                pipe.execute()


def _dead(notes: Redis) -> list[tuple[DeadLetter, str, dramatiq.Message[Any]]]:
    store: Any = notes
    found = []
    for queue in LINES:
        for key in store.zrange(f"dramatiq:{queue}.XQ", 0, -1):
            if text := store.hget(f"dramatiq:{queue}.XQ.msgs", key):
                message: dramatiq.Message[Any] = dramatiq.Message.decode(text.encode())
                reason = store.get(_reason(message.message_id)) or "unknown"
                id, job = message.message_id, message.actor_name
                found.append((DeadLetter(id, queue, job, message.args[0], reason), key, message))
    return found


def _bury(notes: Redis, letter: DeadLetter, key: str) -> None:
    store: Any = notes
    with store.pipeline(transaction=True) as pipe:
        pipe.hdel(f"dramatiq:{letter.queue}.XQ.msgs", key)
        pipe.zrem(f"dramatiq:{letter.queue}.XQ", key)
        pipe.delete(_reason(letter.id))
        pipe.execute()


def _reason(message: str) -> str:
    return f"dead:{message}"
