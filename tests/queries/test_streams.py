"""All that a query finds, page after page, and nothing held between them."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import RecordType
from events.queries import streams
from events.queries.chronology import find_events
from events.queries.cursors import Cursor
from events.queries.publications import list_documents
from events.queries.questions import EventQuery
from events.queries.streams import stream_documents, stream_events
from tests.factories import make_published_event


@pytest.fixture
def events(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Eight events, two of a day and two undated, read three at a time."""
    monkeypatch.setattr(streams, "PAGE", 3)
    return [make_published_event(date=date) for date in ["2010", "2011", "2011", "2012", "2013", "2014", None, None]]


@pytest.mark.parametrize("order", ["date", "-date", "updated", "-updated"])
def test_a_stream_is_the_pages_of_a_query_joined(events: list[Any], order: Any) -> None:
    query = EventQuery(order=order)

    assert list(stream_events(query)) == find_events(replace(query, page_size=100)).hits
    assert len(list(stream_events(query))) == len(events)


def test_it_begins_at_the_beginning_whatever_page_was_asked_for(events: list[Any]) -> None:
    second = find_events(EventQuery(page_size=2)).next
    assert isinstance(second, Cursor)

    assert len(list(stream_events(EventQuery(page_size=2, cursor=second)))) == len(events)


def test_nothing_is_read_before_it_is_wanted_and_no_transaction_is_begun(events: list[Any]) -> None:
    with CaptureQueriesContext(connection) as queries:
        stream = stream_events(EventQuery(undated="exclude"))
        asked = [len(queries)]
        for _ in range(6):
            next(stream)
            asked.append(len(queries))

    assert asked == [0, 1, 1, 1, 2, 2, 2]
    assert not any(query["sql"].startswith(("SAVEPOINT", "BEGIN", "DECLARE")) for query in queries.captured_queries)


def test_what_is_published_meanwhile_shifts_nothing(events: list[Any]) -> None:
    stream = stream_events(EventQuery(undated="exclude"))
    read = [next(stream) for _ in range(3)]

    make_published_event(date="2009")
    make_published_event(date="2015")
    read += stream

    assert len({hit.document for hit in read}) == len(read) == 7


def test_records_are_streamed_by_slug(events: list[Any]) -> None:
    whole = list_documents(RecordType.SOURCE, page_size=100, cursor=None).documents

    assert list(stream_documents(RecordType.SOURCE)) == whole
    assert len(whole) == len(events)
