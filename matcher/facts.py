"""What is known about people and companies: frozen inputs of everything else here.

The types that ranking sees can hold competence evidence, requirements and dates, and nothing
else. Age, sex, origin, name, address, health, benefit and length of unemployment have no place
to stand; `tests/matcher/test_fairness.py` holds the list of fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from taxonomy.concepts import Attainment, LineKind

if TYPE_CHECKING:
    from taxonomy.ids import CompetenceId, ProfileId

PersonId: TypeAlias = str
NeedId: TypeAlias = str
EvidenceId: TypeAlias = str


class EvidenceKind(StrEnum):
    """How a competence was shown."""

    JOB = "job"
    COURSE = "course"
    CERTIFICATE = "certificate"
    EDUCATION = "education"
    TEST = "test"
    RKV = "rkv"
    STATEMENT = "statement"


class Judge(StrEnum):
    """Who judged the level."""

    SELF = "self"
    EMPLOYER = "employer"
    SCHOOL = "school"
    AUTHORITY = "authority"


@dataclass(frozen=True, order=True)
class Evidence:
    """One thing that shows a competence at a level.

    Attributes:
        id: unique within the person.
        level: 0 (assessed and not held) to 4; a certificate has 1.
        shown: last day it was shown: end of the job or course, day of the test. None when
            unknown; then it counts as recent and is named among the missing data.
        months: length of the job in months; None when it is not a job or not told.
        expires: last day a certificate is valid; None when no limit is told.
        foreign: papers from outside Denmark that nobody has assessed against Danish ones.
        suggested: read out of free text by the system, and not confirmed by a person.
    """

    id: EvidenceId
    competence: CompetenceId
    level: int
    kind: EvidenceKind
    judge: Judge
    shown: date | None = None
    months: int | None = None
    expires: date | None = None
    foreign: bool = False
    suggested: bool = False


@dataclass(frozen=True)
class Person:
    """A person as ranking sees one: a pseudonymous id and evidence of competence."""

    id: PersonId
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One thing a need asks for; one of `options` is enough (hard demands have one option).

    Attributes:
        key: unique within the need, stable for the same content.
        kind: must, one_of, advantage or trait; traits are named and never scored.
        title: the group's name for one_of; otherwise empty.
        weight: how much it matters beside the others of its kind, 1 to 3.
        suggested: read out of free text by the system, and not confirmed by a person.
    """

    key: str
    kind: LineKind
    title: str
    options: tuple[Attainment, ...]
    weight: int = 1
    suggested: bool = False

    @property
    def hard(self) -> bool:
        """Whether the need is unmet without it."""
        return self.kind in {LineKind.MUST, LineKind.ONE_OF}


@dataclass(frozen=True)
class Need:
    """One need in a company's plan.

    Attributes:
        area: id of the fagområde.
        headcount: people needed, at least 1.
        by: the day the need must be met; None when open.
        importance: 1 (nice) to 3 (critical), as the company sees it.
    """

    id: NeedId
    area: str
    title: str
    profile: ProfileId | None
    requirements: tuple[Requirement, ...]
    headcount: int = 1
    by: date | None = None
    importance: int = 2

    @property
    def hard(self) -> tuple[Requirement, ...]:
        """Hard demands and groups, in order."""
        return tuple(r for r in self.requirements if r.hard)

    @property
    def advantages(self) -> tuple[Requirement, ...]:
        """What is a plus, in order."""
        return tuple(r for r in self.requirements if r.kind is LineKind.ADVANTAGE)

    @property
    def traits(self) -> tuple[Requirement, ...]:
        """Personal traits the company named: for the talk, never for the score."""
        return tuple(r for r in self.requirements if r.kind is LineKind.TRAIT)


@dataclass(frozen=True)
class Job:
    """What an employee's present job asks for, so that somebody else could take it over.

    Attributes:
        person: the employee.
        requirements: as a need's; at least one of them hard.
    """

    person: PersonId
    title: str
    profile: ProfileId | None
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Area:
    """A fagområde the company is organised around, with the people who work in it.

    Attributes:
        jobs: the present jobs of some of the employees; of the others nothing is known.
    """

    id: str
    title: str
    employees: tuple[PersonId, ...] = ()
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True)
class CompetencePlan:
    """A company's kompetenceforsyningsplan."""

    id: str
    company: str
    cvr: str
    areas: tuple[Area, ...]
    needs: tuple[Need, ...]

    @property
    def employees(self) -> frozenset[PersonId]:
        """Everybody the company has, over all areas."""
        return frozenset(person for area in self.areas for person in area.employees)
