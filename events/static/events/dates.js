// Shows below a date field what its words are understood as. The server reads them and writes the choices; without
// this script the same choices appear when the form is sent.
"use strict";
(() => {
  const waiting = new WeakMap();
  const beside = (input, name) => {
    const own = input.name.slice(0, input.name.lastIndexOf("-") + 1);
    return name ? (input.form.elements[own + name] || {}).value || "" : "";
  };
  const read = async (input) => {
    const shown = input.parentElement.querySelector(".readings");
    const asked = new URLSearchParams({
      name: input.name,
      text: input.value,
      language: (input.form.elements.language || {}).value || "",
      anchor: beside(input, input.dataset.anchor),
      source: beside(input, input.dataset.source),
    });
    const answer = await fetch(`${input.dataset.readings}?${asked}`, { headers: { Accept: "text/html" } });
    if (answer.ok && shown) {
      const text = await answer.text();
      if (asked.get("text") === input.value) shown.innerHTML = text;
    }
  };
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset || !target.dataset.readings) return;
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(() => read(target), 250));
  });
})();
