"""Rates put forward by one person and adopted by another: whole, and never where a cell would have two answers."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from duly.core.record.queries import history
from duly.payments.rates import models
from duly.payments.rates.actions import adopt, put_forward, put_forward_file, set_rate, take_in, withdraw
from duly.payments.rates.queries import NoRate, RateFound, batch, batch_of, rate_on, rates_in, rates_known, versions_of
from duly.payments.rates.rules import Rate
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, an_officer
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

NEXT_APRIL = date(2027, 4, 1)
HEAD = "rate_ref,contract,service,from,to,rate,unit,line,day_type,length_from,length_to,carer,zone\n"
FILE = HEAD + (
    "RT-1,C-1,home-care,2027-04-01,,23.34,,,,,,,\n"
    "RT-2,C-1,home-care,2027-04-01,,26.47,,,,,,,rural\n"
    "RT-3,C-1,home-care,2027-04-01,,24.90,,,saturday,,30,,\n"
    "RT-4,C-1,home-care,2027-04-01,,24.10,,,saturday,31,,2,\n"
    "RT-5,C-1,sleep-in,2027-04-01,,61.20,night,,,,,,\n"
)


@pytest.fixture
def two(db):
    """Ada, who puts rates forward, and Bob, who may adopt hers; a contract with a rate of £22.47."""
    ada = an_officer()
    bob = an_officer("bob", may=False)
    bob = type(bob)(bob.ref, bob.name, ada.posts)
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=224_700, starts=APRIL, because="Award 2026.", by=ada)
    return ada, bob


def put(by, content=FILE, name="award-2027.csv"):
    return put_forward_file(name=name, content=content.encode(), source="Commissioning", by=by)


def test_a_file_is_put_forward_and_prices_nothing_until_somebody_else_adopts_it(two):
    ada, bob = two

    outcome, ref = put(ada)

    assert outcome.counts == {"rates put forward": 5}
    assert [(r.rate_ref, r.unit, r.day_type, r.band_from, r.band_to, r.carer, r.zone, r.approved) for r in rates_in(ref)] == [
        ("RT-1", "hour", "", 0, 1440, 0, "", False),
        ("RT-2", "hour", "", 0, 1440, 0, "rural", False),
        ("RT-3", "hour", "saturday", 0, 30, 0, "", False),
        ("RT-4", "hour", "saturday", 31, 1440, 2, "", False),
        ("RT-5", "night", "", 0, 1440, 0, "", False),
    ]
    waiting = rate_on("C-1", "home-care", NEXT_APRIL)
    assert waiting.rate.rate_hundredths == 224_700
    assert [p.because for p in waiting.passed_over].count("It is in a batch nobody has adopted.") == 5
    with pytest.raises(Refused, match="You put these rates forward, so someone else must adopt them"):
        adopt(ref, by=ada)

    adopt(ref, by=bob)

    assert [(r.rate_ref, r.starts, r.ends, r.approved) for r in rates_known() if r.service == "home-care"] == [
        (batch_rate_before(), APRIL, NEXT_APRIL, True),
        ("RT-1", NEXT_APRIL, FOREVER, True),
        ("RT-2", NEXT_APRIL, FOREVER, True),
        ("RT-3", NEXT_APRIL, FOREVER, True),
        ("RT-4", NEXT_APRIL, FOREVER, True),
    ]
    assert rate_on("C-1", "home-care", NEXT_APRIL, zone="rural").rate.rate_ref == "RT-2"
    assert rate_on("C-1", "sleep-in", NEXT_APRIL, unit="night").rate.rate_hundredths == 612_000
    assert (batch(ref).state, batch(ref).settled_by, batch_of("RT-1")) == ("adopted", bob.ref, ref)
    assert rates_in(ref), "what was put forward stays to be read"
    assert [e.sentence for e in history("rate-batch", ref)] == [
        f"Batch {ref} was put forward: 5 rates of 1 contracts, award-2027.csv, Commissioning.",
        f"Batch {ref} was adopted: 5 rates, in the place of 1 for their days; the largest rise is 4 %.",
    ]
    with pytest.raises(Refused, match="Can adopt only when put forward; this is adopted"):
        adopt(ref, by=bob)


def batch_rate_before() -> str:
    return models.Rate.objects.filter(made_by__isnull=False).order_by("pk").first().rate_ref


def test_a_batch_with_an_ambiguous_cell_is_refused_whole_naming_both_rates_and_the_cell(two):
    ada, bob = two
    _, within = put(ada, FILE + "RT-6,C-1,home-care,2027-06-01,,24.10,,,saturday,30,45,,\n")

    with pytest.raises(Refused) as refused:
        adopt(within, by=bob)

    assert refused.value.refusal.code == "ambiguous"
    assert refused.value.refusal.because == (
        "RT-3 and RT-6 are equally particular: both are for home-care by the hour under C-1, Saturdays, calls of 30 minutes,"
        " from 1 June 2027, and nobody could say which applies."
    )
    assert batch(within).state == "put forward"
    assert rate_on("C-1", "home-care", NEXT_APRIL).rate.rate_hundredths == 224_700, "nothing of it was adopted"
    withdraw(within, because="Mended and sent again.", by=ada)

    set_rate(
        "C-1", service="home-care", rate_hundredths=1, starts=APRIL, day_type="saturday", band_from=10, band_to=20, because="x", by=ada
    )
    _, beside = put(ada)
    with pytest.raises(
        Refused, match=r"RT-3 and R-\d+ are equally particular: .*, Saturdays, calls of 10 to 20 minutes, from 1 April 2027"
    ):
        adopt(beside, by=bob)


def test_what_is_withdrawn_is_never_adopted_and_its_references_are_free_again(two):
    ada, bob = two
    _, ref = put(ada)
    with pytest.raises(Refused, match="Say why these rates are withdrawn"):
        withdraw(ref, because=" ", by=ada)

    withdraw(ref, because="The award was wrong.", by=ada)

    with pytest.raises(Refused, match="this is withdrawn"):
        adopt(ref, by=bob)
    assert len(rates_known()) == 1
    assert isinstance(rate_on("C-1", "sleep-in", NEXT_APRIL, unit="night"), NoRate)
    assert all("RT-" not in p.rate.rate_ref for p in rate_on("C-1", "home-care", MONDAY).passed_over)
    _, again = put(ada, FILE.replace("61.20", "62.00"))
    assert adopt(again, by=bob).state == "adopted"


def test_an_uplift_put_forward_takes_the_place_of_several_years_and_leaves_what_is_between(two):
    ada, bob = two
    new = [
        Rate("", "C-1", "home-care", date(2026, 6, 1), date(2026, 7, 1), 230_000),
        Rate("", "C-1", "home-care", NEXT_APRIL, FOREVER, 240_000),
    ]
    made = put_forward("Uplift of April 2027", new, by=ada)

    adopt(made.ref, by=bob)

    assert [(r.starts, r.ends, r.rate_hundredths) for r in rates_known()] == [
        (APRIL, date(2026, 6, 1), 224_700),
        (date(2026, 6, 1), date(2026, 7, 1), 230_000),
        (date(2026, 7, 1), NEXT_APRIL, 224_700),
        (NEXT_APRIL, FOREVER, 240_000),
    ]
    assert len({r.rate_ref for r in rates_known()}) == 4
    first = versions_of(rates_known()[0].rate_ref)
    assert [v.rate.approved for v in first].count(False) == 2
    assert {v.made_by.action for v in first} == {"rate.set", "rates.put_forward", "rates.adopted"}


def test_who_may_put_forward_adopt_and_withdraw_is_the_schemes_to_say(two):
    ada, bob = two
    nobody = type(bob)(bob.ref, bob.name, ())
    _, ref = put(ada)

    with pytest.raises(Refused, match="No post you hold may put rates forward"):
        put(nobody, name="other.csv")
    with pytest.raises(Refused, match="No post you hold may adopt rates put forward"):
        adopt(ref, by=nobody)
    with pytest.raises(Refused, match="No post you hold may withdraw rates put forward"):
        withdraw(ref, because="x", by=nobody)
    assert batch(ref).state == "put forward"


def test_a_file_with_keys_is_taken_in_and_an_old_one_still_reads(two):
    ada, _ = two
    old = b"rate_ref,contract,service,from,to,rate\nRT-9,C-1,sitting,2026-04-01,,18.00\n"

    assert take_in(name="old.csv", content=old, source="x", by=ada).accepted
    refused = take_in(
        name="new.csv", content=(FILE + "RT-6,C-1,home-care,2027-06-01,,24.10,,,saturday,30,45,,\n").encode(), source="x", by=ada
    )

    found = rate_on("C-1", "sitting", MONDAY)
    assert isinstance(found, RateFound)
    assert found.rate.key[2:] == ("hour", "", "", False, 0, "", 0, 1440)
    assert [f.sentence for f in refused.faults] == [
        f"Row 2, column from: This rate of C-1 for home-care overlaps {batch_rate_before()}, in force from 1 April 2026.",
        "Row 7, column from: This rate of C-1 for home-care overlaps row 4, in force from 1 April 2027, and is as particular.",
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("RT-1,C-1,x,2027-04-01,,1.00,month,,,,,,", 'Row 2, column unit: "month" is none of hour, night, week.'),
        (
            "RT-1,C-1,x,2027-04-01,,1.00,,,mondays,,,,",
            'Row 2, column day_type: "mondays" is none of any, weekday, saturday, sunday, bank-holiday.',
        ),
        ("RT-1,C-1,x,2027-04-01,,1.00,,,,31,30,,", "Row 2, column length_to: The longest call is shorter than the shortest."),
        ("RT-1,C-1,x,2027-04-01,,1.00,,,,,,3,", 'Row 2, column carer: "3" is not between 0 and 2.'),
        ("RT-1,C-1,x,2027-04-01,2027-03-31,1.00,,,,,,,", "Row 2, column to: The last day is before the first."),
    ],
)
def test_a_cell_that_cannot_be_is_a_fault_of_its_row(two, row, says):
    outcome, ref = put(two[0], HEAD + row + "\n")

    assert [f.sentence.partition(" Did you")[0] for f in outcome.faults] == [says]
    assert ref == ""


def test_the_database_holds_two_people_to_a_batch(two):
    ada, _ = two
    sound = {
        "ref": "RB-X",
        "version": 1,
        "title": "t",
        "rates": 1,
        "sha256": "0" * 64,
        "put_forward_by": "O-1",
        "put_forward_at": timezone.now(),
    }
    settled = {"settled_by": "O-2", "settled_at": timezone.now()}
    for wrong, named in (
        ({"state": "adopted"}, "a_settled_batch_says_who_and_when"),
        ({"state": "put forward"} | settled, "a_settled_batch_says_who_and_when"),
        ({"state": "adopted"} | settled | {"settled_by": "O-1"}, "nobody_adopts_rates_they_put_forward"),
        ({"state": "lost"} | settled, "a_batch_is_put_forward_adopted_withdrawn_or_taken_back"),
        ({"state": "put forward", "rates": 0}, "a_batch_has_a_rate"),
        ({"state": "put forward", "sha256": "x"}, "a_batchs_digest_is_a_sha256"),
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            models.RateBatch.objects.create(**(sound | wrong))
        assert refused.value.__cause__.diag.constraint_name == named
    with pytest.raises(Refused, match="There are no rates to put forward"):
        put_forward("Nothing", [], by=ada)
