"""Dates that never claim more than their source does: EDTF in, bounds and words out. Pure Python, no Django."""

from events.dates.bounds import (
    DISTANT_FUTURE,
    DISTANT_PAST,
    LONGEST_OF_SPAN,
    SPAN_LONGER,
    SPAN_OPEN_END,
    SPAN_OPEN_START,
    Bounds,
    civil_date,
    day_number,
    iso_date,
)
from events.dates.display import count_in_words, describe
from events.dates.edtf import EdtfError, parse_edtf, recall_edtf
from events.dates.phrases import MAX_PHRASE, Reading, read_phrase
from events.dates.values import AllOf, DateSet, Edtf, Interval, OneOf, PartialDate, Qualification

__all__ = [
    "DISTANT_FUTURE",
    "DISTANT_PAST",
    "LONGEST_OF_SPAN",
    "MAX_PHRASE",
    "SPAN_LONGER",
    "SPAN_OPEN_END",
    "SPAN_OPEN_START",
    "AllOf",
    "Bounds",
    "DateSet",
    "Edtf",
    "EdtfError",
    "Interval",
    "OneOf",
    "PartialDate",
    "Qualification",
    "Reading",
    "civil_date",
    "count_in_words",
    "day_number",
    "describe",
    "iso_date",
    "parse_edtf",
    "read_phrase",
    "recall_edtf",
]
