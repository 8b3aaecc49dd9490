"""The witness: what was in flight when somebody died, and in which order the outboxes were."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from redis.exceptions import RedisError

from bot import engine
from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel
from bot.timeline.query import Query
from bot.timeline.record import Record
from bot.wiring import parts
from tests.chaos.news import FOLLOWING, SPEAKERS, Story
from tests.chaos.plan import SERVER
from tests.chaos.process import BROKERS
from tests.chaos.report import Card, Outcome, Recovery
from tests.chaos.stand import Stand

_LOOK = 0.1
_HEARTBEATS = "dramatiq:__heartbeats__"


@dataclass
class Witness:
    archive: parts.Archive
    kills: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pauses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    recoveries: list[Recovery] = field(default_factory=list)
    orders: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """By channel: records of which the first was ahead of the second in its outbox."""
    _open: list[Recovery] = field(default_factory=list)
    _troubled: list[tuple[float, str]] = field(default_factory=list)
    """When who was struck: a recovery beside others is not that of one dead worker."""

    @contextmanager
    def watching(self) -> Iterator[None]:
        stopped = threading.Event()
        thread = threading.Thread(target=self._watch, args=(stopped,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join(10)

    def paused(self, target: str, seconds: float) -> None:
        self.pauses[_kind(target)] += 1
        self._troubled += [(time.time(), target), (time.time() + seconds, target)]

    def killed(self, target: str, pid: int) -> None:
        self.kills[_kind(target)] += 1
        # The same moment in both, or each death would be taken for trouble beside itself.
        now = time.time()
        self._troubled.append((now, target))
        if target == SERVER:
            self._open.append(Recovery(SERVER, now))
        elif target.startswith("worker"):
            self._open.append(Recovery(target, now, pid=pid))

    def _watch(self, stopped: threading.Event) -> None:
        while not stopped.wait(_LOOK):
            try:
                self._look()
            except RedisError:
                continue

    def _look(self) -> None:
        for recovery in list(self._open):
            if self._is_over(recovery):
                self._open.remove(recovery)
        for channel in FOLLOWING:
            waiting = self._waiting(channel)
            self.orders[channel].update(pairwise(waiting))

    def _is_over(self, recovery: Recovery) -> bool:
        now = time.time()
        if recovery.target == SERVER:
            over = self._works_again(recovery.at)
        else:
            in_flight = self._in_flight(recovery.pid)
            recovery.jobs = max(recovery.jobs, in_flight)
            over = not in_flight
        if over:
            recovery.seconds = now - recovery.at
            recovery.alone = not any(
                recovery.at - 6 < at < now and at != recovery.at and _related(recovery.target, who)
                for at, who in self._troubled
            )
            self.recoveries.append(recovery)
        return over

    def _works_again(self, since: float) -> bool:
        """A worker has asked the queue for work after that."""
        store: Any = self.archive.notes
        newest = store.zrange(_HEARTBEATS, -1, -1, withscores=True)
        return bool(newest) and newest[0][1] / 1000 > since + 0.05

    def _in_flight(self, pid: int) -> int:
        store: Any = self.archive.notes
        broker = store.hget(BROKERS, str(pid))
        queues = [q for queue in engine.LINES for q in (queue, f"{queue}.DQ")]
        return sum(int(store.scard(f"dramatiq:__acks__.{broker}.{queue}")) for queue in queues)

    def _waiting(self, channel: str) -> list[str]:
        """The records whose cards wait there, the first to go first."""
        store: Any = self.archive.redis
        listed = store.lrange(f"outbox:T0NEWSROOM:{channel}", 0, -1)
        return [about for text in listed if (about := _record_of(text))]

    def outcome(
        self,
        stories: Sequence[Story],
        stands: Sequence[Stand],
        cards: Sequence[Card],
        lines: Sequence[str],
    ) -> Outcome:
        records = self._records(stories)
        marks = {id: mark for mark, record in records.items() for id in [record.id]}
        orders = {
            channel: {(marks[a], marks[b]) for a, b in pairs if a in marks and b in marks}
            for channel, pairs in self.orders.items()
        }
        return Outcome(
            stories=stories,
            out={slug: at for stand in stands for slug, (_, at) in stand.out.items()},
            heard={mark: r.seen.timestamp() for mark, r in records.items() if r.seen},
            states=self._states(stories, records),
            cards=cards,
            orders=orders,
            kills=dict(self.kills),
            pauses=dict(self.pauses),
            recoveries=[*self.recoveries, *self._open],
            dead=[f"{d.job}: {d.reason}" for d in engine.dead_letters(self.archive.notes)],
            parked=list(self.archive.outbox.parked().values()),
            lines=lines,
        )

    def _states(
        self, stories: Sequence[Story], records: Mapping[str, Record]
    ) -> dict[tuple[str, str], str]:
        """How far each card that is owed has come, by channel and mark."""
        states = {}
        for story in stories:
            for channel in story.channels():
                record = records.get(story.mark)
                where = Channel("T0NEWSROOM", channel)
                alert = Alert(where, "statement", record.id) if record else None
                state = self.archive.outbox.state(alert) if alert else "not heard"
                states[channel, story.mark] = state or "heard, and no alert"
        return states

    def _records(self, stories: Sequence[Story]) -> dict[str, Record]:
        """What was heard, by its mark."""
        known = {story.mark for story in stories}
        found = (
            record
            for id, _, _ in SPEAKERS.values()
            for record in self.archive.records.find(Query(id), 0, len(stories) + 1).records
        )
        return {
            word: record
            for record in found
            for word in record.statement.text.replace(",", " ").split()
            if word in known
        }


def _record_of(listed: str) -> str | None:
    if listed.startswith("{"):
        alert = json.loads(listed)
        return alert["about"] if alert["kind"] == "statement" else None
    _, _, rest = listed.partition(":statement:")
    return rest or None


def _related(target: str, other: str) -> bool:
    """Whose trouble keeps a recovery from being that of one death."""
    return other == SERVER or _kind(other) == _kind(target)


def _kind(target: str) -> str:
    return target.rstrip(" 12")
