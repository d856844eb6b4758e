"""The only reader of files in `data/`: tables in, one checked `Taxonomy` out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from taxonomy.checks import check, check_reachable
from taxonomy.concepts import (
    Competence,
    CompetenceKind,
    Confidence,
    EscoLink,
    Field,
    JobProfile,
    LineKind,
    Module,
    ModuleKind,
    Origin,
    ProfileLine,
    Programme,
    Source,
    Status,
)
from taxonomy.errors import Fault, FaultyDataError
from taxonomy.parameter_files import read_parameters
from taxonomy.rows import Faults, Row, read_table
from taxonomy.snapshot import Catalogue, Places, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    T = TypeVar("T")

_ORIGIN: Final = ("source", "as_of", "confidence", "status")
_FIELDS: Final = ("id", "name_da", "name_en")
_SOURCES: Final = ("id", "title", "publisher", "url", "date", "confidence", "note")
_COMPETENCES: Final = (
    "id", "kind", "field", "label_da", "label_en", "definition_da", "synonyms_da", "synonyms_en",
    "broader", "related", "valid_years", "esco_uri", "esco_match", *_ORIGIN,
)  # fmt: skip
_MODULES: Final = (
    "id", "kind", "field", "title_da", "title_en", "days", "days_basis", "outcomes",
    "prerequisites", "national_code", "fkb", "description_da", *_ORIGIN,
)  # fmt: skip
_PROFILES: Final = (
    "id", "field", "title_da", "title_en", "synonyms_da", "description_da", "esco_uri",
    "esco_match", *_ORIGIN,
)  # fmt: skip
_LINES: Final = (
    "profile", "line", "group", "competence", "level", "weight", "note_da", *_ORIGIN,
)  # fmt: skip
_PROGRAMMES: Final = (
    "id", "programme", "specialisation", "title_da", "title_en", "total_length_da", "basic_weeks",
    "school_weeks", "school_periods", "legal_basis", "euv_note_da", "note_da", "historic",
    "usable", "outcomes", "source_url", "source_year", "confidence", "outcomes_status",
)  # fmt: skip
MAX_DAYS: Final = 400
SCHOOL_DAYS_PER_WEEK: Final = 5


def data_folder() -> Path:
    """The data that came with the product: in a checkout `data/`, in a wheel beside this file."""
    shipped = Path(__file__).parent / "_data"
    return shipped if shipped.is_dir() else Path(__file__).parents[1] / "data"


def load_taxonomy(folder: Path | None = None) -> Taxonomy:
    """Read, check and freeze the whole taxonomy.

    Args:
        folder: a folder laid out as `data/`; the product's own when None.

    Returns:
        One immutable snapshot.

    Raises:
        FaultyDataError: with every fault found, each with file, line and remedy.
    """
    root = folder or data_folder()
    faults, places = Faults(), Places()
    catalogue = _read_catalogue(root, faults, places)
    faults.found.extend(check(catalogue, places))
    if not faults.found:
        faults.found.extend(check_reachable(catalogue, places))
    if faults.found:
        raise FaultyDataError(faults.found)
    return Taxonomy(catalogue)


def _read_catalogue(root: Path, faults: Faults, places: Places) -> Catalogue:
    def all_of(pattern: str, columns: tuple[str, ...], read: Callable[[Row], T]) -> tuple[T, ...]:
        rows = _tables(root, pattern, columns, faults)
        return tuple(places.remember(read(row), row.file, row.line) for row in rows)

    lines = _lines_by_profile(root, faults, places)
    programmes = all_of("programmes.csv", _PROGRAMMES, _programme)
    taught = (places.remember(m, *places.of(p)) for p in programmes if (m := as_module(p)))
    return Catalogue(
        fields=all_of("fields.csv", _FIELDS, _field),
        sources=all_of("sources.csv", _SOURCES, _source),
        competences=all_of("competences/*.csv", _COMPETENCES, _competence),
        modules=(*all_of("modules/*.csv", _MODULES, _module), *taught),
        profiles=all_of("profiles/*.csv", _PROFILES, lambda row: _profile(row, lines)),
        programmes=programmes,
        parameters=read_parameters(root, faults),
        orphan_lines=tuple(line for rows in lines.values() for line in rows),
    )


def _tables(root: Path, pattern: str, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    paths = sorted((root / "taxonomy").glob(pattern))
    if not paths:
        remedy = f"Opret den med overskriften {','.join(columns)}"
        faults.found.append(Fault(f"taxonomy/{pattern}", 0, "", "", "filen mangler", remedy))
    for path in paths:
        yield from read_table(path, root, columns, faults)


def _origin(row: Row) -> Origin:
    return Origin(
        sources=row.items("source"),
        as_of=row.day("as_of"),
        confidence=row.choice("confidence", Confidence),
        status=row.choice("status", Status),
    )


def _esco(row: Row) -> EscoLink | None:
    uri, match = row.text("esco_uri"), row.text("esco_match")
    if not uri and not match:
        return None
    if match not in {"exact", "close", "broad"}:
        row.faults.add(row, "esco_match", "ukendt nærhed", "Lovlige: exact, close, broad")
    return EscoLink(uri, match)


def _field(row: Row) -> Field:
    return Field(
        id=row.text("id", required=True),
        name_da=row.text("name_da", required=True),
        name_en=row.text("name_en", required=True),
    )


def _source(row: Row) -> Source:
    return Source(
        id=row.text("id", required=True),
        title=row.text("title", required=True),
        publisher=row.text("publisher", required=True),
        url=row.text("url"),
        date=row.day("date"),
        confidence=row.choice("confidence", Confidence),
        note=row.text("note"),
    )


def _competence(row: Row) -> Competence:
    return Competence(
        id=row.text("id", required=True),
        kind=row.choice("kind", CompetenceKind),
        field=row.text("field", required=True),
        label_da=row.text("label_da", required=True),
        label_en=row.text("label_en", required=True),
        definition_da=row.text("definition_da", required=True),
        synonyms_da=row.items("synonyms_da"),
        synonyms_en=row.items("synonyms_en"),
        broader=row.items("broader"),
        related=row.items("related"),
        valid_years=row.number("valid_years", 1, 50),
        esco=_esco(row),
        origin=_origin(row),
    )


def _module(row: Row) -> Module:
    if row.text("days_basis") not in {"kilde", "forslag"}:
        row.faults.add(row, "days_basis", "ukendt grundlag", "Lovlige: kilde, forslag")
    return Module(
        id=row.text("id", required=True),
        kind=row.choice("kind", ModuleKind),
        field=row.text("field", required=True),
        title_da=row.text("title_da", required=True),
        title_en=row.text("title_en", required=True),
        days=row.number("days", 1, MAX_DAYS),
        days_from_source=row.text("days_basis") == "kilde",
        outcomes=row.attainments("outcomes"),
        prerequisites=row.clauses("prerequisites"),
        national_code=row.text("national_code"),
        fkb=row.text("fkb"),
        description_da=row.text("description_da", required=True),
        origin=_origin(row),
    )


def _profile(row: Row, lines: dict[str, list[ProfileLine]]) -> JobProfile:
    return JobProfile(
        id=row.text("id", required=True),
        field=row.text("field", required=True),
        title_da=row.text("title_da", required=True),
        title_en=row.text("title_en", required=True),
        synonyms_da=row.items("synonyms_da"),
        description_da=row.text("description_da", required=True),
        esco=_esco(row),
        lines=tuple(lines.pop(row.text("id"), ())),
        origin=_origin(row),
    )


def _lines_by_profile(root: Path, faults: Faults, places: Places) -> dict[str, list[ProfileLine]]:
    lines: dict[str, list[ProfileLine]] = defaultdict(list)
    for row in _tables(root, "profile_requirements/*.csv", _LINES, faults):
        line = ProfileLine(
            kind=row.choice("line", LineKind),
            group=row.text("group"),
            competence=row.text("competence", required=True),
            level=row.number("level", 1, 4) or 0,
            weight=row.number("weight", 1, 3) or 0,
            note_da=row.text("note_da"),
            origin=_origin(row),
        )
        lines[row.text("profile")].append(places.remember(line, row.file, row.line))
    return lines


def _programme(row: Row) -> Programme:
    return Programme(
        id=row.text("id", required=True),
        programme=row.text("programme", required=True),
        specialisation=row.text("specialisation"),
        title_da=row.text("title_da", required=True),
        title_en=row.text("title_en", required=True),
        total_length_da=row.text("total_length_da"),
        basic_weeks=row.number("basic_weeks", 0, 100),
        school_weeks=row.decimal("school_weeks"),
        school_periods=row.decimals("school_periods"),
        legal_basis=row.text("legal_basis"),
        euv_note_da=row.text("euv_note_da"),
        note_da=row.text("note_da"),
        historic=row.yes("historic"),
        usable=row.yes("usable"),
        outcomes=row.attainments("outcomes"),
        source_url=row.text("source_url", required=True),
        source_year=row.text("source_year", required=True),
        confidence=row.choice("confidence", Confidence),
    )


def as_module(programme: Programme) -> Module | None:
    """A programme as something a package can propose: its full school time, not yet shortened.

    Args:
        programme: any programme.

    Returns:
        A module whose days are the basic and main course at school (5 days a week) and whose
        description begins with the programme's note, so that a length from a replaced order
        is never shown without saying so. Its days are None where no source gives the weeks;
        it is then shown and never put in a package. None for a programme that is historic or
        whose source has no date.
    """
    written = _year(programme.source_year)
    if programme.historic or written is None:
        return None
    known = programme.usable and programme.school_weeks is not None
    weeks = (programme.school_weeks or 0) + (programme.basic_weeks or 0)
    return Module(
        id=programme.id,
        kind=ModuleKind.EUV,
        field="bevis",
        title_da=f"EUV: {programme.title_da}",
        title_en=f"EUV: {programme.title_en}",
        days=round(weeks * SCHOOL_DAYS_PER_WEEK) if known else None,
        days_from_source=known,
        outcomes=programme.outcomes,
        prerequisites=(),
        national_code="",
        fkb="",
        description_da=_told(programme, known=known),
        origin=Origin(
            sources=("euv-programmes",),
            as_of=written,
            confidence=programme.confidence,
            status=Status.NAMED,
        ),
    )


def _told(programme: Programme, *, known: bool) -> str:
    basis = f"Grundlag: {programme.legal_basis}." if programme.legal_basis else ""
    what = (
        "Fuld skoletid uden afkortning; RKV kan gøre den kortere. Oplæring kommer til."
        if known
        else "Skoleugerne står ikke i vores kilder, så uddannelsen indgår ikke i kursuspakker."
    )
    return " ".join(part for part in (programme.note_da, what, basis) if part)


def _year(text: str) -> date | None:
    digits = text[-4:] if text[-4:].isdigit() else text[:4]
    return date(int(digits), 1, 1) if digits.isdigit() else None
