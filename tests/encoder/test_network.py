"""The network's runtime: it reads weights, and does nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TELLS_NOBODY = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
"""With any of these set it is silent whatever we do."""


def test_it_leaves_nothing_in_the_home_folder_and_has_nobody_to_report_to(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if k not in TELLS_NOBODY}
    subprocess.run(
        [sys.executable, "-c", "from bot.wiring.parts import scale; scale()"],
        env=clean | {"HOME": str(tmp_path)},
        check=True,
    )
    assert list(tmp_path.rglob("*")) == []
