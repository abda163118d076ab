"""The public log, for whoever keeps a copy of what is published."""

from collections.abc import Callable

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.entity_tags import TaggedView
from events.api.exceptions import InvalidParameters, ParameterError
from events.api.filters import MAX_PAGE
from events.api.pagination import links_response
from events.api.parameters import Parameters
from events.api.schema.answers import CHANGES
from events.api.schema.parameters import CHANGE_PARAMETERS
from events.models import RecordType
from events.queries.changes import last_sequence, list_changes

_PARAMETERS = {"after": "single", "type": "single", "page_size": "single"}
# What a column of 64 bits holds.
_MOST = 2**63 - 1


class ChangeList(TaggedView):
    """What was published, revised, refreshed, retracted and merged."""

    @extend_schema(operation_id="list_changes", parameters=CHANGE_PARAMETERS, responses=CHANGES)
    def get(self, request: Request) -> Response:
        """The public log after a sequence, in the order in which it was written; ask again after `last`."""
        after, type_, page_size = _read(request.query_params)
        page = list_changes(after=after, page_size=page_size, type_=type_)
        if not page.changes and after > (last := last_sequence()):
            raise InvalidParameters([ParameterError("after", "ahead", f"the log ends at {last}: begin anew after 0")])
        query = request.query_params.copy()
        query["after"] = str(page.last)
        onward = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if page.more else None
        return links_response(page.changes, next_=onward, previous=None, extra={"last": page.last})


def _read(query: QueryDict) -> tuple[int, RecordType | None, int]:
    parameters = Parameters(query, _PARAMETERS)
    after = parameters.read("after", _whole(0, _MOST), 0)
    type_ = parameters.read("type", _type, None)
    page_size = parameters.read("page_size", _whole(1, MAX_PAGE), 50)
    parameters.check()
    return after, type_, page_size


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
            return int(text)
        raise ValueError(f"write a whole number from {least} to {most}")

    return read


def _type(text: str) -> RecordType:
    if text in RecordType.values:
        return RecordType(text)
    raise ValueError(f"write one of {', '.join(RecordType.values)}")
