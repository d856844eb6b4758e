"""From a table of needs (CSV, XLSX) to a draft of a plan: one row for a need or for a demand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from api.intake.cpr import remove_cpr
from api.intake.locating import FaultList, TableLocator, is_protected
from api.intake.plan_dates import deadlines_in
from api.intake.plan_draft import Asked, NeedDraft, Part, PlanDraft, fitting, gathered, settle
from api.intake.plan_flags import flags_in
from api.intake.plan_sentences import Mode
from api.intake.plan_text import SURE_ENOUGH, demands
from api.intake.schemas import LEVEL_WORDS
from api.intake.trimming import BULLETS, trimmed
from taxonomy.concepts import Attainment, LineKind
from taxonomy.labels import normalise
from taxonomy.linking.mentions import TextKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.intake.cv import CvTools
    from api.intake.locating import Path
    from api.intake.tables import Table

HEADERS: Final = {
    "area": "fagområde|afdeling|område|area|department",
    "need": "behov|stilling|job|rolle|titel|stillingsbetegnelse|need|title|position|hvem",
    "profile": "jobprofil|profil|profile",
    "competence": "kompetence|kompetencer|krav|kvalifikation|kvalifikationer|kompetencekrav"
    "|skal kunne|skills|skill|competence|competences|requirement|requirements",
    "advantage": "fordel|fordele|ønsker|gerne|advantage|advantages|nice to have",
    "level": "niveau|level",
    "headcount": "antal|hvor mange|antal personer|headcount|number",
    "by": "senest|hvornår|frist|dato|startdato|start|by|when|deadline",
    "importance": "vigtighed|betydning|prioritet|importance|priority",
    "kind": "krav eller fordel|krav/fordel|type|art|slags|kind",
    "weight": "vægt|weight",
}
_KNOWN: Final = {
    normalise(word): name for name, words in HEADERS.items() for word in words.split("|")
}
_KINDS: Final = {
    **dict.fromkeys(("krav", "skal", "must", "ja", "k", "hårdt krav"), LineKind.MUST),
    **dict.fromkeys(
        ("fordel", "plus", "ønske", "gerne", "f", "advantage", "kan"), LineKind.ADVANTAGE
    ),
    **dict.fromkeys(("træk", "personligt træk", "trait"), LineKind.TRAIT),
}
_GRADES: Final = {
    **{str(n): n for n in (1, 2, 3)},
    **dict.fromkeys(("lav", "low", "på sigt"), 1),
    **dict.fromkeys(("middel", "mellem", "normal", "medium"), 2),
    **dict.fromkeys(("høj", "kritisk", "vigtig", "high", "critical", "haster"), 3),
}
_PIECES: Final = re.compile(r"[;\n|]")
_COMMAS: Final = re.compile(r"[;\n|,]")
MOST_PEOPLE: Final = 10_000


@dataclass
class _Rows:
    """What has been read so far; needs by fagområde and title."""

    faults: FaultList
    needs: dict[tuple[str, str], NeedDraft] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    latest: tuple[str, str] = ("", "")


def read_plan_table(table: Table, tools: CvTools, on: date) -> PlanDraft:
    """Read a table of needs.

    Args:
        table: with a column for the need or for the competence, in Danish or English.
        tools: taxonomy, reader of competences, finder of titles.
        on: the day it is read.

    Returns:
        Needs in the order of the rows; what stands in words of the company's own is suggested.

    Raises:
        WrongInputError: with every cell that cannot be what its column says.
    """
    columns, notices = _columns(table)
    lines: dict[Path, int] = {(line,): line for line, _ in table.rows}
    headers = {name: table.header[place] for name, place in columns.items()}
    rows = _Rows(FaultList(TableLocator(table.name, lines, headers)))
    rows.notices.update(dict.fromkeys((*table.notices, *notices)))
    for line, cells in table.rows:
        row = {name: cells[place] for name, place in columns.items()}
        _row(line, {n: v for n, v in row.items() if str(v).strip()}, rows, tools, on)
    rows.faults.raise_if_any()
    needs = []
    for need in rows.needs.values():
        whole = replace(need, asked=gathered(need.asked, tools.taxonomy))
        settled, notice = settle(whole, tools.taxonomy)
        needs.append(settled)
        rows.notices.update({notice: None} if notice else {})
    return PlanDraft(tuple(needs), tuple(rows.parts), notices=tuple(rows.notices))


def _columns(table: Table) -> tuple[dict[str, int], list[str]]:
    faults = FaultList(TableLocator(table.name, {(): table.header_line}, {}))
    columns: dict[str, int] = {}
    notices = []
    for place, header in enumerate(table.header):
        name = _KNOWN.get(normalise(header))
        if name is None:
            why = "den slags må ikke indgå i rangeringen" if is_protected(header) else "ukendt"
            notices.append(f"Kolonnen «{header}» er ikke læst: {why}.")
        elif name in columns:
            faults.add((header,), None, f"to kolonner betyder det samme ({name})", "Fjern den ene")
        else:
            columns[name] = place
    if "need" not in columns and "competence" not in columns:
        remedy = "Tilføj en kolonne med overskriften «behov» og en med «kompetence»"
        faults.add(("behov",), None, "tabellen har hverken behov eller kompetencer", remedy)
    faults.raise_if_any()
    return columns, notices


def _row(line: int, row: Mapping[str, object], rows: _Rows, tools: CvTools, on: date) -> None:
    if not row:
        return
    texts = {name: _clean(value, rows) for name, value in row.items()}
    area = texts.get("area") or rows.latest[0]
    title = texts.get("need") or ("" if texts.get("area") else rows.latest[1]) or area
    if not title:
        rows.faults.add((line, "need"), None, "rækken hører ikke til noget behov",
                        "Skriv behovet i rækken eller i en række over den")  # fmt: skip
        return
    key = (area, title)
    rows.latest, is_new = key, key not in rows.needs
    need = rows.needs.get(key) or _need(area, title, texts, tools)
    need = replace(
        need,
        headcount=_headcount(line, texts, need.headcount, rows.faults),
        by=_by(line, row, texts, need.by, rows.faults, on),
        importance=_grade(line, "importance", texts, need.importance, rows.faults),
    )
    asked, unread = _asked(line, texts, rows.faults, tools)
    rows.needs[key] = replace(need, asked=(*need.asked, *asked))
    number = list(rows.needs).index(key)
    words = " · ".join(texts.values())
    rows.parts.append(
        Part(f"række {line}", words[:300], number, (number,) if is_new else (), asked,
             need.by if "by" in texts else None, flags=flags_in(words), unread=unread)
    )  # fmt: skip


def _clean(value: object, rows: _Rows) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    clean = remove_cpr(str(value).strip())
    rows.notices.update(dict.fromkeys(clean.notices))
    return clean.text


def _need(area: str, title: str, texts: Mapping[str, str], tools: CvTools) -> NeedDraft:
    """A new need; the profile's own id or title is the company's word, anything else a guess."""
    taxonomy, told = tools.taxonomy, texts.get("profile", "")
    own = {
        p.id for p in taxonomy.profiles.values()
        if told and normalise(told) in {normalise(p.id), normalise(p.title_da)}
    }  # fmt: skip
    if own:
        return NeedDraft(title, area, tuple(sorted(own)), linked=False)
    named = tools.titles.find(told or title)
    return NeedDraft(title, area, named[0].profiles if named else ())


def _headcount(line: int, texts: Mapping[str, str], before: int, faults: FaultList) -> int:
    text = texts.get("headcount", "").removesuffix(".0")
    if not text:
        return before
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < len("100000") else 0
    if not 1 <= number <= MOST_PEOPLE:
        faults.add((line, "headcount"), text, "er ikke et antal", f"Skriv 1 til {MOST_PEOPLE}")
        return before
    return number


def _by(
    line: int, row: Mapping[str, object], texts: Mapping[str, str], before: date | None,
    faults: FaultList, on: date,
) -> date | None:  # fmt: skip
    value, text = row.get("by"), texts.get("by", "")
    if not text:
        return before
    if isinstance(value, datetime):
        return value.date()
    days = deadlines_in(f"senest {text}", on)
    if not days:
        faults.add((line, "by"), text, "er ikke en dag, der kommer",
                   "Skriv for eksempel 2027-03-01, marts 2027 eller uge 10 2027")  # fmt: skip
        return before
    return days[0].day


def _grade(line: int, name: str, texts: Mapping[str, str], before: int, faults: FaultList) -> int:
    text = texts.get(name, "")
    if not text:
        return before
    if text.casefold() not in _GRADES:
        faults.add((line, name), text, "kendes ikke", "Skriv 1 (lav), 2 (middel) eller 3 (høj)")
        return before
    return _GRADES[text.casefold()]


def _asked(
    line: int, texts: Mapping[str, str], faults: FaultList, tools: CvTools
) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """The demands of a row, and the words in them that name no known competence."""
    kind, level = _kind(line, texts, faults), _level(line, texts, faults)
    weight = _grade(line, "weight", texts, 2, faults)
    asked: list[Asked] = []
    unread: list[str] = []
    for column, default in (("competence", kind), ("advantage", LineKind.ADVANTAGE)):
        for piece in _pieces(texts.get(column, ""), tools):
            found = _piece(piece, default, tools)
            asked += [_with_level(one, level, weight) for one in found]
            unread += [piece[:80]] * (not found)
    return tuple(asked), tuple(unread)


def _kind(line: int, texts: Mapping[str, str], faults: FaultList) -> LineKind:
    text = texts.get("kind", "")
    if text and text.casefold() not in _KINDS:
        faults.add((line, "kind"), text, "kendes ikke", "Skriv krav, fordel eller træk")
    return _KINDS.get(text.casefold(), LineKind.MUST)


def _level(line: int, texts: Mapping[str, str], faults: FaultList) -> int | None:
    text = texts.get("level", "").removesuffix(".0").casefold()
    level = LEVEL_WORDS.get(text)
    if text and not level:
        faults.add((line, "level"), text, "niveauet er ikke et af de lovlige",
                   "Skriv 1 (begynder), 2 (rutineret), 3 (avanceret), 4 (ekspert)")  # fmt: skip
    return level


def _with_level(asked: Asked, level: int | None, weight: int) -> Asked:
    options = tuple(Attainment(o.competence, level or o.level) for o in asked.options)
    told = asked.level_told or level is not None
    return replace(asked, options=options, weight=weight, level_told=told)


def _pieces(cell: str, tools: CvTools) -> list[str]:
    """The demands in a cell; commas part them only where the whole is no competence's name."""
    whole = [p.strip() for p in _PIECES.split(cell) if p.strip()]
    parted = [
        [piece] if tools.taxonomy.labels.exact(piece) else _COMMAS.split(piece) for piece in whole
    ]
    return [p.strip() for pieces in parted for p in pieces if p.strip()]


def _piece(piece: str, kind: LineKind, tools: CvTools) -> list[Asked]:
    own = tools.taxonomy.labels.exact(piece)
    if len(own) == 1:
        asked = Asked(kind, (Attainment(own[0], 1),), piece, 1.0, suggested=False)
        return [fitting(asked, tools.taxonomy)]
    read = tools.reader.read(piece.translate(BULLETS), TextKind.PLAN)
    mode = Mode.ADVANTAGE if kind is LineKind.ADVANTAGE else Mode.MUST
    sure = (m for m in read.mentions if m.probability >= SURE_ENOUGH)
    held = [trimmed(m) for m in sure if not m.negated]
    return [one for _, one in demands(piece, held, mode, tools.taxonomy)]
