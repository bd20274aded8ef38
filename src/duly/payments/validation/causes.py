"""What each code and each part of a difference is called, how it weighs, and what in a contract it rests on. Values only.

A rule of the set says its own title and severity, and that is used; the words here stand for the rules that judge nights in plain Python, for
the parts that are only money, and for codes that a judgement of other rules may carry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from duly.payments.validation.facts import Terms
from duly.payments.validation.plain import clauses_in
from duly.payments.validation.ruleset import BY_CODE

Severity = Literal["B", "H", "T", "W", "I"]
SEVERITIES: dict[str, str] = {
    "B": "Cannot be paid",
    "H": "Waits for a person",
    "T": "Trimmed",
    "W": "Watched",
    "I": "For information",
}
"""B blocks, H holds for a person, T trims to what is entitled; W and I are told and hold nothing."""


@dataclass(frozen=True)
class Cause:
    """A code: its title, how it weighs, and what a clause that it rests on is about ("" is the version's own clause)."""

    title: str
    severity: Severity
    about: str = ""


CODES: dict[int, Cause] = {
    101: Cause("The file was accepted before", "B", "claims"),
    102: Cause("The invoice or the line was claimed before", "T", "claims"),
    103: Cause("Very like an invoice that came before", "H", "claims"),
    104: Cause("The sum is not minutes times rate", "T", "claims"),
    105: Cause("VAT on care that has none", "H", "claims"),
    107: Cause("Claimed before it was delivered", "T", "claims"),
    108: Cause("The person is not known", "T", "claims"),
    201: Cause("The contract may not be paid under", "B"),
    202: Cause("No package line", "H"),
    203: Cause("Outside the dates of the line", "T"),
    204: Cause("The line waits for approval", "H"),
    205: Cause("The line is another provider's", "B"),
    207: Cause("While care was interrupted", "T", "interruptions"),
    208: Cause("After the person died", "B", "death"),
    209: Cause("While the person was cared for elsewhere", "H", "interruptions"),
    301: Cause("No rate agreed", "B", "rates"),
    302: Cause("Two rates answer alike", "B", "rates"),
    303: Cause("Claimed above the contract's rate", "T", "rates"),
    304: Cause("Claimed below the contract's rate", "W", "rates"),
    305: Cause("A rate of another period", "T", "rates"),
    306: Cause("The rate waits for approval", "B", "rates"),
    401: Cause("Delivered beyond what was agreed", "T", "counting"),
    402: Cause("Less delivered than agreed", "I", "under-delivery"),
    403: Cause("Visits that were not planned", "H", "week"),
    404: Cause("A call nobody came to", "I", "matching"),
    405: Cause("Two visits at one time", "H", "overlaps"),
    406: Cause("One carer in two places", "H", "overlaps"),
    407: Cause("The second carer was not there long enough", "T", "double-up"),
    408: Cause("Times that cannot be", "H", "evidence"),
    409: Cause("Weak evidence", "W", "evidence"),
    410: Cause("A cancellation that is not payable", "T", "cancelling"),
    411: Cause("No visit shows it", "T", "evidence"),
    501: Cause("Away for longer than is paid", "T", "interruptions"),
    503: Cause("No return of who was there", "H", "nights"),
}

MONEY_ONLY: dict[str, str] = {
    "rate": "the claim's rate is not the contract's",
    "rate change": "the rate changed within the week",
    "netted": "what others pay, and the provider has from them",
    "not claimed": "beyond what was claimed",
}
"""The parts of a difference that are no code."""
LET_THROUGH = "tolerance"
"""The part, below 0, that a contract let through all the same; the only one that gives minutes back."""

_ABOUT = {"rate": "rates", "rate change": "rates", "netted": "nights", "not claimed": "claims", LET_THROUGH: "tolerance"}
BY_THEMSELVES = ("102", "104", "107", "108", "207", "407", "410", "501", "netted")
"""The parts that are always trimmed by themselves, and are no part of the money in question."""


def title_of(code: int) -> str:
    """What a code is called."""
    rule = BY_CODE.get(code)
    return rule.title if rule else CODES[code].title if code in CODES else f"Code {code}"


def severity_of(code: int) -> Severity:
    """How a code weighs; a code nobody knows waits for a person."""
    rule = BY_CODE.get(code)
    return rule.severity if rule else CODES[code].severity if code in CODES else "H"


def rule_of(codes: Iterable[int]) -> tuple[int, ...]:
    """Of these codes those that stop or trim, in order: line-weeks are like each other when theirs are the same."""
    return tuple(sorted(code for code in codes if severity_of(code) in "BHT"))


def words_of(cause: str) -> str:
    """A part of a difference in words."""
    if cause == LET_THROUGH:
        return "a small excess that the contract lets through"
    return MONEY_ONLY.get(cause) or f"{cause}: {title_of(int(cause)).lower()}"


def about_of(cause: str) -> str:
    """What a clause that this cause rests on is about; "" is the version's own."""
    if cause in _ABOUT:
        return _ABOUT[cause]
    return CODES[int(cause)].about if cause.isdigit() and int(cause) in CODES else ""


def clause_of(cause: str, terms: Terms | None) -> str:
    """The contract, version and clause that a cause rests on: "C-1 version 2, 7.9 (Cancelled calls)". Empty where there are no terms."""
    if terms is None:
        return ""
    return f"{terms.contract_ref} version {terms.version}, {_clause(cause, terms)}"


def cited(causes: tuple[str, ...], terms: Terms | None) -> str:
    """The contract, version and each clause that these causes rest on, once; the version's own where there are none."""
    if terms is None:
        return ""
    clauses = dict.fromkeys(_clause(cause, terms) for cause in causes) or {clauses_in(terms.clause)[0]: None}
    return f"{terms.contract_ref} version {terms.version}, {' and '.join(clauses)}"


def _clause(cause: str, terms: Terms) -> str:
    own, numbered = clauses_in(terms.clause)
    number, words = numbered.get(about_of(cause), (own, ""))
    return f"{number} ({words})" if words else number
