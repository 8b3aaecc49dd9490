"""The shipped officials and sides: sound, broad enough, and found by the names that pages use."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from bot.statements.names import fold
from bot.statements.register import Register, read_register


@pytest.fixture(scope="module")
def register() -> Register:
    folder = files("bot.data")
    names = ("sides.toml", "officials.toml")
    return read_register([(name, folder.joinpath(name).read_text("utf-8")) for name in names])


def test_it_is_broad_enough_for_a_foreign_desk(register: Register) -> None:
    assert len(register.officials) >= 500
    assert len({official.group for official in register.officials}) >= 90


def test_ids_are_the_folded_names(register: Register) -> None:
    for official in register.officials:
        assert official.id == "-".join(fold(official.name)), official.id


def test_offices_stand_in_the_order_they_were_held(register: Register) -> None:
    for official in register.officials:
        days = [office.since for office in official.offices]
        assert days, official.id
        assert days == sorted(days), official.id


def test_an_office_is_not_held_twice_at_once_by_one_person(register: Register) -> None:
    for official in register.officials:
        for office in official.offices:
            held = [one for one in official.offices_on(office.since) if one.title == office.title]
            assert held == [office], official.id


def test_everybody_was_in_office_since_2014(register: Register) -> None:
    for official in register.officials:
        lasts = [office.until or date.max for office in official.offices]
        assert max(lasts) > date(2014, 1, 1), official.id


def test_everybody_has_a_pronoun_and_a_plausible_wikidata_id(register: Register) -> None:
    ids = [official.wikidata for official in register.officials if official.wikidata]
    assert len(set(ids)) == len(ids)
    for official in register.officials:
        assert official.pronoun in {"he", "she"}, official.id
        assert not official.wikidata or official.wikidata[1:].isdecimal(), official.id


def test_a_full_name_alone_proves_who_is_meant(register: Register) -> None:
    for official in register.officials:
        assert register.named(official.name) == (official,), official.id
        assert register.proves(official.name), official.id


def test_every_alias_finds_its_official_and_nobody_else(register: Register) -> None:
    for official in register.officials:
        for alias in official.aliases:
            assert register.named(alias) == (official,), (official.id, alias)


def test_a_surname_marked_ambiguous_is_nobodys_proof(register: Register) -> None:
    for official in register.officials:
        for name in official.ambiguous:
            assert official in register.named(name), (official.id, name)
            assert not register.proves(name), (official.id, name)


@pytest.mark.parametrize(
    "common",
    [
        *("May", "Power", "Price", "Un", "Jr", "III", "Earnest", "King", "Montenegro", "Ban"),
        *("Borne", "Truss", "Gallant", "Pence", "Petro", "Prince Mohammed", "روحانی", "ظریف"),
    ],
)
def test_common_words_prove_nobody(register: Register, common: str) -> None:
    assert not register.proves(common)


@pytest.mark.parametrize(
    "surname",
    ["Kuleba", "Patrushev", "McMaster", "Bolsonaro", "Kallas", "Pistorius", "Landsbergis"],
)
def test_a_surname_of_another_well_known_person_only_hints(
    register: Register, surname: str
) -> None:
    assert register.named(surname)
    assert not register.proves(surname)


MONTHS_WITH_ONE_HOLDER = [
    date(year, month, 15) for year in range(2014, 2027) for month in range(1, 13)
]


def test_the_great_offices_never_have_two_holders(register: Register) -> None:
    great = ("president", "prime minister", "foreign minister", "defence minister", "chancellor")
    for day in MONTHS_WITH_ONE_HOLDER:
        held = [
            (office.of or official.group, office.title)
            for official in register.officials
            for office in official.offices_on(day)
            if office.title in great
        ]
        assert len(held) == len(set(held)), day


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sergey V. Lavrov", "Sergey Lavrov"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Mr. Lavrov", "Sergey Lavrov"),
        ("Сергей Лавров", "Sergey Lavrov"),
        ("Yuri V. Ushakov", "Yuri Ushakov"),
        ("Vladimir V. Putin", "Vladimir Putin"),
        ("President Biden", "Joe Biden"),
        ("Joseph R. Biden Jr.", "Joe Biden"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Зеленський", "Volodymyr Zelensky"),
        ("J. D. Vance", "JD Vance"),
        ("President Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("习近平", "Xi Jinping"),
        ("Mr. Xi", "Xi Jinping"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("King Charles", "King Charles III"),
        ("Jean-Noel Barrot", "Jean-Noël Barrot"),
        ("Radek Sikorski", "Radosław Sikorski"),
        ("MBS", "Mohammed bin Salman"),
        ("Crown Prince Mohammed bin Salman", "Mohammed bin Salman"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Mrs von der Leyen", "Ursula von der Leyen"),
        ("Mrs May", "Theresa May"),
        ("Moon Jae-in", "Moon Jae-in"),
        ("نتانیاهو", None),
        ("בנימין נתניהו", "Benjamin Netanyahu"),
        ("Donald Trump Jr.", None),
        ("Hunter Biden", None),
        ("Jill Biden", None),
        ("Putin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Putin's spokesman", None),
        ("Mrs. Obama", None),
    ],
)
def test_names_as_pages_write_them(register: Register, written: str, name: str | None) -> None:
    assert [official.name for official in register.named(written)] == ([name] if name else [])


@pytest.mark.parametrize(
    ("title", "side", "on", "name"),
    [
        ("foreign minister", "Russia", date(2021, 12, 31), "Sergey Lavrov"),
        ("foreign policy adviser", "the Kremlin", date(2021, 12, 31), "Yuri Ushakov"),
        ("president", "the United States", date(2021, 12, 31), "Joe Biden"),
        ("spokesman", "the Kremlin", date(2021, 12, 31), "Dmitry Peskov"),
        ("press secretary", "Kremlin", date(2021, 12, 31), "Dmitry Peskov"),
        ("foreign ministry spokeswoman", "Russian", date(2021, 12, 31), "Maria Zakharova"),
        ("secretary of state", "U.S.", date(2021, 12, 31), "Antony Blinken"),
        ("secretary of state", "US", date(2017, 12, 31), "Rex Tillerson"),
        ("press secretary", "White House", date(2021, 12, 31), "Jen Psaki"),
        ("prime minister", "Britain", date(2021, 12, 31), "Boris Johnson"),
        ("foreign secretary", "UK", date(2022, 9, 5), "Liz Truss"),
        ("prime minister", "British", date(2022, 9, 6), "Liz Truss"),
        ("chancellor", "German", date(2021, 12, 7), "Angela Merkel"),
        ("chancellor", "German", date(2021, 12, 8), "Olaf Scholz"),
        ("secretary-general", "NATO", date(2021, 12, 31), "Jens Stoltenberg"),
        ("chief", "Nato", date(2025, 1, 1), "Mark Rutte"),
        ("secretary general", "United Nations", date(2021, 12, 31), "António Guterres"),
        ("foreign policy chief", "EU", date(2021, 12, 31), "Josep Borrell"),
        ("President", "European Commission", date(2021, 12, 31), "Ursula von der Leyen"),
        ("president of the European Council", "EU", date(2021, 12, 31), "Charles Michel"),
        ("head", "IAEA", date(2021, 12, 31), "Rafael Grossi"),
        ("prime minister", "Estonia", date(2021, 12, 31), "Kaja Kallas"),
        ("premier", "Chinese", date(2021, 12, 31), "Li Keqiang"),
        ("foreign ministry spokesman", "China", date(2021, 12, 31), None),
    ],
)
def test_offices_as_pages_write_them(
    register: Register, title: str, side: str, on: date, name: str | None
) -> None:
    holder = register.office_holder(title, side, on)
    assert (holder.name if holder else None) == name


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("Moscow", "Russia"),
        ("the Kremlin", "Russia"),
        ("Russians", "Russia"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Washington", "United States"),
        ("U.S.", "United States"),
        ("the White House", "United States"),
        ("Americans", "United States"),
        ("us", None),
        ("polish", None),
        ("turkey", None),
        ("Turkey", "Turkey"),
        ("who", None),
        ("Tehran’s", "Iran"),
        ("Downing Street", "United Kingdom"),
        ("North Korean", "North Korea"),
        ("Korean", None),
        ("Congo", None),
        ("Brussels", None),
        ("the North Atlantic alliance", "NATO"),
        ("European Union", "EU"),
    ],
)
def test_words_for_sides(register: Register, word: str, side: str | None) -> None:
    found = register.side_of(word)
    assert (found.name if found else None) == side


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lavrv", "Sergey Lavrov"),
        ("zelenksy", "Volodymyr Zelensky"),
        ("Macrn", "Emmanuel Macron"),
        ("rusia", "Russia"),
        ("ukrane", "Ukraine"),
    ],
)
def test_near_misses(register: Register, typed: str, name: str) -> None:
    assert register.suggest(typed)[0] == name


def test_an_official_who_changed_sides_speaks_for_the_one_of_the_day(register: Register) -> None:
    kallas = register.by_id("kaja-kallas")
    assert kallas is not None
    assert register.speaks_for(kallas, date(2022, 3, 1)) == "Estonia"
    assert register.speaks_for(kallas, date(2025, 3, 1)) == "EU"
