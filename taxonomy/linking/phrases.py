"""What is measured between a short phrase and every competence, and silence beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from taxonomy.linking.silence import SOUNDS, SilenceSounds
from taxonomy.linking.terms import TermSpace, character_groups, products
from taxonomy.linking.words import STOP, Lexicon, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from taxonomy.ids import CompetenceId
    from taxonomy.linking.mentions import LeftOutWhy
    from taxonomy.linking.terms import WeightedTerms
    from taxonomy.linking.wordings import Wordings
    from taxonomy.snapshot import Taxonomy

MEASURES: Final = (
    "words", "letters", "letters of names", "phrase covered", "form contained", "letters of all",
    "words of all", "definition", "courses", "exact", "field", "silence", "known words",
    "best words", "best letters", "length", "best covered", "nothing known", "unknown words",
    *SOUNDS,
)  # fmt: skip
"""Names of the measures, in the order of the last axis; from `silence` on of silence alone."""
_AT: Final = {name: at for at, name in enumerate(MEASURES)}
_WHOLE_FORM: Final = 60.0
"""Squared weight from which a form is specific enough for its presence to say all."""
_FIELD_BEST: Final = 3
_FRAME_SHARE: Final = 500
_HARDLY: Final = 0.05
_ALIKE: Final = 0.35


@dataclass(frozen=True)
class _Forms:
    """All phrases of all competences, those of one together; silence comes last.

    Attributes:
        texts: the phrases.
        owner: for each the place of its competence; silence is the number of competences.
        named: whether it is a name or synonym (and not everyday speech).
        why: for each form of silence, why.
    """

    texts: tuple[str, ...]
    owner: NDArray[np.int64]
    named: NDArray[np.bool_]
    why: tuple[LeftOutWhy, ...]


class PhraseIndex:
    """The taxonomy's words and everyday speech, ready to be measured against."""

    def __init__(self, taxonomy: Taxonomy, wordings: Wordings) -> None:
        """Build the spaces; under a second for some ten thousand phrases."""
        self.competences: tuple[CompetenceId, ...] = tuple(sorted(taxonomy.competences))
        self._forms = _forms(taxonomy, self.competences, wordings)
        definitions = [taxonomy.competences[i].definition_da for i in self.competences]
        courses = _courses(taxonomy, self.competences)
        self._sounds = _sounds(self._forms.texts[: -len(wordings.silence) or None], wordings)
        self._lexicon = Lexicon([*self._forms.texts, *definitions, *courses])
        self._build(definitions, courses)
        fields = sorted(taxonomy.fields)
        places = [fields.index(taxonomy.competences[i].field) for i in self.competences]
        self._field = np.array([*places, len(fields)])

    def _build(self, definitions: Sequence[str], courses: Sequence[str]) -> None:
        forms = self._forms
        split = [words(text) for text in forms.texts]
        units = [self._lexicon.units(text) for text in split]
        groups = [_letters(text) for text in split]
        self._words, self._letters = TermSpace(units), TermSpace(groups)
        count = len(self.competences) + 1
        self._starts = np.searchsorted(forms.owner, np.arange(count))
        by_word = self._words.directions(units).matrix
        by_letter = self._letters.directions(groups).matrix
        self._form_words, self._form_letters = (
            by_word.T.tocsr().astype(np.float32),
            by_letter.T.tocsr().astype(np.float32),
        )
        gather = sparse.csr_matrix(
            (np.ones(len(forms.owner)), (forms.owner, np.arange(len(forms.owner)))),
            shape=(count, len(forms.owner)),
        )
        self._all_words, self._all_letters = _unit(gather @ by_word), _unit(gather @ by_letter)
        weights = self._words.directions(units, unit=False).matrix.power(2)
        self._mass = (np.asarray(weights.sum(axis=1)).ravel() + 1e-9).astype(np.float32)
        self._squares = weights.T.tocsr().astype(np.float32)
        told = [*definitions, ""]
        self._has = ((gather @ by_word) + self._told(told)).sign().T.tocsr().astype(np.float32)
        self._definitions = self._told(told).T.tocsr().astype(np.float32)
        self._courses = self._told([*courses, ""]).T.tocsr().astype(np.float32)
        self._same: Mapping[str, tuple[int, ...]] = self._same_as(split, forms)

    def _same_as(
        self, split: Sequence[Sequence[str]], forms: _Forms
    ) -> Mapping[str, tuple[int, ...]]:
        """Owners by the key of their names; everyday speech is too loose to be taken as exact."""
        same: dict[str, set[int]] = defaultdict(set)
        for text, at, named in zip(split, forms.owner, forms.named, strict=True):
            if named or at == len(self.competences):
                same[self._lexicon.key(text)].add(int(at))
        return {text: tuple(sorted(places)) for text, places in same.items() if text}

    def _told(self, texts: Sequence[str]) -> sparse.csr_matrix:
        return self._words.directions([self._lexicon.units(words(text)) for text in texts]).matrix

    def measure(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """Measure phrases against everything.

        Args:
            phrases: short texts; a hundred at a time is fastest.

        Returns:
            phrases × (competences + silence) × `MEASURES`.
        """
        split = [words(phrase) for phrase in phrases]
        by_word = self._words.directions([self._lexicon.units(text) for text in split])
        by_letter = self._letters.directions([_letters(text) for text in split])
        measured = np.zeros((len(phrases), len(self.competences) + 1, len(MEASURES)), np.float32)
        self._by_forms(measured, by_word.matrix, by_letter.matrix)
        self._by_wholes(measured, by_word.matrix, by_letter.matrix)
        for at, text in enumerate(split):
            measured[at, list(self._same.get(self._lexicon.key(text), ())), _AT["exact"]] = 1
        self._of_silence(measured, by_word.known, [len(text) for text in split])
        for at, phrase in enumerate(phrases):
            measured[at, -1, -len(SOUNDS) :] = self._sounds.measure(phrase)
        return measured

    def _by_forms(
        self, out: NDArray[np.float32], by_word: sparse.csr_matrix, by_letter: sparse.csr_matrix
    ) -> None:
        like_words = products(by_word, self._form_words)
        like_letters = products(by_letter, self._form_letters)
        out[:, :, _AT["words"]] = self._best(like_words)
        out[:, :, _AT["letters"]] = self._best(like_letters)
        out[:, :, _AT["letters of names"]] = self._best(like_letters * self._forms.named)
        held = products(by_word.sign(), self._squares) / self._mass
        out[:, :, _AT["form contained"]] = self._best(
            held * np.minimum(1, self._mass / _WHOLE_FORM)
        )

    def _best(self, alike: NDArray[np.floating]) -> NDArray[np.floating]:
        return np.maximum.reduceat(alike, self._starts, axis=1)

    def _by_wholes(
        self, out: NDArray[np.float32], by_word: sparse.csr_matrix, by_letter: sparse.csr_matrix
    ) -> None:
        out[:, :, _AT["phrase covered"]] = products(by_word.power(2), self._has)
        out[:, :, _AT["letters of all"]] = products(by_letter, self._all_letters)
        out[:, :, _AT["words of all"]] = products(by_word, self._all_words)
        out[:, :, _AT["definition"]] = products(by_word, self._definitions)
        out[:, :, _AT["courses"]] = products(by_word, self._courses)
        alike = out[:, :, _AT["words"]] + out[:, :, _AT["letters"]]
        for field in range(self._field.max() + 1):
            members = np.flatnonzero(self._field == field)
            if len(members):
                best = np.sort(alike[:, members], axis=1)[:, -_FIELD_BEST:].mean(axis=1)
                out[:, members, _AT["field"]] = best[:, None]

    def _of_silence(
        self, out: NDArray[np.float32], known: NDArray[np.float64], lengths: Sequence[int]
    ) -> None:
        out[:, -1, _AT["silence"]] = 1
        out[:, -1, _AT["known words"]] = known
        out[:, -1, _AT["best words"]] = out[:, :-1, _AT["words"]].max(axis=1)
        out[:, -1, _AT["best letters"]] = out[:, :-1, _AT["letters"]].max(axis=1)
        out[:, -1, _AT["length"]] = np.log1p(lengths)
        out[:, -1, _AT["best covered"]] = out[:, :-1, _AT["phrase covered"]].max(axis=1)
        out[:, -1, _AT["nothing known"]] = known < _HARDLY
        out[:, -1, _AT["unknown words"]] = (1 - known) * np.log1p(lengths)

    def why_silent(self, phrase: str) -> LeftOutWhy | None:
        """Why the most alike phrase of silence is silent; None where none is alike."""
        if not self._forms.why:
            return None
        letters = self._letters.directions([_letters(words(phrase))]).matrix
        alike = (letters @ self._form_letters[:, self._starts[-1] :]).toarray()[0]
        best = int(np.argmax(alike))
        return self._forms.why[best] if alike[best] >= _ALIKE else None


def _sounds(speaking: Sequence[str], wordings: Wordings) -> SilenceSounds:
    """A frame counts as many times as there are competences to put in it, within reason."""
    times = len(speaking) // _FRAME_SHARE
    neutral = [frame for why, frame in wordings.frames if why is None]
    silent = [phrase for _, phrase in wordings.silence]
    few = max(1, len(silent) // _FRAME_SHARE)
    silent += [frame for why, frame in wordings.frames if why is not None for _ in range(few)]
    return SilenceSounds([*speaking, *(frame for frame in neutral for _ in range(times))], silent)


def _letters(text: Sequence[str]) -> WeightedTerms:
    return character_groups([word for word in text if word not in STOP])


def _unit(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(rows.power(2).sum(axis=1)).ravel()) + 1e-9
    return (sparse.diags(1 / length) @ rows).T.tocsr().astype(np.float32)


def _forms(taxonomy: Taxonomy, ids: Sequence[CompetenceId], wordings: Wordings) -> _Forms:
    everyday: dict[CompetenceId, list[str]] = defaultdict(list)
    for competence, phrase in wordings.phrases:
        everyday[competence].append(phrase)
    rows: list[tuple[str, int, bool]] = []
    for at, competence in enumerate(ids):
        known = taxonomy.competences[competence]
        names = (known.label_da, *known.synonyms_da, known.label_en, *known.synonyms_en)
        rows += [(name, at, True) for name in names]
        rows += [(phrase, at, False) for phrase in everyday[competence]]
    rows += [(phrase, len(ids), False) for _, phrase in wordings.silence] or [("", len(ids), False)]
    texts, owner, named = zip(*rows, strict=True)
    why = tuple(why for why, _ in wordings.silence)
    return _Forms(texts, np.array(owner, np.int64), np.array(named, np.bool_), why)


def _courses(taxonomy: Taxonomy, ids: Sequence[CompetenceId]) -> list[str]:
    titles: dict[CompetenceId, list[str]] = defaultdict(list)
    for module in taxonomy.modules.values():
        for outcome in module.outcomes:
            titles[outcome.competence].append(module.title_da)
    return [" . ".join(titles[competence]) for competence in ids]
