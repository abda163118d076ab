"""Whether a document may enter the record: the checks of the models' own fields, without making models.

Texts are under the text policy already (`events.formats.incoming`); what is checked here is what a field adds to it:
its length, its choices, its validators, and what the constraints of the tables say of a whole event.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model

from events.dates import EdtfError, recall_edtf
from events.documents import EventDocument, EventStub
from events.fields import EdtfField
from events.formats.incoming import RowFault
from events.models import Citation, Event, Participation
from events.models.events import Relation
from events.services.applying import event_columns

# What a revision may have, so that the next ones have room: as many digits as a cell of CSV.
_HIGHEST = 999_999_999
_EARLIEST = datetime.min.replace(tzinfo=UTC)
# Where a column stands in a document, if not under its own name.
_MEMBERS = {
    "date": "date.edtf",
    "date_text": "date.text",
    "place_name": "place.name",
    "place_country": "place.country",
    "latitude": "place.latitude",
    "longitude": "place.longitude",
    "place_precision": "place.precision",
}
# What has few values, each of which is checked once.
_REPEATED = {"role", "aspect", "stance", "language", "place_country", "place_precision", "type", "genre"}
_CITED = ("aspect", "stance", "says", "stated_date", "stated_text", "via", "quote", "locator")


def event_faults(document: EventDocument, at: datetime) -> list[RowFault]:
    """All that keeps a document, its references aside, from being an event."""
    faults = list(column_faults(Event, {"uid": document.uid, **event_columns(document)}))
    for place, part in enumerate(document.participants):
        faults += column_faults(Participation, {"role": part.role}, f"participants[{place}].")
    for place, row in enumerate(document.citations):
        faults += column_faults(Citation, {name: getattr(row, name) for name in _CITED}, f"citations[{place}].")
    return [*faults, *_whole_faults(document, at)]


def column_faults(model: type[Model], columns: Mapping[str, Any], path: str = "") -> Iterator[RowFault]:
    """What the fields of a model have against the values of their columns."""
    checks = _checks(model)
    for name, value in columns.items():
        if (value is None or value == "") and checks[name].blank:
            continue
        reason = _remembered(model, name, value) if name in _REPEATED else checks[name].reason(value)
        if reason:
            yield RowFault(f"{path}{_MEMBERS.get(name, name)}", reason)


@lru_cache(maxsize=4096)
def _remembered(model: type[Model], name: str, value: str) -> str:
    return _checks(model)[name].reason(value)


@dataclass(frozen=True)
class _Check:
    """What a field has against a value."""

    blank: bool
    dated: bool
    choices: tuple[str, ...]
    longest: int | None
    validators: tuple[Any, ...]

    def reason(self, value: Any) -> str:
        """Why the value is refused; "" where it is not."""
        if value is None or value == "":
            return "" if self.blank else "is missing"
        if self.dated:
            return _date_reason(value)
        if self.choices and value not in self.choices:
            return f"“{value}” is none of {', '.join(self.choices)}"
        if self.longest and len(value) > self.longest:
            return f"has {len(value)} characters; there may be {self.longest}"
        for validator in self.validators:
            try:
                validator(value)
            except ValidationError as error:
                return " ".join(error.messages)
        return ""


def _date_reason(value: str) -> str:
    try:
        recall_edtf(value)
    except EdtfError as error:
        return str(error)
    return ""


@cache
def _checks(model: type[Model]) -> dict[str, _Check]:
    return {field.name: _check(field) for field in model._meta.concrete_fields}


def _check(field: Any) -> _Check:
    choices = tuple(value for value, _ in field.flatchoices if value)
    lengths = [one for one in field.validators if isinstance(one, MaxLengthValidator)]
    return _Check(
        blank=field.blank,
        dated=isinstance(field, EdtfField),
        choices=choices,
        longest=field.max_length,
        validators=tuple(one for one in field.validators if one not in lengths) if not choices else (),
    )


def _whole_faults(document: EventDocument, at: datetime) -> Iterator[RowFault]:
    place = document.place
    if place and (place.latitude is None) != (place.longitude is None):
        yield RowFault("place", "give both latitude and longitude, or neither")
    if not 0 <= document.revision <= _HIGHEST:
        yield RowFault("revision", f"write a whole number from 1 to {_HIGHEST}")
    yield from _time_faults(document, at)
    yield from _twice("participants", ((part.actor.uid, part.role) for part in document.participants), "actor and role")
    yield from _twice("citations", ((row.source.uid, row.aspect) for row in document.citations), "source and aspect")
    yield from _twice(
        "related", ((one.relation, one.event.uid or one.event.slug) for one in document.related), "relation and event"
    )
    for place_, one in enumerate(document.related):
        if one.relation not in Relation.values:
            yield RowFault(f"related[{place_}].relation", f"“{one.relation}” is none of {', '.join(Relation.values)}")
        if _is_itself(one.event, document):
            yield RowFault(f"related[{place_}].event", "an event is not related to itself")
    if document.part_of and _is_itself(document.part_of, document):
        yield RowFault("part_of", "an event is not part of itself")


def _is_itself(stub: EventStub, document: EventDocument) -> bool:
    return stub.uid == document.uid or (not stub.uid and stub.slug == document.slug)


def _time_faults(document: EventDocument, at: datetime) -> Iterator[RowFault]:
    times = {"published_at": document.published_at, "revised_at": document.revised_at}
    zoned = {name: time for name, time in times.items() if time and time.tzinfo}
    for name, time in times.items():
        if time and name not in zoned:
            yield RowFault(name, "say in which time zone: end it with Z for UTC")
    for name, time in zoned.items():
        if time > at:
            yield RowFault(name, "lies in the future")
        elif time < _EARLIEST:
            yield RowFault(name, "lies before the year 1 by the clock of UTC")
    if len(zoned) == len(times) and zoned["revised_at"] < zoned["published_at"]:
        yield RowFault("revised_at", "lies before published_at")


def _twice(field: str, keys: Iterable[tuple[str, str]], what: str) -> Iterator[RowFault]:
    seen = set()
    for place, key in enumerate(keys):
        if key in seen:
            yield RowFault(f"{field}[{place}]", f"the same {what} stand there twice")
        seen.add(key)
