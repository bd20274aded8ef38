"""Issuing, handing over and voiding bank files. The ledger is posted to by `flow`, in the same transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from duly.core.documents.queries import DocumentSeen
from duly.core.log.actions import mark
from duly.core.log.queries import cosigned_cover, why_not_witnessed
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.banking import checks, queries
from duly.payments.banking.events import FileHandedOver, FileIssued, FileKept, FileVoidAsked, FileVoided, PayingAccountAdopted
from duly.payments.banking.models import BankFile, HandOver, PayingAccount
from duly.payments.banking.pain001 import build, control_totals
from duly.payments.banking.queries import FileSummary
from duly.payments.banking.rules import FILE_MARK, Credit, Instruction, end_to_end, file_ref, new_uetr
from duly.payments.banking.sealed import opened_bytes, sealed_account, sealed_bytes
from duly.payments.banking.states import STEPS, FileState
from duly.payments.runs.queries import Payee, RunToIssue, for_issue
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import Refusal, stop_if


@dataclass(frozen=True)
class Issued:
    """A run's file. `event_id` names the event that made it, or is None when it had been made before."""

    file: FileSummary
    run: RunToIssue
    event_id: uuid.UUID | None


def issue(run_ref: str, *, payees: Mapping[str, Payee], by: Actor) -> Issued:
    """Make an approved run's file for the bank, or give the one that stands. Called by `flow.issue_run`, which posts the journal.

    The run is locked, and its total, count and digest are reckoned again and held against what was approved; the bytes are read back
    and held against them too.
    """
    with unit_of_work() as record:
        run = for_issue(run_ref)
        before = queries.unvoided_file(run_ref)
        if before is not None:
            return Issued(before, run, None)
        stop_if(checks.why_not_issue(run, payees=payees, by=by))
        _one_serial_at_a_time()
        serial, at = take_number("banking_file_serial"), now().replace(microsecond=0)
        content = build(_instruction(serial, at, run, payees))
        stop_if(_differs(content, run))
        ref = file_ref(serial)
        found = BankFile.objects.create(
            ref=ref,
            version=1,
            serial=serial,
            run_ref=run.ref,
            state=FileState.ISSUED,
            preparer=run.prepared_by,
            approver=run.approved_by,
            releaser=by.ref,
            total_pence=run.total_pence,
            payment_count=run.payment_count,
            content_sha256=run.content_sha256,
            pay_date=run.pay_date,
            issued_at=at,
            sha256=sha256_hex(content),
            byte_count=len(content),
            content=sealed_bytes(ref, content),
        )
        event = record.write(
            FileIssued(
                ref=found.ref,
                version=1,
                serial=serial,
                run_ref=run.ref,
                payments=run.payment_count,
                total_pence=run.total_pence,
                byte_count=len(content),
                sha256=found.sha256,
                content_sha256=run.content_sha256,
                preparer=run.prepared_by,
                approver=run.approved_by,
            ),
            by=by,
        )
        mark(FILE_MARK, serial, found.sha256, run.total_pence, event_id=event)
    return Issued(queries.summary(found), run, event)


def _one_serial_at_a_time() -> None:
    """Wait for whoever is issuing: serials commit in their order, for a witness that holds the higher one refuses the lower for good."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('bank file serial', 0))")


def hand_over(ref: str, *, by: Actor) -> bytes:
    """The file's bytes, for the bank. The same bytes every time; each time is a fact of its own. They hold account details in full.

    Refused while no witness has seen the file's making ("not-witnessed"), unless two people have overridden that, and while payments are locked.
    """
    with unit_of_work() as record:
        found = BankFile.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_hand_over(found, by=by))
        content = opened_bytes(found)
        seen = cosigned_cover(queries.issue_event(ref))
        unwitnessed = why_not_witnessed(queries.issue_event(ref)) is not None
        found.version += 1
        found.save(update_fields=["version"])
        n = found.hand_overs.count() + 1
        event = record.write(
            FileHandedOver(
                ref, found.version, found.byte_count, found.sha256, n, seen.size if seen and not unwitnessed else 0, unwitnessed
            ),
            by=by,
        )
        HandOver.objects.create(file=found, n=n, taken_by=by.ref, taken_at=now(), unwitnessed=unwitnessed, made_by=event)
    return content


def ask_to_void(ref: str, *, because: str, by: Actor, evidence: DocumentSeen | None = None) -> FileSummary:
    """Ask for a file to be voided, saying why. Somebody else voids it. One that was handed over is voided on the bank's own rejection only:
    `evidence` is that, as a kept document. Refused of a file for which a bank has answered otherwise."""
    with unit_of_work() as record:
        found = BankFile.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_ask_to_void(found, because=because, evidence=evidence, by=by))
        found.state, found.version, found.void_asked_by = STEPS.after("ask to void", found.state), found.version + 1, by.ref
        if evidence is not None:
            found.void_document, found.void_document_sha256 = evidence.ref, evidence.sha256
        found.save(update_fields=["state", "version", "void_asked_by", "void_document", "void_document_sha256"])
        record.write(
            FileVoidAsked(
                ref, found.version, because.strip(), found.hand_overs.count(), found.void_document or "", found.void_document_sha256 or ""
            ),
            by=by,
        )
    return queries.summary(found)


def keep(ref: str, *, by: Actor) -> FileSummary:
    """Withdraw a request to void a file: it stands."""
    with unit_of_work() as record:
        found = BankFile.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_keep(found, by=by))
        found.state, found.version = STEPS.after("keep", found.state), found.version + 1
        found.void_asked_by = found.void_document = found.void_document_sha256 = None
        found.save(update_fields=["state", "version", "void_asked_by", "void_document", "void_document_sha256"])
        record.write(FileKept(ref, found.version), by=by)
    return queries.summary(found)


def void(ref: str, *, by: Actor) -> tuple[FileSummary, uuid.UUID]:
    """Void a file, and give the event that did. Called by `flow.void_file`, which posts the reversal. Its serial is never used again."""
    with unit_of_work() as record:
        found = BankFile.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_void(found, by=by))
        found.state, found.version, found.voided_by = STEPS.after("void", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "voided_by"])
        event = record.write(
            FileVoided(
                ref,
                found.version,
                found.total_pence,
                found.void_asked_by or "",
                found.hand_overs.count(),
                found.void_document or "",
                found.void_document_sha256 or "",
            ),
            by=by,
        )
    return queries.summary(found), event


def adopt_paying_account(*, name: str, sort_code: str, account_number: str, by: Actor) -> None:
    """Pay from this account from now on: six and eight digits. Set-up says the first; after that it takes the power to."""
    with unit_of_work() as record:
        stop_if(checks.why_not_adopt_account(name=name, sort_code=sort_code, account_number=account_number, by=by))
        version = next_version("paying account", "payments")
        event = record.write(PayingAccountAdopted("payments", version, name, f"••••{account_number[-4:]}"), by=by)
        PayingAccount.objects.filter(superseded_by__isnull=True).update(superseded_by=event)
        sealed = sealed_account(event, sort_code=sort_code, account_number=account_number)
        PayingAccount.objects.create(name=name, made_by=event, **sealed)


def _instruction(serial, at, run: RunToIssue, payees: Mapping[str, Payee]) -> Instruction:
    payer = queries.paying_account()
    assert payer is not None  # why_not_issue asked
    return Instruction(
        serial,
        run.ref,
        at,
        run.pay_date,
        payer,
        tuple(
            Credit(
                provider_ref=p.provider_ref,
                end_to_end=end_to_end(run.ref, p.n),
                remittance=run.ref,
                pence=p.net_pence,
                name=payees[p.provider_ref].account_name,
                sort_code=payees[p.provider_ref].sort_code,
                account_number=payees[p.provider_ref].account_number,
                uetr=new_uetr(),
            )
            for p in run.payments
            if p.net_pence > 0
        ),
    )


def _differs(content: bytes, run: RunToIssue) -> Refusal | None:
    why = control_totals(content).why_not_equal(run.payment_count, run.total_pence)
    return Refusal("control-totals", f"{why} Nothing was issued.") if why else None
