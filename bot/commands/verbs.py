"""The words of ours: verbs, filters, and what a mistyped one may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_LONGEST = 20
"""Letters of a typed word that is compared with ours."""

VERBS: Mapping[str, str] = {
    "find": "find",
    "search": "find",
    "follow": "follow",
    "subscribe": "follow",
    "unfollow": "unfollow",
    "unsubscribe": "unfollow",
    "list": "list",
    "following": "list",
    "subscriptions": "list",
    "mute": "mute",
    "unmute": "unmute",
    "digest": "digest",
    "quiet": "quiet",
    "tone": "tone",
    "compare": "compare",
    "export": "export",
    "settings": "settings",
    "status": "status",
    "help": "help",
    "?": "help",
}
"""What may be typed, and the verb that it means."""

CORRECTIONS = "corrections"
"""What is exported, unless it stands in quotation marks: then it is a name."""

FILTERS: Mapping[str, str] = {
    "about": "about",
    "on": "about",
    "to": "to",
    "towards": "to",
    "since": "since",
    "from": "since",
    "after": "since",
    "until": "until",
    "till": "until",
    "before": "until",
    "tone": "tone",
    "kind": "kind",
    "n": "n",
    "count": "n",
    "page": "page",
    "alerts": "alerts",
    "sensitivity": "sensitivity",
    "sure": "sure",
}
"""What may stand before a colon, and the filter that it means."""

TAKES: Mapping[str, frozenset[str]] = {
    "find": frozenset({"about", "to", "since", "until", "tone", "kind", "n", "page"}),
    "follow": frozenset({"alerts", "sensitivity", "sure"}),
    "tone": frozenset({"since"}),
    "compare": frozenset({"about"}),
    "export": frozenset({"since"}),
}
"""The filters of each verb; the others take none."""


def near(typed: str, known: Iterable[str]) -> str:
    """The word of ours that it is nearly, or nothing."""
    found = get_close_matches(typed.casefold()[:_LONGEST], known, n=1, cutoff=0.75)
    return found[0] if found else ""
