"""The article in a web page that somebody saved, and what the page says about itself."""

import re

import trafilatura

from events.formats.source_text import SourceText, UnreadableSource, after_remarks

# Only what the page itself declares: a date guessed from its text would be somebody's guess.
_DATES = {"original_date": True, "extensive_search": False}
# Charsets of seven bits: their bytes are UTF-8 too, and say something else in it.
_SEVEN_BITS = re.compile(
    r"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*(utf-?7|iso-2022|hz)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\b", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s>]{1,2000}) -->", re.IGNORECASE)


def read_html(html: str) -> SourceText:
    """The text of a page without its menus and footers; of a page that is no article, all its text."""
    beginning = html[:20_000]
    if charset := _SEVEN_BITS.search(beginning):
        raise UnreadableSource(f"This page is in {charset[1]}, not in UTF-8. Save it in UTF-8, or paste its text.")
    page = after_remarks(html.lstrip())
    found = trafilatura.bare_extraction(
        page, include_comments=False, favor_recall=True, with_metadata=True, date_extraction_params=_DATES
    )
    language, saved_from = _LANGUAGE.search(beginning), _SAVED_FROM.search(beginning)
    address = saved_from[1] if saved_from else ""
    tag = language[1] if language else ""
    if found is None or isinstance(found, dict) or not found.text:
        return SourceText(text=trafilatura.html2txt(page), language=_tag(tag), url=address)
    return SourceText(
        text=found.text,
        title=found.title or "",
        author=found.author or "",
        site=found.sitename or "",
        published=_as_declared(found.date or "", html),
        language=_tag(tag),
        url=found.url or address,
    )


def _as_declared(date: str, html: str) -> str:
    """The date no finer than the page has it: of “2023-08” a day is made up by what reads it."""
    year, _, rest = date.partition("-")
    month = rest.partition("-")[0]
    if re.search(rf"{year}[-/.]?{rest.replace('-', '[-/.]?')}(?!\d)", html) and rest:
        return date
    return f"{year}-{month}" if month and re.search(rf"\b{year}-{month}\b", html) else ""


def _tag(language: str) -> str:
    """A BCP 47 tag as it is mostly written: en, es-BO."""
    first, *rest = language.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
