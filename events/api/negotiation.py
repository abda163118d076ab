"""In which format an answer goes out: by the suffix of its address, by `format`, or by what is accepted."""

import re
from collections.abc import Iterable, Sequence

from django.http import Http404, QueryDict
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from events.api.exceptions import InvalidParameters, ParameterError
from events.api.renderers import DocumentRenderer, FileRenderer

_QUALITY = re.compile(r"q *= *(0(?:\.\d*)?|1(?:\.0*)?)")


class Negotiation(BaseContentNegotiation):
    """Chooses among the formats that a view has: JSON, and the files beside it.

    Where several are accepted alike it is the first, so that a browser and `*/*` get JSON. A suffix that stands for
    nothing is a 404, a `format` that does a 400, and where nothing that there is is accepted, a 406 lists it. `OPTIONS`
    is answered in JSON, whatever is asked for or accepted.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        chosen = _chosen(request, list(renderers), format_suffix)
        return chosen, chosen.media_type or ""


def _chosen(request: Request, renderers: Sequence[BaseRenderer], suffix: str | None) -> BaseRenderer:
    of_suffix = renderer_of_suffix(renderers, suffix) if suffix else None
    if request.method == "OPTIONS":
        return DocumentRenderer()
    if of_suffix:
        return of_suffix
    if len(renderers) > 1 and "format" in request.query_params:
        return _asked_for(renderers, request.query_params)
    return _accepted(renderers, request.headers.get("Accept", "*/*"))


def renderer_of_suffix(renderers: Sequence[BaseRenderer], suffix: str) -> BaseRenderer:
    """The renderer that a suffix stands for; raises Http404 where it stands for none."""
    chosen = _named(renderers, suffix)
    if chosen is None:
        raise Http404
    return chosen


def _named(renderers: Sequence[BaseRenderer], word: str) -> BaseRenderer | None:
    return next((one for one in renderers if word in _words(one)), None)


def _words(renderer: BaseRenderer) -> set[str]:
    """What stands for a renderer in an address."""
    return {renderer.file.name, renderer.file.extension} if isinstance(renderer, FileRenderer) else {"json"}


def _asked_for(renderers: Sequence[BaseRenderer], query: QueryDict) -> BaseRenderer:
    values = query.getlist("format")
    if len(values) > 1:
        raise InvalidParameters([ParameterError("format", "repeated", "give it once")])
    chosen = _named(renderers, values[0])
    if chosen is None:
        names = [str(one.format) for one in renderers]
        listed = f"{', '.join(names[:-1])} or {names[-1]}"
        raise InvalidParameters([ParameterError("format", "malformed", f"write {listed}", values[0])])
    return chosen


def _accepted(renderers: Sequence[BaseRenderer], header: str) -> BaseRenderer:
    """The renderer that is liked best (RFC 9110, 12.5.1); raises NotAcceptable where none is."""
    ranges = _ranges(header)
    offered = [one for one in renderers if not isinstance(one, FileRenderer) or one.file.negotiable]
    best = max(offered, key=lambda one: _liking(one, ranges))
    if _liking(best, ranges) == 0:
        there_is = ", ".join(str(one.media_type) for one in offered)
        raise NotAcceptable(f"There is nothing here of what is accepted. There is {there_is}.")
    return best


def _liking(renderer: BaseRenderer, ranges: dict[str, float]) -> float:
    """The weight that the closest range gives to a type; 0 where none holds it."""
    type_ = str(renderer.media_type)
    return next((ranges[one] for one in (type_, f"{type_.partition('/')[0]}/*", "*/*") if one in ranges), 0)


def _ranges(header: str) -> dict[str, float]:
    """Each media range of an Accept header with its weight, parameters but `q` left out."""
    ranges: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            ranges[name] = max(ranges.get(name, 0), _weight(parameters))
    return ranges or {"*/*": 1}


def _weight(parameters: list[str]) -> float:
    weights = [found[1] for parameter in parameters if (found := _QUALITY.fullmatch(parameter))]
    return float(weights[0]) if weights else 1
