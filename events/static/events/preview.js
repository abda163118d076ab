// Shows beside the form of an event how readers would see what stands in it now. The server writes the card from the
// form; without this script the card is that of what was saved last.
"use strict";
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("event_form");
    const shown = document.querySelector("[data-preview]");
    if (!form || !shown) return;
    const parts = [...document.querySelectorAll("[data-part]")];
    const state = () => new URLSearchParams(new FormData(form)).toString();
    const opened = state();
    const refused = Boolean(form.querySelector(".errornote")); // what came back is not saved
    let shownState = opened;
    let waiting;
    let asked = 0;
    // What somebody has typed or unfolded in a part stays as it is in the fresh one.
    const keep = (part, fresh) => {
      for (const field of part.querySelectorAll("input[id]")) {
        const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
        if (same) same.value = field.value;
      }
      const open = [...part.querySelectorAll("details")].map((details) => details.open);
      fresh.querySelectorAll("details").forEach((details, place) => (details.open = Boolean(open[place])));
    };
    const ask = async () => {
      asked += 1;
      const number = asked;
      shownState = state();
      const answer = await fetch(shown.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "text/html" },
      }).catch(() => null);
      const text = answer && answer.ok && !answer.redirected ? await answer.text() : null;
      if (number !== asked || text === null) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      for (const part of parts) {
        const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
        if (!fresh || part.contains(document.activeElement)) continue;
        keep(part, fresh);
        part.replaceChildren(...fresh.childNodes);
      }
    };
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 600);
    };
    const heard = ({ target }) => {
      if (target.form !== form || parts.some((part) => part.contains(target))) return;
      if (state() !== shownState) soon(); // the admin's own scripts tell of changes as the page opens, and there are none
    };
    document.addEventListener("input", heard);
    document.addEventListener("change", heard);
    // The choice of an actor or source is told by jQuery alone.
    const { jQuery } = window.django || {};
    if (jQuery) jQuery(document).on("change", "select", heard);
    document.addEventListener("formset:removed", soon);
    form.addEventListener("submit", () => clearTimeout(waiting));
    // A step of the review would leave behind what is not saved yet.
    const notice = document.querySelector(".unsaved");
    for (const steps of document.querySelectorAll("form[data-steps]")) {
      steps.addEventListener("submit", (event) => {
        if (!notice || !(refused || state() !== opened)) return;
        event.preventDefault();
        notice.hidden = false;
        notice.focus();
      });
    }
  });
})();
