"""Model fields that check themselves: EDTF dates with the columns derived from them, and text under the text policy."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models

from events.dates import DISTANT_FUTURE, DISTANT_PAST, DateSet, Edtf, EdtfError, Interval, parse_edtf
from events.text import TextError, clean_line, clean_prose

if TYPE_CHECKING:  # Django's fields take type parameters in their stubs only
    AnyField: TypeAlias = models.Field[Any, Any]
    CharField: TypeAlias = models.CharField[str, str]
    TextField: TypeAlias = models.TextField[str, str]
    DateTextField: TypeAlias = models.CharField[Any, Any]
    BigIntegerField: TypeAlias = models.BigIntegerField[Any, Any]
    SmallIntegerField: TypeAlias = models.SmallIntegerField[Any, Any]
    BooleanField: TypeAlias = models.BooleanField[Any, Any]
else:
    from django.db.models import BigIntegerField, BooleanField, CharField, SmallIntegerField, TextField
    from django.db.models import CharField as DateTextField
    from django.db.models import Field as AnyField

# CLDR's territories less those that are not in ISO 3166-1: groups, pseudo-locales and exceptional reservations.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
COUNTRIES = frozenset(
    code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
)
validate_language = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write a BCP 47 language tag such as en, es or fa.", "language"
)


def validate_country(code: str) -> None:
    """Raises ValidationError unless the code is an ISO 3166-1 alpha-2 code."""
    if code not in COUNTRIES:
        raise ValidationError(f"“{code}” is no ISO 3166-1 country code; write for example BO, IR or IL.", "country")


class LineField(CharField):
    """One line of text under the text policy."""

    def to_python(self, value: Any) -> Any:
        return _checked_text(self, super().to_python(value), clean_line)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        # The policy strips and refuses for itself: a form that stripped first would hide a control character.
        return super().formfield(*args, **{"strip": False, **kwargs})


class ProseField(TextField):
    """Running text under the text policy; `max_length` holds wherever it comes from, not in forms alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def to_python(self, value: Any) -> Any:
        return _checked_text(self, super().to_python(value), clean_prose)


class WebAddressField(LineField):
    """An http or https address. Never fetched by the server."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def to_python(self, value: Any) -> Any:
        address = super().to_python(value)
        # A fixture meets no validators, and an address of another kind could run as a script.
        if isinstance(address, str) and address and not re.match(r"https?://", address, re.IGNORECASE):
            raise ValidationError(f"In {self.name}: an address begins with https:// or http://.", "address")
        # https://www.paper.example@elsewhere.example/ looks like one site and leads to another.
        if isinstance(address, str) and "@" in re.split(r"[/?#\\]", address.partition("://")[2], maxsplit=1)[0]:
            raise ValidationError(f"In {self.name}: an address has no user name before its host.", "address")
        return address


def _checked_text(field: AnyField, value: Any, clean: Callable[[str], str]) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return clean(value)
    except TextError as error:
        raise ValidationError(f"In {field.name}: {error}", "text") from error


class EdtfAttribute:
    """Reads what is assigned to an `EdtfField` at once, so that the columns derived from it are never stale."""

    def __init__(self, field: "EdtfField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        return instance.__dict__[name]

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = (
            value if hasattr(value, "resolve_expression") else self.field.to_python(value)
        )


class EdtfField(DateTextField):
    """A date as `Edtf`, stored as its canonical text; None where there is none."""

    descriptor_class = EdtfAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Edtf | None:
        if value is None or isinstance(value, Edtf):
            return value
        if not isinstance(value, str):
            raise ValidationError(f"In {self.name}: write the date as text in EDTF.", "edtf")
        if not value.strip():
            return None
        try:
            return parse_edtf(value.strip())
        except EdtfError as error:
            raise ValidationError(f"In {self.name}: {error}.", "edtf") from error

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Edtf | None:
        return None if value is None else parse_edtf(value)

    def get_prep_value(self, value: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            return value
        date = self.to_python(value)
        return None if date is None else str(date)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return self.to_python(value)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return EdtfFormField(
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name and str(self.verbose_name).capitalize()),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", forms.TextInput(attrs={"size": 30, "dir": "ltr", "autocomplete": "off"})),
        )


class EdtfFormField(forms.CharField):
    """A form field whose value is an `Edtf` or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=255, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = value if isinstance(value, Edtf) else super().to_python(value)
        if not text or isinstance(text, Edtf):
            return text or None
        try:
            return parse_edtf(text)
        except EdtfError as error:
            raise ValidationError(f"This is no date in EDTF: {error}.", "edtf") from error

    def run_validators(self, value: Any) -> None:
        super().run_validators(str(value or ""))

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "").strip()


def _end_kind(date: Edtf, side: str) -> str:
    if isinstance(date, Interval):
        return {"..": "open", "": "unknown"}.get(str(getattr(date, side)), "known")
    if isinstance(date, DateSet):
        outer = date.bounds.earliest if side == "start" else date.bounds.latest
        return "unknown" if outer is None else "known"
    return "known"


_PARTS: dict[str, Callable[[Edtf], Any]] = {
    "earliest": lambda date: DISTANT_PAST if date.bounds.earliest is None else date.bounds.earliest,
    "start_latest": lambda date: _inner_start(date),
    "end_earliest": lambda date: _inner_end(date),
    "latest": lambda date: DISTANT_FUTURE if date.bounds.latest is None else date.bounds.latest,
    "sort_key": lambda date: date.bounds.sort_key,
    "span": lambda date: date.bounds.span,
    "precision": lambda date: date.precision,
    "approximate": lambda date: date.approximate,
    "uncertain": lambda date: date.uncertain,
    "start_kind": lambda date: _end_kind(date, "start"),
    "end_kind": lambda date: _end_kind(date, "end"),
}


def _inner_start(date: Edtf) -> int:
    """The day by which it had begun: what has an open beginning began before all counting, what may have begun
    at any later time has no such day."""
    if date.bounds.start_latest is not None:
        return date.bounds.start_latest
    return DISTANT_PAST if _end_kind(date, "start") == "open" else DISTANT_FUTURE


def _inner_end(date: Edtf) -> int:
    """The day before which it had not ended: what has an open end goes on, what may have ended at any earlier time
    has no such day."""
    if date.bounds.end_earliest is not None:
        return date.bounds.end_earliest
    return DISTANT_FUTURE if _end_kind(date, "end") == "open" else DISTANT_PAST


def derived_part(date: Edtf, part: str) -> Any:
    """What a derived column of that part holds for a date."""
    return _PARTS[part](date)


class DerivedAttribute:
    """Answers with what follows from the date, whatever was assigned: a derived column cannot contradict its date."""

    def __init__(self, field: Any) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        date = getattr(instance, self.field.of)
        return None if date is None else derived_part(date, self.field.part)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value  # read by nobody, but Django takes an absent one for deferred


class _DerivedField(AnyField):
    """A column that follows from an `EdtfField` of the same model: the part `part` of the date in field `of`."""

    descriptor_class = DerivedAttribute

    def __init__(self, *args: Any, part: str = "", of: str = "date", **kwargs: Any) -> None:
        self.part, self.of = part, of
        super().__init__(*args, **{**kwargs, "null": True, "editable": False})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["null"], kwargs["editable"]
        return name, path, args, {**kwargs, "part": self.part, "of": self.of}


class DerivedDayField(_DerivedField, BigIntegerField):
    """A derived day number."""


class DerivedSpanField(_DerivedField, SmallIntegerField):
    """The derived span class."""


class DerivedFlagField(_DerivedField, BooleanField):
    """A derived flag."""


class DerivedWordField(_DerivedField, DateTextField):
    """A derived word from a short list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 12, **kwargs})
