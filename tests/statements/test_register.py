"""The register: names as written and as typed, offices by date, sides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statements.names import fold
from bot.statements.register import Register, read_register
from tests.statements.norland import OFFICIALS, SIDES


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register([("sides.toml", SIDES), ("officials.toml", OFFICIALS)])


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("Andrei Vostrikov", ["andrei-vostrikov"]),
        ("ANDREI VOSTRIKOV", ["andrei-vostrikov"]),
        ("Andrey Vostrikov", ["andrei-vostrikov"]),
        ("Андрей Востриков", ["andrei-vostrikov"]),
        ("Востриков", ["andrei-vostrikov"]),
        ("Vostrikov", ["andrei-vostrikov"]),
        ("Vostrikov’s", ["andrei-vostrikov"]),
        ("Mr. Vostrikov", ["andrei-vostrikov"]),
        ("Andrei P. Vostrikov", ["andrei-vostrikov"]),
        ("A.P. Vostrikov", ["andrei-vostrikov"]),
        ("B. Vostrikov", []),
        ("Andrei Petrovich Vostrikov", ["andrei-vostrikov"]),
        ("Oleg Vostrikov", []),
        ("Andrei Brunn and Oleg Vostrikov", []),
        ("Andrei Pal Petrovich Orsk Vostrikov", []),
        ("spokesman for Vostrikov", []),
        ("Zemyrian Foreign Minister Andrei Vostrikov", ["andrei-vostrikov"]),
        ("President Vostrikov", ["andrei-vostrikov"]),
        ("Mrs. Vostrikov", []),
        ("Ms Maartens", ["ilse-maartens"]),
        ("Mr Maartens", []),
        ("Andrei Vostrikov Jr.", []),
        ("Ilse K. Maartens", ["ilse-maartens"]),
        ("Asa Holm", ["asa-holm"]),
        ("ÅSA HOLM", ["asa-holm"]),
        ("Holm", ["per-holm", "asa-holm"]),
        ("Mr. Holm", ["per-holm"]),
        ("Mrs. Holm", ["asa-holm"]),
        ("P. Holm", ["per-holm"]),
        ("King Olgerd", ["king-olgerd-iii"]),
        ("Norland's King Olgerd", ["king-olgerd-iii"]),
        ("Olgerd", []),
        ("文太宇", ["wen-taiyu"]),
        ("Tomas Grieve", ["tomas-grieve"]),
        ("Grieve", ["tomas-grieve"]),
        ("Un", []),
        ("UN", []),
        ("Bo Un", []),
        ("", []),
        ("Mr.", []),
        ("...", []),
        ("a b c", []),
        ("mr " * 5000, []),
    ],
)
def test_a_name_as_written_finds_who_may_be_meant(
    register: Register, written: str, ids: list[str]
) -> None:
    assert [official.id for official in register.named(written)] == ids


@pytest.mark.parametrize(
    ("on", "first"), [(date(2015, 5, 1), "per-holm"), (date(2019, 5, 1), "asa-holm")]
)
def test_of_two_bearers_the_one_in_office_comes_first(
    register: Register, on: date, first: str
) -> None:
    found = register.named("Holm", on)
    assert found[0].id == first
    assert len(found) == 2


@pytest.mark.parametrize(
    ("written", "proof"),
    [
        ("Andrei Vostrikov", True),
        ("Mr. Vostrikov", True),
        ("Per Holm", True),
        ("Holm", False),
        ("Mr. Holm", False),
        ("Grieve", False),
        ("Tomás Grieve", True),
        ("Mrs. Vostrikov", False),
        ("Nobody Known", False),
    ],
)
def test_a_name_proves_who_is_meant_when_it_is_nobody_elses(
    register: Register, written: str, proof: bool
) -> None:
    assert register.proves(written) is proof


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("vostrikov", ["andrei-vostrikov"]),
        ("Vostrikov Andrei", ["andrei-vostrikov"]),
        ("Vostrikov, Andrey", ["andrei-vostrikov"]),
        ("востриков", ["andrei-vostrikov"]),
        ("andrei-vostrikov", ["andrei-vostrikov"]),
        ("*Vostrikov*", ["andrei-vostrikov"]),
        ("ilse", ["ilse-maartens"]),
        ("asa", ["asa-holm"]),
        ("holm", ["per-holm", "asa-holm"]),
        ("norland", []),
        ("vostrikof", []),
        ("", []),
        (" ,", []),
    ],
)
def test_a_reporter_finds_an_official(register: Register, typed: str, ids: list[str]) -> None:
    assert [official.id for official in register.find(typed)] == ids


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("Norland", "Norland"),
        ("norland", None),
        ("NORLAND", "Norland"),
        ("Norlandic", "Norland"),
        ("Norlanders", "Norland"),
        ("Norland's", "Norland"),
        ("Skarholm", "Norland"),
        ("the Old Fort", "Norland"),
        ("Old Fort", "Norland"),
        ("The Old Fort’s", "Norland"),
        ("NL", "Norland"),
        ("N.L.", "Norland"),
        ("the NL", "Norland"),
        ("NLR", "Norland"),
        ("nl", None),
        ("ZEMGRAD", "Zemyria"),
        ("the League of the Sound", "League"),
        ("Atlantis", None),
        ("the", None),
        ("", None),
    ],
)
def test_a_word_means_a_side(register: Register, word: str, side: str | None) -> None:
    found = register.side_of(word)
    assert (found.name if found else None) == side


def test_a_reporter_types_a_side_in_any_case(register: Register) -> None:
    for typed in ("norland", "nl", "NORLAND", "the old fort", "skarholm "):
        side = register.group(typed)
        assert side is not None, typed
        assert side.name == "Norland", typed
    assert register.group("vostrikov") is None


@pytest.mark.parametrize(
    ("title", "side", "on", "holder"),
    [
        ("foreign minister", "Zemyria", date(2020, 1, 1), "andrei-vostrikov"),
        ("Foreign Minister", "Zemyrian", date(2020, 1, 1), "andrei-vostrikov"),
        ("minister of foreign affairs", "Zemgrad", date(2020, 1, 1), "andrei-vostrikov"),
        ("foreign minister", "Zemyria", date(2021, 5, 31), "andrei-vostrikov"),
        ("foreign minister", "Zemyria", date(2021, 6, 1), None),
        ("president", "Zemyria", date(2021, 6, 1), "andrei-vostrikov"),
        ("president", "Zemyria", date(2021, 5, 31), None),
        ("foreign minister", "Norland", date(2017, 1, 1), "per-holm"),
        ("foreign secretary", "Norland", date(2018, 1, 1), "asa-holm"),
        ("defence secretary", "Norland", date(2018, 1, 1), "tomas-grieve"),
        ("spokesman", "Zemyria", date(2018, 1, 1), "wen-taiyu"),
        ("spokesperson", "Zemyria", date(2018, 1, 1), "wen-taiyu"),
        ("former foreign minister", "Zemyria", date(2020, 1, 1), None),
        ("deputy foreign minister", "Zemyria", date(2020, 1, 1), None),
        ("secretary general", "League", date(2021, 1, 1), "ilse-maartens"),
        ("chief", "League", date(2021, 1, 1), "ilse-maartens"),
        ("secretary-general", "Norland", date(2021, 1, 1), None),
        ("president", "Atlantis", date(2021, 1, 1), None),
        ("", "Norland", date(2021, 1, 1), None),
    ],
)
def test_an_office_has_its_holder_on_its_days(
    register: Register, title: str, side: str, on: date, holder: str | None
) -> None:
    found = register.office_holder(title, side, on)
    assert (found.id if found else None) == holder


def test_two_holders_of_one_office_are_nobody() -> None:
    twin = OFFICIALS.replace("until = 2018-01-01", "until = 2019-01-01")
    register = read_register([("s", SIDES), ("o", twin)])
    assert register.office_holder("foreign secretary", "Norland", date(2018, 6, 1)) is None


def test_an_official_speaks_for_the_side_of_the_office(register: Register) -> None:
    maartens = register.by_id("ilse-maartens")
    assert maartens is not None
    assert register.speaks_for(maartens, date(2015, 1, 1)) == "Norland"
    assert register.speaks_for(maartens, date(2019, 6, 1)) == "Norland"
    assert register.speaks_for(maartens, date(2020, 6, 1)) == "League"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("vostrikof", "Andrei Vostrikov"),
        ("Vostirkov", "Andrei Vostrikov"),
        ("andrei vostrikv", "Andrei Vostrikov"),
        ("martens", "Ilse Maartens"),
        ("norlnd", "Norland"),
        ("zemyra", "Zemyria"),
        ("holmm", "Per Holm"),
    ],
)
def test_a_near_miss_suggests_what_was_meant(
    register: Register, typed: str, suggested: str
) -> None:
    assert suggested in register.suggest(typed)


def test_suggestions_are_few_different_and_none_for_noise(register: Register) -> None:
    assert len(register.suggest("holm", limit=1)) == 1
    assert len(set(register.suggest("zemyrian"))) == len(register.suggest("zemyrian"))
    assert register.suggest("qqqqqqq") == ()
    assert register.suggest("holm", limit=0) == ()
    assert register.suggest("") == ()


def test_an_empty_register_knows_nobody() -> None:
    nobody = read_register([])
    assert nobody.officials == ()
    assert nobody.named("Vostrikov") == ()
    assert nobody.find("Vostrikov") == ()
    assert nobody.suggest("Vostrikov") == ()


def test_a_later_file_adds_and_replaces() -> None:
    more = """
[[side]]
name = "Zemyria"
words = ["Newgrad"]

[[official]]
id = "andrei-vostrikov"
name = "Andrei Vostrikov"
group = "Zemyria"
offices = [{ title = "mayor", since = 2022-01-01 }]

[[official]]
id = "zoe-lindt"
name = "Zoë Lindt"
group = "Zemyria"
offices = []
"""
    register = read_register([("s", SIDES), ("o", OFFICIALS), ("mine.toml", more)])
    vostrikov = register.by_id("andrei-vostrikov")
    assert vostrikov is not None
    assert [office.title for office in vostrikov.offices] == ["mayor"]
    assert register.named("Андрей Востриков") == ()
    assert [official.id for official in register.named("Zoe Lindt")] == ["zoe-lindt"]
    assert register.side_of("Newgrad") is not None
    assert register.side_of("Zemgrad") is None


SPELLINGS = ("Andrei", "Vostrikov", "Holm", "Mr.", "Mrs.", "P.", "King", "the", "’s", "NL", " ")
typed = st.text() | st.lists(st.sampled_from(SPELLINGS), max_size=20).map(" ".join)


@given(typed, st.dates())
def test_whatever_is_typed_never_raises(register: Register, text: str, day: date) -> None:
    register.named(text, day)
    register.proves(text)
    register.find(text)
    register.group(text)
    register.side_of(text)
    register.office_holder(text, text, day)
    register.by_id(text)
    assert len(register.suggest(text, 3)) <= 3


@given(typed)
def test_case_and_folding_do_not_change_who_is_found(register: Register, text: str) -> None:
    assert register.named(" ".join(fold(text))) == register.named(text)


@given(typed)
def test_who_is_proved_is_one(register: Register, text: str) -> None:
    assert not register.proves(text) or len(register.named(text)) == 1
