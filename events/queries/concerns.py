"""Which concerns an event raises for curators: a function of its document, of who of its persons may be living, and
of the day."""

from collections.abc import Collection, Iterator

from events.dates import Edtf, recall_edtf
from events.documents import CitationDocument, EventDocument
from events.models.actors import ActorType
from events.models.citations import QuoteCheck
from events.models.desk import Concern
from events.queries.provenance import dates_conflict

_SUPPORT = {
    "none": Concern.UNSUPPORTED,
    "opinion_only": Concern.OPINION_ONLY,
    "single": Concern.SINGLE_SOURCE,
}


def concerns(document: EventDocument, living: Collection[str], today: int) -> set[Concern]:
    """The concerns of an event; `living`: the uids of the persons who may be; `today`: days since 0001-01-01."""
    return set(_concerns(document, living, today))


def persons(document: EventDocument) -> set[str]:
    """The uids of the persons whom an event names as taking part."""
    return {part.actor.uid for part in document.participants if part.actor.type == ActorType.PERSON}


def _concerns(document: EventDocument, living: Collection[str], today: int) -> Iterator[Concern]:
    if document.assessment.support in _SUPPORT:
        yield _SUPPORT[document.assessment.support]
    if document.assessment.differs:
        yield Concern.DIFFERS
    if not persons(document).isdisjoint(living):
        yield Concern.LIVING
    desks = [row.desk for row in document.citations if row.desk]
    if any(desk.quote_check == QuoteCheck.LOST for desk in desks):
        yield Concern.QUOTE_LOST
    if any(desk.to_confirm for desk in desks):
        yield Concern.TO_CONFIRM
    if document.date:
        date = recall_edtf(document.date.edtf)
        if date.latest is None:
            yield Concern.OPEN_ENDED
        if _is_doubtful(date, document.citations, today):
            yield Concern.DATE


def _is_doubtful(date: Edtf, citations: Collection[CitationDocument], today: int) -> bool:
    """Whether it had not begun by today, or before a source that affirms it was published, or no source gives it."""
    if date.earliest is None:
        return False
    affirming = [row for row in citations if row.stance == "affirms"]
    published = [recall_edtf(row.source.published).latest for row in affirming if row.source.published]
    if date.earliest > min([today, *(day for day in published if day is not None)]):
        return True
    stated = [recall_edtf(row.stated_date) for row in affirming if row.stated_date]
    return bool(stated) and all(dates_conflict(date, other) for other in stated)
