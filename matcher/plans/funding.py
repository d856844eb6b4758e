"""What a plan costs and who may pay: every amount with its citation, or why it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from matcher.plans.plan import (
    TAUGHT,
    Citation,
    Cost,
    Economy,
    Funding,
    Payer,
    PeriodKind,
    PlanKind,
)
from matcher.rules.fees import FEE_PARAMETERS
from matcher.rules.findings import Verdict
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from matcher.rules.schemes.amu import OTHER_AREA
from matcher.rules.schemes.words import Schooling, Standing
from taxonomy.concepts import ModuleKind
from taxonomy.danish import counted, show
from taxonomy.parameters import InForce, NotChecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matcher.plans.plan import PlanCourse, PlanPeriod
    from matcher.plans.request import PlanRequest
    from matcher.rules.law import LawBook
    from matcher.rules.rule import RuleAnswer

_TECHNICAL_FIELDS: Final = frozenset({
    "cnc", "cadcam", "maaling", "tegning", "materialer", "kvalitet", "robot", "automation", "el",
    "elektronik", "vedligehold", "pneumatik-hydraulik", "svejsning", "plade", "roer", "montage",
    "truck-kran", "lean", "produktion", "it", "lager", "vind",
})  # fmt: skip
"""Fields of ours that are surely none of those AMU is free in; of others we do not know."""
_HOURS_A_DAY: Final = 7.4
_DAYS_A_WEEK: Final = 5
_FREE: Final = "gratis"
_ONLY_WORKING: Final = frozenset({"veu-ret", "veu-beløb", "ikuf-selvvalgt", "ikuf-aftalt"})
_ONLY_UNEMPLOYED: Final = frozenset({
    "seks-uger", "regional-pulje", "uddannelsesløft", "uddannelsesløft-sats",
})  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """One rule asked on behalf of one payer.

    Attributes:
        sums: whether its amount is for the whole plan; otherwise it is a rate.
    """

    payer: Payer
    rule: str
    title_da: str
    sums: bool = False


_COURSE_ASKS: Final = (
    Ask(Payer.PERSON, "amu-målgruppe", "Deltagerbetaling til lav pris (AMU's målgruppe)"),
    Ask(Payer.PERSON, "kost-og-logi", "Kost og logi på skolen"),
    Ask(Payer.AUB, "veu-ret", "VEU-godtgørelse for løntab: ret"),
    Ask(Payer.AUB, "veu-beløb", "VEU-godtgørelse for løntab: beløb", sums=True),
    Ask(Payer.AUB, "befordring", "Tilskud til befordring", sums=True),
    Ask(Payer.MUNICIPALITY, "seks-uger", "Seks ugers jobrettet uddannelse"),
    Ask(Payer.MUNICIPALITY, "regional-pulje", "Den regionale uddannelsespulje"),
    Ask(Payer.FUND, "ikuf-selvvalgt", "IKUF: selvvalgt uddannelse"),
    Ask(Payer.FUND, "ikuf-aftalt", "IKUF: aftalt uddannelse"),
)
_EUV_ASKS: Final = (
    Ask(Payer.EMPLOYER, "voksenlærling", "Løn som voksenlærling"),
    Ask(Payer.EMPLOYER, "voksenlærling-tilskud", "Tilskud til arbejdsgiveren for en voksenlærling"),
    Ask(Payer.PERSON, "rkv-betaling", "Realkompetencevurderingen: betalingen er på plads"),
    Ask(Payer.MUNICIPALITY, "uddannelsesløft", "Uddannelsesløft"),
    Ask(Payer.MUNICIPALITY, "uddannelsesløft-sats", "Sats under uddannelsesløft"),
    Ask(Payer.FUND, "ikuf-aftalt", "IKUF: aftalt uddannelse"),
)
_ASKS: Final[Mapping[PlanKind, tuple[Ask, ...]]] = {
    PlanKind.EUV: _EUV_ASKS,
    PlanKind.COURSES: _COURSE_ASKS,
    PlanKind.ACADEMY: (
        Ask(Payer.MUNICIPALITY, "seks-uger", "Seks ugers jobrettet uddannelse"),
        Ask(Payer.FUND, "ikuf-selvvalgt", "IKUF: selvvalgt uddannelse"),
        Ask(Payer.FUND, "ikuf-aftalt", "IKUF: aftalt uddannelse"),
    ),
    PlanKind.INTERNATIONAL: _COURSE_ASKS,
}
_AGREED: Final = "kan ikke afgøres, fordi det aftales; vores kilder giver ingen regel"
_UNRULED: Final[Mapping[PlanKind, tuple[tuple[Payer, str, str], ...]]] = {
    PlanKind.EUV: (
        (Payer.AUB, "Refusion af løn i skoleperioder",
         "kan ikke afgøres, fordi satsen ikke står i vores kilder"),
        (Payer.PERSON, "Forsørgelse under uddannelsen", _AGREED),
    ),
    PlanKind.COURSES: ((Payer.EMPLOYER, "Løn og deltagerbetaling under kurset", _AGREED),),
    PlanKind.ACADEMY: (
        (Payer.EMPLOYER, "Løn og betaling under modulet", _AGREED),
        (Payer.PERSON, "Betaling for modulet",
         "kan ikke afgøres, fordi prisen ikke står i vores kilder"),
    ),
    PlanKind.INTERNATIONAL: ((Payer.EMPLOYER, "Løn og tid til mentor", _AGREED),),
}  # fmt: skip
_SCHOOL_ONLY: Final = (
    (Payer.EMPLOYER, "Løn i skoleperioderne", _AGREED),
    (Payer.AUB, "Refusion eller godtgørelse i skoleperioderne",
     "kan ikke afgøres, fordi vores kilder ikke siger, om AUB betaler uden uddannelsesaftale"),
)  # fmt: skip
"""What nobody's rule of ours tells of a track without oplæring."""
_NAMES: Final = {
    Payer.EMPLOYER: "arbejdsgiveren", Payer.PERSON: "personen", Payer.MUNICIPALITY: "kommunen",
    Payer.AUB: "AUB", Payer.FUND: "kompetencefonden",
}  # fmt: skip
_PAYERS: Final = tuple(Payer)
_APPRENTICE: Final = frozenset({"voksenlærling", "voksenlærling-tilskud"})
_LEFT_OUT: Final[Mapping[object, str]] = {
    Standing.EMPLOYED: "Ordninger for ledige er udeladt, fordi personen er i arbejde.",
    Standing.UNEMPLOYED: "Ordninger for ansatte er udeladt, fordi personen er ledig.",
}


def economy(
    request: PlanRequest,
    periods: Sequence[PlanPeriod],
    courses: Sequence[PlanCourse],
    book: LawBook,
) -> Economy:
    """Work out costs and payers.

    Args:
        request: with what is told about the person.
        periods: the plan's periods; their dates decide which law counts.
        courses: the plan's courses.
        book: the dated parameters.

    Returns:
        One cost for each course, and one answer for each payer and rule; never an amount
        without the values it rests on.
    """
    by_key = {period.key: period for period in periods}
    costs = [_cost(request, course, by_key[course.period], book) for course in courses]
    standing = request.situation.told.get("beskæftigelse")
    asked = [ask for ask in _asks(request) if _concerns(ask.rule, standing)]
    known = _known(request, periods, courses)
    funding = [
        *(_funding(ask, request, known, book) for ask in asked),
        *_without_rule(request),
    ]
    funding.sort(key=lambda line: _PAYERS.index(line.payer))
    return Economy(tuple(costs), tuple(funding), _left_out(standing, funding))


def _left_out(standing: object, funding: Sequence[Funding]) -> str:
    """Which schemes were not asked about and why, and the payers that so have no line."""
    told = {line.payer for line in funding}
    silent = [name for payer, name in _NAMES.items() if payer not in told]
    parts = [_LEFT_OUT.get(standing, "")]
    if silent:
        parts.append(f"Derfor er der ingen linje for {' og '.join(silent)}." if parts[0] else
                     f"Vi har ingen regel om betaling fra {' og '.join(silent)}.")  # fmt: skip
    return " ".join(part for part in parts if part)


def _without_rule(request: PlanRequest) -> Iterable[Funding]:
    """What somebody may pay although no rule of ours says how much."""
    without = _without_oplaering(request)
    idle = request.situation.told.get("beskæftigelse") == Standing.UNEMPLOYED
    lines = _UNRULED[request.kind]
    if request.kind is PlanKind.EUV and without:
        lines = (*lines, *_SCHOOL_ONLY)
    for payer, title, text in lines:
        refund = (payer, title, text) == _UNRULED[PlanKind.EUV][0]
        if not (without and refund) and not (idle and payer is Payer.EMPLOYER):
            yield Funding(payer, title, Verdict.CANNOT_TELL.value, None, text, "",
                          request.written, (), ())  # fmt: skip


def _without_oplaering(request: PlanRequest) -> bool:
    return request.assessment is not None and request.assessment.weeks.oplaering == 0


def _asks(request: PlanRequest) -> Iterable[Ask]:
    without = _without_oplaering(request)
    asks = _ASKS[request.kind]
    if request.kind is PlanKind.EUV and request.before:
        asks = tuple(dict.fromkeys((*asks, *_COURSE_ASKS)))
    return (ask for ask in asks if not (without and ask.rule in _APPRENTICE))


def _concerns(rule: str, standing: object) -> bool:
    if standing == Standing.EMPLOYED:
        return rule not in _ONLY_UNEMPLOYED
    return standing != Standing.UNEMPLOYED or rule not in _ONLY_WORKING


def _cost(
    request: PlanRequest, course: PlanCourse, period: PlanPeriod, book: LawBook
) -> Cost:  # fmt: skip
    rule = {"AMU": "amu-pris", "FVU": "fvu-pris"}.get(course.form_da)
    unpriced = Cost(course.title_da, course.title_en, None, "", "", period.first, ())
    if rule is None:
        text = f"kan ikke afgøres, fordi prisen for {_form(course)} ikke står i vores kilder"
        return replace(unpriced, text_da=text)
    facts = request.situation.facts(
        RULES[rule].facts, start=period.first, days=float(course.days),
        hours=course.days * _HOURS_A_DAY, **_area(course),
    )  # fmt: skip
    answer = decide(RULES[rule], facts, book, request.written)
    told = replace(unpriced, text_da=_text(answer), rule=rule, on=answer.decided_on)
    if rule == "amu-pris" and answer.verdict not in {Verdict.YES, Verdict.NO}:
        if decide(RULES["amu-målgruppe"], facts, book, request.written).verdict is Verdict.YES:
            return told
        higher = request.situation.told.get("uddannelse") == Schooling.HIGHER
        return _of_higher(told, answer) if higher else _in_target_group(told, course, book)
    kroner = _amount(answer)
    if rule == "fvu-pris" and kroner is not None:
        kroner *= course.days
    return replace(told, kroner=kroner, citations=_citations(answer))


def _area(course: PlanCourse) -> Mapping[str, str]:
    """The area the price depends on, where the course's field leaves no doubt about it."""
    return {"area": OTHER_AREA} if course.field in _TECHNICAL_FIELDS else {}


def _of_higher(told: Cost, answer: RuleAnswer) -> Cost:
    text = (
        "kan ikke afgøres, fordi personen har en videregående uddannelse, og reglen om AMU's "
        f"målgruppe {_last(answer)}"
    )
    return replace(told, text_da=text)


def _in_target_group(told: Cost, course: PlanCourse, book: LawBook) -> Cost:
    """The fee of the target group where nobody can say yet whether the person is in it."""
    found = book.on(told.on).at(FEE_PARAMETERS[ModuleKind.AMU])
    if not isinstance(found.answer, InForce):
        return told
    dated = found.answer.dated
    kroner = dated.number * course.days
    free = "" if _area(course) else ", og kurset ikke hører til de gratis områder"
    text = f"{counted(kroner, 'kr.')}, hvis personen er i AMU's målgruppe{free}"
    cited = (Citation(found.title, found.answer.unit, dated),)
    return replace(told, kroner=kroner, text_da=text, citations=cited, provided=True)


def _form(course: PlanCourse) -> str:
    return {"forløb": "et samlet forløb", "akademimodul": "et akademimodul", "AVU": "AVU"}.get(
        course.form_da, course.form_da
    )


def _amount(answer: RuleAnswer) -> float | None:
    return answer.finding.amount if answer.verdict is Verdict.YES else None


def _known(
    request: PlanRequest, periods: Sequence[PlanPeriod], courses: Sequence[PlanCourse]
) -> Mapping[str, Any]:
    """Facts the plan itself gives, by the field names the schemes use."""
    taught = [p for p in periods if p.kind in TAUGHT and p.kind is not PeriodKind.BASIC_SKILLS]
    days = sum(course.days for course in courses)
    known: dict[str, Any] = {"start": request.start}
    if taught:
        known = {"start": taught[0].first, "end": taught[-1].last}
    if courses and request.kind is not PlanKind.EUV:
        known |= {
            "days": float(days),
            "hours": _HOURS_A_DAY * _DAYS_A_WEEK,
            "weeks": days / _DAYS_A_WEEK,
        }
    if request.assessment is not None and request.assessment.track is not None:
        known["track"] = request.assessment.track
    return known


def _funding(ask: Ask, request: PlanRequest, known: Mapping[str, Any], book: LawBook) -> Funding:
    rule = RULES[ask.rule]
    answer = decide(rule, request.situation.facts(rule.facts, **known), book, request.written)
    missing = answer.finding.missing if answer.verdict is Verdict.CANNOT_TELL else ()
    kroner = _amount(answer) if ask.sums else None
    return Funding(ask.payer, ask.title_da, answer.verdict.value, kroner, _text(answer), ask.rule,
                   answer.decided_on, missing, _citations(answer))  # fmt: skip


def _text(answer: RuleAnswer) -> str:
    """What follows from an answer, or why it cannot be told, without any amount not in force."""
    found, day = answer.finding, show(answer.decided_on)
    if answer.verdict is Verdict.NOT_CHECKED:
        return f"kan ikke afgøres, fordi reglen {_last(answer)}"
    if answer.verdict is Verdict.CANNOT_TELL:
        return f"kan ikke afgøres, før vi kender: {', '.join(found.missing) or found.reason}"
    if answer.verdict is Verdict.NOT_IN_FORCE:
        return f"ordningen gælder ikke {day}"
    if found.amount is not None:
        return _FREE if found.amount == 0 else counted(found.amount, _unit(found.outcome))
    if answer.verdict is Verdict.NO:
        return found.outcome or "betingelserne er ikke opfyldt"
    return found.outcome or "betingelserne er opfyldt"


def _unit(outcome: str) -> str:
    return outcome[outcome.index("kr.") :] if "kr." in outcome else "kr."


def _last(answer: RuleAnswer) -> str:
    """When the oldest of the unchecked values was last checked."""
    seen = [
        look.last.checked_until
        for _, look in answer.look_ups
        if isinstance(look.answer, NotChecked) and look.last is not None
    ]
    if not seen:
        return f"ikke er kontrolleret for {show(answer.decided_on)}"
    return f"kun er kontrolleret til {show(min(seen))}"


def _citations(answer: RuleAnswer) -> tuple[Citation, ...]:
    """The values in force behind an answer that says something; none behind one that does not."""
    if answer.verdict not in {Verdict.YES, Verdict.NO}:
        return ()
    return tuple(
        Citation(look.title, look.answer.unit, look.answer.dated)
        for _, look in answer.look_ups
        if isinstance(look.answer, InForce)
    )
