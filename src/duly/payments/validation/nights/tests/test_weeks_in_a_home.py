"""Nights as they happen: away, in hospital, after a death, with nobody told, paid net."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duly.payments.validation.facts import FOREVER, Claim, Commission, ContractSpan, Invoice, Rate, Stay
from duly.payments.validation.nights.tests.homes import ALWAYS, WEEK, a_home, terms, the_week

MONDAY = date(2026, 11, 2)
WEEKS = (MONDAY,)


def day(n: int) -> date:
    """The n-th day of the week, from 1."""
    return MONDAY + timedelta(days=n - 1)


def test_a_whole_week_claimed_at_the_contracts_price_is_clean():
    found = the_week(a_home(weeks=WEEKS))

    assert (found.decision, found.codes, found.entitled_pence, found.due_pence) == ("CLEAN", (), 70_000, 70_000)
    assert (found.claimed_nights, found.agreed_nights, found.delivered_nights, found.payable_nights) == (7, 7, 7, 7)


def test_the_night_of_the_day_of_leaving_is_not_paid():
    left_on_saturday = the_week(a_home(weeks=WEEKS, stay=(ALWAYS[0], day(6))))

    assert (left_on_saturday.codes, left_on_saturday.entitled_pence, left_on_saturday.payable_nights) == ((411,), 50_000, 5)
    assert left_on_saturday.decision == "HELD"


def test_a_night_before_the_line_begins_is_outside():
    found = the_week(a_home(weeks=WEEKS, in_force=(day(2), FOREVER)))

    assert (found.codes, found.entitled_pence) == ((203,), 60_000)


@pytest.mark.parametrize(("percent", "entitled", "codes"), [(100, 70_000, ()), (80, 66_000, (207,)), (0, 50_000, (501,))])
def test_nights_in_hospital_are_paid_by_the_step_for_their_day(percent, entitled, codes):
    in_hospital = ((day(3), day(5), "hospital"),)

    found = the_week(a_home(weeks=WEEKS, away=in_hospital, steps=(("hospital", 1, 42, percent),)))

    assert (found.entitled_pence, found.codes) == (entitled, codes)
    assert found.decision == ("TRIMMED" if codes else "CLEAN")


def test_the_last_day_of_a_step_is_in_it_and_the_next_is_not():
    away = ((day(1), day(4), "holiday"),)

    found = the_week(a_home(weeks=WEEKS, away=away, steps=(("holiday", 1, 2, 100),)))

    assert (found.payable_nights, found.codes) == (6, (501,))


@pytest.mark.parametrize(
    ("kept", "nights", "codes", "decision"), [(3, 6, (), "CLEAN"), (2, 6, (208, 411), "BLOCKED"), (3, 7, (208, 411), "BLOCKED")]
)
def test_a_room_is_paid_for_so_many_days_after_a_death(kept, nights, codes, decision):
    home = a_home(weeks=WEEKS, died_on=day(4), nights=nights, pence=nights * 10_000, contract=terms(death_days=kept))

    found = the_week(home)

    assert (found.codes, found.decision) == (codes, decision)
    assert found.entitled_pence == (0 if codes else 60_000)


def test_a_death_before_the_stay_ended_is_paid_though_the_stay_was_ended_that_day():
    home = a_home(weeks=WEEKS, stay=(ALWAYS[0], day(4)), died_on=day(4), nights=5, pence=50_000, contract=terms(death_days=2))

    assert the_week(home).entitled_pence == 50_000


def test_a_week_nobody_told_of_is_held():
    found = the_week(a_home(weeks=WEEKS, told=False))

    assert (found.codes, found.decision, found.entitled_pence, found.due_pence) == ((503,), "HELD", 70_000, 0)


def test_one_night_of_hand_over_is_nobodys_fault_and_two_are_held():
    def home(left: date) -> str:
        before = Stay("S-8", "PR-8", "P-9", "residential", ALWAYS[0], left)
        return the_week(a_home(weeks=WEEKS, stay=(day(2), FOREVER), nights=6, pence=60_000, others=(before,))).decision

    assert home(day(3)) == "CLEAN"
    assert home(day(4)) == "HELD"


def test_what_the_provider_collects_is_taken_off_a_net_price_and_what_the_council_collects_is_not():
    fundings = (("contribution", 14_000, "provider", *ALWAYS), ("top-up", 7_000, "council", *ALWAYS), ("fnc", 21_000, "nhs", *ALWAYS))

    net = the_week(a_home(weeks=WEEKS, contract=terms(paid_net=True), fundings=fundings, pence=35_000))
    gross = the_week(a_home(weeks=WEEKS, fundings=fundings))

    assert (net.entitled_pence, net.decision) == (35_000, "CLEAN")
    assert (gross.entitled_pence, gross.decision) == (70_000, "CLEAN")


def test_nursing_money_stops_at_death_and_the_contribution_does_not():
    fundings = (("contribution", 7_000, "provider", *ALWAYS), ("fnc", 14_000, "nhs", *ALWAYS))

    found = the_week(
        a_home(weeks=WEEKS, died_on=day(6), nights=7, contract=terms(paid_net=True, death_days=2), fundings=fundings, pence=1_000_000)
    )

    assert next(cut.pence for cut in found.cuts if cut.cause == "netted") == 7_000 + 10_000


def test_what_others_pay_never_makes_a_week_cost_less_than_nothing():
    found = the_week(a_home(weeks=WEEKS, contract=terms(paid_net=True), fundings=(("contribution", 90_000, "provider", *ALWAYS),)))

    assert found.entitled_pence == 0
    assert sum(cut.pence for cut in found.cuts) == found.claimed_pence


def test_a_rate_above_the_contracts_is_told_and_one_of_another_year_is_named_so():
    dear = the_week(a_home(weeks=WEEKS, claimed_rate=WEEK + 100))
    of_last_year = a_home(weeks=WEEKS, claimed_rate=6_500_000, rates=((date(2025, 4, 7), MONDAY, 6_500_000), (MONDAY, FOREVER, WEEK)))
    low = the_week(a_home(weeks=WEEKS, claimed_rate=WEEK - 100))

    assert dear.codes == (303,)
    assert (the_week(of_last_year).codes, the_week(of_last_year).entitled_pence) == ((305,), 65_000)
    assert (low.codes, low.decision, low.entitled_pence) == ((304,), "CLEAN", 69_999)


def test_no_rate_an_ambiguous_one_and_one_nobody_adopted_each_block_the_week():
    home = a_home(weeks=WEEKS)
    (rate,) = home.rates

    none = replace(home, rates=())
    twice = replace(home, rates=(rate, replace(rate, rate_ref="R-2")))
    waiting = replace(home, rates=(replace(rate, approved=False),))

    assert [(the_week(one).codes, the_week(one).decision) for one in (none, twice, waiting)] == [
        ((301,), "BLOCKED"),
        ((302,), "BLOCKED"),
        ((306,), "BLOCKED"),
    ]


def test_a_rate_agreed_for_the_line_is_the_most_particular():
    home = a_home(weeks=WEEKS, pence=80_000)
    (rate,) = home.rates
    own = Rate("R-OWN", "C-9", "residential", *ALWAYS, 8_000_000, unit="week", line_ref="L-9", zone="")

    assert the_week(replace(home, rates=(rate, own))).entitled_pence == 80_000


def test_a_contract_not_in_force_blocks_and_a_line_awaiting_approval_holds():
    home = a_home(weeks=WEEKS)

    ended = replace(home, contracts=(ContractSpan("C-9", ALWAYS[0], day(7)),))
    waiting = replace(home, commissions=(Commission("L-9", *ALWAYS, approved=False),))

    assert (the_week(ended).codes, the_week(ended).decision) == ((201,), "BLOCKED")
    assert (the_week(waiting).codes, the_week(waiting).decision) == ((204,), "HELD")


def test_claims_set_aside_leave_the_others_to_be_paid():
    home = a_home(weeks=WEEKS)
    (claim,) = home.claims
    again = replace(claim, invoice_ref="I-2")
    unknown = replace(claim, invoice_ref="I-3", person_check="name differs")
    early = replace(claim, invoice_ref="I-4", received_on=day(6))

    found = the_week(replace(home, claims=(again, claim, unknown, early)))

    assert (found.codes, found.decision, found.entitled_pence) == ((102, 107, 108), "TRIMMED", 70_000)
    assert sum(cut.pence for cut in found.cuts) == 3 * 70_000
    assert the_week(replace(home, claims=(unknown,))).decision == "BLOCKED"


def test_an_invoice_near_to_an_earlier_one_is_held():
    home = a_home(weeks=WEEKS)
    earlier = Invoice("I-0", "PR-9", "INV2041", date(2029, 12, 1), 70_000, MONDAY, MONDAY)
    near = Invoice("I-1", "PR-9", "INV2014", date(2030, 1, 1), 70_700, MONDAY, MONDAY)

    assert the_week(replace(home, invoices=(earlier, near))).codes == (103,)
    assert the_week(replace(home, invoices=(earlier, replace(near, pence=70_701)))).codes == ()
    assert the_week(replace(home, invoices=(earlier, replace(near, number="INV3156")))).codes == ()


def test_a_claim_with_no_line_is_held_and_one_for_another_homes_resident_is_blocked():
    claim = Claim("I-1", 1, "PR-7", "P-9", "residential", MONDAY, 0, WEEK, 70_000, received_on=date(2030, 1, 1), nights=7)
    home = replace(a_home(weeks=WEEKS), claims=(claim,))

    assert (the_week(home).codes, the_week(home).decision) == ((205,), "BLOCKED")
    assert (the_week(replace(home, lines=())).codes, the_week(replace(home, lines=())).decision) == ((202,), "HELD")


def test_a_week_before_the_opening_is_not_looked_into():
    home = a_home(weeks=WEEKS)
    (opening,) = home.openings

    before = the_week(replace(home, openings=(replace(opening, paid_to=MONDAY + timedelta(days=7)),)))
    none = the_week(replace(home, openings=()))

    assert [(found.decision, found.reason, found.codes) for found in (before, none)] == [
        ("REFUSED", "before-opening", ()),
        ("REFUSED", "no-opening", ()),
    ]


def test_two_absences_that_begin_on_one_day_are_two_and_the_first_by_kind_counts():
    away = ((day(3), day(5), "hospital"), (day(3), day(4), "holiday"))

    found = the_week(a_home(weeks=WEEKS, away=away, steps=(("hospital", 1, 7, 50), ("holiday", 1, 7, 100))))

    assert (found.entitled_pence, found.codes) == (65_000, (207,))
