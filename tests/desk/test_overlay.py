"""What a workspace corrected is found where it belongs there, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.commands.command import Compare, Export, Lookup, ToneOf
from bot.desk.answer import look_up
from bot.desk.compare import compare
from bot.desk.export import export, export_corrections
from bot.desk.tone import tone_of
from bot.timeline.query import Query, answers
from bot.timeline.record import Record
from bot.wiring.parts import Archive
from tests.desk.reading import correct, holdings_of
from tests.world import DESK, NOON, a_record

ABROAD = Channel("T2", "C9")
WORDS = a_record("The ferries stay shut.", "Maresa Tolvik", tone=-0.8, targets=("Kelmora",))
OTHERS = a_record("We thank them.", "Joren Aalst", NOON - timedelta(hours=1), tone=0.8)


def test_a_statement_joins_the_look_ups_of_who_said_it_and_leaves_the_others(
    archive: Archive,
) -> None:
    for record in (WORDS, OTHERS):
        archive.records.keep(record)
    correct(archive, WORDS, "speaker", "joren-aalst")
    here = holdings_of(archive)
    aalst = look_up(Lookup("Aalst"), DESK, here).text
    assert "Joren Aalst · 2 statements" in aalst
    assert aalst.index("The ferries stay shut.") < aalst.index("We thank them.")
    assert "Nothing by Maresa Tolvik" in look_up(Lookup("Tolvik"), DESK, here).text
    assert "The ferries stay shut." in look_up(Lookup("Tolvik"), ABROAD, here).text
    assert "1 statement" in look_up(Lookup("Aalst"), ABROAD, here).text


def test_it_counts_in_tone_comparison_and_file(archive: Archive) -> None:
    for record in (WORDS, OTHERS):
        archive.records.keep(record)
    correct(archive, WORDS, "speaker", "tomas-verrell")
    here = holdings_of(archive)
    assert "1 statement, 1 hostile" in tone_of(ToneOf("Verrell"), DESK, here).text
    assert "Nothing by Maresa Tolvik that counts" in tone_of(ToneOf("Tolvik"), DESK, here).text
    both = compare(Compare("Verrell", "Tolvik"), DESK, here).text
    assert "*Tomas Verrell*; 1 statement" in both
    assert "*Maresa Tolvik*; nothing on record" in both
    sheet = export(Export("Verrell"), DESK, here, lambda _: True)
    assert "tomas-verrell,Tomas Verrell,foreign minister" in getattr(sheet, "content", "")


def test_a_tone_that_was_corrected_is_found_under_the_right_one(archive: Archive) -> None:
    archive.records.keep(WORDS)
    correct(archive, WORDS, "tone", "conciliatory")
    here = holdings_of(archive)
    friendly = look_up(Lookup("Tolvik", tone="conciliatory"), DESK, here).text
    assert "The ferries stay shut." in friendly
    assert "Nothing on record" in look_up(Lookup("Tolvik", tone="confrontational"), DESK, here).text


def test_somebody_outside_the_register_is_found_by_name(archive: Archive) -> None:
    archive.records.keep(WORDS)
    correct(archive, WORDS, "speaker", "Ilda Renn")
    here = holdings_of(archive)
    assert "The ferries stay shut." in look_up(Lookup("ilda renn"), DESK, here).text
    assert "I do not know" in look_up(Lookup("Ilda Renn"), ABROAD, here).text


SPEAKERS = ["maresa-tolvik", "joren-aalst", "tomas-verrell", "Ilda Renn", ""]
MOVES = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(SPEAKERS)), max_size=8, unique_by=lambda m: m[0]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES, page=st.integers(1, 4), speaker=st.sampled_from(SPEAKERS[:4]))
def test_pages_are_those_of_an_archive_that_had_heard_it_right(
    archive: Archive, moves: list[tuple[int, str]], page: int, speaker: str
) -> None:
    archive.redis.flushall()
    names = ["Maresa Tolvik", "Joren Aalst", "Tomas Verrell"]
    kept: list[Record] = []
    for n in range(12):
        kept.append(a_record(f"Words {n}.", names[n % 3], NOON - timedelta(hours=n // 2)))
        archive.records.keep(kept[-1])
    overlay = holdings_of(archive).overlay
    for n, who in moves:
        correct(archive, kept[n], "speaker", who)
    query = Query(speaker=speaker)
    right = overlay.get(DESK.team, [record.id for record in kept])
    wanted = [record for record in right if answers(query, record)]
    wanted.sort(key=lambda record: (record.at, record.id), reverse=True)
    found = overlay.find(DESK.team, query, 3 * (page - 1), 3)
    assert found.total == len(wanted)
    assert found.records == wanted[3 * (page - 1) : 3 * page]


def test_what_was_corrected_is_a_file_of_labels(archive: Archive) -> None:
    archive.records.keep(WORDS)
    correct(archive, WORDS, "tone", "neutral")
    correct(archive, WORDS, "tone", "conciliatory", n=1)
    correct(archive, WORDS, "speaker", "joren-aalst", n=2)
    sheet = export_corrections(DESK, holdings_of(archive), lambda _: True)
    content = getattr(sheet, "content", "")
    rows = [row.split(",")[1:8] for row in content.splitlines()[1:]]
    said = "The ferries stay shut."
    assert [row[:6] for row in rows] == [
        ["tone", said, "confrontational", "confrontational", "neutral", ""],
        ["tone", said, "confrontational", "confrontational", "conciliatory", ""],
        ["speaker", said, "Maresa Tolvik", "Maresa Tolvik", "Joren Aalst", "joren-aalst"],
    ]
    assert [row[6] for row in rows] == ["no", "yes", "yes"]
    nothing = export_corrections(ABROAD, holdings_of(archive), lambda _: True)
    assert "Nobody has corrected anything" in getattr(nothing, "text", "")


def test_a_workspace_without_files_left_is_told_so_before_anything_is_read(
    archive: Archive,
) -> None:
    archive.records.keep(WORDS)
    here = holdings_of(archive)
    for answer in (
        export(Export("Tolvik"), DESK, here, lambda _: False),
        export_corrections(DESK, here, lambda _: False),
    ):
        assert isinstance(answer, Message)
        assert "as many files as it may within an hour" in answer.text
