"""The page in a real browser: what a person sees, types and presses."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from slack_bolt import App

from bot.rehearsal.pace import Pace
from bot.rehearsal.server import Running, rehearsing
from tests.rehearsal.asking import at_work, bot_client
from tests.rehearsal.browser import Page, browsing, find_browser
from tests.rehearsal.specimens import (
    TAKEN,
    actions,
    ask_for,
    button,
    home,
    marked,
    menu,
    modal,
    option,
    plain,
    rich,
    section,
    word,
    words,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_browser() is None and "CI" not in os.environ,
        reason="no Chromium is installed here (make browser)",
    ),
]

FORM = modal(
    ask_for(menu("external_select", min_query_length=1), block_id="who", label=plain("Official")),
    submit=plain("Follow"),
    callback_id="follow",
)
CARD = [
    {"type": "header", "text": plain("Dana Ilar turns hostile")},
    section("*Dana Ilar* <!date^1893456000^{date_num} {time}|then> &lt;b&gt;", accessory=button()),
    rich(words(word("We have heard enough <!channel>"), kind="rich_text_quote")),
    actions(button("context", text=plain("Context")), button("mute", text=plain("Mute"))),
]


def an_app(slack: Running) -> App:
    app = App(client=bot_client(slack))

    @app.command("/quotes")
    def command(ack, body, respond, client):  # type: ignore[no-untyped-def]
        ack()
        if body["text"]:
            respond(f"You asked for {body['text']}")
        else:
            client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.options("pick")
    def offer(ack):  # type: ignore[no-untyped-def]
        ack(options=[option("ilar", "Dana Ilar"), option("vask", "Oren Vask")])

    @app.view("follow")
    def submitted(ack, view, client):  # type: ignore[no-untyped-def]
        ack()
        client.chat_postMessage(channel="C0FOREIGN", text="card", blocks=CARD)

    @app.action("context")
    def context(ack, body, client):  # type: ignore[no-untyped-def]
        ack()
        where = {"channel": body["channel"]["id"], "thread_ts": body["message"]["ts"]}
        client.chat_postMessage(text="The sentence before it", **where)

    @app.action("mute")
    def mute(ack, respond):  # type: ignore[no-untyped-def]
        ack()
        respond(replace_original=True, text="Muted for a day")

    @app.event("app_home_opened")
    def at_home(event, client):  # type: ignore[no-untyped-def]
        view = home(section("*You follow* Dana Ilar"), actions(button(text=plain("Unfollow"))))
        client.views_publish(user_id=event["user"], view=view)

    return app


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with rehearsing(pace=Pace(message_every=0.0001)) as running, at_work(running, an_app(running)):
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with browsing() as page:
        yield page


@pytest.fixture
def page(slack: Running, browser: Page) -> Iterator[Page]:
    browser.troubles.clear()
    browser.size(1280, 900)
    browser.open(slack.url)
    browser.wait("document.querySelector('#channels button')")
    yield browser
    assert browser.troubles == []


def say(page: Page, text: str) -> None:
    page.run("document.getElementById('say').focus()")
    page.type(text)
    page.key("Enter")


def shows(text: str, where: str = "#talk") -> str:
    return f"document.querySelector('{where}')?.textContent.includes({text!r})"


def press(page: Page, words: str, where: str = "#talk") -> None:
    buttons = f"[...document.querySelectorAll('{where} button')]"
    found = f"{buttons}.findLast(one => one.textContent.trim() === {words!r})"
    page.wait(found)
    page.run(f"{found}.click()")


def test_an_official_is_followed_in_a_modal_and_the_card_is_worked_with(page: Page) -> None:
    say(page, "/quotes")
    page.wait("document.querySelector('#modal[open] .field')")
    page.type("il")
    page.wait("document.querySelector('#modal [role=option]')")
    page.key("ArrowDown")
    page.key("Enter")
    page.wait("document.querySelector('#modal .field').value === 'Dana Ilar'")
    press(page, "Follow", "#modal")
    page.wait(shows("Dana Ilar turns hostile"))
    page.wait("!document.querySelector('#modal[open]')")
    assert page.run(shows("2030-01-01 2:00 AM <b>")), "in Tallinn, with entities unescaped"
    assert page.run(shows("<!channel>")), "dead, as it came"
    press(page, "Context")
    page.wait(shows("1 reply"))
    press(page, "1 reply")
    page.wait(shows("The sentence before it", "#thread"))
    press(page, "Mute")
    page.wait(shows("Muted for a day"))


def test_app_home_is_drawn(page: Page) -> None:
    page.run("document.querySelector('#apps button').click()")
    page.run("document.getElementById('tab-home').click()")
    page.wait(shows("You follow Dana Ilar", "#home"))


def test_what_was_typed_comes_back_with_the_arrow(page: Page) -> None:
    say(page, "/quotes Ilar")
    page.wait(shows("You asked for Ilar"))
    assert page.run(shows("Only visible to you"))
    page.key("ArrowUp")
    assert page.run("document.getElementById('say').value") == "/quotes Ilar"


def test_a_whisper_is_seen_by_one_person_alone(page: Page, slack: Running) -> None:
    bot_client(slack).chat_postEphemeral(channel="C0POLITICS", user="U0RUTH", text="Ruth only")
    bot_client(slack).chat_postMessage(channel="C0POLITICS", text="Everyone")
    page.wait("document.querySelector('#channels .pill')")
    page.run("document.querySelectorAll('#channels button')[1].click()")
    page.wait(shows("Everyone"))
    assert not page.run(shows("Ruth only"))
    page.run(
        "(() => { const me = document.getElementById('me'); me.value = 'U0RUTH';"
        " me.dispatchEvent(new Event('change')); })()"
    )
    page.wait(shows("Ruth only"))


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<javascript:alert(1)|press me>",
    '<https://a.example/" onmouseover="alert(1)|a>',
    "<!date^99999999999999^{date}|never>",
    "*" * 2000,
    "`" * 3000 + "_*~" * 1000,
    "<" * 3000,
]


def test_hostile_text_stays_text(page: Page, slack: Running) -> None:
    client = bot_client(slack)
    for text in HOSTILE:
        client.chat_postMessage(channel="C0DIPLOMACY", text=text)
    page.run("document.querySelectorAll('#channels button')[2].click()")
    page.wait(f"document.querySelectorAll('#talk article').length >= {len(HOSTILE)}")
    assert page.run("document.querySelectorAll('#talk img, #talk script').length") == 0
    links = page.run("[...document.querySelectorAll('#talk a')].map(a => a.protocol)")
    assert set(links) <= {"https:"}
    assert page.run(shows("press me"))


def test_every_block_is_drawn_or_says_that_it_is_not(page: Page, slack: Running) -> None:
    client = bot_client(slack)
    for blocks in TAKEN.values():
        client.chat_postMessage(channel="C0INVESTIG", text="said", blocks=blocks)
    client.chat_postMessage(
        channel="C0INVESTIG",
        text="last",
        blocks=[section("last of all"), {"type": "call", "call_id": "R1"}],
    )
    page.run("document.querySelectorAll('#channels button')[3].click()")
    page.wait(shows("last of all"))
    cannot = page.run("[...document.querySelectorAll('.cannot')].map(box => box.textContent)")
    assert set(cannot) == {
        *(
            f"The rehearsal cannot draw a block of type “{kind}”"
            for kind in ("call", "card", "carousel", "container", "data_table", "plan")
        ),
        "The rehearsal cannot draw a block of type “context_actions”",
        "The rehearsal cannot draw the element “datetimepicker”",
    }


def test_nothing_is_asked_of_another_host(page: Page, slack: Running) -> None:
    image = {"type": "image", "image_url": "https://pictures.example/a.png", "alt_text": "Tone"}
    bot_client(slack).chat_postMessage(channel="C0FOREIGN", text="a", blocks=[image])
    page.run("document.querySelector('#channels button').click()")
    page.wait("document.querySelector('#talk .away')")
    asked = page.run("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(name.startswith(slack.url) for name in asked)


def test_five_hundred_messages_do_not_make_it_slow(page: Page, slack: Running) -> None:
    client = bot_client(slack)
    for number in range(500):
        client.chat_postMessage(channel="C0POLITICS", text=f"message {number}")
    page.open(slack.url)
    page.wait("document.querySelectorAll('#channels button').length > 1")
    page.run("document.querySelectorAll('#channels button')[1].click()")
    page.wait(shows("message 499"))
    fifth = "document.querySelectorAll('#talk article')[5].dataset"
    page.run(f"{fifth}.seen = 'x'")
    client.chat_postMessage(channel="C0POLITICS", text="one more")
    page.wait(shows("one more"))
    assert page.run(f"{fifth}.seen") == "x", "what stands there is not drawn again"


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_is_usable_by_keyboard(page: Page, width: int) -> None:
    page.size(width, 844)
    assert page.run("document.documentElement.scrollWidth") <= width
    page.key("Tab")
    assert page.run("document.activeElement.textContent") == "Skip to the message box"
    page.key("Enter")
    assert page.run("document.activeElement.id") == "say"
    controls = "[...document.querySelectorAll('button, select, textarea, input')]"
    named = "one.textContent || one.ariaLabel || one.labels?.length"
    nameless = f"{controls}.filter(one => one.offsetParent && !({named})).map(one => one.outerHTML)"
    assert page.run(nameless) == []


def test_marks_are_read_as_slack_reads_them(page: Page, slack: Running) -> None:
    text = "*bold* _it_ ~no~ `x*y*` 2*3*4 <@U0KENJI> <#C0POLITICS> :tada:\n&gt; said &amp; done"
    bot_client(slack).chat_postMessage(
        channel="C0FOREIGN", text=text, blocks=[{"type": "section", "text": marked(text)}]
    )
    page.run("document.querySelector('#channels button').click()")
    page.wait(shows("said & done"))
    drawn = page.run("[...document.querySelectorAll('#talk .section .words')].at(-1).innerHTML")
    assert drawn.startswith("<b>bold</b> <i>it</i> <s>no</s> <code>x*y*</code> 2*3*4 ")
    assert "@Kenji Morita" in drawn
    assert "#politics" in drawn
    assert drawn.endswith("<blockquote>said &amp; done</blockquote>")
