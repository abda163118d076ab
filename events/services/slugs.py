"""The slugs of what is public: each is one record's, and the one that a record gave up leads to it."""

from django.core.exceptions import ValidationError

from events.models import Merge, Publication, Redirect


def is_slug_taken(kind: str, uid: str, slug: str) -> bool:
    """Whether another public record of the type still answers to a slug, perhaps until its new one is approved."""
    return Publication.objects.filter(type=kind, slug=slug).exclude(uid=uid).exists()


def refuse_taken_slug(publication: Publication, slug: str) -> None:
    """Raises ValidationError where another public record of the type answers to the slug."""
    if is_slug_taken(publication.type, publication.uid, slug):
        raise ValidationError(
            f"Another published {publication.type} still has the slug “{slug}”: choose another.", "slug_taken"
        )


def lead_former_slug(publication: Publication, slug: str) -> None:
    """Leads a slug that the record gives up to it, and ends what led its present names elsewhere."""
    if publication.slug and publication.slug != slug:
        Redirect.objects.update_or_create(
            type=publication.type, old=publication.slug, defaults={"uid": publication.uid}
        )
    Redirect.objects.filter(type=publication.type, old__in=[publication.uid, slug]).delete()


def lead_back(kind: str, uid: str) -> list[str]:
    """Leads the names that a merge led away with a record to it again, once that merge is undone and it is public; what
    names there are."""
    undone = Merge.objects.filter(merged=uid).exclude(undone_at=None)
    led = [(name, merge.survivor) for merge in undone for name in merge.led]
    if not led:
        return []
    into = {survivor for _, survivor in led}
    into |= set(Redirect.objects.filter(type=kind, old__in=into).values_list("uid", flat=True))
    names = [name for name, _ in led]
    Redirect.objects.filter(type=kind, old__in=names, uid__in=into).update(uid=uid)
    return names
