"""How the book and payments stand."""

from datetime import datetime, timedelta

from duly.core.record import queries as record
from duly.core.refusals import queries as refusals
from duly.core.refusals.rules import OVERLAPS, TWICE
from duly.office.health.reading import Reading
from duly.payments.banking import queries as banking
from duly.payments.ledger import queries as ledger
from duly.payments.ledger.rules import BANK
from duly.payments.runs import queries as runs
from duly.primitives.money import sterling

CLAIMS = ("one_live_claim_for_a_line_week_and_number", "a_run_pays_a_line_and_week_once")
STOP = "Pay nothing. Lock payments, and have finance and internal audit look at the journals of today first."


def readings(*, now: datetime) -> list[Reading]:
    """Everything watched about the money."""
    return [_sum(), _control(), _claims(now), _lock()]


def _sum() -> Reading:
    total = ledger.total()
    return Reading(
        "ledger-sum", "The book added up", sterling(total), sterling(0), "well", "Every journal adds up to nothing.", measured=total
    ).unless(total != 0, "alarm", f"The book adds up to {sterling(total)} and must add up to nothing.", STOP)


def _control() -> Reading:
    """What left the bank by the ledger is what the files that stand pay, less what the bank sent back."""
    files = banking.files()
    standing = sum(file.total_pence for file in files if file.state != "voided")
    came_back = sum(one.pence for run in {file.run_ref for file in files} for one in runs.returns(run))
    control, apart = -ledger.balance(BANK), 0
    apart = control - (standing - came_back)
    return Reading(
        "control",
        "The bank's control account, less its files and returns",
        sterling(apart),
        sterling(0),
        "well",
        f"{sterling(control)} has left the bank by the book, by its files, and by what came back.",
        measured=apart,
    ).unless(
        apart != 0,
        "alarm",
        f"The book says {sterling(control)} has left the bank; its files less returns say {sterling(standing - came_back)}.",
        STOP,
    )


def _claims(now: datetime) -> Reading:
    since = now - timedelta(days=1)
    told = [one.facts for one in record.newest(limit=500, action="run.lines-claimed-elsewhere") if one.at >= since]
    raised = [one for one in refusals.refused(since=since) if one.code in (TWICE, OVERLAPS) and one.rule in CLAIMS]
    lines, tries = sum(int(facts.get("lines", 0)) for facts in told), sum(one.times for one in raised)
    return (
        Reading(
            "double-claims",
            "Lines that a second run tried to pay, in the last day",
            f"{lines + tries:,}",
            "none left unexplained",
            "well",
            "No line was claimed twice."
            if not lines
            else f"{lines:,} lines were left out because another run had claimed them; each run says which.",
            measured=lines + tries,
        )
    ).unless(
        tries > 0,
        "watch",
        f"The database itself refused {tries:,} second claim{'s' * (tries != 1)} on a line: nothing was paid twice, and two runs were at work at once.",
        "See the runs of today: what one could not take stands under what it left out.",
    )


def _lock() -> Reading:
    lock = banking.payments_lock()
    return Reading(
        "payments-lock", "Payments", "open" if lock is None else "locked", "open", "well", "Files may be issued and handed over."
    ).unless(
        lock is not None,
        "alarm",
        f"Payments are locked: {lock.because if lock else ''}",
        "Reconcile with the witness and the bank's list of files, then two people unlock.",
    )
