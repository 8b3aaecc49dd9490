"""Which records report the same in another way, and what may yet prove to do so.

kin:{record}   hash     record -> what differs: words or speaker
recent:{day}   string   a row for each record first read on that day; kept for some days
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from redis import Redis

from bot.adapters.archive.door import translated
from bot.timeline.record import Record
from bot.timeline.repeats import may_be_variant, print_of
from bot.timeline.variant import DAYS, How

_ROW = np.dtype([("print", "<u8", 2), ("id", "S10")])
_KEPT = int((DAYS + timedelta(days=2)).total_seconds())
_MOST = 200
"""What is near to more of them says hardly anything."""


class Kin:
    def __init__(self, redis: Redis) -> None:
        """`redis`: answers in bytes."""
        self._redis: Any = redis

    @translated
    def near(self, record: Record) -> list[str]:
        """Ids of those of the days before that may be akin. From now on it is one of them."""
        day = _day(record)
        row = np.array((print_of(record.statement.text), bytes.fromhex(record.id)), _ROW)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.append(f"recent:{day}", row.tobytes())
            pipe.expire(f"recent:{day}", _KEPT)
            for ago in range(DAYS.days + 1):
                pipe.get(f"recent:{day - timedelta(days=ago)}")
            kept = [rows for rows in pipe.execute()[2:] if rows]
        rows = np.frombuffer(b"".join(kept), _ROW)
        alike = rows[may_be_variant(rows["print"], print_of(record.statement.text))]
        ids = dict.fromkeys(id.ljust(10, b"\0").hex() for id in alike["id"].tolist()[::-1])
        return [id for id in ids if id != record.id][:_MOST]

    @translated
    def link(self, one: str, other: str, how: How) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(f"kin:{one}", other, how)
            pipe.hset(f"kin:{other}", one, how)
            pipe.execute()

    @translated
    def forget(self, records: Sequence[str]) -> None:
        for record in records:
            others = self._redis.hkeys(f"kin:{record}")
            with self._redis.pipeline(transaction=True) as pipe:
                for other in others:
                    pipe.hdel(f"kin:{other.decode()}", record)
                pipe.delete(f"kin:{record}")
                pipe.execute()

    @translated
    def of(self, record: str) -> dict[str, How]:
        """What differs, by the id of the other, in one order every time."""
        found = self._redis.hgetall(f"kin:{record}")
        return {id.decode(): how.decode() for id, how in sorted(found.items())}


def _day(record: Record) -> date:
    return (record.seen or record.at).date()
