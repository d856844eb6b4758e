"""What a group package must keep, one function a constraint, each with its Danish name.

A constraint either rules single packages out (it is asked about one column at a time), or adds
rows to the model. Every one of them can be left out, to tell what it costs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.packages.cohort.problem import UnknownFees

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from matcher.packages.cohort.problem import Cohort, Column, Limits


@dataclass(frozen=True)
class Row:
    """A linear demand: `low` ≤ sum of coefficient times variable ≤ `high`."""

    terms: Mapping[int, int]
    low: float
    high: float


@dataclass(frozen=True)
class Model:
    """The variables: one 0/1 for each column, then one whole number of classes for each course.

    Attributes:
        columns: those that no constraint rules out.
        taught: courses held as classes, in rising order; open courses are not among them.
    """

    cohort: Cohort
    columns: tuple[Column, ...]
    taught: tuple[int, ...]

    def classes_of(self, course: int) -> int:
        """The variable that counts a course's classes."""
        return len(self.columns) + self.taught.index(course)

    def seats(self) -> Mapping[int, list[int]]:
        """Per course the columns that have it."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place, column in enumerate(self.columns):
            for course in column.courses:
                found[course].append(place)
        return found


Rows: TypeAlias = "Callable[[Model], Iterable[Row]]"
Allowed: TypeAlias = "Callable[[Cohort, Column], bool]"
UNLIMITED: Final = float("inf")


def within_period(cohort: Cohort, column: Column) -> bool:
    """A package has at most the period's teaching days."""
    return column.days <= cohort.limits.days


def fees_are_known(cohort: Cohort, column: Column) -> bool:
    """When unknown fees are refused, only courses whose fee can be told."""
    return not column.unknown or cohort.limits.unknown_fees is UnknownFees.OUTSIDE


def employees_stay(cohort: Cohort, column: Column) -> bool:
    """Somebody employed in a company of the network takes a place there only."""
    own = cohort.employer.get(cohort.people[column.person])
    return own is None or cohort.needs[column.need].company in own


def one_place_each(model: Model) -> Iterable[Row]:
    """Each person ends in at most one place."""
    return _at_most(model, lambda column: column.person, lambda _: 1)


def places_are_counted(model: Model) -> Iterable[Row]:
    """Each need gets at most the people it asks for."""
    needs = model.cohort.needs
    return _at_most(model, lambda column: column.need, lambda need: needs[need].need.headcount)


def _at_most(
    model: Model, key: Callable[[Column], int], most: Callable[[int], int]
) -> Iterable[Row]:
    rows: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for place, column in enumerate(model.columns):
        rows[key(column)][place] = 1
    return [Row(terms, 0, most(which)) for which, terms in sorted(rows.items())]


def classes_are_filled(model: Model) -> Iterable[Row]:
    """No participants without a class, and at least the least number in each."""
    everybody = len(model.cohort.people)
    for course, columns in sorted(model.seats().items()):
        if course in model.taught:
            seats, classes = dict.fromkeys(columns, 1), model.classes_of(course)
            yield Row(seats | {classes: -model.cohort.limits.least}, 0, UNLIMITED)
            yield Row(seats | {classes: -everybody}, -UNLIMITED, 0)
            yield from _seats_of_each(model, columns, classes)


def _seats_of_each(model: Model, columns: Iterable[int], classes: int) -> Iterable[Row]:
    """Nobody sits on a course that has no class: follows already, but makes proofs quick."""
    own: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for place in columns:
        own[model.columns[place].person][place] = 1
    return [Row(terms | {classes: -1}, -UNLIMITED, 0) for terms in own.values()]


def classes_have_room(model: Model) -> Iterable[Row]:
    """At most the most number in each class, and no more classes than can be held."""
    for course, columns in sorted(model.seats().items()):
        if course in model.taught:
            seats, classes = dict.fromkeys(columns, 1), model.classes_of(course)
            yield Row(seats | {classes: -model.cohort.limits.most}, -UNLIMITED, 0)
            yield Row({classes: 1}, 0, model.cohort.limits.classes)


def within_budget(model: Model) -> Iterable[Row]:
    """The fees that can be told add up to at most the budget."""
    budget = model.cohort.limits.budget
    if budget is not None:
        fees = {place: column.kroner for place, column in enumerate(model.columns)}
        yield Row({place: fee for place, fee in fees.items() if fee}, 0, budget)


def _period_words(limits: Limits) -> str:
    return f"perioden på {limits.days} kursusdage"


def _budget_words(limits: Limits) -> str:
    return f"budgettet på {limits.budget or 0:,} kr.".replace(",", ".")


def _least_words(limits: Limits) -> str:
    return f"mindst {limits.least} på hvert hold"


def _room_words(limits: Limits) -> str:
    classes = "ét hold" if limits.classes == 1 else f"{limits.classes} hold"
    return f"højst {limits.most} på hvert hold og højst {classes} af hvert kursus"


@dataclass(frozen=True)
class Constraint:
    """A constraint with its words.

    Attributes:
        name: of its function.
        words: the constraint in Danish with its limit, as it stands in «uden …».
        negotiable: whether somebody could lift it; then its price is told.
    """

    words: Callable[[Limits], str]
    rows: Rows | None = None
    allowed: Allowed | None = None
    negotiable: bool = True

    @property
    def name(self) -> str:
        """The name of the constraint's function."""
        kept = self.rows or self.allowed
        return kept.__name__ if kept else ""


CONSTRAINTS: Final = (
    Constraint(_least_words, rows=classes_are_filled),
    Constraint(_room_words, rows=classes_have_room),
    Constraint(_budget_words, rows=within_budget),
    Constraint(_period_words, allowed=within_period),
    Constraint(lambda _: "kravet om kurser med kendt pris", allowed=fees_are_known),
    Constraint(lambda _: "at ansatte bliver i egen virksomhed", allowed=employees_stay),
    Constraint(lambda _: "højst én plads til hver person", rows=one_place_each, negotiable=False),
    Constraint(
        lambda _: "højst det antal pladser, behovet har", rows=places_are_counted, negotiable=False
    ),
)
"""All of them; the most negotiable first."""


def in_force(cohort: Cohort) -> tuple[Constraint, ...]:
    """The constraints that these limits really set."""
    limits = cohort.limits
    idle = {
        "within_budget": limits.budget is None,
        "fees_are_known": limits.unknown_fees is UnknownFees.OUTSIDE,
        "employees_stay": not cohort.employer,
    }
    return tuple(c for c in CONSTRAINTS if not idle.get(c.name))


def model_of(cohort: Cohort, kept: Collection[str]) -> Model:
    """The model with the constraints of these names.

    Columns that can never be chosen are left out: those a constraint rules out, and those with a
    course that too few people could take to fill a class.
    """
    rules = [c.allowed for c in CONSTRAINTS if c.allowed and c.name in kept]
    columns = [c for c in cohort.columns if all(rule(cohort, c) for rule in rules)]
    opened = {i for i, c in enumerate(cohort.courses) if c.id in cohort.limits.open_courses}
    if "classes_are_filled" in kept:
        columns = _fillable(columns, cohort.limits.least, opened)
    taught = sorted({course for column in columns for course in column.courses} - opened)
    return Model(cohort, tuple(columns), tuple(taught))


def _fillable(columns: list[Column], least: int, opened: set[int]) -> list[Column]:
    while True:
        people = {(course, c.person) for c in columns for course in c.courses}
        counts = Counter(course for course, _ in people)
        empty = {course for course, count in counts.items() if count < least} - opened
        kept = [c for c in columns if empty.isdisjoint(c.courses)]
        if len(kept) == len(columns):
            return kept
        columns = kept
