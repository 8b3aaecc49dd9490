"""What newsrooms corrected, each workspace's own.

corrections:{team}    hash   record -> its corrections in the order they were made, as JSON
corrections           set    workspaces that corrected anything
labelled              hash   record -> the record as JSON, once it is kept for its corrections alone
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from redis import Redis

from bot.adapters.archive.door import translated
from bot.alerts.correction import Correction
from bot.timeline.record import Record

_JSON = TypeAdapter(list[Correction])
_RECORD = TypeAdapter(Record)


class Corrections:
    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    @translated
    def keep(self, made: Correction) -> Correction:
        key = f"corrections:{made.channel.team}"

        def add(pipe: Any) -> Correction:
            earlier = _read(pipe.hget(key, made.record))
            stands = _last(made.what, earlier)
            pipe.multi()
            if stands and stands.right == made.right:
                return stands
            pipe.hset(key, made.record, _JSON.dump_json([*earlier, made]))
            pipe.sadd("corrections", made.channel.team)
            return made

        kept: Correction = self._redis.transaction(add, key, value_from_callable=True)
        return kept

    @translated
    def of(self, team: str, records: Sequence[str]) -> list[list[Correction]]:
        kept = self._redis.hmget(f"corrections:{team}", records) if records else []
        return [_read(text) for text in kept]

    @translated
    def of_team(self, team: str) -> list[Correction]:
        lists = map(_read, self._redis.hvals(f"corrections:{team}"))
        return sorted((made for of_one in lists for made in of_one), key=_order)

    @translated
    def label(self, records: Sequence[Record]) -> None:
        ids = [record.id for record in records]
        made = [self.of(team, ids) for team in self._redis.smembers("corrections")]
        for record, *corrections in zip(records, *made, strict=True):
            if any(corrections):
                self._redis.hset("labelled", record.id, _RECORD.dump_json(record))

    @translated
    def labelled(self, records: Sequence[str]) -> list[Record]:
        kept = self._redis.hmget("labelled", records) if records else []
        return [_RECORD.validate_json(text) for text in kept if text]

    @translated
    def all_labelled(self) -> list[Record]:
        return [_RECORD.validate_json(text) for text in self._redis.hvals("labelled")]

    @translated
    def forget(self, records: Sequence[str]) -> None:
        for key in ("labelled", *(f"corrections:{t}" for t in self._redis.smembers("corrections"))):
            self._redis.hdel(key, "", *records)

    @translated
    def all(self) -> list[Correction]:
        """Of every workspace, in the order they were made."""
        teams = self._redis.smembers("corrections")
        return sorted((made for team in teams for made in self.of_team(team)), key=_order)


def _order(made: Correction) -> tuple[datetime, str, str]:
    return made.at, made.record, made.what


def _read(kept: str | None) -> list[Correction]:
    return _JSON.validate_json(kept) if kept else []


def _last(what: str, corrections: list[Correction]) -> Correction | None:
    return next((made for made in reversed(corrections) if made.what == what), None)
