"""Danish words for how people are at work; our own list, a proposal, from no other source."""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
    aktiv ambitiøs analytisk anerkendende ansvarlig ansvarsbevidst ansvarsfuld arbejdsglæde
    arbejdsom begejstret beslutsom beslutsomhed diplomatisk diskret dynamisk effektiv empatisk
    energisk engagement engageret entusiastisk fleksibel fleksibilitet flittig forandringsparat
    fordomsfri forstående frisk glad grundig gåpåmod handlekraftig hjælpsom holdspiller
    hjertevarm humor humoristisk hurtig høflig imødekommende impulsiv initiativrig innovativ
    kreativ kvalitetsbevidst loyal lærenem lyttende løsningsorienteret moden mod motiveret
    målrettet mødestabil neutral nysgerrig nytænkende nærværende nøjagtig omhyggelig omsorgsfuld
    omstillingsparat opmærksom optimistisk ordentlig overblik overbærende passioneret
    detaljeorienteret positiv pragmatisk proaktiv præcis punktlig pålidelig pædagogisk
    resultatorienteret respektfuld robust rolig rummelig sammenholdende samarbejdsvillig selvkørende
    selvsikker selvstændig selvstændighed serviceminded situationsfornemmelse smilende stabil
    stresstolerant struktureret stærk systematisk teamplayer tillidsfuld troværdig tolerant
    tydelig tålmodig tålmodighed udadvendt udholdende udviklingsorienteret vedholdende vedholdenhed
    venlig videbegærlig vindermentalitet åben åbenhed ærlig
    """
ATTITUDES: Final = tuple(_WORDS.split())
"""One word each; the class of attitudes and values, A1, is taught by them."""
PHRASES: Final = (
    "bevare overblikket", "bevare roen", "brænde for arbejdet", "god til at samle folk",
    "godt humør", "have styr på detaljerne", "holde hovedet koldt", "højt humør",
    "kunne arbejde under pres", "lyst til at lære nyt", "mange bolde i luften",
    "et smil på læben", "stå fast på aftaler", "tage ansvar", "trives i en travl hverdag",
)  # fmt: skip
"""Turns of speech that tell of an attitude; ours too."""
