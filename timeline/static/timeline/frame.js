// An embed tells its height; on any page: copy buttons, evidence in print.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  if (parent !== window) {
    // For pym.js, where a space would end it; the window's name outlasts a link.
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
      // Without end and nobody's doing: it follows its frame.
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
    // Questions alone: AMP acknowledges too, without end.
    addEventListener("message", ({ data, source }) => {
      if (source === parent && /-init$|-dimensions$|xPYMxwidthxPYMx/.test(data?.type || data)) tell();
    });
  }

  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      const { copy, done } = button.dataset;
      try {
        await navigator.clipboard.writeText(copy);
        button.textContent = done;
      } catch {
        button.textContent = copy;
      }
    };
  }

  onbeforeprint = () => {
    for (const details of all("details.ev")) details.open = true;
  };
})();
