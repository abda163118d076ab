"""What may be asked: the parameters of `events.api.filters`, with their formats, limits and examples.

A `format` of ours says what a schema cannot: `edtf` is a date in EDTF, `actor` what names a published actor.
"""

import re
from collections.abc import Sequence
from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from events.api.converters import RecordConverter
from events.api.filters import MAX_CURSOR, MAX_FIELDS, MAX_PAGE, MAX_QUESTION, field_names
from events.api.parameters import MAX_VALUES
from events.dates import MAX_PHRASE
from events.dates.edtf import MAX_LENGTH
from events.dates.languages import LANGUAGES
from events.documents import Aspect, Support
from events.formats.files import Format
from events.models import RecordType
from events.models.events import Role
from events.models.identity import UID_PATTERN
from events.queries.questions import Order

Shape = dict[str, Any]

_LETTERS = ("".join(f"[{letter}{letter.upper()}]" for letter in code) for code in sorted(LANGUAGES))
# A tag (BCP 47) of a language whose phrases are read.
LANGUAGE_PATTERN = rf"^({'|'.join(_LETTERS)})(-[0-9A-Za-z]{{1,8}}){{0,4}}$"

_SAYS = {
    "from": "Only what may fall on or after the beginning of this date (EDTF, such as 2006 or 2009-01-14).",
    "to": "Only what may fall on or before the end of this date (EDTF).",
    "match": "`overlaps`: may have fallen inside the window. `within`: fell inside it whole. `starts`: may have begun "
    "in it. `covers`: may have lasted through it all. Needs `from` or `to`.",
    "undated": "Whether undated events follow the dated ones, are left out, or stand alone. Without it they follow "
    "where there is no window, and are left out where there is one.",
    "actor": "Slug or uid of an actor; repeated: events with all of them.",
    "role": "A role; repeated: events with any of them. Anybody's, or with `actor` that of one of the actors named.",
    "kind": "Slug of a kind that published events have; repeated: events of any of them.",
    "country": "ISO 3166-1 alpha-2 code of the place; repeated: events in any of them.",
    "source": "Slug or uid of a source; repeated: events that cite all of them.",
    "support": "How well the occurrence is supported; repeated: events with any of these.",
    "differs": "An aspect on which sources differ; repeated: events where they differ on all of them.",
    "timeline": "Slug or uid of a timeline.",
    "order": "By date, undated events last, or by when each last changed (`updated`); `-` turns it round.",
    "count": "`exact`: the number of all results, on whatever pages, stands in `count`.",
    "fields": "Members of the document with commas between, such as `uid,title,date`; the others are left out.",
    "q": "Words that must all occur, in any order: at most 16, of 400 characters. Case, accents and points do not "
    "matter, in any script; quotation marks and operators mean nothing.",
    "phrase": "A phrase of at most 255 characters, as a source words a date; or EDTF.",
    "lang": "The language of the phrase (BCP 47), English without it; repeated: any of them.",
    "anchor": "The date (EDTF) that the phrase counts from, such as its source's date of publication.",
    "after": "The sequence to go on from: `last` of the answer before. Without it the log is told from its beginning.",
    "type": "Only changes of records of this type.",
    "format": "JSON, or a file of all that is found, without pages: as by a suffix in place of the last slash "
    "(`/api/v1/events.csv`), or by `Accept`.",
    "page_size": "How many on a page, 1 to 500.",
    "cursor": "Where a page begins: taken from `next` or `previous`.",
    "suffix": "The format of the file.",
    "uid": "A ULID.",
    "slug": "A slug, or a ULID.",
}
# Of the first chronology, `fixtures/`.
_EXAMPLES: dict[str, Any] = {
    "from": "2009-01-14",
    "to": "2011-06",
    "actor": ["bolivia", "iran"],
    "role": ["host"],
    "kind": ["agreement", "visit"],
    "country": ["BO"],
    "source": ["mehr-2023-07-20"],
    "differs": ["nature"],
    "timeline": "israel-bolivia-and-iran",
    "fields": "uid,slug",
    "q": "defence tehran",
    "phrase": "almost two decades ago",
    "lang": ["en"],
    "anchor": "2023-08-08",
}
_NAMES = {
    RecordType.ACTOR: "iran",
    RecordType.SOURCE: "mehr-2023-07-20",
    RecordType.TIMELINE: "israel-bolivia-and-iran",
    RecordType.EVENT: "01M852Z9PC54KE5VSPRRY4ZSGH",
}


def _text(format_: str | None = None, *, most: int, pattern: str | None = None) -> Shape:
    """A text that is not empty."""
    rules = {"format": format_, "minLength": 1, "maxLength": most, "pattern": pattern}
    return {"type": "string", **{name: rule for name, rule in rules.items() if rule is not None}}


def _one_of(values: Sequence[str]) -> Shape:
    return {"type": "string", "enum": list(values)}


def _several(shape: Shape) -> Shape:
    return {"type": "array", "items": shape, "maxItems": MAX_VALUES}


def _number(least: int, most: int, usual: int) -> Shape:
    return {"type": "integer", "format": "int64", "minimum": least, "maximum": most, "default": usual}


def _record(type_: RecordType) -> Shape:
    """What names a record: its slug or its uid."""
    return _text(type_.value, most=120, pattern=f"^{RecordConverter.regex}$")


def _parameter(name: str, shape: Shape, *, says: str = "", required: bool = False) -> OpenApiParameter:
    said = says or name
    examples = [OpenApiExample("Example", value=_EXAMPLES[said])] if said in _EXAMPLES else []
    return OpenApiParameter(name, type=shape, required=required, description=_SAYS[said], examples=examples)


def _path(name: str, shape: Shape, example: str) -> OpenApiParameter:
    shown = [OpenApiExample("Example", value=example)]
    return OpenApiParameter(name, type=shape, location=OpenApiParameter.PATH, description=_SAYS[name], examples=shown)


def _fields(type_: RecordType) -> OpenApiParameter:
    name = f"({'|'.join(map(re.escape, field_names(type_)))})"
    return _parameter("fields", _text(most=MAX_FIELDS, pattern=f"^{name}(,{name})*$"))


def one_record(type_: RecordType) -> list[OpenApiParameter]:
    """Those of the address of one record."""
    if type_ == RecordType.EVENT:
        named = _path("uid", _text(type_.value, most=26, pattern=f"^{UID_PATTERN}$"), _NAMES[type_])
    else:
        named = _path("slug", _record(type_), _NAMES[type_])
    return [named, _fields(type_)]


def list_parameters(type_: RecordType) -> list[OpenApiParameter]:
    """Those of any list of documents: its pages, and what of each document is answered."""
    return [PAGE_SIZE, _CURSOR, _parameter("count", _one_of(["none", "exact"])), _fields(type_)]


def choice_of(files: Sequence[Format[Any]]) -> OpenApiParameter:
    """The parameter that asks for a file."""
    return _parameter("format", _one_of(["json", *suffixes(files)]))


def suffixes(files: Sequence[Format[Any]]) -> list[str]:
    """What stands for a file in an address: its name, and what the address ends with."""
    return list(dict.fromkeys(word for file in files for word in (file.name, file.extension)))


def suffix_of(files: Sequence[Format[Any]]) -> Shape:
    """The parameter of a path that ends with the suffix of a file, as the schema has it."""
    return {
        "in": "path",
        "name": "suffix",
        "required": True,
        "schema": _one_of(suffixes(files)),
        "description": _SAYS["suffix"],
    }


_CURSOR = _parameter("cursor", _text("cursor", most=MAX_CURSOR, pattern="^[0-9A-Za-z_-]+$"))
PAGE_SIZE = _parameter("page_size", _number(1, MAX_PAGE, 50))
_EDTF = _text("edtf", most=MAX_LENGTH)
_CHOOSING = [
    _parameter("from", _EDTF),
    _parameter("to", _EDTF),
    _parameter("match", _one_of(["overlaps", "within", "starts", "covers"])),
    _parameter("undated", _one_of(["include", "exclude", "only"])),
    _parameter("actor", _several(_record(RecordType.ACTOR))),
    _parameter("role", _several(_one_of(Role.values))),
    _parameter("kind", _several(_text("kind", most=80, pattern="^[a-z0-9]+(-[a-z0-9]+)*$"))),
    _parameter("country", _several(_text("country", most=2, pattern="^[A-Z]{2}$"))),
    _parameter("source", _several(_record(RecordType.SOURCE))),
    _parameter("support", _several(_one_of(get_args(Support)))),
    _parameter("differs", _several(_one_of(get_args(Aspect)))),
    _parameter("q", _text("words", most=MAX_QUESTION)),
]
_LISTED = [_parameter("order", _one_of(get_args(Order))), *list_parameters(RecordType.EVENT)]
FACET_PARAMETERS = [*_CHOOSING, _parameter("timeline", _record(RecordType.TIMELINE))]
EVENT_PARAMETERS = [*FACET_PARAMETERS, *_LISTED]
TIMELINE_EVENT_PARAMETERS = [one_record(RecordType.TIMELINE)[0], *_CHOOSING, *_LISTED]

DATE_PARAMETERS = [
    _parameter("q", _text("phrase", most=MAX_PHRASE, pattern=r"^[^\x00]*\S[^\x00]*$"), says="phrase", required=True),
    _parameter("lang", _several(_text("language", most=38, pattern=LANGUAGE_PATTERN))),
    _parameter("anchor", _text("one-edtf", most=MAX_LENGTH)),
]
CHANGE_PARAMETERS = [
    _parameter("after", _number(0, 2**63 - 1, 0)),
    _parameter("type", _one_of(RecordType.values)),
    PAGE_SIZE,
]
