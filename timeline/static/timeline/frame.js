// An embed tells its height. On any page: links to copy, marks in words, evidence in print.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  if (parent !== window) {
    // For pym.js: no space in it; the name outlasts a link.
    const id = (name = (new URL(location).searchParams.get("childId") || name).replace(/\s/g, ""));
    let height, width, patience;

    // A height is no secret: to anybody.
    const tell = () => {
      for (const message of [
        { type: "iframe-resized", height }, // our element, open-iframe-resizer
        { type: "embed-size", height, sentinel: "amp" }, // AMP, newswire
        ["pym", id, "height", height].join("xPYMx"),
      ]) parent.postMessage(message, "*");
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

  for (const list of all("[data-copy]"))
    for (const article of list.querySelectorAll("article")) {
      const button = document.createElement("button");
      button.textContent = list.dataset.copy;
      button.onclick = async () => {
        const { href } = article.querySelector("a");
        button.textContent = await navigator.clipboard?.writeText(href).then(() => "✓", () => href);
      };
      article.querySelector("details p").append(" · ", button);
    }

  for (const figure of all(".fig"))
    figure.onmouseover = ({ target }) => {
      const mark = target.closest("a[href^='#']");
      figure.title = mark ? [...all(mark.href.baseVal + " :is(.when, h3)")].map((part) => part.textContent).join(": ") : "";
    };

  onbeforeprint = () => {
    for (const details of all("article details")) details.open = true;
  };
})();
