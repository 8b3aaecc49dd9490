"""A dry run: what following somebody would have sent in the last week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts.changes import Trial
from bot.desk.books import Books
from bot.desk.notify import is_evidence
from bot.desk.voice import Voice
from bot.timeline.bar import Sensitivity
from bot.timeline.shift import find_shifts
from bot.timeline.timeline import timeline_of

_WEEK = timedelta(days=7)
_MOST = 500
"""Statements of a week that are looked at."""


def try_out(subject: Voice, sensitivity: Sensitivity, books: Books) -> Trial:
    since = books.now() - _WEEK
    return Trial(_statements(subject, since, books), _shifts(subject, sensitivity, since, books))


def _statements(subject: Voice, since: datetime, books: Books) -> int:
    query = replace(subject.query, since=since.date())
    found = books.records.find(query, 0, _MOST).records
    return sum(record.at >= since and is_evidence(record, books.confidence) for record in found)


def _shifts(subject: Voice, sensitivity: Sensitivity, since: datetime, books: Books) -> int:
    """Found anew: what is kept was found with the sensitivities of those who follow already."""
    kept = books.records.of_group(subject.group)
    news = [record for record in kept if is_evidence(record, books.confidence)]
    theirs = {r.id for r in news if subject.id in (r.statement.official, r.statement.group)}
    found = find_shifts(timeline_of(news), sensitivity)
    return sum(
        shift.at >= since and not theirs.isdisjoint((shift.before[-1], shift.after[-1]))
        for shift in found
    )
