"""Workspaces that install the bot themselves: from the install page to a card, away and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from bot.adapters.installs.place import Place
from bot.adapters.installs.vault import fresh_key
from bot.adapters.newsroom import Newsroom
from bot.alerts.alert import Alert
from bot.alerts.blocks import section
from bot.alerts.message import Message
from bot.alerts.subscription import Channel
from bot.errors import BadCall, Gone, TryAgain
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.settings import Settings
from bot.wiring import parts
from bot.wiring.installs import is_shared, workspaces_of
from tests.installing import KEY, Shared, settings_for, shared
from tests.rehearsal.asking import ask, until
from tests.world import a_record

FIRST, SECOND, ORG = "T0NEWSROOM", "T0EVENING", "E0HARBOUR"
FOREIGN, EVENING = Channel(FIRST, "C0FOREIGN"), Channel(SECOND, "C0EVENINGS")
DAWN, DUSK = Channel("T0DAWN", "C0DAWN"), Channel("T0DUSK", "C0DUSK")
WORDS = Message("Tolvik: grateful", (section("Tolvik: *grateful*"),))


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running:
        yield running


@pytest.fixture
def bot(slack: Running, archive: parts.Archive) -> Iterator[Shared]:
    with shared(slack, archive) as running:
        yield running


def joined(slack: Running, channel: Channel) -> None:
    told = {"type": "member_joined_channel", "team": channel.team, "channel": channel.id}
    ask(slack, "event", told)


def words_in(slack: Running, channel: Channel) -> list[str]:
    said = ask(slack, f"messages?team={channel.team}&channel={channel.id}")
    return [message["text"] for message in said if not message.get("ephemeral_to")]


def post(bot: Shared, channel: Channel, alert: str = "alert") -> None:
    Newsroom(bot.workspaces.client_of).post(channel, WORDS, alert)


def tokens_in(archive: parts.Archive) -> str:
    keys = [key for key in archive.redis.scan_iter("*") if archive.redis.type(key) == "string"]
    return " ".join(str(archive.redis.get(key)) for key in keys)


def test_two_workspaces_and_an_organisation_go_from_the_install_page_to_cards(
    bot: Shared, slack: Running
) -> None:
    for where in (FIRST, SECOND, ORG):
        page = bot.install(where)
        assert page.status_code == 200, page.text
        assert "Verbatim is in" in page.text
    joined(slack, EVENING)
    for channel in (FOREIGN, EVENING, DAWN, DUSK):
        assert "follow" in bot.type(channel.team, "help")
        post(bot, channel)
        assert WORDS.text in words_in(slack, channel)


def test_a_workspace_that_did_not_install_it_gets_nothing(bot: Shared) -> None:
    with pytest.raises(Gone, match="not installed"):
        post(bot, EVENING)


def test_no_token_stands_in_redis_as_it_is(bot: Shared, slack: Running) -> None:
    bot.install(FIRST)
    token = ask(slack, "workspace")["bot_token"]
    assert token not in tokens_in(bot.archive)
    assert bot.installations.all() == [Place("", FIRST)]


def test_uninstalled_it_stops_and_installed_again_it_goes_on_with_what_was_followed(
    bot: Shared, slack: Running
) -> None:
    bot.install(FIRST)
    bot.type(FIRST, "follow Lavrov")
    followed = bot.archive.subscriptions.of_team(FIRST)
    ask(slack, "event", {"type": "app_uninstalled"})
    assert until(lambda: bot.installations.of_team(FIRST) is None)
    with pytest.raises(Gone):
        post(bot, FOREIGN)
    assert until(lambda: all(s.paused for s in bot.archive.subscriptions.of(followed[0])))
    bot.install(FIRST)
    assert bot.archive.subscriptions.of_team(FIRST) == followed
    assert not any(s.paused for s in bot.archive.subscriptions.of(followed[0]))
    post(bot, FOREIGN)


def test_what_waited_for_a_return_is_sent_at_once(bot: Shared, slack: Running) -> None:
    bot.install(FIRST)
    bot.type(FIRST, "follow Lavrov")
    (channel,) = bot.archive.subscriptions.of_team(FIRST)
    ask(slack, "event", {"type": "app_uninstalled"})
    assert until(lambda: bot.archive.outbox.held(channel) > 60)
    bot.archive.outbox.put(Alert(channel, "statement", a_record().id))
    bot.install(FIRST)
    assert until(lambda: bot.archive.outbox.held(channel) == 0)


@pytest.mark.parametrize("first", ["tokens_revoked", "app_uninstalled"])
def test_farewells_in_either_order_end_it_once(bot: Shared, slack: Running, first: str) -> None:
    bot.install(FIRST)
    ask(slack, "event", {"type": first})
    assert until(lambda: bot.installations.of_team(FIRST) is None)
    assert bot.workspaces.departed(FIRST), "the other one finds nothing left to end"


def test_a_farewell_that_comes_after_the_return_ends_nothing(bot: Shared, slack: Running) -> None:
    bot.install(FIRST)
    ask(slack, "event", {"type": "tokens_revoked"})
    assert until(lambda: bot.installations.of_team(FIRST) is None)
    bot.install(FIRST)
    assert not bot.workspaces.departed(FIRST)
    post(bot, FOREIGN)


def test_removed_from_an_organisation_it_is_removed_from_all_its_workspaces(
    bot: Shared, slack: Running
) -> None:
    bot.install(ORG)
    bot.type("T0DAWN", "help")
    bot.type("T0DUSK", "help")
    ask(slack, "event", {"type": "app_uninstalled", "team": "T0DAWN"})
    assert until(lambda: bot.installations.all() == [])
    for channel in (DAWN, DUSK):
        with pytest.raises(Gone):
            post(bot, channel)


def test_a_workspaces_own_install_goes_before_that_of_its_organisation(bot: Shared) -> None:
    bot.install(ORG)
    bot.type("T0DAWN", "help")
    bot.install("T0DAWN")
    own = bot.installations.of_team("T0DAWN")
    assert own is not None
    assert not own.is_enterprise_install


# -- states -------------------------------------------------------------------------------------


def test_an_install_begun_in_another_browser_is_refused(bot: Shared, slack: Running) -> None:
    start = httpx.get(f"{bot.url}/slack/install")
    asked = dict(parse_qsl(urlsplit(start.headers["location"]).query))
    allowed = httpx.post(f"{slack.url}/oauth/v2/authorize", data={**asked, "team": FIRST})
    back = httpx.get(allowed.headers["location"])
    assert back.status_code == 400
    assert "same browser" in back.text
    assert bot.installations.all() == []


def test_a_state_counts_once(bot: Shared) -> None:
    start = httpx.get(f"{bot.url}/slack/install")
    cookie = start.headers["set-cookie"].partition(";")[0]
    state = cookie.partition("=")[2]
    back = f"{bot.url}/slack/oauth_redirect?code=guess&state={state}"
    first, second = (httpx.get(back, headers={"cookie": cookie}) for _ in range(2))
    assert "does not know the code" in first.text
    assert "loaded twice" in second.text


def test_a_refusal_of_the_person_is_shown_and_cannot_bring_a_script(bot: Shared) -> None:
    denied = httpx.get(f"{bot.url}/slack/oauth_redirect?error=access_denied")
    assert "not allowed" in denied.text
    hostile = httpx.get(f"{bot.url}/slack/oauth_redirect?error=<script>alert(1)</script>")
    assert "<script>" not in hostile.text


# -- keys ---------------------------------------------------------------------------------------


def test_a_new_key_seals_anew_and_the_old_one_can_go(
    bot: Shared, slack: Running, archive: parts.Archive
) -> None:
    bot.install(FIRST)
    bot.install(ORG)
    fresh = fresh_key()
    with_both = _installations(slack, archive, fresh, KEY)
    assert with_both.rekey() == (2, [])
    assert with_both.rekey() == (0, []), "twice is once"
    assert _installations(slack, archive, fresh).of_team(FIRST) is not None
    with pytest.raises(TryAgain, match="BOT_TOKEN_KEYS"):
        _installations(slack, archive, KEY).of_team(FIRST)


def test_what_no_key_opens_is_told(bot: Shared, slack: Running, archive: parts.Archive) -> None:
    bot.install(FIRST)
    assert _installations(slack, archive, fresh_key()).rekey() == (0, [Place("", FIRST)])


def test_a_sealed_token_moved_to_another_place_is_not_used(
    bot: Shared, archive: parts.Archive
) -> None:
    bot.install(FIRST)
    stolen = archive.redis.get(f"installation:{Place('', FIRST)}")
    archive.redis.set(f"installation:{Place('', SECOND)}", str(stolen))
    with pytest.raises(TryAgain, match="another's"):
        post(bot, EVENING)


@pytest.mark.parametrize("keys", [(), ("short",), ("é" * 44,)])
def test_a_wrong_key_is_named_by_its_number_and_not_shown(
    slack: Running, archive: parts.Archive, keys: tuple[str, ...]
) -> None:
    chosen = replace(settings_for(slack, ""), token_keys=keys)
    with pytest.raises(BadCall, match="BOT_TOKEN_KEYS") as caught:
        workspaces_of(chosen, archive.redis, parts.now)
    assert not any(key in str(caught.value) for key in keys)


def _installations(slack: Running, archive: parts.Archive, *keys: str):  # type: ignore[no-untyped-def]
    chosen = settings_for(slack, "", *keys)
    return workspaces_of(chosen, archive.redis, parts.now).installations


# -- tokens that end ------------------------------------------------------------------------------


@pytest.fixture
def short_lived() -> Iterator[Running]:
    """Tokens end in an hour, which is soon."""
    with rehearsing(pace=Pace(message_every=0.0001, token_lives=3600)) as running:
        ask(running, "rotation", {"on": True})
        yield running


def test_many_who_find_a_token_ending_exchange_it_once(
    short_lived: Running, archive: parts.Archive
) -> None:
    with shared(short_lived, archive) as bot:
        bot.install(FIRST)
        before = ask(short_lived, "workspace")["bot_token"]
        short_lived.app.state.stage.pace = Pace(message_every=0.0001, token_lives=43200)
        found: list[str] = []

        def look() -> None:
            mine = _installations(short_lived, archive, KEY)
            found.append(mine.of_team(FIRST).bot_token)

        threads = [Thread(target=look) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = ask(short_lived, "workspace")["bot_token"]
        assert after != before
        assert set(found) == {after}
        post(bot, FOREIGN)


def test_a_token_that_lasts_a_little_is_used_while_slack_does_not_answer(
    short_lived: Running, archive: parts.Archive
) -> None:
    with shared(short_lived, archive) as bot:
        bot.install(FIRST)
        ask(short_lived, "faults", {"method": "oauth.v2.access", "status": 503, "times": 9})
        post(bot, FOREIGN)


# -- settings -------------------------------------------------------------------------------------


def test_a_token_of_our_own_goes_before_installs() -> None:
    pair = Settings(slack_client_id="1.2", slack_client_secret="hush")
    assert is_shared(pair)
    assert not is_shared(replace(pair, slack_bot_token="xoxb-1"))
    assert not is_shared(Settings())


def test_one_of_the_pair_is_a_mistake() -> None:
    with pytest.raises(BadCall, match="SLACK_CLIENT_SECRET"):
        is_shared(Settings(slack_client_id="1.2"))
