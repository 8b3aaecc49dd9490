"""What a card works with, introduced to what may be pressed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.desk import look, recall
from bot.desk.cards import Cards
from bot.desk.compose import no_variants
from bot.desk.correct import Correcting, correct_speaker, correct_tone
from bot.desk.permit import refusal_in
from bot.timeline.variant import Variant
from bot.tone.tone import Tone


def cards_of(
    desk: Correcting,
    weigh: Callable[[str], Tone],
    variants: Callable[[str], Sequence[Variant]] = no_variants,
) -> Cards:
    looking = look.Looking(desk.overlay, desk.books.shifts, variants)
    return Cards(
        context=partial(look.context, desk=looking),
        why=partial(look.why, desk=looking),
        wrong_speaker=partial(look.wrong_speaker, desk=looking),
        wrong_tone=partial(look.wrong_tone, desk=looking),
        refusal=partial(refusal_in, books=desk.books),
        correct_speaker=partial(correct_speaker, desk=desk),
        correct_tone=partial(correct_tone, desk=desk),
        subject=partial(look.subject, desk=looking),
        said_before=partial(recall.said_before, desk=recall.Recalling(desk.overlay, weigh)),
    )
