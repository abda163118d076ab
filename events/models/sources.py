"""Sources: what was published where, in the terms of CSL."""

import hashlib
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from events.fields import EdtfField, LineField, ProseField, WebAddressField, validate_language
from events.models.identity import SlugField, SluggedQuerySet, UidField, only_these


class SourceQuerySet(SluggedQuerySet["Source"]):
    """Sources as the desk looks at them."""


class SourceType(models.TextChoices):
    """The item types of CSL 1.0.2 that are in use."""

    ARTICLE_NEWSPAPER = "article-newspaper"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_JOURNAL = "article-journal"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DOCUMENT = "document"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    REPORT = "report"
    SPEECH = "speech"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


class Genre(models.TextChoices):
    """What weight a source has: opinion and advocacy never count as support."""

    NEWS = "news"
    WIRE = "wire"
    OPINION = "opinion"
    OFFICIAL = "official"
    COURT = "court"
    RESEARCH = "research"
    REFERENCE = "reference"
    ADVOCACY = "advocacy"
    STATE_MEDIA = "state_media", "State media"


class Source(models.Model):
    """A published text that says something about events."""

    uid = UidField()
    slug = SlugField()
    title = LineField(max_length=300)
    type = models.CharField("CSL type", max_length=20, choices=SourceType.choices)
    genre = models.CharField(max_length=12, choices=Genre.choices)
    publisher = LineField(max_length=200, blank=True)
    published = EdtfField(help_text="EDTF: 2023-08-08, 2023-08 or 2022~.")
    published_text = LineField("published, in its words", max_length=200, blank=True)
    published_rule = LineField("worked out by", max_length=120, blank=True)
    language = LineField(max_length=35, default="en", validators=[validate_language])
    url = WebAddressField("address", max_length=2000, blank=True)
    archived_url = WebAddressField("archived at", max_length=2000, blank=True)
    accessed = EdtfField(help_text="When the address was last seen to work.")
    doi = LineField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"\A10\.\d{4,9}/\S+\Z", "A DOI starts with 10. and has a slash.", "doi")],
    )
    isbn = LineField(
        "ISBN",
        max_length=17,
        blank=True,
        validators=[
            RegexValidator(r"\A(97[89][- ]?)?[0-9][0-9 -]{7,12}[0-9X]\Z", "Write an ISBN of 10 or 13 digits.", "isbn")
        ],
    )
    licence = LineField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="source_uid_unique"),
            models.UniqueConstraint(fields=["slug"], name="source_slug_unique"),
            only_these("type", SourceType, "source_type_known"),
            only_these("genre", Genre, "source_genre_known"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}" if self.publisher else self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class ContributorManager(models.Manager["Contributor"]):
    """Finds a contributor by source and place, as fixtures name it."""

    def get_by_natural_key(self, source: str, position: int) -> "Contributor":
        return self.get(source__slug=source, position=position)


class ContributorRole(models.TextChoices):
    """What somebody did for a source."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    INTERVIEWER = "interviewer"


class Contributor(models.Model):
    """Somebody who made a source, in order: a person by family and given name, an organisation by its literal name."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="contributors")
    position = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=12, choices=ContributorRole.choices, default=ContributorRole.AUTHOR)
    family = LineField("family name", max_length=120, blank=True)
    given = LineField("given name", max_length=120, blank=True)
    literal = LineField("name of an organisation", max_length=200, blank=True)

    objects = ContributorManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="contributor_position_unique"),
            only_these("role", ContributorRole, "contributor_role_known"),
            models.CheckConstraint(
                condition=(Q(literal="") & ~Q(family="")) | (~Q(literal="") & Q(family="", given="")),
                name="contributor_family_or_literal",
                violation_error_message="Give a family name (and a given one), or the name of an organisation.",
            ),
        ]

    def __str__(self) -> str:
        return self.literal or " ".join(filter(None, [self.given, self.family]))

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.source.natural_key(), self.position)

    natural_key.dependencies = ["events.source"]  # type: ignore[attr-defined]


class Snapshot(models.Model):
    """The text of a source as it was read: normalised, private, never exported; quotations are checked against it."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="snapshot")
    text = ProseField()
    sha256 = models.CharField(max_length=64, editable=False)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_sha256_form")
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.sha256[:12]})"

    @staticmethod
    def digest(text: str) -> str:
        """The SHA-256 of a normalised text, in hexadecimal."""
        return hashlib.sha256(text.encode()).hexdigest()
