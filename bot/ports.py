"""What the desk needs of the world, in the desk's words.

Every port may raise TryAgain; nothing else of the world's own travels through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.alerts.alert import Alert, AlertKind
from bot.alerts.change import Change
from bot.alerts.correction import Correction
from bot.alerts.edit import Edit
from bot.alerts.lock import Lock
from bot.alerts.member import Member
from bot.alerts.message import Message
from bot.alerts.notice import Noticed
from bot.alerts.preferences import Preferences
from bot.alerts.subscription import Channel, Subscription
from bot.articles.article import Article
from bot.articles.watch import Watch
from bot.sources.entry import Entry
from bot.timeline.bar import Sensitivity
from bot.timeline.query import Query
from bot.timeline.record import Doubt, Record
from bot.timeline.shift import Shift
from bot.timeline.variant import How


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next request conditional, as the last whole answer gave it."""

    etag: str = ""
    last_modified: str = ""


NEVER = Validators()
"""Nothing was fetched before: the request is not conditional."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One whole answer of the web."""

    url: str
    """Where it came from in the end, redirects followed."""
    body: bytes
    content_type: str
    validators: Validators
    moved: str = ""
    """Where it has moved for good, as far as the redirects say so."""
    fresh: float = 0.0
    """Seconds for which asking again would give the same."""


class Web(Protocol):
    def fetch(self, url: str, last: Validators = NEVER) -> Fetched | None:
        """None: not modified since `last`. Raises TryAgain, or GiveUp when asking is pointless."""
        ...

    def page(self, url: str) -> Fetched | None:
        """The same for a page, which robots.txt may close: GiveUp."""
        ...


class Seen(Protocol):
    """Which entries of a source are already in the queue or behind it."""

    def unseen(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those of one answer that are new; the others are remembered for longer."""
        ...

    def mark(self, entry: Entry) -> None:
        """Only once its work is queued: a crash in between reads it again, never never."""
        ...


class Rota(Protocol):
    """How each source is doing, and when it is asked next."""

    def state(self, source: str) -> SourceState: ...

    def settle(self, state: SourceState, next: datetime | None) -> None:
        """A round is over; `next` is None when there is to be none."""
        ...


class Articles(Protocol):
    def keep(self, article: Article) -> str:
        """Its id; keeping the same text of the same page twice gives the same one."""
        ...

    def get(self, article: str) -> Article | None: ...


class Rereads(Protocol):
    """The pages that are looked at again."""

    def begin(self, watch: Watch) -> None:
        """A page that is watched already stays as it is."""
        ...

    def get(self, url: str) -> Watch | None: ...

    def settle(self, watch: Watch) -> None:
        """A look is over; after the last one the page is forgotten."""
        ...


class Edits(Protocol):
    """What outlets changed after we had read it."""

    def keep(self, edit: Edit) -> Edit:
        """The one that was found first, where it is the same; both texts stay for as long."""
        ...

    def of(self, record: str) -> list[Edit]:
        """Those that are told in the thread of its card, in their order."""
        ...

    def root(self, record: str) -> str:
        """The record in whose card's thread it is told what becomes of this one."""
        ...

    def follow(self, record: str, root: str) -> None: ...

    def forget(self, records: Sequence[str]) -> None:
        """With both texts of each."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a query finds."""

    records: list[Record]
    total: int
    """On all pages."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of what is kept, looked through in its turn."""

    records: list[Record]
    next: str
    """Where the part after it begins; empty after the last."""


class Records(Protocol):
    def alone(self, name: str) -> AbstractContextManager[object]:
        """Nobody else is inside under this name, on any machine; waits a little, then TryAgain."""
        ...

    def same(self, record: Record) -> Record | None:
        """An earlier record with the same words by the same speaker, itself included."""
        ...

    def keep(self, record: Record) -> None:
        """All of it or nothing; a second time changes nothing."""
        ...

    def rewrite(self, record: Record) -> None:
        """Puts it in the place of the one of that id; where else that was read stays known."""
        ...

    def doubt(self, record: str, doubt: Doubt) -> None:
        """Marks it; one that is not kept is left so."""
        ...

    def forget(self, record: str) -> None:
        """Nothing of it is found again; one that is not kept is forgotten already."""
        ...

    def forget_all(self, records: Sequence[Record]) -> None:
        """The same for many; one that was rewritten since it was read so stays."""
        ...

    def older(self, than: datetime, most: int, place: str = "") -> Stretch:
        """Some of what was said and first read before, or before the `most` that came last.

        While they are not forgotten, the same place has them again.
        """
        ...

    def untidy(self) -> float:
        """The share of what was ever kept that has left something behind since the last tidying."""
        ...

    def tidy(self, place: str = "") -> str:
        """Gives back the room that forgetting and rewriting left; others may work meanwhile.

        One stretch; where the next one begins, empty after the last.
        """
        ...

    def also_in(self, record: str, outlet: str, url: str) -> None: ...

    def outlets(self, record: str) -> dict[str, str]:
        """Where the words were read: outlet by link."""
        ...

    def get(self, records: Iterable[str]) -> list[Record]:
        """In the order asked for; those no longer kept are left out."""
        ...

    def find(self, query: Query, skip: int, limit: int, instead: Sequence[Record] = ()) -> Found:
        """What answers the query, newest first; of the same moment in one order every time.

        `instead`: these stand in the place of the records of the same id, as far as it asks.
        """
        ...

    def of_group(self, group: str) -> list[Record]:
        """The group's recent records, as many as a timeline rests on, oldest first."""
        ...


class Kin(Protocol):
    """Which records report the same in another way."""

    def near(self, record: Record) -> list[str]:
        """Ids of those of the days before that may be akin. From now on it is one of them."""
        ...

    def link(self, one: str, other: str, how: How) -> None: ...

    def forget(self, records: Sequence[str]) -> None: ...

    def of(self, record: str) -> dict[str, How]:
        """What differs, by the id of the other."""
        ...


class Shifts(Protocol):
    def keep(self, group: str, shift: Shift, step: Sensitivity = "balanced") -> str | None:
        """Its id while nobody was told of it at that step; None when it is an old story.

        The same turn found at another step, or a little moved by late news, keeps its id.
        """
        ...

    def told(
        self, shift: str, step: Sensitivity = "balanced", channels: Iterable[Channel] = ()
    ) -> None:
        """Its alerts are in their outboxes: until then a crash may have come in between."""
        ...

    def told_to(self, shift: str) -> list[Channel]: ...

    def resting_on(self, record: str) -> list[tuple[str, Shift]]:
        """Those whose evidence it belongs to, with their ids."""
        ...

    def steps(self, shift: str) -> set[Sensitivity]:
        """At which it was found."""
        ...

    def loosest(self, shift: str) -> Sensitivity:
        """Of the steps at which it was found, the one that asks least."""
        ...

    def withdraw(self, shift: str, team: str) -> None:
        """In one workspace; twice is once."""
        ...

    def is_withdrawn(self, shift: str, team: str) -> bool: ...

    def forget_resting_on(self, records: Iterable[Record]) -> None:
        """Without them it would not have been found."""
        ...

    def between(self, since: datetime, until: datetime) -> list[tuple[str, Shift]]:
        """Of everybody, by when they set off."""
        ...

    def get(self, shift: str) -> Shift | None: ...


class Corrections(Protocol):
    """What the people of each workspace corrected; no other workspace is shown it."""

    def keep(self, made: Correction) -> Correction:
        """The one that stands: an earlier one that says the same, where there is one."""
        ...

    def all(self) -> list[Correction]:
        """Of every workspace, in the order they were made; for whoever looks after all of them."""
        ...

    def all_labelled(self) -> list[Record]: ...

    def forget(self, records: Sequence[str]) -> None:
        """Every workspace's of these, and the words that were kept for them."""
        ...

    def label(self, records: Sequence[Record]) -> None:
        """What was corrected of these stays with its words, though the records go."""
        ...

    def of(self, team: str, records: Sequence[str]) -> list[list[Correction]]:
        """Of each record, in the order they were made; of most there is none."""
        ...

    def of_team(self, team: str) -> list[Correction]:
        """All of a workspace's, in the order they were made."""
        ...


class Subscriptions(Protocol):
    def add(self, subscription: Subscription) -> bool:
        """False when the channel follows the subject already."""
        ...

    def remove(self, channel: Channel, subject: str) -> bool: ...

    def change(
        self,
        channel: Channel,
        subject: str,
        to: Callable[[Subscription | None], Subscription | None],
    ) -> tuple[Subscription | None, Subscription | None]:
        """What it was and what it is now; None: not followed.

        `to` may be asked again, when somebody else changed the channel's at the same time.
        """
        ...

    def of(self, channel: Channel) -> list[Subscription]: ...

    def of_team(self, team: str) -> list[Channel]:
        """The channels of a workspace that follow somebody."""
        ...

    def channels(self) -> list[Channel]:
        """Of every workspace."""
        ...

    def count(self, team: str) -> int:
        """How many subscriptions its channels have."""
        ...

    def followers(self, subjects: Iterable[str]) -> list[Subscription]:
        """Every subscription to one of the subjects, by channel, paused or not."""
        ...

    def pause(self, channel: Channel, reason: str) -> None: ...

    def resume(self, channel: Channel) -> None: ...

    def forget(self, channel: Channel) -> None:
        """The channel is no more."""
        ...

    def move(self, old: Channel, new: Channel) -> None:
        """Slack gave the channel another id."""
        ...


class ChannelPreferences(Protocol):
    def of(self, channel: Channel) -> Preferences:
        """As they come, where nobody has said anything."""
        ...

    def change(self, channel: Channel, to: Callable[[Preferences], Preferences]) -> Preferences:
        """What they are now; `to` may be asked again, as with subscriptions."""
        ...

    def with_digest(self) -> list[Channel]: ...

    def forget(self, channel: Channel) -> None: ...

    def move(self, old: Channel, new: Channel) -> None: ...


class Notices(Protocol):
    """What each channel was told of the sources that it depends on."""

    def of(self, channel: Channel) -> Noticed: ...

    def keep(self, channel: Channel, noticed: Noticed) -> None: ...

    def forget(self, channel: Channel) -> None: ...

    def move(self, old: Channel, new: Channel) -> None: ...


class Journal(Protocol):
    """Who changed what in a channel; the last 200 of each."""

    def note(self, channel: Channel, user: str, line: str, at: datetime) -> None: ...

    def last(self, channel: Channel, n: int = 200) -> list[Change]:
        """Newest first."""
        ...

    def places(self, team: str, user: str) -> list[Channel]:
        """Where somebody changed something, and has not left since."""
        ...

    def left(self, channel: Channel, user: str) -> None: ...

    def forget(self, channel: Channel) -> None: ...

    def move(self, old: Channel, new: Channel) -> None: ...


class Locks(Protocol):
    def of(self, team: str) -> Lock | None:
        """None: anybody in a channel may change what it follows."""
        ...

    def lock(self, team: str, lock: Lock) -> None: ...

    def unlock(self, team: str) -> None: ...


class Members(Protocol):
    """None is the answer wherever Slack does not let us know."""

    def get(self, team: str, user: str) -> Member | None: ...

    def is_here(self, channel: Channel) -> bool | None:
        """Whether we are a member of the channel, or it is our own conversation with somebody."""
        ...


@dataclass(frozen=True, slots=True)
class Posted:
    """A card as it stands in a channel."""

    ts: str
    alert: Alert
    """The one that it was posted for: it may hold more than the one that was asked for."""


class Outbox(Protocol):
    """Alerts wait here, in order, until Slack has said that it has them."""

    def put(self, alert: Alert) -> bool:
        """False when this alert was put here before, sent or not."""
        ...

    def alone(self, channel: Channel) -> AbstractContextManager[Callable[[], bool]]:
        """Nobody else is inside. Lends what asks whether that still holds.

        It does not for a process that was stopped for seconds: others went on without it.
        """
        ...

    def wait(self, channel: Channel, pace: float) -> float:
        """Seconds until the channel may be posted to; 0 takes the turn, for `pace` seconds."""
        ...

    def held(self, channel: Channel) -> float:
        """Seconds until the channel may be posted to, no turn taken."""
        ...

    def first_to_wait(self, channel: Channel, seconds: float) -> bool:
        """True for one of those who would come back to a channel within that time."""
        ...

    def hold(self, channel: Channel, seconds: float) -> None:
        """Slack told the channel to wait."""
        ...

    def next(self, channel: Channel) -> Alert | None: ...

    def waiting_in(self, channel: Channel) -> list[Alert]:
        """All of a channel's, in order."""
        ...

    def lead(self, alert: Alert, instead_of: Iterable[Alert]) -> bool:
        """Puts it first and takes out those; False, and nothing done, when one has left."""
        ...

    def recent(self, channel: Channel, now: datetime) -> int:
        """The cards that a channel had within the hour."""
        ...

    def posting(self, alert: Alert) -> int:
        """Marks that the words are about to leave; how often that was marked before."""
        ...

    def tries(self, alert: Alert) -> int:
        """How often it is marked so."""
        ...

    def turned_away(self, alert: Alert) -> None:
        """Takes the last mark back: that time it certainly did not arrive."""
        ...

    def sent(self, alert: Alert, ts: str, at: datetime) -> None: ...

    def drop(self, alert: Alert) -> None:
        """There is nothing to tell any more."""
        ...

    def state(self, alert: Alert) -> str | None:
        """waiting, leaving, parked, dropped, or its message's `ts`; None: never put here."""
        ...

    def posted(self, alert: Alert) -> Posted | None:
        """The card that tells it, when there is one."""
        ...

    def told(self, kind: AlertKind, about: str) -> list[Channel]:
        """The channels for which such an alert was put here, whether it has left or not."""
        ...

    def park(self, alert: Alert, reason: str) -> None:
        """Takes it out of the way, to be seen in `status`."""
        ...

    def aside(self) -> list[Alert]:
        """Those that were parked."""
        ...

    def forget_parked(self, id: str) -> bool:
        """False when it was not there."""
        ...

    def forget_parked_beyond(self, most: int) -> None:
        """The latest stay, and of those none that lies there for longer than what was told."""
        ...

    def insisted(self, alert: Alert) -> bool:
        """Somebody put it back who wants it posted even twice; that counts for one time."""
        ...

    def waiting(self) -> list[Channel]: ...


class Newsroom(Protocol):
    def post(self, channel: Channel, message: Message, alert: str, thread: str = "") -> str:
        """The message's `ts`. Raises Unsure, Gone, or GiveUp for a message Slack refuses.

        `thread`: the `ts` of the card that it answers; it stays in the thread.
        """
        ...

    def update(self, channel: Channel, ts: str, message: Message, alert: str) -> bool:
        """Draws a message anew; twice is once. False when it is no longer there."""
        ...

    def posted(self, channel: Channel, alert: str, thread: str = "") -> str | None:
        """The `ts` under which an alert stands there already. GiveUp where we may not look."""
        ...

    def tell(self, channel: Channel, user: str, text: str) -> None:
        """A private word to the person who set something up; silence when it cannot be given."""
        ...

    def say(self, channel: Channel, message: Message) -> bool:
        """A word to everybody in a channel; False when it could not be said."""
        ...


class Later(Protocol):
    """Work left for a worker: done at least once, also when this process dies now."""

    def poll(self, source: str) -> None: ...

    def read(self, entry: Entry) -> None: ...

    def revise(self, old: str, new: str) -> None:
        """Articles, by their ids: what stood on a page, and what stands there now."""
        ...

    def listen(self, article: str, *, old: bool = False) -> None:
        """`old`: when nothing new is there to be listened to."""
        ...

    def notify(self, *records: str) -> None:
        """What one article brought, together."""
        ...

    def deliver(self, channel: Channel, after: float = 0.0) -> None: ...

    def retain(self, place: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is doing."""

    source: str
    address: str = ""
    """What the catalogue called it when this was written: a new address begins anew."""
    moved: str = ""
    """Where it has moved for good."""
    validators: Mapping[str, Validators] = field(default_factory=dict)
    """By address: a list may consist of several."""
    parts: tuple[str, ...] = ()
    """Addresses that are still to be asked in this round."""
    wait: float = 0.0
    """Seconds between its last rounds, as they followed how often it publishes."""
    wish: float = 0.0
    """Seconds that it asked us to wait."""
    began: datetime | None = None
    """When it was first asked."""
    polled: datetime | None = None
    good: datetime | None = None
    """When it was last read without a problem."""
    news: datetime | None = None
    """When it last listed something new."""
    lag: float | None = None
    """Seconds by which the last new entry was older than our knowledge of it."""
    failures: int = 0
    """In a row."""
    problem: str = ""
    ended: bool = False
    """It said that it is gone for good."""
    next: datetime | None = None
    """When it is asked again; None when nobody knows, or never."""
