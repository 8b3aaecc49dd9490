"""Changes made in Home: told to the channel, or else to the one who made them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Follow
from bot.desk.home import act, add
from bot.wiring.parts import Archive
from tests.desk.shelf import books_of
from tests.world import DESK, FakeNewsroom


@dataclass
class Shut(FakeNewsroom):
    """A channel that takes no message of ours."""

    def say(self, _channel: Channel, _message: Message) -> bool:
        return False


def test_the_channel_is_told_of_what_was_changed_in_home(archive: Archive) -> None:
    newsroom = FakeNewsroom()
    answer = add(Follow("Tolvik"), DESK, "U1", books_of(archive, newsroom=newsroom))
    assert answer.visible
    assert [message.text for _, _, message in newsroom.messages] == [answer.text]


def test_where_we_may_not_speak_the_one_who_asked_is_told(archive: Archive) -> None:
    books = books_of(archive, newsroom=Shut())
    answer = add(Follow("Tolvik"), DESK, "U1", books)
    assert not answer.visible
    assert "Maresa Tolvik" in answer.text
    assert "I could not say so in <#C1>" in answer.text
    assert "/invite me" in answer.text
    muted = act("mute", DESK, "maresa-tolvik", "U1", books)
    assert "I could not say so in <#C1>" in muted.text
    assert [change.user for change in archive.journal.last(DESK)] == ["U1", "U1"]
