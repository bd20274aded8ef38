"""Days are real and their weekdays right, nothing is to be done by a day that is past, and each recommendation says who does it and by when."""

import re
from collections.abc import Sequence

from duly.casework.submissions.rules import summary
from duly.casework.submissions.rules.findings import Check, Finding, fails, where
from duly.casework.submissions.rules.naming import _distinctive
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.reading import DAYS, days, sentences
from duly.primitives.period import say_day

_BY = re.compile(
    r"\b(?:by|no later than|not later than|before|until|on or before|due(?: on)?)\s+(?:noon on\s+|5pm on\s+)?(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\b(?:should|will|must|shall|recommend\w*|is to|are to|comply|complies|compliance)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:had|was|were|did|would have|should have|told|said|promised|agreed|replied|wrote|failed|missed|asked)\b", re.IGNORECASE
)
_RECOMMENDS = re.compile(
    r"\b(?:we|i)\s+(?:therefore |also |further |now )?(?:recommend|propose)\b|\brecommend(?:s|ed|ation)?\b(?! against)|\bshould:$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:recommend\w*|should|propose[sd]?)\b.*\b(?:apolog\w+|pay|pays|paid|explain\w*|review\w*|chang\w+|train\w*|remind\w*|write|writes|provid\w+"
    r"|correct\w*|amend\w*|reconsider\w*|reimburs\w*|refund\w*|carr(?:y|ies)|puts?|takes?|produc\w+|mak\w+|consider\w*|share[sd]?|publish\w*|audit\w*)\b",
    re.IGNORECASE,
)
_OWNERS = (
    r"(?:board|council|trust|department|icb|practice|surgery|body|provider|landlord|agency|authority|ministry|hospital|home|association|office|team"
    r"|chief executive|ombudsman|company|school|college|university|we|it|they)"
)
_WHEN = re.compile(
    r"\b(?:within|in)\s+(?:the next\s+)?(?:[\w-]+\s+)?(?:\w+\s+)?(?:working\s+)?(?:days?|weeks?|months?)\b|\bby\s+(?:the end of|noon|\w+day|\d{1,2}|the date)|\bimmediately\b|\bat once\b"
    r"|\bno later than\b|\bbefore \d",
    re.IGNORECASE,
)
_OF_THE_OFFICE = re.compile(
    r"\b(?:recommend\w*)\b[^.]*\b(?:uphold|not uphold|close|the ombudsman|you agree|you sign|agreement)\b", re.IGNORECASE
)

_ANEW = re.compile(
    r"\b(?:we|i)\s+(?:therefore |also |further |now )?(?:recommend|propose)\b|\b(?:should|must) (?:also|further|in addition)\b(?! have\b)",
    re.IGNORECASE,
)
"""Where a sentence begins another recommendation. One that only says more of the last ("It should do so by …") does not."""
_TOGETHER = re.compile(r"\b(?:both|all|each|every one|everything|these)\b", re.IGNORECASE)
_ITEM = re.compile(r"\([a-z]{1,3}\)\s")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _days(paper: Paper) -> tuple[Finding, ...]:
    found = []
    for number, paragraph in paper.numbered:
        for sentence in sentences(paragraph):
            for one in days(sentence):
                years = (one.year,) if one.year else tuple(range(paper.today.year - 1, paper.today.year + 2))
                real = [day for year in years if (day := one.on(year))]
                if not real:
                    found.append(fails("no-such-day", f"There is no {one.quoted} ({where(number)}).", number, one.quoted))
                elif one.weekday is not None and all(day.weekday() != one.weekday for day in real):
                    right = f"{DAYS[real[0].weekday()].capitalize()}" if one.year else "another day of the week"
                    found.append(fails("weekday", f"{one.quoted} at {where(number)} is a {right}.", number, one.quoted))
                elif one.day and one.day < paper.today and _still_to_do(sentence, one.start):
                    says = f"It is to be done by {say_day(one.day)} ({where(number)}), which is past."
                    found.append(fails("past", says, number, one.quoted))
    return tuple(found)


def _still_to_do(sentence: str, at: int) -> bool:
    """Whether a day is one that something is still to be done by."""
    return bool(_BY.search(sentence[:at]) and _TO_DO.search(sentence) and not _DONE.search(sentence))


def recommendations(paper: Paper) -> tuple[tuple[int, str], ...]:
    """Each paragraph that recommends something to be done, with its number. The summary only tells of them."""
    of_summary = {part.number for part in summary.parts(paper.paragraphs)}
    return tuple(
        (number, text)
        for number, text in enumerate(paper.paragraphs, start=1)
        if number not in of_summary and _RECOMMENDS.search(text) and _ACTS.search(text) and not _about_past(text)
    )


def _about_past(text: str) -> bool:
    """Whether a paragraph only tells of a recommendation made before, or asks the signer for their agreement."""
    return all(_of_before(sentence) for sentence in sentences(text) if _RECOMMENDS.search(sentence))


def _of_before(sentence: str) -> bool:
    return bool(re.search(r"\b(?:recommended|earlier|previous|last year|accepted our)\b", sentence) or _OF_THE_OFFICE.search(sentence))


def _owned(paper: Paper) -> tuple[Finding, ...]:
    body = "|".join(re.escape(word) for word in _distinctive(paper.body))
    owner = re.compile(rf"\b(?:{_OWNERS}{'|' + body if body else ''})\b", re.IGNORECASE)
    found = []
    for number, text in recommendations(paper):
        each = _each(text)
        together = any(_TOGETHER.search(one) and _says_when(one) for one in each[-1][1:])
        for place, said in enumerate(each):
            which = f"The {_ORDINALS[place]} recommendation" if 1 < len(each) <= len(_ORDINALS) else "The recommendation"
            lead, items = _parts(said)
            if not any(owner.search(_to_act(one)) for one in lead if _RECOMMENDS.search(one) or _TO_DO.search(one)) and not (
                items and all(owner.search(one) for one in items)
            ):
                found.append(fails("no-owner", f"{which} at {where(number)} does not say who is to act.", number, said[0][:80]))
            if not together and not any(map(_says_when, (*lead, *items[-1:]))):  # of a list, the last day may be that of all of it
                found.append(fails("no-date", f"{which} at {where(number)} does not say by when.", number, said[0][:80]))
    return tuple(found)


def _each(text: str) -> tuple[tuple[str, ...], ...]:
    """The recommendations of a paragraph one by one, each in the sentence that makes it and those that say more of it."""
    every = sentences(text)
    first = next(n for n, one in enumerate(every) if _RECOMMENDS.search(one))
    groups: list[list[str]] = [[]]
    for n, one in enumerate(every[first:]):
        if n and not _ITEM.match(one) and _ANEW.search(one) and not _of_before(one):
            groups.append([])
        groups[-1].append(one)
    return tuple(tuple(group) for n, group in enumerate(groups) if not n or _ACTS.search(" ".join(group)))


def _parts(said: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of a recommendation, and the items of its list, where it has one."""
    items = tuple(one for one in said if _ITEM.match(one))
    return tuple(one for one in said if one not in items), items


def _to_act(sentence: str) -> str:
    """The words after who recommends: an owner before them is whoever writes."""
    begins = _RECOMMENDS.search(sentence)
    return re.sub(r"^\s*(?:that\s+)?(?:we|it is)\b", "", sentence[begins.end() :] if begins else sentence)


def _says_when(part: str) -> bool:
    return bool(_WHEN.search(part) or days(part))


DATES = Check("dates", "A date is wrong", _days, lambda paper: "Dates are real, on their weekdays, and none to comply by is past", "facts")
OWNED = Check(
    "recommendations",
    "A recommendation has no owner or no date",
    _owned,
    lambda paper: "Recommendations have an owner and a date" if recommendations(paper) else "Nothing is recommended to be done",
    "remedy",
)
