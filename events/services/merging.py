"""Merging one record into another: nothing that was said is lost, and every old address leads to the survivor.

The merged record's row is removed; its revisions stay under its uid. What a merge did is kept, so that `unmerging` can
undo it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from events.models import (
    Actor,
    ActorName,
    Affiliation,
    Citation,
    Event,
    Merge,
    Participation,
    Publication,
    Redirect,
    Review,
    Revision,
    Source,
    Status,
    Timeline,
)
from events.models.actors import NameForm
from events.models.revisions import Step
from events.queries.publications import live_revision
from events.services import publishing
from events.services.editing import put_up, required_reason, write_revision
from events.services.finding import forget_words
from events.services.permissions import Deed, require
from events.services.quote_checks import check_sources
from events.services.review import refusals
from events.services.snapshots import TYPES, Record


@transaction.atomic
def merge_events(survivor: Event, loser: Event, *, by: User | None, at: datetime, reason: str) -> Merge:
    """Moves the loser's citations, participants, relations and timeline entries to the survivor, and removes it.

    Two rows of one source on one aspect become one that says both; where their stances differ it waits to be confirmed.
    A survivor that is live waits for review with what it gained.
    """
    _begin(survivor, loser, by, at, reason)
    touched = [*Event.objects.filter(Q(part_of=loser) | Q(relations__other=loser)).exclude(pk=survivor.pk).distinct()]
    timelines = [*Timeline.objects.filter(entries__event=loser).distinct()]
    for citation in loser.citations.select_related("source"):
        _move_citation(citation, survivor)
    for part in loser.participations.all():
        _move_participation(part, event=survivor, actor=part.actor)
    for relation in loser.relations.exclude(other=survivor):
        survivor.relations.get_or_create(relation=relation.relation, other=relation.other)
    for inverse in loser.inverse_relations.all():
        if inverse.event != survivor:
            inverse.event.relations.get_or_create(relation=inverse.relation, other=survivor)
        inverse.delete()
    Event.objects.filter(pk=survivor.pk, part_of=loser).update(part_of=None)
    loser.parts.update(part_of=survivor)
    for entry in loser.timeline_entries.all():
        entry.timeline.entries.get_or_create(event=survivor, defaults={"note": entry.note, "featured": entry.featured})
        entry.delete()
    merge = _remove(survivor, loser, by=by, at=at, reason=reason)
    survivor.refresh_from_db()
    put_up(survivor, at)
    write_revision(survivor, author=by, at=at, reason=f"Merged with “{loser.title}”: {reason}"[:300])
    _follow([*touched, *timelines], by=by, at=at, reason=f"“{loser.title}” was merged: {reason}"[:300])
    return _keep(merge, survivor, [*touched, *timelines])


@transaction.atomic
def merge_actors(survivor: Actor, loser: Actor, *, by: User | None, at: datetime, reason: str) -> Merge:
    """Moves the loser's participations, statements, names and affiliations to the survivor, and removes it."""
    _begin(survivor, loser, by, at, reason)
    events = Event.objects.filter(Q(participations__actor=loser) | Q(citations__speaker=loser)).distinct()
    members = Actor.objects.filter(affiliations__organisation=loser).exclude(pk=survivor.pk).distinct()
    touched: list[Record] = [*events, *members]
    for part in Participation.objects.filter(actor=loser).select_related("event"):
        _move_participation(part, event=part.event, actor=survivor)
    Citation.objects.filter(speaker=loser).update(speaker=survivor)
    for affiliation in Affiliation.objects.filter(Q(actor=loser) | Q(organisation=loser)):
        _move_affiliation(affiliation, survivor, loser)
    for name in loser.names.all():
        survivor.names.get_or_create(language=name.language, text=name.text, defaults={"form": name.form})
    if loser.name != survivor.name:
        # Which language the former name is in is not known: "und" is BCP 47's word for that.
        ActorName.objects.get_or_create(
            actor=survivor, language="und", text=loser.name, defaults={"form": NameForm.ALIAS}
        )
    merge = _remove(survivor, loser, by=by, at=at, reason=reason)
    write_revision(survivor, author=by, at=at, reason=f"Merged with “{loser.name}”: {reason}"[:300])
    if merge.was_public:
        _promote(survivor, at, anyway=True)
    _follow(touched, by=by, at=at, reason=f"“{loser.name}” was merged: {reason}"[:300])
    return _keep(merge, survivor, touched)


@transaction.atomic
def merge_sources(survivor: Source, loser: Source, *, by: User | None, at: datetime, reason: str) -> Merge:
    """Moves the loser's citations to the survivor, and removes it; a snapshot goes along where there is none."""
    _begin(survivor, loser, by, at, reason)
    touched: list[Record] = [*Event.objects.filter(citations__source=loser).distinct()]
    for citation in loser.citations.select_related("event"):
        standing = citation.event.citations.filter(source=survivor, aspect=citation.aspect).first()
        if standing:
            _join(standing, citation)
            citation.delete()
        else:
            citation.source = survivor
            citation.save()
    moved_text = hasattr(loser, "snapshot") and not hasattr(survivor, "snapshot")
    if moved_text:
        loser.snapshot.source = survivor
        loser.snapshot.save()
    check_sources([survivor.pk], at=at)
    merge = _remove(survivor, loser, by=by, at=at, reason=reason)
    write_revision(survivor, author=by, at=at, reason=f"Merged with “{loser.title}”: {reason}"[:300])
    if merge.was_public:
        _promote(survivor, at, anyway=True)
    _follow(touched, by=by, at=at, reason=f"“{loser.title}” was merged: {reason}"[:300])
    merge.moved_text = moved_text
    return _keep(merge, survivor, touched)


def _begin(survivor: Record, loser: Record, by: User | None, at: datetime, reason: str) -> None:
    publishing.take_turn()
    rows = type(survivor)._default_manager.select_for_update(no_key=True).filter(pk__in=[survivor.pk, loser.pk])
    standing = dict(rows.order_by("pk").values_list("pk", "revision"))
    require(by, Deed.MERGE, TYPES[type(survivor)])
    if survivor.pk == loser.pk:
        raise ValidationError("A record cannot be merged into itself.", "same")
    if any(standing.get(record.pk) != record.revision for record in (survivor, loser)):
        raise ValidationError("One of them was changed after you looked: look at both again.", "changed")
    required_reason(reason)
    for record in (survivor, loser):
        live = live_revision(record.uid)
        if isinstance(record, Actor | Source) and live not in (None, record.revision):
            raise ValidationError(f"“{record}” has a change that awaits review: approve or undo it first.", "pending")
        if not Revision.objects.filter(uid=record.uid).exists():  # it came by `loaddata`
            write_revision(record, author=None, at=at, reason="As it stood before a merge")
    public = set(Publication.objects.filter(uid__in=[survivor.uid, loser.uid]).values_list("uid", flat=True))
    if isinstance(survivor, Event) and loser.uid in public and survivor.uid not in public:
        raise ValidationError(
            "The record to be removed is published and the one to stay is not: publish that one first, or merge the "
            "other way round.",
            "not_published",
        )


def _move_citation(citation: Citation, event: Event) -> None:
    standing = event.citations.filter(source=citation.source, aspect=citation.aspect).first()
    if standing:
        _join(standing, citation)
    else:
        citation.event = event
        citation.save()


def _join(standing: Citation, other: Citation) -> None:
    """Lets one row say what two of the same source on the same aspect said."""
    extra = [other.says] if other.says not in standing.says else []
    if standing.quote and other.quote and other.quote != standing.quote:
        extra.append(f"“{other.quote}” {other.locator}".strip())
    standing.says = "\n".join([standing.says, *extra])
    if len(standing.says) > 1000:
        raise ValidationError(
            f"“{standing.source}” says more than 1 000 characters on one aspect of both: shorten one first.", "too_long"
        )
    standing.to_confirm = standing.to_confirm or other.to_confirm or standing.stance != other.stance
    if not standing.stated_date:
        standing.stated_anchor, standing.stated_rule = other.stated_anchor, other.stated_rule
    for name in ("stated_date", "stated_text", "speaker", "via", "locator"):
        if not getattr(standing, name):
            setattr(standing, name, getattr(other, name))
    if not standing.quote:
        for name in ("quote", "quote_prefix", "quote_suffix", "quote_start", "quote_end", "quote_check"):
            setattr(standing, name, getattr(other, name))
    standing.save()


def _move_participation(part: Participation, *, event: Event, actor: Actor) -> None:
    standing = event.participations.filter(actor=actor, role=part.role).exclude(pk=part.pk).first()
    if standing:
        # What either row only alleged stays alleged until a curator says otherwise.
        standing.alleged = standing.alleged or part.alleged
        standing.save()
        part.delete()
    else:
        part.event, part.actor = event, actor
        part.save()


def _move_affiliation(affiliation: Affiliation, survivor: Actor, loser: Actor) -> None:
    actor = survivor if affiliation.actor_id == loser.pk else affiliation.actor
    organisation = survivor if affiliation.organisation_id == loser.pk else affiliation.organisation
    double = actor.affiliations.filter(organisation=organisation, role=affiliation.role).exclude(pk=affiliation.pk)
    if actor == organisation or double.exists():
        affiliation.delete()
    else:
        affiliation.actor, affiliation.organisation = actor, organisation
        affiliation.save()


def _remove(survivor: Record, loser: Record, *, by: User | None, at: datetime, reason: str) -> Merge:
    """Removes the loser's row and leads its names to the survivor; what is to be kept of that."""
    type_ = TYPES[type(loser)]
    Review.objects.create(
        type=type_, uid=loser.uid, revision=loser.revision, step=Step.MERGED, by=by, reason=reason, at=at
    )
    uid, slug = loser.uid, loser.slug
    forget_words([uid])
    # A fresh instance: what was moved away must not be deleted with it.
    type(loser)._default_manager.get(pk=loser.pk).delete()
    former = Redirect.objects.filter(type=type_, uid=uid).order_by("old").values_list("old", flat=True)
    led = [uid, *former]
    was_public = publishing.lead_on(type_, uid, slug, into=survivor.uid, at=at, reason=reason)
    if was_public and slug not in led:
        led.append(slug)
    return Merge(type=type_, merged=uid, survivor=survivor.uid, led=led, was_public=was_public, by=by, at=at)


def _keep(merge: Merge, survivor: Record, touched: Iterable[Record]) -> Merge:
    merge.revision = survivor.revision
    merge.wrote = [[TYPES[type(record)].value, record.uid, record.revision] for record in touched]
    merge.save()
    return merge


def _follow(records: Iterable[Record], *, by: User | None, at: datetime, reason: str) -> None:
    """One revision for each record that now names the survivor; where the newest one was live, the new one is."""
    for record in records:
        record.refresh_from_db()
        write_revision(record, author=by, at=at, reason=reason, mechanical=True)
        if isinstance(record, Actor | Source) or record.status == Status.PUBLISHED:
            _refuse_if_unpublishable(record)
            _promote(record, at)
    for _left in publishing.refresh_stale(at=at):
        pass


def _refuse_if_unpublishable(record: Record) -> None:
    """A merge must not leave in public what could not be published: two sources that become one may be too few."""
    if found := refusals(record):
        raise ValidationError(f"“{record}” could not stay public: {' '.join(r.message for r in found)}", "refused")


def _promote(record: Record, at: datetime, *, anyway: bool = False) -> None:
    """Follows a live record to the revision that a merge wrote, if the one before it was live.

    `anyway`: also one that was not public yet, since public documents named what was merged into it.
    """
    live = live_revision(record.uid)
    if live == record.revision - 1 or (anyway and live is None):
        publishing.publish(Revision.objects.get(uid=record.uid, number=record.revision), at=at)
