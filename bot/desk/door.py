"""The newsroom as one worker may enter it: nothing is posted once the channel is another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.errors import TryAgain
from bot.ports import Newsroom


@dataclass(frozen=True, slots=True)
class Door:
    """A process that was stopped in the middle and woke up finds that others went on."""

    newsroom: Newsroom
    ours: Callable[[], bool]

    def post(self, channel: Channel, message: Message, alert: str, thread: str = "") -> str:
        if not self.ours():
            raise TryAgain("another worker went on with this channel")
        return self.newsroom.post(channel, message, alert, thread)

    def update(self, channel: Channel, ts: str, message: Message, alert: str) -> bool:
        return self.newsroom.update(channel, ts, message, alert)

    def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
        return self.newsroom.posted(channel, alert, thread)

    def say(self, channel: Channel, message: Message) -> bool:
        return self.newsroom.say(channel, message)

    def tell(self, channel: Channel, user: str, text: str) -> None:
        self.newsroom.tell(channel, user, text)
