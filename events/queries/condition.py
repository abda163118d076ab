"""How the publications are, for whoever watches over the service."""

from datetime import datetime

from django.db.models import Count

from events.models import Change, Publication, PublicationReference


def await_rewriting() -> bool:
    """Whether any document still says what a record that it names no longer does; raises where none can be read."""
    Publication.objects.values_list("pk").first()
    return PublicationReference.objects.filter(stale=True).exists()


def count_publications() -> dict[str, int]:
    """How many records of each type are published."""
    rows = Publication.objects.order_by("type").values_list("type").annotate(records=Count("pk"))
    return dict(rows)


def last_change_at() -> datetime | None:
    """When anything was last published, revised, retracted or merged."""
    return Change.objects.order_by("-sequence").values_list("at", flat=True).first()
