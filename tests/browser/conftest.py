"""A browser, a served site, and what a page did while it was looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from events.models import Actor, Event, Revision
from events.services.editing import discard, save_record
from events.services.merging import merge_events
from events.services.permissions import set_up_roles
from events.services.review import approve, confirm_stances, retract, submit
from events.services.seeding import seed
from events.services.snapshots import snapshot_event
from events.services.texts import keep_text
from events.services.uploading import keep_upload
from tests.conftest import CHROMIUM, NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_published_timeline, make_source

PASSWORD = "a-long-passphrase"
STAFF = {"ada": "Curator", "ruth": "Reviewer", "omar": "Reviewer"}
HOSTILE = """</title></script><script>alert(1)</script><img src=x onerror="alert(2)">'"{{ 7|add:7 }}"""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, which asks nobody for anything by itself."""
    with sync_playwright() as playwright:
        flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking "
        flags += "disable-component-update disable-sync"
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in flags.split()])
        yield chromium
        chromium.close()


@dataclass
class Site:
    """A served site with the seed and a timeline in two languages."""

    url: str
    readers: dict[str, str]  # the address of each page of readers by its name
    desk: dict[str, str]  # the address of each page of curators by its name

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


@dataclass
class Watch:
    """What a page complained of, and whom it asked."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def note_request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:", "about:")):
            self.hosts.add(urlsplit(request.url).netloc)


def watch(page: Page) -> Watch:
    """Notes from now on what a page complains of, violations of its policy included, and whom it asks."""
    noted = Watch()
    page.on("console", noted.note_console)
    page.on("pageerror", lambda error: noted.complaints.append(str(error)))
    page.on("request", noted.note_request)
    return noted


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def fill(url: str) -> Site:
    """Seeds the database, and adds what the seed has none of."""
    for _ in seed(Path(settings.BASE_DIR) / "fixtures", at=NOW):
        pass
    persian = make_published_event(
        "سفر رئیس‌جمهور به لاپاز",
        slug="persian",
        language="fa",
        summary="رئیس‌جمهور به لاپاز رفت.",
        date="2007-09-27",
        citations=[
            cite(make_source("ایرنا", title="گزارش سفر", language="fa"), quote="سفر به لاپاز"),
            cite(make_source(), aspect="nature", stance="disputes"),
        ],
    )
    forms = ["2004~", "2004?", "[..2003]", "1979/..", "../1990", "2006/2019", "[2019,2020]", None]
    events = [make_published_event(f"Event of {date or 'no date'}", date=date) for date in forms]
    make_published_timeline("Every form", slug="every-form", dek="One of each.", events=[persian, *events])
    hostile = make_published_event(
        HOSTILE,
        slug="hostile",
        summary=f"{'W' * 3900} \u202e{HOSTILE}",
        citations=[
            cite(
                make_source(HOSTILE, title="Z" + "\u0335\u0321\u0489" * 60),
                says="\u202e" + "x" * 900,
                quote=HOSTILE,
                stated_date="2013",
            )
        ],
        participants=[(make_actor("A" * 190, slug="long", type="organisation"), "host")],
    )
    make_published_timeline("O" * 190, slug="hostile", dek=HOSTILE, events=[hostile])
    draft = make_event("A draft")
    deleted = make_event("Another draft")
    discard(deleted, by=None, at=NOW)
    ships = make_source("The Daily", slug="daily-ships", title="Ships")
    keep_text(ships, "They came by ship. “We will stay,” he said.\n\nThey left by ship.", by=None, at=NOW)
    gone = make_published_event("A claim")
    retract(gone, by=None, reason="The source withdrew it.", at=NOW)
    event = Event.objects.get(slug="dino-bouterse-arrested-2013")
    event.place_name = "Panama City"
    event = save_record(snapshot_event(event), author=None, at=NOW, reason="Missing")
    event = confirm_stances(event, by=None, at=NOW)
    approve(event, event.revision, by=None, at=NOW, reason="The place was missing.")
    event = Event.objects.get(slug="dino-bouterse-arrested-2013")
    readers = {
        "home": "/",
        "timeline": "/timelines/israel-bolivia-and-iran/",
        "every form": "/timelines/every-form/",
        "embed": "/timelines/israel-bolivia-and-iran/embed/",
        "event": f"/events/{event.uid}-{event.slug}/",
        "event in Persian": f"/events/{persian.uid}-persian/",
        "actor": "/actors/hezbollah/",
        "source": "/sources/1828-2023-08-08/",
        "panel": "/timelines/every-form/embedding/",
        "filtered": "/timelines/every-form/?from=2004&undated=include",
        "hostile": "/timelines/hostile/",
        "hostile event": f"/events/{hostile.uid}-hostile/",
        "long name": "/actors/long/",
        "corrections": "/corrections/",
        "no corrections": "/timelines/every-form/corrections/",
        "retracted": f"/events/{gone.uid}/",
        "not there": "/nothing/",
        "bad parameter": "/timelines/every-form/?from=never",
        "no match": "/timelines/every-form/?from=2100",
    }
    make_published_timeline("A day at the desk", slug="a-day", events=[persian])
    submit(make_event("Another bridge opens"), by=None, at=NOW)
    host = make_actor("A host", type="person", living="no")
    alike = [
        make_event(f"A visit to La Paz{more}", participants=[(host, "host")]) for more in ("", " again", ", twice")
    ]
    new = f"""new,"{HOSTILE.replace('"', '""')}",2014,arrest,The Daily,"""
    merge = merge_events(alike[0], alike[2], by=None, at=NOW, reason="The same")
    desk = {
        "index": "/admin/",
        "events": "/admin/events/event/",
        "event": f"/admin/events/event/{event.pk}/change/",
        "draft": f"/admin/events/event/{draft.pk}/change/",
        "new event": "/admin/events/event/add/",
        "queue": "/admin/events/event/queue/",
        "worklists": "/admin/events/event/worklists/",
        "review": f"/admin/events/event/{event.pk}/review/",
        "a decade": "/admin/events/event/?decade=2010",
        "history": f"/admin/events/event/{event.pk}/history/",
        "comparison": f"/admin/events/event/{event.pk}/history/?from=1&to={event.revision}",
        "history of what was deleted": f"/admin/events/revision/of/{deleted.uid}/",
        "sources": "/admin/events/source/",
        "source": f"/admin/events/source/{ships.pk}/change/",
        "text": f"/admin/events/source/{ships.pk}/text/",
        "replacing a text": f"/admin/events/source/{ships.pk}/text/replace/",
        "adding by text": "/admin/events/source/add-by-text/",
        "duplicates": "/admin/events/suspicion/",
        "two events": f"/admin/events/revision/of/{alike[0].uid}/merge/?other={alike[1].pk}",
        "which other": f"/admin/events/revision/of/{alike[0].uid}/merge/",
        "no other": f"/admin/events/revision/of/{alike[0].uid}/merge/?named=nothing",
        "undoing a merge": f"/admin/events/revision/of/{alike[0].uid}/unmerge/{merge.pk}/",
        "history with a merge": f"/admin/events/event/{alike[0].pk}/history/",
        "erasing": f"/admin/events/revision/of/{host.uid}/erase/",
        "erasing what is public": f"/admin/events/revision/of/{Actor.objects.get(slug='long').uid}/erase/",
        "importing": "/admin/events/event/import/",
        "what an import would do": uploaded(new, *(f"visit-{n},A visit,2014,visit,The Daily," for n in range(50))),
        "what an import would publish": uploaded(new, publish=True),
        "an import with changes": uploaded(f"{draft.slug},A draft no more,2014-09,arrest,The Daily,{'W' * 900}"),
        "an import with errors": uploaded(new, "x,<b>,2014-13,visit,,", f"y,{'W' * 900},then,visit,The Daily,"),
        "revision": f"/admin/events/revision/{Revision.objects.of(event.uid)[0].pk}/change/",
    }
    return Site(url, readers, desk)


def uploaded(*rows: str, publish: bool = False) -> str:
    """Where it is shown what importing these rows would do."""
    upload = keep_upload(
        "\n".join(["slug,title,date,kind,source,summary", *rows]).encode(),
        name=f"{HOSTILE}.csv",
        format="csv",
        publish=publish,
        reason="",
        by=User.objects.get(username="curator"),
        at=timezone.now(),
    )
    return reverse("admin:events_event_upload", args=[upload.uid])


@pytest.fixture(scope="package")
def site(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The served site, filled once for all that is looked at: nothing here writes but the login.

    It needs the browser because Django has other connections while Playwright's loop runs than before.
    """
    with django_db_blocker.unblock():
        # pytest-django's own fixture would empty the database after each test.
        server = LiveServer("localhost")
        server._live_server_modified_settings.enable()
        # A thread that kept its connection would keep the test database from being removed.
        kept = connections.settings["default"]["CONN_MAX_AGE"]
        connections.settings["default"]["CONN_MAX_AGE"] = 0
        User.objects.create_superuser("curator", password=PASSWORD)
        set_up_roles(Group.objects, Permission.objects)
        for name, role in STAFF.items():
            user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
            user.groups.add(Group.objects.get(name=role))
        yield fill(server.url)
        browser.close()  # before the server, whose threads would else end with connections that are no longer theirs
        server.stop()
        server._live_server_modified_settings.disable()
        connections.settings["default"]["CONN_MAX_AGE"] = kept
        call_command("flush", verbosity=0, interactive=False)
        connections.close_all()
