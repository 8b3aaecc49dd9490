"""an article and what the outlet made of it -> corrections in the threads of its cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.alert import Alert
from bot.alerts.edit import Edit
from bot.articles.article import Article
from bot.desk.leave import leave
from bot.desk.listen import Hear, Towards, Weigh, keep_once, record_of
from bot.ports import Articles, Edits, Later, Outbox, Records
from bot.statements.statement import Statement
from bot.timeline.record import Record
from bot.timeline.repeats import same_words
from bot.timeline.revision import Revision, Told, find_revisions


@dataclass(frozen=True, slots=True)
class Revising:
    """What revising works with."""

    articles: Articles
    hear: Hear
    weigh: Weigh
    towards: Towards
    records: Records
    edits: Edits
    outbox: Outbox
    later: Later
    withdraw: Callable[[str], object]
    """Takes back what rested on a record."""


def revise(old: str, new: str, desk: Revising, now: datetime) -> int:
    """How many edits there are; twice is once.

    New words that only correct old ones alert nobody by themselves; what was added, and words
    that were given to somebody else, are news.
    """
    articles = desk.articles.get(old), desk.articles.get(new)
    if articles[0] is None or articles[1] is None:
        return 0
    was, says = ([s for s in desk.hear(article) if s.speaker] for article in articles if article)
    revisions = find_revisions(Told(articles[0].text, was), Told(articles[1].text, says))
    kept = {_place(s): _kept(s, articles[0], desk, now) for s in was}
    ids = {_place(s): _keep(s, articles[1], desk, now) for s in says}
    for revision in revisions:
        record = kept[_place(revision.old)]
        if record is not None:
            id = ids[_place(revision.new)] if revision.new else ""
            edit = _edit_of(revision, record.id, (old, new), articles[1], desk, now)
            _tell(edit, record, id, desk, now)
    quiet = {ids[_place(r.new)] for r in revisions if r.new and r.how == "words"}
    before = {record.id for record in kept.values() if record}
    added = [id for id in dict.fromkeys(ids.values()) if id not in before | quiet]
    if added:
        desk.later.notify(*added)
    return len(revisions)


def _place(statement: Statement) -> tuple[str, int, int]:
    return statement.who, statement.start, statement.end


def _kept(statement: Statement, article: Article, desk: Revising, now: datetime) -> Record | None:
    return desk.records.same(record_of(statement, article, desk.weigh, desk.towards, now))


def _keep(statement: Statement, article: Article, desk: Revising, now: datetime) -> str:
    record = record_of(statement, article, desk.weigh, desk.towards, now)
    return keep_once(record, desk.records)


def _edit_of(
    revision: Revision,
    record: str,
    ids: tuple[str, str],
    article: Article,
    desk: Revising,
    now: datetime,
) -> Edit:
    """A page's own word on when is taken where it can be."""
    stated = article.modified is not None and article.modified <= now
    new = revision.new
    to = "" if new is None else new.speaker or "" if revision.how == "speaker" else new.text
    return Edit(
        record=desk.edits.root(record),
        how=revision.how,
        was=revision.old.text,
        now=to,
        outlet=article.outlet,
        url=article.url,
        at=article.modified if stated and article.modified else now,
        stated=stated,
        old=ids[0],
        new=ids[1],
    )


def _tell(found: Edit, record: Record, new: str, desk: Revising, now: datetime) -> None:
    edit = desk.edits.keep(found)
    # Words that have a card of their own, from another outlet, keep their own thread.
    if new and new != edit.record and not desk.outbox.told("statement", new):
        desk.edits.follow(new, edit.record)
    if new != record.id and not is_carried(
        record, desk.records.outlets(record.id), [*desk.edits.of(edit.record), edit]
    ):
        desk.records.doubt(record.id, "gone" if edit.how == "gone" else "changed")
    for channel in desk.outbox.told("statement", edit.record):
        changed = Alert(channel, "changed", edit.record, version=edit.version, at=now)
        line = Alert(channel, "corrected", edit.record, version=edit.version)
        leave(desk.outbox, desk.later, changed, line)
    desk.withdraw(record.id)


def is_carried(record: Record, outlets: Mapping[str, str], edits: Iterable[Edit]) -> bool:
    """Somebody still carries the words: the last edit of each page tells of that page."""
    last = {edit.url: edit for edit in edits}
    lost = {url for url, edit in last.items() if not _has(edit, record)}
    return not set(outlets) <= lost


def _has(edit: Edit, record: Record) -> bool:
    if edit.how != "words":
        return False
    return same_words(edit.now, record.statement.text)
