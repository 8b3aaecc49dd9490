"""`python -m tests.chaos --kills 200 --seed N`: strikes, and says what came of it."""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.news import write_stories
from tests.chaos.plan import make_plan
from tests.chaos.trial import try_it


def main() -> int:
    asked = _arguments().parse_args()
    seed = random.SystemRandom().randrange(10**6) if asked.seed is None else asked.seed
    blows = make_plan(seed, asked.kills, asked.every)
    length = max([20.0, *(blow.at for blow in blows)])
    stories = write_stories(seed, int(length / asked.stories))
    _tell(f"seed {seed}: {asked.kills} kills in {length:.0f} s, {len(stories)} stories")
    started = time.monotonic()
    with TemporaryDirectory(prefix="chaos-", dir=asked.folder) as folder:
        outcome = try_it(
            stories, blows, asked.stories, Path(folder), _tell, asked.without == "idempotency"
        )
    for line in outcome.figures():
        _tell(line)
    _tell(f"seed {seed}, {time.monotonic() - started:.0f} s in all")
    problems = outcome.problems()
    for problem in problems:
        _tell(f"WRONG: {problem}")
    return 1 if problems else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, help="replays the plan of a run that printed it")
    parser.add_argument("--every", type=float, default=3.0, help="seconds between two kills")
    parser.add_argument("--stories", type=float, default=1.5, help="seconds between two stories")
    parser.add_argument("--without", choices=["idempotency"], help="the run then has to fail")
    parser.add_argument("--folder", type=Path, help="where the data goes")
    return parser


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
