"""The web: one request in flight a host, and none that is too long, too large or too far in."""

from __future__ import annotations

import ssl
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Lock

import httpx

from bot.adapters.web.guard import GuardedTransport, Resolver, resolve, until
from bot.adapters.web.headers import conditional, fresh_for, retry_after, validators_of
from bot.adapters.web.robots import Robots
from bot.adapters.web.slow import Slow
from bot.adapters.web.turns import Turns, Unlimited
from bot.errors import Ended, GiveUp, Long, TryAgain
from bot.ports import NEVER, Fetched, Validators

MAX_BODY = 10 * 1024 * 1024
"""Bytes after decompression; the largest honest feed on our list has a tenth of it."""
DEADLINE = 30.0
"""Seconds for one answer, redirects and all: httpx's own timeouts never end a slow drip."""
HURRY = 1.2
"""The same for whoever leaves it to others then; nearly every honest answer takes less."""
_SILENCE = httpx.Timeout(10.0, pool=None)
_REDIRECTS = 5
_CLIENTS = 500
_FINAL = {400, 401, 403, 404, 405, 406, 414, 451}
_FOR_GOOD = {301, 308}
_LONGEST_SILENCE = 24 * 3600.0
"""Seconds: a host that asks for more of our patience is asked again all the same."""
_TOO_MANY = 60.0
"""Seconds that a host is left alone which says 429 and not for how long."""


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
        resolver: Resolver = resolve,
        turns: Turns | None = None,
        slow: Slow | None = None,
        hurry: float | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`allow_hosts`: `host` or `host:port` that may have a private address.

        `turns`: who may ask which host when; without it nobody else asks anything.

        `hurry`: seconds after which Long is raised, and at once for the hosts in `slow`.
        """
        self._headers = {"user-agent": user_agent, "accept-encoding": "gzip"}
        self._allow = frozenset(allow_hosts)
        self._max_body = max_body
        self._deadline = deadline
        self._resolver = resolver
        self._turns = turns or Unlimited()
        self._slow = slow or Slow()
        self._hurry = hurry
        self._now = now
        self._robots = Robots(user_agent, self._turns, self.fetch)
        self._tls = ssl.create_default_context()
        self._clients: OrderedDict[str, httpx.Client] = OrderedDict()
        self._lock = Lock()

    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        return self._fetch(url, last, _anywhere)

    def page(self, url: str) -> Fetched | None:
        return self._fetch(url, NEVER, self._robots.refuse)

    def _fetch(self, url: str, last: Validators, refuse: Callable[[str], None]) -> Fetched | None:
        began = time.monotonic()
        before = until.set(began + (self._hurry or self._deadline))
        try:
            self._leave_slow(url)
            refuse(url)
            answer = self._follow(url, conditional(last), refuse)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise GiveUp(f"{url} cannot be fetched: {error}") from error
        except httpx.HTTPError as error:
            if self._hurry and time.monotonic() >= until.get():
                self._slow.add(host_of(url))
                raise Long(f"{url} takes longer than {self._hurry:g} seconds") from error
            raise TryAgain(f"{url} {self._trouble(error)}") from error
        else:
            self._note_pace(url, time.monotonic() - began)
            return answer
        finally:
            until.reset(before)

    def _leave_slow(self, url: str) -> None:
        if self._hurry and host_of(url) in self._slow:
            raise Long(f"{url} took long the last time")

    def _note_pace(self, url: str, seconds: float) -> None:
        if not self._hurry and seconds < HURRY / 2:
            self._slow.discard(host_of(url))

    def _trouble(self, error: httpx.HTTPError) -> str:
        if time.monotonic() >= until.get():
            return f"took longer than {self._deadline:g} seconds"
        return f"did not answer: {error or type(error).__name__}"

    def _follow(
        self, url: str, headers: dict[str, str], refuse: Callable[[str], None]
    ) -> Fetched | None:
        # httpx would read the whole body of a redirect, however large, before following it.
        asked, moved, for_good = url, "", True
        held: set[str] = set()
        with ExitStack() as turns:
            for _ in range(_REDIRECTS + 1):
                self._take_turn(asked, held, turns)
                with self._client(asked).stream("GET", asked, headers=headers) as response:
                    if response.next_request is None:
                        return self._answer(response, moved)
                    asked = str(response.next_request.url)
                    for_good = for_good and response.status_code in _FOR_GOOD
                    moved = asked if for_good else moved
                refuse(asked)
        raise GiveUp(f"{url} redirects more than {_REDIRECTS} times")

    def _take_turn(self, url: str, held: set[str], turns: ExitStack) -> None:
        """Hosts that a chain of redirects has been at stay ours until its end."""
        host = host_of(url)
        if host not in held:
            turns.enter_context(self._turns.turn(host, url))
            held.add(host)

    def _answer(self, response: httpx.Response, moved: str) -> Fetched | None:
        if response.status_code == 304:
            return None
        self._refuse_failures(response)
        return Fetched(
            url=str(response.url),
            body=self._body(response),
            content_type=response.headers.get("content-type", ""),
            validators=validators_of(response.headers),
            moved=moved,
            fresh=fresh_for(response.headers, self._now()),
        )

    def _refuse_failures(self, response: httpx.Response) -> None:
        status = response.status_code
        what = f"{response.url} answered {status} {response.reason_phrase}"
        if status == 410:
            raise Ended(what)
        if status in _FINAL:
            raise GiveUp(what)
        if not response.is_success:
            after = self._silence(response) if status in {429, 503} else None
            raise TryAgain(what, after=after)

    def _silence(self, response: httpx.Response) -> float | None:
        """How long the host wants to be left alone, which holds for everybody."""
        asked = retry_after(response.headers, self._now())
        if asked is None and response.status_code == 429:
            asked = _TOO_MANY
        if asked is None:
            return None
        after = min(asked, _LONGEST_SILENCE)
        self._turns.silence(host_of(str(response.url)), after)
        return after

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._max_body:
                raise GiveUp(f"{response.url} is larger than {self._max_body:,} bytes; not read")
            if time.monotonic() > until.get():
                raise httpx.ReadTimeout("the time for the whole answer is over")
        return bytes(body)

    def _client(self, url: str) -> httpx.Client:
        host = host_of(url)
        with self._lock:
            client = self._clients.pop(host, None) or self._new_client()
            self._clients[host] = client
            if len(self._clients) > _CLIENTS:
                self._clients.popitem(last=False)
            return client

    def _new_client(self) -> httpx.Client:
        # trust_env off: a proxy from the environment would resolve names behind our back.
        return httpx.Client(
            transport=GuardedTransport(self._tls, self._allow, self._resolver),
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


def host_of(url: str) -> str:
    return httpx.URL(url).netloc.decode().lower()


def _anywhere(_url: str) -> None:
    """Feeds are there to be read by programs: robots.txt is about pages."""
