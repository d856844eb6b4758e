"""Sets for entity linking in the MELO layout: queries, corpus elements, their concepts, answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from taxonomy.errors import Fault, FaultyDataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

QUERIES: Final = "queries.tsv"
ELEMENTS: Final = "corpus_elements.tsv"
CONCEPTS: Final = "concept_mapping.tsv"
ANSWERS: Final = "annotations.tsv"


@dataclass(frozen=True)
class LinkingSet:
    """A set as read.

    Attributes:
        name: the folder's name.
        queries: phrase by id.
        elements: surface form by id.
        concepts: concept URI by element id.
        answers: ids of the relevant elements by query id; empty where not annotated.
        hash: hash of the files' content.
    """

    name: str
    queries: Mapping[str, str]
    elements: Mapping[str, str]
    concepts: Mapping[str, str]
    answers: Mapping[str, frozenset[str]]
    hash: str


def read_set(folder: Path) -> LinkingSet:
    """Read a set.

    Args:
        folder: with queries.tsv, corpus_elements.tsv, concept_mapping.tsv and, where there are
            answers, annotations.tsv.

    Returns:
        The set.

    Raises:
        FaultyDataError: with every fault found; then nothing is read.
    """
    faults: list[Fault] = []
    digest = hashlib.sha256()
    tables = [_table(folder / name, 2, faults, digest) for name in (QUERIES, ELEMENTS, CONCEPTS)]
    answers: dict[str, set[str]] = {}
    if (folder / ANSWERS).is_file():
        for query, _, element, grade in _rows(folder / ANSWERS, 4, faults, digest):
            if grade.strip() != "0":
                answers.setdefault(query, set()).add(element)
    queries, elements, concepts = tables
    for element in sorted(elements.keys() - concepts.keys())[:20]:
        problem = "tekststykket hører ikke til noget begreb"
        faults.append(Fault(CONCEPTS, 0, element, "", problem, "Tilføj en linje"))
    if faults:
        raise FaultyDataError(faults)
    frozen = {query: frozenset(ids) for query, ids in answers.items()}
    return LinkingSet(folder.name, queries, elements, concepts, frozen, digest.hexdigest()[:16])


def _table(path: Path, width: int, faults: list[Fault], digest: hashlib._Hash) -> dict[str, str]:
    table: dict[str, str] = {}
    for line, (key, value) in enumerate(_rows(path, width, faults, digest), 1):
        if key in table:
            faults.append(Fault(path.name, line, "", key, "id'et står to gange", "Behold ét"))
        table[key] = value
    if not table and not faults:
        faults.append(Fault(path.name, 0, "", "", "filen er tom", "Hent sættet igen"))
    return table


def _rows(path: Path, width: int, faults: list[Fault], digest: hashlib._Hash) -> list[list[str]]:
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        remedy = f"Mappen skal have {QUERIES}, {ELEMENTS} og {CONCEPTS} i UTF-8"
        faults.append(Fault(path.name, 0, "", "", "filen kan ikke læses", remedy))
        return []
    digest.update(data)
    rows = [line.split("\t") for line in lines]
    remedy = f"Linjen skal have {width} felter med tabulator imellem"
    faults += [
        Fault(path.name, at, "", f"{len(row)} felter", "forkert antal felter", remedy)
        for at, row in enumerate(rows, 1)
        if len(row) != width
    ][:50]
    return [row for row in rows if len(row) == width]
