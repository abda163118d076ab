"""Pages in headless Chromium: what each asks for, what it shows, when it is first painted and how much it shifts."""

from collections.abc import Iterator
from contextlib import contextmanager
from gzip import compress
from shutil import which
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright

BRAKE = 4
# The level at which a reverse proxy compresses; 9 is what may be had at most.
LEVEL = 6
_PATIENCE = 60_000
_SETTLED = 2_000
CODE = ("document", "stylesheet", "script")
OTHERS = ("font", "image", "fetch", "xhr", "other")

# What the browser kept of the load: nothing of ours runs in the page while it is measured.
_LOADED = """() => new Promise((resolve) => {
  const kept = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  const load = { answered: performance.getEntriesByType("navigation")[0].responseStart, shifted: 0 };
  kept("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") load.first = startTime; });
  kept("largest-contentful-paint", ({ startTime }) => { load.largest = startTime; });
  kept("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) load.shifted += value; });
  setTimeout(() => resolve(load), 1000);
})"""


class Subject(NamedTuple):
    """A page that is measured, and where it shows the titles of events."""

    name: str
    url: str
    titles: str


class Weight(NamedTuple):
    """What a page asked its own host for, by the kind of the request, and the hosts of all requests to others."""

    bodies: list[tuple[str, bytes]]
    strangers: list[str]
    titles: list[str]
    text: str  # of the page, what is folded away included

    @property
    def requests(self) -> int:
        return len(self.bodies) + len(self.strangers)

    def gzipped(self, *kinds: str, level: int = LEVEL) -> int:
        """The bytes of the bodies of these kinds, each compressed for itself."""
        return sum(len(compress(body, level)) for kind, body in self.bodies if kind in (kinds or CODE))


class Load(NamedTuple):
    """Milliseconds after the navigation began: the first byte, the first and the largest paint of content; and the sum
    of all layout shifts."""

    answered: float
    first: float
    largest: float
    shifted: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium with a fresh profile; it finds nobody but the loopback, and asks nobody for anything by itself."""
    flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update "
    flags += "disable-sync"
    arguments = [*(f"--{flag}" for flag in flags.split()), "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := which(name))), None)
    if path is None:
        raise SystemExit("Chromium is not installed (apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def _fresh(browser: Browser, *, script: bool = True) -> Iterator[Page]:
    """A page that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(_PATIENCE)
    yield context.new_page()
    context.close()


def weigh(browser: Browser, subject: Subject) -> Weight:
    """Loads a page to the end and weighs all that came."""
    asked: list[str] = []
    answers: list[Response] = []
    with _fresh(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: answers.append(answer))
        _settle(page, subject)
        own = urlsplit(subject.url).netloc
        hosts = [urlsplit(url).netloc for url in asked if url.startswith("http")]
        own_answers = [answer for answer in answers if urlsplit(answer.url).netloc == own]
        return Weight(
            [(answer.request.resource_type, answer.body()) for answer in own_answers],
            [host for host in hosts if host != own],
            page.locator(subject.titles).all_text_contents(),
            " ".join((page.locator("body").text_content() or "").split()),
        )


def titles_without_script(browser: Browser, subject: Subject) -> int:
    """How many titles are seen where scripts do not run; without one, nothing else may be seen either."""
    with _fresh(browser, script=False) as page:
        page.goto(subject.url)
        titles = sum(title.is_visible() for title in page.locator(subject.titles).all())
        assert titles or not page.locator("body").inner_text().strip(), (
            f"{subject.name} shows something without scripts"
        )
        return titles


def load(browser: Browser, subject: Subject) -> Load:
    """One load under the brake, in a context that has seen nothing yet."""
    with _fresh(browser) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": BRAKE})
        _settle(page, subject)
        return Load(**page.evaluate(_LOADED))


def _settle(page: Page, subject: Subject) -> None:
    """Until the titles are there, nothing is asked for any more, and some time has passed."""
    page.goto(subject.url, wait_until="load")
    page.locator(subject.titles).first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_SETTLED)
