"""GET /api/v1/."""

from django.test import Client


def test_the_root_leads_to_every_resource(client: Client, db: None) -> None:
    links = client.get("/api/v1/").json()

    assert links == {
        "events": "http://testserver/api/v1/events/",
        "actors": "http://testserver/api/v1/actors/",
        "sources": "http://testserver/api/v1/sources/",
        "timelines": "http://testserver/api/v1/timelines/",
        "facets": "http://testserver/api/v1/facets/",
        "changes": "http://testserver/api/v1/changes/",
        "schema": "http://testserver/api/schema/",
        "docs": "http://testserver/api/docs/",
    }
    for link in links.values():
        assert client.get(link).status_code == 200, link
