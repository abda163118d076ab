"""CSL-JSON: the input of citation processors, as the schema of CSL 1.0.2 has it."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from events.dates import Edtf, describe
from events.formats.cited_dates import Point, resolved
from events.formats.items import Item, Name

# Fields whose variable has another name in CSL; `_` in a name of ours is else `-` in CSL's.
_RENAMED = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "archive_location": "archive_location"}


def dump(items: Iterable[Item]) -> str:
    """The items as a JSON array."""
    return "".join(write(items))


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as a JSON array, an item at a time."""
    yield "["
    comma = "\n"
    for item in items:
        yield comma + msgspec.json.format(msgspec.json.encode(_variables(item))).decode()
        comma = ",\n"
    yield "\n]\n"


def _variables(item: Item) -> dict[str, Any]:
    names = {field: _RENAMED.get(field, field.replace("_", "-")) for field in item.__struct_fields__}
    return {names[field]: value for field, value in _said(item) if value or field in ("id", "title")}


def _said(item: Item) -> Iterator[tuple[str, Any]]:
    for field in filter(lambda field: field != "news_site", item.__struct_fields__):
        value = getattr(item, field)
        if isinstance(value, tuple):
            yield field, [_name(name) for name in value]
        else:
            yield field, _date(value) if isinstance(value, Edtf) else value


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    given, _, suffix = (part.strip() for part in name.given.partition(","))
    parts = {"family": name.family, "given": given, "suffix": suffix}
    return {key: value for key, value in parts.items() if value}


def _date(edtf: Edtf) -> dict[str, Any]:
    """Years, months and days as far as they are known, else words: never a day that nobody wrote."""
    date = resolved(edtf)
    if isinstance(date, str):
        return {"literal": date}
    points = (date,) if isinstance(date, Point) else date
    if not all(point and _is_writable(point, alone=len(points) == 1) for point in points):
        return {"literal": describe(edtf, "en")}
    written: dict[str, Any] = {"date-parts": [_parts(point) for point in points if point]}
    if isinstance(date, Point) and date.season:
        written["season"] = date.season
    return {**written, "circa": True} if edtf.approximate or edtf.uncertain else written


def _is_writable(point: Point, *, alone: bool) -> bool:
    """Whether CSL has parts for it: there is no year before 1, and a season belongs to a single date."""
    return 0 < point.year <= 9999 and (alone or not point.season)


def _parts(point: Point) -> list[int]:
    return [part for part in (point.year, point.month, point.day) if part]
