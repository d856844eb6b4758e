"""A programme's criteria from YAML, JSON, CSV or XLSX, or every fault that stands in the way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

from api.intake.files import TABLES, TREES, decode, read_file
from api.intake.locating import FaultList, TableLocator, TreeLocator
from api.intake.people import shaped
from api.intake.rkv_shapes import CriteriaIn, RowIn
from api.intake.tables import Table, read_table
from api.intake.trees import read_tree
from api.intake.words import competence_for
from matcher.rules.credit import Block, Weeks
from matcher.rules.criteria import (
    Criteria,
    Criterion,
    EducationKind,
    Shortening,
    StandardCredit,
    Standing,
)
from taxonomy.concepts import MAX_LEVEL, Attainment
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path as FilePath

    from api.intake.locating import Locator, Path
    from taxonomy.snapshot import Taxonomy

SKEMAS: Final = {"skema1": Block.A, "skema2": Block.B, "skema3": Block.C}
_HEAD: Final = "udgave"
_STANDARD: Final = "standard"
_FIRST: Final = ("skema", "id")
_ROW_FIELDS: Final = tuple(str(f.alias or name) for name, f in RowIn.model_fields.items())
_WEEKS: Final = ("gf2", "main", "training", "partly_gf2", "partly_main", "partly_training")


def load_criteria(path: FilePath, taxonomy: Taxonomy) -> tuple[Criteria, tuple[str, ...]]:
    """Read one edition of a programme's criteria.

    Args:
        path: YAML, JSON, CSV or XLSX; see `data/README.md`.
        taxonomy: the programmes and competences it names.

    Returns:
        The criteria, and notices about how the file was read.

    Raises:
        WrongInputError: with every fault found.
    """
    file = read_file(path, TREES | TABLES)
    if file.suffix in TABLES:
        table = read_table(file, _is_header)
        content, locator = _from_table(table)
        return parse_criteria(content, locator, taxonomy), table.notices
    tree, notices = read_tree(file)
    return parse_criteria(tree, TreeLocator(file.name, decode(file).text), taxonomy), notices


def parse_criteria(content: object, locator: Locator, taxonomy: Taxonomy) -> Criteria:
    """Turn plain values into criteria.

    Args:
        content: one object with the edition, and a list for each skema.
        locator: knows where the values stand.
        taxonomy: the programmes and competences it names.

    Returns:
        The criteria.

    Raises:
        WrongInputError: with every fault found.
    """
    faults = FaultList(locator)
    shape = cast("CriteriaIn", shaped(CriteriaIn, (), content, faults))
    faults.raise_if_any()
    rows = tuple(
        _criterion(row, block, (skema, place), faults, taxonomy)
        for skema, block in SKEMAS.items()
        for place, row in enumerate(_rows(shape, skema))
    )
    _check_edition(shape, faults, taxonomy)
    _check_doubles(shape, faults)
    faults.raise_if_any()
    return _criteria(shape, rows)


def _rows(shape: CriteriaIn, skema: str) -> list[RowIn]:
    return {"skema1": shape.skema1, "skema2": shape.skema2, "skema3": shape.skema3}[skema]


def _criteria(shape: CriteriaIn, rows: tuple[Criterion, ...]) -> Criteria:
    return Criteria(
        id=shape.id,
        programmes=tuple(shape.programmes),
        edition_da=shape.edition,
        start=cast("date", shape.start),
        end=shape.end,
        source=shape.source,
        source_url=shape.source_url,
        as_of=cast("date", shape.as_of),
        confidence=shape.confidence,
        standing=shape.standing,
        full=Weeks(shape.gf2, shape.main, shape.training),
        full_time_hours=shape.hours or None,
        standard=tuple(StandardCredit(s.track, s.main, s.taken_from) for s in shape.standard),
        rows=rows,
    )


def _criterion(
    row: RowIn, block: Block, path: Path, faults: FaultList, taxonomy: Taxonomy
) -> Criterion:
    _check_row(row, block, path, faults)
    partly = (row.partly_gf2, row.partly_main, row.partly_training)
    return Criterion(
        id=row.id,
        block=block,
        title_da=row.text,
        competences=attainments(row.competences, (*path, "kompetencer"), faults, taxonomy),
        months=row.months or 0,
        kind=row.kind,
        codes=tuple(row.codes),
        titles=tuple(row.titles),
        needed=1 if row.needed is None else row.needed,
        yes=_shortening(row.gf2, row.main, row.training),
        partly=None if all(weeks is None for weeks in partly) else _shortening(*partly),
        subject=row.subject,
        valid_years=row.valid_years,
    )


def _shortening(gf2: float | None, main: float | None, training: float | None) -> Shortening:
    return Shortening(gf2 or 0.0, main or 0.0, training or 0.0)


def attainments(
    words: Iterable[str], path: Path, faults: FaultList, taxonomy: Taxonomy
) -> tuple[Attainment, ...]:
    """Competences written as `word:level`; the level is 1 where none is written.

    Args:
        words: as in the file.
        path: where they stand.
        faults: where faults are put.
        taxonomy: the competences the words are looked up in.

    Returns:
        Those that could be read, in the order written.
    """
    read = (_attainment(word, (*path, n), faults, taxonomy) for n, word in enumerate(words))
    return tuple(each for each in read if each)


def _attainment(word: str, path: Path, faults: FaultList, taxonomy: Taxonomy) -> Attainment | None:
    term, _, level = word.rpartition(":") if ":" in word else (word, "", "1")
    if level.strip() not in {str(n) for n in range(1, MAX_LEVEL + 1)}:
        faults.add(path, word, "niveauet er ikke et af de lovlige",
                   "Skriv kompetence:niveau med niveau 1, 2, 3 eller 4")  # fmt: skip
        return None
    competence = competence_for(term.strip(), path, faults, taxonomy)
    return Attainment(competence, int(level)) if competence else None


def _check_row(row: RowIn, block: Block, path: Path, faults: FaultList) -> None:
    """A row may only hold what its skema can use; anything else would be lost unseen."""
    course = row.kind or row.codes or row.titles or row.needed is not None
    if block is Block.C:
        _check_course_row(row, path, faults)
    elif course:
        faults.add((*path, "art"), None, "art, koder, titler og antal hører til skema 3",
                   "Flyt rækken, eller fjern felterne")  # fmt: skip
    if block is Block.A and any(getattr(row, weeks) is not None for weeks in _WEEKS):
        faults.add((*path, "id"), row.id, "skema 1 afgør EUV1 og afkorter ikke selv",
                   "Flyt ugerne til skema 2")  # fmt: skip
    if block is not Block.A and not any(getattr(row, w) for w in ("gf2", "main", "training")):
        faults.add((*path, "id"), row.id, "rækken afkorter intet", "Skriv gf2_uger, "
                   "hovedforløb_uger eller oplæring_måneder")  # fmt: skip


def _check_course_row(row: RowIn, path: Path, faults: FaultList) -> None:
    if row.kind is None:
        legal = ", ".join(kind.value for kind in EducationKind)
        faults.add((*path, "art"), None, "feltet mangler", f"Skriv en af: {legal}")
    if not row.codes and not row.titles:
        faults.add((*path, "koder"), None, "hverken koder eller titler",
                   "Skriv de koder eller titler, der tæller")  # fmt: skip
    if row.competences or row.months:
        faults.add((*path, "kompetencer"), None, "kompetencer og måneder hører til skema 1 og 2",
                   "Flyt rækken, eller fjern felterne")  # fmt: skip
    listed = len(set(row.codes)) + len(set(map(normalise, row.titles)))
    if row.needed is not None and not 1 <= row.needed <= max(listed, 1):
        faults.add((*path, "antal"), row.needed, "antallet kan ikke nås",
                   f"Skriv et helt tal fra 1 til {listed}")  # fmt: skip


def _check_edition(shape: CriteriaIn, faults: FaultList, taxonomy: Taxonomy) -> None:
    for place, programme in enumerate(shape.programmes):
        if programme not in taxonomy.programmes:
            faults.add(("programmer", place), programme, "uddannelsen kendes ikke",
                       "Brug et id fra data/taxonomy/programmes.csv")  # fmt: skip
    for key, day in (("fra", shape.start), ("dato", shape.as_of)):
        if day is None:
            faults.add((key,), None, "feltet er tomt", "Skriv datoen som ÅÅÅÅ-MM-DD")
    if shape.start and shape.end and shape.end < shape.start:
        faults.add(("til",), shape.end, "udgaven slutter, før den begynder", "Ret datoerne")
    if shape.standing is Standing.OFFICIAL and not shape.source_url:
        faults.add(("kilde_url",), None, "officielle kriterier kræver, at kilden kan findes",
                   "Skriv adressen på bekendtgørelsens bilag, eller brug status skole")  # fmt: skip


def _check_doubles(shape: CriteriaIn, faults: FaultList) -> None:
    placed = [(s, n, row.id) for s in SKEMAS for n, row in enumerate(_rows(shape, s))]
    counts = Counter(name for _, _, name in placed)
    for skema, place, name in placed:
        if counts[name] > 1:
            faults.add((skema, place, "id"), name, "id bruges mere end én gang",
                       "Giv hver række sit id")  # fmt: skip
    tracks = Counter(each.track for each in shape.standard)
    for place, each in enumerate(shape.standard):
        if tracks[each.track] > 1:
            faults.add((_STANDARD, place, "spor"), each.track, "sporet står mere end én gang",
                       "Behold én række for hvert spor")  # fmt: skip


# Tables --------------------------------------------------------------------------------------


def _is_header(cells: Any) -> bool:  # noqa: ANN401
    return {normalise(str(cell)) for cell in cells} >= set(_FIRST)


def _from_table(table: Table) -> tuple[object, TableLocator]:
    """Rows as the tree: `udgave` rows tell the edition, `standard` rows the standard credit."""
    columns = _columns(table)
    tree: dict[str, Any] = {_STANDARD: [], **{skema: [] for skema in SKEMAS}}
    lines: dict[Path, int] = {(): table.header_line}
    faults = FaultList(TableLocator(table.name, lines, {}))
    for line, cells in table.rows:
        row = {name: cells[at] for name, at in columns.items() if str(cells[at]).strip()}
        _place_row(tree, row, line, lines, faults)
    faults.raise_if_any()
    return tree, TableLocator(table.name, lines, {name: name for name in columns})


def _place_row(
    tree: dict[str, Any], row: dict[str, Any], line: int, lines: dict[Path, int], faults: FaultList
) -> None:
    kind = normalise(str(row.pop("skema", ""))).replace(" ", "").removeprefix("skema")
    key = f"skema{kind}"
    if kind == _HEAD:
        name = str(row.get("id", "")).strip()
        tree[name] = str(row.get("tekst", "")).split("|") if name == "programmer" else (
            row.get("tekst"))  # fmt: skip
        lines[(name,)] = line
    elif kind == _STANDARD or key in SKEMAS:
        rows = tree[_STANDARD if kind == _STANDARD else key]
        lines[_STANDARD if kind == _STANDARD else key, len(rows)] = line
        rows.append(_standard(row) if kind == _STANDARD else row)
    else:
        lines[("skema", line)] = line
        faults.add(("skema", line), kind, "rækkens skema kendes ikke",
                   "Skriv udgave, standard, 1, 2 eller 3")  # fmt: skip


def _standard(row: dict[str, Any]) -> dict[str, Any]:
    renamed = {"id": "spor", "tekst": "fra"}
    return {renamed.get(name, name): value for name, value in row.items()}


def _columns(table: Table) -> dict[str, int]:
    known = {normalise(name): name for name in ("skema", *_ROW_FIELDS)}
    faults = FaultList(TableLocator(table.name, {(): table.header_line}, {}))
    columns: dict[str, int] = {}
    for place, header in enumerate(table.header):
        name = known.get(normalise(header), "")
        if not name or name in columns:
            problem = "kolonnen står to gange" if name else "kolonnen kendes ikke"
            faults.add((header,), None, problem, f"Brug hver én gang: {', '.join(known.values())}")
        columns.setdefault(name, place)
    for name in (name for name in (*_FIRST, "tekst") if name not in columns):
        faults.add((name,), None, "kolonnen mangler", f"Tilføj kolonnen {name}")
    faults.raise_if_any()
    return columns
