"""Samarbejdsmodellen: one company's need, three people, the certificate that is missing.

Hard weights of the need are truck 3, logistik 2, varemodtagelse 2: 80 / 7 = 11.43 points each.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from api.services.propose_package import propose_package
from api.services.rank_candidates import rank
from api.services.region import Region, load_region
from matcher.matching.comparisons import GapStatus
from tests.conftest import ON

if TYPE_CHECKING:
    from matcher.packages.upskilling import Candidate
    from taxonomy.snapshot import Taxonomy

FOLDER: Final = Path(__file__).parents[2] / "data" / "examples" / "oestjylland"
NEED: Final = "aa-truck"


@pytest.fixture(scope="module")
def region(taxonomy: Taxonomy) -> Region:
    return load_region(FOLDER / "planer.yaml", FOLDER / "personer.csv", taxonomy, ON)


@pytest.fixture(scope="module")
def found(region: Region) -> dict[str, Candidate]:
    return {c.person: c for c in rank(region, region.need(NEED)[0]).candidates}


def gaps(candidate: Candidate) -> dict[str, str]:
    return {
        c.requirement.options[0].competence: c.status.value
        for c in candidate.comparisons
        if c.requirement.hard
    }


def test_one_company_one_need_one_place(region: Region) -> None:
    (plan,) = region.plans
    (need,) = plan.needs
    assert "(opdigtet)" in plan.company
    assert (need.id, need.headcount) == (NEED, 1)
    assert plan.employees == frozenset()
    assert [p.id for p in region.people] == ["oj-01", "oj-02", "oj-03"]


def test_all_but_the_truck_certificate_is_one_course(found: dict[str, Candidate]) -> None:
    """m-gaffeltruck-b takes 7 days; the only other course with the certificate takes 9."""
    person = found["oj-01"]
    assert gaps(person) == {
        "gaffeltruck-b": GapStatus.NOT_SHOWN,
        "lager-logistik": GapStatus.HELD,
        "varemodtagelse": GapStatus.HELD,
    }
    assert person.package.modules == ("m-gaffeltruck-b",)
    assert person.package.days == 7
    assert person.package.proven
    assert person.missing[0].key == "must:gaffeltruck-b"


def test_the_other_way_to_the_certificate_is_shown_too(region: Region) -> None:
    answer = propose_package(region, NEED, "oj-01")
    others = [[step.module.id for step in package.steps] for package in answer.alternatives]
    assert others == [["m-truck-kran-pakke"]]
    assert answer.alternatives[0].days == 9


def test_an_old_truck_certificate_without_logistics_needs_other_courses(
    found: dict[str, Candidate],
) -> None:
    """A Danish truck certificate has no expiry: from 2019 it counts. Picking is not logistics.

    m-lager-1 (5 days) gives logistik 1 and varemodtagelse 1; no shorter course gives either.
    """
    person = found["oj-02"]
    assert gaps(person) == {
        "gaffeltruck-b": GapStatus.HELD,
        "lager-logistik": GapStatus.NOT_SHOWN,
        "varemodtagelse": GapStatus.NOT_SHOWN,
    }
    assert person.package.modules == ("m-lager-1",)
    assert person.package.days == 5
    move = person.counterfactual
    assert move
    assert (move.module, move.rank_before, move.rank_after) == ("m-lager-1", 2, 1)


def test_one_loose_statement_is_taken_at_its_word_and_documents_little(
    found: dict[str, Candidate],
) -> None:
    """Truck 7 days, and varemodtagelse 5: m-lager-1, or m-lager-2 on the stated logistik 1."""
    person = found["oj-03"]
    assert gaps(person) == {
        "gaffeltruck-b": GapStatus.NOT_SHOWN,
        "lager-logistik": GapStatus.HELD,
        "varemodtagelse": GapStatus.NOT_SHOWN,
    }
    assert person.package.days == 12
    truck, store = sorted(person.package.modules)
    assert truck == "m-gaffeltruck-b"
    assert store in {"m-lager-1", "m-lager-2"}
    (stated,) = (c for c in person.comparisons if c.requirement.key == "must:lager-logistik")
    assert stated.quality == pytest.approx(0.21)  # statement 0.3 x self 0.7


def test_the_order_is_all_but_truck_then_truck_only_then_a_statement(
    found: dict[str, Candidate],
) -> None:
    """4, 3 and 2 of 7 weights; oj-01 also has ERP (10 points).

    Evidence of 8 weights: oj-01 a long job, 4 x 0.9, and a course, 0.6; oj-02 a certificate,
    3 x 1; oj-03 a statement, 2 x 0.21.
    """
    assert {p: (c.place.rank, c.place.tied) for p, c in found.items()} == {
        "oj-01": (1, 1),
        "oj-02": (2, 1),
        "oj-03": (3, 1),
    }
    assert found["oj-01"].score.total == pytest.approx(60.96, abs=0.01)
    assert found["oj-02"].score.total == pytest.approx(38.04, abs=0.01)
    assert found["oj-03"].score.total == pytest.approx(23.38, abs=0.01)
    assert not any(c.fit for c in found.values())


def test_after_the_courses_everybody_meets_every_hard_demand(found: dict[str, Candidate]) -> None:
    """80 points for the hard demands, ERP for one, and evidence of 8 weights.

    oj-01: 80 + 10 + (3 x 0.6 + 4 x 0.9 + 0.6) / 8 x 10; oj-02: 80 + (3 x 1 + 4 x 0.6) / 8 x 10.
    oj-03 has 80 + 7 x 0.6 / 8 x 10: either warehouse course documents logistik too.
    """
    assert found["oj-01"].after == pytest.approx(97.50, abs=0.01)
    assert found["oj-02"].after == pytest.approx(86.75, abs=0.01)
    assert found["oj-03"].after == pytest.approx(85.25, abs=0.01)
