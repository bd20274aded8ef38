"""A labelled set: sound papers full of what might be taken for a fault, and the same with one fault planted in each."""

from dataclasses import dataclass, replace
from datetime import date

from duly.casework.submissions.rules import Adjudicated, Evidence, Paper, ToAnswer

TODAY = date(2026, 11, 9)

HARTLEY = Paper(
    ask="Uphold in part and recommend a remedy of £1,500",
    remedy_pence=150_000,
    paragraphs=(
        "Mrs Hartley complains that Marlbrook Integrated Care Board took nine months to decide whether her mother is entitled to continuing healthcare.",
        "The board's standard is 28 days. Its log shows that the request was opened on 12 March 2026 and not allocated until Monday 2 November 2026 (E1).",
        "Mrs Hartley asked for £5,000. She spent £212.40 on telephone calls, and the board offered her £250 in June.",
        "We have considered our scale of financial remedy. The injustice falls in level 4, prolonged distress (E2). It is more than level 3, whose "
        "band is £500 to £999.",
        "The board told us it would accept a payment “in the region of £1,000”. We do not think that reflects nine months without a decision, and it is "
        "below what we paid for in similar cases, which was £1,200.",
        "We recommend that within four weeks of our final report the board should: (a) apologise in writing; (b) pay Mrs Hartley £1,500; and "
        "(c) explain what it has changed.",
        "Ms Delyth Hallam MP has asked to be told the outcome on the day it is issued. Hardly anything was said by May 2026. "
        "Mrs Hartley was sent the draft and had nothing to add.",
        "By 9 October 2026 the board had not replied. We will ask it for evidence that it has complied by 18 December 2026.",
    ),
    case_ref="PSO-2026-01187",
    complainant="Mrs Ruth Hartley",
    body="Marlbrook Integrated Care Board",
    today=TODAY,
    linked=("PSO-2026-00900",),
    evidence=(
        Evidence("E1", "The board's log", "P-26-00012, page 3", True),
        Evidence("E2", "Letter from her GP", "P-26-00014, page 1", True),
    ),
    comments=(ToAnswer("Comment 1 of the board", "The log was kept late.", "We say so at 2.", 2),),
    commented=("the board",),
    points=(ToAnswer("Point 1 of version 1", "Say which level.", "Level 4, at 4.", 4),),
    signers=("Ombudsman",),
    titles=("Ombudsman", "Deputy Ombudsman", "Head of Casework"),
)

OSEI = Paper(
    ask="Uphold the complaint",
    remedy_pence=80_000,
    paragraphs=(
        "Mr Osei complains that Northmere Council charged his late father £9,400 for care that should have cost £7,150. The file of PSO-2025-00044 is linked.",
        "He lived at 14 Brick Lane, London E1 6AN until 29 February 2024. In R (Marsh) v Northmere [2022] EWHC 1547 the court said “[she] was owed an answer”.",
        "The council paid back £2,250 on 3 August 2026, which was the financial loss. It had promised to do so by 1 May 2026.",
        "The rest is distress. It is not as grave as level 4. We put it at level 3: a worry for more than a year (E1).",
        "We recommend that Northmere Council pays Mr Osei £500 for his distress and £300 for his time and trouble, £800 in all, within 20 working days.",
        "We also recommend that by 29 January 2027 the council reviews how it tells families of charges.",
    ),
    case_ref="PSO-2026-00310",
    complainant="Mr Kwame Osei",
    body="Northmere Council",
    today=TODAY,
    linked=("PSO-2025-00044",),
    evidence=(Evidence("E1", "Mr Osei's account of the year", "P-26-00400, page 2", True),),
    signers=("Head of Casework", "Deputy Ombudsman", "Ombudsman"),
    titles=HARTLEY.titles,
)

NOT_UPHELD = Paper(
    ask="Do not uphold the complaint",
    remedy_pence=0,
    paragraphs=(
        "Dr Marsh complains of how St Brede's NHS Foundation Trust answered her in March 2026. Dr. Marsh wanted £2,000.",
        "In May last year we recommended a payment of nothing of the kind. The trust wrote on Friday 27 March 2026 (E1), which is within its standard of 10 days.",
        "We recommend that you do not uphold the complaint. It is for decision by the Head of Casework.",
    ),
    case_ref="PSO-2026-00777",
    complainant="Dr Imogen Marsh",
    body="St Brede's NHS Foundation Trust",
    today=TODAY,
    evidence=(Evidence("E1", "The trust's letter", "P-26-00500, page 1", True),),
    signers=("Head of Casework", "Ombudsman"),
    titles=HARTLEY.titles,
)

SUMMED_UP = replace(
    OSEI,
    paragraphs=(
        *OSEI.paragraphs,
        "Issue: the council charged too much for his father's care (paragraph 1).",
        "Recommendation: uphold and publish, with a remedy of £800 at level 3 (paragraphs 4 and 5).",
        "Risk: none that we see (paragraph 3).",
    ),
)

WRITTEN_LONG = replace(
    HARTLEY,
    ask="Uphold the complaint",
    paragraphs=(
        "Our reference is PSO-2026-01187. Mrs Ruth Hartley's mother, Mrs Joan Hartley, died on Thursday 1 October 2026.",
        "Marlbrook quoted a fee of £3,400, refunded £60, and said that its budget of £2.5 million had been spent. The Hartleys were not told.",
        "We assessed the injustice as level 4. We would not go beyond level 4, or to level 5, whose band is £3,000 to £9,999.99 (E1, E2).",
        "The remedy is £1,500: £250 for each month. Rather than the £900 that the board suggested, we propose that Marlbrook Integrated Care Board pays £1,500 by 4 January 2027.",
        "The Deputy Ombudsman has seen this. The Ombudsman is to sign. Mrs Hartley made no comment on the draft.",
    ),
)

TWO_AT_ONCE = replace(
    OSEI,
    paragraphs=(
        *OSEI.paragraphs[:4],
        "We recommend that Northmere Council pays Mr Osei £500 for his distress and £300 for his time and trouble, £800 in all. "
        "It should do so within 20 working days. We also recommend that the council writes to him by 29 January 2027.",
        "We recommend that the council reviews how it tells families of charges. It should also train its officers. "
        "Both should be done within three months. This recommendation would make it less likely to happen to somebody else. It should also have told him.",
        "We recommend: (a) that the council apologises by 18 December 2026; and (b) that the council explains what it has changed, by the same day or "
        "at the latest by 29 January 2027.",
    ),
)

A_REPORT = replace(
    OSEI,
    kind="report",
    outcome="upheld",
    commented=("Mr Osei's daughter",),
    comments=(ToAnswer("Comment 1 of Mr Osei's daughter", "He was 81.", "It is not needed here."),),
    paragraphs=(*OSEI.paragraphs, "Northmere was invited to comment on the draft, and did not."),
)

BOTH_SPOKE = replace(
    NOT_UPHELD,
    outcome="not upheld",
    commented=("Dr Marsh", "The trust"),
    comments=(
        ToAnswer("Comment 1 of Dr Marsh", "I disagree.", "We say why at 2.", 2),
        ToAnswer("Comment 1 of The trust", "Agreed.", "Noted."),
    ),
)

NEITHER_SPOKE = replace(
    A_REPORT, commented=(), comments=(), paragraphs=(*OSEI.paragraphs, "Both parties were asked to comment; neither replied.")
)

SOUND: dict[str, Paper] = {
    "hartley": HARTLEY,
    "osei": OSEI,
    "not upheld": NOT_UPHELD,
    "summed up": SUMMED_UP,
    "written long": WRITTEN_LONG,
    "two at once": TWO_AT_ONCE,
    "a report": A_REPORT,
    "both spoke": BOTH_SPOKE,
    "neither spoke": NEITHER_SPOKE,
}


@dataclass(frozen=True)
class Planted:
    """A sound paper with one fault: what was planted, and the finding that should say so."""

    name: str
    paper: Paper
    code: str
    paragraph: int


def _with(paper: Paper, number: int, old: str, new: str) -> Paper:
    text = paper.paragraphs[number - 1]
    assert old in text, (number, old)
    return replace(paper, paragraphs=(*paper.paragraphs[: number - 1], text.replace(old, new), *paper.paragraphs[number:]))


def _words(name: str, of: Paper, number: int, old: str, new: str, code: str, *, at: int | None = None) -> Planted:
    return Planted(name, _with(of, number, old, new), code, number if at is None else at)


_LONG = "The board told her in March that it would write in April and " + "then it told her again that it had not " * 4 + "written at all."

PLANTED: tuple[Planted, ...] = (
    _words("another sum in the list", HARTLEY, 6, "£1,500", "£1,250", "remedy-differs"),
    Planted("another sum in what is asked", replace(HARTLEY, ask="Recommend a remedy of £1,250"), "remedy-differs", 0),
    _words("another sum stated", WRITTEN_LONG, 4, "The remedy is £1,500", "The remedy is £1,050", "remedy-differs"),
    _words("another sum beside an offer", WRITTEN_LONG, 4, "Board pays £1,500", "Board pays £1,600", "remedy-differs"),
    _words("parts that do not add up", OSEI, 5, "£300", "£350", "remedy-differs"),
    _words("a total that is not the remedy", OSEI, 5, "£800 in all", "£900 in all", "remedy-differs"),
    Planted(
        "a remedy no paragraph recommends",
        _with(WRITTEN_LONG, 4, WRITTEN_LONG.paragraphs[3], "We propose nothing."),
        "remedy-not-stated",
        0,
    ),
    Planted("a payment where none is put up", replace(OSEI, remedy_pence=0), "remedy-differs", 5),
    Planted("a remedy above its level", replace(HARTLEY, remedy_pence=350_000), "outside-band", 4),
    _words("a level the remedy is not within", HARTLEY, 4, "falls in level 4", "falls in level 2", "outside-band"),
    _words("a level the scale has not", HARTLEY, 4, "falls in level 4", "falls in level 9", "level-unknown"),
    _words("two levels", WRITTEN_LONG, 5, "The Ombudsman is to sign.", "It is level 3. The Ombudsman is to sign.", "levels-differ"),
    Planted("no level", _with(HARTLEY, 4, HARTLEY.paragraphs[3], "The injustice was grave (E2)."), "level-not-cited", 0),
    _words("evidence not in the list", HARTLEY, 4, "(E2)", "(E2, E7)", "not-listed"),
    Planted("evidence never cited", _with(HARTLEY, 4, "(E2)", ""), "not-cited", 0),
    Planted(
        "evidence that does not open",
        replace(HARTLEY, evidence=(HARTLEY.evidence[0], replace(HARTLEY.evidence[1], opens=False))),
        "does-not-open",
        0,
    ),
    Planted("no evidence", replace(_with(OSEI, 4, " (E1)", ""), evidence=()), "no-evidence", 0),
    _words("a summary that points nowhere", SUMMED_UP, 7, " (paragraph 1)", "", "points-nowhere"),
    _words("a summary that points at no paragraph", SUMMED_UP, 8, "4 and 5", "4 and 15", "points-wrong"),
    _words("a summary that points at itself", SUMMED_UP, 9, "paragraph 3", "paragraph 8", "points-wrong"),
    _words("another sum in the summary", SUMMED_UP, 8, "£800", "£700", "remedy-differs"),
    Planted("a comment without an answer", replace(HARTLEY, comments=(replace(HARTLEY.comments[0], answer=" "),)), "comment", 2),
    Planted("a point without an answer", replace(HARTLEY, points=(replace(HARTLEY.points[0], answer=""),)), "point", 4),
    _words("Hartly", HARTLEY, 6, "Mrs Hartley", "Mrs Hartly", "name"),
    _words("Hartely", HARTLEY, 1, "Mrs Hartley", "Mrs Hartely", "name"),
    _words("Osie", OSEI, 5, "Mr Osei", "Mr Osie", "name"),
    _words("Marlbrok", HARTLEY, 1, "Marlbrook", "Marlbrok", "name"),
    _words("Northmore", OSEI, 5, "Northmere", "Northmore", "name"),
    _words("March for Marsh, after a title", NOT_UPHELD, 1, "Dr. Marsh wanted", "Dr. Mersh wanted", "name"),
    _words("Mr for Mrs", HARTLEY, 3, "Mrs Hartley", "Mr Hartley", "title"),
    Planted("the body never named", _with(HARTLEY, 1, "Marlbrook Integrated Care Board", "the board"), "body-not-named", 0),
    Planted("another person's paper", replace(HARTLEY, complainant="Mrs Olive Penhaligon"), "complainant-not-named", 0),
    _words("another case", OSEI, 1, "PSO-2025-00044", "PSO-2025-00045", "reference"),
    _words("a reference wrongly written", WRITTEN_LONG, 1, "PSO-2026-01187", "PSO/2026/1187", "reference"),
    _words("a day there is not", WRITTEN_LONG, 1, "Thursday 1 October", "31 September", "no-such-day"),
    _words("a leap day in no leap year", OSEI, 2, "29 February 2024", "29 February 2023", "no-such-day"),
    _words("the wrong weekday", NOT_UPHELD, 2, "Friday 27 March 2026", "Thursday 27 March 2026", "weekday"),
    _words("the wrong weekday, short", HARTLEY, 2, "Monday 2 November 2026", "Tue 2 Nov 2026", "weekday"),
    _words("to be done by a day that is past", HARTLEY, 8, "18 December 2026", "18 October 2026", "past"),
    _words("the same in figures", OSEI, 6, "29 January 2027", "29/01/2026", "past"),
    _words(
        "no owner", OSEI, 6, "the council reviews how it tells families of charges", "a review is made of how families are told", "no-owner"
    ),
    _words("no date", HARTLEY, 6, "within four weeks of our final report ", "", "no-date"),
    _words("no date, paid", OSEI, 5, ", within 20 working days", "", "no-date"),
    _words(
        "a second without a date", OSEI, 5, "days.", "days. We also recommend that the council apologises to him in writing.", "no-date"
    ),
    _words("a second that also should, without a date", OSEI, 5, "days.", "days. It should also apologise to him in writing.", "no-date"),
    _words(
        "a second without an owner", OSEI, 5, "days.", "days. We further recommend that an apology is made by 29 January 2027.", "no-owner"
    ),
    _words("a first without a date", OSEI, 6, "by 29 January 2027 the council", "the council", "no-date"),
    Planted("money though not upheld", replace(OSEI, outcome="not upheld"), "pays-though-not-upheld", 0),
    Planted("money though not upheld, as put up", replace(HARTLEY, outcome="discontinued"), "pays-though-not-upheld", 0),
    _words("the complainant never asked", HARTLEY, 7, "Mrs Hartley was sent the draft and had nothing to add.", "", "not-heard", at=0),
    _words(
        "the body never asked",
        A_REPORT,
        7,
        "Northmere was invited to comment on the draft, and did not.",
        "He did not comment.",
        "not-heard",
        at=0,
    ),
    Planted("a report shown to nobody", replace(OSEI, kind="report"), "not-heard", 0),
    Planted("a side that did not comment, of two", replace(BOTH_SPOKE, commented=("The trust",)), "not-heard", 0),
    Planted(
        "a risk that was made due again",
        replace(HARTLEY, risk=("A death (P-26-00012): to be looked at by 3 November 2026.",)),
        "risk-not-looked-at",
        0,
    ),
    Planted(
        "a risk whose review went by", replace(OSEI, risk=("It was to be looked at again by 1 November 2026.",)), "risk-not-looked-at", 0
    ),
    Planted(
        "another outcome than was found",
        replace(OSEI, outcome="upheld", adjudicated=Adjudicated(80_000, 3, (), "partly upheld")),
        "outcome-not-as-found",
        0,
    ),
    Planted("no outcome where one was found", replace(OSEI, adjudicated=Adjudicated(80_000, 3, (), "upheld")), "outcome-not-said", 0),
    Planted("nobody may sign", replace(HARTLEY, signers=()), "nobody", 0),
    _words("the wrong signer", HARTLEY, 8, "By 9 October", "It is for signature by the Deputy Ombudsman. By 9 October", "wrong-signer"),
    _words("the wrong signer, will sign", HARTLEY, 7, "Ms Delyth", "The Head of Casework will sign this. Ms Delyth", "wrong-signer"),
    _words("a bracket", HARTLEY, 2, "28 days", "[number] days", "placeholder"),
    _words("TBC", HARTLEY, 8, "18 December 2026", "TBC", "placeholder"),
    _words("XX", HARTLEY, 2, "12 March 2026", "XX March 2026", "placeholder"),
    _words("a sum left out", HARTLEY, 3, "£212.40", "£XXX", "placeholder"),
    _words("a 46-word sentence", HARTLEY, 3, "Mrs Hartley asked for £5,000.", _LONG, "long"),
)
