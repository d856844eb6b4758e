"""The measures of a calendar package, counted by hand: the optimum's oracle shares `value_of`."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from matcher.packages.calendar.objective import value_of
from tests.matcher.calendar.worlds import MONDAY, case, days, run
from tests.matcher.small_world import competence, module, world

WORLD = world([competence(c) for c in "ab"], [module("x", 1, "a1"), module("y", 1, "b1")])


@pytest.mark.parametrize(("last", "weeks"), [(0, 1), (6, 1), (7, 2), (13, 2), (14, 3)])
def test_a_begun_week_counts_whole(last: int, weeks: int) -> None:
    runs = [run("r", "x", 0), run("s", "y", last)]
    assert value_of(runs, case(WORLD, "a1 b1", runs)).weeks == weeks


def test_every_measure_counted_by_hand() -> None:
    """Three days in Aalborg (10 km) for 100 and 50 kr., and two days nobody has told much of."""
    told = run("r", "x", 0, 3, supplement=50, cancel_chance=0.5)
    loose = run("s", "y", 4, 2, price=None, place="Skagen", cancel_chance=None)
    asked = case(WORLD, "a1 b1", [told, loose], by=days(4, 1)[0], merit={"x": 4})
    value = value_of([told, loose], asked)
    assert (value.unclosed, value.late) == (0, 1)
    assert (value.weeks, value.days) == (1, 5)
    assert (value.unknown_prices, value.kroner, value.merit) == (1, 150, -4)
    assert (value.unknown_distances, value.km) == (1, 60)
    assert (value.unknown_chances, value.risk) == (1, round(10_000 * log(2)))
    assert value.end == days(5, 1)[0].toordinal()


def test_what_is_not_given_is_unclosed_and_a_day_too_late_is_late() -> None:
    one = run("r", "x", 0, 2)
    asked = case(WORLD, "a1 b1", [one], by=days(1, 1)[0])
    assert (value_of([one], asked).unclosed, value_of([one], asked).late) == (1, 0)
    assert value_of([one], replace(asked, by=MONDAY)).late == 1
    assert value_of([], asked).unclosed == 2
    assert value_of([], asked).weeks == 0
