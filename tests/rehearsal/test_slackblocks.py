"""Our rules and those of slackblocks, another account of Block Kit, agree on generated blocks.

They differ, and each time on purpose, where slackblocks lets through what Slack refuses:

- empty lists of elements (actions, context, fields) and empty markdown;
- an empty value of an option, and an empty alt text of an image block;
- addresses that are no http(s) addresses;
- what holds for a message as a whole: ids twice, two tables, 12,000 characters of markdown.

The strategies below therefore stay out of these corners, and at the limits otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.blocks.check import complaints_of_message
from tests.rehearsal.specimens import actions, button, context, marked, menu, option, plain

sb = pytest.importorskip("slackblocks", reason="slackblocks is not installed")

Pair = tuple[dict[str, Any], Callable[[], Any]]
"""A block as JSON, and the call with which slackblocks makes the same one, or refuses."""


def around(limit: int, least: int = 1) -> st.SearchStrategy[str]:
    """Texts just within a limit, just beyond it, and short ones."""
    sizes = st.sampled_from([least, least + 1, limit - 1, limit, limit + 1, limit + 2])
    return sizes.map(lambda size: "x" * size)


def about(limit: int) -> st.SearchStrategy[int]:
    return st.sampled_from([1, 2, limit - 1, limit, limit + 1])


def sections() -> st.SearchStrategy[Pair]:
    def make(text: str, fields: list[str]) -> Pair:
        block: dict[str, Any] = {"type": "section", "text": marked(text)}
        if fields:
            block["fields"] = [marked(one) for one in fields]
        return block, lambda: sb.SectionBlock(text=text, fields=fields or None)

    return st.builds(make, around(3000), st.lists(around(2000), max_size=12))


def headers() -> st.SearchStrategy[Pair]:
    return around(150).map(
        lambda text: ({"type": "header", "text": plain(text)}, lambda: sb.HeaderBlock(text=text))
    )


def contexts() -> st.SearchStrategy[Pair]:
    def make(count: int, text: str) -> Pair:
        return context(*[marked(text)] * count), lambda: sb.ContextBlock(
            elements=[sb.Text(text)] * count
        )

    return st.builds(make, about(10), around(3000))


def images() -> st.SearchStrategy[Pair]:
    def make(alt: str, title: str) -> Pair:
        url = "https://pictures.example/a.png"
        block = {"type": "image", "image_url": url, "alt_text": alt, "title": plain(title)}
        return block, lambda: sb.ImageBlock(image_url=url, alt_text=alt, title=title)

    return st.builds(make, around(2000), around(2000))


def buttons() -> st.SearchStrategy[Pair]:
    def make(text: str, value: str, action: str, count: int) -> Pair:
        ids = [f"{number}{action}"[: max(len(action), 3)] for number in range(count)]
        made = [button(id_, text=plain(text), value=value) for id_ in ids]
        return actions(*made), lambda: sb.ActionsBlock(
            elements=[sb.Button(text=text, action_id=id_, value=value) for id_ in ids]
        )

    return st.builds(make, around(75), around(2000, 0), around(255), about(25))


def menus() -> st.SearchStrategy[Pair]:
    def make(count: int, text: str, value: str) -> Pair:
        options = [option(value, text)] * count
        return actions(menu("overflow", options=options)), lambda: sb.ActionsBlock(
            elements=[sb.OverflowMenu("pick", [sb.Option(sb.PlainText(text), value)] * count)]
        )

    return st.builds(make, about(5), around(75), around(150))


def markdowns() -> st.SearchStrategy[Pair]:
    return around(12_000).map(
        lambda text: ({"type": "markdown", "text": text}, lambda: sb.MarkdownBlock(text=text))
    )


def tables() -> st.SearchStrategy[Pair]:
    def make(rows: int, columns: int) -> Pair:
        cells = [[{"type": "raw_text", "text": "x"}] * columns] * rows
        return {"type": "table", "rows": cells}, lambda: sb.TableBlock(
            rows=[[sb.RawText("x")] * columns] * rows
        )

    return st.builds(make, about(100), about(20))


def charts() -> st.SearchStrategy[Pair]:
    def make(title: str, name: str, points: int, gap: int) -> Pair:
        labels = [str(number) for number in range(points)]
        data = [{"label": one, "value": 1} for one in labels[gap:] or labels]
        drawn = {
            "type": "line",
            "series": [{"name": name, "data": data}],
            "axis_config": {"categories": labels},
        }
        block = {"type": "data_visualization", "title": title, "chart": drawn}

        def theirs() -> Any:
            given = [sb.DataPoint(point["label"], 1) for point in data]
            axis = sb.AxisConfig(categories=labels)
            chart = sb.LineChart(series=[sb.DataSeries(name, given)], axis_config=axis)
            return sb.DataVisualizationBlock(title=title, chart=chart)

        return block, theirs

    return st.builds(make, around(50), around(20), about(20), st.integers(0, 1))


PAIRS = st.one_of(
    sections(), headers(), contexts(), images(), buttons(), menus(), markdowns(), tables(), charts()
)


@given(PAIRS)
def test_the_two_accounts_agree(pair: Pair) -> None:
    block, theirs = pair
    try:
        theirs()
        accepted = True
    except sb.InvalidUsageError:
        accepted = False
    assert (complaints_of_message([block]) == []) is accepted
