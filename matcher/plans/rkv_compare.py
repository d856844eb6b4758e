"""Two assessments side by side: what differs, why, and whether the rule-bound part is the same.

Equal practice means that the same papers give the same blocks A to C at any school. Where two
assessments differ, the cause is one that can be pointed at: a rating, the edition, the day, a
paper, or the school's discretion.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from matcher.rules.credit import Block, CreditKind
from taxonomy.danish import counted, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from matcher.rules.credit import Assessment, Credit, Rated

T = TypeVar("T")
_NONE: Final = "–"


class Cause(StrEnum):
    """What two assessments can differ by."""

    PERSON = "forskellige personer"
    PROGRAMME = "forskellige uddannelser"
    EDITION = "forskellig udgave af kriterierne"
    DAY = "forskellig dato"
    LAW = "forskellige parametre for loven"
    RATING = "forskellig vurdering"
    PAPERS = "forskellige papirer"
    INDIVIDUAL = "individuel vurdering"
    CHOICE = "personens eget valg"
    FOLLOWS = "følger af en anden forskel"
    OTHER = "andre oplysninger om personen"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same.

    Attributes:
        what_da: what was compared.
        first_da: what the first says.
        second_da: what the second says.
        cause: why they differ.
        why_da: the cause in words; may be empty.
        rule_bound: whether it belongs to what must be the same at every school.
    """

    what_da: str
    first_da: str
    second_da: str
    cause: Cause
    why_da: str = ""
    rule_bound: bool = True


@dataclass(frozen=True)
class Comparison:
    """All differences, in the order of the school's form.

    Attributes:
        same_rule_bound: whether standard credit and blocks A to C agree.
    """

    differences: tuple[Difference, ...]

    @property
    def same_rule_bound(self) -> bool:
        """Whether everything that must be the same at every school is."""
        return not any(each.rule_bound for each in self.differences)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Each cause once, without what only follows from another."""
        found = dict.fromkeys(each.cause for each in self.differences)
        return tuple(cause for cause in found if cause is not Cause.FOLLOWS) or tuple(found)


def compare(first: Assessment, second: Assessment) -> Comparison:
    """Find every difference between two assessments, and its cause.

    Args:
        first: one assessment.
        second: the other.

    Returns:
        The differences; nothing when both say the same.
    """
    given = tuple(_given(first, second))
    rows = tuple(_rows(first, second, given))
    told = (*given, *rows)
    found = (
        *_simple(first, second, told),
        *rows,
        *_credits(first, second, told),
        *_weeks(first, second),
        *_missing(first, second),
    )
    return Comparison((*given, *found))


def _given(first: Assessment, second: Assessment) -> Iterator[Difference]:
    """What the two were asked about; differences here can cause any of the others."""
    asked: tuple[tuple[str, object, object, Cause], ...] = (
        ("person", first.person, second.person, Cause.PERSON),
        ("uddannelse", first.programme, second.programme, Cause.PROGRAMME),
        ("dagen, uddannelsen begynder", first.on, second.on, Cause.DAY),
    )
    for what, one, other, cause in asked:
        if one != other:
            yield Difference(what, show(one), show(other), cause, rule_bound=False)
    if first.criteria_hash != second.criteria_hash:
        names = _told_apart(first.version_da, second.version_da, first.criteria_hash,
                            second.criteria_hash)  # fmt: skip
        yield Difference("kriterier", *names, Cause.EDITION, rule_bound=False)
    if first.law_hash != second.law_hash:
        yield Difference("parametre", first.law_hash, second.law_hash, Cause.LAW, rule_bound=False)


def _told_apart(one: str, other: str, first: str, second: str) -> tuple[str, str]:
    same = one == other
    return (f"{one} ({first})", f"{other} ({second})") if same else (one, other)


def _paired(
    first: Iterable[T], second: Iterable[T], key: Callable[[T], object]
) -> Iterator[tuple[T | None, T | None]]:
    one: Mapping[object, T] = {key(each): each for each in first}
    other: Mapping[object, T] = {key(each): each for each in second}
    for name in dict.fromkeys([*one, *other]):
        yield one.get(name), other.get(name)


def _rows(
    first: Assessment, second: Assessment, given: tuple[Difference, ...]
) -> Iterator[Difference]:
    for one, other in _paired(first.rows, second.rows, lambda row: row.criterion):
        row = one or other
        if row is None or (one and other and _same_row(one, other)):
            continue
        cause, why = _row_cause(one, other, given)
        what = f"{row.criterion}: {row.title_da}"
        yield Difference(what, _row_text(one), _row_text(other), cause, why)


def _same_row(one: Rated, other: Rated) -> bool:
    return one.rating is other.rating and one.months == other.months


def _row_text(row: Rated | None) -> str:
    if row is None:
        return _NONE
    months = f", {counted(row.months, 'måneder')}" if row.block is not Block.C else ""
    return f"{row.rating}{months}"


def _row_cause(
    one: Rated | None, other: Rated | None, given: tuple[Difference, ...]
) -> tuple[Cause, str]:
    if one is None or other is None:
        return _deepest(given, Cause.EDITION), "rækken findes kun i den ene udgave"
    if one.school is not other.school and one.shown == other.shown:
        return Cause.RATING, f"skolens vurdering: {_school(one)} / {_school(other)}"
    if one.outdated != other.outdated and _has(given, Cause.DAY):
        old = sorted(set(one.outdated) ^ set(other.outdated))
        return Cause.DAY, f"{show(tuple(old))} er kun forældet på den ene dag"
    if (one.shown, one.undocumented) != (other.shown, other.undocumented):
        papers = set(one.shown) ^ set(other.shown) or set(one.undocumented) ^ set(
            other.undocumented
        )
        return _deepest(given, Cause.PAPERS), f"papirer: {show(tuple(sorted(papers)))}"
    if one.school is not other.school:
        return Cause.RATING, f"skolens vurdering: {_school(one)} / {_school(other)}"
    return _unseen_cause(one, other, given)


def _unseen_cause(
    one: Rated, other: Rated, given: tuple[Difference, ...]
) -> tuple[Cause, str]:  # fmt: skip
    """Why two rows with the same papers and ratings differ."""
    if one.months != other.months and _has(given, Cause.DAY):
        return _deepest(given, Cause.DAY), "måneder tælles, til uddannelsen begynder"
    return _deepest(given, Cause.OTHER), ""


def _school(row: Rated) -> str:
    return row.school.value if row.school else "ikke vurderet"


def _has(given: Iterable[Difference], cause: Cause) -> bool:
    return any(each.cause is cause for each in given)


def _deepest(given: Iterable[Difference], otherwise: Cause) -> Cause:
    """Another person, programme or edition explains more than anything found in the rows."""
    order = (Cause.PERSON, Cause.PROGRAMME, Cause.EDITION)
    return next((cause for cause in order if _has(given, cause)), otherwise)


def _simple(
    first: Assessment, second: Assessment, told: tuple[Difference, ...]
) -> Iterator[Difference]:
    asked: tuple[tuple[str, object, object, str, str], ...] = (
        ("spor", first.track or _NONE, second.track or _NONE,
         first.track_reason_da, second.track_reason_da),
        ("adgangskravet 02", first.admission, second.admission,
         first.admission_reason_da, second.admission_reason_da),
    )  # fmt: skip
    for what, one, other, why, whynot in asked:
        if one != other:
            cause = Cause.FOLLOWS if told else Cause.OTHER
            reason = "" if told else f"{why} / {whynot}"
            yield Difference(what, str(one), str(other), cause, reason)


def _credits(
    first: Assessment, second: Assessment, told: tuple[Difference, ...]
) -> Iterator[Difference]:
    for one, other in _paired(first.credits, second.credits, _credit_key):
        credit = one or other
        if credit is None or _credit_text(one) == _credit_text(other):
            continue
        name = f"{credit.criterion}: {credit.basis_da}" if credit.criterion else credit.basis_da
        cause, why = _credit_cause(one, other, told)
        individual = credit.kind is CreditKind.INDIVIDUAL
        yield Difference(f"afkortning {name}", _credit_text(one), _credit_text(other), cause, why,
                         rule_bound=not individual)  # fmt: skip


def _credit_key(credit: Credit) -> object:
    basis = "" if credit.criterion else credit.basis_da
    return credit.kind, credit.criterion, basis, credit.gf2


def _credit_text(credit: Credit | None) -> str:
    if credit is None:
        return _NONE
    school = f"{counted(credit.school_weeks, 'uger')} på skole"
    text = f"{school}, {counted(credit.oplaering_weeks, 'uger')} i oplæring"
    return text if credit.accepted else f"{text} (ikke taget)"


def _credit_cause(
    one: Credit | None, other: Credit | None, told: tuple[Difference, ...]
) -> tuple[Cause, str]:
    credit = one or other
    if credit and credit.kind is CreditKind.INDIVIDUAL:
        chosen = one is not None and other is not None and one.accepted != other.accepted
        return (Cause.CHOICE if chosen else Cause.INDIVIDUAL), ""
    capped = (one.capped_da if one else "") or (other.capped_da if other else "")
    return (Cause.FOLLOWS if told else Cause.OTHER), capped


def _weeks(first: Assessment, second: Assessment) -> Iterator[Difference]:
    """Sums only; the credit above says whether it is rule-bound."""
    names = (("gf2", "grundforløb 2"), ("main", "hovedforløb på skole"), ("oplaering", "oplæring"))
    for part, name in names:
        one, other = getattr(first.weeks, part), getattr(second.weeks, part)
        if one != other:
            yield Difference(f"uger: {name}", _number(one), _number(other), Cause.FOLLOWS,
                             rule_bound=False)  # fmt: skip


def _number(weeks: float | None) -> str:
    return "kan ikke afgøres" if weeks is None else counted(weeks, "uger")


def _missing(first: Assessment, second: Assessment) -> Iterator[Difference]:
    for text in sorted(set(first.missing) ^ set(second.missing)):
        here, there = ("mangler", _NONE) if text in first.missing else (_NONE, "mangler")
        yield Difference(text, here, there, Cause.PAPERS, rule_bound=False)
