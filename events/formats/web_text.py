"""Texts as HTML, for formats whose readers take them for it."""

import re
from html import escape

_PARAGRAPHS = re.compile(r"\s*\n\s*")


def inline(value: str) -> str:
    """A text within a line."""
    return escape(" ".join(value.split()))


def paragraphs(value: str) -> str:
    """A paragraph for each line of a text."""
    return "".join(f"<p>{inline(line)}</p>" for line in _PARAGRAPHS.split(value.strip()) if line)


def link(address: str, words: str) -> str:
    """A link to an address of the web; the words alone where it is none."""
    if not re.match(r"https?://[^\s]+\Z", address):
        return inline(words)
    return f'<a href="{escape(address)}">{inline(words)}</a>'
