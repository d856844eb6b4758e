"""A value on a date, or the reason why there is none; never the last known value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.concepts import Confidence
from taxonomy.loading import load_taxonomy
from taxonomy.parameters import (
    DatedValue,
    InForce,
    NotChecked,
    NotInForce,
    Parameter,
    Scale,
    parameters_hash,
)
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
    return answer.dated.number if isinstance(answer, InForce) else None


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


def test_the_own_parameters_name_reference_checker_and_facts() -> None:
    for parameter in load_taxonomy().parameters.values():
        for dated in parameter.values:
            assert dated.reference, parameter.id
            assert dated.checked_by, parameter.id
            assert dated.facts, parameter.id
            assert dated.start <= dated.checked_until


def test_the_own_parameters_on_the_day_before_on_and_after_each_bound() -> None:
    for parameter in load_taxonomy().parameters.values():
        rows = [row for row in parameter.values if not row.expected]
        for row in rows:
            for day in (row.start - DAY, row.start, row.checked_until, row.checked_until + DAY):
                covering = [r for r in rows if r.start <= day <= r.checked_until]
                assert _row(parameter, day) == (covering[0] if covering else None), parameter.id


def _row(parameter: Parameter, on: date) -> DatedValue | None:
    answer = parameter.at(on)
    return None if isinstance(answer, NotChecked) else answer.dated


def _ended() -> Parameter:
    end = DatedValue(date(2025, 1, 1), date(2025, 12, 31), None, "R1", "", Confidence.HIGH, "")
    return Parameter("amu/pris", "Pris", "kr. pr. dag", (FIRST, end))


def test_null_ends_a_rule_from_that_day_and_past_its_check_nothing_is_known() -> None:
    assert isinstance(_ended().at(date(2024, 12, 31)), InForce)
    answer = _ended().at(date(2025, 1, 1))
    assert isinstance(answer, NotInForce)
    assert answer.why == "Pris gælder ikke 01.01.2025"
    assert isinstance(_ended().at(date(2026, 1, 1)), NotChecked)


def test_expected_law_counts_in_simulation_only() -> None:
    row = replace(_dated(date(2027, 1, 1), date(2027, 12, 31), 230), expected=True)
    parameter = Parameter("amu/pris", "Pris", "kr. pr. dag", (*PARAMETER.values, row))
    answer = parameter.at(date(2027, 6, 1))
    assert isinstance(answer, NotChecked)
    assert "forventet" in answer.why
    assert _row(parameter, date(2027, 6, 1)) is None
    simulated = parameter.at(date(2027, 6, 1), simulate=True)
    assert isinstance(simulated, InForce)
    assert simulated.dated.number == 230
    assert parameter.last_checked(date(2030, 1, 1)) == SECOND


def test_the_hash_follows_the_content_and_not_the_order() -> None:
    other = _ended()
    assert parameters_hash([PARAMETER, other]) == parameters_hash([other, PARAMETER])
    changed = replace(PARAMETER, values=(FIRST,))
    assert parameters_hash([PARAMETER]) != parameters_hash([changed])


def test_a_text_is_not_a_number() -> None:
    with pytest.raises(TypeError, match="ikke et tal"):
        _ = replace(FIRST, value="EUV1").number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True),
        ("218", 218.0),
        ("kommunen", "kommunen"),
        ("[EUV1, EUV2]", ("EUV1", "EUV2")),
        ("[{over: 0, value: 2500}, {over: 37, value: 3500}]", Scale(((0, 2500), (37, 3500)))),
        ("null", None),
    ],
)
def test_every_kind_of_value_is_read(tmp_path: Path, written: str, read: object) -> None:
    folder = write_data(tmp_path)
    for number in ("218", "208"):
        change(folder, PRICE, f"value: {number}", f"value: {written}")
    row = load_taxonomy(tmp_path).parameters["amu/pris"].values[1]
    assert row.value == read
    assert type(row.value) is type(read)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 218", "value: {a: 1}", "hverken tal"),
        ("value: 218", "value: [{over: 37, value: 2}, {over: 0, value: 1}]", "stiger ikke"),
        ("value: 218", "value: 218, value: 219", "mere end én gang"),
        ("value: 218", "value: 218, rate: 1", "ukendt felt: rate"),
        ("value: 218", "value: meget", "ikke af samme slags: float, str"),
        ('medium, note: "", facts: [R41]', 'medium, note: "", facts: [41]', "numre på fakta"),
        ('medium, note: "", facts: [R41]', 'medium, note: "", facts: []', "numre på fakta"),
        ("value: 218", "value: 218, expected: maybe", "true eller false"),
        ("value: 218", "value: 218, period: måske", "måske"),
        ("start: 2026-01-01", "start: 2026-13-01", ""),
        ("checked_by: prøve", "checked: prøve", "ukendt felt"),
    ],
)
def test_a_faulty_row_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    change(write_data(tmp_path), PRICE, old, new)
    (fault,) = faults_in(tmp_path)
    assert fault.file == PRICE
    assert told in fault.found
    assert "Felter" in fault.remedy
