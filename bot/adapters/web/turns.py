"""Who may ask which host when, and what its robots.txt said, as the web needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rules:
    """A robots.txt as it was kept."""

    text: str
    stale: bool
    """Time to ask again, although it holds while asking fails."""


class Turns(Protocol):
    def turn(self, host: str, who: str) -> AbstractContextManager[None]:
        """One inside at a time, on any machine. Raises NotYet with the seconds to come back in.

        `who` keeps a place in the queue of the host, which is lost a minute after its time.
        """
        ...

    def silence(self, host: str, seconds: float) -> None:
        """Nobody's turn comes before then."""
        ...

    def slow_down(self, host: str, pause: float) -> None:
        """The pause between two requests that the host itself asks for."""
        ...

    def rules(self, host: str) -> Rules | None: ...

    def keep_rules(self, host: str, text: str, seconds: float) -> None:
        """`seconds`: until they are stale."""
        ...


@dataclass
class Unlimited:
    """Turns for a single asker: a person at the command line, who asks each address once."""

    kept: dict[str, Rules] = field(default_factory=dict)

    @contextmanager
    def turn(self, host: str, who: str) -> Iterator[None]:
        yield

    def silence(self, host: str, seconds: float) -> None:
        return

    def slow_down(self, host: str, pause: float) -> None:
        return

    def rules(self, host: str) -> Rules | None:
        return self.kept.get(host)

    def keep_rules(self, host: str, text: str, seconds: float) -> None:
        self.kept[host] = Rules(text, stale=False)
