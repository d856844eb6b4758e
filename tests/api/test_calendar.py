"""Packages on real dates: files in, one answer out, the same on page, in JSON and in commands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from api.app import create_app
from api.cli import asking
from api.errors import WrongInputError
from api.intake.availability import load_availability, load_distances
from api.intake.runs import load_runs
from api.services.answers import Answers
from api.services.build_example import EXAMPLE_DAY, build_runs
from api.services.calendar import load_calendar
from api.services.propose_calendar import calendar_case, propose_calendar
from api.services.propose_package import propose_package
from api.web.calendar import calendar_page
from matcher.packages.calendar.problem import Period, RunForm
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem
from taxonomy.errors import FaultyDataError
from tests.api.asking import Client
from tests.api.small_region import HOSTILE_NAME, HOSTILE_PERSON, hostile_region, small_region

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "nordjylland"
ON = date(2026, 11, 22)
YEAR = Period(ON, date(2027, 11, 22))
AMU_HOLD = Path(__file__).parents[3] / "shared" / "data" / "amu_hold"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_runs_is_read_with_its_days(taxonomy: Taxonomy, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "hold.csv",
        "hold;modul;sted;dage;start;slut;ugedage;form;pladser;pris;tillæg;garanti;aflyst;"
        "aflysningsrisiko\n"
        "a;m-cnc-drejning-1;Aalborg;2027-01-05|2027-01-04;;;;dag;3;436;150;ja;;\n"
        "b;m-cnc-drejning-2;Hobro;;2026-12-21;2027-01-08;man,ons;aften;0;;;;nej;12,5 %\n"
        "c;m-tolerancer-1;;;04-01-2027;05-01-2027;;online;;0;;;ja;0\n",
    )
    first, second, third = sorted(load_runs(path, taxonomy).runs, key=lambda run: run.id)
    assert first.days == (date(2027, 1, 4), date(2027, 1, 5))
    assert (first.cost, first.guaranteed, first.chance, first.seats) == (586, True, 0.0, 3)
    assert [d.day for d in second.days] == [21, 23, 28, 30, 4, 6]
    assert (second.form, second.cost, second.seats) == (RunForm.EVENING, None, 0)
    assert second.chance == pytest.approx(0.125)
    assert (third.form, third.place, third.cancelled, third.cost) == ("online", "", True, 0)


def test_runs_in_a_tree_are_read_likewise(taxonomy: Taxonomy, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "hold.yaml",
        "hold:\n  - {hold: a, modul: m-cnc-drejning-1, dage: [2027-01-04], pris: 218}\n",
    )
    (run,) = load_runs(path, taxonomy).runs
    assert (run.days, run.cost, run.chance) == ((date(2027, 1, 4),), 218, None)


def test_all_faults_of_runs_are_told_at_once(taxonomy: Taxonomy, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "hold.csv",
        "hold,modul,dage,start,slut,form,pladser,pris,aflysningsrisiko,ugedage,garanti\n"
        "a,m-cnc-drejning-1,2027-01-04,,,dag,2,100,,,\n"
        "a,m-ukendt,2027-01-04,,,morgen,-1,1.000,120,fjerde,måske\n"
        "b,m-cnc-drejning-1,,2027-02-01,2027-01-01,,,,,,\n"
        "c,m-cnc-drejning-1,,,,,,,,,\n"
        "d,m-cnc-drejning-1,2027-13-01,,,,,,,,\n"
        "a,m-cnc-drejning-1,,2026-12-25,2026-12-26,,,,,,\n",
    )
    with pytest.raises(WrongInputError) as error:
        load_runs(path, taxonomy)
    told = {(fault.line, fault.field) for fault in error.value.faults}
    assert told >= {
        (3, "form"), (3, "pladser"), (3, "pris"), (3, "aflysningsrisiko"), (3, "ugedage"),
        (3, "garanti"), (4, "slut"), (5, ""), (6, "dage"), (7, "start"),
    }  # fmt: skip
    assert all(fault.remedy for fault in error.value.faults)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hold.csv", "hold,modul,deltagernavn\na,m-cnc-drejning-1,x\n"),
        ("hold.yaml", "hold: 3\n"),
        ("hold.yaml", "andet: []\n"),
        ("hold.csv", "hold,modul,dage\na,m-ukendt,2027-01-04\n"),
        ("hold.csv", "hold,modul,dage\n" + "a,m-cnc-drejning-1,2027-01-04\n" * 2),
    ],
)
def test_a_file_that_is_no_list_of_runs_is_refused(
    taxonomy: Taxonomy, tmp_path: Path, name: str, text: str
) -> None:
    with pytest.raises(WrongInputError):
        load_runs(written(tmp_path, name, text), taxonomy)


PORTAL = (
    "id,holdTitle,kviknummer,institution,lokationSted,startDate,endDate,duration,"
    "undervisningsform,undervisningstidspunkt,ledigePladser,normpris,link,minimumParticipants,"
    "currentParticipantAmount,garantiKursus,aflyst,tillaegspris\n"
)


def test_the_portals_file_is_read_by_national_code(taxonomy: Taxonomy, tmp_path: Path) -> None:
    code = next(m.national_code for m in taxonomy.modules.values() if m.national_code)
    link = f"https://eksempel.dk/kurs?subject_code={code}&x=1"
    other = link.replace(code, "99999")
    path = written(
        tmp_path,
        "portal.csv",
        PORTAL
        + f"1,T,k,S,Odense C,2026-12-22,2026-12-28,3,Dagundervisning,08:00 - 15:24,4,436,{link},"
        "10,12,False,False,\n"
        f"2,T,k,S,Odense C,2027-01-04,2027-01-08,2,Dagundervisning,17:00,0,,{link},,,True,False,"
        '"[340, 360]"\n'
        f"3,T,k,S,Odense C,2027-01-04,2027-01-05,2,,,0,,{other},,,False,False,\n",
    )
    read = load_runs(path, taxonomy)
    first, second = read.runs
    assert [d.day for d in first.days] == [22, 23, 28]
    assert (first.form, first.cost, first.chance, first.minimum_reached) == ("dag", 436, 0.0, True)
    assert (second.form, second.cost, second.chance, second.supplement) == ("aften", None, 0.0, 700)
    assert any("99999 (1)" in notice for notice in read.notices)
    assert any("andet antal dage" in notice for notice in read.notices)


@pytest.mark.skipif(not AMU_HOLD.is_dir(), reason="the portal's real runs are not here")
def test_the_portals_real_runs_are_read(taxonomy: Taxonomy) -> None:
    read = load_runs(next(AMU_HOLD.glob("*.csv")), taxonomy)
    assert len(read.runs) == 128
    assert all(run.days for run in read.runs)


def test_a_portal_file_of_courses_we_do_not_have_is_refused(
    taxonomy: Taxonomy, tmp_path: Path
) -> None:
    path = written(tmp_path, "p.csv", PORTAL + "3,T,k,S,O,2027-01-04,2027-01-05,2,,,0,,,,,,,\n")
    with pytest.raises(WrongInputError):
        load_runs(path, taxonomy)


def test_availability_is_read_and_all_its_faults_are_told(tmp_path: Path) -> None:
    good = written(
        tmp_path,
        "k.yaml",
        "personer:\n  - {person: p-1, senest: 2027-06-01, former: [aften, online],\n"
        "     optaget: [{fra: 2027-01-01, til: 2027-01-02}], hoejst_km: 60,\n"
        "     afstande: {Aalborg: 12.5}}\n",
    )
    told = load_availability(good, ON)["p-1"]
    assert (told.earliest, told.latest, told.farthest) == (ON, date(2027, 6, 1), 60)
    assert told.forms == {RunForm.EVENING, RunForm.ONLINE}
    assert told.distances == {"Aalborg": 12.5}
    bad = written(
        tmp_path,
        "b.yaml",
        "personer:\n  - {person: p-1, former: [morgen], hoejst_km: -1}\n"
        "  - {person: p-2, tidligst: 2027-02-01, senest: 2027-01-01, \n"
        "     fri: [{fra: 2027-01-03, til: 2027-01-02}], navn: x}\n  - {person: p-3}\n"
        "  - {person: p-3, fri: [{fra: 2027-01-03, til: 2027-01-02}], senest: 2026-01-01}\n",
    )
    with pytest.raises(WrongInputError) as error:
        load_availability(bad, ON)
    fields = {fault.field for fault in error.value.faults}
    assert fields >= {
        "personer[0].former", "personer[0].hoejst_km", "personer[1].navn", "personer[3].person",
        "personer[3].fri[0]", "personer[3].senest",
    }  # fmt: skip
    with pytest.raises(WrongInputError):
        load_availability(written(tmp_path, "n.yaml", "3\n"), ON)


def test_distances_in_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "sted,km\nAalborg,12\nHobro,48.5\n")
    assert load_distances(path) == {"Aalborg": 12.0, "Hobro": 48.5}
    for text in ("sted,minutter\nA,1\n", "sted,km\nA,x\n", "sted,km\nA,1\nA,2\n"):
        with pytest.raises((FaultyDataError, WrongInputError)):
            load_distances(written(tmp_path, "b.csv", text))


def test_faults_of_runs_and_availability_are_told_together(
    taxonomy: Taxonomy, tmp_path: Path
) -> None:
    runs = written(tmp_path, "r.yaml", "hold: 1\n")
    people = written(tmp_path, "p.yaml", "personer: 1\n")
    with pytest.raises(WrongInputError) as error:
        load_calendar(runs, people, taxonomy, YEAR)
    assert {fault.file for fault in error.value.faults} == {"r.yaml", "p.yaml"}


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(small_region()))


def asked(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/needs/{path}/calendar")
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("person", ["p-00", "p-07", "p-12", "p-29"])
def test_page_and_json_tell_the_same(client: Client, person: str) -> None:
    told = asked(client, f"cnc-drejer/people/{person}")
    html = client.get(f"/behov/cnc-drejer/person/{person}/kalender").text
    assert told["best"]["summary_da"] in html
    for step in told["best"]["steps"]:
        assert step["run"]["module"]["title_da"] in html
        assert str(step["run"]["seats"] or "ikke oplyst") in html
    assert html.count("<details") >= len(told["alternatives"])
    assert "Sådan er der valgt" in html


def test_the_picture_has_a_bar_for_every_run_and_says_so_in_words(client: Client) -> None:
    told = asked(client, "cnc-drejer/people/p-07")
    page = calendar_page(Answers(small_region()), "cnc-drejer", "p-07")
    assert page.timeline is not None
    assert len(page.timeline.rows) == len(told["best"]["steps"]) == len(page.best.rows)
    tops = {bar.y for bar in page.timeline.bars}
    assert len(tops) == len(page.timeline.rows)
    for bar in (*page.timeline.bars, *page.timeline.busy):
        assert 0 <= bar.x < bar.x + bar.width <= page.timeline.width + 2
    for step in told["best"]["steps"]:
        assert step["run"]["module"]["title_da"] in page.timeline.words


def test_every_run_of_an_answer_is_one_the_person_can_attend(client: Client) -> None:
    region = small_region()
    assert region.calendar is not None
    for person in ("p-07", "p-00"):
        told = asked(client, f"cnc-drejer/people/{person}")
        case = calendar_case(region, region.calendar, "cnc-drejer", person)
        busy = case.availability.busy[0]
        for step in told["best"]["steps"]:
            days = [date.fromisoformat(day) for day in step["run"]["days"]]
            assert not any(busy.holds(day) for day in days)
            assert step["run"]["seats"] != 0
            assert step["run"]["km"] <= 60


def test_hostile_names_are_escaped_on_the_page() -> None:
    from urllib.parse import quote

    client = Client(create_app(hostile_region()))
    person = quote(HOSTILE_PERSON, safe="")
    html = client.get(f"/behov/{quote('b-æ&1', safe='')}/person/{person}/kalender").text
    assert HOSTILE_NAME not in html
    assert "Ingen har oplyst" in html


def test_without_runs_the_page_says_so_and_the_person_page_has_no_link() -> None:
    client = Client(create_app(replace(small_region(), calendar=None)))
    answer = client.get("/behov/cnc-drejer/person/p-07/kalender")
    assert answer.status_code == 409
    assert "ingen kursushold indlæst" in answer.text
    assert "/kalender" not in client.get("/behov/cnc-drejer/person/p-07").text


def test_the_person_page_links_to_the_calendar(client: Client) -> None:
    html = client.get("/behov/cnc-drejer/person/p-07").text
    assert 'href="/behov/cnc-drejer/person/p-07/kalender"' in html


def test_unknown_needs_and_people_are_told(client: Client) -> None:
    for path in ("ukendt/people/p-07", "cnc-drejer/people/ukendt"):
        assert client.get(f"/api/v1/needs/{path}/calendar").status_code == 404


@pytest.mark.parametrize(
    ("need", "person"),
    [
        ("fs-drejer", "nj-049"), ("fs-drejer", "nj-065"), ("fs-fraeser", "nj-081"),
        ("fs-maaling", "nj-115"), ("tr-klejnsmed", "nj-088"), ("vr-robotsvejser", "nj-062"),
        ("vr-robotprogrammoer", "nj-077"), ("fs-programmoer", "nj-146"),
    ],
)  # fmt: skip
def test_the_example_people_get_a_whole_answer(need: str, person: str) -> None:
    view = propose_calendar(asking.example("nordjylland", ON), need, person)
    best = view.best
    assert best.proven
    assert best.closed == (best.open_da == [])
    assert best.closed or view.causes or view.blocked or view.without_runs_da
    assert view.reasons
    for price in view.prices:
        assert bool(price.changes) == bool(price.person_da) == bool(price.employer_da)
        assert price.consultant_da
    texts = view.model_dump_json()
    assert "None" not in texts
    assert "  " not in texts


def test_the_made_up_runs_are_those_the_generator_makes(taxonomy: Taxonomy, tmp_path: Path) -> None:
    for name in ("planer.yaml", "personer.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    assert build_runs(tmp_path, taxonomy) == 220
    assert (tmp_path / "hold.csv").read_bytes() == (EXAMPLE / "hold.csv").read_bytes()
    runs = load_runs(EXAMPLE / "hold.csv", taxonomy).runs
    assert all(run.id.startswith("opdigtet-") for run in runs)
    assert any(run.seats == 0 for run in runs)
    assert any(run.cancelled for run in runs)
    assert {RunForm.DAY, RunForm.EVENING, RunForm.ONLINE} == {run.form for run in runs}
    assert min(run.start for run in runs) > EXAMPLE_DAY + timedelta(days=1)


@pytest.mark.parametrize(("need", "person"), [("vr-robotsvejser", "nj-003"), ("tr-mag", "nj-142")])
def test_a_package_chosen_instead_of_one_as_short_says_so(need: str, person: str) -> None:
    region = asking.example("nordjylland", ON)
    view = propose_package(region, need, person)
    plain = Packager(build_problem(region.need(need)[0], region.taxonomy, ON)).best(
        region.person(person)
    )
    assert view.choice_da.startswith("Valgt frem for «")
    assert "(forslag; skolen afgør det)" in view.choice_da
    assert (view.best.days, view.best.fee.kroner) == (plain.days, plain.fee)
    assert [step.module.id for step in view.best.steps] != list(plain.modules)
    html = Client(create_app(region)).get(f"/behov/{need}/person/{person}").text
    assert "Valgt frem for «" in html


def test_the_command_on_dates(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from api.cli.main import app

    files = {"plan": "planer.yaml", "people": "personer.csv", "runs": "hold.csv",
             "availability": "kalender.yaml"}  # fmt: skip
    common = ["package", "--need", "vr-robotsvejser", "--person", "nj-062", "--on", "2026-11-22",
              "--from", "2026-12-01", "--until", "2027-12-01"]  # fmt: skip
    common += [part for key, name in files.items() for part in (f"--{key}", str(EXAMPLE / name))]
    app([*common, "--json"], standalone_mode=False)
    told = json.loads(capsysbinary.readouterr().out)
    region = asking.example("nordjylland", ON)
    period = Period(date(2026, 12, 1), date(2027, 12, 1))
    calendar = load_calendar(
        EXAMPLE / "hold.csv", EXAMPLE / "kalender.yaml", region.taxonomy, period
    )
    same = propose_calendar(replace(region, calendar=calendar), "vr-robotsvejser", "nj-062")
    assert told == json.loads(same.model_dump_json())
    app(common, standalone_mode=False)
    shown = capsysbinary.readouterr().out.decode()
    assert same.best.summary_da in shown
    assert "Hvad betingelserne koster" in shown


def test_distances_of_their_own_and_options_that_do_not_fit(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from api.cli.main import app

    common = ["package", "--need", "vr-robotsvejser", "--person", "nj-062", "--on", "2026-11-22",
              "--plan", str(EXAMPLE / "planer.yaml"), "--people",
              str(EXAMPLE / "personer.csv")]  # fmt: skip
    runs = ["--runs", str(EXAMPLE / "hold.csv"), "--json"]
    far = written(tmp_path, "km.csv", "sted,km\nAalborg,3\nThisted,4\nHobro,5\n")
    app([*common, *runs, "--distances", str(far)], standalone_mode=False)
    told = json.loads(capsysbinary.readouterr().out)
    assert told["best"]["km"] is not None
    assert all(step["run"]["km"] <= 5 for step in told["best"]["steps"])
    with pytest.raises(WrongInputError) as error:
        app([*common, "--from", "2027-01-01", "--distances", str(far)], standalone_mode=False)
    assert {fault.field for fault in error.value.faults} == {"--from", "--distances"}
    for wrong in (["--least", "fee"], ["--until", "2026-01-01"], ["--from", "i morgen"]):
        with pytest.raises(WrongInputError):
            app([*common, *runs, *wrong], standalone_mode=False)
