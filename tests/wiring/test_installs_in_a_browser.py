"""The same by hand: a person with a browser installs, removes, installs again; the keys change."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.adapters.installs.vault import fresh_key
from bot.adapters.newsroom import Newsroom
from bot.alerts.subscription import Channel
from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from bot.wiring import parts
from bot.wiring.installs import workspaces_of
from tests.installing import KEY, Shared, settings_for, shared
from tests.rehearsal.asking import ask, until
from tests.rehearsal.browser import Page, browsing, find_browser
from tests.wiring.test_installs import DAWN, DUSK, EVENING, FOREIGN, WORDS, joined, post, words_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_browser() is None and "CI" not in os.environ, reason="no Chromium here"
    ),
]


@pytest.fixture
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running:
        yield running


def install(page: Page, bot: Shared, where: str, name: str) -> None:
    page.open(f"{bot.url}/slack/install")
    assert until(lambda: holds(page, "document.querySelector('select[name=team]')"), 20)
    page.run(f"document.querySelector('select[name=team]').value = '{where}'")
    page.run("document.querySelector('button').click()")
    done = f"document.body.innerText.includes('Verbatim is in {name}')"
    assert until(lambda: holds(page, done), 20)


def holds(page: Page, condition: str) -> bool:
    try:
        return bool(page.run(f"Boolean({condition})"))
    except RuntimeError:
        # Between two pages there is nothing to look at.
        return False


def test_from_the_install_page_to_cards_away_and_back_under_another_key(
    slack: Running, archive: parts.Archive
) -> None:
    with shared(slack, archive) as bot, browsing() as page:
        install(page, bot, "T0NEWSROOM", "The Newsroom")
        install(page, bot, "T0EVENING", "The Evening Desk")
        install(page, bot, "E0HARBOUR", "The Harbour Group")
        joined(slack, EVENING)
        bot.type("T0DAWN", "help")
        bot.type("T0DUSK", "follow Lavrov")
        for channel in (FOREIGN, EVENING, DAWN, DUSK):
            post(bot, channel)
            assert WORDS.text in words_in(slack, channel)
        ask(slack, "event", {"type": "app_uninstalled", "team": "T0DAWN"})
        assert until(lambda: bot.installations.of_team("T0DUSK") is None, 20)
        install(page, bot, "E0HARBOUR", "The Harbour Group")
        assert bot.archive.subscriptions.of_team("T0DUSK") == [DUSK]
        assert [line for line in page.troubles if "favicon" not in line] == []
    under(slack, archive, fresh_key(), FOREIGN, DUSK)


def under(slack: Running, archive: parts.Archive, key: str, *channels: Channel) -> None:
    """All is sealed under another key, and with that alone it goes on."""
    both = workspaces_of(settings_for(slack, "", key, KEY), archive.redis, parts.now)
    assert both.installations is not None
    assert both.installations.rekey() == (3, [])
    alone = workspaces_of(settings_for(slack, "", key), archive.redis, parts.now)
    for channel in channels:
        assert Newsroom(alone.client_of).post(channel, WORDS, "again")
