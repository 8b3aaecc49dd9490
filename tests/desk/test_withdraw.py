"""Taking back: a shift whose evidence no longer holds is withdrawn where it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.alerts.subscription import Channel, Subscription
from bot.desk.notify import notify
from bot.desk.withdraw import See, withdraw
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.desk.test_notify import notifying
from tests.world import DESK, NOON, FakeLater, a_record, a_tone

THANKS = a_record("We thank our neighbour.", "Joren Aalst", NOON, tone=0.8)
THREAT = a_record("They will pay for it.", "Maresa Tolvik", NOON + timedelta(hours=3), tone=-0.8)
ABROAD = Channel("T2", "C7")


def tell_the_contrast(archive: Archive, *channels: Channel) -> None:
    for channel in channels:
        archive.subscriptions.add(Subscription(channel, "Torvania", "U1", NOON))
    for record in (THANKS, THREAT):
        archive.records.keep(record)
        notify([record.id], notifying(archive), NOON)
    for channel in channels:
        assert "shift" in emptied(archive, channel)


def emptied(archive: Archive, channel: Channel) -> list[str]:
    """The kinds of what waited for a channel, now sent."""
    found: list[str] = []
    while alert := archive.outbox.next(channel):
        found.append(alert.kind)
        archive.outbox.sent(alert, "1.0", NOON)
    return found


def look_again(
    archive: Archive, record: Record, see: See | None = None, later: FakeLater | None = None
) -> int:
    return withdraw(
        record.id,
        see or (lambda _team, ids: archive.records.get(ids)),
        archive.shifts,
        archive.outbox,
        later or FakeLater(),
        confidence=0.7,
    )


def test_what_still_stands_is_left_alone(archive: Archive) -> None:
    tell_the_contrast(archive, DESK)
    assert look_again(archive, THREAT) == 0
    assert emptied(archive, DESK) == []


def test_a_contrast_is_withdrawn_once_when_an_end_turns_out_neutral(archive: Archive) -> None:
    tell_the_contrast(archive, DESK)
    archive.records.rewrite(replace(THREAT, tone=a_tone(0.0)))
    later = FakeLater()
    look_again(archive, THREAT, later=later)
    assert emptied(archive, DESK) == ["withdrawn"]
    assert later.left == [("deliver", DESK)]
    look_again(archive, THREAT)
    assert emptied(archive, DESK) == []


def test_a_contrast_is_withdrawn_when_the_words_prove_to_be_somebody_elses(
    archive: Archive,
) -> None:
    tell_the_contrast(archive, DESK)
    same_voice = replace(THREAT.statement, official="joren-aalst", speaker="Joren Aalst")
    archive.records.rewrite(replace(THREAT, statement=same_voice))
    look_again(archive, THREAT)
    assert emptied(archive, DESK) == ["withdrawn"]


def test_words_that_prove_to_be_old_show_nothing(archive: Archive) -> None:
    tell_the_contrast(archive, DESK)
    archive.records.rewrite(replace(THANKS, statement=replace(THANKS.statement, old=True)))
    look_again(archive, THANKS)
    assert emptied(archive, DESK) == ["withdrawn"]


def test_what_one_workspace_corrects_is_withdrawn_there_alone(archive: Archive) -> None:
    tell_the_contrast(archive, DESK, ABROAD)

    def corrected(team: str, ids: Sequence[str]) -> list[Record]:
        kept = archive.records.get(ids)
        return [replace(r, tone=a_tone(0.0)) for r in kept] if team == DESK.team else kept

    look_again(archive, THREAT, corrected)
    assert emptied(archive, DESK) == ["withdrawn"]
    assert emptied(archive, ABROAD) == []
    [(id, _)] = archive.shifts.resting_on(THREAT.id)
    assert archive.shifts.is_withdrawn(id, DESK.team)
    assert not archive.shifts.is_withdrawn(id, ABROAD.team)


def test_who_stopped_following_meanwhile_is_told_all_the_same(archive: Archive) -> None:
    tell_the_contrast(archive, DESK)
    archive.subscriptions.remove(DESK, "Torvania")
    archive.records.rewrite(replace(THREAT, tone=a_tone(0.0)))
    look_again(archive, THREAT)
    assert emptied(archive, DESK) == ["withdrawn"]
