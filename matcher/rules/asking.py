"""Asking the facts of one person against the law of one day; every rule is made of this."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date  # noqa: TC003
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from matcher.rules.findings import Finding, Verdict
from taxonomy.danish import counted, oere, show
from taxonomy.days import age_on, later
from taxonomy.parameters import InForce, NotInForce, Scale

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.rules.law import Law, LookUp


@dataclass(frozen=True)
class Facts:
    """Base of what one family of rules needs to know; None means that nobody has told."""


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class Told:
    """What a fact is called and what would show it.

    Attributes:
        key: the field's name in a file, in Danish.
        title: as it stands in an explanation.
        needs: the document or answer that is needed when it is missing.
        words: parameters whose lists hold the words that may be told; empty when any may.
    """

    key: str
    title: str
    needs: str
    words: tuple[str, ...] = ()


def fact(key: str, title: str, needs: str = "", words: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """A field of facts that is not told until somebody does; see `Told`."""
    told = Told(key, title, needs or title, words)
    return field(default=None, metadata={"told": told})


def told_fields(facts: type[Facts]) -> Mapping[str, Told]:
    """The fields of a type of facts by name."""
    return _told_fields(cast("Any", facts))  # a class of dataclasses is hashable all the same


@cache
def _told_fields(facts: Any) -> Mapping[str, Told]:  # noqa: ANN401
    return {each.name: each.metadata["told"] for each in fields(facts)}


@dataclass(frozen=True, slots=True)
class Input:
    """A fact, or a value worked out from facts; None when it is not told."""

    title: str
    value: Any
    needs: str


class Case(Generic[F]):
    """One person's facts and the law on the day that decides."""

    def __init__(self, facts: F, law: Law, on: date) -> None:
        """Bring facts and law together."""
        self.facts = facts
        self.law = law
        self.on = on

    def fact(self, name: str) -> Input:
        """A fact by its field's name."""
        told = told_fields(type(self.facts))[name]
        return Input(told.title, getattr(self.facts, name), told.needs)

    def age(self, on: date | None = None, born: str = "birth_date") -> Input:
        """Whole years on a day, by default the day that decides."""
        birth = self.fact(born)
        day = on or self.on
        value = None if birth.value is None else age_on(birth.value, day)
        return Input(f"alder den {show(day)}", value, birth.needs)

    def value(self, name: str) -> Any:  # noqa: ANN401  (the parameter's own type)
        """A dated value, or None when none is in force."""
        answer = self.law.at(name).answer
        return answer.dated.value if isinstance(answer, InForce) else None

    def since(self, name: str) -> date | None:
        """The first day of the dated value in force; None when none is."""
        answer = self.law.at(name).answer
        return answer.dated.start if isinstance(answer, InForce) else None

    def text(self, name: str) -> str:
        """A dated value as text; empty when none is in force."""
        value = self.value(name)
        return "" if value is None else show(value)

    def judge(
        self,
        question: str,
        test: Callable[..., bool],
        inputs: tuple[str | Input, ...] = (),
        law: tuple[str, ...] = (),
    ) -> Finding:
        """Ask one thing: of the law first, then of the facts, then the test.

        Args:
            question: what is asked; the first parameter's or fact's title when empty.
            test: takes the inputs' values and then the parameters' values.
            inputs: names of facts, or values worked out from them.
            law: names of parameters.

        Returns:
            Not checked or not in force where the law has no value, cannot tell where a fact is
            missing, otherwise the test's yes or no; always with what was looked at.
        """
        given = tuple(self.fact(i) if isinstance(i, str) else i for i in inputs)
        found = tuple(map(self.law.at, law))
        asked = question or next(iter([*(x.title for x in found), *(g.title for g in given)]))
        verdict, missing = _unknown(given, found)
        if verdict is None:
            passed = test(*(g.value for g in given), *(_value(x) for x in found))
            verdict = Verdict.YES if passed else Verdict.NO
        rows = tuple(x.answer for x in found if isinstance(x.answer, InForce | NotInForce))
        shown = tuple((g.title, show(g.value)) for g in given)
        return Finding(asked, verdict, _reason(given, found, verdict), shown, rows, missing)

    def told(self, name: str, *, want: bool = True) -> Finding:
        """Whether somebody has told that a thing is so (or that it is not)."""
        return self.judge("", lambda value: value is want, (name,))

    def known(self, name: str) -> Finding:
        """Whether a fact is told at all; what it is decides later."""
        told = self.fact(name)
        return self.judge(f"Er det oplyst: {told.title}?", lambda _: True, (told,))

    def holds(self, law: str, question: str = "") -> Finding:
        """Whether a rule without any number is in force."""
        return self.judge(question, lambda value: value is not False, (), (law,))

    def at_least(self, name: str | Input, law: str, question: str = "") -> Finding:
        """Whether a fact reaches a limit."""
        return self.judge(question, lambda value, limit: value >= limit, (name,), (law,))

    def at_most(self, name: str | Input, law: str, question: str = "") -> Finding:
        """Whether a fact keeps within a limit."""
        return self.judge(question, lambda value, limit: value <= limit, (name,), (law,))

    def above(self, name: str | Input, law: str, question: str = "") -> Finding:
        """Whether a fact goes beyond a limit."""
        return self.judge(question, lambda value, limit: value > limit, (name,), (law,))

    def among(self, name: str | Input, law: str, question: str = "") -> Finding:
        """Whether a fact stands on a list; of several facts, whether all do."""
        return self.judge(question, _stand_on, (name,), (law,))

    @property
    def this_day(self) -> Input:
        """The day that decides, as something to compare with."""
        return Input("dagen, der afgør", self.on, "")

    def in_time(
        self, start: str | Input, end: str | Input, law: str, question: str = ""
    ) -> Finding:
        """Whether something happened no later than a while after something else."""
        unit = self._unit(law)
        return self.judge(question, lambda a, b, n: b <= later(a, n, unit), (start, end), (law,))

    def waited(self, start: str | Input, end: str | Input, law: str, question: str = "") -> Finding:
        """Whether at least a while has gone by between two days."""
        unit = self._unit(law)
        return self.judge(question, lambda a, b, n: b >= later(a, n, unit), (start, end), (law,))

    def amount(
        self,
        question: str,
        work_out: Callable[..., float],
        inputs: tuple[str | Input, ...],
        law: tuple[str, ...],
        unit: str = "kr.",
    ) -> Finding:
        """An amount worked out from facts and dated values, yes with the amount as outcome.

        Args:
            question: what the amount is.
            work_out: takes the inputs' values and then the parameters' values.
            inputs: names of facts, or values worked out from them.
            law: names of parameters.
            unit: of the amount, for example "kr. pr. uge".

        Returns:
            Yes with outcome and amount in whole øre; otherwise why it cannot be told.
        """
        found: list[float] = []

        def note(*values: float) -> bool:
            found.append(oere(work_out(*values)))
            return True

        finding = self.judge(question, note, inputs, law)
        return finding.giving(counted(found[0], unit), found[0]) if found else finding

    def by_scale(self, name: str, law: str, question: str = "") -> Finding:
        """Yes with the value of a scale as outcome; no where the scale has nothing to say."""
        found: list[float | str] = []

        def note(quantity: float, scale: Scale) -> bool:
            found.extend(step for step in [scale.at(quantity)] if step is not None)
            return bool(found)

        finding = self.judge(question, note, (name,), (law,))
        if not found:
            return finding
        value = found[0]
        if isinstance(value, str):
            return finding.giving(value)
        return finding.giving(counted(value, self._unit(law)), value)

    def _unit(self, law: str) -> str:
        answer = self.law.at(law).answer
        return answer.unit if isinstance(answer, InForce) else ""


def _stand_on(value: object, listed: tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return set(value) <= set(listed)
    return str(value) in listed


def _value(found: LookUp) -> object:
    return found.answer.dated.value if isinstance(found.answer, InForce) else None


def _unknown(
    given: tuple[Input, ...], found: tuple[LookUp, ...]
) -> tuple[Verdict | None, tuple[str, ...]]:
    """What stands in the way of the test, the law before the facts."""
    if all(isinstance(x.answer, InForce) for x in found):
        missing = tuple(g.needs for g in given if g.value is None)
        return (Verdict.CANNOT_TELL if missing else None), missing
    ended = any(isinstance(x.answer, NotInForce) for x in found)
    return (Verdict.NOT_IN_FORCE if ended else Verdict.NOT_CHECKED), ()


def _reason(given: tuple[Input, ...], found: tuple[LookUp, ...], verdict: Verdict) -> str:
    if verdict in {Verdict.NOT_CHECKED, Verdict.NOT_IN_FORCE}:
        return "; ".join(x.why for x in found if x.why)
    told = [f"{g.title}: {show(g.value)}" for g in given]
    return "; ".join([*told, *map(_law_text, found)])


def _law_text(found: LookUp) -> str:
    if not isinstance(found.answer, InForce):
        return found.why
    dated, unit = found.answer.dated, found.answer.unit
    value = dated.value
    counts = isinstance(value, float) and unit != "årstal"
    return f"{found.title}: {counted(dated.number, unit) if counts else show(value, unit)}"
