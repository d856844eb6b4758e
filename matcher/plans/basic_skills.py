"""Danish and mathematics first, where 02 is missing and the track requires it (R100-R104, R130)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matcher.facts import Need, Requirement
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem
from matcher.rules.credit import Admission
from matcher.rules.findings import Verdict
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from matcher.rules.schemes.admission import AdmissionFacts
from taxonomy.concepts import Attainment, LineKind, ModuleKind
from taxonomy.danish import show
from taxonomy.parameters import NotChecked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matcher.packages.problem import PackageProblem
    from matcher.plans.request import PlanRequest
    from matcher.rules.credit import Assessment
    from matcher.rules.law import LawBook
    from matcher.rules.rule import RuleAnswer
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

PAPERS: Final = {"dansk-02": "dansk", "matematik-02": "matematik"}
"""The papers that show 02, and the subject each is about."""
_TAUGHT_BY: Final = frozenset({ModuleKind.FVU, ModuleKind.AVU})


@dataclass(frozen=True)
class BasicSkills:
    """How the demand was judged and what follows.

    Attributes:
        text_da: the judgement with its reason; empty when there is nothing to judge.
        missing: papers to be reached first.
        modules: courses that reach them, in an order that can be taken.
        question_da: what must be settled; empty when nothing.
    """

    text_da: str = ""
    missing: tuple[CompetenceId, ...] = ()
    modules: tuple[ModuleId, ...] = ()
    question_da: str = ""


class WayToPapers:
    """The shortest way to 02 in Danish and mathematics; worked out once for each state."""

    def __init__(self, taxonomy: Taxonomy, on: date) -> None:
        """Prepare nothing yet: most plans never ask."""
        self._taxonomy = taxonomy
        self._on = on

    @cached_property
    def _packagers(self) -> Mapping[CompetenceId, Packager]:
        taught = {m: each for m, each in self._taxonomy.modules.items() if each.kind in _TAUGHT_BY}
        return {paper: Packager(self._problem(paper, set(taught))) for paper in PAPERS}

    def _problem(self, paper: CompetenceId, taught: set[ModuleId]) -> PackageProblem:
        asked = Requirement(paper, LineKind.MUST, "", (Attainment(paper, 1),))
        need = Need(paper, "", paper, None, (asked,))
        problem = build_problem(need, self._taxonomy, self._on)
        return replace(problem, courses=tuple(c for c in problem.courses if c.id in taught))

    def modules(
        self, levels: Mapping[CompetenceId, int], missing: tuple[CompetenceId, ...]
    ) -> tuple[ModuleId, ...]:
        """FVU and AVU steps, Danish before mathematics; fewer where no course leads there."""
        found: list[ModuleId] = []
        for paper in missing:
            packager = self._packagers[paper]
            held = packager.problem.holding(levels)
            found.extend(m for m in packager.best_from(held).modules if m not in found)
        return tuple(found)


def basic_skills(request: PlanRequest, book: LawBook, way: WayToPapers) -> BasicSkills:
    """Judge whether Danish or mathematics must be learnt before the education begins.

    Args:
        request: with the track, the levels held and what is told about grades and tests.
        book: the dated parameters.
        way: finds the courses.

    Returns:
        The judgement. Where the rule is not checked for the day, it is asked as it was last
        checked, and that is said as a question; it decides nothing before somebody has checked.
    """
    if request.assessment is None or request.assessment.track is None:
        return BasicSkills()
    settled = _settled(request.assessment)
    if settled:
        return BasicSkills(settled)
    exempt, then = _asked("adgang-undtaget", request, book)
    as_of = f" Sådan var reglen, da den senest blev kontrolleret ({show(then)})." if then else ""
    question = f"Kontrollér reglerne om 02 for {show(request.start)}." if then else ""
    if exempt.verdict is Verdict.YES:
        why = f"på {request.assessment.track}" if _by_track(exempt) else "med uddannelsesaftale"
        text = f"Kravet om 02 i dansk og matematik gælder ikke {why}.{as_of}"
        return BasicSkills(text, question_da=question)
    missing = tuple(paper for paper in PAPERS if _lacks(paper, request, book))
    if not missing:
        text = f"Kravet om 02 i dansk og matematik er opfyldt.{as_of}"
        return BasicSkills(text, question_da=question)
    subjects = " og ".join(PAPERS[paper] for paper in missing)
    text = (
        f"{request.assessment.track} kræver 02 i dansk og matematik, når der ikke er en "
        f"uddannelsesaftale. Der mangler bevis i {subjects}.{as_of}"
    )
    return BasicSkills(text, missing, way.modules(request.levels, missing), question)


def _settled(assessment: Assessment) -> str:
    """What the assessment itself has decided about 02; empty when it has not."""
    if assessment.admission is Admission.NOT_NEEDED:
        return "Kravet om 02 i dansk og matematik gælder ikke her; det fremgår af vurderingen."
    if assessment.admission is Admission.MET:
        return "Kravet om 02 i dansk og matematik er opfyldt; det fremgår af vurderingen."
    return ""


def _asked(
    name: str, request: PlanRequest, book: LawBook
) -> tuple[RuleAnswer, date | None]:  # fmt: skip
    """A rule's answer on the first day, or on the last day somebody has checked before it."""
    rule = RULES[name]
    track = request.assessment.track if request.assessment else None
    facts = request.situation.facts(AdmissionFacts, start=request.start, track=track)
    answer = decide(rule, facts, book, request.written)
    if answer.verdict is not Verdict.NOT_CHECKED:
        return answer, None
    seen = [
        look.last.checked_until
        for _, look in answer.look_ups
        if isinstance(look.answer, NotChecked) and look.last is not None
    ]
    if not seen:
        return answer, None
    facts = replace(facts, start=min(seen))
    return decide(rule, facts, book, request.written), min(seen)


def _by_track(answer: RuleAnswer) -> bool:
    return any(part.yes and part.law for part in answer.finding.parts[-1].parts[:1])


def _lacks(paper: CompetenceId, request: PlanRequest, book: LawBook) -> bool:
    answer, _ = _asked(f"adgang-{PAPERS[paper]}", request, book)
    return request.levels.get(paper, 0) == 0 and answer.verdict is not Verdict.YES
