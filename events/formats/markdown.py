"""Markdown: a backgrounder of paragraphs, each with the footnotes that it rests on, ready to paste.

Footnotes as `[^1]` are read by GitHub, Pandoc, Obsidian and most others. Each stands under the paragraph that calls it:
it may be moved to the end, and a chronology of any length can be written as it is read.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from events.dates import describe, parse_edtf
from events.documents import CitationDocument, EventDocument
from events.formats.files import Format, Heading

# What Markdown and its dialects give a meaning, within a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<#~|^${}]|&(?=[#\w]))")
_NEVER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\`{}|^]+\Z")


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """A title, a paragraph for each event with its footnotes, and a last line that says what is left out."""
    yield f"# {_inline(heading.title)}\n\n{_address(heading.address)}\n"
    numbers = count(1)
    for event in events:
        notes = [(next(numbers), citation) for citation in event.citations]
        yield _paragraph(event, [number for number, _ in notes], heading.origin)
        yield "".join(f"\n[^{number}]: {_note(citation)}\n" for number, citation in notes)
    yield f"\n---\n\n{_inline(FORMAT.leaves_out)}\n"


def _paragraph(event: EventDocument, notes: list[int], origin: str) -> str:
    label = event.date.label if event.date else "Undated"
    attribution = f" ({_inline(event.attribution)})" if event.attribution else ""
    calls = "".join(f"[^{number}]" for number in notes)
    title = f"[{_inline(event.title)}]({origin}{event.url})"
    return f"\n**{_inline(label)}.** {title}. {_inline(event.summary)}{attribution}{calls}\n"


def _note(citation: CitationDocument) -> str:
    """What a footnote says; it begins with a quotation mark, since at its beginning "1." or "-" would be a list."""
    source = citation.source
    published = describe(parse_edtf(source.published), "en") if source.published else ""
    told = [
        f"“{_inline(source.title)}”",
        _inline(source.publisher or ""),
        _inline(published),
        _inline(f"via {citation.via}" if citation.via else ""),
        _inline(citation.locator or ""),
        _address(source.url or ""),
    ]
    speaker = f"{_inline(citation.speaker.name)}: " if citation.speaker else ""
    quote = f" “{_inline(citation.quote)}”" if citation.quote else ""
    told_of = f"{citation.aspect}, {citation.stance}"
    return f"{', '.join(filter(None, told))}. *{told_of}*: {speaker}{_inline(citation.says)}{quote}"


def _inline(text: str) -> str:
    """A text on one line, every mark that Markdown would read taken for itself."""
    return _SPECIAL.sub(r"\\\1", _NEVER.sub("", " ".join(text.split())))


def _address(address: str) -> str:
    return f"<{address}>" if _ADDRESS.match(address) else ""


FORMAT = Format(
    name="md",
    extension="md",
    label="Markdown",
    media_type="text/markdown",
    shape=EventDocument,
    write=write,
    leaves_out="Left out: actors and their roles, places, kinds, and how events are related.",
)
