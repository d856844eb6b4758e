"""A space of weighted terms: rare terms weigh more, and a text is a direction in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numba import njit
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

WeightedTerms: TypeAlias = "Mapping[str, float]"
"""Terms of a text, each once, with weights above 0."""
CompiledRows: TypeAlias = "tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]"


SHORTEST: Final = 2
LONGEST: Final = 5


@dataclass(frozen=True)
class Directions:
    """Texts in a space.

    Attributes:
        matrix: texts × terms; rows of length at most 1, less where terms are unknown.
        known: for each text the share of its squared weight that lies on known terms, 0 to 1.
    """

    matrix: sparse.csr_matrix
    known: NDArray[np.float64]


class TermSpace:
    """Terms of the texts it was made from, with their inverse document frequencies."""

    def __init__(self, texts: Sequence[WeightedTerms]) -> None:
        """Count in how many of the texts each term stands."""
        count: Counter[str] = Counter()
        for text in texts:
            count.update(text.keys())
        self._place = {term: at for at, term in enumerate(count)}
        frequency = np.fromiter(count.values(), np.float64, len(count))
        self.idf = np.log((1 + len(texts)) / (1 + frequency)) + 1
        self._idf_unknown = float(np.log(1 + len(texts)) + 1)

    def directions(self, texts: Sequence[WeightedTerms], *, unit: bool = True) -> Directions:
        """Weigh texts.

        Args:
            texts: terms with weights.
            unit: whether rows are brought to length 1 (unknown terms count in the length).

        Returns:
            The texts in the space.
        """
        rows = [self._row(text) for text in texts]
        ends = np.cumsum([0, *(len(places) for places, _, _ in rows)])
        places = np.concatenate([row[0] for row in rows]) if rows else np.zeros(0, np.int64)
        values = np.concatenate([row[1] for row in rows]) if rows else np.zeros(0)
        known = np.add.reduceat(np.append(values**2, 0.0), ends[:-1]) * (np.diff(ends) > 0)
        whole = known + np.array([row[2] for row in rows])
        if unit:
            values = values / np.repeat(np.sqrt(np.maximum(whole, 1e-12)), np.diff(ends))
        shape = (len(texts), len(self._place))
        matrix = sparse.csr_matrix((values, places, ends), shape=shape)
        return Directions(matrix, known / np.maximum(whole, 1e-12))

    def _row(self, text: WeightedTerms) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
        known = [(at, w) for term, w in text.items() if (at := self._place.get(term)) is not None]
        table = np.array(known, np.float64).reshape(-1, 2)
        places = table[:, 0].astype(np.int64)
        lost = 0.0
        if len(known) < len(text):
            lost = sum(w**2 for term, w in text.items() if term not in self._place)
        return places, table[:, 1] * self.idf[places], lost * self._idf_unknown**2


@njit(cache=True)
def _accumulate(
    rows: CompiledRows, columns: CompiledRows, out: NDArray[np.float32]
) -> None:  # pragma: no cover (compiled)
    row_ends, row_terms, row_weights = rows
    ends, places, weights = columns
    for row in range(len(row_ends) - 1):
        for at in range(row_ends[row], row_ends[row + 1]):
            term, weight = row_terms[at], row_weights[at]
            for place in range(ends[term], ends[term + 1]):
                out[row, places[place]] += weight * weights[place]


def products(rows: sparse.csr_matrix, columns: sparse.csr_matrix) -> NDArray[np.float32]:
    """The product of two sparse matrices, dense: most of it is needed and little of it is large.

    Args:
        rows: texts × terms.
        columns: terms × others, by rows.

    Returns:
        texts × others.
    """
    out = np.zeros((rows.shape[0], columns.shape[1]), np.float32)
    _accumulate(_arrays(rows), _arrays(columns), out)
    return out


def _arrays(matrix: sparse.csr_matrix) -> CompiledRows:
    return matrix.indptr, matrix.indices, matrix.data.astype(np.float32, copy=False)


def character_groups(words: Sequence[str]) -> WeightedTerms:
    """Runs of two to five letters within words; the spaces around a word count as letters.

    >>> [group for group in character_groups(["is"]) if len(group) == 3]
    [' is', 'is ']
    """
    return dict.fromkeys(chain.from_iterable(map(_groups, words)), 1.0)


@lru_cache(maxsize=50_000)
def _groups(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[at : at + length]
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(len(padded) - length + 1)
    )
