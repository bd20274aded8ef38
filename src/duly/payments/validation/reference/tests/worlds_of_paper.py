"""What is claimed in a world, and by which invoices: what was agreed, give or take; sometimes twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from duly.payments.validation.facts import Call, Claim, Invoice, Line
from duly.payments.validation.reference.days import monday_of
from duly.payments.validation.reference.tests.worlds_of_contracts import RATES
from duly.payments.validation.reference.tests.worlds_of_ground import CARE, DAYS, WEEKS, mostly

RECEIVED_ON = DAYS[-1] + timedelta(days=2)
NUMBERS = ("1001", "2002", "1001", "1002", "11223", "112230", "98")


@st.composite
def claims_and_invoices(draw: st.DrawFn, lines: tuple[Line, ...], calls: tuple[Call, ...]) -> tuple[tuple[Claim, ...], tuple[Invoice, ...]]:
    """Claims for what was agreed, give or take a few minutes, at a likely rate, give or take a penny."""
    claimed = st.tuples(
        st.sampled_from([*((line.person_ref, line.provider_ref, line.service) for line in lines), CARE[3], CARE[1]]),
        st.sampled_from(WEEKS),
        st.sampled_from((0, 0, 1, -1, -30, 30, 90)),
        st.sampled_from((120_000, *RATES)),
        mostly(0, -1, 1, 2, -2, times=8),
    )
    agreed = _agreed_by_week(lines, calls)
    claims: list[Claim] = []
    for n, ((person, provider, service), week, more, rate, pence_more) in enumerate(draw(st.lists(claimed, min_size=1, max_size=4))):
        minutes = max(0, agreed(person, provider, service, week) + more)
        pence = max(0, (minutes * rate + 3_000) // 6_000 + pence_more)
        claims.append(Claim(draw(_references(provider)), n, provider, person, service, week, minutes, rate, pence, **draw(_oddities())))
    again = draw(mostly(None, 0, 0, times=8))
    if again is not None:
        claims.append(replace(claims[again], invoice_ref=f"{claims[again].provider_ref}/j", line_no=9, received_on=draw(_received())))
    return tuple(claims), draw(_invoices(claims))


def _references(provider: str) -> st.SearchStrategy[str]:
    return st.sampled_from((f"{provider}/i1", f"{provider}/i1", f"{provider}/i2"))


def _received() -> st.SearchStrategy[date]:
    return mostly(RECEIVED_ON, RECEIVED_ON - timedelta(days=1), DAYS[6], DAYS[0], times=12)


@st.composite
def _oddities(draw: st.DrawFn) -> dict[str, object]:
    """Now and then VAT, a person nobody knows, or an invoice that came before the service."""
    odd = draw(mostly({}, {"vat_pence": 1}, {"person_check": "unknown"}, {"person_check": "name differs"}, times=40))
    return {"received_on": draw(_received()), **odd}


@st.composite
def _invoices(draw: st.DrawFn, claims: list[Claim]) -> tuple[Invoice, ...]:
    """Those of the claims, nearly always, and one of before; with numbers alike more often than chance would have it."""
    found = []
    for ref, provider in sorted({(claim.invoice_ref, claim.provider_ref) for claim in claims}):
        of_it = [claim for claim in claims if claim.invoice_ref == ref]
        weeks = [claim.week for claim in of_it]
        number = draw(mostly(ref, *NUMBERS, times=5))
        pence = sum(claim.pence for claim in of_it)
        if draw(mostly(True, False, times=10)):
            found.append(Invoice(ref, provider, number, of_it[0].received_on, pence, min(weeks), max(weeks)))
    if found and draw(mostly(False, True, times=2)):
        like, pence_more = draw(st.sampled_from(found)), draw(st.sampled_from((0, 1, -1, 7)))
        number = draw(st.sampled_from((like.number, like.number + "1", "X" + like.number[:-1] + "Y", like.number + "777")))
        received_on = like.received_on - timedelta(days=draw(st.sampled_from((0, 9))))
        found.append(replace(like, invoice_ref="h", number=number, received_on=received_on, pence=max(0, like.pence + pence_more)))
    return tuple(found)


def _agreed_by_week(lines: tuple[Line, ...], calls: tuple[Call, ...]) -> Callable[[str, str, str, date], int]:
    refs = {(line.person_ref, line.provider_ref, line.service): line.line_ref for line in lines}

    def agreed(person: str, provider: str, service: str, week: date) -> int:
        ref = refs.get((person, provider, service))
        return sum(call.minutes * call.carers for call in calls if call.line_ref == ref and monday_of(call.on) == week)

    return agreed
