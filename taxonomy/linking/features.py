"""What is measured between a phrase and every concept; nothing measured carries a language."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.linking import postings
from taxonomy.linking.concepts import OWN
from taxonomy.linking.spaces import Bags, LatentSpace, Space, count_bags, learn_bags
from taxonomy.linking.texts import MAX_PHRASE, fold, letter_groups, words_with_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from taxonomy.linking.concepts import ConceptTexts

    Floats = NDArray[np.float32]

MEASURED: Final = (
    "own", "best_other", "second_other", "mean_other", "description", "all_forms",
    "all_descriptions", "skills", "latent", "same", "covered_form", "covered_phrase", "words",
    "names", "sum", "group_sum", "group_sum_mean", "area_sum", "group_latent", "area_latent",
    "group_name", "group_name_other", "group_name_latent",
)  # fmt: skip
"""What `Measures.measure` gives for each concept, in the order of its last axis."""
OF_GROUPS: Final = (
    "own", "latent", "group_sum", "group_sum_mean", "sum", "group_latent", "all_descriptions",
    "best_other",
)  # fmt: skip
"""Measures that also have a weight of their own where the concept is an ISCO group: its name
covers many occupations."""
FEATURES: Final = (*MEASURED, *(f"{name} of ISCO group" for name in OF_GROUPS))
"""Names of what is weighed."""
START: Final[Mapping[str, float]] = {
    "own": 1.0, "best_other": 0.5, "mean_other": 0.3, "latent": 0.5, "description": 0.5,
    "all_forms": 0.5, "all_descriptions": 0.3, "skills": 0.3,
}  # fmt: skip
"""The unlearnt sum from which learning starts."""
COLUMN: Final = {name: at for at, name in enumerate(MEASURED)}
_SAME: Final = 0.9999


@dataclass(frozen=True)
class _Phrases:
    """Phrases as terms: letter groups, words with their ends, words."""

    letters: Bags
    parts: Bags
    words: Bags


class Measures:
    """Spaces over the texts of the concepts, ready to measure phrases."""

    def __init__(self, texts: ConceptTexts) -> None:
        """Build the spaces; some tens of seconds with six languages."""
        self.texts = texts
        self._learn_names(texts)
        told = self._learn_documents(texts)
        self._latent = LatentSpace((self._joined, told), (len(self._letters), len(self._parts)))
        self._groups = [
            (texts.groups[digits], int(texts.groups[digits].max()) + 1) for digits in (4, 3)
        ]
        self._names = np.log([len(forms) for forms in texts.forms[OWN]]).astype(np.float32)

    def _learn_names(self, texts: ConceptTexts) -> None:
        by_owner = [forms for language in texts.languages for forms in texts.forms[language]]
        sizes = np.array([len(forms) for forms in by_owner])
        self._letters, bags = learn_bags(letter_groups(f) for forms in by_owner for f in forms)
        ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        concepts = len(texts.uris)
        known, own = len(self._letters), ends[: concepts + 1]
        self._forms = Space(bags, known, ends)
        self._own = Space(bags.part(0, int(own[-1])), known, own)
        concept = np.repeat(np.arange(len(by_owner)) % concepts, sizes)
        self._joined = bags.joined(concept, known)
        plain = (form.split() for forms in texts.forms[OWN] for form in forms)
        self._word_index, words = learn_bags(plain)
        self._words = Space(words, len(self._word_index), own)

    def _learn_documents(self, texts: ConceptTexts) -> Bags:
        """Build the spaces of whole texts; gives everything told of each concept."""
        told = _documents(texts)
        concepts = len(texts.uris)
        written = chain.from_iterable(told.values())
        self._parts, bags = learn_bags(map(words_with_ends, written))
        each, known = np.arange(concepts + 1), len(self._parts)
        parts = {n: bags.part(at * concepts, (at + 1) * concepts) for at, n in enumerate(told)}
        parts["description"] = count_bags(
            map(words_with_ends, texts.descriptions[OWN]), self._parts
        )
        self._documents = {
            name: Space(part, known, each) for name, part in parts.items() if len(part.terms)
        }
        return bags.joined(np.arange(len(told) * concepts) % concepts, known)

    def measure(self, phrases: Sequence[str]) -> Floats:
        """Measure phrases against all concepts.

        Args:
            phrases: as people write them; the first 500 characters of each count.

        Returns:
            Shape phrases × concepts × `MEASURED`.
        """
        folded = [fold(phrase[:MAX_PHRASE]) for phrase in phrases]
        terms = _Phrases(
            count_bags(map(letter_groups, folded), self._letters),
            count_bags(map(words_with_ends, folded), self._parts),
            count_bags((text.split() for text in folded), self._word_index),
        )
        measured = np.zeros((len(phrases), len(self.texts.uris), len(MEASURED)), np.float32)
        found = {name: measured[:, :, at] for name, at in COLUMN.items()}
        self._measure_names(terms, found)
        for name, space in self._documents.items():
            found[name][:] = space.best(terms.parts)
        found["latent"][:] = self._latent.against((terms.letters, terms.parts))
        for name, weight in START.items():
            found["sum"] += np.float32(weight) * found[name]
        self._measure_groups(found)
        return measured

    def _measure_names(self, terms: _Phrases, found: Mapping[str, Floats]) -> None:
        concepts = len(self.texts.uris)
        reached = self._forms.best(terms.letters)
        found["own"][:] = reached[:, :concepts]
        others = np.ascontiguousarray(reached[:, concepts:])
        into = (found["best_other"], found["second_other"], found["mean_other"])
        postings.others(others, len(self.texts.languages) - 1, *into)
        found["same"][:] = found["own"] > _SAME
        covered = self._own.covered(terms.letters)
        found["covered_form"][:], found["covered_phrase"][:] = covered
        found["words"][:] = self._words.best(terms.words)
        found["names"][:] = self._names

    def _measure_groups(self, found: Mapping[str, Floats]) -> None:
        unused = np.empty(found["sum"].shape, np.float32)
        (group, groups), (area, areas) = self._groups
        is_group = self.texts.is_group
        into = (found["group_sum"], found["group_sum_mean"])
        postings.by_group(found["sum"], group, groups, is_group, *into)
        postings.by_group(found["sum"], area, areas, is_group, found["area_sum"], unused)
        postings.by_group(found["latent"], group, groups, is_group, found["group_latent"], unused)
        postings.by_group(found["latent"], area, areas, is_group, found["area_latent"], unused)
        label = self.texts.group_label
        found["group_name"][:] = found["own"][:, label]
        found["group_name_other"][:] = found["best_other"][:, label]
        found["group_name_latent"][:] = found["latent"][:, label]


def _documents(texts: ConceptTexts) -> dict[str, Sequence[str]]:
    forms = zip(*(texts.forms[language] for language in texts.languages), strict=True)
    descriptions = (texts.descriptions[language] for language in texts.languages)
    return {
        "all_forms": [" ".join(form for some in concept for form in some) for concept in forms],
        "all_descriptions": [" ".join(parts) for parts in zip(*descriptions, strict=True)],
        "skills": texts.skills,
    }
