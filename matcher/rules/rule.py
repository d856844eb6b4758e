"""A rule with its facts and the date that decides, and how it is asked."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matcher.rules.asking import Case, Facts
from matcher.rules.findings import Finding, Verdict, all_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from matcher.rules.law import Law, LawBook, LookUp


@dataclass(frozen=True)
class Decides:
    """Which day the law is read on.

    Attributes:
        title_da: in words, for example "den dag, uddannelsesaftalen begynder".
        facts: fields of the facts that hold the day; of several the earliest counts. A day
            that is not told, and a rule without such a field, takes the day that is asked about.
    """

    title_da: str
    facts: tuple[str, ...] = ()

    def day(self, facts: Facts, asked: date) -> date:
        """The day that decides for these facts."""
        told = [getattr(facts, name) for name in self.facts]
        return min((day or asked for day in told), default=asked)


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
        found = self.finding
        return found.verdict, found.outcome, found.amount, found.missing


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
    """The finding alone: first whether the rule is in force, then the rule."""
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
