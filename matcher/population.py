"""A made-up region of any size: people's levels and companies' needs, the same for the same seed.

**People** are made in blocks, each from the seed and its own number, so that any stretch of the
region can be made alone. A person has a trade, drawn among the job profiles with weights
1/rank^0.8 (a few trades have most people); one in three has an older trade too, held more
loosely. How much of a trade a person holds is drawn once per person (Beta(5, 2.5), mean two
thirds): each hard demand is held with that chance, at the level asked for or one off; of a group
of backgrounds at most one; an advantage with 0.4 of the chance. One to five other skills come
on top at level 1 or 2, again with a few skills much more common than most. The levels are those
that count on the day: ageing and expiry are behind us, narrower counts as broader.

**Needs** start from a job profile (weights 1/rank^0.8, in another order than people's trades).
One hard demand in eight falls out, one single demand in three (certificates excepted) moves a
level, and one advantage in seven is made a hard demand. So most needs have four to eight hard
demands, like those of the examples; of 4,000, about three in four differ from all others.

All shares are ours, made for measuring; nothing here looks like a real person.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.facts import Need, Requirement
from taxonomy.concepts import MAX_LEVEL, Attainment, CompetenceKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from taxonomy.concepts import JobProfile
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy

BLOCK: Final = 5_000
"""People made from one draw of dice."""
SKEW: Final = 0.8
SECOND_TRADE: Final = 0.35
HELD_LOOSELY: Final = 0.6
ADVANTAGE_HELD: Final = 0.4
BACKGROUND_HELD: Final = 0.8
SKILL_SHAPE: Final = (5.0, 2.5)
LEVELS_OFF: Final = (-1, 0, 0, 0, 1)
OTHER_SKILLS: Final = (1, 5)
OTHERS_SKEW: Final = 0.7
DEMAND_DROPPED: Final = 0.12
DEMAND_MOVED: Final = 0.3
MOVES: Final = (-1, -1, 1)
ADVANTAGE_DEMANDED: Final = 0.15


@dataclass(frozen=True)
class Trade:
    """A job profile as a person holds it.

    Attributes:
        singles: column, level, share of the person's chance and whether the level can be off.
        groups: columns and levels of the backgrounds of each group.
    """

    singles: tuple[tuple[int, int, float, bool], ...]
    groups: tuple[tuple[tuple[int, int], ...], ...]


class Population:
    """People as levels, one row a person, one column a competence in order of id."""

    def __init__(self, taxonomy: Taxonomy, seed: int) -> None:
        """Draw which trades and which other skills are common.

        Args:
            taxonomy: competences and job profiles.
            seed: the same people for the same seed.
        """
        self.taxonomy, self.seed = taxonomy, seed
        self.competences: tuple[CompetenceId, ...] = tuple(sorted(taxonomy.competences))
        dice = np.random.default_rng([seed])
        trades = [self._trade(profile) for profile in _profiles(taxonomy)]
        self._trades = [trades[place] for place in dice.permutation(len(trades))]
        self._others = dice.permutation(self._skills())

    def levels(self, start: int, stop: int) -> NDArray[np.uint8]:
        """Levels of the people from `start` up to but not including `stop`.

        Returns:
            uint8, shape (people, competences), 0 to 4; broader competences included.
        """
        first, last = start // BLOCK, -(-stop // BLOCK)
        made = np.concatenate(
            [self._block(number) for number in range(first, max(last, first + 1))]
        )
        return made[start - first * BLOCK : stop - first * BLOCK]

    @cached_property
    def column(self) -> Mapping[CompetenceId, int]:
        """Column of each competence."""
        return {competence: place for place, competence in enumerate(self.competences)}

    def _skills(self) -> NDArray[np.int64]:
        kinds = {CompetenceKind.SKILL, CompetenceKind.KNOWLEDGE}
        listed = (self.taxonomy.competences[c].kind in kinds for c in self.competences)
        return np.flatnonzero(np.fromiter(listed, dtype=np.bool_))

    def _trade(self, profile: JobProfile) -> Trade:
        singles, groups = list[tuple[int, int, float, bool]](), dict[str, list[tuple[int, int]]]()
        for line in profile.lines:
            column = self.column[line.competence]
            if line.kind is LineKind.ONE_OF:
                groups.setdefault(line.group, []).append((column, line.level))
            elif line.kind is not LineKind.TRAIT:
                share = ADVANTAGE_HELD if line.kind is LineKind.ADVANTAGE else 1.0
                graded = not _is_certificate(line.competence, self.taxonomy)
                singles.append((column, line.level, share, graded))
        return Trade(tuple(singles), tuple(tuple(options) for options in groups.values()))

    def _block(self, number: int) -> NDArray[np.uint8]:
        dice = np.random.default_rng([self.seed, number])
        levels = np.zeros((BLOCK, len(self.competences)), dtype=np.uint8)
        chance = dice.beta(*SKILL_SHAPE, BLOCK)
        weights = _weights(len(self._trades), SKEW)
        for share, loosely in ((1.0, 1.0), (SECOND_TRADE, HELD_LOOSELY)):
            trade = dice.choice(len(self._trades), BLOCK, p=weights)
            trade[dice.random(BLOCK) >= share] = -1
            for place, held in enumerate(self._trades):
                people = np.flatnonzero(trade == place)
                _hold(levels, people, chance[people] * loosely, held, dice)
        self._add_others(levels, dice)
        return self._widened(levels)

    def _add_others(self, levels: NDArray[np.uint8], dice: Generator) -> None:
        fewest, most = OTHER_SKILLS
        count = dice.integers(fewest, most + 1, BLOCK)
        weights = _weights(len(self._others), OTHERS_SKEW)
        for number in range(most):
            people = np.flatnonzero(count > number)
            columns = dice.choice(self._others, len(people), p=weights)
            level = dice.integers(1, 3, len(people)).astype(np.uint8)
            levels[people, columns] = np.maximum(levels[people, columns], level)

    @cached_property
    def _broader(self) -> tuple[tuple[int, int], ...]:
        graph = self.taxonomy.graph
        return tuple(
            (self.column[c], self.column[wide])
            for c in self.competences
            for wide in sorted(graph.broader(c) - {c})
        )

    def _widened(self, levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        wide = np.ascontiguousarray(levels.T)
        narrow = wide.copy()
        for column, broader in self._broader:
            np.maximum(wide[broader], narrow[column], out=wide[broader])
        return np.ascontiguousarray(wide.T)


def _profiles(taxonomy: Taxonomy) -> list[JobProfile]:
    return sorted(taxonomy.profiles.values(), key=lambda profile: profile.id)


def _is_certificate(competence: CompetenceId, taxonomy: Taxonomy) -> bool:
    return taxonomy.competences[competence].kind is CompetenceKind.CERTIFICATE


def _weights(count: int, skew: float) -> NDArray[np.float64]:
    weights = 1.0 / np.arange(1, count + 1) ** skew
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _hold(
    levels: NDArray[np.uint8],
    people: NDArray[np.int64],
    chance: NDArray[np.float64],
    trade: Trade,
    dice: Generator,
) -> None:
    for column, level, share, graded in trade.singles:
        off = dice.choice(LEVELS_OFF, len(people)) if graded else 0
        held = np.clip(level + off, 1, MAX_LEVEL) * (dice.random(len(people)) < chance * share)
        levels[people, column] = np.maximum(levels[people, column], held.astype(np.uint8))
    for options in trade.groups:
        which = dice.integers(0, len(options), len(people))
        has = dice.random(len(people)) < chance * BACKGROUND_HELD
        for place, (column, level) in enumerate(options):
            chosen = people[(which == place) & has]
            levels[chosen, column] = np.maximum(levels[chosen, column], np.uint8(level))


def make_needs(taxonomy: Taxonomy, count: int, seed: int) -> tuple[Need, ...]:
    """Make needs; see the module's words.

    Args:
        taxonomy: with job profiles.
        count: at least 0.
        seed: the same needs for the same seed; a longer list begins with a shorter one.

    Returns:
        Needs with ids `b-1` and on, each with at least one hard demand.
    """
    dice = random.Random(seed)  # noqa: S311  (made-up needs, not secrets)
    profiles = _profiles(taxonomy)
    dice.shuffle(profiles)
    weights = _weights(len(profiles), SKEW).tolist()
    return tuple(
        _need(f"b-{number}", dice.choices(profiles, weights)[0], taxonomy, dice)
        for number in range(1, count + 1)
    )


def _need(name: str, profile: JobProfile, taxonomy: Taxonomy, dice: random.Random) -> Need:
    demands = list(_demands(profile, taxonomy, dice))
    rows = tuple(
        Requirement(
            key=f"k{place}",
            kind=LineKind.MUST if len(options) == 1 else LineKind.ONE_OF,
            title="" if len(options) == 1 else f"g{place}",
            options=options,
            weight=weight,
        )
        for place, (options, weight) in enumerate(demands)
    )
    return Need(name, "a", profile.title_da, profile.id, rows)


def _demands(
    profile: JobProfile, taxonomy: Taxonomy, dice: random.Random
) -> Iterator[tuple[tuple[Attainment, ...], int]]:
    """Options and weight of each demand; the first always stays."""
    kept = 0
    for kind, options, weight in _lines(profile):
        stays = ADVANTAGE_DEMANDED if kind is LineKind.ADVANTAGE else 1 - DEMAND_DROPPED
        if dice.random() >= stays and (kept or kind is LineKind.ADVANTAGE):
            continue
        moves = len(options) == 1 and not _is_certificate(options[0].competence, taxonomy)
        kept += 1
        if moves and dice.random() < DEMAND_MOVED:
            level = min(MAX_LEVEL, max(1, options[0].level + dice.choice(MOVES)))
            yield (Attainment(options[0].competence, level),), weight
        else:
            yield options, weight


def _lines(
    profile: JobProfile,
) -> Sequence[tuple[LineKind, tuple[Attainment, ...], int]]:
    """A profile's demands, backgrounds gathered in groups; traits left out, hard ones first."""
    groups: dict[tuple[LineKind, str], list[Attainment]] = {}
    weights: dict[tuple[LineKind, str], int] = {}
    for place, line in enumerate(profile.lines):
        if line.kind is not LineKind.TRAIT:
            key = (line.kind, line.group or str(place))
            groups.setdefault(key, []).append(Attainment(line.competence, line.level))
            weights[key] = max(weights.get(key, 0), line.weight)
    rows = [(kind, tuple(sorted(set(o))), weights[kind, g]) for (kind, g), o in groups.items()]
    return sorted(rows, key=lambda row: row[0] is LineKind.ADVANTAGE)
