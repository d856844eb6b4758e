"""CVs of different shape become the evidence that stands in them, and nothing about the person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.intake.cv import AsideWhy, evidence_of, read_cv_text
from api.intake.cv_layout import CvLayout
from api.intake.cv_levels import LevelFrom, years_level
from api.services.read_cv import ASIDE_DA, cv_tools, cv_view, read_cv
from matcher.facts import EvidenceKind, Judge
from taxonomy.linking.mentions import LEFT_OUT_DA, Hint, LeftOutWhy, Mention, ReadText, TextKind
from tests.api.intake import cv_texts
from tests.api.intake.cv_texts import ALL, ON, CvText
from tests.api.intake.reading import TAXONOMY

if TYPE_CHECKING:
    from pathlib import Path

    from api.intake.cv import Aside, CvReading, Found

TOOLS = cv_tools(TAXONOMY)
PIECES = (
    "Kurser", "2019", "2015-2018", "CNC-drejning", "truck B", "", "- MAG", "nu", "2 år",
    "udløbet 2020", "Sprog\tdansk",
)  # fmt: skip


def read(text: str) -> CvReading:
    return read_cv_text(text, "p-1", TOOLS, ON)


def lines(reading: CvReading) -> set[cv_texts.Line]:
    return {
        (e.competence, e.kind.value, e.level, e.shown, e.months, e.expires)
        for e in reading.person.evidence
    }


@pytest.mark.parametrize("cv", ALL, ids=lambda cv: cv.name)
def test_what_stands_in_a_cv_is_found(cv: CvText) -> None:
    reading = read(cv.text)
    assert set(cv.expected) <= lines(reading)
    shown = {e.competence for e in reading.person.evidence}
    assert not shown & set(cv.never)
    wished = {a.competence for a in reading.asides if a.why is AsideWhy.WISHED}
    assert set(cv.wished) <= wished


@pytest.mark.parametrize("cv", ALL, ids=lambda cv: cv.name)
def test_everything_read_is_a_suggestion_with_its_place(cv: CvText) -> None:
    reading = read(cv.text)
    assert reading.person.evidence == tuple(found.evidence for found in reading.found)
    for found in reading.found:
        assert found.evidence.suggested
        assert found.evidence.judge is Judge.SELF
        assert cv.text[found.start : found.end] == found.text
        assert 0 < found.probability <= 1
    assert len({e.id for e in reading.person.evidence}) == len(reading.person.evidence)


@pytest.mark.parametrize("cv", ALL, ids=lambda cv: cv.name)
def test_no_answer_tells_who_the_person_is(cv: CvText, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(cv.text, encoding="utf-8")
    view = cv_view(read_cv(path, TOOLS, "p-1", ON), TAXONOMY, ON)
    told = view.model_dump_json()
    for secret in cv.secrets:
        assert secret not in told


def mention(text: str, words: str, competence: str, **said: Any) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, competence, 0.9, **said)


def sorted_out(text: str, *mentions: Mention) -> tuple[tuple[Found, ...], tuple[Aside, ...]]:
    layout = CvLayout(text, ON)
    read_ = ReadText(TextKind.PERSON, mentions, ())
    return evidence_of(read_, layout, TOOLS.titles.find(text), TAXONOMY, ON)


def test_wishes_denials_and_traits_are_no_evidence() -> None:
    text = "ikke truck, vil gerne lære robot, omhyggelig, aldrig CAM, TIG"
    found, asides = sorted_out(
        text,
        mention(text, "truck", "gaffeltruck-b", negated=True),
        mention(text, "robot", "industrirobot-betjening", wished=True),
        mention(text, "omhyggelig", "omhu"),
        mention(text, "CAM", "cam", hint=Hint(level=0)),
        mention(text, "TIG", "tig-svejsning"),
    )
    assert [f.evidence.competence for f in found] == ["tig-svejsning"]
    assert [a.why for a in asides] == [
        AsideWhy.DENIED, AsideWhy.WISHED, AsideWhy.TRAIT, AsideWhy.DENIED,
    ]  # fmt: skip


def test_doubtful_words_are_a_perhaps_and_never_evidence() -> None:
    text = "Kompetencer\nmåling, kontrol"
    sure = mention(text, "måling", "maaleteknik")
    doubtful = Mention(21, 28, "kontrol", "kvalitetskontrol", 0.49)
    found, asides = sorted_out(text, sure, doubtful)
    assert [f.evidence.competence for f in found] == ["maaleteknik"]
    assert [(a.why, a.probability) for a in asides] == [(AsideWhy.UNSURE, 0.49)]


def test_firms_places_headings_and_labels_name_no_competence() -> None:
    reading = read(
        "Profil\nErhvervserfaring\nDato:\t2015-2020\nOpdigtet Spåntagning A/S, Herning\n"
        "Opgaver:\tMAG-svejsning hos Opdigtet Hydraulik\n2010-2012\tOpdigtet Robot Montage\n"
        "MIG-svejsning fra plast- og fødevareindustrien\nCertifikater\nTraining\n"
    )
    shown = {e.competence for e in reading.person.evidence}
    assert "mag-svejsning" in shown
    assert {f.text for f in reading.found} <= {"MAG-svejsning", "MIG-svejsning"}


def test_a_proof_named_among_the_tasks_of_a_job_is_asked_about() -> None:
    job = "Erhvervserfaring\n2015-2020\tOpdigtet\n"
    found, asides = sorted_out(job + "svejste 135", mention(job + "svejste 135", "135",
                               "svejsecertifikat-135"))  # fmt: skip
    assert (found, [a.why for a in asides]) == ((), [AsideWhy.PROOF])
    text = job + "certifikat 135, 2016"
    found, _ = sorted_out(text, mention(text, "135", "svejsecertifikat-135"))
    assert [f.evidence.kind for f in found] == [EvidenceKind.CERTIFICATE]


PRIVATE = (
    "Jeg har været sygemeldt med en depression i to år", "ordblind, ADHD", "gravid",
    "flygtning fra Syrien", "Jeg er muslim", "har slidgigt i begge knæ", "enlig mor til 3 børn",
    "medlem af Socialdemokratiet", "dømt for tyveri",
)  # fmt: skip


@pytest.mark.parametrize("words", PRIVATE)
def test_private_words_are_not_shown_whatever_they_sound_like(words: str, tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"Kompetencer\nCNC-drejning. {words}, MAG-svejsning\n", "utf-8")
    view = cv_view(read_cv(path, TOOLS, "p-1", ON), TAXONOMY, ON)
    shown = [x.text for x in view.evidence] + [x.text for x in view.asides]
    told = " ".join([*shown, *(x.text for x in view.questions)]).casefold()
    assert {"cnc-drejning", "mag-svejsning"} <= {e.competence for e in view.evidence}
    assert not {word for word in words.casefold().split() if len(word) > 4 and word in told}


def test_no_words_are_read_across_what_is_hidden() -> None:
    text = "Jeg hedder Karl Opdigtet, jeg er 45 år. truck\nTlf. 11 22 33 44 MAG-svejsning\n"
    for found in read(text).found:
        assert text[found.start : found.end] in {"truck", "MAG-svejsning"}


def test_leisure_stays_private_but_for_what_is_plainly_a_trade() -> None:
    reading = read("Kompetencer\nLean\nFritid\nfiskeri, min hund, Esbjerg, madlavning\n")
    assert {e.competence for e in reading.person.evidence} == {"lean"}
    assert reading.asides == ()


def test_how_a_language_is_spoken_is_no_other_language() -> None:
    reading = read("Sprog\nEngelsk: mundtligt godt, skriftligt rimeligt\n")
    assert {e.competence for e in reading.person.evidence} == {"engelsk"}


def test_every_reason_has_its_danish_words() -> None:
    assert set(ASIDE_DA) == set(AsideWhy)
    assert set(LEFT_OUT_DA) == set(LeftOutWhy)


def test_the_text_decides_the_level_before_the_years_do() -> None:
    text = "Erhvervserfaring\n2010-2020 Opdigtet\nlidt svejsning og drejning\n"
    found, _ = sorted_out(
        text,
        mention(text, "svejsning", "svejsning", hint=Hint(level=1, words="lidt")),
        mention(text, "drejning", "cnc-drejning"),
    )
    assert [(f.evidence.level, f.level_from) for f in found] == [
        (1, LevelFrom.SAID), (3, LevelFrom.YEARS),
    ]  # fmt: skip


def test_years_told_by_the_reader_count() -> None:
    text = "har svejst i tre år"
    found, _ = sorted_out(text, mention(text, "svejst", "svejsning", hint=Hint(years=3.0)))
    assert found[0].evidence.level == 2
    assert found[0].evidence.kind is EvidenceKind.STATEMENT
    assert found[0].evidence.months is None


def test_a_proof_that_ran_out_keeps_its_last_day_and_is_asked_about_without_one() -> None:
    text = "Certifikater\ntruck udløbet 2021\nkran (udløbet)\nTIG udløbet i år 2026"
    found, asides = sorted_out(
        text,
        mention(text, "truck", "gaffeltruck-b", hint=Hint(expired=2021)),
        mention(text, "kran", "kranbasis"),
    )
    assert [f.evidence.expires for f in found] == [date(2021, 12, 31)]
    assert [a.why for a in asides] == [AsideWhy.EXPIRED]


def test_a_course_of_the_catalogue_gives_its_own_level() -> None:
    module = next(
        m for m in TAXONOMY.modules.values()
        if any(o.level == 2 and TAXONOMY.competences[o.competence].kind == "skill"
               for o in m.outcomes)
    )  # fmt: skip
    outcome = next(o for o in module.outcomes if o.level == 2)
    text = f"Kurser\n2019 {module.title_da}\n"
    found, _ = sorted_out(text, mention(text, module.title_da, outcome.competence))
    assert (found[0].evidence.level, found[0].level_from) == (2, LevelFrom.COURSE)
    assert found[0].evidence.kind is EvidenceKind.COURSE


def test_a_title_alone_is_a_question_and_never_a_proof() -> None:
    reading = read("Erhvervserfaring\n2015-2020\tTIG-svejser, Opdigtet A/S\n")
    titles = {q.title.text for q in reading.questions}
    assert "TIG-svejser" in titles
    for question in reading.questions:
        kinds = {TAXONOMY.competences[i].kind for i in question.ask}
        assert "certificate" not in kinds
        assert not set(question.ask) & {e.competence for e in reading.person.evidence}


def test_the_words_of_a_title_are_no_evidence_where_a_job_is_told() -> None:
    text = "Erhvervserfaring\n2010-2020\tSmed, Opdigtet\nUddannelse\n2006-2010 Smed\n"
    at = text.rindex("Smed")
    again = Mention(at, at + 4, "Smed", "faglaert-smed", 0.9)
    found, asides = sorted_out(text, mention(text, "Smed", "faglaert-smed"), again)
    assert [a.why for a in asides] == [AsideWhy.TITLE]
    assert [(f.start, f.evidence.kind) for f in found] == [(at, EvidenceKind.EDUCATION)]


def test_a_course_among_the_schools_is_a_course() -> None:
    text = "Uddannelse\n2023 AMU: Lean\n2010-2014 skole, matematik\n"
    found, _ = sorted_out(
        text, mention(text, "Lean", "lean"), mention(text, "matematik", "matematik")
    )
    assert [f.evidence.kind for f in found] == [EvidenceKind.COURSE, EvidenceKind.EDUCATION]


def test_a_wish_heading_makes_wishes_and_references_are_not_read() -> None:
    reading = read("Ønsker\nCNC-drejning\nReferencer\nOpdigtet Navn, MAG-svejsning\n")
    assert reading.person.evidence == ()
    assert [a.why for a in reading.asides] == [AsideWhy.WISHED]


def test_what_lies_after_the_day_of_reading_is_not_counted() -> None:
    reading = read("Erhvervserfaring\n2030-2040 Opdigtet\nCNC-drejning\n")
    assert [(e.months, e.shown) for e in reading.person.evidence] == [(None, None)]


def test_the_same_cv_is_read_the_same() -> None:
    assert read(cv_texts.CHAOTIC.text) == read(cv_texts.CHAOTIC.text)


def test_years_count_as_the_gold_set_says() -> None:
    assert [years_level(m) for m in (0, 23, 24, 59, 60, 700)] == [1, 1, 2, 2, 3, 3]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer_whose_places_are_right(text: str) -> None:
    reading = read(text)
    for found in reading.found:
        assert text[found.start : found.end] == found.text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_pieces_in_any_order_give_evidence_within_limits(pieces: list[str]) -> None:
    for e in read("\n".join(pieces)).person.evidence:
        assert 1 <= e.level <= 4
        assert e.shown is None or e.shown <= ON
        assert e.months is None or 0 < e.months <= 720
        assert not (e.expires and e.shown and e.expires < e.shown)
