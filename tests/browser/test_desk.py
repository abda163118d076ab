"""The pages of curators, in a browser: quiet and accessible."""

import pytest
from playwright.sync_api import Browser, Page

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


def test_every_page_of_the_desk_is_accessible(site: Site, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    for scheme, rules in {"light": RULES, "dark": COLOURS}.items():
        context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(site.url + "/admin/login/")
        found[f"login, {scheme}"] = violations(page, rules)
        sign_in(page, site)
        for name, address in site.desk.items():
            page.goto(site.url + address)
            found[f"{name}, {scheme}"] = violations(page, rules)
        context.close()

    assert [f"{name}: {fault}" for name, faults in found.items() for fault in faults if fault not in KNOWN] == []


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
