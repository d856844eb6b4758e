"""What was read, joined with what is there: updated, never doubled, nothing lost in silence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Final

from api.intake.importing.findings import Found
from api.intake.schemas import MAX_EVIDENCE
from matcher.facts import Evidence, Person
from taxonomy.errors import Fault
from taxonomy.ids import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from api.intake.importing.findings import Finding, ReadPeople
    from matcher.facts import PersonId

LONGEST_ID: Final = 60
MAX_FINDINGS: Final = 4 * MAX_EVIDENCE


class What(StrEnum):
    """What becomes of one piece of evidence."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT_CONFIRMED = "kept_confirmed"
    KEPT_ABSENT = "kept_absent"


@dataclass(frozen=True)
class Change:
    """One piece of evidence after the import, and what became of it.

    Attributes:
        before: as it was; None when it is new.
    """

    person: PersonId
    evidence: Evidence
    what: What
    before: Evidence | None = None


@dataclass(frozen=True)
class Merged:
    """Everybody after the import.

    Attributes:
        changed: whether anybody is new or anything is added or updated.
        absent: people who were there before and are not in what was read; kept as they were.
        double: findings that say what another one says; counted once.
    """

    people: tuple[Person, ...]
    changes: tuple[Change, ...]
    changed: bool
    absent: tuple[PersonId, ...]
    double: tuple[Finding, ...]
    faults: tuple[Fault, ...]


def merge(existing: Sequence[Person], read: Iterable[ReadPeople]) -> Merged:
    """Join what was read with the people there are.

    Args:
        existing: the people of the file that is to be written; none for a new one.
        read: one or more files.

    Returns:
        Everybody, sorted by id. Importing the same again changes nothing. Evidence a person has
        confirmed is never made a suggestion again, and evidence that is not in the source any
        more is kept and named.
    """
    files = tuple(read)
    found: dict[PersonId, list[Finding]] = {p: [] for file in files for p in file.people}
    for file in files:
        for finding in file.findings:
            found[finding.spot.person].append(finding)
    before = {person.id: person for person in existing}
    people, changes, double, faults = dict(before), [], [], list[Fault]()
    for person, findings in found.items():
        if len(findings) > MAX_FINDINGS:
            faults += _too_many(person, len(findings), findings)
            continue
        kept, again = _once(findings)
        double += again
        faults += _clashes(kept)
        old = before[person].evidence if person in before else ()
        told = list(_changes(person, old, [f.evidence for f in kept]))
        faults += _too_many(person, len(told), findings)
        evidence = sorted((c.evidence for c in told), key=lambda e: e.id)
        people[person] = Person(person, tuple(evidence))
        changes += sorted(told, key=lambda c: c.evidence.id)
    absent = tuple(sorted(before.keys() - found.keys()))
    everybody = tuple(people[p] for p in sorted(people))
    changes.sort(key=lambda c: c.person)
    changed = everybody != tuple(before[p] for p in sorted(before))
    return Merged(everybody, tuple(changes), changed, absent, tuple(double), tuple(faults))


def _once(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Findings that each say something, and those that only repeat one of these."""
    kept: list[Finding] = []
    again: list[Finding] = []
    for finding in sorted(findings, key=_doubtful):
        repeats = any(_repeats(finding, other) for other in kept)
        (again if repeats else kept).append(finding)
    return kept, again


def _doubtful(finding: Finding) -> tuple[object, ...]:
    """Sure before doubtful, the fullest first; then by content, so that rows may change places."""
    e = finding.evidence
    filled = sum(part is not None for part in (e.shown, e.months, e.expires))
    probability = finding.probability or 1.0
    sure = (e.suggested, finding.found is Found.TEXT, not e.id)
    return (*sure, -filled, -probability, -e.level, *_order(e), e.id)


def _repeats(finding: Finding, other: Finding) -> bool:
    new, old = finding.evidence, other.evidence
    if (new.competence, new.kind) != (old.competence, old.kind):
        return False
    if new.id and old.id and new.id != old.id:
        return False
    if _content(new) == _content(old):
        return True
    says_less = new.shown is None and new.months is None and new.expires is None
    return says_less and new.suggested and not new.id


def _clashes(kept: list[Finding]) -> Iterator[Fault]:
    """One id for two different things."""
    seen: dict[str, Finding] = {}
    for finding in kept:
        name, spot = finding.evidence.id, finding.spot
        if name and name in seen:
            problem = "bevisets id bruges mere end én gang for personen"
            remedy = f"Giv det et andet id end rækken på linje {seen[name].spot.line}"
            yield Fault(spot.file, spot.line, "bevis_id", name, problem, remedy)
        seen.setdefault(name, finding)


def _too_many(person: PersonId, number: int, findings: list[Finding]) -> Iterator[Fault]:
    if number > MAX_EVIDENCE:
        spot = findings[0].spot
        problem = f"personen får {number} beviser, højst {MAX_EVIDENCE} kan læses"
        remedy = "Behold de nyeste og dem, der viser mest"
        yield Fault(spot.file, spot.line, spot.header, person, problem, remedy)


def _changes(person: PersonId, old: tuple[Evidence, ...], new: list[Evidence]) -> Iterator[Change]:
    pairs, left = _pairs(old, new)
    taken = {e.id for e in (*old, *new) if e.id}
    for fresh, before in pairs:
        if before is None:
            named = fresh if fresh.id else replace(fresh, id=_name(fresh, taken))
            taken.add(named.id)
            yield Change(person, named, What.ADDED)
        else:
            yield _joined(person, fresh, before)
    for e in left:
        yield Change(person, e, What.KEPT_ABSENT, e)


def _joined(person: PersonId, fresh: Evidence, before: Evidence) -> Change:
    named = replace(fresh, id=before.id)
    if named == before:
        return Change(person, before, What.UNCHANGED, before)
    if fresh.suggested and not before.suggested:
        return Change(person, before, What.KEPT_CONFIRMED, before)
    return Change(person, named, What.UPDATED, before)


def _pairs(
    old: tuple[Evidence, ...], new: list[Evidence]
) -> tuple[list[tuple[Evidence, Evidence | None]], list[Evidence]]:
    """Each new one with the old one it is about: same id, same content, same day, same thing."""
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    left = {e.id: e for e in old}
    pairs: list[tuple[Evidence, Evidence | None]] = []
    for fresh in new:
        if fresh.id and fresh.id in left:
            pairs.append((fresh, left.pop(fresh.id)))
        else:
            groups[fresh.competence, fresh.kind].append(fresh)
    by_group: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for e in left.values():
        by_group[e.competence, e.kind].append(e)
    for key, fresh_ones in groups.items():
        pairs += _within(by_group[key], fresh_ones, left)
    return pairs, list(left.values())


def _within(
    old: list[Evidence], new: list[Evidence], left: dict[str, Evidence]
) -> Iterator[tuple[Evidence, Evidence | None]]:
    waiting = sorted(new, key=_order)
    for alike in (_same_content, _same_day, _same_sureness, _same_thing):
        for fresh in tuple(waiting):
            match = next((e for e in old if e.id in left and alike(fresh, e)), None)
            if match:
                waiting.remove(fresh)
                yield fresh, left.pop(match.id)
    for fresh in waiting:
        yield fresh, None


def _same_content(new: Evidence, old: Evidence) -> bool:
    return _content(new) == _content(old) and not (new.id and new.id != old.id)


def _same_day(new: Evidence, old: Evidence) -> bool:
    return new.shown == old.shown and not new.id


def _same_sureness(new: Evidence, old: Evidence) -> bool:
    return new.suggested == old.suggested and not new.id


def _same_thing(new: Evidence, _: Evidence) -> bool:
    return not new.id


def _name(evidence: Evidence, taken: AbstractSet[str]) -> str:
    """An id that says what it is about and stays as long as it is about that."""
    base = f"{evidence.competence}.{evidence.kind}"
    if len(base) > LONGEST_ID - 5:
        base = f"{base[: LONGEST_ID - 22]}.{content_hash((base,))}"
    names = (base if n == 1 else f"{base}.{n}" for n in count(1))
    return next(name for name in names if name not in taken)


def _content(e: Evidence) -> tuple[object, ...]:
    return (
        e.competence, e.level, e.kind, e.judge, e.shown, e.months, e.expires, e.foreign
    )  # fmt: skip


def _order(e: Evidence) -> tuple[object, ...]:
    days = (e.shown or date.min, e.expires or date.min)
    return (e.competence, e.kind, days, e.months or 0, e.level, e.judge, e.foreign, e.suggested)
