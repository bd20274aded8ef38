"""The line-week that is open in the workbench: what was agreed, delivered and claimed, why it was stopped, and the ways to decide it."""

from dataclasses import dataclass, fields
from datetime import date

from duly.payments.screens.exceptions import words
from duly.payments.validation import checks, queries
from duly.payments.validation.facts import LineWeek
from duly.payments.validation.queries import Explanation, JudgementSummary
from duly.primitives.actor import Actor
from duly.primitives.money import half_up, pounds, price, rate_in_pounds, sterling
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal
from duly.ui.charts import Bar
from duly.ui.environment import hours
from duly.ui.frame import Cell, Choice, Column, Link, Row, Table

A_WEEK = 700
"""Hundredths of a penny a week, times nights, over this, is pence."""
WEEKS_BEFORE = 3
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Deciding:
    """What `checks.why_not_decide` looks at, as values."""

    line_ref: str
    week: date
    decision: str
    codes: tuple[int, ...]
    claimed_pence: int
    entitled_pence: int
    delivered_pence: int
    claimed_minutes: int
    delivered_minutes: int
    claimed_nights: int
    delivered_nights: int
    judgement: JudgementSummary

    @classmethod
    def of(cls, line_week: LineWeek, judgement: JudgementSummary) -> "Deciding":
        """A line-week as it was judged."""
        told = {one.name: getattr(line_week, one.name) for one in fields(cls) if one.name != "judgement"}
        return cls(**told, judgement=judgement)


@dataclass(frozen=True)
class Detail:
    """One line-week in finished words. `facts` are the plain totals; `sum` goes from claimed to payable and adds up."""

    assessed_id: int
    sentence: str
    why_stopped: str
    compared: Table
    sum: list[tuple[str, str]]
    days: tuple[Bar, ...]
    days_say: str
    by_day: Table | None
    choices: tuple[Choice, ...]
    usual_reason: str
    blocked_because: str
    links: tuple[Link, ...]
    before: str


def detail(assessed_id: int, *, chosen: str, by: Actor) -> Detail:
    """Everything the pane shows of one line-week, for this person."""
    line_week, judgement_ref = queries.assessed_line(assessed_id)
    told = queries.explanation(assessed_id)
    deciding = Deciding.of(line_week, queries.summary(judgement_ref))
    choices = _choices(line_week, deciding, chosen, by)
    days, says, by_day = _days(line_week, told)
    return Detail(
        assessed_id,
        told.sentence,
        _why_stopped(told.sentence),
        _compared(line_week),
        [
            (row.words[0].upper() + row.words[1:], _signed(row.pence) if n else f"{sterling(row.pence)}")
            for n, row in enumerate(told.table[:-1])
        ]
        + [("Payable", f"{sterling(told.table[-1].pence)}")],
        days,
        says,
        by_day,
        choices,
        next((words.USUAL_REASON[code] for code in line_week.codes if code in words.USUAL_REASON), ""),
        choices[0].blocked_because if all(choice.blocked_because for choice in choices) else "",
        (
            Link("How it was worked out", f"/exceptions/{assessed_id}/"),
            Link("Provider", f"/providers/{line_week.provider_ref}/"),
            Link("Package", f"/care/{line_week.person_ref}/"),
        ),
        _before(line_week),
    )


def _before(line_week: LineWeek) -> str:
    """What was decided of this line in the weeks before; empty where nothing was."""
    if not line_week.line_ref:
        return ""
    told = queries.decisions_before(line_week.line_ref, line_week.week, limit=WEEKS_BEFORE)
    if not told:
        return ""
    said = (f"{week_name(one.week)} {words.LABELS[one.choice].lower()}, {sterling(one.pence)}" for one in told)
    return f"Decided before: {'; '.join(said)}."


def _why_stopped(sentence: str) -> str:
    """The part of the explanation that says why a person must decide, with the contract it rests on."""
    _, begins, rest = sentence.partition("A person must decide")
    return begins + rest


def why_not(deciding: Deciding, choice: str, *, by: Actor) -> Refusal | None:
    """Why this person may not decide so, in the words that would refuse it; whatever the reason is, and whatever another amount."""
    if choice == words.PAY_OTHER:
        return checks.why_not_decide_otherwise(deciding, by=by)  # type: ignore[arg-type]  # the same facts, as values
    return checks.why_not_decide(deciding, choice=choice, reason_code="to be given", by=by)  # type: ignore[arg-type]


def _choices(line_week: LineWeek, deciding: Deciding, chosen: str, by: Actor) -> tuple[Choice, ...]:
    short, by_night = line_week.claimed_minutes - line_week.payable_minutes, queries.is_by_night(line_week)
    below = f"{line_week.claimed_nights - line_week.payable_nights} nights" if by_night else f"{hours(short)} hours"
    notes = {
        words.PAY_ENTITLED: f"Short-pays {below}; tells the provider why" if short > 0 or by_night else "What the contract pays",
        words.PAY_DELIVERED: f"Every {'night stayed' if by_night else 'visit made'}, at the contract's rate",
        words.PAY_CLAIMED: "Everything on the invoice",
        words.HOLD: "Nothing for now; the rest still pays",
        words.PAY_OTHER: "Accepts sums, for example 49.75*21.36",
    }
    refusals = {choice: why_not(deciding, choice, by=by) for choice in words.LABELS}
    allowed = [choice for choice in words.LABELS if refusals[choice] is None]
    picked = chosen if chosen in allowed else allowed[0] if allowed else ""
    return tuple(
        Choice(
            choice,
            label,
            notes[choice],
            "" if choice == words.PAY_OTHER else sterling(checks.pence_of(deciding, choice)),  # type: ignore[arg-type]
            str(n),
            choice == picked,
            because.because if (because := refusals[choice]) else "",
        )
        for n, (choice, label) in enumerate(words.LABELS.items(), start=1)
    )


def _compared(line_week: LineWeek) -> Table:
    """Hours, rate and amount, side by side. Amounts of agreed and delivered are those hours at the week's rate."""
    rate, by_night = line_week.rate_hundredths, queries.is_by_night(line_week)
    minutes = (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes, line_week.claimed_minutes)
    shown = (price(minutes[0], rate), price(minutes[1], rate))
    if by_night:
        shown = (half_up(rate * line_week.agreed_nights, A_WEEK), half_up(rate * line_week.delivered_nights, A_WEEK))
    amounts = (*shown, line_week.entitled_pence, line_week.claimed_pence)
    claimed_rate = _claimed_rate(line_week)
    over = [amount - line_week.entitled_pence for amount in amounts]
    above = line_week.claimed_minutes > line_week.payable_minutes
    return Table(
        "Agreed, delivered, payable and claimed",
        (
            Column("What"),
            Column("Agreed", "number"),
            Column("Delivered", "number"),
            Column("Payable", "number"),
            Column("Claimed", "number"),
        ),
        (
            _nights(line_week)
            if by_night
            else Row(("Hours", *(hours(m) for m in minutes[:3]), Cell(hours(minutes[3]), tone="red" if above else "", strong=above))),
            Row(("Rate £", *(rate_in_pounds(rate) if rate else "none" for _ in range(3)), claimed_rate)),
            Row(
                (
                    "Amount £",
                    *(Cell(pounds(a), strong=True) for a in amounts[:3]),
                    Cell(pounds(amounts[3]), tone="red" if over[3] > 0 else "", strong=True),
                )
            ),
            Row(
                (
                    "Over payable",
                    *(Cell(_signed(o) if o else "–") for o in over[:2]),
                    "–",
                    Cell(_signed(over[3]) if over[3] else "–", tone="red" if over[3] > 0 else "", strong=True),
                )
            ),
        ),
    )


def _nights(line_week: LineWeek) -> Row:
    """A row of nights, for a line by the night."""
    claimed, above = line_week.claimed_nights, line_week.claimed_nights > line_week.payable_nights
    nights = map(str, (line_week.agreed_nights, line_week.delivered_nights, line_week.payable_nights))
    return Row(("Nights", *nights, Cell(str(claimed), tone="red" if above else "", strong=above)))


def _claimed_rate(line_week: LineWeek) -> str:
    """Pounds an hour, or a week of nights, as claimed, from the claim's own amount and time."""
    if line_week.claimed_nights:
        return pounds(half_up(line_week.claimed_pence * 7, line_week.claimed_nights))
    if not line_week.claimed_minutes:
        return "–"
    return pounds(half_up(line_week.claimed_pence * 60, line_week.claimed_minutes))


def _days(line_week: LineWeek, told: Explanation) -> tuple[tuple[Bar, ...], str, Table | None]:
    """Hours by day: agreed, delivered, and the week's claim over the days as they were agreed, for a claim is of a whole week."""
    trace, delivered, agreed = told.trace, [0] * 7, [0] * 7
    calls = {seen.call.call_ref: seen.call for seen in trace.visits if seen.call} | {call.call_ref: call for call in trace.missed}
    for seen in trace.visits:
        day = (seen.visit.on - line_week.week).days
        if 0 <= day < 7 and seen.result is not None:
            delivered[day] += seen.result.credited_minutes
    for call in calls.values():
        day = (call.on - line_week.week).days
        if 0 <= day < 7:
            agreed[day] += call.minutes * call.carers
    if not any(delivered) and not any(agreed):
        return (), "", None
    like = agreed if any(agreed) else delivered
    claimed = [line_week.claimed_minutes * part / sum(like) for part in like]
    bars = tuple(Bar(name, delivered[n] / 60, agreed[n] / 60, outline=claimed[n] / 60) for n, name in enumerate(DAYS))
    says = f"Delivered {hours(sum(delivered))} hours in the week, agreed {hours(sum(agreed))}, claimed {hours(line_week.claimed_minutes)}."
    rows = tuple(Row((name, hours(agreed[n]), hours(delivered[n]))) for n, name in enumerate(DAYS))
    foot = ("Week", hours(sum(agreed)), hours(sum(delivered)))
    columns = (Column("Day"), Column("Agreed", "number"), Column("Delivered", "number"))
    return bars, says, Table("Hours by day", columns, rows, foot)


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)
