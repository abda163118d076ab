"""The table of dates in words in docs/reference/dates.md; `python -m tests.dates.wording_table` writes it there."""

import tomllib
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "dates.md"
LANGUAGES = {"en": "English", "es": "Spanish", "he": "Hebrew", "fa": "Persian", "ar": "Arabic"}
BEGIN, END = "<!-- dates in words: python -m tests.dates.wording_table -->", "<!-- end of dates in words -->"

_RIGHT_TO_LEFT = {"he", "fa", "ar"}
# An isolate is invisible; an element with a direction of its own does the same.
_ISOLATES = str.maketrans({"\u2066": '<span dir="ltr">', "\u2069": "</span>"})


def golden_dates() -> list[dict[str, Any]]:
    """What wording.toml says: `edtf`, the words by language, and `short` with those of the short style."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text())["date"]


def render() -> str:
    """The table as Markdown, between its two markers."""
    rows = [("EDTF", *LANGUAGES.values()), ("---",) * (len(LANGUAGES) + 1)]
    rows += [(f"`{date['edtf']}`", *(_cell(date[name], name) for name in LANGUAGES)) for date in golden_dates()]
    return "\n".join([BEGIN, *(f"| {' | '.join(row)} |" for row in rows), END])


def write() -> None:
    """Puts the table where the reference has the markers."""
    before, _, rest = REFERENCE.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    REFERENCE.write_text(before + render() + after)


def _cell(words: str, language: str) -> str:
    if language not in _RIGHT_TO_LEFT:
        return words
    return f'<span dir="rtl" lang="{language}">{words.translate(_ISOLATES)}</span>'


if __name__ == "__main__":
    write()
