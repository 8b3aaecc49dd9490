"""The benchmarks: one line a figure, speeds as ratios against a rival in the same run.

    make bench

The newswire's stories are the texts, so anybody can run it; several of them were reworded while
the ear and the lexicon were written, so what it says of quality flatters.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

import feedparser

from bot.articles.article import Article
from bot.sources.feed import read_feed
from bot.statements.grammar import open_grammar
from bot.statements.hear import hear
from bot.wiring import parts
from tests.rehearsal.test_expected import EXPECTED, heard, register, said_in, speakers_of

_ROUNDS = 3


def main() -> None:
    texts = [article for article, _ in heard().values()]
    for name, figure in (*_quality(), *_speed(texts)):
        print(f"{name}: {figure}")  # noqa: T201


def _quality() -> list[tuple[str, str]]:
    cases = EXPECTED["must"]
    named = [[s.speaker for s in said_in(case) if s.speaker] for case in cases]
    found = sum(case["speaker"] in names for case, names in zip(cases, named, strict=True))
    wrong = sum(
        bool(set(names) - speakers_of(case)) for case, names in zip(cases, named, strict=True)
    )
    return [
        ("newswire, statements found under the right name", f"{found} of {len(cases)}"),
        ("newswire, statements under a wrong name", f"{wrong} of {len(cases)}"),
    ]


def _speed(articles: Sequence[Article]) -> list[tuple[str, str]]:
    nlp = open_grammar()
    known, scale = register(), parts.weighing()
    texts = [article.text for article in articles]
    statements = [s.text for _, found in heard().values() for s in found]
    feed = _feed(300)
    bare = _seconds(lambda: [nlp(text) for text in texts])
    ear = _seconds(lambda: [hear(article, nlp, known) for article in articles])
    tone = _seconds(lambda: [scale(text) for text in statements]) / len(statements)
    ours = _seconds(lambda: read_feed(feed, "bench", "https://bench.example/feed"))
    # With an address to resolve links against, as it is asked to read a feed from the web.
    where = {"content-location": "https://bench.example/feed"}
    rival = _seconds(lambda: feedparser.parse(feed, response_headers=where))
    return [
        ("ear, articles a second against the bare spaCy pipeline", f"{bare / ear:.2f}"),
        ("tone, share of the 15 ms a statement may take", f"{tone / 0.015:.3f}"),
        ("feeds, entries a second against bare feedparser", f"{rival / ours:.2f}"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    """The median of a few rounds, after one that is not counted."""
    work()
    taken = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def _feed(entries: int) -> bytes:
    items = "".join(
        f"<item><title>Story {n}</title><link>https://bench.example/{n}</link>"
        "<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>B</title>{items}</channel></rss>'.encode()


if __name__ == "__main__":
    main()
