"""What stands beside an event at the desk: its card as readers would get it, what is in the way of publishing it, the
stances to confirm, and who says what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from events.cards import ASPECTS, Card, Evidence, Testimony
from events.documents import CitationDocument, EventDocument
from events.models import Event
from events.services import review
from events.services.assembly import with_public_stubs
from events.services.editing import stances_in_doubt
from events.services.review import Refusal
from events.services.settling import dates_given


@dataclass(frozen=True)
class Cell:
    """What one source says on one aspect, and whether it gives another date than the event has."""

    evidence: Evidence
    aspect: str
    gives_date: bool


@dataclass(frozen=True)
class Row:
    """What one source says, aspect by aspect; None where it says nothing."""

    testimony: Testimony
    cells: list[Cell | None]


@dataclass(frozen=True)
class Standing:
    """An event as a document has it, saved or not; `before` is what is saved of it, if anything is."""

    event: Event
    document: EventDocument
    before: EventDocument | None = None
    sent: Mapping[str, str] = field(default_factory=dict)  # the form as it came in, if it did

    @cached_property
    def public(self) -> EventDocument:
        """The document with what it names as that is public."""
        return with_public_stubs(self.document)

    @property
    def card(self) -> Card:
        return Card(self.public)

    @property
    def refusals(self) -> list[Refusal]:
        return review.event_refusals(self.event, self.document, self.public)

    @property
    def to_confirm(self) -> list[Evidence]:
        """The stances that wait to be confirmed, those that a save would put in doubt included."""
        doubted = stances_in_doubt(self.before, self.document) if self.before else []
        return [Evidence(row) for row in self.document.citations if _waits(row) or row in doubted]

    @property
    def aspects(self) -> list[tuple[str, str, bool]]:
        """The aspects that anybody speaks to: their names, labels, and whether sources differ on them."""
        spoken = {row.aspect for row in self.document.citations}
        differ = self.document.assessment.differs
        return [(name, str(label), name in differ) for name, label in ASPECTS.items() if name in spoken]

    @property
    def differing(self) -> list[tuple[str, str, str]]:
        """The aspects on which sources differ, by name and label, and what was written of why that is closed."""
        typed = {name: self.sent.get(f"_close_reason_{name}", "") for name in ASPECTS}
        differ = self.document.assessment.differs
        return [(name, str(label), typed[name]) for name, label in ASPECTS.items() if name in differ or typed[name]]

    @property
    def rows(self) -> list[Row]:
        """Who says what, the first to be published first."""
        others = {(row.source.uid, row.aspect) for row in dates_given(self.document)}

        def cell(testimony: Testimony, aspect: str) -> Cell | None:
            said = testimony.rows.get(aspect)
            return Cell(said, aspect, (testimony.source.uid, aspect) in others) if said else None

        names = [name for name, _, _ in self.aspects]
        return [Row(each, [cell(each, name) for name in names]) for each in Card(self.document).testimonies]

    def context(self) -> dict[str, Any]:
        """What the templates show, each worked out once; but for the refusals, which not every page asks for."""
        names = ("card", "to_confirm", "aspects", "differing", "rows")
        return {name: getattr(self, name) for name in names} | {"event_document": self.document}


def _waits(row: CitationDocument) -> bool:
    return bool(row.desk and row.desk.to_confirm)
