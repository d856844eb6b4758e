"""The European classification ESCO, as its official CSV download lays it out in a folder."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from taxonomy.errors import Fault, FaultyDataError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

MAX_CELL: Final = 1_000_000
MAX_FAULTS: Final = 200
MAX_FILE: Final = 400_000_000
_URI: Final = re.compile(r"https?://data\.europa\.eu/esco/[\w\-]+/\S{1,80}")
_FILE: Final = re.compile(r"([A-Za-z]+)_([a-z]{2})\.csv")
CONCEPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "occupations": ("conceptUri", "preferredLabel", "altLabels", "description", "iscoGroup"),
    "skills": ("conceptUri", "preferredLabel", "altLabels", "description"),
    "ISCOGroups": ("conceptUri", "preferredLabel", "altLabels", "description", "code"),
    "skillGroups": ("conceptUri", "preferredLabel", "altLabels", "description"),
}
"""Kinds of concept file and the columns each must have."""
RELATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "occupationSkillRelations": ("occupationUri", "skillUri"),
    "skillSkillRelations": ("originalSkillUri", "relatedSkillUri"),
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
}
"""Kinds of relation file and the columns of the two ends."""
HIERARCHY: Final = "skillsHierarchy"


@dataclass(frozen=True)
class EscoText:
    """What one concept is called in one language.

    Attributes:
        label: the preferred label; empty where the language has none.
        alternatives: alternative and hidden labels, each once, without the preferred one.
        description: empty where there is none.
    """

    label: str
    alternatives: tuple[str, ...]
    description: str


@dataclass
class EscoRelease:
    """What was read from a folder.

    Attributes:
        languages: languages asked for that have at least one file, as asked.
        kinds: kind of each concept by its URI ("occupations", "skills", …), in reading order.
        codes: ISCO code of occupations and ISCO groups, own code of skill groups, by URI.
        texts: by language, then by URI.
        relations: by kind of relation, pairs of URIs with the relation's type or "".
        notices: what was left out or is missing, in Danish, for people to read.
    """

    languages: tuple[str, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, EscoText]] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class EscoFile:
    """One file of the download that will be read."""

    path: Path
    kind: str
    language: str


def find_files(folder: Path, languages: Sequence[str]) -> tuple[EscoFile, ...]:
    """The files of a folder that hold something for these languages, in reading order.

    Args:
        folder: where the download was unpacked.
        languages: two-letter codes; the first one decides whose relation file is read.

    Returns:
        Concept files in every language asked for, and one file of each kind of relation.

    Raises:
        FaultyDataError: when there is no folder or no concept file in it.
    """
    found = _named_files(folder) if folder.is_dir() else []
    concepts = [f for f in found if f.kind in CONCEPTS and f.language in languages]
    if not concepts:
        problem = "mappen har ingen ESCO-filer på de sprog, der er bedt om"
        remedy = "Angiv mappen med occupations_da.csv, skills_da.csv og de øvrige CSV-filer"
        raise FaultyDataError([Fault(folder.name or "ESCO", 0, "", "", problem, remedy)])
    rank = {language: at for at, language in enumerate(languages)}
    kinds = list(CONCEPTS)
    concepts.sort(key=lambda f: (kinds.index(f.kind), rank[f.language]))
    last = len(languages)
    rest: dict[str, EscoFile] = {}
    for file in sorted(found, key=lambda f: (rank.get(f.language, last), f.language)):
        if file.kind in RELATIONS or file.kind == HIERARCHY:
            rest.setdefault(file.kind, file)
    return (*concepts, *(rest[kind] for kind in sorted(rest)))


def _named_files(folder: Path) -> list[EscoFile]:
    matches = [(path, _FILE.fullmatch(path.name)) for path in sorted(folder.iterdir())]
    return [EscoFile(path, m[1], m[2]) for path, m in matches if m and path.is_file()]


def read_esco(
    folder: Path,
    languages: Sequence[str],
    advance: Callable[[Sequence[EscoFile]], Iterable[EscoFile]] = tuple,
) -> EscoRelease:
    """Read a folder of the official download; any subset of its files will do.

    Args:
        folder: where the download was unpacked.
        languages: two-letter codes, the most wanted first.
        advance: passes the files through and may show progress.

    Returns:
        Concepts, texts and relations, and notices about what is missing.

    Raises:
        FaultyDataError: with every fault found; then nothing is read.
    """
    files = find_files(folder, languages)
    there = {file.language for file in files if file.kind in CONCEPTS}
    release = EscoRelease(tuple(lang for lang in languages if lang in there))
    missing = [language for language in languages if language not in there]
    release.notices += [f"Ingen filer på sproget «{language}»" for language in missing]
    faults: list[Fault] = []
    for file in advance(files):
        _read_file(file, release, faults)
    if len(faults) > MAX_FAULTS:
        problem = f"mappen har {len(faults) - MAX_FAULTS} fejl mere, som ikke er vist"
        faults = [*faults[:MAX_FAULTS], Fault(folder.name, 0, "", "", problem, "Ret disse først")]
    if faults:
        raise FaultyDataError(faults)
    return release


def _read_file(file: EscoFile, release: EscoRelease, faults: list[Fault]) -> None:
    needed = _needed_columns(file.kind)
    try:
        header, rows = _rows(file.path, needed)
    except FaultyDataError as error:
        faults.extend(error.faults)
        return
    width = len(header)
    if file.kind == HIERARCHY:  # rows end where their level ends
        rows = [(line, row + [""] * (width - len(row))) for line, row in rows]
    good = [(line, dict(zip(header, row, strict=True))) for line, row in rows if len(row) == width]
    remedy = f"Rækken skal have {width} felter; hent filen igen"
    faults += [
        Fault(file.path.name, line, "", f"{len(row)} felter", "forkert antal felter", remedy)
        for line, row in rows
        if len(row) != width
    ]
    if file.kind in CONCEPTS:
        _take_concepts(file, good, release, faults)
    elif file.kind in RELATIONS:
        _take_relations(file, good, release, faults)
    else:
        _take_hierarchy(file, good, release)


def _needed_columns(kind: str) -> tuple[str, ...]:
    if kind in CONCEPTS:
        return CONCEPTS[kind]
    return RELATIONS.get(kind, ("Level 0 URI", "Level 1 URI"))


def _rows(path: Path, needed: tuple[str, ...]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and rows of one file, each row with the line it begins on."""
    text = _text(path)
    limit = csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error:
        raise _file_fault(path, line, "rækken kan ikke læses") from None
    finally:
        csv.field_size_limit(limit)
    if not rows:
        raise _file_fault(path, 0, "filen er tom")
    header = [cell.strip() for cell in rows[0][1]]
    _check_header(path, header, needed)
    return header, rows[1:]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE:
            raise _file_fault(path, 0, f"filen er over {MAX_FILE // 1_000_000} MB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _file_fault(path, line, "filen er ikke UTF-8") from None
    except OSError:
        raise _file_fault(path, 0, "filen kan ikke læses") from None


def _file_fault(path: Path, line: int, problem: str) -> FaultyDataError:
    return FaultyDataError([Fault(path.name, line, "", "", problem, "Hent filen igen fra ESCO")])


def _check_header(path: Path, header: list[str], needed: tuple[str, ...]) -> None:
    remedy = f"Filen skal have kolonnerne {', '.join(needed)}"
    faults = [
        Fault(path.name, 1, column, "", "kolonnen mangler", remedy)
        for column in needed
        if column not in header
    ]
    faults += [
        Fault(path.name, 1, column, "", "kolonnen står mere end én gang", "Behold én af dem")
        for column, count in Counter(header).items()
        if count > 1
    ]
    if faults:
        raise FaultyDataError(faults)


def _bad_uri(file: EscoFile, line: int, column: str, uri: str) -> Fault:
    remedy = "En henvisning begynder med http://data.europa.eu/esco/"
    return Fault(file.path.name, line, column, shorten(uri), "er ikke et begreb i ESCO", remedy)


def _take_concepts(
    file: EscoFile,
    rows: list[tuple[int, dict[str, str]]],
    release: EscoRelease,
    faults: list[Fault],
) -> None:
    texts = release.texts.setdefault(file.language, {})
    empty = 0
    for line, cells in rows:
        uri = cells["conceptUri"].strip()
        if not _URI.fullmatch(uri):
            faults.append(_bad_uri(file, line, "conceptUri", uri))
        elif uri in texts:
            problem = "begrebet står mere end én gang"
            faults.append(
                Fault(file.path.name, line, "conceptUri", uri, problem, "Behold ét af dem")
            )
        else:
            release.kinds.setdefault(uri, file.kind)
            code = cells.get("iscoGroup") or cells.get("code") or ""
            if code:
                release.codes.setdefault(uri, code.strip().removeprefix("C"))
            texts[uri] = _concept_text(cells)
            empty += not texts[uri].label
    if empty:
        release.notices.append(f"{file.path.name}: {empty} begreber har intet navn på sproget")


def _concept_text(cells: Mapping[str, str]) -> EscoText:
    label = " ".join(cells["preferredLabel"].split())
    lines = (cells["altLabels"] + "\n" + cells.get("hiddenLabels", "")).split("\n")
    others = dict.fromkeys(" ".join(line.split()) for line in lines)
    kept = tuple(other for other in others if other and other != label)
    return EscoText(label, kept, " ".join(cells["description"].split()))


def _take_relations(
    file: EscoFile,
    rows: list[tuple[int, dict[str, str]]],
    release: EscoRelease,
    faults: list[Fault],
) -> None:
    first, second = RELATIONS[file.kind]
    unknown = 0
    kept = release.relations.setdefault(file.kind, [])
    for line, cells in rows:
        ends = (cells[first].strip(), cells[second].strip())
        bad = [(c, u) for c, u in zip((first, second), ends, strict=True) if not _URI.fullmatch(u)]
        faults.extend(_bad_uri(file, line, column, uri) for column, uri in bad)
        if ends[0] in release.kinds and ends[1] in release.kinds:
            kept.append((*ends, cells.get("relationType", "").strip()))
        else:
            unknown += not bad
    if unknown:
        release.notices.append(
            f"{file.path.name}: {unknown} relationer peger på begreber, der ikke er i mappen"
        )


def _take_hierarchy(
    file: EscoFile, rows: list[tuple[int, dict[str, str]]], release: EscoRelease
) -> None:
    """The hierarchy's levels give broader relations where the relation file has none."""
    pairs: dict[tuple[str, str], None] = {}
    for _, cells in rows:
        path = [uri for level in range(4) if (uri := cells.get(f"Level {level} URI", "").strip())]
        pairs.update(dict.fromkeys(zip(path[1:], path, strict=False)))
    known = release.kinds
    release.relations[file.kind] = [(a, b, "") for a, b in pairs if a in known and b in known]
