"""Invented papers for decision: sound ones, and ones with a single defect, each of which the right-first-time checks must find, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from duly.office.practice.letterbox.planted import Office

LOG = "The body's log of the request"
TO_THE_HEAD, TO_THE_DEPUTY, TO_THE_OMBUDSMAN = 50_000, 80_000, 150_000
REMEDIES = (TO_THE_HEAD, TO_THE_HEAD, TO_THE_DEPUTY, TO_THE_DEPUTY, TO_THE_OMBUDSMAN)
"""Of sound papers in turn: the least post that may sign each under the example scheme is in its name."""
SIGNS = {TO_THE_HEAD: "head-of-casework", TO_THE_DEPUTY: "deputy-ombudsman", TO_THE_OMBUDSMAN: "ombudsman"}
_LEVELS = {TO_THE_HEAD: 3, TO_THE_DEPUTY: 3, TO_THE_OMBUDSMAN: 4}


@dataclass(frozen=True)
class Written:
    """A paper as it is written: `defect` is the code of the one finding it must have, or nothing. `evidence` is what each label in turn is.

    `comment` is what the body said of the draft, and `answered` the answer to it.
    """

    number: int
    defect: str
    ask: str
    remedy_pence: int
    paragraphs: tuple[str, ...]
    evidence: tuple[str, ...] = (LOG,)
    comment: str = ""
    answered: str = ""
    outcome: str = "upheld"


def asked(number: int) -> str:
    """What a paper asks, by which it is found again."""
    return f"Uphold the complaint, paper {number} of the list"


def planned(office: Office) -> tuple[str, ...]:
    """The defect of each paper in turn, "" of the sound ones, which come last: a case is decided once."""
    return (*(code for _ in range(office.defects_of_each) for code in DEFECTS), *("",) * office.sound_papers)


def write(number: int, defect: str, *, complainant: str, body: str) -> Written:
    """A paper about this person's complaint of this body, with one defect or none."""
    remedy = REMEDIES[number % len(REMEDIES)] if not defect else TO_THE_DEPUTY
    sound = Written(
        number,
        defect,
        asked(number),
        remedy,
        (
            f"{complainant} complains that {body} took nine months to answer a simple question, and never said why.",
            f"The standard is 28 days. The log of {body} shows that the request was opened on 12 March 2026 and not allocated until Monday 2 "
            "November 2026 (E1).",
            f"We have considered our scale of financial remedy. The injustice falls in level {_LEVELS[remedy]}: worry for most of a year.",
            f"We recommend that {body} apologises and pays {complainant} £{remedy // 100:,} within four weeks of our decision.",
            "Issue: nine months without an answer (paragraph 1).",
            f"Recommendation: uphold, with a remedy of £{remedy // 100:,} (paragraph 4).",
        ),
    )
    if not defect:
        return sound
    number_of, change = DEFECTS[defect]
    if number_of == 0:
        return change(sound, complainant, body)  # type: ignore[operator, return-value]  # a change of the whole paper
    words = change(sound.paragraphs[number_of - 1], complainant, body)  # type: ignore[operator]  # a change of one paragraph
    paragraphs = (*sound.paragraphs[: number_of - 1], str(words), *sound.paragraphs[number_of:])
    return replace(sound, paragraphs=paragraphs)


def _misspelt(complainant: str) -> str:
    """A name with two letters in its middle changed about."""
    *before, last = complainant.split()
    at = next(n for n in range(2, len(last) - 1) if last[n] != last[n + 1])
    return " ".join((*before, f"{last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}"))


def _all(paper: Written, old: str, new: str) -> Written:
    return replace(paper, paragraphs=tuple(one.replace(old, new) for one in paper.paragraphs))


_LONG = " The board told her in March that it would write in April and" + " then it told her again that it had not" * 4 + " written at all."

Change = Callable[[str, str, str], str] | Callable[[Written, str, str], Written]
DEFECTS: dict[str, tuple[int, Change]] = {
    "remedy-differs": (6, lambda words, who, body: words.replace("£800", "£750")),
    "remedy-not-stated": (0, lambda paper, who, body: _all(_all(paper, " and pays " + who + " £800", ""), ", with a remedy of £800", "")),
    "outside-band": (3, lambda words, who, body: words.replace("level 3", "level 4")),
    "level-unknown": (3, lambda words, who, body: words.replace("level 3", "level 9")),
    "levels-differ": (6, lambda words, who, body: words.replace("£800", "£800 at level 4")),
    "level-not-cited": (3, lambda words, who, body: "We have considered our scale of financial remedy. The worry lasted most of a year."),
    "not-listed": (3, lambda words, who, body: words.replace(".", " (E7).", 1)),
    "not-cited": (0, lambda paper, who, body: replace(paper, evidence=(LOG, "A second page of the log"))),
    "no-evidence": (0, lambda paper, who, body: replace(_all(paper, " (E1)", ""), evidence=())),
    "comment": (
        0,
        lambda paper, who, body: replace(
            paper,
            comment="Our log was kept late in March.",
            paragraphs=(
                *paper.paragraphs[:3],
                f"{paper.paragraphs[3]} {who} was sent the draft and had nothing to add.",
                *paper.paragraphs[4:],
            ),
        ),
    ),
    "pays-though-not-upheld": (0, lambda paper, who, body: replace(paper, outcome="not upheld")),
    "not-heard": (0, lambda paper, who, body: replace(paper, comment="Our log was kept late.", answered="We say so at 2.")),
    "name": (4, lambda words, who, body: words.replace(who, _misspelt(who))),
    "title": (4, lambda words, who, body: words.replace(who, f"Professor {who.split()[-1]}")),
    "body-not-named": (0, lambda paper, who, body: _all(paper, body, "the council")),
    "complainant-not-named": (0, lambda paper, who, body: _all(paper, who, "the complainant")),
    "reference": (2, lambda words, who, body: words + " We dealt with it in PSO-2019-90001."),
    "no-such-day": (2, lambda words, who, body: words.replace("12 March 2026", "31 April 2026")),
    "weekday": (2, lambda words, who, body: words.replace("Monday", "Tuesday")),
    "past": (4, lambda words, who, body: words + " We will ask for evidence that it has complied by 9 January 2026."),
    "no-owner": (3, lambda words, who, body: words + " We also recommend that a review is made within three months."),
    "no-date": (3, lambda words, who, body: words + f" We also recommend that {body} reviews its procedure."),
    "points-nowhere": (5, lambda words, who, body: words.replace(" (paragraph 1)", "")),
    "points-wrong": (5, lambda words, who, body: words.replace("paragraph 1", "paragraph 41")),
    "wrong-signer": (3, lambda words, who, body: words + " It is for signature by the Executive Assistant."),
    "placeholder": (2, lambda words, who, body: words.replace("28 days", "[number] days")),
    "long": (2, lambda words, who, body: words + _LONG),
}
"""By the code of the finding that must come of it: the paragraph it is planted in (0 for the paper as a whole), and how."""
