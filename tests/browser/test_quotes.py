"""A quotation is looked up as it is written, and picked from the text of its source, in new rows too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Site, Watch, watch
from tests.browser.test_desk import sign_in
from tests.browser.test_readers import COLOURS, RULES, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The page of a new event, with one new citation."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["new event"])
    page.get_by_text("Add another Citation").click()
    yield page
    context.close()


@pytest.fixture
def noted(page: Page) -> Watch:
    return watch(page)


def choose_source(page: Page, words: str) -> Locator:
    """The row, once its source is chosen."""
    row = page.locator("#citations-0")
    row.locator(".select2-selection").first.click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()
    return row


def told(row: Locator, words: str) -> None:
    row.locator(".quote-outcome", has_text=words).wait_for()


def test_a_quotation_is_looked_up_when_its_field_is_left(page: Page, noted: Watch) -> None:
    row = choose_source(page, "Ships")
    quote = row.get_by_label("Quotation")

    for words, outcome in {
        "'We will stay'": "Found in the text",
        "We will go": "Not found",
        "by ship": "more than once",
    }.items():
        quote.fill(words)
        quote.press("Tab")
        told(row, outcome)

    assert noted.complaints == []


def test_without_a_source_it_asks_for_one_and_looks_when_it_is_chosen(page: Page) -> None:
    row = page.locator("#citations-0")
    row.get_by_label("Quotation").fill("We will stay")
    row.get_by_label("Quotation").press("Tab")
    told(row, "Choose the source first")

    choose_source(page, "Ships")

    told(row, "Found in the text")


def test_a_source_without_a_text_says_so_and_opens_no_dialog(page: Page) -> None:
    row = choose_source(page, "Iran in $1bn")

    row.get_by_role("button", name="Pick from the text").click()

    told(row, "No text of this source is kept")
    assert page.locator("dialog").count() == 0


def test_a_quotation_is_picked_by_keyboard_and_its_place_is_noted(page: Page, noted: Watch) -> None:
    row = choose_source(page, "Ships")
    row.get_by_role("button", name="Pick from the text").click()
    page.get_by_label("Find").fill("BY SHIP")
    page.keyboard.press("Enter")
    page.get_by_label("Find").press("Enter")

    page.get_by_role("button", name="Use as quotation").click()

    told(row, "Found in the text")
    assert row.get_by_label("Quotation").input_value() == "by ship"
    assert row.locator("input[name=citations-0-quote_place]").input_value() == "55:62"
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.name") == "citations-0-quote"
    row.get_by_label("Quotation").press_sequentially(".")
    assert row.locator("input[name=citations-0-quote_place]").input_value() == ""
    assert noted.complaints == []


def test_nothing_selected_is_told_and_escape_leaves_all_as_it_was(page: Page) -> None:
    row = choose_source(page, "Ships")
    row.get_by_role("button", name="Pick from the text").click()

    page.get_by_role("button", name="Use as quotation").click()
    page.get_by_text("Select a passage first.").wait_for()
    page.keyboard.press("Escape")

    assert page.locator("dialog[open]").count() == 0
    assert row.get_by_label("Quotation").input_value() == ""


def test_who_is_signed_out_is_told_so_below_the_quotation(page: Page) -> None:
    row = choose_source(page, "Ships")
    page.context.clear_cookies()

    row.get_by_label("Quotation").fill("We will stay")
    row.get_by_label("Quotation").press("Tab")

    told(row, "You are signed out")


def test_the_dialog_is_accessible_and_stays_within_the_page(site: Site, browser: Browser) -> None:
    for width, scheme, rules in ((1280, "light", RULES), (768, "dark", COLOURS), (360, "light", COLOURS)):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        page = context.new_page()
        sign_in(page, site)
        page.goto(site.url + site.desk["new event"])
        page.get_by_text("Add another Citation").click()
        row = choose_source(page, "Ships")
        row.get_by_role("button", name="Pick from the text").click()
        box = page.locator("dialog[open]").bounding_box()

        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert violations(page, rules) == []
        context.close()
