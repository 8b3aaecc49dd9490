"""A sheet: records as a file for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    filename: str
    content: str
    """CSV, with a byte order mark: without it Excel takes UTF-8 for something else."""
    comment: str
    """What goes with the file; mrkdwn."""
