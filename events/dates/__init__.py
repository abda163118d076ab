"""Dates that never claim more than their source does: EDTF in, bounds and words out. Pure Python, no Django."""

from events.dates.bounds import (
    DISTANT_FUTURE,
    DISTANT_PAST,
    Bounds,
    civil_date,
    day_number,
    iso_date,
)
from events.dates.display import describe
from events.dates.edtf import Edtf, EdtfError, Interval, OneOf, PartialDate, parse_edtf

__all__ = [
    "DISTANT_FUTURE",
    "DISTANT_PAST",
    "Bounds",
    "Edtf",
    "EdtfError",
    "Interval",
    "OneOf",
    "PartialDate",
    "civil_date",
    "day_number",
    "describe",
    "iso_date",
    "parse_edtf",
]
