"""The certificate of a payment run: who did what, the totals that must be one, the file, and the checkpoint that seals it. Printed and filed, it
says later what the record was, whatever became of the machine."""

from dataclasses import dataclass
from datetime import datetime

from duly.core.log.queries import CheckpointSeen, cosigned_cover, entry_number
from duly.core.log.witnessing import unprotected
from duly.core.people import queries as people
from duly.core.record.clock import LONDON
from duly.payments.banking import queries as files
from duly.payments.banking.queries import Controls, FileSummary, HandedOver, OverrideSeen
from duly.payments.flow.payees import first_payments
from duly.payments.ledger.queries import journal
from duly.payments.providers.queries import provider_names
from duly.payments.runs import queries as runs
from duly.payments.runs.queries import RunSummary
from duly.primitives.money import plain_pounds, sterling
from duly.primitives.period import say_day, week_name
from duly.primitives.refusal import Refusal, Refused

NO_FILE = "A certificate is given for a run that has been released to the bank; run {} has no bank file."


@dataclass(frozen=True)
class Certificate:
    """Everything a certificate says. `checkpoint` is None until a witness has cosigned one that covers the file; people are named.

    `first_payments` names the providers paid into an account that nothing was paid into before.
    """

    run: RunSummary
    file: FileSummary
    preparer: str
    approver: str
    releaser: str
    first_payments: tuple[str, ...]
    controls: Controls
    journal: str
    hand_overs: tuple[HandedOver, ...]
    override: OverrideSeen | None
    overridden_by: tuple[str, str]
    entry: int | None
    checkpoint: CheckpointSeen | None

    @property
    def unwitnessed(self) -> str:
        """The sentence in red, where the file was let go with no witness having seen it; else empty."""
        if self.override is None or self.override.state != "given":
            return ""
        asked, given = self.overridden_by
        return f"This file was let go unwitnessed: {asked} asked, no witness having answered for {self.override.silent_seconds // 60} minutes, and {given} gave it."

    @property
    def unprotected(self) -> str:
        """Why the seal proves nothing yet, where the only witness is this machine's own; else empty."""
        return unprotected(self.checkpoint.cosigned_by) if self.checkpoint else ""


def why_not_certify(run_ref: str) -> Refusal | None:
    """The refusal, "no-file", of a certificate for a run that was never released."""
    return None if files.unvoided_file(run_ref) else Refusal("no-file", NO_FILE.format(run_ref))


def certificate(run_ref: str) -> Certificate:
    """The certificate of a released run as things stand. Refused: "no-file". Writes nothing, so it can be printed again."""
    file = files.unvoided_file(run_ref)
    if file is None:
        raise Refused(Refusal("no-file", NO_FILE.format(run_ref)))
    names = people.names()
    event, override, providers = files.issue_event(file.ref), files.override_of(file.ref), provider_names()
    posted = journal(f"issue:file:{file.serial}")
    return Certificate(
        runs.run(run_ref),
        file,
        names.get(file.preparer, file.preparer),
        names.get(file.approver, file.approver),
        names.get(file.releaser, file.releaser),
        tuple(f"{providers.get(ref, ref)} ({ref})" for ref in first_payments(run_ref)),
        files.controls(file.ref),
        posted.ref if posted else "",
        files.hand_overs(file.ref),
        override,
        (names.get(override.asked_by, override.asked_by), names.get(override.given_by, override.given_by)) if override else ("", ""),
        entry_number(event),
        cosigned_cover(event),
    )


def as_text(found: Certificate) -> str:
    """The certificate as plain text, for a printer or a file."""
    run, file = found.run, found.file
    lines = [
        f"PAYMENT RUN CERTIFICATE   {run.ref}",
        "",
        *([f"!! {found.unwitnessed}", ""] if found.unwitnessed else []),
        *_pairs(
            ("Week", f"{week_name(run.week)}, from {say_day(run.week)}"),
            ("To be paid on", say_day(run.pay_date)),
            ("Prepared by", f"{found.preparer} ({file.preparer})"),
            ("Approved by", f"{found.approver} ({file.approver})"),
            ("Released by", f"{found.releaser} ({file.releaser}), {moment(file.issued_at)}"),
            ("Total", f"{sterling(file.total_pence)} in {file.payment_count:,} payments, {run.line_count:,} lines"),
            ("Digest approved", run.content_sha256),
            ("First payments", "none" if not found.first_payments else "to accounts nothing was paid into before:"),
            *(("", provider) for provider in found.first_payments),
        ),
        "",
        *_pairs(
            ("Bank file", f"{file.ref}, number {file.serial}, {file.byte_count:,} bytes ({file.state})"),
            ("SHA-256", file.sha256),
            ("File says", f"{found.controls.file[0]:,} payments, {sterling(found.controls.file[1])}"),
            ("Run says", f"{found.controls.run[0]:,} payments, {sterling(found.controls.run[1])}"),
            ("Ledger says", f"{sterling(found.controls.journal)} left the bank, {found.journal}"),
            ("The three are", "one" if found.controls.agree else f"NOT ONE: {found.controls.why_not}"),
            *(
                (f"Taken away {one.n}", f"{moment(one.taken_at)} by {one.taken_by}{', UNWITNESSED' if one.unwitnessed else ''}")
                for one in found.hand_overs
            ),
        ),
        "",
        *_sealed(found),
        "",
        *_pairs(("Signed", "." * 40), ("Name and date", "." * 40)),
    ]
    return "\n".join(lines) + "\n"


def as_facts(found: Certificate) -> dict[str, object]:
    """The certificate as data: amounts are pounds in text, times UTC."""
    run, file, seen = found.run, found.file, found.checkpoint
    return {
        "run": run.ref,
        "week": f"{run.week}",
        "pays on": f"{run.pay_date}",
        "prepared by": file.preparer,
        "approved by": file.approver,
        "released by": file.releaser,
        "total": plain_pounds(file.total_pence),
        "payments": file.payment_count,
        "digest approved": run.content_sha256,
        "first payments": list(found.first_payments),
        "file": file.ref,
        "file state": file.state,
        "sha256": file.sha256,
        "controls agree": found.controls.agree,
        "taken away": [
            {"at": f"{one.taken_at:%Y-%m-%dT%H:%M:%SZ}", "by": one.taken_by, "unwitnessed": one.unwitnessed} for one in found.hand_overs
        ],
        "unwitnessed": found.unwitnessed,
        "entry": found.entry,
        "cosigned by": list(seen.cosigned_by) if seen else [],
        "not yet protection": found.unprotected,
        "checkpoint": seen.note if seen else "",
    }


def moment(at: datetime) -> str:
    """ "22 November 2026, 14:05" in London."""
    local = at.astimezone(LONDON)
    return f"{say_day(local.date())}, {local:%H:%M}"


def _sealed(found: Certificate) -> list[str]:
    if found.checkpoint is None:
        return ["No witness has yet cosigned a checkpoint that covers this file. Print this again when one has."]
    seen = found.checkpoint
    return [
        *_pairs(
            ("Record entry", f"{found.entry:,}"),
            ("Checkpoint", f"{seen.size:,} entries, {moment(seen.at)}"),
            ("Root", seen.root),
            ("Cosigned by", ", ".join(seen.cosigned_by)),
        ),
        *([found.unprotected] if found.unprotected else []),
        "",
        *seen.note.rstrip("\n").split("\n"),
    ]


def _pairs(*pairs: tuple[str, str]) -> list[str]:
    return [f"{name:<17} {value}" for name, value in pairs]
