"""How many of the events that filters choose there are of each year, actor, kind, country and degree of support."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.entity_tags import TaggedView
from events.api.filters import read_facet_query
from events.api.schema.answers import FACETS
from events.api.schema.parameters import FACET_PARAMETERS
from events.documents import ActorStub, decode
from events.models import RecordType
from events.queries.facets import count_facets
from events.queries.publications import documents


class Facets(TaggedView):
    """The counts of published events."""

    @extend_schema(operation_id="count_facets", parameters=FACET_PARAMETERS, responses=FACETS)
    def get(self, request: Request) -> Response:
        """The number of events under the same filters as in the list of events, all and by what they are found by."""
        counts = count_facets(read_facet_query(request.query_params))
        return Response(
            {
                "total": counts.total,
                "years": [{"year": year, "events": number} for year, number in counts.years.items()],
                "actors": _named(counts.actors),
                "more_actors": counts.more_actors,
                "kinds": [{"slug": slug, "events": number} for slug, number in counts.kinds.items()],
                "countries": [{"code": code, "events": number} for code, number in counts.countries.items()],
                "support": [{"degree": degree, "events": number} for degree, number in counts.support.items()],
            }
        )


def _named(actors: dict[str, int]) -> list[dict[str, Any]]:
    texts = documents(RecordType.ACTOR, list(actors))
    stubs = [(decode(texts[uid], ActorStub), number) for uid, number in actors.items() if uid in texts]  # type: ignore[type-var]
    return [{"uid": stub.uid, "slug": stub.slug, "name": stub.name, "events": number} for stub, number in stubs]
