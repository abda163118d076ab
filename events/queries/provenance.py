"""How well an event is supported and where its sources differ: computed from its citations, never typed in.

Two facts are kept apart. `support` counts the distinct origins that affirm the occurrence; `differs` names the aspects
on which sources disagree. See docs/explanation/assessment.md.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import get_args

import msgspec

from events.dates import Edtf, recall_edtf
from events.documents import Aspect, Assessment, CitationDocument, EventDocument, SourceStub, Support

# Genres that argue a case: what they affirm is shown, and never counts as support.
PARTISAN_GENRES = frozenset({"opinion", "advocacy"})
_ASPECTS: tuple[Aspect, ...] = get_args(Aspect)


def assess(citations: Sequence[CitationDocument], closed: Iterable[str] = (), date: str | None = None) -> Assessment:
    """The assessment of an event from its citations, the aspects a curator has settled, and its own date (EDTF)."""
    origins = independent_origins(citations)
    return Assessment(
        support=_support(citations, len(origins)),
        origins=len(origins),
        sources=len({citation.source.uid for citation in citations}),
        differs=differing_aspects(citations, closed, date),
    )


def assess_again(document: EventDocument) -> EventDocument:
    """The document with the assessment that follows from what else it says now."""
    closed = [difference.aspect for difference in document.desk.closed] if document.desk else []
    date = document.date.edtf if document.date else None
    return msgspec.structs.replace(document, assessment=assess(document.citations, closed, date))


def independent_origins(citations: Iterable[CitationDocument]) -> set[str]:
    """The distinct origins that affirm the occurrence: what repeats AP is AP, one newsroom's reports are one origin."""
    return {
        _origin(citation.source, citation.via)
        for citation in citations
        if citation.aspect == "occurrence"
        and citation.stance == "affirms"
        and citation.source.genre not in PARTISAN_GENRES
    }


def differing_aspects(
    citations: Sequence[CitationDocument], closed: Iterable[str] = (), date: str | None = None
) -> list[Aspect]:
    """The aspects on which sources disagree, in the order of the vocabulary, less the closed ones."""
    settled = set(closed)
    disputed = {citation.aspect for citation in citations if citation.stance == "disputes"}
    return [
        aspect
        for aspect in _ASPECTS
        if aspect not in settled and (_dates_differ(citations, date) if aspect == "date" else aspect in disputed)
    ]


def dates_conflict(one: Edtf, other: Edtf) -> bool:
    """Whether two stated dates cannot both be right: their bounds are disjoint.

    A date stated to the day may be one day off, since midnight is not the same everywhere; a coarser one is no
    conflict as long as it overlaps.
    """
    stated_to_the_day = "day" in (_grain(one), _grain(other))
    return max(_gap(one, other), _gap(other, one)) > (1 if stated_to_the_day else 0)


def _support(citations: Iterable[CitationDocument], origins: int) -> Support:
    if origins:
        return "multiple" if origins > 1 else "single"
    speaking = [c for c in citations if c.aspect == "occurrence" and c.stance != "mentions"]
    affirmed = any(citation.stance == "affirms" for citation in speaking)
    partisan = all(citation.source.genre in PARTISAN_GENRES for citation in speaking)
    return "opinion_only" if affirmed and partisan else "none"


def _origin(source: SourceStub, via: str | None) -> str:
    return (via or source.publisher or source.uid).casefold()


def _dates_differ(citations: Sequence[CitationDocument], date: str | None) -> bool:
    # What disputes the date disputes the event's own, also where no other source states one.
    against = [row.stated_date for row in citations if row.aspect == "date" and row.stance == "disputes"]
    if any(stated is None or (date and dates_conflict(recall_edtf(stated), recall_edtf(date))) for stated in against):
        return True
    stated = {citation.stated_date for citation in citations if citation.stated_date}
    return any(dates_conflict(*pair) for pair in combinations([recall_edtf(text) for text in sorted(stated)], 2))


def _grain(date: Edtf) -> str:
    return "day" if date.precision in ("day", "time") else "coarse"


def _gap(earlier: Edtf, later: Edtf) -> int:
    """The days from the last of one to the first of the other: 1 when they adjoin, 0 or less when they overlap."""
    if earlier.latest is None or later.earliest is None:
        return 0
    return later.earliest - earlier.latest
