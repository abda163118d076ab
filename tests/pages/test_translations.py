"""The words of readers' pages in each language: whole catalogues, compiled as they stand, and no English left over."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from gettext import c2py
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils.translation.template import templatize

from events.services.review import retract
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source
from tests.pages.reading import elements

ROOT = Path(settings.BASE_DIR)
APPS = ("events", "timeline")
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = [(app, language) for app in APPS for language in LANGUAGES]

# What a msgid is told apart by: the context, the text, and the text for several.
Words = tuple[str, str, str]

# How many texts each call of gettext takes, and whether a context comes before them.
_CALLS = {"gettext": (1, False), "ngettext": (2, False), "pgettext": (1, True), "npgettext": (2, True)}


def path(app: str, language: str, suffix: str) -> Path:
    return ROOT / app / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def read(app: str, language: str) -> Catalog:
    with path(app, language, "po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(catalogue: Catalog) -> dict[Words, Message]:
    """The messages of a catalogue, without its header."""
    return {(context(message), *pair(message.id)): message for message in catalogue if message.id}


def context(message: Message) -> str:
    found: str | bytes = message.context or ""  # babel leaves it as bytes in what is compiled
    return found.decode() if isinstance(found, bytes) else found


def pair(id_: Any) -> tuple[str, str]:
    return (str(id_), "") if isinstance(id_, str) else (str(id_[0]), str(id_[1]))


def strings(message: Message) -> tuple[str, ...]:
    """What a message says, in each form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def calls(code: ast.AST) -> Iterator[Words]:
    """The literals of each call of gettext."""
    aliases = {
        name.asname: name.name
        for node in ast.walk(code)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = aliases.get(node.func.id, node.func.id).removesuffix("_lazy")
            if name in _CALLS:
                count, with_context = _CALLS[name]
                texts = [ast.literal_eval(argument) for argument in node.args[: count + with_context]]
                told_apart_by = texts.pop(0) if with_context else ""
                yield told_apart_by, texts[0], "".join(texts[1:])


def words_of(app: str) -> set[Words]:
    """Every text of an app that is meant to be translated, in its modules and in its templates."""
    found: set[Words] = set()
    for module in (ROOT / app).rglob("*.py"):
        found.update(calls(ast.parse(module.read_text(encoding="utf-8"))))
    for template in (ROOT / app / "templates").rglob("*.*"):
        code = templatize(template.read_text(encoding="utf-8"))
        for call in re.findall(r"""\bn?p?gettext\(u(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^()'"])*\)""", code):
            found.update(calls(ast.parse(call)))
    return found


def marks(text: str) -> Counter[str]:
    """What a translation has to keep: placeholders and tags."""
    return Counter(re.findall(r"%\(\w+\)s|\{\w*\}|<[^>]*>", text))


@pytest.mark.parametrize("app", APPS)
def test_the_words_of_modules_and_templates_are_found(app: str) -> None:
    """What the other tests hold the catalogues against."""
    known = {
        "events": {("between the members of a list", ", ", ""), ("", "Evidence (%(count)s)", "")},
        "timeline": {("", "{count} entry", "{count} entries"), ("", "Others", "")},
    }

    assert known[app] < words_of(app)


@pytest.mark.parametrize(("app", "language"), CATALOGUES)
def test_a_catalogue_holds_the_words_of_its_app_and_no_others(app: str, language: str) -> None:
    held, needed = set(messages(read(app, language))), words_of(app)

    assert {"missing": needed - held, "left over": held - needed} == {"missing": set(), "left over": set()}


@pytest.mark.parametrize(("app", "language"), CATALOGUES)
def test_every_form_of_every_message_is_filled_and_none_is_a_guess(app: str, language: str) -> None:
    catalogue = read(app, language)

    assert not catalogue.fuzzy
    assert not catalogue.obsolete
    for message in messages(catalogue).values():
        assert not message.fuzzy, message.id
        assert len(strings(message)) == (catalogue.num_plurals if message.pluralizable else 1), message.id
        assert all(strings(message)), message.id
        assert strings(message)[0] != pair(message.id)[0] or not re.search(r"\w", strings(message)[0]), message.id


@pytest.mark.parametrize(("app", "language"), CATALOGUES)
def test_placeholders_tags_and_the_space_around_a_text_are_kept(app: str, language: str) -> None:
    catalogue = read(app, language)
    form_of = c2py(catalogue.plural_expr)
    of_many = {form_of(number) for number in range(3, 1000)}

    for (_, one, many), message in messages(catalogue).items():
        for form, text in enumerate(strings(message)):
            allowed = [marks(one)] if not many else [marks(many)] if form in of_many else [marks(one), marks(many)]
            assert marks(text) in allowed, text
            if one.strip(" ,"):
                assert re.findall(r"\A\s*|\s*\Z", text) == re.findall(r"\A\s*|\s*\Z", one), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comma_of_a_list_is_that_of_the_language(language: str) -> None:
    message = messages(read("events", language))["between the members of a list", ", ", ""]

    assert message.string == ("، " if language in ("fa", "ar") else ", ")


@pytest.mark.parametrize(("app", "language"), CATALOGUES)
def test_what_is_compiled_is_what_is_written(app: str, language: str) -> None:
    written = read(app, language)

    with path(app, language, "mo").open("rb") as file:
        compiled = read_mo(file)

    assert {words: strings(message) for words, message in messages(compiled).items()} == {
        words: strings(message) for words, message in messages(written).items()
    }
    assert compiled.plural_forms == written.plural_forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_djangos_own_catalogue(language: str) -> None:
    django = ROOT / Path(templatize.__code__.co_filename).parents[2] / "conf" / "locale" / language
    with (django / "LC_MESSAGES" / "django.po").open("rb") as file:
        expected = read_po(file).plural_forms

    assert {read(app, language).plural_forms for app in APPS} == {expected}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_both_catalogues_hold_they_say_alike(language: str) -> None:
    events, timeline = (messages(read(app, language)) for app in APPS)

    common = events.keys() & timeline.keys()

    assert ("", "sources differ", "") in common
    assert {words: strings(events[words]) for words in common} == {words: strings(timeline[words]) for words in common}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_quotes_the_flag_as_cards_word_it(language: str) -> None:
    catalogue = messages(read("timeline", language))
    (footer,) = (message for (_, text, _), message in catalogue.items() if "“sources differ”" in text)

    assert str(catalogue["", "sources differ", ""].string) in str(footer.string)


# --- Pages --------------------------------------------------------------------------------------------------

# What has one name everywhere, and what the records of `pages` and their addresses are called.
NAMES = {
    *("API", "APA", "Atom", "BibTeX", "Chicago", "CSL", "DOI", "English", "Español", "ISBN", "JSON", "MLA", "RIS"),
    *("CSV", "GeoJSON", "JSON-LD", "LD", "Markdown", "NDJSON", "TimelineJS", "iCalendar"),
    *("oEmbed", "Wikidata", "https", "press", "example", "report", "CC", "Q", "to"),
}
ASKED = "from=2000&to=never&actor=iran&undated=include&order=-date"


@pytest.fixture
def pages(db: None, settings: Any, now: datetime) -> dict[str, tuple[str, int]]:
    """The address of one page of each kind, and its status. Records are in Cyrillic: what is Latin is the site's."""
    settings.CONTACT, settings.SITE_NAME = "desk@press.example", "Хроники"
    iran = make_actor("Иран", slug="iran", wikidata="Q794")
    bolivia = make_actor("Боливия", slug="bolivia")
    texts = {"language": "ru", "summary": "Кратко."}
    report = make_source(
        "Газета",
        slug="report",
        title="Отчёт",
        language="ru",
        published="2023-07-21",
        url="https://press.example/report",
        archived_url="https://press.example/report",
        accessed="2024-01-02",
        licence="CC",
    )
    column = make_source("Журнал", slug="column", title="Мнение", language="ru", genre="opinion", published="2023-07")
    citations = [
        cite(report, says="Было.", via="ТАСС"),
        cite(report, aspect="date", says="В июле.", stated_date="2023-07"),
        cite(column, aspect="participants", stance="disputes", says="Нет.", quote="Нет", speaker=iran),
    ]
    parts = [(iran, "host"), (bolivia, "visitor"), (iran, "accused")]
    event = make_published_event(
        "Визит", slug="visit", date="[2006..2019]", citations=citations, participants=parts, **texts
    )
    others = [
        make_published_event("Другой", date=date, citations=[cite(report, says="Было.")], participants=parts, **texts)
        for date in ("1999", "2007-09", "2008-21", "2011-03-04", "2015/..", "2022~", "2031", None)
    ]
    make_published_timeline("Хроника", slug="visits", events=[event, *others], language="ru")
    make_published_timeline("Пусто", slug="empty", language="ru")
    gone = make_published_event("Отозвано", slug="gone", citations=[cite(report, says="Было.")], **texts)
    retract(gone, by=None, reason="Ошибка", at=now)
    return {
        "home": ("/?", 200),
        "timeline": ("/timelines/visits/?", 200),
        "filter error": (f"/timelines/visits/?{ASKED}", 400),
        "nothing found": ("/timelines/visits/?from=1800&to=1801", 200),
        "empty": ("/timelines/empty/?", 200),
        "embed": ("/timelines/visits/embed/?", 200),
        "panel": ("/timelines/visits/embedding/?", 200),
        "event": (f"/events/{event.uid}-visit/?", 200),
        "actor": ("/actors/iran/?", 200),
        "source": ("/sources/report/?", 200),
        "corrections": ("/corrections/?", 200),
        "no corrections": ("/timelines/visits/corrections/?", 200),
        "retracted": (f"/events/{gone.uid}/?", 410),
        "nowhere": ("/nowhere/?", 404),
    }


def interface(page: str) -> set[str]:
    """The Latin words that a page says in its own name: not those that it marks as English."""
    own = re.sub(r"<(\w+)\b[^>]* lang=\"en\".*?</\1>", "", page.partition("<body>")[2], flags=re.DOTALL)
    own = own.replace("<", " <")  # where elements meet, words do not
    said = [element.text for element in elements(own) if element.tag not in ("script", "code")]
    said += [element.attributes.get("aria-label", "") for element in elements(own)]
    return {word for text in said for word in latin(text)}


def latin(text: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÖØ-öø-ɏ]+", text)


def english() -> set[str]:
    """The words of the English interface that are no Spanish words of it."""
    held = {words: message for app in APPS for words, message in messages(read(app, "es")).items()}
    spoken = {word.lower() for message in held.values() for text in strings(message) for word in latin(text)}
    return {word.lower() for _, *texts in held for text in texts for word in latin(text)} - spoken


def read_page(client: Client, language: str, address: str, status: int) -> str:
    answer = client.get(f"{address}&lang={language}")
    page = answer.content.decode()
    assert (answer.status_code, len(elements(page, "html", lang=language))) == (status, 1), address
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_speaks_english(client: Client, pages: dict[str, tuple[str, int]], language: str) -> None:
    left = {name: interface(read_page(client, language, *asked)) - NAMES for name, asked in pages.items()}

    if language == "es":
        unmistakable = english()
        left = {name: {word for word in words if word.lower() in unmistakable} for name, words in left.items()}
    assert left == {name: set() for name in pages}


def test_the_english_pages_speak_english(client: Client, pages: dict[str, tuple[str, int]]) -> None:
    """Or else the test above would prove nothing."""
    said = {name: interface(read_page(client, "en", *asked)) for name, asked in pages.items()}

    unmistakable = english()
    assert {"evidence", "filter", "source", "sources", "undated", "timelines"} < unmistakable
    assert [name for name, words in said.items() if not {word.lower() for word in words} & unmistakable] == []
