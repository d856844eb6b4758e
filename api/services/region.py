"""Plans and people loaded together: what every question is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from api.errors import UnknownThingError, WrongInputError
from api.intake.people import PeopleFile, load_people
from api.intake.plans import PlanFile, load_plans
from matcher.matching.standing import Standing, standing
from matcher.settings import DEFAULT_SETTINGS, MatchSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from api.services.calendar import RunCalendar
    from matcher.facts import CompetencePlan, Evidence, Need, Person
    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy


@dataclass(frozen=True)
class Region:
    """Plans, people, the taxonomy they are read with, the day that decides, and runs if any."""

    taxonomy: Taxonomy
    plans: tuple[CompetencePlan, ...]
    people: tuple[Person, ...]
    on: date
    settings: MatchSettings = DEFAULT_SETTINGS
    notices: tuple[str, ...] = ()
    calendar: RunCalendar | None = None

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everybody's standing on the day, in the order of `people`."""
        return tuple(standing(p, self.taxonomy, self.settings, self.on) for p in self.people)

    @cached_property
    def standing_by_id(self) -> Mapping[str, Standing]:
        """Standings by person id."""
        return {s.person: s for s in self.standings}

    @cached_property
    def evidence(self) -> Mapping[str, Mapping[str, Evidence]]:
        """Evidence by person id and evidence id."""
        return {p.id: {e.id: e for e in p.evidence} for p in self.people}

    @cached_property
    def needs(self) -> Mapping[str, tuple[Need, CompetencePlan]]:
        """Needs with their plans, by need id, in the plans' order."""
        return {need.id: (need, plan) for plan in self.plans for need in plan.needs}

    def need(self, need_id: str) -> tuple[Need, CompetencePlan]:
        """A need and its plan.

        Raises:
            UnknownThingError: naming the needs there are.
        """
        if need_id not in self.needs:
            message = f"Behovet «{need_id}» findes ikke. Der er: {', '.join(self.needs) or 'ingen'}"
            raise UnknownThingError(message)
        return self.needs[need_id]

    def person(self, person_id: str) -> Standing:
        """A person's standing.

        Raises:
            UnknownThingError: saying how many people there are and what an id looks like.
        """
        if person_id not in self.standing_by_id:
            example = f", fx «{self.people[0].id}»" if self.people else ""
            message = (
                f"Personen «{person_id}» findes ikke blandt de {len(self.people)} personer{example}"
            )
            raise UnknownThingError(message)
        return self.standing_by_id[person_id]


def load_region(plan: Path, people: Path, taxonomy: Taxonomy, on: date) -> Region:
    """Read plans and people.

    Args:
        plan: JSON or YAML with one plan or several.
        people: JSON, YAML, CSV or XLSX.
        taxonomy: what both are read with.
        on: the day that decides.

    Returns:
        The region, with what the reader should be told about how the files were read.

    Raises:
        WrongInputError: with the faults of both files at once.
    """
    faults: list[Fault] = []
    plans, persons = PlanFile((), ()), PeopleFile((), ())
    try:
        plans = load_plans(plan, taxonomy)
    except WrongInputError as error:
        faults.extend(error.faults)
    try:
        persons = load_people(people, taxonomy)
    except WrongInputError as error:
        faults.extend(error.faults)
    if faults:
        raise WrongInputError(faults)
    notices = (*plans.notices, *persons.notices)
    return Region(taxonomy, plans.plans, persons.people, on, notices=notices)
