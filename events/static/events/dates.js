// Shows below a date field what its words are understood as. The server reads them and writes the choices; without
// this script the same choices appear when the form is sent.
"use strict";
(() => {
  const SIGNED_OUT = "You are signed out, and nothing can be saved. Copy what you wrote, then sign in again.";
  const FAILED = "What this means could not be asked just now; it is read again when you save.";
  const waiting = new WeakMap();
  const beside = (input, name) => input.name.slice(0, input.name.lastIndexOf("-") + 1) + name;
  const value = (input, name) => (input.form.elements[name] || {}).value || "";
  const question = (input) => {
    const { anchor, source, readings } = input.dataset;
    const asked = { name: input.name, text: input.value, language: value(input, "language") };
    if (anchor) {
      asked.anchor = value(input, beside(input, anchor));
      asked.anchor_reading = value(input, `${beside(input, anchor)}_reading`);
    }
    if (source) asked.source = value(input, beside(input, source));
    return `${readings}?${new URLSearchParams(asked)}`;
  };
  const show = (shown, text) => {
    const chosen = shown.querySelector("input:checked");
    shown.innerHTML = text;
    for (const choice of shown.querySelectorAll("input")) {
      if (chosen && choice.value === chosen.value) choice.checked = true;
    }
  };
  const soon = (input) => {
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(() => read(input), 250));
  };
  const read = async (input) => {
    const shown = input.parentElement.querySelector(".readings");
    const asked = question(input);
    const answer = await fetch(asked, { headers: { Accept: "text/html" } }).catch(() => null);
    const text = answer && answer.ok && !answer.redirected ? await answer.text() : null;
    if (!shown) return;
    // What it counts from has changed in the meantime, or its own text has.
    if (asked !== question(input)) return soon(input);
    if (text === null) shown.textContent = answer && answer.redirected ? SIGNED_OUT : FAILED;
    else show(shown, text);
  };
  // The dates of a form that a field of it tells something of: its own, and those that are counted from it.
  const told = ({ form, name }) =>
    [...form.querySelectorAll("input[data-readings]")].filter(
      (input) =>
        input.name === name ||
        [input.dataset.anchor, input.dataset.source].some(
          (part) => part && [beside(input, part), `${beside(input, part)}_reading`].includes(name),
        ),
    );
  const heard = ({ target }) => {
    if (target.form && target.name) told(target).forEach(soon);
  };
  document.addEventListener("input", heard);
  // The choice of a source is told by jQuery alone.
  document.addEventListener("DOMContentLoaded", () => {
    const { jQuery } = window.django || {};
    if (jQuery) jQuery(document).on("change", "select", heard);
  });
})();
