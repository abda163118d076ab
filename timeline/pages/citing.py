"""How to cite what a page shows: references in three styles, and files for reference managers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.documents import EventDocument, SourceDocument, TimelineDocument, decode
from events.formats import apa, bibtex, chicago, csljson, mla, ris
from events.formats.items import Item, event_item, source_item, timeline_item
from events.formats.runs import Runs
from events.models import RecordType
from events.queries.publications import Moved, Published, Retracted, documents, find
from events.services.snapshots import source_path

STYLES: dict[str, Callable[[Item], Runs]] = {
    "APA 7": apa.reference,
    "MLA 9": mla.reference,
    "Chicago 17": chicago.reference,
}
FILES = {
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


@dataclass(frozen=True)
class Reference:
    """How one thing is cited; `path` is that of its page, `label` its title where a page cites several."""

    item: Item
    path: str
    label: str = ""

    @property
    def styles(self) -> Iterator[tuple[str, Runs]]:
        """The name of each style, and the reference in it."""
        return ((name, style(self.item)) for name, style in STYLES.items())

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        """The name of each format, and the address of the file."""
        return ((name, f"{self.path}cite.{suffix}") for suffix, (name, _) in FILES.items())


def cite_timeline(timeline: TimelineDocument, address: str) -> Reference:
    """How to cite a timeline, at its whole address."""
    return Reference(timeline_item(timeline, site=settings.SITE_NAME, url=address, accessed=_today()), timeline.url)


def cite_event(event: EventDocument, address: str) -> list[Reference]:
    """How to cite an event, at its whole address, and each of its sources."""
    uids = list(dict.fromkeys(citation.source.uid for citation in event.citations))
    published = documents(RecordType.SOURCE, uids)
    sources = [decode(published[uid], SourceDocument) for uid in uids if uid in published]
    own = Reference(_event_item(event, address), event.url)
    return [own, *(cite_source(source, label=source.title) for source in sources)]


def cite_source(source: SourceDocument, label: str = "") -> Reference:
    """How to cite a source."""
    return Reference(source_item(source), source_path(source.slug), label)


@require_safe
def file(request: HttpRequest, type_: str, suffix: str, slug: str, uid: str = "") -> HttpResponse:
    """A reference as a file: to an event, a source or a timeline."""
    found = find(RecordType(type_), uid or slug)
    if found is None or suffix not in FILES:
        raise Http404
    if isinstance(found, Retracted):
        return HttpResponse("This was retracted.", status=410, content_type="text/plain; charset=utf-8")
    if isinstance(found, Moved) or found.slug != slug:
        named = f"{found.uid}-{found.slug}" if uid else found.slug
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"/{type_}s/{named}/cite.{suffix}" + (f"?{query}" if query else ""))
    item = _item(RecordType(type_), found, request)
    response = HttpResponse("".join(_written(suffix, [item])), content_type=f"{FILES[suffix][1]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{suffix}"'
    return response


def _event_item(event: EventDocument, address: str) -> Item:
    return event_item(event, site=settings.SITE_NAME, url=address, accessed=_today())


def _today() -> date:
    """The day on which a page that may change is read."""
    return timezone.now().date()


def _item(type_: RecordType, found: Published, request: HttpRequest) -> Item:
    if type_ == RecordType.SOURCE:
        return source_item(decode(found.document, SourceDocument))
    if type_ == RecordType.EVENT:
        event = decode(found.document, EventDocument)
        return _event_item(event, request.build_absolute_uri(event.url))
    timeline = decode(found.document, TimelineDocument)
    return cite_timeline(timeline, request.build_absolute_uri(timeline.url)).item


def _written(suffix: str, items: Iterable[Item]) -> Iterable[str]:
    match suffix:
        case "bib":
            return bibtex.write(items)
        case "ris":
            return ris.write(items)
    return [csljson.dump(items)]
