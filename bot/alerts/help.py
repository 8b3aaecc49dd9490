"""What can be typed, each verb with a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.alerts import asking, blocks
from bot.alerts.message import Message
from bot.commands.command import Help, Pick


@dataclass(frozen=True, slots=True)
class Page:
    line: str
    """What it does, in one line."""
    usage: str
    """Behind /quotes; what may be left out in square brackets."""
    examples: tuple[tuple[str, str], ...]
    """What is typed, and what comes of it."""
    notes: tuple[str, ...] = ()


PAGES: Mapping[str, Page] = {
    "find": Page(
        "what somebody, or everybody of a side, said, newest first, with sources",
        "NAME [about:…] [to:…] [since:…] [until:…] [tone:…] [kind:…] [n:5]",
        (
            ("Lavrov", "his newest words"),
            ("Russia", "those of everybody who speaks for a side"),
            ('Lavrov about:"grain deal"', "statements with both words in them"),
            ("Lavrov to:NATO tone:hostile", "about somebody, in a tone"),
            ("Lavrov since:7d", "also 24h, 2w, 3m, 1y, yesterday, 2021-12, 2021-12-01"),
            ("Lavrov until:2021-12-01 kind:direct", "quotations alone; also mixed, indirect"),
            ("find List", "a name that is also a word of ours"),
        ),
        ("Names in any spelling, case and script; what is unclear is asked about.",),
    ),
    "follow": Page(
        "tell this channel what somebody, or a side, says, and when the tone turns",
        "follow NAME [alerts:all|shifts|digest] [sensitivity:fewer|balanced|more]",
        (
            ("follow Lavrov", "every statement, and every turn"),
            ("follow NATO alerts:shifts", "turns in tone alone"),
            ("follow Lavrov alerts:digest", "nothing but the digest"),
            ("follow Lavrov sensitivity:fewer", "turns that are surer"),
        ),
        ("“Subscribe” is the same. What is followed already is changed.",),
    ),
    "unfollow": Page(
        "stop telling this channel about somebody",
        "unfollow NAME",
        (("unfollow Lavrov", "no more of his words here"),),
    ),
    "list": Page(
        "whom this channel follows, and who asked for it",
        "list",
        (("list", "with what is muted, or paused and why"),),
    ),
    "mute": Page(
        "nothing of somebody, or of an outlet, for a while",
        "mute NAME [24h]",
        (("mute Lavrov 24h", "also 30min, 7d, 2w"), ('mute "The Herald" 7d', "an outlet")),
    ),
    "unmute": Page(
        "end that before its time",
        "unmute [NAME]",
        (("unmute Lavrov", "his words come again"), ("unmute", "whatever is muted")),
    ),
    "digest": Page(
        "what the day or the week brought, at an hour of this channel's",
        "digest [DAY] HOUR [ZONE] | off",
        (
            ("digest 09:00", "each day"),
            ("digest mon 9am Europe/London", "each Monday"),
            ("digest off", "none"),
        ),
    ),
    "quiet": Page(
        "hours in which cards wait, to come as one summary",
        "quiet FROM-TO [ZONE] | off",
        (("quiet 22:00-07:00", "also 22-7 or 10pm-7am"), ("quiet off", "none")),
    ),
    "tone": Page(
        "how somebody stood, towards whom, and where it turned",
        "tone NAME [30d]",
        (("tone Lavrov", "over the last 30 days"), ("tone Russia 1y", "of a side, over a year")),
        ("Tone is scored by a machine: check before you rely on it.",),
    ),
    "compare": Page(
        "two voices side by side",
        "compare NAME and NAME [about:…]",
        (
            ("compare Lavrov and Kuleba", "counts, tone, newest words about the same"),
            ('compare Russia and Ukraine about:"grain deal"', "on one thing"),
        ),
    ),
    "export": Page(
        "all of it as a file for a spreadsheet, with sources",
        "export NAME|corrections [since:…]",
        (
            ("export Lavrov since:2021-12-01", "posted where you ask, for everybody there"),
            ("export corrections", "what was corrected in this workspace, as labelled data"),
        ),
        ("At most the newest 5,000 statements: it says so where there are more.",),
    ),
    "settings": Page(
        "how this channel wants to be told",
        "settings",
        (("settings", "digest, quiet hours, cards an hour, who may change it"),),
    ),
    "status": Page(
        "how the sources are doing, and what waits",
        "status",
        (("status", "also what Slack refused, and why"),),
    ),
    "help": Page(
        "this page, or that of one word",
        "help [WORD]",
        (("help follow", "all about following"),),
    ),
}


def help_page(asked: Help) -> Message:
    page = PAGES.get(asked.word)
    return _one(asked.word, page) if page else _all()


def _all() -> Message:
    lines = [f"{_code(page.usage)} – {page.line}" for page in PAGES.values()]
    told = ["*What you can type*", *lines, "`/quotes help follow` tells more of one word."]
    choices = [(f"Help: {verb}", Help(verb)) for verb in ("find", "follow", "tone", "digest")]
    rows = asking.buttons([("Pick somebody", Pick()), *choices])
    return Message("\n".join(told), (*blocks.sections(told), *rows))


def _one(word: str, page: Page) -> Message:
    told = [
        f"*{word}*: {page.line}",
        _code(page.usage),
        *(f"• {_code(typed)} – {what}" for typed, what in page.examples),
        *page.notes,
    ]
    rows = asking.buttons([("All of the help", Help())])
    return Message("\n".join(told), (*blocks.sections(told), *rows))


def _code(typed: str) -> str:
    return f"`/quotes {blocks.escape(typed)}`"
