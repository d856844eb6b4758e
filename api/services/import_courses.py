"""Use case: course runs from the national portal, checked, without contact persons."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from api.intake.files import decode, read_file, single_fault
from api.writing import write_whole
from taxonomy.sources.course_runs import read_course_runs

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.sources.course_runs import CourseRuns


def import_courses(path: Path, out: Path) -> CourseRuns:
    """Read a portal file and write the cleaned runs.

    Args:
        path: CSV in the portal's layout.
        out: where to write JSON; replaced as a whole, or left untouched when anything is wrong.

    Returns:
        What was read.

    Raises:
        WrongInputError: when the file cannot be read, or the other not written.
        FaultyDataError: with every fault found in it.
    """
    file = read_file(path, frozenset({".csv"}))
    runs = read_course_runs(file.name, decode(file).text)
    content = json.dumps(
        {"runs": [asdict(run) for run in runs.runs]}, ensure_ascii=False, indent=1, default=str
    )
    try:
        if out.exists() and out.samefile(path):
            remedy = "Vælg et andet navn til --out"
            raise single_fault(file.name, "filen ville blive overskrevet med resultatet", remedy)
        write_whole(out, content)
    except (OSError, ValueError):
        remedy = "Kontrollér, at mappen findes, at navnet ikke er en mappe, og at du må skrive der"
        raise single_fault(out.name or str(out), "filen kan ikke skrives", remedy) from None
    return runs
