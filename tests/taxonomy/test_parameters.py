"""A value on a date, or the reason why there is none; never the last known value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from taxonomy.concepts import Confidence
from taxonomy.loading import load_taxonomy
from taxonomy.parameters import DatedValue, InForce, NotChecked, Parameter
from tests.taxonomy.small_data import PRICE, change, faults_in, write_data

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)


def _dated(start: date, until: date, value: float) -> DatedValue:
    return DatedValue(start, until, value, "R1", "", Confidence.HIGH, "")


FIRST = _dated(date(2024, 1, 1), date(2024, 12, 31), 208)
SECOND = _dated(date(2026, 1, 1), date(2026, 6, 30), 218)
PARAMETER = Parameter("amu/pris", "Pris", "kr. pr. dag", (FIRST, SECOND))


def _value(on: date, parameter: Parameter = PARAMETER) -> float | None:
    answer = parameter.at(on)
    return answer.dated.value if isinstance(answer, InForce) else None


def test_the_day_before_on_and_after_each_bound() -> None:
    for dated in PARAMETER.values:
        assert _value(dated.start - DAY) is None
        assert _value(dated.start) == dated.value
        assert _value(dated.start + DAY) == dated.value
        assert _value(dated.checked_until - DAY) == dated.value
        assert _value(dated.checked_until) == dated.value
        assert _value(dated.checked_until + DAY) is None


def test_a_gap_is_not_checked_and_says_why() -> None:
    answer = PARAMETER.at(date(2025, 5, 17))
    assert answer == NotChecked("amu/pris", "Pris er ikke kontrolleret for 17.05.2025")


def test_past_the_last_check_the_last_value_is_not_used() -> None:
    assert isinstance(PARAMETER.at(date(2030, 1, 1)), NotChecked)


def test_an_answer_carries_unit_reference_and_confidence() -> None:
    answer = PARAMETER.at(date(2026, 2, 1))
    assert answer == InForce("amu/pris", "kr. pr. dag", SECOND)


def test_adjacent_periods_leave_no_gap() -> None:
    later = _dated(FIRST.checked_until + DAY, date(2025, 12, 31), 210)
    parameter = Parameter("amu/pris", "Pris", "kr.", (FIRST, later))
    assert _value(FIRST.checked_until, parameter) == 208
    assert _value(later.start, parameter) == 210


def test_periods_that_share_one_day_are_a_fault(tmp_path: Path) -> None:
    change(write_data(tmp_path), PRICE, "2026-01-01", "2024-12-31")
    (fault,) = faults_in(tmp_path)
    assert (fault.file, fault.field, fault.found) == (PRICE, "values", "2024-12-31 til 2026-12-31")
    assert "overlapper" in fault.problem


def test_periods_that_meet_are_in_order(tmp_path: Path) -> None:
    change(write_data(tmp_path), PRICE, "2026-01-01", "2025-01-01")
    assert load_taxonomy(tmp_path).parameters["amu/pris"].at(date(2025, 1, 1))


@given(
    st.lists(st.integers(1, 60), min_size=2, max_size=8, unique=True),
    st.integers(0, 70),
)
def test_every_day_has_the_one_period_that_covers_it_or_none(bounds: list[int], day: int) -> None:
    origin, ordered = date(2024, 1, 1), sorted(bounds)
    pairs = list(zip(ordered[::2], ordered[1::2], strict=False))
    values = tuple(_dated(origin + a * DAY, origin + b * DAY, a) for a, b in pairs)
    covering = [a for a, b in pairs if a <= day <= b]
    found = _value(origin + day * DAY, Parameter("a/b", "Pris", "kr.", values))
    assert [found] == covering if covering else found is None


def test_the_own_parameters_name_reference_and_days() -> None:
    for parameter in load_taxonomy().parameters.values():
        for dated in parameter.values:
            assert dated.reference
            assert dated.start <= dated.checked_until
            answer = parameter.at(dated.checked_until)
            assert isinstance(answer, InForce)
            assert answer.dated == dated
