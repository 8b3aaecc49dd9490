"""Everything that Redis keeps <-> lines of JSON; docs/backup.md tells what each line says.

Records are written as they are, so that a later layout can read them. What else is kept is
written as it lies there, key by key, and what can be had again from it or from the world is left
out: the ways to find records, locks, the pace of channels, whose turn it is at a host.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from redis import Redis

from bot.adapters.archive.door import translated
from bot.adapters.archive.outbox import KEPT, Outbox
from bot.adapters.archive.packed import Kept, unpack
from bot.adapters.archive.records import Records
from bot.alerts.alert import Alert
from bot.errors import BadInput

FORMAT = 1
_LEFT_OUT = (
    *("record:", "speaker:", "group:", "word:", "target:", "outbox:", "mail:"),
    *("recent:", "lock:", "slot:", "pace:", "coming:", "host:", "turns:", "robots:", "cards:"),
)
_LEFT_OUT_TOO = ("numbered", "stale", "layout", "migrating", "due", "taken", "health")
_WAITS = "waiting"
"""The state of an alert that a line of its own tells."""
_KEPT, _ALERT = TypeAdapter(Kept), TypeAdapter(Alert)
_AT_ONCE = 500

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Backup:
    """`raw`: a client that is given bytes."""

    raw: Redis
    records: Records
    outbox: Outbox

    def lines(self) -> Iterator[Line]:
        """What waits for a channel comes last: what left meanwhile is known to have left."""
        yield from self._records()
        yield from self._keys()
        for channel in self.outbox.waiting():
            for alert in self.outbox.waiting_in(channel):
                yield {"kind": "alert", "alert": _ALERT.dump_python(alert, mode="json")}

    def _records(self) -> Iterator[Line]:
        store: Any = self.raw
        for keys in _batches(store.scan_iter("record:*", count=_AT_ONCE)):
            for packed in store.mget(keys):
                if packed:
                    yield {"kind": "record", **_KEPT.dump_python(unpack(packed), mode="json")}

    def _keys(self) -> Iterator[Line]:
        store: Any = self.raw
        for key in store.scan_iter(count=_AT_ONCE):
            name = key.decode()
            if not _is_left_out(name):
                kind = store.type(key).decode()
                value = _READ[kind](store, key) if kind in _READ else None
                # None or empty: it went away, or its last part did, while we looked.
                if value and not _waits(name, value):
                    seconds = max(0, store.ttl(key))
                    yield {"kind": kind, "key": name, "value": value, "seconds": seconds}

    @translated
    def restore(self, line: Line) -> None:
        """Twice is once, and what is there already stays. BadInput for what is no line of ours."""
        try:
            _restore(self, line)
        except (ValidationError, LookupError, TypeError, ValueError) as error:
            raise BadInput(f"this line cannot be read: {str(error).splitlines()[0]}") from error


def _restore(to: Backup, line: Line) -> None:
    match line["kind"]:
        case "record":
            _restore_record(to.records, _KEPT.validate_python(_without_kind(line)))
        case "alert":
            _restore_alert(to, _ALERT.validate_python(line["alert"]))
        case kind:
            _restore_key(to.raw, kind, line)


def _restore_record(records: Records, kept: Kept) -> None:
    records.keep(kept.record)
    for url, outlet in kept.also.items():
        records.also_in(kept.record.id, outlet, url)


def _restore_alert(to: Backup, alert: Alert) -> None:
    if to.outbox.put(alert):
        for told in alert.tells:
            to.raw.set(f"alert:{told}", _WAITS, nx=True, ex=KEPT)


def _restore_key(raw: Redis, kind: str, line: Line) -> None:
    key, value, seconds = str(line["key"]), line["value"], int(line["seconds"])
    if _is_left_out(key) or _waits(key, value):
        raise ValueError(f"{key} is none of the keys that an export holds")
    store: Any = raw
    was_there = store.exists(key)
    _WRITE[kind](store, key, value)
    if seconds and not was_there:
        store.expire(key, seconds)


def _is_left_out(key: str) -> bool:
    return key.startswith(_LEFT_OUT) or key in _LEFT_OUT_TOO


def _waits(key: str, value: object) -> bool:
    return key.startswith("alert:") and value == _WAITS


def _without_kind(line: Line) -> Line:
    return {name: value for name, value in line.items() if name != "kind"}


def _text(found: bytes) -> str:
    """What is no UTF-8 is told apart by a mark that no text of ours begins with."""
    try:
        written = found.decode()
    except UnicodeDecodeError:
        return "\x00" + base64.b64encode(found).decode()
    return written if not written.startswith("\x00") else "\x00" + base64.b64encode(found).decode()


def _bytes(written: object) -> bytes:
    if not isinstance(written, str):
        raise TypeError(f"a text is expected, not {json.dumps(written)}")
    if written.startswith("\x00"):
        return base64.b64decode(written[1:], validate=True)
    return written.encode()


def _read_string(store: Any, key: bytes) -> str | None:
    found = store.get(key)
    return None if found is None else _text(found)


def _read_hash(store: Any, key: bytes) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in sorted(store.hgetall(key).items())}


def _read_set(store: Any, key: bytes) -> list[str]:
    return [_text(member) for member in sorted(store.smembers(key))]


def _read_list(store: Any, key: bytes) -> list[str]:
    return [_text(one) for one in store.lrange(key, 0, -1)]


def _read_zset(store: Any, key: bytes) -> dict[str, str]:
    found = store.zrange(key, 0, -1, withscores=True)
    return {_text(member): repr(float(score)) for member, score in found}


def _write_string(store: Any, key: str, value: object) -> None:
    store.set(key, _bytes(value), nx=True)


def _write_hash(store: Any, key: str, value: dict[str, object]) -> None:
    with store.pipeline(transaction=True) as pipe:
        for name, one in value.items():
            pipe.hsetnx(key, _bytes(name), _bytes(one))
        pipe.execute()


def _write_set(store: Any, key: str, value: list[object]) -> None:
    store.sadd(key, *map(_bytes, value))


def _write_list(store: Any, key: str, value: list[object]) -> None:
    """Its order is all that it has, so one that is there is left as it is."""
    if not store.exists(key):
        store.rpush(key, *map(_bytes, value))


def _write_zset(store: Any, key: str, value: dict[str, str]) -> None:
    scores = {_bytes(member): float(score) for member, score in value.items()}
    store.zadd(key, scores, nx=True)


_READ: dict[str, Callable[[Any, bytes], object]] = {
    "string": _read_string,
    "hash": _read_hash,
    "set": _read_set,
    "list": _read_list,
    "zset": _read_zset,
}
_WRITE: dict[str, Callable[[Any, str, Any], None]] = {
    "string": _write_string,
    "hash": _write_hash,
    "set": _write_set,
    "list": _write_list,
    "zset": _write_zset,
}


def _batches(keys: Iterator[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for key in keys:
        batch.append(key)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
