"""What a record is searched by at the desk: the words of its newest revision, written with it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from events.documents import SHAPES, ActorDocument, Document, EventDocument, SourceDocument, TimelineDocument
from events.folding import fold_for_index
from events.models import RecordType, RecordWords
from events.queries.finding import type_word
from events.services.inserting import Row

WORDS = ("type", "uid", "words")
_TYPES = {shape: RecordType(name) for name, shape in SHAPES.items()}


def words_of(document: Document) -> str:
    """The folded words of a record, each once: its names in all languages, its slug, what an event says of itself."""
    words = dict.fromkeys(fold_for_index("\n".join(_texts(document))))
    return " ".join([type_word(type_of(document)), *words])


def type_of(document: Document) -> RecordType:
    """Of which type of record a document is."""
    return _TYPES[type(document)]


def keep_words(document: Document) -> None:
    """Writes what a record is searched by. Inside the transaction of its change."""
    kept = {"type": type_of(document), "words": words_of(document)}
    RecordWords.objects.update_or_create(uid=document.uid, defaults=kept)


def forget_words(uids: Iterable[str]) -> None:
    """Takes records out of what is searched: they are gone, or about to be written again."""
    uids = iter(uids)
    while some := list(islice(uids, 500)):
        RecordWords.objects.filter(uid__in=some).delete()


def word_rows(documents: Iterable[Document]) -> list[Row]:
    """The same of new records, as rows of the columns WORDS."""
    return [(type_of(document).value, document.uid, words_of(document)) for document in documents]


def _texts(document: Document) -> Iterator[str]:
    yield document.slug
    match document:
        case EventDocument():
            yield from (document.title, document.summary, document.attribution or "")
        case ActorDocument():
            yield document.name
            yield from (name.text for name in document.names)
        case SourceDocument():
            yield from (document.title, document.publisher or "")
            yield from (" ".join(filter(None, (c.given, c.family, c.literal))) for c in document.contributors)
        case TimelineDocument():
            yield from (document.title, document.dek or "")
