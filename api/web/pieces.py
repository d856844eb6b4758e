"""Views as the pieces that several pages show: amounts, courses, packages, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.web.contexts import Course, Fee, Legend, Package, ScoreBox, ScoreLine, Segment, Step
from api.web.words import long_date
from api.wording import CONFIDENCE_DA, STATUS_MODULE_DA, amount, counted, number

if TYPE_CHECKING:
    from api.views import (
        CandidateView,
        FeeView,
        ModuleView,
        PackageView,
        ScoreRowView,
    )

FILLS: Final = {
    "must": "#1f4e8c",
    "one_of": "#1a7f72",
    "advantage": "#b35c00",
    "evidence": "#6a4a9c",
}
ROW_WORDS: Final = {
    "must": "krav",
    "one_of": "krav med alternativer",
    "advantage": "fordele",
    "evidence": "dokumentation",
}
LEGEND: Final = tuple(Legend(fill, ROW_WORDS[kind].capitalize()) for kind, fill in FILLS.items())


class Notes:
    """Where a page's amounts come from: each source once, numbered in the order met."""

    def __init__(self) -> None:
        """Begin a page."""
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a note; 0 for no text."""
        return self._numbers.setdefault(text, len(self._numbers) + 1) if text else 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbers)


def fee(view: FeeView, notes: Notes) -> Fee:
    """An amount with the note that tells its source, or the reason why there is none."""
    if view.kroner is None:
        return Fee(f"prisen kan ikke oplyses ({view.why_da[:1].lower()}{view.why_da[1:]})", 0)
    return Fee(amount(view.kroner, estimate=view.estimate), notes.number(_source(view)))


def _source(view: FeeView) -> str:
    if view.valid_from is None:
        return ""
    parts = [view.reference, view.legal_basis or "paragraf ikke set i vores kilder"]
    if view.valid_from and view.checked_until:
        parts.append(
            f"gælder fra {long_date(view.valid_from)}, "
            f"kontrolleret til og med {long_date(view.checked_until)}"
        )
    if view.confidence:
        parts.append(f"sikkerhed: {CONFIDENCE_DA[view.confidence]}")
    return sentence("; ".join(parts)) + (f" {view.note_da}" if view.note_da else "")


def sentence(text: str) -> str:
    """Text with one full stop."""
    return text if text.endswith(".") else f"{text}."


def course(view: ModuleView, notes: Notes) -> Course:
    """A course with everything that must be shown beside its title."""
    basis = "ifølge kilden" if view.days_from_source else "længden er vores forslag"
    return Course(
        title=view.title_da,
        status=view.status,
        status_words=STATUS_MODULE_DA[view.status],
        code=view.national_code,
        days="Længden kendes ikke" if view.days is None else counted(view.days, "dag", "dage"),
        days_basis="" if view.days is None else basis,
        fee=fee(view.fee, notes),
    )


def package(view: PackageView, notes: Notes) -> Package:
    """A package with its sum, its proof and its courses."""
    return Package(
        summary=package_summary(view, notes),
        proof=view.proof_da,
        fee=fee(view.fee, notes),
        steps=tuple(Step(course(step.module, notes), step.reason_da) for step in view.steps),
        blocked=tuple(blocked.reason_da for blocked in view.blocked),
    )


def package_summary(view: PackageView, notes: Notes) -> str:
    """Days, courses and kroner in one line."""
    if not view.closed:
        return "Kan ikke lukkes med kurser"
    if not view.steps:
        return "Ingen kurser nødvendige"
    days = counted(view.days or 0, "dag", "dage")
    courses = counted(len(view.steps), "kursus", "kurser")
    return f"{days}, {courses}, {fee(view.fee, notes).amount}"


def score(candidate: CandidateView) -> ScoreBox:
    """A score as a bar, as words for those who cannot see the bar, and as a table."""
    total = number(candidate.score)
    kinds = {kind: [r for r in candidate.rows if r.kind == kind] for kind in FILLS}
    sums = (
        f"{ROW_WORDS[kind]} {number(sum(r.points for r in rows))}"
        for kind, rows in kinds.items()
        if rows
    )
    return ScoreBox(
        total=total,
        words=f"{total} af 100 point: {', '.join(sums)}",
        segments=_segments(candidate.rows),
        lines=tuple(
            ScoreLine(r.label_da, number(r.points), number(r.possible))
            for r in candidate.rows
            if r.kind != "start"
        ),
    )


def _segments(rows: list[ScoreRowView]) -> tuple[Segment, ...]:
    found, x = [], 0.0
    for row in rows:
        if row.points > 0:
            # A hair's breadth is left open, so that neighbours of one colour can be told apart.
            found.append(
                Segment(round(x, 2), round(max(row.points - 0.3, 0.1), 2), FILLS[row.kind])
            )
            x += row.points
    return tuple(found)


def place(rank: int, tied: int) -> str:
    """A place, with a tie shown as a tie."""
    return f"plads {rank}" if tied == 1 else f"plads {rank} (delt af {number(tied, 0)})"
