"""Which modules may later shorten a vocational programme, by how much, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from taxonomy.concepts import Confidence, ModuleKind, Origin, Status
from taxonomy.errors import FaultyDataError
from taxonomy.loading import SCHOOL_DAYS_PER_WEEK, data_folder
from taxonomy.rows import Faults, Row, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy

FILE: Final = Path("taxonomy") / "merit.csv"
COLUMNS: Final = (
    "module", "programme", "subject", "weeks", "source", "as_of", "confidence", "status", "note_da",
)  # fmt: skip
MAX_WEEKS: Final = 20.0


@dataclass(frozen=True)
class Merit:
    """A module that may shorten a programme.

    Attributes:
        module: the module taken.
        programme: id of the programme that becomes shorter.
        subject: the programme's subject; empty when the whole programme is meant.
        weeks: weeks of school, above 0 and at most `MAX_WEEKS`.
        note_da: how the weeks were found.
    """

    module: ModuleId
    programme: ModuleId
    subject: str
    weeks: float
    origin: Origin
    note_da: str


def load_merit(taxonomy: Taxonomy, folder: Path | None = None) -> tuple[Merit, ...]:
    """Read which modules may shorten which programmes.

    Args:
        taxonomy: modules, programmes and sources that the rows name.
        folder: a folder laid out as `data/`; the product's own when None.

    Returns:
        The rows, sorted by module and programme; none when there is no file.

    Raises:
        FaultyDataError: with every fault found.
    """
    root = folder or data_folder()
    if not (root / FILE).exists():
        return ()
    faults = Faults()
    rows = list(read_table(root / FILE, root, COLUMNS, faults))
    read = [_merit(row, taxonomy) for row in rows]
    if faults.found:
        raise FaultyDataError(faults.found)
    return tuple(sorted(read, key=lambda m: (m.module, m.programme, m.subject)))


def _merit(row: Row, taxonomy: Taxonomy) -> Merit:
    weeks = row.decimal("weeks") or 0.0
    if not 0 < weeks <= MAX_WEEKS:
        row.faults.add(row, "weeks", "ugerne kan ikke passe", f"Skriv et tal til {MAX_WEEKS:.0f}")
    origin = Origin(
        row.items("source"),
        row.day("as_of"),
        row.choice("confidence", Confidence),
        row.choice("status", Status),
    )
    known: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("module", taxonomy.modules), ("programme", taxonomy.programmes),
    )  # fmt: skip
    for column, there in known:
        if row.text(column) not in there:
            row.faults.add(row, column, "findes ikke i taxonomien", "Ret id'et")
    if not origin.sources or any(source not in taxonomy.sources for source in origin.sources):
        row.faults.add(row, "source", "kilden findes ikke", "Skriv et id fra sources.csv")
    return Merit(
        row.text("module"), row.text("programme"), row.text("subject"), weeks, origin,
        row.text("note_da", required=True),
    )  # fmt: skip


def derive_merit(taxonomy: Taxonomy, on: date) -> tuple[Merit, ...]:
    """Our own proposals: courses all of whose outcomes are outcomes of a programme.

    No source gives these weeks. A course of n days is put down as n/5 weeks of school; whether
    a school would give them is for the school to say.

    Args:
        taxonomy: modules and programmes.
        on: the day the rows are written.

    Returns:
        One row for each such course and programme that is not historic, sorted.
    """
    return tuple(
        Merit(
            module=module.id,
            programme=programme.id,
            subject="",
            weeks=min(MAX_WEEKS, round((module.days or 0) / SCHOOL_DAYS_PER_WEEK, 1)),
            origin=Origin(("own",), on, Confidence.LOW, Status.PROPOSAL),
            note_da="Alt, hvad kurset giver, indgår i det, uddannelsen giver (begge dele er vores "
            f"forslag). Ugerne er kursets {module.days} dage delt med fem; ingen kilde nævner dem.",
        )
        for module in sorted(taxonomy.modules.values(), key=lambda m: m.id)
        for programme in sorted(taxonomy.programmes.values(), key=lambda p: p.id)
        if module.kind is ModuleKind.AMU and module.days and not programme.historic
        if module.outcomes
        if all(
            any(o.competence == a.competence and o.level >= a.level for o in programme.outcomes)
            for a in module.outcomes
        )
    )
