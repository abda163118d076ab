"""What somebody wrote as a date, in EDTF or in words, and what it may say."""

from dataclasses import dataclass, field
from functools import cached_property

from events.dates import Edtf, EdtfError, PartialDate, Reading, parse_edtf, read_phrase
from events.dates.languages import LANGUAGES
from events.models import Source
from events.text import TextError, clean_line, tidy_line

# A day made up to see whether words lack nothing but a day to count from; no date read from it is ever shown.
_SOME_DAY = PartialDate(2000, 1, 1)


@dataclass(frozen=True)
class Anchor:
    """What words may be counted from: the date, if it is known, and the places of the form that can tell it."""

    date: PartialDate | None = None
    places: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """What is said where it is not known, and the words count from it."""
        if self.places == ("anchor",):
            return "These words count from a day: put it into “Counted from”, as one date such as 2023-08-08."
        if self.places:
            return (
                "These words count from a day: choose a source that has a date, or put one into “Counted from”, "
                "such as 2023-08-08."
            )
        return "These words count from a day, and here there is none to count from: write the date itself."


@dataclass(frozen=True)
class Written:
    """What somebody wrote as a date, and which of its readings they chose (EDTF); with what it is read by."""

    text: str
    chosen: str = ""
    language: str = ""
    anchor: Anchor = field(default_factory=Anchor)

    def __str__(self) -> str:
        return self.text

    @cached_property
    def readings(self) -> list[Reading]:
        """What its words may say, in the language of the record first, then in any other."""
        return self._read(self.anchor.date)

    @cached_property
    def lacks_anchor(self) -> bool:
        """Whether it says something, or more, once it is known what it counts from."""
        return self.anchor.date is None and any(reading.anchor for reading in self._read(_SOME_DAY))

    @property
    def meant(self) -> Reading | None:
        """The reading that was chosen."""
        return next((reading for reading in self.readings if str(reading.edtf) == self.chosen), None)

    @property
    def settled(self) -> Edtf | None:
        """The date that it says, if it says one: as EDTF, as its only reading, or as the one that was chosen."""
        try:
            return as_edtf(self.text)
        except EdtfError:
            reading = self.readings[0] if len(self.readings) == 1 else self.meant
            return reading.edtf if reading else None

    def _read(self, anchor: PartialDate | None) -> list[Reading]:
        if is_few_digits(self.text) or refused_character(self.text):
            return []
        languages = dict.fromkeys([*([self.language] if self.language else []), "en", *LANGUAGES])
        return read_phrase(self.text, languages=list(languages), anchor=anchor)


def write(text: str, *, chosen: str = "", language: str = "", anchor: Anchor | None = None) -> Written:
    """What was typed or pasted, without what a paste brings along unseen."""
    return Written(tidy_line(text), chosen, language, anchor or Anchor())


def as_edtf(text: str) -> Edtf:
    """The date that a text is as it stands; two or three digits, a century or decade in EDTF, are seldom meant so."""
    if is_few_digits(text):
        raise EdtfError(text, 0, "a year has four digits; write for example 0044, or 20XX for a century")
    return parse_edtf(text)


def is_few_digits(text: str) -> bool:
    """Whether a text is one to three digits, of any script, and nothing else."""
    bare = text.strip(" .,;:").removeprefix("-")
    return len(bare) < 4 and bare.isdigit()


def refused_character(text: str) -> str:
    """What is said of a character that no text may hold; empty where there is none."""
    try:
        clean_line(text)
    except TextError as error:
        return str(error)
    return ""


def find_anchor(written: Written | None, source: str | None) -> Anchor:
    """What words are counted from: what the field for it says, where somebody wrote there, or else the day on which
    the source was published. None stands for what a form has no field for."""
    places = tuple(name for name, given in (("anchor", written), ("source", source)) if given is not None)
    date = written.settled if written and written.text else _published(source or "")
    return Anchor(date if isinstance(date, PartialDate) and date.specified else None, places)


def _published(source: str) -> Edtf | None:
    if not (source.isascii() and source.isdecimal() and len(source) < 19):
        return None
    found = Source.objects.filter(pk=int(source)).only("published").first()
    return found.published if found else None
