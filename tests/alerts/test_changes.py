"""Changes, settings and Home as Slack takes them: inert, and within its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts import changes, form, settings
from bot.alerts.change import Change
from bot.alerts.form import Form
from bot.alerts.home import (
    Followed,
    Health,
    Home,
    Place,
    follow_view,
    home_view,
    place_of,
    read_place,
)
from bot.alerts.message import Message, View
from bot.alerts.preferences import Preferences
from bot.alerts.settings import Standing
from bot.alerts.subscription import Channel, Subscription
from bot.commands.command import Follow
from bot.rehearsal.blocks.check import complaints_of_message, complaints_of_view
from tests.world import DESK, NOON, SPORT

HOSTILE = st.text(max_size=300) | st.sampled_from(
    [
        "<!channel>",
        "<@U1>",
        "<https://a.example|b>",
        "`*_~>",
        "\u202eevil",
        "x" * 5000,
        "&lt;!here>",
    ]
)
OWN = Channel("T1", "D1")


def told_by(message: Message) -> str:
    """What a client interprets; what a button asks is never shown."""
    read = [block for block in message.blocks if block["type"] != "actions"]
    return f"{message.text} {read}"


def fits(message: Message) -> bool:
    return not complaints_of_message([dict(block) for block in message.blocks])


def is_inert(told: str) -> bool:
    return not any(word in told for word in ("<!channel>", "<!here>", "<@U1>", "<https:"))


def followed(name: str, number: int = 0) -> Followed:
    subscription = Subscription(DESK, f"subject-{number}", "U9", NOON, name=name)
    return Followed(subscription, name)


@given(HOSTILE)
def test_a_name_is_inert_wherever_it_is_told(name: str) -> None:
    one = followed(name).subscription
    told = [
        changes.told(
            "U9", changes.followed_line(one), changes.advice(one, here=None, has_digest=True)
        ),
        changes.told("U9", changes.muted_line(name, NOON)),
        changes.told("U9", changes.unmuted_line([name, name])),
        changes.told("U9", changes.unfollowed_line(name)),
        changes.already(one),
        changes.not_followed(name),
        changes.nothing_muted(name),
        changes.dry_run(Follow(name[:200] or "x", sure=True), name, changes.Trial(4, 1)),
        changes.following([(one, name)], Preferences(), [(name, NOON)], {one.subject}, NOON),
    ]
    assert [m.text for m in told if not is_inert(told_by(m))] == []
    assert [m.text for m in told if not fits(m)] == []


@given(HOSTILE, HOSTILE)
def test_home_and_settings_are_inert(name: str, problem: str) -> None:
    place = Place(DESK, Preferences(), (followed(name),))
    health = Health(3, ((name, problem),))
    view = home_view(Home(OWN, (place,), ((NOON, name[:200]),), health))
    made = (Change(DESK, "U9", name, NOON),)
    standing = Standing(DESK, Preferences(), ((name, NOON),), ("U8",), True, made)
    assert complaints_of_view(view, ("home",)) == []
    assert is_inert(str(view))
    assert is_inert(settings.shown(standing).text)
    assert fits(settings.shown(standing))


def test_a_home_of_many_channels_stays_within_a_hundred_blocks_and_says_what_is_left_out() -> None:
    places = [
        Place(
            Channel("T1", f"C{number}"),
            Preferences(digest=time(9), quiet=(time(22), time(7))),
            tuple(followed("n" * 80, 100 * number + one) for one in range(40)),
        )
        for number in range(30)
    ]
    places = [
        replace(
            place,
            followed=tuple(
                replace(f, subscription=replace(f.subscription, channel=place.channel))
                for f in place.followed
            ),
        )
        for place in places
    ]
    ailing = tuple((f"Source {number}", "answered 503") for number in range(90))
    turns = tuple((NOON, f"Tolvik on Kelmora: neutral to hostile {n}") for n in range(40))
    view = home_view(Home(OWN, tuple(places), turns, Health(30, ailing)))
    assert complaints_of_view(view, ("home",)) == []
    assert "1150 more in 30 channels do not fit here" in str(view)
    assert "85 more that ail" in str(view)
    assert "35 before those" in str(view)


def test_where_a_button_stands_is_read_back() -> None:
    assert read_place(place_of(DESK, "maresa-tolvik")) == (DESK, "maresa-tolvik")
    assert read_place(place_of(DESK, "a|b")) == (DESK, "a|b")


def test_an_empty_home_shows_how_to_begin() -> None:
    view = home_view(Home(OWN, (Place(OWN, Preferences(), ()),), (), Health(0, ())))
    assert complaints_of_view(view, ("home",)) == []
    assert "Follow somebody" in str(view)
    assert "Nobody is followed here" in str(view)
    assert complaints_of_view(follow_view(OWN), ("modal",)) == []


# -- the form of the settings ---------------------------------------------------------------------

hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
wishes = st.builds(
    Preferences,
    zone=st.sampled_from(["UTC", "Europe/London", "Asia/Kathmandu"]),
    digest=st.none() | hours,
    when_empty=st.booleans(),
    quiet=st.none() | st.tuples(hours, hours).filter(lambda two: two[0] != two[1]),
    per_hour=st.integers(1, 60),
    digest_since=st.none() | st.just(NOON),
).flatmap(
    lambda kept: st.sampled_from([None, 0, 6]).map(
        lambda day: replace(kept, weekday=day if kept.digest else None)
    )
)


def untouched(view: View) -> dict[str, dict[str, object]]:
    """The state of a form as it opens, in Slack's words."""
    state: dict[str, dict[str, object]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state[block["block_id"]] = {element["action_id"]: _initial(element)}
    return state


def _initial(element: dict[str, object]) -> dict[str, object]:
    match element["type"]:
        case "timepicker":
            return {"selected_time": element["initial_time"]}
        case "static_select":
            return {"selected_option": element["initial_option"]}
        case "checkboxes":
            return {"selected_options": element.get("initial_options", [])}
        case "multi_users_select":
            return {"selected_users": element.get("initial_users", [])}
    return {"value": element["initial_value"]}


@given(wishes, st.sampled_from([None, (), ("U1", "U2")]), st.sampled_from([True, False, None]))
def test_a_form_sent_back_untouched_wants_nothing(
    kept: Preferences, people: tuple[str, ...] | None, admin: bool | None
) -> None:
    muted = {"maresa-tolvik": NOON}
    standing = Standing(DESK, replace(kept, muted=muted), (), people, admin, ())
    view = form.form(standing)
    assert complaints_of_view(view, ("modal",)) == []
    sent = form.read_form(view["private_metadata"], untouched(view))
    assert isinstance(sent, Form)
    assert sent.wanted == sent.shown == kept
    assert sent.channel == DESK
    assert sent.people == (tuple(people or ()) if admin else None)


@pytest.mark.parametrize("told", ["", "0", "61", "-1", "1.5", "many", "9" * 5000, "٣"])
def test_a_number_that_is_none_is_asked_for_again(told: str) -> None:
    view = form.form(Standing(SPORT, Preferences(), (), None, None, ()))
    state = untouched(view) | {"per-hour": {"per-hour": {"value": told}}}
    sent = form.read_form(view["private_metadata"], state)
    assert isinstance(sent, dict)
    assert sent == {"per-hour": "Write a number from 1 to 60."}


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        (Preferences(), []),
        (Preferences(digest=time(9)), ["a digest every day at 09:00 (UTC)"]),
        (Preferences(quiet=(time(22), time(7))), ["quiet hours from 22:00 to 07:00 (UTC)"]),
        (Preferences(per_hour=1), ["at most 1 card an hour"]),
        (Preferences(zone="Asia/Tokyo"), []),
        (Preferences(muted={"Torvania": NOON + timedelta(days=1)}), []),
        (
            Preferences(digest=time(9), when_empty=True),
            ["a digest every day at 09:00 (UTC), also when there was nothing"],
        ),
    ],
)
def test_what_was_changed_is_told_in_words(changed: Preferences, lines: list[str]) -> None:
    assert settings.changed_lines(Preferences(), changed) == lines
