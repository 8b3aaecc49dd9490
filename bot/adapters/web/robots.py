"""robots.txt of a host -> may we read this page? RFC 9309, section 2.3."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import httpx
from protego import Protego

from bot.adapters.web.turns import Turns
from bot.errors import GiveUp, NotYet, TryAgain
from bot.ports import Fetched

_DAY = 24 * 3600.0
_AGAIN = 300.0
"""Seconds until a host is asked again whose robots.txt could not be had."""
_LONGEST = 500 * 1024
"""Bytes that are read of it, as the RFC wants at least."""
_SLOWEST = 30.0
"""Seconds: a crawl delay beyond it would keep the news of a day for a week."""
_EVERYTHING, _NOTHING = "", "User-agent: *\nDisallow: /"
_UNREACHABLE = "# unreachable\n" + _NOTHING


class Robots:
    def __init__(
        self, user_agent: str, turns: Turns, fetch: Callable[[str], Fetched | None]
    ) -> None:
        self._agent = user_agent.partition("/")[0]
        self._turns = turns
        self._fetch = fetch

    def refuse(self, url: str) -> None:
        """Raises GiveUp for a page that robots.txt forbids, TryAgain while nobody can know."""
        text = self._rules(httpx.URL(url))
        if text == _UNREACHABLE:
            raise TryAgain(f"{url} is left alone while its host's robots.txt cannot be had", _AGAIN)
        if not _allows(text, url, self._agent):
            raise GiveUp(f"{url} is closed to programs by its host's robots.txt")

    def _rules(self, url: httpx.URL) -> str:
        host = url.netloc.decode().lower()
        kept = self._turns.rules(host)
        if kept is not None and not kept.stale:
            return kept.text
        try:
            text, lasts = self._ask(f"{url.scheme}://{host}/robots.txt"), _DAY
        except NotYet:
            raise
        except TryAgain:
            # The old rules hold as long as nobody can ask for new ones.
            text, lasts = (kept.text if kept else _UNREACHABLE), _AGAIN
        self._turns.keep_rules(host, text, lasts)
        self._turns.slow_down(host, _delay(text, self._agent))
        return text

    def _ask(self, url: str) -> str:
        """Refused with a 4xx there are no rules; what fails otherwise is raised."""
        try:
            fetched = self._fetch(url)
        except GiveUp:
            return _EVERYTHING
        return fetched.body[:_LONGEST].decode("utf-8-sig", "replace") if fetched else _EVERYTHING


def _allows(text: str, url: str, agent: str) -> bool:
    return bool(_parsed(text).can_fetch(url, agent))


def _delay(text: str, agent: str) -> float:
    return min(_parsed(text).crawl_delay(agent) or 0.0, _SLOWEST)


@lru_cache(maxsize=256)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
