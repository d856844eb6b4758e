"""Files of phrases with their classes: one phrase a line, a tab, the class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import decode, read_file
from taxonomy.errors import Fault, shorten
from taxonomy.linking.classes import CLASS, Labelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_FAULTS: Final = 50
_MARK: Final = re.compile(r"[A-Za-z0-9.]{1,12}")
_LINE: Final = "Skriv én frase, en tabulator og klassen, for eksempel «samarbejde», tabulator, S1"


@dataclass(frozen=True)
class PhraseFile:
    """A file as read.

    Attributes:
        name: the file's name.
        phrases: one for each line.
        labels: the class of each phrase; empty where the file has phrases alone.
        notices: what the reader should know, in Danish.
    """

    name: str
    phrases: tuple[str, ...]
    labels: tuple[str, ...]
    notices: tuple[str, ...]

    def examples(self) -> list[Labelled]:
        """Phrases whose mark is a class."""
        pairs = zip(self.phrases, self.labels, strict=True)
        return [Labelled(phrase, label) for phrase, label in pairs if CLASS.fullmatch(label)]


def read_phrase_files(train: Sequence[Path], test: Path | None) -> tuple[PhraseFile, ...]:
    """Read the files of one evaluation, all or none.

    Args:
        train: files with classes.
        test: a file with classes, or with phrases alone; None reads none.

    Returns:
        The training files, then the test file.

    Raises:
        WrongInputError: with every fault found in any of them.
    """
    found: list[PhraseFile] = []
    faults: list[Fault] = []
    wanted = [(path, True) for path in train] + ([(test, False)] if test else [])
    for path, labelled in wanted:
        try:
            found.append(_read(path, labelled=labelled))
        except WrongInputError as error:
            faults += error.faults
    if faults:
        raise WrongInputError(faults)
    return tuple(found)


def _read(path: Path, *, labelled: bool) -> PhraseFile:
    file = read_file(path, frozenset({path.suffix.lower()}))
    decoded = decode(file)
    # Only line feeds end lines: phrases from advertisements hold other separators.
    lines = [line.removesuffix("\r") for line in decoded.text.rstrip("\r\n").split("\n")]
    rows = [line.split("\t") for line in lines]
    alone = not labelled and all(len(row) == 1 for row in rows)
    faults = _faults(file.name, rows, width=1 if alone else 2)
    labels = () if alone else tuple(row[-1].strip() for row in rows)
    if not faults and not alone and not any(CLASS.fullmatch(label) for label in labels):
        problem = "anden kolonne har ingen klasser"
        remedy = "Klasserne hedder S1-S8, K00-K10, K99, A1, A2, L1 og L2"
        faults = [Fault(file.name, 0, "klasse", shorten(labels[0]), problem, remedy)]
    if faults:
        raise WrongInputError(faults)
    return PhraseFile(file.name, tuple(row[0] for row in rows), labels, decoded.notices)


def _faults(name: str, rows: Sequence[Sequence[str]], width: int) -> list[Fault]:
    faults = []
    for line, row in enumerate(rows, 1):
        if len(row) != width:
            found = f"{len(row)} felter"
            faults.append(Fault(name, line, "", found, "forkert antal felter", _LINE))
        elif not row[0].strip():
            faults.append(Fault(name, line, "frase", "", "frasen er tom", _LINE))
        elif width > 1 and not _MARK.fullmatch(row[1].strip()):
            problem = "ligner ikke en klasse"
            faults.append(Fault(name, line, "klasse", shorten(row[1]), problem, _LINE))
    if len(faults) > MAX_FAULTS:
        problem = f"filen har {len(faults) - MAX_FAULTS} fejl mere, som ikke er vist"
        faults = [*faults[:MAX_FAULTS], Fault(name, len(rows), "", "", problem, "Ret disse først")]
    return faults
