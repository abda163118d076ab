"""The events of the record that may have fallen into a decade, as parts that a database reads in order.

Each part is one stretch of the index by span class, found as in `events.queries.days`.
"""

from typing import NamedTuple

from django.db.models import QuerySet, Subquery

from events.dates import (
    DISTANT_FUTURE,
    DISTANT_PAST,
    Edtf,
    Interval,
    PartialDate,
    civil_date,
    day_number,
    parse_edtf,
)
from events.models import Event
from events.queries.arms import DATED_SPANS
from events.queries.days import stretch

ORDER = ("sort_key", "latest", "pk")


class Decade(NamedTuple):
    """Ten years, from one that ends in 0."""

    year: int

    @property
    def edtf(self) -> Edtf:
        """The decade as a date; before the common era EDTF's own decades begin with years that end in 9."""
        if self.year > 0:
            return parse_edtf(f"{self.year // 10:03}X")
        return Interval(PartialDate(self.year), PartialDate(self.year + 9))

    @property
    def first(self) -> int:
        """Its first day, counted from 0001-01-01."""
        return day_number(self.year, 1, 1)

    @property
    def last(self) -> int:
        return day_number(self.year + 9, 12, 31)

    def overlapping(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """Those that may have fallen into it."""
        return events.filter(earliest__lte=self.last, latest__gte=self.first)

    def in_parts(self, events: QuerySet[Event]) -> list[QuerySet[Event]]:
        """The same by span class: no event is in two."""
        return [self._of(events, span) for span in DATED_SPANS]

    def _of(self, events: QuerySet[Event], span: int) -> QuerySet[Event]:
        after, by = stretch(span, self.first, self.last)
        return self.overlapping(events.filter(span=span, sort_key__gte=after, sort_key__lte=by))


def decades() -> list[Decade]:
    """The decades from the first dated event of the record to the last; at most the last hundred of them."""
    dated = Event.objects.filter(sort_key__gt=DISTANT_PAST, sort_key__lt=DISTANT_FUTURE)
    # Each end from its end of the index: asked for the least and the greatest at once, SQLite reads all of it.
    ends = (Subquery(dated.order_by(order).values("sort_key")[:1]) for order in ("sort_key", "-sort_key"))
    days = list(Event.objects.order_by().values_list(*ends)[:1])
    if not days or days[0][0] is None:
        return []
    first, last = (civil_date(day)[0] // 10 * 10 for day in days[0])
    return [Decade(year) for year in range(max(first, last - 990), last + 10, 10)]
