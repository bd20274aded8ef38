"""From what is due to the bank's file, and back: the steps of a run that cross rooms."""

from collections.abc import Sequence
from datetime import date

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.flow.payees import payees, why_not_cooled
from duly.payments.flow.restoring import lock_if_forgotten
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.rules import BANK, CARE_PAID, FILE_ISSUED, FILE_VOIDED, Posting
from duly.payments.providers.queries import provider_names
from duly.payments.remittances import actions as remittances
from duly.payments.remittances.queries import Drawn, Remittance
from duly.payments.remittances.rules import Explained
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.rules import DueLine, NotTaken
from duly.payments.validation import queries as validation
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, stop_if


def draft_run(
    *, week: date, category: str, pay_date: date, by: Actor, also: Sequence[date] = (), for_missing_file: bool = False
) -> runs.Drafted:
    """Draft a run of everything due for a week, and for earlier weeks that were judged again (`also`).

    Weeks that a missing file may have paid are left out, but for a run drawn up to find out what such a file paid (`for_missing_file`): that
    one is never issued while the file is not settled.
    """
    weeks = (week, *also)
    held = {} if for_missing_file else files.held_by(weeks)
    due = [_due(line) for each in weeks for line in validation.due_lines(each)]
    not_due = [
        NotTaken(o.line_ref, o.provider_ref, o.week, o.pence, o.code, o.because) for each in weeks for o in validation.left_out(each)
    ]
    not_due += [NotTaken(d.line_ref, d.provider_ref, d.week, d.due_pence, "missing-file", held[d.week]) for d in due if d.week in held]
    return runs.draft(
        week=week,
        category=category,
        pay_date=pay_date,
        lines=[line for line in due if line.week not in held],
        not_due=not_due,
        by=by,
    )


def prepare_run(run_ref: str, *, by: Actor) -> run_queries.RunSummary:
    """Fix what a draft pays and into which accounts, as they stand now."""
    with unit_of_work():
        stop_if(why_not_cooled(run_ref))
        prepared = runs.prepare(run_ref, payees=payees(run_ref), by=by)
        stop_if(why_not_as_drafted(run_ref))
    return prepared


def approve_run(run_ref: str, *, seen_sha256: str, by: Actor) -> run_queries.RunSummary:
    """Approve exactly what was seen."""
    with unit_of_work():
        approved = runs.approve(run_ref, seen_sha256=seen_sha256, by=by)
        stop_if(why_not_as_drafted(run_ref))
    return approved


def why_not_as_drafted(run_ref: str) -> Refusal | None:
    """The refusal of a run holding a line that may no longer be paid ("held-since"), or is entitled to something else by now ("judged-since").

    While every line is due as it was drafted none is held: why it would be is asked only of a run that holds one that is not.
    """
    lines = run_queries.lines(run_ref)
    due = validation.due_digests((line.line_ref, line.week) for line in lines)
    otherwise = next((line for line in lines if due.get((line.line_ref, line.week)) != line.assessed_digest), None)
    if otherwise is None:
        return None
    return why_not_pay(run_ref) or Refusal(
        "judged-since",
        f"{otherwise.reference} was judged or decided again since it was drafted. Take it out; it waits for a later run.",
    )


def issue_run(run_ref: str, *, by: Actor) -> files.FileSummary:
    """Make an approved run's file and post it in the ledger, together or not at all. Asked twice, it gives the same file.

    The witnesses are asked first whether they keep a file this database has forgotten: payments are then locked, and this is refused.
    """
    lock_if_forgotten()
    with unit_of_work():
        issued = banking.issue(run_ref, payees=payees(run_ref), by=by)
        if issued.event_id is not None:
            validation.keep_still(line.week for payment in issued.run.payments for line in payment.lines)
            stop_if(why_not_pay(run_ref))
            legs = [Posting(CARE_PAID, line.reference, line.pence) for payment in issued.run.payments for line in payment.lines]
            legs.append(Posting(BANK, issued.file.ref, -issued.file.total_pence))
            ledger.post(f"issue:file:{issued.file.serial}", FILE_ISSUED, legs, event_id=issued.event_id, period=_this_month())
            stop_if(_controls_differ(issued.file.ref))
    return issued.file


def why_not_pay(run_ref: str) -> Refusal | None:
    """The refusal, "held-since", of a run that holds a line somebody has held, or judging has stopped, since it was drafted."""
    ours: dict[date, set[str]] = {}
    for line in run_queries.lines(run_ref):
        ours.setdefault(line.week, set()).add(line.line_ref)
    for week in sorted(ours):
        for one in validation.left_out(week, among=ours[week]):
            says = f"{one.line_ref} may no longer be paid for the week of {say_day(week)}. {one.because}"
            return Refusal("held-since", f"{says} Take it out of the run, or make the run void.")
    return None


def void_file(file_ref: str, *, by: Actor) -> files.FileSummary:
    """Void a bank file that somebody else asked to be voided, and reverse its journal. Its run stays approved and can be issued again."""
    with unit_of_work():
        voided, event_id = banking.void(file_ref, by=by)
        key = f"issue:file:{voided.serial}"
        ledger.reverse(f"void:file:{voided.serial}", FILE_VOIDED, of=key, event_id=event_id, period=_this_month())
    return voided


def void_run(run_ref: str, *, because: str, by: Actor) -> run_queries.RunSummary:
    """Make an approved run void and set its lines free, unless a bank file stands on it."""
    stop_if(why_not_void_run(run_ref))
    return runs.void(run_ref, because=because, by=by)


def why_not_void_run(run_ref: str) -> Refusal | None:
    """The refusal, "file-stands", of making a run void that has a bank file."""
    standing = files.unvoided_file(run_ref)
    if standing:
        return Refusal("file-stands", f"Bank file {standing.ref} stands on this run. Two people must void it first.")
    missing = next((one for one in files.missing_files() if one.paid_by_run == run_ref), None)
    if missing:
        return Refusal("paid-by-missing-file", f"Missing file {missing.ref} paid this run, so its lines are never free again.")
    return None


def make_remittance(run_ref: str, provider_ref: str, *, by: Actor) -> Remittance:
    """What a provider is told about a run's payment, line by line: the same bytes every time."""
    return remittances.make(run_ref, provider_ref, explained=explained(run_ref, provider_ref), by=by)


def open_remittance(run_ref: str, provider_ref: str, *, by: Actor) -> Drawn:
    """What a provider was told about a run's payment, as PDF: drawn when it is first opened, and the same bytes ever after."""
    called = provider_names().get(provider_ref, provider_ref)
    return remittances.draw(run_ref, provider_ref, called=called, by=by)


def explained(run_ref: str, provider_ref: str) -> dict[str, Explained]:
    """Why each of a provider's lines in a run is what it is, from the judgement it was paid by, by reference."""
    found = {}
    for line in run_queries.lines(run_ref, provider_ref=provider_ref):
        judged, _ = validation.assessed_line(line.assessed_id)
        found[line.reference] = Explained(judged.claimed_pence, validation.sentences(judged, to="provider"))
    return found


def _due(line: validation.DueLine) -> DueLine:
    return DueLine(
        line.line_ref,
        line.provider_ref,
        line.person_ref,
        line.service,
        line.week,
        line.entitled_pence,
        line.paid_pence,
        line.due_pence,
        line.judgement_ref,
        line.assessed_digest,
        line.cause,
        line.assessed_id,
    )


def _controls_differ(file_ref: str) -> Refusal | None:
    why = files.controls(file_ref).why_not
    return Refusal("control-totals", f"{why} Nothing was issued.") if why else None


def _this_month() -> str:
    return f"{today():%Y-%m}"
