"""What review would have against publishing the events of a file."""

import msgspec

from events.documents import CitationDesk, EventDocument, SourceStub
from events.models.citations import QuoteCheck
from events.queries.provenance import assess
from events.services.assembly import with_public_stubs
from events.services.editing import stances_in_doubt
from events.services.importing.directory import Directory
from events.services.importing.standing import Here
from events.services.review import document_refusals, refusals


def new_refusals(document: EventDocument, directory: Directory) -> list[str]:
    """Against an event that is not in the record yet."""
    return [refusal.message for refusal in document_refusals(_as_public(document, directory))]


def standing_refusals(here: Here, document: EventDocument, *, changed: bool) -> list[str]:
    """Against an event of the record as a file would have it."""
    if not changed:
        return [refusal.message for refusal in refusals(here.event)]
    found = [refusal.message for refusal in document_refusals(with_public_stubs(document))]
    desks = [row.desk or CitationDesk() for row in document.citations]
    if stances_in_doubt(here.document, document) or any(desk.to_confirm for desk in desks):
        found.append("Stances have to be confirmed: import it without publishing, and confirm them at the desk.")
    if any(desk.quote_check == QuoteCheck.LOST for desk in desks):
        found.append("A quotation was not found in its source: correct or remove it.")
    return found


def _as_public(document: EventDocument, directory: Directory) -> EventDocument:
    """The document with its sources as they are public: what was edited since weighs as it did when it was approved."""
    rows = []
    for row in document.citations:
        entry = directory.sources.entries[row.source.uid]
        if entry.key is not None and (entry.document.genre, entry.document.publisher) != (
            row.source.genre,
            row.source.publisher,
        ):
            public = msgspec.convert(entry.document, SourceStub, from_attributes=True)
            row = msgspec.structs.replace(row, source=public)
        rows.append(row)
    if rows == document.citations:
        return document
    date = document.date.edtf if document.date else None
    return msgspec.structs.replace(document, citations=rows, assessment=assess(rows, (), date))
