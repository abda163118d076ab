"""`manage.py flag_events`"""

import io

import pytest
from django.core.management import call_command

from events.models import Flag
from tests.factories import make_event


@pytest.mark.django_db
def test_events_are_flagged_anew() -> None:
    make_event()
    Flag.objects.all().delete()
    said = io.StringIO()

    call_command("flag_events", stdout=said)

    assert said.getvalue() == "1 events were gone through.\n"
    assert Flag.objects.exists()
