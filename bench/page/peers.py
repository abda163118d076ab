"""The pages of the peers, as their manuals write them, with the events in the page itself.

They get less than ours shows: dates, titles and summaries, without the evidence. Nothing stands beside the timeline.
What their packages hold is asked of their own host.
"""

import json
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
_FILES = ROOT / ".npm-bench"
_ICON = ROOT / "timeline" / "static" / "timeline" / "icon.svg"
_TABLE = Path(__file__).with_name("peers.toml")


class Peer(NamedTuple):
    """A page of our making around somebody's script: its file, and where it puts the titles of events."""

    name: str
    page: str
    titles: str


def _released(package: str) -> str:
    return f"{package} {tomllib.loads(_TABLE.read_text(encoding='utf-8'))[package]['version']}"


TIMELINEJS = Peer(_released("timelinejs"), "timelinejs.html", ".tl-timemarker .tl-headline")
VIS = Peer(_released("vis-timeline"), "vis.html", ".vis-item .vis-item-content")


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{style}">
</head>
<body>
{place}
<script src="{script}"></script>
<script>{start}</script>
</body>
</html>
"""

# What any page costs here.
FLOOR = Peer("a page of one sentence", "sentence.html", "p")
_SENTENCE = "<!doctype html>\n<html lang=en>\n<title>Floor</title>\n<p>It happened.</p>\n"


def write_pages(folder: Path, title: str, events: Sequence[Mapping[str, Any]]) -> None:
    """Writes the pages into a folder, beside the files of their packages; events as the API gives them."""
    shutil.copytree(_FILES, folder)
    shutil.copy(_ICON, folder)
    slides, items = (
        _script({"events": [_slide(event) for event in events]}),
        _script([_item(event) for event in events]),
    )
    timelinejs = _PAGE.format(
        title=escape(title),
        style="timelinejs/css/timeline.css",
        script="timelinejs/js/timeline.js",
        place='<div id="timeline" style="width:100%;height:600px"></div>',
        start=f'new TL.Timeline("timeline", {slides}, {{script_path: new URL("timelinejs/js/", location).href}})',
    )
    vis = _PAGE.format(
        title=escape(title),
        style="vis/vis-timeline-graph2d.min.css",
        script="vis/vis-timeline-graph2d.min.js",
        place='<div id="timeline"></div>',
        start=f'new vis.Timeline(document.getElementById("timeline"), new vis.DataSet({items}), {{}})',
    )
    for peer, page in ((TIMELINEJS, timelinejs), (VIS, vis), (FLOOR, _SENTENCE)):
        (folder / peer.page).write_text(page, encoding="utf-8")


def _script(data: object) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _slide(event: Mapping[str, Any]) -> dict[str, Any]:
    """As TimelineJS takes it: the first day or the year and month, the last where it is another, our words for both."""
    date = event["date"]
    slide = {
        "start_date": _parts(date["earliest"], date["precision"]),
        "display_date": date["label"],
        "text": {"headline": escape(event["title"]), "text": f"<p>{escape(event['summary'])}</p>"},
    }
    if "/" in date["edtf"] or ".." in date["edtf"]:
        slide["end_date"] = _parts(date["latest"], date["precision"])
    return slide


def _parts(day: str, precision: str) -> dict[str, int]:
    numbers = dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=True))
    kept = {"year": 1, "month": 2}.get(precision, 3)
    return dict(list(numbers.items())[:kept])


def _item(event: Mapping[str, Any]) -> dict[str, Any]:
    """As vis-timeline takes it: a point, or a range where the first and the last day differ."""
    date = event["date"]
    item = {"content": escape(event["title"]), "start": date["earliest"], "title": escape(event["summary"])}
    return item if date["earliest"] == date["latest"] else item | {"end": date["latest"]}
