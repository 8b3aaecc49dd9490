"""What a card works with, introduced to what may be pressed on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.desk import look, recall
from bot.desk.cards import Cards
from bot.desk.correct import Correcting, correct_speaker, correct_tone
from bot.tone.tone import Tone


def cards_of(desk: Correcting, weigh: Callable[[str], Tone], now: Callable[[], datetime]) -> Cards:
    looking = look.Looking(desk.records, desk.shifts, desk.overlay)
    return Cards(
        context=partial(look.context, desk=looking),
        why=partial(look.why, desk=looking),
        wrong_speaker=partial(look.wrong_speaker, desk=looking),
        wrong_tone=partial(look.wrong_tone, desk=looking),
        correct_speaker=lambda record, told, channel, user: correct_speaker(
            record, told, channel, user, now(), desk
        ),
        correct_tone=lambda record, label, channel, user: correct_tone(
            record, label, channel, user, now(), desk
        ),
        subject=partial(look.subject, desk=looking),
        said_before=partial(
            recall.said_before, desk=recall.Recalling(desk.records, desk.overlay, weigh)
        ),
    )
