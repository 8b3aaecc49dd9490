"""What each event of Slack says, and how it comes about in a rehearsal."""

from __future__ import annotations

from typing import Any

# What each event says beyond its `event_ts`, and how it comes about here.
EVENTS: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "app_home_opened": ("home", {"user": "marta"}, {"user", "channel", "tab"}),
    "app_mention": (
        "say",
        {"channel": "politics", "text": "<@U0VERBATIM>"},
        {"user", "channel", "text", "ts"},
    ),
    "app_uninstalled": ("event", {"type": "app_uninstalled"}, set()),
    "channel_deleted": ("event", {"type": "channel_deleted", "channel": "politics"}, {"channel"}),
    "channel_id_changed": (
        "event",
        {"type": "channel_id_changed", "channel": "politics"},
        {"old_channel_id", "new_channel_id"},
    ),
    "channel_left": ("event", {"type": "channel_left", "channel": "politics"}, {"channel"}),
    "channel_rename": (
        "event",
        {"type": "channel_rename", "channel": "politics", "name": "p"},
        {"channel"},
    ),
    "group_deleted": ("event", {"type": "group_deleted", "channel": "investigations"}, {"channel"}),
    "group_left": ("event", {"type": "group_left", "channel": "investigations"}, {"channel"}),
    "group_rename": (
        "event",
        {"type": "group_rename", "channel": "investigations", "name": "i"},
        {"channel"},
    ),
    "member_joined_channel": (
        "event",
        {"type": "member_joined_channel", "channel": "sport"},
        {"user", "channel", "channel_type", "team"},
    ),
    "member_left_channel": (
        "event",
        {"type": "member_left_channel", "channel": "politics", "user": "jonas"},
        {"user", "channel", "channel_type", "team"},
    ),
    "message": (
        "say",
        {"channel": "D0MARTA", "text": "hello"},
        {"user", "channel", "text", "ts"},
    ),
    "team_rename": ("event", {"type": "team_rename", "name": "The Daily"}, {"name"}),
    "tokens_revoked": ("event", {"type": "tokens_revoked"}, {"tokens"}),
    "user_change": (
        "event",
        {"type": "user_change", "user": "marta", "tz": "Asia/Tokyo"},
        {"user", "cache_ts"},
    ),
}
