"""A plan as a document: the same for everybody who draws it, Danish first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.plans import sections
from matcher.plans.document import Appointment, Document, Language, Section
from matcher.plans.scenario_section import scenario
from matcher.plans.voice import KINDS, Voice

if TYPE_CHECKING:
    from matcher.plans.plan import EducationPlan


def compose(plan: EducationPlan, language: Language = Language.DANISH) -> Document:
    """Build the document of a plan.

    Args:
        plan: a draft or a signed plan.
        language: Danish, or English; what rules and sources say stays in Danish.

    Returns:
        Everything the plan holds, in order, with sources numbered as they are cited. A draft
        says so until somebody has signed.
    """
    voice = Voice(language)
    found = [section for section in _sections(plan, voice) if section.blocks]
    return Document(
        id=plan.id,
        version=plan.version,
        title=voice.of(KINDS[plan.kind]),
        subtitle=voice.say(plan.title_da, plan.title_en),
        language=language,
        written=plan.written,
        signature=plan.signature,
        sections=tuple(found),
        appointments=appointments(plan, voice),
        sources=voice.numbered(),
    )


def _sections(plan: EducationPlan, voice: Voice) -> list[Section]:
    return [
        sections.overview(plan, voice),
        sections.recognition(plan, voice),
        sections.timetable(plan, voice),
        scenario(plan, voice),
        sections.basic_skills(plan, voice),
        sections.courses(plan, voice),
        sections.subjects(plan, voice),
        *sections.measures(plan, voice),
        sections.growth(plan, voice),
        sections.economy(plan, voice),
        sections.changes(plan, voice),
        sections.questions(plan, voice),
        sections.assumptions(plan, voice),
        sections.signing(plan, voice),
    ]


def appointments(plan: EducationPlan, voice: Voice) -> tuple[Appointment, ...]:
    """The periods for a calendar; the uid comes from plan and period, never from dates.

    Args:
        plan: any version.
        voice: the language of the titles.

    Returns:
        One appointment for each period, without anything about the person.
    """
    return tuple(
        Appointment(
            uid=f"{plan.id}-{period.key.replace(':', '-')}@kompetencematch",
            title=voice.say(period.title_da, period.title_en),
            first=period.first,
            last=period.last,
            place=period.place,
            sequence=period.sequence,
        )
        for period in plan.periods
    )
