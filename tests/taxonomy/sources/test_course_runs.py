"""The portal's own file, and what the reader keeps of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.sources.course_runs import CourseRuns, read_course_runs

REAL = Path(__file__).parents[4] / "shared/data/amu_hold/amu22906_uden_kontaktdata.csv"
RUNS_IN_REAL, CODE = 128, "22906"
HEADER = "id,holdTitle,kviknummer,institution,lokationSted,startDate,endDate,tillaegspris,kontakt"
ROW = "1,Asbest,22906,AMU,Aalborg,2026-08-10,2026-08-11,"


def read(*rows: str) -> CourseRuns:
    return read_course_runs("h.csv", "\n".join((HEADER, *rows)))


@pytest.fixture(scope="module")
def real() -> CourseRuns:
    if not REAL.is_file():
        pytest.skip(f"portalens fil er her ikke: {REAL}")
    return read_course_runs(REAL.name, REAL.read_text("utf-8-sig"))


def test_the_real_file_is_read_whole(real: CourseRuns) -> None:
    assert len(real.runs) == RUNS_IN_REAL
    assert {run.code for run in real.runs} == {CODE}
    assert len({run.id for run in real.runs}) == RUNS_IN_REAL
    assert list(real.runs) == sorted(real.runs, key=lambda run: (run.start, run.id))
    assert real.dropped == ()


def test_the_real_prices_are_whole_kroner(real: CourseRuns) -> None:
    prices = {run.price for run in real.runs}
    assert prices == {1, 436, 1136, 1962}
    assert all(type(price) is int for price in prices)
    assert sorted(run.supplement for run in real.runs)[-4:] == [0, 700, 700, 700]


def test_the_real_runs_have_dates_places_and_seats(real: CourseRuns) -> None:
    assert all(run.start <= run.end for run in real.runs)
    assert all(run.place and len(run.postcode) == 4 for run in real.runs)
    assert not any(run.cancelled for run in real.runs)
    assert sum(run.guaranteed for run in real.runs) == 41


def test_the_real_file_with_contact_columns_loses_them(real: CourseRuns) -> None:
    lines = REAL.read_text("utf-8-sig").split("\n", 1)
    text = f"kontaktPerson,{lines[0]}\nJens Hansen," + ",".join([""] * lines[0].count(","))
    with pytest.raises(FaultyDataError) as caught:
        read_course_runs("h.csv", text)
    assert "Jens" not in str(caught.value)
    assert real.dropped == ()


@pytest.mark.parametrize("column", ["kontakt", "kontaktEmail", "TELEFON", "Kontaktperson", "tlf."])
def test_contact_columns_are_dropped_and_named(column: str) -> None:
    header = HEADER.replace("kontakt", column)
    runs = read_course_runs("h.csv", f"{header}\n{ROW},Jens Hansen 12345678")
    assert runs.dropped == (column,)
    assert "Jens" not in repr(runs)


def test_a_semicolon_file_reads_the_same() -> None:
    text = f"{HEADER}\n{ROW},x"
    assert read_course_runs("h.csv", text.replace(",", ";")) == read_course_runs("h.csv", text)


@pytest.mark.parametrize(
    ("written", "kroner"),
    [("", 0), ("340", 340), ("340.0", 340), ("340.00", 340), ("[340]", 340)],
)
def test_supplements_are_whole_kroner(written: str, kroner: int) -> None:
    assert read(f"{ROW}{written},x").runs[0].supplement == kroner


def test_a_list_of_supplements_is_added_up() -> None:
    assert read(f'{ROW}"[340, 360]",x').runs[0].supplement == 700


def test_a_run_without_what_the_portal_leaves_out_is_read() -> None:
    (run,) = read(f"{ROW},x").runs
    assert (run.start, run.end) == (date(2026, 8, 10), date(2026, 8, 11))
    assert (run.code, run.price, run.days, run.seats_left, run.link) == ("", None, None, None, "")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_gives_runs_or_faults(text: str) -> None:
    for content in (text, f"{HEADER}\n{text}"):
        runs, faults = outcome(content)
        assert (runs is None) == bool(faults)
        assert all(len(str(fault)) <= 2_000 for fault in faults)


def outcome(text: str) -> tuple[CourseRuns | None, tuple[Fault, ...]]:
    try:
        return read_course_runs("h.csv", text), ()
    except FaultyDataError as error:
        return None, error.faults
