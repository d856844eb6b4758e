"""The figures of a measurement as a table in Danish; the JSON keeps the names of the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from taxonomy.danish import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORDS: Final = {
    "crew": "Regnet med",
    "threads": "tråde",
    "processes": "processer",
    "cluster": "klynge",
    "workers": "Tråde eller processer",
    "people": "Personer",
    "needs": "Behov",
    "seed": "Frø",
    "seconds": "Sekunder",
    "table_seconds": "Sekunder til tabeller",
    "lookup_seconds": "Sekunder til opslag",
    "processor_seconds": "Processorsekunder",
    "people_seconds": "Sekunder til at danne personer",
    "warm_up_seconds": "Sekunder til opvarmning",
    "check_seconds": "Sekunder til efterregning",
    "marks_seconds": "Sekunder til mærker",
    "best_needs_seconds": "Sekunder til bedste behov",
    "best_needs_median": "Sekunder til bedste behov, median",
    "best_needs_processor_seconds": "Processorsekunder til bedste behov",
    "best_people_seconds": "Sekunder til bedste personer",
    "best_people_median": "Sekunder til bedste personer, median",
    "best_people_processor_seconds": "Processorsekunder til bedste personer",
    "pairs_per_s": "Par pr. sekund",
    "peak_mb": "Mest hukommelse, MB",
    "parts": "Dele, opgaven er delt i",
    "checksum": "Kontrolsum",
    "checked": "Regnet efter",
    "equal": "Heraf ens",
    "same_points": "Samme point",
    "why": "Hvorfor ikke",
    "steps": "Sekunder til trin",
    "lay_out": "læg op",
    "narrow": "skær ned",
    "join": "saml",
    "tables": "tabeller",
    "states": "tilstande",
    "walks": "gange i nettet",
    "assemble": "sæt sammen",
    "look_up": "opslag",
    "methods": "Behov regnet med",
    "table": "tabel",
    "walk": "gang i nettet",
    "search": "søgning",
    "cp_sat": "CP-SAT",
    "days": "Par efter kursusdage",
    "longer": "flere dage",
    "unattainable": "kan ikke nås",
    "baselines": "Andre biblioteker",
    "sparse_dot_topn": "sparse_dot_topn",
    "scipy": "SciPy",
    "duckdb": "DuckDB",
}
_NAMES: Final = {"cp_sat", "scipy", "duckdb"}
_FINEST: Final = 0.005  # seconds that two decimals would show as none


def rows(answer: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    """One row for each figure, with figures of a group under the group's name.

    Args:
        answer: what a measurement tells, by the names of the code.
        under: the group's name in Danish; empty for the outermost.

    Yields:
        Name and value in Danish.
    """
    for name, value in answer.items():
        title = _title(name, nested=bool(under))
        if isinstance(value, dict):
            yield from rows(value, f"{under}{title}: ")
        elif value is not None:
            yield f"{under}{title}", _shown(name, value)


def _title(name: str, *, nested: bool) -> str:
    if name.startswith("<= "):
        return f"højst {name.removeprefix('<= ')} dage"
    title = _WORDS[name]
    return title[0].lower() + title[1:] if nested and name not in _NAMES else title


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and 0 < value < _FINEST:
        return f"{value:.3f}".replace(".", ",")
    if isinstance(value, int | float):
        return str(value) if name == "seed" else number(value)
    return _WORDS.get(str(value), str(value))
