"""Phrases of advertisements to the coarse classes of ESCO's skill pillar, such as S1 and K04.

One multinomial naive Bayes over letters and words is taught by ESCO's own labels, each under the
class its broader concepts reach, by the few labelled phrases, and by a list of attitude words.
A second one hears what phrases in another language taught, through the texts of the same concepts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy import sparse
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer

from taxonomy.linking.attitudes import ATTITUDES, PHRASES
from taxonomy.linking.texts import MAX_PHRASE, fold, words_with_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from taxonomy.sources.esco_store import EscoStore

CLASS: Final = re.compile(r"[AKLST]\d{1,2}")
"""What a class is called; other marks in a file are no class."""
ATTITUDE: Final = "A1"
INSTEAD: Final[Mapping[str, str]] = {
    "T2": "S2", "T3": "A1", "T4": "S1", "T6": "A1", "L2": "L1",
}  # fmt: skip
"""Later ESCO versions have transversal groups where the classes had attitudes: our proposal."""
FEW_WEIGHT: Final = 3.0
DESCRIPTION_WEIGHT: Final = 0.2
SMOOTHING: Final = 0.01
SHARPNESS: Final = 0.5
OTHER_SHARPNESS: Final = 0.25
PRIOR_PHRASES: Final = 20.0
_OTHER_SMOOTHING: Final = 0.1
_LABELS: Final = 8
_MANY: Final = 50
_BROADER: Final = ("broaderRelationsSkillPillar", "skillsHierarchy")
_SMALL_DANISH: Final = "af at den det din du en et for fra har i kan med og på som til ved"
_SMALL_ENGLISH: Final = "a an and as at by for from in is of on the to with you your"
_FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "da": frozenset(_SMALL_DANISH.split()),
    "en": frozenset(_SMALL_ENGLISH.split()),
}


@dataclass(frozen=True)
class Labelled:
    """A phrase and its class."""

    phrase: str
    label: str


@dataclass(frozen=True)
class WordCounts:
    """What labelled phrases of one language taught: how often each class uses each word.

    Attributes:
        classes: the classes, sorted.
        phrases: for each class how many distinct phrases there were.
        words: by word or word end, for each class in how many of them it stood.
    """

    classes: tuple[str, ...]
    phrases: tuple[int, ...]
    words: Mapping[str, tuple[int, ...]]


class Taught(NamedTuple):
    """A folded text, the class it teaches, and how much it weighs."""

    text: str
    label: str
    weight: float


def language_of(phrases: Sequence[str]) -> str:
    """Danish or English, by which language's small words the phrases have more of.

    >>> language_of(["arbejde med børn", "samarbejde"]), language_of(["work in the team"])
    ('da', 'en')
    """
    words = Counter(word for phrase in phrases for word in phrase.casefold().split())
    seen = {name: sum(words[w] for w in small) for name, small in _FUNCTION_WORDS.items()}
    return max(seen, key=lambda name: seen[name])


def count_words(examples: Sequence[Labelled], least: int = 2) -> WordCounts:
    """Count the words of labelled phrases; the same phrase under the same class counts once.

    Args:
        examples: phrases with their classes.
        least: in how many distinct phrases a word must stand.

    Returns:
        The counts, in sorted order.
    """
    distinct = sorted({(fold(example.phrase), example.label) for example in examples})
    classes = tuple(sorted({label for _, label in distinct}))
    place = {label: at for at, label in enumerate(classes)}
    words: dict[str, list[int]] = defaultdict(lambda: [0] * len(classes))
    for text, label in distinct:
        for word in set(words_with_ends(text)):
            words[word][place[label]] += 1
    kept = {word: tuple(n) for word, n in sorted(words.items()) if sum(n) >= least}
    phrases = Counter(label for _, label in distinct)
    return WordCounts(classes, tuple(phrases[label] for label in classes), kept)


def concept_classes(store: EscoStore) -> dict[str, tuple[str, ...]]:
    """The classes of ESCO's skills: what the nearest broader groups with a code belong to.

    Args:
        store: ESCO with skill groups and the broader relations of the skill pillar.

    Returns:
        By URI one class or more, sorted; skills whose groups have no code are left out.
    """
    broader: dict[int, list[int]] = defaultdict(list)
    for kind in _BROADER:
        for narrow, wide, _ in store.relations.get(kind, ()):
            broader[int(narrow)].append(int(wide))
    found = {}
    for uri in _skills(store):
        reached = _reached(store.index[uri], broader, store.codes)
        own = {label for label in reached if label not in INSTEAD and not label.startswith("T")}
        if labels := own or {INSTEAD[label] for label in reached if label in INSTEAD}:
            found[uri] = tuple(sorted(labels))
    return found


def _skills(store: EscoStore) -> list[str]:
    from taxonomy.sources.esco_store import KINDS  # noqa: PLC0415

    skill = KINDS.index("skills")
    return [uri for uri, kind in zip(store.uris, store.kinds, strict=True) if kind == skill]


def _reached(start: int, broader: Mapping[int, list[int]], codes: Sequence[str]) -> set[str]:
    """Classes of the first coded groups on every way up; a ring ends where it began."""
    waiting, seen, reached = list(broader.get(start, ())), {start}, set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if label := _class_of_code(codes[at]):
            reached.add(label)
        else:
            waiting += broader.get(at, ())
    return reached


def _class_of_code(code: str) -> str:
    """The class of a group's code; fields of education are classes of knowledge.

    >>> _class_of_code("S1.2.3"), _class_of_code("0715"), _class_of_code("S")
    ('S1', 'K07', '')
    """
    if code[:1].isdigit():
        return f"K{code[:2]}" if len(code) > 1 else ""
    return found[0] if (found := CLASS.match(code)) else ""


class Space:
    """Letters within words, and words with their ends, weighed by rarity."""

    def __init__(self, letters: TfidfVectorizer, words: TfidfVectorizer) -> None:
        """Take fitted vectorizers; `Space.of_texts` makes them."""
        self._parts = (letters, words)
        self.width = sum(len(part.vocabulary_) for part in self._parts)

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> Space:
        """Fit on these texts."""
        few = 2 if len(texts) > _MANY else 1
        return cls(_letters(min_df=few).fit(texts), _words().fit(texts))

    def with_texts(self, texts: Sequence[str]) -> tuple[Space, NDArray[np.int64]]:
        """The space with these texts' new features, as rare as can be, and where the old ones are.

        Args:
            texts: folded.

        Returns:
            The wider space, and for each feature of this one its place in the wider.
        """
        wide = [_wider(part, texts) for part in self._parts]
        starts = (0, len(wide[0].vocabulary_))
        places = [
            start + np.arange(len(part.vocabulary_))
            for start, part in zip(starts, self._parts, strict=True)
        ]
        return Space(wide[0], wide[1]), np.concatenate(places)

    def of(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Each text's features, letters and words each of length 1."""
        return sparse.hstack([part.transform(texts) for part in self._parts]).tocsr()


def _letters(**limits: object) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32, **limits
    )


def _words(**limits: object) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=words_with_ends, sublinear_tf=True, dtype=np.float32, **limits)


def _wider(part: TfidfVectorizer, texts: Sequence[str]) -> TfidfVectorizer:
    analyze = part.build_analyzer()
    new = sorted({feature for text in texts for feature in analyze(text)} - set(part.vocabulary_))
    old = sorted(part.vocabulary_, key=part.vocabulary_.__getitem__)
    make = _words if part.analyzer is words_with_ends else _letters
    wide = make(vocabulary=[*old, *new])
    wide.idf_ = np.append(part.idf_, np.full(len(new), part.idf_.max(), np.float32))
    return wide


@dataclass(frozen=True)
class Background:
    """What is known of a language's phrases before any of them is labelled.

    Attributes:
        classes: the classes met so far, sorted.
        space: features of texts, fitted on the taught texts; None while there are too few.
        taught: folded text, class and weight.
        table: for each class the weighted sum of its texts' features; None without a space.
        heard: logarithmic weights, features × classes, by what another language taught, or None.
        prior: for each class its share among phrases of another language and evenly, averaged.
    """

    classes: tuple[str, ...]
    space: Space | None
    taught: tuple[Taught, ...]
    table: NDArray[np.float64] | None
    heard: NDArray[np.float64] | None
    prior: NDArray[np.float64]


def background(
    language: str,
    store: EscoStore | None,
    other: tuple[str, WordCounts] | None,
    *,
    attitudes: bool = True,
) -> Background:
    """Learn what does not depend on labelled phrases of the language; in seconds.

    Args:
        language: two-letter code of the phrases.
        store: ESCO; None leaves its texts out.
        other: another language's code and what its phrases taught; heard only through the store.
        attitudes: whether our list of Danish attitude words is used.

    Returns:
        The background; the same input gives the same, nothing is drawn by lot.
    """
    listed = (*ATTITUDES, *PHRASES) if attitudes and language == "da" else ()
    taught = [Taught(fold(text), ATTITUDE, 1.0) for text in listed]
    concepts = concept_classes(store) if store else {}
    counts = other[1] if other and concepts else WordCounts((), (), {})
    if store is None or not concepts:
        classes = tuple(sorted({label for _, label, _ in taught}))
        return Background(classes, None, tuple(taught), None, None, _shares(classes, counts))
    taught += _named(language, concepts, store)
    classes = tuple(sorted({label for _, label, _ in taught} | set(counts.classes)))
    space = Space.of_texts([text for text, _, _ in taught])
    texts = [store.text(uri, language) for uri in concepts]
    names = space.of([fold(text.label) for text in texts])
    descriptions = DESCRIPTION_WEIGHT * space.of([fold(text.description) for text in texts])
    marks = np.array([[(c in of) / len(of) for c in classes] for of in concepts.values()])
    table = _sums(space, taught, classes) + np.asarray(descriptions.T @ marks).T
    heard = None
    if other and counts.classes:
        said = np.zeros((len(concepts), len(classes)))
        columns = [classes.index(label) for label in counts.classes]
        said[:, columns] = _concept_shares(list(concepts), other[0], store, counts)
        heard = _log_weights(np.asarray((names + descriptions).T @ said).T, SMOOTHING)
    return Background(classes, space, tuple(taught), table, heard, _shares(classes, counts))


def _named(
    language: str, concepts: Mapping[str, tuple[str, ...]], store: EscoStore
) -> list[Taught]:
    """Each name of a skill under each of its classes, which share the weight."""
    found = []
    for uri, labels in concepts.items():
        text = store.text(uri, language)
        names = dict.fromkeys(map(fold, (text.label, *text.alternatives)[:_LABELS]))
        found += [Taught(n, label, 1 / len(labels)) for n in names if n for label in labels]
    return found


def _sums(space: Space, taught: Sequence[Taught], classes: Sequence[str]) -> NDArray[np.float64]:
    """For each class the weighted sum of its texts' features."""
    if not taught:
        return np.zeros((len(classes), space.width))
    place = {label: at for at, label in enumerate(classes)}
    rows = [place[label] for _, label, _ in taught]
    entries = ([weight for *_, weight in taught], (rows, np.arange(len(taught))))
    marks = sparse.csr_matrix(entries, shape=(len(classes), len(taught)))
    return np.asarray((marks @ space.of([t for t, _, _ in taught])).toarray(), np.float64)


def _shares(classes: Sequence[str], counts: WordCounts) -> NDArray[np.float64]:
    even = np.full(len(classes), 1 / max(1, len(classes)))
    total = sum(counts.phrases)
    if not total:
        return even
    others = dict(zip(counts.classes, counts.phrases, strict=True))
    return (even + [others.get(label, 0) / total for label in classes]) / 2


class PhraseClasses:
    """Knows the classes of one language's phrases; built once, asked many times."""

    def __init__(self, known: Background, examples: Sequence[Labelled]) -> None:
        """Add labelled phrases to what is known.

        Args:
            known: what is known without examples.
            examples: labelled phrases of the same language; at least one where nothing is known.
        """
        own = [Taught(fold(e.phrase), e.label, FEW_WEIGHT) for e in examples]
        new = {label for _, label, _ in own} - set(known.classes)
        wide = (*known.classes, *sorted(new))
        self.classes, self._heard = wide, None
        if known.space is None or known.table is None:
            everything = (*known.taught, *own)
            self._space = Space.of_texts([text for text, _, _ in everything])
            table = _sums(self._space, everything, wide)
        else:
            self._space, places = known.space.with_texts([text for text, _, _ in own])
            table = _sums(self._space, own, wide)
            table[: len(known.classes), places] += known.table
            if known.heard is not None:
                self._heard = np.zeros((self._space.width, len(known.classes)))
                self._heard[places] = known.heard
        self._weights = _log_weights(table, SMOOTHING)
        seen = Counter(example.label for example in examples)
        prior = np.append(known.prior, np.full(len(new), 1 / len(wide)))
        self._prior = np.log(np.array([seen[c] for c in wide]) + PRIOR_PHRASES * prior)

    def scores(self, phrases: Sequence[str]) -> NDArray[np.float64]:
        """How well each class fits each phrase.

        Args:
            phrases: any texts; the first 500 characters of each count.

        Returns:
            Shape phrases × `classes`, logarithms of shares that sum to 1.
        """
        found = self._space.of([fold(phrase[:MAX_PHRASE]) for phrase in phrases])
        scores = self._prior + SHARPNESS * (found @ self._weights)
        if self._heard is not None:
            heard = log_softmax(OTHER_SHARPNESS * (found @ self._heard), axis=1)
            scores[:, : heard.shape[1]] += heard
            scores[:, heard.shape[1] :] += heard.min(axis=1, keepdims=True)
        return np.asarray(log_softmax(scores, axis=1), np.float64)

    def predict(self, phrases: Sequence[str]) -> list[str]:
        """The best class of each phrase; of equals the first in `classes`."""
        if not phrases:
            return []
        return [self.classes[at] for at in self.scores(phrases).argmax(axis=1)]


def _concept_shares(
    uris: Sequence[str], language: str, store: EscoStore, counts: WordCounts
) -> NDArray[np.float64]:
    """What another language's words say of each concept, its names taken together."""
    place = {word: at for at, word in enumerate(counts.words)}
    weights = _log_weights(np.array(list(counts.words.values()), np.float64).T, _OTHER_SMOOTHING)
    prior = np.log(np.array(counts.phrases) / sum(counts.phrases))
    shares = np.zeros((len(uris), len(counts.classes)))
    for at, uri in enumerate(uris):
        text = store.text(uri, language)
        names = [fold(name) for name in (text.label, *text.alternatives)[:_LABELS]]
        parts = [[place[w] for w in words_with_ends(name) if w in place] for name in names]
        sums = np.array([weights[p].sum(axis=0) / max(1, len(p)) ** 0.5 for p in parts])
        shares[at] = softmax(SHARPNESS * sums + prior, axis=1).mean(axis=0)
    return shares


def _log_weights(table: NDArray[np.float64], smoothing: float) -> NDArray[np.float64]:
    """Logarithms of each class's shares of its features; shape features × classes."""
    raised = table + smoothing
    return np.asarray(np.log(raised) - np.log(raised.sum(axis=1, keepdims=True))).T


def even_folds(examples: Sequence[Labelled], count: int, seed: int) -> NDArray[np.int64]:
    """Deal phrases into folds, each class evenly, the same phrase always into the same fold.

    Args:
        examples: labelled phrases.
        count: how many folds.
        seed: decides the order of dealing.

    Returns:
        The fold of each example, 0 to `count` - 1.
    """
    lot = np.random.default_rng(seed)
    texts = sorted({fold(e.phrase) for e in examples})
    label = {fold(e.phrase): e.label for e in examples}
    load: dict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros(count, np.int64))
    total, place = np.zeros(count, np.int64), {}
    size = Counter(fold(e.phrase) for e in examples)
    for at in lot.permutation(len(texts)):
        text = texts[at]
        chosen = int(np.lexsort((lot.random(count), total, load[label[text]]))[0])
        place[text] = chosen
        load[label[text]][chosen] += size[text]
        total[chosen] += size[text]
    return np.array([place[fold(e.phrase)] for e in examples], np.int64)
