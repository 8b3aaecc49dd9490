"""Soundness: every complaint about officials and sides, by file, line and key."""

from __future__ import annotations

import pytest

from bot.errors import BadInput
from bot.statements.soundness import read_sound
from tests.statements.norland import OFFICIALS, SIDES


def test_sound_files_give_their_records_in_order() -> None:
    officials, sides = read_sound([("s.toml", SIDES), ("o.toml", OFFICIALS)])
    assert officials[0].name == "Andrei Vostrikov"
    assert [side.name for side in sides] == ["Norland", "Zemyria", "League"]


def test_a_name_that_all_its_bearers_mark_is_no_mistake() -> None:
    marked = OFFICIALS.replace('aliases = ["King Olgerd"]', 'ambiguous = ["Holm"]')
    officials, _ = read_sound([("s.toml", SIDES), ("o.toml", marked)])
    assert sum("Holm" in official.ambiguous for official in officials) == 3


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'aliases = ["King Olgerd"]',
            'aliases = ["Vostrikov"]',
            "o.toml:45: aliases: 'Vostrikov' is also a name of andrei-vostrikov: mark it",
        ),
        (
            'name = "Åsa Holm"\ngroup = "Norland"\npronoun = "she"\nambiguous = ["Holm"]',
            'name = "Åsa Holm"\ngroup = "Norland"\npronoun = "she"\naliases = ["Holm"]',
            "o.toml:37: aliases: 'Holm' is also a name of per-holm: mark it",
        ),
        (
            "until = 2021-06-01 }",
            "until = 2014-03-01 }",
            "o.toml:9: offices: foreign minister: since 2014-03-01 until 2014-03-01 is out",
        ),
        ('group = "Zemyria"', 'group = "Zemria"', "o.toml:5: group: no [[side]] is named 'Zemria'"),
        ('of = "League"', 'of = "Leage"', "o.toml:21: offices: no [[side]] is named 'Leage'"),
        ('id = "per-holm"', 'id = "asa-holm"', "o.toml:33: id: 'asa-holm' stands twice"),
        ('id = "per-holm"', 'id = "Per Holm"', "o.toml:25: id: 'Per Holm' is not"),
        ('id = "per-holm"', 'id = "pér-holm"', "o.toml:25: id: 'pér-holm' is not"),
        ('id = "per-holm"', 'id = ""', "o.toml:25: id: '' is not"),
        ('"King Olgerd"]', '"..."]', "o.toml:45: aliases: '...' holds no letter"),
        ('name = "Per Holm"', 'name = " "', "o.toml:26: name: ' ' holds no letter"),
        ('pronoun = "he"', 'pronoun = "it"', "o.toml:6: pronoun: "),
        ('pronoun = "he"', 'pronuon = "he"', "o.toml:6: pronuon: unknown key"),
        ("since = 2014-03-01", "since = 'spring'", "o.toml:9: offices: since: must be a day"),
        ('title = "president", ', "", "o.toml:10: offices: title: missing"),
        ('title = "president"', 'title = ""', "o.toml:10: offices: the title '' holds no letter"),
        ("since = 2014-03-01", "from = 2014-03-01", "o.toml:9: offices: from: unknown key"),
    ],
)
def test_a_complaint_names_file_line_and_key(old: str, new: str, complaint: str) -> None:
    assert old in OFFICIALS
    with pytest.raises(BadInput) as caught:
        read_sound([("s.toml", SIDES), ("o.toml", OFFICIALS.replace(old, new, 1))])
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"Zemgrad"', '"Skarholm"', "s.toml:8: words: 'Skarholm' already means Norland"),
        ('"Zemgrad"', '"the Norlandic"', "s.toml:8: words: 'the Norlandic' already means Norland"),
        ('name = "Zemyria"', 'name = "Norland"', "s.toml:7: name: 'Norland' stands twice"),
        ('kind = "body"', 'kind = "club"', "s.toml:12: kind: should be 'country' or 'body'"),
        ('name = "Zemyria"', 'name = "Skarholm"', "s.toml:7: name: 'Skarholm' already means"),
        ('name = "Zemyria"', 'name = ""', "s.toml:7: name: '' holds no letter"),
    ],
)
def test_a_complaint_about_a_side_names_file_line_and_key(
    old: str, new: str, complaint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read_sound([("s.toml", SIDES.replace(old, new, 1))])
    assert str(caught.value).startswith(complaint)
