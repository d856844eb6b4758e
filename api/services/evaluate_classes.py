"""Use case: phrases of job advertisements put into ESCO's coarse classes, and measured."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from statistics import mean
from time import perf_counter
from typing import TYPE_CHECKING, Final

from api.intake.files import single_fault
from api.intake.phrases import read_phrase_files
from api.writing import write_whole
from taxonomy.linking.class_counts import TaughtCounts, read_counts
from taxonomy.linking.classes import (
    Background,
    Labelled,
    PhraseClasses,
    background,
    concept_classes,
    count_words,
    even_folds,
    language_of,
)
from taxonomy.linking.evaluation import class_figures
from taxonomy.linking.texts import fold
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from api.intake.phrases import PhraseFile
    from taxonomy.sources.esco_store import EscoStore

MODEL: Final = "classes.json"
LEARNT_FROM: Final = "en"
FOLDS: Final = 5
REPEATS: Final = 3


@dataclass(frozen=True)
class ClassesReport:
    """Figures of one evaluation; the figures are None where the test has no classes.

    Attributes:
        set: the test file's name.
        n: how many phrases it has.
        weighted_f1: F1 of each class, weighed by how many phrases have it.
        accuracy: share of phrases with the right class.
        macro_f1: plain mean of the classes' F1.
        ms: milliseconds for one phrase, in the batch.
        seconds: learning and predicting together.
        language: the language the test was taken to be in.
        trained_on: by training file, how many of its phrases were learnt from.
        esco: hash of the ESCO store; "" without.
        model: hash of what another language's phrases taught; "" where that was not used.
        notices: what one must know to read the figures, in Danish.
    """

    set: str
    n: int
    weighted_f1: float | None
    accuracy: float | None
    macro_f1: float | None
    ms: float
    seconds: float
    language: str
    trained_on: dict[str, int]
    esco: str
    model: str
    notices: tuple[str, ...]


@dataclass(frozen=True)
class CrossReport:
    """Weighted F1 of phrases never seen in learning, over several dealings into folds."""

    n: int
    folds: int
    weighted_f1: float
    lowest: float
    highest: float
    seeds: tuple[int, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class _Prepared:
    known: Background
    examples: list[Labelled]
    language: str
    trained_on: dict[str, int]
    esco: str
    model: str
    notices: list[str]


def evaluate_classes(
    train: Sequence[Path], test: Path, store: EscoStore | None, run: Path | None
) -> ClassesReport:
    """Learn from labelled phrases, predict a file's classes, and measure where it has answers.

    Args:
        train: files of phrase, tab, class; those in another language are heard through ESCO.
        test: a file of the same kind, or of phrases alone.
        store: ESCO as imported; None learns from the examples alone.
        run: where the predicted classes are written, one a line; None writes none.

    Returns:
        The report.

    Raises:
        WrongInputError: with every fault in the files, or when the run cannot be written.
    """
    *taught, asked = read_phrase_files(train, test)
    before = perf_counter()
    ready = _prepare(taught, language_of(asked.phrases), store)
    model = PhraseClasses(ready.known, ready.examples)
    learnt = perf_counter()
    predicted = model.predict(asked.phrases)
    done = perf_counter()
    if run is not None:
        _write(run, "".join(f"{label}\n" for label in predicted))
    figures = class_figures(asked.labels, predicted) if asked.labels else None
    return ClassesReport(
        set=asked.name,
        n=len(asked.phrases),
        weighted_f1=figures.weighted_f1 if figures else None,
        accuracy=figures.accuracy if figures else None,
        macro_f1=figures.macro_f1 if figures else None,
        ms=round(1_000 * (done - learnt) / len(asked.phrases), 3),
        seconds=round(done - before, 1),
        language=ready.language,
        trained_on=ready.trained_on,
        esco=ready.esco,
        model=ready.model,
        notices=(*ready.notices, *_about_test(asked, model, ready)),
    )


def cross_validate(train: Sequence[Path], store: EscoStore | None) -> CrossReport:
    """Measure on the training phrases themselves, each predicted by a model without it.

    Args:
        train: as for `evaluate_classes`; the phrases of the first file's language are measured.
        store: ESCO as imported, or None.

    Returns:
        Mean, lowest and highest weighted F1 over the dealings.

    Raises:
        WrongInputError: with every fault in the files, or when there are too few phrases.
    """
    taught = read_phrase_files(train, None)
    ready = _prepare(taught, language_of(taught[0].phrases), store)
    distinct = len({fold(example.phrase) for example in ready.examples})
    if distinct < FOLDS:
        remedy = f"Krydsvalidering kræver mindst {FOLDS} forskellige fraser"
        raise single_fault(taught[0].name, "der er for få fraser", remedy, str(distinct))
    seeds = tuple(range(REPEATS))
    found = [_once(ready, seed) for seed in seeds]
    return CrossReport(
        len(ready.examples),
        FOLDS,
        round(mean(found), 4),
        min(found),
        max(found),
        seeds,
        tuple(ready.notices),
    )


def _once(ready: _Prepared, seed: int) -> float:
    folds = even_folds(ready.examples, FOLDS, seed)
    predicted = [""] * len(folds)
    for fold_number in range(FOLDS):
        pairs = list(zip(ready.examples, folds, strict=True))
        model = PhraseClasses(ready.known, [e for e, at in pairs if at != fold_number])
        asked = [place for place, at in enumerate(folds) if at == fold_number]
        answers = model.predict([ready.examples[place].phrase for place in asked])
        for place, answer in zip(asked, answers, strict=True):
            predicted[place] = answer
    return class_figures([e.label for e in ready.examples], predicted).weighted_f1


def _prepare(taught: Sequence[PhraseFile], language: str, store: EscoStore | None) -> _Prepared:
    notices = [notice for file in taught for notice in file.notices]
    own: list[Labelled] = []
    others: list[Labelled] = []
    trained_on: dict[str, int] = {}
    for file in taught:
        examples = file.examples()
        notices += _left_out(file, examples)
        spoken = language_of(file.phrases)
        if spoken == language:
            own += examples
        elif spoken == LEARNT_FROM:
            others += examples
        else:
            notices.append(f"{file.name} er ikke på testens sprog og er ikke lært")
            examples = []
        trained_on[file.name] = len(examples)
    usable = _usable(store, language, notices)
    other = _other(others) if language != LEARNT_FROM else None
    heard = usable is not None and other is not None and other.language in usable.languages
    counts = (other.language, other.counts) if heard and other else None
    known = background(language, usable, counts)
    model = other.data_hash if heard and other else ""
    esco = usable.hash if usable else ""
    return _Prepared(known, own, language, trained_on, esco, model, notices)


def _left_out(file: PhraseFile, examples: Sequence[Labelled]) -> list[str]:
    wrong = Counter(file.labels) - Counter(example.label for example in examples)
    if not wrong:
        return []
    marks = ", ".join(sorted(wrong))
    return [f"{file.name}: {wrong.total()} linjer har ingen klasse og er ikke lært ({marks})"]


def _usable(store: EscoStore | None, language: str, notices: list[str]) -> EscoStore | None:
    if store is None:
        notices.append("ESCO er ikke importeret; klasserne er lært af eksemplerne alene")
        return None
    if language not in store.languages:
        notices.append(f"ESCO-lageret har ingen tekster på «{language}» og er ikke brugt")
        return None
    if not concept_classes(store):
        notices.append("ESCO-lageret har ingen færdighedsgrupper med kode; importér ESCO igen")
        return None
    return store


def shipped_counts() -> TaughtCounts:
    """What English phrases taught, as it came with the product."""
    path = data_folder() / "models" / MODEL
    return read_counts(path.read_text(encoding="utf-8"), path.name)


def _other(examples: Sequence[Labelled]) -> TaughtCounts:
    return _counted(examples, "") if examples else shipped_counts()


def _counted(examples: Sequence[Labelled], source: str) -> TaughtCounts:
    text = "\n".join(sorted(f"{e.phrase}\t{e.label}" for e in examples))
    data_hash = hashlib.sha256(text.encode()).hexdigest()[:16]
    return TaughtCounts(LEARNT_FROM, source, data_hash, count_words(examples))


def _about_test(asked: PhraseFile, model: PhraseClasses, ready: _Prepared) -> list[str]:
    notices = list(asked.notices)
    unknown = Counter(label for label in asked.labels if label not in model.classes)
    if unknown:
        marks = ", ".join(sorted(unknown))
        notices.append(f"{unknown.total()} testfraser har en klasse, der ikke er lært ({marks}); "
                       "de tæller som fejl")  # fmt: skip
    seen = {fold(example.phrase) for example in ready.examples}
    if shared := sum(fold(phrase) in seen for phrase in asked.phrases):
        notices.append(f"{shared} testfraser står også i træningen")
    return notices


def train_classes(train: Sequence[Path], source: str, out: Path) -> TaughtCounts:
    """Count the words of labelled English phrases and write the model that is shipped.

    Args:
        train: files of phrase, tab, class.
        source: where the phrases are from, with the licence; stored in the model.
        out: where the model is written.

    Returns:
        The counts.

    Raises:
        WrongInputError: with every fault in the files, or when they are not in English.
    """
    files = read_phrase_files(train, None)
    for file in files:
        if language_of(file.phrases) != LEARNT_FROM:
            remedy = "Angiv filer på engelsk; danske eksempler gives til evaluate classes"
            raise single_fault(file.name, "fraserne er ikke på engelsk", remedy)
    counts = _counted([example for file in files for example in file.examples()], source)
    _write(out, counts.to_json())
    return counts


def _write(path: Path, content: str) -> None:
    try:
        path.resolve().parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError:
        remedy = "Kontrollér, at du må skrive der"
        raise single_fault(path.name, "filen kan ikke skrives", remedy) from None
