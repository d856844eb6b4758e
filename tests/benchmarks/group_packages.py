"""Five companies, 40 needs, 300 people: a group package beside the rule of thumb.

`python -m tests.benchmarks.group_packages` prints what was chosen, with wall and processor time.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from matcher.facts import Evidence, EvidenceKind, Judge, Person
from matcher.matching.standing import standing
from matcher.packages.cohort.constraints import model_of
from matcher.packages.cohort.greedy import greedy
from matcher.packages.cohort.problem import Cohort, CohortNeed, Limits, gather
from matcher.packages.cohort.solving import EVERYTHING, Chosen, solve
from matcher.packages.new_course import CourseSize, NewCourse, propose_course
from matcher.population import Population, make_needs
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.matching.standing import Standing
    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)
PEOPLE, NEEDS, COMPANIES = 300, 40, 5
LIMITS = Limits(least=6, most=16, classes=2, days=20, budget=200_000)
SECONDS = 20.0


@dataclass(frozen=True)
class Timed:
    """Wall and processor seconds of something done once."""

    wall: float
    processor: float


def clocked(job: Callable[[], object]) -> Timed:
    """Do it once."""
    wall, processor = perf_counter(), process_time()
    job()
    return Timed(perf_counter() - wall, process_time() - processor)


def crowd(taxonomy: Taxonomy, seed: int) -> tuple[list[CohortNeed], list[Standing]]:
    """Needs of one to four places in five companies, and a skewed population."""
    dice = random.Random(seed)
    needs = [
        CohortNeed(replace(need, headcount=dice.randint(1, 4)), f"virksomhed {place % COMPANIES}")
        for place, need in enumerate(make_needs(taxonomy, NEEDS, seed))
    ]
    population = Population(taxonomy, seed)
    people = [
        Person(f"p{row}", tuple(
            Evidence(f"e{place}", population.competences[place], int(level),
                     EvidenceKind.TEST, Judge.SCHOOL, ON)
            for place, level in enumerate(levels) if level
        ))
        for row, levels in enumerate(population.levels(0, PEOPLE))
    ]  # fmt: skip
    return needs, [standing(who, taxonomy, DEFAULT_SETTINGS, ON) for who in people]


@dataclass(frozen=True)
class Result:
    """One seed, measured."""

    cohort: Cohort
    chosen: Chosen
    gathering: Timed
    solving: Timed
    rule: Timed
    rule_places: int
    course: NewCourse
    proposing: Timed


def measured(taxonomy: Taxonomy, seed: int, days: int = LIMITS.days) -> Result:
    """Gather, solve, and the rule of thumb on the same columns; and the new course."""
    needs, people = crowd(taxonomy, seed)
    limits = replace(LIMITS, days=days)
    gather(needs[:2], people[:2], taxonomy, ON, limits)
    made: list[Cohort] = []
    chosen: list[Chosen] = []
    course: list[NewCourse] = []
    gathering = clocked(lambda: made.append(gather(needs, people, taxonomy, ON, limits)))
    solving = clocked(lambda: chosen.append(solve(made[0], seconds=SECONDS)))
    model = model_of(made[0], EVERYTHING)
    rule = clocked(lambda: greedy(model, EVERYTHING))
    proposing = clocked(
        lambda: course.append(propose_course(needs, people, taxonomy, ON, CourseSize()))
    )
    places = int(greedy(model, EVERYTHING).sum())
    return Result(made[0], chosen[0], gathering, solving, rule, places, course[0], proposing)


def main() -> None:
    """Print some seeds; the first argument is the period in days."""
    taxonomy = load_taxonomy()
    days = int(sys.argv[1]) if len(sys.argv) > 1 else LIMITS.days
    for seed in (1, 2, 3):
        r = measured(taxonomy, seed, days)
        whole = Timed(
            r.gathering.wall + r.solving.wall, r.gathering.processor + r.solving.processor
        )
        stages = ", ".join(f"{s.measure} {s.value} ({s.bound})" for s in r.chosen.stages)
        sys.stdout.write(
            f"frø {seed}: {len(r.cohort.columns)} pakker, {len(r.cohort.cut_short)} par afkortet; "
            f"{stages}; {r.chosen.proof}, højst {r.chosen.places_bound} af {r.cohort.places}; "
            f"tommelfinger {r.rule_places} pladser på {r.rule.processor:.2f} s; "
            f"{whole.wall:.1f} s (processor {whole.processor:.1f}); nyt kursus "
            f"{r.course.places_today} til {r.course.places_after} ({r.course.bound}) på "
            f"{r.proposing.processor:.1f} s\n"
        )


if __name__ == "__main__":
    main()
