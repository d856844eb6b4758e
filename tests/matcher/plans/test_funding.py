"""Costs and payers: amounts only with a source in force, sums told as partial."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.composing import compose
from matcher.plans.document import Language
from matcher.plans.economy_section import total
from matcher.plans.funding import _TECHNICAL_FIELDS
from matcher.plans.letter import letter
from matcher.plans.plan import Cost, Funding, Payer, PlanKind
from matcher.plans.request import Situation
from matcher.plans.voice import Voice
from matcher.rules.schemes.allowance import Work
from matcher.rules.schemes.words import Schooling, Standing
from taxonomy.loading import load_taxonomy
from tests.matcher.plans.amounts import uncited
from tests.matcher.plans.making import any_request, assessment, courses, drafted, euv

TRUCK = "m-gaffeltruck-b"  # 7 days


def _situation(**told: object) -> Situation:
    return Situation({key.replace("_", " ") if key == "x" else key: v for key, v in told.items()})


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(list(Language)))
def test_every_amount_in_every_document_has_a_source_and_its_validity(
    seed: int, language: Language
) -> None:
    plan = drafted(any_request(Random(seed)))
    assert uncited(compose(plan, language)) == []
    assert uncited(letter(plan)) == []


def test_an_amount_without_a_source_would_be_seen() -> None:
    from dataclasses import replace

    plan = drafted(courses(TRUCK))
    money = replace(plan.economy, costs=(replace(plan.economy.costs[0], citations=()),))
    assert len(uncited(compose(replace(plan, economy=money)))) == 2


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000_000))
def test_an_amount_rests_on_values_in_force_on_the_deciding_day(seed: int) -> None:
    money = drafted(any_request(Random(seed))).economy
    lines: list[Cost | Funding] = [*money.costs, *money.funding]
    for line in lines:
        if line.kroner is not None:
            assert line.citations
        for citation in line.citations:
            assert citation.dated.start <= line.on <= citation.dated.checked_until


@pytest.mark.parametrize(
    ("start", "kroner"),
    [
        (date(2024, 12, 2), 7 * 208.0),
        (date(2025, 2, 3), None),  # nobody has checked 2025
        (date(2026, 8, 10), 7 * 218.0),
        (date(2027, 1, 11), None),
    ],
)
def test_the_fee_is_the_one_of_the_day_the_course_starts(start: date, kroner: float | None) -> None:
    (cost,) = drafted(courses(TRUCK, start=start, situation=_situation())).economy.costs
    assert cost.kroner == kroner
    assert cost.provided is (kroner is not None)
    assert ("kan ikke afgøres" in cost.text_da) is (kroner is None)


def test_a_person_in_the_target_group_of_2024_pays_without_reservation() -> None:
    told = _situation(uddannelse=Schooling.UNSKILLED)
    (cost,) = drafted(courses(TRUCK, start=date(2024, 5, 6), situation=told)).economy.costs
    assert (cost.kroner, cost.provided) == (7 * 208.0, False)
    assert cost.text_da == "1.456 kr."


def test_a_course_that_may_be_free_awaits_its_area() -> None:
    told = _situation(uddannelse=Schooling.UNSKILLED)
    day = date(2024, 5, 6)
    (cost,) = drafted(courses("m-fagdansk-1", start=day, situation=told)).economy.costs
    assert cost.kroner is None
    assert cost.text_da == "kan ikke afgøres, før vi kender: kursets område"
    (cost,) = drafted(courses("m-fagdansk-1", start=day, situation=_situation())).economy.costs
    assert cost.text_da.endswith("målgruppe, og kurset ikke hører til de gratis områder")


def test_only_fields_of_ours_are_called_technical() -> None:
    fields = {module.field for module in load_taxonomy().modules.values()}
    assert fields >= _TECHNICAL_FIELDS
    assert not _TECHNICAL_FIELDS & {"almen", "samarbejde", "sikkerhed", "bevis"}


def test_higher_education_gives_no_low_price() -> None:
    told = _situation(uddannelse=Schooling.HIGHER)
    (cost,) = drafted(courses(TRUCK, situation=told)).economy.costs
    assert cost.kroner is None
    assert "videregående uddannelse" in cost.text_da


def test_the_sum_is_told_as_partial() -> None:
    plan = drafted(courses(TRUCK, "m-kabelmontoer"))
    assert plan.economy.partial
    assert plan.economy.known == 7 * 218
    text = total(plan.economy, Voice())
    assert text.startswith("Delvis sum for 1 af 2 kurser: 1.526 kr. [1]")
    whole = drafted(courses(TRUCK))
    assert total(whole.economy, Voice()).startswith("I alt: 1.526 kr. [1], hvis personen")
    nothing = drafted(courses("m-kabelmontoer"))
    assert total(nothing.economy, Voice()) == "Ingen af priserne kan afgøres nu."


def test_the_allowance_of_2021_is_worked_out_and_cited() -> None:
    day = date(2021, 3, 1)
    told = _situation(arbejde=Work.EMPLOYEE, beskæftigelse=Standing.EMPLOYED, ansøgt=day)
    plan = drafted(courses(TRUCK, start=day, written=day, situation=told))
    (line,) = [f for f in plan.economy.funding if f.rule == "veu-beløb"]
    assert line.kroner == pytest.approx(37 * 7 / 5 * 120.54, abs=0.01)
    assert {c.title_da for c in line.citations} >= {"VEU-godtgørelse pr. time"}


@pytest.mark.parametrize(
    ("standing", "there", "gone"),
    [
        (Standing.EMPLOYED, "veu-ret", "seks-uger"),
        (Standing.UNEMPLOYED, "seks-uger", "veu-ret"),
        (None, "seks-uger", None),
    ],
)
def test_schemes_for_others_are_left_out_and_said_so(
    standing: Standing | None, there: str, gone: str | None
) -> None:
    told = _situation(beskæftigelse=standing) if standing else _situation()
    money = drafted(courses(TRUCK, situation=told)).economy
    rules = {line.rule for line in money.funding}
    assert there in rules
    assert gone not in rules
    assert ("udeladt" in money.left_out_da) is (standing is not None)


def test_each_of_the_five_payers_has_a_line_or_is_named_as_left_out() -> None:
    named = {Payer.EMPLOYER: "arbejdsgiveren", Payer.PERSON: "personen",
             Payer.MUNICIPALITY: "kommunen", Payer.AUB: "AUB",
             Payer.FUND: "kompetencefonden"}  # fmt: skip
    for standing in (None, Standing.EMPLOYED, Standing.UNEMPLOYED):
        told = _situation(beskæftigelse=standing) if standing else _situation()
        for kind in PlanKind:
            request = euv(situation=told) if kind is PlanKind.EUV else courses(
                TRUCK, kind=kind, situation=told)  # fmt: skip
            money = drafted(request).economy
            with_line = {line.payer for line in money.funding}
            for payer, name in named.items():
                assert payer in with_line or name in money.left_out_da, (kind, standing, payer)


@pytest.mark.parametrize("kind", list(PlanKind))
def test_every_payer_that_may_pay_is_told_in_order(kind: PlanKind) -> None:
    request = euv() if kind is PlanKind.EUV else courses(TRUCK, kind=kind)
    payers = [line.payer for line in drafted(request).economy.funding]
    assert payers == sorted(payers, key=list(Payer).index)
    assert {Payer.PERSON, Payer.FUND} <= set(payers) or kind is PlanKind.INTERNATIONAL
    assert {Payer.EMPLOYER, Payer.MUNICIPALITY} <= set(payers)


def test_without_oplaering_there_is_no_apprentice_and_no_refund() -> None:
    from dataclasses import replace

    from matcher.rules.credit import Track, Weeks

    found = replace(assessment(Track.EUV1), weeks=Weeks(0, 30, 0), full=Weeks(0, 30, 0))
    rules = {f.rule for f in drafted(euv(assessment=found)).economy.funding}
    assert "voksenlærling" not in rules
    assert "voksenlærling" in {f.rule for f in drafted(euv()).economy.funding}


def test_the_adult_apprentice_of_2022_has_a_rate_and_no_sum() -> None:
    told = _situation(beskæftigelse=Standing.UNEMPLOYED, uddannelse=Schooling.UNSKILLED)
    day = date(2022, 2, 7)
    found = assessment(start=day)
    plan = drafted(euv(assessment=found, start=day, written=day, situation=told))
    (line,) = [f for f in plan.economy.funding if f.rule == "voksenlærling-tilskud"]
    assert line.text_da.startswith("45 kr. pr. time")
    assert line.kroner is None
    assert line.citations
