"""What the ledger was told it knows again after a restart, however it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.cast.message import Message
from bot.rehearsal.cast.view import View
from bot.rehearsal.ledger import Ledger, open_ledger

Change = Callable[[Ledger], None]

TEXTS = st.text(max_size=20)


def posts(text: str) -> Change:
    def change(ledger: Ledger) -> None:
        ts = ledger.fresh_ts()
        block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        ledger.keep_message(
            Message("C0POLITICS", ts, "U0VERBATIM", text, blocks=(block,), metadata={"a": text})
        )

    return change


def edits(text: str) -> Change:
    def change(ledger: Ledger) -> None:
        for message in ledger.in_channel("C0POLITICS")[:1]:
            ledger.keep_message(replace(message, text=text, reactions=("eyes U0MARTA",)))

    return change


def removes(_: str) -> Change:
    def change(ledger: Ledger) -> None:
        for message in ledger.in_channel("C0POLITICS")[-1:]:
            ledger.drop_message(message)

    return change


def renames(text: str) -> Change:
    return lambda ledger: ledger.keep_channel(replace(ledger.channels["C0SPORT"], name=text))


def draws_home(text: str) -> Change:
    view = View("V1", "T0NEWSROOM", "U0MARTA", {"type": "home", "blocks": []}, text, "V1")
    return lambda ledger: ledger.keep_home(view)


def ends_a_token(text: str) -> Change:
    return lambda ledger: ledger.end_token(text, "token_revoked")


CHANGES = st.lists(
    st.one_of(*[TEXTS.map(made) for made in (posts, edits, removes, renames, draws_home)])
    | TEXTS.map(ends_a_token),
    max_size=12,
)


def known(ledger: Ledger) -> object:
    return (
        ledger.app,
        ledger.teams,
        ledger.people,
        ledger.channels,
        ledger.all_messages(),
        ledger.homes,
        ledger.ended,
    )


@given(CHANGES)
def test_reading_what_was_written_gives_it_back(changes: list[Change]) -> None:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        for change in changes:
            change(ledger)
        ledger.close()
        again = open_ledger(Path(folder))
        again.close()
        assert known(again) == known(ledger)


def test_a_line_cut_off_by_a_kill_is_skipped_and_the_rest_is_there(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    posts("one")(ledger)
    posts("two")(ledger)
    ledger.close()
    journal = tmp_path / "slack.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    again = open_ledger(tmp_path)
    posts("three")(again)
    again.close()
    third = open_ledger(tmp_path)
    third.close()
    assert [message.text for message in third.all_messages()] == ["one", "three"]


def test_time_stamps_go_on_rising_after_a_restart_even_if_the_clock_went_back(
    tmp_path: Path,
) -> None:
    ledger = open_ledger(tmp_path, now=lambda: 2000.0)
    posts("one")(ledger)
    ledger.close()
    again = open_ledger(tmp_path, now=lambda: 1000.0)
    again.close()
    assert float(again.fresh_ts()) > 2000
