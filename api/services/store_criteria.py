"""Use case: a programme's criteria checked, kept where they are found again, and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.intake.criteria import load_criteria
from api.intake.files import single_fault
from api.services.esco import home
from api.writing import as_yaml, write_whole
from matcher.rules.credit import Block
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.rules.criteria import Criteria, Criterion
    from taxonomy.snapshot import Taxonomy

_FOLDER: Final = "bilag"


def installed_criteria(taxonomy: Taxonomy) -> tuple[Criteria, ...]:
    """Every edition that came with the product or was imported; never the examples.

    Raises:
        WrongInputError: with every fault in a file.
    """
    folders = (data_folder() / _FOLDER, home() / _FOLDER)
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    return tuple(load_criteria(file, taxonomy)[0] for file in files)


def import_criteria(taxonomy: Taxonomy, path: Path, out: Path | None = None) -> Path:
    """Check a file of criteria and keep it where `rkv assess` finds it.

    Args:
        taxonomy: the programmes and competences it names.
        path: YAML, JSON, CSV or XLSX.
        out: where to write; None is the user's data folder.

    Returns:
        Where it was written, as YAML.

    Raises:
        WrongInputError: with every fault in the file, or when it cannot be written.
    """
    read, _ = load_criteria(path, taxonomy)
    target = out or home() / _FOLDER / f"{read.id}.yaml"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, as_yaml(criteria_tree(read)))
    except OSError:
        remedy = "Kontrollér, at du må skrive der, eller angiv --out"
        raise single_fault(target.name, "filen kan ikke skrives", remedy) from None
    return target


def criteria_tree(criteria: Criteria) -> dict[str, object]:
    """Criteria as the plain values that are read again as the same."""
    full = criteria.full
    head: dict[str, object] = {
        "id": criteria.id, "programmer": list(criteria.programmes),
        "udgave": criteria.edition_da, "fra": criteria.start, "til": criteria.end,
        "kilde": criteria.source, "kilde_url": criteria.source_url, "dato": criteria.as_of,
        "sikkerhed": criteria.confidence.value, "status": criteria.standing.value,
        "gf2_uger": full.gf2, "hovedforløb_uger": full.main, "oplæring_uger": full.oplaering,
        "fuld_tid_timer": criteria.full_time_hours,
    }  # fmt: skip
    standard = [
        {"spor": s.track.value, "hovedforløb_uger": s.main_weeks, "fra": s.taken_from_da}
        for s in criteria.standard
    ]
    skemas = {
        name: [_row_tree(row) for row in criteria.block(block)]
        for name, block in (("skema1", Block.A), ("skema2", Block.B), ("skema3", Block.C))
    }
    return {**head, "standard": standard, **skemas}


def _row_tree(row: Criterion) -> dict[str, object]:
    partly = row.partly
    told = {
        "id": row.id, "tekst": row.title_da, "art": row.kind.value if row.kind else None,
        "kompetencer": [f"{a.competence}:{a.level}" for a in row.competences],
        "måneder": row.months or None, "koder": list(row.codes), "titler": list(row.titles),
        "antal": row.needed if row.block is Block.C else None,
        "gf2_uger": row.yes.gf2_weeks or None, "hovedforløb_uger": row.yes.main_weeks or None,
        "oplæring_måneder": row.yes.oplaering_months or None,
        "delvist_gf2_uger": partly.gf2_weeks if partly else None,
        "delvist_hovedforløb_uger": partly.main_weeks if partly else None,
        "delvist_oplæring_måneder": partly.oplaering_months if partly else None,
        "fag": row.subject, "forældes_år": row.valid_years,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in (None, "", [])}
