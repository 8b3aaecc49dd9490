"""The benchmarks: one line a figure, speeds as ratios against a rival in the same run.

    make bench [CORPUS=folder]

With the folder of annotated articles (train.gold.jsonl and score.py in it) the ear is scored on
those that nothing was learned from or tuned on; see bot/data/EAR.md for the split.

The newswire's stories are the texts, so anybody can run it; several of them were reworded while
the ear and the lexicon were written, so what it says of quality flatters.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import feedparser

from bot.adapters.archive.records import Records
from bot.articles.article import Article
from bot.settings import Settings
from bot.sources.feed import read_feed
from bot.statements.grammar import open_grammar
from bot.statements.hear import hear
from bot.statements.mentions import mentions
from bot.statements.tagger import Tagger
from bot.training.corpus import rows_of
from bot.wiring import parts
from tests.bench_archive import Press, bytes_used, fill, one_official, serving
from tests.polling import lines as polling_lines
from tests.rehearsal.test_expected import EXPECTED, heard, register, said_in, speakers_of
from tests.tone.bench import lines as tone_lines

_ROUNDS = 3


def main() -> None:
    texts = [article for article, _ in heard().values()]
    for name, figure in (
        *_quality(),
        *_speed(texts),
        *_memory(texts),
        *_archive(),
        *polling_lines(),
    ):
        print(f"{name}: {figure}")  # noqa: T201
    if len(sys.argv) > 1:
        for grade, tagger in (("full", parts.tagging()), ("light", None)):
            print(f"\nthe ear, {grade}, on annotated articles it has not seen")  # noqa: T201
            print(_scored(Path(sys.argv[1]), tagger))  # noqa: T201
        for name, figure in tone_lines(Path(sys.argv[1]).parent):
            print(f"{name}: {figure}")  # noqa: T201


def _scored(corpus: Path, tagger: Tagger | None) -> str:
    """What the corpus's own scorer says."""
    nlp, known = open_grammar(), parts.register_of(Settings())
    with TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold", Path(folder) / "told"
        with gold.open("w") as golds, told.open("w") as tolds:
            for row in rows_of(corpus, ("report",)):
                golds.write(json.dumps(row) + "\n")
                found = hear(Article("", "", row["text"]), nlp, known, tagger=tagger)
                kept = [{name: getattr(one, name) for name in _ASKED} for one in found]
                tolds.write(json.dumps({"id": row["id"], "statements": kept}) + "\n")
        command = [
            sys.executable,
            f"{corpus}/score.py",
            "--gold",
            f"{gold}",
            "--predictions",
            f"{told}",
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


_ASKED = ("start", "end", "text", "kind", "speaker", "speaker_start", "speaker_end")


def _memory(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Of this process, with everything loaded: what stays is the point, not where it begins."""
    ear = parts.hearing(Settings(), register())
    sizes = []
    for number in range(_MANY):
        ear(articles[number % len(articles)])
        if number + 1 in {_FEW, _MANY}:
            sizes.append(_megabytes())
    first, last = sizes
    return [(f"memory after {_FEW} and {_MANY} articles, MB", f"{first:.0f} and {last:.0f}")]


_FEW, _MANY = 100, 400


def _megabytes() -> float:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


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
    light = _seconds(lambda: [hear(article, nlp, known) for article in articles])
    tagger = parts.tagging()
    full = _seconds(lambda: [hear(article, nlp, known, tagger=tagger) for article in articles])
    tracked = mentions(known.officials[:20])
    strangers = [text for text in texts if not tracked(text)]
    skipped = len(strangers) / _seconds(lambda: [tracked(text) for text in strangers])
    tone = _seconds(lambda: [scale(text) for text in statements]) / len(statements)
    ours = _seconds(lambda: read_feed(feed, "bench", "https://bench.example/feed"))
    # With an address to resolve links against, as it is asked to read a feed from the web.
    where = {"content-location": "https://bench.example/feed"}
    rival = _seconds(lambda: feedparser.parse(feed, response_headers=where))
    return [
        ("light ear, articles a second against the bare spaCy pipeline", f"{bare / light:.2f}"),
        ("full ear, the same", f"{bare / full:.2f}"),
        ("articles a second that name nobody tracked and are skipped", f"{skipped:,.0f}"),
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


def _archive() -> Iterator[tuple[str, str]]:
    """All by one official; the clock's figures are of this machine, the ratios less so."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as redis:
        empty = bytes_used(redis)
        fill(redis, Press(speakers=1), _STATEMENTS)
        each = (bytes_used(redis) - empty) / _STATEMENTS
        yield "archive, bytes a statement with its index", f"{each:.0f}"
        yield from one_official(Records(redis), _STATEMENTS)


_STATEMENTS = 100_000


def _feed(entries: int) -> bytes:
    items = "".join(
        f"<item><title>Story {n}</title><link>https://bench.example/{n}</link>"
        "<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>B</title>{items}</channel></rss>'.encode()


if __name__ == "__main__":
    main()
