"""What people write into the cells of a spreadsheet, in the shape of an event document.

`Bolivia (host); Iran (visitor, alleged)` for participants, `follows: slug; responds_to: slug` for related events, and
columns for one source. Names stand for slugs, which are made of a text as here and nowhere else, so that the same file
means the same records when it is read again.
"""

import re
import unicodedata
from hashlib import sha256
from typing import Any

from events.formats.incoming import RowFault

_PART = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<role>[^()]*)\))?")
_UID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")


def make_slug(text: str, longest: int = 80) -> str:
    """A slug of a text; of one without Latin letters or digits, an invented one that is always the same."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall("[a-z0-9]+", ascii_))[:longest].strip("-")
    return slug or f"n-{sha256(text.encode()).hexdigest()[:12]}"


def participants(cell: str) -> list[dict[str, Any]]:
    """`Bolivia (host); Iran (visitor, alleged)`; without a role somebody is mentioned."""
    found = []
    for text in filter(None, map(str.strip, cell.split(";"))):
        part = _PART.fullmatch(text)
        if part is None:
            raise RowFault("participants", f"write “{text[:60]}” as Name (role), with a semicolon between two")
        words = [word for word in re.split(r"[,\s]+", part["role"] or "") if word]
        role = [word for word in words if word != "alleged"] or ["mentioned"]
        found.append({"actor": named(part["name"]), "role": " ".join(role), "alleged": "alleged" in words})
    return found


def related(cell: str) -> list[dict[str, Any]]:
    """`follows: slug; responds_to: slug`."""
    found = []
    for text in filter(None, map(str.strip, cell.split(";"))):
        relation, colon, name = text.partition(":")
        if not colon or not name.strip():
            raise RowFault("related", f"write “{text[:60]}” as follows: slug, with a semicolon between two")
        found.append({"relation": relation.strip(), "event": named(name)})
    return found


def named(name: str) -> dict[str, str]:
    """A record that is known by its uid, its slug or its name."""
    name = name.strip()
    return {"uid": name} if _UID.fullmatch(name) else {"slug": make_slug(name)}


def citation(cells: dict[str, str], title: str) -> dict[str, Any]:
    """The one source of an event, which affirms that it happened."""
    shown = cells.get("source", "") or cells.get("source_url", "")
    url = cells.get("source_url", "") or (shown if shown.startswith(("http://", "https://")) else "")
    source = {
        "slug": make_slug(shown.removeprefix("https://").removeprefix("http://")),
        "title": shown,
        "genre": cells.get("source_genre", "") or "news",
        "publisher": cells.get("source_publisher", "") or None,
        "published": cells.get("source_published", "") or None,
        "url": url or None,
    }
    return {"source": source, "says": cells.get("says", "") or title or shown}
