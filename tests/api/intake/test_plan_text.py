"""Texts and tables of needs become plans that rank reads, with everything unread told."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from api.errors import WrongInputError
from api.intake.locating import TreeLocator
from api.intake.plan_dates import deadlines_in
from api.intake.plan_draft import plan_tree
from api.intake.plan_flags import flags_in
from api.intake.plan_sentences import Mode, modes
from api.intake.plan_text import draft_of, read_plan_text
from api.intake.plans import load_plans, parse_plans
from api.services.read_cv import cv_tools
from api.services.read_plan import finished_plan, plan_view, read_plan, save_plan
from taxonomy.concepts import LineKind
from taxonomy.linking.mentions import Hint, LeftOut, LeftOutWhy, Mention, ReadText, TextKind
from tests.api.intake.plan_texts import ALL, ON, PlanText
from tests.api.intake.reading import TAXONOMY

if TYPE_CHECKING:
    from pathlib import Path

    from api.intake.plan_draft import NeedDraft, PlanDraft

TOOLS = cv_tools(TAXONOMY)
CVR = "00000019"


def read(text: str) -> PlanDraft:
    return read_plan_text(text, TOOLS, ON)


def asked(need: NeedDraft) -> set[tuple[str, str]]:
    return {(a.kind.value, o.competence) for a in need.asked for o in a.options}


@pytest.mark.parametrize("plan", ALL, ids=lambda plan: plan.name)
def test_the_needs_of_a_text_are_read(plan: PlanText) -> None:
    draft = read(plan.text)
    told = [(n.title, n.headcount, n.by, n.profile, n.importance) for n in draft.needs]
    assert told == [(n.title, n.headcount, n.by, n.profile, n.importance) for n in plan.needs]
    for need, truth in zip(draft.needs, plan.needs, strict=True):
        assert truth.asked <= asked(need)
        assert not {competence for _, competence in asked(need)} & set(plan.never)
    flags = {flag.text for part in draft.parts for flag in part.flags}
    assert set(plan.flags) == flags


@pytest.mark.parametrize("plan", ALL, ids=lambda plan: plan.name)
def test_every_sentence_is_shown_read_or_left_out(plan: PlanText) -> None:
    draft = read(plan.text)
    shown = "".join("".join(part.text.split()) for part in draft.parts)
    assert shown == "".join(plan.text.split())
    for part in draft.parts:
        read_ = part.opens or part.asked or part.by or part.importance
        assert bool(read_) != bool(part.left_out)


def mention(text: str, words: str, competence: str, **said: Any) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, competence, 0.9, **said)


def draft(text: str, *mentions: Mention, left_out: tuple[LeftOut, ...] = ()) -> PlanDraft:
    return draft_of(text, ReadText(TextKind.PLAN, mentions, left_out), TOOLS, ON)


def test_alternatives_with_eller_are_one_demand() -> None:
    text = "Vi mangler en medarbejder der kan MAG eller TIG og kran."
    (need,) = draft(
        text,
        mention(text, "MAG", "mag-svejsning"),
        mention(text, "TIG", "tig-svejsning"),
        mention(text, "kran", "kranbasis"),
    ).needs
    assert [(a.kind, len(a.options)) for a in need.asked] == [
        (LineKind.ONE_OF, 2), (LineKind.MUST, 1),
    ]  # fmt: skip


def test_denied_words_are_no_demand_and_are_told() -> None:
    text = "Vi mangler en smed. Truck er ikke nødvendigt."
    read_ = draft(text, mention(text, "Truck", "gaffeltruck-b", negated=True))
    assert read_.needs[0].asked == ()
    assert read_.parts[-1].left_out == "ikke krævet: Truck"


def test_wished_is_an_advantage_and_levels_come_from_the_words() -> None:
    text = "Vi mangler en medarbejder, rutineret i MAG, TIG i 6 år, robot senere."
    (need,) = draft(
        text,
        mention(text, "MAG", "mag-svejsning", hint=Hint(level=2)),
        mention(text, "TIG", "tig-svejsning", hint=Hint(years=6.0)),
        mention(text, "robot", "industrirobot-betjening", wished=True),
    ).needs
    levels = {a.options[0].competence: (a.kind.value, a.options[0].level) for a in need.asked}
    assert levels == {
        "mag-svejsning": ("must", 2), "tig-svejsning": ("must", 3),
        "industrirobot-betjening": ("advantage", 1),
    }  # fmt: skip


def test_naming_a_demand_without_a_level_does_not_lower_the_profiles() -> None:
    profile = TAXONOMY.profiles["p-cnc-operatoer-drejning"]
    line = next(x for x in profile.lines if x.kind == "must" and x.level >= 2)
    text = "Vi mangler en CNC-drejer. Krav: X."
    (need,) = draft(text, mention(text, "X", line.competence)).needs
    assert need.asked[0].options[0].level == line.level


def test_what_names_no_competence_is_told_as_unread() -> None:
    text = "Vi mangler en smed der kan tryllebinde."
    start = text.index("tryllebinde")
    part = LeftOut(start, start + 11, "tryllebinde", LeftOutWhy.NO_MATCH)
    assert draft(text, left_out=(part,)).parts[0].unread == ("tryllebinde",)


def test_a_number_far_from_a_title_is_no_headcount() -> None:
    draft_ = read("Vi er 250 ansatte. Vi mangler klejnsmede.")
    assert [(n.title, n.headcount) for n in draft_.needs] == [("Klejnsmede", 1)]


def test_the_words_after_a_title_may_tell_which_profile_it_is() -> None:
    sure, unsure = read("Vi mangler en svejser til rustfrit.\nVi mangler en svejser.").needs
    assert sure.profile == "p-svejser-tig-rustfri"
    assert unsure.profile is None
    assert len(unsure.profiles) > 1


def test_a_year_ends_a_sentence_and_a_day_does_not() -> None:
    draft_ = read("Vi skal bruge 2 klejnsmede senest 1. april 2027. De skal kunne, måleteknik.")
    assert [part.text[:3] for part in draft_.parts] == ["Vi ", "De "]
    assert [(n.headcount, n.by) for n in draft_.needs] == [(2, date(2027, 4, 1))]


def test_what_is_doubtful_is_shown_beside_the_plan_and_is_no_part_of_it() -> None:
    text = "Vi mangler en medarbejder, der kan MAG og X."
    at = text.index("X")
    doubtful = Mention(at, at + 1, "X", "cam", 0.49)
    read_ = draft(text, mention(text, "MAG", "mag-svejsning"), doubtful)
    assert asked(read_.needs[0]) == {("must", "mag-svejsning")}
    assert [a.options[0].competence for a in read_.parts[0].unsure] == ["cam"]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Opdigtet Smedie A/S er førende inden for rustfrit stål.", "om virksomheden selv"),
        ("Vores nuværende medarbejdere er gode til engelsk.", "om virksomheden selv"),
        ("PLC er noget, vi klarer selv.", "om virksomheden selv"),
        ("Ring til Hanne Smed og hør mere.", "om at søge"),
        ("Vi tilbyder kurser i CNC-drejning.", "tilbud eller vilkår"),
        ("Kran er ikke nødvendigt.", "ikke krævet: Kran"),
    ],
)
def test_what_is_told_about_the_firm_is_no_need(sentence: str, why: str) -> None:
    alone, after = read(sentence), read(f"Vi mangler 2 klejnsmede.\n{sentence}")
    assert alone.needs == ()
    assert len(after.needs) == 1
    assert {competence for _, competence in asked(after.needs[0])} <= {"faglaert-klejnsmed"}
    assert after.parts[-1].left_out in {why, "ros", "vilkår"}


def test_a_plus_holds_for_the_whole_of_what_hangs_on_it() -> None:
    text = "Vi mangler 2 klejnsmede. Det er en fordel, hvis de kan dreje på CNC og kører truck."
    (need,) = read(text).needs
    assert {kind for kind, name in asked(need) if name != "faglaert-klejnsmed"} == {"advantage"}


def test_folk_der_kan_is_a_need_of_its_own() -> None:
    first, second = read("Vi mangler 2 klejnsmede.\nVi mangler folk der kan CNC-drejning.").needs
    assert (first.title, second.title) == ("Klejnsmede", "CNC-drejning")
    assert asked(second) == {("must", "cnc-drejning")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("senest marts 2027", date(2027, 3, 31)),
        ("inden marts 2027", date(2027, 2, 28)),
        ("inden 1. marts 2027", date(2027, 3, 1)),
        ("fra 1. marts 2027", date(2027, 3, 1)),
        ("fra marts 2027", date(2027, 3, 1)),
        ("pr. 1/3-2027", date(2027, 3, 1)),
        ("Q1 2027", date(2027, 3, 31)),
        ("2. kvartal 2027", date(2027, 6, 30)),
        ("uge 10", date(2027, 3, 14)),
        ("senest uge 5 2027", date(2027, 2, 7)),
        ("senest marts", date(2027, 3, 31)),
        ("senest december", date(2026, 12, 31)),
        ("senest 1. maj", date(2027, 5, 1)),
        ("udgangen af 2027", date(2027, 12, 31)),
        ("starten af marts 2027", date(2027, 3, 1)),
        ("ultimo juni 2027", date(2027, 6, 30)),
        ("senest 29. februar", None),
        ("senest marts 2026", None),
        ("til sommer", None),
        ("0,01/2 mm", None),
        ("ISO 3834", None),
        ("uge 60", None),
        ("vi skal bruge 2", None),
    ],
)
def test_deadlines(text: str, day: date | None) -> None:
    assert [d.day for d in deadlines_in(text, ON)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("skal kunne måle; det er en fordel med robot", "MA"),
        ("robot, kran og truck er en fordel", "AA"),
        ("du skal kunne svejse, gerne med kran, og truck er et krav", "MAM"),
        ("vi vil gerne have folk, der kan svejse", "MM"),
    ],
)
def test_plus_and_must_hold_until_the_other_is_said(sentence: str, told: str) -> None:
    letters = {Mode.MUST: "M", Mode.ADVANTAGE: "A", Mode.OFFER: "O"}
    assert "".join(letters[mode] for _, _, mode in modes(sentence, Mode.MUST)) == told


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Vi søger en ung og dynamisk svejser", {"ung", "dynamisk"}),
        ("native dansk, mellem 25 og 35 år", {"native", "mellem 25 og 35 år"}),
        ("frisk pige til pakkeriet", {"frisk", "pige"}),
        ("du er rask, ugift og dansker", {"rask", "ugift", "dansker"}),
        ("ubrudt cv og ren straffeattest", {"ubrudt cv", "ren straffeattest"}),
        ("2 mand til drejebænkene, sunde finanser", {"sunde"}),
        ("undgå ungefær dette; jungle", set()),
        ("svejser med truck og kran", set()),
        ("helst en ung mand", {"ung", "ung mand"}),
    ],
)
def test_words_that_may_keep_people_out_are_asked_about(text: str, flagged: set[str]) -> None:
    assert {flag.text for flag in flags_in(text)} == flagged


def xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS: list[list[object]] = [
    ["Fagområde", "Behov", "Kompetence", "Niveau", "Antal", "Senest", "Vigtighed", "Krav/fordel",
     "Køn"],
    ["Drejeri", "CNC-drejer", "tegningslæsning", 2, 4, date(2027, 3, 1), "høj", "krav", "mand"],
    [None, None, "gaffeltruck B", None, None, None, None, "fordel", None],
    [None, None, "opdigtet kunnen", None, None, None, None, None, None],
    ["Lager", "Pakker", "pluk og pak, varemodtagelse", "rutineret", 2, "uge 10 2027", 1, None,
     None],
]  # fmt: skip


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx(ROWS))
    draft_ = read_plan(path, TOOLS, ON)
    turner, packer = draft_.needs
    assert (turner.headcount, turner.by, turner.importance) == (4, date(2027, 3, 1), 3)
    assert turner.profile == "p-cnc-operatoer-drejning"
    assert asked(turner) == {("must", "tegningslaesning"), ("advantage", "gaffeltruck-b")}
    assert (packer.headcount, packer.by, packer.importance) == (2, date(2027, 3, 14), 1)
    assert {(a.options[0].competence, a.options[0].level) for a in packer.asked} == {
        ("pluk-pak", 2), ("varemodtagelse", 2),
    }  # fmt: skip
    assert not any(a.suggested for need in draft_.needs for a in need.asked)
    assert [part.unread for part in draft_.parts][2] == ("opdigtet kunnen",)
    assert any("«Køn» er ikke læst" in notice for notice in draft_.notices)


def test_csv_and_xlsx_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(ROWS))
    cells = [["" if cell is None else str(cell) for cell in row] for row in ROWS]
    text = "\n".join(";".join(row) for row in cells)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    a, b = (read_plan(tmp_path / name, TOOLS, ON) for name in ("a.xlsx", "a.csv"))
    assert a.needs == b.needs


def test_all_wrong_cells_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "behov;kompetence;niveau;antal;senest;vigtighed;art\n"
        ";Lean;;;;;\nSmed;Lean;9;mange;igår;meget;måske\n",
        encoding="utf-8",
    )
    with pytest.raises(WrongInputError) as caught:
        read_plan(path, TOOLS, ON)
    assert [(f.line, f.field) for f in caught.value.faults] == [
        (2, "behov"), (3, "antal"), (3, "art"), (3, "niveau"), (3, "senest"), (3, "vigtighed"),
    ]  # fmt: skip


@pytest.mark.parametrize("plan", [p for p in ALL if p.needs], ids=lambda plan: plan.name)
def test_the_plan_written_is_the_plan_rank_reads(plan: PlanText, tmp_path: Path) -> None:
    draft_ = read(plan.text)
    out = tmp_path / "plan.yaml"
    save_plan(finished_plan(draft_, "p.txt", "Opdigtet A/S", CVR, TAXONOMY), out)
    (loaded,) = load_plans(out, TAXONOMY).plans
    assert [(n.title, n.headcount, n.by, n.profile) for n in loaded.needs] == [
        (n.title, n.headcount, n.by, n.profile) for n in plan.needs
    ]
    assert all(r.suggested for need in loaded.needs for r in need.requirements)
    assert "suggested" not in (tmp_path / "plan.yaml").read_text("utf-8").split("needs:")[0][90:]


def test_without_company_number_or_need_everything_missing_is_told() -> None:
    with pytest.raises(WrongInputError) as caught:
        finished_plan(read("Vi er bedst."), "p.txt", "", "12345678", TAXONOMY)
    assert {f.field for f in caught.value.faults} == {"--company", "--cvr", ""}


def test_a_cpr_number_in_a_plan_is_shown_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Vi mangler en klejnsmed som 070761-4285.\n", encoding="utf-8")
    view = plan_view(read_plan(path, TOOLS, ON), TAXONOMY, ON)
    told = view.model_dump_json()
    assert "4285" not in told
    assert "CPR-nummer" in told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "Vi mangler ", "3 ", "to ", "klejnsmede", "svejsere", " og ", "CNC-drejning", ", ", "; ", ".\n",
    "\n", "senest marts 2027", "er en fordel", "Krav:\n", "- ", "omhyggelig", "eller", "ung ",
    "Fagområde: X\n", "gaffeltruck B",
]), max_size=25))  # fmt: skip
def test_any_draft_with_a_complete_need_is_a_plan(pieces: list[str]) -> None:
    draft_ = read("".join(pieces))
    if any(need.complete for need in draft_.needs):
        tree = plan_tree(draft_, "Opdigtet A/S", CVR, TAXONOMY)
        (plan,) = parse_plans(tree, TreeLocator("p", ""), TAXONOMY)
        assert len(plan.needs) == sum(need.complete for need in draft_.needs)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_draft(text: str) -> None:
    assert isinstance(read(text).needs, tuple)
