"""The difference between two versions: what, before, after, why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matcher.plans.diff import difference_table, differences
from matcher.plans.plan import PlanChange, Subject
from matcher.rules.credit import Track
from tests.matcher.plans.making import assessment, courses, drafted, euv

PLAN = drafted(euv())


def _rows(before: object, after: object) -> dict[str, tuple[str, str]]:
    found = differences(before, after)  # type: ignore[arg-type]
    return {c.what_da: (c.before_da, c.after_da) for c in found}


def test_a_plan_differs_in_nothing_from_itself() -> None:
    table = difference_table(PLAN, PLAN)
    assert table.rows == ()
    assert table.note == "Der er ingen forskel."


def test_the_head_is_compared() -> None:
    other = replace(PLAN, end=None, version_da="ny ordning", title_da="smed")
    rows = _rows(PLAN, other)
    assert rows["Forventet slut"][1] == "kan ikke afgøres"
    assert rows["Ordning"] == (PLAN.version_da, "ny ordning")
    assert rows["Uddannelse eller mål"] == (PLAN.title_da, "smed")


def test_another_track_is_told() -> None:
    other = replace(PLAN, assessment=assessment(Track.EUV3))
    assert _rows(PLAN, other)["Spor"] == ("EUV2", "EUV3")


def test_periods_and_courses_come_and_go() -> None:
    before, after = drafted(courses("m-gaffeltruck-b")), drafted(courses("m-epoxy-isocyanat"))
    rows = _rows(before, after)
    assert rows["Gaffeltruckcertifikat B"][1] == "ikke i planen"
    assert rows["Kursus: Gaffeltruckcertifikat B"] == ("7 dage", "ikke i planen")
    named = "Personlig sikkerhed ved arbejde med epoxy og isocyanater"
    assert rows[f"Kursus: {named}"] == ("ikke i planen", "2 dage")
    assert rows[named][0] == "ikke i planen"
    assert any(what.startswith("Pris: ") for what in rows)


def test_subjects_are_compared_by_title() -> None:
    one = Subject("Måleteknik", "Metrology", "rutineret", 2, 0, proposed=False, source_da="ordning")
    before = replace(PLAN, subjects=(one,))
    after = replace(PLAN, subjects=(replace(one, credit=1),))
    assert _rows(before, after)["Fag: Måleteknik"] == (
        "rutineret, uger: 2 uger, merit: 0 uger", "rutineret, uger: 2 uger, merit: 1 uge",
    )  # fmt: skip


def test_questions_and_assumptions_come_and_go() -> None:
    after = replace(PLAN, questions=(*PLAN.questions, "Er der en hule?"))
    assert _rows(PLAN, after) == {"Skal afklares": ("ikke i planen", "Er der en hule?")}


def test_the_reason_is_the_one_that_was_noted() -> None:
    period = PLAN.periods[0]
    moved = replace(period, first=date(2025, 8, 18))
    why = (PlanChange(period.title_da, "før", "nu", "skolen har flyttet perioden"),)
    after = replace(PLAN, periods=(moved, *PLAN.periods[1:]), changes=why)
    (row,) = differences(PLAN, after)
    assert row.why_da == "skolen har flyttet perioden"
    without = replace(after, changes=())
    assert differences(PLAN, without)[0].why_da == "ikke oplyst"


def test_every_row_of_the_table_has_four_cells() -> None:
    table = difference_table(PLAN, drafted(courses("m-gaffeltruck-b")))
    assert {len(row) for row in table.rows} == {4}
