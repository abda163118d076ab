"""Sources as files for reference managers."""

from collections.abc import Callable, Iterable, Iterator

from events.documents import SourceDocument
from events.formats import bibtex, csljson, ris
from events.formats.files import Format, Heading
from events.formats.items import Item, source_item

_Write = Callable[[Iterable[Item]], Iterator[str]]
_LEFT_OUT = "Left out: genre and licence, and what a source is cited for."


def _of_sources(write: _Write) -> Callable[[Iterable[SourceDocument], Heading], Iterator[str]]:
    return lambda sources, heading: write(map(source_item, sources))


CSL_JSON = Format(
    name="csljson",
    extension="csl.json",
    label="CSL-JSON",
    media_type="application/vnd.citationstyles.csl+json",
    shape=SourceDocument,
    write=_of_sources(csljson.write),
    leaves_out=f"{_LEFT_OUT} A date that CSL has no numbers for stands in words.",
)
BIBTEX = Format(
    name="bibtex",
    extension="bib",
    label="BibTeX",
    media_type="application/x-bibtex",
    shape=SourceDocument,
    write=_of_sources(bibtex.write),
    leaves_out=f"{_LEFT_OUT} Of an inexact date the year alone is given.",
)
RIS = Format(
    name="ris",
    extension="ris",
    label="RIS",
    media_type="application/x-research-info-systems",
    shape=SourceDocument,
    write=_of_sources(ris.write),
    leaves_out=_LEFT_OUT,
)
