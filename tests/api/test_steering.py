"""Assignment and chains of a region: nobody hidden, one result for page and JSON, no guesses."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from api.app import create_app
from api.errors import UnknownThingError
from api.services.answers import Answers
from api.services.steering import Asked, Steering, employees
from matcher.facts import Area, CompetencePlan, Job, Need, Person, Requirement
from matcher.matching.standing import standing
from matcher.packages.assignment import First
from matcher.packages.steering.prospects import prospects
from matcher.packages.upskilling import rank_candidates
from taxonomy.concepts import Attainment, LineKind
from tests.api.asking import Client
from tests.api.small_region import empty_region, small_region

if TYPE_CHECKING:
    from api.services.region import Region

V1 = "/api/v1"


@cache
def steering() -> Steering:
    return Steering(small_region())


def must(competence: str, level: int) -> Requirement:
    return Requirement(f"must:{competence}", LineKind.MUST, "", (Attainment(competence, level),))


def chain_region(*, known: bool = True) -> Region:
    """Two companies; a can be lifted in the first, b is as good but works in the other."""
    region = small_region()
    job = Job("a", "Passer maskiner", None, (must("tegningslaesning", 1),))
    own = Area("x", "X", ("a",), (job,) if known else ())
    need = Need("ledig", "x", "CNC-drejer", None, (must("cnc-drejning", 3),))
    other_job = Job("b", "Andet", None, (must("tegningslaesning", 1),))
    plans = (
        CompetencePlan("en", "En ApS", "00000019", (own,), (need,)),
        CompetencePlan("to", "To ApS", "00000027", (Area("y", "Y", ("b",), (other_job,)),), ()),
    )
    shown = next(p.evidence for p in region.people if p.id == "p-01")[0]
    people = (
        Person("a", (replace(shown, competence="cnc-drejning", level=3),)),
        Person("b", (replace(shown, competence="cnc-drejning", level=3),)),
        Person("u", (replace(shown, competence="tegningslaesning", level=1),)),
    )
    return replace(region, plans=plans, people=people)


def test_prospects_are_those_of_the_ranking() -> None:
    region = small_region()
    for need, _ in region.needs.values():
        own = prospects(need, region.standings, region.taxonomy, region.settings, region.on)
        ranked = rank_candidates(
            need, region.standings, region.taxonomy, region.settings, region.on
        )
        for candidate in ranked.candidates:
            found = own[candidate.person]
            assert (found.days if found else None) == candidate.package.days
            if found:
                assert found.points == round(candidate.after * 100)
                assert found.modules == candidate.package.modules


def test_everybody_outside_the_companies_is_in_the_assignment() -> None:
    view = steering().assignment()
    region = small_region()
    assert {p.person for p in view.people} == {p.id for p in region.people} - employees(region)
    assert view.employees_left_out == 4
    assert view.total == 26
    whole = steering().assignment(Asked(everybody=True))
    assert {p.person for p in whole.people} == {p.id for p in region.people}


def test_counts_agree_with_the_people() -> None:
    view = steering().assignment(Asked(cap=2))
    for need in view.needs:
        there = [p for p in view.people if p.suggested and p.suggested.need == need.need]
        assert len(there) == need.after <= need.limit == 2 * need.positions
        assert need.before == sum(
            p.alone is not None and p.alone.need == need.need for p in view.people
        )
        assert all(p.suggested and p.suggested.others == need.after - 1 for p in there)
    assert sum(row.positions for row in view.after.histogram) == view.positions
    assert view.after.people == sum(p.suggested is not None for p in view.people)
    assert view.after.most_at_one_position <= 2
    assert view.proven


def test_a_person_sees_every_need_and_nobody_else() -> None:
    region = small_region()
    for person in ("p-07", "p-24", "p-28"):
        view = steering().person(person)
        assert {v.need for v in view.vacancies} == set(region.needs)
        if view.suggested:
            assert view.vacancies[0].suggested
        others = {p.id for p in region.people} - {person}
        assert not others & set(re.findall(r"p-\d\d", view.model_dump_json()))


def test_an_employee_is_told_to_look_at_the_chains() -> None:
    with pytest.raises(UnknownThingError, match="kæderne"):
        steering().person("p-01")


def test_what_the_reason_says_is_so() -> None:
    view = steering().assignment(Asked(cap=1))
    counts = {need.need: need for need in view.needs}
    reasons = {p.why for p in view.people}
    assert {"first", "no_room"} <= reasons
    for told in view.people:
        if told.why == "first":
            assert told.suggested == told.alone
        if told.why in {"full", "no_room"}:
            assert told.alone
            assert counts[told.alone.need].after == counts[told.alone.need].limit == told.others


def test_page_and_json_show_the_same(client: Client) -> None:
    told = client.get(f"{V1}/assignment?cap=2").json()
    html = client.get("/fordeling?loft=2").text
    for person in told["people"]:
        assert f">{person['person']}</a>" in html
    for need in told["needs"]:
        assert f'data-navn="Fordelt">{need["after"]}</td>' in html
    assert "8-9 %" in html
    chains = client.get(f"{V1}/chains").json()
    page = client.get("/kaeder").text
    assert chains["summary_da"] in page
    assert chains["proof_da"] in page
    for unknown in chains["unknown_jobs"]:
        assert unknown["person"] in page


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(small_region(), Answers(small_region())))


def test_the_order_of_the_file_decides_nothing() -> None:
    region = small_region()
    turned = replace(region, people=region.people[::-1])
    mine = {p.person: p.suggested for p in steering().assignment(Asked(cap=1)).people}
    other = {p.person: p.suggested for p in Steering(turned).assignment(Asked(cap=1)).people}
    assert mine == other


def test_fit_first_gives_at_least_as_many_points() -> None:
    days = steering().assignment(Asked(cap=2)).after
    fit = steering().assignment(Asked(cap=2, first=First.FIT)).after
    assert (fit.positions_without_anybody, fit.people) == (
        days.positions_without_anybody, days.people,
    )  # fmt: skip
    assert fit.points >= days.points
    assert fit.days >= days.days


def test_lifting_an_employee_makes_room_for_another() -> None:
    view = Steering(chain_region()).chains()
    (chain,) = view.chains
    assert [link.person for link in chain.links] == ["a", "u"]
    assert chain.line_da == "CNC-drejer → a (0 dage) → u (0 dage)"
    assert chain.links[1].takes_da == "overtager jobbet «Passer maskiner» efter a"
    assert view.with_chains.days < view.directly.days or view.directly.filled == 0


def test_an_employee_moves_only_within_the_own_company() -> None:
    region = chain_region()
    without = replace(
        region, people=tuple(replace(p, evidence=()) if p.id == "a" else p for p in region.people)
    )
    view = Steering(without).chains()
    moved = {link.person for chain in view.chains for link in chain.links}
    assert "b" not in moved


def test_a_job_nobody_has_described_is_not_guessed() -> None:
    view = Steering(chain_region(known=False)).chains()
    assert all(len(chain.links) == 1 for chain in view.chains)
    assert [u.person for u in view.unknown_jobs] == ["a"]
    assert view.unknown_jobs[0].text_da.startswith("Kan ikke afgøres: vi ved ikke")


def test_one_who_works_in_two_companies_leaves_a_job_that_cannot_be_told() -> None:
    region = chain_region()
    second = replace(region.plans[1], areas=(Area("y", "Y", ("a", "b")),))
    view = Steering(replace(region, plans=(region.plans[0], second))).chains()
    assert "a" in {u.person for u in view.unknown_jobs}


def test_a_region_with_nothing_in_it() -> None:
    empty = Steering(empty_region())
    assert empty.assignment().people == []
    assert empty.chains().chains == []
    assert "Ingen plads" in empty.chains().summary_da


def test_answers_are_worked_out_once() -> None:
    assert steering().assignment() is steering().assignment(Asked())
    assert steering().chains(2) is steering().chains(2)


def test_standings_of_the_made_region_are_read() -> None:
    region = chain_region()
    levels = standing(region.people[0], region.taxonomy, region.settings, region.on).levels
    assert levels["cnc-drejning"] == 3
