"""A day at the desk, with the keyboard alone: what each person sees, and what the public gets at each step."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, Request, expect

from tests.browser.conftest import PASSWORD, Site, watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TITLE = "The harbour bridge of Exampleton opens"
TEXT = """They opened the bridge at noon.

“It will carry us all,” said the mayor of Exampleton.

Boats waited until the evening."""


class Person:
    """Somebody at a browser of their own, without a mouse."""

    def __init__(self, browser: Browser, site: Site, name: str) -> None:
        self.site, self.name = site, name
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(12_000)
        self.noted = watch(self.page)
        self._unanswered = 0
        self._changed = False
        self.page.on("request", self._ask)
        self.page.on("requestfinished", self._hear)
        self.page.on("requestfailed", self._hear)

    def _ask(self, request: Request) -> None:
        self._unanswered += 1

    def _hear(self, request: Request) -> None:
        self._unanswered -= 1

    def key(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Into what has the focus, over what stands there."""
        self._changed = True
        self.key("Control+A")
        self.page.keyboard.insert_text(text[:-1])
        self.page.keyboard.type(text[-1])

    def reach(self, goal: Locator, *, way: str = "Tab") -> None:
        """Goes on with the Tab key until something has the focus."""
        goal.first.wait_for(state="attached")
        for _ in range(400):
            if goal.first.evaluate("element => element === document.activeElement"):
                return
            self.key(way)
        raise AssertionError(f"{self.name} does not reach {goal} with {way}.")

    def back_to(self, goal: Locator) -> None:
        self.reach(goal, way="Shift+Tab")

    def fill(self, label: str, text: str) -> None:
        self.reach(self.page.get_by_label(label, exact=True))
        self.write(text)

    def settle(self) -> None:
        """Lets the page ask what it asks after a change: the threads of a test share one connection."""
        self.page.wait_for_timeout(750 if self._changed else 0)
        self._changed = False
        while self._unanswered:
            self.page.wait_for_timeout(50)

    def press(self, button: str, *, within: Locator | Page | None = None) -> None:
        """Presses a button that loads a page."""
        self.settle()
        self.reach((within or self.page).get_by_role("button", name=button, exact=True))
        with self.page.expect_navigation():
            self.key("Enter")

    def follow(self, link: str | re.Pattern[str], *, within: Locator | Page | None = None) -> None:
        self.settle()
        self.reach((within or self.page).get_by_role("link", name=link, exact=isinstance(link, str)))
        with self.page.expect_navigation():
            self.key("Enter")

    def home(self) -> None:
        self.follow("Timeline desk")

    def choose(self, row: Locator, words: str, *, place: int = 0) -> None:
        """A record from a list that is searched as one types."""
        self.back_to(row.locator(".select2-selection").nth(place))
        self.key("Enter")
        self.page.locator(".select2-search__field:focus").wait_for()
        self.page.keyboard.type(words)
        self.page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
        self.key("Enter")
        self._changed = True
        self.settle()

    def pick(self, select: Locator, option: str) -> None:
        """One of a list, by its first letters."""
        self._changed = True
        self.reach(select)
        self.page.keyboard.type(option)
        expect(select.locator("option:checked")).to_have_text(option)

    def sign_in(self) -> None:
        self.page.goto(self.site.url + "/admin/")
        self.fill("Username:", self.name)
        self.fill("Password:", PASSWORD)
        with self.page.expect_navigation():
            self.key("Enter")
        self.page.wait_for_url(self.site.url + "/admin/")

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def sees_not(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def told(self, words: str) -> None:
        expect(self.page.locator(".messagelist")).to_contain_text(words)


@pytest.fixture
def people(site: Site, browser: Browser) -> Iterator[Callable[[str], Person]]:
    made: list[Person] = []

    def come(name: str) -> Person:
        made.append(Person(browser, site, name))
        made[-1].sign_in()
        return made[-1]

    yield come
    for person in made:
        person.context.close()


class Public:
    """What somebody gets who is not signed in."""

    def __init__(self, site: Site, reader: APIRequestContext) -> None:
        self.url, self.reader, self.uid = site.url, reader, ""

    def get(self, address: str) -> Any:
        return self.reader.get(self.url + address)

    def event(self) -> Any:
        answer = self.get(f"/api/v1/events/{self.uid}/")
        return answer.json() if answer.status == 200 else answer.status

    def places(self) -> dict[str, bool | int]:
        """Where the event is: the status of its page and of its document, and whether lists have it."""
        lists = {
            "search": "/api/v1/events/?q=harbour+bridge",
            "timeline": "/timelines/a-day/",
            "embed": "/timelines/a-day/embed/",
            "feed": "/feed.atom",
            "feed of the timeline": "/timelines/a-day/feed.json",
            "sitemap": "/sitemap-events-1.xml",
            "file": "/api/v1/events.csv",
        }
        mark = re.compile(f"{TITLE}|harbour-bridge")
        found: dict[str, bool | int] = {
            name: bool(mark.search(self.get(address).text())) for name, address in lists.items()
        }
        statuses = {"api": self.get(f"/api/v1/events/{self.uid}/"), "page": self.get(f"/events/{self.uid}/")}
        return found | {name: answer.status for name, answer in statuses.items()}


NOWHERE = {
    "search": False,
    "timeline": False,
    "embed": False,
    "feed": False,
    "feed of the timeline": False,
    "sitemap": False,
    "file": False,
    "api": 404,
    "page": 404,
}
IN_NO_TIMELINE = NOWHERE | {"search": True, "feed": True, "sitemap": True, "file": True, "api": 200, "page": 200}
EVERYWHERE = dict.fromkeys(NOWHERE, True) | {"api": 200, "page": 200}
RETRACTED = NOWHERE | {"api": 410, "page": 410}


def test_a_day_at_the_desk(site: Site, browser: Browser, people: Callable[[str], Person], settings: Any) -> None:
    settings.FOUR_EYES = True
    anybody = browser.new_context()
    public = Public(site, anybody.request)
    ada, ruth = people("ada"), people("ruth")

    add_a_source(ada)
    public.uid = write_an_event(ada)
    assert public.places() == NOWHERE
    fill_what_is_asked_for(ada)
    assert public.places() == NOWHERE
    approve_what_was_read(ruth, ada, public)
    assert public.places() == IN_NO_TIMELINE
    put_into_a_timeline(ada, ruth)
    assert public.places() == EVERYWHERE
    correct(ada, public)
    edit_at_once(ada, ruth, public)
    omar = people("omar")
    approve_the_correction(ruth, omar, public)
    assert public.places() == EVERYWHERE
    retract(omar, public)
    assert public.places() == RETRACTED

    for person in (ada, ruth, omar):
        assert person.noted.complaints == [], person.name
    anybody.close()


def add_a_source(ada: Person) -> None:
    ada.follow("Sources", within=ada.page.locator("#content-main"))
    ada.follow("Add by its text")
    ada.fill("Or the text itself:", TEXT)
    ada.fill("Title:", "A bridge for all")
    ada.pick(ada.page.get_by_label("CSL type:"), "Article Newspaper")
    ada.pick(ada.page.get_by_label("Genre:"), "Opinion")
    ada.press("Add the source")
    ada.told("“A bridge for all” was added")


def write_an_event(ada: Person) -> str:
    """Its uid."""
    page = ada.page
    ada.home()
    ada.follow("Write an event")
    ada.fill("Title:", TITLE)
    ada.fill("Summary:", "The council opens the bridge.")
    ada.pick(page.get_by_label("Kind:"), "policy")
    ada.fill("Date:", "between 2006 and 2019")
    reading = page.get_by_label("some time between 2006 and 2019")
    reading.wait_for()
    ada.reach(page.locator("input[name=date_reading]"))
    while not reading.is_checked():
        ada.key("ArrowDown")

    ada.reach(page.get_by_text("Add another Participation"))
    ada.key("Enter")
    row = page.locator("#participations-0")
    ada.choose(row, "Hezbollah")
    ada.pick(row.locator("select[name$=role]"), "Host")

    ada.reach(page.get_by_text("Add another Citation"))
    ada.key("Enter")
    row = page.locator("#citations-0")
    ada.choose(row, "A bridge for all")
    ada.reach(row.get_by_label("Says"))
    ada.write("Praises the bridge that was opened at noon.")
    ada.reach(row.get_by_role("button", name="Pick from the text"))
    ada.key("Enter")
    page.locator("dialog[open]").wait_for()
    ada.back_to(page.get_by_label("Find", exact=True))
    ada.write("it will carry us all")
    ada.key("Enter")
    ada.reach(page.get_by_role("button", name="Use as quotation"))
    ada.key("Enter")
    expect(row.locator(".quote-outcome")).to_contain_text("Found in the text")
    assert row.get_by_label("Quotation").input_value() == "It will carry us all"
    ada.settle()
    ada.sees("Say in “attribution” who claims this: it rests on opinion only.")
    assert page.get_by_label("Slug:").input_value() == "the-harbour-bridge-of-exampleton-opens"
    ada.press("Save")
    ada.told("was added successfully")
    ada.sees("This is Draft.")
    return page.locator("input[name=_uid]").input_value()


def fill_what_is_asked_for(ada: Person) -> None:
    ada.press("Put up for review")
    ada.sees("Say in “attribution” who claims this: it rests on opinion only.")
    ada.fill("Attribution:", "according to The Example Times")
    ada.press("Save")
    ada.sees_not("Before this can be published")
    ada.sees("This is In review.")
    ada.sees_not("Approve revision")


def approve_what_was_read(ruth: Person, ada: Person, public: Public) -> None:
    ruth.follow("Review queue")
    ruth.sees("2 in review")
    ruth.follow(TITLE)
    ruth.sees("Nothing of it is public. You read revision 2, last changed by ada.")
    ruth.sees("Praises the bridge")
    says = ada.page.locator("#id_citations-0-says")
    ada.reach(says)
    ada.write("Praises the bridge that the council opened.")
    ada.press("Save")

    ruth.press("Approve")
    ruth.told("You saw revision 2, and revision 3 stands now: look again.")
    assert public.event() == 404
    ruth.follow("See what changed from revision 2 to 3")
    assert "at noon" in ruth.page.locator(".differences del").last.inner_text()
    assert "the council" in ruth.page.locator(".differences ins").first.inner_text()
    ruth.follow("It waits for a review: to the review")
    ruth.sees("You read revision 3, last changed by ada.")
    ruth.press("Approve, and open the next")
    ruth.told("published.")
    ruth.sees("Another bridge opens")
    assert public.event()["title"] == TITLE
    assert "A bridge for all" in public.get(f"/events/{public.uid}/").text()
    assert "carry us all,” said" not in public.get(f"/events/{public.uid}/").text()


def put_into_a_timeline(ada: Person, ruth: Person) -> None:
    ada.home()
    ada.follow("Timelines", within=ada.page.locator("#content-main"))
    ada.follow("A day at the desk")
    ada.reach(ada.page.get_by_text("Add another Timeline entry"))
    ada.key("Enter")
    ada.choose(ada.page.locator("#entries-1"), TITLE)
    ada.fill("Reason for this change:", "It belongs here")
    ada.press("Save")
    ada.sees("Revision 1 is public; revision 2 is not yet.")
    ruth.home()
    ruth.follow("Review queue")
    ruth.follow("A day at the desk")
    ruth.reach(ruth.page.locator("#review-reason"))
    ruth.write("The bridge was missing.")
    ruth.press("Approve revision 2")
    ruth.told("published.")


def open_event(person: Person) -> None:
    person.home()
    person.follow("Events", within=person.page.locator("#content-main .model-event"))
    person.reach(person.page.locator("#searchbar"))
    person.write("harbour bridge")
    with person.page.expect_navigation():
        person.key("Enter")
    person.follow(TITLE)


def correct(ada: Person, public: Public) -> None:
    open_event(ada)
    ada.fill("Summary:", "The city council opens the bridge.")
    ada.press("Save")
    ada.sees("This is published: say why you change it.")
    assert ada.page.get_by_label("Summary:").input_value() == "The city council opens the bridge."
    ada.fill("Reason for this change:", "Which council it is")
    ada.press("Save")
    ada.sees("Revision 3 is public; revision 4 is not yet.")
    ada.sees("Stances to confirm (1)")
    ada.press("Confirm all stances")
    ada.sees_not("Stances to confirm")
    assert public.event()["summary"] == "The council opens the bridge."


def edit_at_once(ada: Person, ruth: Person, public: Public) -> None:
    open_event(ruth)
    ada.fill("Place name:", "Exampleton harbour")
    ada.fill("Reason for this change:", "Where it is")
    ada.press("Save")
    ruth.fill("Place name:", "Port of Exampleton")
    ruth.fill("Reason for this change:", "Its proper name")
    ruth.press("Save")

    ruth.sees("Somebody saved while you were writing")
    ruth.sees("“Where it is”")
    assert ruth.page.get_by_label("Place name:").input_value() == "Port of Exampleton"
    assert ruth.page.get_by_label("Reason for this change:").input_value() == "Its proper name"
    assert "Exampleton harbour" in ruth.page.locator(".conflict ins").first.inner_text()
    ruth.reach(ruth.page.get_by_label("I have carried this over"))
    ruth.key("Space")
    ruth.press("Save")
    ruth.told("was changed successfully")
    assert ruth.page.get_by_label("Place name:").input_value() == "Port of Exampleton"
    assert public.event()["place"] is None


def approve_the_correction(ruth: Person, omar: Person, public: Public) -> None:
    ruth.reach(ruth.page.locator("#review-reason"))
    ruth.write("The harbour was not named.")
    ruth.press("Approve revision 7")
    ruth.told("You made the last change: a second person publishes it.")
    assert ruth.page.locator("#review-reason").input_value() == "The harbour was not named."
    omar.follow("Review queue")
    omar.follow(TITLE)
    omar.sees("What has changed since it was last public")
    omar.press("Approve")
    omar.told("give the reason for the change that readers are to see")
    omar.reach(omar.page.locator("#review-reason"))
    omar.write("The harbour was not named.")
    omar.press("Approve")
    omar.told("published.")
    assert public.event()["place"]["name"] == "Port of Exampleton"
    told = public.get("/corrections/").text()
    assert "The harbour was not named." in told
    assert "Its proper name" not in told
    assert "Which council it is" not in told


def retract(omar: Person, public: Public) -> None:
    omar.follow("Edit it")
    omar.reach(omar.page.locator("#review-reason"))
    omar.write("The paper took it back.")
    omar.press("Retract")
    omar.told("it is gone from every public page")
    assert "The paper took it back." in public.get(f"/events/{public.uid}/").text()
    assert "The harbour was not named." not in public.get("/corrections/").text()
