"""What can go wrong, named for what the caller does next.

BotError
├── BadCall      the call was wrong: tell the person what to type instead      (exit status 2)
├── BadInput     the material is wrong: say where and how to mend it           (exit status 1)
├── TryAgain     nothing is wrong with the work: do it again, `after` seconds  (queued again)
│   ├── Unsure   it may have been done: look before doing it again
│   └── NotYet   it was not begun: its turn comes `after` seconds              (no try is counted)
│       └── Long it takes long: whoever is in no hurry begins anew        (a queue of its own)
└── GiveUp       never as it is: put it aside with the reason                  (dead letter)
    ├── Missing  the message is no longer there to change or to answer             (let it be)
    ├── Gone     the channel or workspace no longer takes our messages         (subscriptions pause)
    └── Ended    the address says that it is gone for good                     (asked no more)
"""

from __future__ import annotations


class BotError(Exception):
    """The base: its text is one clear line for a person."""


class BadCall(BotError):
    """A command, option or setting that cannot be meant so."""


class BadInput(BotError):
    """A file, feed or page that cannot be read as what it should be."""


class TryAgain(BotError):
    """The world was not ready; the same work may succeed later."""

    def __init__(self, message: str, after: float | None = None) -> None:
        """`after`: seconds the other side asked us to wait; None when it did not say."""
        super().__init__(message)
        self.after = after


class Unsure(TryAgain):
    """The answer was lost on the way, so nobody knows whether the work was done."""


class NotYet(TryAgain):
    """Others come first; nothing was asked of anybody."""


class Long(NotYet):
    """Nothing is known to be wrong, only that nobody here has the time to find out."""


class GiveUp(BotError):
    """The same work would fail in the same way for ever."""


class Missing(GiveUp):
    """Somebody took the message away, or it may not be changed any more."""


class Gone(GiveUp):
    """Slack refuses this channel or workspace until a person changes something there."""

    def __init__(self, message: str, reason: str) -> None:
        """`reason`: Slack's own error code, such as `not_in_channel`."""
        super().__init__(message)
        self.reason = reason


class Ended(GiveUp):
    """What was there is gone for good, says its own server (410)."""
