"""article -> records: who said what in it, weighed and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.articles.article import Article
from bot.happenings import Heard, Witness, nobody
from bot.ports import Articles, Later, Records
from bot.statements.statement import Statement
from bot.timeline.record import Record
from bot.timeline.repeats import record_id
from bot.tone.tone import Tone

Hear = Callable[[Article], list[Statement]]
Weigh = Callable[[str], Tone]
Towards = Callable[[Statement], Mapping[str, Tone]]
"""A tone for each whom a statement names, where they differ."""

_PARAGRAPH = 2000
"""Characters; of a longer paragraph what is near the words is kept."""
_NEIGHBOUR = 400
"""Characters of the paragraph before, and of the one after."""


def listen(
    article: str,
    articles: Articles,
    hear: Hear,
    weigh: Weigh,
    towards: Towards,
    records: Records,
    later: Later,
    now: datetime,
    witness: Witness = nobody,
) -> int:
    """How many statements of named people the article holds.

    Doing it twice changes nothing: the same words have the same id, and what notifying
    leads to is told once. An article no longer kept holds nothing.
    """
    kept = articles.get(article)
    if kept is None:
        return 0
    found = [record_of(s, kept, weigh, towards, now) for s in hear(kept) if s.speaker]
    heard = [replace(record, id=keep_once(record, records)) for record in found]
    if heard:
        later.notify(*dict.fromkeys(record.id for record in heard))
    witness(Heard(article, kept.url, tuple(heard)))
    return len(heard)


def record_of(
    statement: Statement, article: Article, weigh: Weigh, towards: Towards, now: datetime
) -> Record:
    weighed = put_on_record(statement, weigh(statement.text), article, now)
    return replace(weighed, towards=towards(statement))


def keep_once(record: Record, records: Records) -> str:
    """The id under which these words stand: an earlier record's when they are not new."""
    with records.alone(record.statement.who):
        earlier = records.same(record)
        if earlier is None:
            records.keep(record)
            return record.id
        records.also_in(earlier.id, record.outlet, record.url)
        both = put_together(earlier, record)
        if both != earlier:
            records.rewrite(both)
        return both.id


def put_together(earlier: Record, later: Record) -> Record:
    """One record of the same words heard twice: the better hearing, at the earlier hour.

    What one outlet says was said now is now, although another one tells it as old. What was
    taken out of a page is no longer in doubt once it is read again; what is disputed is.
    """
    doubt = earlier.doubt if earlier.doubt == "disputed" else later.doubt
    if earlier.statement.old != later.statement.old:
        better = later if earlier.statement.old else earlier
        return replace(better, id=earlier.id, seen=earlier.seen, doubt=doubt)
    better = max(earlier, later, key=lambda record: record.statement.confidence)
    at = min(earlier.at, later.at)
    return replace(better, id=earlier.id, seen=earlier.seen, at=at, doubt=doubt)


def put_on_record(statement: Statement, tone: Tone, article: Article, now: datetime) -> Record:
    return Record(
        id=record_id(statement.who, statement.text),
        statement=statement,
        tone=tone,
        at=_when_said(statement, article.published, now),
        url=article.url,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        seen=now,
        context=_around(article.text, statement),
    )


def _when_said(statement: Statement, published: datetime | None, now: datetime) -> datetime:
    """To the hour where the day is the article's own, at noon of an earlier day."""
    read = published or now
    if statement.said is None or statement.said == read.date():
        return read
    return min(read, datetime.combine(statement.said, time(12), UTC))


def _around(text: str, statement: Statement) -> str:
    """The paragraph it stands in, and as much of its neighbours as a doubting reader needs."""
    start = text.rfind("\n", 0, statement.start) + 1
    end = text.find("\n", statement.end)
    end = end if end >= 0 else len(text)
    if end - start > _PARAGRAPH:
        start = max(start, statement.start - _NEIGHBOUR)
        end = min(end, statement.end + _NEIGHBOUR)
    before = text[:start].rstrip().rpartition("\n")[2]
    after = text[end:].lstrip().partition("\n")[0]
    parts = (_end_of(before), text[start:end].strip(), _beginning_of(after))
    return "\n\n".join(part for part in parts if part)


def _end_of(paragraph: str) -> str:
    if len(paragraph) <= _NEIGHBOUR:
        return paragraph
    return "… " + paragraph[-_NEIGHBOUR:].partition(" ")[2]


def _beginning_of(paragraph: str) -> str:
    if len(paragraph) <= _NEIGHBOUR:
        return paragraph
    return paragraph[:_NEIGHBOUR].rpartition(" ")[0] + " …"
