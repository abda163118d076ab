"""A timeline in somebody else's page."""

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.services.editing import save_record
from events.services.review import approve, retract
from events.services.snapshots import snapshot_timeline
from tests.factories import make_published_event, make_published_timeline
from tests.pages.reading import elements, texts


def ancestors(answer: object) -> str:
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))  # type: ignore[index]
    return policy["frame-ancestors"]


def test_anybody_may_frame_it_unless_its_editors_say_who(client: Client, db: None) -> None:
    make_published_timeline(slug="open")
    make_published_timeline(slug="closed", embed_origins="https://press.example\nhttps://other.example:8443")

    for slug, origins in {"open": "*", "closed": "'self' https://press.example https://other.example:8443"}.items():
        answer = client.get(f"/timelines/{slug}/embed/")
        assert ancestors(answer) == origins
        assert not answer.has_header("X-Frame-Options")


def test_nothing_else_may_be_framed(client: Client, db: None) -> None:
    event = make_published_event()
    make_published_timeline(slug="visits", events=[event], embed_origins="https://press.example")

    for address in (
        "/",
        "/timelines/visits/",
        f"/events/{event.uid}-{event.slug}/",
        f"/events/{event.uid}/",
        "/nothing/",
        "/?colour=red",
        "/admin/login/",
        "/api/docs/",
        "/api/v1/events/",
    ):
        answer = client.get(address)
        assert ancestors(answer) == "'none'", address
        assert answer["X-Frame-Options"] == "DENY", address


def test_what_has_not_changed_is_framed_as_it_was(client: Client, db: None) -> None:
    make_published_timeline(slug="visits")
    etag = client.get("/timelines/visits/embed/")["ETag"]

    again = client.get("/timelines/visits/embed/", headers={"if-none-match": etag})

    assert again.status_code == 304
    assert not again.has_header("Content-Security-Policy")  # another one would replace what the browser has
    assert not again.has_header("X-Frame-Options")


def test_what_went_wrong_is_told_inside_the_frame(client: Client, db: None) -> None:
    make_published_timeline(slug="visits")

    for address, status in {"/timelines/nothing/embed/": 404, "/timelines/visits/embed/?colour=red": 400}.items():
        answer = client.get(address)
        assert answer.status_code == status
        assert ancestors(answer) == "*"
        assert not answer.has_header("X-Frame-Options")


def test_no_script_but_our_own_runs_in_any_page_of_readers(client: Client, db: None) -> None:
    event = make_published_event()
    make_published_timeline(slug="visits", events=[event])

    for address in ("/", "/timelines/visits/", f"/events/{event.uid}-{event.slug}/"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "script-src 'self'" in policy, address
        assert "connect-src" not in policy, address
        assert "unsafe" not in policy, address
        assert "require-trusted-types-for 'script'" in policy, address
        (script,) = (e for e in elements(answer.content.decode(), "script") if "type" not in e.attributes)
        assert script.attributes["src"] == "/static/timeline/frame.js"
        assert script.text == ""
        assert b"style=" not in answer.content, address


@pytest.mark.parametrize("address", ["/timelines/visits/embed/", "/timelines/visits/embed/?colour=red"])
def test_one_script_of_ours_runs_in_a_frame(client: Client, db: None, address: str) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])

    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    (script,) = elements(answer.content.decode(), "script")

    assert script.attributes == {"src": "/static/timeline/frame.js", "defer": ""}
    assert "script-src 'self';" in f"{policy};"
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert b"style=" not in answer.content


@pytest.mark.parametrize(
    "query",
    [
        "initialWidth=600&childId=here&parentTitle=A%20story&parentUrl=https%3A%2F%2Fpress.example%2F%3Fa%3Db",
        "lang=fa&theme=dark",
    ],
)
def test_what_is_no_filter_does_not_filter(client: Client, db: None, query: str) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])

    answer = client.get(f"/timelines/visits/embed/?{query}")

    assert answer.status_code == 200
    assert b"press.example" not in answer.content


def test_it_sets_no_cookie_and_reads_none(client: Client, curator: User) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])
    stranger = client.get("/timelines/visits/embed/")
    client.force_login(curator)
    known = client.get("/timelines/visits/embed/")

    for answer in (stranger, known):
        assert not answer.has_header("Set-Cookie")
        assert not answer.cookies
        assert "Cookie" not in answer["Vary"]
        assert "s-maxage=60" in answer["Cache-Control"]
    assert known.content == stranger.content


def test_it_has_the_entries_without_the_chrome_of_the_site(client: Client, db: None) -> None:
    make_published_timeline("Visits", slug="visits", events=[make_published_event("A visit")])

    answer = client.get("/timelines/visits/embed/")
    page = answer.content.decode()

    assert "A visit" in page
    assert "Evidence (1)" in page
    assert not elements(page, "nav")
    assert elements(page, "base", target="_top")
    assert "The whole timeline" in texts(page, "a", href="http://testserver/timelines/visits/")[0]


def test_search_engines_are_led_to_the_whole_timeline(client: Client, db: None) -> None:
    make_published_timeline(slug="visits")

    answer = client.get("/timelines/visits/embed/?order=-date")

    assert answer["X-Robots-Tag"] == "noindex"
    assert '<link rel="canonical" href="http://testserver/timelines/visits/">' in answer.content.decode()


def test_its_pages_lead_on_inside_the_frame(client: Client, db: None) -> None:
    events = [make_published_event(date=f"20{number:02}") for number in range(51)]
    make_published_timeline(slug="visits", events=events)

    page = client.get("/timelines/visits/embed/").content.decode()

    (link,) = elements(page, "a", rel="next")
    assert link.attributes["href"].startswith("http://testserver/timelines/visits/embed/?cursor=")
    assert link.attributes["target"] == "_self"


@pytest.mark.parametrize("address", ["/timelines/{uid}/", "/timelines/{uid}/embed/"])
def test_a_retracted_timeline_is_gone(client: Client, db: None, now: datetime, address: str) -> None:
    timeline = make_published_timeline("A claim", slug="a-claim")
    retract(timeline, by=None, reason="Wrong throughout.", at=now)

    answer = client.get(address.format(uid=timeline.uid))

    assert answer.status_code == 410
    assert "Wrong throughout." in answer.content.decode()
    assert "A claim" not in answer.content.decode()


def test_whoever_asks_again_is_told_of_a_new_list_of_who_may_frame_it(client: Client, db: None, now: datetime) -> None:
    timeline = make_published_timeline(slug="visits")
    before = client.get("/timelines/visits/embed/")
    timeline.embed_origins = "https://press.example"
    timeline = save_record(snapshot_timeline(timeline), author=None, at=now, reason="Only the press")
    approve(timeline, timeline.revision, by=None, at=now, reason="Said better")

    after = client.get("/timelines/visits/embed/", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert ancestors(after) == "'self' https://press.example"
    assert client.get("/timelines/visits/embed/", headers={"if-none-match": after["ETag"]}).status_code == 304
