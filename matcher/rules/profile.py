"""What a person brings to an assessment of prior learning; ranking never sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from matcher.rules.schemes.admission import AdmissionFacts
from matcher.rules.schemes.euv import EuvFacts

if TYPE_CHECKING:
    from matcher.rules.credit import Rating
    from matcher.rules.criteria import EducationKind
    from taxonomy.concepts import Attainment


@dataclass(frozen=True)
class Job:
    """One employment.

    Attributes:
        first: first day.
        last: last day; None while it goes on.
        hours: a week; None when not told, and then it counts as full time.
        competences: what the tasks show, broader competences included.
        criteria: rows the person or school names for it.
        papers: what documents it, for example ("ATP", "udtalelse").
    """

    id: str
    first: date
    last: date | None
    hours: float | None = None
    tasks_da: str = ""
    competences: tuple[Attainment, ...] = ()
    criteria: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Education:
    """One education, course or subject.

    Attributes:
        code: national code; empty when not told.
        done: the day it was passed; None when not told.
        criteria: rows the person or school names for it.
        papers: what documents it, for example ("AMU-bevis",).
    """

    id: str
    kind: EducationKind
    title_da: str
    code: str = ""
    done: date | None = None
    criteria: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchoolRating:
    """The school's rating of one row."""

    criterion: str
    rating: Rating
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Individual:
    """The school's discretionary assessment, for example after a practical test (R114).

    Attributes:
        id: unique within the profile, and no criterion's.
        competences_da: the theoretical competences found.
        accepted: the person's answer; None when it is not told.
    """

    id: str
    basis_da: str
    competences_da: str = ""
    gf2_weeks: float = 0
    main_weeks: float = 0
    oplaering_months: float = 0
    accepted: bool | None = None
    by: str = ""
    on: date | None = None


@dataclass(frozen=True)
class RkvProfile:
    """Everything told about one person for an assessment.

    Attributes:
        person: a pseudonymous id.
        school: who assesses; changes nothing in blocks A to C.
        euv: facts for the EUV rules: birth date, earlier education, agreement, papers.
        admission: facts for the requirement of 02.
        declined: ids of credit the person would rather not have.
    """

    person: str
    school: str = ""
    euv: EuvFacts = field(default_factory=EuvFacts)
    admission: AdmissionFacts = field(default_factory=AdmissionFacts)
    jobs: tuple[Job, ...] = ()
    educations: tuple[Education, ...] = ()
    ratings: tuple[SchoolRating, ...] = ()
    individual: tuple[Individual, ...] = ()
    declined: tuple[str, ...] = ()
