"""The visit's journey: one short function for each step that crosses rooms."""

import json
from collections.abc import Sequence
from datetime import date

from duly.core.documents import actions as documents
from duly.core.documents.queries import content as kept
from duly.core.intake.actions import Outcome
from duly.core.jobs import actions as jobs
from duly.core.jobs.work import Progress, work
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.contracts import actions as contracts
from duly.payments.evidence import actions as evidence
from duly.payments.invoices import actions as invoices
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.packages import actions as packages
from duly.payments.providers import actions as providers
from duly.payments.providers.queries import payee_for_payment
from duly.payments.rates import actions as rates
from duly.payments.remittances import actions as remittances
from duly.payments.remittances.queries import Remittance
from duly.payments.remittances.rules import Explained
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.rules import DueLine, NotTaken, Payee
from duly.payments.validation import actions as validating
from duly.payments.validation import checks as judging
from duly.payments.validation import queries as validation
from duly.primitives.actor import Actor
from duly.primitives.period import say_day, week_name
from duly.primitives.refusal import Refusal, stop_if

ROTA_MINUTE_NOUGHT = 7 * 60
"""A published rota counts minutes from the start of the working day; Duly places that at 07:00."""


def import_providers(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of providers."""
    return providers.take_in(name=name, content=content, source=source, by=by)


def import_contracts(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of contracts with the versions of their terms."""
    return contracts.take_in(name=name, content=content, source=source, by=by)


def import_rates(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of rates."""
    return rates.take_in(name=name, content=content, source=source, by=by)


def import_people(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of people."""
    return packages.take_in_people(name=name, content=content, source=source, by=by)


def import_packages(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of package lines."""
    return packages.take_in_packages(name=name, content=content, source=source, by=by)


def import_calls(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of weekly calls."""
    return packages.take_in_calls(name=name, content=content, source=source, by=by)


def import_openings(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of opening positions; whoever does signs them."""
    return packages.take_in_openings(name=name, content=content, source=source, by=by)


def import_visits(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of visits."""
    return evidence.take_in(name=name, content=content, source=source, by=by)


def import_invoices(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of invoices: a table, or one UBL invoice."""
    return invoices.take_in(name=name, content=content, source=source, by=by)


IMPORTS = {
    "providers": import_providers,
    "contracts": import_contracts,
    "rates": import_rates,
    "people": import_people,
    "packages": import_packages,
    "calls": import_calls,
    "openings": import_openings,
    "visits": import_visits,
    "invoices": import_invoices,
}
"""Every kind of file, in the order an office takes them in."""


def import_rota(
    instance_json: bytes, solution_json: bytes, *, week: date, provider: str, contract: str, by: Actor, service: str = "HC"
) -> tuple[Outcome, Outcome]:
    """Take in a published rota as plan and as visits made, on the Monday of `week`. Gives what became of each; the second needs the first."""
    prefix = _name_of(instance_json)
    same = {"prefix": prefix, "service": service, "week": week, "minute_nought": ROTA_MINUTE_NOUGHT, "provider": provider, "by": by}
    plan = packages.take_in_rota(name=f"{prefix}.json", content=instance_json, contract=contract, **same)
    visits = evidence.take_in_rota(name=f"{prefix}-visits.json", content=solution_json, **same)
    return plan, visits


def _name_of(instance_json: bytes) -> str:
    """What a rota calls itself, as the beginning of its references; a rota without a name, or that is none, is ROTA."""
    try:
        name = str(json.loads(instance_json)["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "ROTA"
    return "".join(c for c in name.upper() if c.isascii() and c.isalnum())[:12] or "ROTA"


def draft_run(*, week: date, category: str, pay_date: date, by: Actor, also: Sequence[date] = ()) -> runs.Drafted:
    """Draft a run of everything due for a week, and for earlier weeks that were judged again (`also`)."""
    due = [line for each in (week, *also) for line in validation.due_lines(each)]
    not_due = [one for each in (week, *also) for one in validation.left_out(each)]
    return runs.draft(
        week=week,
        category=category,
        pay_date=pay_date,
        lines=[_due(line) for line in due],
        not_due=[NotTaken(o.line_ref, o.provider_ref, o.week, o.pence, o.code, o.because) for o in not_due],
        by=by,
    )


def prepare_run(run_ref: str, *, by: Actor) -> run_queries.RunSummary:
    """Fix what a draft pays and into which accounts, as they stand now."""
    with unit_of_work():
        prepared = runs.prepare(run_ref, payees=_payees(run_ref), by=by)
        stop_if(why_not_still_due(run_ref))
    return prepared


def approve_run(run_ref: str, *, seen_sha256: str, by: Actor) -> run_queries.RunSummary:
    """Approve exactly what was seen."""
    with unit_of_work():
        approved = runs.approve(run_ref, seen_sha256=seen_sha256, by=by)
        stop_if(why_not_still_due(run_ref))
    return approved


def why_not_still_due(run_ref: str) -> Refusal | None:
    """The refusal, "judged-since", of a run holding a line that is entitled to something else by now, or to nothing until somebody decides."""
    lines = run_queries.lines(run_ref)
    due = {(one.line_ref, one.week): one.assessed_digest for week in {line.week for line in lines} for one in validation.due_lines(week)}
    otherwise = next((line for line in lines if due.get((line.line_ref, line.week)) != line.assessed_digest), None)
    if otherwise is None:
        return None
    return Refusal(
        "judged-since",
        f"{otherwise.reference} was judged or decided again since it was drafted. Take it out; it waits for a later run.",
    )


def issue_run(run_ref: str, *, by: Actor) -> files.FileSummary:
    """Make an approved run's file and post it in the ledger, together or not at all. Asked twice, it gives the same file."""
    with unit_of_work():
        issued = banking.issue(run_ref, payees=_payees(run_ref), by=by)
        if issued.event_id is not None:
            stop_if(why_not_pay(run_ref))
            legs = [Posting(CARE_PAID, line.reference, line.pence) for payment in issued.run.payments for line in payment.lines]
            legs.append(Posting(BANK, issued.file.ref, -issued.file.total_pence))
            ledger.post(f"issue:file:{issued.file.serial}", "file-issued", legs, event_id=issued.event_id, period=_this_month())
            stop_if(_controls_differ(issued.file.ref))
    return issued.file


def why_not_pay(run_ref: str) -> Refusal | None:
    """The refusal, "held-since", of releasing an approved run that holds a line somebody has held, or judging has stopped, since.

    A line that is only worth something else by now is released as approved, and a later run pays the difference.
    """
    ours = {(line.line_ref, line.week) for line in run_queries.lines(run_ref)}
    for week in sorted({week for _, week in ours}):
        for one in validation.left_out(week):
            if (one.line_ref, week) in ours:
                says = f"{one.line_ref} may no longer be paid for the week of {say_day(week)}. {one.because}"
                return Refusal("held-since", f"{says} Make the run void and draft again.")
    return None


def void_file(file_ref: str, *, by: Actor) -> files.FileSummary:
    """Void a bank file that somebody else asked to be voided, and reverse its journal. Its run stays approved and can be issued again."""
    with unit_of_work():
        voided, event_id = banking.void(file_ref, by=by)
        key = f"issue:file:{voided.serial}"
        ledger.reverse(f"void:file:{voided.serial}", "file-voided", of=key, event_id=event_id, period=_this_month())
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
    return None


def make_remittance(run_ref: str, provider_ref: str, *, by: Actor) -> Remittance:
    """What a provider is told about a run's payment, line by line: the same bytes every time."""
    return remittances.make(run_ref, provider_ref, explained=explained(run_ref, provider_ref), by=by)


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


def _payees(run_ref: str) -> dict[str, Payee]:
    """The accounts of everyone in a run who has one, with who set them."""
    found = (payee_for_payment(ref) for ref in sorted({line.provider_ref for line in run_queries.lines(run_ref)}))
    return {
        payee.provider_ref: Payee(
            payee.provider_ref,
            payee.sort_code,
            payee.account_number,
            payee.account_name,
            tuple(entry.actor_ref for entry in history("provider", payee.provider_ref) if entry.event_id == payee.set_by_event),
        )
        for payee in found
        if payee is not None
    }


def _controls_differ(file_ref: str) -> Refusal | None:
    why = files.controls(file_ref).why_not
    return Refusal("control-totals", f"{why} Nothing was issued.") if why else None


def _this_month() -> str:
    return f"{today():%Y-%m}"


# --- for the screens ---

KINDS = {
    "providers": "Providers",
    "contracts": "Contracts and terms",
    "rates": "Rates",
    "people": "People",
    "packages": "Package lines",
    "calls": "Weekly calls",
    "openings": "Opening positions",
    "visits": "Visits",
    "invoices": "Invoices",
}
"""What each kind of file is called, in the order of `IMPORTS`."""

LARGE_ROWS = 2_000
LARGE_BYTES = 400_000


def is_large(content: bytes) -> bool:
    """Whether a file is taken in by the background worker and not while somebody waits."""
    return len(content) > LARGE_BYTES or content.count(b"\n") > LARGE_ROWS


def ask_to_import(kind: str, *, name: str, content: bytes, source: str, by: Actor) -> str:
    """Keep a large file and ask for it to be taken in, in the background. Gives the job's reference."""
    with unit_of_work():
        document = documents.keep(name=name, content=content, by=by)
        title = f"Take in {name}, {KINDS[kind].lower()}"
        return jobs.ask_for("payments.import", title=title, by=by, of=kind, name=name, document=document.ref, source=source)


@work("payments.import")
def import_in_background(progress: Progress, *, of: str, name: str, document: str, source: str) -> dict[str, str]:
    """Take in a file that was kept before, whole or not at all."""
    content = kept(document)
    rows = max(content.count(b"\n"), 1)
    progress.say(0, rows, "reading and checking every row")
    outcome = IMPORTS[of](name, content, source, progress.by)
    progress.say(rows, rows)
    return {"says": f"{outcome.ref}: {'taken in' if outcome.accepted else 'refused, with every fault'}", "next": f"/imports/{outcome.ref}/"}


def ask_to_judge(week: date, *, by: Actor) -> str:
    """Ask for a week to be judged, in the background, once at a time. Gives the job's reference."""
    stop_if(judging.why_not_judge([week], by=by))
    return jobs.ask_for(
        "payments.judge", title=f"Judge week {week_name(week)}", by=by, queueing_lock="payments.judge", week=week.isoformat()
    )


@work("payments.judge", snapshot=True)
def judge_in_background(progress: Progress, *, week: str) -> dict[str, str]:
    """Judge a week from everything now known."""
    progress.say(0, 1, "reading what is known, and judging every visit")
    made = validating.judge([date.fromisoformat(week)], by=progress.by)
    return {"says": f"{made.ref}: {made.line_weeks:,} line-weeks judged", "next": f"/exceptions/?week={week_name(made.weeks[0])}"}
