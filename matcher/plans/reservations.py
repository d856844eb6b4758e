"""What a draft leaves open and what it takes for granted, in words for the people who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.draft_words import (
    CALENDAR_ASSUMED,
    CREDIT_SHARED,
    DAYS_ASSUMED,
    EXAMPLE,
    FULL_TIME,
    NO_PAUSE,
    OUTCOMES_ASSUMED,
    PLACED_DA,
    SUBJECTS_ASKED,
)
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.rules.credit import CreditKind, Rating, Track
from taxonomy.danish import counted, show

_CHECK: Final = "kontrol: "
"""How the assessment begins what somebody must check instead of fetch."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.plans.basic_skills import BasicSkills
    from matcher.plans.plan import Economy, PlanCourse, PlanPeriod
    from matcher.plans.request import PlanRequest
    from taxonomy.concepts import Programme


def questions(
    request: PlanRequest,
    programme: Programme | None,
    basic: BasicSkills,
    courses: Sequence[PlanCourse],
    money: Economy,
) -> tuple[str, ...]:
    """Everything that must be settled before anybody signs, each once."""
    found = [
        *_about_recognition(request, programme),
        *([basic.question_da] if basic.question_da else []),
        *_about_courses(request, courses),
        *_about_person(request),
        *_about_money(money),
    ]
    return tuple(dict.fromkeys(found))


def _about_recognition(request: PlanRequest, programme: Programme | None) -> Iterator[str]:
    assessment = request.assessment
    if request.kind is not PlanKind.EUV:
        return
    if assessment is None:
        yield "Skolen skal lave en realkompetencevurdering, før planen kan lægges."
        return
    for missing in assessment.missing:
        check = missing.removeprefix(_CHECK)
        yield f"Kontrollér: {check}." if check != missing else f"Skaf: {missing}."
    if assessment.track is None:
        yield "Skolen skal afgøre sporet (EUV1, EUV2 eller EUV3)."
    agreed = request.situation.told.get("uddannelsesaftale")
    if assessment.track in {Track.EUV2, Track.EUV3} and not agreed:
        yield (
            "Er der en uddannelsesaftale eller en plads i skoleoplæring til tiden efter "
            "grundforløbet?"
        )
    if any(c.rating is Rating.CANNOT_TELL for c in assessment.credits):
        yield "Noget af erfaringen kunne ikke vurderes; se begrundelserne ved meriten."
    if any(c.kind is CreditKind.INDIVIDUAL and not c.accepted for c in assessment.credits):
        yield (
            "Personen har sagt nej til individuel merit. Hvad tilbyder skolen i stedet: højere "
            "niveau eller anden relevant undervisning?"
        )
    yield from _about_school(request, programme)


def _about_school(request: PlanRequest, programme: Programme | None) -> Iterator[str]:
    """What only the school can tell."""
    if programme is not None and not programme.school_periods:
        yield "Skolen skal oplyse, hvordan skoleugerne er delt i perioder."
    if not request.subjects:
        yield SUBJECTS_ASKED
    if not request.school:
        yield "Hvilken skole har ansvaret for planen, og hvor kan personen spørge?"


def _about_courses(request: PlanRequest, courses: Sequence[PlanCourse]) -> Iterator[str]:
    if any(course.status_da == "forslag" and course.form_da == "AMU" for course in courses):
        yield (
            "Hvilke AMU-mål svarer kurserne til? Titlerne er vores forslag; find mål og hold på "
            "voksenuddannelse.dk."
        )
    if request.kind is PlanKind.ACADEMY and any(not c.code for c in courses):
        yield "Modulernes officielle titler og adgangskrav skal hentes hos akademiet."
        yield "Læses modulerne på fuld tid eller ved siden af jobbet? Planen regner med hele dage."
    if any(course.form_da in {"AMU", "forløb"} for course in courses):
        yield "Hvem udbyder kurserne, hvornår er der hold, og er der pladser?"
    if any(course.form_da in {"FVU", "AVU"} for course in courses):
        yield "Hvilket hold og hvilket trin passer? VUC afgør det efter en visitationstest."


def _about_person(request: PlanRequest) -> Iterator[str]:
    if request.foreign:
        yield "Hvem vurderer de udenlandske papirer, og hvornår foreligger svaret?"
    if request.kind is PlanKind.INTERNATIONAL and request.mentor is None:
        yield "Hvem på arbejdspladsen er mentor, og hvor længe?"


def _about_money(money: Economy) -> Iterator[str]:
    if any(line.verdict_da == "ikke kontrolleret" for line in money.funding):
        yield "Kontrollér de støtteregler, der er mærket «ikke kontrolleret», for plandatoerne."
    missing = dict.fromkeys(m for line in money.funding for m in line.missing)
    if missing:
        yield f"Oplys til økonomien: {', '.join(missing)}."


def assumptions(
    request: PlanRequest,
    programme: Programme | None,
    periods: Sequence[PlanPeriod],
    courses: Sequence[PlanCourse],
) -> tuple[str, ...]:
    """Everything that was taken for granted, each once."""
    found = [EXAMPLE] if request.example else []
    told = request.assessment.assumptions if request.assessment else ()
    found += [f"{text.rstrip('.')}." for text in told]
    school = [p for p in periods if p.kind in {PeriodKind.GF2, PeriodKind.SCHOOL}]
    if request.calendar.source_da and not all(p.proposed for p in school):
        found.append(f"«Skolens kalender» er {request.calendar.source_da}.")
    if any(p.proposed for p in school):
        found += [CALENDAR_ASSUMED, PLACED_DA]
    if programme is not None and request.assessment is not None:
        found += [*_about_programme(request, programme), *_longer(request, periods)]
    if any(course.days for course in courses):
        found.append(FULL_TIME)
    if any(not course.days_sure for course in courses):
        found.append(DAYS_ASSUMED)
    return tuple(dict.fromkeys(found))


def _longer(request: PlanRequest, periods: Sequence[PlanPeriod]) -> Iterator[str]:
    """Oplæring that fills more calendar weeks than asked, since it lasts until the next school."""
    asked = request.assessment.weeks.oplaering if request.assessment else None
    planned = sum(p.weeks or 0 for p in periods if p.kind is PeriodKind.OPLAERING)
    if asked is not None and planned > asked:
        yield (
            f"Oplæringen fylder {counted(planned, 'uger')} i kalenderen, men skal kun være "
            f"{counted(asked, 'uger')}: den er lagt helt frem til næste skoleperiode. Skolen og "
            "virksomheden aftaler resten."
        )


def _about_programme(request: PlanRequest, programme: Programme) -> Iterator[str]:
    assessment = request.assessment
    if assessment is not None and assessment.weeks.main != assessment.full.main:
        yield CREDIT_SHARED
    if assessment is not None and assessment.weeks.oplaering == 0 and request.pause_weeks == 0:
        yield NO_PAUSE
    if assessment is not None and assessment.weeks.oplaering == 0 and request.pause_weeks:
        weeks = counted(request.pause_weeks, "uger")
        yield f"Der er regnet med {weeks} på arbejde mellem skoleperioderne."
    if not request.subjects:
        yield OUTCOMES_ASSUMED
    yield f"Oplysningerne om uddannelsen er fra {show(programme.source_year)}."
