"""The vault: what is written seals under the first key, what is read opens with any of them."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import BadCall, TryAgain


class Vault:
    def __init__(self, keys: Sequence[str]) -> None:
        """Raises BadCall without a key in it: it goes to a terminal."""
        locks = [_lock(key, place) for place, key in enumerate(keys, 1)]
        if not locks:
            raise BadCall(
                "BOT_TOKEN_KEYS is not set: tokens of workspaces are kept sealed;"
                " `python -m bot installs key` makes a key"
            )
        self._first, self._any = locks[0], MultiFernet(locks)

    def seal(self, text: str) -> str:
        return self._first.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """TryAgain where the key is no longer there: it may be put back."""
        try:
            return self._any.decrypt(sealed).decode()
        except InvalidToken as error:
            raise TryAgain("a token is sealed with a key that BOT_TOKEN_KEYS does not hold") from (
                error
            )

    def is_current(self, sealed: str) -> bool:
        """Whether it is sealed under the first key."""
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            return False
        return True


def fresh_key() -> str:
    return Fernet.generate_key().decode()


def _lock(key: str, place: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        raise BadCall(
            f"BOT_TOKEN_KEYS: number {place} is no key; `python -m bot installs key` makes one"
        ) from error
