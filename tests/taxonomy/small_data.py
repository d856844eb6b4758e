"""A tiny valid data folder that a test can write, change in one place and load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from pathlib import Path

COMPETENCES: Final = "taxonomy/competences/small.csv"
MODULES: Final = "taxonomy/modules/small.csv"
PROFILES: Final = "taxonomy/profiles/small.csv"
LINES: Final = "taxonomy/profile_requirements/small.csv"
PROGRAMMES: Final = "taxonomy/programmes.csv"
FIELDS: Final = "taxonomy/fields.csv"
SOURCES: Final = "taxonomy/sources.csv"
PRICE: Final = "rules/amu/pris.yaml"

_ORIGIN: Final = {
    "@own": "own,2026-11-22,high,forslag",
    "@official": "amu-catalogue,2026-11-22,high,officiel",
    "@origin": "source,as_of,confidence,status",
}
_TEXTS: Final = {
    FIELDS: """\
id,name_da,name_en
cnc,CNC,CNC
sikkerhed,Sikkerhed,Safety
bevis,Uddannelsesbeviser,Proof of education
""",
    SOURCES: """\
id,title,publisher,url,date,confidence,note
own,Egen tekst,Kompetencematch,,2026-11-22,medium,
amu-catalogue,Bekræftede koder,Flere,https://voksenuddannelse.dk,2026-08-04,high,
euv-programmes,Skoleperioder,Flere,,2023-01-01,medium,
""",
    COMPETENCES: """\
id,kind,field,label_da,label_en,definition_da,synonyms_da,synonyms_en,broader,related,\
valid_years,esco_uri,esco_match,@origin
spaantagning,skill,cnc,spåntagning,machining,Kan fremstille emner.,spåner,,,,,,,@own
betjening,skill,cnc,CNC-betjening,operation,Kan passe maskinen.,NC,,,,,,,@own
drejning,skill,cnc,CNC-drejning,turning,Kan dreje.,drejer,lathe,betjening|spaantagning,tegning,,\
http://data.europa.eu/esco/skill/x,close,@own
fraesning,skill,cnc,CNC-fræsning,milling,Kan fræse.,fræser,,betjening,,,,,@own
tegning,knowledge,cnc,tegningslæsning,drawings,Kan læse en tegning.,tegningslære,,,,,,,@own
asbest,certificate,sikkerhed,asbestkursus,asbestos,Har kurset.,asbestbevis,,,,5,,,@own
omhu,trait,cnc,omhu,care,Arbejder grundigt.,omhyggelig,,,,,,,@own
""",
    MODULES: """\
id,kind,field,title_da,title_en,days,days_basis,outcomes,prerequisites,national_code,fkb,\
description_da,@origin
m-betjening,amu,cnc,Betjening,Operation,3,forslag,betjening:1,,,,De første dage.,@own
m-drejning-1,amu,cnc,Drejning 1,Turning 1,5,forslag,drejning:1,betjening:1,,,Enkle emner.,@own
m-drejning-2,amu,cnc,Drejning 2,Turning 2,10,forslag,drejning:2,\
drejning:1 & tegning:1 / fraesning:1,,,Sværere emner.,@own
m-tegning,amu,cnc,Tegning,Drawing,2,forslag,tegning:1,,,,Enkle tegninger.,@own
m-asbest,amu,sikkerhed,Asbest,Asbestos,2,kilde,asbest:1,,22906,,Officielt kursus.,@official
""",
    PROFILES: """\
id,field,title_da,title_en,synonyms_da,description_da,esco_uri,esco_match,@origin
p-drejer,cnc,drejer,turner,CNC-drejer,Drejer emner.,,,@own
""",
    LINES: """\
profile,line,group,competence,level,weight,note_da,@origin
p-drejer,must,,drejning,2,3,,@own
p-drejer,one_of,baggrund,tegning,1,2,,@own
p-drejer,one_of,baggrund,asbest,1,2,,@own
p-drejer,advantage,,fraesning,1,1,,@own
p-drejer,trait,,omhu,,,,@own
""",
    PROGRAMMES: """\
id,programme,specialisation,title_da,title_en,total_length_da,basic_weeks,school_weeks,\
school_periods,legal_basis,euv_note_da,note_da,historic,usable,outcomes,source_url,\
source_year,confidence,outcomes_status
e-tekniker,Tekniker,,tekniker,technician,4 år,20,15,10+5,BEK 1 af 2015,,Ordningen er afløst.,\
no,yes,drejning:3,https://example.org,2015,medium,forslag
e-gammel,Tekniker,,tekniker (gammel),technician (old),,,,,,,,yes,no,,https://example.org,1986,low,
""",
    PRICE: """\
id: amu/pris
title_da: Pris
unit: kr. pr. dag
law: ""
paragraph: ""
checked_by: prøve
values:
  - {start: 2024-01-01, checked_until: 2024-12-31, value: 208, reference: R41,
     source_url: "", confidence: high, note: "", facts: [R41]}
  - {start: 2026-01-01, checked_until: 2026-12-31, value: 218, reference: R41,
     source_url: "", confidence: medium, note: "", facts: [R41]}
""",
}


def _whole(text: str) -> str:
    for short, origin in _ORIGIN.items():
        text = text.replace(short, origin)
    return text


FILES: Final = {name: _whole(text) for name, text in _TEXTS.items()}


def write_data(folder: Path) -> Path:
    """Write the valid data and return the folder."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the one place where `old` stands; return the line it stands in, from 1."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    before, found, after = content.partition(old)
    assert found
    assert old not in after, f"{old!r} stands in more than one place"
    path.write_text(before + new + after, encoding="utf-8", newline="")
    return before.count("\n") + 1


def faults_in(folder: Path) -> tuple[Fault, ...]:
    """The faults that loading the folder tells."""
    with pytest.raises(FaultyDataError) as caught:
        load_taxonomy(folder)
    return caught.value.faults
