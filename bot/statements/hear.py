"""article -> statements: who said what, when, and about whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from bot.articles.article import Article
from bot.articles.furniture import story_lines
from bot.statements.attribute import BY_MARK, Attributed, agreed, attribute
from bot.statements.cues import AIMED
from bot.statements.grammar import Grammar, docs_of
from bot.statements.loose import loose_reports
from bot.statements.official import Official
from bot.statements.passage import Passage, Span, is_prose, stretches
from bot.statements.people import People, meet
from bot.statements.pronouns import Meant, follow_pronouns
from bot.statements.quotation import Quotation
from bot.statements.quotes import find_quotations
from bot.statements.register import Register
from bot.statements.report import Report
from bot.statements.reports import reports_of
from bot.statements.said import said_on
from bot.statements.sentence import read_sentences
from bot.statements.speaker import Speaker, speakers_of
from bot.statements.statement import Kind, Statement
from bot.statements.tagger import Tagger
from bot.statements.target import targets_of
from bot.statements.trust import FULL, LIGHT, Trust
from bot.statements.weave import Woven, weave

LONGEST_STORY = 400_000
"""Characters that are listened to: no story is longer, and a minute of grammar is enough."""


def hear(
    article: Article,
    doc_of: Grammar,
    register: Register,
    today: date | None = None,
    tagger: Tagger | None = None,
) -> list[Statement]:
    """In the order of the text.

    Where the article has no date of its own, `today` tells who holds an office; when something
    was said on a "Friday" then stays open, and nothing is called old for it.

    By rules alone, or with a tagger by both, which finds half as much again and errs less.
    """
    day = article.published.date() if article.published else today
    story, woven = read_story(article.text, doc_of, register, day, tagger)
    trust = LIGHT if tagger is None else FULL
    attributed = [(one, story.attributed(one, trust)) for one in woven]
    told = list(agreed(attributed))
    published = article.published.date() if article.published else None
    return sorted(_statements(told, story, published), key=lambda s: (s.start, s.end))


def read_story(
    text: str, doc_of: Grammar, register: Register, day: date | None, tagger: Tagger | None
) -> tuple[Story, list[Woven]]:
    """Every stretch of words that may be somebody's, before it is decided whose."""
    lines = [(line.start, line.end) for line in story_lines(text[:LONGEST_STORY])]
    quotations = find_quotations(text, lines)
    passages = passages_of(text, lines, doc_of)
    sentences = [s for p in passages for s in read_sentences(p, _within(p, quotations))]
    people = meet(passages, register, day)
    story = Story(text, quotations, people, follow_pronouns(sentences, people), day)
    made = [report for sentence in sentences for report in reports_of(sentence, text)]
    made += loose_reports(sentences, made, text)
    if tagger is None:
        return story, [Woven(report.words, 1.0, report) for report in made]
    tags = tagger(text, [(passage.start, passage.end) for passage in passages], quotations)
    return story, weave(made, tags, sentences, quotations, text)


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of an article before its statements are told."""

    text: str
    quotations: Sequence[Quotation]
    people: People
    pronouns: Mapping[int, Meant]
    day: date | None

    def speakers(self, report: Report) -> Iterator[Speaker]:
        return speakers_of(report, self.people, self.pronouns, self.day)

    def kind_of(self, words: Span) -> Kind:
        return _kind(words, self.quotations)

    def attributed(self, woven: Woven, trust: Trust) -> Attributed:
        by_mark = woven.rule is not None and woven.rule.how in BY_MARK
        if not woven.arcs and (woven.nested or by_mark):
            trust = LIGHT
        return attribute(woven, self.text, self.kind_of(woven.words), self.speakers, trust)

    def side_of(self, official: Official) -> str:
        if self.day is None:
            return official.group
        return self.people.register.speaks_for(official, self.day)


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence around a report tells besides the words."""

    about: str
    via: str | None
    spoken_of: str
    published: date | None


_TAIL = 80
"""Characters behind the words that still tell of the saying: ", she told reporters on Friday"."""


def passages_of(text: str, lines: Iterable[Span], doc_of: Grammar) -> list[Passage]:
    spans = [span for line in lines for span in stretches(text, *line)]
    prose = [(start, end) for start, end in spans if is_prose(text[start:end])]
    docs = docs_of([text[start:end] for start, end in prose], doc_of)
    return [
        Passage(number, start, text[start:end], doc)
        for number, ((start, end), doc) in enumerate(zip(prose, docs, strict=True))
    ]


def _within(passage: Passage, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    first = bisect_left(quotations, passage.start, key=lambda quotation: quotation.end)
    last = bisect_left(quotations, passage.end, key=lambda quotation: quotation.start)
    return quotations[first:last]


def _statements(
    told: Sequence[Attributed], story: Story, published: date | None
) -> Iterator[Statement]:
    """What goes on from other words is about whom they were, when it names nobody."""
    reports = [report for report, _ in told]
    aimed: dict[tuple[Token | None, int | None], tuple[str, ...]] = {}
    by_sentence: dict[Span, list[Report]] = defaultdict(list)
    for report in reports:
        by_sentence[report.around].append(report)
    for report, speakers in told:
        beside = [other for other in by_sentence[report.around] if other is not report]
        context = Context(
            _about(report, beside, story.text),
            _via(report, beside, story),
            _spoken_of(report, beside, story.text),
            published,
        )
        for speaker in speakers:
            statement = _statement(report, speaker, context, story)
            if statement.targets and speaker.start is not None:
                aimed[report.cue, speaker.start] = statement.targets
            about = statement.targets or aimed.get((report.cue, speaker.start), ())
            yield replace(statement, targets=about)


_ASIDE = re.compile(r", (?:who|whose|which|where|whom)\b[^,]{0,200},")
"""What a person did when, which says nothing about the day of the words."""


def _about(report: Report, beside: Sequence[Report], text: str) -> str:
    """What the sentence tells about the saying: all but the words said, here or beside."""
    start, end = report.around
    before = [r.words[1] for r in beside if r.words[1] <= report.words[0]]
    after = [r.words[0] for r in beside if r.words[0] >= report.words[1]]
    left = text[max([start, *before]) : max(start, report.words[0])]
    right = text[min(end, report.words[1]) : min([end, *after])][:_TAIL]
    return _ASIDE.sub(" ", f"{left} … {right}")


def _via(report: Report, beside: Sequence[Report], story: Story) -> str | None:
    """Who tells that it was said: the nearest whose words hold this report's cue."""
    if report.cue is None:
        return None
    place = report.passage.at(report.cue)
    holding = [r for r in beside if r.words[0] <= place < r.words[1] and r.source is not None]
    if not holding:
        return None
    outer = min(holding, key=lambda r: r.words[1] - r.words[0])
    speaker = next(story.speakers(outer))
    return speaker.person.name if speaker.person else speaker.phrase or None


def _statement(report: Report, speaker: Speaker, context: Context, story: Story) -> Statement:
    start, end = report.words
    words = story.text[start:end]
    person = speaker.person
    name = person.name if person else None
    official = person.official if person else None
    group = story.side_of(official) if official else None
    said, old = said_on(context.about, context.published)
    transcript = _is_transcript(report, words)
    kind: Kind = "direct" if transcript else _kind(report.words, story.quotations)
    return Statement(
        start=start,
        end=end,
        text=words,
        kind=kind,
        speaker=name,
        speaker_start=speaker.start,
        speaker_end=speaker.end,
        official=official.id if official else None,
        group=group,
        cue=report.cue_words or (report.cue.lower_ if report.cue is not None else None),
        via=context.via if context.via != name else None,
        said=said,
        old=old,
        targets=targets_of(context.spoken_of, story.people.register, name, group),
        confidence=round(speaker.confidence, 2),
    )


def _spoken_of(report: Report, beside: Sequence[Report], text: str) -> str:
    """The words said, with their subject where an aside or the writer's day parts the two."""
    start, end = report.words
    cue = report.cue
    if cue is None or report.passage.at(cue) > start:
        return text[start:end]
    if cue.lemma_.lower() in AIMED:
        return text[report.passage.at(cue) : end]
    if report.how == "parenthesis" and all(other.cue != cue for other in beside):
        return f"{text[report.around[0] : report.passage.at(cue)]} … {text[start:end]}"
    return text[start:end]


def _is_transcript(report: Report, words: str) -> bool:
    """ "JANA ORLO: ..." gives the words themselves; a headline with a colon sums them up."""
    return report.how in {"colon", "turn"} and words.endswith((".", "?", "!", "…"))


def _kind(words: Span, quotations: Sequence[Quotation]) -> Kind:
    start, end = words
    first = bisect_left(quotations, start, key=lambda quotation: quotation.end)
    quoted = 0
    for quotation in quotations[first:]:
        if quotation.start >= end:
            break
        if quotation.start <= start and end <= quotation.end:
            return "direct"
        quoted += 1
    return "mixed" if quoted else "indirect"
