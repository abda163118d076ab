"""One change of an event in words, as a feed tells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst

from events.cards import ASPECTS, Card
from events.documents import EventDocument, decode
from events.models.publications import What
from events.queries.corrections import Correction
from events.queries.latest import Standing, Taken

# What XML 1.0 cannot write. The text policy keeps it out of the record; should it get in, no feed fails on it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOLD = {What.REVISED: "Revised", What.RETRACTED: "Retracted", What.MERGED: "Merged with another"}
_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


@dataclass(frozen=True)
class Entry:
    """What a feed says of one event; `path` leads to its page, and `permanent` is the path in the entry's id.
    `published` is unknown of a retracted one."""

    permanent: str
    what: What
    path: str
    title: str
    text: str
    language: str
    published: datetime | None
    updated: datetime


def entry_of(change: Standing | Taken) -> Entry:
    """The entry that tells a change."""
    return _taken(change) if isinstance(change, Taken) else _standing(change)


def correction_entry(correction: Correction) -> Entry:
    """The entry that tells a correction: one for each, under an id of its own."""
    event = correction.event
    told = _TOLD[correction.what]
    return Entry(
        permanent=f"/corrections/#c{correction.sequence}",
        what=correction.what,
        path=event.url if event else _permanent(correction.uid),
        title=plain_text(f"{told}: {event.title}" if event else told),
        text=plain_text(correction.reason),
        language=event.language if event else "en",
        published=correction.at,
        updated=correction.at,
    )


def plain_text(text: str) -> str:
    """A text that any feed can hold, and that turns the direction of nothing that follows it."""
    text = _NOT_XML.sub("\ufffd", text)
    return "\n".join(line + _unclosed(line) for line in text.split("\n"))


def _standing(change: Standing) -> Entry:
    event = decode(change.document, EventDocument)
    revised = change.at > change.published_at
    return Entry(
        permanent=_permanent(change.uid),
        what=What.REVISED if revised else What.PUBLISHED,
        path=event.url,
        title=plain_text(f"Revised: {event.title}" if revised else event.title),
        text=plain_text(f"{_why(change)}{_text(event)}"),
        language=event.language,
        published=change.published_at,
        updated=change.at,
    )


def _taken(change: Taken) -> Entry:
    return Entry(
        permanent=_permanent(change.uid),
        what=What.RETRACTED,
        path=_permanent(change.uid),
        title="Retracted",
        text=plain_text(f"This was retracted on {_day(change.at)}: {change.reason}"),
        language="en",
        published=None,
        updated=change.at,
    )


def _permanent(uid: str) -> str:
    return reverse("event-by-uid", kwargs={"uid": uid})


def _why(change: Standing) -> str:
    return f"Revised on {_day(change.at)}: {change.reason}\n\n" if change.reason else ""


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _text(event: EventDocument) -> str:
    """When, what, according to whom, and how many say so."""
    card = Card(event)
    when = event.date.label if event.date else card.when
    said = "\n".join(part for part in (event.summary, capfirst(event.attribution)) if part)
    return "\n\n".join(part for part in (when, said, " ".join(_counted(card))) if part)


def _counted(card: Card) -> Iterator[str]:
    assessment = card.event.assessment
    yield f"{card.origins}, {assessment.sources} source{'' if assessment.sources == 1 else 's'} cited."
    if assessment.support == "opinion_only":
        yield "Opinion only."
    if assessment.differs:
        yield f"Sources differ: {', '.join(str(ASPECTS[aspect]) for aspect in assessment.differs)}."


def _unclosed(line: str) -> str:
    """The ends of the bidirectional embeddings and isolates that a line leaves open."""
    open_: list[str] = []
    for character in line:
        if end := _ENDS.get(character):
            open_.append(end)
        elif character in open_ and (character == "\u2069" or open_[-1] == character):
            # The end of an isolate ends all that was opened inside it; that of an embedding only the innermost.
            while open_.pop() != character:
                pass
    return "".join(reversed(open_))
