"""Small plans for tests: one requested by hand, and random ones."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from matcher.plans.draft import Drafter
from matcher.plans.plan import PlanKind
from matcher.plans.request import PlanRequest, Situation
from matcher.rules.credit import Assessment, Credit, CreditKind, Rating, Track, Weeks
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from random import Random

    from matcher.plans.plan import EducationPlan
    from taxonomy.snapshot import Taxonomy

PROGRAMME = "e-industritekniker-maskin-2015"
START = date(2025, 8, 11)


@cache
def world() -> tuple[Taxonomy, Drafter]:
    """The product's taxonomy and a drafter, made once."""
    taxonomy = load_taxonomy()
    return taxonomy, Drafter(taxonomy)


def credit(weeks: float = 0, *, gf2: bool = False, oplaering: float = 0) -> Credit:
    """A credit of some weeks."""
    return Credit(None, CreditKind.STANDARD, "erfaring", "", Rating.YES, weeks, gf2, oplaering,
                  accepted=True, reason_da="grund", sources=())  # fmt: skip


def assessment(
    track: Track = Track.EUV2, *, credits_: tuple[Credit, ...] = (), start: date = START
) -> Assessment:
    """An assessment towards a programme of 20, 35 and 100 weeks."""
    gf2 = sum(c.school_weeks for c in credits_ if c.gf2)
    main = sum(c.school_weeks for c in credits_ if not c.gf2)
    training = sum(c.oplaering_weeks for c in credits_)
    left = Weeks(20 - gf2, 35 - main, 100 - training)
    return Assessment("p", PROGRAMME, start, "ordning", track, "grund", (), Weeks(20, 35, 100),
                      credits_, left, (), (), example=True)  # fmt: skip


def euv(**changes: Any) -> PlanRequest:
    """A request for an EUV plan of a person who has 02."""
    given: dict[str, Any] = {
        "kind": PlanKind.EUV,
        "person": "person-77",
        "levels": {"dansk-02": 1, "matematik-02": 1},
        "written": date(2025, 6, 1),
        "start": START,
        "programme": PROGRAMME,
        "assessment": assessment(),
    }
    return PlanRequest(**{**given, **changes})


def courses(*modules: str, **changes: Any) -> PlanRequest:
    """A request for a plan of courses."""
    given: dict[str, Any] = {
        "kind": PlanKind.COURSES,
        "person": "person-77",
        "levels": {},
        "written": date(2026, 11, 22),
        "start": date(2026, 11, 30),
        "goal_da": "et job",
        "before": modules,
    }
    return PlanRequest(**{**given, **changes})


def drafted(request: PlanRequest) -> EducationPlan:
    """The plan of a request."""
    return world()[1].draft(request)


SITUATIONS: tuple[dict[str, Any], ...] = (
    {},
    {"uddannelse": "ufaglært", "beskæftigelse": "ledig"},
    {"uddannelse": "faglært", "beskæftigelse": "i arbejde", "timer_pr_uge": 37.0, "uger": 2.0},
    {"uddannelse": "videregående", "km_pr_dag": 90.0, "kursusdage": 5.0,
     "undervisningsform": "andet", "km_en_vej": 45.0},
    {"uddannelse": "ufaglært", "beskæftigelse": "ledig", "fødselsdato": date(1985, 3, 1),
     "løn_som_ufaglært": True, "ledig_måneder": 9.0, "dagpenge": True},
)  # fmt: skip
_MODULES = ("m-cnc-drejning-1", "m-cnc-drejning-2", "m-gaffeltruck-b", "m-kabelmontoer",
            "m-fvu-dansk-1", "m-arbejdspladskultur-1", "m-epoxy-isocyanat")  # fmt: skip


def any_request(random: Random) -> PlanRequest:
    """A request of any kind, on any day the law is asked about."""
    start = date(2016 + random.randrange(12), 1 + random.randrange(12), 1 + random.randrange(28))
    situation = Situation(_typed(random.choice(SITUATIONS)))
    modules = tuple(random.sample(_MODULES, 1 + random.randrange(4)))
    if random.random() < 0.5:
        kind = random.choice([PlanKind.COURSES, PlanKind.INTERNATIONAL, PlanKind.ACADEMY])
        return courses(*modules, kind=kind, start=start, written=start, situation=situation)
    count = random.randrange(3)
    taken = tuple(credit(random.randrange(5), oplaering=random.randrange(30)) for _ in range(count))
    found = assessment(random.choice(list(Track)), credits_=taken, start=start)
    before = modules if random.random() < 0.3 else ()
    held = {} if random.random() < 0.4 else {"dansk-02": 1, "matematik-02": 1}
    return euv(assessment=found, start=start, written=start, before=before, situation=situation,
               levels=held)  # fmt: skip


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    from matcher.rules.schemes.words import Schooling, Standing

    kinds = {"uddannelse": Schooling, "beskæftigelse": Standing}
    return {key: kinds[key](value) if key in kinds else value for key, value in told.items()}
