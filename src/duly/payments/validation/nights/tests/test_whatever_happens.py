"""What is true of every week in a home, whatever happened; and a walker that knows none of the code, night by night."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.nights.sharing import PART_WEEK, worth
from duly.payments.validation.nights.tests.homes import ALWAYS, a_home, terms
from duly.primitives.period import FOREVER, days, monday_of

FIRST = date(2026, 10, 5)
LAST = date(2026, 11, 15)
a_day = st.dates(FIRST, LAST)
a_span = st.tuples(a_day, st.integers(1, 20)).map(lambda told: (told[0], told[0] + timedelta(days=told[1])))
a_rate = st.integers(1, 30_000_000)


@given(a_rate, st.sampled_from(sorted(PART_WEEK)))
def test_the_nights_of_a_week_add_up_to_the_week(week, part_week):
    assert sum(PART_WEEK[part_week](week, n) for n in range(1, 8)) == worth(week, 7)


@given(a_rate, st.sampled_from(sorted(PART_WEEK)))
def test_no_night_costs_less_than_nothing(week, part_week):
    assert all(PART_WEEK[part_week](week, n) >= 0 for n in range(1, 8))


@st.composite
def homes(draw, *, plain: bool = False):
    """Any week or weeks in a home; a `plain` one is of somebody alive and there, paid gross, by sevenths."""
    weeks = tuple(sorted({monday_of(draw(a_day)) for _ in range(draw(st.integers(1, 4)))}))
    turn = draw(a_day)
    died = None if plain else draw(st.none() | a_day)
    return a_home(
        weeks=weeks,
        in_force=draw(a_span),
        stay=draw(a_span if plain else st.none() | a_span),
        rates=((ALWAYS[0], turn, draw(a_rate)), (turn, FOREVER, draw(a_rate))),
        contract=terms(
            part_week=draw(st.sampled_from(("SEVENTHS",) if plain else ("SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK"))),
            death_days=draw(st.integers(0, 4)),
            paid_net=not plain and draw(st.booleans()),
        ),
        steps=(("hospital", 1, draw(st.integers(1, 6)), draw(st.integers(0, 100))),),
        away=tuple((*draw(a_span), "hospital") for _ in range(draw(st.integers(0, 1)))),
        died_on=died,
        fundings=(("fnc", draw(st.integers(0, 40_000)), "nhs", *draw(a_span)),),
        nights=draw(st.integers(0, 7)),
        pence=draw(st.none() | st.integers(0, 300_000)),
        claimed_rate=draw(a_rate),
        paid={weeks[0]: draw(st.integers(-1000, 200_000))},
        told=draw(st.booleans()),
    )


@settings(max_examples=150)
@given(homes())
def test_the_parts_of_a_difference_add_up_to_it(home):
    for found in judge_nights(home):
        told = sum(cut.pence for cut in found.cuts)
        assert told == (0 if found.decision in ("BLOCKED", "REFUSED") else found.claimed_pence - found.entitled_pence)
        assert 0 <= found.entitled_pence <= found.claimed_pence
        assert found.payable_nights <= min(found.claimed_nights, 7)
        assert found.due_pence == (found.entitled_pence - found.paid_pence if found.decision in ("CLEAN", "TRIMMED") else 0)


@settings(max_examples=60)
@given(homes(), st.randoms())
def test_the_order_in_which_things_were_told_does_not_matter(home, chance):
    def shuffled(rows):
        rows = list(rows)
        chance.shuffle(rows)
        return tuple(rows)

    other = type(home)(**{name: shuffled(rows) for name, rows in vars(home).items()})

    assert judge_nights(other) == judge_nights(home)


@settings(max_examples=150)
@given(homes(plain=True))
def test_a_walker_that_goes_night_by_night_comes_to_the_same_price(home):
    """Written apart: what is owed for the nights in a home of somebody alive, by fractions, and only rounded to say a night."""
    (stay,), (line,) = home.stays, home.commissions
    for found, claim in zip(judge_nights(home), sorted(home.claims, key=lambda c: c.week), strict=True):
        if not found.parts:
            continue
        owed, left = 0, claim.nights
        for night in days(claim.week, claim.week + timedelta(days=7)):
            if not (line.starts <= night < line.ends and stay.admitted <= night < stay.discharged):
                continue
            away = next((a for a in home.absences if a.starts <= night < a.ends), None)
            (step,) = home.steps
            percent = 100 if away is None else step.percent * (step.from_day <= (night - away.starts).days + 1 <= step.to_day)
            if not percent or not left:
                continue
            left -= 1
            rate = next(r for r in home.rates if r.starts <= night < r.ends)
            n = (night - claim.week).days + 1
            total, before = (_half_up(Fraction(rate.rate_hundredths * k, 700)) for k in (n, n - 1))
            owed += _half_up(Fraction((total - before) * percent, 100))
        assert sum(part.pence for part in found.parts) == owed


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
