"""A timeline in a publisher's page, in a browser: as high as its content, with our element and with other loaders."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from tests.browser.conftest import Site, watch
from tests.conftest import LOADERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SLUG = "every-form"
LINK = '<a href="https://timelines.example/every-form/">The timeline</a>'
TAG = f'<event-timeline timeline="{SLUG}" title="Every form">{LINK}</event-timeline>'


@dataclass
class Press:
    """A publisher: another origin, whose pages are what is put into `files`, under a strict policy."""

    url: str = ""
    policy: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def publish(self, body: str, **scripts: str) -> str:
        """Puts a page there, with scripts of the publisher's own as `name.js`; returns its address."""
        head = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>A story</title><link rel="icon" href="data:,">'
        )
        self.files["/"] = f"{head}<h1>A story</h1>{body}<p>The story goes on.</p>"
        self.files.update({f"/{name}.js": script for name, script in scripts.items()})
        return f"{self.url}/"


def serve() -> Iterator[Press]:
    press = Press()

    class Answer(http.server.BaseHTTPRequestHandler):
        timeout = 1  # a browser opens connections in advance, and may never use them

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = press.files.get(path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/javascript" if path.endswith(".js") else "text/html; charset=utf-8")
            if path == "/":
                self.send_header("Content-Security-Policy", press.policy)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = False  # waited for, so that each has closed its connection
    press.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield press
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def press(site: Site) -> Iterator[Press]:
    """A publisher whose policy allows no inline style or script, and demands Trusted Types."""
    for press in serve():
        press.policy = (
            f"default-src 'none'; script-src 'self' {site.url}; style-src 'self'; frame-src {site.url}; img-src data:; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )
        yield press


@pytest.fixture
def stranger() -> Iterator[Press]:
    """A third party, framed by the publisher too."""
    yield from serve()


def loader(site: Site, attributes: str = "async") -> str:
    return f'<script {attributes} src="{site.url}/static/timeline/embed.js"></script>'


def embedded(page: Page, number: int = 0) -> Frame:
    """The frame of the timeline, once it is there."""
    element = page.locator("iframe[src*='/embed/']").nth(number)
    element.scroll_into_view_if_needed()
    handle = element.element_handle()
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector("article details")
    return frame


def wait_until(page: Page, expression: str) -> None:
    """Until it is true; Playwright's own way needs eval, which the publisher's policy refuses."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def content_height(frame: Frame) -> int:
    return int(frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"))


def assert_follows(frame: Frame, *, offset: int = 0) -> int:
    """The iframe becomes as high as what is in it; returns how high that is."""
    element = frame.frame_element()
    for _ in range(100):
        box = element.bounding_box()
        if box and abs(box["height"] - content_height(frame) - offset) < 1:
            return content_height(frame)
        frame.page.wait_for_timeout(50)
    raise AssertionError(f"the iframe is {box} and its content {content_height(frame)} high")


def assert_follows_what_is_opened(frame: Frame) -> None:
    """After loading, after opening some evidence, and after closing it again."""
    closed = assert_follows(frame)
    assert closed > 600
    summary = frame.locator("article details > summary").first

    summary.click()
    assert assert_follows(frame) > closed
    summary.click()
    assert assert_follows(frame) == closed


def opened(page: Page, press: Press) -> list[str]:
    """Opens the publisher's page; returns what it will have complained of."""
    noted = watch(page)
    page.goto(f"{press.url}/")
    return noted.complaints


@pytest.mark.parametrize("attributes", ["async", "defer", "", 'type="module"'])
@pytest.mark.parametrize("before", [True, False])
def test_our_element_is_as_high_as_its_content_under_a_strict_policy(
    site: Site, press: Press, context: BrowserContext, attributes: str, before: bool
) -> None:
    tags = [loader(site, attributes), TAG]
    press.publish("".join(tags if before else reversed(tags)))
    # As WhiteNoise serves it: a module of another origin has to be allowed.
    shared = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    context.route("**/embed.js", lambda route: route.fulfill(response=route.fetch(), headers=shared))
    page = context.new_page()

    complaints = opened(page, press)
    frame = embedded(page)

    assert_follows_what_is_opened(frame)
    assert frame.url == f"{site.url}/timelines/{SLUG}/embed/"
    iframe = page.locator("event-timeline iframe")
    assert iframe.get_attribute("title") == "Every form"
    assert iframe.get_attribute("loading") == "lazy"
    assert not page.get_by_text("The timeline", exact=True).is_visible()
    assert complaints == []
    assert context.cookies() == []


def test_without_the_script_the_link_stands(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(TAG + loader(site).replace("embed.js", "not-there.js"))
    page = context.new_page()

    page.goto(f"{press.url}/")

    assert page.get_by_role("link", name="The timeline").is_visible()
    assert len(page.frames) == 1


def test_without_a_name_the_link_stands(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(loader(site, "") + f"<event-timeline>{LINK}</event-timeline>")
    page = context.new_page()

    complaints = opened(page, press)

    assert page.get_by_role("link", name="The timeline").is_visible()
    assert complaints == []


def test_attributes_become_parameters_of_the_same_names(site: Site, press: Press, context: BrowserContext) -> None:
    attributes = 'from="2004~" to="2019" match="within" undated="exclude" actor="bolivia  iran" order="-date"'
    press.publish(loader(site) + f'<event-timeline timeline="{SLUG}" {attributes} lang="fa" theme="dark" height="123">')
    page = context.new_page()

    page.goto(f"{press.url}/")
    page.locator("iframe").wait_for()

    source = page.locator("event-timeline iframe").get_attribute("src")
    assert source == (
        f"{site.url}/timelines/{SLUG}/embed/?lang=fa&theme=dark&from=2004%7E&to=2019&match=within&undated=exclude"
        "&actor=bolivia&actor=iran&order=-date"
    )


def test_until_it_is_told_a_height_it_has_the_one_given(site: Site, press: Press, context: BrowserContext) -> None:
    context.route("**/frame.js", lambda route: route.abort())
    press.publish(
        loader(site) + TAG.replace("title", 'height="321" title') + TAG + TAG.replace("title", 'height="x" t')
    )
    page = context.new_page()

    page.goto(f"{press.url}/")
    page.locator("iframe").last.wait_for()

    heights = page.locator("event-timeline iframe").evaluate_all("all => all.map(frame => frame.offsetHeight)")
    assert heights == [321, 600, 600]


def test_changes_of_attributes_make_one_new_frame_and_no_step_in_history(
    site: Site, press: Press, context: BrowserContext
) -> None:
    press.publish(loader(site) + TAG)
    page = context.new_page()
    page.goto(f"{press.url}/")
    assert_follows(embedded(page))
    steps = page.evaluate("history.length")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/embed/" in request.url else None)

    page.evaluate(
        """() => {
          const element = document.querySelector("event-timeline");
          element.setAttribute("from", "2004");
          element.setAttribute("to", "2007");
          element.title = "Some of it";
        }"""
    )
    page.locator("event-timeline iframe[src*=from]").wait_for()

    assert_follows(embedded(page))
    assert asked == [f"{site.url}/timelines/{SLUG}/embed/?from=2004&to=2007"]
    assert page.locator("event-timeline iframe").get_attribute("title") == "Some of it"
    assert page.evaluate("history.length") == steps


def test_an_element_may_go_and_come_back_and_a_script_come_twice(
    site: Site, press: Press, context: BrowserContext
) -> None:
    press.publish(loader(site) + loader(site, "defer"))
    page = context.new_page()
    complaints = opened(page, press)
    page.evaluate(
        """() => {
          const element = document.createElement("event-timeline");
          element.setAttribute("timeline", "every-form");
          document.body.append(element);
        }"""
    )
    assert_follows(embedded(page))

    page.evaluate("globalThis.gone = document.querySelector('event-timeline'); gone.remove()")
    page.locator("iframe").wait_for(state="detached")
    page.evaluate("dispatchEvent(new MessageEvent('message', { data: { height: 5 } })); document.body.append(gone)")

    assert_follows_what_is_opened(embedded(page))
    assert complaints == []


def test_several_timelines_are_each_as_high_as_their_own(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(loader(site) + TAG + TAG.replace('timeline="', 'to="2003" timeline="'))
    page = context.new_page()
    page.goto(f"{press.url}/")

    whole, part = (assert_follows(embedded(page, number)) for number in (0, 1))

    assert whole > part


def test_nobody_else_can_set_its_height(site: Site, press: Press, stranger: Press, context: BrowserContext) -> None:
    hostile = """
      for (const data of [{ type: "iframe-resized", height: 5 }, { sentinel: "amp", type: "embed-size", height: 5 }])
        parent.postMessage(data, "*");
      document.querySelector("h1").textContent = "Sent";
    """
    stranger.publish('<script src="/hostile.js"></script>', hostile=hostile)
    press.publish(loader(site) + TAG, late="")
    press.policy = press.policy.replace("frame-src", f"frame-src {stranger.url}")
    page = context.new_page()
    complaints = opened(page, press)
    frame = embedded(page)
    height = assert_follows(frame)

    page.evaluate(
        "address => { document.body.append(document.createElement('iframe')); document.body.lastChild.src = address }",
        f"{stranger.url}/",
    )
    page.locator("body > iframe").content_frame.get_by_text("Sent").wait_for()
    page.evaluate("postMessage({ type: 'iframe-resized', height: 5 })")
    page.wait_for_timeout(200)

    assert assert_follows(frame) == height
    assert complaints == []


@pytest.mark.parametrize(
    ("sent", "height"),
    [("-5", 777), ("NaN", 777), ("'5'", 777), ("null", 777), ("Infinity", 777), ("1e9", 100_000), ("888.5", 888.5)],
)
def test_a_height_that_makes_no_sense_is_not_taken(
    site: Site, press: Press, context: BrowserContext, sent: str, height: float
) -> None:
    context.route("**/frame.js", lambda route: route.abort())
    press.publish(loader(site) + TAG.replace("title", 'height="777" title'))
    page = context.new_page()
    page.goto(f"{press.url}/")

    embedded(page).evaluate(f"parent.postMessage({{ height: {sent} }}, '*'); parent.postMessage(null, '*')")
    page.wait_for_timeout(100)

    assert page.locator("event-timeline iframe").evaluate("frame => parseFloat(frame.style.height)") == height


def test_links_leave_the_frame_and_those_to_further_entries_stay(
    site: Site, press: Press, context: BrowserContext
) -> None:
    press.publish(loader(site) + TAG)
    page = context.new_page()
    page.goto(f"{press.url}/")

    embedded(page).get_by_role("link", name="Event of 2006/2019").click()

    page.wait_for_url(f"{site.url}/events/**")


def test_a_page_that_follows_its_frame_comes_to_rest(site: Site, press: Press, context: BrowserContext) -> None:
    context.route(
        "**/base.css",
        lambda route: route.fulfill(content_type="text/css", body="body { min-height: 100vh; margin: 0 0 50px }"),
    )
    press.publish(loader(site) + TAG.replace("title", 'height="3000" title'))
    page = context.new_page()
    page.goto(f"{press.url}/")
    frame = embedded(page)

    page.wait_for_timeout(1000)
    rest = page.locator("event-timeline iframe").bounding_box()
    page.wait_for_timeout(500)

    assert content_height(frame) > 3000
    assert page.locator("event-timeline iframe").bounding_box() == rest
    assert rest is not None
    assert rest["height"] < 3600


def test_it_prints_with_its_evidence_open(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/timelines/{SLUG}/embed/")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator("article details:not([open])").count() == 0
    assert page.locator("article details[open]").count() > 0


def test_buttons_that_copy_appear_with_the_script(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/timelines/{SLUG}/embed/")
    entry = page.locator("ol.tl > li").first
    address = entry.locator("h3 a").evaluate("link => link.href")
    entry.locator("summary").click()

    context.grant_permissions(["clipboard-read", "clipboard-write"])
    entry.get_by_role("button", name="Copy link").click()
    entry.get_by_role("button", name="✓").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address

    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    entry.get_by_role("button", name="✓").click()
    entry.get_by_role("button", name=address).wait_for()


def test_a_bare_frame_with_scripts_alone_speaks_too(site: Site, press: Press, context: BrowserContext) -> None:
    """As WordPress frames what a provider that it does not know gave it."""
    press.publish(
        f'<iframe sandbox="allow-scripts" src="{site.url}/timelines/{SLUG}/embed/"></iframe><script src="/heard.js">'
        "</script>",
        heard="globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(data))",
    )
    page = context.new_page()
    page.goto(f"{press.url}/")
    frame = embedded(page)

    wait_until(page, "heard.length")
    height = content_height(frame)

    assert {"type": "iframe-resized", "height": height} in page.evaluate("heard")
    assert {"type": "embed-size", "sentinel": "amp", "height": height} in page.evaluate("heard")


def test_it_answers_questions_and_not_what_it_is_told(site: Site, press: Press, context: BrowserContext) -> None:
    heard = "globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(data))"
    press.publish(
        f'<iframe src="{site.url}/timelines/{SLUG}/embed/?childId=here"></iframe><script src="/heard.js"></script>',
        heard=heard,
    )
    page = context.new_page()
    page.goto(f"{press.url}/")
    frame = embedded(page)
    wait_until(page, "heard.length >= 3")

    for told in ({"type": "embed-size-changed"}, "[iFrameSizer]", "pymxPYMxherexPYMxscrollxPYMx5", None, 5):
        page.evaluate("told => { heard.length = 0; frames[0].postMessage(told, '*') }", told)
        frame.evaluate("new Promise(resolve => setTimeout(resolve, 50))")
        assert page.evaluate("heard") == [], told
    for asked in (
        {"type": "iframe-child-init"},
        {"type": "iframe-get-child-dimensions"},
        {"sentinel": "amp", "type": "frames-init"},
        "pymxPYMxherexPYMxwidthxPYMx600",
    ):
        page.evaluate("asked => { heard.length = 0; frames[0].postMessage(asked, '*') }", asked)
        wait_until(page, "heard.length === 3")
        assert f"pymxPYMxherexPYMxheightxPYMx{content_height(frame)}" in page.evaluate("heard")


@pytest.mark.loaders
def test_pym_makes_it_as_high_as_its_content(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(
        '<div id="here"></div><script src="/pym.js"></script><script src="/start.js"></script>',
        pym=(LOADERS / "pym.js").read_text(encoding="utf-8"),
        start=f"new pym.Parent('here', '{site.url}/timelines/{SLUG}/embed/?order=-date', {{}})",
    )
    page = context.new_page()

    complaints = opened(page, press)

    frame = embedded(page)
    assert "childId=here&parentTitle=A%20story&parentUrl=" in frame.url
    assert_follows_what_is_opened(frame)
    assert complaints == []


@pytest.mark.loaders
def test_pym_follows_to_further_entries(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(
        '<div id="here"></div><script src="/pym.js"></script><script src="/start.js"></script>',
        pym=(LOADERS / "pym.js").read_text(encoding="utf-8"),
        start=f"new pym.Parent('here', '{site.url}/timelines/{SLUG}/embed/?page_size=4', {{}})",
    )
    page = context.new_page()
    page.goto(f"{press.url}/")
    assert_follows(embedded(page))

    embedded(page).get_by_role("link", name="Further").click()
    page.frame_locator("iframe").get_by_role("link", name="Back in this list").wait_for()

    assert "childId" not in embedded(page).url
    assert_follows_what_is_opened(embedded(page))


@pytest.mark.loaders
def test_newswire_frames_make_it_as_high_as_its_content(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(
        f'<div data-frame-src="{site.url}/timelines/{SLUG}/embed/"></div><script src="/newswire.js"></script>'
        '<script src="/start.js"></script>',
        newswire=(LOADERS / "newswire.js").read_text(encoding="utf-8"),
        start="newswireFrames.autoInitFrames()",
    )
    page = context.new_page()

    complaints = opened(page, press)

    assert_follows_what_is_opened(embedded(page))
    assert complaints == []


@pytest.mark.loaders
def test_a_frame_that_newswire_meets_later_is_as_high_as_its_content(
    site: Site, press: Press, context: BrowserContext
) -> None:
    press.publish(
        f'<iframe width="100%" frameborder="0" src="{site.url}/timelines/{SLUG}/embed/"></iframe>'
        '<script src="/newswire.js"></script>',
        newswire=(LOADERS / "newswire.js").read_text(encoding="utf-8"),
    )
    page = context.new_page()
    complaints = opened(page, press)
    frame = embedded(page)

    page.evaluate("void newswireFrames.observeIframe(document.querySelector('iframe'))")

    assert_follows_what_is_opened(frame)
    assert complaints == []


@pytest.mark.loaders
def test_open_iframe_resizer_makes_it_as_high_as_its_content(site: Site, press: Press, context: BrowserContext) -> None:
    press.publish(
        f'<iframe width="100%" frameborder="0" src="{site.url}/timelines/{SLUG}/embed/"></iframe>'
        '<script type="module" src="/start.js"></script>',
        resizer=(LOADERS / "open-iframe-resizer.js").read_text(encoding="utf-8"),
        start="import { initialize } from '/resizer.js'; initialize({}, 'iframe')",
    )
    page = context.new_page()

    complaints = opened(page, press)

    assert_follows_what_is_opened(embedded(page))
    assert complaints == []
