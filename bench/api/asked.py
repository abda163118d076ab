"""What is asked for: pages of fifty events of an actor in a window, hubs, middling and rare actors in turn."""

from typing import NamedTuple
from urllib.parse import urlencode

from events.models.publications import Facet, PostingTotal

# How many actors of each kind, and from which rank on; the rare ones are the last of all.
_EACH = 4
_WINDOWS = (("1990", "1999"), ("2001-05", "2003-08"), ("2010-03-01", "2010-12-31"))


class Page(NamedTuple):
    """The central page: an actor's uid and a window in EDTF."""

    actor: str
    start: str
    end: str

    @property
    def path(self) -> str:
        return f"/api/v1/events/?{urlencode({'actor': self.actor, 'from': self.start, 'to': self.end})}"


def central_pages() -> list[Page]:
    """Pages of hubs, of middling and of rare actors, one after the other, each with each window."""
    chosen = zip(*(actors_of(kind) for kind in ("hub", "middle", "rare")), strict=True)
    return [Page(actor, *window) for actors in chosen for window in _WINDOWS for actor in actors]


def actors_of(kind: str) -> list[str]:
    """The uids of some actors: those in most events, those of the middle rank, or those in fewest."""
    totals = PostingTotal.objects.filter(facet=Facet.ACTOR).order_by("-events", "value")
    ranked = list(totals.values_list("value", flat=True))
    first = {"hub": 0, "middle": len(ranked) // 20, "rare": len(ranked) - _EACH}[kind]
    return ranked[first : first + _EACH]
