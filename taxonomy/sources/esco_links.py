"""Our links to ESCO held against the release that was imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy
    from taxonomy.sources.esco_store import EscoStore


@dataclass(frozen=True)
class EscoLinks:
    """What of ours is linked.

    Attributes:
        competences: how many of our competences have a link to a concept of the release.
        profiles: how many of our job profiles have.
        missing: id and URI of each link to a concept the release does not have.
    """

    competences: int
    profiles: int
    missing: tuple[tuple[str, str], ...]


def esco_links(taxonomy: Taxonomy, store: EscoStore) -> EscoLinks:
    """Hold our links against a release.

    Args:
        taxonomy: with its links.
        store: ESCO as imported.

    Returns:
        How many hold, and which do not.
    """
    competences = [(c.id, c.esco.uri) for c in taxonomy.competences.values() if c.esco]
    profiles = [(p.id, p.esco.uri) for p in taxonomy.profiles.values() if p.esco]
    missing = tuple(link for link in (*competences, *profiles) if link[1] not in store.index)
    lost = set(missing)
    held = [sum(link not in lost for link in links) for links in (competences, profiles)]
    return EscoLinks(held[0], held[1], missing)
