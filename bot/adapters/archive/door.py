"""The door to Redis: how to connect, how to lock, and what its failures are called inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import (
    BusyLoadingError,
    LockError,
    LockNotOwnedError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
)
from redis.retry import Retry

from bot.adapters.archive.address import pool_at
from bot.adapters.archive.leases import LEASE, renewed
from bot.errors import BadCall, TryAgain

P = ParamSpec("P")
R = TypeVar("R")

_REFUSALS = {
    "OOM": "Redis has no memory left: raise maxmemory, then keep less with BOT_KEEP_DAYS",
    "MISCONF": "Redis cannot write to its disk: make room there; its log says what is wrong",
    "READONLY": "Redis is a replica that takes no writing: REDIS_URL has to name the primary",
    "LOADING": "Redis is still loading what it kept: it answers by itself soon",
    "NOREPLICAS": "Redis misses replicas without which it takes no writing: bring them back",
    "NOPERM": "Redis forbids a command to the user of REDIS_URL: its ACL has to allow it",
}
"""What to do, by the word with which the server turns a command away."""
_WORDS: dict[type[RedisError], str] = {
    OutOfMemoryError: "OOM",
    ReadOnlyError: "READONLY",
    BusyLoadingError: "LOADING",
    NoPermissionError: "NOPERM",
}
"""redis-py tells these by a class, and takes the word away."""


def connect(url: str, database: int = 0, *, text: bool = True) -> Redis:
    """A client whose calls outlive a restart of the server (about three seconds).

    `database` counts from the one that the address names. `text`: answers are str, not bytes.
    """
    pool = pool_at(
        url,
        decode_responses=text,
        socket_timeout=10,
        socket_connect_timeout=5,
        retry=Retry(ExponentialBackoff(cap=1, base=0.05), retries=6),
    )
    pool.connection_kwargs["db"] = int(pool.connection_kwargs.get("db") or 0) + database
    return Redis(connection_pool=pool)


def translated(call: Callable[P, R]) -> Callable[P, R]:
    """Whatever Redis raises becomes TryAgain: nothing is wrong with the work itself."""

    @wraps(call)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except RedisError as error:
            raise TryAgain(in_words(error)) from error

    return inside


@translated
def refuse_cluster(redis: Redis) -> None:
    """BadCall for a Redis Cluster: one step here touches keys that a cluster keeps apart."""
    asked: Any = redis
    if asked.info("cluster").get("cluster_enabled"):
        raise BadCall(
            "REDIS_URL names a Redis Cluster, on which the queue cannot run: use one primary with"
            " replicas, behind Sentinel (redis+sentinel://) where it has to survive a machine"
        )


def in_words(error: RedisError) -> str:
    """One line for a person; without the command, which may hold what is nobody's business."""
    # Of a pipeline the command that failed is named first.
    first = str(error).rpartition(" caused error: ")[2].partition(" ")[0]
    refusal = _REFUSALS.get(_WORDS.get(type(error), first))
    return refusal or f"Redis did not answer: {type(error).__name__}"


@contextmanager
def alone(redis: Redis, name: str, patience: float) -> Iterator[Callable[[], bool]]:
    """A lock that a killed holder loses within seconds; TryAgain after `patience`.

    Lends what asks whether it is still ours: a process that was stopped for long and woke up
    again has lost it.
    """
    lock = redis.lock(
        f"lock:{name}",
        timeout=LEASE,
        blocking_timeout=patience,
        sleep=0.02,
        # Another thread renews it.
        thread_local=False,
    )
    held = translated(lock.acquire)()
    if not held:
        raise TryAgain(f"somebody else is at work on {name}", after=1)
    try:
        with renewed(lock.reacquire):
            yield translated(lock.owned)
    finally:
        _release(lock.release)


def _release(release: Callable[[], None]) -> None:
    # The lease ran out or the server went away: the work inside is idempotent, so let it be.
    try:
        release()
    except (LockError, LockNotOwnedError, RedisError):
        return
