"""A page as a browser reads it: elements with their attributes and their text, whatever the markup around them."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = {"base", "br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """An element, with all text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.found.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def elements(page: str, tag: str = "", **attributes: str) -> list[Element]:
    """The elements of a page with this tag and these attributes (`class_`: one of its classes), in order."""
    reader = _Reader()
    reader.feed(page)
    class_ = attributes.pop("class_", "")
    for element in reader.found:
        element.text = re.sub(r"\s+", " ", element.text).strip()
    return [
        element
        for element in reader.found
        if tag in ("", element.tag)
        and (not class_ or class_ in element.attributes.get("class", "").split())
        and attributes.items() <= element.attributes.items()
    ]


def texts(page: str, tag: str = "", **attributes: str) -> list[str]:
    """What these elements say."""
    return [element.text for element in elements(page, tag, **attributes)]
