"""Use case: what does a rule say about this person on that day, why, and what must be checked?"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final, get_args, get_type_hints

from pydantic import Field

from api.errors import UnknownThingError
from api.intake.rule_facts import legal_words, load_facts
from api.services.store_answers import store_answer
from api.views import View
from matcher.rules.asking import told_fields
from matcher.rules.law import LawBook, parameter_of
from matcher.rules.registry import RULES
from matcher.rules.rule import RuleAnswer, decide
from taxonomy.concepts import Confidence
from taxonomy.danish import show
from taxonomy.parameters import InForce, NotChecked, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matcher.rules.findings import Finding
    from matcher.rules.law import LookUp
    from matcher.rules.rule import Rule
    from taxonomy.parameters import DatedValue, Parameter
    from taxonomy.snapshot import Taxonomy

_CONFIDENCES: Final = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
_KINDS: Final = {bool: "ja eller nej", date: "dato", int: "helt tal", float: "tal"}
SIMULATED: Final = "SIMULERING: forventet lov er brugt; svaret afgør intet."
PROPOSED: Final = "Kilden er udateret eller ligger mellem to kilder; perioden er vores forslag."
UNKNOWN_DAY: Final = "Ikke oplyst: {}. Dagen, der spørges om, er brugt i stedet."


class LawView(View):
    """En dateret værdi med kilde og gyldighed, eller grunden til, at der ingen er."""

    parameter: str
    title_da: str
    value: str
    unit: str
    state: str = Field(description="i kraft, gælder ikke eller ikke kontrolleret")
    valid_from: date | None = None
    checked_until: date | None = None
    legal_basis: str = Field(default="", description="Lov og paragraf, hvor kilden nævner dem")
    reference: str = ""
    source_url: str = ""
    confidence: str = ""
    period: str = Field(default="", description="kilde, eller forslag når dagene er vores skøn")
    facts: list[str] = Field(default_factory=list)
    checked_by: str = ""
    expected: bool = False
    note_da: str = ""


class FindingView(View):
    """Ét trin i svaret, med trinnene under det."""

    question_da: str
    verdict: str
    reason_da: str
    outcome: str
    amount: float | None
    inputs: dict[str, str]
    parameters: list[str]
    missing_da: list[str]
    parts: list[FindingView]


class RuleAnswerView(View):
    """En regels svar med alt, det hviler på."""

    rule: str
    title_da: str
    words_da: str
    verdict: str
    outcome: str
    amount: float | None
    reason_da: str
    missing_da: list[str]
    notices_da: list[str]
    asked: date
    decided_on: date
    days: list[date] = Field(description="Flere, når kilderne ikke siger, hvilken dag der afgør")
    decides_da: str
    confidence: str = Field(description="Den laveste tillid blandt de værdier, der er brugt")
    trace: FindingView
    law: list[LawView]
    law_hash: str
    simulated: bool


class FactView(View):
    """En oplysning, en regel spørger om."""

    key: str
    title_da: str
    kind_da: str
    needs_da: str


class EndView(View):
    """En af reglens værdier og den dag, den løber ud for kontrol."""

    parameter: str
    title_da: str
    checked_until: date | None = Field(description="Den seneste dag, nogen har kontrolleret den")
    proposed: bool = Field(description="En af værdiens perioder er vores forslag")


class RuleView(View):
    """En regel, som den står i registeret."""

    name: str
    title_da: str
    words_da: str
    decides_da: str
    legal_basis: str
    facts: list[str]
    asks: list[FactView]
    parameters: list[str]
    first_end: date | None = Field(description="Dagen, den første af værdierne løber ud")
    last_end: date | None = Field(description="Dagen, den sidste af værdierne løber ud")
    ends: list[EndView]
    proposed: bool = Field(description="En af perioderne er vores forslag")


class StaleView(View):
    """En dateret værdi, der ikke er kontrolleret for dagen, og hvem det rammer."""

    parameter: str
    title_da: str
    why_da: str
    checked_until: date | None
    reference: str
    rules: list[str]


def rule_named(name: str) -> Rule:
    """The rule with this name.

    Raises:
        UnknownThingError: naming the nearest rules.
    """
    if name in RULES:
        return RULES[name]
    near = ", ".join(get_close_matches(name, RULES, 3, 0.4)) or "kompetencematch rules list"
    message = f"«{name[:80]}» er ikke en regel. Se: {near}"
    raise UnknownThingError(message)


def explain_rule(
    taxonomy: Taxonomy,
    name: str,
    facts: Path,
    on: date,
    *,
    simulate: bool = False,
    store: Path | None = None,
) -> RuleAnswerView:
    """Ask a rule about the facts in a file.

    Args:
        taxonomy: with the dated parameters.
        name: of the rule.
        facts: JSON or YAML.
        on: the day asked about.
        simulate: whether expected law may be used.
        store: where the answer is kept as JSON, to be worked out again later.

    Returns:
        The answer with its reasons.

    Raises:
        UnknownThingError: for a rule that is not there.
        WrongInputError: with every fault in the file, or when the other cannot be written.
    """
    rule = rule_named(name)
    told, notices = load_facts(facts, rule.facts, taxonomy.parameters)
    answer = decide(rule, told, LawBook(taxonomy.parameters.values()), on, simulate=simulate)
    if store is not None:
        store_answer(answer, store)
    return answer_view(rule, answer, notices)


def answer_view(rule: Rule, answer: RuleAnswer, notices: Iterable[str] = ()) -> RuleAnswerView:
    """Show an answer."""
    found = answer.finding
    rows = [look.answer.dated for _, look in answer.look_ups if isinstance(look.answer, InForce)]
    return RuleAnswerView(
        rule=rule.name,
        title_da=rule.title_da,
        words_da=rule.words,
        verdict=answer.verdict.value,
        outcome=found.outcome,
        amount=found.amount,
        reason_da=found.reason,
        missing_da=list(found.missing),
        notices_da=[*notices, *_notices(rule, answer, rows)],
        asked=answer.asked,
        decided_on=answer.decided_on,
        days=list(rule.decides.days(answer.facts, answer.asked)),
        decides_da=rule.decides.title_da,
        confidence=min((r.confidence for r in rows), key=_CONFIDENCES.index, default=""),
        trace=finding_view(found),
        law=[_law(name, look) for name, look in answer.look_ups],
        law_hash=answer.law_hash,
        simulated=answer.simulated,
    )


def _notices(rule: Rule, answer: RuleAnswer, rows: list[DatedValue]) -> Iterable[str]:
    if answer.simulated:
        yield SIMULATED
    told = told_fields(rule.facts)
    unknown = [n for n in rule.decides.facts if getattr(answer.facts, n) is None]
    if unknown and len(unknown) == len(rule.decides.facts):
        yield UNKNOWN_DAY.format(" og ".join(told[name].title for name in unknown))
    if any(row.period is Period.PROPOSAL for row in rows):
        yield PROPOSED


def finding_view(found: Finding) -> FindingView:
    """Show one step of an answer with the steps below it."""
    return FindingView(
        question_da=found.question,
        verdict=found.verdict.value,
        reason_da=found.reason,
        outcome=found.outcome,
        amount=found.amount,
        inputs=dict(found.inputs),
        parameters=[row.parameter for row in found.law],
        missing_da=list(found.missing),
        parts=[finding_view(part) for part in found.parts],
    )


def _law(name: str, look: LookUp) -> LawView:
    answer = look.answer
    if isinstance(answer, NotChecked):
        return LawView(parameter=parameter_of(name), title_da=look.title, value="", unit="",
                       state="ikke kontrolleret", note_da=look.why)  # fmt: skip
    row, there = answer.dated, isinstance(answer, InForce)
    return LawView(
        parameter=parameter_of(name),
        title_da=look.title,
        value=show(row.value, answer.unit) if isinstance(answer, InForce) else "",
        unit=answer.unit if isinstance(answer, InForce) else "",
        state="i kraft" if there else "gælder ikke",
        valid_from=row.start,
        checked_until=row.checked_until,
        legal_basis=row.legal_basis,
        reference=row.reference,
        source_url=row.source_url,
        confidence=row.confidence,
        period=row.period,
        facts=list(row.facts),
        checked_by=row.checked_by,
        expected=row.expected,
        note_da=row.note,
    )


def list_rules(taxonomy: Taxonomy) -> list[RuleView]:
    """Every rule in the register."""
    return [show_rule(taxonomy, name) for name in RULES]


def show_rule(taxonomy: Taxonomy, name: str) -> RuleView:
    """One rule with what it asks for.

    Raises:
        UnknownThingError: for a rule that is not there.
    """
    rule = rule_named(name)
    known = [taxonomy.parameters[p] for p in rule.parameters if p in taxonomy.parameters]
    rows = [row for parameter in known for row in parameter.values]
    ends = [_end(parameter) for parameter in known]
    days = [end.checked_until for end in ends if end.checked_until]
    bases = dict.fromkeys(row.legal_basis for row in rows if row.legal_basis)
    cited = {fact for row in rows for fact in row.facts} | set(rule.cites)
    return RuleView(
        name=rule.name,
        title_da=rule.title_da,
        words_da=rule.words,
        decides_da=rule.decides.title_da,
        legal_basis="; ".join(bases),
        facts=sorted(cited, key=_fact_order),
        asks=_asks(taxonomy, rule),
        parameters=list(rule.parameters),
        first_end=min(days, default=None),
        last_end=max(days, default=None),
        ends=sorted(ends, key=lambda end: end.checked_until or date.min),
        proposed=any(end.proposed for end in ends),
    )


def ends(view: RuleView) -> str:
    """When a rule's values run out, the first and the last of them."""
    if view.first_end is None or view.first_end == view.last_end:
        return "aldrig kontrolleret" if view.first_end is None else show(view.first_end)
    return f"første {show(view.first_end)}, sidste {show(view.last_end)}"


def _end(parameter: Parameter) -> EndView:
    days = [row.checked_until for row in parameter.values if not row.expected]
    return EndView(
        parameter=parameter.id,
        title_da=parameter.title_da,
        checked_until=max(days, default=None),
        proposed=any(row.period is Period.PROPOSAL for row in parameter.values),
    )


def _fact_order(fact: str) -> tuple[int, str]:
    return int("".join(c for c in fact if c.isdigit())), fact


def _asks(taxonomy: Taxonomy, rule: Rule) -> list[FactView]:
    hints = get_type_hints(rule.facts)
    return [
        FactView(key=told.key, title_da=told.title, needs_da=told.needs,
                 kind_da=_kind(hints[name], legal_words(told, taxonomy.parameters)))
        for name, told in told_fields(rule.facts).items()
    ]  # fmt: skip


def _kind(hint: object, words: tuple[str, ...]) -> str:
    inner = next(part for part in get_args(hint) if part is not type(None))
    if inner in _KINDS:
        return _KINDS[inner]
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return " | ".join(each.value for each in inner)
    return " | ".join(words) if inner is str else f"liste af: {' | '.join(words)}"


def stale(taxonomy: Taxonomy, on: date) -> list[StaleView]:
    """What nobody has checked for a day, longest unchecked first.

    Args:
        taxonomy: with the dated parameters.
        on: the day.

    Returns:
        Every parameter without an answer on the day, with the rules that need it.
    """
    using = {p: [r.name for r in RULES.values() if p in r.parameters] for p in taxonomy.parameters}
    found = [
        _stale(parameter, answer.why, on, using[parameter.id])
        for parameter in taxonomy.parameters.values()
        if isinstance(answer := parameter.at(on), NotChecked)
    ]
    return sorted(found, key=lambda view: (view.checked_until or date.min, view.parameter))


def _stale(parameter: Parameter, why: str, on: date, rules: list[str]) -> StaleView:
    last = parameter.last_checked(on)
    return StaleView(
        parameter=parameter.id,
        title_da=parameter.title_da,
        why_da=why,
        checked_until=last.checked_until if last else None,
        reference=last.reference if last else "",
        rules=rules,
    )
