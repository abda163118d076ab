"""Markdown that a renderer shows as it was said: no text becomes a mark, a link or a list."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from events.documents import EventDocument, SourceStub
from events.formats.markdown import FORMAT, write
from tests.formats.documents import HEADING, documents, make_citation, make_document

BLOCKS = {"heading_open", "paragraph_open", "hr"}
HOSTILE = [
    "# x",
    "1. x",
    "- x",
    "> x",
    "[x](javascript:alert(1))",
    "<script>",
    "***",
    "`x`",
    "~~x~~",
    "&lt;",
    "$x$",
    "\\",
]


def written(*events: EventDocument) -> str:
    return "".join(write(events, HEADING))


def test_an_event_is_a_paragraph_with_its_footnotes_below() -> None:
    notes = [
        make_citation(),
        make_citation(stance="disputes", aspect="date", says="Has it a day later.", locator="p. 2"),
    ]

    text = written(make_document(citations=notes), make_document(date=None, title="Another"))

    assert text == (
        "# A timeline\n\n<https://example.org/timelines/one/>\n"
        "\n**20 July 2023.** [A visit](https://example.org/events/01M852Z9PC54KE5VSPRRY4ZSG0-a-visit/). They met."
        "[^1][^2]\n"
        "\n[^1]: “A report”, A paper, 21 July 2023, <https://paper.example/1>. *occurrence, affirms*: Has them meet.\n"
        "\n[^2]: “A report”, A paper, 21 July 2023, p. 2, <https://paper.example/1>. *date, disputes*: "
        "Has it a day later.\n"
        "\n**Undated.** [Another](https://example.org/events/01M852Z9PC54KE5VSPRRY4ZSG0-a-visit/). They met.[^3]\n"
        "\n[^3]: “A report”, A paper, 21 July 2023, <https://paper.example/1>. *occurrence, affirms*: Has them meet.\n"
        f"\n---\n\n{FORMAT.leaves_out}\n"
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_is_taken_for_a_mark(hostile: str) -> None:
    source = SourceStub("S", "s", hostile, "news", hostile, None, None)
    event = make_document(title=hostile, summary=hostile, citations=[make_citation(source=source, says=hostile)])

    html = MarkdownIt("commonmark").enable("strikethrough").render(written(event))

    assert not re.search("<(ul|ol|blockquote|script|code|s)>", html)
    assert "javascript" not in "".join(re.findall('href="([^"]*)"', html))
    shown = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.count(shown) >= 4


@given(st.lists(documents(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_leaves_the_paragraphs_as_they_are(events: list[EventDocument]) -> None:
    tokens = MarkdownIt("commonmark").parse(written(*events))

    opened = [token.type for token in tokens if token.nesting == 1 or token.type == "hr"]
    assert set(opened) <= BLOCKS
    assert opened.count("heading_open") == 1
    notes = sum(len(event.citations) for event in events)
    assert opened.count("paragraph_open") == 1 + len(events) + notes + 1
