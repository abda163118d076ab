"""From query parameters to the facets that choose events: values that there are not are refused, with those that there
are where these are few."""

from collections.abc import Callable, Collection
from typing import get_args

from events.api.parameters import Parameters
from events.documents import Aspect, Support
from events.fields import COUNTRIES
from events.models import RecordType
from events.models.events import Role
from events.models.publications import Facet
from events.queries.publications import kinds, uid_of
from events.queries.questions import Choice

_MOST_TOLD = 40


def read_facets(
    parameters: Parameters, within: tuple[Facet, str] | None = None
) -> tuple[list[tuple[Facet, str]], list[Choice]]:
    """What must all hold, and of what one value must: an event has all actors, sources and differing aspects that are
    asked for, and any of the kinds, countries, degrees of support and roles.

    A role is anybody's; where actors are named as well, in the query or by the address (`within`), that of one of them.
    """
    all_of = [(Facet.ACTOR, uid) for uid in _uids(parameters, "actor")] + ([within] if within else [])
    actors = [uid for facet, uid in all_of if facet == Facet.ACTOR]
    all_of += [(Facet.SOURCE, uid) for uid in _uids(parameters, "source")]
    all_of += [(Facet.DIFFERS, aspect) for aspect in _known(parameters, "differs", lambda: get_args(Aspect))]
    roles = _known(parameters, "role", lambda: Role.values)
    any_of: list[Choice] = [
        (Facet.KIND, tuple(_known(parameters, "kind", kinds, "published kind"))),
        (Facet.COUNTRY, tuple(_known(parameters, "country", lambda: COUNTRIES, "ISO 3166-1 country code"))),
        (Facet.SUPPORT, tuple(_known(parameters, "support", lambda: get_args(Support), "degree of support"))),
        (Facet.ROLE, tuple(f"{uid}/{role}" for role in roles for uid in actors) or tuple(roles)),
    ]
    return list(dict.fromkeys(all_of)), [choice for choice in any_of if choice[1]]


def read_uid(parameters: Parameters, name: str, value: str) -> str | None:
    """The uid of a published record from its uid or slug; one that is not published does not exist."""
    uid = uid_of(RecordType(name), value) if value.isascii() and "\0" not in value and len(value) <= 120 else None
    if uid is not None:
        return uid
    parameters.refuse(name, "unknown_value", f"there is no published {name} “{value[:60]}”", value)
    return None


def _uids(parameters: Parameters, name: str) -> list[str]:
    found = (read_uid(parameters, name, value) for value in parameters.values(name))
    return list(dict.fromkeys(uid for uid in found if uid))


def _known(parameters: Parameters, name: str, there_are: Callable[[], Collection[str]], called: str = "") -> list[str]:
    """The given values that there are, each once."""
    values = list(dict.fromkeys(parameters.values(name)))
    known = there_are() if values else ()
    told = f"; there are {', '.join(sorted(known))}" if 0 < len(known) <= _MOST_TOLD else ""
    for value in values:
        if value not in known:
            parameters.refuse(name, "unknown_value", f"there is no {called or name} “{value[:60]}”{told}", value)
    return [value for value in values if value in known]
