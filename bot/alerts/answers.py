"""What the desk found -> what the person who asked sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.alerts import blocks, cards
from bot.alerts.message import Block, Message
from bot.statements.official import Official
from bot.timeline.record import Record

_QUOTATION = 500
"""Characters of a quotation in a list: ten of them stay below what a message may hold."""

HELP = (
    ("/quotes Lavrov", "what he said, newest first, with sources"),
    ("/quotes Russia", "the same for everybody who speaks for a side"),
    ("/quotes follow Lavrov", "tell this channel when he says something new"),
    ("/quotes follow Russia", "the same for everybody who speaks for a side"),
    ("/quotes unfollow Lavrov", "stop that"),
    ("/quotes find List", "looks up a name that is also a word of ours"),
    ("/quotes list", "whom this channel follows"),
    ("/quotes help", "this page"),
)


def quotes(
    name: str, records: Sequence[Record], total: int, officials: Mapping[str, Official]
) -> Message:
    """Newest first; says how many there are when not all are shown. `officials` by id."""
    if not records:
        return plain(f"Nothing by {name} has been read yet. Follow them: `/quotes follow {name}`.")
    count = f"{total} statement{'s' * (total != 1)}"
    shown = f"the newest {len(records)} of {count}" if len(records) < total else count
    return Message(
        text="\n".join([f"{blocks.escape(name)}: {shown}", *(_in_text(r, name) for r in records)]),
        blocks=(
            blocks.rich(blocks.line(blocks.words(name, bold=True), blocks.words(f" · {shown}"))),
            *(block for record in records for block in _quote(record, officials)),
        ),
    )


def unknown(typed: str, suggestions: Sequence[str]) -> Message:
    near = [f"`/quotes {blocks.escape(name)}`" for name in suggestions]
    hint = (
        f"Did you mean {blocks.listed(near, 'or')}?"
        if near
        else "`/quotes help` shows what I know."
    )
    return _mrkdwn(f"I do not know “{blocks.escape(blocks.cut(typed, 200))}”. {hint}")


def ambiguous(typed: str, candidates: Sequence[Official]) -> Message:
    who = [f"• `/quotes {blocks.escape(o.name)}` ({blocks.escape(o.group)})" for o in candidates]
    return _mrkdwn(
        "\n".join([f"“{blocks.escape(typed)}” may mean several people. Which one?", *who])
    )


def help_page() -> Message:
    lines = [f"`{command}` – {what}" for command, what in HELP]
    return _mrkdwn("\n".join(["*What you can type*", *lines]))


_REMEDIES = {
    "is_archived": "It is archived: unarchive it, or follow from another channel.",
    "missing_scope": "The app lacks a permission: install it again with the manifest's scopes.",
    "restricted_action": "Only some people may post there: ask an admin to allow this app.",
}
_INVITE = "Invite me there with /invite."


def refused(channel: str, reason: str) -> str:
    """To the person who asked for alerts in a channel that no longer takes them."""
    known = (remedy for code, remedy in _REMEDIES.items() if reason.startswith(code))
    remedy = next(known, _INVITE)
    return (
        f"I can no longer post in <#{channel}> (Slack says {reason}). {remedy}"
        " What comes in meanwhile waits, and I look again every ten minutes."
    )


def busy() -> Message:
    return plain("I could not look that up just now. Please try again in a minute.")


def plain(text: str) -> Message:
    return _mrkdwn(blocks.escape(text))


def _mrkdwn(text: str) -> Message:
    return Message(text=text, blocks=(blocks.section(text),))


def _quote(record: Record, officials: Mapping[str, Official]) -> tuple[Block, ...]:
    official = officials.get(record.statement.official or "")
    return (
        blocks.divider(),
        blocks.rich(
            blocks.line(*cards.who(record, official)),
            blocks.quotation(blocks.cut(record.statement.text, _QUOTATION)),
        ),
        blocks.context(
            cards.provenance(record),
            cards.tone_line(record.tone),
            cards.paraphrase_note(record),
        ),
    )


def _in_text(record: Record, asked: str) -> str:
    spoken = blocks.escape(blocks.cut(record.statement.text, 300))
    speaker = record.statement.speaker or ""
    told = ", ".join(p for p in (speaker if speaker != asked else "", cards.verb(record)) if p)
    by = f"{blocks.escape(told)}: " if told else ""
    tone = cards.TONES[record.tone.label]
    return f"• {by}{spoken} ({tone}; {cards.provenance(record)})"
