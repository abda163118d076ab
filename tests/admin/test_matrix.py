"""Who may do what to an event in which state, as a table: what the rules say, and not what the code does."""

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from events.models import Citation, Comment, Event, Merge, Publication, Revision, Snapshot, Source, Tombstone
from events.services import review
from events.services.merging import merge_events
from events.services.permissions import set_up_roles
from tests.conftest import NOW
from tests.factories import make_event, make_source, publish, revise

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "no staff", "Visitor", "Curator", "Reviewer", "Administrator")
# "corrected" is published, with a change to it in review.
STATES = ("draft", "in review", "published", "corrected", "retracted")

# The columns are ROLES: a Visitor looks, a Curator writes, a Reviewer decides as well, an Administrator erases as well.
# A cell is what comes of it: `login` asks to sign in, `403` is a bare refusal, `page` is shown; a state is the one in
# which the event stands afterwards, `gone` is no event any more; the others are refused with the words of REFUSED.
TABLE = """
see the list          | all       | login | login | page | page      | page      | page
open its page         | all       | login | login | page | page      | page      | page
read it for review    | all       | login | login | page | page      | page      | page
read its history      | all       | login | login | page | page      | page      | page
compare two revisions | all       | login | login | page | page      | page      | page
read a revision       | all       | login | login | page | page      | page      | page
look at both          | all       | login | login | page | page      | page      | page
see the card          | all       | login | login | 403  | page      | page      | page

save                  | draft     | login | login | 403  | draft     | draft     | draft
save                  | in review | login | login | 403  | in review | in review | in review
save                  | published | login | login | 403  | corrected | corrected | corrected
save                  | corrected | login | login | 403  | corrected | corrected | corrected
save                  | retracted | login | login | 403  | draft     | draft     | draft
save without a reason | draft     | login | login | 403  | draft     | draft     | draft
save without a reason | in review | login | login | 403  | in review | in review | in review
save without a reason | published | login | login | 403  | say why   | say why   | say why
save without a reason | corrected | login | login | 403  | say why   | say why   | say why
save without a reason | retracted | login | login | 403  | draft     | draft     | draft
save an older page    | all       | login | login | 403  | overtaken | overtaken | overtaken

submit                | draft     | login | login | 403  | in review | in review | in review
submit                | in review | login | login | 403  | is not so | is not so | is not so
submit                | published | login | login | 403  | is not so | is not so | is not so
submit                | corrected | login | login | 403  | is not so | is not so | is not so
submit                | retracted | login | login | 403  | is not so | is not so | is not so

approve               | draft     | login | login | 403  | may not   | is not so | is not so
approve               | in review | login | login | 403  | may not   | published | published
approve               | published | login | login | 403  | may not   | is not so | is not so
approve               | corrected | login | login | 403  | may not   | published | published
approve               | retracted | login | login | 403  | may not   | is not so | is not so
approve unexplained   | in review | login | login | 403  | may not   | published | published
approve unexplained   | corrected | login | login | 403  | may not   | tell them | tell them
approve the older     | in review | login | login | 403  | may not   | newer     | newer
approve the older     | corrected | login | login | 403  | may not   | newer     | newer
approve in doubt      | in review | login | login | 403  | may not   | confirm   | confirm
approve in doubt      | corrected | login | login | 403  | may not   | confirm   | confirm
approve their own     | in review | login | login | 403  | may not   | four eyes | four eyes
approve their own     | corrected | login | login | 403  | may not   | four eyes | four eyes

send back             | draft     | login | login | 403  | may not   | is not so | is not so
send back             | in review | login | login | 403  | may not   | draft     | draft
send back             | published | login | login | 403  | may not   | is not so | is not so
send back             | corrected | login | login | 403  | may not   | reworked  | reworked
send back             | retracted | login | login | 403  | may not   | is not so | is not so
send back unexplained | in review | login | login | 403  | may not   | reason    | reason
send back unexplained | corrected | login | login | 403  | may not   | reason    | reason

retract               | draft     | login | login | 403  | may not   | unseen    | unseen
retract               | in review | login | login | 403  | may not   | unseen    | unseen
retract               | published | login | login | 403  | may not   | retracted | retracted
retract               | corrected | login | login | 403  | may not   | retracted | retracted
retract               | retracted | login | login | 403  | may not   | unseen    | unseen
retract unexplained   | published | login | login | 403  | may not   | reason    | reason
retract unexplained   | corrected | login | login | 403  | may not   | reason    | reason

take                  | draft     | login | login | 403  | may not   | waits not | waits not
take                  | in review | login | login | 403  | may not   | in review | in review
take                  | published | login | login | 403  | may not   | waits not | waits not
take                  | corrected | login | login | 403  | may not   | corrected | corrected
take                  | retracted | login | login | 403  | may not   | waits not | waits not
leave                 | draft     | login | login | 403  | may not   | waits not | waits not
leave                 | in review | login | login | 403  | may not   | in review | in review
leave                 | published | login | login | 403  | may not   | waits not | waits not
leave                 | corrected | login | login | 403  | may not   | corrected | corrected
leave                 | retracted | login | login | 403  | may not   | waits not | waits not

comment               | draft     | login | login | 403  | draft     | draft     | draft
comment               | in review | login | login | 403  | in review | in review | in review
comment               | published | login | login | 403  | published | published | published
comment               | corrected | login | login | 403  | corrected | corrected | corrected
comment               | retracted | login | login | 403  | retracted | retracted | retracted
comment nothing       | all       | login | login | 403  | empty     | empty     | empty

confirm stances       | draft     | login | login | 403  | draft     | draft     | draft
confirm stances       | in review | login | login | 403  | in review | in review | in review
confirm stances       | published | login | login | 403  | corrected | corrected | corrected
confirm stances       | corrected | login | login | 403  | corrected | corrected | corrected
confirm stances       | retracted | login | login | 403  | draft     | draft     | draft

merge into it         | draft     | login | login | 403  | 403       | draft     | draft
merge into it         | in review | login | login | 403  | 403       | in review | in review
merge into it         | published | login | login | 403  | 403       | corrected | corrected
merge into it         | corrected | login | login | 403  | 403       | corrected | corrected
merge into it         | retracted | login | login | 403  | 403       | retracted | retracted
merge it away         | draft     | login | login | 403  | 403       | gone      | gone
merge it away         | in review | login | login | 403  | 403       | gone      | gone
merge it away         | published | login | login | 403  | 403       | other way | other way
merge it away         | corrected | login | login | 403  | 403       | other way | other way
merge it away         | retracted | login | login | 403  | 403       | gone      | gone
merge unread          | all       | login | login | 403  | 403       | unread    | unread
unmerge               | draft     | login | login | 403  | 403       | draft     | draft
unmerge               | in review | login | login | 403  | 403       | in review | in review
unmerge               | published | login | login | 403  | 403       | corrected | corrected
unmerge               | corrected | login | login | 403  | 403       | corrected | corrected
unmerge               | retracted | login | login | 403  | 403       | retracted | retracted
unmerge unexplained   | all       | login | login | 403  | 403       | reason    | reason

restore               | draft     | login | login | 403  | draft     | draft     | draft
restore               | in review | login | login | 403  | in review | in review | in review
restore               | published | login | login | 403  | corrected | corrected | corrected
restore               | corrected | login | login | 403  | corrected | corrected | corrected
restore               | retracted | login | login | 403  | draft     | draft     | draft
restore unexplained   | all       | login | login | 403  | why back  | why back  | why back
delete                | draft     | login | login | 403  | gone      | gone      | gone
delete                | in review | login | login | 403  | gone      | gone      | gone
delete                | published | login | login | 403  | 403       | 403       | 403
delete                | corrected | login | login | 403  | 403       | 403       | 403
delete                | retracted | login | login | 403  | 403       | 403       | 403
erase                 | all       | login | login | 403  | 403       | 403       | gone
erase with a wrong slug | all     | login | login | 403  | 403       | 403       | its slug

read its source's text | all      | login | login | 403  | page      | page      | page
keep a text           | draft     | login | login | 403  | draft     | draft     | draft
keep a text           | in review | login | login | 403  | in review | in review | in review
keep a text           | published | login | login | 403  | published | published | published
keep a text           | corrected | login | login | 403  | corrected | corrected | corrected
keep a text           | retracted | login | login | 403  | retracted | retracted | retracted
"""

REFUSED = {
    "say why": "This is published: say why you change it.",
    "overtaken": "after you opened this page",
    "is not so": "; it would have to be ",
    "may not": "You may not review this.",
    "tell them": "give the reason for the change that readers are to see",
    "newer": "and revision 2 stands now: look again",
    "confirm": "confirm the stances that hang on them",
    "four eyes": "You made the last change: a second person publishes it.",
    "reason": "Give a reason.",
    "unseen": "Only what is published can be retracted.",
    "waits not": "Only what is in review is given to a reviewer.",
    "empty": "This field cannot be blank.",
    "other way": "publish that one first, or merge the other way round",
    "unread": "Read both first, and say so here.",
    "why back": "Say why this revision comes back.",
    "its slug": "This is not its slug",
}


_NEVER_WRITE = ("login", "403", "page")


def rows_of(state: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of the table that is about a state: what is done, and what comes of it for whom."""
    for line in filter(None, TABLE.splitlines()):
        action, where, *cells = (cell.strip() for cell in line.split("|"))
        if where in (state, "all"):
            yield action, dict(zip(ROLES, cells, strict=True))


@dataclass
class World:
    """An event in one state, another that may be the same, and what an earlier merge left."""

    event: Event
    other: Event
    source: Source
    merge: Merge | None = None

    def address(self, view: str, **query: Any) -> str:
        return reverse(f"admin:events_event_{view}", args=[self.event.pk], query=query or None)

    def of_uid(self, view: str, *more: Any, **query: Any) -> str:
        return reverse(f"admin:events_revision_{view}", args=[self.event.uid, *more], query=query or None)

    @property
    def first(self) -> Revision:
        return Revision.objects.get(uid=self.event.uid, number=1)


def make_world(state: str) -> World:
    """Written and corrected by the author; nobody else has touched it."""
    author = User.objects.create_user("author")
    source = make_source()
    event = make_event("The visit", author=author, citations=[Citation(source=source, says="They came.")])
    other = make_event("The same visit", author=author)
    if state != "corrected":
        event = revise(event, author=author, place_name="La Paz")
    if state != "draft":
        review.submit(event, by=author, at=NOW)
    if state in ("published", "corrected", "retracted"):
        publish(event)
    if state == "retracted":
        review.retract(event, by=None, reason="Wrong", at=NOW)
    if state == "corrected":
        event = revise(event, author=author, reason="Where", place_name="La Paz")
    return World(Event.objects.get(pk=event.pk), other, source)


def prepare(action: str, world: World) -> None:
    """What an action needs besides, while the state stays as it is."""
    event, was = world.event, state_of(world.event)
    event.refresh_from_db()  # it may still be as an action made it that was undone
    if action in ("confirm stances", "approve in doubt"):
        event.citations.update(to_confirm=True)
    if action == "leave":
        Event.objects.filter(pk=event.pk, status="in_review").update(assignee=User.objects.get(username="author"))
    if action.startswith("unmerge"):
        world.merge = merge_events(event, make_event("Merged"), by=None, at=NOW, reason="The same")
        if was == "published":
            publish(event)
    event.refresh_from_db()
    assert state_of(event) == was


def make_users() -> dict[str, Client]:
    """The browser of somebody of each role, signed in."""
    if Group.objects.filter(name__in=ROLES).count() < 4:  # a test that empties the database takes them along
        set_up_roles(Group.objects, Permission.objects)
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        user = User.objects.create_user(role, is_staff=role != "no staff")
        user.groups.set(Group.objects.filter(name=role))
        clients[role].force_login(user)
    return clients


Action = Callable[[Client, World], Any]


def read(address: Callable[[World], str]) -> Action:
    return lambda client, world: client.get(address(world))


def step(name: str, **data: Any) -> Action:
    """One of the buttons of the review; without a reason unless one is given."""
    return lambda client, world: client.post(
        world.address("review"), {"step": name, "revision": world.event.revision, **data}
    )


def saving(**changed: Any) -> Action:
    def save(client: Client, world: World) -> Any:
        event, row = world.event, world.event.citations.get()
        empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
        forms = {"participations": {}, "relations": {}, "closed_differences": {}, "citations": {"TOTAL_FORMS": 1}}
        data = {
            **{f"{name}-{key}": value for name, own in forms.items() for key, value in (empty | own).items()},
            **{name: getattr(event, name) for name in ("title", "slug", "language", "date")},
            "kind": event.kind_id,
            "base_revision": event.revision,
            "citations-INITIAL_FORMS": 1,
            "citations-0-id": row.pk,
            "citations-0-event": event.pk,
            "citations-0-source": row.source_id,
            "citations-0-aspect": row.aspect,
            "citations-0-stance": row.stance,
            "citations-0-says": row.says,
            "place_name": "Potosí",
            **changed,
        }
        return client.post(world.address("change"), data)

    return save


def merging(*, stays: str, **changed: Any) -> Action:
    def merge(client: Client, world: World) -> Any:
        seen = ".".join(f"{each.uid}-{each.revision}" for each in (world.event, world.other))
        data = {"stays": getattr(world, stays).uid, "reason": "The same", "read": "on", "seen": seen, "step": "merge"}
        return client.post(world.of_uid("merge", other=world.other.pk), data | changed)

    return merge


def unmerging(**data: str) -> Action:
    return lambda client, world: client.post(world.of_uid("unmerge", world.merge and world.merge.pk), data)


def restoring(**data: str) -> Action:
    return lambda client, world: client.post(reverse("admin:events_revision_restore", args=[world.first.pk]), data)


def erasing(**data: str) -> Action:
    return lambda client, world: client.post(
        world.of_uid("erase"), {"step": "erase", "reason": "At request", "slug": world.event.slug, **data}
    )


def keep_text(client: Client, world: World) -> Any:
    address = reverse("admin:events_source_replace_text", args=[world.source.pk])
    first = client.post(address, {"text": "They came by ship."})
    if first.status_code != 200:
        return first
    kept = first.context["kept"]
    return client.post(address, {"read": kept.signed, "stood": "", "confirm": "Keep"})


ACTIONS: dict[str, Action] = {
    "see the list": read(lambda world: reverse("admin:events_event_changelist")),
    "open its page": read(lambda world: world.address("change")),
    "read it for review": read(lambda world: world.address("review")),
    "read its history": read(lambda world: world.address("history")),
    "compare two revisions": read(lambda world: world.address("history", **{"from": 1, "to": world.event.revision})),
    "read a revision": read(lambda world: reverse("admin:events_revision_change", args=[world.first.pk])),
    "look at both": read(lambda world: world.of_uid("merge", other=world.other.pk)),
    "see the card": lambda client, world: client.post(world.address("preview")),
    "save": saving(reason="A better place"),
    "save without a reason": saving(),
    "save an older page": saving(reason="A better place", base_revision=0),
    "submit": step("submit"),
    "approve": step("approve", reason="Told"),
    "approve unexplained": step("approve"),
    "approve the older": step("approve", reason="Told", revision=1),
    "approve in doubt": step("approve", reason="Told"),
    "approve their own": step("approve", reason="Told"),
    "send back": step("send_back", reason="Who says so?"),
    "send back unexplained": step("send_back", reason=" "),
    "retract": step("retract", reason="It did not happen"),
    "retract unexplained": step("retract"),
    "take": step("take"),
    "leave": step("leave"),
    "comment": step("comment", comment="Is it the same?"),
    "comment nothing": step("comment", comment=" "),
    "confirm stances": step("confirm"),
    "merge into it": merging(stays="event"),
    "merge it away": merging(stays="other"),
    "merge unread": merging(stays="event", read=""),
    "unmerge": unmerging(reason="They are two"),
    "unmerge unexplained": unmerging(reason=""),
    "restore": restoring(reason="It was right"),
    "restore unexplained": restoring(),
    "delete": lambda client, world: client.post(world.address("delete"), {"post": "yes"}),
    "erase": erasing(),
    "erase with a wrong slug": erasing(slug="another"),
    "read its source's text": read(lambda world: reverse("admin:events_source_text", args=[world.source.pk])),
    "keep a text": keep_text,
}


def state_of(event: Event) -> str:
    """In which of STATES it stands, or `reworked`: sent back while what was approved before stays public."""
    standing = Event.objects.filter(pk=event.pk).first()
    if standing is None:
        return "gone"
    state = standing.get_status_display().lower()
    live = Publication.objects.filter(uid=event.uid).values_list("revision", flat=True).first()
    if live is None:
        return state
    return {"in review": "corrected", "draft": "reworked"}.get(state, state if live == standing.revision else "behind")


def everything() -> dict[str, list[Any]]:
    """All rows of the database, but for users and sessions: what was typed is kept there for the next page."""
    models = [model for model in apps.get_models() if model not in (Session, User)]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}


def outcome(response: Any, event: Event, *, changed: bool) -> str:
    """What came of it, in the words of the table."""
    if changed:
        return state_of(event)
    if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
        return "login"
    if response.status_code == 403:
        return "403"
    said = html.unescape(response.content.decode()) + " ".join(map(str, get_messages(response.wsgi_request)))
    return next(
        (word for word, sentence in REFUSED.items() if sentence in said),
        "page" if response.status_code == 200 else "nothing",
    )


class Writes:
    """Whether anything was written but to a session; a query that was rolled back counts, too."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.seen |= sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql
        return execute(sql, *rest)


@pytest.mark.parametrize("state", STATES)
def test_what_comes_of_it_for_whom(settings: Any, subtests: pytest.Subtests, state: str) -> None:
    settings.FOUR_EYES = True
    clients, world = make_users(), make_world(state)
    assert state_of(world.event) == state

    for action, expected in rows_of(state):
        with subtests.test(f"{action}, {state}"), undone():
            prepare(action, world)
            assert {role: try_it(action, world, client, role, expected[role]) for role, client in clients.items()} == (
                expected
            )


@contextmanager
def undone() -> Iterator[None]:
    """Leaves the database as it was."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def try_it(action: str, world: World, client: Client, role: str, expected: str) -> str:
    """What comes of it, in the words of the table; where that is as expected, all of it is as it should be."""
    user, writes = User.objects.filter(username=role).first(), Writes()
    with undone():
        if action == "approve their own":
            Revision.objects.filter(uid=world.event.uid).update(author=user)
        client.cookies.pop("messages", None)  # of what was tried before
        before = everything() if expected not in _NEVER_WRITE else {}
        with connection.execute_wrapper(writes):
            response = ACTIONS[action](client, world)
        changed = writes.seen and everything() != before
        found = outcome(response, world.event, changed=changed)
        if changed and found == expected:
            check_done(action, world, user)
        return found


def check_done(action: str, world: World, user: User | None) -> None:
    """What is there after a deed, besides the state."""
    event = world.event
    newest = Revision.objects.of(event.uid).first()
    wrote = (newest.author, newest.number - event.revision) if newest else None
    live = Publication.objects.filter(uid=event.uid).values_list("revision", flat=True).first()
    standing = Event.objects.filter(pk=event.pk).first() or Event()
    found: dict[str, Any] = {
        "save": (wrote, standing.place_name),
        "restore": (wrote, standing.place_name),
        "approve": live,
        "retract": (live, *Tombstone.objects.values_list("reason", flat=True)),
        "take": standing.assignee,
        "leave": standing.assignee,
        "comment": Comment.objects.values_list("by__username", "text").first(),
        "confirm stances": Citation.objects.filter(to_confirm=True).count(),
        "merge into it": (Event.objects.count(), Citation.objects.filter(event=event).count()),
        "merge it away": (Event.objects.count(), Citation.objects.filter(event=world.other).count()),
        "unmerge": Event.objects.filter(uid=world.merge.merged).exists() if world.merge else None,
        "delete": newest is not None,
        "erase": (newest, live),
        "keep a text": Snapshot.objects.values_list("text", flat=True).first(),
    }
    expected: dict[str, Any] = {
        "save": ((user, 1), "Potosí"),
        "restore": ((user, 1), ""),
        "approve": event.revision,
        "retract": (None, "It did not happen"),
        "take": user,
        "leave": None,
        "comment": (user and user.username, "Is it the same?"),
        "confirm stances": 0,
        "merge into it": (1, 2),
        "merge it away": (1, 2),
        "unmerge": True,
        "delete": True,
        "erase": (None, None),
        "keep a text": "They came by ship.",
    }
    assert found.get(action) == expected.get(action)
