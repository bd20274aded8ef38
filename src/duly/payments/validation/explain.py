"""A line-week explained at three depths: a sentence, a table of sums that add up, and everything it was made from. Values in, words out."""

from dataclasses import dataclass
from typing import Any, Literal

from duly.payments.validation.causes import BY_THEMSELVES, LET_THROUGH, MONEY_ONLY, cited, clause_of, severity_of, title_of, words_of
from duly.payments.validation.facts import Call, Claim, LineWeek, PricePart, Rate, Terms, Visit, VisitResult
from duly.payments.validation.inputs import FrozenFile
from duly.payments.validation.nights.standing import Night
from duly.payments.validation.nights.words import WORDS
from duly.payments.validation.rules.shape import said, say_time
from duly.payments.validation.ruleset import BY_CODE
from duly.primitives.money import pounds, rate_in_pounds, sterling
from duly.primitives.period import say_day

_REFUSED = {
    "no-opening": "no opening position has been signed for this line, so Duly cannot say what was settled before.",
    "before-opening": "this week was settled before Duly began.",
}


@dataclass(frozen=True)
class Sum:
    """One row of the table: words, minutes or nights (0 where it is only money) and pence, signed as they add.

    `rate_hundredths` is the rate that the row's pence were worked out at, 0 where there is none; `clause` is the contract, version and clause
    that the row rests on, empty where it rests on none.
    """

    words: str
    minutes: int
    pence: int
    nights: int = 0
    rate_hundredths: int = 0
    clause: str = ""


@dataclass(frozen=True)
class RatePassedOver:
    """A rate of the contract that was not used, and why."""

    rate: Rate
    because: str


@dataclass(frozen=True)
class RuleTried:
    """A rule of the set, whether it fired, and the digest of its SQL."""

    code: int
    title: str
    fired: bool
    sql_sha256: str
    source: str


@dataclass(frozen=True)
class VisitSeen:
    """A visit, the call it met (if any), and what it was worth."""

    visit: Visit
    call: Call | None
    result: VisitResult | None


@dataclass(frozen=True)
class Trace:
    """Everything a line-week was made from, as it was frozen. `terms` are those it is trimmed by; `missed` are calls nobody has a place on;
    `background` says, a sentence each, what else bore on it: when the contract may be paid under, interruptions, a death, steps, stays;
    `nights` are what each night of a week in a care home was."""

    visits: tuple[VisitSeen, ...]
    missed: tuple[Call, ...]
    claims: tuple[Claim, ...]
    terms: Terms | None
    rates: tuple[Rate, ...]
    passed_over: tuple[RatePassedOver, ...]
    rules: tuple[RuleTried, ...]
    files: tuple[FrozenFile, ...]
    ruleset_sha256: str
    background: tuple[str, ...] = ()
    nights: tuple[Night, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The three depths. `table` goes from claimed, through what came off it, to entitled; `prices` are the sums that entitled is made of."""

    sentence: str
    table: tuple[Sum, ...]
    prices: tuple[Sum, ...]
    trace: Trace


def explain(line_week: LineWeek, trace: Trace) -> Explanation:
    """A line-week in words and sums."""
    return Explanation(_sentence(line_week, trace.terms), table(line_week, trace.terms), prices(line_week, trace.terms), trace)


def sentences(line_week: LineWeek, *, to: Literal["officer", "provider"]) -> tuple[str, ...]:
    """What each code that fired says to an officer or to the provider, in the order of the codes; then what the contract lets through all the same."""
    priced = line_week.decision != "BLOCKED"
    told = []
    for code in line_week.codes:
        rule, by_night = BY_CODE.get(code), WORDS.get(code) if is_by_night(line_week) else None
        if by_night is not None and (priced or severity_of(code) == "B"):
            told.append(said(by_night.officer if to == "officer" else by_night.provider, figures(line_week, code)))
        elif rule is None or (
            not priced and severity_of(code) != "B"
        ):  # a blocked line-week is not priced, so there are no figures to give
            told.append(f"{by_night.title if by_night else title_of(code)}{_taken(line_week, code)}.")
        else:
            told.append(said(rule.says_officer if to == "officer" else rule.says_provider, figures(line_week, code)))
    if line_week.let_pence:
        told.append(_let_through(line_week, to))
    return tuple(told)


def figures(line_week: LineWeek, code: int) -> dict[str, Any]:
    """The figures that a rule's sentences may name, for one line-week."""
    cause = cause_of(line_week, code)
    minutes, pence, nights = next(((c.minutes, c.pence, c.nights) for c in line_week.cuts if c.cause == cause), (0, 0, 0))
    named = (
        "claimed_nights",
        "agreed_minutes",
        "claimed_minutes",
        "claimed_pence",
        "delivered_minutes",
        "entitled_pence",
        "payable_minutes",
    )
    plain = {name: getattr(line_week, name) for name in (*named, "person_ref", "provider_ref", "rate_hundredths", "service", "week")}
    return plain | {"cut_minutes": minutes, "cut_pence": pence, "cut_nights": nights}


def is_by_night(line_week: LineWeek) -> bool:
    """Whether a line-week is of nights in a care home."""
    return line_week.claimed_nights > 0 or line_week.agreed_nights > 0


def called(line_week: LineWeek, code: int) -> str:
    """What a code is called, of nights or of visits."""
    return WORDS[code].title if is_by_night(line_week) and code in WORDS else title_of(code)


def _of(line_week: LineWeek, cause: str) -> str:
    """A part of the difference in words, of nights or of visits."""
    if cause == "rate" and is_by_night(line_week):
        return "the claim is not its nights at the contract's rate"
    return f"{cause}: {called(line_week, int(cause)).lower()}" if cause.isdigit() else words_of(cause)


def cause_of(line_week: LineWeek, code: int) -> str:
    """The part of the difference that a code speaks of. Only one code speaks of the rate: 305, or else 303."""
    if code == 305 or (code == 303 and 305 not in line_week.codes):
        return "rate"
    return str(code)


def table(line_week: LineWeek, terms: Terms | None = None) -> tuple[Sum, ...]:
    """From claimed to entitled. Every row but the last adds up to the last."""
    rows = [Sum("claimed", line_week.claimed_minutes, line_week.claimed_pence, line_week.claimed_nights)]
    for cut in line_week.cuts:
        by_rate = line_week.rate_hundredths if (cut.minutes or cut.nights) and cut.cause != LET_THROUGH else 0
        rows.append(Sum(_of(line_week, cut.cause), -cut.minutes, -cut.pence, -cut.nights, by_rate, clause_of(cut.cause, terms)))
    if not line_week.cuts and line_week.entitled_pence != line_week.claimed_pence:
        whole = "the whole claim is in question"
        rows.append(Sum(whole, -line_week.claimed_minutes, -line_week.claimed_pence, -line_week.claimed_nights))
    minutes, pence, nights = (sum(getattr(row, name) for row in rows) for name in ("minutes", "pence", "nights"))
    return (*rows, Sum("entitled", minutes, pence, nights))


def prices(line_week: LineWeek, terms: Terms | None = None) -> tuple[Sum, ...]:
    """What entitled is made of, then what was paid before and what is due. Every row but the last adds up to the last."""
    rates = clause_of("rate", terms)
    rows = [Sum(_part(p), p.minutes, p.pence, p.nights, p.rate_hundredths, rates) for p in line_week.parts]
    for cut in line_week.cuts:
        if cut.cause == LET_THROUGH or (line_week.parts and cut.cause in ("netted", "not claimed")):
            rows.append(Sum(words_of(cut.cause), -cut.minutes, -cut.pence, clause=clause_of(cut.cause, terms)))
    made = sum(row.pence for row in rows)
    if made != line_week.entitled_pence:
        rows.append(Sum("of it not entitled", 0, line_week.entitled_pence - made))
    rows.append(Sum("paid before", 0, -line_week.paid_pence))
    waits = line_week.due_pence - (line_week.entitled_pence - line_week.paid_pence)
    if waits:
        until = "not due until a person decides" if line_week.decision == "HELD" else "nothing is due, or taken back, while it stands so"
        rows.append(Sum(until, 0, waits))
    return (*rows, Sum("due", 0, line_week.due_pence))


def in_question(line_week: LineWeek) -> int:
    """The money in question: the difference less what is always trimmed by itself."""
    rate = sum(c.pence for c in line_week.cuts if c.cause == "rate" and c.pence > 0 and 305 in line_week.codes)
    alone = sum(c.pence for c in line_week.cuts if c.cause in BY_THEMSELVES)
    return line_week.claimed_pence - line_week.entitled_pence - alone - rate


def trim_limit(terms: Terms, claimed_pence: int) -> int:
    """The most that is trimmed without a person: the lesser of the contract's amount and its share of the claim, rounded down."""
    return min(terms.trim_limit_pence, claimed_pence * terms.trim_limit_bp // 10_000)


def _sentence(line_week: LineWeek, terms: Terms | None) -> str:
    week, claimed, entitled = say_day(line_week.week), pounds(line_week.claimed_pence), pounds(line_week.entitled_pence)
    if line_week.decision == "REFUSED":
        return f"£0.00 of the £{claimed} claimed for the week of {week} is payable: {_REFUSED[line_week.reason]}"
    because = _after_a_colon(" ".join(sentences(line_week, to="officer")))
    rests_on = tuple(cause_of(line_week, code) for code in line_week.codes) or tuple(cut.cause for cut in line_week.cuts)
    rests_on += (LET_THROUGH,) * bool(line_week.let_pence)
    by = f" Contract {cited(rests_on, terms)}." if terms else ""
    if line_week.decision == "BLOCKED" or 202 in line_week.codes:
        return f"£0.00 of the £{claimed} claimed for the week of {week} is payable: {because}{by}"
    if not because and line_week.entitled_pence == line_week.claimed_pence:
        return f"The £{claimed} claimed for the week of {week} is payable in full.{by}"
    if not because:
        because = " ".join(f"{sterling(cut.pence)}: {MONEY_ONLY[cut.cause]}." for cut in line_week.cuts)
    return f"£{entitled} of the £{claimed} claimed for the week of {week} is payable: {because}{_why_held(line_week, terms)}{by}"


def _after_a_colon(words: str) -> str:
    """Words that began a sentence, after a colon. A reference, such as P-104882, keeps its capital."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def _why_held(line_week: LineWeek, terms: Terms | None) -> str:
    if line_week.decision != "HELD" or terms is None:
        return ""
    if any(severity_of(code) == "H" for code in line_week.codes):
        return " A person must decide."
    question = in_question(line_week)
    limit = trim_limit(terms, line_week.claimed_pence)
    return f" A person must decide, because the {sterling(question)} in question is above the {sterling(limit)} that is trimmed by itself."


def _taken(line_week: LineWeek, code: int) -> str:
    """What a code without sentences of its own took off the claim."""
    cut = next((c for c in line_week.cuts if c.cause == cause_of(line_week, code)), None)
    if cut is None or line_week.decision == "BLOCKED":
        return ""
    many = f"{cut.nights} night{'' if cut.nights == 1 else 's'}" if cut.nights else say_time(cut.minutes) if cut.minutes else ""
    return f": {many}, {sterling(cut.pence)}" if many else f": {sterling(cut.pence)}"


def _let_through(line_week: LineWeek, to: Literal["officer", "provider"]) -> str:
    """What was taken off and is paid all the same."""
    minutes = -sum(cut.minutes for cut in line_week.cuts if cut.cause == LET_THROUGH)
    if to == "officer":
        return f"The contract lets {say_time(minutes)} of it through all the same: {sterling(line_week.let_pence)}."
    return (
        f"Your contract lets a small difference through, so {sterling(line_week.let_pence)} of it ({say_time(minutes)}) is paid all the same."
        " It does so at most once in five weeks for one line."
    )


def _part(part: PricePart) -> str:
    if part.nights:
        return f"{part.nights} night{'' if part.nights == 1 else 's'} at £{rate_in_pounds(part.rate_hundredths)} ({part.rate_ref})"
    return f"{say_time(part.minutes)} at £{rate_in_pounds(part.rate_hundredths)} an hour ({part.rate_ref})"
