"""The sections of a plan's document, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.document import (
    Axis,
    Bar,
    Block,
    Bullets,
    Facts,
    Gantt,
    Paragraph,
    Radar,
    Section,
    Table,
)
from matcher.plans.economy_section import economy
from matcher.plans.english import in_english
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.plans.recognition_section import recognition
from matcher.plans.voice import FORMS_EN, KINDS, LEVELS_EN, PERIODS, STATUSES_EN
from taxonomy.concepts import LEVEL_NAMES
from taxonomy.danish import show

if TYPE_CHECKING:
    from matcher.plans.plan import EducationPlan, Growth, PlanCourse, PlanPeriod
    from matcher.plans.voice import Voice

__all__ = [
    "assumptions", "basic_skills", "changes", "courses", "economy", "growth", "measures",
    "overview", "questions", "recognition", "signing", "subjects", "timetable",
]  # fmt: skip

MOST_AXES: Final = 10
"""More axes cannot be read in a picture; the table beside it has the same rows."""
_LENGTH_COLUMN: Final = 3
_TO_FILL: Final = ("…" * 14, "…" * 7, "…" * 16)


def overview(plan: EducationPlan, voice: Voice) -> Section:
    """Who, what, from when to when, and that it is a draft."""
    rows = [
        (voice.say("Person", "Person"), plan.person),
        (voice.say("Skole", "School"), plan.school),
        (voice.say("Kontakt", "Contact"), plan.contact),
        *_goal_row(plan, voice),
        *_education_rows(plan, voice),
        (voice.say("Start", "Start"), voice.day(plan.start)),
        (voice.say("Forventet slut", "Expected end"), voice.day(plan.end)),
        *_length_rows(plan, voice),
    ]
    blocks: list[Block] = [Facts(tuple((name, value) for name, value in rows if value))]
    if plan.signature is None:
        text = (
            "Udkast. Planen gælder først, når skolen og personen har skrevet under.",
            "Draft. The plan applies only once the school and the person have signed it.",
        )
        blocks.insert(0, Paragraph(voice.of(text)))
    if not voice.danish:
        blocks.append(
            Paragraph("What rules and sources say is quoted in Danish, as it stands.", note=True)
        )
    return Section(voice.say("Overblik", "Overview"), tuple(blocks))


def _goal_row(plan: EducationPlan, voice: Voice) -> list[tuple[str, str]]:
    if plan.programme is not None and plan.goal_da == plan.title_da:
        return []
    return [(voice.say("Mål", "Goal"), voice.say(plan.goal_da, plan.goal_en))]


def _education_rows(plan: EducationPlan, voice: Voice) -> list[tuple[str, str]]:
    if plan.programme is None:
        return []
    track = plan.assessment.track if plan.assessment else None
    told = track.value if track else voice.day(None)
    return [
        (voice.say("Uddannelse", "Education"), voice.say(plan.title_da, plan.title_en)),
        (voice.say("Speciale", "Specialisation"), plan.specialisation),
        (voice.say("Ordning", "Order"), plan.version_da),
        (voice.say("Forbehold", "Reservation"), plan.programme_note_da),
        (voice.say("Spor", "Track"), told),
    ]


def _length_rows(plan: EducationPlan, voice: Voice) -> list[tuple[str, str]]:
    days = sum(course.days for course in plan.courses)
    rows = []
    if plan.assessment is not None:
        weeks = plan.assessment.weeks
        rows = [
            (voice.say("Grundforløb 2", "Basic course 2"), voice.length(weeks.gf2, "uger")),
            (voice.say("Hovedforløb i skole", "Main course at school"),
             voice.length(weeks.main, "uger")),
            (voice.say("Oplæring i virksomhed", "Workplace training"),
             voice.length(weeks.oplaering, "uger")),
        ]  # fmt: skip
    if days:
        rows.append((voice.say("Kursusdage", "Course days"), voice.length(days, "dage")))
    return rows


def timetable(plan: EducationPlan, voice: Voice) -> Section:
    """The periods as a picture and as a table, and what has no dates."""
    blocks: list[Block] = []
    if plan.periods:
        title = voice.say("Perioder", "Periods")
        table = periods_table(title, plan.periods, voice)
        bars = tuple(
            Bar(voice.say(p.title_da, p.title_en), p.first, p.last, voice.of(PERIODS[p.kind]))
            for p in plan.periods
        )
        line = voice.say("Tidslinje", "Chart of the periods")
        blocks.append(Gantt(line, bars, table, _gantt_alt(plan, voice)))
    if plan.unplaced:
        blocks += [
            Paragraph(voice.say("Dette har endnu ingen datoer:", "This has no dates yet:")),
            Bullets(plan.unplaced),
        ]
    return Section(voice.say("Forløbet i tid", "Timeline"), tuple(blocks))


def periods_table(title: str, periods: tuple[PlanPeriod, ...], voice: Voice) -> Table:
    """Periods with days and length; the place only where some period has one."""
    rows = tuple(_period_row(period, voice) for period in periods)
    header = voice.say("Periode|Fra|Til|Længde|Datoerne|Sted",
                       "Period|From|To|Length|The dates|Place").split("|")  # fmt: skip
    width = len(header) if any(p.place for p in periods) else len(header) - 1
    return Table(title, tuple(header[:width]), tuple(row[:width] for row in rows),
                 numeric=(_LENGTH_COLUMN,))  # fmt: skip


def _period_row(period: PlanPeriod, voice: Voice) -> tuple[str, ...]:
    length = voice.length(period.weeks, "uger") if period.days is None else (
        voice.length(period.days, "dage"))  # fmt: skip
    proposal = voice.say("forslag", "proposal")
    calendar = voice.say(period.basis_da, "school calendar")
    return (
        voice.say(period.title_da, period.title_en), show(period.first), show(period.last), length,
        proposal if period.proposed else calendar, period.place,
    )  # fmt: skip


def _gantt_alt(plan: EducationPlan, voice: Voice) -> str:
    first, last = plan.periods[0].first, max(p.last for p in plan.periods)
    count = len(plan.periods)
    da, en = ("1 periode", "1 period") if count == 1 else (f"{count} perioder", f"{count} periods")
    return voice.say(
        f"{da} fra {voice.day(first)} til {voice.day(last)}; tabellen siger det samme.",
        f"{en} from {voice.day(first)} to {voice.day(last)}; the table says the same.",
    )


def basic_skills(plan: EducationPlan, voice: Voice) -> Section:
    """How the demand of 02 in Danish and mathematics was judged."""
    blocks: list[Block] = [Paragraph(plan.basic_skills_da)] if plan.basic_skills_da else []
    steps = plan.of(PeriodKind.BASIC_SKILLS)
    if steps:
        blocks.append(
            Paragraph(
                voice.say(
                    f"Derfor begynder planen med {_listed([p.title_da for p in steps])}.",
                    f"So the plan begins with {', '.join(p.title_en for p in steps)}.",
                )
            )
        )
    title = voice.say("Dansk og matematik på 02", "Danish and mathematics at 02")
    return Section(title, tuple(blocks))


def _listed(titles: list[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} og {titles[-1]}"


def courses(plan: EducationPlan, voice: Voice) -> Section:
    """The courses with length and what they give."""
    if not plan.courses:
        return Section("", ())
    header = voice.say("Kursus|Art|Længde|Titlen er|Hvorfor", "Course|Kind|Length|The title is")
    rows = tuple(_course_row(course, voice) for course in plan.courses)
    note = voice.say(
        "Titler mærket «forslag» eller «opdigtet» er ikke officielle uddannelser.",
        "Titles marked «proposal» or «made up» are not official courses.",
    )
    title = voice.say("Kurser", "Courses")
    named = voice.say("Kurserne i planen", "The courses of the plan")
    table = Table(named, tuple(header.split("|")), rows, numeric=(2,), note=note,
                  subjects=plan.kind is not PlanKind.EUV)  # fmt: skip
    about = tuple(f"{c.title_da}: {c.about_da}" for c in plan.courses if c.about_da)
    blocks = (table, Bullets(about)) if about and voice.danish else (table,)
    return Section(title, blocks)


def _course_row(course: PlanCourse, voice: Voice) -> tuple[str, ...]:
    length = voice.length(course.days, "dage")
    if course.ects is not None:
        length += f" ({voice.number(course.ects)} ECTS)"
    if not course.days_sure:
        length += voice.say(", forslag", ", proposal")
    title = voice.say(course.title_da, course.title_en) + f" ({course.code})" * bool(course.code)
    status = voice.say(course.status_da, STATUSES_EN.get(course.status_da, course.status_da))
    form = voice.say(course.form_da, FORMS_EN.get(course.form_da, course.form_da))
    # The reasons name demands and courses in Danish, so only the Danish document has them.
    return (title, form, length, status, *((course.why_da,) if voice.danish else ()))


def subjects(plan: EducationPlan, voice: Voice) -> Section:
    """The subjects with level, weeks and credit, or what the education gives."""
    if not plan.subjects:
        return Section("", ())
    header = voice.say("Fag|Niveau|Uger|Merit|Kilde", "Subject|Level|Weeks|Credit|Source")
    rows = []
    for each in plan.subjects:
        level = voice.say(each.level_da, LEVELS_EN.get(each.level_da, each.level_da))
        unknown = voice.say("ikke oplyst", "not stated")
        numbers = (unknown if n is None else voice.number(n) for n in (each.weeks, each.credit))
        rows.append((voice.say(each.title_da, each.title_en), level, *numbers, each.source_da))
    proposed = any(each.proposed for each in plan.subjects)
    note = voice.say(
        "Det er ikke uddannelsens fag, men det, den giver, efter vores skøn (forslag).",
        "These are not the subjects of the programme, but what it leads to (our proposal).",
    )
    title = voice.say("Det, uddannelsen giver (forslag)", "What the education gives (proposal)")
    if not proposed:
        title, note = voice.say("Fag", "Subjects"), ""
    table = Table(title, tuple(header.split("|")), tuple(rows), numeric=(2, 3), note=note,
                  subjects=True)  # fmt: skip
    return Section(voice.say("Fag og niveauer", "Subjects and levels"), (table,))


def measures(plan: EducationPlan, voice: Voice) -> list[Section]:
    """Language and workplace culture, mentor, recognition of papers: a section each."""
    found = []
    spoken = plan.of(PeriodKind.LANGUAGE)
    if plan.kind is PlanKind.INTERNATIONAL and spoken:
        titles = tuple(voice.say(p.title_da, p.title_en) for p in spoken)
        name = voice.say("Sprog og arbejdspladskultur", "Language and workplace culture")
        found.append(Section(name, (Bullets(titles),)))
    found += [
        Section(voice.say(m.title_da, m.title_en), (Paragraph(voice.say(m.text_da, m.text_en)),))
        for m in plan.measures
    ]
    return found


def growth(plan: EducationPlan, voice: Voice) -> Section:
    """The kompetencespind before and after with its table, and the papers."""
    skills = [g for g in plan.growth if not g.certificate][:MOST_AXES]
    blocks: list[Block] = [_radar(skills, voice)] if skills else []
    hidden = sum(not g.certificate for g in plan.growth) - len(skills)
    if hidden:
        what = "kompetence" if hidden == 1 else "kompetencer"
        text = (f"Planen rører {hidden} {what} mere, som ikke er vist her.",
                f"The plan touches {hidden} more, not shown here.")  # fmt: skip
        blocks.append(Paragraph(voice.of(text), note=True))
    papers = [g for g in plan.growth if g.certificate]
    if papers:
        blocks += [
            Paragraph(voice.say("Beviser:", "Papers:")),
            Bullets(tuple(_paper(paper, voice) for paper in papers)),
        ]
    return Section(voice.say("Kompetencer før og efter", "Competences before and after"),
                   tuple(blocks))  # fmt: skip


def _radar(skills: list[Growth], voice: Voice) -> Radar:
    title = voice.say("Kompetencespind", "Competence web")
    header = voice.say("Kompetence|Nu|Efter planen|Jobbet kræver",
                       "Competence|Now|After the plan|The job asks for").split("|")  # fmt: skip
    asked = any(g.needed is not None for g in skills)
    width = len(header) if asked else len(header) - 1
    axes = tuple(
        Axis(voice.say(g.label_da, g.label_en), g.before, g.after, g.needed) for g in skills
    )
    rows = tuple(_radar_row(g, voice)[:width] for g in skills)
    risen = sum(g.after > g.before for g in skills)
    alt = voice.say(
        f"{risen} af {len(skills)} kompetencer stiger; tabellen siger det samme.",
        f"{risen} of {len(skills)} competences rise; the table says the same.",
    )
    levels = voice.say("Niveauer før og efter", "Levels before and after")
    return Radar(title, axes, Table(levels, tuple(header[:width]), rows), alt)


def _radar_row(g: Growth, voice: Voice) -> tuple[str, ...]:
    needed = "–" if g.needed is None else _level(g.needed, voice)
    label = voice.say(g.label_da, g.label_en)
    return label, _level(g.before, voice), _level(g.after, voice), needed


def _level(level: int, voice: Voice) -> str:
    name = LEVEL_NAMES[level]
    return f"{level} ({voice.say(name, LEVELS_EN[name])})"


def _paper(paper: Growth, voice: Voice) -> str:
    if paper.before:
        state = voice.say("har det", "held")
    elif paper.after:
        state = voice.say("fås med planen", "given by the plan")
    else:
        state = voice.say("mangler; planen giver det ikke", "missing; not given by the plan")
    return f"{voice.say(paper.label_da, paper.label_en)}: {state}"


def changes(plan: EducationPlan, voice: Voice) -> Section:
    """What became another since the version before."""
    if not plan.changes:
        return Section("", ())
    title = voice.say("Ændret siden sidst", "Changed since last")
    header = voice.say("Hvad|Før|Nu|Hvorfor", "What|Before|Now|Why").split("|")
    rows = tuple((c.what_da, c.before_da, c.after_da, c.why_da) for c in plan.changes)
    named = voice.say("Ændringerne", "The changes")
    return Section(title, (Table(named, tuple(header), rows),))


def questions(plan: EducationPlan, voice: Voice) -> Section:
    """What must be settled before anybody signs."""
    told = tuple(voice.say(text, in_english(text)) for text in plan.questions)
    blocks = (Bullets(told, numbered=True),) if told else ()
    return Section(voice.say("Det skal afklares", "Open questions"), blocks)


def assumptions(plan: EducationPlan, voice: Voice) -> Section:
    """What was taken for granted."""
    told = tuple(voice.say(text, in_english(text)) for text in plan.assumptions)
    blocks = (Bullets(told),) if told else ()
    return Section(voice.say("Det er forudsat", "Assumptions"), blocks)


def signing(plan: EducationPlan, voice: Voice) -> Section:
    """Who has signed, or who must."""
    title = voice.say("Underskrift", "Signature")
    if plan.signature is not None:
        signed = plan.signature
        return Section(title, (Facts(((signed.role, f"{signed.name}, {voice.day(signed.on)}"),)),))
    header = voice.say("Hvem|Navn|Dato|Underskrift", "Who|Name|Date|Signature").split("|")
    names = voice.say("Skolen|Personen|Virksomheden, hvis der er en",
                      "The school|The person|The company, if any").split("|")  # fmt: skip
    rows = tuple((name, *_TO_FILL) for name in names)
    signs = voice.say("Skriv under her", "Sign here")
    return Section(title, (Table(signs, tuple(header), rows),))


def kind_title(plan: EducationPlan, voice: Voice) -> str:
    """What sort of plan it is, in words."""
    return voice.of(KINDS[plan.kind])
