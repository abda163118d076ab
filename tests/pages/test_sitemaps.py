"""What search engines are told: every public address once, nothing else, and where they are not wanted."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Publication
from events.services.editing import save_record
from events.services.merging import merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    make_timeline,
)

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://testserver"


def locations(client: Client, address: str) -> dict[str, str | None]:
    """The addresses in an index or a section, with the times of their last changes; checked for form."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314  # our own answer
    entry = {f"{NAMESPACE}sitemapindex": "sitemap", f"{NAMESPACE}urlset": "url"}[root.tag]
    assert {child.tag for child in root} <= {NAMESPACE + entry}
    found = [(child.findtext(f"{NAMESPACE}loc"), child.findtext(f"{NAMESPACE}lastmod")) for child in root]
    assert all(location and location.startswith(HERE + "/") for location, _ in found)
    assert len(dict(found)) == len(found)
    return dict(found)  # type: ignore[arg-type]


def sections(client: Client, name: str = "") -> list[str]:
    """The paths of the sections, of one kind or of all."""
    return [at.removeprefix(HERE) for at in locations(client, "/sitemap.xml") if f"/sitemap-{name}" in at]


def mapped(client: Client) -> dict[str, str | None]:
    """All that a search engine finds, starting from the index."""
    found: dict[str, str | None] = {}
    for section in sections(client):
        for location, changed in locations(client, section).items():
            assert location not in found
            found[location.removeprefix(HERE)] = changed
    return found


def test_every_public_page_is_in_it_once_with_the_time_of_its_last_change(client: Client, db: None) -> None:
    iran, source = make_actor("Iran"), make_source(slug="report")
    evidence = {"citations": [cite(source)], "participants": [(iran, "host")]}
    event = make_published_event(slug="visit", **evidence)
    revised = make_published_event(slug="talks", citations=[cite(source)])
    make_published_timeline(slug="visits", events=[event, make_event(slug="draft")])
    make_timeline(slug="not-yet")
    revised.place_name = "La Paz"
    revised = save_record(snapshot_event(revised), author=None, at=NOW + timedelta(days=1), reason="The place")
    approve(revised, revised.revision, by=None, at=NOW + timedelta(days=1), reason="Said better")

    assert mapped(client) == {
        "/": NOW.isoformat(),
        "/timelines/visits/": NOW.isoformat(),
        "/actors/iran/": NOW.isoformat(),
        "/sources/report/": NOW.isoformat(),
        f"/events/{event.uid}-visit/": NOW.isoformat(),
        f"/events/{revised.uid}-talks/": (NOW + timedelta(days=1)).isoformat(),
    }


def test_every_address_in_it_answers(client: Client, seeded: None) -> None:
    found = mapped(client)

    assert len(found) == 1 + Publication.objects.count()
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"noindex" not in answer.content


def test_nothing_that_is_not_published_changes_it(client: Client, db: None) -> None:
    event = make_published_event()
    before = [client.get(address).content for address in ("/sitemap.xml", *sections(client))]
    make_event(slug="draft")
    make_timeline(slug="not-yet", events=[event])
    event.slug = "not-approved"
    save_record(snapshot_event(event), author=None, at=NOW, reason="Perhaps")

    assert [client.get(address).content for address in ("/sitemap.xml", *sections(client))] == before


def test_what_is_retracted_renamed_or_merged_is_gone_on_the_next_request(
    client: Client, db: None, now: datetime
) -> None:
    gone, renamed, loser, survivor = (make_published_event(slug=slug) for slug in ("gone", "before", "loser", "stays"))
    timeline = make_published_timeline(slug="visits", events=[gone])
    named = [at for name in ("events", "timelines") for at in sections(client, name) if locations(client, at)]
    answers = {address: client.get(address) for address in named}

    retract(gone, by=None, reason="It did not", at=now)
    retract(timeline, by=None, reason="Wrong throughout", at=now)
    renamed.slug = "after"
    renamed = save_record(snapshot_event(renamed), author=None, at=now, reason="Renamed")
    approve(renamed, renamed.revision, by=None, at=now, reason="Said better")
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    found = {address for address in mapped(client) if not address.startswith("/sources/")}
    assert found == {"/", f"/events/{renamed.uid}-after/", f"/events/{survivor.uid}-stays/"}
    assert len(answers) >= 2
    assert len(answers) >= 2
    for address, first in answers.items():
        # Whoever asks whether anything has changed since is not told that nothing has.
        assert not first.has_header("Last-Modified")
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code in (200, 404), address


def test_an_empty_site_has_its_first_page_in_it(client: Client, db: None) -> None:
    assert mapped(client) == {"/": None}


def test_sections_are_of_a_size_and_an_event_keeps_its_own(
    client: Client, db: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.queries.addresses.SECTION", 3)
    events = [make_published_event() for _ in range(7)]
    for number in range(7):
        make_published_timeline(slug=f"visits-{number}")
    before = {address: locations(client, address) for address in sections(client, "events")}
    full = [found for found in before.values() if found]

    retract(events[0], by=None, reason="It did not", at=now)
    after = {address: locations(client, address) for address in before}

    assert max(map(len, full)) <= 3
    assert sum(map(len, full)) == 7
    assert len(full) >= 3
    assert [len(before[address]) - len(after[address]) for address in before if before[address] != after[address]] == [
        1
    ]
    assert [len(locations(client, address)) for address in sections(client, "timelines")] == [3, 3, 1]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-events-0.xml",
        "/sitemap-events-01.xml",
        "/sitemap-events-999999.xml",
        "/sitemap-events-9999999.xml",
        "/sitemap-events-٣.xml",
        "/sitemap-pages-2.xml",
        "/sitemap-timelines-1.xml",
        "/sitemap-actors-1.xml",
        "/sitemap-events-1.xml%0A",
    ],
)
def test_a_section_that_is_none_is_not_there(client: Client, db: None, address: str) -> None:
    make_published_event()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_it_costs_the_same_whatever_it_holds_and_reads_no_document(client: Client, db: None, number: int) -> None:
    make_published_timeline(slug="visits", events=[make_published_event() for _ in range(number)])
    last = sections(client, "events")[-1]
    costs = {"/sitemap.xml": 5, "/sitemap-pages-1.xml": 1, "/sitemap-timelines-1.xml": 1, last: 1, "/robots.txt": 0}

    for address, cost in costs.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) == cost, address
        assert not [query["sql"] for query in captured if '"document"' in query["sql"]], address


@pytest.mark.sqlite
def test_no_section_is_looked_for_among_all(client: Client, db: None) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])

    for address in ("/sitemap.xml", *sections(client)):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        for query in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = "; ".join(str(row[-1]) for row in cursor.fetchall())
            assert "SCAN" not in plan, plan
            assert "events" not in address or "INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan, plan


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages-1.xml", "/robots.txt"])
def test_it_is_kept_a_minute_at_most_and_not_sent_twice(client: Client, db: None, address: str) -> None:
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    head = client.head(address)

    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    assert not first.cookies
    assert client.get(f"{address}?p=2").status_code == 400
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405


def test_robots_may_read_the_pages_and_neither_the_desk_nor_the_api(client: Client, db: None) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert lines[-1] == f"Sitemap: {HERE}/sitemap.xml"
    rules = [tuple(line.split(": ")) for line in lines[1:-2]]
    for path, wanted in {
        "/": True,
        "/timelines/visits/": True,
        "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV-visit/": True,
        "/feed.atom": True,
        "/api/docs/": True,
        "/api/schema/": True,
        "/api/v1/events/": False,
        "/admin/login/": False,
    }.items():
        # RFC 9309: of the rules that fit, the longest.
        verdict, _ = max((rule for rule in rules if path.startswith(rule[1])), key=lambda rule: len(rule[1]))
        assert (verdict == "Allow") == wanted, path
