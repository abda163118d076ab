"""The text of a PDF, and what the file says about itself."""

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from events.formats.source_text import LONGEST_TEXT, SourceText, UnreadableSource

MOST_PAGES = 500


def read_pdf(data: bytes) -> SourceText:
    """The text of all pages, one after the other; raises UnreadableSource for what is locked, broken or too long."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableSource("This PDF is encrypted. Save a copy without a password, or paste its text.")
        text = "\n\n".join(_pages(reader))
        about = reader.metadata
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        if isinstance(error, UnreadableSource):
            raise
        raise UnreadableSource("This PDF is broken. Save it anew, or paste its text.") from error
    return SourceText(
        text=text,
        title=(about and about.title) or "",
        author=(about and about.author) or "",
        published=_day(about.creation_date_raw) if about else "",
    )


def _pages(reader: PdfReader) -> list[str]:
    number = len(reader.pages)
    if number > MOST_PAGES:
        raise UnreadableSource(
            f"This PDF has {number:,} pages; {MOST_PAGES} are read at most. Cut out the pages that you quote from."
        )
    texts, length = [], 0
    for page in reader.pages:
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > 2 * LONGEST_TEXT:
            raise UnreadableSource(f"The text of this PDF has more than {LONGEST_TEXT:,} characters.")
    return texts


def _day(raw: str | None) -> str:
    """The day of a date as PDF writes it, D:YYYYMMDD…; "" for anything else."""
    digits = (raw or "").removeprefix("D:")[:8]
    return (
        f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isascii() and digits.isdigit() else ""
    )
