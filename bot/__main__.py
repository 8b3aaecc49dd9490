"""The front door: `python -m bot COMMAND`."""

from __future__ import annotations

import sys

from bot.cli.front import answer


def main() -> None:
    sys.exit(answer(sys.argv[1:]))


if __name__ == "__main__":
    main()
