"""Events: what happened, when and where, of which kind, with whom."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from events.fields import (
    DerivedDayField,
    DerivedFlagField,
    DerivedSpanField,
    DerivedWordField,
    EdtfField,
    LineField,
    ProseField,
    validate_country,
    validate_language,
)
from events.models.citations import Aspect
from events.models.identity import SlugField, SluggedQuerySet, UidField, only_these


class Status(models.TextChoices):
    """Where the newest revision of an event or timeline stands; whether an older one is live is another matter."""

    DRAFT = "draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published"
    RETRACTED = "retracted"


class KindManager(models.Manager["Kind"]):
    """Finds a kind by its slug, as fixtures name it."""

    def get_by_natural_key(self, slug: str) -> "Kind":
        return self.get(slug=slug)


class Kind(models.Model):
    """A kind of event, from a small vocabulary that curators may extend."""

    slug = SlugField()
    label = LineField(max_length=80)
    cameo = LineField("CAMEO root code", max_length=4, blank=True, help_text="As text: “04” is not 4.")

    objects = KindManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug"], name="kind_slug_unique")]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class EventQuerySet(SluggedQuerySet["Event"]):
    """Events as the desk looks at them."""


class PlacePrecision(models.TextChoices):
    """What the coordinates stand for."""

    EXACT = "exact"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Event(models.Model):
    """Something that happened, said in our own words, with a date that claims no more than its sources do."""

    uid = UidField()
    slug = SlugField(max_length=120)
    title = LineField(max_length=200, help_text="Neutral, in the present tense, without a judgment.")
    summary = ProseField(blank=True, max_length=4000, help_text="In our own words.")
    attribution = LineField(
        max_length=300, blank=True, help_text="Who says so, as shown with the summary: “according to …”."
    )
    language = LineField(max_length=35, default="en", validators=[validate_language], help_text="Of title and summary.")

    date = EdtfField(
        help_text="In the source's words, or in EDTF: 2023-07-20, 2023-07, 2004~, 2006/2019 (lasted), [2006..2019] "
        "(once, somewhere within). Leave it empty where no source dates the event."
    )
    date_text = LineField("date in the source's words", max_length=200, blank=True)
    date_anchor = EdtfField("counted from", help_text="The date that a relative expression was counted from.")
    date_rule = LineField("worked out by", max_length=120, blank=True)
    earliest = DerivedDayField(part="earliest")
    start_latest = DerivedDayField(part="start_latest")
    end_earliest = DerivedDayField(part="end_earliest")
    latest = DerivedDayField(part="latest")
    sort_key = DerivedDayField(part="sort_key")
    span = DerivedSpanField(part="span")
    precision = DerivedWordField(part="precision")
    approximate = DerivedFlagField(part="approximate")
    uncertain = DerivedFlagField(part="uncertain")
    start_kind = DerivedWordField(part="start_kind")
    end_kind = DerivedWordField(part="end_kind")

    kind = models.ForeignKey(Kind, models.PROTECT)
    place_name = LineField(max_length=200, blank=True)
    place_country = LineField(max_length=2, blank=True, validators=[validate_country])
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    place_precision = models.CharField(max_length=8, choices=PlacePrecision.choices, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    in_review_since = models.DateTimeField(null=True, blank=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="Who reviews it.",
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        permissions = [
            ("review_event", "Can approve, send back, retract and merge events"),
            ("erase_event", "Can erase personal data for good"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="event_uid_unique"),
            models.UniqueConstraint(fields=["slug"], name="event_slug_unique"),
            only_these("status", Status, "event_status_known"),
            models.CheckConstraint(
                condition=Q(date=None, earliest=None, start_latest=None, end_earliest=None, latest=None, sort_key=None)
                | Q(
                    date__isnull=False,
                    earliest__isnull=False,
                    start_latest__isnull=False,
                    end_earliest__isnull=False,
                    latest__isnull=False,
                    sort_key__isnull=False,
                    earliest__lte=F("latest"),
                    start_latest__gte=F("earliest"),
                    end_earliest__lte=F("latest"),
                    sort_key__gte=F("earliest"),
                    sort_key__lte=F("latest"),
                ),
                name="event_bounds_follow_date",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="event_latitude_with_longitude",
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                name="event_not_part_of_itself",
                violation_error_message="An event is not part of itself.",
            ),
        ]
        indexes = [
            # The desk's queue and lists: one state, in the order of time.
            models.Index(fields=["status", "sort_key", "id"], name="event_status_sort"),
            # The desk's list: all in the order of time, and what reaches into a decade by span class.
            models.Index(fields=["sort_key", "latest", "id"], name="event_in_order"),
            models.Index(fields=["span", "sort_key", "latest", "id"], name="event_of_span"),
            # The queue: what has waited longest for a reviewer first.
            models.Index(fields=["status", "in_review_since", "id"], name="event_queue"),
            # What stands nearest to an event in time, of one span class: where its duplicates are looked for.
            models.Index(fields=["span", "sort_key", "id"], name="event_span_sort"),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["events.kind"]  # type: ignore[attr-defined]


class ParticipationManager(models.Manager["Participation"]):
    """Finds a participation by event, actor and role, as fixtures name it."""

    def get_by_natural_key(self, event: str, actor: str, role: str) -> "Participation":
        return self.get(event__slug=event, actor__slug=actor, role=role)


class Role(models.TextChoices):
    """An actor's part in an event."""

    SIGNATORY = "signatory"
    SPEAKER = "speaker"
    HOST = "host"
    VISITOR = "visitor"
    AUTHOR = "author"
    TARGET = "target"
    ACCUSED = "accused"
    CONVICTED = "convicted"
    ACCUSER = "accuser"
    VICTIM = "victim"
    MEDIATOR = "mediator"
    COURT = "court"
    AUTHORITY = "authority"
    CANDIDATE = "candidate"
    RECIPIENT = "recipient"
    AFFECTED = "affected"
    MENTIONED = "mentioned"


class Participation(models.Model):
    """An actor's part in an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    actor = models.ForeignKey("events.Actor", models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=Role.choices)
    alleged = models.BooleanField(default=False, help_text="The part is alleged, not established.")

    objects = ParticipationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "actor", "role"], name="participation_unique"),
            only_these("role", Role, "participation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.event.natural_key(), *self.actor.natural_key(), self.role)

    natural_key.dependencies = ["events.event", "events.actor"]  # type: ignore[attr-defined]


class EventRelationManager(models.Manager["EventRelation"]):
    """Finds a relation by both events and what binds them, as fixtures name it."""

    def get_by_natural_key(self, event: str, relation: str, other: str) -> "EventRelation":
        return self.get(event__slug=event, relation=relation, other__slug=other)


class Relation(models.TextChoices):
    """What one event is to another."""

    FOLLOWS = "follows"
    RESPONDS_TO = "responds_to", "Responds to"


class EventRelation(models.Model):
    """What one event is to another: it follows it, or responds to it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="relations")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    other = models.ForeignKey(Event, models.PROTECT, related_name="inverse_relations", verbose_name="other event")

    objects = EventRelationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "relation", "other"], name="event_relation_unique"),
            only_these("relation", Relation, "event_relation_known"),
            models.CheckConstraint(
                condition=~Q(event=F("other")),
                name="event_relation_not_to_itself",
                violation_error_message="An event is not related to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.other}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.event.natural_key(), self.relation, *self.other.natural_key())

    natural_key.dependencies = ["events.event"]  # type: ignore[attr-defined]


class ClosedDifferenceManager(models.Manager["ClosedDifference"]):
    """Finds a closed difference by event and aspect, as fixtures name it."""

    def get_by_natural_key(self, event: str, aspect: str) -> "ClosedDifference":
        return self.get(event__slug=event, aspect=aspect)


class ClosedDifference(models.Model):
    """A disagreement between sources that a curator has settled, with the reason."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="closed_differences")
    aspect = models.CharField(max_length=12, choices=Aspect.choices)
    reason = ProseField(max_length=1000)

    objects = ClosedDifferenceManager()

    class Meta:
        verbose_name = "settled difference"
        constraints = [
            models.UniqueConstraint(fields=["event", "aspect"], name="closed_difference_unique"),
            only_these("aspect", Aspect, "closed_difference_aspect_known"),
        ]

    def __str__(self) -> str:
        return f"{self.aspect}: {self.reason}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.event.natural_key(), self.aspect)

    natural_key.dependencies = ["events.event"]  # type: ignore[attr-defined]
