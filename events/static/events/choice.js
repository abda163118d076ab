// Select2 gives the box of a choice that is empty no name, and that of another only what was chosen: here it gets that of
// its field, and what was chosen after it. Django makes the boxes as the page opens, and with every new row.
"use strict";
(() => {
  const name = (select) => {
    const box = document.getElementById(`select2-${select.id}-container`);
    const label = select.getAttribute("aria-label") || (select.labels[0] ? select.labels[0].textContent : "");
    if (!box || !label) return;
    const combobox = box.closest("[role=combobox]");
    combobox.id = `${select.id}-choice`;
    combobox.setAttribute("aria-label", label.replace(/:$/, ""));
    combobox.setAttribute("aria-labelledby", `${combobox.id} ${box.id}`);
    box.setAttribute("aria-labelledby", combobox.id);
  };
  const nameAll = (part) => part.querySelectorAll("select.admin-autocomplete").forEach(name);
  django.jQuery(() => nameAll(document));
  document.addEventListener("formset:added", ({ target }) => nameAll(target));
})();
