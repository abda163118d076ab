"""Fifty events that never happened, as somebody might have written them: the same texts for the same seed."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

FIXTURES = Path(__file__).parents[2] / "fixtures"
EVENTS = 50
SEED = 1
SOURCES = 34
TITLE = "The estuary dispute"
DEK = "A made-up chronology to measure a page with. None of these states, persons, papers and events exists."
# Slug, name, type.
ACTORS = (
    ("velmara", "Velmara", "state"),
    ("ostrand", "Kingdom of Ostrand", "state"),
    ("basin-authority", "Karst Basin Authority", "organisation"),
    ("marrenholt", "Ilse Marrenholt", "person"),
    ("pilots-union", "Pilots' Union of Tessay", "organisation"),
)
_ROLES = ("signatory", "speaker", "host", "visitor", "target", "mediator", "mentioned", "affected", "author")
_GENRES = ("news", "news", "news", "wire", "official", "research", "opinion", "state_media")
_KINDS = ("agreement", "statement", "talks", "visit", "trend")
_FIRST_YEAR, _LAST_YEAR = 1987, 2024


class Source(NamedTuple):
    """A source, known by its slug; the date is EDTF."""

    slug: str
    title: str
    publisher: str
    genre: str
    published: str


class Citation(NamedTuple):
    """What a source, known by its slug, says of an event."""

    source: str
    aspect: str
    stance: str
    says: str
    quote: str
    locator: str
    stated_date: str | None


class Event(NamedTuple):
    """An event; actors by their slugs with their roles, the date in EDTF."""

    slug: str
    title: str
    summary: str
    date: str
    kind: str
    participants: list[tuple[str, str]]
    citations: list[Citation]


class _Deck(dict[str, str]):
    """What is drawn into one sentence; a word comes again only when all of its list have been."""

    def __init__(self, author: "Author") -> None:
        super().__init__()
        self._author = author

    def __missing__(self, slot: str) -> str:
        return self._author.draw(slot.rstrip("2"))


class Author:
    """Writes sentences from the frames and words of `words.toml`."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = Random(seed)  # noqa: S311  # lots are drawn, nothing is kept secret
        table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
        words = {slot: " ".join(text.split()).split(", ") for slot, text in table["words"].items()}
        self._lists: dict[str, list[str]] = {**table["frames"], **words, "actor": [name for _, name, _ in ACTORS]}
        self._left: dict[str, list[str]] = {}

    def draw(self, name: str) -> str:
        """One of a list."""
        if not self._left.get(name):
            self._left[name] = self.random.sample(self._lists[name], len(self._lists[name]))
        return self._left[name].pop()

    def write(self, frame: str) -> str:
        """A sentence of a kind."""
        text = self.draw(frame).format_map(_Deck(self))
        return text[:1].upper() + text[1:]

    def sources(self) -> list[Source]:
        """The sources that events cite; those of one paper stay of its genre."""
        genres = dict(zip(self._lists["paper"], [*_GENRES, "news", "research"], strict=True))
        return [self._source(self.draw("paper"), genres) for _ in range(SOURCES)]

    def _source(self, paper: str, genres: dict[str, str]) -> Source:
        day = self._day()
        return Source(_slug(f"{paper} {day}"), self.write("source"), paper, genres[paper], day)

    def events(self, sources: list[Source]) -> Iterator[Event]:
        """The events, two citations each on average."""
        for number in range(1, EVENTS + 1):
            date = self._date()
            sentences = [self.write("summary"), *([self.write("more")] if self.random.random() < 0.7 else [])]
            parts = self.random.sample([slug for slug, _, _ in ACTORS], self.random.choice((1, 2, 2, 3)))
            title = self.write("title")
            yield Event(
                _slug(f"{' '.join(title.split()[:5])} {date[:5]}"),
                title,
                " ".join(sentences),
                date,
                self.random.choice(_KINDS),
                [(slug, self.random.choice(_ROLES)) for slug in parts],
                list(self._citations(number, date, sources)),
            )

    def _citations(self, number: int, date: str, sources: list[Source]) -> Iterator[Citation]:
        """The first is of a source that counts and affirms: without it nothing would be published."""
        weighty = [source for source in sources if source.genre in ("news", "wire")]
        first = self.random.choice(weighty)
        others = self.random.sample([source for source in sources if source is not first], (0, 1, 1, 2)[number % 4])
        for place, source in enumerate([first, *others]):
            random = self.random.random()
            aspect = "occurrence" if place == 0 or random < 0.6 else self.random.choice(("date", "nature", "outcome"))
            stance = "affirms" if place == 0 else self.random.choice(("affirms", "affirms", "reports", "disputes"))
            dated = self._day() if stance == "disputes" else date
            yield Citation(
                source.slug,
                aspect,
                stance,
                self.write("says"),
                self.write("quote") if self.random.random() < 0.5 else "",
                f"p. {self.random.randint(1, 40)}" if self.random.random() < 0.3 else "",
                dated if aspect == "date" else None,
            )

    def _date(self) -> str:
        """Half of them days; else months, years, ranges, approximate dates and one date inside a range."""
        year = self.random.randint(_FIRST_YEAR, _LAST_YEAR)
        later = year + self.random.randint(1, 6)
        forms = (
            f"{year}-{self.random.randint(1, 12):02}",
            f"{year}",
            f"{year}/{later}",
            f"{year}~",
            f"[{year}..{later}]",
        )
        return self._day() if self.random.random() < 0.5 else self.random.choice(forms)

    def _day(self) -> str:
        year = self.random.randint(_FIRST_YEAR, _LAST_YEAR)
        return f"{year}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"


def _slug(text: str) -> str:
    """As a curator would write it."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))


def prose() -> bytes:
    """What is written in the events, line by line."""
    author = Author()
    events = list(author.events(author.sources()))
    lines = [line for event in events for line in (event.title, event.summary)]
    return _joined([*lines, *(line for event in events for one in event.citations for line in (one.says, one.quote))])


def seed_prose() -> bytes:
    """The same of the seed chronology, to see whether ours is as hard to compress."""
    events, citations = (
        [row["fields"] for row in json.loads((FIXTURES / name).read_text(encoding="utf-8"))]
        for name in ("events.json", "citations.json")
    )
    lines = [fields.get(name) or "" for fields in events for name in ("title", "summary")]
    return _joined([*lines, *(fields.get(name) or "" for fields in citations for name in ("says", "quote"))])


def _joined(lines: list[str]) -> bytes:
    return "\n".join(filter(None, lines)).encode()
