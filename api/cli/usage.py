"""What the parser of the command line says, in Danish."""

from __future__ import annotations

import re
from typing import Final

_SAID: Final = (
    (r"Missing (?:option|argument) '(?P<what>.+?)'\.?.*", "«{what}» mangler"),
    (r"Option '(?P<what>.+?)' requires an argument\.", "«{what}» mangler sin værdi"),
    (r"Invalid value for '(?P<what>.+?)': Input should be greater than or equal to (?P<n>\S+)",
     "«{what}» skal være mindst {n}"),
    (r"Invalid value for '(?P<what>.+?)': Input should be less than or equal to (?P<n>\S+)",
     "«{what}» skal være højst {n}"),
    (r"Invalid value for '(?P<what>.+?)': Input should be a valid integer.*",
     "«{what}» skal være et helt tal"),
    (r"No such command '(?P<what>.+?)'\..*", "kommandoen «{what}» findes ikke"),
    (r"No such option: (?P<what>\S+).*", "valget «{what}» findes ikke"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.+)\)", "for mange ord: {what}"),
)  # fmt: skip


def in_danish(problem: str) -> str:
    """A message of the parser in Danish; one it has not said before, as it stands.

    >>> in_danish("Missing option '--plan'.")
    '«--plan» mangler'
    """
    for said, danish in _SAID:
        if found := re.fullmatch(said, problem, re.DOTALL):
            return danish.format(**found.groupdict())
    return problem
