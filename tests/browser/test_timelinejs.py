"""TimelineJS itself shows every dated event that it is given, in order, in our words."""

import json
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route

from tests.browser.conftest import Site
from tests.conftest import LOADERS

pytestmark = [pytest.mark.browser, pytest.mark.loaders, pytest.mark.django_db]

PAGE = """<!doctype html><meta charset="utf-8"><title>A story</title><link rel="icon" href="data:,">
<div id="timeline" style="width:1000px;height:600px"></div><script src="timelinejs/js/timeline.js"></script>"""


def serve(route: Route) -> None:
    """A publisher's page with the files of TimelineJS; of those that are not there it needs none."""
    path = route.request.url.partition("/story/")[2].partition("?")[0]
    file = LOADERS / path
    if not path:
        route.fulfill(body=PAGE, content_type="text/html")
    elif file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(status=404)


def texts(page: Page, selector: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(selector, "all => all.map(one => one.textContent)")
    return [" ".join(text.split()) for text in found]


@pytest.mark.parametrize("suffix", ["timelinejs.json", "timelinejs.csv"])
def test_every_dated_event_is_shown_in_order_in_our_words(context: BrowserContext, site: Site, suffix: str) -> None:
    with urlopen(f"{site.url}/api/v1/events.ndjson?undated=exclude") as answer:  # noqa: S310 - our own server
        events: list[Any] = [json.loads(line) for line in answer]
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: _refuse(dialog, complaints))
    # Of the same host: a browser asks its user before a page of another reads what this machine serves.
    page.route(f"{site.url}/story/**", serve)

    page.goto(f"{site.url}/story/")
    address, scripts = f"{site.url}/api/v1/events.{suffix}", f"{site.url}/story/timelinejs/js/"
    page.evaluate(f"void new TL.Timeline('timeline', '{address}', {{script_path: '{scripts}'}})")
    page.wait_for_function(f"document.querySelectorAll('.tl-slide').length > {len(events)}")

    titles = [" ".join(event["title"].split()) for event in events]
    assert texts(page, ".tl-timemarker .tl-headline") == titles
    assert texts(page, ".tl-slide:not(.tl-slide-titleslide) .tl-headline") == titles
    assert texts(page, ".tl-slide:not(.tl-slide-titleslide) .tl-headline-date") == [
        event["date"]["label"] for event in events
    ]
    assert "undated" in " ".join(texts(page, ".tl-slide-titleslide"))
    assert complaints == []


def _refuse(dialog: Dialog, complaints: list[str]) -> None:
    complaints.append(dialog.message)
    dialog.dismiss()
