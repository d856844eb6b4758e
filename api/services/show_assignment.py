"""An assignment as a view: before and after, what each limit costs, and one person's list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from api.errors import UnknownThingError
from api.views import steering as views
from api.wording import counted
from api.wording import steering as words
from matcher.packages.assignment import alone, value_of
from matcher.packages.crowding import causes, crowd, explain, ladder, limit_prices
from matcher.packages.steering.programmes import CONSTRAINTS_DA
from matcher.packages.steering.prospects import POINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.region import Region
    from matcher.facts import NeedId, PersonId
    from matcher.packages.assignment import Assignment
    from matcher.packages.crowding import Steered
    from taxonomy.ids import ModuleId

CONSTRAINTS: Final = (
    "kun behov, som personen kan opfylde, i dag eller efter kurser",
    *(name for name in CONSTRAINTS_DA.values() if not name.startswith("en besat")),
)


def show_assignment(
    region: Region, found: Assignment, class_cap: int | None, seconds: float
) -> views.AssignmentView:
    """Everything about an assignment, as page, terminal and JSON show it.

    Args:
        region: for the titles.
        found: the assignment.
        class_cap: the limit on classes it was asked for with.
        seconds: time limit of the prices together, and of the other limits together.

    Returns:
        The view.
    """
    problem, before = found.problem, alone(found.problem)
    wanted = Counter(before.values())
    told = explain(found)
    return views.AssignmentView(
        on=region.on,
        taxonomy=region.taxonomy.id,
        method=found.way,
        proven=found.proven,
        proof_da=words.proof(found.way, found.levels, proven=found.proven),
        levels=words.levels(found.levels),
        constraints_da=list(CONSTRAINTS),
        prices=[words.price(p) for p in limit_prices(found, seconds)],
        causes_da=_causes(found, seconds),
        cap=problem.cap,
        class_cap=class_cap,
        first=problem.first,
        total=len(problem.people),
        employees_left_out=len(region.people) - len(problem.people),
        positions=sum(problem.positions.values()),
        before=_crowd(found, before),
        after=_crowd(found, found.need_of),
        needs=[
            views.NeedCrowdView(
                need=need, title=region.needs[need][0].title,
                company=region.needs[need][1].company, positions=positions,
                limit=problem.limit(need), before=wanted[need], after=found.counts[need],
            )
            for need, positions in problem.positions.items()
        ],
        ladder=_ladder(found, seconds),
        people=[_Shown(region, found, told[p]).steered() for p in problem.people],
    )  # fmt: skip


def _causes(found: Assignment, seconds: float) -> list[str]:
    problem = found.problem
    if found.need_of:
        return []
    if not problem.people:
        return ["der er ingen personer at fordele"]
    if not problem.positions:
        return ["der er ingen ledige pladser"]
    if not problem.offers:
        return ["ingen af behovene kan lukkes med kurser for nogen af personerne"]
    names = {constraint.__name__: name for constraint, name in CONSTRAINTS_DA.items()}
    return [names[cause] for cause in causes(found, seconds)]


def show_person(region: Region, found: Assignment, person: PersonId) -> views.SteeredPersonView:
    """One person's suggestion and every vacancy, nothing hidden.

    Raises:
        UnknownThingError: when the person is an employee, who is not in the assignment.
    """
    if person not in found.problem.people:
        message = (
            f"Personen «{person}» er ansat i en af virksomhederne og er ikke med i fordelingen; "
            "se kæderne"
        )
        raise UnknownThingError(message)
    shown = _Shown(region, found, explain(found)[person])
    steered = shown.steered()
    vacancies = [shown.vacancy(need) for need in shown.order()]
    return views.SteeredPersonView(**dict(steered), vacancies=vacancies)


class _Shown:
    """One person of an assignment."""

    def __init__(self, region: Region, found: Assignment, told: Steered) -> None:
        self.region, self.found, self.told = region, found, told

    def order(self) -> list[NeedId]:
        """All needs: the suggestion, then the person's own order, then what cannot be closed."""
        problem, person = self.found.problem, self.told.person
        first = [self.told.suggested] if self.told.suggested else []
        return list(dict.fromkeys([*first, *problem.choices[person], *problem.positions]))

    def steered(self) -> views.SteeredView:
        told = self.told
        title = self.region.needs[told.alone][0].title if told.alone else ""
        course = self.region.taxonomy.modules[told.full].title_da if told.full else ""
        return views.SteeredView(
            person=told.person,
            suggested=self.vacancy(told.suggested) if told.suggested else None,
            alone=self.vacancy(told.alone) if told.alone else None,
            why=told.why,
            why_da=words.why(told, title, course),
            others=told.others,
            wanting=told.wanting,
            more_days=told.more_days,
            fewer_points=None if told.fewer_points is None else told.fewer_points / POINT,
        )

    def vacancy(self, need: NeedId) -> views.VacancyView:
        told, problem = self.told, self.found.problem
        offer = problem.offers.get((told.person, need))
        others = self.found.counts[need] - (told.suggested == need)
        return views.VacancyView(
            need=need,
            title=self.region.needs[need][0].title,
            company=self.region.needs[need][1].company,
            days=offer.days if offer else None,
            points=offer.points / POINT if offer else None,
            courses=courses(self.region, offer.modules if offer else ()),
            positions=problem.positions[need],
            others=others,
            suggested=told.suggested == need,
            text_da=self._text(need, others, closes=offer is not None),
        )

    def _text(self, need: NeedId, others: int, *, closes: bool) -> str:
        if not closes:
            return "Kan ikke lukkes med kurser; se hvorfor ved behovet"
        count = self.found.problem.positions[need]
        places = counted(count, "plads", "pladser")
        full = self.found.counts[need] >= self.found.problem.limit(need)
        end = "; loftet er nået" if full and self.told.suggested != need else ""
        return f"{words.others(others).capitalize()} til {places}{end}"


def courses(region: Region, modules: tuple[ModuleId, ...]) -> list[views.CourseLineView]:
    """The courses of a package in a line each."""
    found = (region.taxonomy.modules[m] for m in modules)
    return [
        views.CourseLineView(id=m.id, title_da=m.title_da, days=m.days, status=m.origin.status)
        for m in found
    ]


def _crowd(found: Assignment, need_of: Mapping[PersonId, NeedId]) -> views.CrowdView:
    told, value = crowd(found.problem, need_of), value_of(found.problem, need_of)
    return views.CrowdView(
        positions_without_anybody=told.nobody,
        positions_with_more_than_five=told.many,
        most_at_one_position=told.most,
        needs_without_anybody=len(told.needs_without),
        days=value.days,
        points=value.points / POINT,
        people=value.people,
        histogram=[
            views.HistogramRowView(people=people, positions=told.by_people.get(people, 0))
            for people in range(told.most + 1)
        ],
    )


def _ladder(found: Assignment, seconds: float) -> list[views.LadderView]:
    rows = []
    for cap, other in ladder(found, seconds).items():
        told = crowd(found.problem, other.need_of)
        rows.append(
            views.LadderView(
                cap=cap, people=other.value.people, days=other.value.days,
                points=other.value.points / POINT, positions_without_anybody=told.nobody,
                most_at_one_position=told.most, proven=other.proven,
            )
        )  # fmt: skip
    return rows
