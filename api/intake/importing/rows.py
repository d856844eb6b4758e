"""A table of people, one row per person or per evidence, read cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.cpr import cell_without_cpr, without_labels
from api.intake.importing.cells import months_of
from api.intake.importing.columns import (
    FIELD_DA,
    OF_COMPETENCE,
    ONE_OF_EACH,
    TEXTS,
    How,
    fold,
    looks_like_headers,
    recognise,
)
from api.intake.importing.findings import Finding, Found, Note, ReadPeople, Spot, Unread, WhyNot
from api.intake.importing.words import Word
from api.intake.locating import FaultList, TableLocator
from api.intake.people import read_evidence, shaped
from api.intake.schemas import YES_WORDS, PersonIn
from api.intake.tables import read_table
from matcher.facts import EvidenceKind
from taxonomy.concepts import CompetenceKind
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from api.intake.files import InputFile
    from api.intake.importing.columns import Column
    from api.intake.importing.words import WordReader
    from api.intake.tables import Table
    from matcher.facts import Evidence
    from taxonomy.ids import CompetenceId

MAX_ROWS: Final = 100_000
_YES: Final = {word for word, meant in YES_WORDS.items() if meant and word != "1"} | {"✓", "har"}
_PROOFS: Final = {EvidenceKind.CERTIFICATE, EvidenceKind.EDUCATION}
_NO: Final = {"nej", "no", "false", "-", "–", "ikke", "har ikke"}


def read_rows(
    file: InputFile,
    words: WordReader,
    chosen: Mapping[str, str],
    recall: Callable[[Sequence[str]], Mapping[str, str]] = lambda _: {},
) -> ReadPeople:
    """Read a table of people; faults are collected, not raised, so that all can be shown.

    Args:
        file: CSV or XLSX.
        words: for the cells in which several things may stand.
        chosen: fields by header, as a person has said.
        recall: from the headers of a table to fields by header, as settled before.

    Returns:
        Everything found, everything that was not, and every fault.

    Raises:
        WrongInputError: when it is no table at all, or longer than `MAX_ROWS`.
    """
    said = {fold(header) for header in chosen}

    def is_header(cells: Sequence[str]) -> bool:
        return looks_like_headers(cells) or bool(said & set(map(fold, cells)))

    table = read_table(file, is_header)
    if len(table.rows) > MAX_ROWS:
        problem = f"tabellen har {len(table.rows)} rækker; der kan læses {MAX_ROWS} ad gangen"
        fault = Fault(file.name, 0, "", "", problem, "Del filen, og importér delene hver for sig")
        raise WrongInputError([fault])
    columns = recognise(table.header, words.taxonomy, chosen, recall(table.header))
    return _Reading(table, columns, words).read()


@dataclass
class _Reading:
    """One table on its way to becoming findings."""

    table: Table
    columns: tuple[Column, ...]
    words: WordReader
    faults: FaultList = field(init=False)
    people: dict[str, None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    cpr: dict[tuple[int, str], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.faults = FaultList(self._locator(self.table.header_line, ""))

    def _locator(self, line: int, header: str) -> TableLocator:
        """For one row; a field without a column of its own stands in the cell under `header`."""
        own = {c.field: c.header for c in self.columns if c.read}
        headers = {name: own.get(name, header) for name in FIELD_DA}
        return TableLocator(self.table.name, {(): line}, headers)

    def _pass_on(self, faults: FaultList) -> None:
        for fault in faults.found:
            if self.faults.full:
                self.faults.left_out += 1
            else:
                self.faults.found.append(fault)

    def read(self) -> ReadPeople:
        """Columns first; rows only where it is known whose they are."""
        if self._columns_are_sound():
            for line, cells in self.table.rows:
                self._row(line, self._clean(line, cells))
        found = list(self.faults.found)
        if self.faults.left_out:
            problem = f"filen har {self.faults.left_out} fejl mere, som ikke er vist"
            found.append(Fault(self.table.name, 0, "", "", problem, "Ret disse først"))
        return ReadPeople(
            self.table.name, self.columns, tuple(self.people), tuple(self.findings),
            tuple(self.unread), tuple(self.cpr), self.table.notices, tuple(sorted(found)),
        )  # fmt: skip

    def _columns_are_sound(self) -> bool:
        fields = Counter(c.field for c in self.columns if c.field in ONE_OF_EACH)
        for column in self.columns:
            if fields[column.field] > 1:
                self.faults.add(
                    (column.header,), None, f"to kolonner betyder «{FIELD_DA[column.field]}»",
                    f'Vælg den ene: --map "{column.header}=ignorér" for den anden',
                )  # fmt: skip
        if not fields["id"]:
            self._no_id()
        if not any(c.field == "competence" or c.field in TEXTS or
                   c.field.startswith(OF_COMPETENCE) for c in self.columns):  # fmt: skip
            self.faults.add((), None, "ingen kolonne er genkendt som kompetencer",
                            'Giv en kolonne overskriften «kompetencer», eller skriv --map '
                            '"Overskrift=kompetencer"')  # fmt: skip
        return not self.faults.found

    def _no_id(self) -> None:
        private = any(c.how is How.PROTECTED for c in self.columns)
        why = " (navn og CPR-nummer kan ikke bruges som id og gemmes ikke)" if private else ""
        self.faults.add((), None, f"der er ingen kolonne med et pseudonymt id{why}",
                        "Tilføj en kolonne «person» med id'er som p-001, og behold nøglen hos jer "
                        'selv; eller skriv --map "Overskrift=person"')  # fmt: skip

    def _clean(self, line: int, cells: tuple[object, ...]) -> dict[int, object]:
        """The cells of columns that are read, by place, without CPR numbers."""
        cleaned: dict[int, object] = {}
        for column in self.columns:
            if column.how is How.PROTECTED:
                continue
            cell = cells[column.place]
            if isinstance(cell, str | int) and not isinstance(cell, bool):
                clean = cell_without_cpr(str(cell))
                if clean.removed:
                    self.cpr.setdefault((line, column.header))
                    cell = without_labels(clean)
            if column.read:
                cleaned[column.place] = cell
        return cleaned

    def _row(self, line: int, cells: dict[int, object]) -> None:
        filled = {place: cell for place, cell in cells.items() if str(cell).strip()}
        if not filled:
            return
        person = self._person(line, filled)
        if person is None:
            return
        self.people.setdefault(person)
        about = self._about(filled)
        for column in self.columns:
            cell = filled.get(column.place)
            if cell is None:
                continue
            spot = Spot(self.table.name, line, column.header, person)
            if column.field == "competence":
                self._own_row(spot, cell, about)
            elif column.field in TEXTS:
                self._text(spot, str(cell), {"kind": TEXTS[column.field].value, **_judge(about)})
            elif column.field.startswith(OF_COMPETENCE):
                self._level(spot, column.field.removeprefix(OF_COMPETENCE), cell, _judge(about))

    def _person(self, line: int, cells: dict[int, object]) -> str | None:
        column = next(c for c in self.columns if c.field == "id")
        cell = cells.get(column.place)
        faults = FaultList(self._locator(line, column.header))
        person = self._checked_person(line, column, cell, faults)
        self._pass_on(faults)
        return person

    def _checked_person(
        self, line: int, column: Column, cell: object, faults: FaultList
    ) -> str | None:
        if (line, column.header) in self.cpr:
            remedy = "Brug et pseudonymt id som p-001, og behold nøglen hos jer selv"
            faults.add(("id",), None, "id er et CPR-nummer, og det gemmes ikke", remedy)
            return None
        if cell is None:
            faults.add(("id",), None, "rækken har intet id", "Skriv personens id i hver række; "
                       "flettede celler har kun indhold i den første")  # fmt: skip
            return None
        person = shaped(PersonIn, (), {"id": cell}, faults)
        # What stands there may be a name, so it is not shown.
        faults.found = [replace(fault, found="") for fault in faults.found]
        return person.id if person else None

    def _about(self, cells: dict[int, object]) -> dict[str, object]:
        """What the row's own columns tell about the competence in it."""
        beside = ONE_OF_EACH - {"id", "competence"}
        about = {c.field: cells[c.place] for c in self.columns
                 if c.field in beside and c.place in cells}  # fmt: skip
        if "months" in about:
            about["months"] = months_of(about["months"])
        return about

    def _own_row(self, spot: Spot, cell: object, about: dict[str, object]) -> None:
        """A row about one competence, or about the several things that stand in its cell."""
        taxonomy, word = self.words.taxonomy, str(cell).strip()
        ids = (word,) if word in taxonomy.competences else taxonomy.labels.exact(word)
        if len(ids) != 1:
            self._text(spot, word, about)
            return
        fields = {"competence": ids[0], "kind": EvidenceKind.STATEMENT.value} | about
        notes: tuple[Note, ...] = ()
        if "level" not in fields:
            certificate = taxonomy.competences[ids[0]].kind is CompetenceKind.CERTIFICATE
            notes = () if certificate else (Note.NO_LEVEL,)
            fields |= {"level": 1} if certificate else {"level": 1, "suggested": "ja"}
        self._add(spot, word, fields, Found.NAME, notes)

    def _text(self, spot: Spot, cell: str, about: Mapping[str, object]) -> None:
        for word in self.words.read(cell):
            if not isinstance(word, Word):
                self.unread.append(Unread(spot, word.text, word.why))
                continue
            self._add_word(spot, word, about)

    def _add_word(self, spot: Spot, word: Word, about: Mapping[str, object]) -> None:
        told = {"competence": word.competence, "level": word.level, "months": word.months,
                "shown": word.shown, "expires": word.expires,
                "kind": EvidenceKind.STATEMENT.value}  # fmt: skip
        notes = word.notes
        if "level" in about:
            notes = tuple(n for n in notes if n not in {Note.NO_LEVEL, Note.BY_LENGTH})
        unsure = word.found is Found.TEXT or bool(notes)
        fields = told | dict(about) | ({"suggested": "ja"} if unsure else {})
        self._add(spot, word.text, fields, word.found, notes, word)

    def _level(
        self, spot: Spot, competence: CompetenceId, cell: object, about: Mapping[str, object]
    ) -> None:
        """A cell under a competence's own name: a level, a yes, or a no that says nothing."""
        text = str(cell).strip().casefold()
        fields = {"competence": competence, "kind": EvidenceKind.STATEMENT.value} | dict(about)
        if text in _NO:
            self.unread.append(Unread(spot, str(cell), WhyNot.NOT_A_LEVEL))
            return
        notes: tuple[Note, ...] = ()
        level = cell
        if text in _YES:
            kind = self.words.taxonomy.competences[competence].kind
            notes = () if kind is CompetenceKind.CERTIFICATE else (Note.NO_LEVEL,)
            level = 1
        fields |= {"level": level} | ({"suggested": "ja"} if notes else {})
        self._add(spot, str(cell), fields, Found.NAME, notes)

    def _add(
        self, spot: Spot, words: str, fields: Mapping[str, object], found: Found,
        notes: tuple[Note, ...], word: Word | None = None,
    ) -> None:  # fmt: skip
        named = {"id" if k == "evidence_id" else k: v for k, v in fields.items() if v is not None}
        faults = FaultList(self._locator(spot.line, spot.header))
        evidence = read_evidence(("evidence",), named, faults, self.words.taxonomy)
        self._pass_on(faults)
        if evidence is None:
            return
        if word and self._only_mentioned(evidence):
            evidence, notes = replace(evidence, suggested=True), (*notes, Note.MENTIONED)
        more = (word.probability, word.alternatives) if word else (None, ())
        self.findings.append(Finding(spot, words, evidence, found, *more, notes))

    def _only_mentioned(self, evidence: Evidence) -> bool:
        """Whether a certificate is read out of a job or a sentence: «kranfører» is no proof."""
        kind = self.words.taxonomy.competences[evidence.competence].kind
        return kind is CompetenceKind.CERTIFICATE and evidence.kind not in _PROOFS


def _judge(about: Mapping[str, object]) -> dict[str, object]:
    return {"judge": about["judge"]} if "judge" in about else {}
