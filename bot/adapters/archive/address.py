"""REDIS_URL -> a pool of connections: TCP, TLS, a unix socket, or the primary behind Sentinel."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from redis import ConnectionPool
from redis.connection import parse_url
from redis.sentinel import Sentinel, SentinelConnectionPool

from bot.errors import BadCall

_SENTINEL = "+sentinel"
_PORT = 26379
_NO_ADDRESS = (
    "REDIS_URL is not an address such as redis://host:6379/0, rediss://user:word@host:6379/0"
    " or redis+sentinel://host:26379,host2:26379/name/0"
)
_OWN = ("socket_timeout", "socket_connect_timeout", "ssl", "ssl_ca_certs")
"""What holds for connections to the Sentinels too; users and passwords are those of Redis."""


def pool_at(url: str, **options: Any) -> ConnectionPool:
    """BadCall for what is no address; without the address, since it may hold a password."""
    try:
        if urlsplit(url).scheme.endswith(_SENTINEL):
            return _pool_behind(url, options)
        return ConnectionPool.from_url(url, **options)
    except ValueError as error:
        raise BadCall(_NO_ADDRESS) from error


def _pool_behind(url: str, options: dict[str, Any]) -> ConnectionPool:
    written = urlsplit(url)
    user, at, hosts = written.netloc.rpartition("@")
    name, _, database = written.path.strip("/").partition("/")
    if not name or not hosts:
        raise ValueError("which name the Sentinels know the primary by is not said")
    scheme = written.scheme.removesuffix(_SENTINEL)
    plain = urlunsplit((scheme, f"{user}{at}host", f"/{database or 0}", written.query, ""))
    secure: dict[str, Any] = {"ssl": True} if scheme == "rediss" else {}
    asked = {**_told(plain), **options, **secure}
    word = asked.pop("sentinel_password", None)
    own = {option: asked[option] for option in _OWN if option in asked}
    places = [_place(host) for host in hosts.split(",")]
    sentinels = Sentinel(places, 0, own | {"password": word})  # type: ignore[no-untyped-call]
    return SentinelConnectionPool(name, sentinels, **asked)  # type: ignore[no-untyped-call]


def _told(plain: str) -> dict[str, Any]:
    told: dict[str, Any] = parse_url(plain)  # type: ignore[no-untyped-call]
    return {name: value for name, value in told.items() if name not in ("host", "connection_class")}


def _place(host: str) -> tuple[str, int]:
    found = urlsplit(f"//{host}")
    if not found.hostname:
        raise ValueError("a host is missing")
    return found.hostname, found.port or _PORT


def trusting(url: str, ca: Path | None) -> str:
    """The address, with the certificates to trust in it, so that it is all a process needs."""
    if ca is None or not url.startswith("rediss"):
        return url
    if not ca.is_file():
        raise BadCall(f"REDIS_CA = '{ca}' is no file")
    try:
        written = urlsplit(url)
    except ValueError as error:
        raise BadCall(_NO_ADDRESS) from error
    others = [(name, value) for name, value in parse_qsl(written.query) if name != "ssl_ca_certs"]
    query = urlencode([*others, ("ssl_ca_certs", str(ca.absolute()))])
    return urlunsplit(written._replace(query=query))
