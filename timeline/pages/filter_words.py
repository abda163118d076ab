"""What filters say in words, in the reader's language."""

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.cards import ASPECTS, ROLES, in_words
from events.documents import EventDocument, SourceDocument, decode
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.publications import Published, find
from events.queries.questions import EventQuery
from timeline.pages.words import country_name

MATCHES = {
    "overlaps": _("may fall into it"),
    "within": _("falls inside it"),
    "starts": _("starts in it"),
    "covers": _("lasts all through it"),
}
UNDATED = {"include": _("at the end"), "exclude": _("left out"), "only": _("alone")}
ORDERS = {
    "date": _("earliest first"),
    "-date": _("latest first"),
    "-updated": _("last changed first"),
    "updated": _("first changed first"),
}
SUPPORTS = {
    "none": _("no independent source"),
    "opinion_only": _("opinion only"),
    "single": _("single source"),
    "multiple": _("several independent sources"),
}


def filter_label(name: str, value: str) -> str:
    """A filter with its value; an actor by name, all others as the address has them."""
    return _LABELS[name](value) if name in _LABELS else f"{name}: {value}"


def _kind(slug: str) -> str:
    """Its label, as published events have it."""
    hits = find_events(EventQuery(facets=((Facet.KIND, slug),), page_size=1)).hits
    return decode(hits[0].document, EventDocument).kind.label if hits else slug


def _source(name: str) -> str:
    found = find(RecordType.SOURCE, name)
    return decode(found.document, SourceDocument).title if isinstance(found, Published) else name


_LABELS: dict[str, Callable[[str], str]] = {
    "from": lambda date: gettext("From {date}").format(date=in_words(date)),
    "to": lambda date: gettext("To {date}").format(date=in_words(date)),
    "actor": lambda name: gettext("Involving {actor}").format(actor=name),
    "q": lambda words: gettext("Containing: {words}").format(words=words),
    "match": lambda match: gettext("Period: {match}").format(match=MATCHES[match]),
    "undated": lambda where: gettext("Undated events: {where}").format(where=UNDATED[where]),
    "order": lambda order: gettext("Order: {order}").format(order=ORDERS[order]),
    "role": lambda role: gettext("Role: {role}").format(role=ROLES[role]),
    "kind": lambda slug: gettext("Kind: {kind}").format(kind=_kind(slug)),
    "country": lambda code: gettext("Country: {country}").format(country=country_name(code)),
    "source": lambda name: gettext("Cited: {title}").format(title=_source(name)),
    "support": lambda support: gettext("Support: {support}").format(support=SUPPORTS[support]),
    "differs": lambda aspect: gettext("Sources differ: {aspects}").format(aspects=ASPECTS[aspect]),
}
