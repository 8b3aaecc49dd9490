"""Blocks and views that Slack takes, and such as it refuses with what it says of them."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "said", **more: Any) -> Block:
    return {"type": "section", "text": marked(text), **more}


def button(action: str = "open", **more: Any) -> Block:
    return {"type": "button", "action_id": action, "text": plain("Open"), **more}


def option(value: str = "one", text: str = "One", **more: Any) -> Block:
    return {"text": plain(text), "value": value, **more}


def actions(*elements: Block, **more: Any) -> Block:
    return {"type": "actions", "elements": list(elements), **more}


def menu(kind: str, **more: Any) -> Block:
    return {"type": kind, "action_id": "pick", **more}


def context(*elements: Block) -> Block:
    return {"type": "context", "elements": list(elements)}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def words(*elements: Block, kind: str = "rich_text_section", **more: Any) -> Block:
    return {"type": kind, "elements": list(elements), **more}


def word(text: str = "said", **more: Any) -> Block:
    return {"type": "text", "text": text, **more}


def image(**more: Any) -> Block:
    return {"type": "image", "image_url": "https://pictures.example/a.png", "alt_text": "a", **more}


def table(rows: list[list[Block]], **more: Any) -> Block:
    return {"type": "table", "rows": rows, **more}


def cell(text: str = "x") -> Block:
    return {"type": "raw_text", "text": text}


def chart(kind: str = "line", **more: Any) -> Block:
    series = [{"name": "tone", "data": [{"label": "Mon", "value": 1.5}]}]
    drawn = {"type": kind, "series": series, "axis_config": {"categories": ["Mon"]}}
    return {"type": "data_visualization", "title": "Tone", "chart": drawn, **more}


def ask_for(element: Block, **more: Any) -> Block:
    return {"type": "input", "label": plain("Name"), "element": element, **more}


CONFIRM = {
    "title": plain("Sure?"),
    "text": marked("Mute it"),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
OPTIONS = [option()]

TAKEN: dict[str, list[Block]] = {
    "a section": [section()],
    "a section of 3000": [section("x" * 3000)],
    "a section in plain text": [{"type": "section", "text": plain("said")}],
    "a section of fields alone": [{"type": "section", "fields": [marked("a")] * 10}],
    "a field of 2000": [{"type": "section", "fields": [marked("x" * 2000)]}],
    "a section with a button": [section(accessory=button())],
    "a section with a picture": [section(accessory=image())],
    "a section with an overflow menu": [section(accessory=menu("overflow", options=OPTIONS))],
    "a section with checkboxes": [
        section(accessory=menu("checkboxes", options=[{"text": marked("*a*"), "value": "a"}]))
    ],
    "a section with a date": [section(accessory=menu("datepicker", initial_date="2031-05-01"))],
    "fifty blocks": [section()] * 50,
    "a divider": [{"type": "divider"}],
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "a picture": [image(title=plain("A picture"))],
    "a picture with 2000 of alt text": [image(alt_text="x" * 2000)],
    "ten elements of context": [context(*[marked("a")] * 10)],
    "a picture in context": [context(image(), marked("a"))],
    "25 buttons": [actions(*[button(f"b{n}") for n in range(25)])],
    "a button with everything": [
        actions(
            button(
                value="x" * 2000,
                style="danger",
                url="https://a.example/",
                confirm=CONFIRM,
                accessibility_label="Open it",
            )
        )
    ],
    "a button without action_id": [actions({"type": "button", "text": plain("Open")})],
    "the same action in two blocks": [actions(button()), actions(button())],
    "a menu of 100": [actions(menu("static_select", options=[option(str(n)) for n in range(100)]))],
    "a menu of groups": [
        actions(menu("static_select", option_groups=[{"label": plain("All"), "options": OPTIONS}]))
    ],
    "a menu filled by the app": [
        actions(menu("external_select", min_query_length=1, placeholder=plain("Name")))
    ],
    "menus of people and places": [
        actions(
            menu("users_select"),
            {"type": "conversations_select", "action_id": "c", "response_url_enabled": True},
            {"type": "channels_select", "action_id": "d"},
        )
    ],
    "radio buttons": [actions(menu("radio_buttons", options=OPTIONS, initial_option=option()))],
    "a clock": [actions(menu("timepicker", initial_time="09:30"))],
    "a date and time": [actions(menu("datetimepicker", initial_date_time=1893456000))],
    "rich text": [rich(words(word("a", style={"bold": True}), word(" b")))],
    "a rich quotation": [rich(words(word(), kind="rich_text_quote", border=1))],
    "rich code": [rich(words(word("x = 1"), kind="rich_text_preformatted"))],
    "a rich list": [rich(words(words(word()), kind="rich_text_list", style="bullet", indent=1))],
    "a rich link": [rich(words({"type": "link", "url": "https://a.example/", "text": "a"}))],
    "rich mentions": [
        rich(
            words(
                {"type": "user", "user_id": "U0MARTA"},
                {"type": "channel", "channel_id": "C0POLITICS"},
                {"type": "broadcast", "range": "here"},
                {"type": "emoji", "name": "bell"},
            )
        )
    ],
    "a rich date": [rich(words({"type": "date", "timestamp": 1893456000, "format": "{date}"}))],
    "markdown of 12000": [{"type": "markdown", "text": "x" * 12_000}],
    "a table": [table([[cell("When"), rich(words(word()))], [cell(), cell()]])],
    "a table of 100 by 20": [table([[cell()] * 20] * 100)],
    "a table with columns": [
        table([[cell()]], column_settings=[{"align": "right", "is_wrapped": True}])
    ],
    "a line": [chart()],
    "a pie": [
        {
            "type": "data_visualization",
            "title": "Parts",
            "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
        }
    ],
    "a card": [{"type": "card", "title": marked("*Ilar*"), "actions": [button()]}],
    "a carousel": [{"type": "carousel", "elements": [{"type": "card", "body": plain("a")}] * 10}],
    "a container": [{"type": "container", "title": plain("All"), "child_blocks": [section()]}],
    "a data table": [
        {"type": "data_table", "caption": "Tone", "rows": [[cell("When")], [cell("Mon")]]}
    ],
    "a plan": [
        {
            "type": "plan",
            "title": "Read",
            "tasks": [{"type": "task_card", "task_id": "1", "title": "a", "status": "pending"}],
        }
    ],
    "an input": [ask_for(menu("plain_text_input"))],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "f",
                    "positive_button": {"text": plain("Good"), "value": "1"},
                    "negative_button": {"text": plain("Bad"), "value": "0"},
                }
            ],
        }
    ],
    "a block_id of 255": [section(block_id="x" * 255)],
    "text as it is, entities and all": [section("&lt;b&gt; &amp; <https://a.example|a>")],
}

REFUSED: dict[str, tuple[list[Any], str]] = {
    "51 blocks": ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "an unknown type": ([{"type": "marquee"}], "unsupported type: marquee"),
    "no type": ([{"text": plain("a")}], "missing required field: type"),
    "a block that is text": (["said"], "must provide an object [json-pointer:/blocks/0]"),
    "an empty section": ([{"type": "section"}], "missing required field: text"),
    "a section without words": ([section("")], "must be more than 0 characters"),
    "a section of 3001": ([section("x" * 3001)], "must be less than 3001 characters"),
    "a section of bare text": ([{"type": "section", "text": "said"}], "must provide an object"),
    "text of another kind": ([{"type": "section", "text": {"type": "html", "text": "a"}}], "html"),
    "eleven fields": ([{"type": "section", "fields": [marked("a")] * 11}], "no more than 10"),
    "no fields": ([{"type": "section", "fields": []}], "no less than 1 items"),
    "a field of 2001": (
        [{"type": "section", "fields": [marked("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "an input as accessory": ([section(accessory=menu("plain_text_input"))], "unsupported type"),
    "two accessories": ([section(accessory=[button(), button()])], "must provide an object"),
    "a header of 151": ([{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    "a header in mrkdwn": ([{"type": "header", "text": marked("a")}], "unsupported type: mrkdwn"),
    "a header without text": ([{"type": "header"}], "missing required field: text"),
    "a divider that speaks": ([{"type": "divider", "text": plain("a")}], "additional property"),
    "a picture without alt text": (
        [{"type": "image", "image_url": "https://a.example/a.png"}],
        "missing required field: alt_text",
    ),
    "a picture from nowhere": ([{"type": "image", "alt_text": "a"}], "exactly one of image_url"),
    "a picture of a script": ([image(image_url="javascript:alert(1)")], "must be a valid URL"),
    "alt text of 2001": ([image(alt_text="x" * 2001)], "less than 2001"),
    "eleven elements of context": ([context(*[marked("a")] * 11)], "no more than 10 items"),
    "empty context": ([context()], "no less than 1 items"),
    "a button in context": ([context(button())], "unsupported type: button"),
    "26 buttons": ([actions(*[button(f"b{n}") for n in range(26)])], "no more than 25 items"),
    "no buttons": ([actions()], "no less than 1 items"),
    "an action twice in a block": ([actions(button(), button())], "action_id already exists"),
    "a block_id twice": ([section(block_id="a"), section(block_id="a")], "block_id already exists"),
    "a block_id of 256": ([section(block_id="x" * 256)], "less than 256 characters"),
    "an action_id of 256": ([actions(button("x" * 256))], "less than 256 characters"),
    "a button without text": (
        [actions({"type": "button", "action_id": "a"})],
        "missing required field: text",
    ),
    "a button of 76": ([actions(button(text=plain("x" * 76)))], "less than 76 characters"),
    "a button in mrkdwn": ([actions(button(text=marked("a")))], "unsupported type: mrkdwn"),
    "a value of 2001": ([actions(button(value="x" * 2001))], "less than 2001 characters"),
    "a green button": ([actions(button(style="green"))], "must be one of: primary, danger"),
    "a button to a script": ([actions(button(url="javascript:alert(1)"))], "must be a valid URL"),
    "an address of 3001": ([actions(button(url="https://a.example/" + "x" * 3000))], "3001"),
    "a number as value": ([actions(button(value=7))], "must provide a string"),
    "a question too long": (
        [actions(button(confirm=CONFIRM | {"text": plain("x" * 301)}))],
        "less than 301",
    ),
    "a question without a no": (
        [actions(button(confirm={k: v for k, v in CONFIRM.items() if k != "deny"}))],
        "missing required field: deny",
    ),
    "a menu of nothing": ([actions(menu("static_select"))], "exactly one of options"),
    "a menu of 101": (
        [actions(menu("static_select", options=[option(str(n)) for n in range(101)]))],
        "no more than 100 items",
    ),
    "a menu of both kinds": (
        [
            actions(
                menu(
                    "static_select",
                    options=OPTIONS,
                    option_groups=[{"label": plain("a"), "options": OPTIONS}],
                )
            )
        ],
        "exactly one of options",
    ),
    "an option of 76": (
        [actions(menu("static_select", options=[option(text="x" * 76)]))],
        "less than 76",
    ),
    "a value of 151 in a menu": (
        [actions(menu("static_select", options=[option("x" * 151)]))],
        "less than 151",
    ),
    "an option without value": (
        [actions(menu("static_select", options=[{"text": plain("a")}]))],
        "missing required field: value",
    ),
    "a placeholder of 151": (
        [actions(menu("external_select", placeholder=plain("x" * 151)))],
        "less than 151",
    ),
    "six in an overflow menu": (
        [section(accessory=menu("overflow", options=[option(str(n)) for n in range(6)]))],
        "no more than 5 items",
    ),
    "eleven checkboxes": (
        [actions(menu("checkboxes", options=[option(str(n)) for n in range(11)]))],
        "no more than 10 items",
    ),
    "eleven radio buttons": (
        [actions(menu("radio_buttons", options=[option(str(n)) for n in range(11)]))],
        "no more than 10 items",
    ),
    "a date like no other": ([actions(menu("datepicker", initial_date="1 May"))], "valid date"),
    "a time like no other": ([actions(menu("timepicker", initial_time="9.30"))], "valid time"),
    "an unknown element": ([actions(menu("slider"))], "unsupported type: slider"),
    "rich text without elements": ([{"type": "rich_text"}], "missing required field: elements"),
    "rich text of bare words": ([rich(word())], "unsupported type: text"),
    "an empty rich word": ([rich(words(word("")))], "more than 0 characters"),
    "a rich link to a script": (
        [rich(words({"type": "link", "url": "javascript:alert(1)"}))],
        "must be a valid URL",
    ),
    "a rich style unknown": ([rich(words(word(style={"blink": True})))], "additional property"),
    "a rich list without style": (
        [rich(words(words(word()), kind="rich_text_list"))],
        "missing required field: style",
    ),
    "a rich list of words": (
        [rich(words(word(), kind="rich_text_list", style="bullet"))],
        "unsupported type: text",
    ),
    "a shout to nobody": (
        [rich(words({"type": "broadcast", "range": "all"}))],
        "must be one of: here, channel, everyone",
    ),
    "markdown of 12001": ([{"type": "markdown", "text": "x" * 12_001}], "less than 12001"),
    "markdown of 12001 in two": (
        [{"type": "markdown", "text": "x" * 6000}, {"type": "markdown", "text": "x" * 6001}],
        "less than 12001",
    ),
    "a table of 101": ([table([[cell()]] * 101)], "no more than 100 items"),
    "a table 21 wide": ([table([[cell()] * 21])], "no more than 20 items"),
    "two tables": ([table([[cell()]])] * 2, "no more than 1 table"),
    "a table of 10001": ([table([[cell("x" * 2500)] * 4, [cell()]])], "less than 10001"),
    "a cell of mrkdwn": ([table([[marked("a")]])], "unsupported type: mrkdwn"),
    "three charts": ([chart()] * 3, "no more than 2 data_visualization"),
    "a chart without title": ([chart(title=None)], "missing required field: title"),
    "a chart title of 51": ([chart(title="x" * 51)], "less than 51"),
    "a chart of another kind": ([chart("radar")], "unsupported type: radar"),
    "a chart with a gap": (
        [
            chart(
                chart={
                    "type": "bar",
                    "series": [{"name": "tone", "data": [{"label": "Mon", "value": 1}]}],
                    "axis_config": {"categories": ["Mon", "Tue"]},
                }
            )
        ],
        "one point for each category",
    ),
    "a slice of nothing": (
        [
            {
                "type": "data_visualization",
                "title": "Parts",
                "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
            }
        ],
        "must be more than 0",
    ),
    "an empty card": ([{"type": "card"}], "missing required field: title"),
    "a card of 201": ([{"type": "card", "body": plain("x" * 201)}], "less than 201"),
    "a container without title": (
        [{"type": "container", "child_blocks": [section()]}],
        "missing required field: title",
    ),
    "a container in a container": (
        [{"type": "container", "title": plain("a"), "child_blocks": [{"type": "container"}]}],
        "unsupported type: container",
    ),
    "a data table of a header": (
        [{"type": "data_table", "caption": "a", "rows": [[cell()]]}],
        "no less than 2 items",
    ),
    "a ragged data table": (
        [{"type": "data_table", "caption": "a", "rows": [[cell()], [cell(), cell()]]}],
        "same number of columns",
    ),
    "an alert in a message": ([{"type": "alert", "text": plain("a")}], "unsupported type: alert"),
    "an input without label": (
        [{"type": "input", "element": menu("plain_text_input")}],
        "missing required field: label",
    ),
    "a button as input": ([ask_for(button())], "unsupported type: button"),
    "an unknown property": ([section(colour="red")], "invalid additional property: colour"),
    "a flag that is a word": ([section(expand="yes")], "must be a boolean"),
}


def modal(*blocks: Block, **more: Any) -> Block:
    return {"type": "modal", "title": plain("Follow"), "blocks": list(blocks), **more}


def home(*blocks: Block, **more: Any) -> Block:
    return {"type": "home", "blocks": list(blocks), **more}


SUBMIT = {"submit": plain("Go")}

VIEWS_TAKEN: dict[str, Block] = {
    "a modal": modal(section()),
    "a modal with a form": modal(ask_for(menu("plain_text_input", multiline=True)), **SUBMIT),
    "a modal that searches": modal(ask_for(menu("external_select", min_query_length=1)), **SUBMIT),
    "a modal with a title of 24": modal(section(), title=plain("x" * 24)),
    "a hundred blocks": modal(*[section()] * 100),
    "private metadata of 3000": modal(section(), private_metadata="x" * 3000),
    "an alert": modal({"type": "alert", "text": plain("Mind this"), "level": "warning"}),
    "a modal that tells when closed": modal(section(), notify_on_close=True, clear_on_close=True),
    "numbers, addresses, mail": modal(
        ask_for(menu("number_input", is_decimal_allowed=False)),
        ask_for(menu("url_text_input")),
        ask_for(menu("email_text_input"), optional=True, hint=plain("At work")),
        **SUBMIT,
    ),
}

VIEWS_REFUSED: dict[str, tuple[Any, str]] = {
    "a modal without title": ({"type": "modal", "blocks": [section()]}, "missing required field"),
    "a title of 25": (modal(section(), title=plain("x" * 25)), "less than 25 characters"),
    "a title in mrkdwn": (modal(section(), title=marked("a")), "unsupported type: mrkdwn"),
    "no blocks": ({"type": "modal", "title": plain("a")}, "missing required field: blocks"),
    "101 blocks": (modal(*[section()] * 101), "no more than 100 items"),
    "a submit of 25": (modal(section(), submit=plain("x" * 25)), "less than 25 characters"),
    "private metadata of 3001": (modal(section(), private_metadata="x" * 3001), "less than 3001"),
    "a callback_id of 256": (modal(section(), callback_id="x" * 256), "less than 256"),
    "a form without submit": (modal(ask_for(menu("plain_text_input"))), "submit"),
    "a table in a modal": (modal(table([[cell()]])), "unsupported type: table"),
    "markdown in a modal": (modal({"type": "markdown", "text": "a"}), "unsupported type: markdown"),
    "a home as modal": (home(section()), "unsupported type: home"),
    "a view of no type": ({"blocks": []}, "missing required field: type"),
    "an input without flag": (
        modal(ask_for(menu("number_input")), **SUBMIT),
        "missing required field: is_decimal_allowed",
    ),
    "a label of 2001": (
        modal(ask_for(menu("plain_text_input"), label=plain("x" * 2001)), **SUBMIT),
        "less than 2001",
    ),
}
