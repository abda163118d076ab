"""The documentation is whole: every link within it leads somewhere, and every page of it is found from its first."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
# What no commit holds.
_NOT_OURS = {"var", "node_modules"}
_IN_HTML = re.compile(r'\b(?:href|src|srcset)="([^"]+)"')
_ELSEWHERE = re.compile(r"[a-z]+:|//|/")
# As GitHub makes an anchor of a heading: letters, digits, hyphens and underscores alone.
_NO_ANCHOR = re.compile(r"[^\w\- ]")


def documents() -> list[Path]:
    """All Markdown in the repository."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return sorted(path for path in found if not any(part in _NOT_OURS or part.startswith(".") for part in path.parts))


def tokens(path: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """The file and the anchor to which each relative link and picture of a document leads."""
    for address in _addresses(path):
        if not _ELSEWHERE.match(address):
            file, _, anchor = unquote(address).partition("#")
            yield (path.parent / file).resolve() if file else path, anchor


def _addresses(path: Path) -> Iterator[str]:
    for token in tokens(path):
        for part in [token, *(token.children or [])]:
            yield from (str(part.attrs[name]) for name in ("href", "src") if name in part.attrs)
            if part.type.startswith("html_"):
                yield from _IN_HTML.findall(part.content)


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings; of those that are alike all but the first are numbered."""
    found: list[str] = []
    read = tokens(path)
    for opening, inline in pairwise(read):
        if opening.type == "heading_open":
            text = "".join(child.content for child in inline.children or [])
            found.append(_NO_ANCHOR.sub("", text.lower()).replace(" ", "-"))
    return {f"{anchor}-{found[:place].count(anchor)}".removesuffix("-0") for place, anchor in enumerate(found)}


@pytest.mark.parametrize("document", documents(), ids=str)
def test_every_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    broken = [
        f"{file.relative_to(ROOT)}#{anchor}"
        for file, anchor in links(ROOT / document)
        if not file.exists() or (anchor and anchor not in anchors(file))
    ]

    assert broken == []


def test_every_page_is_found_from_the_first() -> None:
    found, ahead = set(), [DOCS / "README.md"]
    while ahead:
        page = ahead.pop()
        if page not in found:
            found.add(page)
            ahead += [file for file, _ in links(page) if file.is_relative_to(DOCS)] if page.suffix == ".md" else []

    assert sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*") if path.is_file() and path not in found) == []


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Adding a field to a document", "adding-a-field-to-a-document"),
        (
            "Changing a word of the pages, or adding a language of theirs",
            "changing-a-word-of-the-pages-or-adding-a-language-of-theirs",
        ),
        ("What `q` finds, *in brief*", "what-q-finds-in-brief"),
    ],
)
def test_an_anchor_is_made_as_github_makes_it(tmp_path: Path, heading: str, anchor: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n## {heading}\n## {heading}\n", encoding="utf-8")

    assert anchors(page) == {"title", anchor, f"{anchor}-1"}
