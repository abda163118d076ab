"""GET /api/v1/actors/ and /api/v1/actors/{slug}/."""

import json

from django.test import Client

from events.models import Affiliation
from events.models.actors import ActorName
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_source


def test_an_actor_has_every_key_and_nothing_of_the_desk(client: Client, db: None) -> None:
    state, minister = (
        make_actor("Bolivia", country="BO", wikidata="Q750"),
        make_actor("A minister", type="person", living="yes"),
    )
    document = snapshot_actor(
        minister,
        names=[ActorName(text="Un ministro", language="es", form="official")],
        affiliations=[Affiliation(organisation=state, role="Minister", span="2020/2023")],
    )
    minister = save_record(document, author=None, at=NOW)
    make_published_event(participants=[(minister, "speaker"), (state, "affected")])

    answer = json.loads(client.get("/api/v1/actors/a-minister/").content)

    assert list(answer) == (
        [
            "uid",
            "slug",
            "name",
            "type",
            "country",
            "wikidata",
            "names",
            "affiliations",
            "revision",
            "published_at",
            "revised_at",
        ]
    )
    assert answer["names"] == [{"text": "Un ministro", "language": "es", "form": "official"}]
    assert answer["affiliations"][0]["organisation"]["slug"] == "bolivia"
    assert (answer["affiliations"][0]["role"], answer["affiliations"][0]["span"]) == ("Minister", "2020/2023")
    assert (answer["country"], answer["wikidata"]) == (None, None)


def test_actors_stand_in_the_order_of_their_slugs(client: Client, db: None) -> None:
    people = [(make_actor(name), "mentioned") for name in ("Iran", "Bolivia", "Argentina")]
    make_published_event(participants=people)

    answer = client.get("/api/v1/actors/").json()

    assert [actor["slug"] for actor in answer["results"]] == ["argentina", "bolivia", "iran"]


def test_an_actor_is_found_by_slug_and_by_uid(client: Client, db: None) -> None:
    iran = make_actor("Iran")
    make_published_event(participants=[(iran, "host")])

    assert client.get("/api/v1/actors/iran/").json() == client.get(f"/api/v1/actors/{iran.uid}/").json()


def test_only_actors_that_a_published_event_names_are_public(client: Client, db: None) -> None:
    speaker, unnamed, drafted = make_actor("Speaker"), make_actor("Unnamed"), make_actor("Drafted")
    make_published_event(citations=[cite(make_source(), speaker=speaker)])
    make_event(participants=[(drafted, "host")])

    assert [actor["slug"] for actor in client.get("/api/v1/actors/").json()["results"]] == ["speaker"]
    for actor in (unnamed, drafted):
        assert client.get(f"/api/v1/actors/{actor.slug}/").status_code == 404
        assert client.get(f"/api/v1/actors/{actor.uid}/").status_code == 404
