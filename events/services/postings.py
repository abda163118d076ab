"""Keeps the postings: for each facet and value the primary keys of its events, as bitmaps that can be intersected.

They say what the keys say, and are written with them, by `publishing` and `loading` alone, whose turn it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from django.db.models import Q
from pyroaring import BitMap

from events.dates import DISTANT_FUTURE, DISTANT_PAST, civil_date
from events.models import Posting, PostingTotal, Publication, PublicationKey, RecordType
from events.models.publications import CHUNK, KEYED, Facet

# A facet and a value.
Posted: TypeAlias = tuple[str, str]
_Members: TypeAlias = Mapping[Posted, Iterable[int]]
_MOST_IN_A_QUERY = 500


def posted(publication: Publication) -> set[Posted]:
    """What an event is posted under, as the database has it; nothing for another record, or one that is not saved."""
    if publication.pk is None or publication.span is None:
        return set()
    return {*publication.keys.values_list("facet", "value"), *posted_by_date(publication.span, publication.sort_key)}


def posted_by_date(span: int, sort_key: int | None) -> set[Posted]:
    """What an event is posted under without a key of its own: all events, its span class, its year."""
    by_date: set[Posted] = {(Facet.ALL, ""), (Facet.SPAN, str(span))}
    if sort_key is not None and DISTANT_PAST < sort_key < DISTANT_FUTURE:
        by_date.add((Facet.YEAR, str(civil_date(sort_key)[0])))
    return by_date


def move(pk: int, before: set[Posted], after: set[Posted]) -> None:
    """Posts an event anew. Inside a transaction."""
    post(dict.fromkeys(after - before, (pk,)), dict.fromkeys(before - after, (pk,)))


def post(added: _Members, removed: _Members | None = None) -> None:
    """Adds publications to postings and removes them from others. Inside a transaction."""
    removed = removed or {}
    wanted = _by_chunk(added), _by_chunk(removed)
    touched = sorted({*wanted[0], *wanted[1]})
    for first in range(0, len(touched), _MOST_IN_A_QUERY):
        _write(touched[first : first + _MOST_IN_A_QUERY], *wanted)


def disagreements() -> Iterator[Posted]:
    """The facets and values of which the postings say something else than the keys do."""
    for facet in Facet:
        right, standing = _as_keyed(facet), _as_posted(facet)
        for value in sorted({*right, *standing}):
            if standing.get(value) is None or right.get(value) != standing[value]:
                yield facet, value


def repost() -> None:
    """Writes the postings that are wrong again. Inside a transaction."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for facet, value in disagreements():
        wrong[facet].append(value)
    for facet, values in wrong.items():
        right = _as_keyed(Facet(facet))
        for value in values:
            Posting.objects.filter(facet=facet, value=value).delete()
            PostingTotal.objects.filter(facet=facet, value=value).delete()
            post({(facet, value): right.get(value, BitMap())})


_Chunk: TypeAlias = tuple[str, str, int]


def _by_chunk(members: _Members) -> dict[_Chunk, BitMap]:
    chunks: dict[_Chunk, BitMap] = defaultdict(BitMap)
    for (facet, value), pks in members.items():
        for pk in pks:
            chunks[facet, value, pk // CHUNK].add(pk)
    return chunks


def _write(touched: Sequence[_Chunk], added: Mapping[_Chunk, BitMap], removed: Mapping[_Chunk, BitMap]) -> None:
    before = _standing(touched)
    after = {
        chunk: (before.get(chunk, BitMap()) | added.get(chunk, BitMap())) - removed.get(chunk, BitMap())
        for chunk in touched
    }
    more: dict[Posted, int] = defaultdict(int)
    for chunk, bits in after.items():
        more[chunk[:2]] += len(bits) - len(before.get(chunk, BitMap()))
    kept = [
        Posting(facet=facet, value=value, chunk=number, bits=bits.serialize())
        for (facet, value, number), bits in after.items()
        if bits
    ]
    Posting.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["facet", "value", "chunk"], update_fields=["bits"]
    )
    for facet, value, number in (chunk for chunk in before if not after[chunk]):
        Posting.objects.filter(facet=facet, value=value, chunk=number).delete()
    _count({key: number for key, number in more.items() if number})


def _standing(touched: Sequence[_Chunk]) -> dict[_Chunk, BitMap]:
    numbers = {number for _, _, number in touched}
    rows = Posting.objects.filter(_any_of({chunk[:2] for chunk in touched}), chunk__in=numbers)
    wanted = set(touched)
    return {
        (facet, value, number): BitMap.deserialize(bytes(bits))
        for facet, value, number, bits in rows.values_list("facet", "value", "chunk", "bits")
        if (facet, value, number) in wanted
    }


def _count(more: Mapping[Posted, int]) -> None:
    if not more:
        return
    rows = PostingTotal.objects.filter(_any_of(more)).values_list("facet", "value", "events")
    before = {(facet, value): events for facet, value, events in rows}
    totals = {key: before.get(key, 0) + number for key, number in more.items()}
    PostingTotal.objects.bulk_create(
        [PostingTotal(facet=facet, value=value, events=events) for (facet, value), events in totals.items() if events],
        update_conflicts=True,
        unique_fields=["facet", "value"],
        update_fields=["events"],
    )
    if gone := [key for key, events in totals.items() if not events]:
        PostingTotal.objects.filter(_any_of(gone)).delete()


def _any_of(keys: Iterable[Posted]) -> Q:
    by_facet: dict[str, list[str]] = defaultdict(list)
    for facet, value in keys:
        by_facet[facet].append(value)
    chosen = Q()
    for facet, values in by_facet.items():
        chosen |= Q(facet=facet, value__in=values)
    return chosen


def _as_keyed(facet: Facet) -> dict[str, BitMap]:
    """What the postings of a facet should hold by value, from the keys and the dates of the publications."""
    right: dict[str, BitMap] = defaultdict(BitMap)
    if facet in KEYED:
        keys = PublicationKey.objects.filter(facet=facet).order_by("value").values_list("value", "publication")
        for value, members in groupby(keys.iterator(), key=lambda row: row[0]):
            right[value] = BitMap(pk for _, pk in members)
        return right
    events = Publication.objects.filter(type=RecordType.EVENT).values_list("pk", "span", "sort_key")
    for pk, span, sort_key in events.iterator():
        for name, value in posted_by_date(int(span or 0), sort_key):
            if name == facet:
                right[value].add(pk)
    return right


def _as_posted(facet: Facet) -> dict[str, BitMap | None]:
    """What they do hold; None where chunks or the total are not what they should be."""
    standing: dict[str, BitMap | None] = {}
    for value, number, bits in Posting.objects.filter(facet=facet).values_list("value", "chunk", "bits"):
        members = BitMap.deserialize(bytes(bits))
        sound = bool(members) and {members.min() // CHUNK, members.max() // CHUNK} == {number}
        before = standing.get(value, BitMap())
        standing[value] = before | members if sound and before is not None else None
    totals = dict(PostingTotal.objects.filter(facet=facet).values_list("value", "events"))
    for value in {*standing, *totals}:
        held = standing.get(value)
        if held is None or len(held) != totals.get(value):
            standing[value] = None
    return standing
