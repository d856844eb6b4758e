"""Use case: write the example people and their truth anew, the same every time."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from api.intake.people import load_people
from api.intake.plans import load_plans
from api.intake.schemas import JUDGE_WORDS, KIND_WORDS
from api.writing import write_whole
from matcher.matching.standing import standing
from matcher.packages.calendar.problem import RunForm
from matcher.packages.calendar.teaching_days import closed_days
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem
from matcher.rules.fees import module_fee
from matcher.settings import DEFAULT_SETTINGS
from matcher.synthetic import Planted, Planter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matcher.facts import Evidence, Need, Person
    from taxonomy.concepts import Module
    from taxonomy.snapshot import Taxonomy

EXAMPLE_DAY: Final = date(2026, 11, 22)
SEED: Final = 20261122
PEOPLE: Final = 164
RUNS: Final = 220
RUN_PLACES: Final = ("Aalborg", "Aalborg", "Hjørring", "Frederikshavn", "Hobro", "Thisted")
FIRST_RUN_DAY: Final = date(2026, 12, 1)
RUN_PERIOD_DAYS: Final = 330
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


def build_runs(folder: Path, taxonomy: Taxonomy) -> int:
    """Write `hold.csv` beside a folder's plans and people: made-up runs of the courses they need.

    Args:
        folder: an example folder.
        taxonomy: what plans and people are read with.

    Returns:
        How many runs were written. Courses that are in more people's shortest packages are held
        more often; the same seed gives the same runs.
    """
    plans = load_plans(folder / "planer.yaml", taxonomy).plans
    people = load_people(folder / "personer.csv", taxonomy).people
    wanted = _wanted((need for plan in plans for need in plan.needs), people, taxonomy)
    dice, modules = random.Random(SEED), [m for m, _ in wanted.most_common()]  # noqa: S311
    weights = [1 + wanted[m] ** 0.5 for m in modules]
    chosen = modules + dice.choices(modules, weights, k=max(0, RUNS - len(modules)))
    rows = [_made_up(taxonomy.modules[m], taxonomy, dice) for m in chosen[:RUNS]]
    rows.sort(key=lambda row: (str(row[2]), str(row[0])))
    header = ("hold", "modul", "sted", "dage", "form", "pladser", "mindst", "tilmeldt", "garanti",
              "aflyst", "pris", "tillæg", "aflysningsrisiko")  # fmt: skip
    named = [(f"opdigtet-{n:03}", *row) for n, row in enumerate(rows, 1)]
    write_whole(folder / "hold.csv", _csv([header, *named]))
    return len(rows)


def _wanted(needs: Iterable[Need], people: Iterable[Person], taxonomy: Taxonomy) -> Counter[str]:
    """How many shortest packages each course is in, over all needs and people."""
    stands = [standing(p, taxonomy, DEFAULT_SETTINGS, EXAMPLE_DAY) for p in people]
    found: Counter[str] = Counter()
    for need in needs:
        packager = Packager(build_problem(need, taxonomy, EXAMPLE_DAY).without_programmes())
        packager.prepare(stands)
        found.update(m for person in stands for m in packager.best(person).modules)
    return found


def _made_up(module: Module, taxonomy: Taxonomy, dice: random.Random) -> tuple[object, ...]:
    form = dice.choices((RunForm.DAY, RunForm.EVENING, RunForm.ONLINE), (16, 3, 2))[0]
    day = FIRST_RUN_DAY + timedelta(days=dice.randrange(RUN_PERIOD_DAYS))
    weekdays = {0, 1, 2, 3, 4} if form is RunForm.DAY else {0, 2} if dice.random() < 0.5 else {1, 3}  # noqa: PLR2004
    days: list[date] = []
    while len(days) < (module.days or 1):
        if day.weekday() in weekdays and day not in closed_days(day.year):
            days.append(day)
        day += timedelta(days=1)
    seats, least = dice.choice((0, 1, 2, 4, 6, 8, 12)), 8
    enrolled = max(0, 14 - seats - dice.randint(0, 6))
    sure = dice.random() < 0.15  # noqa: PLR2004  (shares of the made-up runs)
    return (
        module.id,
        "" if form is RunForm.ONLINE else dice.choice(RUN_PLACES),
        "|".join(d.isoformat() for d in days),
        form.value,
        seats,
        least,
        enrolled,
        "ja" if sure else "",
        "ja" if dice.random() < 0.05 else "",  # noqa: PLR2004
        _price(module, taxonomy, days[0], dice),
        dice.choice((0, 0, 0, 0, 150)),
        dice.choice((10, 20, 35, "")),
    )


def _price(module: Module, taxonomy: Taxonomy, day: date, dice: random.Random) -> int | str:
    """The fee on the run's first day, or on the example's where none is checked; some tell none."""
    fee = (
        module_fee(module, taxonomy, day).kroner or module_fee(module, taxonomy, EXAMPLE_DAY).kroner
    )
    return "" if fee is None or dice.random() < 0.08 else fee  # noqa: PLR2004


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
