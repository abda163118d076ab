"""An event of a file beside the same event in the record: what of it is kept."""

from collections.abc import Collection

import msgspec
from msgspec import UNSET

from events.documents import CitationDesk, CitationDocument, EventDesk, EventDocument, Place

_PLAIN = ("slug", "title", "summary", "attribution", "language")
_PLACE = ("name", "country", "latitude", "longitude", "precision")


def over(
    standing: EventDocument, incoming: EventDocument, given: Collection[str] | None, public: Collection[str]
) -> None:
    """Makes an incoming document what the standing one becomes by it, in place.

    What the file has no word for stays: members that are not `given` (None: all are), the notes of the desk where they
    still apply, and events that it names and that are not `public`, since no file shows them.
    """
    if given is not None:
        _keep_what_is_not_given(standing, incoming, given)
    if incoming.part_of is None and standing.part_of and standing.part_of.uid not in public:
        incoming.part_of = standing.part_of
    named = {one.event.uid for one in incoming.related}
    incoming.related += [one for one in standing.related if one.event.uid not in public and one.event.uid not in named]
    incoming.desk = _event_desk(standing, incoming)
    rows = {(row.source.uid, row.aspect): row for row in standing.citations}
    for row in incoming.citations:
        row.desk = _citation_desk(rows.get((row.source.uid, row.aspect)), row)


def _keep_what_is_not_given(standing: EventDocument, incoming: EventDocument, given: Collection[str]) -> None:
    for name in (*_PLAIN, "participants", "citations", "part_of", "related", "revision"):
        if name not in given:
            setattr(incoming, name, getattr(standing, name))
    if "kind.slug" not in given:
        incoming.kind = standing.kind
    if "date.edtf" not in given:
        incoming.date = msgspec.structs.replace(standing.date) if standing.date else None
    if "date.text" not in given and incoming.date and standing.date and incoming.date.edtf == standing.date.edtf:
        incoming.date.text = standing.date.text
    nowhere = Place(None, None, None, None, None)
    old, new = standing.place or nowhere, incoming.place or nowhere
    values = {name: getattr(new if f"place.{name}" in given else old, name) for name in _PLACE}
    incoming.place = Place(**values) if any(value is not None for value in values.values()) else None


def _event_desk(standing: EventDocument, incoming: EventDocument) -> EventDesk:
    desk = standing.desk or EventDesk()
    old, new = standing.date, incoming.date
    if (old and (old.edtf, old.text)) == (new and (new.edtf, new.text)):
        return desk
    return msgspec.structs.replace(desk, date_anchor=None, date_rule="", date_text="")


def _citation_desk(standing: CitationDocument | None, incoming: CitationDocument) -> CitationDesk:
    if standing is None or standing.desk is UNSET:
        return CitationDesk()
    desk, fresh = standing.desk, CitationDesk()
    kept = msgspec.structs.replace(desk)
    if standing.quote != incoming.quote:
        for name in ("quote_prefix", "quote_suffix", "quote_start", "quote_end", "quote_check"):
            setattr(kept, name, getattr(fresh, name))
    if (standing.stated_date, standing.stated_text) != (incoming.stated_date, incoming.stated_text):
        kept.stated_anchor, kept.stated_rule = None, ""
    if (standing.stance, standing.says) != (incoming.stance, incoming.says):
        kept.to_confirm = False
    return kept
