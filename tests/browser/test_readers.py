"""The pages that readers see, in a browser: quiet, to themselves, accessible, and whole without JavaScript."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site, watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
EXPECTED = {"not there": 404, "bad parameter": 400, "retracted": 410}


# All that depends on the colour scheme.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds fault with: the rule and the elements."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:100]}" for rule in found for node in rule["nodes"]]


def open_all(page: Page) -> None:
    """Opens whatever can be opened."""
    page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")


def test_every_page_is_quiet_and_asks_nobody_else(site: Site, context: BrowserContext) -> None:
    for name, address in {**site.readers, "api docs": "/api/docs/"}.items():
        page = context.new_page()
        noted = watch(page)

        answer = page.goto(site.url + address, wait_until="networkidle" if name == "api docs" else "load")

        assert answer is not None
        assert answer.status == EXPECTED.get(name, 200), name
        # Chromium itself complains in the console of an answer that is an error.
        complaints = [text for text in noted.complaints if "the server responded with a status of" not in text]
        assert complaints == [], name
        assert noted.hosts == {site.host}, name
        page.close()
    assert context.cookies() == []


def test_the_pages_of_the_schema_show_every_endpoint(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    described = json.loads(
        (Path(settings.BASE_DIR) / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8")
    )

    page.goto(site.url + "/api/docs/", wait_until="networkidle")

    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() == len(described["paths"])


@pytest.mark.parametrize(("width", "language"), [(320, "fa"), (360, "en"), (1280, "en"), (1280, "fa")])
def test_every_page_is_accessible_with_everything_open(site: Site, browser: Browser, width: int, language: str) -> None:
    # Without the page's policy, which keeps axe out too.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = {}
    # The longest one is seen once whole and once framed: what is in both is the same.
    left_out = "embed" if width == 1280 else "timeline"
    for name, address in site.readers.items():
        if name == left_out:
            continue
        page.goto(f"{site.url}{address}{'&' if '?' in address else '?'}lang={language}")
        open_all(page)
        found[name] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[f"{name}, dark"] = violations(page, COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="active")
        found[f"{name}, forced colours"] = violations(page, COLOURS)
        page.emulate_media(forced_colors="none")
    context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_would_notice_a_fault(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content('<html><body><img src="x"><p style="color:#ccc;background:#fff">pale</p></body></html>')

    rules = {fault.partition(":")[0] for fault in violations(page)}

    assert {"image-alt", "color-contrast", "html-has-lang"} <= rules


def test_no_page_scrolls_sideways_on_the_smallest_screen(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for name, address in site.readers.items():
        page.goto(site.url + address)
        open_all(page)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= 320, name
    context.close()


def test_what_a_source_says_turns_nothing_behind_it(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url + site.readers["hostile event"])
    open_all(page)

    first, second = page.evaluate(
        """() => {
          const row = [...document.querySelectorAll('p')].find(p => p.textContent.includes('Gives the date as'))
          const text = row.lastChild
          return [0, 1].map(offset => {
            const range = document.createRange()
            const start = text.data.indexOf('Gives') + offset
            range.setStart(text, start)
            range.setEnd(text, start + 1)
            return range.getBoundingClientRect().left
          })
        }"""
    )

    assert first < second, "the override of what the source says goes on behind it"


def test_a_timeline_is_whole_without_javascript(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + site.readers["timeline"])

    entries = page.locator("ol.tl > li")
    assert entries.count() == 36
    assert page.locator("article details").count() == 36
    assert page.locator("main section h2").last.text_content() == "Undated"
    evidence = entries.first.locator("details")
    assert not evidence.locator("ul").is_visible()
    evidence.locator("summary").click()
    assert evidence.locator("ul").is_visible()
    context.close()


def test_the_keyboard_reaches_the_content_and_the_evidence(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url + site.readers["every form"])

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.textContent"))

    # The filters, the decades, then each entry's headline and evidence; no mark of the figure is a stop.
    decades = [f"A {title}" for title in page.locator(".jump a").all_inner_texts()]
    first, second = page.locator("h3").all_inner_texts()[:2]
    assert stops[: len(decades) + 5] == [
        "SUMMARY Filter events",
        *decades,
        f"A {first}",
        "SUMMARY Evidence (1)",
        f"A {second}",
        "SUMMARY Evidence (1)",
    ]
    page.keyboard.press("Enter")
    assert page.locator("article details[open]").count() <= 1


def test_the_filters_are_chosen_by_keyboard_alone(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url + site.readers["timeline"])

    page.locator(".flt > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#f-from").focus()
    page.keyboard.type("2023")
    page.keyboard.press("Enter")

    page.wait_for_url("**from=2023**")
    assert page.locator("ol.tl > li").count() < 36
    page.get_by_role("link", name="From 2023").click()
    page.wait_for_url(lambda url: "from=2023" not in url)
    assert page.locator("ol.tl > li").count() == 36


def test_a_mark_of_the_figure_says_and_leads_to_its_entry(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    noted = watch(page)
    page.goto(site.url + site.readers["timeline"])

    mark = page.locator(".fig a[href^='#']").first
    entry = page.locator(f"ol.tl > li{mark.get_attribute('href')}")
    mark.locator("*").first.hover(force=True)
    assert page.locator(".fig").get_attribute("title") == (
        f"{entry.locator('.when').text_content()}: {entry.locator('h3').text_content()}"
    )
    mark.locator("*").first.click(force=True)
    assert page.url.endswith(mark.get_attribute("href") or "?")
    assert noted.complaints == []


def test_it_prints_with_its_evidence(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url + site.readers["every form"])
    page.emulate_media(media="print")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator("article details ul").first.is_visible()
    assert not page.locator(".flt").is_visible()
    assert len(page.pdf()) > 1000


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another origin, which serves whatever page was put into it at /?address."""

    class Frame(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            framed = self.path.partition("?")[2]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<!doctype html><link rel=icon href=data:,><iframe src="{framed}"></iframe>'.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Frame)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_site_may_frame_the_embed_and_nothing_else(site: Site, context: BrowserContext, elsewhere: str) -> None:
    for name, framed in {"embed": True, "timeline": False, "event": False, "home": False}.items():
        page = context.new_page()
        noted = watch(page)

        page.goto(f"{elsewhere}/?{site.url}{site.readers[name]}", wait_until="networkidle")

        assert page.frames[1].url.startswith(site.url) is framed, name
        assert any("frame-ancestors" in text for text in noted.complaints) is not framed, name
        page.close()
    assert context.cookies() == []
