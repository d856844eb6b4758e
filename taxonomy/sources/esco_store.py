"""A compact local copy of ESCO: one npz of numbers and UTF-8 bytes, no pickle anywhere."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.sources.esco import CONCEPTS, EscoRelease, EscoText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT: Final = 1
FILE_NAME: Final = "esco.npz"
KINDS: Final = tuple(CONCEPTS)
_PARTS: Final = ("label", "alternatives", "description")
_NOTHING: Final = EscoText("", (), "")


@dataclass(frozen=True)
class StringTable:
    """Many strings as one run of UTF-8 bytes and the offsets between them."""

    data: bytes
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Iterable[str]) -> StringTable:
        """Put strings one after the other.

        >>> StringTable.of(["æ", "", "b"])[0]
        'æ'
        """
        parts = [string.encode() for string in strings]
        offsets = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        return cls(b"".join(parts), offsets)

    def __getitem__(self, at: int) -> str:
        return self.data[self.offsets[at] : self.offsets[at + 1]].decode()

    def __len__(self) -> int:
        return len(self.offsets) - 1


@dataclass(frozen=True)
class EscoStore:
    """ESCO as it was imported.

    Attributes:
        languages: languages there are texts in.
        uris: every concept once, sorted.
        kinds: index into `KINDS` for each concept.
        codes: ISCO code, or a skill group's own, for each concept; "" where it has none.
        texts: by language, tables of labels, alternatives (one a line) and descriptions.
        relations: by kind, rows of two indices into `uris` and 1 for an essential relation.
        hash: hash of the content, the same for the same release and languages.
    """

    languages: tuple[str, ...]
    uris: tuple[str, ...]
    kinds: NDArray[np.uint8]
    codes: tuple[str, ...]
    texts: Mapping[str, tuple[StringTable, StringTable, StringTable]]
    relations: Mapping[str, NDArray[np.int32]]
    hash: str

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Place of each URI in `uris`."""
        return {uri: at for at, uri in enumerate(self.uris)}

    def text(self, uri: str, language: str) -> EscoText:
        """What a concept is called in a language; empty texts where it is not there."""
        at = self.index.get(uri)
        if at is None or language not in self.texts:
            return _NOTHING
        labels, alternatives, descriptions = self.texts[language]
        others = tuple(line for line in alternatives[at].split("\n") if line)
        return EscoText(labels[at], others, descriptions[at])

    def count(self, kind: str) -> int:
        """How many concepts there are of a kind."""
        return int(np.count_nonzero(self.kinds == KINDS.index(kind)))


def build_store(release: EscoRelease) -> EscoStore:
    """Bring a release into the store's form.

    Args:
        release: as read from the official files.

    Returns:
        The store; equal releases give equal stores.
    """
    arrays = _arrays(release)
    return _from_arrays(arrays)


def _arrays(release: EscoRelease) -> dict[str, NDArray[np.generic]]:
    uris = sorted(release.kinds)
    arrays: dict[str, NDArray[np.generic]] = {"format": np.array([FORMAT], np.int64)}
    _put(arrays, "languages", release.languages)
    _put(arrays, "uris", uris)
    _put(arrays, "codes", [release.codes.get(uri, "") for uri in uris])
    arrays["kinds"] = np.array([KINDS.index(release.kinds[uri]) for uri in uris], np.uint8)
    for language in release.languages:
        texts = [release.texts[language].get(uri, _NOTHING) for uri in uris]
        _put(arrays, f"{language}.label", [text.label for text in texts])
        _put(arrays, f"{language}.alternatives", ["\n".join(t.alternatives) for t in texts])
        _put(arrays, f"{language}.description", [text.description for text in texts])
    place = {uri: at for at, uri in enumerate(uris)}
    for kind, pairs in sorted(release.relations.items()):
        rows = sorted((place[a], place[b], int(t == "essential")) for a, b, t in pairs)
        arrays[f"relation.{kind}"] = np.array(rows, np.int32).reshape(-1, 3)
    return arrays


def _put(arrays: dict[str, NDArray[np.generic]], name: str, strings: Sequence[str]) -> None:
    table = StringTable.of(strings)
    arrays[f"{name}.data"] = np.frombuffer(table.data, np.uint8)
    arrays[f"{name}.offsets"] = table.offsets


def _table(arrays: Mapping[str, NDArray[np.generic]], name: str) -> StringTable:
    return StringTable(arrays[f"{name}.data"].tobytes(), arrays[f"{name}.offsets"].astype(np.int64))


def _strings(arrays: Mapping[str, NDArray[np.generic]], name: str) -> tuple[str, ...]:
    table = _table(arrays, name)
    return tuple(table[at] for at in range(len(table)))


def _from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> EscoStore:
    languages = _strings(arrays, "languages")
    texts = {
        language: (
            _table(arrays, f"{language}.label"),
            _table(arrays, f"{language}.alternatives"),
            _table(arrays, f"{language}.description"),
        )
        for language in languages
    }
    relations = {
        name.removeprefix("relation."): array.astype(np.int32)
        for name, array in arrays.items()
        if name.startswith("relation.")
    }
    return EscoStore(
        languages,
        _strings(arrays, "uris"),
        arrays["kinds"].astype(np.uint8),
        _strings(arrays, "codes"),
        texts,
        relations,
        _content_hash(arrays),
    )


def _content_hash(arrays: Mapping[str, NDArray[np.generic]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(f"{name}:{arrays[name].dtype}:{arrays[name].shape}\n".encode())
        digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()[:16]


def store_bytes(release: EscoRelease) -> bytes:
    """The store as the bytes of its file.

    Args:
        release: as read from the official files.

    Returns:
        A compressed npz that `load_store` reads.
    """
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **_arrays(release))
    return stream.getvalue()


def load_store(path: Path) -> EscoStore:
    """Read a store.

    Args:
        path: file written by an import.

    Returns:
        The store.

    Raises:
        FaultyDataError: when the file is no store of ours, or of another format.
    """
    remedy = "Importér ESCO igen: kompetencematch taxonomy import esco MAPPE"
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if int(arrays["format"][0]) != FORMAT:
            problem = "lageret er skrevet af en anden udgave"
            raise FaultyDataError([Fault(path.name, 0, "", "", problem, remedy)])
        return _from_arrays(arrays)
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile):
        problem = "filen kan ikke læses som ESCO-lager"
        raise FaultyDataError([Fault(path.name, 0, "", "", problem, remedy)]) from None
