"""The desk's date field: EDTF or a source's own words, and what was understood of them to choose from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from events.admin.users import user_of
from events.admin.written import Anchor, Written, as_edtf, find_anchor, is_few_digits, refused_character, write
from events.dates import EdtfError, Reading, describe
from events.fields import EdtfField, EdtfFormField

if TYPE_CHECKING:
    TextInput = forms.TextInput
    Form = forms.ModelForm[Any]
else:
    TextInput, Form = forms.TextInput, forms.ModelForm

READINGS = "admin/events/date_readings.html"


class DateWidget(TextInput):
    """A line of text with what was understood below it.

    `anchor` names the field of the same form that holds the anchor, `source` the one that holds the source whose date
    of publication it is where the first is empty.
    """

    template_name = "admin/events/date_widget.html"

    def __init__(self, *, anchor: str = "", source: str = "") -> None:
        self.anchor, self.source = anchor, source
        super().__init__(attrs={"size": 40, "dir": "auto", "autocomplete": "off"})

    class Media:
        js = ["events/dates.js"]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Written:
        return write(
            data.get(name) or "",
            chosen=data.get(f"{name}_reading", ""),
            language=data.get("language", ""),
            anchor=self._anchor(data, name.rpartition("-")[0]),
        )

    def _anchor(self, data: Mapping[str, Any], prefix: str) -> Anchor:
        anchor, source = (f"{prefix}-{part}" if prefix else part for part in (self.anchor, self.source))
        written = write(
            data.get(anchor) or "", chosen=data.get(f"{anchor}_reading", ""), language=data.get("language", "")
        )
        return find_anchor(written if self.anchor else None, (data.get(source) or "") if self.source else None)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-readings": reverse_lazy("admin:events_event_read_date"),
            "data-anchor": self.anchor,
            "data-source": self.source,
        }
        written = value if isinstance(value, Written) else Written(str(value or ""))
        # Of what was sent and is no date the field's own error tells.
        return context | readings_context(name, written) | {"nothing": False}


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


def _chosen(written: Written, error: EdtfError) -> Reading:
    if refused := refused_character(written.text):
        raise ValidationError(refused, "text")
    if not written.readings:
        if written.lacks_anchor:
            raise ValidationError(written.anchor.missing, "anchor")
        raise ValidationError(
            f"This is no date, neither in words nor in EDTF: {error}. Write for example 20 July 2023, early 2015, "
            "between 2006 and 2019, or 2023-07-20.",
            "edtf",
        )
    if written.meant is None:
        raise ValidationError("Choose below which date these words mean.", "choose")
    return written.meant


def readings_context(name: str, written: Written) -> dict[str, Any]:
    """What the template of the readings shows: a sentence where the text is EDTF, else the readings to choose from,
    else why there are none."""
    context = {"name": name, "sentence": "", "readings": [], "chosen": "", "hint": "", "nothing": False}
    if not written.text:
        return context
    try:
        return context | {"sentence": describe(as_edtf(written.text), "en")}
    except EdtfError as error:
        readings = written.readings
        return context | {
            "readings": readings,
            "chosen": str(readings[0].edtf) if len(readings) == 1 else written.chosen,
            "hint": written.anchor.missing if written.lacks_anchor else _refusal(written.text, error),
            "nearest": error.nearest,
            "nothing": not readings,
        }


def _refusal(text: str, error: EdtfError) -> str:
    """Why a text is no date, where that is more than that nothing is understood."""
    few = f"{error.reason[0].upper()}{error.reason[1:]}." if is_few_digits(text) else ""
    return refused_character(text) or few


@require_safe
def read_date(request: HttpRequest) -> HttpResponse:
    """What a text says as a date, as the fragment that stands below the field while somebody types."""
    if not request.user.has_module_perms("events"):
        raise PermissionDenied
    given, language = request.GET, request.GET.get("language", "")[:35]
    anchor = given.get("anchor")
    source = given.get("source") if may_see_sources(request) else None
    counted_from = None
    if anchor is not None:
        counted_from = write(anchor[:256], chosen=given.get("anchor_reading", ""), language=language)
    written = write(given.get("text", "")[:256], language=language, anchor=find_anchor(counted_from, source))
    return render(request, READINGS, readings_context(given.get("name", "")[:100], written))


def may_see_sources(request: HttpRequest) -> bool:
    """Whether the date of a source tells who asks nothing that the desk hides."""
    user = user_of(request)
    return user.has_perm("events.view_source") or user.has_perm("events.change_source")


class DatesMixin:
    """Gives the dates of a desk's forms the field that reads words; `anchors` says what a date is counted from, `helps`
    what stands below it, where that is not what its model says."""

    anchors: Mapping[str, Mapping[str, str]] = {}
    helps: Mapping[str, str] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if not isinstance(db_field, EdtfField):
            return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        beside = dict(self.anchors.get(db_field.name, {}))
        if not may_see_sources(request):
            beside.pop("source", None)
        return DateField(
            required=not db_field.blank,
            label=str(db_field.verbose_name).capitalize(),
            help_text=self.helps.get(db_field.name, db_field.help_text),
            widget=DateWidget(**beside),
        )


def keep_words(form: Form, name: str, *, text: str, rule: str, anchor: str = "") -> None:
    """Keeps the words, the rule and the anchor of a date that was changed in the fields `text`, `rule` and `anchor`.

    What somebody wrote there in the same form stays. So do words with no rule beside them, which somebody wrote
    earlier; a rule stands beside the words that it read and no others. All else went with the old date.
    """
    date = form.fields.get(name)
    if not isinstance(date, DateField) or name not in form.changed_data:
        return
    reading, words = date.reading, form[name].data.text if date.reading else ""
    typed = text in form.changed_data or not getattr(form.instance, rule)
    if not (typed and form.cleaned_data.get(text)):
        most = form.instance._meta.get_field(text).max_length
        if len(words) > most:
            form.add_error(name, f"Words of more than {most} characters cannot be kept: write the date in EDTF.")
            return
        form.cleaned_data[text] = words
    if rule not in form.changed_data:
        form.cleaned_data[rule] = _rule(reading) if reading and form.cleaned_data[text] == words else ""
    if anchor and anchor not in form.changed_data:
        form.cleaned_data[anchor] = reading.anchor if reading else None


def _rule(reading: Reading) -> str:
    return (
        reading.rule if reading.calendar == "gregorian" else f"{reading.rule}, {reading.calendar.capitalize()} calendar"
    )
