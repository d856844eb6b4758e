"""People made by chance and written in every format, as different programs would write them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from api.intake.schemas import ID_FORM, JUDGE_WORDS, KIND_WORDS, LEVEL_WORDS, YES_WORDS
from taxonomy.concepts import CompetenceKind
from taxonomy.errors import holds_cpr
from tests.api.intake.hostile import xlsx
from tests.api.intake.reading import TAXONOMY

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = (
    "id",
    "competence",
    "level",
    "kind",
    "judge",
    "shown",
    "months",
    "expires",
    "foreign",
    "suggested",
)
DANISH = ("Person", "Kompetence", "Niveau", "Vist ved", "Vurderet af", "Dato", "Måneder",
          "Udløber", "Udenlandsk", "Forslag")  # fmt: skip
SKILLS = sorted(
    c.id
    for c in TAXONOMY.competences.values()
    if c.kind not in {CompetenceKind.TRAIT, CompetenceKind.CERTIFICATE}
)
People = list[dict[str, Any]]

ids = st.from_regex(ID_FORM, fullmatch=True).filter(lambda word: not holds_cpr(word))
days = st.dates(date(1990, 1, 1), date(2026, 12, 31)).map(date.isoformat)
shown = st.fixed_dictionaries(
    {
        "competence": st.sampled_from(SKILLS),
        "level": st.one_of(st.integers(0, 4), st.sampled_from(list(LEVEL_WORDS))),
        "kind": st.sampled_from(list(KIND_WORDS)),
    },
    optional={
        "judge": st.sampled_from(list(JUDGE_WORDS)),
        "shown": days,
        "months": st.integers(0, 720),
        "foreign": st.sampled_from([word for word in YES_WORDS if word]),
        "suggested": st.sampled_from([word for word in YES_WORDS if word]),
    },
)
files: st.SearchStrategy[People] = st.lists(
    st.fixed_dictionaries({"id": ids, "evidence": st.lists(shown, max_size=4)}),
    max_size=4,
    unique_by=lambda person: person["id"],
)


def rows(people: People) -> list[list[str]]:
    """One row per evidence; a person without any has a row of their own."""
    return [
        [str(cell) for cell in (person["id"], *(e.get(c, "") for c in COLUMNS[1:]))]
        for person in people
        for e in person["evidence"] or [{}]
    ]


def as_csv(people: People, delimiter: str = ",", header: tuple[str, ...] = COLUMNS) -> bytes:
    """A table as a program would write it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([header, *rows(people)])
    return stream.getvalue().encode()


def as_json(people: People) -> bytes:
    """JSON as a program would write it."""
    return json.dumps({"people": people}, indent=2).encode()


def as_yaml(people: People) -> bytes:
    """YAML as a program would write it."""
    return yaml.safe_dump({"people": people}, allow_unicode=True).encode()


def as_xlsx(people: People) -> bytes:
    """A workbook of text cells."""
    return xlsx(*rows(people), header=DANISH)


FORMATS: dict[str, Callable[[People], bytes]] = {
    "a.json": as_json,
    "a.yaml": as_yaml,
    "a.csv": as_csv,
    "semikolon.csv": lambda people: as_csv(people, ";", DANISH),
    "a.xlsx": as_xlsx,
}
