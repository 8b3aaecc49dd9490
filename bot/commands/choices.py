"""What may stand behind the colon of a filter, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping

from bot.commands.command import PAGE, Alerts
from bot.statements.statement import Kind
from bot.timeline.bar import Sensitivity
from bot.tone.tone import Label

TONES: Mapping[str, Label] = {
    "hostile": "confrontational",
    "confrontational": "confrontational",
    "harsh": "confrontational",
    "negative": "confrontational",
    "neutral": "neutral",
    "conciliatory": "conciliatory",
    "friendly": "conciliatory",
    "positive": "conciliatory",
}
KINDS: Mapping[str, Kind] = {
    "direct": "direct",
    "quoted": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    "paraphrase": "indirect",
    "paraphrased": "indirect",
}
ALERTS: Mapping[str, Alerts] = {
    "all": "all",
    "everything": "all",
    "shifts": "shifts",
    "shift": "shifts",
    "turns": "shifts",
    "digest": "digest",
}
SENSITIVITIES: Mapping[str, Sensitivity] = {
    "fewer": "fewer",
    "balanced": "balanced",
    "more": "more",
}
SURE: Mapping[str, bool] = {"yes": True, "no": False}

EXAMPLES: Mapping[str, str] = {
    "about": '`about:"grain deal"`',
    "to": "`to:NATO`",
    "since": "`since:7d` or `since:2021-12-01`",
    "until": "`until:yesterday` or `until:2021-12-01`",
    "tone": "`tone:hostile`, `tone:neutral` or `tone:conciliatory`",
    "kind": "`kind:direct`, `kind:mixed` or `kind:indirect`",
    "n": f"`n:{PAGE}`",
    "page": "`page:2`",
    "alerts": "`alerts:all`, `alerts:shifts` or `alerts:digest`",
    "sensitivity": "`sensitivity:fewer`, `sensitivity:balanced` or `sensitivity:more`",
    "sure": "`sure:yes`",
}
