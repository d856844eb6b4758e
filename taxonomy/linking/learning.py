"""Learning the ranker's weights from annotated sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PENALTY: Final = 0.1
ROUNDS: Final = 150
_FIRST_SCALE: Final = 5.0
_SIGN_COST: Final = 0.01
_NOTHING: Final = 1e-9


@dataclass(frozen=True)
class Examples:
    """Phrases with candidates to learn from.

    Attributes:
        features: candidates × features, the candidates of a phrase together.
        right: whether the candidate is the right one; one a phrase.
        starts: where each phrase's candidates begin.
        weight: how much each phrase of this set counts.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    weight: float = 1.0


def fit_ranker(
    sets: Sequence[Examples], start: Sequence[float] | None = None, penalty: float = PENALTY
) -> tuple[float, ...]:
    """Find the weights under which the right candidates are most probable.

    Args:
        sets: examples, one for each annotated set.
        start: an unlearnt sum, whose scale is learnt and whose weights are corrected; None
            corrects from nothing.
        penalty: of the squared corrections, in standard deviations of the feature.

    Returns:
        One weight for each feature; the same for the same examples.
    """
    features = np.vstack([some.features for some in sets])
    spread = features.std(axis=0) + _NOTHING
    right = np.concatenate([some.right for some in sets])
    offsets = np.cumsum([0, *(len(some.right) for some in sets)])
    starts = np.concatenate([s.starts + at for s, at in zip(sets, offsets, strict=False)])
    share = np.concatenate([np.full(len(some.starts), some.weight) for some in sets])
    known = np.zeros(features.shape[1]) if start is None else np.array(start)
    standard = (features - features.mean(axis=0)) / spread
    loss = _Loss(standard, features @ known, right, starts, share / share.sum(), penalty)
    first = np.append(np.zeros(features.shape[1]), np.log(_FIRST_SCALE))
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    weights = found[:-1] / spread + np.exp(found[-1]) * known
    return tuple(float(weight) for weight in np.round(weights, 6))


@dataclass(frozen=True)
class _Loss:
    """Negative log-likelihood of the right candidates, with a penalty on the corrections."""

    features: NDArray[np.float64]
    known: NDArray[np.float64]
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    share: NDArray[np.float64]
    penalty: float

    def __call__(self, given: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """The loss and its slope, for the corrections and the logarithm of the sum's scale."""
        weights, scale = given[:-1], np.exp(given[-1])
        sizes = np.diff(np.append(self.starts, len(self.right)))
        scores = self.features @ weights + scale * self.known
        scores -= np.repeat(np.maximum.reduceat(scores, self.starts), sizes)
        odds = np.exp(scores)
        total = np.add.reduceat(odds, self.starts)
        loss = -(self.share * (scores[self.right] - np.log(total))).sum()
        surplus = odds / np.repeat(total, sizes) * np.repeat(self.share, sizes)
        surplus[self.right] -= self.share
        slope = self.features.T @ surplus + 2 * self.penalty * weights
        whole = np.append(slope, scale * (self.known @ surplus))
        return float(loss + self.penalty * weights @ weights), whole


def fit_signs(
    sets: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]],
) -> tuple[tuple[float, ...], float]:
    """Learn what tells an ISCO group from an occupation, as if both were meant equally often.

    Args:
        sets: for each annotated set, phrases × signs and whether a group was meant.

    Returns:
        Weights and what their sum is measured from; no weights where only one kind was meant.
    """
    told = np.vstack([rows for rows, _ in sets])
    meant = np.concatenate([meant for _, meant in sets])
    if meant.all() or not meant.any():
        return (), 0.0
    weight = np.concatenate([np.full(len(meant), 1 / len(meant)) for _, meant in sets])
    for kind in (meant, ~meant):
        weight[kind] *= len(meant) / 2 / weight[kind].sum()
    middle, spread = told.mean(axis=0), told.std(axis=0) + _NOTHING
    learnt = LogisticRegression(C=_SIGN_COST, max_iter=1000)
    learnt.fit((told - middle) / spread, meant, sample_weight=weight)
    weights = np.round(learnt.coef_[0] / spread, 6)
    return tuple(map(float, weights)), float(np.round(weights @ middle - learnt.intercept_[0], 6))
