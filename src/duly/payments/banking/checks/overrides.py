"""Why a file may not be let go unwitnessed."""

from duly.core.log.queries import state
from duly.core.record.clock import now, today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.payments.banking.checks.files import why_not_gone_yet
from duly.payments.banking.queries import FileSummary, OverrideSeen
from duly.payments.banking.states import OVERRIDE_STEPS, FileState
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first

LONGEST_SILENCE_SECONDS = 15 * 60


def silent_seconds(file: FileSummary) -> int:
    """How long a file has waited with no witness answering: since it was made, or since one last answered, whichever is shorter."""
    waited = int((now() - file.issued_at).total_seconds())
    last = state().witness_age_seconds
    return max(0, waited if last is None else min(waited, last))


def why_not_ask_override(file: FileSummary, *, by: Actor, because: str | None = None) -> Refusal | None:
    """The refusal of somebody who asks to hand a file over unwitnessed: "not-silent" until fifteen minutes have passed without an answer."""
    return first(
        _stands(file),
        _witnessed(file),
        _not_silent(file),
        Refusal("no-reason", "Say why the file cannot wait.") if because is not None and not because.strip() else None,
        _no_part(file, by, asking=True),
        why_not(powers.OVERRIDE, _facts(file, by, asked=False), actor=by, on=today()),
    )


def why_not_give_override(file: FileSummary, asked: OverrideSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would let a file go unwitnessed, as another asked."""
    yours = Refusal("your-own", "You asked for this, so someone else must give it.") if asked.asked_by == by.ref else None
    return first(
        OVERRIDE_STEPS.why_not("give", asked.state),
        _stands(file),
        _witnessed(file),
        _not_silent(file),
        yours,
        _no_part(file, by, asking=False),
        why_not(powers.OVERRIDE, _facts(file, by, asked=asked.asked_by == by.ref), actor=by, on=today()),
    )


def why_not_refuse_override(file: FileSummary, asked: OverrideSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would turn such a request down."""
    return first(
        OVERRIDE_STEPS.why_not("turn down", asked.state), why_not(powers.OVERRIDE, _facts(file, by, asked=False), actor=by, on=today())
    )


def _facts(file: FileSummary, by: Actor, *, asked: bool) -> dict[str, int | bool]:
    return {
        "total": file.total_pence,
        "asked by you": asked,
        "prepared by you": file.preparer == by.ref,
        "approved by you": file.approver == by.ref,
        "released by you": file.releaser == by.ref,
    }


def _stands(file: FileSummary) -> Refusal | None:
    return None if file.state == FileState.ISSUED else Refusal("wrong-state", f"Only a file that stands is let go; this is {file.state}.")


def _witnessed(file: FileSummary) -> Refusal | None:
    if why_not_gone_yet(file.ref) is None:
        return Refusal("witnessed", "A witness has seen this file, or an override was given: it can be handed over.")
    return None


def _not_silent(file: FileSummary) -> Refusal | None:
    waited = silent_seconds(file)
    if waited < LONGEST_SILENCE_SECONDS:
        minutes = waited // 60
        return Refusal(
            "not-silent",
            f"This is for when no witness has answered for 15 minutes; it has been {minutes} minute{'' if minutes == 1 else 's'}.",
        )
    return None


def _no_part(file: FileSummary, by: Actor, *, asking: bool) -> Refusal | None:
    if by.ref in (file.preparer, file.approver):
        return Refusal("your-own", "You prepared or approved this run, so someone else must do this.")
    if not asking and by.ref == file.releaser:
        return Refusal("your-own", "You released this file, so someone else must let it go unwitnessed.")
    return None
