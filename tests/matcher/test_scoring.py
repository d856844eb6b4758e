"""The score adds up, can be re-derived, and only grows with competence."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts import Evidence, EvidenceKind, Judge, Person
from matcher.matching.comparisons import GapStatus
from matcher.matching.scoring import RowKind, Score, compare_all, score
from matcher.matching.standing import ASSESSMENTS, is_current, standing, years_before
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.concepts import CompetenceKind
from tests.matcher.small_world import DAY, competence, need, person, random_world, world

WORLD = world([*(competence(c) for c in "abcd"), competence("n", ("a",))], [])
NEED = need("a2 b1|c1", "d1")
CERTIFICATE = competence("z", kind=CompetenceKind.CERTIFICATE, valid_years=5)
SKILL = competence("a")


def scored(who: Person) -> Score:
    stood = standing(who, WORLD, DEFAULT_SETTINGS, DAY)
    return score(compare_all(NEED, stood, WORLD.graph, DEFAULT_SETTINGS), DEFAULT_SETTINGS)


def statuses(who: Person) -> list[GapStatus]:
    stood = standing(who, WORLD, DEFAULT_SETTINGS, DAY)
    return [c.status for c in compare_all(NEED, stood, WORLD.graph, DEFAULT_SETTINGS)]


def test_rows_are_start_then_each_requirement_then_evidence() -> None:
    kinds = [row.kind for row in scored(person("a2")).rows]
    assert kinds == [
        RowKind.START,
        RowKind.MUST,
        RowKind.GROUP,
        RowKind.ADVANTAGE,
        RowKind.EVIDENCE,
    ]


def test_all_of_it_well_documented_is_a_hundred_and_nothing_is_zero() -> None:
    assert scored(person("a2 b1 d1")).total == pytest.approx(100)
    assert scored(Person("p")).total == 0


@given(st.dictionaries(st.sampled_from("abcdn"), st.integers(0, 4)))
def test_the_rows_sum_to_the_score_and_each_is_its_share(levels: dict[str, int]) -> None:
    result = scored(person(levels))
    assert abs(fsum(row.points for row in result.rows) - result.total) <= 1e-9
    assert all(abs(row.points - row.share * row.possible) <= 1e-9 for row in result.rows)
    assert 0 <= result.total <= 100 + 1e-9


@given(
    st.dictionaries(st.sampled_from("abcdn"), st.integers(0, 4)),
    st.sampled_from("abcdn"),
    st.integers(0, 4),
    st.sampled_from([k for k in EvidenceKind if k not in ASSESSMENTS]),
    st.sampled_from(list(Judge)),
    st.dates(date(2000, 1, 1), DAY),
)
def test_more_competence_never_lowers_a_score(
    levels: dict[str, int],
    name: str,
    level: int,
    kind: EvidenceKind,
    judge: Judge,
    shown: date,
) -> None:
    """However weak, old or low the added evidence is; an assessment is a verdict, not more."""
    before = person(levels)
    added = Evidence("extra", name, level, kind, judge, shown)
    after = Person("p", (*before.evidence, added))
    assert scored(after).total >= scored(before).total - 1e-9


@given(
    st.dictionaries(st.sampled_from("abcdn"), st.integers(0, 3), min_size=1),
    st.integers(0, 100),
    st.sampled_from(list(EvidenceKind)),
    st.sampled_from(list(Judge)),
)
def test_a_higher_level_never_lowers_a_score(
    levels: dict[str, int], which: int, kind: EvidenceKind, judge: Judge
) -> None:
    who = person(levels, kind=kind, judge=judge)
    rows = list(who.evidence)
    place = which % len(rows)
    rows[place] = replace(rows[place], level=rows[place].level + 1)
    assert scored(Person("p", tuple(rows))).total >= scored(who).total - 1e-9


def own_word(level: int, shown: date | None = None) -> Evidence:
    return Evidence("own", "a", level, EvidenceKind.STATEMENT, Judge.SELF, shown)


@pytest.mark.parametrize(
    ("found", "own", "status"),
    [
        (0, own_word(3), GapStatus.NOT_HELD),
        (1, own_word(3), GapStatus.NEARLY),
        (1, own_word(3, date(2026, 3, 1)), GapStatus.NEARLY),
        (1, own_word(3, date(2026, 3, 2)), GapStatus.HELD),
        (2, own_word(0), GapStatus.HELD),
    ],
)
def test_own_words_count_at_most_what_a_later_assessment_found(
    found: int, own: Evidence, status: GapStatus
) -> None:
    rkv = Evidence("rkv", "a", found, EvidenceKind.RKV, Judge.SCHOOL, date(2026, 3, 1))
    assert statuses(Person("p", (own, rkv)))[0] is status


def test_evidence_from_after_the_day_does_not_count_but_a_running_job_does() -> None:
    later = date(2027, 6, 30)
    course = Evidence("e", "a", 2, EvidenceKind.COURSE, Judge.SCHOOL, later)
    job = Evidence("e", "a", 2, EvidenceKind.JOB, Judge.EMPLOYER, later, months=24)
    short = Evidence("e", "a", 2, EvidenceKind.JOB, Judge.EMPLOYER, later, months=3)
    found = [statuses(Person("p", (e,)))[0] for e in (course, job, short)]
    assert found == [GapStatus.NOT_SHOWN, GapStatus.HELD, GapStatus.NOT_SHOWN]


@pytest.mark.parametrize(
    ("year", "credit"), [(2022, 1.0), (2020, 1.0), (2015, 0.5), (2009, 0.5), (1975, 0.5)]
)
def test_a_skill_falls_one_level_for_every_five_years(year: int, credit: float) -> None:
    """Level 3 against a need of 2: after five years 2, after ten 1, after fifteen only half."""
    assert scored(person("a3", shown=date(year, 1, 1))).rows[1].share == credit


def test_papers_from_abroad_score_the_same_and_a_certificate_wants_assessment() -> None:
    assert scored(person("a2", foreign=True)) == scored(person("a2"))
    taxonomy = world([CERTIFICATE], [])
    stood = standing(person("z1", foreign=True), taxonomy, DEFAULT_SETTINGS, DAY)
    found = compare_all(need("z1"), stood, taxonomy.graph, DEFAULT_SETTINGS)[0]
    assert found.status is GapStatus.UNASSESSED


@given(st.integers(0, 1000))
def test_the_order_of_evidence_never_changes_a_score(seed: int) -> None:
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    rows = list(who.evidence)
    dice.shuffle(rows)
    mixed = Person("p", tuple(rows))
    results = [
        compare_all(goals, standing(p, taxonomy, DEFAULT_SETTINGS, DAY), taxonomy.graph,
                    DEFAULT_SETTINGS)
        for p in (who, mixed)
    ]  # fmt: skip
    assert results[0] == results[1]


def test_held_nearly_partly_not_shown_and_not_held_are_told_apart() -> None:
    assert statuses(person("a2 b1"))[:2] == [GapStatus.HELD, GapStatus.HELD]
    assert statuses(person("a1"))[0] is GapStatus.NEARLY
    assert statuses(person({}))[0] is GapStatus.NOT_SHOWN
    assert statuses(person({"a": 0}))[0] is GapStatus.NOT_HELD


def test_far_below_is_partly() -> None:
    far = need("a3")
    stood = standing(person("a1"), WORLD, DEFAULT_SETTINGS, DAY)
    found = compare_all(far, stood, WORLD.graph, DEFAULT_SETTINGS)
    assert found[0].status is GapStatus.PARTLY


def test_a_skill_shown_too_long_ago_is_expired_and_counts_half() -> None:
    old = person("a2", shown=date(2019, 1, 1))
    assert statuses(old)[0] is GapStatus.EXPIRED
    assert scored(old).rows[1].share == DEFAULT_SETTINGS.stale_credit


def test_a_narrower_competence_counts_and_says_as_what_it_was_shown() -> None:
    stood = standing(person("n2"), WORLD, DEFAULT_SETTINGS, DAY)
    found = compare_all(NEED, stood, WORLD.graph, DEFAULT_SETTINGS)[0]
    assert found.status is GapStatus.HELD
    assert found.via == "n"


def test_a_sibling_is_named_as_near_and_not_counted() -> None:
    taxonomy = world([competence("w"), competence("a", ("w",)), competence("s", ("w",))], [])
    stood = standing(person("s3"), taxonomy, DEFAULT_SETTINGS, DAY)
    found = compare_all(need("a1"), stood, taxonomy.graph, DEFAULT_SETTINGS)[0]
    assert found.status is GapStatus.NOT_SHOWN
    assert found.credit == 0
    assert found.near == ("s",)


def test_not_holding_one_narrower_says_nothing_of_the_broader() -> None:
    assert statuses(person({"n": 0}))[0] is GapStatus.NOT_SHOWN


def test_traits_are_never_scored() -> None:
    from taxonomy.concepts import LineKind

    trait = replace(NEED.requirements[0], key="t", kind=LineKind.TRAIT)
    with_trait = replace(NEED, requirements=(*NEED.requirements, trait))
    stood = standing(person("a2"), WORLD, DEFAULT_SETTINGS, DAY)
    compared = compare_all(with_trait, stood, WORLD.graph, DEFAULT_SETTINGS)
    assert len(compared) == len(NEED.requirements)


@pytest.mark.parametrize(
    ("expires", "shown", "current"),
    [
        (date(2026, 11, 21), None, False),
        (date(2026, 11, 22), None, True),
        (None, date(2021, 11, 21), False),
        (None, date(2021, 11, 22), True),
        (None, None, True),
    ],
)
def test_a_certificate_is_valid_through_its_last_day(
    expires: date | None, shown: date | None, *, current: bool
) -> None:
    """Told, or worked out from the years such a certificate lasts."""
    evidence = Evidence(
        "e", "z", 1, EvidenceKind.CERTIFICATE, Judge.AUTHORITY, shown, expires=expires
    )
    assert is_current(evidence, CERTIFICATE, DEFAULT_SETTINGS, DAY) is current


@pytest.mark.parametrize(
    ("shown", "current"), [(date(2021, 11, 22), False), (date(2021, 11, 23), True)]
)
def test_a_skill_is_fresh_for_five_years(shown: date, *, current: bool) -> None:
    evidence = Evidence("e", "a", 2, EvidenceKind.JOB, Judge.EMPLOYER, shown)
    assert is_current(evidence, SKILL, DEFAULT_SETTINGS, DAY) is current


def test_the_29th_of_february_has_a_day_in_other_years() -> None:
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)
