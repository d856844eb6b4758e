"""Use cases: the assignment with a cap, and the vacancy chains of a region, worked out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.services.kept import Kept
from api.services.show_assignment import show_assignment, show_person
from api.services.show_chains import ChainGround, show_chains
from matcher.facts import Need
from matcher.packages.assignment import CAP, AssignmentProblem, First, assign
from matcher.packages.chains import LONGEST, ChainProblem, Move, find_chains
from matcher.packages.steering.prospects import prospects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.region import Region
    from api.views.steering import AssignmentView, ChainsView, SteeredPersonView
    from matcher.facts import CompetencePlan, Job, NeedId, PersonId, Requirement
    from matcher.packages.assignment import Assignment
    from matcher.packages.steering.prospects import Prospect

SECONDS: Final = 10.0
"""Time limit of one solution."""
KEPT: Final = 40


@dataclass(frozen=True)
class Asked:
    """What an assignment is asked for.

    Attributes:
        cap: most people for one position; None for no limit.
        class_cap: most people in one class; None for no limit.
        everybody: whether the plans' own employees are steered too.
    """

    cap: int | None = CAP
    class_cap: int | None = None
    first: First = First.DAYS
    everybody: bool = False


class Steering:
    """Answers about who goes where, each worked out once."""

    def __init__(self, region: Region) -> None:
        """Work nothing out before it is asked for."""
        self.region = region
        self._prospects: Kept[tuple[Requirement, ...], Mapping[PersonId, Prospect | None]] = Kept()
        self._found: Kept[Asked, Assignment] = Kept(KEPT)
        self._assignments: Kept[Asked, AssignmentView] = Kept(KEPT)
        self._chains: Kept[int, ChainsView] = Kept(KEPT)

    def assignment(self, asked: Asked | None = None) -> AssignmentView:
        """Everybody steered to the best vacancy given everyone else."""
        what = asked or Asked()
        return self._assignments.get(
            what,
            lambda: show_assignment(self.region, self._assigned(what), what.class_cap, SECONDS),
        )

    def person(self, person: PersonId, asked: Asked | None = None) -> SteeredPersonView:
        """One person's suggestion, and every other vacancy.

        Raises:
            UnknownThingError: when the person is not there, or not in the assignment.
        """
        self.region.person(person)
        return show_person(self.region, self._assigned(asked or Asked()), person)

    def chains(self, longest: int = LONGEST) -> ChainsView:
        """The chains that fill most places with least training."""
        return self._chains.get(longest, lambda: self._chained(longest))

    def _chained(self, longest: int) -> ChainsView:
        ground = self._ground(longest)
        found = find_chains(ground.problem, SECONDS)
        return show_chains(self.region, ground, found, SECONDS)

    def _assigned(self, asked: Asked) -> Assignment:
        return self._found.get(asked, lambda: assign(self._problem(asked), SECONDS))

    def _problem(self, asked: Asked) -> AssignmentProblem:
        region = self.region
        out = frozenset[str]() if asked.everybody else employees(region)
        people = tuple(p.id for p in region.people if p.id not in out)
        offers = {
            (person, need): prospect
            for need in region.needs
            for person, prospect in self._reached(region.needs[need][0]).items()
            if prospect is not None and person not in out
        }
        taught = {module for offer in offers.values() for module in offer.modules}
        seats = {} if asked.class_cap is None else dict.fromkeys(sorted(taught), asked.class_cap)
        positions = {need.id: need.headcount for need, _ in region.needs.values()}
        seed = region.settings.tie_seed
        return AssignmentProblem(people, positions, offers, asked.cap, seats, asked.first, seed)

    def _ground(self, longest: int) -> ChainGround:
        """What chains are asked for: links within companies, and across them for the price."""
        region, jobs = self.region, _jobs(self.region)
        within, links = self._chain_problem(jobs, longest, across=False)
        across, _ = self._chain_problem(jobs, longest, across=True)
        unknown = {
            person: plan
            for plan in region.plans
            for person in sorted(plan.employees)
            if person not in jobs and person in region.standing_by_id
        }
        return ChainGround(within, across, links, jobs, unknown)

    def _chain_problem(
        self, jobs: Mapping[PersonId, tuple[Job, CompetencePlan]], longest: int, *, across: bool
    ) -> tuple[ChainProblem, dict[Move, Prospect]]:
        region, out = self.region, employees(self.region)
        outsiders = tuple(p.id for p in region.people if p.id not in out)
        links: dict[Move, Prospect] = {}

        def able(plan: CompetencePlan) -> set[PersonId]:
            return {*outsiders, *(jobs.keys() if across else plan.employees & jobs.keys())}

        for need, plan in region.needs.values():
            links |= _links(self._reached(need), able(plan), need.id, "")
        for person, (job, plan) in jobs.items():
            links |= _links(self._reached(_as_need(job)), able(plan) - {person}, "", person)
        problem = ChainProblem(
            tuple(jobs), outsiders,
            {need.id: need.headcount for need, _ in region.needs.values()},
            {move: prospect.days for move, prospect in links.items()},
            longest, region.settings.tie_seed,
        )  # fmt: skip
        return problem, links

    def _reached(self, need: Need) -> Mapping[PersonId, Prospect | None]:
        r = self.region
        return self._prospects.get(
            need.requirements,
            lambda: prospects(need, r.standings, r.taxonomy, r.settings, r.on),
        )


def employees(region: Region) -> frozenset[PersonId]:
    """Everybody a company in the region has."""
    return frozenset[str]().union(*(plan.employees for plan in region.plans))


def _jobs(region: Region) -> dict[PersonId, tuple[Job, CompetencePlan]]:
    """Described jobs of known people; who works in two companies leaves none that can be told."""
    told = [(job, plan) for plan in region.plans for area in plan.areas for job in area.jobs]
    counts = Counter(p for plan in region.plans for p in plan.employees)
    there = region.standing_by_id
    return {
        job.person: (job, plan)
        for job, plan in told
        if counts[job.person] == 1 and job.person in there
    }


def _as_need(job: Job) -> Need:
    return Need(f"job:{job.person}", "", job.title, job.profile, job.requirements)


def _links(
    reached: Mapping[PersonId, Prospect | None], allowed: set[PersonId], need: NeedId, job: PersonId
) -> dict[Move, Prospect]:
    return {
        Move(person, need, job): prospect
        for person, prospect in reached.items()
        if prospect is not None and person in allowed
    }
