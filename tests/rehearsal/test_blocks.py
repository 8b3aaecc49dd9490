"""The rules for blocks, on whatever an app may send: they complain, and never fail."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.blocks.check import (
    complaints_of_message,
    complaints_of_options,
    complaints_of_view,
    with_ids,
)
from tests.rehearsal.specimens import REFUSED, TAKEN, VIEWS_TAKEN

WORDS = st.sampled_from(["type", "text", "section", "mrkdwn", "elements", "blocks", "a", ""])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_nonsense_is_complained_about(sent: Any) -> None:
    for complaint in (
        *complaints_of_message(sent),
        *complaints_of_view(sent, ("modal", "home")),
        *complaints_of_options(sent),
    ):
        assert complaint.startswith("[ERROR] ")
        assert "[json-pointer:/" in complaint or complaint.endswith("[json-pointer:]")


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every key and index inside, with what it is a key of."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(inside):
        yield value, key
        if isinstance(part, dict | list):
            yield from places(part)


@given(
    st.sampled_from([*TAKEN.values(), *[[view] for view in VIEWS_TAKEN.values()]]), JSON, st.data()
)
def test_one_thing_wrong_never_breaks_the_rules_themselves(
    right: list[Any], wrong: Any, data: st.DataObject
) -> None:
    sent = copy.deepcopy(right)
    inside, key = data.draw(st.sampled_from(list(places(sent))))
    inside[key] = wrong
    if not complaints_of_message(sent):
        assert len(with_ids(sent)) == len(sent)
    if isinstance(sent[0], dict) and not complaints_of_view(sent[0], ("modal",)):
        assert len(with_ids(sent[0]["blocks"])) == len(sent[0]["blocks"])


@given(st.sampled_from(list(TAKEN.values())), st.sampled_from(list(REFUSED.values())))
def test_one_wrong_block_spoils_a_message(right: list[Any], wrong: tuple[list[Any], str]) -> None:
    if len(right) + len(wrong[0]) <= 50:
        assert complaints_of_message(right) == []
        assert complaints_of_message([*right, *wrong[0]]) != []


@given(st.sampled_from(list(TAKEN.values())))
def test_ids_are_made_up_where_there_are_none_and_kept_where_there_are(right: list[Any]) -> None:
    once = with_ids(right)
    assert with_ids(once) == once
    assert complaints_of_message(list(once)) == []
