"""commands -> buttons that ask them, and the answers that ask back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.alerts import blocks
from bot.alerts.answers import plain
from bot.alerts.isolate import label
from bot.alerts.message import Block, Message
from bot.commands.command import Command
from bot.commands.write import write

Choice = tuple[str, Command]
"""The words on a button, and what it asks."""

_MOST = 10
"""Buttons of an answer that asks back."""
_VALUE = 1500
"""Characters of a command that is read: see `read`."""


def buttons(choices: Iterable[Choice], *, share: Command | None = None) -> tuple[Block, ...]:
    """One row, or none. `share`: the command whose answer the whole channel is to see."""
    elements = [*_asks(choices), *_share(share)]
    return (blocks.actions(*elements),) if elements else ()


def _asks(choices: Iterable[Choice]) -> Iterator[blocks.Element]:
    for number, (shown, command) in enumerate(choices):
        written = write(command)
        if len(written) <= _VALUE:
            yield blocks.button(f"ask:{number}", label(shown), written)


def _share(command: Command | None) -> Iterator[blocks.Element]:
    written = write(command) if command else ""
    if written and len(written) <= _VALUE:
        yield blocks.button("share", "Share to channel", written)


def command_line(command: Command) -> str:
    """What to type for it; mrkdwn."""
    return f"`/quotes {blocks.escape(label(write(command), _VALUE)).replace('`', '')}`"


def which(typed: str, choices: Sequence[Choice]) -> Message:
    """An ambiguous name is asked about, never guessed."""
    shown, left = choices[:_MOST], len(choices) - _MOST
    more = f" There are {left} more: write more of the name." if left > 0 else ""
    return _asks_back(f"{_quoted(typed)} may mean several. Which one?{more}", shown)


def unknown(typed: str, choices: Sequence[Choice]) -> Message:
    if not choices:
        return plain(f"I do not know {_quoted(typed)}. `/quotes help` shows what I know.")
    return _asks_back(f"I do not know {_quoted(typed)}. Did you mean:", choices[:_MOST])


def misread(reason: str) -> Message:
    return plain(reason)


def shared(answer: Message, user: str, asked: Command) -> Message:
    """The same for everybody: who shared it is said, and what only the asker can press is gone."""
    note = f"Shared by <@{user}> · {command_line(asked)}"
    kept = tuple(block for block in answer.blocks if block["type"] != "actions")
    return Message(f"{answer.text}\n{note}", (*kept, blocks.context(note)), visible=True)


def _asks_back(question: str, choices: Sequence[Choice]) -> Message:
    lines = [f"• {blocks.named(shown)}: {command_line(command)}" for shown, command in choices]
    said = blocks.escape(question)
    return Message("\n".join([said, *lines]), (blocks.section(said), *buttons(choices)))


def _quoted(typed: str) -> str:
    return f"“{label(blocks.cut(typed, 200))}”"
