"""Use case: people from the tables other systems write, checked, shown, and kept up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import MAX_BYTES, TABLES, read_file, single_fault
from api.intake.importing.columns import IGNORE, How, fold
from api.intake.importing.doubles import near_doubles
from api.intake.importing.merging import merge
from api.intake.importing.rows import read_rows
from api.intake.importing.words import WordReader
from api.intake.people import PeopleFile, load_people
from api.services.column_memory import ColumnMemory, chosen_columns
from api.services.people_text import check_ending, people_text
from api.services.reading import LateReader
from api.writing import write_whole
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from api.intake.importing.doubles import Pair
    from api.intake.importing.findings import ReadPeople
    from api.intake.importing.merging import Merged
    from matcher.facts import Evidence, Person
    from taxonomy.snapshot import Taxonomy

PEOPLE_FILE: Final = Path("personer.yaml")


@dataclass(frozen=True)
class PeopleImport:
    """What an import reads and changes.

    Attributes:
        pairs: ids that may be one person.
        faults: of the sources, the file to be written and the two together.
        written: whether the file was written; never in a preview, and not when nothing changes.
    """

    out: Path
    read: tuple[ReadPeople, ...]
    merged: Merged
    pairs: tuple[Pair, ...]
    faults: tuple[Fault, ...]
    written: bool = False


@dataclass(frozen=True)
class Choices:
    """How a person wants the columns read.

    Attributes:
        words: «Overskrift=felt» each.
        mapping: a file of the same, or None.
    """

    words: tuple[str, ...] = ()
    mapping: Path | None = None


def preview_people(
    sources: Sequence[Path],
    out: Path,
    taxonomy: Taxonomy,
    choices: Choices = Choices(),
    advance: Callable[[Sequence[Path]], Iterable[Path]] = tuple,
) -> PeopleImport:
    """Read tables and show what an import would do; nothing is written.

    Args:
        sources: CSV or XLSX.
        out: the people file that would be written; read when it is there.
        taxonomy: what words are looked up in.
        choices: how a person wants the columns read.
        advance: passes the sources through and may show progress.

    Returns:
        Everything read, what it would change, and every fault that stands in the way.

    Raises:
        WrongInputError: when a file is no table at all, or the choices cannot be understood.
    """
    check_ending(out)
    memory, words = ColumnMemory(), WordReader(taxonomy, LateReader(taxonomy))
    chosen = chosen_columns(choices.words, choices.mapping, taxonomy)
    read, faults = [], list[Fault]()
    for path in advance(sources):
        try:
            read.append(_read(path, words, chosen, memory))
        except WrongInputError as error:
            faults += error.faults
    existing = _existing(out, sources, taxonomy, faults)
    faults += [fault for file in read for fault in file.faults]
    faults += _unmet(chosen, read)
    merged = merge(existing, read)
    pairs = near_doubles(merged.people, {p for file in read for p in file.people})
    every = tuple(sorted({*faults, *merged.faults}))
    return PeopleImport(out, tuple(read), merged, pairs, every)


def import_people(plan: PeopleImport) -> PeopleImport:
    """Write what a preview showed, whole or not at all.

    Args:
        plan: from `preview_people`.

    Returns:
        The same, with whether anything was written.

    Raises:
        WrongInputError: with every fault of the preview, or when the file cannot be written.
    """
    if plan.faults:
        raise WrongInputError(plan.faults)
    ColumnMemory().remember([file.columns for file in plan.read])
    if not plan.merged.changed and plan.out.exists():
        return plan
    _write(plan.out, plan.merged.people)
    return replace(plan, written=True)


def _read(
    path: Path, words: WordReader, chosen: Mapping[str, str], memory: ColumnMemory
) -> ReadPeople:
    file = read_file(path, TABLES)
    return read_rows(file, words, chosen, lambda header: memory.recall(header, words.taxonomy))


def _existing(
    out: Path, sources: Sequence[Path], taxonomy: Taxonomy, faults: list[Fault]
) -> tuple[Person, ...]:
    if not out.exists():
        return ()
    if any(source.exists() and out.samefile(source) for source in sources):
        problem = "filen ville blive overskrevet med resultatet"
        faults.append(Fault(out.name, 0, "", "", problem, "Vælg et andet navn til --out"))
        return ()
    try:
        return load_people(out, taxonomy).people
    except WrongInputError as error:
        faults += error.faults
        return ()


def _unmet(chosen: Mapping[str, str], read: Sequence[ReadPeople]) -> Iterable[Fault]:
    """Choices about columns that are in no file."""
    there = {fold(c.header) for file in read for c in file.columns}
    private = {fold(c.header) for f in read for c in f.columns if c.how is How.PROTECTED}
    for header, field in chosen.items():
        if fold(header) in private and field != IGNORE:
            yield Fault("--map", 0, header, "", "kolonnen må ikke læses; den er beskyttet",
                        "Vælg en anden kolonne; brug et pseudonymt id som p-001")  # fmt: skip
        if read and fold(header) not in there:
            names = ", ".join(c.header for file in read for c in file.columns)
            yield Fault("--map", 0, header, "", "ingen kolonne har den overskrift",
                        f"Overskrifterne er: {names}")  # fmt: skip


@dataclass(frozen=True)
class Confirmed:
    """Suggestions about a person.

    Attributes:
        evidence: confirmed now, or waiting to be.
        waiting: suggestions in the whole file.
        written: whether they were confirmed.
    """

    evidence: tuple[Evidence, ...]
    waiting: int
    written: bool


def waiting_for(path: Path, person: str, taxonomy: Taxonomy) -> Confirmed:
    """What is suggested about a person and not confirmed; nothing is written.

    Raises:
        WrongInputError: when the file cannot be read, or the person is not in it.
    """
    file = load_people(path, taxonomy)
    waiting = sum(e.suggested for p in file.people for e in p.evidence)
    return Confirmed(tuple(_suggested(file, path, person).values()), waiting, written=False)


def confirm_people(
    path: Path, person: str, evidence: Sequence[str], taxonomy: Taxonomy
) -> Confirmed:
    """Turn suggested evidence of one person into confirmed; who judged the level stays.

    Args:
        path: a people file in YAML, JSON or CSV; written whole or not at all.
        person: whose evidence it is.
        evidence: ids; none is everything suggested about the person.
        taxonomy: what the file is read with.

    Returns:
        The evidence confirmed now.

    Raises:
        WrongInputError: when the file cannot be read or written, or an id is not there.
    """
    check_ending(path)
    file = load_people(path, taxonomy)
    suggested = _suggested(file, path, person)
    unknown = [name for name in evidence if name not in suggested]
    if unknown:
        remedy = f"Foreslået og ikke bekræftet er: {', '.join(suggested) or 'intet'}"
        problem = "er ikke et foreslået bevis hos personen"
        raise WrongInputError(
            [Fault(path.name, 0, "--evidence", name, problem, remedy) for name in unknown]
        )
    now = {name: replace(suggested[name], suggested=False) for name in evidence or suggested}
    people = tuple(
        replace(p, evidence=tuple(now.get(e.id, e) if p.id == person else e for e in p.evidence))
        for p in file.people
    )
    if now:
        _write(path, people)
    waiting = sum(e.suggested for p in people for e in p.evidence)
    return Confirmed(tuple(now.values()), waiting, written=bool(now))


def _suggested(file: PeopleFile, path: Path, person: str) -> dict[str, Evidence]:
    found = next((p for p in file.people if p.id == person), None)
    if found is None:
        remedy = f"Filen har {len(file.people)} personer; kontrollér id'et"
        raise WrongInputError(
            [Fault(path.name, 0, "--person", person, "personen findes ikke i filen", remedy)]
        )
    return {e.id: e for e in found.evidence if e.suggested}


def _write(out: Path, people: Sequence[Person]) -> None:
    content = people_text(people, out.suffix.lower()).encode()
    if len(content) > MAX_BYTES:
        problem = f"personfilen ville fylde mere end {MAX_BYTES // 1024 // 1024} MB"
        remedy = "Del kilden, og skriv hver del til sin egen fil med --out"
        raise single_fault(out.name, problem, remedy)
    try:
        write_whole(out, content)
    except (OSError, ValueError):
        remedy = "Kontrollér, at mappen findes, og at du må skrive der"
        raise single_fault(out.name, "filen kan ikke skrives", remedy) from None
