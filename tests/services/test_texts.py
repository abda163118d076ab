"""A source is made of its text, and the text is kept for the desk."""

import pytest
from django.core.exceptions import ValidationError

from events.formats.source_text import SourceText
from events.models import Snapshot, Source
from events.services.texts import add_source, keep_text
from tests.conftest import NOW
from tests.factories import make_source

pytestmark = pytest.mark.django_db

READ = SourceText(
    text="They came.",
    title="A visit",
    author="Paola Flores; Reuters; García Márquez, Gabriel",
    site="El Diario",
    published="2019-11-28",
    language="es",
    url="https://diario.example/visit",
)


def add(found: SourceText, title: str = "") -> Source:
    return add_source(found, type_="article-newspaper", genre="news", title=title, by=None, at=NOW)


def test_a_source_takes_what_its_text_says_of_itself() -> None:
    source = add(READ)

    assert (source.title, source.publisher, source.language) == ("A visit", "El Diario", "es")
    assert (str(source.published), source.url, source.slug) == (
        "2019-11-28",
        "https://diario.example/visit",
        "el-diario-a-visit",
    )
    assert [str(one) for one in source.contributors.order_by("position")] == [
        "Paola Flores",
        "Reuters",
        "Gabriel García Márquez",
    ]
    assert Snapshot.objects.get(source=source).text == "They came."
    assert source.revision == 1


def test_the_title_that_was_written_goes_before_the_one_that_was_read() -> None:
    assert add(READ, title="The visit").title == "The visit"


def test_without_any_title_nothing_is_made() -> None:
    with pytest.raises(ValidationError, match="write it here"):
        add(SourceText(text="They came."))

    assert not Source.objects.exists()


def test_what_a_text_says_of_itself_and_cannot_be_is_left_out() -> None:
    rubbish = SourceText(
        text="They came.",
        title="T" * 2000,
        author=";;,;" + "x" * 500,
        site="P" * 500,
        published="2019-13-45",
        language="none of them",
        url="javascript:alert(1)",
    )

    source = add(rubbish)

    assert source.title == "T" * 300
    assert (source.publisher, source.published, source.language, source.url) == ("", None, "en", "")
    assert [len(str(one)) for one in source.contributors.all()] == [200]


def test_two_of_one_title_have_two_slugs() -> None:
    first, second = add(READ), add(READ)

    assert second.slug.startswith(f"{first.slug}-")


def test_a_title_in_any_script_has_a_slug() -> None:
    assert add(SourceText(text="آمدند.", title="سفر")).slug.startswith("source-")


def test_a_text_is_kept_under_the_text_policy_with_its_digest_and_time() -> None:
    source = make_source()

    keep_text(source, "They\u00a0 came.\r\n\u202e\x00", by=None, at=NOW)

    kept = Snapshot.objects.get(source=source)
    assert (kept.text, kept.sha256, kept.taken_at) == ("They came.", Snapshot.digest("They came."), NOW)


def test_a_text_takes_the_place_of_the_one_before() -> None:
    source = make_source()
    keep_text(source, "They came.", by=None, at=NOW)

    keep_text(source, "They went.", by=None, at=NOW)

    assert Snapshot.objects.get().text == "They went."


def test_an_empty_text_is_refused_and_the_one_before_stays() -> None:
    source = make_source()
    keep_text(source, "They came.", by=None, at=NOW)

    with pytest.raises(ValidationError):
        keep_text(source, " \u200b\n", by=None, at=NOW)

    assert Snapshot.objects.get().text == "They came."
