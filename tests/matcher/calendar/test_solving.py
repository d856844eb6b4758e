"""The best calendar package equals the best of all sets, and every package can be attended."""

from __future__ import annotations

import random

import pytest

from matcher.packages.calendar.constraints import broken
from matcher.packages.calendar.objective import value_of
from matcher.packages.calendar.solving import CalendarSolver
from tests.matcher.calendar.worlds import attendable, best_by_trying_all, random_case


@pytest.mark.parametrize("block", range(20))
def test_the_best_package_equals_trying_every_set_of_runs(block: int) -> None:
    """500 generated calendars, 25 in each block: every measure of the order is equal."""
    for seed in range(block * 25, block * 25 + 25):
        asked = random_case(random.Random(seed))
        package = CalendarSolver(asked.problem).best(asked)
        assert package.proven
        assert package.value == best_by_trying_all(asked), seed
        assert package.value == value_of(package.runs, asked)
        assert attendable(package.runs, asked)
        assert all(broken(run, asked) is None for run in package.runs)
