"""`manage.py check_quotes`"""

import io

import pytest
from django.core.management import CommandError, call_command

from events.models import Citation
from events.services.texts import keep_text
from tests.conftest import NOW
from tests.factories import cite, make_event, make_source

pytestmark = pytest.mark.django_db


def test_lost_and_moved_quotations_are_told_and_fail_the_command() -> None:
    source = make_source(title="The Daily")
    keep_text(source, "They came by ship.", by=None, at=NOW)
    make_event("A visit", citations=[cite(source, quote="They came")])
    Citation.objects.update(quote="They\nwent", quote_check="found")
    make_event("Another", citations=[cite(source, quote="by ship", aspect="nature")])
    Citation.objects.filter(quote="by ship").update(quote_start=1, quote_end=8)
    said = io.StringIO()

    with pytest.raises(CommandError, match="1 of 2 quotations are lost"):
        call_command("check_quotes", stdout=said)

    assert said.getvalue().splitlines() == [
        "lost: A visit | The Daily | “They went”",
        "moved: Another | The Daily | “by ship”",
    ]
    assert sorted(Citation.objects.values_list("quote_check", flat=True)) == ["lost", "moved"]


def test_where_none_is_lost_it_says_so() -> None:
    said = io.StringIO()

    call_command("check_quotes", stdout=said)

    assert said.getvalue() == "0 quotations were checked; none is lost.\n"
