"""Editions and pages as bibliographies number them."""


def edition(recorded: str) -> str:
    """“2nd ed.” where a number is recorded, else what is recorded: “Rev. ed.”."""
    return f"{_ordinal(recorded)} ed." if recorded.isascii() and recorded.isdigit() else recorded


def page_range(pages: str) -> str:
    """The pages with a dash between them: “110–112”."""
    return pages.replace("-", "–")


def labelled_pages(pages: str) -> str:
    """The pages after “p.” or “pp.”."""
    return f"{'pp.' if any(mark in pages for mark in '-–,') else 'p.'} {pages}" if pages else ""


def _ordinal(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
