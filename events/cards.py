"""What a card shows of an event: its document in the reader's language, with marks and flags, for whatever template
shows it. The language is the one that gettext speaks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.dates import AllOf, DateSet, Edtf, Interval, PartialDate, civil_date, count_in_words, describe, parse_edtf
from events.documents import ActorStub, CitationDocument, EventDocument, SourceStub, TimelineEntryDocument
from events.services.snapshots import actor_path, source_path

STANCES = {
    "affirms": _("Affirms"),
    "reports": _("Reports without vouching"),
    "disputes": _("Disputes"),
    "mentions": _("Mentions"),
}
ASPECTS = {
    "occurrence": _("that it happened"),
    "date": _("date"),
    "place": _("place"),
    "participants": _("who"),
    "nature": _("what it was"),
    "outcome": _("outcome"),
}
GENRES = {
    "news": _("news"),
    "wire": _("news agency"),
    "opinion": _("opinion"),
    "official": _("official"),
    "court": _("court document"),
    "research": _("research"),
    "reference": _("reference"),
    "advocacy": _("advocacy"),
    "state_media": _("state media"),
}
ROLES = {
    "signatory": _("signatory"),
    "speaker": _("speaker"),
    "host": _("host"),
    "visitor": _("visitor"),
    "author": _("author"),
    "target": _("target"),
    "accused": _("accused"),
    "convicted": _("convicted"),
    "accuser": _("accuser"),
    "victim": _("victim"),
    "mediator": _("mediator"),
    "court": _("court"),
    "authority": _("authority"),
    "candidate": _("candidate"),
    "recipient": _("recipient"),
    "affected": _("affected"),
    "mentioned": _("mentioned"),
}
_SUPPORT_FLAGS = {
    "none": _("No independent source"),
    "opinion_only": _("Opinion only"),
    "single": _("Single source"),
}
_FORM_NOTES = {
    "day": "",
    "approx": _("approximate"),
    "uncertain": _("uncertain"),
    "span": _("lasted this long"),
    "between": _("one date, not known"),
    "open": _("open-ended"),
    "before": _("beginning not known"),
    "undated": "",
}
_PRECISION_NOTES = {
    "month": _("month only"),
    "season": _("season only"),
    "quarter": _("quarter only"),
    "quadrimester": _("third of the year only"),
    "semester": _("half-year only"),
    "year": _("year only"),
}


def language() -> str:
    """The primary subtag of the language that gettext speaks."""
    return (get_language() or "en").split("-")[0]


def in_words(edtf: str | None) -> str:
    """EDTF in the words of the reader's language; nothing for no date."""
    return _worded(edtf, language()) if edtf else ""


@lru_cache(maxsize=4096)  # a page says the dates of a few sources again and again
def _worded(edtf: str, code: str) -> str:
    return describe(parse_edtf(edtf), code)


def listed(names: Iterable[object]) -> str:
    """Names with the commas of the reader's language."""
    return str(pgettext_lazy("between the members of a list", ", ")).join(map(str, names))


def in_language(code: str) -> SafeString | str:
    """The attributes of a text in this language: none where the reader's own is the same."""
    if code.split("-")[0].lower() == language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, text_direction(code))


class _OfSource:
    """What a card shows of a source."""

    source: SourceStub

    @property
    def path(self) -> str:
        return source_path(self.source.slug)

    @property
    def name(self) -> str:
        """What it is called in few words: its publisher, or its title where it has none."""
        return self.source.publisher or self.source.title

    @property
    def genre(self) -> str:
        return str(GENRES.get(self.source.genre, self.source.genre))

    @property
    def published(self) -> str:
        return in_words(self.source.published)


@dataclass(frozen=True)
class Evidence(_OfSource):
    """One citation as a card shows it."""

    citation: CitationDocument

    @property
    def source(self) -> SourceStub:  # type: ignore[override]
        return self.citation.source

    @property
    def stance(self) -> str:
        return str(STANCES[self.citation.stance])

    @property
    def aspect(self) -> str:
        return str(ASPECTS[self.citation.aspect])

    @property
    def stated(self) -> str:
        return in_words(self.citation.stated_date)


@dataclass(frozen=True)
class Testimony(_OfSource):
    """What one source says of an event, aspect by aspect."""

    source: SourceStub
    rows: dict[str, Evidence]


@dataclass(frozen=True)
class Part:
    """An actor's parts in an event, in words, and the class of its lane in a figure, if it has one."""

    actor: ActorStub
    roles: str
    lane: str

    @property
    def path(self) -> str:
        return actor_path(self.actor.slug)


@dataclass(frozen=True)
class Card:
    """An event as readers see it; `entry` is its place in a timeline, if it is shown in one, `lanes` the classes
    of the actors that a figure gives a lane, by uid, and `anchor` the id of its element."""

    event: EventDocument
    match: str | None = None
    entry: TimelineEntryDocument | None = None
    lanes: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""

    @cached_property
    def date(self) -> Edtf | None:
        return parse_edtf(self.event.date.edtf) if self.event.date else None

    @property
    def when(self) -> str:
        """The date in words."""
        return in_words(self.event.date.edtf) if self.event.date else gettext("Undated")

    @property
    def permalink(self) -> str:
        """The address that outlasts a change of the title."""
        return f"/events/{self.event.uid}/"

    @property
    def machine_date(self) -> str:
        """What `<time datetime>` may say: a plain year, month or day; EDTF is not valid there."""
        return str(self.date) if isinstance(self.date, PartialDate) and self.date.plain else ""

    @property
    def note(self) -> str:
        """What the date's form means, in a few words; empty for a plain day."""
        if "date" in self.event.assessment.differs:
            return gettext("sources differ")
        if isinstance(self.date, AllOf):
            return gettext("each of these dates")
        if self.mark != "ring" or self.date is None:
            return str(_FORM_NOTES[self.mark])
        return str(_PRECISION_NOTES.get(self.date.precision, ""))

    @cached_property
    def mark(self) -> str:
        """The form of the mark on the rail, and its CSS class; never colour alone."""
        return _mark(self.date)

    @property
    def flag(self) -> str:
        """At most one warning. Where sources differ that comes before a single source, never before none at all."""
        assessment = self.event.assessment
        support = str(_SUPPORT_FLAGS.get(assessment.support, ""))
        if not assessment.differs:
            return support
        aspects = listed(ASPECTS[aspect] for aspect in assessment.differs)
        differs = gettext("Sources differ: {aspects}").format(aspects=aspects)
        return f"{support}. {differs}" if assessment.support in ("none", "opinion_only") else differs

    @property
    def parts(self) -> Iterator[Part]:
        """Who took part, each actor once, with the parts in words: “visitor, accused (alleged)”."""
        roles: dict[str, tuple[ActorStub, list[str]]] = {}
        for part in self.event.participants:
            role = str(ROLES.get(part.role, part.role))
            said = gettext("{role} (alleged)").format(role=role) if part.alleged else role
            roles.setdefault(part.actor.uid, (part.actor, []))[1].append(said)
        return (Part(actor, listed(said), self.lanes.get(actor.uid, "")) for actor, said in roles.values())

    @property
    def origins(self) -> str:
        """How many independent sources affirm it, counted and never judged."""
        count = self.event.assessment.origins
        if not count:
            return gettext("No independent source")
        return ngettext("{count} independent source", "{count} independent sources", count).format(count=number(count))

    @property
    def cited(self) -> str:
        """How many sources are cited, where it is more than one."""
        count = self.event.assessment.sources
        return ngettext("{count} source cited", "{count} sources cited", count).format(count=number(count))

    @property
    def count(self) -> str:
        """The number of its citations."""
        return number(len(self.event.citations))

    @property
    def evidence(self) -> list[Evidence]:
        return [Evidence(citation) for citation in self.event.citations]

    @property
    def testimonies(self) -> list[Testimony]:
        """What each source says, the first to be published first."""
        sources: dict[str, Testimony] = {}
        for citation in sorted(self.event.citations, key=lambda citation: citation.source.published or "~"):
            testimony = sources.setdefault(citation.source.uid, Testimony(citation.source, {}))
            testimony.rows[citation.aspect] = Evidence(citation)
        return list(sources.values())

    @property
    def window(self) -> str:
        """The outer bounds, where the words do not give them away."""
        date = self.event.date
        if date is None or self.machine_date or date.earliest == date.latest:
            return ""
        first, last = date.earliest or gettext("open"), date.latest or gettext("open")
        return gettext("{first} to {last}").format(first=first, last=last)

    @property
    def explained(self) -> bool:
        """Whether there is more to say of the date than its words: that it is inexact, or how its source said it."""
        return bool(self.event.date and (self.event.date.text or not self.machine_date))

    @property
    def attributes(self) -> SafeString | str:
        """The attributes of a text in the event's own language."""
        return in_language(self.event.language)

    @property
    def decade(self) -> str:
        """The name of the decade under which it stands in a timeline: "1990", "-40", "undated" or "unknown"."""
        if self.date is None:
            return "undated"
        if self.date.precision == "millennium" or (self.date.earliest is None and self.date.latest is None):
            return "unknown"
        year = civil_date(self.date.bounds.sort_key)[0]
        return str(year // 10 * 10) if year > 0 else f"-{(1 - year) // 10 * 10}"


def number(count: int) -> str:
    """A whole number with the digits and the grouping of the reader's language."""
    return count_in_words(count, language())


def decade_title(decade: str) -> str:
    """The heading of a decade that a card stands under."""
    if decade == "undated":
        return gettext("Undated")
    if decade == "unknown":
        return gettext("Decade unknown")
    if decade in ("0", "-0"):  # nine years: there is no year 0
        years = gettext("Years {first} to {last}") if decade == "0" else gettext("Years {first} to {last} BCE")
        return years.format(first=_digits("1"), last=_digits("9"))
    if decade.startswith("-"):
        return gettext("{year}s BCE").format(year=_digits(decade[1:]))
    return gettext("{year}s").format(year=_digits(decade))


def _digits(year: str) -> str:
    return count_in_words(int(year), language(), grouped=False)


def text_direction(language: str) -> str:
    """Which way a language is written, by its script: ltr or rtl."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


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
