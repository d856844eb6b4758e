"""People whose truth is known: made from a need by taking away what a known package gives back.

A planted person is made in four steps. (1) Draw a need: it is the person's true best need. (2)
Give the person every hard demand of it at just the level asked for. (3) Draw one or two courses
that the person could start; take away what they give towards the need: those courses are the
true package, and no course outside them is needed. (4) Add noise that changes neither: a few
competences of other trades, different ways of showing, different dates, some foreign papers.
Some certificates are left in place but expired, and then a course that gives the certificate is
the true package. Thin profiles, a few loose statements, are made too; they have no truth.

The distributions are stated beside the constants below. Nothing here looks like a real person.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from matcher.facts import Evidence, EvidenceKind, Judge, Need, Person
from matcher.packages.problem import Course, PackageProblem, build_problem, holds
from taxonomy.concepts import CompetenceKind, ModuleKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taxonomy.concepts import Clause
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

SHARE_THIN: Final = 0.08
SHARE_READY: Final = 0.12
SHARE_EXPIRED: Final = 0.15
SHARE_TWO_COURSES: Final = 0.35
SHARE_FOREIGN: Final = 0.08
SHARE_DENIED: Final = 0.05
NOISE: Final = (1, 5)
"""Fewest and most competences of other trades."""
LONGEST_COURSE: Final = 20
"""Days; longer courses are not planted as a single missing step."""
WAYS: Final = (
    (EvidenceKind.JOB, Judge.EMPLOYER, 40),
    (EvidenceKind.JOB, Judge.SELF, 20),
    (EvidenceKind.COURSE, Judge.SCHOOL, 20),
    (EvidenceKind.RKV, Judge.SCHOOL, 10),
    (EvidenceKind.TEST, Judge.SCHOOL, 5),
    (EvidenceKind.STATEMENT, Judge.SELF, 5),
)
"""How a skill was shown, with weights that sum to 100."""


@dataclass(frozen=True)
class Planted:
    """A person with the truth it was made from.

    Attributes:
        need: the true best need; empty for a thin profile.
        package: the courses taken away; empty for one who is ready, or thin.
        story: ready, course, expired or thin.
    """

    person: Person
    need: str
    package: tuple[ModuleId, ...]
    story: str


class Planter:
    """Makes planted people for a set of needs; the same seed makes the same people."""

    def __init__(self, needs: Sequence[Need], taxonomy: Taxonomy, on: date, seed: int) -> None:
        """Prepare the needs' courses and the dice."""
        self.taxonomy = taxonomy
        self.on = on
        self.random = random.Random(seed)  # noqa: S311  (made-up people, not secrets)
        self.needs = tuple(needs)
        self.problems = {need.id: build_problem(need, taxonomy, on) for need in needs}

    def people(self, count: int, prefix: str) -> tuple[Planted, ...]:
        """Make `count` people with ids `prefix-001` and on."""
        return tuple(self._person(f"{prefix}-{n:03d}", n) for n in range(1, count + 1))

    def _person(self, person: str, number: int) -> Planted:
        if self.random.random() < SHARE_THIN:
            return Planted(Person(person, self._thin()), "", (), "thin")
        need = self.needs[number % len(self.needs)]
        levels = self._ideal(need)
        taken, story, expired = self._take_away(need, levels)
        self._add_noise(levels, need)
        rows = [self._evidence(c, level) for c, level in sorted(levels.items())]
        rows += [self._lapsed(c) for c in sorted(expired)]
        evidence = tuple(replace(row, id=f"e{place}") for place, row in enumerate(rows, start=1))
        return Planted(Person(person, evidence), need.id, taken, story)

    def _ideal(self, need: Need) -> dict[CompetenceId, int]:
        levels: dict[CompetenceId, int] = {}
        for requirement in need.hard:
            option = self.random.choice(requirement.options)
            levels[option.competence] = max(option.level, levels.get(option.competence, 0))
        for requirement in need.advantages:
            if self.random.random() < 0.4:  # noqa: PLR2004  (two in five hold an advantage)
                option = requirement.options[0]
                levels.setdefault(option.competence, option.level)
        return levels

    def _take_away(
        self, need: Need, levels: dict[CompetenceId, int]
    ) -> tuple[tuple[ModuleId, ...], str, set[CompetenceId]]:
        if self.random.random() < SHARE_READY:
            return (), "ready", set()
        problem = self.problems[need.id]
        expiring = self.random.random() < SHARE_EXPIRED
        wanted = 2 if self.random.random() < SHARE_TWO_COURSES and not expiring else 1
        taken: list[ModuleId] = []
        expired: set[CompetenceId] = set()
        for course in self._candidates(problem, certificates=expiring):
            if len(taken) == wanted:
                break
            left = self._without(course, problem, levels)
            if left is None or not self._closes([*taken, course.id], problem, left):
                continue
            expired |= {c for c in levels if c not in left and self._is_certificate(c)} if (
                expiring) else set()  # fmt: skip
            levels.clear()
            levels.update(left)
            taken.append(course.id)
        story = "ready" if not taken else "expired" if expired else "course"
        return tuple(taken), story, expired

    def _candidates(self, problem: PackageProblem, *, certificates: bool) -> list[Course]:
        """Courses that alone are the shortest way to some goal, in drawn order."""
        shortest: dict[object, Course] = {}
        for course in sorted(problem.courses, key=lambda c: (c.days, c.id)):
            kind = self.taxonomy.modules[course.id].kind
            if course.days <= LONGEST_COURSE and kind is not ModuleKind.EUV:
                for goal in problem.goals:
                    if course.reaches(goal):
                        shortest.setdefault(goal, course)
        found = list({course.id: course for course in shortest.values()}.values())
        if certificates:
            found = [c for c in found if any(self._is_certificate(g) for g in c.gives)] or found
        self.random.shuffle(found)
        return found

    def _without(
        self, course: Course, problem: PackageProblem, levels: dict[CompetenceId, int]
    ) -> dict[CompetenceId, int] | None:
        """Levels as they would be without the course; None when it gives nothing here."""
        reached = [g for g in problem.goals if course.reaches(g)]
        left = dict(levels)
        for goal in reached:
            for option in goal:
                self._lower(left, option.competence, option.level - 1)
        if left == levels:
            return None
        for clause in course.opens_with:
            if not self._holds(clause, left):
                option = clause[0]
                left[option.competence] = max(option.level, left.get(option.competence, 0))
        return None if any(self._holds(goal, left) for goal in reached) else left

    def _holds(self, clause: Clause, levels: dict[CompetenceId, int]) -> bool:
        held = self._widened(levels)
        return holds(clause, lambda competence: held[competence])

    def _closes(
        self, modules: list[ModuleId], problem: PackageProblem, levels: dict[CompetenceId, int]
    ) -> bool:
        """Whether these courses, in some order, bring the person to every goal."""
        now = dict(levels)
        waiting = [problem.by_id[m] for m in modules]
        while ready := [c for c in waiting if all(self._holds(o, now) for o in c.opens_with)]:
            for course in ready:
                for competence, level in course.gives.items():
                    now[competence] = max(level, now.get(competence, 0))
            waiting = [c for c in waiting if c not in ready]
        return all(self._holds(goal, now) for goal in problem.goals)

    def _lower(self, levels: dict[CompetenceId, int], competence: CompetenceId, to: int) -> None:
        for narrower in self.taxonomy.graph.narrower(competence):
            if levels.get(narrower, 0) > to:
                levels[narrower] = to
                if to == 0:
                    del levels[narrower]

    def _widened(self, levels: dict[CompetenceId, int]) -> Counter[CompetenceId]:
        held: Counter[CompetenceId] = Counter()
        for competence, level in levels.items():
            for wide in self.taxonomy.graph.broader(competence):
                held[wide] = max(held[wide], level)
        return held

    def _add_noise(self, levels: dict[CompetenceId, int], need: Need) -> None:
        near = {o.competence for r in need.requirements for o in r.options}
        asked = {a.competence for c in self.problems[need.id].clauses for a in c}
        others = [
            c.id
            for c in self.taxonomy.competences.values()
            if c.kind in {CompetenceKind.SKILL, CompetenceKind.KNOWLEDGE}
            and not self.taxonomy.graph.broader(c.id) & (near | asked | levels.keys())
        ]
        for competence in self.random.sample(others, self.random.randint(*NOISE)):
            levels[competence] = self.random.randint(1, 2)

    def _is_certificate(self, competence: CompetenceId) -> bool:
        return self.taxonomy.competences[competence].kind is CompetenceKind.CERTIFICATE

    def _evidence(self, competence: CompetenceId, level: int) -> Evidence:
        if self._is_certificate(competence):
            return self._certificate(competence)
        ways, weights = zip(*(((k, j), w) for k, j, w in WAYS), strict=True)
        kind, judge = self.random.choices(ways, weights)[0]
        job = kind is EvidenceKind.JOB
        return Evidence(
            id="",
            competence=competence,
            level=level,
            kind=kind,
            judge=judge,
            shown=self._day(30, 4 * 365),
            months=self.random.randrange(6, 180, 3) if job else None,
            foreign=job and self.random.random() < SHARE_FOREIGN,
        )

    def _certificate(self, competence: CompetenceId) -> Evidence:
        years = self.taxonomy.competences[competence].valid_years
        shown = self._day(30, 4 * 365)
        trade = competence.startswith("faglaert")
        return Evidence(
            id="",
            competence=competence,
            level=1,
            kind=EvidenceKind.EDUCATION if trade else EvidenceKind.CERTIFICATE,
            judge=Judge.SCHOOL,
            shown=shown,
            expires=shown + timedelta(days=365 * years) if years else None,
        )

    def _lapsed(self, competence: CompetenceId) -> Evidence:
        ended = self._day(60, 3 * 365)
        return Evidence(
            id="",
            competence=competence,
            level=1,
            kind=EvidenceKind.CERTIFICATE,
            judge=Judge.AUTHORITY,
            shown=ended - timedelta(days=3 * 365),
            expires=ended,
        )

    def _thin(self) -> tuple[Evidence, ...]:
        need = self.random.choice(self.needs)
        options = [
            o for r in need.hard for o in r.options if not self._is_certificate(o.competence)
        ]
        chosen = self.random.sample(sorted(set(options)), min(len(set(options)), 2))
        return tuple(
            Evidence(f"e{n}", option.competence, 0 if self.random.random() < SHARE_DENIED else 1,
                     EvidenceKind.STATEMENT, Judge.SELF)
            for n, option in enumerate({o.competence: o for o in chosen}.values(), start=1)
        )  # fmt: skip

    def _day(self, nearest: int, furthest: int) -> date:
        return self.on - timedelta(days=self.random.randint(nearest, furthest))
