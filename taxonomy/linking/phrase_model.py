"""Learnt weights for short phrases: which competence is meant, and whether any is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.linking.phrases import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT: Final = 1
CANDIDATES: Final = 40
_FINDERS: Final = {"words": 1.0, "letters": 1.0, "phrase covered": 0.5, "letters of all": 0.5}
PENALTY: Final = 1e-3
ROUNDS: Final = 400
_TINY: Final = 1e-12


@dataclass(frozen=True)
class PhraseModel:
    """Weights of a conditional logit over competences and silence, and its calibration.

    Attributes:
        weights: one for each of `MEASURES`.
        sharpness: slope on the log-odds of a probability; 1 leaves it as the logit gave it.
        shift: added to those log-odds.
        silence: probability of silence from which the answer is "no match".
        data_hash: hash of the phrases it was learnt from.
        seed: of the folds and frames it was learnt with.
    """

    weights: tuple[float, ...]
    sharpness: float = 1.0
    shift: float = 0.0
    silence: float = 0.5
    data_hash: str = ""
    seed: int = 0

    def to_json(self) -> str:
        """The model as the text of its file."""
        named = dict(zip(MEASURES, self.weights, strict=True))
        content = {
            "format": FORMAT, "measures": named, "sharpness": self.sharpness, "shift": self.shift,
            "silence": self.silence, "data_hash": self.data_hash, "seed": self.seed,
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def calibrated(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities that hold as often as they say.

        Args:
            probability: of any shape, 0 to 1, as the logit gave them.

        Returns:
            The same shape, 0 to 1, in the same order.
        """
        inside = np.clip(probability, _TINY, 1 - _TINY)
        odds = np.log(inside / (1 - inside))
        return 1 / (1 + np.exp(-(self.sharpness * odds + self.shift)))


@dataclass(frozen=True)
class Candidates:
    """The competences worth weighing for each phrase, and silence last.

    Attributes:
        places: phrases × (candidates + 1): places in the index.
        measured: phrases × (candidates + 1) × measures.
    """

    places: NDArray[np.int64]
    measured: NDArray[np.float32]

    def probabilities(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shares of the logit; each row sums to 1."""
        scores = self.measured @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return shares


def candidates(measured: NDArray[np.float32]) -> Candidates:
    """Pick the competences that any measure speaks for.

    Args:
        measured: phrases × (competences + silence) × measures.

    Returns:
        At most `CANDIDATES` a phrase, in no order, and silence.
    """
    found = sum(weight * measured[:, :-1, MEASURES.index(m)] for m, weight in _FINDERS.items())
    count = min(CANDIDATES, measured.shape[1] - 1)
    best = np.argpartition(-np.asarray(found), count - 1, axis=1)[:, :count]
    silence = np.full((len(best), 1), measured.shape[1] - 1)
    places = np.concatenate([best, silence], axis=1)
    return Candidates(places, np.take_along_axis(measured, places[:, :, None], axis=1))


def fit_weights(
    measured: NDArray[np.float32], right: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[float, ...]:
    """Find the weights under which the right answers are most probable.

    Args:
        measured: phrases × candidates × measures.
        right: phrases × candidates; several may be right. Phrases without one are left out.
        weight: how much each phrase counts.

    Returns:
        One weight for each measure; the same for the same examples.
    """
    spread = measured.reshape(-1, measured.shape[2]).std(axis=0).astype(np.float64) + 1e-6
    answered = right.any(axis=1)
    loss = _Loss(
        (measured[answered] / spread).astype(np.float64),
        right[answered],
        weight[answered] / weight[answered].sum(),
    )
    start = np.zeros(len(spread))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return tuple(float(value) for value in np.round(found.x / spread, 5))


@dataclass(frozen=True)
class _Loss:
    """Negative log-likelihood that one of the right candidates is chosen, with a penalty."""

    measured: NDArray[np.float64]
    right: NDArray[np.bool_]
    share: NDArray[np.float64]

    def __call__(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = self.measured @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chosen = odds / odds.sum(axis=1, keepdims=True)
        hit = (chosen * self.right).sum(axis=1)
        among = chosen * self.right / (hit[:, None] + _TINY)
        slope = np.einsum("n,nk,nkf->f", self.share, chosen - among, self.measured)
        loss = -(self.share * np.log(hit + _TINY)).sum() + PENALTY * weights @ weights
        return float(loss), slope + 2 * PENALTY * weights


def fit_calibration(
    probability: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[float, float]:
    """Platt scaling of log-odds.

    Args:
        probability: of the answer given, as the logit gave it.
        right: whether the answer was right.

    Returns:
        Slope and shift.
    """
    inside = np.clip(probability, _TINY, 1 - _TINY)
    odds = np.log(inside / (1 - inside))

    def loss(line: NDArray[np.float64]) -> float:
        told = line[0] * odds + line[1]
        return float(np.logaddexp(0, np.where(right, -told, told)).sum())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return round(float(found.x[0]), 4), round(float(found.x[1]), 4)


def load_phrase_model(path: Path) -> PhraseModel:
    """Read a model.

    Args:
        path: as written by a training.

    Returns:
        The model.

    Raises:
        FaultyDataError: when the file is no model of this format.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT or set(content["measures"]) != set(MEASURES):
            raise ValueError  # noqa: TRY301
        weights = tuple(float(content["measures"][name]) for name in MEASURES)
        sharpness, shift, silence = (
            float(content[name]) for name in ("sharpness", "shift", "silence")
        )
        told = (str(content["data_hash"]), int(content["seed"]))
        return PhraseModel(weights, sharpness, shift, silence, *told)
    except (OSError, ValueError, KeyError, TypeError):
        remedy = "Træn igen: kompetencematch train phrases"
        problem = "filen kan ikke læses som en lært model"
        raise FaultyDataError([Fault(path.name, 0, "", "", problem, remedy)]) from None


def expected_error(
    probability: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10
) -> float:
    """Expected calibration error over bins of equal width.

    Args:
        probability: told, 0 to 1.
        right: whether it held.
        bins: how many.

    Returns:
        Mean distance between what was told and what held, weighted by bin size; 0 to 1.
    """
    place = np.minimum((probability * bins).astype(int), bins - 1)
    parts: Iterable[float] = (
        abs(float(probability[place == at].sum()) - float(right[place == at].sum()))
        for at in np.unique(place)
    )
    return sum(parts) / max(1, len(probability))
