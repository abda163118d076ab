"""The figure on top of a timeline: what is drawn, where, and that nothing is lost, overlaps or says too much."""

import html
import re
from dataclasses import fields, is_dataclass
from itertools import pairwise
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.dates import civil_date, day_number, parse_edtf
from events.documents import ActorStub, Assessment, Date, EventDocument, KindDocument, Participant
from tests.dates.strategies import dates as any_dates
from tests.pages.reading import elements, texts
from timeline.pages.figure import Figure, draw, draw_bins
from timeline.pages.figure.axis import Axis, Step
from timeline.pages.figure.density import densities
from timeline.pages.figure.lanes import Mark
from timeline.pages.figure.marks import Shape, form_of

HOSTILE = """</title></svg><script>alert(1)</script><img src=x onerror="alert(2)">'"{{ 7|add:7 }}{% x %}"""
# The width of the figure on a screen of 320 pixels, and at its widest.
NARROW, WIDE = 292, 928


def event(date: str | None, *actors: str, title: str = "", **values: Any) -> EventDocument:
    when = Date(date, None, None, None, None, None, "", False, False, "") if date else None
    stubs = [ActorStub(f"uid-{name}", name, name, "state", None) for name in actors]
    return EventDocument(
        **{  # type: ignore[arg-type]
            "uid": f"{date}-{'-'.join(actors)}",
            "url": "",
            "slug": "",
            "title": title or f"Event of {date}",
            "summary": "",
            "attribution": None,
            "language": "en",
            "date": when,
            "kind": KindDocument("visit", "visit", None),
            "place": None,
            "participants": [Participant(stub, "host", False) for stub in stubs],
            "citations": [],
            "assessment": Assessment("single", 1, 1, []),
            "part_of": None,
            "related": [],
            "revision": 1,
            "published_at": None,
            "revised_at": None,
            **values,
        }
    )


def drawn(*events: EventDocument, language: str = "en", window: tuple[int, int] | None = None) -> Figure:
    figure = draw(events, language=language, anchors=lambda event: f"#e-{event.uid}", window=window)
    assert figure is not None
    return figure


def dated(*dates: str, language: str = "en") -> Figure:
    """The figure of an event on each date, all of one actor."""
    return drawn(*(event(date, "Iran", uid=str(place)) for place, date in enumerate(dates)), language=language)


def rendered(figure: Figure) -> str:
    return render_to_string("timeline/figure.html", {"figure": figure})


def marks(figure: Figure) -> list[Mark]:
    return [mark for lane in figure.lanes for row in lane.rows for mark in row.marks]


def reach(shape: Shape, width: int) -> tuple[float, float]:
    """From where to where in pixels a shape reaches in a figure of a width."""
    x = float(shape.x) * width / 100
    if shape.form == "d":
        return x - 5, x + 5
    if shape.narrow:
        return x - float(shape.width) / 2, x + float(shape.width) / 2
    return x, x + float(shape.width) * width / 100


def reach_of(mark: Mark, width: int) -> tuple[float, float]:
    lefts, rights = zip(*(reach(shape, width) for shape in mark.drawn.shapes), strict=True)
    return min(lefts), max(rights)


def numbers(value: Any) -> list[str]:
    """The coordinates in a figure that are texts."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        own = [text for name, text in named.items() if name in ("x", "width", "height", "start") and text != ""]
        inner = [number for part in named.values() if not isinstance(part, str) for number in numbers(part)]
        return [text for text in own if isinstance(text, str)] + inner
    return [number for part in value for number in numbers(part)] if isinstance(value, list | tuple) else []


FORMS = (
    *("{0}-{2:02}-{3:02}",) * 3,
    *("{0}-{2:02}", "{0}", "{0}~", "{0}-{2:02}?", "{0}/{1}", "{0}~/{1}", "[{0}..{1}]", "[{0},{1}]"),
    *("{0}/..", "{0}/", "[{0}..]", "../{0}", "/{0}", "[..{0}]", "{{{0},{1}-{2:02}-{3:02}}}", "[..{0},{1}..]"),
)


@st.composite
def near_dates(draw: st.DrawFn) -> str:
    """A date of any form of one half-century, so that many share an axis."""
    first, last = sorted((draw(st.integers(1975, 2025)), draw(st.integers(1975, 2025))))
    return draw(st.sampled_from(FORMS)).format(first, last, draw(st.integers(1, 12)), draw(st.integers(1, 28)))


chronologies = st.one_of(st.lists(near_dates(), min_size=1, max_size=40), st.lists(any_dates, min_size=1, max_size=5))


@settings(max_examples=40, deadline=None)
@given(chronologies, st.sampled_from(["en", "fa"]))
def test_no_two_marks_of_a_row_overlap_on_any_screen(dates: list[str], language: str) -> None:
    figure = dated(*dates, language=language)

    for lane in figure.lanes:
        for row in lane.rows:
            for width in (NARROW, 500, WIDE):
                reaches = sorted(reach_of(mark, width) for mark in row.marks)
                assert all(one[1] <= other[0] for one, other in pairwise(reaches)), (row, width)


@settings(max_examples=40, deadline=None)
@given(chronologies, st.integers(1, 3))
def test_every_dated_event_of_a_leading_actor_is_drawn_or_counted(dates: list[str], actors: int) -> None:
    names = ["Iran", "Bolivia", "Israel"][:actors]
    events = [event(date, *names, uid=str(place)) for place, date in enumerate(dates)]

    figure = drawn(*events, event(None, *names))

    for lane in figure.lanes:
        hrefs = {mark.href for row in lane.rows for mark in row.marks}
        assert len(hrefs) + int(lane.more or 0) == len(dates)
        assert hrefs <= {f"#e-{place}" for place in range(len(dates))}


@settings(max_examples=40, deadline=None)
@given(chronologies)
def test_the_density_sums_to_the_number_of_events_with_two_ends(dates: list[str]) -> None:
    finite = [date for text in dates if (date := parse_edtf(text)).earliest is not None and date.latest is not None]
    assume(finite)
    windows = [(date.earliest, date.latest, 1.0) for date in finite]
    axis = Axis.over(min(first for first, _, _ in windows), max(last for _, last, _ in windows), most=80)

    weights = densities(windows, axis.edges)

    assert isclose(sum(weights), len(finite), rel_tol=1e-6)
    assert len(weights) <= 80


@settings(max_examples=40, deadline=None)
@given(chronologies)
def test_a_figure_from_right_to_left_is_the_mirror_image(dates: list[str]) -> None:
    ltr, rtl = dated(*dates), dated(*dates, language="fa")

    def mirrored(x: str, width: str, other: str) -> bool:
        return isclose(float(x) + float(width or 0), 100 - float(other), abs_tol=0.2)

    assert (ltr.direction, rtl.direction) == ("ltr", "rtl")
    assert (ltr.start, rtl.start) == ("0", "100")
    assert (ltr.height, ltr.bottom) == (rtl.height, rtl.bottom)
    for one, other in zip(marks(ltr), marks(rtl), strict=True):
        assert one.href == other.href
        for shape, image in zip(one.drawn.shapes, other.drawn.shapes, strict=True):
            assert (shape.form, shape.width, shape.narrow) == (image.form, image.width, image.narrow)
            assert mirrored(shape.x, "" if shape.narrow else shape.width, image.x)
    for column, image in zip(ltr.columns, rtl.columns, strict=True):
        assert (column.width, column.height) == (image.width, image.height)
        assert mirrored(column.x, column.width, image.x)
    for gradient, image in zip(ltr.gradients, rtl.gradients, strict=True):
        stops = [(f"{1 - float(offset):g}", opacity) for offset, opacity in reversed(image.stops)]
        assert [tuple(stop) for stop in gradient.stops] == stops


@settings(max_examples=40, deadline=None)
@given(chronologies, st.sampled_from(["en", "fa"]))
def test_coordinates_are_short_and_the_same_each_time(dates: list[str], language: str) -> None:
    figure = dated(*dates, language=language)

    assert figure == dated(*dates, language=language)
    assert [x for x in numbers(figure) if not re.fullmatch(r"\d+(\.\d{1,2})?|100", x)] == []
    assert all(float(x) <= 100 for x in numbers(figure))


@settings(max_examples=100, deadline=None)
@given(st.integers(-4_000_000, 4_000_000), st.integers(0, 4_000_000))
def test_an_axis_covers_its_days_in_round_steps(first: int, span: int) -> None:
    axis = Axis.over(first, first + span, most=80)

    assert axis.edges[0] <= first
    assert axis.edges[-1] > first + span
    assert 1 <= len(axis.edges) - 1 <= 80
    assert all(one < other for one, other in pairwise(axis.edges))
    assert all(axis.step.floor(edge) == edge for edge in axis.edges)
    assert 2 <= axis.at(first) <= axis.at(first + span + 1) <= 98


@pytest.mark.parametrize(
    ("step", "day", "start"),
    [
        (Step("day", 7), (2023, 7, 20), (2023, 7, 17)),
        (Step("month", 3), (2023, 8, 31), (2023, 7, 1)),
        (Step("month", 6), (0, 3, 1), (0, 1, 1)),
        (Step("year", 10), (2023, 7, 20), (2020, 1, 1)),
        (Step("year", 10), (9, 1, 1), (1, 1, 1)),
        (Step("year", 10), (0, 6, 1), (-9, 1, 1)),
        (Step("year", 500), (-498, 6, 1), (-499, 1, 1)),
        (Step("year", 500), (-499, 6, 1), (-499, 1, 1)),
        (Step("year", 1), (0, 6, 1), (0, 1, 1)),
    ],
)
def test_steps_begin_on_round_days(step: Step, day: tuple[int, int, int], start: tuple[int, int, int]) -> None:
    assert civil_date(step.floor(day_number(*day))) == start


@pytest.mark.parametrize(
    ("date", "form"),
    [
        ("2023-07-20", "d"),
        ("2023-07-20T10:00:00", "d"),
        ("2023-07", "b"),
        ("2023-21", "b"),
        ("2023", "b"),
        ("202X", "b"),
        ("2023-07-20?", "b"),
        ("2004~", "a"),
        ("2023-07-20~", "a"),
        ("2004~/2006~", "a"),
        ("2006/2019", "s"),
        ("[2006..2019]", "b"),
        ("[2019,2020]", "b"),
        ("1979/..", "o"),
        ("1979/", "o"),
        ("[1979..]", "o"),
        ("../1979", "u"),
        ("[..2023-07]", "u"),
        ("[..1990,1995..]", "a"),
    ],
)
def test_the_form_of_a_mark_says_how_much_is_known(date: str, form: str) -> None:
    assert form_of(parse_edtf(date)) == form
    assert [shape.form for mark in marks(dated(date)) for shape in mark.drawn.shapes] == [form]


def test_each_date_of_several_has_its_form_under_one_link() -> None:
    (mark,) = marks(dated("{1960-05-01,1965,1970..1975}"))

    assert [shape.form for shape in mark.drawn.shapes] == ["d", "b", "s"]


def test_what_goes_on_runs_to_the_edge_and_what_has_no_known_end_only_fades() -> None:
    figure = dated("1980/..", "1980/", "2000")

    ends = {mark.href: reach_of(mark, 100)[1] for mark in marks(figure)}

    assert ends["#e-0"] == 100
    assert ends["#e-1"] < 50


def test_what_fades_at_the_end_of_the_axis_has_room_to_fade() -> None:
    figure = dated("1979", "2019", "2019/..", "../1979")

    widths = {mark.drawn.shapes[0].form: float(mark.drawn.shapes[0].width) for mark in marks(figure)}

    assert widths["o"] > 8
    assert widths["u"] > 8


def test_years_before_the_common_era_are_round_in_their_own_count() -> None:
    figure = dated("-0499", "0500")

    assert [tick.label for tick in figure.ticks if not tick.minor] == ["500 BCE", "1 CE", "500 CE"]


def test_ten_thousand_years_and_a_day_share_an_axis() -> None:
    figure = dated("-9999", "2020-05-05")

    assert "5000 BCE" in [tick.label for tick in figure.ticks]
    assert [mark.drawn.shapes[0].form for mark in marks(figure)] == ["b", "d"]
    assert all(mark.drawn.shapes[0].narrow for mark in marks(figure)[:1])


def test_a_single_day_has_days_around_it() -> None:
    figure = drawn(event("2023-07-20"))

    (mark,) = marks(figure)
    (lane,) = figure.lanes
    assert 40 < float(mark.drawn.shapes[0].x) < 60
    assert "20 Jul 2023" in [tick.label for tick in figure.ticks]
    assert len(figure.columns) == 1
    assert not lane.named


def test_the_same_day_again_and_again_is_drawn_eight_times_and_counted() -> None:
    figure = dated(*["2023-07-20"] * 40)

    (lane,) = figure.lanes
    assert [len(row.marks) for row in lane.rows] == [1] * 8
    assert lane.more == "32"
    assert figure.more
    assert "+32 more" in rendered(figure)
    assert "counted beside its name" in rendered(figure)


def test_two_hundred_events_keep_to_the_room_they_have() -> None:
    names = ["Iran", "Bolivia", "Israel", "Hezbollah", "Peru", "Cuba"]
    events = [
        event(f"{1950 + 7 * place % 74}-{1 + place % 12:02}-11", names[place % 6], uid=str(place))
        for place in range(200)
    ]

    figure = drawn(*events)

    assert len(figure.lanes) == 5
    assert all(len(lane.rows) <= 8 for lane in figure.lanes)
    assert figure.height < 800


def test_the_actors_of_most_events_lead_and_the_others_share_a_lane() -> None:
    figure = drawn(
        event("2001", "Iran", "Bolivia"),
        event("2002", "Iran", "Iran"),
        event("2003", "Bolivia", "Peru"),
        event("2004", "Iran"),
        event("2005", "Cuba"),
        event("2006"),
    )

    assert [(lane.name, lane.number) for lane in figure.lanes] == [("Iran", 0), ("Bolivia", 1), ("", 4)]
    assert [sum(len(row.marks) for row in lane.rows) for lane in figure.lanes] == [3, 2, 2]
    assert figure.colours == {"uid-Iran": "l0", "uid-Bolivia": "l1"}
    assert texts(rendered(figure), "text", class_="n") == ["Iran", "Bolivia", "Others"]


def test_at_most_four_actors_lead_and_names_decide_between_equals() -> None:
    names = ["Peru", "Cuba", "Iran", "Bolivia", "Israel"]

    figure = drawn(*(event(str(2000 + place), *names) for place in range(3)))

    assert [lane.name for lane in figure.lanes] == ["Bolivia", "Cuba", "Iran", "Israel"]


def test_a_name_is_cut_where_the_narrowest_page_has_no_room() -> None:
    long, wide = "A" * 60, "中" * 60

    figure = drawn(event("2001", long, wide), event("2002", long, wide))

    assert {lane.name for lane in figure.lanes} == {"A" * 29 + "…", "中" * 14 + "…"}


def test_nothing_dated_has_no_figure() -> None:
    assert draw([], language="en", anchors=lambda event: "") is None
    assert draw([event(None, "Iran")], language="en", anchors=lambda event: "") is None
    assert draw_bins({}, language="en") is None
    assert draw_bins({2004: 0}, language="en") is None


def test_the_axis_stays_within_what_was_asked_for() -> None:
    window = (day_number(2000, 1, 1), day_number(2009, 12, 31))

    figure = drawn(event("1979/..", "Iran"), event("2004", "Iran"), event("1995/2005", "Iran"), window=window)

    labels = [tick.label for tick in figure.ticks]
    assert (labels[0], labels[-1]) == ("2000", "2005")
    assert [float(mark.drawn.shapes[0].x) for mark in marks(figure)][:2] == [0, 0]


def test_a_window_beyond_all_events_is_passed_over() -> None:
    asked = (day_number(1800, 1, 1), day_number(1801, 1, 1))

    assert drawn(event("2004"), window=asked) == drawn(event("2004"))


def test_years_alone_are_drawn_as_columns_with_their_scale() -> None:
    figure = draw_bins({1990: 3, 2000: 12}, language="en")

    assert figure is not None
    assert figure.lanes == ()
    assert figure.years == 1
    assert figure.scale is not None
    assert figure.scale.label == "12"
    assert [column.height for column in figure.columns] == ["25", "100"]
    assert "how many events begin in a year" in rendered(figure)


def test_columns_of_many_years_say_of_how_many() -> None:
    figure = draw_bins(dict.fromkeys(range(-500, 1500), 2), language="fa")

    assert figure is not None
    assert figure.years == 50
    assert figure.scale is not None
    assert (figure.scale.label, figure.scale.years) == ("۱۰۰", "۵۰")
    assert len(figure.columns) <= 80


def test_a_single_year_has_years_around_it() -> None:
    figure = draw_bins({2020: 5}, language="en")

    assert figure is not None
    assert 40 < float(figure.columns[0].x) < 60
    assert "2020" in [tick.label for tick in figure.ticks]


def test_the_words_of_a_mark_are_those_of_the_interface() -> None:
    disputed = Assessment("single", 1, 1, ["date"])
    events = [event("2006/2019", title="Visits"), event("2020", title="Talks", assessment=disputed)]
    figure = draw(events, language="en", anchors=lambda event: event.url)
    assert figure is not None

    assert texts(rendered(figure), "title") == ["2006 to 2019: Visits", "2020 (sources differ): Talks"]
    assert "<title>" not in rendered(drawn(*events))  # of an entry on the same page the script tells the words
    assert marks(dated("2006/2019", language="fa"))[0].when == "از ۲۰۰۶ تا ۲۰۱۹"


def test_a_title_in_another_direction_is_set_apart() -> None:
    figure = drawn(event("2020", title="سفر", language="fa"), event("2021", title="Talks"))

    assert [mark.title for mark in marks(figure)] == ["\u2068سفر\u2069", "Talks"]


def test_the_figure_is_passed_over_by_who_cannot_see_it_and_by_the_keyboard() -> None:
    page = rendered(dated("2004~", "1979/..", "2006/2019", "2007-09-27", "2007-09"))

    svg, strip = elements(page, "svg")
    assert svg.attributes["aria-hidden"] == "true"
    assert svg.attributes["focusable"] == "false"
    assert {link.attributes["tabindex"] for link in elements(page, "a")} == {"-1"}
    assert {link.attributes["href"] for link in elements(page, "a")} == {f"#e-{place}" for place in range(5)}
    assert not [element for element in elements(page) if "style" in element.attributes]
    assert [element for element in elements(page) if "viewbox" in element.attributes] == [strip]
    (caption,) = texts(page, "figcaption")
    assert "The list below says the same in words." in caption


def test_every_gradient_that_is_used_is_there() -> None:
    events = [event(date, "Iran", uid=date) for date in ("2004~", "1979/..", "../1990")]
    page = rendered(drawn(*events, event("2005~"), event("2006/..")))

    there = {element.attributes["id"] for element in elements(page, "lineargradient")}
    used = set(re.findall(r'fill="url\(#(\w+)\)"', page))

    assert there == used == {"f0a", "f0o", "f0u", "f4a", "f4o"}


def test_hostile_text_renders_inert() -> None:
    events = [event(date, HOSTILE[:25], HOSTILE, title=HOSTILE, uid=date) for date in ("2004", "2005")]

    figure = draw(events, language="en", anchors=lambda event: "/events/elsewhere/")
    assert figure is not None
    page = rendered(figure)

    assert html.escape(HOSTILE) in page
    assert HOSTILE not in page
    assert "<script" not in page
    assert "<img" not in page
    assert not [e for e in elements(page) if any(name.startswith("on") for name in e.attributes)]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "rank"), [("light", 0), ("dark", 1)])
def test_the_colours_of_lanes_stand_out_in_both_themes(theme: str, rank: int) -> None:
    css = (Path(django_settings.BASE_DIR) / "timeline/static/timeline/base.css").read_text(encoding="utf-8")
    names = ("--bg:", "--mut:", ".l0{color:", ".l1{color:", ".l2{color:", ".l3{color:")
    colours = {name: re.findall(rf"{re.escape(name)}light-dark\((#\w+),(#\w+)\)", css)[0][rank] for name in names}

    ground = luminance(colours.pop("--bg:"))

    for name, colour in colours.items():
        lighter, darker = sorted((luminance(colour), ground), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, (theme, name)
