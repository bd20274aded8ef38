"""What is known of a file once it is made, in finished words: who has seen it, when it left, what the bank answered, and what may be done."""

from collections.abc import Mapping, Sequence

from duly.core.log.queries import CheckpointSeen, cosigned_cover
from duly.payments.banking import checks, queries
from duly.payments.banking.queries import AnswerSeen, FileSummary, HandedOver, OverrideSeen
from duly.payments.flow.certifying import moment
from duly.primitives.actor import Actor
from duly.primitives.money import pounds
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal
from duly.ui.frame import Cell, Check, Column, Row, Table

STATES = {"issued": ("Issued", "green"), "void asked": ("Voiding asked", "amber"), "voided": ("Voided", "red")}


def witness_check(file: FileSummary, seen: CheckpointSeen | None, override: OverrideSeen | None, names: Mapping[str, str]) -> Check:
    """Whether a witness has seen the file's making, in one line."""
    if override is not None and override.state == "given":
        asked, given = names.get(override.asked_by, override.asked_by), names.get(override.given_by, override.given_by)
        return Check(f"{asked} asked for it and {given} gave it, no witness having answered.", "failed", "Let go unwitnessed.")
    waiting = checks.why_not_gone_yet(file.ref)
    if waiting is not None or seen is None:
        return Check(waiting.because if waiting else "", "warning", "Waiting for a witness.")
    return Check(f"a checkpoint of {seen.size:,} entries, cosigned by {', '.join(seen.cosigned_by)}", "passed", "Seen by a witness:")


def hand_overs(found: Sequence[HandedOver], names: Mapping[str, str]) -> Table:
    """Each time the file was taken away."""
    rows = tuple(
        Row(
            (
                str(one.n),
                moment(one.taken_at),
                names.get(one.taken_by, one.taken_by),
                Cell("Unwitnessed", tone="red", tag=True) if one.unwitnessed else "Yes",
            )
        )
        for one in found
    )
    columns = (Column("Time", "number"), Column("When"), Column("By"), Column("Witnessed"))
    return Table("Taken away", columns, rows, empty="Nobody has taken it away yet.")


def answers(found: Sequence[AnswerSeen]) -> Table:
    """What banks answered to the file."""
    rows = tuple(
        Row(
            (
                Cell(one.kind.capitalize(), tone="red" if one.kind in ("rejected", "returned") else "green", tag=True),
                say_day(one.said_on),
                one.bank,
                Cell(one.reference, ref=True),
                one.payment_said or "–",
                pounds(one.pence) if one.pence else "–",
                one.reason_code or "–",
            )
        )
        for one in found
    )
    columns = (
        Column("Answer"),
        Column("On"),
        Column("Bank"),
        Column("Its reference"),
        Column("Payment"),
        Column("£", "number"),
        Column("Reason"),
    )
    return Table("What the bank answered", columns, rows, empty="The bank has answered nothing yet.")


def earlier(found: Sequence[FileSummary], names: Mapping[str, str]) -> Table:
    """The run's voided files: their numbers are burnt."""
    rows = tuple(
        Row(
            (
                Cell(one.ref, f"/record/?about={one.ref}", ref=True),
                str(one.serial),
                pounds(one.total_pence),
                f"{names.get(one.void_asked_by, one.void_asked_by)}, {names.get(one.voided_by, one.voided_by)}",
                Cell(one.void_document, ref=True) if one.void_document else "never left",
            )
        )
        for one in found
        if one.state == "voided"
    )
    columns = (Column("File"), Column("Number, burnt", "number"), Column("£", "number"), Column("Voided by"), Column("Evidence"))
    return Table("Voided files of this run", columns, rows)


def may(file: FileSummary, override: OverrideSeen | None, *, by: Actor) -> dict[str, str]:
    """Why each thing may not be done with the file now by this person, in the checks' own words; empty where it may."""
    return {
        "take": _because(checks.why_not_hand_over(file, by=by)),
        "ask_void": _because(checks.why_not_ask_to_void(file, by=by)),
        "void": _because(checks.why_not_void(file, by=by)),
        "keep": _because(checks.why_not_keep(file, by=by)),
        "ask_override": _because(checks.why_not_ask_override(file, by=by)),
        "give_override": _because(checks.why_not_give_override(file, override, by=by)) if override else "",
        "refuse_override": _because(checks.why_not_refuse_override(file, override, by=by)) if override else "",
    }


def seen_by(file: FileSummary) -> CheckpointSeen | None:
    """The newest cosigned checkpoint that covers the file's making."""
    return cosigned_cover(queries.issue_event(file.ref))


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
