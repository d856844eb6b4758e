"""The learnt ranker: weights of features, found so that right concepts come first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.linking.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT: Final = 1
PENALTY: Final = 1e-3
ROUNDS: Final = 80
GROUP_SHARE: Final = 0.3
"""How probable it is beforehand that an ISCO group, not an occupation, is meant. Countries' tables
differ from 0.00 to 0.46, which no phrase tells; this stands between and loses little anywhere."""


@dataclass(frozen=True)
class Ranker:
    """A conditional logit: probability of a concept among the candidates of a phrase.

    Attributes:
        weights: one for each feature.
        trained_on: names of the sets.
        data_hash: hash of the sets and the store it was trained on.
        seed: the seed of everything drawn by lot in training.
        group_share: probability beforehand that an ISCO group is meant, 0 to 1.
    """

    weights: tuple[float, ...]
    trained_on: tuple[str, ...] = ()
    data_hash: str = ""
    seed: int = 0
    group_share: float = GROUP_SHARE

    def probabilities(
        self, measured: NDArray[np.float32], is_group: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Probability of each concept, given that one of them is meant.

        Args:
            measured: phrases × concepts × features.
            is_group: whether each concept is an ISCO group.

        Returns:
            Phrases × concepts; each row sums to 1.
        """
        scores = np.asarray(measured @ np.array(self.weights), np.float64)
        found = np.zeros_like(scores)
        for kind, share in ((~is_group, 1 - self.group_share), (is_group, self.group_share)):
            if kind.any():
                odds = np.exp(scores[:, kind] - scores[:, kind].max(axis=1, keepdims=True))
                found[:, kind] = share * odds / odds.sum(axis=1, keepdims=True)
        return np.asarray(found / found.sum(axis=1, keepdims=True), np.float64)

    def to_json(self) -> str:
        """The ranker as the text of its file."""
        content = {
            "format": FORMAT,
            "features": dict(zip(FEATURES, self.weights, strict=True)),
            "trained_on": list(self.trained_on),
            "data_hash": self.data_hash,
            "seed": self.seed,
            "group_share": self.group_share,
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def load_ranker(path: Path) -> Ranker:
    """Read a ranker.

    Args:
        path: file written by training.

    Returns:
        The ranker.

    Raises:
        FaultyDataError: when the file is no ranker of ours, or knows other features.
    """
    try:
        return _from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        remedy = "Træn igen: kompetencematch train linking"
        problem = "filen kan ikke læses som en lært rangering"
        raise FaultyDataError([Fault(path.name, 0, "", "", problem, remedy)]) from None


def _from_json(text: str) -> Ranker:
    content = json.loads(text)
    if content["format"] != FORMAT or len(content["features"]) != len(FEATURES):
        raise ValueError
    weights = tuple(float(content["features"][name]) for name in FEATURES)
    trained = tuple(map(str, content["trained_on"]))
    share = float(content["group_share"])
    return Ranker(weights, trained, str(content["data_hash"]), int(content["seed"]), share)


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


def fit_ranker(sets: Sequence[Examples]) -> tuple[float, ...]:
    """Find the weights under which the right candidates are most probable.

    Args:
        sets: examples, one for each annotated set.

    Returns:
        One weight for each feature; the same for the same examples.
    """
    features = np.vstack([some.features for some in sets])
    spread = features.std(axis=0) + 1e-9
    right = np.concatenate([some.right for some in sets])
    offsets = np.cumsum([0, *(len(some.right) for some in sets)])
    starts = np.concatenate([s.starts + at for s, at in zip(sets, offsets, strict=False)])
    share = np.concatenate([np.full(len(some.starts), some.weight) for some in sets])
    loss = _Loss((features - features.mean(axis=0)) / spread, right, starts, share / share.sum())
    start = np.zeros(features.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return tuple(float(weight) for weight in np.round(found.x / spread, 6))


@dataclass(frozen=True)
class _Loss:
    """Negative log-likelihood of the right candidates, with a penalty on the weights."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    share: NDArray[np.float64]

    def __call__(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """The loss and its slope."""
        sizes = np.diff(np.append(self.starts, len(self.right)))
        scores = self.features @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, self.starts), sizes)
        odds = np.exp(scores)
        total = np.add.reduceat(odds, self.starts)
        probability = odds / np.repeat(total, sizes)
        loss = -(self.share * (scores[self.right] - np.log(total))).sum()
        surplus = probability * np.repeat(self.share, sizes)
        surplus[self.right] -= self.share
        slope = self.features.T @ surplus + 2 * PENALTY * weights
        return float(loss + PENALTY * weights @ weights), slope
