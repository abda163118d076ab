// Select2 gives the box of an empty choice no name: that of the choice's label, once Django has made the box.
django.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = document.getElementById(`select2-${select.id}-container`);
    if (box && select.labels[0]) box.setAttribute("aria-label", select.labels[0].textContent);
  }
});
