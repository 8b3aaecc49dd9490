"""What may be asked about the record, with its ports in its hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.adapters.archive.outbox import Outbox
from bot.adapters.archive.rota import Rota
from bot.adapters.archive.shifts import Shifts
from bot.alerts.subscription import Channel
from bot.desk.answer import look_up
from bot.desk.compare import compare
from bot.desk.export import Spend, export, export_corrections
from bot.desk.holdings import Holdings
from bot.desk.lookups import Lookups
from bot.desk.offer import offer
from bot.desk.overlay import Overlay
from bot.desk.status import Gauges, status
from bot.desk.tone import tone_of


def lookups_of(
    overlay: Overlay,
    shifts: Shifts,
    gauges: Gauges,
    now: Callable[[], datetime],
    spend: Spend,
) -> Lookups:
    holdings = Holdings(overlay, shifts, now)
    return Lookups(
        today=lambda: now().date(),
        look_up=partial(look_up, holdings=holdings),
        compare=partial(compare, holdings=holdings),
        tone=partial(tone_of, holdings=holdings),
        export=partial(export, holdings=holdings, spend=spend),
        export_corrections=partial(export_corrections, holdings=holdings, spend=spend),
        status=partial(status, gauges=gauges),
        offer=partial(offer, register=overlay.register),
    )


def gauges_of(rota: Rota, outbox: Outbox, names: Mapping[str, str]) -> Gauges:
    """`names` of sources by id."""

    def unsure(channel: Channel) -> int:
        return sum(outbox.tries(alert) > 0 for alert in outbox.waiting_in(channel))

    def parked(team: str) -> list[str]:
        return [why for alert, why in outbox.parked().items() if alert.startswith(f"{team}:")]

    return Gauges(
        sources=rota.states,
        names=names,
        waiting=lambda channel: len(outbox.waiting_in(channel)),
        held=outbox.held,
        unsure=unsure,
        parked=parked,
    )
