"""The learnt ranker: weights of measures, found so that right concepts come first."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.linking.features import COLUMN, FEATURES, MEASURED, OF_GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT: Final = 2
GROUP_SHARE: Final = 0.1
"""How probable it is beforehand that an ISCO group, not an occupation, is meant. Countries' tables
differ from 0.00 to 0.46; docs/linking.md tells what other shares would give."""
TRUST: Final = 0.75
"""How far signs of a group move its share: less than 1, for they were learnt on other tables."""
_SEEN: Final = (
    "own", "best_other", "latent", "sum", "description", "covered_form", "covered_phrase",
)  # fmt: skip
SIGNS: Final = (
    "lead of group", "evidence for group", "lead among occupations", "lead among groups",
    *(f"{name} of best occupation" for name in _SEEN), *(f"{name} of best group" for name in _SEEN),
    "further words", "comma", "length",
)  # fmt: skip
"""What tells whether a phrase means an ISCO group or an occupation."""
_LONG: Final = 500
_COLUMNS: Final = [COLUMN[name] for name in _SEEN]
_GROUP_COLUMNS: Final = [COLUMN[name] for name in OF_GROUPS]


@dataclass(frozen=True)
class Ranker:
    """A conditional logit for concepts, with a logit for which kind of concept is meant.

    Attributes:
        weights: one for each of `FEATURES`.
        trained_on: names of the sets.
        data_hash: hash of the sets and the store it was trained on.
        seed: the seed of everything drawn by lot in training.
        group_share: probability beforehand that an ISCO group is meant, 0 to 1.
        signs: one weight for each of `SIGNS`, none where they are not used.
        sign_offset: what the weighed signs are measured from.
    """

    weights: tuple[float, ...]
    trained_on: tuple[str, ...] = ()
    data_hash: str = ""
    seed: int = 0
    group_share: float = GROUP_SHARE
    signs: tuple[float, ...] = ()
    sign_offset: float = 0.0

    def scores(
        self, measured: NDArray[np.float32], is_group: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Weighed sums, phrases × concepts."""
        both = np.zeros((len(MEASURED), 2), np.float32)
        both[:, 0] = self.weights[: len(MEASURED)]
        both[_GROUP_COLUMNS, 1] = self.weights[len(MEASURED) :]
        flat = measured.reshape(-1, len(MEASURED)) @ both
        sums = flat.reshape(*measured.shape[:2], 2)
        return np.asarray(sums[:, :, 0] + sums[:, :, 1] * is_group, np.float64)

    def probabilities(
        self, phrases: Sequence[str], measured: NDArray[np.float32], is_group: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Probability of each concept, given that one of them is meant.

        Args:
            phrases: as people write them.
            measured: phrases × concepts × `MEASURED`.
            is_group: whether each concept is an ISCO group.

        Returns:
            Phrases × concepts; each row sums to 1.
        """
        scores = self.scores(measured, is_group)
        share = self.shares(phrases, measured, scores, is_group)
        found = np.zeros_like(scores)
        for kind, part in ((~is_group, 1 - share), (is_group, share)):
            if kind.any():
                odds = np.exp(scores[:, kind] - scores[:, kind].max(axis=1, keepdims=True))
                found[:, kind] = part[:, None] * odds / odds.sum(axis=1, keepdims=True)
        return np.asarray(found / found.sum(axis=1, keepdims=True), np.float64)

    def shares(
        self,
        phrases: Sequence[str],
        measured: NDArray[np.float32],
        scores: NDArray[np.float64],
        is_group: NDArray[np.bool_],
    ) -> NDArray[np.float64]:
        """How probable it is for each phrase that an ISCO group is meant, 0 to 1.

        Args:
            phrases: as people write them.
            measured: phrases × concepts × `MEASURED`.
            scores: their weighed sums.
            is_group: whether each concept is an ISCO group.

        Returns:
            One number for each phrase; the share beforehand where there are no signs.
        """
        if not self.signs or is_group.all() or not is_group.any():
            return np.full(len(phrases), self.group_share)
        told = signs(phrases, measured, scores, is_group) @ np.array(self.signs)
        prior = np.log(self.group_share / (1 - self.group_share))
        logit = np.clip(prior + TRUST * (told - self.sign_offset), -30, 30)
        return np.asarray(1 / (1 + np.exp(-logit)), np.float64)

    def to_json(self) -> str:
        """The ranker as the text of its file."""
        content = asdict(self) | {
            "format": FORMAT,
            "weights": dict(zip(FEATURES, self.weights, strict=True)),
            "signs": dict(zip(SIGNS, self.signs, strict=True)) if self.signs else {},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def signs(
    phrases: Sequence[str],
    measured: NDArray[np.float32],
    scores: NDArray[np.float64],
    is_group: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Measure what tells whether each phrase means an ISCO group.

    Args:
        phrases: as people write them.
        measured: phrases × concepts × `MEASURED`.
        scores: phrases × concepts.
        is_group: whether each concept is an ISCO group; some are and some are not.

    Returns:
        Phrases × `SIGNS`.
    """
    kinds = [_of_kind(measured, scores, np.flatnonzero(kind)) for kind in (~is_group, is_group)]
    (top, all_, lead, seen), (group_top, group_all, group_lead, group_seen) = kinds
    written = [
        [len(p.split()) - 1, "," in p, len(p) / 20] for p in (phrase[:_LONG] for phrase in phrases)
    ]
    leads = [group_top - top, group_all - all_, lead, group_lead]
    return np.column_stack([*leads, seen, group_seen, np.array(written, np.float64)])


def _of_kind(
    measured: NDArray[np.float32], scores: NDArray[np.float64], kind: NDArray[np.int64]
) -> tuple[NDArray[np.float64], ...]:
    """Best score, log of the summed odds, lead over the next, and what is seen at the best."""
    some = scores[:, kind]
    rows = np.arange(len(some))
    best = some.argmax(axis=1)
    top = some[rows, best]
    total = top + np.log(np.exp(some - top[:, None]).sum(axis=1))
    some[rows, best] = -np.inf
    lead = top - some.max(axis=1) if some.shape[1] > 1 else np.zeros(len(some))
    seen = measured[rows, kind[best]][:, _COLUMNS].astype(np.float64)
    return top, total, lead, seen


def load_ranker(path: Path) -> Ranker:
    """Read a trained ranker.

    Args:
        path: the file of a ranker.

    Returns:
        The ranker.

    Raises:
        FaultyDataError: when the file is no ranker of this version.
    """
    try:
        return _from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        remedy = "Træn igen: kompetencematch train linking"
        problem = "filen kan ikke læses som en lært rangering"
        raise FaultyDataError([Fault(path.name, 0, "", "", problem, remedy)]) from None


def _from_json(text: str) -> Ranker:
    content = json.loads(text)
    told = content["signs"]
    if content["format"] != FORMAT or len(content["weights"]) != len(FEATURES):
        raise ValueError
    return Ranker(
        tuple(float(content["weights"][name]) for name in FEATURES),
        tuple(map(str, content["trained_on"])),
        str(content["data_hash"]),
        int(content["seed"]),
        float(content["group_share"]),
        tuple(float(told[name]) for name in SIGNS) if told else (),
        float(content["sign_offset"]),
    )
