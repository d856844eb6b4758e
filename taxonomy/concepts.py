"""The concepts of the field as frozen values: competences, modules, job profiles, sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (needed at run time by pydantic at the border)
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from taxonomy.ids import CompetenceId, ModuleId, ProfileId, SourceId

MAX_LEVEL: Final = 4
LEVEL_NAMES: Final = ("ingen", "begynder", "rutineret", "avanceret", "ekspert")
"""Danish names of levels 0 to 4, the performance steps used for EUD subjects."""


class Confidence(StrEnum):
    """How far a fact can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Who stands behind a title or a definition; shown wherever the fact is shown."""

    OFFICIAL = "officiel"
    NAMED = "navngivet"
    PROPOSAL = "forslag"


class CompetenceKind(StrEnum):
    """What a competence is, which decides how it is shown, ages and is scored."""

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    TRAIT = "trait"


class ModuleKind(StrEnum):
    """What sort of education a module is."""

    AMU = "amu"
    FVU = "fvu"
    AVU = "avu"
    EUV = "euv"
    COURSE = "forloeb"


class LineKind(StrEnum):
    """The four things a vacancy mixes and a matcher must keep apart."""

    MUST = "must"
    ONE_OF = "one_of"
    ADVANTAGE = "advantage"
    TRAIT = "trait"


@dataclass(frozen=True)
class Origin:
    """Where a fact comes from.

    Attributes:
        sources: ids in `sources.csv`, at least one.
        as_of: the day the fact was written down or last compared with its source.
        confidence: how far it can be trusted.
        status: who stands behind it.
    """

    sources: tuple[SourceId, ...]
    as_of: date
    confidence: Confidence
    status: Status


@dataclass(frozen=True)
class Source:
    """A document or authority that facts are taken from."""

    id: SourceId
    title: str
    publisher: str
    url: str
    date: date
    confidence: Confidence
    note: str


@dataclass(frozen=True)
class Field:
    """A trade field that competences, modules and profiles are sorted under."""

    id: str
    name_da: str
    name_en: str


@dataclass(frozen=True)
class EscoLink:
    """A verified link to ESCO; `match` is exact, close or broad (ESCO's concept is wider)."""

    uri: str
    match: str


@dataclass(frozen=True)
class Competence:
    """Something a person can do, know, prove or speak.

    Attributes:
        synonyms_da: everyday words and abbreviations.
        broader: holding this one counts as holding these at the same level.
        related: near competences; named as near, never counted.
        valid_years: years a certificate lasts; None when no limit is known to us.
    """

    id: CompetenceId
    kind: CompetenceKind
    field: str
    label_da: str
    label_en: str
    definition_da: str
    synonyms_da: tuple[str, ...]
    synonyms_en: tuple[str, ...]
    broader: tuple[CompetenceId, ...]
    related: tuple[CompetenceId, ...]
    valid_years: int | None
    esco: EscoLink | None
    origin: Origin


@dataclass(frozen=True, order=True)
class Attainment:
    """A competence at a level (1 to 4; a certificate always has level 1)."""

    competence: CompetenceId
    level: int


Clause = tuple[Attainment, ...]
"""Alternatives, one of which is enough. A conjunction is a tuple of clauses."""


@dataclass(frozen=True)
class Module:
    """A course or programme that can be taken as one.

    Attributes:
        days: training days of 7.4 hours; None when the length is not known to us,
            and then the module is shown but never put in a package.
        days_from_source: whether a source gives the length; otherwise it is our proposal.
        outcomes: what a participant reaches.
        prerequisites: all clauses must hold before the start; competence shown by RKV counts.
        national_code: the official code; empty unless a source gives it.
    """

    id: ModuleId
    kind: ModuleKind
    field: str
    title_da: str
    title_en: str
    days: int | None
    days_from_source: bool
    outcomes: tuple[Attainment, ...]
    prerequisites: tuple[Clause, ...]
    national_code: str
    fkb: str
    description_da: str
    origin: Origin


@dataclass(frozen=True)
class ProfileLine:
    """One demand of a job profile; `group` names the alternatives that belong together."""

    kind: LineKind
    group: str
    competence: CompetenceId
    level: int
    weight: int
    note_da: str
    origin: Origin


@dataclass(frozen=True)
class JobProfile:
    """What a job demands: hard demands, alternative backgrounds, advantages, traits apart."""

    id: ProfileId
    field: str
    title_da: str
    title_en: str
    synonyms_da: tuple[str, ...]
    description_da: str
    esco: EscoLink | None
    lines: tuple[ProfileLine, ...]
    origin: Origin


@dataclass(frozen=True)
class Programme:
    """A vocational programme (EUD/EUV) with the facts our sources give.

    Attributes:
        school_weeks: weeks of main course at school; None when no source says.
        basic_weeks: weeks of GF2 for an adult who needs it; None when no source says.
        historic: replaced or named historic; kept to read old certificates.
        outcomes: what the finished programme gives; always our proposal.
    """

    id: ModuleId
    programme: str
    specialisation: str
    title_da: str
    title_en: str
    total_length_da: str
    basic_weeks: int | None
    school_weeks: float | None
    school_periods: tuple[float, ...]
    legal_basis: str
    euv_note_da: str
    note_da: str
    historic: bool
    usable: bool
    outcomes: tuple[Attainment, ...]
    source_url: str
    source_year: str
    confidence: Confidence
