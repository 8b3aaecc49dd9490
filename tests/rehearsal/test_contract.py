"""The stand-in is held against what Slack documents of its methods and events."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal import api
from bot.rehearsal.api.methods import METHODS
from tests.rehearsal.contract import CONTRACTS, EVERYWHERE, refusals
from tests.rehearsal.events import EVENTS

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "slack-api"
beside = pytest.mark.skipif(not BESIDE.is_dir(), reason="slack-api does not lie beside")


def documented(method: str) -> Any:
    return json.loads((BESIDE / "methods" / f"{method}.json").read_text(encoding="utf-8"))


def test_there_is_a_contract_for_every_method_and_a_method_for_every_contract() -> None:
    assert set(METHODS) == set(CONTRACTS)


@pytest.mark.parametrize("method", METHODS)
def test_a_method_asks_only_for_what_is_required_and_refuses_in_documented_words(
    method: str,
) -> None:
    # A trigger is required by a group of arguments of which one is enough.
    required = {*CONTRACTS[method].needs.split(), "trigger_id"}
    assert {name for name, _ in METHODS[method].needs} <= required
    assert {refusal for _, refusal in METHODS[method].needs} <= refusals(method)


def test_every_refusal_in_the_code_is_documented_somewhere() -> None:
    folder = Path(api.__file__).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    said = set(re.findall(r'Refused\(\s*"([a-z_]+)"', code))
    known = frozenset().union(*(refusals(method) for method in CONTRACTS))
    # Response addresses and the install page are no methods.
    assert said - known <= {"no_scopes"}


@beside
@pytest.mark.parametrize("method", CONTRACTS)
def test_the_table_agrees_with_the_documentation(method: str) -> None:
    told = documented(method)
    required = {name for name, about in told["args"].items() if about.get("required")}
    examples = [json.loads(example) for example in told["response"]["examples"]]
    answers = {key for example in examples if example["ok"] for key in example}
    errors = {*told["errors"], *(e["error"] for e in examples if "error" in e)}
    contract = CONTRACTS[method]
    assert set(contract.needs.split()) == required
    assert set(contract.answers.split()) <= answers
    assert set(contract.refuses.split()) <= errors


@beside
def test_common_refusals_are_common() -> None:
    errors = [set(documented(method)["errors"]) for method in CONTRACTS]
    for refusal in EVERYWHERE:
        assert sum(refusal in known for known in errors) >= len(errors) - 3, refusal


@beside
@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_says_what_is_documented(kind: str) -> None:
    told = json.loads((BESIDE / "events" / f"{kind}.json").read_text(encoding="utf-8"))
    documented_keys = set(told.get("example") or {}) - {"type", "event_ts"}
    # Who invited whom, and to which enterprise, is not always told.
    assert documented_keys - {"inviter", "enterprise"} <= EVENTS[kind][2]


@beside
def test_no_documented_event_is_missing() -> None:
    assert {file.stem for file in (BESIDE / "events").glob("*.json")} == set(EVENTS)


@beside
def test_no_documented_method_is_missing() -> None:
    assert {file.stem for file in (BESIDE / "methods").glob("*.json")} == set(METHODS)
