"""How it is doing, as far as a channel may know: the sources of all, its own alerts."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts.subscription import Channel
from bot.desk.status import Gauges, status
from bot.ports import SourceState
from tests.world import DESK, NOON, SPORT

NOTHING = Gauges(
    sources=list,
    names={},
    waiting=lambda _channel: 0,
    held=lambda _channel: 0.0,
    unsure=lambda _channel: 0,
    parked=lambda _team: (),
)


def test_before_the_first_round_nothing_was_polled() -> None:
    assert "none was polled yet" in status(DESK, NOTHING).text


def test_what_ails_is_named_with_its_reason() -> None:
    well = SourceState("herald", polled=NOON)
    ailing = SourceState("wire", polled=NOON, problem="<!channel> answered 503")
    never = SourceState("new")
    gauges = replace(NOTHING, sources=lambda: [well, ailing, never], names={"wire": "The Wire"})
    text = status(DESK, gauges).text
    assert "1 well, 1 ailing" in text
    assert "• The Wire: &lt;!channel&gt; answered 503" in text


def test_a_channel_hears_of_its_own_alerts_alone() -> None:
    def count(channel: Channel) -> int:
        return 3 if channel == DESK else 0

    gauges = replace(NOTHING, waiting=count, held=lambda _channel: 9.0, unsure=count)
    here, there = (status(channel, gauges).text for channel in (DESK, SPORT))
    assert "3" in here
    assert "9 seconds" in here
    assert "none waits" in there


def test_what_slack_refused_is_told_with_the_reason_of_its_workspace() -> None:
    gauges = replace(NOTHING, parked=lambda team: ["invalid_blocks"] if team == "T1" else [])
    assert "invalid_blocks" in status(DESK, gauges).text
    assert "invalid_blocks" not in status(Channel("T2", "C9"), gauges).text
