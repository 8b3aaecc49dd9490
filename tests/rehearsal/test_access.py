"""The page is for everybody: axe finds nothing serious in it, wide or narrow."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import bot_client
from tests.rehearsal.browser import Page, browsing, find_browser
from tests.rehearsal.specimens import TAKEN, ask_for, menu, modal, option, plain, section

AXE = find_spec("axe_core_python")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium is installed here"),
    pytest.mark.skipif(AXE is None, reason="axe-core-python is not installed here"),
]

FORM = modal(
    section("Choose whom"),
    ask_for(menu("external_select", min_query_length=0), label=plain("Official")),
    ask_for(menu("plain_text_input", multiline=True), label=plain("Note"), optional=True),
    ask_for(menu("radio_buttons", options=[option(), option("two", "Two")]), label=plain("When")),
    ask_for(menu("datepicker"), label=plain("Until")),
    submit=plain("Follow"),
)


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running:
        client = bot_client(running)
        for name in ("a section", "rich text", "a table", "a line", "25 buttons", "a picture"):
            channel = {"a section": "C0FOREIGN", "a table": "C0FOREIGN"}.get(name, "C0POLITICS")
            client.chat_postMessage(channel=channel, text=name, blocks=TAKEN[name])
        yield running


@pytest.fixture(scope="module")
def page(slack: Running) -> Iterator[Page]:
    with browsing() as opened:
        opened.call("Page.setBypassCSP", enabled=True)
        yield opened


def findings(page: Page) -> list[str]:
    """What axe holds against the page as it stands, beyond small things."""
    assert AXE is not None
    script = Path(str(AXE.origin)).with_name("axe.min.js").read_text(encoding="utf-8")
    page.call("Runtime.evaluate", expression=script)
    serious = "['serious', 'critical'].includes(one.impact)"
    told = "`${one.id}: ${one.nodes[0].html}`"
    found: list[str] = page.run(
        f"axe.run().then(r => r.violations.filter(one => {serious}).map(one => {told}))"
    )
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("channel", [0, 1])
def test_channels_are_readable_by_everybody(
    page: Page, slack: Running, width: int, channel: int
) -> None:
    page.size(width, 900)
    page.open(slack.url)
    page.wait("document.querySelector('#channels button')")
    page.run(f"document.querySelectorAll('#channels button')[{channel}].click()")
    page.wait("document.querySelector('#talk article')")
    assert findings(page) == []


def test_modals_are_usable_by_everybody(page: Page, slack: Running) -> None:
    page.size(1280, 900)
    page.open(slack.url)
    page.wait("document.querySelector('#channels button')")
    given = slack.app.state.stage.lent.trigger("T0NEWSROOM", "U0MARTA", "C0FOREIGN").id
    bot_client(slack).views_open(trigger_id=given, view=FORM)
    page.wait("document.querySelector('#modal[open] .field')")
    assert findings(page) == []
