"""What a card shows of an event: its document in words, marks and flags, for whatever template shows it."""

from dataclasses import dataclass
from functools import cached_property

from babel import Locale, UnknownLocaleError

from events.dates import AllOf, DateSet, Edtf, Interval, PartialDate, civil_date, describe, parse_edtf
from events.documents import CitationDocument, EventDocument, TimelineEntryDocument

STANCES = {
    "affirms": "Affirms",
    "reports": "Reports without vouching",
    "disputes": "Disputes",
    "mentions": "Mentions",
}
ASPECTS = {
    "occurrence": "that it happened",
    "date": "date",
    "place": "place",
    "participants": "who",
    "nature": "what it was",
    "outcome": "outcome",
}
GENRES = {
    "news": "news",
    "wire": "news agency",
    "opinion": "opinion",
    "official": "official",
    "court": "court document",
    "research": "research",
    "reference": "reference",
    "advocacy": "advocacy",
    "state_media": "state media",
}


@dataclass(frozen=True)
class Evidence:
    """One citation as a card shows it."""

    citation: CitationDocument

    @property
    def stance(self) -> str:
        return STANCES[self.citation.stance]

    @property
    def aspect(self) -> str:
        return ASPECTS[self.citation.aspect]

    @property
    def genre(self) -> str:
        return GENRES.get(self.citation.source.genre, self.citation.source.genre)

    @property
    def published(self) -> str:
        return describe(parse_edtf(self.citation.source.published), "en") if self.citation.source.published else ""

    @property
    def stated(self) -> str:
        return describe(parse_edtf(self.citation.stated_date), "en") if self.citation.stated_date else ""


@dataclass(frozen=True)
class Card:
    """An event as readers see it; `entry` is its place in a timeline, if it is shown in one."""

    event: EventDocument
    match: str | None = None
    entry: TimelineEntryDocument | None = None

    @cached_property
    def date(self) -> Edtf | None:
        return parse_edtf(self.event.date.edtf) if self.event.date else None

    @property
    def when(self) -> str:
        """The date in words."""
        return describe(self.date, "en") if self.date else "Undated"

    @property
    def machine_date(self) -> str:
        """What `<time datetime>` may say: a plain year, month or day; EDTF is not valid there."""
        return str(self.date) if isinstance(self.date, PartialDate) and self.date.plain else ""

    @property
    def note(self) -> str:
        """What the date's form means, in a few words; empty for a plain day."""
        if "date" in self.event.assessment.differs:
            return "sources differ"
        if isinstance(self.date, AllOf):
            return "each of these dates"
        return _FORM_NOTES[self.mark] if self.mark != "ring" or self.date is None else _precision_note(self.date)

    @cached_property
    def mark(self) -> str:
        """The form of the mark on the rail, and its CSS class; never colour alone."""
        return _mark(self.date)

    @property
    def flag(self) -> str:
        """At most one warning. Where sources differ that comes before a single source, never before none at all."""
        assessment = self.event.assessment
        support = _SUPPORT_FLAGS.get(assessment.support, "")
        if not assessment.differs:
            return support
        differs = "ources differ: " + ", ".join(ASPECTS[aspect] for aspect in assessment.differs)
        return f"{support}; s{differs}" if assessment.support in ("none", "opinion_only") else f"S{differs}"

    @property
    def actors(self) -> list[tuple[str, str]]:
        """Who took part, each actor once, with the parts in words: ("Ahmad Vahidi", "visitor, accused (alleged)")."""
        parts: dict[str, tuple[str, list[str]]] = {}
        for part in self.event.participants:
            role = part.role.replace("_", " ") + (" (alleged)" if part.alleged else "")
            parts.setdefault(part.actor.uid, (part.actor.name, []))[1].append(role)
        return [(name, ", ".join(roles)) for name, roles in parts.values()]

    @property
    def origins(self) -> str:
        """How many independent sources affirm it, counted and never judged."""
        count = self.event.assessment.origins
        return {0: "No independent source", 1: "1 independent source"}.get(count, f"{count} independent sources")

    @property
    def evidence(self) -> list[Evidence]:
        return [Evidence(citation) for citation in self.event.citations]

    @property
    def window(self) -> str:
        """The outer bounds, where the words do not give them away."""
        date = self.event.date
        if date is None or date.earliest == date.latest:
            return ""
        return f"{date.earliest or 'open'} to {date.latest or 'open'}"

    @property
    def direction(self) -> str:
        """Which way the event's language is written: ltr or rtl."""
        return text_direction(self.event.language)

    @property
    def decade(self) -> str:
        """The heading under which it stands in a timeline."""
        if self.date is None:
            return "Undated"
        if self.date.precision == "millennium" or (self.date.earliest is None and self.date.latest is None):
            return "Decade unknown"
        year = civil_date(self.date.bounds.sort_key)[0]
        return f"{year // 10 * 10}s" if year > 0 else f"{(1 - year) // 10 * 10}s BCE"


_SUPPORT_FLAGS = {"none": "No independent source", "opinion_only": "Opinion only", "single": "Single source"}
_FORM_NOTES = {
    "day": "",
    "approx": "approximate",
    "uncertain": "uncertain",
    "span": "lasted this long",
    "between": "one date, not known",
    "open": "open-ended",
    "before": "beginning not known",
    "undated": "",
}


def text_direction(language: str) -> str:
    """Which way a language is written, by its script: ltr or rtl."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


_NOTED_PRECISIONS = {"month", "season", "quarter", "quadrimester", "semester", "year"}


def _mark(date: Edtf | None) -> str:
    match date:
        case None:
            return "undated"
        case Interval() if date.latest is None:
            return "open"
        case Interval() | DateSet() if date.earliest is None:
            return "before"
        case Interval() | AllOf():
            return "span"
        case DateSet() if date.latest is None:
            return "open"
        case DateSet():
            return "between"
        case PartialDate() if date.approximate:
            return "approx"
        case PartialDate() if date.uncertain:
            return "uncertain"
        case PartialDate() if date.precision in ("day", "time"):
            return "day"
    return "ring"


def _precision_note(date: Edtf) -> str:
    return f"{date.precision} only" if date.precision in _NOTED_PRECISIONS else ""
