"""Who may do what at the desk besides taking an event through its states; nobody is offered what they may not."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from events.models import Actor, Revision
from events.services import review
from events.services.editing import discard
from tests.admin.test_desk import blank_inlines
from tests.admin.test_matrix import ROLES, STATES, everything, make_users, make_world, undone
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_kind, make_published_event, make_role, make_timeline, revise

pytestmark = pytest.mark.django_db

# `done` changes something, `page` shows something; `403` and `may not` (said in a sentence) change nothing.
TABLE = """
write a kind                  | login | login | 403  | done    | done | done
delete a kind                 | login | login | 403  | 403     | 403  | done
write a timeline              | login | login | 403  | done    | done | done
put a timeline up             | login | login | 403  | done    | done | done
publish a timeline            | login | login | 403  | may not | done | done
approve a change to an actor  | login | login | 403  | may not | done | done
bring back a deleted draft    | login | login | 403  | done    | done | done
say that two are not the same | login | login | 403  | 403     | done | done
open an account               | login | login | 403  | 403     | 403  | done
see who tried to sign in      | login | login | 403  | 403     | 403  | page
see what is public            | login | login | page | page    | page | page
see the log                   | login | login | page | page    | page | page
see the list of texts         | login | login | 403  | page    | page | page
see the queue                 | login | login | page | page    | page | page
see the worklists             | login | login | page | page    | page | page
see what may be the same      | login | login | page | page    | page | page
change their own password     | login | login | page | page    | page | page
"""


class Desk:
    """Records to try it on."""

    def __init__(self) -> None:
        self.kind = make_kind("unused")
        iran = make_actor("Iran")
        self.event = make_published_event("A visit", participants=[(iran, "host")])
        self.other = make_event("A visit again", participants=[(iran, "host")])
        self.actor: Actor = revise(iran, country="IR", reason="Missing")
        self.timeline, self.waiting = make_timeline("Draft"), make_timeline("Waiting")
        review.submit(self.waiting, by=None, at=NOW)
        deleted = make_event("Deleted")
        self.deleted = Revision.objects.get(uid=deleted.uid)
        discard(deleted, by=None, at=NOW)

    def ask(self, client: Client, what: str) -> Any:
        """Does one thing of the table."""
        pair = f"{self.event.uid}-{self.event.revision}.{self.other.uid}-{self.other.revision}"
        new = {"title": "New", "slug": "new", "language": "en", **blank_inlines("entries")}
        password = {"usable_password": "true", "password1": "a-long-passphrase", "password2": "a-long-passphrase"}
        approval = {"step": "approve", "reason": "Told"}
        posts: dict[str, tuple[str, Any, dict[str, Any]]] = {
            "write a kind": ("kind_add", None, {"label": "New", "slug": "new"}),
            "delete a kind": ("kind_delete", self.kind.pk, {"post": "yes"}),
            "write a timeline": ("timeline_add", None, new),
            "put a timeline up": ("timeline_review", self.timeline.pk, {"step": "submit"}),
            "publish a timeline": ("timeline_review", self.waiting.pk, {**approval, "revision": 1}),
            "approve a change to an actor": ("actor_review", self.actor.pk, {**approval, "revision": 2}),
            "bring back a deleted draft": ("revision_restore", self.deleted.pk, {"reason": "Needed"}),
            "say that two are not the same": ("revision_merge", self.event.uid, {"step": "dismiss", "seen": pair}),
        }
        if what in posts:
            view, key, data = posts[what]
            query = {"other": self.other.pk} if view == "revision_merge" else None
            return client.post(reverse(f"admin:events_{view}", args=key and [key], query=query), data)
        if what == "open an account":
            return client.post(reverse("admin:auth_user_add"), {"username": "new", **password})
        pages = {
            "see who tried to sign in": "axes_accessattempt_changelist",
            "see what is public": "events_publication_changelist",
            "see the log": "events_review_changelist",
            "see the list of texts": "events_snapshot_changelist",
            "see the queue": "events_event_queue",
            "see the worklists": "events_event_worklists",
            "see what may be the same": "events_suspicion_changelist",
            "change their own password": "password_change",
        }
        return client.get(reverse(f"admin:{pages[what]}"))


def holds() -> dict[str, list[Any]]:
    return {**everything(), "accounts": list(User.objects.values_list("username"))}


def try_it(desk: Desk, client: Client, what: str) -> str:
    """What comes of it, in the words of the table."""
    with undone():
        client.cookies.pop("messages", None)
        before = holds()
        response = desk.ask(client, what)
        if holds() != before:
            return "done"
        if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
            return "login"
        if "may not" in " ".join(map(str, get_messages(response.wsgi_request))):
            return "may not"
        return "page" if response.status_code == 200 else str(response.status_code)


def test_each_role_does_what_is_its_own(settings: Any, subtests: pytest.Subtests) -> None:
    clients, desk = make_users(), Desk()

    for line in filter(None, TABLE.splitlines()):
        what, *cells = (cell.strip() for cell in line.split("|"))
        with subtests.test(what):
            assert [try_it(desk, clients[role], what) for role in ROLES] == cells


# The buttons beside the form of an event, and on the page on which it is read.
OFFERED = """
draft     | Visitor  |
draft     | Curator  | submit comment
draft     | Reviewer | submit comment
in review | Visitor  |
in review | Curator  | comment
in review | Reviewer | approve approve_next send_back take comment
published | Visitor  |
published | Curator  | comment
published | Reviewer | retract comment
corrected | Visitor  |
corrected | Curator  | comment
corrected | Reviewer | approve approve_next send_back retract take comment
retracted | Visitor  |
retracted | Curator  | comment
retracted | Reviewer | comment
"""


@pytest.mark.parametrize("state", STATES)
def test_only_what_may_be_done_is_offered(subtests: pytest.Subtests, state: str) -> None:
    clients, world = make_users(), make_world(state)

    for line in filter(None, OFFERED.splitlines()):
        where, role, buttons = (cell.strip() for cell in line.split("|"))
        if where != state:
            continue
        with subtests.test(f"{role}, {state}"):
            pages = "".join(clients[role].get(world.address(view)).content.decode() for view in ("change", "review"))
            assert set(re.findall(r'name="step" value="(\w+)"', pages)) == set(buttons.split())
            assert ('name="comment"' in pages) == ("comment" in buttons)


def test_a_visitor_is_offered_nothing_that_writes(subtests: pytest.Subtests) -> None:
    clients, world = make_users(), make_world("published")
    pages = {
        "form": world.address("change"),
        "review": world.address("review"),
        "history": world.address("history"),
        "revision": reverse("admin:events_revision_change", args=[world.first.pk]),
        "both": world.of_uid("merge", other=world.other.pk),
        "source": reverse("admin:events_source_change", args=[world.source.pk]),
        "list": reverse("admin:events_event_changelist"),
        "index": reverse("admin:index"),
        "queue": reverse("admin:events_event_queue"),
    }

    for name, address in pages.items():
        with subtests.test(name):
            page = clients["Visitor"].get(address).content.decode()
            forms = re.findall(r'<form[^>]*method="post"[^>]*>', page)
            # Signing out, and Django's forms around what has no field to fill in.
            stock = ("logout", "_form", "changelist-form")
            assert [form for form in forms if not any(name in form for name in stock)] == []
            for way in ("/add/", "/delete/", "/erase/", "/text/replace/"):
                assert way not in page, way


def test_a_role_is_given_by_a_box_of_its_own(desk: Client) -> None:
    make_users()
    user, group = User.objects.get(username="Visitor"), make_role("Curator")
    address = reverse("admin:auth_user_change", args=[user.pk])
    assert f'type="checkbox" name="groups" value="{group.pk}"' in desk.get(address).content.decode()

    desk.post(address, {"username": "Visitor", "is_active": "on", "is_staff": "on", "groups": [group.pk]})

    assert [*user.groups.all()] == [group]
    assert User.objects.get(pk=user.pk).date_joined == user.date_joined
