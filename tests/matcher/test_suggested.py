"""Suggested evidence counts and is told: what rests on it can be taken away and counted again."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.facts import Area, CompetencePlan, Evidence, EvidenceKind, Judge, Person
from matcher.gaps import company_gaps
from matcher.matching.comparisons import GapStatus
from matcher.matching.scoring import compare_all, score
from matcher.matching.standing import evidence_strength, standing
from matcher.packages.upskilling import MissingKind, rank_candidates
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.small_world import DAY, competence, need, person, random_world, world

WORLD = world([competence(c) for c in "ab"], [])
NEED = need("a2 b1")


def shown(level: int, name: str, **fields: object) -> Evidence:
    plain = Evidence(name, "a", level, EvidenceKind.JOB, Judge.EMPLOYER, DAY)
    return replace(plain, **fields)  # type: ignore[arg-type]


def compared(*evidence: Evidence) -> tuple[GapStatus, bool, str | None]:
    stood = standing(Person("p", evidence), WORLD, DEFAULT_SETTINGS, DAY)
    found = compare_all(NEED, stood, WORLD.graph, DEFAULT_SETTINGS)[0]
    return found.status, found.suggested, found.evidence


GUESS = {"suggested": True}


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ((shown(2, "x", **GUESS),), (GapStatus.HELD, True, "x")),
        ((shown(2, "x", **GUESS), shown(1, "y")), (GapStatus.HELD, True, "x")),
        ((shown(4, "x", **GUESS), shown(2, "y")), (GapStatus.HELD, False, "y")),
        ((shown(1, "x", **GUESS), shown(1, "y", judge=Judge.SELF)), (GapStatus.NEARLY, False, "y")),
        ((shown(0, "x", **GUESS),), (GapStatus.NOT_HELD, True, "x")),
        ((shown(0, "x", **GUESS), shown(2, "y")), (GapStatus.HELD, False, "y")),
        ((shown(2, "y"),), (GapStatus.HELD, False, "y")),
    ],
)
def test_the_mark_stands_where_confirmed_evidence_would_say_something_else(
    evidence: tuple[Evidence, ...], told: tuple[GapStatus, bool, str]
) -> None:
    assert compared(*evidence) == told
    assert compared(*reversed(evidence)) == told


def test_a_suggested_assessment_caps_nobodys_own_words() -> None:
    own = shown(3, "own", kind=EvidenceKind.STATEMENT, judge=Judge.SELF)
    rkv = shown(1, "rkv", kind=EvidenceKind.RKV, judge=Judge.SCHOOL)
    assert compared(own, rkv)[0] is GapStatus.NEARLY
    assert compared(own, replace(rkv, suggested=True)) == (GapStatus.HELD, False, "own")


def test_a_suggestion_documents_half_of_what_it_would_when_confirmed() -> None:
    sure = evidence_strength(shown(2, "x"), DEFAULT_SETTINGS)
    guess = evidence_strength(shown(2, "x", **GUESS), DEFAULT_SETTINGS)
    assert guess == sure * DEFAULT_SETTINGS.suggested_factor == pytest.approx(0.36)


@given(st.integers(0, 3000))
@settings(deadline=None)
def test_points_on_suggestions_are_what_is_lost_without_them(seed: int) -> None:
    """Second way: strike the suggested evidence out of the person and score again."""
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    mixed = tuple(replace(e, suggested=dice.random() < 0.5) for e in who.evidence)
    whole = standing(Person("p", mixed), taxonomy, DEFAULT_SETTINGS, DAY)
    struck = Person("p", tuple(e for e in mixed if not e.suggested))
    sure = compare_all(
        goals, standing(struck, taxonomy, DEFAULT_SETTINGS, DAY), taxonomy.graph, DEFAULT_SETTINGS
    )
    (found,) = rank_candidates(goals, [whole], taxonomy, DEFAULT_SETTINGS, DAY).candidates
    assert found.unconfirmed == pytest.approx(
        found.score.total - score(sure, DEFAULT_SETTINGS).total
    )
    assert found.unconfirmed >= -1e-9
    assert [c.suggested for c in found.comparisons] == [
        (now.status, now.credit) != (then.status, then.credit)
        for now, then in zip(found.comparisons, sure, strict=True)
    ]


@given(st.integers(0, 1000))
@settings(deadline=None)
def test_confirming_never_costs_points(seed: int) -> None:
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    totals = []
    for suggested in (True, False):
        told = Person("p", tuple(replace(e, suggested=suggested) for e in who.evidence))
        stood = standing(told, taxonomy, DEFAULT_SETTINGS, DAY)
        found = compare_all(goals, stood, taxonomy.graph, DEFAULT_SETTINGS)
        totals.append(score(found, DEFAULT_SETTINGS).total)
    assert totals[0] <= totals[1] + 1e-9


def test_what_to_confirm_is_named_with_its_points() -> None:
    guess = replace(person("a2"), evidence=(shown(2, "x", **GUESS),))
    stood = standing(guess, WORLD, DEFAULT_SETTINGS, DAY)
    (found,) = rank_candidates(NEED, [stood], WORLD, DEFAULT_SETTINGS, DAY).candidates
    first = next(m for m in found.missing if m.kind is MissingKind.SUGGESTED)
    assert first.points == pytest.approx(found.unconfirmed) == pytest.approx(45 + 5 * 0.36)


def test_gaps_tell_who_is_fit_only_if_confirmed() -> None:
    wanted = replace(need("a2"), id="n", area="x", headcount=2)
    plan = CompetencePlan("plan", "firma", "00000019", (Area("x", "X", ("p1", "p2")),), (wanted,))
    people = {
        p: standing(Person(p, (shown(2, "x", suggested=p == "p2"),)), WORLD, DEFAULT_SETTINGS, DAY)
        for p in ("p1", "p2")
    }
    gap = company_gaps(plan, people, WORLD.graph, DEFAULT_SETTINGS)[0].needs[0]
    assert (gap.fit, gap.unconfirmed, gap.lacking) == (("p1", "p2"), ("p2",), 0)
    assert gap.requirements[0].counts[GapStatus.HELD] == 2
    assert gap.requirements[0].suggested[GapStatus.HELD] == 1
