"""JSON as Slack sends it: its shape is held by rules (`blocks`, `api`), not by types."""

from __future__ import annotations

from typing import Any

Payload = dict[str, Any]
