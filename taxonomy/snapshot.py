"""The taxonomy as one immutable whole with an id and a content hash."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from taxonomy.errors import NotFoundError
from taxonomy.graph import CompetenceGraph
from taxonomy.ids import content_hash
from taxonomy.labels import LabelIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taxonomy.concepts import (
        Competence,
        Field,
        JobProfile,
        Module,
        ProfileLine,
        Programme,
        Source,
    )
    from taxonomy.ids import CompetenceId, ModuleId, ProfileId, SourceId
    from taxonomy.parameters import Parameter

T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Everything read from files, before it is checked."""

    fields: tuple[Field, ...]
    sources: tuple[Source, ...]
    competences: tuple[Competence, ...]
    modules: tuple[Module, ...]
    profiles: tuple[JobProfile, ...]
    programmes: tuple[Programme, ...]
    parameters: tuple[Parameter, ...]
    orphan_lines: tuple[ProfileLine, ...] = ()


@dataclass
class Places:
    """Where each value was read, kept beside the values so that they stay pure content."""

    _by_identity: dict[int, tuple[str, int]] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)

    def remember(self, value: T, file: str, line: int) -> T:
        """Note the place of a value and hand the value back."""
        self._by_identity[id(value)] = (file, line)
        self._kept.append(value)
        return value

    def of(self, value: object) -> tuple[str, int]:
        """File and line of a value; an unknown place for one that was made in memory."""
        return self._by_identity.get(id(value), ("(hukommelsen)", 0))


class Taxonomy:
    """One immutable snapshot: the concepts by id, their relations and their words."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Freeze a checked catalogue."""
        self.fields: Mapping[str, Field] = _by_id(catalogue.fields)
        self.competences: Mapping[CompetenceId, Competence] = _by_id(catalogue.competences)
        self.modules: Mapping[ModuleId, Module] = _by_id(catalogue.modules)
        self.profiles: Mapping[ProfileId, JobProfile] = _by_id(catalogue.profiles)
        self.programmes: Mapping[ModuleId, Programme] = _by_id(catalogue.programmes)
        self.sources: Mapping[SourceId, Source] = _by_id(catalogue.sources)
        self.parameters: Mapping[str, Parameter] = _by_id(catalogue.parameters)
        self.graph = CompetenceGraph(catalogue.competences, catalogue.modules)

    def __reduce__(self) -> tuple[type[Taxonomy], tuple[Catalogue]]:
        """Travel to another process as the catalogue, and be built anew there."""
        catalogue = Catalogue(
            fields=tuple(self.fields.values()),
            sources=tuple(self.sources.values()),
            competences=tuple(self.competences.values()),
            modules=tuple(self.modules.values()),
            profiles=tuple(self.profiles.values()),
            programmes=tuple(self.programmes.values()),
            parameters=tuple(self.parameters.values()),
        )
        return Taxonomy, (catalogue,)

    @cached_property
    def hash(self) -> str:
        """Hash of the whole content; equal content gives equal hashes on every machine."""
        wholes = (
            self.fields, self.competences, self.modules, self.programmes, self.sources,
            self.parameters,
        )  # fmt: skip
        values = chain.from_iterable(whole.values() for whole in wholes)
        return content_hash(chain(values, map(_in_fixed_order, self.profiles.values())))

    @property
    def id(self) -> str:
        """The name stored with every result."""
        return f"kompetencematch-{self.hash}"

    @cached_property
    def labels(self) -> LabelIndex:
        """All words of all competences."""
        return LabelIndex(self.competences.values())

    def competence(self, term: str) -> Competence:
        """The competence with this id, label or unambiguous synonym.

        Args:
            term: as a person writes it.

        Returns:
            The competence.

        Raises:
            NotFoundError: when none or several carry the word; names the nearest ones.
        """
        ids = (term,) if term in self.competences else self.labels.exact(term)
        if len(ids) == 1:
            return self.competences[ids[0]]
        nearest = ids or self.labels.near(term)
        raise NotFoundError(", ".join(self.competences[i].label_da for i in nearest))


def _in_fixed_order(profile: JobProfile) -> JobProfile:
    # The lines are shown as they stand in the file, but their order is not content.
    return replace(profile, lines=tuple(sorted(profile.lines, key=repr)))


def _by_id(values: Iterable[Any]) -> Mapping[str, Any]:
    ordered = sorted(values, key=lambda value: value.id)
    return MappingProxyType({value.id: value for value in ordered})
