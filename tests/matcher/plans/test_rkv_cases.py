"""The caseworkers' tables of assessments: track, weeks and reason of every case."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from matcher.rules.credit import Rating
from tests.matcher.plans.rkv_cases import FOLDER, cases

if TYPE_CHECKING:
    from matcher.rules.credit import Assessment
    from tests.matcher.plans.rkv_cases import Case

CASES = cases()


def _weeks(found: Assessment) -> list[float | None]:
    return [None if w is None else round(w, 3) for w in
            (found.weeks.gf2, found.weeks.main, found.weeks.oplaering)]  # fmt: skip


def _reasons(found: Assessment) -> str:
    rows = [row.reason_da for row in found.rows]
    given = [f"{c.reason_da}; {c.capped_da}" for c in found.credits]
    return "\n".join([found.track_reason_da, found.admission_reason_da, *rows, *given,
                      *found.assumptions])  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_assessment_is_as_the_caseworker_expects(case: Case) -> None:
    found, expected = case.assess(), case.expected
    track = found.track.value if found.track else None
    assert (track, _weeks(found)) == (expected["spor"], expected["uger"]), _reasons(found)
    assert expected.get("fordi", "") in _reasons(found)
    assert expected.get("mangler", "") in "\n".join(found.missing)
    assert expected.get("adgang", found.admission) == found.admission
    assert expected.get("klage", "") in "\n".join(found.appeal_da)
    assert expected.get("amu", list(found.amu_counted)) == list(found.amu_counted)
    given = [c.criterion for c in found.credits if c.criterion]
    assert expected.get("afkortninger", given) == given
    told = {f.question: f.verdict.value for f in found.findings}
    assert expected.get("regel", {}).items() <= told.items()


def test_there_are_enough_cases_and_each_is_a_sentence() -> None:
    assert len(CASES) >= 40
    for case in CASES:
        assert len(case.name.split()) >= 4, case
        assert case.expected["kilder"], case
    assert not [name for name, count in Counter(c.name for c in CASES).items() if count > 1]
    assert len(list(FOLDER.glob("*.yaml"))) >= 2


def test_every_block_every_track_and_every_rating_is_in_a_case() -> None:
    found = [case.assess() for case in CASES]
    assert {a.track.value if a.track else "" for a in found} == {"", "EUV1", "EUV2", "EUV3"}
    assert {c.block.value if c.block else "" for a in found for c in a.credits} == {
        "", "B", "C", "D",
    }  # fmt: skip
    assert {row.rating for a in found for row in a.rows} == set(Rating)


def test_the_form_s_facts_are_each_named_in_a_case() -> None:
    named = {source for case in CASES for source in case.expected["kilder"]}
    form = {f"R{n}" for n in (110, 111, 112, 113, 114, 115, 117, 118)}
    assert form | {"R1", "R4", "R5", "R6", "R7", "R8", "R13", "R130", "R132"} <= named
    assert all(re.fullmatch(r"R\d+", source) for source in named)


def test_what_cannot_be_told_always_says_what_is_missing() -> None:
    for case in CASES:
        found = case.assess()
        weeks = (found.weeks.gf2, found.weeks.main, found.weeks.oplaering)
        refused = "24" in found.track_reason_da or "gennemført: nej" in found.track_reason_da
        if None in weeks and not refused:
            assert found.missing, str(case)
        assert found.track_reason_da, str(case)
