"""Every fact in `data/` that came from the briefing is held against the briefing.

The briefing (`../shared` beside the checkout) is never needed to run the product, so a fresh
clone without it skips the comparisons and still runs everything else here.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from taxonomy.concepts import CompetenceKind, LineKind, ModuleKind, Status

if TYPE_CHECKING:
    from taxonomy.concepts import Competence, JobProfile, Module, ProfileLine
    from taxonomy.snapshot import Taxonomy

ROOT: Final = Path(__file__).parents[2]
DATA: Final = ROOT / "data"
SHARED: Final = ROOT.parent / "shared"
DOMAIN: Final = SHARED / "domain"
ESCO: Final = SHARED / "data" / "esco"

needs_domain = pytest.mark.skipif(
    not DOMAIN.is_dir(), reason="briefingen ../shared/domain findes ikke på denne maskine"
)
needs_esco = pytest.mark.skipif(
    not ESCO.is_dir(), reason="ESCO-filerne ../shared/data/esco findes ikke på denne maskine"
)

AREAS: Final = {
    "CNC": "cnc-drejning cnc-fraesning cnc-slibning cnc-opstilling cnc-programmering",
    "CAD/CAM": "cad cam solidworks mastercam",
    "måling og tolerancer": "maaleteknik haandmaaling koordinatmaaling tolerancer iso-pasninger",
    "tegningslæsning": "tegningslaesning isometri svejsesymboler diagramlaesning",
    "materialer": "materialeforstaaelse rustfrit-staal aluminium-materiale konstruktionsstaal",
    "industrirobot": "industrirobot-betjening robotprogrammering robotsvejsning cobot",
    "PLC": "plc-programmering plc-fejlfinding plc-siemens",
    "HMI og SCADA": "hmi-scada",
    "følere": "sensorik procesinstrumentering",
    "pneumatik": "pneumatik elektropneumatik",
    "hydraulik": "hydraulik proportionalhydraulik mobilhydraulik",
    "elektrisk styring": "el-styring frekvensomformer el-sikkerhed-laus",
    "vedligehold": "vedligehold-forebyggende vedligehold-mekanisk maskinreparation fejlfinding",
    "svejseprocesser": "elektrodesvejsning mag-svejsning roertraadssvejsning tig-svejsning",
    "svejsning efter materiale": "tig-rustfri tig-aluminium mig-aluminium",
    "svejsecertifikater": "svejsecertifikat-111 svejsecertifikat-135 svejsecertifikat-136 "
    "svejsecertifikat-141",
    "plade": "pladebearbejdning kantbukning laserskaering",
    "rør": "roermontage roersvejsning roermontoer-proeve",
    "kabel": "kabelmontage kabelmontoer-proeve kabelafslutning",
    "elektronik": "elektronikmontage haandlodning esd ipc-a-610",
    "maskinsikkerhed": "maskinsikkerhed loto robotsikkerhed",
    "truck": "gaffelstabler-a gaffeltruck-b teleskoplaesser",
    "kran": "kranbasis mobilkran-8-30 taarnkran anhugning",
    "lovpligtige beviser": "paragraf-17 epoxy-isocyanat asbest-sikkerhed arbejdsmiljoeuddannelse",
    "Lean": "lean fem-s tavlemoede vaerdistroemsanalyse",
    "kvalitet": "kvalitetskontrol kvalitetsstyring spc egenkontrol",
    "produktions-it": "erp mes produktions-it it-basis",
    "logistik": "lager-logistik varemodtagelse pluk-pak",
    "samarbejde og læring": "teamarbejde instruktion-oplaering kommunikation",
    "dansk": "dansk dansk-02 fagdansk",
    "matematik": "matematik matematik-02 faglig-regning",
    "engelsk": "engelsk fagengelsk",
    "arbejdspladskultur": "dansk-arbejdspladskultur",
}
MACHINE_PATH: Final = re.compile(
    r"(?<![\w:/.])(/(home|root|tmp|work|Users|usr|opt|mnt|var|etc)/|[A-Za-z]:\\|file://|~/)"
)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _core(title: str) -> str:
    return re.sub(r"\s*\(.*", "", title).strip().casefold()


@needs_domain
def test_every_national_code_has_the_catalogues_title_and_days(taxonomy: Taxonomy) -> None:
    catalogue = {row["code"]: row for row in _rows(DOMAIN / "amu_catalogue.csv")}
    official = [m for m in taxonomy.modules.values() if m.national_code]
    assert official
    for module in official:
        row = catalogue[module.national_code]
        assert module.title_da == row["title_da"], module.id
        assert str(module.days) == row["duration_days"], module.id
        assert module.fkb == row["fkb_code"], module.id
        assert module.days_from_source
        assert "amu-catalogue" in module.origin.sources


@needs_domain
def test_every_named_title_is_in_a_source_and_its_days_agree(taxonomy: Taxonomy) -> None:
    named = {_core(row["title_da"]): row for row in _rows(DOMAIN / "amu_named_without_code.csv")}
    # The source's own title of this course is English.
    named["grundlæggende elkompetence til vindmøllebranchen"] = named[
        "basic electrical competence for wind"
    ]
    modules = [
        m
        for m in taxonomy.modules.values()
        if m.origin.status is Status.NAMED and m.kind is not ModuleKind.EUV
    ]
    assert len(modules) >= 10
    for module in modules:
        days = named[_core(module.title_da)]["duration_days"]
        assert module.days_from_source == bool(days), module.id
        assert not days or str(module.days) == days, module.id
        assert "amu-named" in module.origin.sources


@needs_domain
def test_no_proposal_bears_an_official_or_named_title(taxonomy: Taxonomy) -> None:
    files = ("amu_catalogue.csv", "amu_named_without_code.csv")
    taken = {_core(row["title_da"]) for file in files for row in _rows(DOMAIN / file)}
    for module in taxonomy.modules.values():
        if module.origin.status is Status.PROPOSAL:
            assert module.title_da.strip().casefold() not in taken, module.id
            assert not re.search(r"\b\d{5}\b", module.title_da), module.id


def _programme_facts(row: dict[str, str], weeks: str) -> tuple[str, ...]:
    basic = "20" if row[weeks].endswith("20") else ""
    keys = ("source_url", "source_year", "school_periods", "confidence")
    return (basic, *(row[key] for key in keys))


@needs_domain
def test_every_programme_agrees_with_its_source_on_weeks_periods_year_and_url() -> None:
    ours = Counter(
        (row["school_weeks"], *_programme_facts(row, "basic_weeks"))
        for row in _rows(DATA / "taxonomy" / "programmes.csv")
    )
    theirs = Counter(
        (row["school_weeks_hovedforloeb"], *_programme_facts(row, "grundforloeb_weeks"))
        for row in _rows(DOMAIN / "euv_programmes.csv")
    )
    assert ours == theirs


def test_periods_add_up_to_the_school_weeks(taxonomy: Taxonomy) -> None:
    for programme in taxonomy.programmes.values():
        if programme.school_weeks is not None and programme.school_periods:
            assert sum(programme.school_periods) == pytest.approx(programme.school_weeks)


def _esco_uris(pattern: str) -> set[str]:
    return {row["conceptUri"] for path in ESCO.glob(pattern) for row in _rows(path)}


@needs_esco
def test_every_esco_link_of_a_competence_exists(taxonomy: Taxonomy) -> None:
    known = _esco_uris("skills_*.csv")
    links = {c.id: c.esco.uri for c in taxonomy.competences.values() if c.esco}
    assert {i: uri for i, uri in links.items() if uri not in known} == {}
    skilled = {CompetenceKind.SKILL, CompetenceKind.KNOWLEDGE}
    described = [c for c in taxonomy.competences.values() if c.kind in skilled]
    assert len(links) >= len(described) / 2


@needs_esco
def test_every_esco_link_of_a_profile_exists(taxonomy: Taxonomy) -> None:
    known = _esco_uris("occupations_*.csv")
    links = {p.id: p.esco.uri for p in taxonomy.profiles.values() if p.esco}
    assert links
    assert {i: uri for i, uri in links.items() if uri not in known} == {}


@needs_domain
def test_every_validity_period_comes_from_the_rule_about_isocyanates(taxonomy: Taxonomy) -> None:
    rules = (DOMAIN / "RULES.md").read_text(encoding="utf-8")
    assert "isocyanate training must be renewed every 5 years" in rules
    for each in taxonomy.competences.values():
        if each.valid_years is not None:
            assert each.valid_years == 5, each.id
            assert "rule-r143" in each.origin.sources
            assert "isocyanat" in each.definition_da


@needs_domain
def test_every_fee_stands_in_the_rules(taxonomy: Taxonomy) -> None:
    rules = (DOMAIN / "RULES.md").read_text(encoding="utf-8")
    for dated in taxonomy.parameters["amu/deltagerbetaling"].values:
        row = next(r for r in rules.splitlines() if r.startswith(f"| {dated.start.year} |"))
        assert f"{dated.value:.0f}" in row
        assert dated.start.year == dated.checked_until.year


def test_a_certificate_that_law_demands_names_its_rule(taxonomy: Taxonomy) -> None:
    law = re.compile(r"lovplig|lovkrav|påbud", re.IGNORECASE)
    lines = (line for profile in taxonomy.profiles.values() for line in profile.lines)
    told = [
        *((c.id, c.definition_da, c.origin) for c in taxonomy.competences.values()),
        *((m.id, m.title_da + m.description_da, m.origin) for m in taxonomy.modules.values()),
        *((line.competence, line.note_da, line.origin) for line in lines),
    ]
    for name, text, origin in told:
        sourced = any(s.startswith(("rule-", "amu-", "pkg-")) for s in origin.sources)
        assert sourced or not law.search(text), name


def test_every_source_is_used(taxonomy: Taxonomy) -> None:
    values: list[Competence | Module | JobProfile | ProfileLine] = [
        *taxonomy.competences.values(),
        *taxonomy.modules.values(),
        *taxonomy.profiles.values(),
        *(line for profile in taxonomy.profiles.values() for line in profile.lines),
    ]
    assert {s for value in values for s in value.origin.sources} == set(taxonomy.sources)


def test_there_is_enough_to_match_with(taxonomy: Taxonomy) -> None:
    amu = {ModuleKind.AMU, ModuleKind.COURSE}
    assert len(taxonomy.competences) >= 250
    assert sum(m.kind in amu for m in taxonomy.modules.values()) >= 120
    assert len(taxonomy.profiles) >= 20


@pytest.mark.parametrize("area", AREAS)
def test_an_area_of_the_field_has_competences_that_can_be_learnt(
    taxonomy: Taxonomy, area: str
) -> None:
    for competence in AREAS[area].split():
        assert competence in taxonomy.competences
        assert taxonomy.graph.taught_by(competence), competence


def test_every_trade_field_is_used(taxonomy: Taxonomy) -> None:
    assert {c.field for c in taxonomy.competences.values()} == set(taxonomy.fields)


def test_what_we_wrote_ourselves_is_called_a_proposal(taxonomy: Taxonomy) -> None:
    status = Counter(m.origin.status for m in taxonomy.modules.values())
    assert status[Status.PROPOSAL] > status[Status.NAMED] > status[Status.OFFICIAL] > 0
    for values in (taxonomy.competences, taxonomy.profiles):
        assert {v.origin.status for v in values.values()} == {Status.PROPOSAL}
    for module in taxonomy.modules.values():
        if module.origin.status is Status.PROPOSAL and module.days_from_source:
            assert set(module.origin.sources) - {"own"}, module.id


def test_certificates_differ_from_skills_and_traits_are_never_demanded(taxonomy: Taxonomy) -> None:
    kinds = Counter(c.kind for c in taxonomy.competences.values())
    assert kinds[CompetenceKind.CERTIFICATE] >= 20
    assert kinds[CompetenceKind.TRAIT] >= 8
    for profile in taxonomy.profiles.values():
        traits = {line.competence for line in profile.lines if line.kind is LineKind.TRAIT}
        assert traits, profile.id
        assert {taxonomy.competences[t].kind for t in traits} == {CompetenceKind.TRAIT}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("mundtlig-dansk", "dansk"),
        ("fagdansk", "dansk"),
        ("fagengelsk", "engelsk"),
        ("faglig-regning", "matematik"),
        ("geometri", "matematik"),
        ("regneark", "it-basis"),
        ("visuel-kontrol", "kvalitetskontrol"),
        ("sammenstillingstegning", "tegningslaesning"),
        ("sproejtestoebning", "produktionslinje-betjening"),
        ("foedevarehygiejne", "produktionshygiejne"),
        ("elektronik-fejlfinding", "fejlfinding"),
        ("cnc-betjening", "spaantagning"),
        ("cnc-plasma", "plasmaskaering"),
    ],
)
def test_a_part_is_near_the_whole_but_never_counts_as_it(
    taxonomy: Taxonomy, part: str, whole: str
) -> None:
    assert whole not in taxonomy.graph.broader(part)
    assert whole in taxonomy.graph.near(part)


def test_every_course_that_welds_or_cuts_asks_for_or_gives_paragraph_17(
    taxonomy: Taxonomy,
) -> None:
    welds = {"svejsning", "termisk-skaering", "robotsvejsning", "cobotsvejsning"}
    for module in taxonomy.modules.values():
        if module.kind is ModuleKind.EUV or not welds & taxonomy.graph.outcomes(module.id).keys():
            continue
        asked = {a.competence for clause in module.prerequisites for a in clause}
        given = {a.competence for a in module.outcomes}
        assert "paragraf-17" in asked | given, module.id


def test_texts_are_whole_danish_sentences(taxonomy: Taxonomy) -> None:
    texts = [
        *((c.id, c.definition_da) for c in taxonomy.competences.values()),
        *((m.id, m.description_da) for m in taxonomy.modules.values()),
        *((p.id, p.description_da) for p in taxonomy.profiles.values()),
    ]
    for name, text in texts:
        assert re.search(r"[.!?]$", text), name
        assert "  " not in text, name
        assert not re.search(r"\b(aa|ae|oe)\b|�|Ã", text), name


def test_no_two_courses_bear_the_same_title(taxonomy: Taxonomy) -> None:
    titles = Counter(m.title_da.casefold() for m in taxonomy.modules.values())
    assert [title for title, count in titles.items() if count > 1] == []


def _data_files() -> list[Path]:
    return sorted(p for p in DATA.rglob("*") if p.is_file())


def test_no_file_of_data_tells_a_machines_path_or_a_registry() -> None:
    files = _data_files()
    assert len(files) >= 20
    for path in files:
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(ROOT)
        assert not MACHINE_PATH.search(text), place


def test_no_file_of_data_holds_what_may_be_a_cpr_number_or_a_mail_address() -> None:
    for path in _data_files():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!\d)[0-3]\d[01]\d{3}-\d{4}(?!\d)", text), path.name
        assert not re.search(r"[\w.]+@[\w-]+\.\w+", text), path.name


@pytest.mark.parametrize("text", ["læs /home/x", "C:\\data", "se ~/fil", "file:///x"])
def test_a_machines_path_would_be_seen(text: str) -> None:
    assert MACHINE_PATH.search(text)


@pytest.mark.parametrize("text", ["https://example.dk/var/ting", "1/2", "data/taxonomy"])
def test_an_address_is_not_a_machines_path(text: str) -> None:
    assert not MACHINE_PATH.search(text)
