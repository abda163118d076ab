"""Checks the quotations of citations against the texts of their sources, and writes what came of it beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from events.documents import CitationDesk, EventDocument
from events.models import Citation, Event, Snapshot
from events.models.citations import QuoteCheck
from events.services import flagging
from events.services.quoting import Finding, Place, SearchedText

BATCH = 200
_PLACE = ("start", "end", "prefix", "suffix")
_COLUMNS = (*(f"quote_{name}" for name in _PLACE), "quote_check")
_READ = ("pk", "event_id", "quote", "source__uid", "event__title", "source__title", *_COLUMNS)
Row = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """A quotation that was looked for: whose, where, and what came of it now and before."""

    event: str
    source: str
    quote: str
    outcome: str
    before: str


def check_event(event: Event, before: EventDocument | None) -> None:
    """Checks the quotations of an event that is being saved, inside the transaction; `before` is its document as it
    stood, for a place that was noted of another quotation says nothing of this one."""
    rows = list(event.citations.order_by("pk").values("source_id", *_READ))
    quoted = {row["source_id"] for row in rows if row["quote"]}
    texts = Snapshot.objects.filter(source__in=quoted).values_list("source_id", "text") if quoted else ()
    searched = {source: SearchedText(text) for source, text in texts}
    noted_of = _noted_of(before) if before else {}
    for row in rows:
        standing = row["source__uid"], row["quote"]
        stale = noted_of.get(_place(row), standing) != standing
        noted = Place() if stale or not row["quote"] else _place(row)
        text = searched.get(row["source_id"]) if row["quote"] else None
        finding = text.find(row["quote"], noted) if text else None
        _write(row, _columns(finding, noted))


def check_source(source_id: int, *, at: datetime) -> Iterator[Checked]:
    """Checks all quotations of a source that are kept, some events at a time; yields each."""
    text = Snapshot.objects.filter(source=source_id).values_list("text", flat=True).first()
    searched = SearchedText(text) if text else None
    last = 0
    while events := _quoting(source_id, last):
        yield from _check_some(source_id, events, searched, at)
        last = events[-1]


def check_sources(source_ids: Iterable[int], *, at: datetime) -> None:
    """Checks all quotations of some sources; of those that have no text nothing is known."""
    for some in _batches(source_ids):
        with_text = set(Snapshot.objects.filter(source__in=some).values_list("source_id", flat=True))
        _forget(Citation.objects.filter(source__in=set(some) - with_text), at)
        for source_id in sorted(with_text):
            for _checked_one in check_source(source_id, at=at):
                pass


def check_all(*, at: datetime) -> Iterator[Checked]:
    """Checks every quotation whose source has a text, a source at a time; yields each."""
    _forget(Citation.objects.filter(source__snapshot=None), at)
    last = 0
    while sources := _with_text(last):
        for source_id in sources:
            yield from check_source(source_id, at=at)
        last = sources[-1]


def look_up(source_id: int, quote: str, noted: Place) -> str:
    """What comes of looking a quotation up in the text of a source; "" where none is kept. Writes nothing."""
    text = Snapshot.objects.filter(source=source_id).values_list("text", flat=True).first()
    return SearchedText(text).find(quote, noted).outcome.value if text else ""


def weigh(source_id: int, text: str, *, most: int = 1000) -> list[Checked]:
    """What would come of the quotations of a source, of the first thousand, if this were its text; writes nothing."""
    searched = SearchedText(text)
    rows = Citation.objects.filter(source=source_id).exclude(quote="").order_by("pk").values(*_READ)[:most]
    return [_checked(row, searched.find(row["quote"], _place(row)).outcome) for row in rows]


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(numbers)
    while some := list(islice(waiting, BATCH)):
        yield some


@transaction.atomic
def _check_some(source_id: int, events: list[int], text: SearchedText | None, at: datetime) -> list[Checked]:
    # An event that is being saved at this moment is waited for; what its citations are is read after that.
    list(Event.objects.select_for_update(no_key=True).filter(pk__in=events).order_by("pk").values_list("pk"))
    rows = Citation.objects.filter(source=source_id, event__in=events).exclude(quote="").order_by("event_id", "pk")
    found, changed = [], set()
    for row in rows.values(*_READ):
        columns = _columns(text.find(row["quote"], _place(row)) if text else None, _place(row))
        if row["quote_check"] == QuoteCheck.MOVED and columns["quote_start"] == row["quote_start"]:
            columns["quote_check"] = QuoteCheck.MOVED.value  # until somebody saves the event, nobody has seen it
        if _write(row, columns):
            changed.add(row["event_id"])
        found.append(_checked(row, columns["quote_check"]))
    if changed:
        flagging.flag_events(sorted(changed), at=at)
    return found


@transaction.atomic
def _forget(citations: QuerySet[Citation], at: datetime) -> None:
    """Takes back what was found in texts that are gone."""
    checked = citations.exclude(quote_check="")
    lost = checked.filter(quote_check=QuoteCheck.LOST).order_by("event_id").values_list("event_id", flat=True)
    events = list(lost.distinct()[: flagging.MOST_AT_ONCE])
    checked.update(quote_check="")
    if events:
        flagging.flag_events(events, at=at)


def _quoting(source_id: int, after: int) -> list[int]:
    """The next events that quote a source."""
    rows = Citation.objects.filter(source=source_id, event__gt=after).exclude(quote="")
    return list(rows.order_by("event_id").values_list("event_id", flat=True).distinct()[:BATCH])


def _with_text(after: int) -> list[int]:
    """The next sources that have a text."""
    rows = Snapshot.objects.filter(source__gt=after).order_by("source_id")
    return list(rows.values_list("source_id", flat=True)[:BATCH])


def _write(row: Row, columns: Row) -> bool:
    """Writes what differs; whether the outcome did."""
    if any(row[name] != value for name, value in columns.items()):
        Citation.objects.filter(pk=row["pk"]).update(**columns)
    return bool(row["quote_check"] != columns["quote_check"])


def _columns(finding: Finding | None, noted: Place) -> Row:
    """What is written; of a quotation that stands nowhere now, or in several places, what was noted stays."""
    place = finding.place if finding and finding.place.start is not None else noted
    return {
        **{f"quote_{name}": value for name, value in asdict(place).items()},
        "quote_check": finding.outcome.value if finding else "",
    }


def _place(row: Row) -> Place:
    return Place(*(row[f"quote_{name}"] for name in _PLACE))


def _noted_of(document: EventDocument) -> dict[Place, tuple[str, str]]:
    """Of which source and quotation each place was noted."""
    return {
        place: (row.source.uid, row.quote or "")
        for row in document.citations
        if (place := _place_of(row.desk or CitationDesk())) != Place()
    }


def _place_of(desk: CitationDesk) -> Place:
    return Place(*(getattr(desk, f"quote_{name}") for name in _PLACE))


def _checked(row: Row, outcome: str) -> Checked:
    return Checked(row["event__title"], row["source__title"], row["quote"], str(outcome), row["quote_check"])
