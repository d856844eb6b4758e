"""Facts for rules: read in Danish, refused with every fault at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from api.errors import WrongInputError
from api.intake.rule_facts import load_facts
from matcher.rules.credit import Track
from matcher.rules.schemes.amu import AmuFacts
from matcher.rules.schemes.euv import EuvFacts
from matcher.rules.schemes.words import Schooling

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.rules.asking import Facts
    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy


@pytest.fixture
def read(tmp_path: Path, taxonomy: Taxonomy) -> Reader:
    return Reader(tmp_path, taxonomy)


class Reader:
    """Writes a file and reads it as facts."""

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        """Remember where files are written."""
        self.folder = folder
        self.taxonomy = taxonomy

    def __call__(self, text: str, kind: type[Facts] = EuvFacts, ending: str = "yaml") -> Facts:
        """The facts of a text."""
        path = self.folder / f"fakta.{ending}"
        path.write_text(text, encoding="utf-8")
        return load_facts(path, kind, self.taxonomy.parameters)[0]

    def faults(self, text: str, kind: type[Facts] = EuvFacts) -> tuple[Fault, ...]:
        """What a text is refused for."""
        with pytest.raises(WrongInputError) as caught:
            self(text, kind)
        return caught.value.faults


def test_every_kind_of_fact_is_read(read: Reader) -> None:
    facts = read(
        "fødselsdato: 03-08-1995\nspor: euv2\nrkv_gennemført: ja\ngf2_uger: 12,5\n"
        "relevant_erfaring_måneder: 18\npapirer: [kopi af alle beviser, andet]\n"
    )
    assert facts == EuvFacts(
        birth_date=date(1995, 8, 3), track=Track.EUV2, rkv_done=True, basic_weeks=12.5,
        months=18, papers=("kopi af alle beviser", "andet"),
    )  # fmt: skip


def test_json_and_yaml_give_the_same(read: Reader) -> None:
    plain = read("uddannelse: faglært\nkursusdage: 5\n", AmuFacts)
    assert read('{"uddannelse": "Faglært", "kursusdage": 5.0}', AmuFacts, "json") == plain
    assert plain == AmuFacts(schooling=Schooling.SKILLED, days=5.0)


def test_what_is_empty_is_not_told(read: Reader) -> None:
    assert read("spor: null\nfødselsdato: ''\n") == EuvFacts()


def test_all_faults_are_told_at_once_with_line_and_remedy(read: Reader) -> None:
    faults = read.faults(
        "spor: EUV9\nfødselsdatoen: 1995-08-03\nrelevant_erfaring_måneder: 1.5\n"
        "rkv_gennemført: måske\nfødselsdato: i går\npapirer: [selvangivelse]\n"
    )
    assert [(fault.line, fault.field) for fault in faults] == [
        (1, "spor"), (2, "fødselsdatoen"), (3, "relevant_erfaring_måneder"),
        (4, "rkv_gennemført"), (5, "fødselsdato"), (6, "papirer[0]"),
    ]  # fmt: skip
    assert all(fault.remedy for fault in faults)
    assert "EUV1, EUV2, EUV3" in faults[0].remedy
    assert "Mente du fødselsdato?" in faults[1].remedy


@pytest.mark.parametrize("written", ["-1", "1e9", "nan", "inf", "ja", "[1]", "99999999", "true"])
def test_a_number_that_is_none_is_refused(read: Reader, written: str) -> None:
    (fault,) = read.faults(f"relevant_erfaring_måneder: {written}\n")
    assert "tal" in fault.problem + fault.remedy


def test_a_cpr_number_is_never_shown(read: Reader) -> None:
    (fault,) = read.faults("spor: '010190-1234'\n")
    assert "1234" not in str(fault)


@pytest.mark.parametrize("written", ["[1, 2]\n", "tekst\n", "5\n"])
def test_anything_but_named_facts_is_refused(read: Reader, written: str) -> None:
    (fault,) = read.faults(written)
    assert "oplysninger" in fault.problem


def test_a_protected_fact_is_taken_by_a_rule_that_asks_for_it(read: Reader) -> None:
    """Rules may know an age; rankings never may (see the import contract)."""
    assert read("fødselsdato: 1995-08-03\n") == EuvFacts(birth_date=date(1995, 8, 3))
