"""What was published, revised or retracted last, as Atom (RFC 4287) and as JSON Feed 1.1."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.documents import TimelineDocument, decode
from events.models import Event, Publication, Tombstone
from events.models.identity import new_uid
from events.services.editing import save_record
from events.services.merging import merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_event, snapshot_timeline
from tests.conftest import NOW
from tests.factories import (
    cite,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    make_timeline,
    publish,
)

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = ["/feed.atom", "/feed.json", "/timelines/visits/feed.atom", "/timelines/visits/feed.json"]


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def revise(event: Event, *, at: datetime, reason: str = "It was said wrongly", **fields: Any) -> Event:
    for name, value in fields.items():
        setattr(event, name, value)
    event = save_record(snapshot_event(event), author=None, at=at, reason=reason)
    event.citations.update(to_confirm=False)
    approve(event, event.revision, by=None, at=at, reason="Said better")
    return event


def atom(client: Client, address: str) -> ElementTree.Element:
    """The root of an Atom feed, after checking what RFC 4287 asks of it and of its entries."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own answer
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text, name
        for found in [*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")]:
            assert datetime.fromisoformat(found.text or "").tzinfo is not None
        links = element.findall(f"{ATOM}link[@rel='alternate']")
        assert [link.attrib["href"].startswith("http://testserver/") for link in links] == [True]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.attrib["href"] for link in feed.findall(f"{ATOM}link[@rel='self']")] == [f"http://testserver{address}"]
    ids = [found.text for found in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    for entry in feed.iter(f"{ATOM}entry"):
        (content,) = entry.findall(f"{ATOM}content")
        assert content.attrib == {"type": "text"}
        assert len(content) == 0
        assert not entry.findall(f"{ATOM}summary")
    return feed


def from_atom(client: Client, address: str) -> list[dict[str, Any]]:
    """The entries of an Atom feed under the names that JSON Feed has for their parts."""
    names = {"id": "id", "title": "title", "content_text": "content", "date_modified": "updated"}
    found = []
    for entry in atom(client, address).iter(f"{ATOM}entry"):
        link, category = entry.find(f"{ATOM}link"), entry.find(f"{ATOM}category")
        assert link is not None
        assert category is not None
        item: dict[str, Any] = {name: entry.findtext(f"{ATOM}{tag}") for name, tag in names.items()}
        if published := entry.findtext(f"{ATOM}published"):
            item["date_published"] = published
        found.append(
            item | {"url": link.attrib["href"], "tags": [category.attrib["term"]], "language": entry.attrib[LANGUAGE]}
        )
    return found


def from_json(client: Client, address: str) -> list[dict[str, Any]]:
    """The items of a JSON feed, after checking the members that version 1.1 asks for."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/feed+json"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{address}"
    assert feed["home_page_url"].startswith("http://testserver/")
    assert feed["title"]
    assert feed["language"]
    assert all(author["name"] for author in feed["authors"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert datetime.fromisoformat(item["date_modified"]).tzinfo is not None
    items: list[dict[str, Any]] = feed["items"]
    return items


Reader = Callable[[Client, str], list[dict[str, Any]]]
FORMATS = pytest.mark.parametrize(("read", "form"), [(from_atom, "atom"), (from_json, "json")], ids=["atom", "json"])


@FORMATS
def test_the_newest_change_comes_first_whatever_the_date_of_the_event(
    client: Client, db: None, read: Reader, form: str
) -> None:
    old, middle, gone = (
        make_published_event(title, date=d) for title, d in [("A", "2024"), ("B", "1990"), ("C", "0005")]
    )
    publish(make_event("D", date="1200", at=later(1)), at=later(1))
    retract(gone, by=None, reason="It did not", at=later(2))
    revise(old, at=later(3), summary="Said better.")

    found = [(item["title"], item["tags"]) for item in read(client, f"/feed.{form}")]

    assert found == [
        ("Revised: A", ["revised"]),
        ("Retracted", ["retracted"]),
        ("D", ["published"]),
        (middle.title, ["published"]),
    ]


@FORMATS
def test_an_entry_says_what_when_and_how_many_say_so(client: Client, db: None, read: Reader, form: str) -> None:
    citations = [cite(make_source()), cite(make_source(), stated_date="2013"), cite(make_source(), stated_date="2015")]
    event = make_published_event(
        "A visit", slug="visit", date="2013-08", summary="They met.\nThey talked.", attribution="according to both",
        citations=citations,
    )  # fmt: skip
    revise(event, at=later(1), summary="They met.")

    (item,) = read(client, f"/feed.{form}")

    assert item == {
        "id": f"{settings.SITE_URL}/events/{event.uid}/",
        "url": f"http://testserver/events/{event.uid}-visit/",
        "title": "Revised: A visit",
        "content_text": "Revised on 23 November 2026: Said better\n\nAugust 2013\n\nThey met.\nAccording to both\n\n"
        "3 independent sources, 3 sources cited. Sources differ: date.",
        "date_published": NOW.isoformat(),
        "date_modified": later(1).isoformat(),
        "tags": ["revised"],
        "language": "en",
    }


@FORMATS
def test_what_rests_on_opinion_says_so(client: Client, db: None, read: Reader, form: str) -> None:
    make_published_event(date=None, attribution="as X has it", citations=[cite(make_source(genre="opinion"))])

    (item,) = read(client, f"/feed.{form}")

    assert item["content_text"] == (
        "Undated\n\nAs X has it\n\nNo independent source, 1 source cited. Opinion only."
    )  # fmt: skip


@FORMATS
def test_a_retracted_event_says_that_it_was_when_and_why_and_nothing_else(
    client: Client, db: None, read: Reader, form: str
) -> None:
    event = make_published_event("A quetzal is seen", slug="quetzal", summary="A quetzal!", language="es")
    make_published_timeline(slug="visits", events=[event])
    retract(event, by=None, reason="The source <withdrew> it.", at=later(1))

    for address in (f"/feed.{form}", f"/timelines/visits/feed.{form}"):
        assert read(client, address) == [
            {
                "id": f"{settings.SITE_URL}/events/{event.uid}/",
                "url": f"http://testserver/events/{event.uid}/",
                "title": "Retracted",
                "content_text": "This was retracted on 23 November 2026: The source <withdrew> it.",
                "date_modified": later(1).isoformat(),
                "tags": ["retracted"],
                "language": "en",
            }
        ]
        assert b"quetzal" not in client.get(address).content.lower()


@FORMATS
def test_an_event_keeps_its_id_through_all_that_happens_to_it(
    client: Client, db: None, read: Reader, form: str
) -> None:
    event = make_published_event("A visit")
    ids = [read(client, f"/feed.{form}")[0]["id"]]
    event = revise(event, at=later(1), slug="another", title="Another")
    ids.append(read(client, f"/feed.{form}")[0]["id"])
    retract(event, by=None, reason="It did not", at=later(2))
    ids.append(read(client, f"/feed.{form}")[0]["id"])

    assert len(set(ids)) == 1


@FORMATS
def test_what_is_published_again_is_no_longer_retracted(client: Client, db: None, read: Reader, form: str) -> None:
    event = make_published_event("A visit")
    retract(event, by=None, reason="It did not", at=later(1))
    event.refresh_from_db()
    event.place_name = "La Paz"
    publish(save_record(snapshot_event(event), author=None, at=later(2), reason="It did"), at=later(2))

    assert [(item["title"], item["tags"]) for item in read(client, f"/feed.{form}")] == [("A visit", ["published"])]


def test_the_reason_of_a_save_stays_at_the_desk(client: Client, db: None) -> None:
    draft = make_event("A secret quetzal")
    event = make_published_event("A visit")
    make_published_timeline(slug="visits", events=[event])
    event = revise(event, at=later(1), summary="Said better.", reason="The quetzal told us")
    merge_events(event, draft, by=None, at=later(2), reason="The same")
    event.refresh_from_db()
    event.citations.update(to_confirm=False)
    publish(event, at=later(3)) if event.status == "draft" else approve(
        event, event.revision, by=None, at=later(3), reason="Said better"
    )

    for address in FEEDS:
        page = client.get(address).content.decode()
        assert "Revised: A visit" in page
        assert "quetzal" not in page


@pytest.mark.parametrize("address", FEEDS)
def test_nothing_that_is_not_published_shows(client: Client, db: None, address: str) -> None:
    event, entry = make_published_event("A visit"), make_event("A draft in the timeline")
    make_published_timeline(slug="visits", events=[event, entry])
    before = client.get(address).content
    make_event("A draft")
    make_timeline("Another timeline", events=[event])
    event.title = "Not approved"
    save_record(snapshot_event(event), author=None, at=later(1), reason="Perhaps")

    after = client.get(address).content

    assert after == before
    assert b"A visit" in after
    assert b"raft" not in after


@FORMATS
def test_a_timeline_lists_its_own_events(client: Client, db: None, read: Reader, form: str) -> None:
    kept, gone, dropped = (make_published_event(title) for title in ("Kept", "Gone", "Dropped"))
    make_published_event("Elsewhere")
    stranger = make_published_event("Gone elsewhere")
    timeline = make_published_timeline(slug="visits", events=[kept, gone, dropped])
    for event in (gone, dropped, stranger):
        retract(event, by=None, reason=f"Not {event.pk}", at=later(1))
    assert len(read(client, f"/timelines/visits/feed.{form}")) == 3

    entries = list(timeline.entries.exclude(event=dropped))
    timeline.refresh_from_db()
    timeline = save_record(snapshot_timeline(timeline, entries=entries), author=None, at=later(2), reason="Taken out")
    publish(timeline, at=later(2))

    found = [item["id"].split("/")[-2] for item in read(client, f"/timelines/visits/feed.{form}")]
    assert found == [gone.uid, kept.uid]  # what its editors took out themselves is tied to it no more


def test_it_ends_after_fifty(client: Client, db: None) -> None:
    events = [publish(make_event(f"Event {n}"), at=later(n)) for n in range(52)]
    make_published_timeline(slug="visits", events=events)
    retract(events[0], by=None, reason="It did not", at=later(60))

    for address in FEEDS:
        read = from_atom if address.endswith("atom") else from_json
        titles = [item["title"] for item in read(client, address)]
        assert titles == ["Retracted", *(f"Event {n}" for n in range(51, 2, -1))], address


def test_a_timeline_speaks_for_itself(client: Client, db: None) -> None:
    event = make_published_event("ביקור", language="he", date="2023-07-20")
    timeline = make_published_timeline("گاه‌شمار", slug="visits", dek="توضیح", language="fa", events=[event])

    feed, items = atom(client, "/timelines/visits/feed.atom"), from_json(client, "/timelines/visits/feed.json")

    assert feed.attrib[LANGUAGE] == "fa"
    assert feed.findtext(f"{ATOM}title") == "گاه‌شمار"
    assert feed.findtext(f"{ATOM}subtitle") == "توضیح"
    assert feed.findtext(f"{ATOM}id") == f"{settings.SITE_URL}/timelines/{timeline.uid}/feed.atom"
    assert [entry.attrib[LANGUAGE] for entry in feed.iter(f"{ATOM}entry")] == ["he"]
    assert [item["language"] for item in items] == ["he"]
    assert "ביולי 2023" in items[0]["content_text"]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_of_nothing_is_a_feed(client: Client, db: None, form: str) -> None:
    make_published_timeline(slug="visits")
    read = {"atom": from_atom, "json": from_json}[form]

    assert read(client, f"/feed.{form}") == []
    assert read(client, f"/timelines/visits/feed.{form}") == []
    assert client.get(f"/feed.{form}")["ETag"] == client.get(f"/feed.{form}")["ETag"]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_timeline_that_moved_or_went_says_so(client: Client, db: None, form: str) -> None:
    timeline = make_published_timeline("A claim", slug="before")
    timeline.slug = "after"
    timeline = save_record(snapshot_timeline(timeline), author=None, at=later(1), reason="Renamed")
    approve(timeline, timeline.revision, by=None, at=later(1), reason="Said better")

    for name in ("before", timeline.uid):
        answer = client.get(f"/timelines/{name}/feed.{form}")
        assert (answer.status_code, answer["Location"]) == (301, f"/timelines/after/feed.{form}")

    timeline.refresh_from_db()
    retract(timeline, by=None, reason="Wrong <throughout>.", at=later(2))
    for name in ("before", "after", timeline.uid):
        answer = client.get(f"/timelines/{name}/feed.{form}")
        assert (answer.status_code, answer["Content-Type"]) == (410, "text/plain; charset=utf-8")
        assert answer.content == b"This timeline was retracted on 23 November 2026: Wrong <throughout>.\n"
    for name in ("never", new_uid()):
        assert client.get(f"/timelines/{name}/feed.{form}").status_code == 404


HOSTILE = """</content></feed>]]><![CDATA[<script>alert(1)</script>&amp;&#1;{{ 7|add:7 }}"""


@FORMATS
def test_hostile_text_stays_text(client: Client, db: None, read: Reader, form: str) -> None:
    word = "x" * 3900
    event = make_published_event(HOSTILE, summary=f"{HOSTILE} {word}", attribution=HOSTILE)
    make_published_timeline(HOSTILE, slug="visits", dek=HOSTILE, events=[event])

    (item,) = read(client, f"/timelines/visits/feed.{form}")

    assert item["title"] == HOSTILE
    assert f"{HOSTILE} {word}\n{HOSTILE}" in item["content_text"]


@FORMATS
def test_what_the_text_policy_never_lets_in_would_not_break_it_either(
    client: Client, db: None, read: Reader, form: str
) -> None:
    event = make_published_event("Bell", summary="Bell")
    text = Publication.objects.get(uid=event.uid).document
    word = "y" * 10_000
    Publication.objects.update(document=text.replace("Bell", f"\\u0007\\u0000\\uffff {word}"))
    Tombstone.objects.create(type="event", uid=new_uid(), retracted_at=NOW, reason="\x01\x0b")

    gone, item = sorted(read(client, f"/feed.{form}"), key=lambda item: len(item["content_text"]))

    assert item["title"] == f"\ufffd\ufffd\ufffd {word}"
    assert gone["content_text"].endswith(": \ufffd\ufffd")


@FORMATS
@pytest.mark.parametrize(
    ("summary", "ending"),
    [
        ("\u202eRight to left", "\u202c"),
        ("\u2066one \u202btwo", "\u202c\u2069"),
        ("\u2066one \u202btwo\u2069", ""),
        ("\u202bone \u2066two\u202c", "\u2069\u202c"),
        ("\u2069\u202cclosed before it was opened", ""),
        ("\u200fa mark\u200e", ""),
    ],
)
def test_what_turns_the_direction_of_a_text_ends_with_it(
    client: Client, db: None, read: Reader, form: str, summary: str, ending: str
) -> None:
    make_published_event(summary=summary)

    (item,) = read(client, f"/feed.{form}")

    assert item["content_text"].split("\n\n")[1] == summary + ending


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(("address", "cost"), [("/feed.{}", 3), ("/timelines/visits/feed.{}", 4)])
@pytest.mark.parametrize("form", ["atom", "json"])
def test_it_costs_the_same_whatever_it_holds(
    client: Client, db: None, number: int, address: str, cost: int, form: str
) -> None:
    events = [make_published_event() for _ in range(number)]
    make_published_timeline(slug="visits", events=events)

    with CaptureQueriesContext(connection) as captured:
        client.get(address.format(form))

    assert len(captured) == cost, [query["sql"] for query in captured]


@pytest.mark.sqlite
def test_what_changed_last_is_found_through_indexes(client: Client, db: None) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])

    for address in ("/feed.atom", "/timelines/visits/feed.atom"):
        for plan in plans(client, address):
            assert "SCAN " not in plan.replace("SCAN CONSTANT ROW", ""), plan
            assert "TEMP B-TREE" not in plan or "visits" in address, plan
    assert any("publication_latest" in plan for plan in plans(client, "/feed.atom"))
    assert any("tombstone_latest" in plan for plan in plans(client, "/feed.atom"))


def plans(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    found = []
    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}".replace("%", "%%"))
            found.append("; ".join(str(row[-1]) for row in cursor.fetchall()))
    return found


@pytest.mark.parametrize("address", FEEDS)
def test_it_is_kept_a_minute_at_most_and_not_sent_twice(client: Client, db: None, address: str) -> None:
    event = make_published_event()
    make_published_timeline(slug="visits", events=[event])
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    head = client.head(address)
    retract(event, by=None, reason="It did not", at=later(1))
    changed = client.get(address, headers={"if-none-match": first["ETag"]})

    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    assert first["Access-Control-Allow-Origin"] == "*"
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    assert not first.has_header("Last-Modified")
    assert not first.cookies


@pytest.mark.parametrize("address", FEEDS)
def test_it_takes_no_parameter_and_is_never_written(client: Client, db: None, address: str) -> None:
    make_published_timeline(slug="visits")

    assert client.get(f"{address}?from=2010").status_code == 400
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405


def test_pages_can_say_where_their_feeds_are(client: Client, db: None) -> None:
    make_published_timeline('"Visits" & <more>', slug="visits")
    document = decode(Publication.objects.get(type="timeline").document, TimelineDocument)
    page = Template("{% load feeds %}{% feed_links %}|{% feed_links timeline %}")

    site, timeline = page.render(Context({"timeline": document})).split("|")

    assert site == (
        '<link rel="alternate" type="application/atom+xml" title="Timelines" href="/feed.atom">\n'
        '<link rel="alternate" type="application/feed+json" title="Timelines" href="/feed.json">'
    )
    assert 'title="&quot;Visits&quot; &amp; &lt;more&gt;" href="/timelines/visits/feed.atom"' in timeline
    assert 'href="/timelines/visits/feed.json"' in timeline
