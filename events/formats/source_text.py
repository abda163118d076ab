"""What a file or a paste holds of a source: its text, and what it says about itself.

Nothing here asks the network or the database. What others' programs read is read in a process apart, which may neither
hang nor take the memory of this one (`events.formats.reading_apart`).
"""

import re

from msgspec import Struct

from events.text import tidy_prose

LARGEST_FILE = 5_000_000  # bytes
LONGEST_TEXT = 2_000_000  # characters

_PDF = b"%PDF-"
# How files begin that could be taken for text, or that somebody may well try.
_OTHERS = {
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"%!PS": "a PostScript file",
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
}
_ADVICE = "Save it as PDF, as HTML or as text in UTF-8, or paste its text."
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(r"<(?:\?xml|rss|feed|svg)\b", re.IGNORECASE)


class UnreadableSource(ValueError):
    """A file or paste that gives no text; the message says why, and what would."""


class SourceText(Struct):
    """The text of a source under the text policy, and what the file says about itself, "" where it says nothing.

    `author`: names, apart by "; ". `published` is EDTF, `language` a BCP 47 tag, `url` the file's own address.
    """

    text: str
    title: str = ""
    author: str = ""
    site: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


def kind_of(data: bytes) -> str:
    """What a file is by how it begins: "pdf", "html" or "plain"; raises UnreadableSource for any other."""
    if not data.strip():
        raise UnreadableSource("This is empty.")
    if len(data) > LARGEST_FILE:
        raise UnreadableSource(f"This is larger than 5 MB: {len(data) / 1e6:.1f} MB. Paste the part that you quote.")
    if _PDF in data[:1024]:
        return "pdf"
    for magic, name in _OTHERS.items():
        if data.startswith(magic):
            raise UnreadableSource(f"This is {name}, which is not read here. {_ADVICE}")
    beginning = decode_utf8(data)[:20_000].lstrip()
    if _HTML.match(after_remarks(beginning)):
        return "html"
    if _XML.match(beginning):
        raise UnreadableSource(f"This is an XML file, which is not read here. {_ADVICE}")
    return "plain"


def after_remarks(text: str) -> str:
    """A text without the comments and declarations that it begins with."""
    for opening, closing in [("<?xml", "?>"), *[("<!--", "-->")] * 20]:
        if text.startswith(opening):
            text = text.partition(closing)[2].lstrip()
    return text


def decode_utf8(data: bytes) -> str:
    """The text of bytes in UTF-8; raises UnreadableSource for another charset, and for what is no text at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"This is not text in UTF-8 (at byte {error.start + 1}). Save it in UTF-8, or paste its text."
        ) from error
    if "\0" in text:
        raise UnreadableSource(f"This is neither text, HTML nor PDF. {_ADVICE}")
    return text


def finish(found: SourceText) -> SourceText:
    """What was read, under the text policy; raises UnreadableSource where nothing is left, or too much."""
    text = tidy_prose(found.text)
    if not text:
        raise UnreadableSource("There is no text in it. If it is a scan, paste the text of what you quote.")
    if len(text) > LONGEST_TEXT:
        raise UnreadableSource(
            f"Its text has {len(text):,} characters; {LONGEST_TEXT:,} are kept at most. Paste the part that you quote."
        )
    about = {name: _line(getattr(found, name)) for name in SourceText.__struct_fields__ if name != "text"}
    return SourceText(text=text, **about)


def _line(text: str) -> str:
    return " ".join(tidy_prose(text[:2000]).split())
