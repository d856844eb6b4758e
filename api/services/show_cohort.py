"""Group packages and new courses as views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import wording
from api.services.showing import Shower
from api.views import cohort as shown
from matcher.packages.cohort.answer import WhyOpen
from matcher.packages.cohort.problem import UnknownFees
from matcher.packages.cohort.solving import Measure, Proof
from matcher.packages.cohort.splitting import SplitRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.services.region import Region
    from matcher.packages.analysis import LimitPrice
    from matcher.packages.cohort.answer import Held, Outcome, Way
    from matcher.packages.cohort.problem import Cohort, Limits
    from matcher.packages.cohort.solving import Chosen
    from matcher.packages.cohort.splitting import Split
    from matcher.packages.new_course import Gain, NewCourse

MEASURE_DA: Final = {
    Measure.PLACES: "pladser besat",
    Measure.DAYS: "kursusdage i alt",
    Measure.UNKNOWN: "kursuspladser uden kendt pris",
    Measure.KRONER: "kendt deltagerbetaling, kr.",
}
RULE_DA: Final = {
    SplitRule.OWN: "hver betaler for sine egne deltageres kurser",
    SplitRule.PARTICIPANT_DAY: "efter deltagerdage: lige meget for hver dag, en deltager er på "
    "kursus",
    SplitRule.PLACE: "efter besatte pladser: lige meget for hver plads",
}
UNKNOWN_DA: Final = {
    UnknownFees.OUTSIDE: "kurser uden kendt pris står uden for budgettet og tælles for sig",
    UnknownFees.REFUSE: "kun kurser med kendt pris",
}


class CohortShower:
    """Turns one group package into a view."""

    def __init__(self, region: Region, cohort: Cohort, chosen: Chosen) -> None:
        """Keep what every part needs."""
        self.region, self.cohort, self.chosen = region, cohort, chosen
        self.shower = Shower(region.taxonomy, region.on)

    def view(
        self,
        held: Iterable[Held],
        ways: Iterable[Way],
        outcomes: Iterable[Outcome],
        prices: Iterable[LimitPrice],
        causes: list[str],
        splits: Iterable[tuple[str, Split]],
    ) -> shown.CohortView:
        """Everything at once."""
        cohort, chosen = self.cohort, self.chosen
        priced = list(prices)
        courses = [self._held(course) for course in held]
        return shown.CohortView(
            on=self.region.on,
            taxonomy=self.region.taxonomy.id,
            limits=_limits(cohort.limits),
            companies=len({w.company for w in cohort.needs}),
            needs_count=len(cohort.needs),
            people_count=len(cohort.people),
            places=cohort.places,
            filled=len(chosen.columns),
            days=chosen.value(Measure.DAYS),
            kroner=chosen.value(Measure.KRONER),
            estimate=any(course.module.fee.estimate for course in courses),
            unknown=chosen.value(Measure.UNKNOWN),
            proof=chosen.proof,
            proof_da=proof(cohort, chosen),
            packages=len(cohort.columns),
            stages=[_stage(chosen, place) for place in range(len(chosen.stages))],
            courses=courses,
            people=[self._way(way) for way in ways],
            needs=[self._outcome(o, priced) for o in outcomes],
            prices=[_price(price) for price in priced],
            causes_da=causes,
            splits=[_split(by, parts) for by, parts in splits],
        )

    def _held(self, held: Held) -> shown.HeldView:
        return shown.HeldView(
            module=self.shower.module(held.course.id),
            participants=list(held.participants),
            companies=list(held.companies),
            classes=held.classes,
            core=held.core,
        )

    def _way(self, way: Way) -> shown.WayView:
        titles = {tuple(sorted(r.options)): r.title for r in way.wanted.need.hard}
        return shown.WayView(
            person=way.person,
            need=way.wanted.need.id,
            title=way.wanted.need.title,
            company=way.wanted.company,
            steps=[
                shown.CohortStepView(
                    module=self.shower.module(step.course.id),
                    core=step.course.id in way.core,
                    reason_da=wording.step_reason(step, titles, self.region.taxonomy),
                )
                for step in way.steps
            ],
            days=way.days,
            kroner=way.kroner,
            unknown=way.unknown,
        )

    def _outcome(self, outcome: Outcome, prices: list[LimitPrice]) -> shown.OutcomeView:
        need = outcome.wanted.need
        return shown.OutcomeView(
            need=need.id,
            title=need.title,
            company=outcome.wanted.company,
            headcount=need.headcount,
            people=list(outcome.people),
            open=outcome.open,
            why=outcome.why,
            why_da=_why(outcome, prices, self.cohort.limits),
        )

    @staticmethod
    def new_course(region: Region, course: NewCourse, places: int) -> shown.NewCourseView:
        """A proposed course."""
        shower = Shower(region.taxonomy, region.on)
        names = [wording.attainment(o, region.taxonomy) for o in course.outcomes]
        return shown.NewCourseView(
            on=region.on,
            taxonomy=region.taxonomy.id,
            title_da=f"Forslag: kursus i {_listed(names)}" if names else "",
            outcomes=[shower.attainment(o) for o in course.outcomes],
            days=course.size.days,
            most_outcomes=course.size.outcomes,
            lift=course.size.lift,
            places=places,
            places_today=course.places_today,
            places_after=course.places_after,
            bound=course.bound,
            proven=course.proven,
            proof_da=_course_proof(course),
            gains=[_gain(gain, region, shower) for gain in course.gains],
            replaces=[
                shown.ReplacedView(module=shower.module(module), participants=count)
                for module, count in course.replaces
            ],
        )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"


def _gain(gain: Gain, region: Region, shower: Shower) -> shown.GainView:
    return shown.GainView(
        person=gain.person,
        need=gain.wanted.need.id,
        title=gain.wanted.need.title,
        company=gain.wanted.company,
        closes_da=[wording.clause(c, region.taxonomy) for c in gain.closes],
        instead=[shower.module(module) for module in gain.instead],
        days_instead=gain.days_instead,
    )


def _course_proof(course: NewCourse) -> str:
    if not course.proven:
        found = (
            "Ikke bevist" if course.outcomes else "Intet fundet inden for tiden, og intet bevist"
        )
        return f"{found}: højst {course.bound} pladser kunne besættes med et kursus så stort"
    if not course.outcomes:
        return "Bevist: intet nyt kursus så stort ville besætte flere pladser"
    rest = "" if course.settled else "; om færre deltagere eller udbytter rækker, er ikke bevist"
    return f"Bevist: intet andet nyt kursus så stort besætter flere pladser{rest}"


def _limits(limits: Limits) -> shown.CohortLimitsView:
    return shown.CohortLimitsView(
        least=limits.least,
        most=limits.most,
        classes=limits.classes,
        days=limits.days,
        budget=limits.budget,
        unknown_fees_da=UNKNOWN_DA[limits.unknown_fees],
        open_courses=sorted(limits.open_courses),
    )


def _stage(chosen: Chosen, place: int) -> shown.StageView:
    stage = chosen.stages[place]
    return shown.StageView(
        measure=stage.measure,
        measure_da=MEASURE_DA[stage.measure],
        value=stage.value,
        bound=stage.bound,
        proven=stage.proven,
    )


def proof(cohort: Cohort, chosen: Chosen) -> str:
    """What is proven of a group package, and otherwise the gap."""
    if chosen.proof is Proof.BEST:
        return "Bevist: ingen gruppepakke besætter flere pladser, og ingen så god er kortere"
    among = wording.counted(len(cohort.columns), "pakke", "pakker")
    if chosen.proof is Proof.BEST_AMONG:
        text = (
            f"Bevist bedst blandt de {among}, der blev undersøgt (de korteste pr. person og behov)"
        )
    else:
        unproven = next(s for s in chosen.stages if not s.proven)
        text = (
            f"Ikke bevist inden for tiden: {MEASURE_DA[unproven.measure]} er {unproven.value}, "
            f"og grænsen blandt {among} er {unproven.bound}"
        )
    if cohort.complete:
        return text
    return f"{text}. {_any_package(chosen)}"


def _any_package(chosen: Chosen) -> str:
    filled = chosen.value(Measure.PLACES)
    if chosen.places_bound > filled:
        return (
            f"Ingen gruppepakke overhovedet kan besætte mere end {chosen.places_bound} pladser, "
            "når holdstørrelser ikke regnes med"
        )
    return (
        f"Ingen gruppepakke overhovedet besætter flere pladser, og ingen så god har under "
        f"{chosen.days_bound} dage"
    )


CHANGE_DA: Final = {
    Measure.PLACES: ("plads", "pladser"),
    Measure.DAYS: ("kursusdag i alt", "kursusdage i alt"),
    Measure.UNKNOWN: ("kursusplads uden kendt pris", "kursuspladser uden kendt pris"),
    Measure.KRONER: ("kr.", "kr."),
}


def _price(price: LimitPrice) -> shown.PriceView:
    return shown.PriceView(
        constraint=price.constraint,
        title_da=price.title_da,
        text_da=f"Uden {price.title_da}: {_changes(price)}",
        differences={d.measure: d.by for d in price.differences},
        proven=price.proven,
    )


def _changes(price: LimitPrice) -> str:
    parts = []
    for difference in price.differences:
        one, many = CHANGE_DA[Measure(difference.measure)]
        more = "flere" if difference.by > 0 else "færre"
        if one == "kr.":
            more = "mere" if difference.by > 0 else "mindre"
        parts.append(f"{wording.counted(abs(int(difference.by)), one, many)} {more}")
    return ", ".join(parts) if parts else "intet ændret"


def _why(outcome: Outcome, prices: list[LimitPrice], limits: Limits) -> str:
    if outcome.why is WhyOpen.FILLED:
        return "alle pladser er besat"
    people = wording.counted(outcome.reachable, "person", "personer")
    if outcome.why is WhyOpen.LIMIT:
        titles = [p.title_da for p in prices if p.constraint in outcome.lifted_by]
        return f"{people} kan nå det; det besættes med flere uden {' eller uden '.join(titles)}"
    if outcome.why is WhyOpen.NOBODY:
        return f"ingen i puljen kan nå det med kurser på højst {limits.days} dage"
    return f"{people} kan nå det, men de står bedre på andre pladser eller mangler et fyldt hold"


def _split(by: str, split: Split) -> shown.SplitView:
    return shown.SplitView(
        by_da=by,
        rule=split.rule,
        rule_da=RULE_DA[split.rule],
        shares=[
            shown.ShareView(
                payer=s.payer, places=s.places, days=s.days, kroner=s.kroner, unknown=s.unknown
            )
            for s in split.shares
        ],
        kroner=split.kroner,
        unknown=split.unknown,
    )
