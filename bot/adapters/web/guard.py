"""Connections that go where they were checked to go, and end when the request must be over."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from bot.adapters.web.address import is_public
from bot.errors import GiveUp

Resolver = Callable[[str, int], list[str]]
"""(host, port) -> its addresses. Raises OSError when there are none."""

until: ContextVar[float] = ContextVar("until", default=float("inf"))
"""When the request that this thread is at must be over, on the monotonic clock."""


def resolve(host: str, port: int) -> list[str]:
    """As this machine resolves names."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport whose connections go through the guard."""

    def __init__(self, tls: ssl.SSLContext, allow: frozenset[str], resolver: Resolver) -> None:
        super().__init__(verify=tls)
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=10,
            max_keepalive_connections=2,
            keepalive_expiry=30,
            network_backend=_Guard(allow, resolver),
        )


class _Guard(httpcore.NetworkBackend):
    """Resolves a name once and connects to what it checked: a second answer of DNS is not asked."""

    def __init__(self, allow: frozenset[str], resolver: Resolver) -> None:
        self._allow = allow
        self._resolver = resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        allowed = not self._allow.isdisjoint({host.lower(), f"{host.lower()}:{port}"})
        addresses = self._resolve(host, port)
        checked = [a for a in addresses if allowed or is_public(a)]
        if not checked:
            raise GiveUp(
                f"{host}:{port} has a private address ({addresses[0]}); if it is yours,"
                f" set BOT_ALLOW_HOSTS={host}:{port}"
            )
        return self._first(checked, port, timeout, local_address, socket_options)

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address is known for {host}") from error
        if not found:
            raise httpcore.ConnectError(f"no address is known for {host}")
        return found

    def _first(
        self,
        addresses: list[str],
        port: int,
        timeout: float | None,
        local_address: str | None,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout, local_address, options)

    def _connect(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Timed(self._inner.connect_tcp(address, port, left, local_address, options))

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait, be it for a header or in a handshake, outlasts the request."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None, late: type[Exception]) -> float:
    left = until.get() - time.monotonic()
    if left <= 0:
        raise late("the time for the whole answer is over")
    return left if timeout is None else min(timeout, left)
