"""The web over httpx: bounded in bytes, time and reach."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable
from contextvars import ContextVar
from threading import Lock
from typing import Any

import httpcore
import httpx

from bot.errors import GiveUp, TryAgain
from bot.ports import NEVER, Fetched, Validators

MAX_BODY = 10 * 1024 * 1024
"""Bytes after decompression; the largest honest feed on our list has a tenth of it."""
DEADLINE = 30.0
"""Seconds for one answer, redirects and all: httpx's own timeouts never end a slow drip."""
_SILENCE = httpx.Timeout(10.0, pool=None)
_REDIRECTS = 5
_CLIENTS = 500
_LONGEST_WAIT = 3600.0
"""Seconds: a page that asks for more of our patience is asked again all the same."""
_FINAL = {400, 401, 403, 404, 405, 406, 410, 414, 451}


_until: ContextVar[float] = ContextVar("until", default=float("inf"))
"""When the request that this thread is at must be over, on the monotonic clock."""


class Web:
    """Safe to share between threads.

    One client a host: a slow host then holds up nobody's pool but its own, and httpx looks
    through all connections of a pool for every request (458 requests/s against 32).
    """

    def __init__(
        self,
        user_agent: str,
        allow_hosts: Collection[str] = (),
        max_body: int = MAX_BODY,
        deadline: float = DEADLINE,
    ) -> None:
        """`allow_hosts`: `host` or `host:port` that may have a private address."""
        self._headers = {"user-agent": user_agent, "accept-encoding": "gzip"}
        self._allow = frozenset(allow_hosts)
        self._max_body = max_body
        self._deadline = deadline
        self._tls = ssl.create_default_context()
        self._clients: OrderedDict[str, httpx.Client] = OrderedDict()
        self._lock = Lock()

    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        before = _until.set(time.monotonic() + self._deadline)
        try:
            return self._follow(url, _conditional(last))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise GiveUp(f"{url} cannot be fetched: {error}") from error
        except httpx.HTTPError as error:
            raise TryAgain(f"{url} {self._trouble(error)}") from error
        finally:
            _until.reset(before)

    def _trouble(self, error: httpx.HTTPError) -> str:
        if time.monotonic() >= _until.get():
            return f"took longer than {self._deadline:g} seconds"
        return f"did not answer: {error or type(error).__name__}"

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched | None:
        # httpx would read the whole body of a redirect, however large, before following it.
        asked = url
        for _ in range(_REDIRECTS + 1):
            with self._client(asked).stream("GET", asked, headers=headers) as response:
                if response.next_request is None:
                    return self._answer(response)
                asked = str(response.next_request.url)
        raise GiveUp(f"{url} redirects more than {_REDIRECTS} times")

    def _answer(self, response: httpx.Response) -> Fetched | None:
        if response.status_code == 304:
            return None
        _refuse_failures(response)
        return Fetched(
            url=str(response.url),
            body=self._body(response),
            content_type=response.headers.get("content-type", ""),
            validators=Validators(
                _ascii(response.headers.get("etag", "")),
                _ascii(response.headers.get("last-modified", "")),
            ),
        )

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_body:
                raise GiveUp(f"{response.url} is larger than {self._max_body:,} bytes; not read")
            if time.monotonic() > _until.get():
                raise httpx.ReadTimeout("the time for the whole answer is over")
        return bytes(body)

    def _client(self, url: str) -> httpx.Client:
        host = httpx.URL(url).netloc.decode()
        with self._lock:
            client = self._clients.pop(host, None) or self._new_client()
            self._clients[host] = client
            if len(self._clients) > _CLIENTS:
                self._clients.popitem(last=False)
            return client

    def _new_client(self) -> httpx.Client:
        # trust_env off: a proxy from the environment would resolve names behind our back.
        return httpx.Client(
            transport=_GuardedTransport(self._tls, self._allow),
            headers=self._headers,
            timeout=_SILENCE,
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()


def _conditional(last: Validators) -> dict[str, str]:
    headers = {"if-none-match": last.etag, "if-modified-since": last.last_modified}
    return {name: value for name, value in headers.items() if value}


def _ascii(header: str) -> str:
    """What cannot be sent back is not kept."""
    return header if header.isascii() else ""


def _refuse_failures(response: httpx.Response) -> None:
    status = response.status_code
    if status in _FINAL:
        raise GiveUp(f"{response.url} answered {status} {response.reason_phrase}")
    if not response.is_success:
        after = response.headers.get("retry-after", "")
        raise TryAgain(
            f"{response.url} answered {status} {response.reason_phrase}",
            after=min(float(after), _LONGEST_WAIT) if re.fullmatch("[0-9]{1,9}", after) else None,
        )


class _GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport whose connections go through the guard."""

    def __init__(self, tls: ssl.SSLContext, allow: frozenset[str]) -> None:
        super().__init__(verify=tls)
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=10,
            max_keepalive_connections=2,
            keepalive_expiry=30,
            network_backend=_Guard(allow),
        )


class _Guard(httpcore.NetworkBackend):
    """Resolves a name once and connects to what it checked: a second answer of DNS is not asked."""

    def __init__(self, allow: frozenset[str]) -> None:
        self._allow = allow
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
        addresses = _resolve(host, port)
        checked = [a for a in addresses if allowed or _public(a)]
        if not checked:
            raise GiveUp(
                f"{host}:{port} has a private address ({addresses[0]}); if it is yours,"
                f" set BOT_ALLOW_HOSTS={host}:{port}"
            )
        return self._first(checked, port, timeout, local_address, socket_options)

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
    left = _until.get() - time.monotonic()
    if left <= 0:
        raise late("the time for the whole answer is over")
    return left if timeout is None else min(timeout, left)


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no address is known for {host}") from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _embedded(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (inner is None or _public(str(inner)))


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one wraps: mapped, 6to4 or NAT64."""
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
