"""Nothing that is not published shows on any public address, in whatever form.

Every route is taken from the resolver: a new one fails here until it says below how it is walked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from events.formats.registry import EVENTS, SOURCES
from events.models import Snapshot
from events.models.identity import new_uid
from events.services import review
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source, snapshot_timeline
from events.services.texts import keep_text
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    make_timeline,
)

# Stands in every text of what is not published, and in nothing else.
SECRET = "quetzal"

# How each route is walked: {uid} and {slug} are those of every record in turn, public or not.
WALKS = {
    "": ["/", "/?{slug}"],
    "timelines/<record:slug>/": ["/timelines/{slug}/", "/timelines/{uid}/", "/timelines/{slug}/?actor={slug}"],
    "timelines/<record:slug>/embed/": ["/timelines/{slug}/embed/", "/timelines/{uid}/embed/"],
    "oembed": [
        "/oembed",
        "/oembed?url=http://testserver/timelines/{slug}/",
        "/oembed?url=http://testserver/timelines/{uid}/embed/",
        "/oembed?url=http://testserver/timelines/visits/?actor={slug}",
    ],
    "events/<uid:uid>-<record:slug>/": ["/events/{uid}-{slug}/"],
    "timelines/<record:slug>/embedding/": ["/timelines/{slug}/embedding/", "/timelines/{uid}/embedding/"],
    "events/<uid:uid>/": ["/events/{uid}/"],
    "events/<uid:uid>-<record:slug>/cite.<str:suffix>": [
        "/events/{uid}-{slug}/cite.bib",
        "/events/{uid}-{slug}/cite.ris",
        "/events/{uid}-{slug}/cite.json",
    ],
    "actors/<record:slug>/": ["/actors/{slug}/", "/actors/{uid}/", "/actors/{slug}/?actor={slug}"],
    "sources/<record:slug>/": ["/sources/{slug}/", "/sources/{uid}/"],
    "sources/<record:slug>/cite.<str:suffix>": ["/sources/{slug}/cite.bib", "/sources/{uid}/cite.ris"],
    "timelines/<record:slug>/cite.<str:suffix>": ["/timelines/{slug}/cite.bib", "/timelines/{uid}/cite.json"],
    "feed.atom": ["/feed.atom", "/feed.atom?{slug}"],
    "feed.json": ["/feed.json"],
    "timelines/<record:slug>/feed.atom": ["/timelines/{slug}/feed.atom", "/timelines/{uid}/feed.atom"],
    "timelines/<record:slug>/feed.json": ["/timelines/{slug}/feed.json", "/timelines/{uid}/feed.json"],
    "corrections/": ["/corrections/", "/corrections/?page_size=1"],
    "corrections/feed.atom": ["/corrections/feed.atom"],
    "corrections/feed.json": ["/corrections/feed.json"],
    "timelines/<record:slug>/corrections/": ["/timelines/{slug}/corrections/", "/timelines/{uid}/corrections/"],
    "timelines/<record:slug>/corrections/feed.atom": ["/timelines/{slug}/corrections/feed.atom"],
    "timelines/<record:slug>/corrections/feed.json": ["/timelines/{uid}/corrections/feed.json"],
    "robots.txt": ["/robots.txt"],
    "sitemap.xml": ["/sitemap.xml"],
    r"^sitemap-(?P<name>[a-z]+)-(?P<number>[1-9][0-9]{0,5})\.xml\Z": [
        "/sitemap-pages-1.xml",
        "/sitemap-timelines-1.xml",
        "/sitemap-events-1.xml",
        "/sitemap-events-2.xml",
    ],
    "livez": ["/livez", "/livez/{slug}/"],
    "readyz": ["/readyz"],
    "metrics": ["/metrics"],
    "favicon.ico": ["/favicon.ico"],
    "api/schema/": ["/api/schema/"],
    "api/docs/": ["/api/docs/"],
    "api/v1/": ["/api/v1/"],
    "api/v1/events/": [
        "/api/v1/events/",
        "/api/v1/events/?from=1900&to=2100",
        "/api/v1/events/?page_size=1",
        "/api/v1/events/?q=quetzal",
        "/api/v1/events/?q=journey&page_size=1",
        "/api/v1/events/?order=-date&page_size=1",
        "/api/v1/events/?actor={slug}",
        "/api/v1/events/?actor={uid}",
        "/api/v1/events/?timeline={slug}",
        "/api/v1/events/?timeline={uid}",
    ],
    "api/v1/events/<uid:uid>/": ["/api/v1/events/{uid}/"],
    "api/v1/actors/": ["/api/v1/actors/", "/api/v1/actors/?page_size=1"],
    "api/v1/actors/<record:slug>/": ["/api/v1/actors/{slug}/", "/api/v1/actors/{uid}/"],
    "api/v1/sources/": ["/api/v1/sources/", "/api/v1/sources/?page_size=1"],
    "api/v1/sources/<record:slug>/": ["/api/v1/sources/{slug}/", "/api/v1/sources/{uid}/"],
    "api/v1/facets/": ["/api/v1/facets/", "/api/v1/facets/?from=2000"],
    "api/v1/changes/": ["/api/v1/changes/", "/api/v1/changes/?type=event", "/api/v1/changes/?page_size=1"],
    "api/v1/dates/": ["/api/v1/dates/?q={slug}", "/api/v1/dates/?q=2010&anchor={uid}"],
    "api/v1/timelines/": ["/api/v1/timelines/", "/api/v1/timelines/?page_size=1"],
    "api/v1/events.<format:format>": [
        *(f"/api/v1/events.{one.extension}" for one in EVENTS),
        "/api/v1/events.ndjson?actor={slug}",
    ],
    "api/v1/events/<uid:uid>.<format:format>": ["/api/v1/events/{uid}.jsonld", "/api/v1/events/{uid}.csv"],
    "api/v1/actors.<format:format>": ["/api/v1/actors.ndjson"],
    "api/v1/sources.<format:format>": [f"/api/v1/sources.{one.extension}" for one in SOURCES],
    "api/v1/sources/<record:slug>.<format:format>": ["/api/v1/sources/{slug}.bib", "/api/v1/sources/{uid}.ris"],
    "api/v1/timelines.<format:format>": ["/api/v1/timelines.ndjson"],
    "api/v1/timelines/<record:slug>/events.<format:format>": [
        "/api/v1/timelines/{slug}/events.md",
        "/api/v1/timelines/{uid}/events.ics",
    ],
    "api/": ["/api/"],
    "timelines/": ["/timelines/"],
    "api/v1/timelines/<record:slug>/": ["/api/v1/timelines/{slug}/", "/api/v1/timelines/{uid}/"],
    "api/v1/timelines/<record:slug>/events/": [
        "/api/v1/timelines/{slug}/events/",
        "/api/v1/timelines/{uid}/events/",
        "/api/v1/timelines/{slug}/events/?from=1900",
    ],
}


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Every route but those of the desk, as the resolver has them."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from routes(pattern.url_patterns, route)
        else:
            yield route


@dataclass
class World:
    """What is published, and what is not, as (uid, slug)."""

    public: list[tuple[str, str]]
    secret: list[tuple[str, str]]
    records: dict[str, Any]

    def addresses(self) -> dict[str, tuple[str, str]]:
        """Every address of every route, with the names that stand in it."""
        return {
            walk.format(uid=uid, slug=slug): (uid, slug)
            for walks in WALKS.values()
            for walk in walks
            for uid, slug in [*self.public, *self.secret]
        }


@pytest.fixture
def world(db: None) -> World:
    """An event with an actor and a source, in a timeline; nothing else yet."""
    iran, source = make_actor("Iran"), make_source(slug="report")
    event = make_published_event("A journey", slug="visit", participants=[(iran, "host")], citations=[cite(source)])
    unpublished = make_event("Quetzal entry", slug="quetzal-entry", date="2010")
    timeline = make_published_timeline("Visits", slug="visits", events=[event, unpublished])
    records = {"actor": iran, "source": source, "event": event, "timeline": timeline}
    return World([(r.uid, r.slug) for r in records.values()], [(unpublished.uid, unpublished.slug)], records)


def hide(world: World, now: datetime) -> None:
    """Adds drafts of every type, and an edit that is not approved to everything public."""
    actor = make_actor("Quetzalia", slug="quetzalia")
    source = make_source("The Quetzal", slug="quetzal-report", title="Of quetzals")
    event = make_event(
        "A quetzal is seen",
        slug="quetzal-seen",
        summary="The quetzal flew.",
        attribution="according to the Quetzal",
        date="2011",
        participants=[(actor, "speaker"), (world.records["actor"], "host")],
        citations=[cite(source, says="A quetzal.", quote="Quetzal!"), cite(world.records["source"], says="Quetzal?")],
        part_of=world.records["event"],
    )
    review.submit(event, by=None, at=now)
    timeline = make_timeline("Quetzals", slug="quetzals", dek="All quetzals.", events=[event, world.records["event"]])
    world.secret += [(record.uid, record.slug) for record in (actor, source, event, timeline)]
    for cited in (source, world.records["source"]):
        keep_text(cited, "The quetzal flew.", by=None, at=now)
    snapshots = {
        "actor": snapshot_actor,
        "source": snapshot_source,
        "event": snapshot_event,
        "timeline": snapshot_timeline,
    }
    for name, record in world.records.items():
        record.slug = f"quetzal-{name}"
        setattr(record, "name" if name == "actor" else "title", "Renamed to quetzal")
        save_record(snapshots[name](record), author=None, at=now, reason="A quetzal")
        world.secret.append((record.uid, f"quetzal-{name}"))


def answers(client: Client, addresses: dict[str, tuple[str, str]]) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    """What each address answers: status, body and all headers."""
    found = {}
    for address in addresses:
        answer = client.get(address)
        headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
        found[address] = (answer.status_code, answer.getvalue(), headers)
    return found


def texts(client: Client, addresses: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Bodies and headers of every address, without the names that the asker wrote into it."""
    for address, names in addresses.items():
        for method in (client.get, client.head, client.options):
            answer = method(address)
            assert answer.status_code < 500, address
            text = f"{answer.headers}{answer.getvalue().decode()}"
            for name in names:
                text = text.replace(name, "")
            yield address, text


def test_every_route_is_walked() -> None:
    assert set(routes(get_resolver().url_patterns)) == set(WALKS)


def test_a_public_record_is_seen_on_the_walk(client: Client, world: World) -> None:
    seen = {address for address, text in texts(client, world.addresses()) if "A journey" in text}

    assert {"/timelines/visits/", "/timelines/visits/embed/", "/api/v1/events/", "/api/v1/timelines/visits/"} <= seen
    assert f"/events/{world.records['event'].uid}-visit/" in seen


def test_nothing_that_is_not_published_is_seen_on_any_route(client: Client, world: World, now: datetime) -> None:
    public = {uid for uid, _ in world.public}
    hide(world, now)
    hidden = {uid for uid, _ in world.secret} - public

    for address, text in texts(client, world.addresses()):
        assert SECRET not in text.lower(), address
        assert not [uid for uid in hidden if uid in text], address


def test_what_is_added_unpublished_changes_no_byte_of_any_answer(client: Client, world: World, now: datetime) -> None:
    addresses = world.addresses()
    before = answers(client, addresses)

    hide(world, now)

    assert answers(client, addresses) == before
    assert any("ETag" in headers for _, _, headers in before.values())


def test_what_is_not_published_answers_as_what_never_was(client: Client, world: World, now: datetime) -> None:
    public = {uid for uid, _ in world.public}
    hide(world, now)
    never = (new_uid(), "never-was")

    for uid, slug in world.secret:
        if uid in public:
            continue
        for walk in (walk for walks in WALKS.values() for walk in walks):
            asked = client.get(walk.format(uid=uid, slug=slug))
            other = client.get(walk.format(uid=never[0], slug=never[1]))
            assert asked.status_code == other.status_code, walk
            body = asked.getvalue().decode().replace(uid, never[0]).replace(slug, never[1])
            assert body == other.getvalue().decode(), walk


def test_a_retracted_claim_is_seen_nowhere(client: Client, world: World, now: datetime) -> None:
    actor = make_actor("Quetzalia", slug="quetzalia")
    source = make_source("The Quetzal", slug="quetzal-report", title="Of quetzals")
    event = make_published_event(
        "A quetzal is seen", slug="quetzal-seen", participants=[(actor, "host")], citations=[cite(source)]
    )
    timeline = make_published_timeline("Quetzals", slug="quetzals", events=[event])
    world.secret += [(record.uid, record.slug) for record in (actor, source, event, timeline)]
    assert any(SECRET in text.lower() for _, text in texts(client, world.addresses()))

    review.retract(timeline, by=None, reason="Wrong throughout.", at=now)
    review.retract(event, by=None, reason="The source withdrew it.", at=now)

    for address, text in texts(client, world.addresses()):
        assert SECRET not in text.lower(), address
        assert actor.uid not in text, address
        assert source.uid not in text, address
    assert client.get(f"/api/v1/events/{event.uid}/").status_code == 410
    for slug in ("quetzalia", "quetzal-report", "quetzal-seen"):
        for name in ("actors", "sources", "timelines"):
            assert client.get(f"/api/v1/{name}/{slug}/").status_code == 404
    # A publisher embeds a timeline under its slug, and is told: nobody learns it from that who does not ask by it.
    assert client.get("/api/v1/timelines/quetzals/").status_code == 410


def test_of_the_text_of_a_source_nothing_but_the_quotation_is_seen(client: Client, world: World, now: datetime) -> None:
    source = world.records["source"]
    keep_text(source, "The quetzal flew. They came by ship. The quetzal sang.", by=None, at=now)
    event = make_published_event("By ship", slug="by-ship", citations=[cite(source, quote="They came by ship")])
    assert event.citations.get().quote_prefix == "The quetzal flew."
    world.public.append((event.uid, event.slug))

    seen = [*texts(client, world.addresses())]

    assert f"/events/{event.uid}-by-ship/" in {address for address, text in seen if "They came by ship" in text}
    for address, text in seen:
        assert SECRET not in text.lower(), address
        assert Snapshot.objects.get().sha256 not in text, address
        assert "quote_prefix" not in text, address


def test_the_desk_sends_strangers_to_the_login(client: Client, world: World) -> None:
    event = world.records["event"]
    text = f"events/source/{world.records['source'].pk}/text/"
    pages = ("", "events/event/", f"events/event/{event.pk}/change/", "events/revision/", "events/event/999/", text)
    for address in (*pages, f"{text}plain/", f"{text}replace/", "events/source/add-by-text/"):
        answer = client.get(f"/admin/{address}")

        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/admin/login/?next="), address
        assert answer.content == b""
    assert SECRET not in client.get("/admin/login/").content.decode().lower()
