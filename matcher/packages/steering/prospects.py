"""What each person can reach in a vacancy: days, and points when the courses are taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.matching.scoring import compare_all, score
from matcher.packages.effects import combined, gain, shares_of, worth_of
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matcher.facts import Need, PersonId
    from matcher.matching.standing import Standing
    from matcher.settings import MatchSettings
    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy

POINT: Final = 100
"""Points are kept as whole hundredths, so that sums are exact."""


@dataclass(frozen=True)
class Prospect:
    """What it takes one person to meet every hard demand of a vacancy.

    Attributes:
        days: training days of the shortest package, at least 0.
        points: score after it, in hundredths, 0 to 10,000.
        modules: courses of the package, in order.
    """

    days: int
    points: int
    modules: tuple[ModuleId, ...] = ()


def prospects(
    need: Need,
    people: Sequence[Standing],
    taxonomy: Taxonomy,
    settings: MatchSettings,
    on: date,
) -> dict[PersonId, Prospect | None]:
    """Work out what a need, or a job shaped like one, takes from each of some people.

    Args:
        need: with its requirements.
        people: standings on the day `on`.
        taxonomy: modules and relations.
        settings: points and ageing.
        on: the day that decides.

    Returns:
        Everybody, with None where courses cannot close every hard demand.
    """
    packager = Packager(build_problem(need, taxonomy, on))
    packager.prepare(people)
    given: dict[tuple[ModuleId, ...], Mapping[str, int]] = {}
    found: dict[PersonId, Prospect | None] = {}
    for person in people:
        package = packager.best(person)
        if package.days is None:
            found[person.person] = None
            continue
        modules = package.modules
        levels = given.setdefault(modules, combined(modules, taxonomy))
        points = _after(need, person, levels, taxonomy, settings)
        found[person.person] = Prospect(package.days, round(points * POINT), modules)
    return found


def _after(
    need: Need,
    person: Standing,
    levels: Mapping[str, int],
    taxonomy: Taxonomy,
    settings: MatchSettings,
) -> float:
    comparisons = compare_all(need, person, taxonomy.graph, settings)
    now = score(comparisons, settings)
    return now.total + gain(shares_of(levels, need), worth_of(comparisons, now, settings))
