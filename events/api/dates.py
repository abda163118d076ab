"""What words say as dates."""

import re

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.filters import read_date
from events.api.parameters import Parameters
from events.api.schema.answers import READINGS
from events.api.schema.parameters import DATE_PARAMETERS, LANGUAGE_PATTERN
from events.dates import MAX_PHRASE, PartialDate, read_phrase
from events.dates.languages import LANGUAGES
from events.services.snapshots import reading_document

_PARAMETERS = {"q": "single", "lang": "repeated", "anchor": "single"}


class Dates(APIView):
    """The reader of dates."""

    @extend_schema(operation_id="read_dates", parameters=DATE_PARAMETERS, responses=READINGS)
    def get(self, request: Request) -> Response:
        """What a phrase may say as a date, the likeliest first; no readings where it is no date."""
        parameters = Parameters(request.query_params, _PARAMETERS)
        phrase = parameters.read("q", _phrase, "")
        if "q" not in request.query_params:
            parameters.refuse("q", "missing", "give the phrase, for example q=between 2006 and 2019")
        languages = [code for tag in parameters.values("lang") if (code := _language(parameters, tag))]
        anchor = parameters.read("anchor", _anchor, None)
        parameters.check()
        readings = read_phrase(phrase, languages=languages or ["en"], anchor=anchor)
        return Response({"readings": [reading_document(reading, phrase) for reading in readings]})


def _phrase(text: str) -> str:
    if not text.strip() or len(text) > MAX_PHRASE or "\0" in text:
        raise ValueError(f"write a phrase of 1 to {MAX_PHRASE} characters")
    return text


def _language(parameters: Parameters, tag: str) -> str | None:
    if re.fullmatch(LANGUAGE_PATTERN, tag):
        return tag
    parameters.refuse("lang", "unknown_value", f"dates are read in {', '.join(sorted(LANGUAGES))}")
    return None


def _anchor(text: str) -> PartialDate:
    date = read_date(text)
    if isinstance(date, PartialDate) and date.specified:
        return date
    raise ValueError("give one date, such as 2023-08-08 or 2023-08")
