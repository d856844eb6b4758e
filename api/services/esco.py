"""Use case: ESCO imported into a local store, and the store found again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from api.intake.files import single_fault
from api.writing import write_whole
from taxonomy.sources.esco import read_esco
from taxonomy.sources.esco_links import esco_links
from taxonomy.sources.esco_store import FILE_NAME, build_store, load_store, store_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from taxonomy.snapshot import Taxonomy
    from taxonomy.sources.esco import EscoFile, EscoRelease
    from taxonomy.sources.esco_links import EscoLinks
    from taxonomy.sources.esco_store import EscoStore


def home() -> Path:
    """The user's data folder: KOMPETENCEMATCH_HOME, or the usual place for such data."""
    named = os.environ.get("KOMPETENCEMATCH_HOME")
    return Path(named) if named else Path.home() / ".local" / "share" / "kompetencematch"


def import_esco(
    folder: Path,
    languages: Sequence[str],
    out: Path | None,
    advance: Callable[[Sequence[EscoFile]], Iterable[EscoFile]] = tuple,
) -> tuple[EscoRelease, Path]:
    """Read the official download and write the store, whole or not at all.

    Args:
        folder: where the download was unpacked.
        languages: two-letter codes.
        out: where to write; None is the user's data folder.
        advance: passes files through and may show progress.

    Returns:
        What was read, and where the store is.

    Raises:
        FaultyDataError: with every fault found in the files.
        WrongInputError: when the store cannot be written.
    """
    release = read_esco(folder, languages, advance)
    path = out or home() / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, store_bytes(release))
    except OSError:
        remedy = "Kontrollér, at du må skrive der, eller angiv --out"
        raise single_fault(path.name, "lageret kan ikke skrives", remedy) from None
    return release, path


def links(taxonomy: Taxonomy, path: Path) -> EscoLinks:
    """Our links to ESCO, held against a store.

    Args:
        taxonomy: with its links.
        path: the store.

    Returns:
        How many hold, and which do not.
    """
    return esco_links(taxonomy, load_store(path))


LANGUAGES = ("da", "en", "no", "sv", "de", "nl")


def find_store(folder: Path | None) -> EscoStore | None:
    """The store to link with.

    Args:
        folder: a folder of official CSV files, or a store file; None is the imported store.

    Returns:
        The store, or None where nothing was imported.

    Raises:
        FaultyDataError: when what was named, or what was imported, cannot be read.
    """
    if folder is not None and not folder.is_file():
        return build_store(read_esco(folder, LANGUAGES))
    path = folder or home() / FILE_NAME
    return load_store(path) if folder or path.is_file() else None
