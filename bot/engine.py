"""The duties as jobs of the task queue: retries, dead letters, queues.

waiting     poll, read, notify, deliver: they wait for the web, Redis and Slack
computing   listen: spaCy, one article at a time
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import (
    AgeLimit,
    CurrentMessage,
    Middleware,
    Retries,
    ShutdownNotifications,
    TimeLimit,
)
from pydantic import TypeAdapter
from redis import Redis
from redis.exceptions import RedisError

from bot.alerts.subscription import Channel
from bot.errors import BadInput, GiveUp, NotYet, TryAgain
from bot.sources.entry import Entry

WAITING, COMPUTING = "waiting", "computing"
QUEUES = (WAITING, COMPUTING)
_QUEUE_OF = {
    "poll": WAITING,
    "read": WAITING,
    "notify": WAITING,
    "deliver": WAITING,
    "listen": COMPUTING,
}
_THREADS = {WAITING: 24, COMPUTING: 1}
"""Hosts that hang hold a thread each until their time is over; the others go on meanwhile."""

# With a heartbeat of five seconds, work of a killed process is taken up again within about six.
_HEARTBEAT_MS = 5_000
_MAINTENANCE_PER_MILLION = 200_000
_IDLE_MS = 50
_TRIES = 8
_BACKOFF_MS = (1_000, 300_000)
_PATIENCE = {"read": {"max_retries": 30, "max_backoff": 3_600_000}}
"""Dramatiq's options by job: an outlet may be down for the better part of a day."""
_LONGEST_SLEEP = 3600.0
"""Seconds: who waits longer for a host looks in between."""
_KILLS = 3
_REASONS = "dead:reasons"
_TIME_LIMIT_MS = 120_000

_ENTRY = TypeAdapter(Entry)

Duties = Mapping[str, Callable[..., Any]]
"""What each job does, by its name; `deliver` returns the seconds to come back after."""


def broker_on(raw: Redis, notes: Redis) -> RedisBroker:
    """A broker that knows the queues, in a database number of its own.

    (Its maintenance looks through all keys of its database.) `raw` and `notes` are clients of
    that one database: the queue's messages are bytes, our notes about them are text.
    """
    broker = RedisBroker(  # type: ignore[no-untyped-call]
        client=raw,
        heartbeat_timeout=_HEARTBEAT_MS,
        maintenance_chance=_MAINTENANCE_PER_MILLION,
        middleware=[
            AgeLimit(),
            TimeLimit(time_limit=_TIME_LIMIT_MS),
            ShutdownNotifications(),
            CurrentMessage(),
            Coroner(notes),
            Retries(max_retries=_TRIES, min_backoff=_BACKOFF_MS[0], max_backoff=_BACKOFF_MS[1]),
        ],
    )
    for queue in QUEUES:
        broker.declare_queue(queue)
    return broker


class Later:
    """The desk's port to the queue: once a method returns, the work survives us."""

    def __init__(self, broker: RedisBroker) -> None:
        self._broker = broker

    def poll(self, source: str) -> None:
        self._send("poll", source)

    def read(self, entry: Entry) -> None:
        self._send("read", _ENTRY.dump_python(entry, mode="json"))

    def listen(self, article: str) -> None:
        self._send("listen", article)

    def notify(self, *records: str) -> None:
        self._send("notify", list(records))

    def deliver(self, channel: Channel, after: float = 0.0) -> None:
        self._send("deliver", str(channel), after=after)

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
        except (RedisError, dramatiq.BrokerError) as error:
            raise TryAgain(f"the queue did not answer: {type(error).__name__}") from error


class Coroner(Middleware):
    """Keeps why a job was given up, and ends one that kills its worker again and again.

    begun:{message}   string   how often this try was begun and not finished
    dead:reasons      hash     message id -> one line
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
        self._redis.hset(_REASONS, message.message_id, reason[:500])


def _begun(message: dramatiq.MessageProxy) -> str:
    return f"begun:{message.message_id}:{message.options.get('eta', 0)}"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: str
    queue: str
    job: str
    argument: Any
    reason: str


def workers(broker: RedisBroker, duties: Duties, later: Later, queue: str) -> dramatiq.Worker:
    """A worker for one queue, started; `stop(timeout)` gives back what was not begun."""
    for job, home in _QUEUE_OF.items():
        if home == queue:
            _declare(broker, job, _job(job, duties[job], broker, later))
    worker = dramatiq.Worker(
        broker, queues={queue}, worker_timeout=_IDLE_MS, worker_threads=_THREADS[queue]
    )
    # Whatever is fetched ahead waits behind a long article although another worker is free.
    worker.queue_prefetch = _THREADS[queue]
    worker.start()
    return worker


def _declare(broker: RedisBroker, job: str, run: Callable[[Any], None]) -> None:
    declare = dramatiq.actor(
        actor_name=job, queue_name=_QUEUE_OF[job], broker=broker, throws=(GiveUp, BadInput)
    )
    declare(run)


def _job(
    job: str, duty: Callable[..., Any], broker: RedisBroker, later: Later
) -> Callable[[Any], None]:
    if job == "read":
        return lambda entry: _in_turn(partial(duty, _ENTRY.validate_python(entry)), broker)
    if job == "deliver":
        return lambda channel: _deliver(duty, Channel.parse(channel), later)
    if job == "poll":
        return lambda source: _in_turn(partial(duty, source), broker)
    return lambda argument: _patiently(partial(duty, argument))


def _in_turn(duty: Callable[[], Any], broker: RedisBroker) -> None:
    """Waiting for a host is no failure: it takes no thread and no try."""
    try:
        _patiently(duty)
    except NotYet as error:
        message: Any = CurrentMessage.get_current_message()
        # Of itself and not afresh: the tries that did fail stay counted.
        broker.enqueue(message.copy(), delay=int(min(error.after or 1, _LONGEST_SLEEP) * 1000) or 1)


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
    return {queue: int(broker.do_qsize(queue)) for queue in QUEUES}


def dead_letters(notes: Redis) -> list[DeadLetter]:
    """Jobs that were given up, kept for a week."""
    store: Any = notes
    reasons = store.hgetall(_REASONS)
    return [
        DeadLetter(
            id=message.message_id,
            queue=queue,
            job=message.actor_name,
            argument=message.args[0],
            reason=reasons.get(message.message_id, "unknown"),
        )
        for queue in QUEUES
        for _, message in _dead(store, queue)
    ]


def retry_dead(notes: Redis, broker: RedisBroker) -> int:
    """Puts every dead letter back into its queue; how many there were."""
    store: Any = notes
    letters = [(queue, key, message) for queue in QUEUES for key, message in _dead(store, queue)]
    for queue, key, message in letters:
        # A copy would bring its retries along and die again at its first failure.
        fresh: dramatiq.Message[Any] = dramatiq.Message(
            queue, message.actor_name, message.args, message.kwargs, {}
        )
        broker.enqueue(fresh)
        with store.pipeline(transaction=True) as pipe:
            pipe.hdel(f"dramatiq:{queue}.XQ.msgs", key)
            pipe.zrem(f"dramatiq:{queue}.XQ", key)
            pipe.hdel(_REASONS, message.message_id)
            pipe.execute()
    return len(letters)


def _dead(store: Any, queue: str) -> list[tuple[str, dramatiq.Message[Any]]]:
    kept = store.hgetall(f"dramatiq:{queue}.XQ.msgs")
    return [(key, dramatiq.Message.decode(text.encode())) for key, text in kept.items()]
