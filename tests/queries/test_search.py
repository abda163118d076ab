"""Search by words finds what a slow reading of every document finds, in the same order, however it is carried out."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from random import Random

import pytest
from django.db import connection, transaction

from events.dates import parse_edtf
from events.documents import EventDocument, decode
from events.folding import fold_for_index
from events.models import Publication, PublicationKey
from events.models.publications import Facet
from events.queries import arms, chronology, recency
from events.queries.chronology import find_events
from events.queries.counting import count_by_year, count_events
from events.queries.questions import EventQuery, Window
from events.queries.search import are_common, matching_ids
from events.services.synthesis import synthesize
from events.services.synthetic_words import WORDS
from tests.conftest import NOW
from tests.queries.test_oracle import everything
from tests.queries.test_plans import plans

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def texts(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, set[str]]]:
    """Two hundred and fifty published events: the words of each, by uid, read from all that its document says."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        list(synthesize(250, seed=17, at=NOW))
        documents = Publication.objects.filter(type="event").values_list("document", flat=True)
        yield {event.uid: words_of(event) for event in (decode(text, EventDocument) for text in documents)}
        transaction.set_rollback(True)


def words_of(event: EventDocument) -> set[str]:
    parts = [event.title, event.summary, event.kind.label, event.place.name if event.place else ""]
    parts += [part.actor.name for part in event.participants]
    for row in event.citations:
        parts += [row.says, row.source.title, row.source.publisher]
    return set(fold_for_index(" ".join(part or "" for part in parts)))


def found(query: EventQuery) -> list[str]:
    return [uid for uid, _ in everything(query)]


@pytest.fixture(params=["filters first", "words first", "looked at", "looked at a little"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way in which a search may be carried out; with these few events it would always be the first."""
    if request.param != "filters first":
        monkeypatch.setattr(arms, "_COUNTED", 0)
    if request.param.startswith("looked at"):
        monkeypatch.setattr(chronology, "_PUT_IN_ORDER", 0)
    if request.param == "looked at a little":
        monkeypatch.setattr(chronology, "_LOOKED_AT", 12)
        monkeypatch.setattr(recency, "FEW", 3)
    return str(request.param)


def random_query(texts: dict[str, set[str]], facets: list[tuple[Facet, str]], random: Random) -> EventQuery:
    first, last = sorted(random.choices(range(1900, 2030), k=2))
    match = random.choice(["overlaps", "within", "starts", "covers"])
    window = Window.between(parse_edtf(str(first)), parse_edtf(str(last)), match)  # type: ignore[arg-type]
    some = sorted(random.choice(list(texts.values())) & {*WORDS, "synthetic", "visit", "attack", "nowhere"})
    return EventQuery(
        window=random.choice([window, None]),
        facets=tuple(random.sample(facets, random.choice([0, 0, 1, 2]))),
        undated=random.choice([None, "include", "exclude", "only"]),
        order=random.choice(["date", "-date", "updated", "-updated"]),
        page_size=random.choice([7, 50, 500]),
        words=tuple(random.sample(some, random.choice([1, 1, 2, 3]))),
    )


def test_every_search_finds_what_a_slow_reading_finds(texts: dict[str, set[str]], way: str) -> None:
    facets = [(Facet(facet), value) for facet, value in set(PublicationKey.objects.values_list("facet", "value"))]
    common = [pair for pair, _ in Counter(PublicationKey.objects.values_list("facet", "value")).most_common(12)]
    facets = [pair for pair in sorted(facets) if pair in common]
    random = Random(5)
    found_some = 0

    for _ in range(40):
        query = random_query(texts, facets, random)
        without = found(replace(query, words=()))

        right = [uid for uid in without if set(query.words) <= texts[uid]]
        assert found(query) == right, query
        assert count_events(query) == len(right), query
        found_some += bool(right)

    assert found_some > 8


def test_every_search_counts_what_it_finds_by_year(texts: dict[str, set[str]]) -> None:
    for words in ((WORDS[0],), (WORDS[1], "synthetic"), ("nowhere",), (WORDS[2], WORDS[3], WORDS[4])):
        counts: Counter[int] = Counter()
        for year in range(1990, 2027):
            window = Window.between(parse_edtf(str(year)), parse_edtf(str(year)), "starts")
            asked = EventQuery(window, words=words, undated="exclude", page_size=500)
            counts.update(count_by_year(asked))
            hits = [json.loads(hit.document)["uid"] for hit in find_events(asked).hits]
            assert sum(count_by_year(asked).values()) == len(hits)
            assert all(set(words) <= texts[uid] for uid in hits)


def test_the_ids_of_all_that_match_come_rising(texts: dict[str, set[str]]) -> None:
    words = (WORDS[0], "synthetic")
    right = sorted(uid for uid, held in texts.items() if set(words) <= held)

    ids = list(matching_ids(words))

    assert ids == sorted(ids)
    assert sorted(Publication.objects.filter(pk__in=ids).values_list("uid", flat=True)) == right


def test_words_are_told_apart_by_how_common_they_are(texts: dict[str, set[str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    assert are_common(("synthetic",), 200)
    assert not are_common(("synthetic", "unheard"), 200)
    assert not are_common((WORDS[0], WORDS[1]), 10_000)


def test_no_search_scans_a_table(texts: dict[str, set[str]], way: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few events are scanned soonest
    window = Window.between(parse_edtf("1990"), parse_edtf("1999"))
    kind = PublicationKey.objects.filter(facet=Facet.KIND).values_list("value", flat=True)[0]
    pages = ("hit", "near", "counted", "found", "events_words", "CONSTANT")

    for query in (EventQuery(), EventQuery(window), EventQuery(window, ((Facet.KIND, kind),), "include", "-date")):
        steps = list(chain(*plans(replace(query, words=(WORDS[0], WORDS[7])))))
        scans = [step for step in steps if step.startswith("SCAN ") and step.split()[1] not in pages]
        assert scans + [step for step in steps if "Seq Scan" in step] == []
        # On PostgreSQL the planner chooses among indexes by its statistics, and among so few rows by chance.
        if way == "words first" and connection.vendor == "sqlite":
            assert any("events_words" in step for step in steps)
