"""The examples of answers in the OpenAPI schema: what the first chronology answers. `make openapi` writes them anew."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from events.models import Event
from events.services.review import retract
from events.services.seeding import seed
from tests.conftest import NOW

EXAMPLES = Path(settings.BASE_DIR) / "events" / "api" / "schema" / "examples.json"
EVENT = "01M852Z9PBD1A4Y5TYRYVWTZ7C"
TIMELINE = "/api/v1/timelines/israel-bolivia-and-iran"
# By the name of the operation.
ADDRESSES = {
    "root": "/api/v1/",
    "list_events": "/api/v1/events/?from=2010-12&to=2010-12&match=within&page_size=1",
    "list_events_as_file": "/api/v1/events.csv?from=2010-12&to=2010-12&match=within",
    "get_event": f"/api/v1/events/{EVENT}/",
    "get_event_as_file": f"/api/v1/events/{EVENT}.md",
    "list_actors": "/api/v1/actors/?page_size=1&count=exact",
    "list_actors_as_file": "/api/v1/actors.ndjson",
    "get_actor": "/api/v1/actors/iran/",
    "list_sources": "/api/v1/sources/?page_size=1",
    "list_sources_as_file": "/api/v1/sources.bib",
    "get_source": "/api/v1/sources/mehr-2023-07-20/",
    "get_source_as_file": "/api/v1/sources/mehr-2023-07-20.ris",
    "list_timelines": "/api/v1/timelines/?fields=uid,url,slug,title,dek",
    "list_timelines_as_file": "/api/v1/timelines.ndjson",
    "get_timeline": f"{TIMELINE}/?fields=uid,url,slug,title,dek,language",
    "list_timeline_events": f"{TIMELINE}/events/?kind=agreement&fields=uid,title,assessment&page_size=2",
    "list_timeline_events_as_file": f"{TIMELINE}/events.ics?kind=agreement",
    "list_changes": "/api/v1/changes/?type=event&page_size=2",
    "count_facets": "/api/v1/facets/?kind=agreement",
    "read_dates": "/api/v1/dates/?q=almost+two+decades+ago&lang=en&anchor=2023-08-08",
}
# By their status; 410 once the event is retracted.
PROBLEMS = {
    "400": "/api/v1/events/?from=banana&colour=red",
    "404": "/api/v1/actors/nobody/",
    "410": f"/api/v1/events/{EVENT}/",
}
# Of a file.
MOST_LINES = 12


def answers() -> dict[str, dict[str, Any]]:
    """What a database that holds the first chronology and nothing else answers; an event of it is retracted at last."""
    client = Client(headers={"host": "127.0.0.1:8000"})
    told = {name: _answer(client, address, 200) for name, address in ADDRESSES.items()}
    retract(Event.objects.get(uid=EVENT), by=None, reason="The source withdrew it.", at=NOW)
    return told | {status: _answer(client, address, int(status)) for status, address in PROBLEMS.items()}


def write() -> None:
    """Makes the database, which is to be empty, and writes down what it answers."""
    call_command("migrate", verbosity=0)
    for _ in seed(Path(settings.BASE_DIR) / "fixtures", at=NOW):
        pass
    EXAMPLES.write_text(json.dumps(answers(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _answer(client: Client, address: str, status: int) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == status, address
    text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    lines = text.splitlines(keepends=True)
    cut = answer.streaming and len(lines) > MOST_LINES
    return {
        "address": address,
        "media_type": answer["Content-Type"].partition(";")[0],
        "cut": cut,
        "value": "".join(lines[:MOST_LINES] if cut else lines) if answer.streaming else json.loads(text),
    }
