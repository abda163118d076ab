// Looks a quotation up in the text of its source once its field is left, and lets one be picked from that text. Without
// this script it is looked up when the form is saved.
"use strict";
(() => {
  const SIGNED_OUT = "You are signed out, and nothing can be saved. Copy what you wrote, then sign in again.";
  const FAILED = "This could not be looked up just now; it is looked up again when you save.";
  const NO_SOURCE = "Choose the source first.";
  const MOST = 1000;
  const FIELD = "textarea[data-check]";
  const beside = (field, name) => field.form.elements[field.name.slice(0, field.name.lastIndexOf("-") + 1) + name];
  const source = (field) => (beside(field, "source") || {}).value || "";
  const place = (field) => field.form.elements[`${field.name}_place`];
  const tell = (field, sentence, outcome = "") => {
    const shown = field.closest(".quotation").querySelector(".quote-outcome");
    shown.textContent = sentence;
    shown.className = `quote-outcome ${outcome}`;
  };
  const question = (field) =>
    new URLSearchParams({ source: source(field), quote: field.value, place: place(field).value }).toString();
  const answers = new WeakMap();

  const check = async (field) => {
    const asked = question(field);
    if (!field.value.trim()) return tell(field, "");
    if (!source(field)) return tell(field, NO_SOURCE);
    answers.set(field, asked);
    const body = new URLSearchParams(asked);
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(field.dataset.check, { method: "POST", body }).catch(() => null);
    if (answer && (answer.redirected || answer.status === 403)) return tell(field, SIGNED_OUT);
    const found = answer && answer.ok ? await answer.json().catch(() => null) : null;
    if (asked !== question(field)) return; // it has changed in the meantime, and is asked again
    tell(field, found ? found.sentence : FAILED, found ? found.outcome : "");
  };

  const make = (tag, text = "", attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const dialog = () => {
    const box = make("dialog", "", { class: "quote-dialog", "aria-labelledby": "quote-dialog-title" });
    const find = make("form", "", { class: "quote-find" });
    const word = make("input", "", { type: "search", id: "quote-dialog-word" });
    find.append(make("label", "Find", { for: "quote-dialog-word" }), word, make("button", "Find next"));
    const text = make("textarea", "", { readonly: "", rows: "16", dir: "auto", "aria-label": "The text of the source" });
    const told = make("p", "", { role: "status", class: "quote-told" });
    const buttons = make("div", "", { class: "steps" });
    const use = make("button", "Use as quotation", { type: "button", class: "default" });
    const close = make("button", "Close", { type: "button" });
    buttons.append(use, close);
    box.append(
      make("h2", "Pick a quotation from the text", { id: "quote-dialog-title" }),
      make("p", "Select a passage: with the mouse, or with Shift and the arrow keys."),
      find,
      text,
      told,
      buttons,
    );
    close.addEventListener("click", () => box.close());
    return { box, find, word, text, told, use };
  };

  let open = null; // the dialog, made when it is first asked for
  let picking = null; // the field that it picks for
  const select = (start, end) => {
    open.text.focus();
    open.text.setSelectionRange(start, start);
    open.text.blur(); // which lets the next focus scroll to it
    open.text.focus();
    open.text.setSelectionRange(start, end);
  };
  const findNext = (event) => {
    event.preventDefault();
    const text = open.text.value.toLowerCase();
    const word = open.word.value.trim().toLowerCase();
    if (!word) return;
    const next = text.indexOf(word, open.text.selectionEnd);
    const at = next < 0 ? text.indexOf(word) : next;
    open.told.textContent = at < 0 ? "That is not in the text." : "";
    if (at >= 0) select(at, at + word.length);
  };
  const points = (text, units) => Array.from(text.slice(0, units)).length;
  const use = () => {
    const { text, told, box } = open;
    const whole = text.value.slice(text.selectionStart, text.selectionEnd);
    const quote = whole.trim().replace(/\s+/g, " ");
    if (!quote) return void (told.textContent = "Select a passage first.");
    if (Array.from(quote).length > MOST) {
      return void (told.textContent = `A quotation has at most ${MOST} characters: select less.`);
    }
    picking.value = quote;
    place(picking).value = `${points(text.value, text.selectionStart)}:${points(text.value, text.selectionEnd)}`;
    box.close();
    picking.dispatchEvent(new Event("change", { bubbles: true }));
    picking.focus();
    check(picking);
  };
  const pick = async (field) => {
    if (!source(field)) return tell(field, NO_SOURCE);
    const address = field.dataset.text.replace("/0/", `/${source(field)}/`);
    const answer = await fetch(address).catch(() => null);
    if (answer && answer.redirected) return tell(field, SIGNED_OUT);
    if (answer && answer.status === 404) return tell(field, await answer.text());
    if (!answer || !answer.ok) return tell(field, "The text could not be opened just now.");
    if (!open) {
      open = dialog();
      document.body.append(open.box);
      open.find.addEventListener("submit", findNext);
      open.use.addEventListener("click", use);
    }
    picking = field;
    open.text.value = await answer.text();
    open.told.textContent = open.word.value = "";
    open.box.showModal();
    const at = field.value.trim() ? open.text.value.indexOf(field.value.trim()) : -1;
    select(Math.max(at, 0), at < 0 ? 0 : at + field.value.trim().length);
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches(FIELD)) place(target).value = ""; // what is typed stands where it was picked no longer
  });
  document.addEventListener("focusout", ({ target }) => {
    if (!target.matches(FIELD) || !target.form) return;
    const saved = target.value === target.defaultValue && !answers.has(target);
    if (!saved && answers.get(target) !== question(target)) check(target);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches(".quote-pick")) pick(target.closest(".quotation").querySelector(FIELD));
  });
  document.addEventListener("DOMContentLoaded", () => {
    // Also in the empty row, of which new ones are made.
    for (const field of document.querySelectorAll(FIELD)) {
      field.closest(".quotation").querySelector(".quote-pick").hidden = false;
    }
    const { jQuery } = window.django || {};
    if (!jQuery) return;
    // The choice of a source is told by jQuery alone.
    jQuery(document).on("change", "select", ({ target }) => {
      const field = target.form && target.form.elements[target.name.replace(/-source$/, "-quote")];
      if (field && field !== target && field.matches(FIELD) && field.value.trim()) check(field);
    });
  });
})();
