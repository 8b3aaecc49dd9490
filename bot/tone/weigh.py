"""statement text -> tone: by the phrases of the lexicon and by the ear of a small network."""

from __future__ import annotations

from collections.abc import Sequence

from bot.tone.blend import balance, tone_of
from bot.tone.odds import Odds
from bot.tone.reasons import reasons_of
from bot.tone.scale import Scale
from bot.tone.tone import Label, Reason, Tone

_LABELS: tuple[Label, ...] = ("neutral", "confrontational", "conciliatory")
_CONTRARY = 0.25
"""A balance of the lexicon beyond it, to either side, contradicts the opposite pole."""
_SURE = 0.8
"""What a pole that the lexicon contradicts must have: to name the wrong one costs most."""

_UNSHOWN = 0.6
"""What a pole must have that no phrase of the lexicon shows."""
_PLAIN = 0.7
"""A balance of the lexicon that is taken for plain words."""
_HESITANT, _UNLIKELY = 0.6, 0.15
"""The odds below which neutral is no more than hesitation, and the opposite pole out of view."""


def weigh(text: str, scale: Scale) -> Tone:
    """Offsets in `because` count characters of `text`; confidence is the chance that the
    label is right."""
    reasons = reasons_of(text, scale.lexicon)
    leaning = scale.judge(text)
    odds = scale.blend(reasons, leaning)
    label = label_of(odds, reasons)
    tone, confidence = tone_of(odds, leaning), odds.of(label)
    return Tone(round(tone, 4), label, round(confidence, 4), _because(reasons, label))


def label_of(odds: Odds, reasons: Sequence[Reason]) -> Label:
    """The likeliest; neutral where lexicon and network would name opposite poles, and the pole
    of plain words where the network only hesitates."""
    likeliest = max(_LABELS, key=odds.of)
    if odds.of(likeliest) < _needed(odds, reasons):
        return "neutral"
    spoken = _plainly(reasons)
    if likeliest == "neutral" and spoken and _hesitates(odds, spoken):
        return spoken
    return likeliest


def _needed(odds: Odds, reasons: Sequence[Reason]) -> float:
    """What a pole must have: more when no word shows it, most when words contradict it."""
    if not reasons:
        return _UNSHOWN
    contradicted = odds.tone * balance(reasons) < 0 and abs(balance(reasons)) > _CONTRARY
    return _SURE if contradicted else 0


def _plainly(reasons: Sequence[Reason]) -> Label | None:
    """The pole that all reasons point to, when they are heavy."""
    if abs(balance(reasons)) < _PLAIN or len({reason.weight > 0 for reason in reasons}) > 1:
        return None
    return "conciliatory" if balance(reasons) > 0 else "confrontational"


def _hesitates(odds: Odds, spoken: Label) -> bool:
    other = 1 - odds.neutral - odds.of(spoken)
    return odds.neutral < _HESITANT and other < _UNLIKELY


def _because(reasons: Sequence[Reason], label: Label) -> tuple[Reason, ...]:
    """What points to the other pole has not led to this one."""
    against = {"confrontational": 1, "neutral": 0, "conciliatory": -1}[label]
    led = [reason for reason in reasons if reason.weight * against <= 0]
    return tuple(sorted(led, key=lambda reason: (-abs(reason.weight), reason.start)))
