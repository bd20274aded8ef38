"""The rules an office may replace by its own, each with a number and a day: what is in force, whose it is, and adopting the next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from duly.casework.correspondence import actions as post
from duly.casework.correspondence import powers as post_powers
from duly.casework.correspondence import queries as post_queries
from duly.casework.reviews import actions as reviews
from duly.casework.reviews import powers as review_powers
from duly.casework.reviews import queries as review_queries
from duly.casework.risk import actions as risk
from duly.casework.risk import powers as risk_powers
from duly.casework.risk import queries as risk_queries
from duly.casework.submissions import actions as submissions
from duly.casework.submissions import powers as submission_powers
from duly.casework.submissions import queries as submission_queries
from duly.casework.wordings import actions as letters
from duly.casework.wordings import powers as letter_powers
from duly.casework.wordings import queries as letter_queries
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.power import Power

OURS = "Default of the program: no office laid it down"
THEIRS = "Adopted by this office"


@dataclass(frozen=True)
class InForce:
    """A set as it governs on a day. `starts` is None of a set that came with the program; `content` is as a file says it."""

    number: int
    starts: date | None
    content: Mapping[str, Any]

    @property
    def whose(self) -> str:
        """Whether the program brought it or the office adopted it."""
        return OURS if self.starts is None else THEIRS


@dataclass(frozen=True)
class RuleSet:
    """One kind of rules: what they govern, what is in force on a day, how the next are adopted and by which power. `from_today` says the earliest day."""

    code: str
    title: str
    governs: str
    in_force: Callable[[date], InForce]
    adopt: Callable[..., int]
    power: Power


def _triage(on: date) -> InForce:
    found = post_queries.rules_in_force(on=on)
    starts = next((starts for number, starts, *_ in post_queries.rules_adopted() if number == found.number), None)
    return InForce(found.number, starts, found.as_data())


def _reviews(on: date) -> InForce:
    found = review_queries.rules_in_force(on=on)
    return InForce(found.number, review_queries.rules_begun(found.number), found.as_data())


def _risk(on: date) -> InForce:
    found = risk_queries.rules_in_force(on=on)
    return InForce(found.number, risk_queries.rules_begun(found.number), found.as_data())


def _adopt_risk(data: Any, *, starts: date, because: str, by: Actor) -> int:
    flags = {rule.code for rule in post_queries.rules_in_force(on=starts).rules}
    return risk.adopt_rules(data, starts=starts, because=because, flags=flags, by=by)


def _letters(on: date) -> InForce:
    found = letter_queries.rules_in_force(on=on)
    return InForce(found.number, letter_queries.rules_begun(found.number), found.as_data())


def _of_submissions(code: str, title: str, governs: str) -> RuleSet:
    def in_force(on: date) -> InForce:
        found = submission_queries.rules_in_force(code, on=on)
        return InForce(found.number, submission_queries.rules_begun(code, found.number), found.as_data())

    return RuleSet(code, title, governs, in_force, partial(submissions.adopt_rules, code), submission_powers.SET_RULES)


RULE_SETS = {
    one.code: one
    for one in (
        RuleSet(
            "triage",
            "Triage of post",
            "What is noticed in post, where it goes, whom an alert goes to, the principles, and how a case may end.",
            _triage,
            post.adopt_rules,
            post_powers.SET_RULES,
        ),
        RuleSet(
            "reviews",
            "Reviews of decisions",
            "Grounds, validity, the reasons of a refusal, how long one may ask, and in how many days people are told.",
            _reviews,
            reviews.adopt_rules,
            review_powers.SET_RULES,
        ),
        RuleSet(
            "risk",
            "Risk of cases",
            "Its dimensions, from how many points a case is medium or high, what forces another assessment and whom it is told, and the ladder.",
            _risk,
            _adopt_risk,
            risk_powers.SET_RULES,
        ),
        _of_submissions(
            "checklists",
            "Checklists of papers",
            "What a reviewer looks at with their own eyes before passing a paper as ready, for each kind of paper.",
        ),
        _of_submissions(
            "returns",
            "Returns of papers",
            "What a paper is returned for, by code, who puts it right and in how many days, unless whoever returns it says otherwise.",
        ),
        _of_submissions(
            "checking",
            "Limits of papers",
            "When a sentence is long and a reason too short, whose drafts both sides see, how fast a paper is read, and in how many days it is needed.",
        ),
        _of_submissions(
            "weights",
            "Complexity of papers",
            "What makes a paper complex and by how many points, and from what score it is for which post to review.",
        ),
        RuleSet(
            "letters",
            "Mandatory paragraphs of letters",
            "Which paragraphs a standard letter of each purpose may not be adopted without, and the day that each must say.",
            _letters,
            letters.adopt_rules,
            letter_powers.SET_RULES,
        ),
    )
}
"""By code."""


def adopt_rule_set(code: str, content: Any, *, starts: date, because: str, by: Actor) -> int:
    """Adopt the next set of these rules for what is done from a day on, and return its number. What was done under others keeps them.

    Refused: "scheme-…", "rules" with where it is wrong, "past" or "starts", "no-reason" or "because".
    """
    return RULE_SETS[code].adopt(content, starts=starts, because=because, by=by)


def in_lines(content: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Rules read line by line: where each thing stands, and what it says. A list of words is one line."""
    if isinstance(content, Mapping):
        for name, one in content.items():
            yield from in_lines(one, f"{where}, {_said(name)}" if where else _said(name).capitalize())
    elif isinstance(content, list | tuple) and not all(isinstance(one, str) for one in content):
        for n, one in enumerate(content, start=1):
            yield from in_lines(one, f"{where} {n}")
    elif isinstance(content, list | tuple):
        yield where, ", ".join(content) or "None"
    else:
        yield (
            where,
            {True: "Yes", False: "No", None: "None", "": "Nothing"}.get(content, str(content))
            if isinstance(content, bool | str | None)
            else str(content),
        )


def _said(name: str) -> str:
    return str(name).replace("_", " ")


def rule_set_today(code: str) -> InForce:
    """What of these rules is in force today."""
    return RULE_SETS[code].in_force(today())
