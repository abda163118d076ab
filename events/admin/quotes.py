"""The desk's field for a quotation: whether it stands in the text of its source, and the text to pick it from."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from events.admin.private_texts import may_see_texts
from events.models import Citation
from events.services.quote_checks import look_up
from events.services.quoting import Place

if TYPE_CHECKING:
    Textarea = forms.Textarea
    Form = forms.ModelForm[Any]
else:
    Textarea, Form = forms.Textarea, forms.ModelForm

SENTENCES = {
    "found": "Found in the text of the source.",
    "moved": "Found, but at another place than before: look whether it still means the same there.",
    "ambiguous": "The text has it more than once: quote more of it, or pick the place from the text.",
    "lost": "Not found in the text of the source: correct it, or look whether the text is whole.",
    "": "No text of this source is kept, so nothing can be looked up.",
}
_PLACE = re.compile(r"(\d{1,7}):(\d{1,7})", re.ASCII)


class QuoteWidget(Textarea):
    """Some lines of text, with what came of looking them up below, and a button that opens the text of the source.

    `looks_up`: whether who sees it may see texts, and so ask before saving.
    """

    template_name = "admin/events/quote_widget.html"

    def __init__(self, *, looks_up: bool) -> None:
        self.looks_up = looks_up
        self.outcome, self.place = "", ""
        super().__init__(attrs={"rows": 2, "class": "vLargeTextField", "dir": "auto"})

    class Media:
        js = ["events/quotes.js"]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.looks_up:
            context["widget"]["attrs"] |= {
                "data-check": reverse("admin:events_event_check_quote"),
                "data-text": reverse("admin:events_source_plain_text", args=[0]),
            }
        return context | {"outcome": self.outcome, "sentence": SENTENCES.get(self.outcome, ""), "place": self.place}


def show_outcome(form: Form) -> None:
    """Lets the field of a citation's quotation show what came of looking up the one that is saved."""
    widget = form.fields["quote"].widget if "quote" in form.fields else None
    if not isinstance(widget, QuoteWidget):
        return
    widget.outcome, saved = "none", form.instance.quote
    written = form.data.get(form.add_prefix("quote"), saved) if form.is_bound else saved
    if saved and written == saved:
        widget.outcome = form.instance.quote_check
    widget.place = form.data.get(_place_name(form), "") if form.is_bound else ""


def take_place(form: Form) -> None:
    """Notes the place that was picked from the text, for the service to look there first."""
    picked = _place(form.data.get(_place_name(form), ""))
    if picked.start is not None and isinstance(form.instance, Citation):
        form.instance.quote_start, form.instance.quote_end = picked.start, picked.end
        form.instance.quote_prefix = form.instance.quote_suffix = ""


@require_POST
def check_quote(request: HttpRequest) -> HttpResponse:
    """Whether a quotation stands in the text of a source, for the script beside the field."""
    # Who asks often enough learns the text from the answers.
    if not may_see_texts(request):
        raise PermissionDenied
    asked: Mapping[str, str] = request.POST
    source, quote = asked.get("source", ""), asked.get("quote", "")[:4000]
    if not (source.isascii() and source.isdecimal() and len(source) < 19 and quote.strip()):
        return JsonResponse({"outcome": "none", "sentence": ""})
    outcome = look_up(int(source), quote, _place(asked.get("place", "")))
    return JsonResponse({"outcome": outcome, "sentence": SENTENCES[outcome]})


def _place_name(form: Form) -> str:
    return f"{form.add_prefix('quote')}_place"


def _place(text: str) -> Place:
    """What the script notes of what was picked: the first and the last code point of the text."""
    picked = _PLACE.fullmatch(text)
    start, end = (int(picked[1]), int(picked[2])) if picked else (0, 0)
    return Place(start, end) if start < end else Place()
