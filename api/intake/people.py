"""People from JSON, YAML, CSV or XLSX, or every fault that stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from api.intake.files import TABLES, TREES, decode, read_file
from api.intake.locating import (
    PROTECTED_PROBLEM,
    FaultList,
    TableLocator,
    TreeLocator,
    is_protected,
)
from api.intake.schemas import MAX_EVIDENCE, EvidenceIn, PersonIn
from api.intake.tables import Table, read_table
from api.intake.trees import read_tree
from api.intake.words import competence_for
from matcher.facts import Evidence, Person
from taxonomy.concepts import CompetenceKind
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from api.intake.locating import Locator, Path
    from taxonomy.snapshot import Taxonomy

M = TypeVar("M", bound=BaseModel)

HEADERS: Final = {
    "id": ("person", "person_id", "personid", "id", "pseudonym", "borger", "nr"),
    "competence": ("competence", "kompetence", "kompetence_id", "certifikat", "kan"),
    "level": ("level", "niveau"),
    "kind": ("kind", "vist ved", "vist_ved", "art", "type", "bevistype", "evidence"),
    "judge": ("judge", "vurderet af", "vurderet_af", "vurderet", "judged_by"),
    "shown": ("shown", "dato", "vist", "slut", "slutdato", "date", "end", "senest"),
    "months": ("months", "måneder", "maaneder", "antal måneder"),
    "expires": ("expires", "udløber", "udloeber", "udløb", "gyldig til", "gyldig_til"),
    "foreign": ("foreign", "udenlandsk", "udland"),
    "suggested": ("suggested", "forslag", "foreslået", "foreslaaet"),
    "evidence_id": ("evidence_id", "bevis_id"),
}
REQUIRED: Final = ("id", "competence", "level", "kind")


@dataclass(frozen=True)
class PeopleFile:
    """People read, and what the reader should be told about how."""

    people: tuple[Person, ...]
    notices: tuple[str, ...]


def load_people(path: FilePath, taxonomy: Taxonomy) -> PeopleFile:
    """Read a file of people.

    Args:
        path: JSON, YAML, CSV or XLSX.
        taxonomy: the competences that words are looked up in.

    Returns:
        Everybody in the file, sorted by id.

    Raises:
        WrongInputError: with every fault found; then nobody is read.
    """
    file = read_file(path, TREES | TABLES)
    if file.suffix in TABLES:
        table = read_table(file)
        content, locator = _from_table(table)
        return PeopleFile(parse_people(content, locator, taxonomy), table.notices)
    tree, notices = read_tree(file)
    text = decode(file).text
    return PeopleFile(parse_people(tree, TreeLocator(file.name, text), taxonomy), notices)


def parse_people(content: object, locator: Locator, taxonomy: Taxonomy) -> tuple[Person, ...]:
    """Turn plain values into people.

    Args:
        content: an object with `people`, or the list itself.
        locator: knows where the values stand.
        taxonomy: the competences that words are looked up in.

    Returns:
        The people, sorted by id.

    Raises:
        WrongInputError: with every fault found.
    """
    faults = FaultList(locator)
    prefix, rows = _people_list(content, faults)
    people = [_person((*prefix, i), row, faults, taxonomy) for i, row in enumerate(rows)]
    _report_doubles([(prefix, i, p.id) for i, p in enumerate(people) if p], faults)
    faults.raise_if_any()
    return tuple(sorted((p for p in people if p), key=lambda p: p.id))


def _people_list(content: object, faults: FaultList) -> tuple[Path, list[object]]:
    if isinstance(content, list):
        return (), content
    if isinstance(content, dict) and isinstance(content.get("people"), list):
        for key in content.keys() - {"people"}:
            faults.add((key,), None, "feltet kendes ikke", "Filen skal kun have «people»")
        return ("people",), content["people"]
    faults.add((), content, "filen er ikke en liste af personer", "Skriv people: og en liste; se "
               "kompetencematch schema people")  # fmt: skip
    return (), []


def _report_doubles(ids: list[tuple[Path, int, str]], faults: FaultList) -> None:
    counts = Counter(person for _, _, person in ids)
    for prefix, place, person in ids:
        if counts[person] > 1:
            faults.add((*prefix, place, "id"), person, "id findes mere end én gang i filen",
                       "Saml personens beviser under ét id")  # fmt: skip


def _person(path: Path, row: object, faults: FaultList, taxonomy: Taxonomy) -> Person | None:
    if not isinstance(row, dict):
        faults.add(path, row, "er ikke en person", "Skriv id og evidence")
        return None
    head = {key: value for key, value in row.items() if key != "evidence"}
    person = shaped(PersonIn, path, head, faults)
    listed = row.get("evidence", [])
    if not isinstance(listed, list):
        faults.add((*path, "evidence"), listed, "er ikke en liste af beviser", "Skriv en liste")
        listed = []
    if len(listed) > MAX_EVIDENCE:
        problem = f"personen har {len(listed)} beviser, højst {MAX_EVIDENCE} kan læses"
        faults.add((*path, "evidence"), None, problem, "Behold de nyeste og dem, der viser mest")
        listed = []
    read = [
        read_evidence((*path, "evidence", i), e, faults, taxonomy) for i, e in enumerate(listed)
    ]
    counts = Counter(e.id for e in read if e and e.id)
    for place, evidence in enumerate(read):
        if evidence and counts[evidence.id] > 1:
            faults.add((*path, "evidence", place, "id"), evidence.id,
                       "bevisets id bruges mere end én gang", "Giv hvert bevis sit id")  # fmt: skip
    return Person(person.id, _named([e for e in read if e])) if person else None


def _named(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """Evidence with an id each: its own, or one by content, so that order does not matter."""
    taken = {e.id for e in evidence}
    free = (name for n in count(1) if (name := f"e{n}") not in taken)
    ordered = sorted(evidence, key=_content)
    named = [e if e.id else replace(e, id=next(free)) for e in ordered]
    return tuple(sorted(named, key=lambda e: e.id))


def _content(e: Evidence) -> tuple[object, ...]:
    days = (e.shown or date.min, e.expires or date.min)
    return (e.competence, e.level, e.kind, e.judge, *days, e.months or 0, e.foreign, e.suggested)


def shaped(shape: type[M], path: Path, value: object, faults: FaultList) -> M | None:
    """A value as a shape, or None with its faults noted."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        faults.add_shape(path, error.errors(include_url=False))
        return None


def read_evidence(
    path: Path, value: object, faults: FaultList, taxonomy: Taxonomy
) -> Evidence | None:
    """Plain values as evidence, or None with its faults noted; the id may be empty."""
    shape = shaped(EvidenceIn, path, value, faults)
    if shape is None:
        return None
    competence = competence_for(shape.competence, (*path, "competence"), faults, taxonomy)
    if competence is None:
        return None
    if shape.expires and shape.shown and shape.expires < shape.shown:
        faults.add((*path, "expires"), shape.expires, "udløber før det blev vist", "Ret datoerne")
    kind = taxonomy.competences[competence].kind
    if kind is CompetenceKind.TRAIT:
        faults.add((*path, "competence"), shape.competence, "er et personligt træk, og dem måler "
                   "vi ikke", "Fjern linjen; tag det op i samtalen")  # fmt: skip
    if kind is CompetenceKind.CERTIFICATE and shape.level > 1:
        faults.add((*path, "level"), shape.level, "et certifikat haves eller haves ikke",
                   "Skriv 1 (har det) eller 0 (har det ikke)")  # fmt: skip
    fields = shape.model_dump(exclude={"id", "competence"})
    return Evidence(id=shape.id or "", competence=competence, **fields)


def _from_table(table: Table) -> tuple[object, TableLocator]:
    columns = _columns(table)
    people: dict[object, dict[str, Any]] = {}
    lines: dict[Path, int] = {(): table.header_line}
    places: dict[object, int] = {}
    for line, cells in table.rows:
        row = {name: cells[place] for name, place in columns.items()}
        person = row.pop("id", "")
        # A row without a person is told on its own line, not gathered with the others.
        key = str(person).strip() or ("", line)
        at = places.setdefault(key, len(places))
        entry = people.setdefault(
            key, {"evidence": []} | ({"id": person} if key == str(key) else {})
        )
        lines.setdefault(("people", at), line)
        evidence = _row_as_evidence(row)
        if evidence:
            lines["people", at, "evidence", len(entry["evidence"])] = line
            entry["evidence"].append(evidence)
    headers = {name: table.header[place] for name, place in columns.items()}
    return {"people": list(people.values())}, TableLocator(table.name, lines, headers)


def _row_as_evidence(row: dict[str, object]) -> dict[str, object]:
    """The filled cells; an empty cell is a field that is not there."""
    renamed = {"id" if name == "evidence_id" else name: value for name, value in row.items()}
    return {name: value for name, value in renamed.items() if str(value).strip()}


def _columns(table: Table) -> dict[str, int]:
    faults = FaultList(TableLocator(table.name, {(): table.header_line}, {}))
    known = {normalise(word): name for name, words in HEADERS.items() for word in words}
    columns: dict[str, int] = {}
    for place, header in enumerate(table.header):
        name = known.get(normalise(header))
        if name is None:
            faults.add((header,), None, *_unknown_column(header))
        elif name in columns:
            problem = f"to kolonner betyder det samme ({name})"
            faults.add((header,), None, problem, "Fjern den ene")
        else:
            columns[name] = place
    for name in (name for name in REQUIRED if name not in columns):
        faults.add((name,), None, "kolonnen mangler", f"Tilføj en af: {', '.join(HEADERS[name])}")
    faults.raise_if_any()
    return columns


def _unknown_column(header: str) -> tuple[str, str]:
    if is_protected(header):
        return PROTECTED_PROBLEM, "Fjern kolonnen fra filen"
    legal = ", ".join(words[0] for words in HEADERS.values())
    return "kolonnen kendes ikke", f"Fjern den, eller brug en af: {legal} (eller de danske navne)"
