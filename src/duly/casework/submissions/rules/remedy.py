"""The remedy is the same everywhere, and within the band of the level that is cited."""

import re
from dataclasses import dataclass

from duly.casework.submissions.rules.findings import Check, Finding, fails, warns, where
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import nearest_before, sentences, sums
from duly.primitives.money import sterling as _in_full

OURS = re.compile(
    r"\b(?:recommend\w*|propos\w+|should (?:also )?(?:pay|receive|be paid)|pays?|payment of|payments of|(?:financial )?remedy(?: of| is| should be|:)?"
    r"|put (?:it|this|things) right|award\w*|in all|a total of|totalling|and a further)\b",
    re.IGNORECASE,
)
"""Words that say what we would have paid."""

THEIRS = re.compile(
    r"\b(?:offer\w*|ask(?:s|ed|ing)?(?: for)?|want(?:s|ed)?|sought|seeks|seeking|spen[dt]\w*|paid|cost(?:s|ing)?|charg\w+|lost|losing|claim(?:s|ed|ing)?"
    r"|accept\w*|willing|suggest\w*|invoic\w+|bill\w*|level \d|bands?|scale|between|rather than|instead of|in place of|not|never|nor|owed|owes|owing|arrears"
    r"|previously|earlier|bought|repaid|refunded|compared with|similar cases|precedents?|fees?|deposit|worth|income|benefits?|savings|exceed\w*|limit\w*"
    r"|quot\w+|estimat\w+|fined?|budget\w*|deduct\w+|withdrew|withheld|up to|more than|less than|over|under|above|below|version \d+)\b",
    re.IGNORECASE,
)
"""Words that say an amount is somebody else's, or is only compared with."""

LEVEL = re.compile(r"\blevel (\d{1,2}|one|two|three|four|five|six)\b", re.IGNORECASE)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_STATES = re.compile(r"\b(?:falls?|fell|is|at|in|as|within|assess\w*|put|puts|place[sd]?|cit\w+|to)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:below|above|not|nor|rather than|instead of|between|lower than|higher than|short of|than|from|beyond|if|similar cases)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\s*(?:for each|each|per|an? (?:day|week|month|year|visit|hour)|for every)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|nor|never|rather than|instead of|as \w+ as)\b(?!.*\b(?:but|falls?)\b)", re.IGNORECASE)
_LOSS = re.compile(r"\b(?:reimburs\w+|refund\w*|quantifiable|financial loss|out of pocket)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """An amount or a level that the paper states as ours."""

    what: int
    paragraph: int
    quoted: str


def stated_sums(paper: Paper) -> tuple[Stated, ...]:
    """Every amount that the paper recommends or states as the remedy, in pence."""
    found = []
    for number, paragraph in paper.numbered:
        leading = False  # "We recommend that the board should:" leads every part of the list below it
        for sentence in sentences(paragraph):
            for one in sums(sentence):
                if _EACH.match(sentence[one.start + len(one.quoted) :]):
                    continue  # so much for each of something is how a remedy is worked out
                kind = nearest_before(sentence, one.start, ours=OURS, theirs=THEIRS)
                if kind == "ours" or (leading and not kind):
                    found.append(Stated(one.pence, number, _around(sentence, one.start, one.quoted)))
            leading = leading or (sentence.rstrip().endswith(":") and bool(OURS.search(sentence)))
    return tuple(found)


def stated_levels(paper: Paper) -> tuple[Stated, ...]:
    """Every level of the scale that the paper says the injustice is, and not those it only compares with."""
    found = []
    for number, paragraph in paper.numbered:
        for sentence in sentences(paragraph):
            for one in LEVEL.finditer(sentence):
                compared = nearest_before(sentence, one.start(), states=_STATES, compares=_COMPARES) == "compares"
                if not compared and not _DENIED.search(sentence[: one.start()]):
                    found.append(Stated(_WORDS.get(one[1].lower()) or int(one[1]), number, _around(sentence, one.start(), one[0])))
    return tuple(found)


def _same(paper: Paper) -> tuple[Finding, ...]:
    stated = stated_sums(paper)
    remedy = sterling(paper.remedy_pence)
    if not stated and paper.remedy_pence:
        return (fails("remedy-not-stated", f"The remedy is {remedy}, and no paragraph recommends it."),)
    found = []
    for number in dict.fromkeys(one.paragraph for one in stated):
        here = [one for one in stated if one.paragraph == number]
        others = [one for one in here if one.what != paper.remedy_pence]
        if others and paper.remedy_pence and sum(one.what for one in others) == paper.remedy_pence and len(others) > 1:
            continue  # the parts of the remedy, which come to all of it
        for one in others:
            says = f"{sterling(one.what)} at {where(number)}; the remedy put up is {remedy if paper.remedy_pence else 'none'}."
            found.append(fails("remedy-differs", says, number, one.quoted))
    return tuple(found)


def _within_band(paper: Paper) -> tuple[Finding, ...]:
    levels = stated_levels(paper)
    found = []
    for one in levels:
        if paper.scale.band(one.what) is None:
            found.append(fails("level-unknown", f"The scale has no level {one.what}.", one.paragraph, one.quoted))
    if len({one.what for one in levels}) > 1:
        said = " and ".join(f"level {one.what} at {where(one.paragraph)}" for one in {o.what: o for o in reversed(levels)}.values())
        last = levels[-1]
        return (*found, fails("levels-differ", f"The paper says {said}.", last.paragraph, last.quoted))
    if not paper.remedy_pence or found:
        return tuple(found)
    if not levels:
        if any(_LOSS.search(text) for text in paper.paragraphs):
            return (warns("level-not-cited", "No level of the scale is cited; it is needed for whatever is not a financial loss."),)
        return (fails("level-not-cited", "No level of the scale of financial remedy is cited."),)
    band, one = paper.scale.band(levels[0].what), levels[0]
    if band is not None and not band.holds(paper.remedy_pence):
        says = f"{sterling(paper.remedy_pence)} is not within level {band.level}, which is {band.says}. {paper.scale.where(paper.remedy_pence)}"
        return (fails("outside-band", says, one.paragraph, one.quoted),)
    return ()


def sterling(pence: int) -> str:
    """An amount as a letter writes it: £1,500, and £1,121.40."""
    return f"{_in_full(pence)}".removesuffix(".00")


def _around(sentence: str, at: int, quoted: str) -> str:
    """The amount with the few words before it."""
    before = sentence[:at].split(" ")[-5:]
    return " ".join([*before[:-1], before[-1] + quoted]).strip() if before else quoted


SAME = Check(
    "remedy",
    "Remedy is not the same everywhere",
    _same,
    lambda paper: (
        f"The remedy is {sterling(paper.remedy_pence)} wherever it is stated"
        if paper.remedy_pence
        else "No payment is recommended anywhere"
    ),
    "remedy",
)
BAND = Check(
    "severity",
    "Level and remedy do not go together",
    _within_band,
    lambda paper: (
        "The level is cited and the remedy is within its band" if paper.remedy_pence else "There is no payment to hold to the scale"
    ),
    "remedy",
)
