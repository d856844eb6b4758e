"""Each row of a programme's criteria held against what a person has shown (R111-R113, R118).

What counts is what is documented, still valid and enough by the row's own demands. The school's
rating can say no or partly to it, but neither school, assessor nor the order of papers changes
what the papers show: the same profile gives the same rows everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final

from matcher.rules.credit import Block, Rated, Rating
from taxonomy.danish import counted, show
from taxonomy.days import A_DAY, later, months_between
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.rules.criteria import Criteria, Criterion
    from matcher.rules.profile import Education, Job, RkvProfile

_NOTHING: Final = Fraction(0)
_FULL: Final = Fraction(1)


@dataclass(frozen=True)
class _Papers:
    """What the papers alone say about a row."""

    rating: Rating
    months: int
    shown: tuple[str, ...]
    outdated: tuple[str, ...]
    undocumented: tuple[str, ...]
    reason: str
    missing: tuple[str, ...] = ()
    named_only: bool = False


@dataclass(frozen=True)
class _Stretch:
    """Work from a day up to another, as a share of full time."""

    first: date
    after: date
    share: Fraction


def rate_rows(criteria: Criteria, profile: RkvProfile, on: date) -> tuple[Rated, ...]:
    """Rate every row of skema 1 to 3.

    Args:
        criteria: of the programme.
        profile: what the person has shown, and the school's ratings.
        on: the day the education begins; work counts up to the day before.

    Returns:
        The rows in the criteria's own order.
    """
    return tuple(_row(row, criteria, profile, on) for row in criteria.rows)


def school_rating(profile: RkvProfile, criterion: str) -> Rating | None:
    """The school's newest rating of a row; of several on one day the lowest; None without one."""
    order = (Rating.NO, Rating.PARTLY, Rating.YES)
    own = [r for r in profile.ratings if r.criterion == criterion]
    last = max((r.on.toordinal() if r.on else 0 for r in own), default=0)
    newest = [r.rating for r in own if (r.on.toordinal() if r.on else 0) == last]
    return min(newest, key=order.index, default=None)


def months_worked(
    jobs: Iterable[Job], on: date, oldest: date | None = None, full_time: float | None = None
) -> Fraction:
    """Months of work before a day; two jobs at a time never count as more than full time.

    Args:
        jobs: in any order, also overlapping.
        on: work counts up to the day before.
        oldest: earlier days are out-dated; None when none are.
        full_time: hours a week that count as full time; None counts every job as full time.

    Returns:
        Exact months: whole ones of each unbroken stretch, and shares of the last.
    """
    spans = [_span(job, on, oldest, full_time) for job in jobs]
    spans = [span for span in spans if span.first < span.after]
    edges = sorted({edge for span in spans for edge in (span.first, span.after)})
    stretches = [
        _Stretch(first, after, min(_FULL, _shares(spans, first)))
        for first, after in pairwise(edges)
    ]
    exact = (
        each.share * months_between(each.first, each.after - A_DAY) for each in _joined(stretches)
    )
    return sum(exact, _NOTHING)


def _joined(stretches: list[_Stretch]) -> list[_Stretch]:
    """Neighbours with the same share as one, so that whole months are counted over both."""
    joined: list[_Stretch] = []
    for each in stretches:
        goes_on = joined and joined[-1].share == each.share
        begun = joined.pop().first if goes_on else each.first
        joined.append(replace(each, first=begun))
    return joined


def _shares(spans: list[_Stretch], day: date) -> Fraction:
    return sum((s.share for s in spans if s.first <= day < s.after), _NOTHING)


def _span(job: Job, on: date, oldest: date | None, full_time: float | None) -> _Stretch:
    first = max(job.first, oldest) if oldest else job.first
    after = min(job.last + A_DAY, on) if job.last else on
    if full_time is None or job.hours is None:
        return _Stretch(first, after, _FULL)
    return _Stretch(first, after, min(_FULL, Fraction(job.hours) / Fraction(full_time)))


def oldest_valid(row: Criterion, on: date) -> date | None:
    """The first day that still counts in a row; None when nothing is ever out-dated."""
    return None if row.valid_years is None else later(on, -row.valid_years, "år")


def jobs_for(row: Criterion, profile: RkvProfile) -> tuple[Job, ...]:
    """The jobs that are named for a row or show one of its competences, by id."""
    fit = (job for job in profile.jobs if row.id in job.criteria or _shows(row, job))
    return tuple(sorted(fit, key=lambda job: job.id))


def _shows(row: Criterion, job: Job) -> bool:
    wanted = {each.competence: each.level for each in row.competences}
    return any(a.level >= wanted.get(a.competence, a.level + 1) for a in job.competences)


def _row(row: Criterion, criteria: Criteria, profile: RkvProfile, on: date) -> Rated:
    if row.block is Block.C:
        papers = _education(row, profile, on)
    else:
        papers = _work(row, criteria, profile, on)
    school = school_rating(profile, row.id)
    rating, reason, missing = _together(row, papers, school)
    return Rated(row.id, row.block, row.title_da, rating, school, papers.months, papers.shown,
                 papers.outdated, papers.undocumented, reason, missing)  # fmt: skip


def _together(
    row: Criterion, papers: _Papers, school: Rating | None
) -> tuple[Rating, str, tuple[str, ...]]:
    """The papers bound what the rating can be; the school may say less, never more."""
    if papers.rating is Rating.NO:
        over = school in {Rating.YES, Rating.PARTLY}
        beyond = f"; skolens «{school}» kan ikke bruges her, men kan stå i del D" if over else ""
        return Rating.NO, papers.reason + beyond, ()
    if school is Rating.NO:
        return Rating.NO, f"skolens vurdering: nej; {papers.reason}", ()
    if papers.rating is Rating.CANNOT_TELL:
        return Rating.CANNOT_TELL, papers.reason, papers.missing
    if school is None and papers.named_only:
        needed = f"skolens vurdering af {row.id}: {row.title_da}"
        return Rating.CANNOT_TELL, f"skolen har ikke vurderet; {papers.reason}", (needed,)
    if school is None:
        return Rating.YES, f"efter papirerne, skolen har ikke vurderet; {papers.reason}", ()
    return school, f"skolens vurdering: {school}; {papers.reason}", ()


def _work(row: Criterion, criteria: Criteria, profile: RkvProfile, on: date) -> _Papers:
    jobs, oldest = jobs_for(row, profile), oldest_valid(row, on)
    hours = criteria.full_time_hours
    proven = months_worked([j for j in jobs if j.papers], on, oldest, hours)
    possible = months_worked(jobs, on, oldest, hours)
    valid = {j.id for j in jobs if months_worked([j], on, oldest, hours)}
    outdated = tuple(j.id for j in jobs if j.first < on and j.id not in valid)
    shown = tuple(j.id for j in jobs if j.papers and j.id in valid)
    bare = tuple(j.id for j in jobs if not j.papers and j.id in valid)
    rating, reason = _enough(row, proven, possible, outdated)
    missing = tuple(f"dokumentation for {job}" for job in bare)
    named = not any(_shows(row, j) for j in jobs if j.id in shown)
    return _Papers(rating, floor(proven), shown, outdated, bare, reason,
                   missing if rating is Rating.CANNOT_TELL else (), named)  # fmt: skip


def _enough(
    row: Criterion, proven: Fraction, possible: Fraction, outdated: tuple[str, ...]
) -> tuple[Rating, str]:
    asked = f"; rækken kræver {counted(row.months, 'måneder')}" if row.months else ""
    told = f"{counted(floor(proven), 'måneder')} dokumenteret{asked}"
    if proven and proven >= row.months:
        return Rating.YES, told
    if possible and possible >= row.months:
        return Rating.CANNOT_TELL, f"{told}; resten mangler papirer"
    if outdated and not possible:
        return Rating.NO, f"forældet: {show(outdated)}{_limit(row)}"
    return Rating.NO, told if possible else "ingen erfaring er vist"


def _limit(row: Criterion) -> str:
    return f"; kun de seneste {counted(row.valid_years or 0, 'år')} tæller"


def educations_for(row: Criterion, profile: RkvProfile) -> tuple[Education, ...]:
    """The educations that are named for a row or have its code or title, by id."""
    fit = (e for e in profile.educations if e.kind is row.kind and _counts(row, e))
    return tuple(sorted(fit, key=lambda e: e.id))


def _counts(row: Criterion, education: Education) -> bool:
    return row.id in education.criteria or bool(_known_as(row, education))


def _known_as(row: Criterion, education: Education) -> str:
    """The code or title an education counts under; empty when it has neither."""
    if education.code and education.code in row.codes:
        return education.code
    title = normalise(education.title_da)
    return title if title in set(map(normalise, row.titles)) else ""


def _education(row: Criterion, profile: RkvProfile, on: date) -> _Papers:
    found, oldest = educations_for(row, profile), oldest_valid(row, on)
    current = [e for e in found if e.done is None or e.done <= on]
    outdated = tuple(e.id for e in current if oldest and e.done and e.done < oldest)
    left = [e for e in current if e.id not in outdated]
    undated = tuple(e.id for e in left if oldest and e.done is None)
    proven = [e for e in left if e.papers and e.id not in undated]
    bare = tuple(e.id for e in left if not e.papers)
    rating, reason = _courses(row, _different(row, proven), _different(row, left), outdated)
    missing = (*(f"dokumentation for {e}" for e in bare), *(f"dato for {e}" for e in undated))
    named = not any(_known_as(row, e) for e in proven)
    return _Papers(rating, 0, tuple(e.id for e in proven), outdated, bare, reason,
                   missing if rating is Rating.CANNOT_TELL else (), named)  # fmt: skip


def _different(row: Criterion, educations: Iterable[Education]) -> int:
    return len({_known_as(row, e) or e.id for e in educations})


def _courses(
    row: Criterion, proven: int, possible: int, outdated: tuple[str, ...]
) -> tuple[Rating, str]:
    told = f"{proven} af {row.needed} er dokumenteret"
    if proven >= row.needed:
        return Rating.YES, told
    if possible >= row.needed:
        return Rating.CANNOT_TELL, f"{told}; resten mangler papirer eller dato"
    if outdated:
        return Rating.NO, f"forældet: {show(outdated)}{_limit(row)}"
    return Rating.NO, told if possible else "ingen uddannelse er vist"
