"""The concepts a phrase may be ranked to, with all their texts in every language at hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.linking.texts import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from taxonomy.sources.esco_store import EscoStore

OWN: Final = "own"
_RELATION: Final = "occupationSkillRelations"


@dataclass(frozen=True)
class ConceptTexts:
    """Folded texts of the concepts, in the order of `uris`.

    Attributes:
        uris: the concepts.
        languages: `OWN` (the language of the corpus) first, then the store's other languages.
        forms: by language, for each concept its surface forms.
        descriptions: by language, for each concept its description or "".
        skills: for each concept the names of its essential skills, all languages together.
        groups: by number of digits (4 and 3), for each concept the number of its ISCO group.
        is_group: whether the concept is itself an ISCO group.
        group_label: for each concept the place of its ISCO group among the concepts, or itself.
    """

    uris: tuple[str, ...]
    languages: tuple[str, ...]
    forms: Mapping[str, Sequence[tuple[str, ...]]]
    descriptions: Mapping[str, Sequence[str]]
    skills: Sequence[str]
    groups: Mapping[int, NDArray[np.int64]]
    is_group: NDArray[np.bool_]
    group_label: NDArray[np.int64]


def concept_texts(
    corpus: Iterable[tuple[str, str]], store: EscoStore | None, skill_languages: Sequence[str]
) -> ConceptTexts:
    """Gather what is known about the concepts of a corpus.

    Args:
        corpus: concept URI and surface form, one pair for each element.
        store: ESCO as imported; without it only the corpus's own forms are known.
        skill_languages: languages whose skill names are used, where the store has them.

    Returns:
        The texts.
    """
    own: dict[str, list[str]] = defaultdict(list)
    for uri, form in corpus:
        own[uri].append(form)
    uris = tuple(sorted(own))
    spoken = _language_of(own, store)
    others = [] if store is None else [lang for lang in store.languages if lang != spoken]
    forms = {OWN: [_distinct(own[uri]) for uri in uris]}
    descriptions = {OWN: [_description(store, uri, spoken) for uri in uris]}
    for language in others:
        forms[language] = [_store_forms(store, uri, language) for uri in uris]
        descriptions[language] = [_description(store, uri, language) for uri in uris]
    codes = [_code(store, uri) for uri in uris]
    return ConceptTexts(
        uris,
        (OWN, *others),
        forms,
        descriptions,
        _skills(uris, store, skill_languages),
        {digits: _group_numbers(codes, digits) for digits in (4, 3)},
        np.array(["/isco/" in uri for uri in uris], np.bool_),
        _group_labels(uris, codes),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for text in texts if (form := fold(text)))) or ("",)


def _language_of(own: Mapping[str, Sequence[str]], store: EscoStore | None) -> str:
    """The store's language that has most of the corpus's forms under the same concepts."""
    if store is None:
        return ""
    sample = sorted(own)[:: max(1, len(own) // 400)]
    shared = {
        language: sum(
            len({fold(text) for text in own[uri]} & set(_store_forms(store, uri, language)))
            for uri in sample
        )
        for language in store.languages
    }
    return max(shared, key=lambda language: shared[language])


def _store_forms(store: EscoStore | None, uri: str, language: str) -> tuple[str, ...]:
    if store is None:
        return ("",)
    text = store.text(uri, language)
    return _distinct((text.label, *text.alternatives))


def _description(store: EscoStore | None, uri: str, language: str) -> str:
    return fold(store.text(uri, language).description) if store else ""


def _code(store: EscoStore | None, uri: str) -> str:
    if "/isco/C" in uri:
        return uri.rsplit("/C", 1)[1]
    at = store.index.get(uri) if store else None
    return store.codes[at].split(".")[0] if store and at is not None else ""


def _group_numbers(codes: Sequence[str], digits: int) -> NDArray[np.int64]:
    """Concepts without a code, and groups above this level, stand alone."""
    keys = [c[:digits] if len(c) >= digits else f"?{at}" for at, c in enumerate(codes)]
    return np.unique(np.array(keys), return_inverse=True)[1].astype(np.int64)


def _group_labels(uris: Sequence[str], codes: Sequence[str]) -> NDArray[np.int64]:
    place = {codes[at]: at for at, uri in enumerate(uris) if "/isco/" in uri}
    return np.array([place.get(code[:4], at) for at, code in enumerate(codes)], np.int64)


def _skills(
    uris: Sequence[str], store: EscoStore | None, languages: Sequence[str]
) -> tuple[str, ...]:
    if store is None or _RELATION not in store.relations:
        return ("",) * len(uris)
    names: dict[str, list[str]] = defaultdict(list)
    for occupation, skill, essential in store.relations[_RELATION]:
        if essential:
            uri = store.uris[skill]
            names[store.uris[occupation]] += [store.text(uri, lang).label for lang in languages]
    return tuple(fold(" ".join(names.get(uri, ()))) for uri in uris)
