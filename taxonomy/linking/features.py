"""What is measured between a phrase and every concept; nothing measured carries a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from taxonomy.linking.concepts import OWN, ConceptTexts
from taxonomy.linking.texts import MAX_PHRASE, fold, words_with_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_MEASURED: Final = (
    "own", "best_other", "second_other", "mean_other", "description", "all_forms",
    "all_descriptions", "skills", "latent", "sum", "group_sum", "group_sum_mean", "area_sum",
    "group_latent", "area_latent", "group_name", "group_name_other", "group_name_latent",
)  # fmt: skip
_OF_GROUPS: Final = (
    "own", "latent", "group_sum", "group_sum_mean", "sum", "group_latent", "all_descriptions",
    "best_other",
)  # fmt: skip
FEATURES: Final = (*_MEASURED, *(f"{name} of ISCO group" for name in _OF_GROUPS))
"""Names of the features, in the order of the last axis."""
START: Final[Mapping[str, float]] = {
    "own": 1.0, "best_other": 0.5, "mean_other": 0.3, "latent": 0.5, "description": 0.5,
    "all_forms": 0.5, "all_descriptions": 0.3, "skills": 0.3,
}  # fmt: skip
"""The unlearnt sum that finds the groups and the candidates."""
LATENT: Final = 300
SEED: Final = 0


@dataclass(frozen=True)
class _Space:
    """A vector space of one text for each concept, or of one for each form."""

    vectorizer: TfidfVectorizer
    texts: sparse.csr_matrix

    def against(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """Cosine of each phrase with each text."""
        product = self.vectorizer.transform(phrases) @ self.texts
        return np.asarray(product.toarray(), np.float32)


class Measures:
    """Spaces over the texts of the concepts, ready to measure phrases."""

    def __init__(self, texts: ConceptTexts) -> None:
        """Build the spaces; half a minute with six languages."""
        self.texts = texts
        self._forms = _form_spaces(texts)
        self._documents = _document_spaces(texts)
        self._latent = _Latent(_joined_forms(texts), _everything(texts))
        self._groups = {digits: _Groups(texts, digits) for digits in (4, 3)}

    def measure(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """Measure phrases against all concepts.

        Args:
            phrases: as people write them; the first 500 characters of each count.

        Returns:
            Shape phrases × concepts × `FEATURES`.
        """
        folded = [fold(phrase[:MAX_PHRASE]) for phrase in phrases]
        found = self._direct(folded)
        found["sum"] = sum(weight * found[name] for name, weight in START.items())  # type: ignore[assignment]
        group, area = self._groups[4], self._groups[3]
        found["group_sum"] = group.best(found["sum"])
        found["group_sum_mean"] = group.mean(found["sum"])
        found["area_sum"] = area.best(found["sum"])
        found["group_latent"] = group.best(found["latent"])
        found["area_latent"] = area.best(found["latent"])
        label = self.texts.group_label
        found["group_name"] = found["own"][:, label]
        found["group_name_other"] = found["best_other"][:, label]
        found["group_name_latent"] = found["latent"][:, label]
        measured = [found[name] for name in _MEASURED]
        # What an ISCO group reaches is weighed apart: its name covers many occupations.
        of_groups = [found[name] * self.texts.is_group for name in _OF_GROUPS]
        return np.stack([*measured, *of_groups], axis=2)

    def _direct(self, folded: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        by_language = [self._best_form(folded, language) for language in self.texts.languages]
        empty = np.zeros_like(by_language[0])
        others = np.sort(np.stack([empty, empty, *by_language[1:]]), axis=0)
        count = max(1, len(by_language) - 1)
        found = {name: space.against(folded) for name, space in self._documents.items()}
        for name in ("description", "all_forms", "all_descriptions", "skills"):
            found.setdefault(name, empty)
        mean = np.asarray(others.sum(axis=0) / count, np.float32)
        return found | {
            "own": by_language[0],
            "best_other": others[-1],
            "second_other": others[-2],
            "mean_other": mean,
            "latent": self._latent.against(folded),
        }

    def _best_form(self, folded: Sequence[str], language: str) -> NDArray[np.float32]:
        space, starts = self._forms[language]
        return np.maximum.reduceat(space.against(folded), starts, axis=1)


def _form_spaces(texts: ConceptTexts) -> dict[str, tuple[_Space, NDArray[np.int64]]]:
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=1, dtype=np.float32
    )
    flat = {lang: [form for forms in texts.forms[lang] for form in forms] for lang in texts.forms}
    vectorizer.fit([form for forms in flat.values() for form in forms])
    found = {}
    for language, forms in flat.items():
        counts = [len(some) for some in texts.forms[language]]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        found[language] = (_Space(vectorizer, vectorizer.transform(forms).T.tocsr()), starts)
    return found


def _joined_forms(texts: ConceptTexts) -> list[str]:
    by_concept = zip(*(texts.forms[language] for language in texts.languages), strict=True)
    return [" ".join(form for forms in concept for form in forms) for concept in by_concept]


def _joined_descriptions(texts: ConceptTexts) -> list[str]:
    languages = [texts.descriptions[language] for language in texts.languages]
    return [" ".join(parts) for parts in zip(*languages, strict=True)]


def _everything(texts: ConceptTexts) -> list[str]:
    parts = zip(_joined_forms(texts), _joined_descriptions(texts), texts.skills, strict=True)
    return [" ".join(part) for part in parts]


def _document_spaces(texts: ConceptTexts) -> dict[str, _Space]:
    documents = {
        "description": texts.descriptions[OWN],
        "all_forms": _joined_forms(texts),
        "all_descriptions": _joined_descriptions(texts),
        "skills": texts.skills,
    }
    return {name: _words(some) for name, some in documents.items() if any(some)}


def _words(documents: Sequence[str]) -> _Space:
    vectorizer = TfidfVectorizer(analyzer=words_with_ends, sublinear_tf=True, dtype=np.float32)
    return _Space(vectorizer, vectorizer.fit_transform(documents).T.tocsr())


class _Latent:
    """A space of few dimensions in which words met in the same concepts lie near each other."""

    def __init__(self, forms: Sequence[str], everything: Sequence[str]) -> None:
        limits = {"sublinear_tf": True, "dtype": np.float32}
        few = 3 if len(forms) > 500 else 1  # noqa: PLR2004
        limits |= {"min_df": few, "max_df": 0.3 if few > 1 else 1.0}
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), **limits)
        self._words = TfidfVectorizer(analyzer=words_with_ends, **limits)
        parts = [self._letters.fit_transform(forms), self._words.fit_transform(everything)]
        joined = sparse.hstack(parts).tocsr()
        dimensions = max(1, min(LATENT, min(joined.shape) - 1))
        svd = TruncatedSVD(dimensions, random_state=SEED, n_iter=2)
        self._places = _unit(svd.fit_transform(joined))
        self._axes = np.ascontiguousarray(svd.components_.T, np.float32)

    def against(self, folded: Sequence[str]) -> NDArray[np.float32]:
        """Cosine of each phrase with each concept."""
        parts = [self._letters.transform(folded), self._words.transform(folded)]
        places = _unit(sparse.hstack(parts).tocsr() @ self._axes)
        return places @ self._places.T


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


class _Groups:
    """What the occupations of an ISCO group reach together."""

    def __init__(self, texts: ConceptTexts, digits: int) -> None:
        self._group = texts.groups[digits]
        self._order = np.argsort(self._group, kind="stable")
        count = int(self._group.max()) + 1
        self._starts = np.searchsorted(self._group[self._order], np.arange(count))
        self._occupation = (~texts.is_group).astype(np.float32)
        self._sizes = np.maximum(np.add.reduceat(self._occupation[self._order], self._starts), 1)

    def best(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The highest value among the group's occupations, for each concept."""
        ordered = (values * self._occupation)[:, self._order]
        return np.maximum.reduceat(ordered, self._starts, axis=1)[:, self._group]

    def mean(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean over the group's occupations, for each concept."""
        ordered = (values * self._occupation)[:, self._order]
        sums = np.add.reduceat(ordered, self._starts, axis=1)
        return np.asarray((sums / self._sizes)[:, self._group], np.float32)
