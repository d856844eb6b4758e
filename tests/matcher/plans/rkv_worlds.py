"""Profiles, ratings and criteria at random, for what must hold for every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcher.rules.credit import Block, Rating, Track, Weeks
from matcher.rules.criteria import (
    Criteria,
    Criterion,
    EducationKind,
    Shortening,
    StandardCredit,
    Standing,
)
from matcher.rules.profile import Education, Individual, Job, RkvProfile, SchoolRating
from matcher.rules.schemes.euv import EuvFacts
from taxonomy.concepts import Attainment, Confidence

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

ON = date(2025, 8, 4)
PROGRAMME = "e-industritekniker-maskin-2023"
SKILLS = ("x", "y", "z")
CODES = ("K-1", "K-2", "K-3")
_days = st.dates(date(2005, 1, 1), date(2026, 12, 31))
_weeks = st.integers(0, 24).map(lambda n: n / 2)
_shown = st.sets(st.sampled_from(SKILLS)).map(sorted)
_years = st.sampled_from([None, 5, 10])


@st.composite
def _shortening(draw: st.DrawFn) -> Shortening:
    return Shortening(draw(_weeks), draw(_weeks), draw(st.integers(0, 12).map(lambda n: n / 2)))


def _criteria_rows() -> SearchStrategy[tuple[Criterion, ...]]:
    skill = st.sampled_from(SKILLS).map(lambda name: (Attainment(name, 2),))
    subject = st.sampled_from(["", "", "fag-1", "fag-2"])
    a = st.builds(Criterion, id=st.just(""), block=st.just(Block.A), title_da=st.just("a"),
                  competences=skill, valid_years=_years)  # fmt: skip
    b = st.builds(Criterion, id=st.just(""), block=st.just(Block.B), title_da=st.just("b"),
                  competences=skill, months=st.integers(0, 36), yes=_shortening(),
                  partly=st.none() | _shortening(), subject=subject,
                  valid_years=_years)  # fmt: skip
    c = st.builds(Criterion, id=st.just(""), block=st.just(Block.C), title_da=st.just("c"),
                  kind=st.sampled_from(EducationKind),
                  codes=st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple),
                  yes=_shortening(), subject=subject, valid_years=_years)  # fmt: skip
    blocks = st.tuples(st.lists(a, max_size=3), st.lists(b, max_size=4), st.lists(c, max_size=4))
    return blocks.map(lambda listed: _named([*listed[0], *listed[1], *listed[2]]))


def _named(rows: list[Criterion]) -> tuple[Criterion, ...]:
    return tuple(replace(row, id=f"{row.block}{n}") for n, row in enumerate(rows))


@st.composite
def criteria(draw: st.DrawFn) -> Criteria:
    """Criteria of any length and any rows."""
    weeks = draw(_weeks)
    return Criteria(
        id="tilfældig", programmes=(PROGRAMME,), edition_da="tilfældig", start=date(2020, 1, 1),
        end=None, source="test", source_url="", as_of=ON, confidence=Confidence.LOW,
        standing=Standing.EXAMPLE,
        full=Weeks(draw(st.integers(0, 30)), draw(st.integers(0, 60)), draw(st.integers(0, 160))),
        full_time_hours=draw(st.sampled_from([None, 37.0])),
        standard=(StandardCredit(Track.EUV1, weeks, "x"), StandardCredit(Track.EUV2, weeks, "x")),
        rows=draw(_criteria_rows()),
    )  # fmt: skip


@st.composite
def _job(draw: st.DrawFn, name: str) -> Job:
    first = draw(_days)
    length = draw(st.integers(0, 3000))
    return Job(
        name, first, draw(st.none() | st.just(first + timedelta(length))),
        draw(st.sampled_from([None, 10.0, 18.5, 37.0])), "",
        tuple(Attainment(skill, draw(st.integers(1, 4))) for skill in draw(_shown)),
        (), draw(st.sampled_from([(), ("ATP",)])),
    )  # fmt: skip


@st.composite
def _education(draw: st.DrawFn, name: str) -> Education:
    return Education(
        name, draw(st.sampled_from(EducationKind)), "titel", draw(st.sampled_from(CODES)),
        draw(st.none() | _days), (), draw(st.sampled_from([(), ("bevis",)])),
    )  # fmt: skip


@st.composite
def _individual(draw: st.DrawFn, name: str) -> Individual:
    return Individual(name, "skøn", "", draw(_weeks), draw(_weeks), draw(_weeks),
                      draw(st.sampled_from([None, True, False])))  # fmt: skip


@st.composite
def profiles(draw: st.DrawFn, used: Criteria) -> RkvProfile:
    """A profile that may have something for every row of some criteria."""
    rows = [row.id for row in used.rows]
    rated = draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    ratings = st.sampled_from([Rating.YES, Rating.PARTLY, Rating.NO])
    euv = EuvFacts(
        birth_date=draw(st.dates(date(1960, 1, 1), date(2001, 1, 1))),
        rkv_done=draw(st.sampled_from([True, True, True, False, None])),
        earlier_education=draw(st.sampled_from([None, True, False])),
    )
    return RkvProfile(
        "p-1", draw(st.sampled_from(["", "a", "b"])), euv,
        jobs=tuple(draw(_job(f"j{n}")) for n in range(draw(st.integers(0, 4)))),
        educations=tuple(draw(_education(f"u{n}")) for n in range(draw(st.integers(0, 4)))),
        ratings=tuple(SchoolRating(row, draw(ratings), "x") for row in rated),
        individual=tuple(draw(_individual(f"D{n}")) for n in range(draw(st.integers(0, 2)))),
        declined=tuple(draw(st.lists(st.sampled_from([*rows, "standard", "D0"]), unique=True))),
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Criteria, RkvProfile]:
    """Criteria and a profile for them."""
    used = draw(criteria())
    return used, draw(profiles(used))
