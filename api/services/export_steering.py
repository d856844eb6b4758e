"""Use case: an assignment as a spreadsheet, one row per person."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from api.errors import WrongInputError
from api.services.export_ranking import DANGEROUS, check_format
from api.writing import write_whole
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from api.views.steering import AssignmentView, SteeredView


def export_assignment(view: AssignmentView, out: Path) -> None:
    """Write everybody's suggestion, and the reason, as a table.

    Args:
        view: the assignment.
        out: .xlsx, or .csv with semicolons as Danish spreadsheets read it; replaced as a whole.

    Raises:
        WrongInputError: for any other kind of file, or when it cannot be written.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import, only needed here)

    check_format(out)
    rows = [_row(told) for told in view.people]
    frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else None)
    if out.suffix.lower() == ".csv":
        text: str = frame.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
        content = text.encode("utf-8-sig")
    else:
        stream = io.BytesIO()
        frame.to_excel(stream, index=False, sheet_name="Fordeling", engine="openpyxl")
        content = stream.getvalue()
    try:
        write_whole(out, content)
    except OSError as error:
        problem, remedy = "filen kan ikke skrives", "Vælg en mappe, du må skrive i"
        fault = Fault(out.name, 0, "--out", type(error).__name__, problem, remedy)
        raise WrongInputError([fault]) from None


def _row(told: SteeredView) -> dict[str, object]:
    here, alone = told.suggested, told.alone
    return {
        "Person": _safe(told.person),
        "Foreslået behov": _safe(here.title) if here else "",
        "Virksomhed": _safe(here.company) if here else "",
        "Behov id": _safe(here.need) if here else "",
        "Dage": here.days if here else None,
        "Point efter kurser": round(here.points or 0, 1) if here else None,
        "Kurser": "; ".join(f"{c.title_da} ({c.status})" for c in here.courses) if here else "",
        "Andre henvist dertil": here.others if here else None,
        "Bedst alene": _safe(alone.title) if alone else "",
        "Dage alene": alone.days if alone else None,
        "Dage mere end alene": told.more_days,
        "Hvorfor": _safe(told.why_da),
    }


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
