"""A calendar plan as it was kept: the JSON of `package --runs`, or a small file of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003  (pydantic reads it)
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from api.intake.files import TREES, decode, read_file
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.schemas import Identifier  # noqa: TC001  (pydantic reads it)
from api.intake.trees import read_tree
from matcher.packages.calendar.problem import Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path as FilePath

    from api.intake.locating import Path
    from taxonomy.snapshot import Taxonomy


class KeptRunIn(BaseModel):
    """Et hold, som det var: id og kursus, og dagene, hvis de kan have flyttet sig."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(min_length=1, max_length=200)
    module: str = ""
    days: list[date] = Field(default_factory=list, max_length=400)


class KeptPlanIn(BaseModel):
    """En persons plan for et behov."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: Identifier
    need: str = Field(min_length=1, max_length=200)
    runs: list[KeptRunIn] = Field(min_length=1, max_length=100)


@dataclass(frozen=True)
class KeptPlan:
    """A plan there was.

    Attributes:
        runs: with the days they had then.
    """

    person: str
    need: str
    runs: tuple[Run, ...]


def load_plan_kept(path: FilePath, runs: Sequence[Run], taxonomy: Taxonomy) -> KeptPlan:
    """Read a plan that was kept.

    Args:
        path: the JSON of `package --runs --json`, or YAML or JSON with `person`, `need` and
            `runs`: ids, or `id`, `module` and `days`.
        runs: the runs there are now; what the file does not tell of a run is taken from them.
        taxonomy: for the modules.

    Returns:
        The plan.

    Raises:
        WrongInputError: with every fault found.
    """
    file = read_file(path, TREES)
    tree, _ = read_tree(file)
    faults = FaultList(TreeLocator(file.name, decode(file).text))
    shape = shaped(KeptPlanIn, (), _small(tree), faults)
    known = {run.id: run for run in runs}
    kept = [_run(("runs", i), row, known, taxonomy, faults)
            for i, row in enumerate(shape.runs if shape else ())]  # fmt: skip
    faults.raise_if_any()
    if shape is None:
        raise AssertionError
    return KeptPlan(shape.person, shape.need, tuple(run for run in kept if run))


def _small(tree: object) -> object:
    """The big JSON as the small file."""
    if not isinstance(tree, dict):
        return tree
    whole: dict[str, Any] = dict(tree)
    if isinstance(best := whole.get("best"), dict):
        need = whole.get("need")
        steps = best.get("steps") or []
        return {
            "person": whole.get("person"),
            "need": need.get("id") if isinstance(need, dict) else need,
            "runs": [_flat(step.get("run")) for step in steps if isinstance(step, dict)],
        }
    if isinstance(rows := whole.get("runs"), list):
        whole["runs"] = [{"id": row} if isinstance(row, str) else _flat(row) for row in rows]
    return whole


def _flat(run: object) -> object:
    """A run whose module may be told as a whole module."""
    if isinstance(run, dict) and isinstance(module := run.get("module"), dict):
        return run | {"module": module.get("id", "")}
    return run


def _run(
    path: Path, row: KeptRunIn, known: Mapping[str, Run], taxonomy: Taxonomy, faults: FaultList
) -> Run | None:
    now = known.get(row.id)
    module = row.module or (now.module if now else "")
    days = tuple(sorted(set(row.days))) or (now.days if now else ())
    if module not in taxonomy.modules or not days:
        faults.add((*path, "id"), row.id, "holdet står ikke i holdfilen, og planen siger ikke nok",
                   "Skriv også module og days for holdet")  # fmt: skip
        return None
    if now and now.module == module:
        return replace(now, days=days)
    return Run(row.id, module, days)
