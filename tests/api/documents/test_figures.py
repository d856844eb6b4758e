"""The geometry of the pictures: in place, in order, and inside."""

from __future__ import annotations

from datetime import date, timedelta
from math import hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.documents.figures import rows, web
from matcher.plans.document import Axis, Bar, Gantt, Language, Table
from tests.api.documents.made import LEVELS, bars

TABLE = Table("t", ("A",), ())
DA = Language.DANISH


def gantt(*found: Bar) -> Gantt:
    return Gantt("t", found, TABLE, "alt")


@given(st.lists(bars(), min_size=1, max_size=70))
def test_every_bar_lies_inside_in_its_order_and_ticks_rise(found: list[Bar]) -> None:
    pictures = rows(gantt(*found), DA)
    strips = [strip for picture in pictures for strip in picture.strips]
    assert [strip.label for strip in strips] == [bar.label for bar in found]
    assert all(0 <= strip.at < strip.at + strip.width <= 1 + 1e-9 for strip in strips)
    assert [pictures[0].shades[strip.shade] for strip in strips] == [bar.kind for bar in found]
    assert all(len(picture.strips) * picture.height <= 240 for picture in pictures)
    places = [tick.at for tick in pictures[0].ticks]
    assert places == sorted(set(places))
    assert places[0] == 0
    assert len(places) <= 31
    for one, strip in zip(found, strips, strict=True):
        for other, beside in zip(found, strips, strict=True):
            assert (one.first <= other.first) == (strip.at <= beside.at)


def test_a_bar_covers_its_days_both_included() -> None:
    week = Bar("a", date(2027, 1, 4), date(2027, 1, 10), "skole")
    (picture,) = rows(gantt(week), DA)
    assert (picture.scale, picture.strips[0].at, picture.strips[0].width) == ("Uge", 0, 1)
    assert [tick.label for tick in picture.ticks] == ["1"]


@pytest.mark.parametrize(
    ("days", "scale", "count", "first"),
    [
        (100, "Uge", 15, "53"),
        (365, "Måned", 13, "1"),
        (1_500, "Kvartal", 17, "1"),
        (4_000, "År", 11, "2027"),
    ],
)
def test_the_scale_follows_the_length(days: int, scale: str, count: int, first: str) -> None:
    begin = date(2027, 1, 1)
    (picture,) = rows(gantt(Bar("a", begin, begin + timedelta(days=days), "x")), DA)
    assert (picture.scale, len(picture.ticks), picture.ticks[0].label) == (scale, count, first)


def test_a_year_is_named_once_where_it_begins() -> None:
    (picture,) = rows(gantt(Bar("a", date(2026, 3, 1), date(2027, 6, 1), "x")), DA)
    assert [tick.group for tick in picture.ticks if tick.group] == ["2026", "2027"]
    assert next(tick.label for tick in picture.ticks if tick.group == "2027") == "1"


@pytest.mark.parametrize("first", [date.min, date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_drawn(first: date) -> None:
    (picture,) = rows(gantt(Bar("a", first, first, "x")), DA)
    assert len(picture.strips) == 1
    (whole,) = rows(gantt(Bar("a", date.min, date.max, "x")), DA)
    assert len(whole.ticks) <= 31


def test_long_labels_have_higher_rows_and_fewer_of_them() -> None:
    short = [Bar("kort", date(2027, 1, 1), date(2027, 2, 1), "x")] * 60
    long = [Bar("en lang betegnelse " * 10, date(2027, 1, 1), date(2027, 2, 1), "x")] * 60
    assert rows(gantt(*short), DA)[0].height < rows(gantt(*long), DA)[0].height
    assert len(rows(gantt(*short), DA)) < len(rows(gantt(*long), DA))


def test_the_names_of_months_do_not_run_together() -> None:
    (picture,) = rows(gantt(Bar("a", date(2026, 11, 30), date(2027, 2, 11), "x")), DA)
    named = [tick for tick in picture.ticks if tick.group]
    assert [tick.group for tick in named] == ["dec 2026", "jan 2027", "feb 2027"]


def test_without_bars_or_axes_there_is_nothing_to_draw() -> None:
    assert rows(gantt(), DA) == ()
    assert web((), DA) is None


@given(st.lists(st.tuples(LEVELS, LEVELS, st.none() | LEVELS), min_size=1, max_size=20))
def test_a_level_is_the_distance_from_the_centre(levels: list[tuple[float, float, float]]) -> None:
    found = web([Axis(str(n), *one) for n, one in enumerate(levels)], DA)
    assert found is not None
    for place, outline in enumerate(found.lines):
        for point, one in zip(outline.points, levels, strict=True):
            level = one[place]
            assert (point is None) == (level is None)
            assert point is None or isclose(hypot(*point), level / 4, abs_tol=1e-5)


def test_the_first_axis_points_up_and_the_next_follow_the_clock() -> None:
    found = web([Axis(label, 4, 4) for label in "abcd"], DA)
    assert found is not None
    assert found.spokes == ((0, -1), (1, 0), (0, 1), (-1, 0))
    assert [line.name for line in found.lines] == ["før", "efter"]


def test_levels_beyond_the_scale_are_drawn_at_its_end() -> None:
    found = web([Axis("a", -1, 9)], DA)
    assert found is not None
    assert found.lines[0].points == ((0, 0),)
    assert found.lines[1].points == ((0, -1),)
