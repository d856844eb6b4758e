"""Use case: the product's own gold phrases, measured; and the model learnt from its wordings."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from api.intake.files import single_fault
from api.writing import write_whole
from taxonomy.linking.phrase_model import expected_error
from taxonomy.linking.phrase_training import learn
from taxonomy.linking.reader import phrase_linker
from taxonomy.linking.wordings import read_wordings
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from taxonomy.linking.linker import Link
    from taxonomy.linking.phrase_model import PhraseModel
    from taxonomy.snapshot import Taxonomy

RECALL: Final = 0.8
SEED: Final = 0


class Half(StrEnum):
    """Which phrases: those a model may be fitted to, or those it is judged by."""

    TUNING = "tuning"
    TEST = "test"


@dataclass(frozen=True)
class GoldPhrase:
    """A phrase with its right answers; none where silence is right."""

    id: str
    text: str
    answers: frozenset[str]
    kind: str
    half: Half


@dataclass(frozen=True)
class GoldReport:
    """Figures, 0 to 1.

    Attributes:
        precision_at_recall: precision of "no match" where it finds 80 % of what has none.
        precision: of "no match" as the product decides it.
        recall: likewise.
        ece: expected calibration error of the first answer's probability.
        by_kind: by what makes the phrase hard, how many there are and how often the first
            answer, or the silence, is right.
    """

    half: str
    n: int
    hit1: float
    hit3: float
    precision_at_recall: float
    precision: float
    recall: float
    ece: float
    by_kind: dict[str, tuple[int, float]]


def gold_phrases(folder: Path | None = None) -> tuple[GoldPhrase, ...]:
    """The gold phrases that came with the product.

    Args:
        folder: laid out as `data/`; the product's own when None.

    Returns:
        All of them; the half is settled by a hash of the id, as the set's README says.
    """
    path = (folder or data_folder()) / "gold" / "phrases.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(_phrase(row) for row in csv.DictReader(stream))


def _phrase(row: dict[str, str]) -> GoldPhrase:
    digit = hashlib.sha256(row["id"].encode()).hexdigest()[0]
    half = Half.TEST if int(digit, 16) % 2 else Half.TUNING
    answers = frozenset(part for part in row["competence"].split("|") if part)
    return GoldPhrase(row["id"], row["text"], answers, row["kind"], half)


def evaluate_gold(taxonomy: Taxonomy, half: Half) -> GoldReport:
    """Link every phrase of a half, and measure.

    Args:
        taxonomy: the competences.
        half: which phrases.

    Returns:
        The report.
    """
    phrases = [phrase for phrase in gold_phrases() if phrase.half is half]
    links = phrase_linker(taxonomy, data_folder()).link([phrase.text for phrase in phrases])
    return report(phrases, links, half)


def report(phrases: Sequence[GoldPhrase], links: Sequence[Link], half: Half) -> GoldReport:
    """Measure links against the gold.

    Args:
        phrases: with their answers.
        links: one for each.
        half: named in the report.

    Returns:
        The report.
    """
    pairs = list(zip(phrases, links, strict=True))
    asked = [(phrase, link) for phrase, link in pairs if phrase.answers]
    silent = np.array([not phrase.answers for phrase in phrases])
    told = np.array([not link.matched for link in links])
    right = np.array([bool(p.answers) and _hit(p, link, 1) for p, link in pairs])
    sure = np.array([link.ranked[0].probability if link.ranked else 0.0 for link in links])
    both = float((told & silent).sum())
    return GoldReport(
        half=half.value,
        n=len(phrases),
        hit1=_share([_hit(phrase, link, 1) for phrase, link in asked]),
        hit3=_share([_hit(phrase, link, 3) for phrase, link in asked]),
        precision_at_recall=_precision(np.array([link.silence for link in links]), silent),
        precision=round(both / max(1.0, float(told.sum())), 4),
        recall=round(both / max(1.0, float(silent.sum())), 4),
        ece=round(expected_error(sure, right), 4),
        by_kind=_by_kind(pairs),
    )


def _hit(phrase: GoldPhrase, link: Link, depth: int) -> bool:
    return any(option.competence in phrase.answers for option in link.ranked[:depth])


def _share(held: Sequence[bool]) -> float:
    return round(sum(held) / max(1, len(held)), 4)


def _precision(silence: np.ndarray, silent: np.ndarray) -> float:
    """Precision at the highest threshold that still finds the wanted share."""
    of_silent = np.sort(silence[silent])[::-1]
    if not len(of_silent):
        return 1.0
    told = silence >= of_silent[int(np.ceil(RECALL * len(of_silent))) - 1]
    return round(float((told & silent).sum() / told.sum()), 4)


def _by_kind(pairs: Sequence[tuple[GoldPhrase, Link]]) -> dict[str, tuple[int, float]]:
    kinds: dict[str, list[bool]] = {}
    for phrase, link in pairs:
        held = _hit(phrase, link, 1) if phrase.answers else not link.matched
        kinds.setdefault(phrase.kind, []).append(held)
    return {kind: (len(held), _share(held)) for kind, held in sorted(kinds.items())}


def train_phrases(
    taxonomy: Taxonomy, out: Path, advance: Callable[[Sequence[int]], Iterable[int]] = tuple
) -> PhraseModel:
    """Learn the model from the wordings, calibrate it on the tuning half, and write it.

    Args:
        taxonomy: the competences.
        out: where the model is written.
        advance: passes folds through and may show progress.

    Returns:
        The model; the same for the same data.

    Raises:
        FaultyDataError: when the wordings cannot be read.
        WrongInputError: when the model cannot be written.
    """
    judged = [(p.text, p.answers) for p in gold_phrases() if p.half is Half.TUNING]
    model = learn(taxonomy, read_wordings(data_folder(), taxonomy), judged, SEED, advance)
    try:
        write_whole(out, model.to_json())
    except OSError:
        remedy = "Kontrollér, at du må skrive der"
        raise single_fault(out.name, "filen kan ikke skrives", remedy) from None
    return model
