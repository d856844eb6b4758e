"""English for the standing sentences of a plan; what names data of its own stays in Danish."""

from typing import Final

from matcher.plans.draft_words import DAYS_ASSUMED, EXAMPLE, FULL_TIME

_SENTENCES: Final = {
    EXAMPLE: "The plan is an example: person, criteria, calendar and company are made up, and no "
    "school has approved it.",
    FULL_TIME: "Courses are counted as whole days, five days a week, one after the other.",
    DAYS_ASSUMED: "The length of courses marked «proposal» is our estimate.",
    "Hvilke AMU-mål svarer kurserne til? Titlerne er vores forslag; find mål og hold på "
    "voksenuddannelse.dk.": "Which official AMU courses do these match? The titles are our "
    "proposals; look for courses and dates at voksenuddannelse.dk.",
    "Hvem udbyder kurserne, hvornår er der hold, og er der pladser?": "Who offers the courses, "
    "when do they run, and are there places?",
    "Hvem vurderer de udenlandske papirer, og hvornår foreligger svaret?": "Who assesses the "
    "foreign papers, and when will the answer be there?",
    "Hvem på arbejdspladsen er mentor, og hvor længe?": "Who at the workplace is the mentor, and "
    "for how long?",
    "Kontrollér de støtteregler, der er mærket «ikke kontrolleret», for plandatoerne.": "Check "
    "the funding rules marked «not checked» for the dates of the plan.",
}


def in_english(sentence: str) -> str:
    """A standing sentence in English.

    Args:
        sentence: as the Danish plan has it.

    Returns:
        The English sentence; the Danish one where it is not among the standing ones.
    """
    return _SENTENCES.get(sentence, sentence)
