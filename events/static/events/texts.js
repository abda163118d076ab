// Says beside the field that a pasted text is larger than a form may be, before it is sent. Without this script the server
// says so, on a page of its own.
"use strict";
document.addEventListener("submit", (event) => {
  const field = event.target.querySelector("textarea[data-most]");
  if (!field || new Blob([field.value]).size <= Number(field.dataset.most)) return;
  event.preventDefault();
  const row = field.closest(".form-row");
  if (!row.querySelector("#too-large")) {
    const told = document.createElement("ul");
    told.className = "errorlist";
    told.append(document.createElement("li"));
    told.firstChild.id = "too-large";
    row.classList.add("errors");
    row.prepend(told);
    field.setAttribute("aria-describedby", `too-large ${field.getAttribute("aria-describedby") || ""}`.trim());
  }
  row.querySelector("#too-large").textContent = field.dataset.tooLarge;
  field.setAttribute("aria-invalid", "true");
  field.focus();
});
