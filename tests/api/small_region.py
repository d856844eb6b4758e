"""A small region built in code: real taxonomy, two companies, people of every sort."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from api.intake.locating import TreeLocator
from api.intake.people import parse_people
from api.intake.plans import parse_plans
from api.services.calendar import RunCalendar
from api.services.region import Region
from matcher.facts import (
    Area,
    CompetencePlan,
    Evidence,
    EvidenceKind,
    Judge,
    Need,
    Person,
    Requirement,
)
from matcher.packages.calendar.problem import Availability, Period, Run
from matcher.packages.calendar.teaching_days import teaching_days
from taxonomy.concepts import Attainment, LineKind
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)
HOSTILE_NAME = "<script>alert(1)</script>"
HOSTILE_PERSON = "Åse <b>&\"'?#% ø"

PLANS: dict[str, Any] = {
    "plans": [
        {
            "id": "limfjord",
            "company": "Limfjord Spåntagning A/S",
            "cvr": "00000019",
            "areas": [
                {"id": "drejning", "title": "Drejning", "employees": ["p-00", "p-01", "p-02"]},
                {"id": "lager", "title": "Lager", "employees": ["p-29"]},
                {"id": "kontor", "title": "Kontor"},
            ],
            "needs": [
                {
                    "id": "cnc-drejer",
                    "area": "drejning",
                    "title": "CNC-operatører til drejning",
                    "profile": "p-cnc-operatoer-drejning",
                    "headcount": 3,
                    "by": "2027-03-01",
                    "importance": 3,
                },
                {
                    "id": "truck",
                    "area": "lager",
                    "title": "Lagermedarbejder med truck",
                    "requirements": [
                        {"competence": "gaffeltruck-b", "level": 1},
                        {"kind": "trait", "competence": "omhu"},
                    ],
                },
            ],
        },
        {
            "id": "vendsyssel",
            "company": "Vendsyssel Svejs ApS",
            "cvr": "00000027",
            "areas": [{"id": "svejsning", "title": "Svejsning"}],
            "needs": [
                {
                    "id": "tig",
                    "area": "svejsning",
                    "title": "TIG-svejser, rustfrit",
                    "profile": "p-svejser-tig-rustfri",
                    "importance": 1,
                }
            ],
        },
    ]
}

_CNC = ("cnc-drejning", "cnc-opstilling", "tegningslaesning", "maaleteknik", "egenkontrol")
_PROOFS = (
    {"kind": "rkv", "judge": "school", "shown": "2026-05-01"},
    {"kind": "job", "judge": "employer", "shown": "2025-11-30", "months": 40},
    {"kind": "job", "judge": "employer", "shown": "2015-06-30", "months": 12},
    {"kind": "statement", "judge": "self"},
)


def people(count: int = 30) -> dict[str, Any]:
    """People from one who can nearly everything to one about whom nothing is known."""
    return {"people": [{"id": f"p-{n:02}", "evidence": _evidence(n)} for n in range(count)]}


def _evidence(number: int) -> list[dict[str, Any]]:
    level = max(0, 3 - number // 6)
    proof = _PROOFS[number % len(_PROOFS)]
    shown = [{"competence": c, "level": level} | proof for c in _CNC[: 5 - number % 5]]
    if number % 3 == 0:
        shown.append({"competence": "fanuc", "level": 2} | proof)
    if number % 7 == 0:
        shown.append({"competence": "gaffeltruck-b", "level": 1, "kind": "certifikat",
                      "judge": "authority", "shown": "2024-01-10"})  # fmt: skip
    return [] if number in {24, 29} else shown


@cache
def taxonomy() -> Taxonomy:
    """The product's taxonomy, read once."""
    return load_taxonomy()


@cache
def small_region() -> Region:
    """Two companies, three needs, thirty people."""
    plans = parse_plans(PLANS, TreeLocator("plan", ""), taxonomy())
    persons = parse_people(people(), TreeLocator("people", ""), taxonomy())
    return Region(taxonomy(), plans, persons, ON, calendar=small_calendar())


def small_calendar() -> RunCalendar:
    """Two made-up runs of each course within CNC and storage, and when two people can attend."""
    modules = [m for m in taxonomy().modules.values() if m.field in {"cnc", "lager"} and m.days]
    runs = [_run(n, m.id, m.days or 1) for n, m in enumerate([*modules, *modules])]
    told = Availability(
        ON, busy=(Period(date(2027, 2, 8), date(2027, 2, 12)),), farthest=60.0,
        distances={"Aalborg": 10.0, "Hobro": 55.0, "Thisted": 90.0},
    )  # fmt: skip
    period = Period(ON, ON + timedelta(days=365))
    ordered = sorted(runs, key=lambda run: (run.start, run.id))
    return RunCalendar(tuple(ordered), {"p-07": told, "p-00": told}, ON, period)


def _run(number: int, module: str, days: int) -> Run:
    first = ON + timedelta(days=8 + (number * 37) % 300)
    return Run(
        id=f"h{number:03}",
        module=module,
        days=teaching_days(first, first + timedelta(days=3 * days))[:days],
        place=("Aalborg", "Hobro", "Thisted")[number % 3],
        seats=number % 5 or None,
        price=None if number % 11 == 0 else 218 * days,
        cancel_chance=None if number % 7 == 0 else 0.1,
    )


@cache
def hostile_region() -> Region:
    """Names and ids that would break a page which does not escape."""
    need = Need(
        "b-æ&1",
        "o",
        f"Drejer {HOSTILE_NAME}",
        None,
        (Requirement("must:cnc-drejning", LineKind.MUST, "", (Attainment("cnc-drejning", 2),), 2),),
    )
    plan = CompetencePlan("p", HOSTILE_NAME, "00000019", (Area("o", "<i>Område</i>"),), (need,))
    proof = Evidence("e1", "cnc-drejning", 1, EvidenceKind.JOB, Judge.EMPLOYER)
    run = Run(HOSTILE_NAME, "m-cnc-drejning-2", (date(2027, 1, 11),), place=HOSTILE_NAME, seats=2)
    calendar = RunCalendar((run,), {}, ON)
    people_ = (Person(HOSTILE_PERSON, (proof,)), Person("b"))
    return Region(taxonomy(), (plan,), people_, ON, calendar=calendar)


@cache
def empty_region() -> Region:
    """No plans and nobody."""
    return Region(taxonomy(), (), (), ON)
