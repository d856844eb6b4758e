"""Compiled sums over postings: which texts hold a phrase's terms, and what concepts reach by it.

Phrases come as rows: those of phrase `i` are `terms[starts[i]:starts[i + 1]]` with their
`weights`. Postings come as columns: the texts that hold term `t` are `texts[at[t]:at[t + 1]]`
with their `values`. The texts of an owner stand together, between two `bounds`.
"""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def best_by_owner(starts, terms, weights, at, texts, values, bounds, found):
    """Write the highest cosine among each owner's texts into `found`, phrases × owners."""
    reached = np.zeros(bounds[-1], np.float32)
    for phrase in range(starts.shape[0] - 1):
        reached[:] = 0
        for k in range(starts[phrase], starts[phrase + 1]):
            weight = weights[k]
            for p in range(at[terms[k]], at[terms[k] + 1]):
                reached[texts[p]] += weight * values[p]
        for owner in range(bounds.shape[0] - 1):
            best = np.float32(0)
            for text in range(bounds[owner], bounds[owner + 1]):
                best = max(best, reached[text])
            found[phrase, owner] = best


@numba.njit(cache=True, nogil=True)
def best_covered(starts, terms, idf, at, texts, mass, bounds, of_text, of_phrase):
    """Write how much of a text, and of the phrase, the terms they share make up.

    Terms count once each with their idf; `mass` is the sum for each whole text.
    """
    shared = np.zeros(bounds[-1], np.float32)
    for phrase in range(starts.shape[0] - 1):
        shared[:] = 0
        whole = np.float32(1e-9)
        for k in range(starts[phrase], starts[phrase + 1]):
            weight = idf[terms[k]]
            whole += weight
            for p in range(at[terms[k]], at[terms[k] + 1]):
                shared[texts[p]] += weight
        for owner in range(bounds.shape[0] - 1):
            one, other = np.float32(0), np.float32(0)
            for text in range(bounds[owner], bounds[owner + 1]):
                one = max(one, shared[text] / mass[text])
                other = max(other, shared[text])
            of_text[phrase, owner] = one
            of_phrase[phrase, owner] = other / whole


@numba.njit(cache=True, nogil=True)
def project(starts, terms, weights, row, axes, found):
    """Add up the axes of each phrase's terms; terms with row -1 have none."""
    for phrase in range(starts.shape[0] - 1):
        for k in range(starts[phrase], starts[phrase + 1]):
            at = row[terms[k]]
            if at >= 0:
                for axis in range(axes.shape[1]):
                    found[phrase, axis] += weights[k] * axes[at, axis]


@numba.njit(cache=True, nogil=True)
def others(by_language, languages, best, second, mean):
    """The two highest and the mean over languages; `by_language` is phrases × (language, concept).

    The mean is over as many languages as there are, or one.
    """
    concepts = best.shape[1]
    for phrase in range(best.shape[0]):
        for concept in range(concepts):
            first, next_, total = np.float32(0), np.float32(0), np.float32(0)
            for language in range(languages):
                value = by_language[phrase, language * concepts + concept]
                total += value
                if value > first:
                    first, next_ = value, first
                elif value > next_:
                    next_ = value
            best[phrase, concept] = first
            second[phrase, concept] = next_
            mean[phrase, concept] = total / max(1, languages)


@numba.njit(cache=True, nogil=True)
def by_group(values, group, groups, is_group, best, mean):
    """Best (at least 0) and mean over the occupations of each concept's group."""
    top, total = np.zeros(groups, np.float32), np.zeros(groups, np.float32)
    size = np.zeros(groups, np.float32)
    for concept in range(group.shape[0]):
        if not is_group[concept]:
            size[group[concept]] += 1
    for phrase in range(values.shape[0]):
        top[:] = 0
        total[:] = 0
        for concept in range(group.shape[0]):
            if not is_group[concept]:
                value = values[phrase, concept]
                top[group[concept]] = max(top[group[concept]], value)
                total[group[concept]] += value
        for concept in range(group.shape[0]):
            best[phrase, concept] = top[group[concept]]
            mean[phrase, concept] = total[group[concept]] / max(np.float32(1), size[group[concept]])
