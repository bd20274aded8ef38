"""The rate of a cell: which rate answers, which wins, and what is said when none or two do."""

from datetime import timedelta

import pytest

from duly.payments.validation.facts import ContractSpan, Holiday, PricePart
from duly.payments.validation.reference.tests.builders import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_claim,
    a_line,
    a_rate,
    a_span,
    a_visit,
    codes_judged,
    line_week_judged,
    some_terms,
)

BASE = a_rate(120_000, ref="base")


def paid_by(*rates, on=MONDAY, minutes=30, carers=1, rows=()):
    """The references of the rates that price one call and its visits, when far more is claimed."""
    visits = [a_visit(f"v{n}", on=on, minutes=minutes, carer=f"carer {n}") for n in range(carers)]
    line_week = line_week_judged(*rates, a_call(on=on, minutes=minutes, carers=carers), *visits, *rows, a_claim(minutes * carers))
    return [part.rate_ref for part in line_week.parts] or [code for code in line_week.codes if code < 400]


@pytest.mark.parametrize(
    ("day_type", "answers_on"),
    [
        ("", {MONDAY, FRIDAY, SATURDAY, SUNDAY}),
        ("weekday", {MONDAY, FRIDAY}),
        ("saturday", {SATURDAY}),
        ("sunday", {SUNDAY}),
        ("bank-holiday", set()),
    ],
)
def test_a_rate_answers_on_its_days_of_the_week(day_type, answers_on):
    rate = a_rate(ref="particular", day_type=day_type)

    assert {day for day in (MONDAY, FRIDAY, SATURDAY, SUNDAY) if paid_by(rate, on=day) == ["particular"]} == answers_on


def test_a_bank_holiday_answers_to_its_name_and_to_its_day_of_the_week():
    holiday = (Holiday(SATURDAY),)
    bank, saturday, weekday = (a_rate(ref=name, day_type=name) for name in ("bank-holiday", "saturday", "weekday"))

    assert paid_by(BASE, bank, saturday, weekday, on=SATURDAY, rows=holiday) == ["bank-holiday"]
    assert paid_by(BASE, saturday, weekday, on=SATURDAY, rows=holiday) == ["saturday"]
    assert paid_by(BASE, bank, weekday, on=SATURDAY) == ["base"]
    assert paid_by(BASE, weekday, on=SATURDAY, rows=holiday) == ["base"]


@pytest.mark.parametrize(("minutes", "answers"), [(14, False), (15, True), (30, True), (31, False)])
def test_a_band_is_of_planned_minutes_and_has_both_its_ends(minutes, answers):
    banded = a_rate(ref="banded", band_from=15, band_to=30)

    assert paid_by(BASE, banded, minutes=minutes) == (["banded"] if answers else ["base"])


def test_a_rate_for_a_carer_answers_for_that_carer_of_a_call():
    second = a_rate(60_000, ref="second", carer=2)

    assert paid_by(BASE, second, carers=2) == ["base", "second"]
    assert paid_by(BASE, second) == ["base"]


def test_a_rate_for_a_line_or_a_zone_answers_for_no_other():
    rural, theirs = a_rate(ref="rural", zone="rural"), a_rate(ref="theirs", line_ref="line")

    assert paid_by(BASE, rural, rows=[a_line(zone="rural")]) == ["rural"]
    assert paid_by(BASE, rural) == ["base"]
    assert paid_by(BASE, theirs) == ["theirs"]
    assert paid_by(BASE, a_rate(ref="theirs", line_ref="other")) == ["base"]


@pytest.mark.parametrize("unit", ["night", "week"])
def test_a_rate_by_the_night_or_the_week_answers_for_no_visit(unit):
    assert paid_by(a_rate(unit=unit)) == [301]


IN_ORDER = (
    ("line", {"line_ref": "line"}),
    ("bank-holiday", {"day_type": "bank-holiday"}),
    ("day of the week", {"day_type": "saturday"}),
    ("band", {"band_from": 30, "band_to": 30}),
    ("carer", {"carer": 1}),
    ("zone", {"zone": "rural"}),
)


@pytest.mark.parametrize("n", range(len(IN_ORDER)))
def test_each_key_outweighs_all_that_come_after_it_together(n):
    alone = a_rate(ref="alone", **IN_ORDER[n][1])
    after = [keys for _, keys in IN_ORDER[n + 1 :]]
    together = a_rate(ref="together", **{key: value for keys in reversed(after) for key, value in keys.items()})
    rows = (a_line(zone="rural"), Holiday(SATURDAY))

    assert paid_by(alone, together, on=SATURDAY, rows=rows) == ["alone"]
    assert paid_by(together, on=SATURDAY, rows=rows) == ["together"]


def test_two_rates_of_one_weight_are_ambiguous_and_block():
    one, two = a_rate(ref="one", day_type="weekday"), a_rate(60_000, ref="two", day_type="weekday")

    assert paid_by(BASE, one, two) == [302]
    assert paid_by(BASE, one, two, a_rate(ref="more", day_type="weekday", carer=1)) == ["more"]
    assert paid_by(BASE, one, two, on=SATURDAY) == ["base"]


def test_two_rates_of_one_weight_by_different_keys_are_not_alike():
    assert paid_by(a_rate(ref="band", band_from=30, band_to=60), a_rate(ref="carer", carer=1)) == ["band"]


def test_a_rate_nobody_has_adopted_does_not_answer_and_says_so_when_nothing_else_does():
    waiting = a_rate(ref="waiting", approved=False, line_ref="line")

    assert paid_by(BASE, waiting) == ["base"]
    assert paid_by(waiting) == [306]
    assert paid_by(a_rate(approved=False, zone="rural")) == [301]
    assert paid_by(a_rate(approved=False, starts=TUESDAY)) == [301]


def test_a_cell_without_a_rate_and_one_waiting_block_for_both():
    rows = (a_call("mon"), a_visit("mon"), a_call("sat", on=SATURDAY), a_visit("sat", on=SATURDAY), a_claim(60))

    assert codes_judged(a_rate(day_type="saturday", approved=False), *rows) == (301, 306)


# The contract


@pytest.mark.parametrize(
    ("starts", "ends", "blocked"),
    [(MONDAY, NEXT_MONDAY, False), (TUESDAY, WEDNESDAY, False), (WEDNESDAY, NEXT_MONDAY, True), (MONDAY, TUESDAY, True)],
)
def test_a_contract_has_to_be_in_force_on_days_given_minutes(starts, ends, blocked):
    line_week = line_week_judged(a_span(starts, ends), a_call(on=TUESDAY), a_visit(on=TUESDAY), a_claim(30))

    assert (201 in line_week.codes, line_week.decision) == (blocked, "BLOCKED" if blocked else "CLEAN")


def test_a_contract_blocked_tells_its_minutes_and_the_weeks_rate_and_no_parts():
    line_week = line_week_judged(a_call(), a_visit(), a_claim(31), without=(ContractSpan,))

    assert (line_week.codes, line_week.decision) == ((201, 411), "BLOCKED")
    assert (line_week.payable_minutes, line_week.rate_hundredths, line_week.parts, line_week.cuts) == (30, 120_000, (), ())


def test_with_nothing_payable_the_contract_has_to_be_in_force_on_the_pricing_day():
    assert 201 not in codes_judged(a_span(MONDAY, TUESDAY), a_claim(30))
    assert 201 in codes_judged(a_span(TUESDAY), a_claim(30))
    assert 201 in codes_judged(a_span(contract="other"), a_claim(30))


# Minutes given to cells


def test_minutes_are_given_by_planned_start_and_place_and_added_up_by_rate():
    rates = (a_rate(60_000, ref="second", carer=2, starts=MONDAY), BASE)
    calls = (a_call("late", at=NINE + 300, carers=2), a_call("early", carers=2))
    visits = [a_visit(f"{at}{carer}", at=at, carer=carer) for at in (NINE, NINE + 300) for carer in ("ada", "bob")]

    def parts(claimed):
        return [(part.rate_ref, part.minutes) for part in line_week_judged(*rates, *calls, *visits, a_claim(claimed)).parts]

    assert parts(31) == [("base", 30), ("second", 1)]
    assert parts(61) == [("base", 31), ("second", 30)]
    assert parts(120) == [("base", 60), ("second", 60)]


def test_parts_are_in_order_of_the_rates_start_and_then_their_reference():
    rates = (a_rate(ref="b", day_type="saturday"), a_rate(ref="a", day_type="sunday"), a_rate(ref="0", day_type="weekday", starts=MONDAY))
    days = (MONDAY, SATURDAY, SUNDAY)
    rows = [*(a_call(f"{day}", on=day) for day in days), *(a_visit(f"{day}", on=day) for day in days)]

    assert [part.rate_ref for part in line_week_judged(*rates, *rows, a_claim(90)).parts] == ["a", "b", "0"]


def test_an_unplanned_visit_is_priced_by_its_own_length_and_for_the_first_carer():
    rates = (BASE, a_rate(60_000, ref="short", band_from=0, band_to=20), a_rate(1, ref="second", carer=2))
    rows = (some_terms(flex_minutes=60), a_call(on=TUESDAY, minutes=60))

    assert line_week_judged(*rates, *rows, a_visit(minutes=20), a_claim(20)).parts == (PricePart("short", 20, 60_000, 200),)
    assert line_week_judged(*rates, *rows, a_visit(minutes=21), a_claim(21)).parts == (PricePart("base", 21, 120_000, 420),)


def test_an_unplanned_visit_has_its_turn_by_its_own_start():
    rates = (BASE, a_rate(60_000, ref="short", band_to=20))
    rows = (some_terms(flex_minutes=60), a_call(), a_visit("met"), a_call("spare", on=SUNDAY))

    def first(at):
        (part,) = line_week_judged(*rates, *rows, a_visit("extra", at=at, minutes=20), a_claim(1)).parts
        return part.rate_ref

    assert (first(NINE - 120), first(NINE + 120)) == ("short", "base")


# The week's rate


def test_the_weeks_rate_is_of_the_first_call_by_date_start_and_reference():
    rates = (a_rate(120_000, ref="long", band_from=31), a_rate(60_000, ref="short", band_to=30))
    calls = (a_call("a", on=TUESDAY, minutes=60), a_call("b", at=NINE + 60, minutes=60), a_call("c", minutes=30))
    tied = (a_call("a", minutes=60), a_call("b", minutes=30))

    assert line_week_judged(*rates, *calls, a_claim(30)).rate_hundredths == 60_000
    assert line_week_judged(*rates, *tied, a_claim(30)).rate_hundredths == 120_000


def test_the_weeks_rate_is_for_an_hour_when_no_call_is_planned():
    assert line_week_judged(BASE, a_rate(60_000, ref="hour", band_from=60, band_to=60), a_claim(30)).rate_hundredths == 60_000


def test_where_the_pricing_cell_is_ambiguous_the_first_cell_given_minutes_gives_the_weeks_rate():
    alike = [a_rate(60_000, ref=ref, day_type="weekday", ends=TUESDAY) for ref in ("one", "two")]
    rows = (a_call(on=WEDNESDAY), a_visit(on=WEDNESDAY))

    line_week = line_week_judged(BASE, *alike, *rows, a_claim(30))

    assert (line_week.decision, line_week.rate_hundredths) == ("CLEAN", 120_000)
    assert line_week_judged(BASE, *alike, a_claim(30)).codes == (302, 411)


def test_a_rate_that_begins_on_the_day_answers_and_one_that_ends_on_it_does_not():
    assert paid_by(a_rate(ref="new", starts=THURSDAY), on=THURSDAY) == ["new"]
    assert paid_by(a_rate(ref="old", ends=THURSDAY), on=THURSDAY) == [301]
    assert paid_by(a_rate(ref="old", ends=THURSDAY + timedelta(days=1)), on=THURSDAY) == ["old"]
