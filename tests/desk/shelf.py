"""The books of a desk: the real archive, invented people, and a Slack that takes everything."""

from __future__ import annotations

from bot.desk.books import Books
from bot.statements.register import Register
from bot.wiring.parts import Archive
from tests.world import NOON, FakeMembers, FakeNewsroom, register


def books_of(
    archive: Archive,
    members: FakeMembers | None = None,
    newsroom: FakeNewsroom | None = None,
    known: Register | None = None,
) -> Books:
    return Books(
        register=known or register(),
        outlets=["The Herald", "Kelmora Gazette"],
        records=archive.records,
        shifts=archive.shifts,
        subscriptions=archive.subscriptions,
        preferences=archive.preferences,
        journal=archive.journal,
        locks=archive.locks,
        members=members or FakeMembers(),
        confidence=0.8,
        now=lambda: NOON,
        say=(newsroom or FakeNewsroom()).say,
    )
