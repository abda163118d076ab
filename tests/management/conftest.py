"""A folder of fixtures that loads in no time: two events of the chronology with all that they name."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project_settings

from events.services.seeding import FILES

EVENTS = ("bolivia-recognises-palestine-2010", "bolivia-letter-to-abbas-2010")
ROOTS = {"events.actor": "actor", "events.source": "source", "events.event": "event"}


def _rows(name: str) -> list[dict[str, Any]]:
    path = Path(project_settings.BASE_DIR) / "fixtures" / name
    read: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _of_events(row: dict[str, Any]) -> bool:
    if row["model"] == "events.event":
        return row["fields"]["slug"] in EVENTS
    return row["fields"]["event"][0] in EVENTS and row["fields"].get("other", EVENTS)[0] in EVENTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The six files, holding two events, the timeline and everything that they name."""
    events = [row for row in _rows("events.json") if _of_events(row)]
    citations = [row for row in _rows("citations.json") if _of_events(row)]
    timeline = [row for row in _rows("timeline.json") if row["model"] == "events.timeline" or _of_events(row)]
    actors = {
        row["fields"][key][0] for row in (*events, *citations) for key in ("actor", "speaker") if key in row["fields"]
    }
    sources = {row["fields"]["source"][0] for row in citations}
    content = {
        "kinds.json": _rows("kinds.json"),
        "actors.json": [
            r for r in _rows("actors.json") if r["model"] == "events.actor" and r["fields"]["slug"] in actors
        ],
        "sources.json": [r for r in _rows("sources.json") if r["fields"].get("slug") in sources],
        "events.json": events,
        "citations.json": citations,
        "timeline.json": timeline,
    }
    chosen = tmp_path / "fixtures"
    chosen.mkdir()
    for name in FILES:
        (chosen / name).write_text(json.dumps(content[name]), encoding="utf-8")
    return chosen
