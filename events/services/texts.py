"""The texts of sources: kept for the desk alone, for quotations to be checked against."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from events.documents import Contributor, SourceDocument
from events.formats.source_text import SourceText
from events.models import RecordType, Snapshot, Source
from events.models.identity import new_uid
from events.services.editing import save_record
from events.services.permissions import Deed, require
from events.services.quote_checks import check_source
from events.text import tidy_prose


@transaction.atomic
def keep_text(source: Source, text: str, *, by: User | None, at: datetime) -> Counter[str]:
    """Keeps the text of a source in place of any other, and checks its quotations; how many had which outcome.

    Raises PermissionDenied, and ValidationError for a text with nothing in it.
    """
    require(by, Deed.KEEP_TEXT, RecordType.SOURCE)
    Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    snapshot = Snapshot.objects.filter(source=source).first() or Snapshot(source=source)
    snapshot.text, snapshot.taken_at = tidy_prose(text), at
    snapshot.sha256 = Snapshot.digest(snapshot.text)
    snapshot.full_clean()
    snapshot.save()
    return Counter(checked.outcome for checked in check_source(source.pk, at=at))


@transaction.atomic
def add_source(found: SourceText, *, type_: str, genre: str, title: str = "", by: User | None, at: datetime) -> Source:
    """A new source from a text that was read, with what the text says about itself, and the text kept.

    `title` goes before the one that was read. Raises ValidationError, by field, where there is neither.
    """
    title = title or _cleaned("title", found.title[:300])
    if not title:
        raise ValidationError({"title": "The text does not tell its title: write it here."}, "title")
    document = SourceDocument(
        uid=new_uid(),
        slug=_free_slug(f"{found.site} {title}"),
        title=title,
        type=type_,
        genre=genre,
        contributors=[_contributor(name) for name in found.author.split(";")[:20] if name.strip(" ,")],
        publisher=_cleaned("publisher", found.site) or None,
        published=_cleaned("published", found.published) or None,
        language=_cleaned("language", found.language) or "en",
        url=_cleaned("url", found.url) or None,
        archived_url=None,
        accessed=None,
        doi=None,
        isbn=None,
        licence=None,
        revision=0,
        published_at=None,
        revised_at=None,
    )
    source = save_record(document, author=by, at=at)
    keep_text(source, found.text, by=by, at=at)
    return source


def _cleaned(name: str, value: str) -> str:
    """What a text says about itself as a source's field takes it, or nothing."""
    field: Any = Source._meta.get_field(name)
    try:
        return str(field.clean(value, None) or "")
    except ValidationError:
        return ""


def _contributor(name: str) -> Contributor:
    """Somebody as a page names them: the last word is taken for the family name, unless a comma says otherwise."""
    family, comma, given = (part.strip()[:120] for part in name.partition(","))
    if not comma:
        given, _, family = (part.strip()[:120] for part in name.strip().rpartition(" "))
    if not (family and given):
        return Contributor("author", None, None, name.strip(" ,")[:200])
    return Contributor("author", family, given, None)


def _free_slug(words: str) -> str:
    """A slug that no source has yet."""
    slug = slugify(words).replace("_", "-")[:60].strip("-")
    if not slug:
        return f"source-{new_uid().lower()}"
    return f"{slug}-{new_uid()[-6:].lower()}" if Source.objects.filter(slug=slug).exists() else slug
