"""Addresses: any Redis can be named in one line, and no mistake shows a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from redis import SSLConnection
from redis.sentinel import SentinelConnectionPool, SentinelManagedSSLConnection

from bot.adapters.archive.address import pool_at, trusting
from bot.adapters.archive.door import connect, refuse_cluster
from bot.errors import BadCall
from bot.wiring.parts import Archive, archive_at


def test_sentinels_are_named_in_one_address() -> None:
    pool = pool_at("redis+sentinel://bot:hu%2Fsh@one:1111,two/desk/3", socket_timeout=9)
    assert isinstance(pool, SentinelConnectionPool)
    assert pool.service_name == "desk"
    told = pool.connection_kwargs
    assert (told["username"], told["password"], told["db"]) == ("bot", "hu/sh", 3)
    places = [_place(sentinel) for sentinel in pool.sentinel_manager.sentinels]
    assert places == [("one", 1111, None, 9), ("two", 26379, None, 9)]


def _place(sentinel: Any) -> tuple[object, ...]:
    told = sentinel.connection_pool.connection_kwargs
    return tuple(told.get(name) for name in ("host", "port", "password", "socket_timeout"))


def test_sentinels_may_want_a_password_of_their_own_and_tls() -> None:
    pool = pool_at("rediss+sentinel://one/desk?sentinel_password=hush&ssl_ca_certs=/ca.pem")
    assert pool.connection_class is SentinelManagedSSLConnection
    assert isinstance(pool, SentinelConnectionPool)
    (sentinel,) = pool.sentinel_manager.sentinels
    assert sentinel.connection_pool.connection_class is SSLConnection
    told = sentinel.connection_pool.connection_kwargs
    assert (told["password"], told["ssl_ca_certs"]) == ("hush", "/ca.pem")
    assert "sentinel_password" not in pool.connection_kwargs


def test_the_queue_has_the_database_after_it_behind_sentinel_too() -> None:
    client = connect("redis+sentinel://one/desk/3", 1)
    assert client.connection_pool.connection_kwargs["db"] == 4


@pytest.mark.parametrize(
    "url",
    [
        "db.example:6379",
        "http://bot:hush@db.example",
        "redis://bot:hush@db.example:port",
        "redis+sentinel://bot:hush@one,two",
        "redis+sentinel://bot:hush@one:port/desk",
        "redis+sentinel:///desk",
        "redis+sentinel://one,,two/desk",
        "rediss://bot:hush@[one",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadCall) as refused:
        pool_at(url)
    assert "hush" not in str(refused.value)


def test_a_private_ca_goes_with_the_address(tmp_path: Path) -> None:
    ca = tmp_path / "our ca.pem"
    ca.touch()
    query = "ssl_ca_certs=other&health_check_interval=9"
    url = trusting(f"rediss://bot:hush@db.example:6379/2?{query}", ca)
    pool = pool_at(url)
    assert pool.connection_class is SSLConnection
    told = pool.connection_kwargs
    assert (told["ssl_ca_certs"], told["db"], told["health_check_interval"]) == (str(ca), 2, 9)
    assert trusting(url, ca) == url, "twice is once: `run` hands it on"


def test_a_ca_is_for_tls_alone_and_has_to_be_there(tmp_path: Path) -> None:
    assert trusting("redis://db.example", tmp_path / "none") == "redis://db.example"
    with pytest.raises(BadCall, match="REDIS_URL"):
        trusting("rediss://[one", Path(__file__))
    with pytest.raises(BadCall, match="REDIS_CA"):
        trusting("rediss://db.example", tmp_path / "none")


def test_a_user_of_the_acl_is_all_it_takes(archive: Archive, redis_url: str) -> None:
    """The rights that docs/operate.md names."""
    rules = ["on", ">hush", "~*", "&*", "+@all", "-@admin", "-flushall", "-flushdb"]
    server: Any = archive.redis
    server.execute_command("ACL", "SETUSER", "bot", *rules)
    kept = archive_at(redis_url.replace("unix://", "unix://bot:hush@"))
    try:
        asking: Any = kept.redis
        assert asking.execute_command("ACL", "WHOAMI") == "bot"
        refuse_cluster(kept.redis)
        kept.later.notify("r1")
        assert kept.slots.claim("sweep:1", 5)
        assert list(kept.broker.client.hvals("dramatiq:telling.msgs"))
    finally:
        kept.close()
        server.execute_command("ACL", "DELUSER", "bot")


class Cluster:
    def info(self, section: str) -> dict[str, int]:
        return {"cluster_enabled": 1} if section == "cluster" else {}


def test_a_cluster_is_refused_with_the_way_out() -> None:
    with pytest.raises(BadCall, match="Sentinel"):
        refuse_cluster(Cluster())  # type: ignore[arg-type]
