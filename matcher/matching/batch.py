"""Coverage of everybody for every need: the best needs of each person, the best people of each.

The coverage of a need is the weighted share of its hard demands that a person holds: for each
demand min(level held, level asked) / level asked, of a group the best alternative, summed by
weight over the sum of weights, in whole millionths (each demand rounded on its own). It is a
first look over many; the score of `matcher.matching.scoring` has the last word.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.matching import scanning
from taxonomy.concepts import MAX_LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.facts import Need
    from taxonomy.concepts import Clause
    from taxonomy.ids import CompetenceId

WHOLE: Final = 1_000_000
"""Points of a need whose hard demands are all held, up to rounding."""
TWELFTHS: Final = 12
"""Shares of levels 1 to 4 are all whole twelfths."""
WORKERS: Final = 2
MOST_KEPT: Final = 20


@dataclass(frozen=True)
class Best:
    """The best of each row, best first, of equals the lower number first.

    Attributes:
        ids: int32, shape (rows, kept): places of needs or people; -1 where there are fewer.
        points: int32, shape (rows, kept): millionths; -1 where there are fewer.
    """

    ids: NDArray[np.int32]
    points: NDArray[np.int32]


@dataclass(frozen=True)
class Marks:
    """What each person has, as marks that needs give points for.

    Attributes:
        marks: int32: person by person.
        starts: int64, shape (people + 1,): where each person begins.
    """

    marks: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """How many people."""
        return len(self.starts) - 1


@dataclass(frozen=True)
class CoverageIndex:
    """All needs, by the marks they give points for.

    Attributes:
        count: how many needs.
        needs: int32: needs, mark by mark (`starts`).
        points: int32: millionths that the mark adds.
        level_marks: int32, shape (competences, 5): mark of holding a level, -1 for none.
        group_columns: int32: competences of the alternatives, group by group (`group_at`).
        group_asked: int32: levels they ask for.
        group_marks: int32, shape (groups, 13): mark of a share in twelfths, -1 for none.
    """

    count: int
    needs: NDArray[np.int32]
    points: NDArray[np.int32]
    starts: NDArray[np.int64]
    level_marks: NDArray[np.int32]
    group_columns: NDArray[np.int32]
    group_asked: NDArray[np.int32]
    group_at: NDArray[np.int32]
    group_marks: NDArray[np.int32]

    def marks(self, levels: NDArray[np.uint8]) -> Marks:
        """The marks of people.

        Args:
            levels: uint8, shape (people, competences): levels that count, broader ones included.
        """
        groups = len(self.group_at) - 1
        most = int(np.count_nonzero(levels)) + groups * len(levels)
        out, starts = np.empty(most, dtype=np.int32), np.empty(len(levels) + 1, dtype=np.int64)
        scanning.marks_of(
            levels, self.level_marks, self.group_columns, self.group_asked, self.group_at,
            self.group_marks, out, starts,
        )  # fmt: skip
        return Marks(out[: starts[-1]].copy(), starts)

    def best_needs(self, people: Marks, kept: int = MOST_KEPT, workers: int = WORKERS) -> Best:
        """The best needs of everybody.

        Args:
            people: their marks.
            kept: needs for each person.
            workers: threads.

        Returns:
            One row a person.
        """
        shape = (len(people), kept)
        best = Best(np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.int32))

        def some(first: int, last: int) -> None:
            scanning.best_needs(
                people.marks, people.starts, first, last, self.needs, self.points, self.starts,
                self.count, best.ids, best.points,
            )  # fmt: skip

        edges = np.linspace(0, len(people), 4 * workers + 1, dtype=int).tolist()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(some, edges[:-1], edges[1:]))
        return best

    def best_people(self, people: Marks, kept: int = MOST_KEPT, workers: int = WORKERS) -> Best:
        """The best people of every need.

        Args:
            people: their marks.
            kept: people for each need.
            workers: threads.

        Returns:
            One row a need.
        """

        def some(first: int, last: int) -> Best:
            shape = (self.count, kept)
            best = Best(np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.int32))
            scanning.best_people(
                people.marks, people.starts, first, last, self.needs, self.points, self.starts,
                self.count, best.ids, best.points,
            )  # fmt: skip
            return best

        edges = np.linspace(0, len(people), workers + 1, dtype=int).tolist()
        with ThreadPoolExecutor(workers) as pool:
            first, *later = pool.map(some, edges[:-1], edges[1:])
        for more in later:
            scanning.merge(first.ids, first.points, more.ids, more.points)
        return first


def demand_points(need: Need, level_of: Mapping[CompetenceId, int]) -> int:
    """Coverage of one need, demand by demand, as it is defined.

    Args:
        need: with its hard demands.
        level_of: levels that count, broader competences included.

    Returns:
        Millionths.
    """
    weights = sum(r.weight for r in need.hard)
    return sum(
        _points(
            max(
                TWELFTHS * min(level_of.get(o.competence, 0), o.level) // o.level for o in r.options
            ),
            r.weight,
            weights,
        )
        for r in need.hard
    )


def _points(twelfths: int, weight: int, weights: int) -> int:
    return (2 * WHOLE * weight * twelfths + TWELFTHS * weights) // (2 * TWELFTHS * weights)


def index_needs(needs: Sequence[Need], column: Mapping[CompetenceId, int]) -> CoverageIndex:
    """Turn needs round: from marks to the needs that give points for them.

    Args:
        needs: any number.
        column: column of each competence in matrices of levels.

    Returns:
        The index.
    """
    postings: defaultdict[tuple[Clause | int, int], dict[int, int]] = defaultdict(dict)
    for place, need in enumerate(needs):
        weights = sum(r.weight for r in need.hard)
        for r in need.hard:
            for key, share in _worth(r.options, column):
                row = postings[key]
                row[place] = row.get(place, 0) + _points(share, r.weight, weights)
    keys = list(postings)
    groups = list(dict.fromkeys(subject for subject, _ in keys if not isinstance(subject, int)))
    level_marks = np.full((len(column), MAX_LEVEL + 1), -1, dtype=np.int32)
    group_marks = np.full((len(groups), TWELFTHS + 1), -1, dtype=np.int32)
    for mark, (subject, value) in enumerate(keys):
        if isinstance(subject, int):
            level_marks[subject, value] = mark
        else:
            group_marks[groups.index(subject), value] = mark
    options = [o for group in groups for o in group]
    rows = [sorted(postings[key].items()) for key in keys]
    return CoverageIndex(
        count=len(needs),
        needs=np.array([need for row in rows for need, _ in row], dtype=np.int32),
        points=np.array([points for row in rows for _, points in row], dtype=np.int32),
        starts=np.cumsum([0, *map(len, rows)], dtype=np.int64),
        level_marks=level_marks,
        group_columns=np.array([column[o.competence] for o in options], dtype=np.int32),
        group_asked=np.array([o.level for o in options], dtype=np.int32),
        group_at=np.cumsum([0, *map(len, groups)], dtype=np.int32),
        group_marks=group_marks,
    )


def _worth(
    options: Clause, column: Mapping[CompetenceId, int]
) -> list[tuple[tuple[Clause | int, int], int]]:
    """Marks that a demand gives points for, with the share of it in twelfths."""
    if len(options) == 1:
        only = options[0]
        return [
            ((column[only.competence], have), TWELFTHS * min(have, only.level) // only.level)
            for have in range(1, MAX_LEVEL + 1)
        ]
    shares = {TWELFTHS * have // o.level for o in options for have in range(1, o.level + 1)}
    return [((options, share), share) for share in sorted(shares)]
