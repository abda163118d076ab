"""What pages say in words of records and their numbers, in the reader's language."""

from collections.abc import Iterable

from babel import Locale
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.cards import in_words, language, number
from events.dates import civil_date
from events.documents import EventDocument

ACTOR_TYPES = {
    "state": _("state"),
    "state_body": _("state body"),
    "person": _("person"),
    "party": _("party"),
    "armed_group": _("armed group"),
    "organisation": _("organisation"),
    "court": _("court of law"),
    "media": _("media"),
}
NAME_FORMS = {
    "official": _("official name"),
    "alias": _("also known as"),
    "transliteration": _("transliterated"),
}
CONTRIBUTORS = {"author": "", "editor": _("editor"), "translator": _("translator"), "interviewer": _("interviewer")}


def country_name(code: str | None) -> str:
    """The name of a country (ISO 3166-1 alpha-2); its code where CLDR has none."""
    return str(Locale.parse(language()).territories.get(code, code)) if code else ""


def counted_entries(count: int) -> str:
    """“36 entries”."""
    return ngettext("{count} entry", "{count} entries", count).format(count=number(count))


def chosen_entries(count: int, total: int) -> str:
    """“12 of 36 entries”."""
    text = ngettext("{count} of {total} entry", "{count} of {total} entries", total)
    return text.format(count=number(count), total=number(total))


def spanned(events: Iterable[EventDocument]) -> str:
    """From the first to the last year that the dates of these events may reach; nothing where none has both ends."""
    dates = [event.date for event in events if event.date and event.date.precision != "millennium"]
    firsts = [date.earliest_day for date in dates if date.earliest_day is not None]
    lasts = [date.latest_day for date in dates if date.latest_day is not None]
    if not (firsts and lasts):
        return ""
    first, last = civil_date(min(firsts))[0], civil_date(max(lasts))[0]
    if not 0 <= first < last <= 9999:
        return ""
    return in_words(f"{first:04}/{last:04}")


def disputed(events: Iterable[EventDocument]) -> str:
    """On how many of these events sources differ; nothing where they do on none."""
    count = sum(bool(event.assessment.differs) for event in events)
    return ngettext("{count} disputed", "{count} disputed", count).format(count=number(count)) if count else ""
