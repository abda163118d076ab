"""What the formats of the OpenAPI schema stand for, drawn from what the first chronology publishes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import schemathesis
from django.conf import settings
from hypothesis import strategies as st

from events.api.filters import read_words
from events.dates import MAX_PHRASE, EdtfError, PartialDate, parse_edtf
from events.fields import COUNTRIES
from events.queries.cursors import Cursor, read_cursor
from tests.dates import strategies as dates

_FIXTURES = Path(settings.BASE_DIR) / "fixtures"
_LETTERS = "abcxyzABC0189áÑüßçабвאבגשابپج۱一"


def _rows(file: str, model: str) -> list[dict[str, Any]]:
    rows = json.loads((_FIXTURES / file).read_text(encoding="utf-8"))
    return [row["fields"] for row in rows if row["model"] == model]


def _both_names(file: str, model: str, slugs: set[str] | None = None) -> list[str]:
    """Slugs and uids of records, of those alone that have one of the slugs where these are given."""
    records = _rows(file, model)
    return [record[name] for record in records for name in ("slug", "uid") if slugs is None or record["slug"] in slugs]


def _is_one_date(text: str) -> bool:
    try:
        date = parse_edtf(text)
    except EdtfError:
        return False
    return isinstance(date, PartialDate) and date.specified


_events = _rows("events.json", "events.event")
_participants = {row["actor"][0] for row in _rows("events.json", "events.participation")}
_numbers = st.integers(0, 10**6)
_cursors = st.builds(Cursor, st.just("date"), st.booleans(), _numbers, _numbers, st.text("abc019", max_size=9))
_words = st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=16).map(" ".join)
_phrases = st.one_of(
    dates.dates,
    st.sampled_from(["almost two decades ago", "between 2006 and 2019", "el 20 de julio", "دیروز", "אתמול"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=MAX_PHRASE),
)


class Format(NamedTuple):
    """What a format draws, and whether a text is of it."""

    strategy: st.SearchStrategy[str]
    holds: Callable[[str], object]


def _names(*names: str) -> Format:
    return Format(st.sampled_from(names), frozenset(names).__contains__)


def _reading(strategy: st.SearchStrategy[str], read: Callable[[str], object]) -> Format:
    """The format of what can be read without a ValueError."""

    def holds(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return Format(strategy, holds)


FORMATS = {
    "edtf": _reading(dates.dates, parse_edtf),
    "one-edtf": Format(dates.single_dates.filter(_is_one_date), _is_one_date),
    "actor": _names(*_both_names("actors.json", "events.actor", _participants)),
    "source": _names(*_both_names("sources.json", "events.source")),
    "timeline": _names(*_both_names("timeline.json", "events.timeline")),
    "event": _names(*(event["uid"] for event in _events)),
    "kind": _names(*sorted({event["kind"][0] for event in _events})),
    "country": _names(*sorted(COUNTRIES)),
    "words": _reading(_words, read_words),
    "phrase": Format(_phrases.filter(str.strip), str.strip),
    # In whatever order: the list has to be asked in the same.
    "cursor": _reading(_cursors.map(str), lambda text: read_cursor(text, "date")),
}


def register() -> None:
    """Tells schemathesis of them all."""
    for name, format_ in FORMATS.items():
        schemathesis.openapi.format(name, format_.strategy)
