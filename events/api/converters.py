"""What may stand for a record in an address; anything else is no address of ours."""

from django.urls import register_converter

from events.models.identity import UID_PATTERN


class UidConverter:
    """A ULID."""

    regex = UID_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RecordConverter(UidConverter):
    """A slug, or a ULID."""

    regex = "[0-9A-Za-z-]{1,120}"


class FormatConverter(UidConverter):
    """What stands for a format at the end of an address: a name or an extension."""

    regex = r"[a-z]{1,20}(?:\.[a-z]{1,20})?"


register_converter(FormatConverter, "format")
register_converter(UidConverter, "uid")
register_converter(RecordConverter, "record")
