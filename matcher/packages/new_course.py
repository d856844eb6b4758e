"""The new course that would close most needs of a network: a proposal, never an official title.

The model, exactly. A new course is a set of at most `outcomes` competences at levels, each a
skill or knowledge (certificates are given by law or standard, and a proposal of ours gives none)
and at a level that some demand asks for, that no existing course gives together; whole programmes
are not courses here. Each outcome closes a demand of some participant. Everybody can join
it, but it lifts nobody more than `lift` levels: an outcome at level L counts for those who hold
the competence at L − `lift` or more. Its days are a proposal that decides nothing about the
choice; a course with fewer outcomes is shorter, so the number of outcomes is the size.

Somebody is fit for a need when every hard demand holds today or after the new course, with no
other course. Each person fills at most one place, each need as many as it asks for, and somebody
employed in the network takes a place in their own company only. Chosen is what has, in this
order: most places that can be filled; fewest participants; fewest outcomes; lowest levels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.packages.cohort.constraints import Row
from matcher.packages.cohort.problem import goals_of
from matcher.packages.cohort.running import Programme
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem, holds
from taxonomy.concepts import Attainment, CompetenceKind, ModuleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matcher.facts import PersonId
    from matcher.matching.standing import Standing
    from matcher.packages.cohort.problem import CohortNeed
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy

TEACHABLE: Final = frozenset({CompetenceKind.SKILL, CompetenceKind.KNOWLEDGE})
SECONDS: Final = 10.0
SHARES: Final = (0.6, 0.5, 0.5, 1.0)
"""How much of the time left each measure may take."""


@dataclass(frozen=True)
class CourseSize:
    """How large a new course may be.

    Attributes:
        outcomes: most competences it gives, at least 1.
        days: its length as we propose it, at least 1.
        lift: most levels it lifts a participant, 1 to 4.
    """

    outcomes: int = 3
    days: int = 5
    lift: int = 2


@dataclass(frozen=True)
class Gain:
    """A participant of the new course and what it leads to.

    Attributes:
        closes: demands that the course closes.
        instead: the shortest package of existing courses; empty when there is none.
        days_instead: its days; None when there is none.
    """

    person: PersonId
    wanted: CohortNeed
    closes: tuple[Clause, ...]
    instead: tuple[ModuleId, ...]
    days_instead: int | None


@dataclass(frozen=True)
class NewCourse:
    """A proposed course.

    Attributes:
        outcomes: what it gives; empty when no new course fills more places.
        gains: its participants, by person.
        replaces: per existing course the participants who would have taken it, most first.
        places_today: places that can be filled by those who are fit today.
        places_after: places that can be filled with the course.
        bound: no course of this size makes it more.
        settled: whether participants, outcomes and levels are proven least as well.
    """

    size: CourseSize
    outcomes: tuple[Attainment, ...]
    gains: tuple[Gain, ...]
    replaces: tuple[tuple[ModuleId, int], ...]
    places_today: int
    places_after: int
    bound: int
    settled: bool

    @property
    def proven(self) -> bool:
        """Whether no course of this size fills more places."""
        return self.places_after == self.bound


@dataclass(frozen=True)
class _Pair:
    """A person who would be fit for a need, if for each demand one of some outcomes is given."""

    person: int
    need: int
    missing: tuple[Clause, ...]
    options: tuple[frozenset[int], ...]


class _Search:
    """The variables: outcomes, then whether there is a course at all, then pairs."""

    def __init__(
        self,
        needs: Sequence[CohortNeed],
        people: Sequence[Standing],
        taxonomy: Taxonomy,
        size: CourseSize,
    ) -> None:
        self.needs, self.people, self.taxonomy, self.size = needs, people, taxonomy, size
        self.outcomes = _outcomes(needs, taxonomy)
        self.pairs = tuple(self._pairs())
        self.any = len(self.outcomes)

    def _pairs(self) -> Iterable[_Pair]:
        number = {outcome: place for place, outcome in enumerate(self.outcomes)}
        reaching = self._reaching(number)
        goals = [goals_of(wanted.need) for wanted in self.needs]
        for place, person in enumerate(self.people):
            joins = {
                i
                for o, i in number.items()
                if o.level - self.size.lift <= person.level(o.competence)
            }
            own = {n.company for n in self.needs if person.person in n.employees}
            for need, wanted in enumerate(self.needs):
                if own and wanted.company not in own:
                    continue
                missing = tuple(g for g in goals[need] if not holds(g, person.level))
                options = tuple(frozenset(reaching[g] & joins) for g in missing)
                if all(options):
                    yield _Pair(place, need, missing, options)

    def _reaching(self, number: Mapping[Attainment, int]) -> Mapping[Clause, set[int]]:
        found: defaultdict[Clause, set[int]] = defaultdict(set)
        for goal in {g for wanted in self.needs for g in goals_of(wanted.need)}:
            for outcome, place in number.items():
                wide = self.taxonomy.graph.broader(outcome.competence)
                if any(a.competence in wide and a.level <= outcome.level for a in goal):
                    found[goal].add(place)
        return found

    def variable(self, pair: int) -> int:
        """The variable that tells whether a pair fills a place."""
        return self.any + 1 + pair

    def rows(self) -> Iterable[Row]:
        """Every demand on a new course."""
        yield from self.no_larger_than_stated()
        yield from self.no_course_gives_it_all()
        yield from self.demands_are_closed()
        yield from self.each_outcome_is_used()
        yield from self.one_place_each()
        yield from self.places_are_counted()

    def no_larger_than_stated(self) -> Iterable[Row]:
        """At most so many outcomes."""
        every = dict.fromkeys(range(len(self.outcomes)), 1)
        yield Row(every, 0, self.size.outcomes)
        yield Row(every | {self.any: -1}, 0, float("inf"))
        for outcome in every:
            yield Row({outcome: 1, self.any: -1}, -float("inf"), 0)

    def no_course_gives_it_all(self) -> Iterable[Row]:
        """Of every existing course, the new one gives something more."""
        given = {
            frozenset(i for i, o in enumerate(self.outcomes) if _gives(module, o, self.taxonomy))
            for module, kept in self.taxonomy.modules.items()
            if kept.kind is not ModuleKind.EUV
        }
        for together in sorted(given - {frozenset()}, key=sorted):
            others = dict.fromkeys(set(range(len(self.outcomes))) - together, 1)
            yield Row(others | {self.any: -1}, 0, float("inf"))

    def demands_are_closed(self) -> Iterable[Row]:
        """A place is filled only by somebody for whom every demand holds."""
        for place, pair in enumerate(self.pairs):
            for options in set(pair.options):
                terms = dict.fromkeys(sorted(options), 1) | {self.variable(place): -1}
                yield Row(terms, 0, float("inf"))

    def each_outcome_is_used(self) -> Iterable[Row]:
        """No outcome is there only to make the course another than those there are."""
        users: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for place, pair in enumerate(self.pairs):
            for outcome in frozenset[int]().union(*pair.options):
                users[outcome][self.variable(place)] = 1
        for outcome in range(len(self.outcomes)):
            yield Row(users[outcome] | {outcome: -1}, 0, float("inf"))

    def one_place_each(self) -> Iterable[Row]:
        """Each person fills at most one place."""
        rows: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for place, pair in enumerate(self.pairs):
            rows[pair.person][self.variable(place)] = 1
        return [Row(terms, 0, 1) for terms in rows.values()]

    def places_are_counted(self) -> Iterable[Row]:
        """Each need gets at most the people it asks for."""
        rows: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for place, pair in enumerate(self.pairs):
            rows[pair.need][self.variable(place)] = 1
        return [Row(t, 0, self.needs[n].need.headcount) for n, t in rows.items()]

    def measures(self) -> Iterable[list[int]]:
        """What is made least, one after the other."""
        none = [0] * (self.any + 1)
        yield none + [-1] * len(self.pairs)
        yield none + [int(bool(pair.missing)) for pair in self.pairs]
        yield [1] * len(self.outcomes) + [0] * (1 + len(self.pairs))
        yield [o.level for o in self.outcomes] + [0] * (1 + len(self.pairs))

    def best(self, start: list[int], seconds: float) -> tuple[list[int], int, bool]:
        """Values of the variables, the bound on places, and whether the rest is proven.

        `start` is what is possible today; nothing worse comes back.
        """
        programme = Programme(self.rows(), [1] * (self.any + 1 + len(self.pairs)))
        values = start
        bound, settled, left = sum(n.need.headcount for n in self.needs), True, seconds
        for number, (costs, share) in enumerate(zip(self.measures(), SHARES, strict=True)):
            ran = programme.least(costs, values, left * share)
            left -= ran.seconds
            reached = _total(costs, values)
            if ran.values is not None and _total(costs, ran.values.tolist()) <= reached:
                values = ran.values.tolist()
                reached = _total(costs, values)
            if not number and ran.bound is not None:
                bound = min(bound, -ran.bound)
            settled = settled and ran.bound == reached
            programme.keep(Row(dict(enumerate(costs)), -float("inf"), reached))
        return values, bound, settled


def _total(costs: Sequence[int], values: Sequence[int]) -> int:
    return sum(cost * value for cost, value in zip(costs, values, strict=True))


def _outcomes(needs: Sequence[CohortNeed], taxonomy: Taxonomy) -> tuple[Attainment, ...]:
    """Every outcome that could close a demand: also narrower competences, which close several."""
    levels: defaultdict[str, set[int]] = defaultdict(set)
    for a in {a for n in needs for goal in goals_of(n.need) for a in goal}:
        for narrower in taxonomy.graph.narrower(a.competence):
            if taxonomy.competences[narrower].kind in TEACHABLE:
                levels[narrower].add(a.level)
    return tuple(sorted(Attainment(c, level) for c, found in levels.items() for level in found))


def _gives(module: ModuleId, outcome: Attainment, taxonomy: Taxonomy) -> bool:
    return taxonomy.graph.outcomes(module).get(outcome.competence, 0) >= outcome.level


def propose_course(
    needs: Sequence[CohortNeed],
    people: Sequence[Standing],
    taxonomy: Taxonomy,
    on: date,
    size: CourseSize | None = None,
    seconds: float = SECONDS,
) -> NewCourse:
    """Find the new course that fills most places of a network.

    Args:
        needs: of all companies.
        people: the pool, standings on the day that decides.
        taxonomy: for relations between competences and for the courses there are.
        on: the day that decides.
        size: how large the course may be; by default `CourseSize()`.
        seconds: time limit of the solver.

    Returns:
        The course, who takes it, and which existing courses it would replace.
    """
    size = size or CourseSize()
    search = _Search(needs, people, taxonomy, size)
    start = _today(search, seconds / 10)
    values, bound, settled = search.best(start, seconds * 0.9)
    filled = [p for i, p in enumerate(search.pairs) if values[search.variable(i)]]
    outcomes = tuple(o for i, o in enumerate(search.outcomes) if values[i])
    packagers = {
        need: Packager(build_problem(needs[need].need, taxonomy, on).without_programmes())
        for need in {p.need for p in filled if p.missing}
    }
    gains = tuple(_gain(search, pair, packagers[pair.need]) for pair in filled if pair.missing)
    return NewCourse(
        size,
        outcomes,
        gains,
        _replaced(gains),
        sum(start),
        len(filled),
        max(bound, len(filled)),
        settled,
    )


def _today(search: _Search, seconds: float) -> list[int]:
    """Values of the variables when those who are fit today fill most places."""
    size = search.any + 1 + len(search.pairs)
    costs, uppers = [0] * size, [0] * size
    for place, pair in enumerate(search.pairs):
        if not pair.missing:
            costs[search.variable(place)], uppers[search.variable(place)] = -1, 1
    programme = Programme([*search.one_place_each(), *search.places_are_counted()], uppers)
    ran = programme.least(costs, [0] * size, seconds)
    return [0] * size if ran.values is None else ran.values.tolist()


def _gain(search: _Search, pair: _Pair, packager: Packager) -> Gain:
    person = search.people[pair.person]
    package = packager.best(person)
    told = package.modules if package.closed else ()
    return Gain(person.person, search.needs[pair.need], pair.missing, told, package.days)


def _replaced(gains: Iterable[Gain]) -> tuple[tuple[ModuleId, int], ...]:
    counts: defaultdict[ModuleId, int] = defaultdict(int)
    for gain in gains:
        for module in gain.instead:
            counts[module] += 1
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
