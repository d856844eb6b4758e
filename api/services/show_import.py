"""What an import of people reads and changes, as values for terminal and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import Field

from api import wording
from api.intake.importing.columns import FIELD_DA, OF_COMPETENCE, How
from api.intake.importing.doubles import Likeness
from api.intake.importing.findings import Found, Note, WhyNot
from api.intake.importing.merging import What
from api.views import View
from taxonomy.concepts import LEVEL_NAMES, CompetenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.intake.importing.columns import Column
    from api.intake.importing.doubles import Pair
    from api.intake.importing.findings import Finding, ReadPeople, Unread
    from api.intake.importing.merging import Change
    from api.services.import_people import PeopleImport
    from matcher.facts import Evidence
    from taxonomy.errors import Fault
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy

MOST_NEAR: Final = 200
"""Different words for which something near is looked up; each costs a few milliseconds."""

NOTE_DA: Final = {
    Note.NO_LEVEL: "niveau ikke oplyst; sat til begynder",
    Note.BY_LENGTH: "niveau skønnet ud fra længden",
    Note.YEAR_ONLY: "kun årstal; sat til 1. januar",
    Note.MENTIONED: "nævnt, men ikke oplyst som bevis",
}
WHY_NOT_DA: Final = {
    WhyNot.NO_MATCH: "ikke genkendt",
    WhyNot.WISHED: "et ønske, ikke noget personen kan",
    WhyNot.NEGATED: "personen siger selv fra",
    WhyNot.TRAIT: "personligt træk; det måler vi ikke",
    WhyNot.LEFT_OUT: "handler ikke om, hvad personen kan",
    WhyNot.NOT_A_LEVEL: "et nej er ikke en vurdering; skriv 0, hvis nogen har vurderet det",
}
WHAT_DA: Final = {
    What.ADDED: "ny",
    What.UPDATED: "ændret",
    What.UNCHANGED: "uændret",
    What.KEPT_CONFIRMED: "bekræftet før; ikke rørt",
    What.KEPT_ABSENT: "ikke i kilden mere; beholdt",
}
LIKENESS_DA: Final = {
    Likeness.ID: "id'erne er skrevet næsten ens",
    Likeness.EVIDENCE: "beviserne er næsten ens",
}


class ColumnView(View):
    """Én kolonne og det, den er læst som."""

    header: str
    field: str = Field(description="Tom, når kolonnen ikke er læst")
    how: str
    text_da: str


class AlternativeView(View):
    """En anden kompetence, ordene kan betyde."""

    competence: str
    label_da: str
    probability: float


class FindingView(View):
    """Ét bevis, som det er læst."""

    line: int
    person: str
    header: str
    words: str
    competence: str
    label_da: str
    level: int
    level_da: str
    kind: str
    judge: str
    shown_da: str = Field(description="Længde, dato og udløb, som de er læst")
    suggested: bool
    probability: float | None = Field(description="Tom, når ordet er kompetencens eget navn")
    how_da: str
    alternatives: list[AlternativeView]


class UnreadView(View):
    """Ord, der ikke blev til et bevis."""

    line: int
    person: str
    header: str
    words: str
    why: str
    why_da: str


class PlaceView(View):
    """En celle."""

    line: int
    header: str


class FileView(View):
    """Én fil, som den er læst."""

    file: str
    people: int
    columns: list[ColumnView]
    findings: list[FindingView]
    unread: list[UnreadView]
    cpr_removed: list[PlaceView] = Field(description="Celler, hvor et CPR-nummer er fjernet")
    notices: list[str]


class ChangeView(View):
    """Hvad der sker med ét bevis."""

    person: str
    evidence: str
    what: str
    what_da: str
    text_da: str
    before_da: str = Field(description="Som det var, når det bliver ændret")


class PairView(View):
    """To id'er, der kan være samme person."""

    first: str
    second: str
    why_da: str


class FaultView(View):
    """En fejl, der skal rettes, før der kan skrives."""

    file: str
    line: int
    field: str
    found: str
    problem: str
    remedy: str


class PeopleImportView(View):
    """Hvad en import læser og ændrer."""

    out: str
    written: bool
    files: list[FileView]
    counts: dict[str, int] = Field(description="Beviser efter, hvad der sker med dem")
    changes: list[ChangeView] = Field(description="Alt andet end det, der er uændret")
    absent: list[str] = Field(description="Personer, der ikke er i kilden; de er beholdt")
    twice: list[FindingView] = Field(description="Beviser, der står mere end én gang; tæller én")
    pairs: list[PairView]
    to_confirm: int = Field(description="Beviser i filen, der er foreslået og ikke bekræftet")
    faults: list[FaultView]


def show_import(value: PeopleImport, taxonomy: Taxonomy) -> PeopleImportView:
    """An import as a view; texts from cells are shown without CPR numbers, private ones never."""
    shower = _Shower(taxonomy)
    changes = value.merged.changes
    return PeopleImportView(
        out=str(value.out),
        written=value.written,
        files=[shower.file(file) for file in value.read],
        counts={what.value: sum(c.what is what for c in changes) for what in What},
        changes=[shower.change(c) for c in changes if c.what is not What.UNCHANGED],
        absent=list(value.merged.absent),
        twice=[shower.finding(finding) for finding in value.merged.double],
        pairs=[_pair(pair) for pair in value.pairs],
        to_confirm=sum(e.suggested for p in value.merged.people for e in p.evidence),
        faults=[_fault(fault) for fault in value.faults],
    )


class _Shower:
    def __init__(self, taxonomy: Taxonomy) -> None:
        self._competences = taxonomy.competences
        self._labels = taxonomy.labels
        self._near: dict[str, CompetenceId] = {}

    def file(self, value: ReadPeople) -> FileView:
        return FileView(
            file=value.file,
            people=len(value.people),
            columns=[self._column(c) for c in value.columns],
            findings=[self.finding(f) for f in value.findings],
            unread=self._unread(value),
            cpr_removed=[PlaceView(line=line, header=header) for line, header in value.cpr],
            notices=list(value.notices),
        )

    def _unread(self, value: ReadPeople) -> list[UnreadView]:
        """Words that became nothing; in a column of names, what they may be a slip for."""
        named = {c.header for c in value.columns if c.field == "competence"}
        return [
            _unread(u, self._meant(u.words) if u.spot.header in named else "") for u in value.unread
        ]

    def _meant(self, words: str) -> str:
        if words not in self._near and len(self._near) < MOST_NEAR:
            self._near[words] = next(iter(self._labels.near(words, 1)), "")
        meant = self._near.get(words, "")
        return f"; mente du {self._label(meant)}?" if meant else ""

    def _column(self, value: Column) -> ColumnView:
        return ColumnView(
            header=value.header,
            field=value.field if value.read else "",
            how=value.how,
            text_da=self._column_words(value),
        )

    def _column_words(self, value: Column) -> str:
        if value.how is How.PROTECTED:
            return "er ikke læst: oplysningen må ikke indgå og gemmes ikke"
        if value.how is How.UNKNOWN:
            meant = f"; mente du {self._label(value.near)}?" if value.near else ""
            return f"er ikke læst: overskriften kendes ikke{meant}"
        if value.how is How.UNUSED:
            return "er ikke læst: den siger kun noget ved siden af en kolonne med én kompetence"
        if not value.read:
            return "er ikke læst: " + ("valgt fra" if value.how in _SAID else "fri tekst og ønsker")
        how = {How.CHOSEN: "valgt", How.REMEMBERED: "husket", How.KNOWN: "kendt overskrift",
               How.LABEL: "kompetencens navn", How.NEAR: f"ligner «{value.near}»"}  # fmt: skip
        return f"{self._field(value.field)} ({how[value.how]})"

    def _field(self, field: str) -> str:
        if field.startswith(OF_COMPETENCE):
            return f"niveau i {self._label(field.removeprefix(OF_COMPETENCE))}"
        return FIELD_DA[field]

    def finding(self, value: Finding) -> FindingView:
        e = value.evidence
        return FindingView(
            line=value.spot.line,
            person=value.spot.person,
            header=value.spot.header,
            words=value.words,
            competence=e.competence,
            label_da=self._label(e.competence),
            level=e.level,
            level_da=self._level(e),
            kind=e.kind,
            judge=e.judge,
            shown_da=_shown(e),
            suggested=e.suggested,
            probability=value.probability,
            how_da=_how(value),
            alternatives=[
                AlternativeView(
                    competence=a.competence,
                    label_da=self._label(a.competence),
                    probability=a.probability,
                )
                for a in value.alternatives
            ],
        )

    def change(self, value: Change) -> ChangeView:
        updated = value.before if value.what is What.UPDATED else None
        return ChangeView(
            person=value.person,
            evidence=value.evidence.id,
            what=value.what,
            what_da=WHAT_DA[value.what],
            text_da=self._evidence(value.evidence),
            before_da=self._evidence(updated) if updated else "",
        )

    def _evidence(self, e: Evidence) -> str:
        level = f" ({self._level(e)})" if self._level(e) else ""
        return f"{self._label(e.competence)}{level}: {wording.evidence(e)}"

    def _label(self, competence: CompetenceId) -> str:
        return self._competences[competence].label_da

    def _level(self, e: Evidence) -> str:
        if self._competences[e.competence].kind is CompetenceKind.CERTIFICATE:
            return "" if e.level else "har det ikke"
        return LEVEL_NAMES[e.level]


_SAID: Final = {How.CHOSEN, How.REMEMBERED}


def _how(value: Finding) -> str:
    notes = "; ".join(NOTE_DA[note] for note in value.notes)
    if value.found is Found.NAME and not value.evidence.suggested:
        return "navn"
    sure = f"{wording.number(100 * (value.probability or 0), 0)} %"
    how = "navn; skal bekræftes" if value.found is Found.NAME else f"foreslået, {sure}"
    return f"{how}: {notes}" if notes else how


def _shown(e: Evidence) -> str:
    parts: Iterable[str] = (
        f"{e.months} mdr." if e.months is not None else "",
        f"vist {e.shown:%d.%m.%Y}" if e.shown else "",
        f"til {e.expires:%d.%m.%Y}" if e.expires else "",
        "udenlandsk" if e.foreign else "",
    )
    return ", ".join(filter(None, parts))


def _unread(value: Unread, meant: str) -> UnreadView:
    spot, more = value.spot, meant if value.why is WhyNot.NO_MATCH else ""
    return UnreadView(
        line=spot.line, person=spot.person, header=spot.header, words=value.words,
        why=value.why, why_da=WHY_NOT_DA[value.why] + more,
    )  # fmt: skip


def _pair(value: Pair) -> PairView:
    alike = f" ({wording.number(100 * value.share, 0)} %)"
    why = LIKENESS_DA[value.likeness]
    shown = alike if value.likeness is Likeness.EVIDENCE else ""
    return PairView(first=value.first, second=value.second, why_da=why + shown)


def _fault(value: Fault) -> FaultView:
    return FaultView(
        file=value.file, line=value.line, field=value.field, found=value.found,
        problem=value.problem, remedy=value.remedy,
    )  # fmt: skip
