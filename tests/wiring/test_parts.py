"""The parts: introduced to each other as the settings say, whatever else is in the environment."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from bot import engine
from bot.rehearsal.server import rehearsing
from bot.settings import Settings
from bot.wiring import parts
from bot.wiring.parts import Archive
from tests.rehearsal.asking import ask, at_work
from tests.test_engine import eventually
from tests.world import a_record


def test_what_is_too_old_goes_from_job_to_job(archive: Archive, redis_url: str) -> None:
    now = datetime.now(UTC)
    old, young = (
        a_record(f"So many days: {days}.", at=now - timedelta(days=days)) for days in (40, 20)
    )
    for record in (old, young):
        archive.records.keep(record)
    chosen = Settings(redis_url=redis_url, keep_days=30)
    duties = parts.waiting_duties(chosen, archive, ())
    archive.later.retain()
    hands = engine.workers(archive.broker, duties, archive.later, engine.WAITING)
    try:
        assert eventually(lambda: archive.records.get([old.id]) == [])
        assert eventually(lambda: sum(engine.depth(archive.broker).values()) == 0)
    finally:
        hands.stop(timeout=3000)
    assert archive.records.get([old.id, young.id]) == [young]
    assert engine.dead_letters(archive.notes) == []


def test_our_token_is_used_although_the_app_could_be_installed_elsewhere(
    archive: parts.Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "hush")
    with rehearsing() as slack:
        token = ask(slack, "workspace")["bot_token"]
        chosen = Settings(slack_bot_token=token, slack_api_url=slack.api_url)
        with at_work(slack, parts.app_of(chosen, archive)):
            came = ask(slack, "command", {"command": "/quotes", "text": "help"})
    assert "What you can type" in came["responses"][0]["text"]
    assert os.environ["SLACK_CLIENT_SECRET"] == "hush", "the settings stay readable"
