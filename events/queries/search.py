"""Which published events hold all of some words, as SQL for the chronology and as ids.

Words are folded (`events.folding`) and asked for as they are: no text of a reader's is ever read as a query language.
SQLite finds them in FTS5, PostgreSQL in a GIN index of exact lexemes; both know which publications hold a word, and
nothing of ranks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from django.db import connection

# A parameter that is a tuple stands for several.
Condition: TypeAlias = tuple[str, Any]
_CHUNK = 10_000
_ROWS = re.compile(r"rows=(\d+)")
_LEXEMES = "array_to_tsvector(string_to_array({}words, ' '))"


def found_in(words: Sequence[str]) -> tuple[str, Condition]:
    """The table, as `hit`, of what orders the events that hold all words, and the condition that finds them."""
    if connection.vendor == "sqlite":
        # The words are found first, and each event in one step of the index that covers its place.
        places = "events_publicationwords hit INDEXED BY publication_words_place"
        joined = f"events_words CROSS JOIN {places} ON hit.publication_id = events_words.rowid"
        return joined, ("events_words MATCH %s", _asked(words))
    return "events_publicationwords hit", (f"{_LEXEMES.format('hit.')} @@ %s::tsquery", _asked(words))


def holding(words: Sequence[str], publication: str) -> Condition:
    """The condition that the publication whose id stands in a column holds all words; for a row at a time, which the
    indexes of words are slow at: they are looked for in the text."""
    each, asked = _in_text(words)
    return f"EXISTS (SELECT 1 FROM events_publicationwords held WHERE held.publication_id = {publication}{each})", asked


def holding_by_uid(words: Sequence[str]) -> Condition:
    """The same of the publication whose uid a row `hit` has."""
    each, asked = _in_text(words)
    held = "events_publication named JOIN events_publicationwords held ON held.publication_id = named.id"
    return f"EXISTS (SELECT 1 FROM {held} WHERE named.uid = hit.uid{each})", asked


def are_common(words: Sequence[str], most: int) -> bool:
    """Whether so many events or more hold all words. On PostgreSQL as its statistics have it: to count them would take
    as long as to fetch them all."""
    table, (condition, asked) = found_in(words)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            some = f"SELECT 1 FROM events_words WHERE {condition} LIMIT {most:d}"
            cursor.execute(f"SELECT count(*) FROM ({some}) found", [asked])
            return int(cursor.fetchone()[0]) >= most
        cursor.execute(f"EXPLAIN SELECT 1 FROM {table} WHERE {condition}", [asked])
        estimate = _ROWS.search(cursor.fetchone()[0])
        return estimate is not None and int(estimate.group(1)) >= most


def matching_ids(words: Sequence[str]) -> Iterator[int]:
    """The ids of all publications that hold all words, rising."""
    if connection.vendor == "sqlite":
        sql, asked = "SELECT rowid FROM events_words WHERE events_words MATCH %s ORDER BY rowid", _asked(words)
    else:
        table, (condition, asked) = found_in(words)
        sql = f"SELECT publication_id FROM {table} WHERE {condition} ORDER BY publication_id"
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked])
        while rows := cursor.fetchmany(_CHUNK):
            yield from (pk for (pk,) in rows)


def _asked(words: Sequence[str]) -> str:
    """All words at once, each as it is: folded words hold no sign that either language would read."""
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{word}"' for word in words)
    return " & ".join(f"'{word}'" for word in words)


def _in_text(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    position = "instr" if connection.vendor == "sqlite" else "strpos"
    return f" AND {position}(' ' || held.words || ' ', %s) > 0" * len(words), tuple(f" {word} " for word in words)
