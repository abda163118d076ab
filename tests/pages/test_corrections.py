"""What readers are told of corrections: what was revised, retracted or merged, when and why."""

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Event
from events.queries.cursors import Cursor
from events.services.editing import save_record
from events.services.merging import merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import make_event, make_published_event, make_published_timeline
from tests.pages.reading import elements, texts

NO_NUMBER = Cursor("-sequence", False, None, None, "x")
PAGES = ["/corrections/", "/timelines/visits/corrections/"]


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def revise(event: Event, reason: str, *, at: datetime = NOW, **fields: Any) -> Event:
    for name, value in {"place_name": reason, **fields}.items():
        setattr(event, name, value)
    event = save_record(snapshot_event(event), author=None, at=at, reason="For the desk: a quetzal")
    event.citations.update(to_confirm=False)
    approve(event, event.revision, by=None, at=at, reason=reason)
    return event


def told(client: Client, address: str) -> list[tuple[str, str, str]]:
    """The heading, the reason and the line below of each correction."""
    page = client.get(address).content.decode()
    rows = [element.text for element in elements(page, "li") if element.attributes.get("id", "").startswith("c")]
    heads, reasons, below = texts(page, "h2"), texts(page, "p", dir="auto"), texts(page, "p", class_="meta")
    assert len(rows) == len(heads) == len(reasons) == len(below)
    return list(zip(heads, reasons, below, strict=True))


@pytest.fixture
def world(db: None) -> dict[str, Event]:
    """Of four events of a timeline one revised, one merged into it, one retracted, one left alone; one elsewhere."""
    names = ("A visit", "A double", "A quetzal is seen", "An answer", "Elsewhere")
    events = {name: make_published_event(name, date="1979") for name in names}
    make_published_timeline("Visits", slug="visits", events=[events[name] for name in names[:-1]])
    revise(events["Elsewhere"], "It was not here.", at=later(1))
    revise(events["A visit"], "The minister spoke on the 21st.", at=later(2), date="2023-07-21")
    revise(events["A quetzal is seen"], "The quetzal was green.", at=later(3))
    for name in ("A visit", "A quetzal is seen"):
        events[name].refresh_from_db()
    merge_events(events["A visit"], events["A double"], by=None, at=later(4), reason="One visit was entered twice.")
    retract(events["A quetzal is seen"], by=None, at=later(25), reason="The photograph was not from here.")
    return events


def test_the_latest_correction_comes_first_with_its_date_and_reason(client: Client, world: dict[str, Event]) -> None:
    of_timeline = [
        ("An event was retracted", "The photograph was not from here.", "24 November 2026 · retracted"),
        ("A visit", "One visit was entered twice.", "23 November 2026 · merged with another event"),
        ("A visit", "The minister spoke on the 21st.", "23 November 2026 · revised"),
    ]

    assert told(client, "/timelines/visits/corrections/") == of_timeline
    assert told(client, "/corrections/") == [
        *of_timeline,
        ("Elsewhere", "It was not here.", "23 November 2026 · revised"),
    ]


def test_a_correction_leads_to_what_it_is_about(client: Client, world: dict[str, Event]) -> None:
    page = client.get("/corrections/").content.decode()

    links = [link.attributes["href"] for link in elements(page, "a") if "/events/" in link.attributes["href"]]
    visit = client.get(f"/api/v1/events/{world['A visit'].uid}/").json()["url"]
    gone = f"/events/{world['A quetzal is seen'].uid}/"
    assert links[:3] == [gone, visit, visit]
    assert [client.get(link).status_code for link in links] == [410, 200, 200, 200]


@pytest.mark.parametrize("suffix", ["", "feed.atom", "feed.json"])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_a_retracted_claim_and_nothing_of_the_desk_is_told(
    client: Client, world: dict[str, Event], page: str, suffix: str
) -> None:
    make_event("A quetzal that nobody saw")

    assert "quetzal" not in client.get(page + suffix).content.decode().lower()


@pytest.mark.parametrize("language", ["en", "es", "he", "fa", "ar"])
def test_where_nothing_was_corrected_the_page_says_what_would_stand_there(
    client: Client, db: None, language: str
) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])

    for address in PAGES:
        page = client.get(f"{address}?lang={language}").content.decode()

        (note,) = texts(page, "div", class_="note")
        assert note.startswith("Nothing") == (language == "en")
        assert not elements(page, "h2")


def test_what_nobody_worded_is_no_correction(client: Client, db: None) -> None:
    survivor, loser = make_published_event("Kept"), make_published_event("Double")
    make_published_event("Follows", part_of=loser)
    merge_events(survivor, loser, by=None, at=NOW, reason="The same")

    assert [row[0] for row in told(client, "/corrections/")] == ["Kept"]


@pytest.mark.parametrize("address", PAGES)
def test_paging_by_key_tells_each_correction_once_forth_and_back(client: Client, db: None, address: str) -> None:
    event = make_published_event()
    make_published_timeline(slug="visits", events=[event])
    for number in range(5):
        event = revise(event, f"Reason {number}")

    def walk(start: str, rel: str) -> list[list[str]]:
        pages, following = [], start
        while following:
            page = client.get(following).content.decode()
            pages.append(texts(page, "p", dir="auto"))
            following = "".join(link.attributes["href"] for link in elements(page, "a", rel=rel))
        return pages

    forth = walk(f"{address}?page_size=2", "next")
    assert forth == [["Reason 4", "Reason 3"], ["Reason 2", "Reason 1"], ["Reason 0"]]
    page = client.get(f"{address}?page_size=2").content.decode()
    for _ in range(2):
        (link,) = elements(page, "a", rel="next")
        page = client.get(link.attributes["href"]).content.decode()
    (back,) = elements(page, "a", rel="prev")
    assert walk(back.attributes["href"], "prev") == [["Reason 2", "Reason 1"], ["Reason 4", "Reason 3"]]


@pytest.mark.parametrize("query", ["cursor=x", f"cursor={NO_NUMBER}", "page_size=0", "from=2010", "lang=xx"])
@pytest.mark.parametrize("address", PAGES)
def test_what_is_malformed_or_unknown_is_a_400(client: Client, db: None, address: str, query: str) -> None:
    make_published_timeline(slug="visits")

    assert client.get(f"{address}?{query}").status_code == 400


def test_an_event_says_when_and_why_it_was_revised(client: Client, world: dict[str, Event]) -> None:
    world["Elsewhere"].refresh_from_db()
    revise(world["Elsewhere"], "<It> was there.", at=later(30))

    page = client.get(f"/events/{world['Elsewhere'].uid}-{world['Elsewhere'].slug}/").content.decode()

    said = [text for text in texts(page, "p") if text.startswith("Revised on")]
    assert said == [
        "Revised on 24 November 2026: <It> was there.",
        "Revised on 23 November 2026: It was not here.",
    ]


def test_pages_lead_to_their_corrections(client: Client, world: dict[str, Event]) -> None:
    visit = client.get(f"/api/v1/events/{world['An answer'].uid}/").json()["url"]
    for address, corrections in (
        ("/", "/corrections/"),
        (visit, "/corrections/"),
        ("/timelines/visits/", "/timelines/visits/corrections/"),
    ):
        page = client.get(f"{address}?lang=fa").content.decode()
        assert elements(page, "a", href=f"{corrections}?lang=fa"), address


@pytest.mark.parametrize("address", PAGES)
def test_both_feeds_tell_the_same_corrections_by_the_time_of_the_record(
    client: Client, world: dict[str, Event], address: str
) -> None:
    feed = ElementTree.fromstring(client.get(f"{address}feed.atom").content)  # noqa: S314  # our own answer
    items = client.get(f"{address}feed.json").json()["items"]

    names = {"id": "id", "title": "title", "content_text": "content", "date_modified": "updated"}
    atom = "{http://www.w3.org/2005/Atom}"
    entries = [{name: entry.findtext(atom + tag) for name, tag in names.items()} for entry in feed.iter(f"{atom}entry")]
    assert entries == [{name: item[name] for name in names} for item in items]
    assert [(item["title"], item["content_text"], item["date_modified"], item["tags"]) for item in items[:3]] == [
        ("Retracted", "The photograph was not from here.", later(25).isoformat(), ["retracted"]),
        ("Merged with another: A visit", "One visit was entered twice.", later(4).isoformat(), ["merged"]),
        ("Revised: A visit", "The minister spoke on the 21st.", later(2).isoformat(), ["revised"]),
    ]
    assert len({item["id"] for item in items}) == len(items)
    assert client.get(f"{address}feed.json").json()["home_page_url"] == f"http://testserver{address}"


@pytest.mark.parametrize("suffix", ["", "feed.atom", "feed.json"])
def test_under_another_name_of_the_timeline_it_leads_on_and_after_a_retraction_it_says_so(
    client: Client, db: None, suffix: str
) -> None:
    timeline = make_published_timeline("A quetzal", slug="visits")
    moved = client.get(f"/timelines/{timeline.uid}/corrections/{suffix}")
    retract(timeline, by=None, at=NOW, reason="Wrong throughout.")

    gone = client.get(f"/timelines/visits/corrections/{suffix}")

    assert (moved.status_code, moved["Location"]) == (301, f"/timelines/visits/corrections/{suffix}")
    assert gone.status_code == 410
    assert b"Wrong throughout." in gone.content
    assert b"uetzal" not in gone.content
    assert client.get(f"/timelines/never/corrections/{suffix}").status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_it_costs_the_same_whatever_it_holds(client: Client, db: None, number: int) -> None:
    events = [make_published_event() for _ in range(number)]
    make_published_timeline(slug="visits", events=events)
    for event in events:
        revise(event, "Why")
    costs = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        costs[address] = len(captured)

    assert costs == {"/corrections/": 3, "/timelines/visits/corrections/": 4}


@pytest.mark.sqlite
def test_corrections_are_found_through_indexes_in_their_order(client: Client, world: dict[str, Event]) -> None:
    visit = client.get(f"/api/v1/events/{world['A visit'].uid}/").json()["url"]
    for address, index in ((PAGES[0], "change_correction"), (PAGES[1], "change_correction"), (visit, "change_told_of")):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        (asked,) = [query["sql"] for query in captured.captured_queries if 'events_change"' in query["sql"]]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked}".replace("%", "%%"))
            plan = "; ".join(str(row[-1]) for row in cursor.fetchall())
        assert index in plan, plan
        assert "TEMP B-TREE FOR ORDER" not in plan, plan
