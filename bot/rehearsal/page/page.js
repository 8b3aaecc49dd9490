// The page: who I am, where I am, what was said; kept live by server-sent events.

import { drawBlocks, drawText } from "./blocks.js";
import { ask, showTopmost, sure, viewSurface } from "./modal.js";
import { el, formatDate, icon, known, timeOf } from "./words.js";

const at = (id) => document.getElementById(id);
const stored = (key, value) => {
  try {
    if (value === undefined) return sessionStorage.getItem(key);
    sessionStorage.setItem(key, value);
  } catch { /* a browser without storage */ }
  return null;
};

const state = {
  team: stored("team") || "", me: stored("me") || "", channel: stored("channel") || "", thread: "", tab: "messages",
  workspace: null, said: new Map(), unread: new Map(), typed: JSON.parse(stored("typed") || "[]"), place: 0,
};

// -- who says it ----------------------------------------------------------------------------------

const author = (message) => {
  if (message.user === state.workspace.bot_user) return { name: "Verbatim", kind: "bot" };
  if (message.user === "USLACKBOT") return { name: "Slackbot", kind: "slackbot" };
  const person = known.people.get(message.user);
  return { name: person?.real_name || person?.name || message.user, kind: "person", id: message.user };
};

const portrait = (who) => {
  if (who.kind === "bot") return el("span", { className: "portrait bot", "aria-hidden": "true" }, icon("quote"));
  if (who.kind === "slackbot") return el("span", { className: "portrait slackbot", "aria-hidden": "true" }, "♥");
  const shade = [...(who.id || "")].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return el("span", { className: `portrait shade-${shade}`, "aria-hidden": "true" }, who.name.split(" ").map((word) => word[0]).join("").slice(0, 2));
};

// -- messages -------------------------------------------------------------------------------------

const surfaceOf = (message) => ({
  channel: message.channel,
  press: async (block, element) => { if (await sure(element)) await act(message, block, element); },
  fill: async (block, element, value, quiet) => { if (!quiet && await sure(element)) await act(message, block, element, value); },
  suggest: (block, element, typed) => ask("suggest", { ...placeOf(message), block_id: block.block_id, action_id: element.action_id, value: typed }),
});
const placeOf = (message) => ({ channel: message.channel, ts: message.ts, user: state.me, team: state.team });
const act = (message, block, element, value) => ask("act", { ...placeOf(message), block_id: block.block_id, action_id: element.action_id, value });

const mine = (message) => !message.ephemeral_to || message.ephemeral_to === state.me;
const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
const visible = (channel) => [...(state.said.get(channel)?.values() ?? [])].filter(mine);
const repliesTo = (message) => visible(message.channel).filter((one) => one.thread_ts === message.ts && one.ts !== message.ts);

const drawMessage = (message, inThread) => {
  const who = author(message);
  const stamp = el("time", { className: "stamp", datetime: new Date(Number(message.ts) * 1000).toISOString(), title: formatDate(Number(message.ts), "{date_long} at {time_secs}") }, timeOf(message.ts));
  const badge = who.kind === "bot" ? el("span", { className: "badge" }, "APP") : null;
  const said = el("div", { className: "said" }, el("p", { className: "by" }, el("b", {}, who.name), badge, " ", stamp));
  if (message.ephemeral_to) said.prepend(el("p", { className: "only" }, icon("eye"), " Only visible to you"));
  if (message.broadcast) said.append(el("p", { className: "only" }, "replied to a thread"));
  const shown = message.blocks?.length ? drawBlocks(message.blocks, surfaceOf(message)) : [drawText(message.text)];
  said.append(el("div", { className: "content" }, ...shown));
  if (message.attachments?.length) said.append(...message.attachments.map(drawAttachment(message)));
  if (message.files?.length) said.append(...message.files.map(drawFile));
  if (message.edited) said.append(el("span", { className: "edited" }, "(edited)"));
  if (message.reactions?.length) said.append(drawReactions(message));
  if (!inThread) said.append(threadBar(message));
  const classes = ["message", message.ephemeral_to ? "whispered" : "", `from-${who.kind}`].join(" ");
  return el("article", { className: classes, id: `${inThread ? "t" : "m"}${message.ts}`, "aria-label": `${who.name}, ${timeOf(message.ts)}` }, portrait(who), said);
};

const drawAttachment = (message) => (attachment) => {
  const inside = attachment.blocks ? drawBlocks(attachment.blocks, surfaceOf(message)) : [drawText([attachment.pretext, attachment.title, attachment.text || attachment.fallback].filter(Boolean).join("\n"))];
  const node = el("div", { className: "attachment" }, ...inside);
  if (/^#?[0-9a-fA-F]{6}$/.test(attachment.color ?? "")) node.style.borderLeftColor = `#${attachment.color.replace("#", "")}`;
  return node;
};

const drawFile = (file) => {
  if (file.mimetype.startsWith("image/")) return el("figure", { className: "image" }, el("img", { className: "picture", src: file.url_private, alt: file.alt_txt || file.title, loading: "lazy" }));
  const kind = (file.name.split(".").pop() || "file").toUpperCase();
  return el("a", { className: "file", href: file.url_private, download: file.name }, el("b", {}, file.title), el("small", {}, `${kind} · ${sizeOf(file.size)}`));
};

const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

const drawReactions = (message) => {
  const names = new Map();
  for (const one of message.reactions) names.set(one.split(" ")[0], (names.get(one.split(" ")[0]) ?? 0) + 1);
  return el("p", { className: "reactions" }, ...[...names].map(([name, count]) => el("span", { className: "reaction" }, drawText(`:${name}:`), ` ${count}`)));
};

const threadBar = (message) => {
  const answers = repliesTo(message);
  const bar = el("div", { className: answers.length ? "replies" : "replies none" });
  if (message.ephemeral_to) return bar;
  const words = answers.length ? `${answers.length} ${answers.length === 1 ? "reply" : "replies"}` : "Reply in thread";
  const open = el("button", { className: "plain", type: "button" }, words);
  open.addEventListener("click", () => openThread(message.ts));
  bar.append(open);
  if (answers.length) bar.append(el("small", {}, `Last reply ${formatDate(Number(answers.at(-1).ts), "{ago}")}`));
  return bar;
};

const dayMark = (ts) => el("div", { className: "day", role: "separator" }, el("span", {}, formatDate(Number(ts), "{day_divider_pretty}").replace(/^./, (letter) => letter.toUpperCase())));
const dayOf = (ts) => formatDate(Number(ts), "{date_num}");

const titleOf = (channel) => (channel.is_im ? ["Verbatim"] : [channel.is_private ? icon("lock") : "#", ` ${channel.name}`]);

const welcome = (channel) => el("div", { className: "welcome" },
  el("h2", {}, ...titleOf(channel)),
  el("p", {}, channel.is_im ? "This is the very beginning of your direct messages with Verbatim." : `This is the very beginning of #${channel.name}.${channel.is_member ? "" : " Verbatim is not a member here."}`),
  state.workspace.bot_token ? null : el("p", { className: "missing" }, `Verbatim is not installed in ${state.workspace.team}.`));

const inRoom = (message) => !isReply(message) || message.broadcast;
const nearEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 120;

// Heights of messages out of sight are estimates until they are drawn, so once is not enough.
const toEnd = (box, more = 4) => {
  box.scrollTop = box.scrollHeight;
  if (more) requestAnimationFrame(() => toEnd(box, more - 1));
};

const drawTalk = () => {
  const box = at("talk");
  const channel = known.channels.get(state.channel);
  const nodes = [welcome(channel)];
  let day = "";
  for (const message of visible(state.channel).filter(inRoom)) {
    if (dayOf(message.ts) !== day) nodes.push(dayMark(message.ts));
    day = dayOf(message.ts);
    nodes.push(drawMessage(message));
  }
  box.replaceChildren(...nodes);
  box.dataset.day = day;
  toEnd(box);
};

// One message came or changed: nothing else is drawn again.
const placeMessage = (message) => {
  const box = at("talk");
  const old = at(`m${message.ts}`);
  const follow = nearEnd(box);
  if (old) old.replaceWith(drawMessage(message));
  else if (inRoom(message)) {
    if (box.dataset.day !== dayOf(message.ts)) box.append(dayMark(message.ts));
    box.dataset.day = dayOf(message.ts);
    box.append(drawMessage(message));
  }
  if (isReply(message)) refreshParent(message);
  if (follow) toEnd(box);
};

const refreshParent = (message) => {
  const parent = state.said.get(message.channel)?.get(message.thread_ts);
  const shown = at(`m${message.thread_ts}`);
  if (parent && shown) shown.replaceWith(drawMessage(parent));
  if (state.thread === message.thread_ts) openThread(state.thread, true);
};

// -- threads --------------------------------------------------------------------------------------

const openThread = (ts, quietly) => {
  const parent = state.said.get(state.channel)?.get(ts);
  if (!parent) return closeThread();
  state.thread = ts;
  const pane = at("thread");
  const cross = el("button", { className: "plain", type: "button", "aria-label": "Close thread" }, "✕");
  cross.addEventListener("click", closeThread);
  const answers = repliesTo(parent);
  const list = el("div", { className: "talk", tabindex: "0", role: "log", "aria-label": "Thread" }, drawMessage(parent, true),
    answers.length ? el("div", { className: "count" }, `${answers.length} ${answers.length === 1 ? "reply" : "replies"}`) : null,
    ...answers.map((one) => drawMessage(one, true)));
  const draft = pane.querySelector("textarea")?.value ?? "";
  pane.replaceChildren(el("header", {}, el("h2", {}, "Thread"), cross), list, threadForm(parent, draft));
  pane.hidden = false;
  document.body.classList.add("with-thread");
  if (answers.length) toEnd(list);
  if (!quietly) pane.querySelector("textarea").focus();
};

const threadForm = (parent, draft) => {
  const entry = el("textarea", { rows: "1", placeholder: "Reply…", "aria-label": "Reply" });
  entry.value = draft;
  const trouble = el("p", { className: "error", role: "alert" });
  const form = el("form", { className: "compose" }, el("div", { className: "pad" }, entry, el("button", { className: "send", "aria-label": "Send reply" }, icon("send"))), trouble);
  const send = (event) => {
    event.preventDefault();
    const text = entry.value.trim();
    if (!text) return;
    if (text.startsWith("/")) { trouble.textContent = `${text.split(" ")[0]} is not supported in threads. Sorry!`; return; }
    entry.value = "";
    ask("say", { channel: parent.channel, user: state.me, team: state.team, text: escapeText(text), thread_ts: parent.ts });
  };
  form.addEventListener("submit", send);
  entry.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) send(event); });
  return form;
};

const closeThread = () => {
  state.thread = "";
  at("thread").hidden = true;
  document.body.classList.remove("with-thread");
};

// -- the sidebar ------------------------------------------------------------------------------------

const channelItem = (channel) => {
  const unread = state.unread.get(channel.id) ?? 0;
  const sign = channel.is_im ? el("span", { className: "tiny bot", "aria-hidden": "true" }, icon("quote")) : el("span", { className: "sign", "aria-hidden": "true" }, channel.is_private ? icon("lock") : "#");
  const name = channel.is_im ? "Verbatim" : channel.name;
  const note = channel.is_archived ? " (archived)" : "";
  const item = el("button", { className: ["channel", unread ? "unread" : "", channel.is_archived ? "archived" : ""].join(" "), type: "button", "aria-current": channel.id === state.channel ? "page" : null }, sign, el("span", { className: "label" }, name + note));
  if (unread) item.append(el("span", { className: "pill", "aria-label": `${unread} unread` }, String(unread)));
  item.addEventListener("click", () => goTo(channel.id));
  return el("li", {}, item);
};

const drawSide = () => {
  const everything = [...known.channels.values()].filter((one) => one.members.includes(state.me) || (!one.is_private && !one.is_im));
  at("channels").replaceChildren(...everything.filter((one) => !one.is_im).map(channelItem));
  at("apps").replaceChildren(...everything.filter((one) => one.is_im).map(channelItem));
  at("team").textContent = state.workspace.team;
};

const drawRail = () => {
  at("rail").replaceChildren(...state.workspace.teams.map((team) => {
    const initials = team.name.split(" ").filter((word) => word !== "The").map((word) => word[0]).join("");
    // What is seen has to be part of what is heard, for those who speak to their browser.
    const button = el("button", { type: "button", "aria-label": `${initials}, ${team.name}`, title: team.name, "aria-current": team.id === state.workspace.team_id ? "true" : null }, initials);
    button.addEventListener("click", () => { state.team = team.id; state.me = ""; state.channel = ""; remember(); reload(); });
    return button;
  }));
};

const drawPeople = () => {
  at("me").replaceChildren(...state.workspace.users.map((one) => el("option", { value: one.id, selected: one.id === state.me || null }, `${one.real_name}${one.is_admin ? " (admin)" : ""}`)));
};

const drawHead = () => {
  const channel = known.channels.get(state.channel);
  at("name").replaceChildren(...titleOf(channel));
  at("topic").textContent = channel.topic || (channel.is_im ? "App" : "");
  at("tabs").hidden = !channel.is_im;
  const closed = channel.is_archived;
  at("say").disabled = closed;
  at("say").placeholder = closed ? `You are viewing #${channel.name}, an archived channel` : `Message ${channel.is_im ? "Verbatim" : `#${channel.name}`}`;
  document.title = `${channel.is_im ? "Verbatim" : channel.name} – ${state.workspace.team} – Rehearsal`;
};

const goTo = (id) => {
  state.channel = id;
  state.tab = "messages";
  state.unread.delete(id);
  remember();
  closeThread();
  drawer(false);
  drawSide();
  drawHead();
  drawTab();
  drawTalk();
};

// -- App Home ---------------------------------------------------------------------------------------

const drawTab = () => {
  const home = state.tab === "home";
  at("home").hidden = !home;
  at("talk").hidden = home;
  at("form").hidden = home;
  at("tab-home").setAttribute("aria-selected", String(home));
  at("tab-messages").setAttribute("aria-selected", String(!home));
};

const drawHome = async () => {
  const { view } = await ask(`home?user=${state.me}&team=${state.team}`);
  at("home").replaceChildren(...(view ? drawBlocks(view.blocks, viewSurface(view)) : [el("p", { className: "nothing" }, "Verbatim has not drawn its Home yet.")]));
};

const openHome = async () => {
  state.tab = "home";
  drawTab();
  await drawHome();
  ask("home", { user: state.me, team: state.team });
};

// -- typing -----------------------------------------------------------------------------------------

const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/(^|\s)@verbatim\b/gi, `$1<@${state.workspace.bot_user}>`);

const grow = (entry) => { entry.style.height = "auto"; entry.style.height = `${Math.min(entry.scrollHeight, 160)}px`; };

const recall = (step) => {
  const place = Math.max(0, Math.min(state.typed.length, state.place + step));
  state.place = place;
  at("say").value = state.typed[place] ?? "";
  grow(at("say"));
};

const send = async () => {
  const text = at("say").value.trim();
  if (!text) return;
  state.typed = [...state.typed.filter((one) => one !== text), text].slice(-50);
  state.place = state.typed.length;
  stored("typed", JSON.stringify(state.typed));
  at("say").value = "";
  grow(at("say"));
  const where = { channel: state.channel, user: state.me, team: state.team };
  const [command, ...rest] = text.split(/\s/);
  const answer = await (text.startsWith("/") ? ask("command", { ...where, command, text: rest.join(" ") }) : ask("say", { ...where, text: escapeText(text) }));
  at("hint").classList.toggle("error", Boolean(answer.error));
  if (answer.error) at("hint").textContent = answer.error;
};

// -- news -------------------------------------------------------------------------------------------

// As many as the rehearsal itself keeps in a channel.
const KEPT = 2000;

const take = (message) => {
  if (!message.ts) return;
  const there = state.said.get(message.channel) ?? new Map();
  const fresh = !there.has(message.ts);
  there.set(message.ts, message);
  state.said.set(message.channel, there);
  if (there.size > KEPT) gone({ channel: message.channel, ts: there.keys().next().value });
  if (!known.channels.has(message.channel) || !mine(message)) return;
  if (message.channel === state.channel) placeMessage(message);
  else if (fresh && message.user !== state.me) {
    state.unread.set(message.channel, (state.unread.get(message.channel) ?? 0) + 1);
    drawSide();
  }
};

const gone = ({ channel, ts }) => {
  const message = state.said.get(channel)?.get(ts);
  state.said.get(channel)?.delete(ts);
  if (channel !== state.channel || !message) return;
  at(`m${ts}`)?.remove();
  if (isReply(message)) refreshParent(message);
};

const connection = (count) => {
  at("bulb").classList.toggle("on", count > 0);
  at("link").textContent = count > 0 ? "Rehearsal · Verbatim is connected" : "Rehearsal · waiting for Verbatim to connect";
};

// News waits until what it adds to is here: between asking for the messages and having them,
// nothing is lost and nothing is overtaken.
let ready = Promise.resolve();
const reload = () => { ready = load(); };

const listen = () => {
  const source = new EventSource("/_rehearsal/stream");
  const on = (kind, then) => source.addEventListener(kind, async (event) => { await ready; then(JSON.parse(event.data)); });
  source.addEventListener("hello", reload);
  on("message", take);
  on("message_gone", gone);
  on("link", ({ connected }) => connection(connected));
  for (const kind of ["channel", "channel_gone", "team"]) source.addEventListener(kind, reload);
  for (const kind of ["view", "view_gone"]) on(kind, () => showTopmost(state.me));
  on("home", (view) => { if (view.user === state.me && state.tab === "home") drawHome(); });
  source.addEventListener("error", () => { at("bulb").classList.remove("on"); at("link").textContent = "The rehearsal is not running; trying again…"; });
};

// -- beginning --------------------------------------------------------------------------------------

const remember = () => { for (const key of ["team", "me", "channel"]) stored(key, state[key]); };

const load = async () => {
  const [workspace, messages] = await Promise.all([ask(`workspace?team=${state.team}`), ask("messages")]);
  state.workspace = workspace;
  state.team = workspace.team_id;
  known.bot = workspace.bot_user;
  known.people = new Map(workspace.users.map((one) => [one.id, one]));
  known.channels = new Map(workspace.channels.map((one) => [one.id, one]));
  if (!known.people.has(state.me)) state.me = workspace.users[0].id;
  known.zone = known.people.get(state.me).tz;
  const wanted = /^\/archives\/([A-Z0-9]+)/.exec(location.pathname)?.[1];
  if (!known.channels.has(state.channel)) state.channel = known.channels.has(wanted) ? wanted : workspace.channels[0].id;
  state.said = new Map();
  for (const message of messages) {
    if (!state.said.has(message.channel)) state.said.set(message.channel, new Map());
    state.said.get(message.channel).set(message.ts, message);
  }
  connection(workspace.connections);
  drawRail();
  drawPeople();
  drawSide();
  drawHead();
  drawTab();
  drawTalk();
  showTopmost(state.me);
};

const drawer = (open) => {
  document.body.classList.toggle("with-side", open);
  at("drawer").setAttribute("aria-expanded", String(open));
};

at("drawer").addEventListener("click", () => drawer(!document.body.classList.contains("with-side")));
at("me").addEventListener("change", () => { state.me = at("me").value; remember(); reload(); });
at("tab-home").addEventListener("click", openHome);
at("tab-messages").addEventListener("click", () => { state.tab = "messages"; drawTab(); drawTalk(); });
at("form").addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("say").addEventListener("input", () => grow(at("say")));
at("say").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  if (event.key === "ArrowUp" && !at("say").value.slice(0, at("say").selectionStart).includes("\n")) { event.preventDefault(); recall(-1); }
  if (event.key === "ArrowDown" && !at("say").value.slice(at("say").selectionEnd).includes("\n")) { event.preventDefault(); recall(1); }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) { drawer(false); closeThread(); } });

state.place = state.typed.length;
listen();
