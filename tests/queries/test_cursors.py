"""Cursors come back as they went out, and nothing else is taken for one."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.queries.cursors import Cursor, CursorError, read_cursor

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@given(
    order=st.sampled_from(["date", "-date"]),
    backward=st.booleans(),
    days=st.none() | st.tuples(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62)),
    name=st.text(st.characters(min_codepoint=1, max_codepoint=127), max_size=40),
)
def test_a_cursor_survives_its_text(order: str, backward: bool, days: tuple[int, int] | None, name: str) -> None:
    sort_key, latest = days or (None, None)
    cursor = Cursor(order, backward, sort_key, latest, name)

    assert read_cursor(str(cursor), order) == cursor


@settings(max_examples=300)
@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()) | json_values.map(encoded))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        cursor = read_cursor(text, "date")
    except CursorError:
        return
    assert read_cursor(str(cursor), "date") == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garbage",
        "é",
        "\0",
        "bnVsbA",
        encoded(None),
        encoded({"order": "date"}),
        encoded(["date", False, 1, 1]),
        encoded(["date", False, 1, 1, "A", "more"]),
        encoded(["date", 0, 1, 1, "A"]),
        encoded(["date", False, "1", 1, "A"]),
        encoded(["date", False, 1.5, 1, "A"]),
        encoded(["date", False, None, 1, "A"]),
        encoded(["date", False, 1, None, "A"]),
        encoded(["date", False, 2**63, 1, "A"]),
        encoded(["date", False, 1, -(2**63), "A"]),
        encoded(["date", False, 1, 1, "A\0"]),
        encoded(["date", False, 1, 1, "\ud800"]),
        encoded(["date", False, 1, 1, "é"]),
    ],
)
def test_what_was_never_given_out_is_refused(text: str) -> None:
    with pytest.raises(CursorError, match="no cursor of ours"):
        read_cursor(text, "date")


def test_a_cursor_of_another_order_is_refused_by_its_name() -> None:
    cursor = Cursor("-date", False, 1, 1, "A")

    with pytest.raises(CursorError, match="order=-date"):
        read_cursor(str(cursor), "date")
