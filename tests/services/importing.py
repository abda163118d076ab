"""What tests of importing do: write out what is public, read it in, and empty the database in between."""

import io
from typing import Any

from django.contrib.auth.models import User

from events.formats.files import Heading
from events.formats.registry import EVENTS
from events.models import (
    Actor,
    Affiliation,
    Change,
    Event,
    Kind,
    Publication,
    Redirect,
    Review,
    Revision,
    Source,
    Timeline,
    Tombstone,
)
from events.models.publications import Posting, PostingTotal
from events.services.importing import ImportPlan, apply_import, plan_import
from tests.conftest import NOW


def written(format: str = "ndjson") -> str:
    """All published events, as a file."""
    (one,) = [one for one in EVENTS if one.name == format]
    texts = Publication.objects.filter(type="event").order_by("uid").values_list("document", flat=True)
    return "".join(one.stream(texts, Heading("", "", "")))


def planned(content: str, format: str = "csv", *, publish: bool = False) -> ImportPlan:
    checked = plan_import(io.BytesIO(content.encode()), name="a file", format=format, publish=publish, at=NOW)
    checked.close()
    return checked.plan


def imported(
    content: str, format: str = "csv", *, publish: bool = False, by: User | None = None, reason: str = ""
) -> ImportPlan:
    checked = plan_import(io.BytesIO(content.encode()), name="a file", format=format, publish=publish, at=NOW)
    assert not checked.plan.errors, list(map(str, checked.plan.errors))
    apply_import(checked, by=by, at=NOW, reason=reason)
    checked.close()
    return checked.plan


def faults(content: str, format: str = "csv", *, publish: bool = False) -> list[tuple[int, str, str]]:
    return [(e.line, e.field, e.reason) for e in planned(content, format, publish=publish).errors]


def forget_everything() -> None:
    for model in (
        Posting,
        PostingTotal,
        Affiliation,
        Publication,
        Timeline,
        Tombstone,
        Redirect,
        Revision,
        Review,
        Change,
    ):
        model._default_manager.all().delete()
    Event.objects.update(part_of=None)
    for event in Event.objects.all():
        event.relations.all().delete()
    for model in (Event, Actor, Source, Kind):
        model._default_manager.all().delete()


def state() -> dict[str, list[Any]]:
    """All that a second import must leave as it is."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in (Event, Actor, Source, Kind, Revision, Review, Change, Publication)
    }
