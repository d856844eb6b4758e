"""The short letter to the person: the plan in plain Danish, LIX at most 40."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.basic_skills import PAPERS
from matcher.plans.document import Block, Bullets, Document, Language, Paragraph, Section
from matcher.plans.economy_section import sum_marks
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.plans.voice import Voice
from matcher.rules.credit import Track
from taxonomy.danish import counted, number

if TYPE_CHECKING:
    from matcher.plans.plan import EducationPlan, PlanPeriod

_BY_TRACK: Final = {
    Track.EUV1: "Du kan meget i forvejen. Derfor skal du ikke på grundforløb og ikke i lære. "
    "Du skal kun i skole.",
    Track.EUV2: "Du kan noget i forvejen. Derfor bliver vejen kortere for dig end for de unge.",
    Track.EUV3: "Du skal lære faget fra bunden. Du får hele forløbet, både i skole og i lære.",
}
_BY_KIND: Final = {
    PlanKind.EUV: "Målet er, at du bliver faglært.",
    PlanKind.COURSES: "Målet er, at du kan det, jobbet kræver.",
    PlanKind.ACADEMY: "Du er faglært. Nu kan du gå et trin op.",
    PlanKind.INTERNATIONAL: "Målet er, at du kommer godt i gang i et job i Danmark.",
}
_STEPS: Final = {
    PeriodKind.BASIC_SKILLS: "Dansk og matematik",
    PeriodKind.LANGUAGE: "Sprog og kultur på jobbet",
    PeriodKind.COURSE: "Kurser",
    PeriodKind.ACADEMY: "Moduler på akademiet",
    PeriodKind.GF2: "Grundforløb på skolen",
    PeriodKind.SCHOOL: "Skole",
    PeriodKind.OPLAERING: "I lære",
    PeriodKind.MENTOR: "Mentor på jobbet",
}


def letter(plan: EducationPlan) -> Document:
    """Write the letter.

    Args:
        plan: any plan.

    Returns:
        A short document in Danish without tables; it never says more than the plan does.
    """
    voice = Voice()
    sections = (
        Section("Det handler om", tuple(map(Paragraph, _about(plan)))),
        Section("Hvornår", _when(plan, voice)),
        Section("Penge", tuple(map(Paragraph, _money(plan, voice)))),
        Section("Det skal du gøre nu", (Bullets(tuple(_to_do(plan))),)),
        Section("Spørgsmål", tuple(map(Paragraph, _ask(plan)))),
    )
    return Document(
        id=plan.id,
        version=plan.version,
        title="Din plan",
        subtitle=plan.title_da,
        language=Language.DANISH,
        written=plan.written,
        signature=plan.signature,
        sections=sections,
        appointments=(),
        sources=voice.numbered(),
    )


_QUESTIONS: Final = (
    "Tal med din vejleder. Du kan også ringe til skolen. Den lange plan viser det hele, og den "
    "siger, hvor vi har det fra."
)
_APPEAL: Final = "Er du uenig i vurderingen? Så kan du klage. Den lange plan siger hvordan."


def _ask(plan: EducationPlan) -> list[str]:
    judged = plan.assessment
    appeals = judged is not None and judged.track is not None and judged.appeal_da
    where = ", ".join(told for told in (plan.school, plan.contact) if told)
    found = [_QUESTIONS, *([f"Her kan du spørge: {where}."] if where else [])]
    return [*found, _APPEAL] if appeals else found


def _about(plan: EducationPlan) -> list[str]:
    texts = [_BY_KIND[plan.kind]]
    track = plan.assessment.track if plan.assessment else None
    if plan.kind is PlanKind.EUV:
        texts.append(_BY_TRACK[track] if track else _first(plan))
    if plan.signature is None:
        texts.append("Det her er et udkast. Du kan få det lavet om. Ingen har skrevet under endnu.")
    if plan.example:
        texts.append("Planen er kun et eksempel. Den er ikke lavet til en rigtig person.")
    return texts


def _first(plan: EducationPlan) -> str:
    """What the school must do before the track can be told."""
    if plan.scenario is not None:
        return "Skolen skal først tjekke, hvilke regler der gælder, når du begynder."
    return "Skolen skal først se på, hvad du kan."


def _when(plan: EducationPlan, voice: Voice) -> tuple[Block, ...]:
    if not plan.periods:
        return tuple(map(Paragraph, _not_yet(plan, voice)))
    told = f"Du begynder den {voice.day(plan.start)}."
    if plan.end is not None:
        told += f" Du kan være færdig den {voice.day(plan.end)}."
    else:
        told += " Vi kan ikke sige endnu, hvornår du er færdig."
    if any(period.proposed for period in plan.periods):
        told += " Datoerne er vores forslag. De kan blive flyttet."
    return (Paragraph(told), Bullets(tuple(_step(plan, group, voice) for group in _groups(plan))))


def _not_yet(plan: EducationPlan, voice: Voice) -> list[str]:
    texts = [f"Vi kan ikke sige det endnu. {_first(plan)}"]
    if plan.scenario is not None and plan.scenario.periods:
        last = max(period.last for period in plan.scenario.periods)
        texts.append(
            f"Hvis reglerne er som før, kan du være færdig den {voice.day(last)}. "
            "Det er ikke sikkert."
        )
    return texts


def _groups(plan: EducationPlan) -> list[list[PlanPeriod]]:
    """Neighbours of the same kind told together, except school and training by turns."""
    groups: list[list[PlanPeriod]] = []
    mentors = plan.of(PeriodKind.MENTOR)
    for period in [p for p in plan.periods if p not in mentors] + list(mentors):
        turn = {period.kind, groups[-1][-1].kind} if groups else set()
        alike = len(turn) == 1 or turn == {PeriodKind.SCHOOL, PeriodKind.OPLAERING}
        if groups and alike and not period.within:
            groups[-1].append(period)
        else:
            groups.append([period])
    return groups


def _step(plan: EducationPlan, group: list[PlanPeriod], voice: Voice) -> str:
    last = max(period.last for period in group)
    told = f"{_name(plan, group)}: fra {voice.day(group[0].first)} til {voice.day(last)}."
    school = [period for period in group if period.kind is PeriodKind.SCHOOL]
    if len(school) > 1:
        weeks = voice.length(sum(period.weeks or 0 for period in school), "uger")
        told += f" Du er i skole {len(school)} gange, i alt {weeks}."
    if len(school) > 1 and len(school) == len(group):
        told += " Ind imellem har du ikke skole."
    return told


def _name(plan: EducationPlan, group: list[PlanPeriod]) -> str:
    kinds = dict.fromkeys(period.kind for period in group)
    kind = next(iter(kinds))
    if kind is PeriodKind.BASIC_SKILLS and plan.basic_skills_missing:
        return " og ".join(PAPERS[paper] for paper in plan.basic_skills_missing).capitalize()
    return _STEPS[kind] if len(kinds) == 1 else "Skole og lære på skift"


def _money(plan: EducationPlan, voice: Voice) -> list[str]:
    money, texts = plan.economy, []
    known = [cost for cost in money.costs if cost.kroner is not None]
    if known:
        amount = counted(money.known, "kr.") + sum_marks(money, voice)
        courses = "kurset" if len(money.costs) == 1 else "kurserne"
        told = f"Vi kender prisen for {number(len(known))} af {number(len(money.costs))} kurser: "
        texts.append((told if money.partial else f"Prisen for {courses} er ") + f"{amount}.")
        if money.provided:
            texts.append(
                "Den pris gælder som regel kun, hvis du ikke har en videregående uddannelse."
            )
    elif money.costs:
        texts.append("Vi ved ikke endnu, hvad det koster.")
    texts.append("Vi ved ikke endnu, hvem der betaler. Spørg din vejleder, før du siger ja.")
    return texts


def _to_do(plan: EducationPlan) -> list[str]:
    found = []
    if plan.assessment is not None and plan.assessment.missing:
        found.append("Find dine papirer frem. Den lange plan siger, hvad der mangler.")
    if plan.kind is PlanKind.EUV and (plan.assessment is None or plan.assessment.track is None):
        asked = "tjekke reglerne" if plan.scenario else "se på, hvad du kan"
        found.append(f"Bed skolen om at {asked}.")
    track = plan.assessment.track if plan.assessment else None
    if track in {Track.EUV2, Track.EUV3} and not plan.agreement:
        found.append("Find en læreplads, eller spørg om en plads på skolen.")
    if plan.of(PeriodKind.BASIC_SKILLS):
        found.append("Bestil en test på VUC. Den viser, hvor du skal starte.")
    if plan.kind is PlanKind.INTERNATIONAL:
        found.append("Find dine papirer fra udlandet. De skal vurderes i Danmark.")
        found.append("Spørg på jobbet, hvem der er din mentor.")
    if plan.courses:
        found.append("Spørg skolen, om der er plads, før du melder dig til.")
    if plan.end is None:
        return [*found, "Læs planen, og skriv ned, hvad du vil spørge om."]
    return [*found, "Læs planen, og skriv under, når du er enig."]
