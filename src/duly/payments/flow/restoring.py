"""After a restore: payments locked, compared with what the witness and the bank have, and unlocked by two people."""

from collections.abc import Sequence
from datetime import date

from duly.core.documents.queries import DocumentSeen
from duly.core.log.public_key import public_key
from duly.core.log.witnessing import WitnessFault, witnesses
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.queries import Lock, MissingSeen, Received
from duly.payments.banking.rules import FILE_MARK
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.rules import BANK, CARE_PAID, FILE_ISSUED, Posting
from duly.payments.runs import queries as run_queries
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.note import Verifier
from duly.primitives.refusal import Refusal, Refused


def lock_payments(*, because: str, by: Actor = SYSTEM) -> Lock:
    """Lock payments, as a restore does."""
    return banking.lock_payments(because=because, by=by)


def marks_at_witnesses() -> tuple[Received, ...]:
    """Every bank file that any witness keeps, by number, under every name this log has had. Refused, "no-witness", when none can be asked."""
    names, asked = log_names(), witnesses()
    if not asked or not names:
        raise Refused(Refusal("no-witness", "No witness is known here, so nobody can say which files were issued."))
    found: dict[int, Received] = {}
    try:
        for mark in (mark for witness in asked for name in names for mark in witness.marks(name, FILE_MARK, 0)):
            found.setdefault(mark.number, Received(mark.number, mark.pence, mark.sha256))
    except WitnessFault as fault:
        raise Refused(Refusal("no-witness", f"{fault} Reconciling needs its answer.")) from fault
    return tuple(found[number] for number in sorted(found))


def log_names() -> tuple[str, ...]:
    """What this log calls itself, and every name it had before it was restored to an earlier day; empty before its first start."""
    key = public_key()
    if not key:
        return ()
    stem, _, number = Verifier.read(key).name.partition("/epoch-")
    return (stem, *(f"{stem}/epoch-{n}" for n in range(2, int(number or 1) + 1)))


def lock_if_forgotten() -> Lock | None:
    """Lock payments when a witness keeps a file that this database has not, or has otherwise; asked before anything is issued.

    A witness that does not answer stops nothing here: what is issued then is not handed over until one has.
    """
    try:
        kept = marks_at_witnesses()
    except Refused:
        return None
    ours = files.standing_files()
    for one in kept:
        known = ours.get(one.serial)
        if known is None:
            because = (
                f"The witness keeps bank file number {one.serial}, and this database has none later than number {files.last_serial()}."
            )
            return lock_payments(because=because)
        if known[2] != "voided" and known[0] and known[0] != one.sha256:
            return lock_payments(because=f"The witness keeps another file than ours under number {one.serial}.")
    return None


def reconcile(*, bank: Sequence[Received], weeks: dict[int, date] | None = None, note: str = "", by: Actor) -> tuple[MissingSeen, ...]:
    """Compare with every witness and with the bank's list of files received; what is missing is held. `weeks` says which week each paid."""
    weeks = weeks or {}

    def placed(received: Sequence[Received]) -> tuple[Received, ...]:
        return tuple(Received(one.serial, one.pence, one.sha256, one.week or weeks.get(one.serial)) for one in received)

    return banking.reconcile(witness=placed(marks_at_witnesses()), bank=placed(bank), note=note, by=by)


def ask_to_settle(
    ref: str, *, settling: str, because: str, by: Actor, run_ref: str = "", evidence: DocumentSeen | None = None
) -> MissingSeen:
    """Ask for a missing file to be settled: paid, by the run named, or never paid, on the bank's word."""
    known = [run for run in run_queries.runs() if run.ref == run_ref]
    return banking.ask_to_settle(ref, settling=settling, because=because, run=known[0] if known else None, evidence=evidence, by=by)


def settle_missing(ref: str, *, by: Actor) -> MissingSeen:
    """Settle a missing file as another asked. What it paid is posted, so that no line of it is due again; what it never paid is free."""
    with unit_of_work():
        missing, event_id = banking.settle(ref, by=by)
        if missing.paid_by_run:
            run = run_queries.to_issue(missing.paid_by_run)
            legs = [Posting(CARE_PAID, line.reference, line.pence) for payment in run.payments for line in payment.lines]
            legs.append(Posting(BANK, missing.ref, -missing.pence))
            ledger.post(f"issue:file:{missing.serial}", FILE_ISSUED, legs, event_id=event_id, period=f"{today():%Y-%m}")
    return missing
