"""Periods as people write them, and months added up without counting any twice."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.periods import Period, months_together, periods_in

ON = date(2026, 11, 22)


def told(text: str) -> list[tuple[str, date | None, date | None, int | None]]:
    return [(text[p.start : p.end], p.begins, p.ends, p.months) for p in periods_in(text, ON)]


@pytest.mark.parametrize(
    ("text", "begins", "ends", "months"),
    [
        ("2015–2020", date(2015, 1, 1), date(2020, 12, 31), 60),
        ("2015-20", date(2015, 1, 1), date(2020, 12, 31), 60),
        ("2012/2014", date(2012, 1, 1), date(2014, 12, 31), 24),
        ("aug. 2015 - nu", date(2015, 8, 1), ON, 136),
        ("Jan 2020 – Present", date(2020, 1, 1), ON, 83),
        ("marts 2018 til maj 2019", date(2018, 3, 1), date(2019, 5, 31), 15),
        ("nov 18 - dec 19", date(2018, 11, 1), date(2019, 12, 31), 14),
        ("03/2018-12/2021", date(2018, 3, 1), date(2021, 12, 31), 46),
        ("2018-03 - 2021-12", date(2018, 3, 1), date(2021, 12, 31), 46),
        ("01.03.2018 - 31.12.2021", date(2018, 3, 1), date(2021, 12, 31), 46),
        ("1/8-2015 - 31/7-2018", date(2015, 8, 1), date(2018, 7, 31), 36),
        ("siden 2019", date(2019, 1, 1), ON, 84),
        ("2019 -", date(2019, 1, 1), ON, 84),
        ("2024-2028", date(2024, 1, 1), ON, 24),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), None),
        ("juni 2018", date(2018, 6, 1), date(2018, 6, 30), None),
        ("15. marts 2021", date(2021, 3, 15), date(2021, 3, 15), None),
        ("2 år", None, None, 24),
        ("halvandet år", None, None, 18),
        ("1½ år", None, None, 18),
        ("fem måneder", None, None, 5),
        ("10+ years", None, None, 120),
        ("otte uger", None, None, 2),
    ],
)
def test_a_period_is_read_as_written(
    text: str, begins: date | None, ends: date | None, months: int | None
) -> None:
    assert told(text) == [(text, begins, ends, months)]


@pytest.mark.parametrize(
    "text", ["45 år gammel", "AMU 45113", "MAG 135", "tlf. 20 12 34 56", "ISO 9606-1", "31.02.2020",
             "1949", "2021a", "EN 1090-2"],
)  # fmt: skip
def test_other_numbers_are_no_periods(text: str) -> None:
    assert told(text) == []


def test_what_lies_ahead_is_marked() -> None:
    assert [p.coming for p in periods_in("2030-2035 og 2019-2020", ON)] == [True, False]


@given(st.integers(1960, 2026), st.integers(1, 12), st.integers(0, 30), st.integers(1, 12))
def test_months_are_counted_by_a_second_method(
    year: int, first: int, years: int, last: int
) -> None:
    begin, end = (year, first), (year + years, last)
    if begin > end or end > (ON.year, ON.month):
        return
    (period,) = periods_in(f"{first:02d}/{year} - {last:02d}/{year + years}", ON)
    months, at = 0, begin
    while at <= end:
        months += 1
        at = (at[0], at[1] + 1) if at[1] < 12 else (at[0] + 1, 1)
    assert period.months == months


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 24)), max_size=6))
def test_months_together_are_a_union(spans: list[tuple[int, int]]) -> None:
    def day(month: int) -> date:
        return date(2000 + month // 12, month % 12 + 1, 1)

    periods = tuple(Period(0, 0, day(a), day(a + n), n) for a, n in spans)
    covered = {month for a, n in spans for month in range(a, a + n)}
    assert (months_together(periods) or 0) == len(covered)


@given(st.text(alphabet="0123456789 -–./årnuusmdktober\n", max_size=80))
def test_any_text_gives_periods_in_order_without_overlap(text: str) -> None:
    found = periods_in(text, ON)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.ends <= ON for p in found if p.ends and not p.coming)
