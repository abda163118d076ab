"""Actors: states, bodies, persons and groups, with their names and affiliations."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from events.fields import EdtfField, LineField, validate_country, validate_language
from events.models.identity import SlugField, SluggedQuerySet, UidField, only_these


class ActorQuerySet(SluggedQuerySet["Actor"]):
    """Actors as the desk looks at them."""


class ActorType(models.TextChoices):
    """What an actor is."""

    STATE = "state"
    STATE_BODY = "state_body", "State body"
    PERSON = "person"
    PARTY = "party"
    ARMED_GROUP = "armed_group", "Armed group"
    ORGANISATION = "organisation"
    COURT = "court"
    MEDIA = "media"


class Living(models.TextChoices):
    """Whether a person is living."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown", "Unknown (treated as living)"


class Actor(models.Model):
    """Somebody or something that takes part in events."""

    uid = UidField()
    slug = SlugField()
    name = LineField(max_length=200)
    type = models.CharField(max_length=12, choices=ActorType.choices)
    country = LineField(max_length=2, blank=True, validators=[validate_country])
    wikidata = LineField(
        "Wikidata id",
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"\AQ[1-9][0-9]*\Z", "A Wikidata id is Q and a number.", "wikidata")],
    )
    living = models.CharField(max_length=7, choices=Living.choices, blank=True, help_text="For a person.")
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = ActorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="actor_uid_unique"),
            models.UniqueConstraint(fields=["slug"], name="actor_slug_unique"),
            only_these("type", ActorType, "actor_type_known"),
            models.CheckConstraint(
                condition=Q(type="person", living__in=Living.values) | (~Q(type="person") & Q(living="")),
                name="actor_living_for_persons",
                violation_error_message=(
                    "Say whether a person is living (unknown counts as living); leave it empty for others."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class ActorNameManager(models.Manager["ActorName"]):
    """Finds a name by actor, language and text, as fixtures name it."""

    def get_by_natural_key(self, actor: str, language: str, text: str) -> "ActorName":
        return self.get(actor__slug=actor, language=language, text=text)


class NameForm(models.TextChoices):
    """What a name is to its actor."""

    OFFICIAL = "official"
    ALIAS = "alias"
    TRANSLITERATION = "transliteration"


class ActorName(models.Model):
    """A name of an actor in a language and script."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names")
    text = LineField(max_length=200)
    language = LineField(max_length=35, validators=[validate_language])
    form = models.CharField(max_length=16, choices=NameForm.choices)

    objects = ActorNameManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "language", "text"], name="actor_name_unique"),
            only_these("form", NameForm, "actor_name_form_known"),
        ]
        # The desk's autocomplete by the beginning of a name.
        indexes = [models.Index(fields=["text"], name="actor_name_text")]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.actor.natural_key(), self.language, self.text)

    natural_key.dependencies = ["events.actor"]  # type: ignore[attr-defined]


class AffiliationManager(models.Manager["Affiliation"]):
    """Finds an affiliation by actor, organisation and role, as fixtures name it."""

    def get_by_natural_key(self, actor: str, organisation: str, role: str) -> "Affiliation":
        return self.get(actor__slug=actor, organisation__slug=organisation, role=role)


class Affiliation(models.Model):
    """An actor's role in another actor, and when it held."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Actor, models.PROTECT, related_name="members")
    role = LineField(max_length=200, help_text="For example: Minister of Defence of Bolivia.")
    span = EdtfField(help_text="EDTF: 2020-11/2023-08, 2006/.. or empty where no source gives it.")
    span_text = LineField("span in the source's words", max_length=200, blank=True)
    span_rule = LineField("worked out by", max_length=120, blank=True)

    objects = AffiliationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "organisation", "role"], name="affiliation_unique"),
            models.CheckConstraint(
                condition=~Q(actor=F("organisation")),
                name="affiliation_not_to_itself",
                violation_error_message="An actor is not affiliated to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.actor.natural_key(), *self.organisation.natural_key(), self.role)

    natural_key.dependencies = ["events.actor"]  # type: ignore[attr-defined]
