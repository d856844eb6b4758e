"""The document of a plan: whole, in order, without personal data where it must not be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.composing import compose
from matcher.plans.document import Gantt, Language, Radar, Signature, Table
from matcher.plans.letter import letter
from matcher.plans.lix import EASY, document_lix
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.plans.request import AcademyModule, Mentorship
from matcher.plans.text import as_text
from matcher.rules.credit import Track, Weeks
from taxonomy.concepts import Attainment
from tests.matcher.plans.amounts import MARK, texts
from tests.matcher.plans.making import any_request, assessment, courses, credit, drafted, euv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.plans.document import Document

SEEDS = st.integers(0, 1_000_000)
PLAN = drafted(euv())


def _tables(document: Document) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Gantt | Radar):
                yield block.table
            elif isinstance(block, Table):
                yield block


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.sampled_from(list(Language)))
def test_every_table_is_whole_and_every_source_is_cited_in_order(
    seed: int, language: Language
) -> None:
    document = compose(drafted(any_request(Random(seed))), language)
    for table in _tables(document):
        assert {len(row) for row in table.rows} <= {len(table.header)}
        assert all(column < len(table.header) for column in table.numeric)
    cited = [int(n) for text in texts(document) for n in MARK.findall(text)]
    assert set(cited) == set(range(1, len(document.sources) + 1))
    first = list(dict.fromkeys(cited))
    assert first == sorted(first)
    assert all(s.startswith(f"[{n}] ") for n, s in enumerate(document.sources, start=1))


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_the_calendar_names_nobody_and_its_uids_are_its_own(seed: int) -> None:
    plan = drafted(any_request(Random(seed)))
    found = compose(plan).appointments
    assert len({a.uid for a in found}) == len(found) == len(plan.periods)
    for each in found:
        assert plan.person not in each.uid + each.title + each.place
        assert each.uid.startswith(plan.id)
        assert each.first <= each.last


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_any_letter_is_easy_and_short(seed: int) -> None:
    document = letter(drafted(any_request(Random(seed))))
    assert document_lix(document) <= EASY
    assert list(_tables(document)) == []
    assert len(as_text(document).split()) < 370


def test_every_period_stands_in_the_picture_and_in_its_table() -> None:
    (gantt,) = [b for s in compose(PLAN).sections for b in s.blocks if isinstance(b, Gantt)]
    assert [(b.first, b.last) for b in gantt.bars] == [(p.first, p.last) for p in PLAN.periods]
    assert [row[0] for row in gantt.table.rows] == [b.label for b in gantt.bars]


def test_the_subjects_stand_in_one_table_that_is_marked() -> None:
    for plan in (PLAN, drafted(courses("m-gaffeltruck-b"))):
        assert sum(table.subjects for table in _tables(compose(plan))) == 1


def test_a_draft_says_so_until_somebody_signs() -> None:
    assert "Udkast. Planen gælder først" in as_text(compose(PLAN))
    signature = Signature("Uddannelsesvejleder", "for skolen", date(2025, 6, 10))
    signed = compose(replace(PLAN, signature=signature))
    assert "Udkast" not in as_text(signed)
    assert "for skolen" in as_text(signed)
    assert signed.signature == signature
    assert "udkast" not in as_text(letter(replace(PLAN, signature=signature)))


def test_the_result_of_the_assessment_is_visible_and_cites_its_paragraph() -> None:
    document = compose(PLAN)
    text = as_text(document)
    assert "Vurderingen giver EUV2" in text
    assert "§ 64" in document.sources[0]


def test_the_age_a_rule_looked_at_stays_out_of_the_plan() -> None:
    found = replace(assessment(), track_reason_da="alder den 11.08.2025: 41; erfaring: 30",
                    relevant_months=30)  # fmt: skip
    text = as_text(compose(drafted(euv(assessment=found))))
    assert "alder" not in text
    assert "30 måneders relevant erfaring" in text


def test_no_track_means_no_dates_and_a_question() -> None:
    found = replace(assessment(), track=None, track_reason_da="bilaget mangler")
    plan = drafted(euv(assessment=found))
    assert plan.periods == ()
    assert plan.end is None
    text = as_text(compose(plan))
    assert "Sporet kan ikke afgøres: bilaget mangler" in text
    assert "Skolen skal afgøre sporet" in text
    assert "Vi kan ikke sige det endnu" in as_text(letter(plan))


def test_unchecked_rules_give_a_calculation_that_is_marked_and_no_answer() -> None:
    found = assessment(
        Track.EUV1, credits_=(credit(9), credit(20, gf2=True), credit(oplaering=100))
    )
    open_ = replace(found, track=None, weeks=Weeks(None, None, None))
    plan = drafted(euv(assessment=open_, unchanged=found))
    assert plan.end is None
    assert plan.periods == ()
    assert compose(plan).appointments == ()
    text = as_text(compose(plan))
    assert "- **Spor:** kan ikke afgøres" in text
    told = text.split("## Hvis reglerne er uændrede")[1].split("## ")[0]
    assert "ikke en afgørelse" in told
    assert "EUV1" in told
    assert "| Hovedforløb i skole | 35 | 9 | 26 |" in told
    assert "Det er ikke sikkert." in as_text(letter(plan))
    assert "## If the rules are unchanged" in as_text(compose(plan, Language.ENGLISH))


def test_a_track_that_is_told_has_no_other_calculation_beside_it() -> None:
    assert drafted(euv(unchanged=assessment(Track.EUV1))).scenario is None


def test_school_and_contact_stand_in_the_plan_or_are_asked_for() -> None:
    asked = "Hvilken skole har ansvaret for planen"
    assert asked in as_text(compose(PLAN))
    plan = drafted(euv(school="Skolen i Nord", contact="vejledningen"))
    assert asked not in as_text(compose(plan))
    assert "- **Kontakt:** vejledningen" in as_text(compose(plan))
    assert "Her kan du spørge: Skolen i Nord, vejledningen." in as_text(letter(plan))


def test_the_letter_says_how_often_one_is_in_school_and_only_what_is_missing() -> None:
    found = assessment(Track.EUV1, credits_=(credit(20, gf2=True), credit(oplaering=100)))
    text = as_text(letter(drafted(euv(assessment=found, pause_weeks=8))))
    assert "Du er i skole 4 gange, i alt 35 uger. Ind imellem har du ikke skole." in text
    lacking = drafted(euv(levels={"matematik-02": 1}))
    assert lacking.basic_skills_missing == ("dansk-02",)
    assert "- Dansk: fra" in as_text(letter(lacking))


def test_no_heading_is_said_twice_in_a_row() -> None:
    for seed in range(40):
        lines = as_text(compose(drafted(any_request(Random(seed))))).splitlines()
        heads = [line.strip("#* ") for line in lines if line.startswith(("#", "**"))]
        assert all(a != b for a, b in pairwise(heads))


def test_oplaering_that_fills_more_weeks_than_asked_is_said() -> None:
    plan = drafted(euv())
    planned = sum(p.weeks or 0 for p in plan.of(PeriodKind.OPLAERING))
    said = any(text.startswith("Oplæringen fylder") for text in plan.assumptions)
    assert said is (planned > 100)


def test_a_plan_without_assessment_asks_for_one() -> None:
    plan = drafted(euv(assessment=None))
    assert "Skolen skal lave en realkompetencevurdering" in plan.questions[0]


def test_an_international_plan_has_mentor_papers_and_culture() -> None:
    plan = drafted(
        courses(
            "m-arbejdspladskultur-1", kind=PlanKind.INTERNATIONAL,
            mentor=Mentorship(26, "En kollega er mentor."), foreign=("svejsecertifikat",),
        )
    )  # fmt: skip
    titles = [section.title for section in compose(plan).sections]
    assert {"Sprog og arbejdspladskultur", "Mentor",
            "Anerkendelse af udenlandske papirer"} <= set(titles)  # fmt: skip
    english = as_text(compose(plan, Language.ENGLISH))
    assert "Recognition of foreign papers" in english
    asked = english.split("## Open questions")[1].split("## Signature")[0]
    assert not re.search(r"\b(er|og|hvem|kurserne)\b", asked)
    assert not re.search(r"\b(uger|dage|forslag)\b", english.split("## Costs and funding")[0])


def test_academy_modules_are_told_as_made_up() -> None:
    module = AcademyModule("eks", "Eksempelmodul", "Example module", 12, 10,
                           (Attainment("lean", 3),), status_da="opdigtet")  # fmt: skip
    plan = drafted(courses(kind=PlanKind.ACADEMY, academy=(module,)))
    text = as_text(compose(plan))
    assert "| Eksempelmodul | akademimodul | 12 dage (10 ECTS), forslag | opdigtet |" in text


def test_text_escapes_what_would_break_a_table() -> None:
    plan = replace(PLAN, specialisation="a|b")
    assert "a|b" in as_text(compose(plan))
    period = replace(PLAN.periods[0], place="Skole | Nord")
    assert "Skole \\| Nord" in as_text(compose(replace(PLAN, periods=(period,))))


@pytest.mark.parametrize("language", list(Language))
def test_the_same_plan_gives_the_same_document(language: Language) -> None:
    assert compose(PLAN, language) == compose(drafted(euv()), language)
