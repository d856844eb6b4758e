"""Use case: linking measured on annotated sets, and trained on them."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from api.intake.files import single_fault
from api.writing import write_whole
from taxonomy.linking.evaluation import figures
from taxonomy.linking.melo import read_set
from taxonomy.linking.ranker import load_ranker
from taxonomy.linking.ranking import CorpusRanker, learn
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from taxonomy.linking.melo import LinkingSet
    from taxonomy.linking.ranker import Ranker
    from taxonomy.linking.ranking import RankedForm
    from taxonomy.sources.esco_store import EscoStore

MODEL: Final = "linking.json"
TAG: Final = "kompetencematch"
TIMED: Final = 200
SEED: Final = 0


@dataclass(frozen=True)
class LinkingReport:
    """Figures of one evaluation; times are milliseconds for one phrase on its own."""

    set: str
    n: int
    mrr: float
    map: float
    hit1: float
    hit5: float
    hit10: float
    p50_ms: float
    p95_ms: float
    phrases_per_second: int
    esco: str
    model: str
    trained_on: tuple[str, ...]


def shipped_model() -> Path:
    """The model that came with the product."""
    return data_folder() / "models" / MODEL


def evaluate_linking(
    folder: Path, store: EscoStore | None, model: Path | None, run: Path | None
) -> LinkingReport:
    """Rank a set's corpus for each of its queries, and measure.

    Args:
        folder: a set in the MELO layout.
        store: ESCO as imported; None links on the set's own forms alone.
        model: a trained model; None is the one that came with the product.
        run: where to write the TREC run; None writes none.

    Returns:
        The report.

    Raises:
        FaultyDataError: when the set or the model cannot be read.
        WrongInputError: when the run cannot be written.
    """
    corpus = read_set(folder)
    ranker = load_ranker(model or shipped_model())
    linker = CorpusRanker(corpus, store)
    ids = list(corpus.queries)
    before = perf_counter()
    ranked = linker.rank([corpus.queries[query] for query in ids], ranker)
    seconds = perf_counter() - before
    if run is not None:
        _write_run(run, ids, ranked)
    by_query = {q: [f.element for f in forms] for q, forms in zip(ids, ranked, strict=True)}
    times = _times(linker, ranker, [corpus.queries[query] for query in ids[:TIMED]])
    return LinkingReport(
        set=corpus.name,
        n=len(ids),
        **asdict(figures(corpus, by_query)),
        p50_ms=round(times[49], 2),
        p95_ms=round(times[94], 2),
        phrases_per_second=int(len(ids) / seconds),
        esco=store.hash if store else "",
        model=ranker.data_hash,
        trained_on=ranker.trained_on,
    )


def _times(linker: CorpusRanker, ranker: Ranker, phrases: Sequence[str]) -> list[float]:
    """Percentiles 1 to 99 of the milliseconds that one phrase takes."""
    taken = []
    for phrase in phrases:
        before = perf_counter()
        linker.rank([phrase], ranker)
        taken.append(1_000 * (perf_counter() - before))
    return quantiles(taken * 2, n=100, method="inclusive")


def _write_run(path: Path, ids: Sequence[str], ranked: Sequence[Sequence[RankedForm]]) -> None:
    lines = [
        f"{query} Q0 {form.element} {place} {form.score:.9e} {TAG}\n"
        for query, forms in zip(ids, ranked, strict=True)
        for place, form in enumerate(forms, 1)
    ]
    _write(path, "".join(lines))


def _write(path: Path, content: str) -> None:
    try:
        path.resolve().parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError:
        remedy = "Kontrollér, at du må skrive der"
        raise single_fault(path.name, "filen kan ikke skrives", remedy) from None


def train_linking(
    folders: Sequence[Path],
    store: EscoStore,
    without: Sequence[str],
    out: Path,
    advance: Callable[[Sequence[LinkingSet]], Iterable[LinkingSet]] = tuple,
) -> Ranker:
    """Train the ranker on annotated sets and write it.

    Args:
        folders: sets in the MELO layout.
        store: ESCO as imported.
        without: names of sets that must not be learnt from.
        out: where the model is written.
        advance: passes sets through and may show progress.

    Returns:
        The ranker.

    Raises:
        FaultyDataError: when a set cannot be read.
        WrongInputError: when no set is left, or the model cannot be written.
    """
    sets = [read_set(folder) for folder in folders if folder.resolve().name not in without]
    if not any(some.answers for some in sets):
        raise single_fault("--sets", "der er intet sæt med svar at lære af", "Angiv mindst ét")
    learnt = learn([(CorpusRanker(some, store), some) for some in advance(sets) if some.answers])
    key = "".join(sorted(some.hash for some in sets)) + store.hash
    names = tuple(sorted(some.name for some in sets))
    data_hash = hashlib.sha256(key.encode()).hexdigest()[:16]
    ranker = replace(learnt, trained_on=names, data_hash=data_hash, seed=SEED)
    _write(out, ranker.to_json())
    return ranker
