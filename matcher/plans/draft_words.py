"""Standing sentences of a draft; ours, and the same in every plan."""

from typing import Final

EXAMPLE: Final = (
    "Planen er et eksempel: person, kriterier, kalender og virksomhed er opdigtede, og ingen "
    "skole har godkendt den."
)
CALENDAR_ASSUMED: Final = (
    "Skoleperioder mærket «forslag» står ikke i nogen skolekalender, vi har. De ligger i de første "
    "skoleuger efter perioden før; skolen sætter de rigtige datoer."
)
PLACED_DA: Final = (
    "I forslagene er uge 29-31, 42 og 52-1 lukket, og grundlovsdag og juleaften er fri. "
    "Helligdage forkorter ugen, men flytter ikke perioden, og ingen periode begynder i de sidste "
    "fire uger før sommer- eller juleferien."
)
CREDIT_SHARED: Final = (
    "Uddannelsesordningen siger ikke i vores data, i hvilke perioder meriten falder. Ugerne er "
    "delt i forhold til periodernes længde; skolen lægger dem."
)
NO_PAUSE: Final = (
    "Skoleperioderne ligger lige efter hinanden. Skal personen arbejde ind imellem, flyttes de."
)
FULL_TIME: Final = "Kurserne er regnet som hele dage, fem dage om ugen, efter hinanden."
DAYS_ASSUMED: Final = "Længden af de kurser, der er mærket «forslag», er vores skøn."
OUTCOMES_ASSUMED: Final = (
    "Uddannelsens fag står ikke i vores data. I stedet vises, hvad uddannelsen giver, efter vores "
    "skøn; fag, niveauer og uger skal hentes i uddannelsesordningen."
)
SUBJECTS_ASKED: Final = (
    "Skolen skal skrive fag, niveauer og uger ind efter den uddannelsesordning, der gælder ved "
    "starten."
)
