"""Why not: one sentence greys the button, stops the action, answers the auditor. Pages ask of a `RunSummary`, actions of the locked row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Sum

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.runs import powers
from duly.payments.runs.models import Run
from duly.payments.runs.queries import RunSummary, live_lines, live_payments, payment_named, payments, standing_on
from duly.payments.runs.queries import lines as lines_of
from duly.payments.runs.rules import LEFT_OUT, NotTaken, Payee, canonical_list, reference
from duly.payments.runs.states import STEPS
from duly.payments.validation.queries import decisions_by
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.money import sterling
from duly.primitives.power import Power
from duly.primitives.refusal import Refusal, first


def why_not_draft(week: date, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would draft a run."""
    return first(_not_a_monday(week), _beyond(powers.DRAFT, {}, by))


def why_not_empty(left: Sequence[NotTaken]) -> Refusal | None:
    """The refusal, "nothing-to-pay", of a draft that would take nothing, with what was left out counted by reason."""
    counted = Counter(LEFT_OUT.get(one.code, one.code.replace("-", " ")) for one in left)
    why = ", ".join(f"{name.lower()} {count:,}" for name, count in sorted(counted.items())) or "nothing was offered"
    return Refusal("nothing-to-pay", f"There is nothing to put in this run: {why}.")


def why_not_take_out(run: Run | RunSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would take lines out of a run: it is done in a draft, by whoever may draft."""
    only_draft = None if run.state == "draft" else Refusal("wrong-state", f"Lines are taken out of a draft only; this is {run.state}.")
    return first(only_draft, _beyond(powers.DRAFT, {}, by))


def why_not_prepare(run: Run | RunSummary, *, by: Actor, payees: Mapping[str, Payee] | None = None) -> Refusal | None:
    """The refusal of somebody who would prepare a run: "wrong-state", "nothing-to-pay", "below-nothing", "no-payee", or the scheme's.

    Without `payees` (to grey a button) only the rest is asked.
    """
    nets = dict(live_lines(run.ref).order_by().values_list("provider_ref").annotate(net=Sum("pence")))
    total = sum(nets.values())
    return first(
        STEPS.why_not("prepare", run.state),
        None if total > 0 else Refusal("nothing-to-pay", "This run pays nobody anything."),
        _below_nothing(nets),
        _no_payee(nets, payees),
        _beyond(powers.PREPARE, {"total": total}, by),
    )


def why_not_reopen(run: Run | RunSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would make a prepared run a draft again: whoever may prepare it may, and whoever may approve runs and sends it back."""
    return STEPS.why_not("reopen", run.state) or _neither_prepares_nor_approves(run, by)


def why_not_approve(run: Run | RunSummary, *, seen_sha256: str, by: Actor) -> Refusal | None:
    """The refusal of somebody who would approve a run: "wrong-state", "not-what-you-saw", "does-not-add-up", "your-own", or the scheme's."""
    return first(
        STEPS.why_not("approve", run.state),
        _not_what_you_saw(run, seen_sha256),
        _content_differs(run),
        _not_your_own(run, by),
        _beyond(powers.APPROVE, _approval_facts(run, by), by),
    )


def why_not_void(run: Run | RunSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would make a run void. That no file stands on it is asked by whoever can see banking."""
    return first(STEPS.why_not("void", run.state), _stood_on(run), _beyond(powers.VOID, {"total": run.total_pence or 0}, by))


def why_not_take_back(run_ref: str, n: int, *, pence: int) -> Refusal | None:
    """The refusal of a return that cannot be one: "no-payment", "returned-before" or "not-the-amount"."""
    found = payment_named(run_ref, n)
    if found is None:
        return Refusal("no-payment", f"Run {run_ref} has no payment {n}.")
    if found.returned_as:
        return Refusal("returned-before", f"This payment came back before, as {found.returned_as}.")
    if found.pence != pence:
        return Refusal(
            "not-the-amount", f"{sterling(pence)} came back of a payment of {sterling(found.pence)}; only a whole payment is returned."
        )
    return None


def _neither_prepares_nor_approves(run: Run | RunSummary, by: Actor) -> Refusal | None:
    prepares = _beyond(powers.PREPARE, {"total": run.total_pence or 0}, by)
    sends_back = {"total": 0, "prepared by you": run.prepared_by == by.ref, "you changed a payee in it": False}  # it pays nothing
    return prepares and (prepares if _beyond(powers.APPROVE, sends_back, by) else None)


def _approval_facts(run: Run | RunSummary, by: Actor) -> dict[str, int | bool]:
    changed_by = {ref for refs in live_payments(run.ref).values_list("payee_changed_by", flat=True) for ref in refs}
    return {
        "total": run.total_pence or 0,
        "prepared by you": run.prepared_by == by.ref,
        "you changed a payee in it": by.ref in changed_by,
    }


def _not_what_you_saw(run: Run | RunSummary, seen_sha256: str) -> Refusal | None:
    if seen_sha256 != run.content_sha256:
        return Refusal("not-what-you-saw", "This run has changed since you opened it. Look at it again before you approve it.")
    return None


def _content_differs(run: Run | RunSummary) -> Refusal | None:
    if sha256_hex(canonical_list(run.ref, run.pay_date, payments(run.ref))) != run.content_sha256:
        return Refusal(
            "does-not-add-up", "The lines of this run are not those that were prepared. Tell the system's owner before anything else."
        )
    return None


def _not_your_own(run: Run | RunSummary, by: Actor) -> Refusal | None:
    if run.prepared_by == by.ref:
        return Refusal("your-own", "You made this run, so someone else must approve it.")
    if run.drafted_by == by.ref:
        return Refusal("your-own", "You drafted this run, so someone else must approve it.")
    if by.ref in run.taken_out_by:
        return Refusal("your-own", "You took lines out of this run, so someone else must approve it.")
    decided = _decided_by(run, by)
    if decided:
        return Refusal("your-own", f"You decided {decided}, which this run pays, so someone else must approve it.")
    return None


def _decided_by(run: Run | RunSummary, by: Actor) -> str:
    """A line of the run that this person decided as an exception, or empty."""
    lines = {(line.line_ref, line.week) for line in lines_of(run.ref)}
    for week in sorted({week for _, week in lines}):
        for one in decisions_by(by.ref, week):
            if (one.line_ref, week) in lines:
                return reference(one.line_ref, week)
    return ""


def _below_nothing(nets: Mapping[str, int]) -> Refusal | None:
    for provider, net in sorted(nets.items()):
        if net < 0:
            return Refusal("below-nothing", f"{provider} would be paid {sterling(net)}. Take its lines out; they wait for a later run.")
    return None


def _no_payee(nets: Mapping[str, int], payees: Mapping[str, Payee] | None) -> Refusal | None:
    missing = sorted(set(nets) - set(payees)) if payees is not None else []
    if missing:
        return Refusal("no-payee", f"No account is known for {', '.join(missing[:5])}. Set one, or take the lines out.")
    return None


def _stood_on(run: Run | RunSummary) -> Refusal | None:
    found = standing_on(run.ref)
    if found:
        return Refusal("stood-on", f"A later run pays a difference on {found[0]}. Take that out or make that run void first.")
    return None


def _not_a_monday(week: date) -> Refusal | None:
    return Refusal("not-a-monday", "A run is named for a week, from its Monday.") if week.weekday() else None


def _beyond(power: Power, facts: Mapping[str, int | bool], by: Actor) -> Refusal | None:
    return why_not(power, dict(facts), actor=by, on=today())
