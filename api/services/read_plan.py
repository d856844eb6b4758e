"""Use case: a table or a free text of needs becomes a plan that somebody can confirm and rank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from api.errors import WrongInputError
from api.intake.documents import DOCUMENTS, read_document
from api.intake.files import TABLES, TREES, read_file, single_fault
from api.intake.locating import TreeLocator
from api.intake.plan_draft import plan_tree
from api.intake.plan_tables import read_plan_table
from api.intake.plan_text import read_plan_text
from api.intake.plans import is_cvr, parse_plans
from api.intake.tables import read_table
from api.views import View
from api.writing import as_yaml, write_whole
from taxonomy.concepts import LineKind
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from api.intake.cv import CvTools
    from api.intake.plan_draft import Asked, NeedDraft, Part, PlanDraft
    from taxonomy.snapshot import Taxonomy

KIND_DA: Final = {
    LineKind.MUST: "krav",
    LineKind.ONE_OF: "krav (ét af)",
    LineKind.ADVANTAGE: "fordel",
    LineKind.TRAIT: "personligt træk; giver aldrig point",
}
QUESTION_DA: Final = "er det nødvendigt for opgaven?"


class AskedView(View):
    """Et krav, en fordel eller et træk, og de ord, det er læst ud af."""

    text: str
    kind: str
    kind_da: str
    competences: list[str]
    labels_da: list[str]
    level: int
    probability: float
    suggested: bool


class NeedDraftView(View):
    """Et behov, som det er læst."""

    title: str
    area: str
    profile: str | None
    headcount: int
    by: date | None
    importance: int
    complete: bool
    asked: list[AskedView]


class FlagView(View):
    """Ord, der skal spørges til, før nogen rangeres."""

    text: str
    why_da: str
    question_da: str


class PartView(View):
    """En sætning eller række, og hvad der blev læst ud af den."""

    place: str
    text: str
    opens: list[str]
    asked: list[AskedView]
    by: date | None
    importance: int | None
    flags: list[FlagView]
    left_out_da: str
    unread: list[str]
    unsure: list[AskedView]


class PlanDraftView(View):
    """En plan, som den er læst; intet er bekræftet af virksomheden."""

    company: str
    cvr: str
    on: date
    taxonomy: str
    needs: list[NeedDraftView]
    parts: list[PartView]
    notices: list[str]


def read_plan(path: Path, tools: CvTools, on: date) -> PlanDraft:
    """Read needs from a table or a text.

    Args:
        path: .xlsx, .csv, .txt, .md, .docx or .pdf.
        tools: from `api.services.read_cv.cv_tools`.
        on: the day it is read.

    Returns:
        The draft.

    Raises:
        WrongInputError: when the file cannot be read.
    """
    if path.suffix.lower() in TABLES:
        return read_plan_table(read_table(read_file(path, TABLES)), tools, on)
    if path.suffix.lower() in TREES:
        remedy = "Brug den direkte: kompetencematch rank --plan FIL"
        raise single_fault(path.name, "filen er allerede en plan", remedy)
    if path.suffix.lower() not in DOCUMENTS:
        read_file(path, TABLES | DOCUMENTS)
    document = read_document(path)
    draft = read_plan_text(document.text, tools, on)
    return replace(draft, notices=(*document.notices, *draft.notices))


def finished_plan(
    draft: PlanDraft, name: str, company: str, cvr: str, taxonomy: Taxonomy
) -> dict[str, Any]:
    """The draft as a plan file, checked like any other.

    Args:
        draft: as read.
        name: of the file, for messages.
        company: "" to use the one told in the text.
        cvr: "" likewise.
        taxonomy: job profiles and competences.

    Returns:
        Plain values.

    Raises:
        WrongInputError: when company or CVR number is told nowhere, or no need is complete.
    """
    company, cvr = company or draft.company, cvr or draft.cvr
    faults = []
    if not company:
        faults.append(Fault(name, 0, "--company", "", "virksomhedens navn er ikke nævnt",
                            "Angiv --company"))  # fmt: skip
    if not is_cvr(cvr):
        faults.append(Fault(name, 0, "--cvr", cvr, "CVR-nummeret mangler eller er forkert",
                            "Angiv --cvr med 8 cifre, der opfylder modulus 11"))  # fmt: skip
    if not any(need.complete for need in draft.needs):
        faults.append(Fault(name, 0, "", "", "der er ikke fundet et behov med krav, vi kender",
                            "Skriv stillingen og mindst ét krav; se med --preview"))  # fmt: skip
    if faults:
        raise WrongInputError(faults)
    tree = plan_tree(draft, company, cvr, taxonomy)
    parse_plans(tree, TreeLocator(name, as_yaml(tree)), taxonomy)
    return tree


def save_plan(tree: dict[str, Any], out: Path) -> None:
    """Write a plan as YAML.

    Args:
        tree: from `finished_plan`.
        out: .yaml or .yml; replaced as a whole.

    Raises:
        WrongInputError: when the name is another kind or cannot be written.
    """
    if out.suffix.lower() not in TREES - {".json"}:
        raise single_fault(out.name, "planer skrives som YAML", "Brug et navn på .yaml")
    head = "# Læst ud af en tekst eller tabel. Det, der er mærket suggested, er ikke bekræftet.\n"
    try:
        write_whole(out, head + as_yaml(tree))
    except (OSError, ValueError):
        remedy = "Kontrollér, at mappen findes, at navnet ikke er en mappe, og at du må skrive der"
        raise single_fault(out.name or str(out), "filen kan ikke skrives", remedy) from None


def plan_view(draft: PlanDraft, taxonomy: Taxonomy, on: date) -> PlanDraftView:
    """The draft as it is shown: every sentence, what was read from it, and what was not."""
    return PlanDraftView(
        company=draft.company,
        cvr=draft.cvr,
        on=on,
        taxonomy=taxonomy.id,
        needs=[_need(need, taxonomy) for need in draft.needs],
        parts=[_part(part, draft, taxonomy) for part in draft.parts],
        notices=list(draft.notices),
    )


def _need(need: NeedDraft, taxonomy: Taxonomy) -> NeedDraftView:
    return NeedDraftView(
        title=need.title, area=need.area, profile=need.profile, headcount=need.headcount,
        by=need.by, importance=need.importance, complete=need.complete,
        asked=[_asked(a, taxonomy) for a in need.asked],
    )  # fmt: skip


def _asked(asked: Asked, taxonomy: Taxonomy) -> AskedView:
    return AskedView(
        text=asked.text, kind=asked.kind, kind_da=KIND_DA[asked.kind],
        competences=[o.competence for o in asked.options],
        labels_da=[taxonomy.competences[o.competence].label_da for o in asked.options],
        level=asked.options[0].level, probability=asked.probability, suggested=asked.suggested,
    )  # fmt: skip


def _part(part: Part, draft: PlanDraft, taxonomy: Taxonomy) -> PartView:
    return PartView(
        place=part.place, text=part.text, opens=[draft.needs[n].title for n in part.opens],
        asked=[_asked(a, taxonomy) for a in part.asked], by=part.by,
        importance=part.importance,
        flags=[FlagView(text=f.text, why_da=f.why, question_da=QUESTION_DA) for f in part.flags],
        left_out_da=part.left_out, unread=list(part.unread),
        unsure=[_asked(a, taxonomy) for a in part.unsure],
    )  # fmt: skip
