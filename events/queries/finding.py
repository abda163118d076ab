"""Which records the desk finds by their words, drafts included; of the index of published words `search` tells."""

from django.db import connection

from events.folding import fold
from events.models import RecordType

# Of more nobody looks through a list: another word is what helps.
MOST_FOUND = 5000


def type_word(type_: RecordType) -> str:
    """What stands among the words of every record of a type, so that others are not gone through."""
    return f"type0{type_.value}"


def find_uids(type_: RecordType, text: str) -> list[str]:
    """The uids of the records that hold all words of a text, the last one as the beginning of a word: at most 5 000;
    a uid finds the record itself. None are found by a text without a letter or digit.
    """
    words = fold(text)[:16]
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [_asked([type_word(type_), *words]), MOST_FOUND])
        found = [uid for (uid,) in cursor.fetchall()]
    return [*found, text.strip().upper()]


def _statement() -> str:
    if connection.vendor == "sqlite":
        return (
            "SELECT uid FROM events_recordwords WHERE id IN"
            " (SELECT rowid FROM events_desk WHERE events_desk MATCH %s LIMIT %s)"
        )
    words = "array_to_tsvector(string_to_array(words, ' '))"
    return f"SELECT uid FROM events_recordwords WHERE {words} @@ %s::tsquery LIMIT %s"


def _asked(words: list[str]) -> str:
    """All words at once: folded ones hold no sign that either language would read."""
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{word}"' for word in words) + "*"
    return " & ".join(f"'{word}'" for word in words) + ":*"
