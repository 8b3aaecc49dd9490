"""A line of the doorway that is hung up when nothing, or only half a request, comes over it."""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 10.0
"""Seconds for a whole head of a request; who drips it out would hold the line for ever."""


class Punctual(H11Protocol):
    silence = SILENCE
    _timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        self._rest()
        self._timer = self.loop.call_later(self.silence, self._hang_up)

    def _hang_up(self) -> None:
        busy: Any = self.cycle
        if busy is None or busy.response_complete:
            self.transport.close()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
