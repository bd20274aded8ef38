"""A provider's position, as known at an entry of the record."""

from duly.core.log.queries import newest_entry
from duly.payments.ledger.queries import paid_for_at
from duly.payments.statements.rules import LineStanding, Position, Standing, standing_of
from duly.payments.validation.queries import line_weeks_at

__all__ = ["LineStanding", "Position", "Standing", "position"]


def position(provider_ref: str, *, as_at: int | None = None) -> Position:
    """What was claimed, and what of it is payable, trimmed, held, blocked, refused, paid and due, line by line and week by week.

    `as_at` is the number of an entry; without it, the newest there is. The same entry gives the same position for ever.
    """
    entry = newest_entry() if as_at is None else as_at
    known = line_weeks_at(provider_ref, entry)
    paid = paid_for_at([f"{one.line_ref}/{one.week.isoformat()}" for one in known if one.line_ref], entry)
    return Position(
        provider_ref,
        entry,
        tuple(
            LineStanding(
                one.week,
                one.line_ref,
                one.person_ref,
                one.service,
                one.judgement_ref,
                one.codes,
                standing_of(one.claimed_pence, one.payable_pence, one.standing, paid.get(f"{one.line_ref}/{one.week.isoformat()}", 0)),
            )
            for one in known
        ),
    )
