"""Under which uid and slug records are published, and when each last changed: no document is read.

In sections, so that what one request holds and writes does not grow with the record.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max

from events.models import Publication, RecordType
from events.queries.publications import published

# Sitemaps allow 50 000; writing so many addresses would take seconds.
SECTION = 2000


class Address(NamedTuple):
    """A published record's names, and when it last changed."""

    uid: str
    slug: str
    revised_at: datetime | None


class Sections(NamedTuple):
    """Which sections of a type there are, and when the newest change in any of them was, where that is known."""

    numbers: range
    revised_at: datetime | None


def event_sections() -> Sections:
    """Those of events: each holds the events of 2000 primary keys in turn, so that an event keeps its section for
    good and a section is found as fast at a million as at ten. One may be empty."""
    last = Publication.objects.aggregate(last=Max("pk"))["last"] or 0
    return Sections(range(1, -(-last // SECTION) + 1), None)


def event_addresses(number: int) -> list[Address]:
    """The events of a section, in the order in which they were first published."""
    first = (number - 1) * SECTION + 1
    # The type is looked at here: in the query it would have SQLite walk all events through an index by type.
    rows = Publication.objects.filter(pk__range=(first, first + SECTION - 1)).order_by("pk")
    chosen = rows.values_list("uid", "slug", "revised_at", "type")
    return [Address(uid, slug, at) for uid, slug, at, type_ in chosen if type_ == RecordType.EVENT]


def sections(type_: RecordType) -> Sections:
    """Those of the types of which there are thousands at most: in the order of slugs."""
    found = published(type_).aggregate(number=Count("pk"), revised_at=Max("revised_at"))
    return Sections(range(1, -(-found["number"] // SECTION) + 1), found["revised_at"])


def addresses(type_: RecordType, number: int) -> list[Address]:
    """The records of a section, in the order of slugs."""
    rows = published(type_).order_by("slug").values_list("uid", "slug", "revised_at")
    return [Address(*row) for row in rows[(number - 1) * SECTION : number * SECTION]]
