"""Gaps by fagområde: who is fit, who is near, who is unknown."""

from __future__ import annotations

from matcher.facts import Area, CompetencePlan, Person
from matcher.gaps import company_gaps
from matcher.matching.comparisons import GapStatus
from matcher.matching.standing import standing
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.small_world import DAY, competence, need, person, world

WORLD = world([competence(c) for c in "ab"], [])


def test_each_areas_people_are_held_against_its_own_needs() -> None:
    from dataclasses import replace

    plan = CompetencePlan(
        "plan", "firma", "00000019",
        (Area("x", "X", ("p1", "p2", "gone")), Area("y", "Y")),
        (
            replace(need("a2"), id="n1", area="x", headcount=3),
            replace(need("b1"), id="n2", area="y"),
        ),
    )  # fmt: skip
    people = [person("a2", "p1"), person("a1", "p2"), Person("other")]
    stood = {p.id: standing(p, WORLD, DEFAULT_SETTINGS, DAY) for p in people}
    first, second = company_gaps(plan, stood, WORLD.graph, DEFAULT_SETTINGS)
    gap = first.needs[0]
    assert gap.fit == ("p1",)
    assert gap.lacking == 2
    assert gap.requirements[0].counts[GapStatus.HELD] == 1
    assert gap.requirements[0].counts[GapStatus.NEARLY] == 1
    assert gap.requirements[0].nearest == ("p2",)
    assert first.unknown == ("gone",)
    assert second.needs[0].people == ()
    assert second.needs[0].lacking == 1


def test_more_people_than_wanted_never_lack_less_than_none() -> None:
    from dataclasses import replace

    plan = CompetencePlan(
        "plan", "firma", "00000019", (Area("x", "X", ("p1", "p2")),),
        (replace(need("a1"), area="x", headcount=1),),
    )  # fmt: skip
    stood = {p: standing(person("a2", p), WORLD, DEFAULT_SETTINGS, DAY) for p in ("p1", "p2")}
    assert company_gaps(plan, stood, WORLD.graph, DEFAULT_SETTINGS)[0].needs[0].lacking == 0
