// Slack's mrkdwn, and dates, as DOM nodes. Text becomes text nodes: nothing is ever parsed as HTML.

export const el = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key in node && key !== "list" && typeof value !== "string") node[key] = value;
    else node.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

// Drawn here rather than taken from a font that may not be there.
const SVG = "http://www.w3.org/2000/svg";
const DRAWINGS = {
  lock: "M5 8V6a5 5 0 0 1 10 0v2h1v9H4V8zm2 0h6V6a3 3 0 0 0-6 0z",
  eye: "M10 4.5C5.5 4.5 2.3 8 1.3 10c1 2 4.2 5.500 8.700 5.500s7.700-3.500 8.700-5.500c-1-2-4.200-5.500-8.700-5.500zm0 9a3.500 3.500 0 1 1 0-7 3.500 3.500 0 0 1 0 7z",
  quote: "M3 5h6v5.500c0 2.800-1.700 4.800-4.700 5.500v-2.300c1.200-.5 2-1.500 2-2.700H3zm8 0h6v5.500c0 2.800-1.700 4.800-4.700 5.500v-2.300c1.200-.5 2-1.500 2-2.700H11z",
  send: "M2.2 2.6 18 10 2.200 17.400l1.700-6.100L11.500 10 3.900 8.700z",
};

export const icon = (name) => {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of [["viewBox", "0 0 20 20"], ["class", `icon icon-${name}`], ["aria-hidden", "true"]]) drawing.setAttribute(key, value);
  path.setAttribute("d", DRAWINGS[name]);
  path.setAttribute("fill-rule", "evenodd");
  drawing.append(path);
  return drawing;
};

export const known = { people: new Map(), channels: new Map(), zone: undefined, bot: "" };

const EMOJI = {
  bell: "🔔", no_bell: "🔕", warning: "⚠️", white_check_mark: "✅", x: "❌", eyes: "👀", fire: "🔥",
  newspaper: "📰", speech_balloon: "💬", chart_with_upwards_trend: "📈", arrow_right: "➡️",
  chart_with_downwards_trend: "📉", mag: "🔍", link: "🔗", wave: "👋", "+1": "👍", "-1": "👎",
  red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡", white_circle: "⚪",
  arrow_up: "⬆️", arrow_down: "⬇️", arrow_upper_right: "↗️", arrow_lower_right: "↘️", clock1: "🕐",
  information_source: "ℹ️", question: "❓", bulb: "💡", hourglass: "⌛", loudspeaker: "📢",
  dove_of_peace: "🕊️", crossed_swords: "⚔️", balance_scale: "⚖️", globe_with_meridians: "🌐",
  tada: "🎉", lock: "🔒", calendar: "📆", memo: "📝", pushpin: "📌", rotating_light: "🚨",
  large_blue_circle: "🔵", large_orange_circle: "🟠", studio_microphone: "🎙️", book: "📖",
};

export const emoji = (name) => {
  const base = name.split("::")[0];
  const sign = EMOJI[base];
  return sign ? el("span", { role: "img", "aria-label": base.replaceAll("_", " ") }, sign) : `:${name}:`;
};

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export const link = (url, ...words) => {
  let address = null;
  try { address = new URL(url); } catch { /* shown as text below */ }
  if (!address || !["http:", "https:", "mailto:"].includes(address.protocol)) {
    return el("span", {}, ...(words.length ? words : [url]));
  }
  return el("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, ...(words.length ? words : [url]));
};

// -- dates ------------------------------------------------------------------------------------

const inZone = (options) => new Intl.DateTimeFormat("en-US", { timeZone: known.zone, ...options });
const dayOf = (date) => inZone({ year: "numeric", month: "2-digit", day: "2-digit" }).format(date);

const pretty = (date, otherwise) => {
  const day = 86_400_000;
  const now = Date.now();
  if (dayOf(date) === dayOf(new Date(now))) return "today";
  if (dayOf(date) === dayOf(new Date(now - day))) return "yesterday";
  if (dayOf(date) === dayOf(new Date(now + day))) return "tomorrow";
  return otherwise;
};

const ago = (date) => {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const units = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
};

export const formatDate = (seconds, format) => {
  const date = new Date(seconds * 1000);
  const short = inZone({ month: "short", day: "numeric", year: "numeric" }).format(date);
  const long = inZone({ weekday: "long", month: "long", day: "numeric", year: "numeric" }).format(date);
  const plain = inZone({ month: "long", day: "numeric", year: "numeric" }).format(date);
  const parts = {
    date_num: () => new Intl.DateTimeFormat("en-CA", { timeZone: known.zone }).format(date),
    date_slash: () => dayOf(date),
    date: () => plain,
    date_short: () => short,
    date_long: () => long,
    date_pretty: () => pretty(date, plain),
    date_short_pretty: () => pretty(date, short),
    date_long_pretty: () => pretty(date, long),
    time: () => inZone({ hour: "numeric", minute: "2-digit" }).format(date),
    time_secs: () => inZone({ hour: "numeric", minute: "2-digit", second: "2-digit" }).format(date),
    ago: () => ago(date),
    day_divider_pretty: () => pretty(date, long),
  };
  return format.replace(/\{([a-z_]+)\}/g, (whole, name) => (parts[name] ? parts[name]() : whole));
};

export const timeOf = (ts) => formatDate(Number(ts), "{time}");

const dateNode = (seconds, format, url) => {
  const shown = el("time", { datetime: new Date(seconds * 1000).toISOString(), title: formatDate(seconds, "{date_long} at {time}") }, formatDate(seconds, format));
  return url ? link(url, shown) : shown;
};

// -- mentions -----------------------------------------------------------------------------------

export const person = (id) => {
  const found = known.people.get(id);
  return el("span", { className: "mention" }, `@${found ? found.real_name || found.name : id === known.bot ? "Verbatim" : id}`);
};

export const channel = (id, label) => {
  const found = known.channels.get(id);
  return el("span", { className: "mention" }, `#${found ? found.name : label || id}`);
};

const special = (body, label) => {
  const date = /^date\^(\d{1,12})\^([^^]*)(?:\^(.*))?$/s.exec(body);
  if (date) {
    const seconds = Number(date[1]);
    return Number.isFinite(seconds) && seconds < 8.64e12 ? dateNode(seconds, date[2], date[3]) : document.createTextNode(label || "");
  }
  if (["here", "channel", "everyone"].includes(body)) return el("span", { className: "mention loud" }, `@${body}`);
  return document.createTextNode(label || `@${body}`);
};

const angled = (inside) => {
  const [body, ...rest] = inside.split("|");
  const label = rest.length ? unescape(rest.join("|")) : "";
  if (body.startsWith("@")) return person(body.slice(1));
  if (body.startsWith("#")) return channel(body.slice(1), label);
  if (body.startsWith("!")) return special(body.slice(1), label);
  return link(unescape(body), label || unescape(body).replace(/^mailto:/, ""));
};

// -- mrkdwn -------------------------------------------------------------------------------------

const WRAPS = { "*": "b", _: "i", "~": "s" };
const TOKEN = /```([^`]+)```|`([^`\n]+)`|<([^<>\n]{1,3200})>|:([a-z0-9_+-]{1,60}(?:::skin-tone-\d)?):|([*_~])/g;

const closing = (text, from, mark) => {
  for (let at = text.indexOf(mark, from); at > 0; at = text.indexOf(mark, at + 1)) {
    if (text.slice(from, at).includes("\n")) return -1;
    const before = text[at - 1];
    const after = text[at + 1];
    if (at > from && before !== " " && before !== mark && (after === undefined || !/[\p{L}\p{N}]/u.test(after))) return at;
  }
  return -1;
};

const inline = (text) => {
  const nodes = [];
  let plain = 0;
  const flush = (upto) => { if (upto > plain) nodes.push(unescape(text.slice(plain, upto))); };
  TOKEN.lastIndex = 0;
  const pattern = new RegExp(TOKEN.source, "g");
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [whole, block, code, inside, sign, mark] = found;
    let node = null;
    let end = found.index + whole.length;
    if (block !== undefined) node = el("pre", {}, unescape(block.replace(/^\n/, "")));
    else if (code !== undefined) node = el("code", {}, unescape(code));
    else if (inside !== undefined) node = angled(inside);
    else if (sign !== undefined) node = emoji(sign);
    else if (mark !== undefined) {
      const before = text[found.index - 1];
      const close = before !== undefined && /[\p{L}\p{N}]/u.test(before) ? -1 : closing(text, end, mark);
      if (close < 0 || text[end] === " ") continue;
      node = el(WRAPS[mark], {}, ...inline(text.slice(end, close)));
      end = close + 1;
    }
    flush(found.index);
    nodes.push(node);
    plain = end;
    pattern.lastIndex = end;
  }
  flush(text.length);
  return nodes;
};

export const mrkdwn = (text) => {
  const shown = el("div", { className: "words" });
  let quote = null;
  let fenced = false;
  const lines = [];
  for (const line of String(text).split("\n")) {
    const marked = !fenced && /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if ((line.split("```").length - 1) % 2) fenced = !fenced;
    if (lines.length && lines.at(-1).quoted === Boolean(marked)) lines.at(-1).text += `\n${marked ? marked[1] : line}`;
    else lines.push({ quoted: Boolean(marked), text: marked ? marked[1] : line });
  }
  for (const part of lines) {
    quote = part.quoted ? el("blockquote", {}, ...inline(part.text)) : null;
    shown.append(...(quote ? [quote] : inline(part.text)));
  }
  return shown;
};

export const plain = (text) => {
  const nodes = String(text).split(/:([a-z0-9_+-]{1,60}):/g).map((part, place) => (place % 2 ? emoji(part) : part));
  return el("span", { className: "words" }, ...nodes);
};

export const textObject = (object) => (object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text));

// -- markdown (the block) -----------------------------------------------------------------------

const marked = (text) => {
  const nodes = [];
  const pattern = /\*\*([^*\n]{1,2000})\*\*|\*([^*\n]{1,2000})\*|`([^`\n]{1,2000})`|\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)/g;
  let at = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    nodes.push(text.slice(at, found.index));
    const [, bold, italic, code, label, url] = found;
    nodes.push(bold ? el("b", {}, bold) : italic ? el("i", {}, italic) : code ? el("code", {}, code) : link(url, label));
    at = found.index + found[0].length;
  }
  return [...nodes, text.slice(at)];
};

export const markdown = (text) => {
  const shown = el("div", { className: "words markdown" });
  for (const line of text.split("\n")) {
    const heading = /^#{1,6} (.*)$/.exec(line);
    const item = /^[-*] (.*)$/.exec(line);
    const quoted = /^> ?(.*)$/.exec(line);
    if (heading) shown.append(el("p", { className: "heading" }, ...marked(heading[1])));
    else if (item) shown.append(el("p", { className: "item" }, "• ", ...marked(item[1])));
    else if (quoted) shown.append(el("blockquote", {}, ...marked(quoted[1])));
    else if (line.trim()) shown.append(el("p", {}, ...marked(line)));
  }
  return shown;
};
