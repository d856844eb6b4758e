"""Vector spaces over texts, as postings: built once, then cheap to measure phrases in."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD

from taxonomy.linking import postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

LATENT: Final = 300
SEED: Final = 0
_MANY: Final = 500


@dataclass(frozen=True)
class Bags:
    """How often each term stands in each text: rows of term numbers with their counts."""

    starts: Ints
    terms: Ints
    counts: NDArray[np.float32]

    def weighed(self, idf: Floats) -> Floats:
        """Weights (1 + ln count) × idf, each row of length 1 (or 0)."""
        weights = np.asarray((1 + np.log(self.counts)) * idf[self.terms], np.float32)
        row = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        length = np.sqrt(np.bincount(row, weights**2, len(self.starts) - 1))
        return np.asarray(weights / np.maximum(length, 1e-9)[row], np.float32)

    def part(self, first: int, end: int) -> Bags:
        """The bags from `first` to before `end`."""
        begin, stop = self.starts[first], self.starts[end]
        starts = self.starts[first : end + 1] - begin
        return Bags(starts, self.terms[begin:stop], self.counts[begin:stop])

    def joined(self, owner: Ints, known: int) -> Bags:
        """The bags of each owner put together.

        Args:
            owner: number of each bag's owner, all numbers from 0 used.
            known: number of terms known.

        Returns:
            One bag for each owner.
        """
        row = np.repeat(owner, np.diff(self.starts))
        keys, place = np.unique(row * known + self.terms, return_inverse=True)
        starts = np.searchsorted(keys, np.arange(int(owner.max()) + 2) * known)
        counts = np.bincount(place, self.counts, len(keys))
        return Bags(starts.astype(np.int64), keys % max(1, known), counts.astype(np.float32))

    def matrix(self, weights: Floats, terms: int) -> sparse.csr_matrix:
        """Rows × terms."""
        shape = (len(self.starts) - 1, terms)
        return sparse.csr_matrix((weights, self.terms, self.starts), shape)


def learn_bags(texts: Iterable[Sequence[str]]) -> tuple[dict[str, int], Bags]:
    """Number the terms of texts as they are first met, and count them."""
    index: dict[str, int] = {}
    terms, ends = array("q"), array("q", [0])
    for text in texts:
        terms.extend([index.setdefault(term, len(index)) for term in text])
        ends.append(len(terms))
    return index, _counted(terms, ends, len(index))


def count_bags(texts: Iterable[Sequence[str]], index: Mapping[str, int]) -> Bags:
    """Count the known terms of texts.

    Args:
        texts: each as its terms.
        index: number of each known term.

    Returns:
        The bags.
    """
    terms, ends = array("q"), array("q", [0])
    for text in texts:
        terms.extend([index[term] for term in text if term in index])
        ends.append(len(terms))
    return _counted(terms, ends, len(index))


def _counted(terms: array[int], ends: array[int], known: int) -> Bags:
    bounds = np.array(ends, np.int64)
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    keys, counts = np.unique(row * known + np.array(terms, np.int64), return_counts=True)
    starts = np.searchsorted(keys, np.arange(len(bounds)) * known).astype(np.int64)
    return Bags(starts, keys % max(1, known), counts.astype(np.float32))


def rarity(bags: Bags, terms: int, least: int = 1, most: float = 1.0) -> Floats:
    """Inverse document frequency, ln((1 + n) / (1 + df)) + 1; 0 for terms left out.

    Args:
        bags: of the texts.
        terms: number of terms known.
        least: terms in fewer texts are left out.
        most: terms in more than this share of the texts are left out, 0 to 1.

    Returns:
        One number for each term.
    """
    texts = len(bags.starts) - 1
    held = np.bincount(bags.terms, minlength=terms)
    idf = np.log((1 + texts) / (1 + held)) + 1
    return np.where((held >= max(1, least)) & (held <= most * texts), idf, 0).astype(np.float32)


class Space:
    """Texts as postings, the texts of an owner together."""

    def __init__(self, bags: Bags, terms: int, bounds: Ints) -> None:
        """Weigh the texts and turn them over.

        Args:
            bags: of the texts.
            terms: number of terms known.
            bounds: where each owner's texts begin, and where the last one's end.
        """
        self.idf = rarity(bags, terms)
        turned = bags.matrix(bags.weighed(self.idf), terms).tocsc()
        self._at = turned.indptr.astype(np.int64)
        self._texts = turned.indices.astype(np.int32)
        self._values = turned.data.astype(np.float32)
        self._bounds = bounds
        row = np.repeat(np.arange(len(bags.starts) - 1), np.diff(bags.starts))
        mass = np.bincount(row, self.idf[bags.terms], len(bags.starts) - 1)
        self._mass = np.maximum(mass, 1e-9).astype(np.float32)

    def best(self, bags: Bags) -> Floats:
        """Highest cosine among each owner's texts, phrases × owners."""
        found = np.empty((len(bags.starts) - 1, len(self._bounds) - 1), np.float32)
        postings.best_by_owner(
            bags.starts, bags.terms, bags.weighed(self.idf),
            self._at, self._texts, self._values, self._bounds, found,
        )  # fmt: skip
        return found

    def covered(self, bags: Bags) -> tuple[Floats, Floats]:
        """Share of an owner's best text that the phrase covers, and the other way round."""
        shape = (len(bags.starts) - 1, len(self._bounds) - 1)
        of_text, of_phrase = np.empty(shape, np.float32), np.empty(shape, np.float32)
        postings.best_covered(
            bags.starts, bags.terms, self.idf,
            self._at, self._texts, self._mass, self._bounds, of_text, of_phrase,
        )  # fmt: skip
        return of_text, of_phrase


class LatentSpace:
    """A space of few dimensions in which terms met in the same texts lie near each other."""

    def __init__(self, kinds: Sequence[Bags], terms: Sequence[int]) -> None:
        """Find the axes.

        Args:
            kinds: bags of the same texts in several kinds of terms.
            terms: number of terms known of each kind.
        """
        many = len(kinds[0].starts) - 1 > _MANY
        limits = (3, 0.3) if many else (1, 1.0)
        self._idf = [rarity(b, n, *limits) for b, n in zip(kinds, terms, strict=True)]
        parts = [b.matrix(b.weighed(i), len(i)) for b, i in zip(kinds, self._idf, strict=True)]
        joined = sparse.hstack([p[:, i > 0] for p, i in zip(parts, self._idf, strict=True)]).tocsr()
        self._places, self._axes = _axes(joined)
        kept = np.cumsum([0, *(np.count_nonzero(i) for i in self._idf)])
        self._rows = [_rows(i, start) for i, start in zip(self._idf, kept, strict=False)]

    def against(self, kinds: Sequence[Bags]) -> Floats:
        """Cosine of each phrase with each text."""
        found = np.zeros((len(kinds[0].starts) - 1, self._axes.shape[1]), np.float32)
        for bags, idf, rows in zip(kinds, self._idf, self._rows, strict=True):
            weights = bags.weighed(idf)
            postings.project(bags.starts, bags.terms, weights, rows, self._axes, found)
        return np.asarray(_unit(found) @ self._places.T, np.float32)


def _axes(texts: sparse.csr_matrix) -> tuple[Floats, Floats]:
    """Places of the texts, each of length 1, and the axes, terms × dimensions."""
    dimensions = min(LATENT, min(texts.shape) - 1)
    if dimensions < 1:
        return np.zeros((texts.shape[0], 1), np.float32), np.zeros((texts.shape[1], 1), np.float32)
    svd = TruncatedSVD(dimensions, random_state=SEED, n_iter=2)
    with np.errstate(invalid="ignore"):  # equal texts have no variance to share out
        places = svd.fit_transform(texts)
    return _unit(places), np.ascontiguousarray(svd.components_.T, np.float32)


def _rows(idf: Floats, start: int) -> Ints:
    kept = idf > 0
    return np.where(kept, start + np.cumsum(kept) - 1, -1).astype(np.int64)


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
