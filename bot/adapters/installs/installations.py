"""Installations: the bot that each place gave us, with its token, sealed.

installation:{enterprise}:{team}   string   the bot as JSON, sealed; - where there is none
installations                      set      the places
enterprise:{team}                  string   the organisation to which a workspace belongs
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from logging import Logger, getLogger
from typing import Any
from urllib.error import URLError

from redis import Redis
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore

from bot.adapters.archive.door import alone, translated
from bot.adapters.installs.place import Place, places
from bot.adapters.installs.vault import Vault
from bot.errors import BotError, Gone, TryAgain

Rotate = Callable[[Bot], Bot | None]
"""A bot with the next token, where the one that it has ends soon."""

SOON = 7200.0
"""Seconds: a token that ends within them is exchanged for the next one."""


class Installations(InstallationStore):
    """Every bot that is found has a token that lasts a while yet, or never ends."""

    def __init__(
        self, redis: Redis, vault: Vault, rotate: Rotate, now: Callable[[], datetime]
    ) -> None:
        self._redis: Any = redis
        self._vault = vault
        self._rotate = rotate
        self._now = now

    @property
    def logger(self) -> Logger:
        return getLogger(__name__)

    def save(self, installation: Installation) -> None:
        self.save_bot(installation.to_bot())

    @translated
    def save_bot(self, bot: Bot) -> None:
        """In the place of an earlier one; the workspace's own from before it had an organisation
        goes.
        """
        place = _place(bot)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(_key(place), self._vault.seal(json.dumps(bot.to_dict(), default=str)))
            pipe.sadd("installations", str(place))
            if place.enterprise and place.team:
                pipe.set(f"enterprise:{place.team}", place.enterprise)
                _drop(pipe, Place("", place.team))
            pipe.execute()

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Learns by the way to which organisation a workspace belongs."""
        enterprise, team = enterprise_id or "", team_id or ""
        found = self._first(places(enterprise, team, org_wide=bool(is_enterprise_install)))
        if found is not None and enterprise and team:
            self._belongs(team, enterprise)
        return found

    def of_team(self, team: str) -> Bot | None:
        """The workspace's own, else its organisation's."""
        return self._first(places(self._enterprise(team), team))

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        self._delete(Place(enterprise_id or "", team_id or ""))

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nobody gives us a token of their own."""

    @translated
    def all(self) -> list[Place]:
        return sorted(Place.parse(written) for written in self._redis.smembers("installations"))

    @translated
    def get(self, place: Place) -> Bot | None:
        """As it is kept, whether its token still lasts or not."""
        sealed = self._redis.get(_key(place))
        return _read(self._vault.open(sealed), place) if sealed else None

    @translated
    def teams(self, bot: Bot) -> list[str]:
        """The workspaces that it serves, as far as they have shown themselves."""
        if not bot.is_enterprise_install:
            return [bot.team_id or ""]
        known = self._redis.scan_iter("enterprise:*")
        served = (key for key in known if self._redis.get(key) == bot.enterprise_id)
        return sorted(key.partition(":")[2] for key in served)

    def rekey(self) -> tuple[int, list[Place]]:
        """Seals all under the first key: how many it sealed anew, and those it could not open."""
        outcomes = {place: self._rekeyed(place) for place in self.all()}
        done = sum(outcome is True for outcome in outcomes.values())
        return done, [place for place, outcome in outcomes.items() if outcome is None]

    @translated
    def _rekeyed(self, place: Place) -> bool | None:
        """None: no key opens it. Whoever writes it meanwhile seals under the first key as well."""

        def change(pipe: Any) -> bool | None:
            sealed = pipe.get(_key(place))
            pipe.multi()
            if not sealed or self._vault.is_current(sealed):
                return False
            try:
                pipe.set(_key(place), self._vault.seal(self._vault.open(sealed)))
            except TryAgain:
                return None
            return True

        done: bool | None = self._redis.transaction(change, _key(place), value_from_callable=True)
        return done

    def _first(self, wanted: list[Place]) -> Bot | None:
        return next((bot for place in wanted if (bot := self._fresh(place))), None)

    def _fresh(self, place: Place) -> Bot | None:
        bot = self.get(place)
        if bot is None or self._left(bot) > SOON:
            return bot
        try:
            return self._rotated(place)
        except (BotError, SlackTokenRotationError, URLError, OSError) as error:
            if self._left(bot) > 0:
                return bot
            raise _translated(error, place) from error

    def _rotated(self, place: Place) -> Bot | None:
        """A refresh token works once, so whoever comes second finds what the first one got."""
        with alone(self._redis, f"rotation:{place}", patience=10):
            bot = self.get(place)
            if bot is None or self._left(bot) > SOON:
                return bot
            following = self._rotate(bot)
            if following is not None:
                self.save_bot(following)
            return following or bot

    def _left(self, bot: Bot) -> float:
        """Seconds until its token ends."""
        if bot.bot_token_expires_at is None:
            return float("inf")
        return bot.bot_token_expires_at - self._now().timestamp()

    @translated
    def _enterprise(self, team: str) -> str:
        return str(self._redis.get(f"enterprise:{team}") or "")

    @translated
    def _belongs(self, team: str, enterprise: str) -> None:
        self._redis.set(f"enterprise:{team}", enterprise)

    @translated
    def _delete(self, place: Place) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            _drop(pipe, place)
            pipe.execute()


def _place(bot: Bot) -> Place:
    return Place(bot.enterprise_id or "", "" if bot.is_enterprise_install else bot.team_id or "")


def _key(place: Place) -> str:
    return f"installation:{place}"


def _drop(pipe: Any, place: Place) -> None:
    pipe.delete(_key(place))
    pipe.srem("installations", str(place))


def _read(text: str, place: Place) -> Bot:
    bot = Bot(**json.loads(text))
    if _place(bot) != place:
        # Sealed words that were moved to another place would speak there with a foreign token.
        raise TryAgain(f"the installation kept for {place} is another's")
    return bot


def _translated(error: Exception, place: Place) -> BotError:
    if isinstance(error, SlackTokenRotationError):
        return Gone(f"the token of {place} ended, and Slack gives no other", "token_expired")
    return TryAgain(f"the token of {place} ended, and Slack did not answer")
