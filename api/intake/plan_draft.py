"""A plan as it was read from a table or a text, before it is checked like any other plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from taxonomy.concepts import CompetenceKind, LineKind
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from taxonomy.concepts import Attainment, JobProfile
    from taxonomy.ids import ProfileId
    from taxonomy.snapshot import Taxonomy

_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_STRENGTH: Final = (LineKind.ADVANTAGE, LineKind.MUST, LineKind.ONE_OF)
_LONGEST_ID: Final = 30
_LONGEST_PREFIX: Final = 20
_STEM: Final = 5


@dataclass(frozen=True)
class Asked:
    """Something a need asks for, and the words it was read from.

    Attributes:
        options: one, or alternatives of which one is enough.
        probability: that the competences are the right ones, 0 to 1.
        suggested: linked from free words; not when the company wrote the competence's own name.
        level_told: whether the company told the level; else the profile's own holds.
    """

    kind: LineKind
    options: tuple[Attainment, ...]
    text: str
    probability: float
    suggested: bool
    weight: int = 2
    level_told: bool = False


@dataclass(frozen=True)
class Flag:
    """Words in a plan that must be asked about before anybody is ranked (I6).

    Attributes:
        why: what the words may keep out without need, in Danish.
    """

    text: str
    why: str


@dataclass(frozen=True)
class NeedDraft:
    """A need as read.

    Attributes:
        area: the fagområde's title; "" when nothing tells it.
        profiles: job profiles the title may mean; used when there is exactly one.
        linked: whether the profile was found in free words.
        around: the words that follow the title; they may tell which of several profiles.
    """

    title: str
    area: str = ""
    profiles: tuple[ProfileId, ...] = ()
    linked: bool = True
    around: str = ""
    headcount: int = 1
    by: date | None = None
    importance: int = 2
    asked: tuple[Asked, ...] = ()

    @property
    def profile(self) -> ProfileId | None:
        """The one profile meant."""
        return self.profiles[0] if len(self.profiles) == 1 else None

    @property
    def complete(self) -> bool:
        """Whether it asks for anything people can be compared with."""
        return self.profile is not None or any(a.kind in _STRENGTH[1:] for a in self.asked)


@dataclass(frozen=True)
class Part:
    """A sentence or a row, and what was read from it.

    Attributes:
        place: where it stands, as a person finds it.
        need: number of the need it belongs to, from 0; None when to none.
        opens: numbers of the needs that begin here.
        left_out: why nothing was read from it, in Danish; "" when something was.
        unread: words in it that may ask for something but name no known competence.
        unsure: competences it may name; shown, and no part of the plan.
    """

    place: str
    text: str
    need: int | None = None
    opens: tuple[int, ...] = ()
    asked: tuple[Asked, ...] = ()
    by: date | None = None
    importance: int | None = None
    flags: tuple[Flag, ...] = ()
    left_out: str = ""
    unread: tuple[str, ...] = ()
    unsure: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class PlanDraft:
    """Everything read, in order."""

    needs: tuple[NeedDraft, ...]
    parts: tuple[Part, ...]
    company: str = ""
    cvr: str = ""
    notices: tuple[str, ...] = ()


def gathered(asked: Iterable[Asked], taxonomy: Taxonomy) -> tuple[Asked, ...]:
    """Each demand once: the strongest kind, the highest level, and traits apart.

    Args:
        asked: as read, in order.
        taxonomy: knows traits and certificates.

    Returns:
        In the order first named; a single demand that is also an alternative stands once.
    """
    kept: dict[tuple[str, ...], Asked] = {}
    for one in asked:
        fits = fitting(one, taxonomy)
        key = tuple(sorted(o.competence for o in fits.options))
        there = kept.get(key)
        kept[key] = fits if there is None else _stronger(there, fits)
    return tuple(kept.values())


def fitting(one: Asked, taxonomy: Taxonomy) -> Asked:
    """A demand as its competence can be asked for: traits apart, certificates without levels."""
    kinds = [taxonomy.competences[o.competence].kind for o in one.options]
    options = tuple(
        replace(o, level=1 if kind is CompetenceKind.CERTIFICATE else max(1, o.level))
        for o, kind in zip(one.options, kinds, strict=True)
    )
    is_trait = CompetenceKind.TRAIT in kinds
    return replace(one, options=options, kind=LineKind.TRAIT if is_trait else one.kind)


def _stronger(a: Asked, b: Asked) -> Asked:
    if a.kind is LineKind.TRAIT or b.kind is LineKind.TRAIT:
        return a
    kind = max(a.kind, b.kind, key=_STRENGTH.index)
    levels = {o.competence: o.level for o in a.options}
    options = tuple(replace(o, level=max(o.level, levels[o.competence])) for o in b.options)
    told, suggested = a.level_told or b.level_told, a.suggested and b.suggested
    return replace(a, kind=kind, options=options, suggested=suggested, level_told=told)


def settle(need: NeedDraft, taxonomy: Taxonomy) -> tuple[NeedDraft, str]:
    """Choose among the profiles a title may mean the one whose demands the need itself names.

    Args:
        need: with everything it asks for.
        taxonomy: the profiles.

    Returns:
        The need, with one profile when it could be told which; and what the reader should know.
    """
    if len(need.profiles) <= 1:
        return _leveled(need, taxonomy), ""
    asked = {o.competence for a in need.asked for o in a.options}
    shared = {
        p: sum(line.competence in asked for line in taxonomy.profiles[p].lines)
        for p in need.profiles
    }
    stems = {word[:_STEM] for word in normalise(need.around).split() if len(word) >= _STEM}
    stems -= {word[:_STEM] for word in normalise(need.title).split()}
    named = {p: len(stems & _stems(taxonomy.profiles[p])) for p in need.profiles}
    best = _alone_first(shared) or _alone_first(named)
    if best:
        title = taxonomy.profiles[best].title_da
        told = f"«{need.title}» er læst som {title} ({best}); det peger resten af teksten på."
        return _leveled(replace(need, profiles=(best,)), taxonomy), told
    may = ", ".join(f"{taxonomy.profiles[p].title_da} ({p})" for p in need.profiles)
    return need, f"«{need.title}» kan være {may}. Ingen er valgt; skriv profile i planen."


def _alone_first(counts: Mapping[ProfileId, int]) -> ProfileId | None:
    """The one with the most; None when several share it or nobody has any."""
    most = max(counts.values())
    first = [p for p, count in counts.items() if count == most]
    return first[0] if most and len(first) == 1 else None


def _stems(profile: JobProfile) -> set[str]:
    words = normalise(" ".join((profile.title_da, *profile.synonyms_da))).split()
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def _leveled(need: NeedDraft, taxonomy: Taxonomy) -> NeedDraft:
    """Where the company tells no level, naming a demand does not lower the profile's own."""
    if need.profile is None:
        return need
    lines = taxonomy.profiles[need.profile].lines
    levels = {line.competence: line.level for line in lines if line.kind is not LineKind.ONE_OF}
    asked = tuple(
        a if a.level_told else replace(a, options=tuple(
            replace(o, level=levels.get(o.competence) or o.level) for o in a.options))
        for a in need.asked
    )  # fmt: skip
    return replace(need, asked=asked)


def plan_tree(draft: PlanDraft, company: str, cvr: str, taxonomy: Taxonomy) -> dict[str, Any]:
    """The draft as the plan file that `api.intake.plans` reads.

    Args:
        draft: with at least one complete need; needs that are not are left out.
        company: the company's name.
        cvr: its CVR number.
        taxonomy: knows the fields a need may be put under.

    Returns:
        Plain values.
    """
    needs = [need for need in draft.needs if need.complete]
    titles = [need.area or _field(need, taxonomy) for need in needs]
    areas = list(dict.fromkeys(titles))
    area_ids = dict(zip(areas, _named(areas, "omraade"), strict=True))
    ids = _named([need.title for need in needs], "behov")
    prefix = slug(company, "plan")
    return {
        "id": prefix,
        "company": company,
        "cvr": cvr,
        "areas": [{"id": area_ids[title], "title": title} for title in areas],
        "needs": [
            _need_tree(need, f"{prefix[:_LONGEST_PREFIX]}-{name}", area_ids[title])
            for need, name, title in zip(needs, ids, titles, strict=True)
        ],
    }


def _field(need: NeedDraft, taxonomy: Taxonomy) -> str:
    """The trade field of the profile, else of the first demand."""
    if need.profile:
        field = taxonomy.profiles[need.profile].field
    else:
        hard = next(a for a in need.asked if a.kind in _STRENGTH[1:])
        field = taxonomy.competences[hard.options[0].competence].field
    return taxonomy.fields[field].name_da


def _need_tree(need: NeedDraft, identifier: str, area: str) -> dict[str, Any]:
    tree: dict[str, Any] = {"id": identifier, "area": area, "title": need.title}
    if need.profile:
        tree["profile"] = need.profile
        tree |= {"suggested": True} if need.linked else {}
    tree["headcount"] = need.headcount
    if need.by:
        tree["by"] = need.by
    tree["importance"] = need.importance
    if need.asked:
        tree["requirements"] = [_asked_tree(a) for a in need.asked]
    return tree


def _asked_tree(asked: Asked) -> dict[str, Any]:
    mark = {"suggested": True} if asked.suggested else {}
    if len(asked.options) > 1:
        options = [{"competence": o.competence, "level": o.level} for o in asked.options]
        return {"kind": "one_of", "title": asked.text[:80], "options": options,
                "weight": asked.weight} | mark  # fmt: skip
    option = asked.options[0]
    line = {"kind": asked.kind.value, "competence": option.competence}
    level = {} if asked.kind is LineKind.TRAIT else {"level": option.level, "weight": asked.weight}
    return line | level | mark


def _named(titles: Sequence[str], fallback: str) -> list[str]:
    """An id for each title, made from its words and unlike the others."""
    taken: list[str] = []
    for title in titles:
        base, n = slug(title, fallback), 1
        name = base
        while name in taken:
            n += 1
            name = f"{base}-{n}"
        taken.append(name)
    return taken


def slug(title: str, fallback: str) -> str:
    """Words as an id: small letters, numbers and hyphens.

    >>> slug("CNC-operatør, drejning", "x"), slug("…", "behov")
    ('cnc-operatoer-drejning', 'behov')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(_LETTERS)).strip("-")
    return plain[:_LONGEST_ID].strip("-") or fallback
