"""A rule with its facts and the date that decides, and how it is asked."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matcher.rules.asking import Case, Facts, told_fields
from matcher.rules.findings import Finding, Verdict, all_of, cannot_tell
from taxonomy.danish import show
from taxonomy.parameters import InForce

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from matcher.rules.law import Law, LawBook, LookUp


@dataclass(frozen=True)
class Decides:
    """Which day the law is read on.

    Attributes:
        title_da: in words, for example "den dag, uddannelsesaftalen begynder".
        facts: fields of the facts that hold the day. Where none is told, and for a rule without
            such a field, it is the day that is asked about.
        earliest: set where there are several fields and no source says which one decides: a
            parameter; while it is in force the earliest day decides, otherwise the rule answers
            only what all the days give.
        settled_by_da: what would tell which of several days decides.
    """

    title_da: str
    facts: tuple[str, ...] = ()
    earliest: str = ""
    settled_by_da: str = ""

    def days(self, facts: Facts, asked: date) -> tuple[date, ...]:
        """The days that may decide for these facts, the earliest first."""
        told = {getattr(facts, name) for name in self.facts} - {None}
        return tuple(sorted(told)) or (asked,)

    def day(self, facts: Facts, asked: date) -> date:
        """The day that decides; the earliest where several may."""
        return self.days(facts, asked)[0]

    def untold(self, facts: Facts) -> tuple[str, ...]:
        """The fields of days that nobody has told."""
        return tuple(name for name in self.facts if getattr(facts, name) is None)


THE_DAY_ASKED = Decides("den dag, der spørges om")


@dataclass(frozen=True)
class Rule:
    """One dated rule.

    Attributes:
        name: as it is asked for.
        facts: the type of what it needs to know.
        decides: which date counts.
        parameters: every dated value it may use; the first says whether the rule is in force.
        cites: numbers of the facts it rests on beside those of its parameters.
        find: the rule itself; its docstring is the rule in words.
    """

    name: str
    title_da: str
    facts: type[Facts]
    decides: Decides
    parameters: tuple[str, ...]
    find: Callable[[Case[Any]], Finding]
    cites: tuple[str, ...] = field(default=())

    @property
    def gate(self) -> str:
        """The parameter that says whether the rule is in force."""
        return self.parameters[0]

    @property
    def words(self) -> str:
        """The rule in words."""
        return " ".join((inspect.getdoc(self.find) or "").split())


@dataclass(frozen=True)
class RuleAnswer:
    """A rule's answer with everything it rests on.

    Attributes:
        asked: the day that was asked about.
        decided_on: the day the law was read on.
        look_ups: every dated value that was asked for, by name.
        law_hash: hash of all parameters at the time.
        simulated: whether law that is not passed yet could be used; then it decides nothing.
    """

    rule: str
    facts: Facts
    asked: date
    decided_on: date
    finding: Finding
    look_ups: tuple[tuple[str, LookUp], ...]
    law_hash: str
    simulated: bool = False

    @property
    def verdict(self) -> Verdict:
        """The answer itself."""
        return self.finding.verdict

    @property
    def told(self) -> tuple[Verdict, str, float | None, tuple[str, ...]]:
        """What a person would act on: verdict, outcome, amount, and what is missing."""
        return _acted_on(self.finding)


def decide(
    rule: Rule, facts: Facts, book: LawBook, on: date, *, simulate: bool = False
) -> RuleAnswer:
    """Ask a rule about one person.

    Args:
        rule: any rule.
        facts: of the rule's own type.
        book: the dated parameters.
        on: the day that is asked about.
        simulate: whether law that is not passed yet may be used.

    Returns:
        The answer; never an exception, whatever is missing.
    """
    day = rule.decides.day(facts, on)
    law = book.on(day, simulate=simulate)
    found = find(rule, facts, law, day)
    asked = tuple(sorted(law.asked.items()))
    return RuleAnswer(rule.name, facts, on, day, found, asked, book.hash, simulate)


def find(rule: Rule, facts: Facts, law: Law, day: date) -> Finding:
    """The finding alone.

    Args:
        rule: any rule.
        facts: of the rule's own type.
        law: the law on the day.
        day: the earliest day that may decide.

    Returns:
        The finding of the day that decides. Where no source says which of several days does, it
        is the finding they share, and otherwise it cannot be told.
    """
    untold = rule.decides.untold(facts)
    if not rule.decides.earliest or len(untold) == len(rule.decides.facts):
        return _find_on(rule, facts, law, day)
    other_days = rule.decides.days(facts, day)[1:]
    found = {day: _find_on(rule, facts, law, day)}
    found |= {other: _find_on(rule, facts, law.on(other), other) for other in other_days}
    if untold:
        return _with_a_day_untold(rule, found[day], law, day, untold)
    return _shared(rule, found, law, day)


def _find_on(rule: Rule, facts: Facts, law: Law, day: date) -> Finding:
    """First whether the rule is in force on the day, then the rule."""
    case = Case(facts, law, day)
    gate = case.judge("Gælder reglen?", lambda value: value is not False, (), (rule.gate,))
    if not gate.yes:
        return Finding(rule.title_da, gate.verdict, gate.reason, parts=(gate,))
    found = rule.find(case)
    whole = all_of(rule.title_da, gate, found) if found.yes else found
    reason, parts = found.reason, (gate, found)
    return Finding(
        rule.title_da, whole.verdict, reason, missing=found.missing, parts=parts,
        outcome=found.outcome, amount=found.amount,
    )  # fmt: skip


def _with_a_day_untold(
    rule: Rule, found: Finding, law: Law, day: date, untold: tuple[str, ...]
) -> Finding:
    """Law that is not there on the one day is enough to stop; anything else awaits the other."""
    absent = found.verdict in {Verdict.NOT_CHECKED, Verdict.NOT_IN_FORCE}
    if absent or _earliest_decides(rule, law):
        return found
    told = told_fields(rule.facts)
    needs = tuple(told[name].needs for name in untold)
    reason = f"{_on_day(day, found)}; men {' og '.join(needs)} er ikke oplyst og kan også afgøre"
    missing = tuple(dict.fromkeys([*needs, *found.missing]))
    return Finding(rule.title_da, Verdict.CANNOT_TELL, reason, missing=missing, parts=(found,))


def _shared(rule: Rule, found: Mapping[date, Finding], law: Law, day: date) -> Finding:
    """What all the days give; where they differ, only a source can tell which one decides."""
    differ = any(_acted_on(each) != _acted_on(found[day]) for each in found.values())
    if not differ or _earliest_decides(rule, law):
        return found[day]
    given = "; ".join(_on_day(each, finding) for each, finding in found.items())
    reason = f"kilderne siger ikke, hvilken dag der afgør; {given}"
    return cannot_tell(rule.title_da, reason, rule.decides.settled_by_da, *found.values())


def _earliest_decides(rule: Rule, law: Law) -> bool:
    return isinstance(law.at(rule.decides.earliest).answer, InForce)


def _on_day(day: date, found: Finding) -> str:
    outcome = f" ({found.outcome})" if found.outcome else ""
    return f"reglen den {show(day)} giver «{found.verdict.value}{outcome}»"


def _acted_on(found: Finding) -> tuple[Verdict, str, float | None, tuple[str, ...]]:
    return found.verdict, found.outcome, found.amount, found.missing
