// Block Kit as DOM nodes. A block it cannot draw becomes a box that says so.

import { channel, el, emoji, formatDate, known, link, markdown, mrkdwn, person, plain, textObject } from "./words.js";

// -- rich text ----------------------------------------------------------------------------------

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "i"], ["bold", "b"], ["underline", "u"], ["highlight", "mark"]];

const styled = (node, style = {}) =>
  STYLES.reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);

const RICH = {
  text: (part) => part.text,
  link: (part) => link(part.url, part.text || part.url),
  emoji: (part) => emoji(part.name),
  user: (part) => person(part.user_id),
  channel: (part) => channel(part.channel_id),
  broadcast: (part) => el("span", { className: "mention loud" }, `@${part.range}`),
  usergroup: (part) => el("span", { className: "mention" }, `@${part.usergroup_id}`),
  date: (part) => el("time", { datetime: new Date(part.timestamp * 1000).toISOString() }, formatDate(part.timestamp, part.format)),
  color: (part) => el("code", {}, part.value),
};

const richInline = (parts) =>
  parts.map((part) => styled(RICH[part.type] ? RICH[part.type](part) : cannot(`rich text “${part.type}”`), part.style));

const RICH_BLOCKS = {
  rich_text_section: (part) => el("div", { className: "words" }, ...richInline(part.elements)),
  rich_text_quote: (part) => el("blockquote", { className: "words" }, ...richInline(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, ...richInline(part.elements)),
  rich_text_list: (part) => {
    const list = el(part.style === "ordered" ? "ol" : "ul", { className: `rich indent-${part.indent || 0}` });
    if (part.offset) list.start = part.offset + 1;
    list.append(...part.elements.map((item) => el("li", {}, ...richInline(item.elements))));
    return list;
  },
};

const richText = (block) =>
  el("div", { className: "rich-text" }, ...block.elements.map((part) => (RICH_BLOCKS[part.type] ? RICH_BLOCKS[part.type](part) : cannot(part.type))));

export const cannot = (what) => el("div", { className: "cannot", role: "note" }, `The rehearsal cannot draw ${what}`);

// -- elements -----------------------------------------------------------------------------------

const optionText = (option) => option.text.text;
const valueOf = (options, text) => options.find((option) => option.value === text) ?? null;

const allOptions = (element) => [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];

const nativeSelect = (element, label, choices, chosen, onPick) => {
  const many = element.type.startsWith("multi_");
  const menu = el("select", { className: element.type === "overflow" ? "menu overflow" : "menu", "aria-label": label, multiple: many, size: many ? Math.min(6, Math.max(2, choices.length)) : null });
  if (!many) menu.append(el("option", { value: "" }, element.placeholder?.text ?? (element.type === "overflow" ? "⋯" : "Choose…")));
  menu.append(...choices.map(([value, text]) => el("option", { value, selected: chosen.includes(value) || null }, text)));
  menu.addEventListener("change", () => onPick(many ? [...menu.selectedOptions].map((option) => option.value) : menu.value || null));
  return menu;
};

const CHOICES = {
  users: () => [...known.people.values()].map((one) => [one.id, one.real_name || one.name]),
  conversations: () => [...known.channels.values()].filter((one) => !one.is_im).map((one) => [one.id, `#${one.name}`]),
  channels: () => [...known.channels.values()].filter((one) => !one.is_im && !one.is_private).map((one) => [one.id, `#${one.name}`]),
};

const pickerOf = (kind) => (element, surface, label) => {
  const initial = [element[`initial_${kind.slice(0, -1)}`], ...(element[`initial_${kind}`] ?? [])];
  if (element.default_to_current_conversation) initial.push(surface.channel);
  const chosen = initial.filter(Boolean);
  if (chosen.length) surface.fill(element, element.type.startsWith("multi_") ? chosen : chosen[0], true);
  return nativeSelect(element, label, CHOICES[kind](), chosen, (value) => surface.fill(element, value));
};

const staticSelect = (element, surface, label) => {
  const options = allOptions(element);
  const initial = element.initial_option ? [element.initial_option] : element.initial_options ?? [];
  return nativeSelect(element, label, options.map((option) => [option.value ?? option.text.text, optionText(option)]), initial.map((option) => option.value), (value) =>
    surface.fill(element, Array.isArray(value) ? value.map((one) => valueOf(options, one)) : value === null ? null : valueOf(options, value) ?? value));
};

let groups = 0;
const externalSelect = (element, surface, label) => {
  const box = el("div", { className: "ahead" });
  const id = `offers-${++groups}`;
  const list = el("ul", { id, className: "offers", role: "listbox", "aria-label": label, hidden: true });
  const entry = el("input", {
    className: "field", type: "text", role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": id,
    placeholder: element.placeholder?.text ?? "Type to search", value: element.initial_option ? optionText(element.initial_option) : null,
  });
  let turn = 0;
  let timer = 0;
  const open = (shown) => { list.hidden = !shown; entry.setAttribute("aria-expanded", String(shown)); };
  const pick = (option) => { entry.value = optionText(option); open(false); surface.fill(element, element.type.startsWith("multi_") ? [option] : option); };
  const offer = (options) => {
    list.replaceChildren(...options.map((option) => {
      const item = el("li", { role: "option", tabindex: "-1" }, plain(optionText(option)), option.description ? el("small", {}, option.description.text) : null);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(option); });
      item.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); pick(option); entry.focus(); }
        if (event.key === "ArrowDown") { event.preventDefault(); (item.nextSibling ?? item).focus(); }
        if (event.key === "ArrowUp") { event.preventDefault(); (item.previousSibling ?? entry).focus(); }
        if (event.key === "Escape") { event.stopPropagation(); open(false); entry.focus(); }
      });
      return item;
    }));
    if (!options.length) list.append(el("li", { className: "none", role: "option", "aria-disabled": "true", tabindex: "-1" }, "No results"));
    open(true);
  };
  const search = async () => {
    const mine = ++turn;
    if (entry.value.length < (element.min_query_length ?? 3)) return open(false);
    const answer = await surface.suggest(element, entry.value);
    if (mine === turn) offer([...(answer.options ?? []), ...(answer.option_groups ?? []).flatMap((group) => group.options)]);
  };
  entry.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
  entry.addEventListener("focus", search);
  entry.addEventListener("blur", () => setTimeout(() => { if (!box.contains(document.activeElement)) open(false); }, 150));
  entry.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !list.hidden) { event.preventDefault(); list.firstElementChild?.focus(); }
    if (event.key === "Enter" && !list.hidden) { event.preventDefault(); list.querySelector("[role=option]:not(.none)")?.dispatchEvent(new MouseEvent("mousedown")); }
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); event.preventDefault(); open(false); }
  });
  box.append(entry, list);
  return box;
};

const field = (type, initial) => (element, surface, label) => {
  const tall = element.multiline;
  const entry = el(tall ? "textarea" : "input", {
    className: "field", type: tall ? null : type, "aria-label": label, placeholder: element.placeholder?.text,
    rows: tall ? "4" : null, maxlength: element.max_length ? String(element.max_length) : null, step: element.is_decimal_allowed ? "any" : null,
  });
  entry.value = element[initial] ?? "";
  const event = type === "date" || type === "time" ? "change" : "input";
  entry.addEventListener(event, () => surface.fill(element, entry.value || null, event === "input"));
  return entry;
};

const boxes = (type) => (element, surface, label) => {
  const name = `choice-${++groups}`;
  const initial = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map((option) => option.value);
  const set = el("div", { className: "boxes", role: type === "radio" ? "radiogroup" : "group", "aria-label": label });
  const read = () => [...set.querySelectorAll("input:checked")].map((box) => element.options[Number(box.dataset.place)]);
  set.append(...element.options.map((option, place) => {
    const box = el("input", { type, name, "data-place": String(place), checked: initial.includes(option.value) || null });
    box.addEventListener("change", () => surface.fill(element, type === "radio" ? read()[0] : read()));
    return el("label", {}, box, textObject(option.text), option.description ? el("small", {}, textObject(option.description)) : null);
  }));
  return set;
};

const button = (element, surface) => {
  const names = ["button", element.style].filter(Boolean).join(" ");
  const node = element.url
    ? el("a", { className: names, href: /^https?:/.test(element.url) ? element.url : null, target: "_blank", rel: "noopener noreferrer" }, plain(element.text.text))
    : el("button", { className: names, type: "button" }, plain(element.text.text));
  if (element.accessibility_label) node.setAttribute("aria-label", element.accessibility_label);
  node.addEventListener("click", async () => {
    node.classList.add("busy");
    try { await surface.press(element); } finally { node.classList.remove("busy"); }
  });
  return node;
};

const picture = (url, alt, className) => {
  const mine = url && new URL(url, location.href).origin === location.origin;
  if (mine) return el("img", { className, src: url, alt, loading: "lazy" });
  return el("span", { className: `${className} away`, role: "img", "aria-label": alt, title: `${alt} (pictures of other hosts are not loaded here)` }, alt);
};

const ELEMENTS = {
  button,
  workflow_button: button,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  overflow: staticSelect,
  external_select: externalSelect,
  multi_external_select: externalSelect,
  users_select: pickerOf("users"),
  multi_users_select: pickerOf("users"),
  conversations_select: pickerOf("conversations"),
  multi_conversations_select: pickerOf("conversations"),
  channels_select: pickerOf("channels"),
  multi_channels_select: pickerOf("channels"),
  checkboxes: boxes("checkbox"),
  radio_buttons: boxes("radio"),
  datepicker: field("date", "initial_date"),
  timepicker: field("time", "initial_time"),
  plain_text_input: field("text", "initial_value"),
  number_input: field("number", "initial_value"),
  email_text_input: field("email", "initial_value"),
  url_text_input: field("url", "initial_value"),
  image: (element) => picture(element.image_url, element.alt_text, "thumb"),
};

const draw = (element, surface, block, label) => {
  const make = ELEMENTS[element.type];
  if (!make) return cannot(`the element “${element.type}”`);
  const own = {
    channel: surface.channel,
    press: (what) => surface.press(block, what),
    fill: (what, value, quiet) => surface.fill(block, what, value, quiet),
    suggest: (what, typed) => surface.suggest(block, what, typed),
  };
  return make(element, own, label ?? element.placeholder?.text ?? element.accessibility_label ?? (element.type === "overflow" ? "More actions" : "Choose"));
};

// -- charts -------------------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

const chartTable = (block) => {
  const { chart } = block;
  const table = el("table", { className: "hidden" }, el("caption", {}, block.title));
  const rows = chart.segments ? chart.segments.map((one) => [one.label, one.value]) : chart.series.flatMap((one) => one.data.map((point) => [`${one.name}, ${point.label}`, point.value]));
  table.append(...rows.map(([label, value]) => el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, String(value)))));
  return table;
};

const plot = (chart) => {
  const [width, height, left, bottom] = [520, 200, 34, 22];
  const places = chart.axis_config.categories;
  const values = chart.series.flatMap((one) => one.data.map((point) => point.value));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const y = (value) => 10 + (height - bottom - 10) * (1 - (value - low) / (high - low || 1));
  const step = (width - left) / places.length;
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "plot" });
  drawing.append(svg("line", { x1: left, x2: width, y1: y(0), y2: y(0), class: "axis" }));
  for (const value of [low, high]) drawing.append(svg("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, String(value)));
  places.forEach((label, at) => { if (places.length < 9 || at % Math.ceil(places.length / 8) === 0) drawing.append(svg("text", { x: left + step * (at + 0.5), y: height - 5, "text-anchor": "middle" }, label)); });
  chart.series.forEach((one, number) => {
    const points = one.data.map((point, at) => [left + step * (Math.max(0, places.indexOf(point.label) < 0 ? at : places.indexOf(point.label)) + 0.5), point.value]);
    if (chart.type === "bar") {
      const wide = (step * 0.7) / chart.series.length;
      points.forEach(([x, value]) => drawing.append(svg("rect", { x: x - step * 0.35 + wide * number, width: wide, y: Math.min(y(0), y(value)), height: Math.max(1, Math.abs(y(value) - y(0))), class: `ink-${number % 6}` })));
    } else {
      drawing.append(svg("polyline", { points: points.map(([x, value]) => `${x},${y(value)}`).join(" "), class: `stroke-${number % 6}` }));
      points.forEach(([x, value]) => drawing.append(svg("circle", { cx: x, cy: y(value), r: 3.5, class: `ink-${number % 6}` })));
    }
  });
  return drawing;
};

const pie = (segments) => {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  const drawing = svg("svg", { viewBox: "-105 -105 210 210", "aria-hidden": "true", class: "pie" });
  let turn = -Math.PI / 2;
  segments.forEach((one, number) => {
    const next = turn + (one.value / total) * 2 * Math.PI * 0.99999;
    const [x1, y1, x2, y2] = [Math.cos(turn), Math.sin(turn), Math.cos(next), Math.sin(next)].map((part) => part * 100);
    drawing.append(svg("path", { d: `M0 0 L${x1} ${y1} A100 100 0 ${next - turn > Math.PI ? 1 : 0} 1 ${x2} ${y2} Z`, class: `ink-${number % 6}` }));
    turn = next;
  });
  return drawing;
};

const legend = (names) => el("ul", { className: "legend" }, ...names.map((name, number) => el("li", { className: `key-${number % 6}` }, name)));

const visualization = (block) => {
  const { chart } = block;
  const drawn = chart.type === "pie" ? pie(chart.segments) : plot(chart);
  const names = chart.type === "pie" ? chart.segments.map((one) => `${one.label}: ${one.value}`) : chart.series.map((one) => one.name);
  return el("figure", { className: "chart" }, el("figcaption", {}, block.title), drawn, legend(names), chartTable(block));
};

// -- blocks -------------------------------------------------------------------------------------

const cell = (content) => (content.type === "raw_text" ? content.text : richText(content));

const table = (block) => {
  const align = (place) => `align-${block.column_settings?.[place]?.align ?? "left"}`;
  const row = (cells, tag) => el("tr", {}, ...cells.map((one, place) => el(tag, { className: align(place) }, cell(one))));
  const [head, ...rest] = block.rows;
  return el("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": "Table" }, el("table", { className: "table" }, el("thead", {}, row(head, "th")), el("tbody", {}, ...rest.map((cells) => row(cells, "td")))));
};

const section = (block, surface) => {
  const body = el("div", { className: "body" });
  if (block.text) body.append(textObject(block.text));
  if (block.fields) body.append(el("div", { className: "fields" }, ...block.fields.map((one) => el("div", {}, textObject(one)))));
  const node = el("div", { className: "section" }, body);
  if (block.accessory) node.append(el("div", { className: "accessory" }, draw(block.accessory, surface, block)));
  return node;
};

const input = (block, surface) => {
  const label = el("div", { className: "label" }, plain(block.label.text), block.optional ? el("span", { className: "optional" }, " (optional)") : null);
  const node = el("div", { className: "input", "data-block": block.block_id }, label, draw(block.element, surface, block, block.label.text));
  node.append(el("p", { className: "error", role: "alert" }));
  if (block.hint) node.append(el("p", { className: "hint" }, block.hint.text));
  return node;
};

const BLOCKS = {
  header: (block) => el("h2", { className: "header" }, plain(block.text.text)),
  section,
  divider: () => el("hr"),
  context: (block) => el("div", { className: "context" }, ...block.elements.map((one) => (one.type === "image" ? picture(one.image_url, one.alt_text, "dot") : textObject(one)))),
  actions: (block, surface) => el("div", { className: "actions" }, ...block.elements.map((one) => draw(one, surface, block))),
  image: (block) => el("figure", { className: "image" }, block.title ? el("figcaption", {}, plain(block.title.text)) : null, picture(block.image_url, block.alt_text, "picture")),
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  table,
  data_visualization: visualization,
  input,
};

export const drawBlocks = (blocks, surface) =>
  blocks.map((block) => {
    const make = BLOCKS[block.type];
    try {
      return make ? make(block, surface) : cannot(`a block of type “${block.type}”`);
    } catch {
      return cannot(`this block of type “${block.type}”`);
    }
  });

export const drawText = (text) => mrkdwn(text);
