"""Use case: write the example people and their truth anew, the same every time."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Final

from api.intake.plans import load_plans
from api.intake.schemas import JUDGE_WORDS, KIND_WORDS
from api.writing import write_whole
from matcher.synthetic import Planted, Planter

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.facts import Evidence
    from taxonomy.snapshot import Taxonomy

EXAMPLE_DAY: Final = date(2026, 11, 22)
SEED: Final = 20261122
PEOPLE: Final = 164
KIND_DA: Final = {kind: word for word, kind in KIND_WORDS.items() if word in {
    "job", "kursus", "certifikat", "uddannelse", "prøve", "rkv", "udsagn"}}  # fmt: skip
JUDGE_DA: Final = {judge: word for word, judge in JUDGE_WORDS.items() if word in {
    "selv", "arbejdsgiver", "skole", "myndighed"}}  # fmt: skip


def build_example(folder: Path, taxonomy: Taxonomy) -> tuple[Planted, ...]:
    """Write `personer.csv` and `sandhed.csv` beside a folder's `planer.yaml`.

    Args:
        folder: an example folder.
        taxonomy: what the plans are read with.

    Returns:
        The people made, with their truth.
    """
    plans = load_plans(folder / "planer.yaml", taxonomy).plans
    needs = [need for plan in plans for need in plan.needs]
    planted = Planter(needs, taxonomy, EXAMPLE_DAY, SEED).people(PEOPLE, "nj")
    write_whole(folder / "personer.csv", people_csv(planted))
    write_whole(folder / "sandhed.csv", truth_csv(planted))
    return planted


def people_csv(planted: tuple[Planted, ...]) -> str:
    """The people as a table with Danish headers, one row per evidence."""
    header = ("person", "kompetence", "niveau", "vist ved", "vurderet af", "dato", "måneder",
              "udløber", "udenlandsk")  # fmt: skip
    rows = [_row(p.person.id, e) for p in planted for e in p.person.evidence]
    return _csv([header, *rows])


def truth_csv(planted: tuple[Planted, ...]) -> str:
    """What each person was made from; read by tests only."""
    header = ("person", "behov", "pakke", "historie")
    return _csv([header, *((p.person.id, p.need, "|".join(p.package), p.story) for p in planted)])


def _row(person: str, evidence: Evidence) -> tuple[object, ...]:
    return (
        person,
        evidence.competence,
        evidence.level,
        KIND_DA[evidence.kind],
        JUDGE_DA[evidence.judge],
        evidence.shown or "",
        evidence.months or "",
        evidence.expires or "",
        "ja" if evidence.foreign else "",
    )


def _csv(rows: list[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()
