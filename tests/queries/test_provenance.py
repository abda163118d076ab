"""How citations add up to an assessment."""

from itertools import count
from typing import Any

import pytest

from events.dates import parse_edtf
from events.documents import Assessment, CitationDocument, SourceStub
from events.queries.provenance import assess, dates_conflict, independent_origins

_numbers = count(1)


def row(publisher: str | None = None, *, genre: str = "news", uid: str = "", **fields: Any) -> CitationDocument:
    number = next(_numbers)
    source = SourceStub(
        uid=uid or f"S{number}",
        slug=f"source-{number}",
        title=f"Report {number}",
        genre=genre,
        publisher=publisher or f"Paper {number}",
        published=None,
        url=None,
    )
    values: dict[str, Any] = {
        "aspect": "occurrence",
        "stance": "affirms",
        "says": "It happened.",
        **dict.fromkeys(("stated_date", "stated_text", "speaker", "via", "quote", "locator")),
        **fields,
    }
    return CitationDocument(source=source, **values)


@pytest.mark.parametrize(
    ("rows", "support", "origins"),
    [
        ([], "none", 0),
        ([row()], "single", 1),
        ([row(), row()], "multiple", 2),
        ([row(stance="reports")], "none", 0),
        ([row(stance="disputes"), row(stance="mentions")], "none", 0),
        ([row(aspect="date")], "none", 0),
        ([row(genre="opinion")], "opinion_only", 0),
        ([row(genre="advocacy"), row(genre="opinion")], "opinion_only", 0),
        ([row(genre="opinion"), row(stance="mentions")], "opinion_only", 0),
        ([row(genre="opinion"), row(stance="reports")], "none", 0),
        ([row(genre="opinion", stance="reports")], "none", 0),
        ([row(genre="opinion"), row(genre="advocacy"), row()], "single", 1),
        ([row(genre="state_media"), row(genre="official")], "multiple", 2),
    ],
)
def test_support_counts_the_origins_that_affirm_the_occurrence(
    rows: list[CitationDocument], support: str, origins: int
) -> None:
    assessment = assess(rows)

    assert (assessment.support, assessment.origins) == (support, origins)


@pytest.mark.parametrize(
    ("rows", "origins"),
    [
        ([row("El Deber"), row("El Deber")], 1),
        ([row("El Deber"), row("EL DEBER")], 1),
        ([row(via="AP"), row(via="AP")], 1),
        ([row(via="AP"), row("AP")], 1),
        ([row(via="AP"), row(via="ap")], 1),
        ([row(via="AP"), row(via="IRNA")], 2),
        ([row("El Deber", via="AP"), row("El Deber")], 2),
        ([row(via="AP", stance="reports"), row("AP", genre="opinion"), row("AP")], 1),
        ([row("AP", genre="opinion"), row(via="AP", genre="advocacy")], 0),
    ],
)
def test_what_repeats_somebody_is_that_origin_once(rows: list[CitationDocument], origins: int) -> None:
    assert len(independent_origins(rows)) == origins


def test_sources_are_counted_apart_from_origins_and_rows() -> None:
    rows = [row("AP", uid="S0"), row("AP", uid="S0", aspect="date"), row("AP"), row(genre="opinion")]

    assert assess(rows) == Assessment(support="single", origins=1, sources=3, differs=[])


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("2019", "2020", True),
        ("2019-12", "2020-01", True),
        ("2025-12-09", "2025-12-10", False),  # midnight is not the same everywhere
        ("2025-12-09", "2025-12-11", True),
        ("2023-10-31", "2023-11", False),
        ("2023-10-30", "2023-11", True),
        ("2023-10-31T23:30:00Z", "2023-11-01", False),
        ("2013-08", "2013-08-20", False),
        ("2013", "2013-08", False),
        ("[2006..2019]", "2010-05-01", False),
        ("[2006..2019]", "2021", True),
        ("2006/2019", "2019", False),
        ("2010/..", "2015", False),
        ("2010/..", "2005", True),
        ("[..2010]", "2011-06", True),
        ("2010", "2010", False),
    ],
)
def test_dates_differ_when_their_bounds_are_disjoint(one: str, other: str, conflict: bool) -> None:
    dates = parse_edtf(one), parse_edtf(other)

    assert dates_conflict(*dates) is conflict
    assert dates_conflict(*reversed(dates)) is conflict


def test_any_two_of_many_stated_dates_may_differ() -> None:
    rows = [row(stated_date="2013"), row(stated_date="2013-08", aspect="date"), row(stated_date="2013-10")]

    assert assess(rows).differs == ["date"]
    assert assess(rows[:2]).differs == []


def test_an_aspect_differs_when_a_source_disputes_it() -> None:
    rows = [
        row(),
        row(aspect="outcome", stance="disputes"),
        row(aspect="nature", stance="reports"),
        row(aspect="participants", stance="disputes", genre="opinion"),
        row(aspect="date", stance="disputes"),
    ]

    assert assess(rows).differs == ["date", "participants", "outcome"]


def test_a_disputed_date_that_agrees_with_the_other_dates_is_no_difference() -> None:
    rows = [row(stated_date="2013-08-20"), row(aspect="date", stance="disputes", stated_date="2013-08")]

    assert assess(rows).differs == []


def test_a_closed_aspect_no_longer_differs() -> None:
    rows = [row(stated_date="2019"), row(stated_date="2020"), row(aspect="place", stance="disputes")]

    assert assess(rows).differs == ["date", "place"]
    assert assess(rows, closed=["date"]).differs == ["place"]
    assert assess(rows, closed=["date", "place", "outcome"]).differs == []
