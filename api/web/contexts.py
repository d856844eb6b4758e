"""What each page is given: one page, one context, and nothing its template does not use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Frame:
    """What stands around every page."""

    on: str
    taxonomy: str


@dataclass(frozen=True)
class Page:
    """Base of all pages."""

    template: ClassVar[str]
    frame: Frame


@dataclass(frozen=True)
class Choice:
    """A link among several; the current one is marked."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Fee:
    """An amount with the number of its note, or why it cannot be told and no note (0)."""

    amount: str
    note: int


@dataclass(frozen=True)
class Course:
    """A course with its status and the basis of its length."""

    title: str
    status: str
    status_words: str
    code: str
    days: str
    days_basis: str
    fee: Fee


@dataclass(frozen=True)
class Step:
    """A course in a package and why it is there."""

    course: Course
    reason: str


@dataclass(frozen=True)
class Package:
    """A course package in words."""

    summary: str
    proof: str
    fee: Fee
    steps: tuple[Step, ...]
    blocked: tuple[str, ...]


@dataclass(frozen=True)
class Seat:
    """One of the people a company is looking for."""

    x: int
    filled: bool


@dataclass(frozen=True)
class NeedRow:
    """A need on the front page."""

    title: str
    href: str
    headcount: int
    by: str
    importance: str
    fit: int
    fit_employed: int
    fit_unconfirmed: int
    next_days: str
    seats: tuple[Seat, ...]
    seats_width: int
    seats_words: str


@dataclass(frozen=True)
class AreaBox:
    """A fagområde on the front page."""

    title: str
    employees: str
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True)
class CompanyBox:
    """A company on the front page."""

    name: str
    areas: tuple[AreaBox, ...]


@dataclass(frozen=True)
class OverviewPage(Page):
    """The front page."""

    template: ClassVar[str] = "overblik.html"
    people: str
    needs: str
    companies_count: str
    story: str
    companies: tuple[CompanyBox, ...]


@dataclass(frozen=True)
class RequirementLine:
    """A requirement of a need, with links to its alternatives."""

    kind: str
    title: str
    options: tuple[Choice, ...]
    weight: str


@dataclass(frozen=True)
class Segment:
    """A part of a score's bar, in points from the left."""

    x: float
    width: float
    fill: str


@dataclass(frozen=True)
class ScoreLine:
    """A row of a score's table."""

    label: str
    points: str
    possible: str


@dataclass(frozen=True)
class ScoreBox:
    """A score as a bar and as a table."""

    total: str
    words: str
    segments: tuple[Segment, ...]
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True)
class CandidateBox:
    """A person in a ranking."""

    person: str
    href: str
    place: str
    score: ScoreBox
    fit: bool
    fit_words: str
    way: str
    note: int
    after: str
    blocked: tuple[str, ...]
    counterfactual: str
    missing: tuple[str, ...]
    employed: bool
    suggested: bool


@dataclass(frozen=True)
class Legend:
    """A colour and what it stands for."""

    fill: str
    label: str


@dataclass(frozen=True)
class NeedPage(Page):
    """Everybody ranked for a need."""

    template: ClassVar[str] = "behov.html"
    title: str
    company: str
    area: str
    headcount: str
    by: str
    importance: str
    requirements: tuple[RequirementLine, ...]
    traits: tuple[str, ...]
    story: str
    orders: tuple[Choice, ...]
    shown: str
    pages: tuple[Choice, ...]
    legend: tuple[Legend, ...]
    candidates: tuple[CandidateBox, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonRow:
    """A person against one requirement."""

    number: int
    title: str
    option: Choice
    kind: str
    needed: str
    shown: str
    met: bool
    status: str
    evidence: str
    via: str
    near: str


@dataclass(frozen=True)
class Point:
    """A place in a picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Axis:
    """An axis of a radar picture with its number outside the rim."""

    number: int
    end: Point
    label: Point
    held: Point
    current: bool


@dataclass(frozen=True)
class Radar:
    """Required and held levels as two closed lines."""

    words: str
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    required: str
    held: str


@dataclass(frozen=True)
class BaselineRow:
    """What a rule of thumb would choose."""

    name: str
    days: str
    waste: str
    courses: tuple[str, ...]


@dataclass(frozen=True)
class PersonPage(Page):
    """One person for one need."""

    template: ClassVar[str] = "person.html"
    person: str
    need: str
    need_href: str
    company: str
    area: str
    story: tuple[str, ...]
    score: ScoreBox
    legend: tuple[Legend, ...]
    rows: tuple[ComparisonRow, ...]
    gaps: tuple[ComparisonRow, ...]
    radar: Radar | None
    least: tuple[Choice, ...]
    calendar_href: str
    choice: str
    best: Package
    alternatives: tuple[Package, ...]
    baselines: tuple[BaselineRow, ...]
    traits: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class CompetencePage(Page):
    """One competence."""

    template: ClassVar[str] = "kompetence.html"
    label: str
    label_en: str
    kind: str
    field: str
    definition: str
    synonyms: str
    broader: tuple[Choice, ...]
    narrower: tuple[Choice, ...]
    near: tuple[Choice, ...]
    valid: str
    esco: str
    status: str
    sources: tuple[str, ...]
    as_of: str
    confidence: str
    courses: tuple[Course, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PlanRow:
    """One example plan and the files of it."""

    title: str
    goal: str
    start: str
    end: str
    periods: str
    files: tuple[Choice, ...]


@dataclass(frozen=True)
class PlansPage(Page):
    """The example plans."""

    template: ClassVar[str] = "planer.html"
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True)
class AboutPage(Page):
    """What the ranking is and is not."""

    template: ClassVar[str] = "om.html"
    hard_points: str
    advantage_points: str
    evidence_points: str
    fresh_years: int
    stale_share: str


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    required: bool
    type: str
    text: str


@dataclass(frozen=True)
class Operation:
    """An operation of the JSON interface."""

    anchor: str
    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: str
    answers: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True)
class OperationGroup:
    """Operations about the same thing."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class ApiPage(Page):
    """The description of the JSON interface."""

    template: ClassVar[str] = "api.html"
    description: str
    document: str
    groups: tuple[OperationGroup, ...]


@dataclass(frozen=True)
class ErrorPage(Page):
    """Something that could not be answered."""

    template: ClassVar[str] = "fejl.html"
    status: int
    title: str
    message: str
    faults: tuple[str, ...]
