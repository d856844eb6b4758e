"""What each limit of a group package costs, and what stands in the way when nothing comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcher.packages.analysis import Difference, LimitPrice, smallest_causes
from matcher.packages.cohort.constraints import CONSTRAINTS, in_force, model_of
from matcher.packages.cohort.greedy import greedy
from matcher.packages.cohort.solving import EVERYTHING, Measure, Proof, solve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.packages.cohort.constraints import Constraint
    from matcher.packages.cohort.problem import Cohort
    from matcher.packages.cohort.solving import Chosen

SECONDS: Final = 5.0


@dataclass(frozen=True)
class Prices:
    """What the limits cost.

    Attributes:
        prices: one for each limit that could be lifted.
        freed: per constraint the group package without it.
    """

    prices: tuple[LimitPrice, ...]
    freed: Mapping[str, Chosen]


def prices(
    cohort: Cohort, chosen: Chosen, wider: Cohort | None = None, seconds: float = SECONDS
) -> Prices:
    """Choose again without each limit.

    Args:
        cohort: people, needs and columns.
        chosen: the group package.
        wider: the same with columns that reach further than the period; without it the
            period's price is not told.
        seconds: most the solver may take for each limit.

    Returns:
        Prices in the order of the constraints. When more places are filled, days and kroner are
        those of more people.
    """
    found: list[LimitPrice] = []
    freed: dict[str, Chosen] = {}
    for constraint in _liftable(cohort):
        period = constraint.name == "within_period"
        if period and wider is None:
            continue
        among = _including(wider, chosen) if period and wider else cohort
        other = solve(among, EVERYTHING - {constraint.name}, seconds, chosen.columns)
        freed[constraint.name] = other
        found.append(_price(constraint, cohort, among, chosen, other))
    return Prices(tuple(found), freed)


def _including(wider: Cohort, chosen: Chosen) -> Cohort:
    columns = tuple(dict.fromkeys((*wider.columns, *chosen.columns)))
    return replace(wider, columns=columns)


def _liftable(cohort: Cohort) -> tuple[Constraint, ...]:
    return tuple(c for c in in_force(cohort) if c.negotiable)


def _price(
    constraint: Constraint, cohort: Cohort, among: Cohort, chosen: Chosen, other: Chosen
) -> LimitPrice:
    words = constraint.words(cohort.limits)
    if among.reach > cohort.reach:
        words += f" (regnet op til {among.reach} dage)"
    changes = ((m.value, other.value(m) - chosen.value(m)) for m in Measure)
    return LimitPrice(
        constraint=constraint.name,
        title_da=words,
        who="",
        differences=tuple(Difference(m, by) for m, by in changes if by),
        opens=not chosen.columns and bool(other.columns),
        proven=chosen.proof is Proof.BEST and other.proof is Proof.BEST,
    )


def causes(cohort: Cohort, seconds: float = SECONDS) -> tuple[Constraint, ...]:
    """What together leaves every place empty; none of it can be left out.

    Args:
        cohort: with columns that reach as far as is to be looked.
        seconds: most the solver may take for each question.

    Returns:
        Constraints; empty when some place can be filled, or when none could be with all of
        them lifted (see `hopeless`).
    """
    if hopeless(cohort):
        return ()
    structure = {c.name for c in CONSTRAINTS if not c.negotiable}

    def possible(kept: Sequence[Constraint]) -> bool:
        names = structure | {c.name for c in kept}
        model = model_of(cohort, names)
        return bool(greedy(model, names).any()) or bool(solve(cohort, names, seconds).columns)

    return smallest_causes(_liftable(cohort), possible)


def hopeless(cohort: Cohort) -> bool:
    """Whether nobody has a package to any need, whatever is lifted."""
    return not cohort.columns
