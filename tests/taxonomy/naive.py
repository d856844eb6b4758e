"""Competences made in memory, and slow second methods to hold the real ones against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from taxonomy.concepts import (
    Attainment,
    Competence,
    CompetenceKind,
    Confidence,
    Module,
    ModuleKind,
    Origin,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ORIGIN = Origin(("own",), date(2026, 11, 22), Confidence.HIGH, Status.PROPOSAL)


def competence(
    number: str, *, broader: Iterable[str] = (), related: Iterable[str] = (), **words: Sequence[str]
) -> Competence:
    """A competence with only what the test cares about."""
    return Competence(
        id=number,
        kind=CompetenceKind.SKILL,
        field="cnc",
        label_da=words.get("label", [number])[0],
        label_en=words.get("label_en", [number])[0],
        definition_da="Kan det.",
        synonyms_da=tuple(words.get("synonyms", ())),
        synonyms_en=(),
        broader=tuple(broader),
        related=tuple(related),
        valid_years=None,
        esco=None,
        origin=ORIGIN,
    )


def module(number: str, outcomes: Mapping[str, int]) -> Module:
    """A course of one day that gives these levels."""
    return Module(
        id=number,
        kind=ModuleKind.AMU,
        field="cnc",
        title_da=number,
        title_en=number,
        days=1,
        days_from_source=False,
        outcomes=tuple(Attainment(c, level) for c, level in outcomes.items()),
        prerequisites=(),
        national_code="",
        fkb="",
        description_da="Et kursus.",
        origin=ORIGIN,
    )


@st.composite
def dags(draw: st.DrawFn) -> tuple[Competence, ...]:
    """Up to eight competences; each may be broader only of later ones, so never in a ring."""
    count = draw(st.integers(1, 8))
    names = [f"c{n}" for n in range(count)]
    made = []
    for n, name in enumerate(names):
        later = draw(st.sets(st.sampled_from(names[n + 1 :]))) if n + 1 < count else set()
        related = draw(st.sets(st.sampled_from(names), max_size=3)) - {name}
        made.append(competence(name, broader=sorted(later), related=sorted(related)))
    return tuple(draw(st.permutations(made)))


def counts_as(competences: Iterable[Competence], start: str) -> set[str]:
    """Walk the broader links one step at a time until nothing new is seen."""
    by_id = {c.id: c for c in competences}
    seen, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(by_id[here].broader)
    return seen
