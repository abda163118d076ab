"""Settling what sources differ on: taking the date that one of them gives, or closing a difference with a reason.

Both make of a document another one, which is then saved like any other: with what else somebody has written.
"""

import msgspec
from django.core.exceptions import ValidationError
from msgspec import UNSET

from events.dates import recall_edtf
from events.documents import CitationDocument, ClosedDifferenceDesk, EventDesk, EventDocument
from events.queries.provenance import assess_again
from events.services.editing import checked_reason
from events.services.snapshots import date_document


def take_date(document: EventDocument, source: str, aspect: str) -> EventDocument:
    """The event dated as one citation gives it, in that source's words; `source` is its uid.

    Raises ValidationError where no citation of this source on this aspect gives a date.
    """
    row = next((row for row in document.citations if (row.source.uid, row.aspect) == (source, aspect)), None)
    if row is None or not row.stated_date:
        raise ValidationError({"date": "No citation of this source gives a date that could be taken."}, "no_date")
    desk, cited = document.desk or EventDesk(), row.desk
    anchor, rule = (cited.stated_anchor, cited.stated_rule) if cited is not UNSET else (None, "")
    return assess_again(
        msgspec.structs.replace(
            document,
            date=date_document(recall_edtf(row.stated_date), row.stated_text or "", document.language),
            desk=msgspec.structs.replace(desk, date_anchor=anchor, date_rule=rule, date_text=""),
        )
    )


def close_difference(document: EventDocument, aspect: str, reason: str) -> EventDocument:
    """The event with a disagreement between its sources on one aspect closed, and why.

    Raises ValidationError where they do not differ on it, or no reason is given.
    """
    if not checked_reason(reason):
        raise ValidationError({"reason": "Say why this difference is closed."}, "reason")
    if aspect not in document.assessment.differs:
        raise ValidationError({"aspect": f"Sources do not differ on “{aspect}”."}, "aspect")
    desk = document.desk or EventDesk()
    closed = ClosedDifferenceDesk(aspect=aspect, reason=checked_reason(reason))  # type: ignore[arg-type]  # as checked
    desk = msgspec.structs.replace(desk, closed=[*desk.closed, closed])
    return assess_again(msgspec.structs.replace(document, desk=desk))


def dates_given(document: EventDocument) -> list[CitationDocument]:
    """The citations whose source gives another date than the event has."""
    own = document.date.edtf if document.date else None
    return [row for row in document.citations if row.stated_date and row.stated_date != own]
