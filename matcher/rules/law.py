"""The law on one day: every look-up of a dated value, remembered so that it can be replayed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from taxonomy.danish import counted, show
from taxonomy.parameters import (  # two of them are read at run time by pydantic at the border
    Answer,
    DatedValue,
    InForce,
    NotChecked,
    parameters_hash,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from taxonomy.parameters import Parameter

_ON: Final = "@"


@dataclass(frozen=True)
class LookUp:
    """What the law said about one parameter on the day that decided.

    Attributes:
        title: the parameter's Danish title.
        answer: the value, or why there is none.
        last: where nothing is checked: the newest value before the day, for whoever must check.
    """

    title: str
    answer: Answer
    last: DatedValue | None = None

    @property
    def dated(self) -> DatedValue | None:
        """The value in force with its source; None when there is none."""
        return self.answer.dated if isinstance(self.answer, InForce) else None

    @property
    def listed(self) -> tuple[str, ...]:
        """The list in force; empty when there is none."""
        value = self.dated.value if self.dated else None
        return value if isinstance(value, tuple) else ()

    @property
    def text(self) -> str:
        """The value in force with its unit; empty when there is none."""
        if not isinstance(self.answer, InForce):
            return ""
        value = self.answer.dated.value
        return counted(value, self.answer.unit) if isinstance(value, float) else show(value)

    @property
    def why(self) -> str:
        """Why there is no value; empty when there is one."""
        if isinstance(self.answer, InForce):
            return ""
        if self.last is None:
            return self.answer.why
        until, source = self.last.checked_until, self.last.reference
        return f"{self.answer.why} (senest kontrolleret til {until:%d.%m.%Y}: {source})"


class Law:
    """Answers of the law on one day.

    Attributes:
        asked: every parameter a rule has asked for, and what it was told.
    """

    def __init__(self, find: Callable[[str], LookUp]) -> None:
        """Answer from a function; nothing is asked yet."""
        self._find = find
        self.asked: dict[str, LookUp] = {}

    def at(self, name: str) -> LookUp:
        """What the law says about a parameter."""
        if name not in self.asked:
            self.asked[name] = self._find(name)
        return self.asked[name]

    def on(self, day: date) -> Law:
        """The law on another day; what is asked of it is remembered here, under name and day."""
        return Law(lambda name: self.at(f"{name}{_ON}{day.isoformat()}"))


def parameter_of(look_up: str) -> str:
    """The parameter a look-up is about, without the day it may be kept under."""
    return look_up.partition(_ON)[0]


class LawBook:
    """All dated parameters and their hash."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        """Keep the parameters by id."""
        self.parameters: Mapping[str, Parameter] = {p.id: p for p in parameters}

    @cached_property
    def hash(self) -> str:
        """The hash stored with every answer."""
        return parameters_hash(self.parameters.values())

    def on(self, day: date, *, simulate: bool = False) -> Law:
        """The law on a day.

        Args:
            day: the day that decides.
            simulate: whether law that is not passed yet may be used.

        Returns:
            The law; a parameter that is not in the book is not checked on any day.
        """
        return Law(lambda name: self._look_up(name, day, simulate=simulate))

    def _look_up(self, asked: str, day: date, *, simulate: bool) -> LookUp:
        name, _, other = asked.partition(_ON)
        day = date.fromisoformat(other) if other else day
        parameter = self.parameters.get(name)
        if parameter is None:
            return LookUp(name, NotChecked(name, f"{name} findes ikke i vores data"))
        answer = parameter.at(day, simulate=simulate)
        unknown = isinstance(answer, NotChecked)
        return LookUp(parameter.title_da, answer, parameter.last_checked(day) if unknown else None)
