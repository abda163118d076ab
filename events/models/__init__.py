"""The tables: the record that curators edit, its revisions, and what is published of it."""

from events.models.actors import Actor, ActorName, Affiliation
from events.models.citations import Citation
from events.models.desk import Comment, Concern, Flag, RecordWords, Suspicion
from events.models.events import ClosedDifference, Event, EventRelation, Kind, Participation, Status
from events.models.merges import Merge
from events.models.publications import (
    Change,
    ChangeCounter,
    Posting,
    PostingTotal,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    Redirect,
    Tombstone,
)
from events.models.revisions import RecordType, Review, Revision
from events.models.sources import Contributor, Snapshot, Source
from events.models.timelines import Timeline, TimelineEntry
from events.models.uploads import Upload

__all__ = [
    "Actor",
    "ActorName",
    "Affiliation",
    "Change",
    "ChangeCounter",
    "Citation",
    "ClosedDifference",
    "Comment",
    "Concern",
    "Contributor",
    "Event",
    "EventRelation",
    "Flag",
    "Kind",
    "Merge",
    "Participation",
    "Posting",
    "PostingTotal",
    "Publication",
    "PublicationKey",
    "PublicationReference",
    "PublicationWords",
    "RecordType",
    "RecordWords",
    "Redirect",
    "Review",
    "Revision",
    "Snapshot",
    "Source",
    "Status",
    "Suspicion",
    "Timeline",
    "TimelineEntry",
    "Tombstone",
    "Upload",
]
