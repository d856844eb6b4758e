"""How people say it: everyday phrases for competences, and phrases that name none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from taxonomy.concepts import Confidence, Status
from taxonomy.errors import FaultyDataError
from taxonomy.linking.mentions import LeftOutWhy
from taxonomy.rows import Faults, Row, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from taxonomy.concepts import Competence
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy
    from taxonomy.sources.esco_store import EscoStore

FOLDER: Final = "wordings"
PHRASES: Final = "hverdagssprog.csv"
SILENCE: Final = "uden_kompetence.csv"
FRAMES: Final = "rammer.csv"
SLOT: Final = "{}"
_SAME: Final = "exact"
_ESCO_LANGUAGES: Final = ("da", "en")
_ORIGIN: Final = ("source", "as_of", "confidence", "status")


@dataclass(frozen=True)
class Wordings:
    """Phrases the reader learns from.

    Attributes:
        phrases: competence and a phrase for it.
        silence: why a phrase names no competence, and the phrase.
        frames: words around a competence, with `SLOT` where it stands, and why the whole then
            names none that counts ("min far var {}"); None where it still does ("vant til {}").
    """

    phrases: Sequence[tuple[CompetenceId, str]] = ()
    silence: Sequence[tuple[LeftOutWhy, str]] = ()
    frames: Sequence[tuple[LeftOutWhy | None, str]] = ()


def read_wordings(root: Path, taxonomy: Taxonomy) -> Wordings:
    """Read and check the phrases that came with the product.

    Args:
        root: a folder laid out as `data/`.
        taxonomy: the competences that phrases may stand for.

    Returns:
        The phrases; none where the folder has no such files.

    Raises:
        FaultyDataError: with every fault found.
    """
    faults = Faults()
    columns = ("competence", "phrases", *_ORIGIN)
    known = [row for row in _table(root, PHRASES, columns, faults) if _known(row, taxonomy)]
    phrases = [(row.text("competence"), text) for row in known for text in row.items("phrases")]
    columns = ("why", "phrases", *_ORIGIN)
    silent = list(_table(root, SILENCE, columns, faults))
    silence = [
        (row.choice("why", LeftOutWhy), text) for row in silent for text in row.items("phrases")
    ]
    framing = list(_table(root, FRAMES, ("why", "frame", *_ORIGIN), faults))
    frames = [(_why_or_none(row), _frame(row)) for row in framing]
    for row in (*known, *silent, *framing):
        _check_origin(row, taxonomy)
    if faults.found:
        raise FaultyDataError(faults.found)
    return Wordings(phrases, silence, frames)


def _why_or_none(row: Row) -> LeftOutWhy | None:
    return row.choice("why", LeftOutWhy) if row.text("why") else None


def _frame(row: Row) -> str:
    frame = row.text("frame", required=True)
    if frame.count(SLOT) != 1:
        row.faults.add(row, "frame", "pladsen til kompetencen mangler", f"Skriv {SLOT} én gang")
    return frame


def with_esco(wordings: Wordings, taxonomy: Taxonomy, store: EscoStore) -> Wordings:
    """Add what ESCO calls the competences that are the same as one of its concepts.

    Args:
        wordings: the product's own.
        taxonomy: the competences with their links to ESCO.
        store: ESCO as imported.

    Returns:
        The wordings with ESCO's Danish and English names as everyday phrases.
    """
    linked = [c for c in taxonomy.competences.values() if c.esco and c.esco.match == _SAME]
    told = [
        (competence.id, name)
        for competence in linked
        for language in _ESCO_LANGUAGES
        for name in _names(store, competence, language)
    ]
    return replace(wordings, phrases=[*wordings.phrases, *told])


def _names(store: EscoStore, competence: Competence, language: str) -> tuple[str, ...]:
    text = store.text(competence.esco.uri if competence.esco else "", language)
    return tuple(name for name in (text.label, *text.alternatives) if name)


def _table(root: Path, name: str, columns: tuple[str, ...], faults: Faults) -> list[Row]:
    path = root / FOLDER / name
    return list(read_table(path, root, columns, faults)) if path.is_file() else []


def _known(row: Row, taxonomy: Taxonomy) -> bool:
    known = row.text("competence", required=True) in taxonomy.competences
    if not known:
        row.faults.add(row, "competence", "kompetencen findes ikke", "Brug et id fra taksonomien")
    return known


def _check_origin(row: Row, taxonomy: Taxonomy) -> None:
    row.day("as_of")
    row.choice("confidence", Confidence)
    row.choice("status", Status)
    if any(source not in taxonomy.sources for source in row.items("source")):
        row.faults.add(row, "source", "kilden findes ikke", "Brug et id fra sources.csv")
