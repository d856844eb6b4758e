"""Golden plans: every document word for word, and what must hold for all of them."""

from __future__ import annotations

import pytest

from matcher.plans.lix import EASY, document_lix
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.rules.credit import Track
from tests.golden.plans import FOLDER, documents, drafted, texts
from tests.matcher.plans.amounts import uncited

TEXTS = texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_document_reads_as_it_was_approved(name: str) -> None:
    held = (FOLDER / name).read_text(encoding="utf-8")
    assert TEXTS[name] == held, "læs teksten, og kør python -m tests.golden"


def test_no_golden_text_is_left_behind() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == set(TEXTS)


def test_the_plans_cover_what_a_counsellor_meets() -> None:
    plans = [each.plan for each in drafted().values()]
    tracks = {p.assessment.track for p in plans if p.assessment}
    assert set(Track) | {None} <= tracks
    assert {p.kind for p in plans} == set(PlanKind)
    assert any(p.of(PeriodKind.BASIC_SKILLS) for p in plans)
    assert any(c.inside for p in plans for c in p.courses)
    assert len(plans) >= 8


@pytest.mark.parametrize("name", sorted(drafted()))
def test_every_golden_plan_holds_together(name: str) -> None:
    assert drafted()[name].faults == ()


@pytest.mark.parametrize("name", [name for name in sorted(TEXTS) if ".brev." in name])
def test_every_letter_is_easy_to_read(name: str) -> None:
    assert 0 < document_lix(documents()[name]) <= EASY


def test_every_example_says_that_it_is_made_up() -> None:
    assert all(each.plan.example for each in drafted().values())
    assert all("eksempel" in text for name, text in TEXTS.items() if ".en." not in name)


def test_the_forty_days_of_the_cable_installer_are_the_sources() -> None:
    plan = drafted()["kabelmontoer"].plan
    assert [(c.days, c.days_sure) for c in plan.courses] == [(40, True)]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_amount_has_its_source(name: str) -> None:
    assert uncited(documents()[name]) == []


@pytest.mark.parametrize("name", sorted(drafted()))
def test_the_calendar_of_a_plan_names_nobody(name: str) -> None:
    plan = drafted()[name].plan
    told = [a.uid + a.title + a.place for a in documents()[f"{name}.md"].appointments]
    assert not any(plan.person in text for text in told)
