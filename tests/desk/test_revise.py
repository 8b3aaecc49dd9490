"""Revising: an outlet's edit is told once, in the thread of the card, with both versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.alerts.alert import Alert
from bot.alerts.subscription import Subscription
from bot.articles.article import Article
from bot.desk.compose import Composer
from bot.desk.listen import listen
from bot.desk.notify import notify
from bot.desk.overlay import Overlay
from bot.desk.revise import Revising, revise
from bot.desk.withdraw import withdraw
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.desk.quoting import hear
from tests.desk.test_notify import notifying
from tests.timeline.test_revision import LINE, OTHER, SHIPS, STORY, TIRED
from tests.world import DESK, NOON, FakeEar, FakeLater, Killed, an_article, register

LATER = NOON + timedelta(minutes=15)
FIFTY = STORY.replace("40", "50")
THREAT = SHIPS.replace("have lost", "will sink")


def article(text: str, outlet: str = "The Herald") -> Article:
    return an_article(text, outlet)


def come(archive: Archive, text: str, outlet: str = "The Herald", tone: float = 0.0) -> str:
    """A story is read, and all of it is told."""
    id, later, ear = archive.articles.keep(article(text, outlet)), FakeLater(), FakeEar(tone=tone)
    archive.subscriptions.add(Subscription(DESK, "Torvania", "U1", NOON))
    listen(id, archive.articles, hear, ear.weigh, lambda _: {}, archive.records, later, NOON)
    for job, ids in later.left:
        assert job == "notify"
        assert isinstance(ids, list)
        notify(ids, notifying(archive), NOON)
    post_all(archive)
    return id


def change(
    archive: Archive,
    old: str,
    text: str,
    later: FakeLater | None = None,
    outlet: str = "The Herald",
) -> list[Alert]:
    """What the outlet's new text brings into the outbox."""
    left = later or FakeLater()

    def take_back(record: str) -> int:
        def see(_team: str, ids: Sequence[str]) -> list[Record]:
            return archive.records.get(ids)

        return withdraw(record, see, archive.shifts, archive.outbox, left, confidence=0.7)

    new = archive.articles.keep(article(text, outlet))
    desk = Revising(
        archive.articles, hear, FakeEar().weigh, lambda _: {}, archive.records, archive.edits,
        archive.outbox, left, take_back,
    )  # fmt: skip
    revise(old, new, desk, LATER)
    for job, ids in left.left:
        if job == "notify":
            assert isinstance(ids, list)
            notify(ids, notifying(archive), LATER)
    return post_all(archive)


def post_all(archive: Archive) -> list[Alert]:
    left: list[Alert] = []
    while alert := archive.outbox.next(DESK):
        archive.outbox.sent(alert, "1.0", NOON)
        left.append(alert)
    return left


def lines(archive: Archive, alerts: list[Alert]) -> list[str]:
    overlay = Overlay(archive.records, archive.corrections, register())
    composer = Composer(overlay, archive.shifts, edits=archive.edits.of)
    found = [composer.correction(alert) for alert in alerts if alert.kind == "corrected"]
    return [message.text for message in found if message]


def kept(archive: Archive, words: str, speaker: str = "maresa-tolvik") -> Record:
    records = archive.records.find(Query(speaker), 0, 20).records
    return next(record for record in records if record.statement.text == words)


def test_changed_words_are_a_line_in_the_thread_with_both_versions(archive: Archive) -> None:
    old = come(archive, STORY)
    alerts = change(archive, old, FIFTY)
    assert [alert.kind for alert in alerts] == ["changed", "corrected"]
    (line,) = lines(archive, alerts)
    assert "|The Herald> changed this quotation by" in line
    assert f"Now: “{SHIPS.replace('40', '50')}”" in line
    assert f"Was: “{SHIPS}”" in line
    assert kept(archive, SHIPS).doubt == "changed"
    assert kept(archive, SHIPS.replace("40", "50")).doubt == ""


def test_an_edit_is_told_once_however_often_it_is_found(archive: Archive) -> None:
    old = come(archive, STORY)
    assert change(archive, old, FIFTY) != []
    assert change(archive, old, FIFTY) == []


@pytest.mark.parametrize("at", range(3))
def test_a_kill_in_the_middle_loses_nothing_and_doubles_nothing(archive: Archive, at: int) -> None:
    old = come(archive, STORY)
    now = FIFTY.replace("tired", "weary") + "“It is the end of it all,” said Joren Aalst again.\n"
    before: list[Alert] = []
    try:
        before = change(archive, old, now, FakeLater(fail_at=at))
    except Killed:
        before = post_all(archive)
    after = change(archive, old, now)
    told = [alert for alert in (*before, *after) if alert.kind == "corrected"]
    assert len(told) == len({alert.id for alert in told}) == 2
    assert [a.kind for a in (*before, *after)].count("statement") == 1, "what was added is news"


def test_words_that_were_taken_out_are_marked(archive: Archive) -> None:
    old = come(archive, STORY)
    (line,) = lines(archive, change(archive, old, STORY.replace(LINE, "")))
    assert "took this quotation out by" in line
    assert SHIPS in line
    assert kept(archive, SHIPS).doubt == "gone"


def test_words_given_to_somebody_else_are_told_to_who_follows_either(archive: Archive) -> None:
    old = come(archive, STORY)
    alerts = change(archive, old, STORY.replace("Maresa Tolvik in", "Joren Aalst in"))
    assert "gave these words to Joren Aalst" in lines(archive, alerts)[0]
    assert kept(archive, SHIPS).doubt == "changed"
    assert [alert.kind for alert in alerts].count("statement") == 1


def test_what_another_outlet_still_carries_is_not_in_doubt(archive: Archive) -> None:
    old = come(archive, STORY)
    other = come(archive, STORY, "The Gazette")
    assert len(lines(archive, change(archive, old, FIFTY))) == 1
    assert kept(archive, SHIPS).doubt == ""
    change(archive, other, FIFTY, outlet="The Gazette")
    assert kept(archive, SHIPS).doubt == "changed"


def test_a_second_edit_is_told_in_the_same_thread_and_the_way_back_too(archive: Archive) -> None:
    first = come(archive, STORY)
    second = archive.articles.keep(article(FIFTY))
    change(archive, first, FIFTY)
    alerts = change(archive, second, STORY)
    assert {alert.about for alert in alerts} == {kept(archive, SHIPS).id}
    assert f"Now: “{SHIPS}”" in lines(archive, alerts)[0]
    assert kept(archive, SHIPS).doubt == ""
    assert kept(archive, SHIPS.replace("40", "50")).doubt == "changed"


def test_words_more_or_less_are_told_and_leave_the_record_in_peace(archive: Archive) -> None:
    old = come(archive, STORY)
    alerts = change(archive, old, STORY.replace("the spring", "the spring, and we mourn them"))
    assert "and we mourn them" in lines(archive, alerts)[0]
    records = archive.records.find(Query("maresa-tolvik"), 0, 20).records
    assert [record.doubt for record in records] == [""]


def test_a_shift_that_rested_on_changed_words_is_withdrawn(archive: Archive) -> None:
    come(archive, OTHER, "The Gazette", tone=0.8)
    threat = STORY.replace(SHIPS, THREAT).replace(OTHER, "")
    old = come(archive, threat, tone=-0.8)
    (rests,) = archive.shifts.resting_on(kept(archive, THREAT).id)
    assert rests[1].kind == "contrast"
    kinds = [alert.kind for alert in change(archive, old, threat.replace("will", "will not"))]
    assert sorted(kinds) == ["changed", "corrected", "withdrawn"]


def test_who_never_saw_the_card_hears_of_no_edit(archive: Archive) -> None:
    old = archive.articles.keep(article(STORY))
    ear, later = FakeEar(), FakeLater()
    listen(old, archive.articles, hear, ear.weigh, lambda _: {}, archive.records, later, NOON)
    assert change(archive, old, FIFTY) == []
    assert kept(archive, SHIPS).doubt == "changed"


def test_both_texts_are_kept_for_three_months(archive: Archive) -> None:
    old = come(archive, STORY)
    (alert, *_) = change(archive, old, FIFTY)
    (edit,) = archive.edits.of(alert.about)
    for id, text in ((edit.old, STORY), (edit.new, FIFTY)):
        archive.articles.keep(article(text))
        kept_text = archive.articles.get(id)
        assert kept_text is not None
        assert kept_text.text == text
        assert archive.redis.ttl(f"article:{id}") > 80 * 24 * 3600


def test_the_pages_own_word_on_when_is_taken(archive: Archive) -> None:
    old = come(archive, STORY)
    new = archive.articles.keep(replace(article(FIFTY), modified=NOON + timedelta(minutes=5)))
    desk = Revising(
        archive.articles, hear, FakeEar().weigh, lambda _: {}, archive.records, archive.edits,
        archive.outbox, FakeLater(), lambda _: None,
    )  # fmt: skip
    revise(old, new, desk, LATER)
    (line,) = lines(archive, post_all(archive))
    assert "changed this quotation at" in line
    assert "12:05" in line
    assert TIRED not in line


def test_who_is_forgotten_leaves_no_edit_and_no_text_behind(archive: Archive) -> None:
    old = come(archive, STORY)
    (alert, *_) = change(archive, old, FIFTY)
    (edit,) = archive.edits.of(alert.about)
    archive.edits.forget([alert.about, kept(archive, SHIPS.replace("40", "50")).id])
    archive.edits.forget([])
    assert archive.edits.of(alert.about) == []
    assert archive.edits.root(kept(archive, SHIPS.replace("40", "50")).id) != alert.about
    assert archive.articles.get(edit.old) is None
    assert archive.articles.get(edit.new) is None


def test_words_with_a_card_of_their_own_keep_their_thread(archive: Archive) -> None:
    old, other = come(archive, STORY), come(archive, FIFTY, "The Gazette")
    change(archive, old, FIFTY)
    alerts = change(archive, other, STORY.replace("40", "60"), outlet="The Gazette")
    assert {a.about for a in alerts} == {kept(archive, SHIPS.replace("40", "50")).id}
