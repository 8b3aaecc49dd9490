"""States of installs under way: each is given out once, taken back once, and forgotten soon.

oauth-state:{state}   string   there for ten minutes
"""

from __future__ import annotations

import secrets
from logging import Logger, getLogger
from typing import Any

from redis import Redis
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.adapters.archive.door import translated

LIVES = 600
_LONGEST = 64


class States(OAuthStateStore):
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @property
    def logger(self) -> Logger:
        return getLogger(__name__)

    @translated
    def issue(self, *_args: object, **_kwargs: object) -> str:
        state = secrets.token_urlsafe(24)
        self._redis.set(_key(state), 1, ex=LIVES)
        return state

    @translated
    def consume(self, state: str) -> bool:
        """Deleting is the test, so that of two who bring the same one only one is let in."""
        return len(state) <= _LONGEST and bool(self._redis.delete(_key(state)))


def _key(state: str) -> str:
    return f"oauth-state:{state}"
