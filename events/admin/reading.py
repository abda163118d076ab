"""The desk's forms that take the text of a source, from a file or a paste."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from events.formats.reading_apart import read_pasted, read_source
from events.formats.source_text import LARGEST_FILE, SourceText, UnreadableSource
from events.models import Source
from events.models.sources import Genre, SourceType

_ACCEPTED = ".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf"
_SALT = "events.admin.reading"
_HOURS = 12
_LARGEST_PASTE = 1_950_000  # bytes; a form may hold little more in all
_LONGEST_KEPT = 1_800_000  # characters of what is signed: a form may hold some more in all


@dataclass(frozen=True)
class Kept:
    """What was read and goes along in the form, so that nothing has to be chosen or pasted again."""

    found: SourceText
    signed: str


class TextForm(forms.Form):
    """Takes a file or a pasted text, or what was read of one before; `found` is what it holds."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="File",
        help_text="A saved web page, a PDF or a text in UTF-8, of 5 MB at most.",
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Or the text itself",
        help_text="Give one of more than 600,000 characters as a file.",
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "class": "vLargeTextField",
                "dir": "auto",
                "data-most": _LARGEST_PASTE,
                "data-too-large": "This is more text than a form takes in: give it as a file, or what you quote of it.",
            }
        ),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    required_css_class = "required"
    found: SourceText | None = None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        file, text, read = (values.get(name) for name in ("file", "text", "read"))
        if file and text and text.strip():
            self.add_error("text", "Give a file or a text, not both.")
        elif file:
            self._take("file", file)
        elif text and text.strip():
            self._take("text", text)
        elif read:
            self.found = _unsigned(read)
            if self.found is None:
                self.add_error("file", "What was read is no longer at hand: choose the file or paste the text again.")
        elif not self.errors:
            self.add_error("file", "Choose a file, or paste the text.")
        return values

    def kept(self) -> Kept | None:
        """What was read, signed, to go along in the next form."""
        if self.found is None:
            return None
        signed = signing.dumps(msgspec.to_builtins(self.found), salt=_SALT, compress=True)
        return Kept(self.found, signed) if len(signed) < _LONGEST_KEPT else None

    def _take(self, name: str, given: UploadedFile | str) -> None:
        try:
            self.found = read_pasted(given) if isinstance(given, str) else read_source(_bytes(given))
        except UnreadableSource as refused:
            self.add_error(name, ValidationError(str(refused), "unreadable"))


class AddByTextForm(TextForm):
    """Takes the text of a new source, and what no text tells of itself."""

    title = Source._meta.get_field("title").formfield(
        required=False,
        help_text="Leave it empty to take the title that the text has.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    type = forms.ChoiceField(
        label="CSL type", choices=[("", "---------"), *SourceType.choices], help_text="What kind of work it is."
    )
    genre = forms.ChoiceField(
        choices=[("", "---------"), *Genre.choices], help_text="Opinion and advocacy never count as support."
    )

    field_order = ["file", "text", "title", "type", "genre", "read"]


def _bytes(file: UploadedFile) -> bytes:
    # One byte more than is read tells that it is too large.
    return file.read(LARGEST_FILE + 1) or b""


def _unsigned(signed: str) -> SourceText | None:
    try:
        return msgspec.convert(signing.loads(signed, salt=_SALT, max_age=_HOURS * 3600), SourceText)
    except (signing.BadSignature, msgspec.ValidationError):
        return None
