"""The desk's date field: EDTF or a source's own words, and what was understood of them to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from events.dates import EdtfError, PartialDate, Reading, describe, parse_edtf, read_phrase
from events.dates.languages import LANGUAGES
from events.fields import EdtfField, EdtfFormField
from events.models import Source

if TYPE_CHECKING:
    TextInput = forms.TextInput
    Form = forms.ModelForm[Any]
else:
    TextInput, Form = forms.TextInput, forms.ModelForm

READINGS = "admin/events/date_readings.html"


@dataclass(frozen=True)
class Written:
    """What somebody wrote as a date, and which of its readings they chose (EDTF); with what it is read by."""

    text: str
    chosen: str = ""
    language: str = ""
    anchor: PartialDate | None = None

    def __str__(self) -> str:
        return self.text

    @cached_property
    def readings(self) -> list[Reading]:
        """What it may say, in the language of the record first, then in any other."""
        languages = dict.fromkeys([*([self.language] if self.language else []), "en", *LANGUAGES])
        return read_phrase(self.text, languages=list(languages), anchor=self.anchor)


class DateWidget(TextInput):
    """A line of text with what was understood below it.

    `anchor` names the field of the same form that holds the anchor, `source` the one that holds the source whose date
    of publication is it.
    """

    template_name = "admin/events/date_widget.html"

    def __init__(self, *, anchor: str = "", source: str = "") -> None:
        self.anchor, self.source = anchor, source
        super().__init__(attrs={"size": 40, "dir": "auto", "autocomplete": "off"})

    class Media:
        js = ["events/dates.js"]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Written:
        prefix = name.rpartition("-")[0]
        beside = {
            part: data.get(f"{prefix}-{part}" if prefix else part, "") for part in (self.anchor, self.source) if part
        }
        return Written(
            text=(data.get(name) or "").strip(),
            chosen=data.get(f"{name}_reading", ""),
            language=data.get("language", ""),
            anchor=find_anchor(beside.get(self.anchor, ""), beside.get(self.source, "")),
        )

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-readings": reverse_lazy("admin:events_event_read_date"),
            "data-anchor": self.anchor,
            "data-source": self.source,
        }
        return context | readings_context(name, value if isinstance(value, Written) else Written(str(value or "")))


class DateField(EdtfFormField):
    """A date in EDTF or in words; `reading` tells, after cleaning, which reading of the words was chosen."""

    reading: Reading | None = None

    def to_python(self, value: Any) -> Any:
        self.reading = None
        if not isinstance(value, Written) or not value.text:
            return super().to_python(str(value or ""))
        try:
            return as_edtf(value.text)
        except EdtfError as error:
            self.reading = _chosen(value, error)
            return self.reading.edtf

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, Written) else super().prepare_value(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, str(data or ""))


def as_edtf(text: str) -> Any:
    """The date that a text is as it stands; two or three digits, a century or decade in EDTF, are seldom meant so."""
    if text.lstrip("-").isdigit() and len(text.lstrip("-")) < 4:
        raise EdtfError(text, 0, "a year has four digits; write for example 0044, or 20XX for a century")
    return parse_edtf(text)


def _chosen(written: Written, error: EdtfError) -> Reading:
    readings = written.readings
    if not readings:
        raise ValidationError(
            f"This is no date, neither in words nor in EDTF: {error}. Write for example 20 July 2023, early 2015, "
            "between 2006 and 2019, or 2023-07-20.",
            "edtf",
        )
    for reading in readings:
        if str(reading.edtf) == written.chosen:
            return reading
    raise ValidationError("Choose below which date these words mean.", "choose")


def find_anchor(anchor: str, source: str) -> PartialDate | None:
    """The date that words count from: what the anchor field says, or when the source was published."""
    if source.isdigit() and len(source) < 19:
        published = Source.objects.filter(pk=int(source)).values_list("published", flat=True).first()
        anchor = str(published or "")
    try:
        date = parse_edtf(anchor)
    except EdtfError:
        return None
    return date if isinstance(date, PartialDate) and date.specified else None


def readings_context(name: str, written: Written) -> dict[str, Any]:
    """What the template of the readings shows: a sentence where the text is EDTF, else the readings to choose from."""
    if not written.text:
        return {"name": name, "sentence": "", "readings": []}
    try:
        return {"name": name, "sentence": describe(as_edtf(written.text), "en"), "readings": []}
    except EdtfError as error:
        readings = written.readings
        chosen = str(readings[0].edtf) if len(readings) == 1 else written.chosen
        return {"name": name, "readings": readings, "chosen": chosen, "nearest": error.nearest, "nothing": not readings}


def read_date(request: HttpRequest) -> HttpResponse:
    """What a text says as a date, as the fragment that stands below the field while somebody types."""
    if not request.user.has_module_perms("events"):
        raise PermissionDenied
    given = request.GET
    written = Written(
        text=given.get("text", "").strip()[:256],
        language=given.get("language", "")[:35],
        anchor=find_anchor(given.get("anchor", "")[:255], given.get("source", "")),
    )
    return render(request, READINGS, readings_context(given.get("name", "")[:100], written))


class DatesMixin:
    """Gives the dates of a desk's forms the field that reads words; `anchors` says what a date is counted from."""

    anchors: Mapping[str, Mapping[str, str]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if isinstance(db_field, EdtfField):
            return DateField(
                required=not db_field.blank,
                label=str(db_field.verbose_name).capitalize(),
                help_text=db_field.help_text,
                widget=DateWidget(**self.anchors.get(db_field.name, {})),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


def keep_words(form: Form, name: str, *, text: str, rule: str = "", anchor: str = "") -> None:
    """Puts the words of a date into the field `text`, the rule and the anchor into theirs, but where somebody wrote
    there themselves; a date that was written in EDTF was worked out by no rule."""
    date = form.fields.get(name)
    reading = date.reading if isinstance(date, DateField) else None
    kept: dict[str, Any] = {}
    if reading is not None:
        calendar = "" if reading.calendar == "gregorian" else f", {reading.calendar} calendar"
        kept = {text: form[name].data.text, rule: f"{reading.rule}{calendar}", anchor: reading.anchor}
    elif name in form.changed_data:
        kept = {rule: "", anchor: None}
    for target, value in kept.items():
        if target and target not in form.changed_data:
            form.cleaned_data[target] = value
