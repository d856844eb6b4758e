"""Values of the core as views: ids get their names, results get their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import views, wording
from matcher.rules.fees import Fee, module_fee
from taxonomy.concepts import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.facts import CompetencePlan, Evidence, EvidenceId, Need, Requirement
    from matcher.matching.comparisons import Comparison
    from matcher.matching.scoring import Score
    from matcher.packages.package import Package, Step
    from taxonomy.concepts import Attainment, Clause, Competence
    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy

_CONFIDENCES: Final = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


class Shower:
    """Turns values into views, with one taxonomy and one date."""

    def __init__(self, taxonomy: Taxonomy, on: date) -> None:
        """Keep what every view needs; modules are shown once."""
        self.taxonomy = taxonomy
        self.on = on
        self._modules: dict[ModuleId, views.ModuleView] = {}
        self._requirements: dict[Requirement, views.RequirementView] = {}
        self._attainments: dict[Attainment, views.AttainmentView] = {}
        self._packages: dict[int, tuple[Package, views.PackageView]] = {}

    def fee(self, fee: Fee) -> views.FeeView:
        """A fee with citation and validity, or why there is none."""
        basis = fee.basis
        return views.FeeView(
            kroner=fee.kroner,
            why_da=fee.why,
            estimate=fee.estimate,
            legal_basis=basis.legal_basis if basis else "",
            reference=basis.reference if basis else "",
            source_url=basis.source_url if basis else "",
            valid_from=basis.start if basis else None,
            checked_until=basis.checked_until if basis else None,
            confidence=basis.confidence if basis else "",
            note_da=basis.note if basis else "",
        )

    def module(self, module_id: ModuleId) -> views.ModuleView:
        """A module with status, length and fee."""
        if module_id not in self._modules:
            module = self.taxonomy.modules[module_id]
            self._modules[module_id] = views.ModuleView(
                id=module.id,
                title_da=module.title_da,
                title_en=module.title_en,
                kind=module.kind,
                status=module.origin.status,
                national_code=module.national_code,
                days=module.days,
                days_from_source=module.days_from_source,
                fee=self.fee(module_fee(module, self.taxonomy, self.on)),
                note_da=module.description_da,
            )
        return self._modules[module_id]

    def attainment(self, value: Attainment) -> views.AttainmentView:
        """A competence at a level with its names."""
        if value not in self._attainments:
            self._attainments[value] = self._attainment(value)
        return self._attainments[value]

    def _attainment(self, value: Attainment) -> views.AttainmentView:
        competence = self.taxonomy.competences[value.competence]
        return views.AttainmentView(
            competence=competence.id,
            label_da=competence.label_da,
            label_en=competence.label_en,
            kind=competence.kind,
            level=value.level,
        )

    def requirement(self, value: Requirement) -> views.RequirementView:
        """A requirement with its heading."""
        if value not in self._requirements:
            self._requirements[value] = views.RequirementView(
                key=value.key,
                kind=value.kind,
                title_da=wording.requirement(value, self.taxonomy),
                options=[self.attainment(option) for option in value.options],
                weight=value.weight,
                suggested=value.suggested,
            )
        return self._requirements[value]

    def need(self, need: Need, plan: CompetencePlan) -> views.NeedView:
        """A need with its company and fagområde."""
        area = next(area for area in plan.areas if area.id == need.area)
        return views.NeedView(
            id=need.id,
            plan=plan.id,
            company=plan.company,
            area=area.id,
            area_title=area.title,
            title=need.title,
            profile=need.profile,
            headcount=need.headcount,
            by=need.by,
            importance=need.importance,
            requirements=[self.requirement(r) for r in (*need.hard, *need.advantages)],
            traits=[wording.requirement(r, self.taxonomy) for r in need.traits],
        )

    def comparisons(
        self, comparisons: Iterable[Comparison], evidence: Mapping[EvidenceId, Evidence]
    ) -> list[views.ComparisonView]:
        """Every requirement with status and evidence."""
        return [self._comparison(c, evidence) for c in comparisons]

    def _comparison(
        self, value: Comparison, evidence: Mapping[EvidenceId, Evidence]
    ) -> views.ComparisonView:
        shown = evidence.get(value.evidence) if value.evidence else None
        labels = self.taxonomy.competences
        return views.ComparisonView(
            requirement=self.requirement(value.requirement),
            option=self.attainment(value.option),
            status=value.status,
            status_da=wording.STATUS_DA[value.status],
            level=value.level,
            credit=value.credit,
            quality=value.quality,
            evidence=value.evidence,
            evidence_da=wording.evidence(shown),
            via_da=labels[value.via].label_da if value.via else "",
            near_da=[labels[c].label_da for c in value.near],
            suggested=value.suggested,
        )

    def rows(self, score: Score, need: Need) -> list[views.ScoreRowView]:
        """The addends of a score with their headings."""
        titles = {r.key: wording.requirement(r, self.taxonomy) for r in need.requirements}
        titles |= {
            "start": "Udgangspunkt, ens for alle",
            "evidence": "Hvor godt det er dokumenteret",
        }
        return [
            views.ScoreRowView(
                kind=row.kind,
                key=row.key,
                label_da=titles[row.key],
                points=row.points,
                possible=row.possible,
                share=row.share,
            )
            for row in score.rows
        ]

    def package(
        self, package: Package, need: Need, *, alternative: bool = False
    ) -> views.PackageView:
        """A package with reasons, proof and fee; people in the same state share one."""
        if id(package) not in self._packages:
            shown = self._package(package, need, alternative=alternative)
            self._packages[id(package)] = (package, shown)
        return self._packages[id(package)][1]

    def _package(self, package: Package, need: Need, *, alternative: bool) -> views.PackageView:
        titles = {tuple(sorted(r.options)): r.title for r in need.hard}
        return views.PackageView(
            closed=package.closed,
            days=package.days,
            fee=self._package_fee(package),
            method=package.method,
            proven=package.proven,
            proof_da=wording.proof(package, alternative=alternative),
            steps=[self._step(step, titles) for step in package.steps],
            blocked=[
                views.BlockedView(
                    goal_da=wording.clause(b.goal, self.taxonomy),
                    obstacle=b.obstacle,
                    reason_da=wording.blocked(b, self.taxonomy),
                )
                for b in package.blocked
            ],
        )

    def _package_fee(self, package: Package) -> views.FeeView:
        if not package.closed:
            return views.FeeView(kroner=None, why_da="Pakken kan ikke lukkes")
        if not package.steps:
            return views.FeeView(kroner=0, why_da="", reference="Ingen kurser")
        fees = [step.course.fee for step in package.steps]
        unknown = [fee.why for fee in fees if fee.kroner is None]
        if unknown:
            return views.FeeView(kroner=None, why_da="; ".join(dict.fromkeys(unknown)))
        doubtful = any(fee.estimate for fee in fees)
        return self._summed(fees).model_copy(update={"kroner": package.fee, "estimate": doubtful})

    def _summed(self, fees: list[Fee]) -> views.FeeView:
        """One citation for a sum: every basis once, for the days all of them hold."""
        bases = list(dict.fromkeys(fee.basis for fee in fees if fee.basis))
        return views.FeeView(
            kroner=None,
            why_da="",
            legal_basis=_once("; ", (basis.legal_basis for basis in bases)),
            reference=_once("; ", (basis.reference for basis in bases)),
            source_url=_once(" ", (basis.source_url for basis in bases)),
            valid_from=max((basis.start for basis in bases), default=None),
            checked_until=min((basis.checked_until for basis in bases), default=None),
            confidence=min((b.confidence for b in bases), key=_CONFIDENCES.index, default=""),
            note_da=_once(" ", (basis.note for basis in bases)),
        )

    def _step(self, step: Step, titles: Mapping[Clause, str]) -> views.StepView:
        return views.StepView(
            module=self.module(step.course.id),
            closes=[
                self.attainment(a)
                for goal in step.closes
                for a in goal
                if step.course.gives.get(a.competence, 0) >= a.level
            ],
            closes_da=[
                wording.closed(step, goal, titles.get(goal, ""), self.taxonomy)
                for goal in step.closes
            ],
            opens=list(step.opens),
            reason_da=wording.step_reason(step, titles, self.taxonomy),
        )

    def competence(self, competence: Competence) -> views.CompetenceView:
        """A competence with relations, source and the courses that teach it."""
        graph, names = self.taxonomy.graph, self.taxonomy.competences
        own = {competence.id}
        return views.CompetenceView(
            id=competence.id,
            kind=competence.kind,
            field_da=self.taxonomy.fields[competence.field].name_da,
            label_da=competence.label_da,
            label_en=competence.label_en,
            definition_da=competence.definition_da,
            synonyms_da=list(competence.synonyms_da),
            synonyms_en=list(competence.synonyms_en),
            broader=sorted(names[c].label_da for c in graph.broader(competence.id) - own),
            narrower=sorted(names[c].label_da for c in graph.narrower(competence.id) - own),
            near=sorted(names[c].label_da for c in graph.near(competence.id)),
            valid_years=competence.valid_years,
            esco_uri=competence.esco.uri if competence.esco else "",
            esco_match=competence.esco.match if competence.esco else "",
            status=competence.origin.status,
            sources=[self.taxonomy.sources[s].title for s in competence.origin.sources],
            as_of=competence.origin.as_of,
            confidence=competence.origin.confidence,
            taught_by=[self.module(m) for m in graph.taught_by(competence.id)],
        )


def _once(between: str, texts: Iterable[str]) -> str:
    return between.join(dict.fromkeys(filter(None, texts)))
