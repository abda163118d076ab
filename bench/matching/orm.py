"""The pages of `find_events` as the ORM writes them: through its own join, and on the copied columns of the keys."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from events.dates import SPAN_OPEN_START
from events.models import Publication, PublicationKey, RecordType
from events.models.publications import SPAN_UNDATED
from events.queries.cursors import Cursor
from events.queries.questions import EventQuery, Window

_ORDER = ("sort_key", "latest", "uid")
_M = TypeVar("_M", bound=Model)


def join_page(query: EventQuery) -> Iterable[tuple[Any, ...]]:
    """The rows of a page, and the one by which it is known whether another follows: publications joined to keys."""
    columns = ("uid", "document", "sort_key", "latest", "earliest", "start_latest", "end_earliest", "exact")
    return join(query).values_list(*columns)[: query.page_size + 1]


def key_page(query: EventQuery) -> Iterable[tuple[Any, ...]]:
    """The same rows from the keys of the first facet, which hold what a window and the order need."""
    of_the_document = ("document", "earliest", "start_latest", "end_earliest", "exact")
    columns = ("uid", "sort_key", "latest", *(f"publication__{column}" for column in of_the_document))
    return _keys(query).values_list(*columns)[: query.page_size + 1]


def join(query: EventQuery) -> QuerySet[Publication]:
    """All publications that a query asks for, in order."""
    events = Publication.objects.filter(type=RecordType.EVENT)
    for facet, value in query.facets:
        events = events.filter(keys__facet=facet, keys__value=value)
    return _narrowed(events, query, _matches_publications)


def _keys(query: EventQuery) -> QuerySet[PublicationKey]:
    (facet, value), *others = query.facets
    keys = PublicationKey.objects.filter(facet=facet, value=value)
    for facet, value in others:
        keys = keys.filter(publication__keys__facet=facet, publication__keys__value=value)
    return _narrowed(keys, query, _matches_keys)


def _narrowed(rows: QuerySet[_M], query: EventQuery, matches: Callable[[Window], Q]) -> QuerySet[_M]:
    if query.window is not None:
        rows = rows.filter(matches(query.window))
    elif query.undated == "only":
        rows = rows.filter(span=SPAN_UNDATED)
    elif query.undated == "exclude":
        rows = rows.filter(sort_key__isnull=False)
    if query.cursor is not None:
        rows = rows.filter(_beyond(query.cursor))
    return rows.order_by(*_ORDER)


def _matches_publications(window: Window) -> Q:
    first, last = window.first, window.last
    return {
        "overlaps": Q(earliest__lte=last, latest__gte=first),
        "within": Q(earliest__gte=first, latest__lte=last),
        "starts": Q(earliest__lte=last, start_latest__gte=first),
        "covers": Q(earliest__lte=first, latest__gte=last),
    }[window.match]


def _matches_keys(window: Window) -> Q:
    """The same without `earliest`, which is the sort key but where the start is open."""
    first, last, open_start = window.first, window.last, Q(span=SPAN_OPEN_START)
    return {
        "overlaps": (Q(sort_key__lte=last) | open_start) & Q(latest__gte=first),
        "within": Q(sort_key__gte=first, latest__lte=last) & ~open_start,
        "starts": (Q(sort_key__lte=last) | open_start) & Q(start_latest__gte=first),
        "covers": (Q(sort_key__lte=first) | open_start) & Q(latest__gte=last),
    }[window.match]


def _beyond(cursor: Cursor) -> Q:
    sort_key, latest, uid = cursor.sort_key, cursor.latest, cursor.name
    return Q(sort_key__gt=sort_key) | Q(sort_key=sort_key) & (Q(latest__gt=latest) | Q(latest=latest, uid__gt=uid))
