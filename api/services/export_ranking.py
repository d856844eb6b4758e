"""Use case: rankings as a spreadsheet a caseworker can sort, note in, and put in a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.wording import STATUS_DA, counted
from api.writing import write_whole
from matcher.matching.comparisons import GapStatus
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from api.views import CandidateView, RankingView

FORMATS: Final = (".csv", ".xlsx")
DANGEROUS: Final = ("=", "+", "-", "@", "\t")
"""A cell that begins so is run as a formula by spreadsheets, unless it is marked as text."""


def export_rankings(rankings: Sequence[RankingView], out: Path) -> None:
    """Write rankings as one table, one row per person and need.

    Args:
        rankings: as shown elsewhere; what `top` left out is left out here too.
        out: .xlsx, or .csv with semicolons as Danish spreadsheets read it; replaced as a whole.

    Raises:
        WrongInputError: for any other kind of file, or when it cannot be written.
    """
    check_format(out)
    try:
        write_whole(out, _bytes(_frame(rankings), out.suffix.lower()))
    except OSError as error:
        problem, remedy = "filen kan ikke skrives", "Vælg en mappe, du må skrive i"
        fault = Fault(out.name, 0, "--out", type(error).__name__, problem, remedy)
        raise WrongInputError([fault]) from None


def check_format(out: Path) -> None:
    """Refuse a file we cannot write, before anything is worked out.

    Raises:
        WrongInputError: for another ending than .xlsx and .csv.
    """
    if out.suffix.lower() not in FORMATS:
        legal = f"Lovlige: {', '.join(FORMATS)}"
        raise WrongInputError([Fault(out.name, 0, "--out", out.suffix, "ukendt filtype", legal)])


def _frame(rankings: Sequence[RankingView]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  (slow to import, only needed here)

    rows = [_row(ranking, c) for ranking in rankings for c in ranking.candidates]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else None)


def _bytes(frame: pd.DataFrame, suffix: str) -> bytes:
    if suffix == ".csv":
        text: str = frame.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
        return text.encode("utf-8-sig")
    stream = io.BytesIO()
    frame.to_excel(stream, index=False, sheet_name="Rangering", engine="openpyxl")
    return stream.getvalue()


def _row(ranking: RankingView, view: CandidateView) -> dict[str, object]:
    package, fee, move = view.package, view.package.fee, view.counterfactual
    courses = (
        f"{s.module.title_da} ({s.module.days} dage, {s.module.status})" for s in package.steps
    )
    return {
        "Virksomhed": _safe(ranking.need.company),
        "Behov": _safe(ranking.need.title),
        "Behov id": _safe(ranking.need.id),
        "Dato": ranking.on.isoformat(),
        "Plads": view.rank,
        "Deler plads med": view.tied - 1,
        "Person": _safe(view.person),
        "Ansat her": "ja" if view.employed_here else "",
        "Point": round(view.score, 1),
        "Passer i dag": "ja" if view.fit else "nej",
        "Krav": _statuses(view),
        "Foreslået, ikke bekræftet": _suggested(view),
        "Heraf point på forslag": round(view.unconfirmed_points, 1),
        "Dage": package.days,
        "Pris (kr.)": fee.kroner,
        "Prisens grundlag": _basis(view),
        "Kurser": "; ".join(courses),
        "Kan ikke lukkes": "; ".join(b.reason_da for b in package.blocked),
        "Plads efter pakken": view.rank_after,
        "Det ene kursus": move.text_da if move else "",
        "Mangler at vide": "; ".join(m.text_da for m in view.missing),
        "Taxonomi": ranking.taxonomy,
    }


def _basis(view: CandidateView) -> str:
    fee = view.package.fee
    if fee.kroner is None:
        return fee.why_da
    if fee.valid_from is None or fee.checked_until is None:
        return fee.reference
    estimate = "Skøn. " if fee.estimate else ""
    basis = fee.legal_basis or "paragraf ikke set"
    return f"{estimate}{basis}; {fee.reference}; gælder {fee.valid_from} til {fee.checked_until}"


def _statuses(view: CandidateView) -> str:
    hard = [c.status for c in view.comparisons if c.requirement.kind in {"must", "one_of"}]
    counts = ((hard.count(status), STATUS_DA[status]) for status in GapStatus)
    return "; ".join(f"{counted(n, 'krav', 'krav')}: {words}" for n, words in counts if n)


def _suggested(view: CandidateView) -> str:
    return _safe("; ".join(c.requirement.title_da for c in view.comparisons if c.suggested))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
