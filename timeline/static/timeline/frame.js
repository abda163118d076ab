// An embed tells its height; on any page: links to copy, marks in words, evidence in print.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  if (parent !== window) {
    // For pym.js: no space in it; the name outlasts a link.
    const id = (name = (new URL(location).searchParams.get("childId") || name).replace(/\s/g, ""));
    let height, width, patience;

    // To "*", anybody: a height is no secret.
    const send = (message) => parent.postMessage(message, "*");
    const tell = () => {
      send({ type: "iframe-resized", height }); // our element, open-iframe-resizer
      send({ type: "embed-size", height, sentinel: "amp" }); // AMP, newswire
      send(["pym", id, "height", height].join("xPYMx"));
    };

    const measure = () => {
      const now = Math.ceil(document.documentElement.getBoundingClientRect().height);
      // It may follow its frame, without end.
      if (innerWidth !== width) patience = 9;
      width = innerWidth;
      if (now === height || !patience) return;
      patience--;
      height = now;
      tell();
    };

    measure();
    new ResizeObserver(measure).observe(document.documentElement);
    addEventListener("toggle", () => { width = 0; measure(); }, true);
    // Questions alone: AMP acknowledges too.
    addEventListener("message", ({ data, source }) => {
      if (source === parent && /-init$|-dimensions$|xPYMxwidthxPYMx/.test(data?.type || data)) tell();
    });
  }

  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      const { href } = button.closest("article").querySelector("a");
      button.textContent = await navigator.clipboard?.writeText(href).then(() => "✓", () => href);
    };
  }

  for (const figure of all(".fig"))
    figure.onmouseover = ({ target }) => {
      const mark = target.closest("a[href^='#']");
      const [when, , article] = mark ? all(mark.href.baseVal + ">*") : [];
      figure.title = mark ? when.innerText + ": " + article.firstElementChild.innerText : "";
    };

  onbeforeprint = () => {
    for (const details of all("details:not(.flt)")) details.open = true;
  };
})();
