"""The commands about rules as they are typed, and the page they write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.services.rules_page import TITLES, rules_page
from matcher.rules.registry import RULES
from taxonomy.loading import load_taxonomy

ROOT = Path(__file__).parents[3]
COMMAND = Path(sys.executable).with_name("kompetencematch")
PERSON = """\
fødselsdato: 1990-02-28
uddannelsesstart: 2020-08-03
rkv_gennemført: ja
relevant_erfaring_måneder: 30
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `kompetencematch rules` with these words."""
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), "rules", *words], capture_output=True, text=True, check=False,
        env=environment, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "fakta.yaml"
    path.write_text(PERSON, encoding="utf-8")
    return str(path)


def test_a_rule_is_explained_with_its_tree_and_source(facts: str) -> None:
    done = run("explain", "euv-spor", "--facts", facts, "--on", "2020-08-01")
    assert done.returncode == 0, done.stderr
    for told in ("Svar: ✓ ja – EUV1", "Dagen, der afgør: 03.08.2020", "Sådan er svaret fundet",
                 "25 år", "ufm.dk", "[R1]", "Reglen i ord:", "Parametre:"):  # fmt: skip
        assert told in done.stdout, told


def test_json_carries_the_same_answer_with_law_and_hash(facts: str) -> None:
    done = run("explain", "euv-spor", "--facts", facts, "--on", "2020-08-01", "--json")
    answer = json.loads(done.stdout)
    assert (answer["verdict"], answer["outcome"]) == ("ja", "EUV1")
    assert answer["decided_on"] == "2020-08-03"
    assert len(answer["law_hash"]) == 16
    assert {law["parameter"] for law in answer["law"]} >= {"euv/mindstealder"}
    assert all(law["reference"] and law["valid_from"] for law in answer["law"])
    assert answer["trace"]["parts"]


def test_past_the_check_the_answer_names_the_last_source_and_no_value(facts: str) -> None:
    done = run("explain", "euv-vej", "--facts", facts, "--on", "2026-08-03", "--json")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "ja"  # the education began in 2020, and that day decides
    Path(facts).write_text("fødselsdato: 1990-02-28\n", encoding="utf-8")
    answer = json.loads(
        run("explain", "euv-vej", "--facts", facts, "--on", "2026-08-03", "--json").stdout
    )
    assert answer["verdict"] == "ikke kontrolleret"
    assert "senest kontrolleret til 31.12.2025" in answer["reason_da"]
    assert answer["law"][0]["value"] == ""
    assert any("Ikke oplyst" in notice for notice in answer["notices_da"])


def test_expected_law_is_used_in_simulation_only_and_says_so(facts: str) -> None:
    Path(facts).write_text("{}\n", encoding="utf-8")
    asked = ("explain", "reform-lov", "--facts", facts, "--on", "2027-01-01", "--json")
    assert json.loads(run(*asked).stdout)["verdict"] == "ikke kontrolleret"
    simulated = json.loads(run(*asked, "--simulate").stdout)
    assert simulated["verdict"] == "ja"
    assert simulated["simulated"] is True
    assert "afgør intet" in simulated["notices_da"][0]


def test_expected_law_is_marked_and_cites_no_act_that_is_passed(facts: str) -> None:
    Path(facts).write_text("{}\n", encoding="utf-8")
    done = run("explain", "reform-lov", "--facts", facts, "--on", "2027-01-01", "--simulate")
    (law,) = [line for line in done.stdout.splitlines() if "(01.01.2027" in line]
    assert "forventet lov, ikke vedtaget" in law
    assert "paragraf ikke set" in law
    assert "1750" not in law


def test_a_value_that_is_not_sure_says_so(facts: str) -> None:
    Path(facts).write_text("dun_niveau: 4\n", encoding="utf-8")
    done = run("explain", "amu-dun", "--facts", facts, "--on", "2024-02-01")
    assert "sikkerhed: middel" in done.stdout


def test_the_deciding_day_that_is_not_told_is_named(facts: str) -> None:
    Path(facts).write_text("kursusstart: 2021-05-03\n", encoding="utf-8")
    asked = ("explain", "veu-uge", "--facts", facts, "--on", "2021-06-01", "--json")
    answer = json.loads(run(*asked).stdout)
    assert answer["verdict"] == "kan ikke afgøres"
    assert answer["missing_da"] == ["den dag, der er søgt"]
    assert not any("Ikke oplyst" in notice for notice in answer["notices_da"])
    Path(facts).write_text("{}", encoding="utf-8")
    notices = json.loads(run(*asked).stdout)["notices_da"]
    named = "Ikke oplyst: den dag, der er søgt og den dag, kurset begynder."
    assert any(named in notice for notice in notices)


def test_two_days_that_give_two_rates_are_both_shown(facts: str) -> None:
    told = "kursusstart: 2021-01-11\nansøgt: 2020-12-15\n"
    Path(facts).write_text(told, encoding="utf-8")
    asked = ("explain", "veu-uge", "--facts", facts, "--on", "2021-06-01", "--json")
    answer = json.loads(run(*asked).stdout)
    assert answer["missing_da"] == ["en kilde til, om ansøgningen eller kursusstarten afgør"]
    rates = [law for law in answer["law"] if law["parameter"] == "veu/sats-uge"]
    assert [law["value"] for law in rates] == ["4.405", "4.460"]
    assert answer["days"] == ["2020-12-15", "2021-01-11"]
    assert "Dagen, der afgør: 15.12.2020 eller 11.01.2021" in run(*asked[:-1]).stdout


def test_every_file_that_is_no_stored_answer_is_told(facts: str, tmp_path: Path) -> None:
    empty = tmp_path / "tom.json"
    empty.write_text("{}", encoding="utf-8")
    done = run("replay", facts, str(empty), str(tmp_path / "nix.json"))
    assert done.returncode == 2
    assert "3 fejl" in done.stderr
    for told in ("filtypen", "ikke et gemt svar", "findes ikke"):
        assert told in done.stderr, told


def test_a_replayed_simulation_is_marked(facts: str, tmp_path: Path) -> None:
    Path(facts).write_text("{}\n", encoding="utf-8")
    kept = str(tmp_path / "svar.json")
    run("explain", "reform-lov", "--facts", facts, "--on", "2027-01-01", "--simulate",
        "--store", kept)  # fmt: skip
    assert "(simulering)" in run("replay", kept).stdout
    (view,) = json.loads(run("replay", kept, "--json").stdout)
    assert view["simulated"] is True


def test_a_list_that_is_one_word_is_refused_with_how_it_is_written(facts: str) -> None:
    Path(facts).write_text("papirer: lokalaftale\n", encoding="utf-8")
    done = run("explain", "ikuf-arbejdsfordeling", "--facts", facts, "--on", "2021-05-01")
    assert done.returncode == 2
    assert "er ikke en liste" in done.stderr


def test_without_facts_the_rule_and_its_questions_are_shown() -> None:
    done = run("explain", "krancertifikat")
    assert done.returncode == 0
    for told in ("tonmeter", "mobilkran", "R141", "paragraf ikke set"):
        assert told in done.stdout, told
    rule = json.loads(run("explain", "ikv-udfald", "--json").stdout)
    assert "AMU-loven § 15" in rule["legal_basis"]


def test_faulty_facts_and_unknown_rules_are_refused(facts: str) -> None:
    Path(facts).write_text("spor: EUV9\nalder: 25\n", encoding="utf-8")
    done = run("explain", "euv-spor", "--facts", facts)
    assert done.returncode == 2
    assert "2 fejl; intet er indlæst" in done.stderr
    unknown = run("explain", "euv-spår")
    assert unknown.returncode == 2
    assert "euv-spor" in unknown.stderr


def test_what_is_stale_is_listed_with_the_rules_it_stops() -> None:
    views = json.loads(run("stale", "--on", "2026-11-22", "--json").stdout)
    by_name = {view["parameter"]: view for view in views}
    assert by_name["euv/mindstealder"]["checked_until"] == "2025-12-31"
    assert "euv-vej" in by_name["euv/mindstealder"]["rules"]
    assert "amu/deltagerbetaling" not in by_name
    ends = [view["checked_until"] or "" for view in views]
    assert ends == sorted(ends)
    earlier = json.loads(run("stale", "--on", "2020-09-01", "--json").stdout)
    assert "euv/mindstealder" not in {view["parameter"] for view in earlier}


def test_the_list_holds_every_rule() -> None:
    assert [view["name"] for view in json.loads(run("list", "--json").stdout)] == list(RULES)
    assert f"{len(RULES)} regler" in run("list").stdout


def test_the_page_about_the_rules_is_fresh() -> None:
    """Mend it with: kompetencematch rules list --markdown > docs/regler.md."""
    page = (ROOT / "docs" / "regler.md").read_text(encoding="utf-8")
    assert page == rules_page(load_taxonomy())
    for name in RULES:
        assert f"| `{name}` |" in page
    assert page.count("\n## ") == len(TITLES)


def test_an_answer_is_stored_and_replayed(facts: str, tmp_path: Path) -> None:
    kept = str(tmp_path / "svar.json")
    asked = ("explain", "euv-spor", "--facts", facts, "--on", "2020-08-01", "--store", kept)
    assert run(*asked).returncode == 0
    (view,) = json.loads(run("replay", kept, "--json").stdout)
    assert (view["then_da"], view["altered"]) == ("ja – EUV1", False)
    shown = run("replay", kept)
    assert "0 ville blive et andet" in shown.stdout
    refused = run("replay", facts)
    assert refused.returncode == 2
    assert "filtypen" in refused.stderr
