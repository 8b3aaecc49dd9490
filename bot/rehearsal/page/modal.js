// Modals: the topmost view in front of me, its form, its errors.

import { drawBlocks } from "./blocks.js";
import { el, plain } from "./words.js";

export const ask = async (path, body) => {
  const answer = await fetch(`/_rehearsal/${path}`, body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {});
  return answer.json();
};

// An element may want to be sure: `confirm` is asked first.
export const sure = (element) => new Promise((decide) => {
  const wanted = element.confirm;
  if (!wanted) { decide(true); return; }
  const box = document.getElementById("confirm");
  const finish = (answer) => { box.close(); decide(answer); };
  const yes = el("button", { className: `button ${wanted.style ?? "primary"}`, type: "button" }, plain(wanted.confirm.text));
  const no = el("button", { className: "button", type: "button" }, plain(wanted.deny.text));
  yes.addEventListener("click", () => finish(true));
  no.addEventListener("click", () => finish(false));
  box.oncancel = () => decide(false);
  box.replaceChildren(
    el("header", {}, el("h2", { id: "confirm-title" }, plain(wanted.title.text))),
    el("div", { className: "body" }, plain(wanted.text.text)),
    el("footer", {}, no, yes),
  );
  box.showModal();
});

export const viewSurface = (view) => ({
  channel: view.from_channel,
  values: {},
  press: async (block, element) => { if (await sure(element)) await ask("act", { view_id: view.id, block_id: block.block_id, action_id: element.action_id }); },
  fill(block, element, value, quiet) {
    (this.values[block.block_id] ??= {})[element.action_id] = value;
    const heard = block.type !== "input" || block.dispatch_action;
    if (heard && !quiet) ask("act", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value });
  },
  suggest: (block, element, typed) => ask("suggest", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value: typed }),
});

const dialog = document.getElementById("modal");
let shown = "";

const showErrors = (errors) => {
  for (const [block, words] of Object.entries(errors)) {
    const place = dialog.querySelector(`[data-block="${CSS.escape(block)}"] .error`) ?? dialog.querySelector(".trouble");
    if (place) place.textContent = words;
  }
  dialog.querySelector(".error:not(:empty)")?.closest(".input")?.querySelector("input, select, textarea")?.focus();
};

const build = (view) => {
  const surface = viewSurface(view);
  surface.values = Object.fromEntries(Object.entries(view.state?.values ?? {}).map(([block]) => [block, {}]));
  const close = el("button", { className: "button", type: "button" }, plain(view.close?.text ?? "Close"));
  const cross = el("button", { className: "plain", type: "button", "aria-label": "Close" }, "✕");
  for (const node of [close, cross]) node.addEventListener("click", () => ask("close", { view_id: view.id }));
  const submit = view.submit ? el("button", { className: "button primary", type: "submit" }, plain(view.submit.text)) : null;
  const form = el("form", { noValidate: true },
    el("header", {}, el("h2", { id: "modal-title" }, plain(view.title.text)), cross),
    el("div", { className: "body" }, el("p", { className: "trouble", role: "alert" }), ...drawBlocks(view.blocks, surface)),
    el("footer", {}, close, submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const place of form.querySelectorAll(".error, .trouble")) place.textContent = "";
    submit?.classList.add("busy");
    const answer = await ask("submit", { view_id: view.id, values: surface.values });
    submit?.classList.remove("busy");
    if (answer.errors) showErrors(answer.errors);
  });
  dialog.oncancel = (event) => { event.preventDefault(); ask("close", { view_id: view.id }); };
  return form;
};

// Called whenever a view came, changed or went.
let turn = 0;
export const showTopmost = async (user) => {
  const mine = ++turn;
  const views = await ask(`views?user=${encodeURIComponent(user)}`);
  if (mine !== turn) return; // a later look has been taken
  const top = views.at(-1);
  if (!top) {
    shown = "";
    if (dialog.open) dialog.close();
    return;
  }
  const mark = `${top.id} ${top.hash}`;
  if (mark === shown) return;
  shown = mark;
  dialog.replaceChildren(build(top));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".body input, .body select, .body textarea")?.focus();
};
