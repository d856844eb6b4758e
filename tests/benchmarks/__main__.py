"""`make bench`: run every measurement and print medians, ratios and the machine."""

from __future__ import annotations

import os
import platform
import resource
import sys
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from api.cli import asking
from api.documents import docx, xlsx
from api.documents import pdf as pdf_drawing
from api.intake.documents import read_document
from api.intake.plan_orders import Overrides, load_order
from api.services.crews import Processes, Threads
from api.services.draft_plan import example_orders
from api.services.measure_coverage import CoverageJob, measure
from api.services.measure_distance import Job, report, run, warm_up
from api.services.rank_candidates import rank
from api.services.read_cv import cv_tools, read_cv
from matcher.packages.baselines import greedy, ratio_rule
from matcher.packages.calendar.solving import CalendarSolver
from matcher.packages.problem import build_problem, held_clauses
from matcher.packages.search import numbered, search
from matcher.packages.solver import solve
from matcher.plans.composing import compose
from matcher.plans.draft import Drafter
from matcher.plans.letter import letter
from matcher.plans.rkv import assess
from matcher.plans.validation import faults_of
from matcher.population import Population, make_needs
from matcher.rules.law import LawBook
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from taxonomy.loading import load_taxonomy
from tests.api.documents import sample
from tests.api.intake import cv_texts
from tests.api.intake.documents import lines, pdf
from tests.benchmarks import calendar, group_packages, shared_seats
from tests.benchmarks.steering import assignments, vacancy_chains
from tests.matcher.plans import rkv_cases
from tests.matcher.rules.test_every_day import DAYS, fullest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.services.region import Region
    from matcher.facts import Need
    from matcher.packages.calendar.problem import CalendarCase
    from matcher.plans.document import Document
    from matcher.rules.asking import Facts
    from taxonomy.concepts import Clause
    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)
ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """One measurement beside its baseline, in seconds."""

    name: str
    seconds: float
    baseline: str
    baseline_seconds: float
    target: str


def timed(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median seconds over some rounds, after one that is not counted."""
    job()
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        job()
        taken.append(perf_counter() - start)
    return median(taken)


def python_baseline() -> float:
    """A fixed amount of plain Python, so that runs on different machines can be compared."""
    return timed(lambda: sum(i * i % 7 for i in range(1_000_000)))


def measure_all() -> list[Measured]:
    """Every measurement, in the order shown."""
    plain = python_baseline()
    region = asking.example("nordjylland", ON)
    needs = [need for need, _ in region.needs.values()]
    assert len(region.standings) == len(region.people)

    def rank_all() -> None:
        for need in needs:
            rank(region, need)

    return [
        Measured(
            "Taxonomien læst, kontrolleret og bygget",
            timed(load_taxonomy),
            "1 mio. led i ren Python",
            plain,
            "≤ 0,3 s",
        ),
        Measured(
            f"Rangering: {len(region.people)} personer × {len(needs)} behov, pakker med",
            timed(rank_all),
            "1 mio. led i ren Python",
            plain,
            "≤ 2 s",
        ),
        *packages(region, needs),
        *calendars(region),
        *distances(region.taxonomy),
        *coverages(region.taxonomy),
        *cohorts(region.taxonomy),
        *shared_places(region.taxonomy),
        *documents(plain),
        *education_plans(plain),
        *steered(),
        *rules(region.taxonomy, plain),
        *drawings(plain),
    ]


def steered() -> list[Measured]:
    """Assignment and chains, exact beside the rule of thumb."""
    return [
        Measured(name, timed(exact, 3), rule, timed(greedy_, 3), told)
        for name, exact, rule, greedy_, told in (*assignments(), *vacancy_chains())
    ]


def rules(taxonomy: Taxonomy, plain: float) -> list[Measured]:
    """Every rule asked about every day of twelve years, and one whole assessment."""
    book = LawBook(taxonomy.parameters.values())
    told = {name: fullest(name) for name in RULES}

    def ask(facts: Mapping[str, Facts]) -> None:
        for name, rule in RULES.items():
            for day in DAYS:
                decide(rule, facts[name], book, day)

    empty = {name: rule.facts() for name, rule in RULES.items()}
    case = next(c for c in rkv_cases.cases() if c.name.startswith("Samme fag"))
    profile, used = case.read(), rkv_cases.example("industritekniker-maskin.yaml")
    programme = taxonomy.programmes[case.programme]
    basis = ("1 mio. led i ren Python", plain)
    count = f"{len(RULES)} regler × {len(DAYS)} dage"
    return [
        Measured(f"{count}, intet oplyst", once(lambda: ask(empty)), *basis, "≤ 30 s"),
        Measured(f"{count}, alt oplyst", once(lambda: ask(told)), *basis, "≤ 30 s"),
        Measured(
            "Én realkompetencevurdering",
            timed(lambda: assess(profile, programme, case.on, book, used)),
            *basis,
            "≤ 5 ms",
        ),
    ]


def once(job: Callable[[], object]) -> float:
    """CPU seconds of one run, for what takes too long to repeat."""
    start = process_time()
    job()
    return process_time() - start


def drawings(plain: float) -> list[Measured]:
    """A plan of four pages in each format that takes time; a new title each time, as in use."""
    numbers = count()

    def fresh() -> Document:
        return replace(sample.PLAN, title=f"{sample.PLAN.title} {next(numbers)}")

    basis = ("1 mio. led i ren Python", plain)
    return [
        Measured("Plan på fire sider som PDF", timed(lambda: pdf_drawing.draw(fresh())), *basis,
                 "≤ 0,1 s"),
        Measured("Samme plan som DOCX", timed(lambda: docx.draw(fresh())), *basis, ""),
        Measured("Samme plan som XLSX", timed(lambda: xlsx.draw(fresh())), *basis, ""),
    ]  # fmt: skip


def cohorts(taxonomy: Taxonomy) -> list[Measured]:
    """A group package for five companies beside the rule of thumb, which fills fewer places."""
    result = group_packages.measured(taxonomy, seed=1)
    filled = len(result.chosen.columns)
    seconds = result.gathering.wall + result.solving.wall
    rule = f"tommelfingerregel ({result.rule_places} pladser)"
    return [
        Measured(
            f"Gruppepakke: 5 virksomheder, 40 behov, 300 personer ({filled} pladser, "
            f"{result.chosen.proof})",
            seconds,
            rule,
            result.gathering.wall + result.rule.wall,
            "≤ 20 s eller gabet fortalt",
        ),
        Measured(
            "Nyt kursus til samme netværk", result.proposing.wall, "gruppepakken", seconds, ""
        ),
    ]


def shared_places(taxonomy: Taxonomy) -> list[Measured]:
    """Seats shared by 1, 100 and 1,000 people, beside one after the other; 5 seconds at most."""
    everybody = shared_seats.group(taxonomy, 1_000, ON)
    shared_seats.share(everybody[:2], 5)
    told = [shared_seats.share(everybody[:count], 5) for count in (1, 100, 1_000)]
    milp, cp_sat, variables = shared_seats.hardest_choice(everybody[:300], 10)
    return [
        *(
            Measured(
                f"Fælles pladser: {t.people} personer, {t.plan.served} hjulpet"
                f"{', bevist' if t.plan.proven else ', gab oplyst'}",
                t.wall, "én efter én", t.in_turn_wall, "1.000: ≤ 5 s",
            )
            for t in told
        ),
        Measured(f"Valg blandt {variables} pakker (milp, processor)", milp,
                 "CP-SAT, 1 arbejder", max(cp_sat, 1e-9), ""),
    ]  # fmt: skip


def documents(plain: float) -> list[Measured]:
    """A CV of two pages out of a PDF, and read."""
    tools = cv_tools(load_taxonomy())
    text = "\n".join(cv.text.replace("–", "-").replace("•", "-") for cv in cv_texts.ALL)
    half = len(text) // 2
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cv.pdf"
        path.write_bytes(pdf([lines(text[:half]), lines(text[half:])]))
        taken = timed(lambda: read_document(path))
        whole = timed(lambda: read_cv(path, tools, "p-1", ON))
    basis = ("1 mio. led i ren Python", plain)
    return [
        Measured("PDF på to sider til tekst", taken, *basis, "≤ 0,25 s"),
        Measured("CV på to sider læst fra PDF", whole, *basis, "≤ 0,5 s"),
    ]


def education_plans(plain: float) -> list[Measured]:
    """Education plans drafted from their orders' requests, and composed, without drawing."""
    taxonomy = load_taxonomy()
    drafter, given = Drafter(taxonomy), Overrides(ON)
    requests = [load_order(path, taxonomy, given).request for path in example_orders()]

    def draft() -> None:
        for request in requests:
            drafter.draft(request)

    def write() -> None:
        for request in requests:
            plan = drafter.draft(request)
            compose(plan)
            letter(plan)
            faults_of(plan, drafter.book, request.levels)

    basis = ("1 mio. led i ren Python", plain)
    each = len(requests)
    name = f"Én uddannelsesplan (snit af {each})"
    return [
        Measured(f"{name}: lagt", timed(draft) / each, *basis, "≤ 17 ms (60 pr. sekund)"),
        Measured(f"{name}: lagt, kontrolleret, dokument og brev", timed(write) / each, *basis,
                 "≤ 17 ms"),
    ]  # fmt: skip


def packages(region: Region, needs: list[Need]) -> list[Measured]:
    """The exact search beside CP-SAT and the rules of thumb, on the same states."""
    problem = build_problem(needs[0], region.taxonomy, region.on)
    numbers = numbered(problem)
    states = sorted({held_clauses(problem, s) for s in region.standings}, key=sorted)[:20]

    def each(method: Callable[[frozenset[Clause]], object]) -> float:
        return timed(lambda: [method(held) for held in states], 3) / len(states)

    exact = each(lambda held: search(numbers, held))
    rows = {
        "CP-SAT": each(lambda held: solve(problem, held)),
        "grådig dækning": each(lambda held: greedy(problem, held)),
        "andelsreglen": each(lambda held: ratio_rule(problem, held)),
    }
    return [
        Measured("Én bevist pakke (søgning)", exact, name, seconds, "≤ 0,05 s")
        for name, seconds in rows.items()
    ]


def calendars(region: Region) -> list[Measured]:
    """One person on real dates among 1,600 runs of 300 courses, beside two other solvers."""
    asked = list(calendar.cases(region, calendar.runs_of(region, 1_600, 300), every=41))
    solvers = {case.problem.need: CalendarSolver(case.problem) for case in asked}

    def each(method: Callable[[CalendarCase], object], cases: list[CalendarCase]) -> float:
        return median(timed(partial(method, case), 1) for case in cases)

    ours = each(lambda case: solvers[case.problem.need].best(case), asked)
    few = asked[::16]
    return [
        Measured("Kalenderpakke, median", ours, name, each(method, few), "≤ 0,3 s")
        for name, method in (
            ("CP-SAT, kun krav, frist, uger og dage", calendar.with_cp_sat),
            ("milp, kun krav, frist, uger og dage", calendar.with_milp),
        )
    ]


def distances(taxonomy: Taxonomy) -> list[Measured]:
    """Everybody's distance to every need, small, beside the search for each distinct state."""
    job = Job(people=10_000, needs=200, check=0)
    crew = Threads(2)
    warm_up(job, taxonomy, ON, crew)
    taken = [report(job, run(job, taxonomy, ON, crew))["seconds"] for _ in range(3)]
    population, needs = Population(taxonomy, job.seed), make_needs(taxonomy, job.needs, job.seed)
    people = [
        dict(zip(population.competences, row.tolist(), strict=True))
        for row in population.levels(0, 100)
    ]
    problems = [build_problem(need, taxonomy, ON) for need in needs[:10]]
    numbers = [numbered(problem) for problem in problems]

    def search_some() -> None:
        for problem, numbers_ in zip(problems, numbers, strict=True):
            for held in {problem.holding(levels) for levels in people}:
                search(numbers_, held)

    some = timed(search_some, 1) / (len(people) * len(problems))
    with Processes(2) as pool:
        warm_up(job, taxonomy, ON, pool)
        pooled = [report(job, run(job, taxonomy, ON, pool))["seconds"] for _ in range(3)]
    name = f"Afstand: {job.people} personer × {job.needs} behov"
    return [
        Measured(
            name,
            median(taken),
            "søgning for hver tilstand (skønnet af 1.000 par)",
            some * job.people * job.needs,
            "100.000 × 4.000: ≤ 30 s",
        ),
        Measured(f"{name}, 2 processer", median(pooled), "2 tråde", median(taken), ""),
    ]


def coverages(taxonomy: Taxonomy) -> list[Measured]:
    """The best by coverage, small, beside the other libraries."""
    told = measure(CoverageJob(20_000, 1_000, check=0, baseline_people=5_000), taxonomy)
    rows = [
        Measured(
            f"Dækning: 20 bedste behov, {told['people']} × {told['needs']}",
            told["best_needs_median"],
            f"{name} ({other['people']} personer, skaleret)",
            other["seconds"] * told["people"] / other["people"],
            "100.000 × 4.000: ≤ 0,8 s",
        )
        for name, other in told["baselines"].items()
        if other["seconds"] is not None
    ]
    people = Measured(
        "Dækning: 20 bedste personer for hvert behov",
        told["best_people_median"],
        "20 bedste behov",
        told["best_needs_median"],
        "100.000 × 4.000: ≤ 1,6 s",
    )
    return [*rows, people]


def main() -> None:
    """Print the table."""
    console = Console(width=140)
    peak_unit = 1024 if sys.platform != "darwin" else 1024**2
    table = Table("Måling", "Median", "Basis i samme kørsel", "Basis", "Forhold", "Mål")
    for row in measure_all():
        ratio = row.seconds / row.baseline_seconds
        table.add_row(
            row.name,
            f"{row.seconds * 1e3:.1f} ms",
            row.baseline,
            f"{row.baseline_seconds * 1e3:.1f} ms",
            f"{ratio:.3f}",
            row.target,
        )
    console.print(
        f"{platform.machine()}, {os.cpu_count()} kerner, Python {platform.python_version()}"
    )
    console.print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / peak_unit
    console.print(f"Højeste hukommelse: {peak:.0f} MB (alle målingerne i én proces)")


if __name__ == "__main__":
    main()
