"""Who may do what at the desk: the one table of it, and the roles that go with it.

None stands for the server's command line, which may do all.
"""

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from events.models import RecordType


class Deed(StrEnum):
    """What is done to a record."""

    WRITE = "change"
    REVIEW = "review"
    MERGE = "merge"
    ERASE = "erase"
    KEEP_TEXT = "keep the text"


# Approving an actor or source rewrites the events that name it: it takes what approving an event takes.
_REVIEWING = {RecordType.TIMELINE: "events.review_timeline"}
_REFUSED = {
    Deed.WRITE: "You may not change this.",
    Deed.REVIEW: "You may not review this.",
    Deed.MERGE: "You may not merge records.",
    Deed.ERASE: "You may not erase anything.",
    Deed.KEEP_TEXT: "You may not keep the texts of sources.",
}

_CHILDREN = [
    "participation",
    "citation",
    "eventrelation",
    "closeddifference",
    "actorname",
    "affiliation",
    "contributor",
    "timelineentry",
    "comment",
]
_WRITTEN = ["event", "actor", "source", "timeline", *_CHILDREN]
_LOOKED_AT = ["kind", "revision", "review", "publication", "change", "tombstone", "redirect", "flag", "suspicion"]
_LOOKING = {f"view_{model}" for model in [*_WRITTEN, *_LOOKED_AT]}
_WRITING = {f"{verb}_{model}" for verb in ("add", "change", "delete") for model in _WRITTEN} | {
    "add_kind",
    "change_kind",
    "view_snapshot",
    "add_snapshot",
    "change_snapshot",
}
_REVIEWS = {"review_event", "review_timeline"}
_RULING = {
    "erase_event",
    "delete_kind",
    *(f"{verb}_{model}" for verb in ("view", "add", "change", "delete") for model in ("user", "group")),
    *(f"{verb}_accessattempt" for verb in ("view", "delete")),
}
# The groups, each with what those before it may.
ROLES: dict[str, set[str]] = {
    "Visitor": _LOOKING,
    "Curator": _LOOKING | _WRITING,
    "Reviewer": _LOOKING | _WRITING | _REVIEWS,
    "Administrator": _LOOKING | _WRITING | _REVIEWS | _RULING,
}


def may(user: User | None, deed: Deed, type_: RecordType) -> bool:
    """Whether somebody may do this to a record of this type."""
    return user is None or user.has_perm(_needed(deed, type_))


def require(user: User | None, deed: Deed, type_: RecordType) -> None:
    """Raises PermissionDenied, with a sentence for the desk, where somebody may not."""
    if not may(user, deed, type_):
        raise PermissionDenied(_REFUSED[deed])


def set_up_roles(groups: Any, permissions: Any) -> None:
    """Gives each role its group and permissions, and takes nothing away that was added; for migrations, with the
    managers of their own models, and again whenever."""
    for name, codenames in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames, content_type__app_label__in=_APPS))


_APPS = ("events", "auth", "axes")


def _needed(deed: Deed, type_: RecordType) -> str:
    match deed:
        case Deed.WRITE:
            return f"events.change_{type_.value}"
        case Deed.ERASE:
            return "events.erase_event"
        case Deed.KEEP_TEXT:
            return "events.change_snapshot"
        case Deed.REVIEW | Deed.MERGE:
            return _REVIEWING.get(type_, "events.review_event")
