"""Pages of a list of a million: counted up to a bound, and found by key before whole rows are read."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet

if TYPE_CHECKING:
    Base = Paginator[Any]
else:
    Base = Paginator

MOST_COUNTED = 10_000
FEW = 1000


class DeskPaginator(Base):
    """Pages through a queryset; or through parts of it in the order of time, which the database merges as it reads."""

    def __init__(
        self, queryset: QuerySet[Any], per_page: int, *args: Any, parts: Sequence[QuerySet[Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(queryset, per_page, *args, **kwargs)
        self._rows, self._parts = queryset, parts

    @cached_property
    def count(self) -> int:
        """How many there are, up to 10 000: what is beyond is reached by filters and words, not page by page."""
        if self._few is not None:
            return len(self._few)
        counted = 0
        for part in self._parts or [self._rows]:
            counted += part.order_by().values("pk")[: MOST_COUNTED - counted].count()
        return counted

    @cached_property
    def _few(self) -> list[Any] | None:
        """The keys of all rows, where they are few: looking for them in the order of an index might read all of it."""
        if self._parts:
            return None
        keys = list(self._rows.order_by().values_list("pk", flat=True)[: FEW + 1])
        return keys if len(keys) <= FEW else None

    @property
    def more(self) -> bool:
        """Whether there are more than were counted, or just so many."""
        return self.count == MOST_COUNTED

    def page(self, number: Any) -> "Page[Any]":
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys(first, min(first + self.per_page, self.count))
        rows = {row.pk: row for row in self._rows.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)

    def _keys(self, first: int, last: int) -> list[int]:
        if not self._parts:
            rows = self._rows if self._few is None else self._rows.filter(pk__in=self._few)
            return list(rows.values_list("pk", flat=True)[first:last])
        columns = ("sort_key", "latest", "id")
        parts = [part.order_by().values_list(*columns) for part in self._parts]
        if connection.features.supports_slicing_ordering_in_compound:
            # PostgreSQL merges what is in order; SQLite, which takes no such parts, does so by itself.
            parts = [part.order_by(*columns)[:last] for part in parts]
        merged = parts[0].union(*parts[1:], all=True).order_by(*columns)
        return [key for *_, key in merged[first:last]]
