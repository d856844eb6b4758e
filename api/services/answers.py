"""Answers about one region, worked out once: the region never changes while it is served."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from api.services.cohort import CohortRequest, propose_cohort, propose_new_course
from api.services.kept import Kept
from api.services.propose_calendar import propose_calendar
from api.services.propose_package import propose_package
from api.services.rank_candidates import rank, show_ranking
from api.services.replan import cancel_run
from api.services.show_companies import show_companies
from api.services.show_gaps import show_gaps
from api.services.steering import Steering
from matcher.packages.problem import Objective
from matcher.packages.upskilling import Order, sort_key

if TYPE_CHECKING:
    from api.services.region import Region
    from api.services.show_companies import CompaniesView
    from api.views import GapsView, PackageAnswerView, RankingView
    from api.views.calendar import CalendarAnswerView
    from api.views.cohort import CohortView, NewCourseView
    from api.views.replan import ReplanView
    from matcher.packages.cohort.problem import Limits
    from matcher.packages.new_course import CourseSize
    from matcher.packages.upskilling import Ranking

PACKAGES_KEPT: Final = 500
COHORTS_KEPT: Final = 20
COHORT_SECONDS: Final = 20.0
COHORT_PRICE_SECONDS: Final = 1.5


class Answers:
    """What pages and JSON ask of a region, so that both show the same values."""

    def __init__(self, region: Region) -> None:
        """Work nothing out before it is asked for."""
        self.region = region
        self.steering = Steering(region)
        self._rankings: Kept[tuple[str, Order], Ranking] = Kept()
        self._packages: Kept[tuple[str, str, Objective], PackageAnswerView] = Kept(PACKAGES_KEPT)
        self._calendars: Kept[tuple[str, str], CalendarAnswerView] = Kept(PACKAGES_KEPT)
        self._replanned: Kept[tuple[str, str, str], ReplanView | None] = Kept(PACKAGES_KEPT)
        # Group packages take seconds: one at a time, and whoever asks for anything else goes on.
        self._slow = Lock()
        self._cohorts: Kept[Limits, CohortView] = Kept(COHORTS_KEPT)
        self._courses: Kept[CourseSize, NewCourseView] = Kept(COHORTS_KEPT)
        self._gaps: Kept[None, GapsView] = Kept()
        self._companies: Kept[None, CompaniesView] = Kept()

    def ranking(
        self, need_id: str, order: Order = Order.FIT, top: int | None = None, skip: int = 0
    ) -> RankingView:
        """Everybody for one need, or `top` of them from place `skip` on.

        Raises:
            UnknownThingError: when the need is not in the plans.
        """
        need, plan = self.region.need(need_id)
        return show_ranking(self.region, plan, self._ranking(need.id, order), top, skip)

    def package(
        self, need_id: str, person_id: str, objective: Objective = Objective.DAYS
    ) -> PackageAnswerView:
        """The best package for one person and one need.

        Raises:
            UnknownThingError: when the need or the person is not there.
        """
        key = (need_id, person_id, objective)
        return self._packages.get(key, lambda: propose_package(self.region, *key))

    def calendar(self, need_id: str, person_id: str) -> CalendarAnswerView:
        """The best package on real dates for one person and one need.

        Raises:
            UnknownThingError: when the need or the person is not there.
            NothingPossibleError: when no runs have been loaded.
        """
        key = (need_id, person_id)
        return self._calendars.get(key, lambda: propose_calendar(self.region, *key))

    def replanned(
        self, need_id: str = "", person_id: str = "", cancelled: str = ""
    ) -> ReplanView | None:
        """A plan after a cancelled run: of somebody, or the example when nobody is named.

        Returns:
            The new plan; None when there is no example or nothing in the plan to cancel.

        Raises:
            UnknownThingError: when the need or the person is not there.
            NothingPossibleError: when no runs have been loaded.
        """
        key = (need_id, person_id, cancelled)
        return self._replanned.get(key, lambda: cancel_run(self.region, *key))

    def fit(self, need_id: str) -> int:
        """How many meet every hard demand of a need today.

        Raises:
            UnknownThingError: when the need is not in the plans.
        """
        need, _ = self.region.need(need_id)
        return sum(candidate.fit for candidate in self._ranking(need.id, Order.FIT).candidates)

    def package_days(self, need_id: str) -> list[int | None]:
        """Days of everybody's shortest package; None where it cannot be closed.

        Raises:
            UnknownThingError: when the need is not in the plans.
        """
        need, _ = self.region.need(need_id)
        return [c.package.days for c in self._ranking(need.id, Order.FIT).candidates]

    def best_needs(self) -> dict[str, list[str]]:
        """People by the need where each of them has most points; the first of equals."""
        best: dict[str, tuple[float, str]] = {}
        for need_id in self.region.needs:
            for candidate in self._ranking(need_id, Order.FIT).candidates:
                points = candidate.score.total
                if points > best.get(candidate.person, (-1.0, ""))[0]:
                    best[candidate.person] = (points, need_id)
        people: dict[str, list[str]] = {}
        for person, (_, need_id) in sorted(best.items()):
            people.setdefault(need_id, []).append(person)
        return people

    def place_of(self, need_id: str, person_id: str) -> int:
        """How many stand before a person when a need's list is sorted by fit.

        Raises:
            UnknownThingError: when the need or the person is not there.
        """
        self.region.person(person_id)
        need, _ = self.region.need(need_id)
        candidates = self._ranking(need.id, Order.FIT).candidates
        return next(i for i, c in enumerate(candidates) if c.person == person_id)

    def gaps(self) -> GapsView:
        """What each company lacks."""
        return self._gaps.get(None, lambda: show_gaps(self.region))

    def companies(self) -> CompaniesView:
        """All companies at one glance."""
        return self._companies.get(None, lambda: show_companies(self.region))

    def cohort(self, limits: Limits) -> CohortView:
        """The group package of the whole region within these limits.

        Raises:
            WrongInputError: when the limits cannot be meant.
            NothingPossibleError: when there is no need or nobody.
        """
        request = CohortRequest(limits, seconds=COHORT_SECONDS, price_seconds=COHORT_PRICE_SECONDS)

        def work() -> CohortView:
            with self._slow:
                return propose_cohort(self.region, request)

        return self._cohorts.get(limits, work)

    def new_course(self, size: CourseSize) -> NewCourseView:
        """The new course that would fill most places of the region.

        Raises:
            WrongInputError: when the size cannot be meant.
            NothingPossibleError: when there is no need or nobody.
        """

        def work() -> NewCourseView:
            with self._slow:
                return propose_new_course(self.region, size, (), COHORT_SECONDS)

        return self._courses.get(size, work)

    def _ranking(self, need_id: str, order: Order) -> Ranking:
        work = self._by_days if order is Order.DAYS else self._ranked
        return self._rankings.get((need_id, order), lambda: work(need_id, order))

    def _ranked(self, need_id: str, order: Order) -> Ranking:
        return rank(self.region, self.region.needs[need_id][0], order)

    def _by_days(self, need_id: str, order: Order) -> Ranking:
        # The packages with fewest days are those of the list by fit; only the order differs.
        known = self._ranking(need_id, Order.FIT)
        ordered = sorted(
            known.candidates, key=lambda c: sort_key(c, order, known.need, known.settings)
        )
        return replace(known, order=order, candidates=tuple(ordered))
