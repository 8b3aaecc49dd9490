"""Hosts that lately took long: whoever is in a hurry leaves them to somebody who is not."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

_KEPT = 3600.0
"""Seconds after which a host gets another chance to be quick."""
_MOST = 10_000


class Slow:
    """Safe to share between threads; what one process knows."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, host: str) -> bool:
        with self._lock:
            return self._until.get(host, 0.0) > time.monotonic()

    def add(self, host: str) -> None:
        with self._lock:
            self._until.pop(host, None)
            self._until[host] = time.monotonic() + _KEPT
            if len(self._until) > _MOST:
                self._until.popitem(last=False)

    def discard(self, host: str) -> None:
        with self._lock:
            self._until.pop(host, None)
