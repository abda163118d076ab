"""Lists of sources, as reference managers read them."""

import json

import bibtexparser
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from events.documents import Contributor, SourceDocument, encode
from events.formats.files import Format
from events.formats.reference_files import BIBTEX, CSL_JSON, RIS
from tests.formats.documents import AT, HEADING
from tests.formats.making import texts


def make_source(**fields: object) -> SourceDocument:
    values: dict[str, object] = {
        **dict.fromkeys(SourceDocument.__struct_fields__),
        "uid": "S",
        "slug": "a-report",
        "title": "A report",
        "type": "report",
        "genre": "news",
        "contributors": [Contributor("author", "Flores", "Paola", None)],
        "language": "en",
        "revision": 1,
        "published_at": AT,
        "revised_at": AT,
        **fields,
    }
    values.pop("desk")
    return SourceDocument(**values)  # type: ignore[arg-type]


def written(file: Format[SourceDocument], *sources: SourceDocument) -> str:
    return "".join(file.stream(map(encode, sources), HEADING))


def test_each_source_of_a_list_is_read_once() -> None:
    sources = [make_source(slug=f"report-{number}", title=f"Report {number}") for number in range(3)]

    titles = ["Report 0", "Report 1", "Report 2"]
    assert [item["title"] for item in json.loads(written(CSL_JSON, *sources))] == titles
    assert [record["title"] for record in rispy.loads(written(RIS, *sources))] == titles
    entries = bibtexparser.parse_string(written(BIBTEX, *sources)).entries
    assert [entry["title"] for entry in entries] == [f"{{{title}}}" for title in titles]


def test_no_source_is_an_empty_file_that_can_be_read() -> None:
    assert json.loads(written(CSL_JSON)) == []
    assert written(BIBTEX) == written(RIS) == ""


@given(
    st.lists(st.builds(make_source, title=texts(), publisher=st.none() | texts(), url=st.none() | texts()), max_size=3)
)
@settings(max_examples=20, deadline=None)
def test_any_text_leaves_as_many_records_as_sources(sources: list[SourceDocument]) -> None:
    assert len(json.loads(written(CSL_JSON, *sources))) == len(sources)
    assert written(RIS, *sources).count("\r\nER  - \r\n") == len(sources)
    library = bibtexparser.parse_string(written(BIBTEX, *sources))
    assert (len(library.entries), library.failed_blocks) == (len(sources), [])
