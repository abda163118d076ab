"""NDJSON: a document a line, exactly as the API answers with it."""

from collections.abc import Iterable, Iterator

from events.formats.files import Format, Heading


def write(documents: Iterable[str], heading: Heading) -> Iterator[str]:
    """The documents, a line each; JSON texts hold no newline."""
    return (f"{document}\n" for document in documents)


FORMAT = Format(
    name="ndjson",
    extension="ndjson",
    label="NDJSON",
    media_type="application/x-ndjson",
    shape=str,
    write=write,
)
