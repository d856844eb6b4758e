"""Words for competences and profiles in input, resolved or told as faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.intake.locating import FaultList, Path
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy


def competence_for(
    word: str, path: Path, faults: FaultList, taxonomy: Taxonomy
) -> CompetenceId | None:
    """The competence a word stands for; a fault when it stands for none or several.

    A full list of faults asks for no suggestions: they cost more than all the rest.
    """
    if word in taxonomy.competences:
        return word
    ids = taxonomy.labels.exact(word)
    if len(ids) == 1:
        return ids[0]
    if faults.full:
        faults.add(path, word, "", "")
        return None
    if ids:
        problem, meant = "ordet kan betyde flere kompetencer", ids
    else:
        problem, meant = "kompetencen kendes ikke", taxonomy.labels.near(word)
    shown = ", ".join(f"{taxonomy.competences[i].label_da} ({i})" for i in meant)
    remedy = f"Mente du: {shown}?" if meant else "Se kompetencematch taxonomy show ORD"
    faults.add(path, word, problem, remedy)
    return None
