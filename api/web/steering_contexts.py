"""What the pages about assignment and chains are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from api.web.contexts import Choice, Page


@dataclass(frozen=True)
class CompareRow:
    """One figure before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Column:
    """One number of people in the histogram, before and after; heights from the bottom."""

    label: str
    x: int
    before: int
    after: int
    before_height: float
    after_height: float


@dataclass(frozen=True)
class NeedLine:
    """One need before and after."""

    title: str
    href: str
    company: str
    positions: int
    limit: int
    before: int
    after: int


@dataclass(frozen=True)
class SteeredLine:
    """One person's suggestion."""

    person: str
    href: str
    suggested: str
    days: str
    alone: str
    price: str
    why: str


@dataclass(frozen=True)
class CapRow:
    """The assignment with another limit."""

    cap: str
    current: bool
    people: int
    days: str
    nobody: int
    most: int


@dataclass(frozen=True)
class AssignmentPage(Page):
    """Everybody steered, before and after."""

    template: ClassVar[str] = "fordeling.html"
    story: tuple[str, ...]
    caps: tuple[Choice, ...]
    rows: tuple[CompareRow, ...]
    columns: tuple[Column, ...]
    columns_width: int
    columns_words: str
    needs: tuple[NeedLine, ...]
    people: tuple[SteeredLine, ...]
    left_out: str
    ladder: tuple[CapRow, ...]
    prices: tuple[str, ...]
    proof: str
    constraints: tuple[str, ...]


@dataclass(frozen=True)
class VacancyLine:
    """One need as one person sees it."""

    title: str
    href: str
    company: str
    suggested: bool
    days: str
    points: str
    courses: tuple[str, ...]
    others: str


@dataclass(frozen=True)
class SteeredPage(Page):
    """One person: the suggestion first, then every other need."""

    template: ClassVar[str] = "fordeling_person.html"
    person: str
    suggestion: str
    why: str
    crowd: str
    vacancies: tuple[VacancyLine, ...]


@dataclass(frozen=True)
class ChainStep:
    """One link of a chain."""

    person: str
    href: str
    takes: str
    days: str
    courses: tuple[str, ...]


@dataclass(frozen=True)
class ChainLine:
    """A chain from the open need to the one who leaves no job."""

    company: str
    title: str
    href: str
    days: str
    steps: tuple[ChainStep, ...]


@dataclass(frozen=True)
class UnknownGroup:
    """Employees of a company whose job nobody has described."""

    company: str
    people: str


@dataclass(frozen=True)
class ChainsPage(Page):
    """All chains, what they add, and what cannot be told."""

    template: ClassVar[str] = "kaeder.html"
    summary: str
    lengths: tuple[Choice, ...]
    rows: tuple[CompareRow, ...]
    chains: tuple[ChainLine, ...]
    direct: tuple[ChainLine, ...]
    unknown: tuple[UnknownGroup, ...]
    prices: tuple[str, ...]
    proof: str
    constraints: tuple[str, ...]
