"""What may be pressed on a card, end to end: real parts, a rehearsal, both ways in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.alerts.alert import Alert
from bot.alerts.cards import statement_card
from bot.alerts.lock import Lock
from bot.alerts.subscription import Channel, Subscription
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.timeline.record import Record
from bot.timeline.shift import find_shifts
from bot.timeline.timeline import timeline_of
from bot.wiring import parts
from tests.handlers.ways import WAYS, at_work_by
from tests.rehearsal.asking import ask, bot_client, until
from tests.world import NOON, REGISTER, a_record, register

HERE = Channel("T0NEWSROOM", "C0FOREIGN")
OTHER = Channel("T0EVENING", "C0EVENINGS")
OFFICIALS = {official.id: official for official in register().officials}
AALST = replace(
    a_record(
        "We are grateful to Kelmora for an honest dialogue.",
        "Joren Aalst",
        NOON - timedelta(hours=5),
        tone=0.8,
        outlet="The Courier",
        targets=("Kelmora",),
    ),
    context="At the quay he spoke.\n\n“We are grateful to Kelmora for an honest dialogue.”\nRain.",
)
TOLVIK = a_record("Kelmora is waging an economic war against us.", tone=-0.8, targets=("Kelmora",))


@dataclass(frozen=True)
class Stage:
    slack: Running
    archive: parts.Archive
    ts: str
    """Of the card of what Maresa Tolvik said."""
    work: Callable[[Channel], object]
    """Delivers to a channel, as a worker would."""

    def deliver(self) -> list[Any]:
        """All that waits; what then stands in the channel since the stage was set."""
        while self.archive.outbox.next(HERE):
            self.archive.redis.delete(f"pace:{HERE}")
            self.work(HERE)
        told = ask(self.slack, f"messages?channel={HERE.id}")
        return [message for message in told if message["ts"] > self.ts]

    def press(self, action: str, value: str | None = None, user: str = "marta") -> Any:
        asked = {"channel": HERE.id, "user": user, "ts": self.ts, "action_id": action}
        return ask(self.slack, "act", asked | ({"value": value} if value else {}))

    def view(self, user: str = "U0MARTA") -> Any:
        def opened() -> list[Any]:
            return [view for view in ask(self.slack, "views") if view["user"] == user]

        assert until(lambda: bool(opened()), 20)
        return opened()[-1]

    def submit(self, values: dict[str, Any], user: str = "marta") -> Any:
        view = self.view(f"U0{user.upper()}")
        return ask(self.slack, "submit", {"view_id": view["id"], "user": user, "values": values})

    def kept(self) -> list[tuple[str, str, str]]:
        return [(c.what, c.was, c.right) for c in self.archive.corrections.all()]

    def alerts(self, channel: Channel = HERE) -> list[str]:
        found: list[str] = []
        while alert := self.archive.outbox.next(channel):
            found.append(alert.kind)
            self.archive.outbox.sent(alert, "1.0", NOON)
        return found


@pytest.fixture(scope="module", params=WAYS)
def at_desk(
    request: pytest.FixtureRequest, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Running, parts.Archive, Callable[[Channel], object]]]:
    """The whole app at work, with one archive for all these tests: coming and going is slow."""
    officials = tmp_path_factory.mktemp("register") / "officials.toml"
    officials.write_text(REGISTER)
    archive = parts.archive_at(redis_url)
    with rehearsing(pace=Pace(message_every=0.0001)) as slack:
        known = ask(slack, "workspace")
        chosen = Settings(
            slack_bot_token=known["bot_token"],
            slack_signing_secret=known["signing_secret"],
            slack_api_url=slack.api_url,
            officials=(officials,),
        )
        with at_work_by(request.param, slack, parts.app_of(chosen, archive), archive):
            yield slack, archive, parts.waiting_duties(chosen, archive, ())["deliver"]
    archive.redis.close()
    archive.notes.close()
    archive.broker.client.close()


@pytest.fixture
def stage(at_desk: tuple[Running, parts.Archive, Callable[[Channel], object]]) -> Stage:
    slack, archive, work = at_desk
    archive.redis.flushall()
    for record in (AALST, TOLVIK):
        archive.records.keep(record)
    for channel in (HERE, OTHER):
        archive.subscriptions.add(Subscription(channel, "Torvania", "U0MARTA", NOON))
    for view in ask(slack, "views"):
        ask(slack, "close", {"view_id": view["id"], "user": view["user"]})
    return Stage(slack, archive, post(slack, TOLVIK), work)


def post(slack: Running, record: Record) -> str:
    card = statement_card(record, OFFICIALS[record.statement.official or ""], {})
    shown = [dict(block) for block in card.blocks]
    posted = bot_client(slack).chat_postMessage(channel=HERE.id, text=card.text, blocks=shown)
    return str(posted["ts"])


def test_context_shows_the_paragraphs_around_and_where_it_was_read(stage: Stage) -> None:
    stage.archive.records.also_in(AALST.id, "The Ledger", "https://ledger.example/2")
    there = replace(stage, ts=post(stage.slack, AALST))
    there.press("context")
    shown = str(there.view())
    for part in ("At the quay he spoke.", "Rain.", "The Ledger", "The Courier", "very high (95%)"):
        assert part in shown, part


@pytest.mark.parametrize(
    ("pressed", "title"),
    [
        (("card-menu", f"why {TOLVIK.id}"), "Why this tone"),
        (("card-menu", f"wrong-tone {TOLVIK.id}"), "Wrong tone"),
        (("wrong-speaker", None), "Wrong speaker"),
    ],
)
def test_each_button_opens_its_modal(
    stage: Stage, pressed: tuple[str, str | None], title: str
) -> None:
    assert stage.press(*pressed)["acknowledged"]
    assert stage.view()["title"]["text"] == title


def test_following_from_a_card_is_following(stage: Stage) -> None:
    stage.press("card-menu", f"follow {TOLVIK.id}")
    of = stage.archive.subscriptions.of
    assert until(lambda: "maresa-tolvik" in {s.subject for s in of(HERE)})


def test_a_wrong_tone_is_corrected_for_this_workspace_alone(stage: Stage) -> None:
    stage.press("card-menu", f"wrong-tone {TOLVIK.id}")
    assert not stage.submit({"tone": "neutral"}).get("errors")
    assert stage.kept() == [("tone", "confrontational", "neutral")]
    assert stage.alerts() == ["changed", "corrected"]
    assert stage.alerts(OTHER) == []
    assert stage.archive.records.get([TOLVIK.id]) == [TOLVIK], "what was heard stays"
    assert [c.line for c in stage.archive.journal.last(HERE)] == [
        "corrected the tone of a statement: neutral, not hostile"
    ]


def test_a_correction_changes_the_card_in_its_place_and_is_told_in_its_thread(
    stage: Stage,
) -> None:
    tell_shift(stage.archive)
    stage.archive.outbox.put(Alert(HERE, "statement", TOLVIK.id))
    shift, card = stage.deliver()
    there = replace(stage, ts=card["ts"])
    there.press("card-menu", f"wrong-tone {TOLVIK.id}")
    there.submit({"tone": "conciliatory"})
    first, second, correction, withdrawal = stage.deliver()
    assert (first["ts"], second["ts"]) == (shift["ts"], card["ts"])
    assert "*Conciliatory* (as corrected)" in second["text"]
    assert "tone corrected by <@U0MARTA>, was hostile" in second["text"]
    assert (correction["thread_ts"], withdrawal["thread_ts"]) == (card["ts"], shift["ts"])
    assert "<@U0MARTA> corrected the tone: conciliatory, not hostile" in correction["text"]
    assert first["text"].startswith("Withdrawn: Torvania on Kelmora: conciliatory to hostile")
    assert "no longer stands" in withdrawal["text"]


def test_the_same_correction_twice_changes_nothing(stage: Stage) -> None:
    for user in ("marta", "jonas"):
        stage.press("card-menu", f"wrong-tone {TOLVIK.id}", user)
        stage.submit({"tone": "neutral"}, user)
    assert len(stage.kept()) == 1
    assert stage.alerts() == ["changed", "corrected"]


def test_a_correction_can_be_corrected_again(stage: Stage) -> None:
    for tone in ("neutral", "confrontational"):
        stage.press("card-menu", f"wrong-tone {TOLVIK.id}")
        stage.submit({"tone": tone})
    assert stage.kept()[-1] == ("tone", "neutral", "confrontational")
    assert stage.alerts() == ["changed", "corrected"] * 2


@pytest.mark.parametrize(
    ("filled", "right"),
    [
        ({"official": "joren-aalst"}, "joren-aalst"),
        ({"name": "Joren Aalst"}, "joren-aalst"),
        ({"name": "Ilda  Renn"}, "Ilda Renn"),
        ({"nobody": ["nobody"]}, ""),
    ],
)
def test_a_wrong_speaker_is_somebody_else_or_nobody(
    stage: Stage, filled: dict[str, Any], right: str
) -> None:
    stage.press("wrong-speaker")
    assert not stage.submit(filled).get("errors")
    assert stage.kept() == [("speaker", "Maresa Tolvik", right)]


@pytest.mark.parametrize("filled", [{}, {"name": "Ilda Renn", "nobody": ["nobody"]}])
def test_what_is_unclear_stays_open_and_says_so(stage: Stage, filled: dict[str, Any]) -> None:
    stage.press("wrong-speaker")
    assert "one of them" in stage.submit(filled)["errors"]["official"]
    assert stage.kept() == []


def test_an_alert_that_rested_on_it_is_withdrawn_where_it_was_corrected(stage: Stage) -> None:
    told = tell_shift(stage.archive)
    stage.deliver()
    stage.press("card-menu", f"wrong-tone {TOLVIK.id}")
    stage.submit({"tone": "conciliatory"})
    assert "withdrawn" in stage.alerts()
    assert stage.archive.shifts.is_withdrawn(told, HERE.team)
    assert not stage.archive.shifts.is_withdrawn(told, OTHER.team)


def tell_shift(archive: parts.Archive) -> str:
    """The contrast between the two, told to both workspaces."""
    found = find_shifts(timeline_of([AALST, TOLVIK]))
    (id_,) = [archive.shifts.keep("Torvania", shift) for shift in found]
    assert id_
    for channel in (HERE, OTHER):
        archive.outbox.put(Alert(channel, "shift", id_))
    archive.shifts.told(id_, channels=(HERE, OTHER))
    return id_


def test_said_before_finds_what_agrees_and_what_does_not(stage: Stage) -> None:
    text = "Aalst says there was never an honest dialogue with Kelmora, and is not grateful"
    said = ask(stage.slack, "say", {"channel": HERE.id, "user": "marta", "text": text})
    answer = shortcut(stage, said["ts"])
    assert "Said before by Joren Aalst" in answer["text"]
    assert "Contradicting: Joren Aalst, president, Torvania: We are grateful" in answer["text"]
    assert answer["ephemeral_to"] == "U0MARTA"


def test_said_before_of_a_card_looks_before_it(stage: Stage) -> None:
    earlier = a_record("Kelmora is waging a war.", at=NOON - timedelta(days=9), tone=-0.7)
    stage.archive.records.keep(earlier)
    assert (
        "Agreeing: Maresa Tolvik, foreign minister, Torvania: Kelmora is waging a war."
        in (shortcut(stage, stage.ts)["text"])
    )


def test_said_before_of_nobody_says_so(stage: Stage) -> None:
    said = ask(stage.slack, "say", {"channel": HERE.id, "user": "marta", "text": "Lunch?"})
    assert "I find nobody I know" in shortcut(stage, said["ts"])["text"]


def shortcut(stage: Stage, ts: str) -> Any:
    asked = {"channel": HERE.id, "user": "marta", "ts": ts, "callback_id": "said-before"}

    def answers() -> list[Any]:
        told = ask(stage.slack, "messages")
        return [m for m in told if m.get("ephemeral_to") and m["ts"] > ts]

    assert ask(stage.slack, "shortcut", asked)["acknowledged"]
    assert until(lambda: bool(answers()), 20)
    return answers()[-1]


def test_a_locked_workspace_is_corrected_by_those_who_may(stage: Stage) -> None:
    stage.archive.locks.lock(HERE.team, Lock(("U0JONAS",), "U0ADMIN", NOON))
    pressed = stage.press("wrong-speaker")
    assert "in this workspace <@U0JONAS> and the admins may do that" in str(pressed)
    stage.press("wrong-speaker", user="jonas")
    stage.archive.locks.lock(HERE.team, Lock(("U0PRIYA",), "U0ADMIN", NOON))
    refused = stage.submit({"official": "joren-aalst"}, "jonas")
    assert "Only those whom an admin named" in refused["errors"]["official"]
    assert stage.kept() == []
