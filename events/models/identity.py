"""What every record has: a permanent uid, a slug that people read, and constraints by name."""

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from ulid import ULID

if TYPE_CHECKING:  # Django's fields take type parameters in their stubs only
    CharField: TypeAlias = models.CharField[str, str]
else:
    from django.db.models import CharField

M = TypeVar("M", bound=models.Model)

# Crockford's base 32; the first character stays below 8, as 128 bits demand.
UID_PATTERN = "[0-7][0-9A-HJKMNP-TV-Z]{25}"


def new_uid() -> str:
    """A fresh ULID: sortable by the time of its making, and never given twice."""
    return str(ULID())


class UidField(CharField):
    """The permanent name of a record, in every address: a ULID."""

    default_validators = [RegexValidator(rf"\A{UID_PATTERN}\Z", "A uid is a ULID of 26 characters.", "uid")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 26)
        kwargs.setdefault("default", new_uid)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class SlugField(CharField):
    """The readable name of a record: lower-case ASCII letters, digits and hyphens."""

    default_validators = [
        RegexValidator(
            r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "A slug has lower-case letters a to z, digits and single hyphens.", "slug"
        )
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)


class SluggedQuerySet(models.QuerySet[M]):
    """Finds a record by its slug, as fixtures name it."""

    def get_by_natural_key(self, slug: str) -> M:
        return self.get(slug=slug)


def only_these(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of its choices and nothing else."""
    return models.CheckConstraint(condition=Q((f"{field}__in", choices.values)), name=name)
