"""The pages of curators, in a browser: quiet and accessible."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import PASSWORD, Site, watch
from tests.browser.test_readers import COLOURS, RULES, violations

# What Django's tables of inline forms have in every admin.
KNOWN = {'empty-table-header: <th class="original"></th>'}

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def sign_in(page: Page, site: Site) -> None:
    page.goto(site.url + "/admin/")
    page.get_by_label("Username").fill("curator")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(site.url + "/admin/")


def test_every_page_of_the_desk_is_quiet_and_asks_nobody_else(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    noted = watch(page)
    sign_in(page, site)
    assert noted.complaints == []

    for name, address in site.desk.items():
        answer = page.goto(site.url + address)
        assert answer is not None
        assert answer.status == 200, name
        assert noted.complaints == [], name
    assert noted.hosts == {site.host}
    context.close()


def test_what_a_date_is_understood_as_appears_while_it_is_typed(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    noted = watch(page)
    sign_in(page, site)
    page.goto(site.url + site.desk["draft"])

    page.locator("#id_date").fill("between 2006 and 2019")
    page.get_by_label("some time between 2006 and 2019").check()
    page.locator("#id_date").fill("2006/2019")
    page.get_by_text("Reads: 2006 to 2019").wait_for()

    assert page.locator("input[name=date_reading]").count() == 0
    assert noted.complaints == []
    context.close()


def test_the_readings_stand_below_the_date_and_within_the_page(site: Site, browser: Browser) -> None:
    for width in (360, 768, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        sign_in(page, site)
        page.goto(site.url + site.desk["event"])
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")

        for name in ("date", "citations-0-stated_date"):
            page.locator(f"#id_{name}").fill("بین سال‌های ۱۳۸۵ و ۱۳۹۸")
            page.locator(f"input[name={name}_reading]").first.wait_for()
            field = page.locator(f"#id_{name}").bounding_box()
            readings = page.locator(f".date:has(#id_{name}) .readings").bounding_box()

            assert field is not None
            assert readings is not None
            assert readings["y"] >= field["y"] + field["height"], (name, width)
            assert readings["width"] >= 180, (name, width)
            assert readings["x"] + readings["width"] <= width, (name, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_a_date_is_read_again_when_what_it_counts_from_changes(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    noted = watch(page)
    sign_in(page, site)
    page.goto(site.url + site.desk["new event"])
    shown = page.locator(".date:has(#id_date) .readings")

    page.locator("#id_date").fill("yesterday")
    shown.get_by_text("These words count from a day").wait_for()
    page.locator("#id_date_anchor").fill("06/07/2023")
    page.locator("input[name=date_anchor_reading][value='2023-06-07']").check()
    shown.get_by_text("counted from 2023-06-07").wait_for()
    page.locator("#id_date_anchor").fill("8 August 2023")
    shown.get_by_text("counted from 2023-08-08").wait_for()

    assert page.locator("input[name=date_reading]:checked").get_attribute("value") == "2023-08-07"
    assert noted.complaints == []
    context.close()


def test_a_date_is_read_again_when_its_source_is_chosen(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    noted = watch(page)
    sign_in(page, site)
    page.goto(site.url + site.desk["new event"])
    page.get_by_text("Add another Citation").click()
    row = page.locator("#citations-0")
    row.locator("summary").click()

    row.locator("#id_citations-0-stated_date").fill("yesterday")
    row.get_by_text("choose a source that has a date").wait_for()
    row.locator(".select2-selection").first.click()
    page.locator(".select2-search__field").fill("Bolivia")
    page.locator(".select2-results__option--highlighted").click()

    row.locator("small", has_text="counted from").wait_for()
    assert row.locator("input[type=radio]:checked").count() == 1
    assert noted.complaints == []
    context.close()


def test_a_choice_stays_while_blanks_are_typed(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["draft"])

    page.locator("#id_date").fill("between 2006 and 2019")
    page.get_by_label("some time between 2006 and 2019").check()
    with page.expect_response("**/read-date/**"):
        page.locator("#id_date").press_sequentially(" ")
    page.wait_for_timeout(100)

    assert page.locator("input[name=date_reading]:checked").get_attribute("value") == "[2006..2019]"
    context.close()


def test_who_is_signed_out_is_told_so_below_the_date(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["draft"])
    context.clear_cookies()

    page.locator("#id_date").fill("between 2006 and 2019")
    page.locator(".date:has(#id_date) .readings").get_by_text("You are signed out").wait_for()

    assert page.get_by_label("Password").count() == 0
    context.close()


def test_a_reader_that_fails_is_told_of_below_the_date(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["draft"])
    page.route("**/read-date/**", lambda route: route.abort())

    page.locator("#id_date").fill("between 2006 and 2019")

    page.locator(".date:has(#id_date) .readings").get_by_text("it is read again when you save").wait_for()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark")])
def test_a_form_that_comes_back_with_what_another_saved_is_quiet_and_accessible(
    site: Site, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    size: ViewportSize = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    noted = watch(page)
    sign_in(page, site)
    page.goto(site.url + site.desk["event"])

    # The card is asked for anew, and must be there before the save: threads of a test share one connection.
    with page.expect_response(lambda answer: answer.url.endswith("/preview/")):
        page.locator("#id_title").fill("What I wrote")
    # As if the page had been opened before the others were saved.
    page.locator("input[name=base_revision]").evaluate("field => { field.value = 1 }")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody saved while you were writing").wait_for()

    assert page.locator("#id_title").input_value() == "What I wrote"
    assert page.get_by_label("I have carried this over").is_checked() is False
    assert page.locator(".conflict ins").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [fault for fault in violations(page, RULES) if fault not in KNOWN] == []
    assert noted.complaints == []
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark")])
def test_what_was_written_for_a_record_that_is_gone_is_given_back_in_a_quiet_and_accessible_page(
    site: Site, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    size: ViewportSize = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["event"])

    # The card is asked for anew, and must be there before the save: threads of a test share one connection.
    with page.expect_response(lambda answer: answer.url.endswith("/preview/")):
        page.locator("#id_title").fill("What I wrote")
    page.locator("#event_form").evaluate("form => { form.action = '/admin/events/event/999999/change/' }")
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_text("What I wrote").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, RULES) == []
    context.close()


def test_what_is_asked_before_many_are_changed_is_quiet_and_accessible(site: Site, browser: Browser) -> None:
    for scheme, rules in {"light": RULES, "dark": COLOURS}.items():
        context = browser.new_context(
            viewport={"width": 768, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        page = context.new_page()
        noted = watch(page)
        sign_in(page, site)
        page.goto(site.url + "/admin/events/event/")
        for row in range(3):
            page.locator("input.action-select").nth(row).check()
        page.locator("select[name=action]").select_option("send_back_selected")
        page.get_by_role("button", name="Go", exact=True).click()
        page.get_by_role("heading", name="Left as they are").wait_for()
        assert violations(page, rules) == []

        page.goto(site.url + "/admin/events/event/")
        page.locator("input.action-select").nth(0).check()
        page.locator("select[name=action]").select_option("accept_selected")
        page.get_by_role("button", name="Go", exact=True).click()
        page.get_by_label("Timeline").wait_for()
        assert violations(page, rules) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 768
        assert noted.complaints == []
        context.close()


def test_a_paste_that_is_too_large_is_told_beside_its_field_and_stays(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + site.desk["adding by text"])
    page.locator("#id_text").evaluate("field => { field.value = 'é'.repeat(1000000) }")

    page.get_by_role("button", name="Add the source").click()

    page.locator(".form-row:has(#id_text) .errorlist").get_by_text("more text than a form takes in").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_text"
    assert page.locator("#id_text").evaluate("field => field.value.length") == 1_000_000
    assert page.url == site.url + site.desk["adding by text"]
    page.locator("#id_text").evaluate("field => { field.value = 'x' }")  # axe would read all of it
    assert violations(page, RULES) == []
    context.close()
