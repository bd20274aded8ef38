"""Proposing a scheme, and adopting or withdrawing what was proposed."""

from collections.abc import Sequence
from datetime import date

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.scheme import checks
from duly.core.scheme.actions.adopting import adopt, as_stored, first_bad_row
from duly.core.scheme.events import ProposalSettled, SchemeProposed
from duly.core.scheme.models import Proposal
from duly.core.scheme.queries import ProposalSeen
from duly.core.scheme.rules import Row
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import stop_if


def propose(*, office: str, title: str, starts: date, rules: Sequence[tuple[str, Row]], by: Actor) -> ProposalSeen:
    """Propose the next scheme of an office, from a day on. It rules nothing until somebody else adopts it. `rules` are (power code, row)."""
    with unit_of_work() as record:
        number = checks.next_number(office)
        stop_if(checks.why_not_propose(office, starts=starts, rules=tuple(rules), by=by) or first_bad_row(rules))
        stored = [as_stored(power, row) for power, row in rules]
        row = Proposal(
            ref=f"PS-{today():%y}-{take_number('scheme_proposal_number'):03d}",
            version=1,
            state="proposed",
            office=office,
            number=number,
            title=title,
            starts=starts,
            rules=stored,
            proposed_by=by.ref,
            proposed_on=today(),
        )
        row.save(force_insert=True)
        digest = sha256_hex(canonical(stored))
        record.write(
            SchemeProposed(ref=row.ref, version=1, office=office, number=number, rules=len(stored), starts=starts, rules_sha256=digest),
            by=by,
        )
    return ProposalSeen.of(row)


def adopt_proposed(ref: str, *, by: Actor) -> str:
    """Adopt a proposed scheme, and return the instrument it became. Nobody adopts what they proposed."""
    with unit_of_work() as record:
        row = Proposal.objects.select_for_update().get(ref=ref)
        seen = ProposalSeen.of(row)
        stop_if(checks.why_not_adopt(seen, by=by))
        became = adopt(office=row.office, number=row.number, title=row.title, starts=row.starts, rules=seen.rules, by=by)
        _settle(row, "adopted", by)
        record.write(ProposalSettled(ref=ref, version=row.version, state="adopted", adopted_as=became), by=by)
    return became


def withdraw(ref: str, *, by: Actor) -> ProposalSeen:
    """Withdraw a proposed scheme: whoever proposed it may, and whoever may adopt it."""
    with unit_of_work() as record:
        row = Proposal.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw(ProposalSeen.of(row), by=by))
        _settle(row, "withdrawn", by)
        record.write(ProposalSettled(ref=ref, version=row.version, state="withdrawn", adopted_as=""), by=by)
    return ProposalSeen.of(row)


def _settle(row: Proposal, state: str, by: Actor) -> None:
    row.state, row.settled_by, row.version = state, by.ref, row.version + 1
    row.save(update_fields=["state", "settled_by", "version"])
