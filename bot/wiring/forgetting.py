"""`forget`: whom a name means, and what is kept of them."""

from __future__ import annotations

from bot.desk.forget import Forgetting, Held, forget, held
from bot.errors import BadCall
from bot.settings import Settings
from bot.statements.register import Register
from bot.wiring import inspection, parts


def forget_person(chosen: Settings, name: str, *, really: bool) -> Held:
    """What there is of them; nothing of it afterwards, if it is really meant."""
    kept = inspection.archive(chosen)
    desk = Forgetting(
        kept.records, kept.shifts, kept.kin, kept.edits, kept.corrections, kept.outbox
    )
    found = held(names_of(name, parts.register_of(chosen)), desk)
    if really:
        forget(found, desk)
    return found


def names_of(name: str, register: Register) -> list[str]:
    """Everything under which their words may stand. BadCall where it could be several people."""
    known = register.by_id(name)
    people = [known] if known else register.named(name)
    if len(people) > 1:
        ids = ", ".join(official.id for official in people)
        raise BadCall(f"'{name}' may be several people; name one of {ids}")
    return list(dict.fromkeys([*(n for p in people for n in (p.id, p.name)), name]))
