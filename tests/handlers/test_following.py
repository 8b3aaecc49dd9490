"""Home, settings and what becomes of channels: the real bot at work in a rehearsal of Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from threading import Barrier
from typing import Any

import pytest

from bot.alerts.alert import Alert
from bot.alerts.subscription import Channel, Subscription
from bot.desk.conversation import Conversation
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.wiring import parts
from bot.wiring.installs import workspaces_of
from tests.rehearsal import asking
from tests.rehearsal.asking import ask, at_work, bot_client
from tests.world import a_record

# What is waited for is looked for below: on a busy machine an answer takes its time.
QUICK = Pace(message_every=0.0001, answer_within=0.1, acknowledged_within=20, trigger_lives=30)
TEAM = "T0NEWSROOM"
FOREIGN, POLITICS, SPORT = (Channel(TEAM, f"C0{name}") for name in ("FOREIGN", "POLITICS", "SPORT"))
DIPLOMACY, INVESTIGATIONS = Channel(TEAM, "C0DIPLOMACY"), Channel(TEAM, "C0INVESTIG")
OWN = Channel(TEAM, "D0MARTA")


def until(true: Callable[[], bool]) -> bool:
    return asking.until(true, 20)


@dataclass(frozen=True)
class Office:
    slack: Running
    kept: parts.Archive
    heard: int = 0
    """Messages that stood there before."""

    def do(self, path: str, **body: Any) -> Any:
        answer = ask(self.slack, path, body)
        assert "error" not in answer, answer
        return answer

    def follows(self, channel: Channel, *subjects: str, by: str = "U0MARTA") -> None:
        for subject in subjects:
            self.kept.subscriptions.add(
                Subscription(channel, subject, by, datetime(2026, 3, 2, tzinfo=UTC))
            )
            self.kept.journal.note(channel, by, f"follows {subject}", datetime.now(UTC))

    def subjects(self, channel: Channel) -> list[str]:
        return [s.subject for s in self.kept.subscriptions.of(channel)]

    def paused(self, channel: Channel) -> set[str]:
        return {s.paused for s in self.kept.subscriptions.of(channel)}

    def said(self, channel: Channel) -> list[str]:
        return [message["text"] for message in self.messages(channel)]

    def messages(self, channel: Channel) -> list[Any]:
        new = ask(self.slack, "messages")[self.heard :]
        return [message for message in new if message["channel"] == channel.id]

    def home(self, user: str = "marta") -> Any:
        return ask(self.slack, f"home?user={user}")["view"]

    def open_home(self, user: str = "marta") -> Any:
        before = self.home(user)
        self.do("home", user=user)
        assert until(lambda: self.home(user) != before)
        return self.home(user)

    def modal(self, user: str = "marta") -> Any:
        return ask(self.slack, f"views?user={user}")[-1]


@contextmanager
def at_the_office(redis_url: str) -> Iterator[Office]:
    kept = parts.archive_at(redis_url)
    with rehearsing(pace=QUICK) as slack:
        token = ask(slack, "workspace")["bot_token"]
        chosen = Settings(slack_bot_token=token, slack_api_url=slack.api_url)
        with at_work(slack, parts.app_of(chosen, kept)):
            yield Office(slack, kept)


@pytest.fixture(scope="module")
def opened(redis_url: str) -> Iterator[Office]:
    with at_the_office(redis_url) as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Office:
    """A new day: nothing is followed, no form is open, and what was said before is not heard."""
    opened.kept.redis.flushall()
    for view in ask(opened.slack, "views"):
        opened.do("close", view_id=view["id"])
    return replace(opened, heard=len(ask(opened.slack, "messages")))


@pytest.fixture
def another_office(redis_url: str) -> Iterator[Office]:
    """For what cannot be undone."""
    with at_the_office(redis_url) as office:
        office.kept.redis.flushall()
        yield office


# -- home -----------------------------------------------------------------------------------------


def shown(view: Any) -> str:
    return str(view["blocks"])


def menu_of(view: Any, channel: Channel, subject: str) -> dict[str, str]:
    return {
        "view_id": view["id"],
        "action_id": "home-menu",
        "block_id": f"{channel}|{subject}",
    }


def test_home_shows_what_a_persons_channels_follow_and_nobody_elses(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    office.follows(INVESTIGATIONS, "NATO", by="U0JONAS")
    view = office.open_home()
    assert "<#C0POLITICS>" in shown(view)
    assert "*Russia*: every statement" in shown(view)
    assert "C0INVESTIG" not in shown(view)
    assert "Between you and me" in shown(view)


@pytest.mark.parametrize(
    ("act", "line", "state"),
    [
        ("shifts", "otherwise now (turns alone)", "*Russia*: turns alone"),
        ("digest", "otherwise now (in the digest alone)", "*Russia*: in the digest alone"),
        ("mute", "Russia is muted here until", "muted until <!date^"),
        ("unfollow", "no longer follows Russia", "Nobody is followed here"),
    ],
)
def test_what_is_changed_in_home_is_told_in_the_channel_and_drawn_anew(
    office: Office, act: str, line: str, state: str
) -> None:
    office.follows(POLITICS, "Russia")
    office.follows(OWN, "NATO")
    view = office.open_home()
    office.do("act", user="marta", value=act, **menu_of(view, POLITICS, "Russia"))
    assert until(lambda: state in shown(office.home()))
    assert [text for text in office.said(POLITICS) if line in text and "<@U0MARTA>" in text]
    assert office.kept.journal.last(POLITICS)[0].user == "U0MARTA"


def test_a_mute_is_lifted_in_home(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    view = office.open_home()
    office.do("act", user="marta", value="mute", **menu_of(view, POLITICS, "Russia"))
    assert until(lambda: "muted until" in shown(office.home()))
    office.do("act", user="marta", value="unmute", **menu_of(view, POLITICS, "Russia"))
    assert until(lambda: "muted until" not in shown(office.home()))


def test_somebody_is_followed_from_home_where_it_was_chosen(office: Office) -> None:
    view = office.open_home()
    office.do("act", user="marta", view_id=view["id"], action_id="home-add")
    assert until(lambda: bool(ask(office.slack, "views?user=marta")))
    chosen = {"text": {"type": "plain_text", "text": "Russia"}, "value": "Russia"}
    office.do(
        "submit",
        view_id=office.modal()["id"],
        user="marta",
        values={"official": chosen, "channel": POLITICS.id, "alerts": "shifts"},
    )
    assert until(lambda: office.subjects(POLITICS) == ["Russia"])
    assert until(lambda: "*Russia*: turns alone" in shown(office.home()))
    assert any("<@U0MARTA>: this channel now follows Russia" in t for t in office.said(POLITICS))


def test_nowhere_chosen_means_between_you_and_me(office: Office) -> None:
    view = office.open_home()
    office.do("act", user="marta", view_id=view["id"], action_id="home-add")
    assert until(lambda: bool(ask(office.slack, "views?user=marta")))
    office.do("submit", view_id=office.modal()["id"], user="marta", values={"official": "Russia"})
    assert until(lambda: office.subjects(OWN) == ["Russia"])


# -- settings -------------------------------------------------------------------------------------


def talk_of(office: Office) -> Conversation:
    workspaces = workspaces_of(Settings(), office.kept.redis, parts.now)
    return parts.conversation(Settings(), office.kept, workspaces)


def open_settings(office: Office, user: str = "marta", channel: Channel = POLITICS) -> Any:
    """From the button under `/quotes settings`."""
    text = talk_of(office).follows.settings(channel, "U0MARTA")
    sent = bot_client(office.slack).chat_postMessage(
        channel=channel.id, text=text.text, blocks=[dict(block) for block in text.blocks]
    )
    before = len(ask(office.slack, f"views?user={user}"))
    where = {"channel": channel.id, "ts": sent["ts"]}
    office.do("act", user=user, action_id="settings", **where)
    assert until(lambda: len(ask(office.slack, f"views?user={user}")) > before)
    return office.modal(user)


def submit(office: Office, view: Any, user: str = "marta", **values: Any) -> Any:
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return office.do("submit", view_id=view["id"], user=user, values=named)


def test_settings_are_changed_in_a_form_and_the_channel_is_told(office: Office) -> None:
    view = open_settings(office)
    filled: dict[str, Any] = {
        "digest": "0",
        "digest_at": "08:30",
        "zone": "europe/london",
        "per_hour": 7,
    }
    submit(office, view, ticks=["quiet", "health"], quiet_from="23:00", quiet_to="06:00", **filled)
    line = (
        "<@U0MARTA>: a digest on Mondays at 08:30 (Europe/London); quiet hours from 23:00 to 06:00"
        " (Europe/London); at most 7 cards an hour."
    )
    assert until(lambda: line in office.said(POLITICS))
    kept = office.kept.preferences.of(POLITICS)
    assert (kept.digest, kept.weekday, kept.zone) == (time(8, 30), 0, "Europe/London")
    assert (kept.quiet, kept.per_hour) == ((time(23), time(6)), 7)
    again = open_settings(office)
    submit(office, again, ticks=[], digest="never")
    assert until(lambda: office.kept.preferences.of(POLITICS).digest is None)
    assert not office.kept.preferences.of(POLITICS).health
    assert office.kept.preferences.of(POLITICS).quiet is None
    assert office.kept.preferences.of(POLITICS).per_hour == 7


def test_what_cannot_be_meant_stays_in_the_form(office: Office) -> None:
    view = open_settings(office)
    errors = submit(office, view, zone="Atlantis", ticks=["quiet"], quiet_to="22:00")["errors"]
    assert "I do not know the time zone" in errors["zone"]
    assert "end at another hour" in errors["quiet-to"]
    assert office.kept.journal.last(POLITICS) == []


def test_two_forms_that_change_different_things_are_both_heard(office: Office) -> None:
    mine, theirs = open_settings(office), open_settings(office, "jonas")
    submit(office, mine, per_hour=5)
    assert until(lambda: office.kept.preferences.of(POLITICS).per_hour == 5)
    submit(office, theirs, "jonas", digest="7")
    assert until(lambda: office.kept.preferences.of(POLITICS).digest == time(9))
    assert office.kept.preferences.of(POLITICS).per_hour == 5
    assert [change.user for change in office.kept.journal.last(POLITICS)] == ["U0JONAS", "U0MARTA"]


def test_an_admin_locks_changes_to_a_few_and_the_others_are_refused(office: Office) -> None:
    view = open_settings(office, "ruth")
    submit(office, view, "ruth", people=["U0JONAS"])
    assert until(lambda: office.kept.locks.of(TEAM) is not None)
    assert until(lambda: any("from now on 1 person and" in t for t in office.said(POLITICS)))
    refused = open_settings(office)
    assert "people" not in [block.get("block_id") for block in refused["blocks"]]
    submit(office, refused, per_hour=3)
    assert until(
        lambda: any(
            "Nothing was changed: in this workspace <@U0JONAS>" in t for t in office.said(OWN)
        )
    )
    submit(office, open_settings(office, "jonas"), "jonas", per_hour=4)
    assert until(lambda: office.kept.preferences.of(POLITICS).per_hour == 4)
    submit(office, open_settings(office, "ruth"), "ruth", people=[], per_hour=6)
    assert until(lambda: office.kept.locks.of(TEAM) is None)
    assert until(lambda: office.kept.preferences.of(POLITICS).per_hour == 6)


def test_without_the_permission_nobody_is_taken_for_an_admin_and_it_says_so(
    another_office: Office,
) -> None:
    office = another_office
    office.do("scopes", scopes=["commands", "chat:write"])
    view = open_settings(office, "ruth")
    assert "users:read" in shown(view)
    assert "people" not in [block.get("block_id") for block in view["blocks"]]
    submit(office, view, "ruth", per_hour=3)
    assert until(lambda: office.kept.preferences.of(POLITICS).per_hour == 3)


def test_the_settings_of_home_are_the_same_form(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    view = office.open_home()
    act: Callable[..., Any] = office.do
    act("act", user="marta", view_id=view["id"], action_id="home-settings", value=str(POLITICS))
    assert until(lambda: bool(ask(office.slack, "views?user=marta")))
    assert office.modal()["callback_id"] == "settings"
    submit(office, office.modal(), per_hour=9)
    assert until(lambda: office.kept.preferences.of(POLITICS).per_hour == 9)


# -- typed ----------------------------------------------------------------------------------------


def answer(office: Office, text: str, channel: Channel = POLITICS) -> Any:
    """The message that came of it, as it stands in the channel."""
    before = len(office.messages(channel))
    office.do("command", command="/quotes", text=text, channel=channel.id, user="marta")
    assert until(lambda: len(office.messages(channel)) > before)
    return office.messages(channel)[-1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("follow Russia alerts:shifts", "this channel now follows Russia (turns alone)"),
        ("mute Russia 24h", "Russia is muted here until"),
        ("digest mon 09:00", "a digest on Mondays at 09:00 (Europe/Tallinn)"),
        ("quiet 22:00-07:00 UTC", "quiet hours from 22:00 to 07:00 (UTC)"),
    ],
)
@pytest.mark.parametrize("channel", [POLITICS, SPORT, INVESTIGATIONS, OWN])
def test_what_is_typed_is_told_to_the_whole_channel(
    office: Office, text: str, line: str, channel: Channel
) -> None:
    told = answer(office, text, channel)
    assert told["text"].startswith(f"<@U0MARTA>: {line}")
    assert "ephemeral_to" not in told
    assert [change.user for change in office.kept.journal.last(channel)] == ["U0MARTA"]


def test_where_we_are_no_member_it_says_how_to_let_us_in(office: Office) -> None:
    assert "before `/invite @Verbatim`" in answer(office, "follow Russia", SPORT)["text"]
    assert "invite" not in answer(office, "follow Russia", INVESTIGATIONS)["text"]
    assert "invite" not in answer(office, "follow Russia", OWN)["text"]


def test_a_dry_run_is_seen_by_one_and_what_follows_by_all(office: Office) -> None:
    said = a_record(
        "We thank them.", at=datetime.now(UTC), official="sergey-lavrov", group="Russia"
    )
    office.kept.records.keep(said)
    seen = answer(office, "follow Lavrov")
    assert "up to 1 card and 0 alerts" in seen["text"]
    assert seen["ephemeral_to"] == "U0MARTA"
    pressed = {"channel": POLITICS.id, "user": "marta", "ts": seen["ts"]}
    office.do("act", action_id="ask:0", **pressed)
    assert until(lambda: office.subjects(POLITICS) == ["sergey-lavrov"])
    assert until(lambda: any("now follows Sergey Lavrov" in text for text in office.said(POLITICS)))


def test_two_who_type_at_once_are_both_heard(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    gate = Barrier(2)

    def type_it(text: str, user: str) -> None:
        gate.wait()
        typed = {"command": "/quotes", "text": text, "channel": POLITICS.id, "user": user}
        office.do("command", **typed)

    with ThreadPoolExecutor(2) as people:
        list(
            people.map(
                type_it,
                ["follow Russia alerts:shifts", "follow Russia sensitivity:more"],
                ["marta", "jonas"],
            )
        )
    assert until(lambda: len(office.kept.journal.last(POLITICS)) == 3)
    (kept,) = office.kept.subscriptions.of(POLITICS)
    assert (kept.alerts, kept.sensitivity) == ("shifts", "more")
    users = {change.user for change in office.kept.journal.last(POLITICS, 2)}
    assert users == {"U0MARTA", "U0JONAS"}


def test_the_list_and_the_settings_are_seen_by_one(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    assert "Russia: every statement" in answer(office, "list")["text"]
    assert "How this channel is told" in answer(office, "settings")["text"]
    assert {message["ephemeral_to"] for message in office.messages(POLITICS)} == {"U0MARTA"}


# -- what becomes of channels ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "channel", "reason"),
    [
        ("channel_archive", POLITICS, "is_archived"),
        ("group_archive", INVESTIGATIONS, "is_archived"),
        ("channel_left", POLITICS, "not_in_channel"),
        ("group_left", INVESTIGATIONS, "not_in_channel"),
        ("member_left_channel", POLITICS, "not_in_channel"),
    ],
)
def test_a_channel_that_takes_no_messages_pauses_and_who_asked_is_told(
    office: Office, kind: str, channel: Channel, reason: str
) -> None:
    office.follows(channel, "Russia")
    office.follows(FOREIGN, "Russia")
    office.do("event", type=kind, channel=channel.id)
    assert until(lambda: any(reason in text for text in office.said(OWN)))
    assert office.paused(channel) == {reason}
    assert office.paused(FOREIGN) == {""}
    assert office.subjects(channel) == ["Russia"]
    assert office.kept.outbox.held(channel) > 60


@pytest.mark.parametrize(
    ("closes", "opens"),
    [
        ("channel_archive", "channel_unarchive"),
        ("group_archive", "group_unarchive"),
        ("member_left_channel", "member_joined_channel"),
    ],
)
def test_a_channel_that_is_back_gets_what_waited(office: Office, closes: str, opens: str) -> None:
    office.follows(POLITICS, "Russia")
    office.do("event", type=closes, channel=POLITICS.id)
    assert until(lambda: office.paused(POLITICS) != {""})
    office.kept.outbox.put(Alert(POLITICS, "statement", "r1"))
    office.do("event", type=opens, channel=POLITICS.id)
    assert until(lambda: office.paused(POLITICS) == {""})
    assert until(lambda: office.kept.outbox.held(POLITICS) == 0)
    assert office.kept.outbox.waiting() == [POLITICS]


def test_a_channel_renamed_or_made_private_stays_as_it_is(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    for kind in ("channel_rename", "group_rename", "channel_convert_to_private"):
        office.do("event", type=kind, channel=POLITICS.id, name="westminster")
    office.do("event", type="channel_left", channel=FOREIGN.id)
    office.follows(FOREIGN, "Russia")
    office.do("event", type="channel_left", channel=FOREIGN.id)
    assert until(lambda: office.paused(FOREIGN) == {"not_in_channel"})
    assert office.paused(POLITICS) == {""}


@pytest.mark.parametrize(
    ("kind", "channel"), [("channel_deleted", DIPLOMACY), ("group_deleted", SPORT)]
)
def test_a_deleted_channel_follows_nobody_and_what_waited_is_put_aside(
    office: Office, kind: str, channel: Channel
) -> None:
    office.follows(channel, "Russia", "NATO")
    office.kept.preferences.change(channel, lambda kept: replace(kept, digest=time(9)))
    office.kept.outbox.put(Alert(channel, "statement", "r1"))
    office.do("event", type=kind, channel=channel.id)
    assert until(lambda: office.kept.outbox.parked() != {})
    assert list(office.kept.outbox.parked().values()) == ["the channel was deleted"]
    assert office.kept.subscriptions.followers(["Russia", "NATO"]) == []
    assert office.kept.preferences.with_digest() == []


def test_a_channel_with_a_new_id_goes_on_under_it(office: Office) -> None:
    office.follows(POLITICS, "Russia")
    office.kept.outbox.put(Alert(POLITICS, "statement", "r1"))
    moved = Channel(TEAM, "C0MOVED")
    office.do("event", type="channel_id_changed", channel=POLITICS.id, new_channel_id=moved.id)
    assert until(lambda: office.kept.outbox.waiting() == [moved])
    assert office.kept.outbox.next(moved) == Alert(moved, "statement", "r1")
    assert [s.channel for s in office.kept.subscriptions.followers(["Russia"])] == [moved]
    assert office.kept.journal.places(TEAM, "U0MARTA") == [moved]


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_a_workspace_that_removed_us_is_kept_for_a_return(
    another_office: Office, kind: str
) -> None:
    """Slack tells of a removal twice, in any order."""
    office = another_office
    elsewhere = Channel("T0EVENING", "C0EVENINGS")
    office.follows(POLITICS, "Russia")
    office.follows(elsewhere, "Russia")
    office.do("event", type=kind)
    assert until(lambda: office.paused(POLITICS) != {""})
    assert office.paused(POLITICS) <= {"app_uninstalled", "token_revoked"}
    assert office.paused(elsewhere) == {""}
    assert office.subjects(POLITICS) == ["Russia"]


def test_who_leaves_a_channel_no_longer_sees_in_home_what_it_follows(office: Office) -> None:
    office.follows(INVESTIGATIONS, "Russia")
    office.do("event", type="member_left_channel", channel=INVESTIGATIONS.id, user="jonas")
    office.do("event", type="member_left_channel", channel=INVESTIGATIONS.id, user="marta")
    assert until(lambda: office.kept.journal.places(TEAM, "U0MARTA") == [])
    assert office.paused(INVESTIGATIONS) == {""}


def test_an_event_that_slack_repeats_happens_once(office: Office) -> None:
    lifecycle = talk_of(office).lifecycle
    assert lifecycle.first("Ev1")
    assert not lifecycle.first("Ev1")
    assert lifecycle.first("Ev2")
