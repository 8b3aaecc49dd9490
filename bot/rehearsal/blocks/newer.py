"""The kinds of block new to Slack since 2025: cards, containers, charts, data tables, plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.rehearsal.blocks.elements import button, identity, image, plain, web_url
from bot.rehearsal.blocks.rich import rich_text
from bot.rehearsal.blocks.rules import (
    Rule,
    also,
    at_least_one,
    by_type,
    choice,
    complaint,
    flag,
    listing,
    number,
    shape,
    string,
    text,
)

_named: Mapping[str, Rule] = {"block_id": identity}
_picture = by_type(lambda: {"image": image})
_rich = by_type(lambda: {"rich_text": shape(rich_text, _named)})
_icon = by_type(lambda: {"icon": shape({"name": string(100, 1)})})

card = also(
    shape(
        {},
        {
            **_named,
            "hero_image": _picture,
            "icon": _picture,
            "slack_icon": _icon,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": listing(by_type(lambda: {"button": button}), 3),
        },
    ),
    at_least_one("title", "body", "actions", "hero_image"),
)
carousel = shape({"elements": listing(by_type(lambda: {"card": card}), 10)}, _named)
alert = shape(
    {"text": text(200)},
    {**_named, "level": choice("default", "info", "warning", "error", "success")},
)


def container(children: Mapping[str, Rule]) -> Rule:
    """A box round up to ten of these."""
    return also(
        shape(
            {"child_blocks": listing(by_type(lambda: children), 10)},
            {
                **_named,
                "title": text(150, plain),
                "rich_text_title": _rich,
                "subtitle": text(150),
                "width": choice("narrow", "standard", "wide", "full"),
                "icon": _picture,
                "is_collapsible": flag,
                "default_collapsed": flag,
                "has_header_divider": flag,
            },
        ),
        at_least_one("title", "rich_text_title"),
    )


_source = by_type(lambda: {"url": shape({"url": web_url, "text": string(3000, 1)})})
_task: Mapping[str, Rule] = {
    **_named,
    "details": _rich,
    "output": _rich,
    "sources": listing(_source, 100, 0),
    "status": choice("pending", "in_progress", "complete", "error"),
}
task_card = shape({"task_id": string(255, 1), "title": string(3000, 1)}, _task)
plan = shape(
    {"title": string(3000, 1)},
    {**_named, "tasks": listing(by_type(lambda: {"task_card": task_card}), 50, 0)},
)

# -- tables and charts ----------------------------------------------------------------------------

_raw: Mapping[str, Rule] = {
    "raw_text": shape({"text": string(3000, 1)}),
    "raw_number": shape({"value": number()}, {"text": string(100)}),
}
_cell = by_type(lambda: {**_raw, "rich_text": shape(rich_text, _named)})


def _as_wide(value: Any, at: str) -> Iterator[str]:
    rows = value.get("rows") if isinstance(value, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    if len({len(row) for row in rows}) > 1:
        yield complaint("all rows must have the same number of columns", f"{at}/rows")


data_table = also(
    shape(
        {"rows": listing(listing(_cell, 20), 201, 2), "caption": string(3000, 1)},
        {**_named, "page_size": number(1, 100), "row_header_column_index": number(0, 19)},
    ),
    _as_wide,
)

_point = shape({"label": string(20, 1), "value": number()})
_slice = shape({"label": string(20, 1), "value": number(0)})
_series = shape({"name": string(20, 1), "data": listing(_point, 20)})
_axis = shape(
    {"categories": listing(string(20, 1), 20)}, {"x_label": string(50), "y_label": string(50)}
)


def _fits_axis(value: Any, at: str) -> Iterator[str]:
    """Each series, under a name of its own, has one point for each category."""
    try:
        categories = value["axis_config"]["categories"]
        labels = [[point["label"] for point in one["data"]] for one in value["series"]]
        names = [one["name"] for one in value["series"]]
        fits = all(sorted(given) == sorted(categories) for given in labels)
        alone = len(set(names)) == len(names)
        fits = fits and len(set(categories)) == len(categories)
    except (TypeError, KeyError):
        return
    if not alone:
        yield complaint("series names must be unique", f"{at}/series")
    if not fits:
        yield complaint("each series must have one point for each category", f"{at}/series")


def _something(value: Any, at: str) -> Iterator[str]:
    slices = value.get("segments") if isinstance(value, dict) else None
    for place, one in enumerate(slices if isinstance(slices, list) else ()):
        if isinstance(one, dict) and one.get("value") == 0:
            yield complaint("must be more than 0", f"{at}/segments/{place}/value")


_plotted = also(shape({"series": listing(_series, 12), "axis_config": _axis}), _fits_axis)
_pie = also(shape({"segments": listing(_slice, 12)}), _something)
_chart = by_type(lambda: {"pie": _pie, "bar": _plotted, "line": _plotted, "area": _plotted})
data_visualization = shape({"title": string(50, 1), "chart": _chart}, _named)
