// <event-timeline>: docs/how-to/embed-a-timeline.md
(() => {
  const names = ["lang", "theme", "from", "to", "match", "undated", "actor", "role", "kind",
    "country", "source", "support", "differs", "q", "order"];
  // Modules have no current script.
  const script = document.currentScript || document.querySelector('script[src*="/timeline/embed."]');
  if (!script || customElements.get("event-timeline")) return;
  const { origin } = new URL(script.src);

  customElements.define("event-timeline", class extends HTMLElement {
    static observedAttributes = [...names, "timeline", "title"];

    connectedCallback() {
      addEventListener("message", this);
      this.show();
    }

    disconnectedCallback() {
      removeEventListener("message", this);
    }

    async attributeChangedCallback() {
      await null; // all are changed
      if (this.isConnected) this.show();
    }

    handleEvent(event) {
      const ours = event.source === this.frame?.contentWindow && event.origin === origin;
      if (ours && Number.isFinite(event.data?.height)) this.resize(event.data.height);
    }

    resize(height) {
      if (height > 0) this.frame.style.height = Math.min(height, 1e5) + "px";
    }

    show() {
      const slug = this.getAttribute("timeline");
      if (!slug) return;
      const address = new URL(`/timelines/${encodeURIComponent(slug)}/embed/`, origin);
      for (const name of names)
        for (const value of this.getAttribute(name)?.match(name === "q" ? /.+/g : /\S+/g) || []) address.searchParams.append(name, value);
      if (this.frame?.src !== address.href) {
        const height = this.frame?.offsetHeight || this.getAttribute("height");
        // A new frame is no step in history.
        const frame = (this.frame = document.createElement("iframe"));
        frame.sandbox =
          "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
        frame.allow = "clipboard-write";
        frame.loading = "lazy";
        frame.src = address;
        frame.style.cssText = "display:block;width:100%;height:600px;border:0";
        this.resize(height);
        (this.shadowRoot || this.attachShadow({ mode: "open" })).replaceChildren(frame);
      }
      this.frame.title = this.title || "Timeline";
    }
  });
})();
