"""The result of the recognition of prior learning, visible in the plan (R22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.document import Block, Paragraph, Section, Table
from matcher.plans.voice import CREDITS

if TYPE_CHECKING:
    from matcher.plans.plan import EducationPlan
    from matcher.plans.voice import Voice
    from matcher.rules.credit import Assessment, Credit

PLAN_BASIS: Final = (
    "Bekendtgørelse om erhvervsuddannelser § 64 og § 65: for EUV bygger den personlige "
    "uddannelsesplan på kompetencevurderingen, og resultatet skal fremgå af planen. Kilde: "
    "emu.dk, vejledning opdateret i juli 2023; ikke kontrolleret siden."
)


def recognition(plan: EducationPlan, voice: Voice) -> Section:
    """The track with its reason, the weeks with and without credit, and each credit's reason."""
    assessment = plan.assessment
    if assessment is None:
        return Section("", ())
    mark = voice.cite(PLAN_BASIS)
    blocks: list[Block] = [
        Paragraph(_track(assessment, voice, mark)),
        weeks_table(assessment, voice.say("Uger", "Weeks"), voice),
    ]
    if assessment.credits:
        blocks.append(_credits(assessment, voice))
    if assessment.version_da != plan.version_da:
        used = assessment.version_da
        blocks.append(Paragraph(voice.say(f"Vurderet efter: {used}.", f"Assessed by: {used}.")))
    if assessment.appeal_da:
        blocks.append(Paragraph(" ".join(assessment.appeal_da), note=True))
    if assessment.example and assessment.credits:
        blocks.append(
            Paragraph(
                voice.say(
                    "Kriterierne er vores eksempel og ikke skolens eller ministeriets. De viser "
                    "formen; de kan ikke bruges til at give merit.",
                    "The criteria are our example, not a school's or a ministry's. They show the "
                    "form; they cannot be used to give credit.",
                ),
                note=True,
            )
        )
    title = voice.say("Realkompetencevurderingen", "Recognition of prior learning")
    return Section(title, tuple(blocks))


def _track(assessment: Assessment, voice: Voice, mark: str) -> str:
    reason = _reason(assessment)
    if assessment.track is None:
        return voice.say(f"Sporet kan ikke afgøres: {reason}. {mark}",
                         f"The track cannot be told: {reason}. {mark}")  # fmt: skip
    return voice.say(
        f"Vurderingen giver {assessment.track}: {reason}. {mark}",
        f"The assessment gives {assessment.track}: {reason}. {mark}",
    )


def _reason(assessment: Assessment) -> str:
    """Why this track; the trace of the rule names the age, which the plan has no need of."""
    months = assessment.relevant_months
    if assessment.track is None or months is None:
        return assessment.track_reason_da.rstrip(".")
    if not months:
        return "ingen relevant erfaring tæller med efter kriterierne"
    word = "måneds" if months == 1 else "måneders"
    return f"{months} {word} relevant erfaring tæller med efter kriterierne"


def weeks_table(
    assessment: Assessment,
    title: str,
    voice: Voice,
    left_name: tuple[str, str] = ("I planen, uger", "In the plan, weeks"),
) -> Table:
    """The weeks of the three parts: whole, credited, left."""
    full, left = assessment.full, assessment.weeks
    parts = (
        (voice.say("Grundforløb 2", "Basic course 2"), full.gf2, left.gf2),
        (voice.say("Hovedforløb i skole", "Main course at school"), full.main, left.main),
        (voice.say("Oplæring i virksomhed", "Workplace training"), full.oplaering, left.oplaering),
    )
    header = voice.say("Del|Fuld længde, uger|Merit, uger|",
                       "Part|Full length, weeks|Credit, weeks|") + voice.of(left_name)  # fmt: skip
    rows = tuple((name, _number(a, voice), _less(a, b, voice), _number(b, voice))
                 for name, a, b in parts)  # fmt: skip
    return Table(title, tuple(header.split("|")), rows, numeric=(1, 2, 3))


def _number(weeks: float | None, voice: Voice) -> str:
    return voice.day(None) if weeks is None else voice.number(weeks)


def _less(full: float | None, left: float | None, voice: Voice) -> str:
    return voice.day(None) if full is None or left is None else voice.number(round(full - left, 2))


def _credits(assessment: Assessment, voice: Voice) -> Table:
    header = voice.say("Det er vist|Art|Vurdering|Merit|Begrundelse",
                       "What was shown|Kind|Rating|Credit|Reason").split("|")  # fmt: skip
    rows = tuple(_credit_row(credit, voice) for credit in assessment.credits)
    return Table(voice.say("Merit", "Credit"), tuple(header), rows)


def _credit_row(c: Credit, voice: Voice) -> tuple[str, ...]:
    reason = "; ".join(part for part in (c.reason_da, c.capped_da) if part)
    marks = "".join(f" {voice.cite(source)}" for source in c.sources)
    return (c.basis_da, voice.of(CREDITS[c.kind]), c.rating.value, _credit_weeks(c, voice),
            reason + marks)  # fmt: skip


def _credit_weeks(credit: Credit, voice: Voice) -> str:
    parts = []
    if credit.school_weeks:
        where = ("grundforløb 2", "basic course 2") if credit.gf2 else ("skole", "school")
        parts.append(f"{voice.length(credit.school_weeks, 'uger')} {voice.of(where)}")
    if credit.oplaering_weeks:
        words = voice.say("oplæring", "workplace training")
        parts.append(f"{voice.length(credit.oplaering_weeks, 'uger')} {words}")
    text = ", ".join(parts) or voice.say("ingen", "none")
    return text if credit.accepted else text + voice.say("; takket nej", "; declined")
