"""Every page of the desk, found by its address, in the eyes of axe: wide and narrow, light and dark."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.admin.addresses import addresses
from tests.browser.conftest import Site
from tests.browser.test_desk import KNOWN, sign_in
from tests.browser.test_readers import RULES, open_all, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# What is no page: it is posted to, is asked by a script, or leads elsewhere.
NO_PAGES = ("_review", "_restore", "_preview", "_preview_new", "_check_quote", "_read_date", "_plain_text")
NO_PAGES += ("logout", "jsi18n", "autocomplete", "login")
# Of what is only read one history is like another, and Django's own.
ALIKE = re.compile(
    "(revision|review|publication|change|tombstone|redirect|snapshot|suspicion|accesslog)_(history|delete)$"
)


def pages(site: Site) -> dict[str, str]:
    """Each page once, by its address."""
    named = {
        name: address for name, address in addresses().items() if not (name.endswith(NO_PAGES) or ALIKE.search(name))
    }
    return {address: name for name, address in (named | site.desk).items()}


def check(page: Page, width: int) -> list[str]:
    open_all(page)
    found = [fault for fault in violations(page, RULES) if fault not in KNOWN]
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        found.append(f"It is {wide} pixels wide.")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark")])
def test_every_page_is_accessible(site: Site, browser: Browser, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page, found = context.new_page(), {}
    page.goto(site.url + "/admin/login/")
    found["login"] = check(page, width)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    page.locator(".errornote").wait_for()
    found["wrong password"] = check(page, width)
    for _ in range(10):
        page.goto(site.url + "/admin/login/")
        page.get_by_label("Username").fill("guesser")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Too many wrong passwords").wait_for()
    found["locked out"] = check(page, width)
    page.goto(site.url + "/admin/login/")
    context.clear_cookies()
    page.locator("#login-form").evaluate("form => form.submit()")
    page.get_by_role("heading", name="This form is out of date").wait_for()
    found["out of date"] = check(page, width)
    sign_in(page, site)
    for address, name in pages(site).items():
        answer = page.goto(site.url + address)
        assert answer is not None
        if answer.status == 200:
            found[name] = check(page, width)
    context.close()

    assert len(found) > 80
    assert [f"{name}: {fault}" for name, faults in found.items() for fault in faults] == []
