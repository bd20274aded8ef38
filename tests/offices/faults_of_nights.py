"""What is planted in care homes, from docs/specification/stays.md: each with its edge, and by hand what must come of it."""

from collections.abc import Callable

from duly.payments.validation.facts import FOREVER

from .homes import LONG_AGO, WEEK, HomeDraft, HomeFault

CATALOGUE: list[HomeFault] = []
IN_HOSPITAL = (("hospital", 1, 3, 100), ("hospital", 4, 5, 80))
"""Three nights are kept at the whole price, two at 80 %, and then none."""


def home(
    name: str, codes: tuple[int, ...], decision: str, nights: int, pence: int, how: str, plant: Callable[[HomeDraft], object],
    *, edge: str = "", twin: str = "",
) -> None:  # fmt: skip
    """Enter a planting under the next number: its codes, decision, payable nights and entitled pence are worked by hand."""
    CATALOGUE.append(HomeFault(len(CATALOGUE) + 1, name, codes, decision, nights, pence, how, edge, twin, plant))


def homes_table() -> str:
    """The catalogue as the table printed in SPEC.md."""
    headings = "| no. | name | codes | decision | nights | entitled | planted | edge | twin |\n" + "|---" * 9 + "|\n"
    return headings + "".join(
        f"| {f.number} | `{f.name}` | {', '.join(map(str, f.codes)) or '–'} | {f.decision} | {f.payable_nights} | £{f.entitled_pence // 100}.{f.entitled_pence % 100:02} "
        f"| {f.how} | {f.edge or '–'} | {f'`{f.twin}`' if f.twin else '–'} |\n"
        for f in CATALOGUE
    )


# Who was there

home("left-on-saturday", (411,), "HELD", 5, 50_000, "Gone on Saturday; seven nights claimed.", lambda d: d.there(-30, 6).claim(7),
     edge="the night of the day of going is not one", twin="left-on-saturday-not-claimed")  # fmt: skip
home("left-on-saturday-not-claimed", (), "CLEAN", 5, 50_000, "Gone on Saturday; five claimed.", lambda d: d.there(-30, 6).claim(5),
     edge="C = P", twin="left-on-saturday-claimed-one-more")  # fmt: skip
home("left-on-saturday-claimed-one-more", (411,), "HELD", 5, 50_000, "Gone on Saturday; six claimed.", lambda d: d.there(-30, 6).claim(6),
     edge="C = P + 1", twin="left-on-saturday-not-claimed")  # fmt: skip
home("came-on-sunday", (), "CLEAN", 1, 10_000, "Admitted on Sunday; one claimed.", lambda d: d.there(7, 90).claim(1),
     edge="the last night of the week", twin="came-on-monday-after")  # fmt: skip
home("came-on-monday-after", (411,), "HELD", 0, 0, "Admitted the Monday after; one claimed.", lambda d: d.there(8, 90).claim(1),
     edge="the night after", twin="came-on-sunday")  # fmt: skip
home("never-there", (411,), "HELD", 0, 0, "Never there; seven claimed.", lambda d: d.there(-90, -80).claim(7))
home("a-night-too-many-at-the-limit", (411,), "TRIMMED", 6, 60_000, "Gone on Sunday; seven claimed; trimmed up to £100.",
     lambda d: d.there(-30, 7).under(trim_limit_pence=10_000, trim_limit_bp=10_000).claim(7), edge="in question = limit", twin="a-night-too-many-above-the-limit")  # fmt: skip
home("a-night-too-many-above-the-limit", (411,), "HELD", 6, 60_000, "As its twin, trimmed up to £99.99.",
     lambda d: d.there(-30, 7).under(trim_limit_pence=9_999, trim_limit_bp=10_000).claim(7), edge="in question = limit + 1", twin="a-night-too-many-at-the-limit")  # fmt: skip
home("fewer-claimed-than-there", (), "CLEAN", 4, 40_000, "There all week; four claimed.", lambda d: d.claim(4))

# The line's dates

home("before-the-line-begins", (203,), "HELD", 6, 60_000, "The line begins on Tuesday, the stay before; seven claimed.",
     lambda d: d.force(d.day(2), FOREVER).claim(7), edge="first day − 1", twin="first-night-in-force")  # fmt: skip
home("first-night-in-force", (), "CLEAN", 6, 60_000, "As its twin; six claimed.",
     lambda d: d.force(d.day(2), FOREVER).claim(6), edge="first day", twin="before-the-line-begins")  # fmt: skip
home("after-the-line-ends", (203, 411), "HELD", 5, 50_000, "The line ends with Friday, the stay with Saturday; seven claimed.",
     lambda d: d.force(LONG_AGO, d.day(6)).there(-30, 7).claim(7), edge="203 at most nights of a stay")  # fmt: skip
home("awaiting-approval-from-thursday", (204,), "HELD", 7, 70_000, "From Thursday the line waits for approval.",
     lambda d: d.force(LONG_AGO, d.day(4)).force(d.day(4), FOREVER, approved=False).claim(7), edge="a night", twin="awaiting-approval-from-monday-after")  # fmt: skip
home("awaiting-approval-from-monday-after", (), "CLEAN", 7, 70_000, "From the Monday after the line waits for approval.",
     lambda d: d.force(LONG_AGO, d.day(8)).force(d.day(8), FOREVER, approved=False).claim(7), edge="the night after", twin="awaiting-approval-from-thursday")  # fmt: skip

# Away

home("in-hospital-three-nights", (), "CLEAN", 7, 70_000, "In hospital from Tuesday, back on Friday; three nights kept whole.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 5).claim(7), edge="the last day of a step", twin="in-hospital-a-fourth-night")  # fmt: skip
home("in-hospital-a-fourth-night", (207,), "TRIMMED", 7, 68_000, "As its twin, back on Saturday: the fourth at 80 %.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 6).claim(7), edge="the day after a step", twin="in-hospital-three-nights")  # fmt: skip
home("in-hospital-a-fifth-night", (207,), "TRIMMED", 7, 66_000, "As above, back on Sunday.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 7).claim(7), edge="the last day of the last step", twin="in-hospital-a-sixth-night")  # fmt: skip
home("in-hospital-a-sixth-night", (207, 501), "TRIMMED", 6, 56_000, "As above, back on the Monday after; seven claimed.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 8).claim(7), edge="no step any more", twin="in-hospital-a-sixth-night-not-claimed")  # fmt: skip
home("in-hospital-a-sixth-night-not-claimed", (207,), "TRIMMED", 6, 56_000, "As its twin; six claimed.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 8).claim(6), edge="C = P", twin="in-hospital-a-sixth-night")  # fmt: skip
home("in-hospital-since-the-week-before", (207, 501), "TRIMMED", 4, 36_000, "In hospital since the Friday before, back on Friday: days 4 and 5 at 80 %.",
     lambda d: d.under(*IN_HOSPITAL).away(-2, 5).there(-30, 7).claim(6), edge="the day number counts from when it began")  # fmt: skip
home("on-holiday-without-a-step", (501,), "TRIMMED", 5, 50_000, "On holiday for two nights, for which the contract keeps nothing.",
     lambda d: d.under(*IN_HOSPITAL).away(2, 4, "holiday").claim(7), edge="a step is of its kind", twin="in-hospital-three-nights")  # fmt: skip
home("away-and-back-the-next-day", (501,), "TRIMMED", 6, 60_000, "Away on Wednesday, back on Thursday: one night.",
     lambda d: d.away(3, 4, "respite").claim(7), edge="the night of coming back is there")  # fmt: skip
home("kept-at-nothing", (501,), "TRIMMED", 6, 60_000, "As above, and the contract says 0 %.",
     lambda d: d.under(("respite", 1, 9, 0)).away(3, 4, "respite").claim(7))  # fmt: skip
home("suspended", (501,), "TRIMMED", 5, 50_000, "The person's care is suspended for two nights, which counts as away.",
     lambda d: d.interrupted(2, 4, "suspension").claim(7), edge="an interruption counts alike")  # fmt: skip
home("away-for-two-reasons", (501,), "TRIMMED", 5, 50_000, "On holiday and in hospital on the same two nights: the first by kind, for which nothing is kept.",
     lambda d: d.under(("holiday", 1, 9, 0), ("respite", 1, 9, 100)).away(2, 4, "respite").interrupted(2, 4, "holiday").claim(7), edge="the first by kind")  # fmt: skip
home("away-beyond-the-review-and-unseen", (411, 501), "HELD", 4, 40_000, "Two nights on holiday and gone on Sunday; seven claimed: 501 takes two, 411 one.",
     lambda d: d.there(-30, 7).away(2, 4, "holiday").claim(7), edge="501 before 411")  # fmt: skip

# Death

home("died-and-kept-three-days", (), "CLEAN", 5, 50_000, "Died on Wednesday, kept three days; five claimed.",
     lambda d: d.under(death_days=3).there(-30, 3).died(3).claim(5), edge="the last night kept", twin="died-and-claimed-a-fourth")  # fmt: skip
home("died-and-claimed-a-fourth", (411,), "HELD", 5, 50_000, "As its twin; six claimed. The stay ended with the death.",
     lambda d: d.under(death_days=3).there(-30, 3).died(3).claim(6), edge="the night after", twin="died-and-kept-three-days")  # fmt: skip
home("died-and-never-discharged", (208, 411), "BLOCKED", 5, 0, "As above, and the stay never ended; six claimed.",
     lambda d: d.under(death_days=3).there(-30, 90).died(3).claim(6), edge="a night of a stay too late", twin="died-never-discharged-not-claimed")  # fmt: skip
home("died-never-discharged-not-claimed", (), "CLEAN", 5, 50_000, "As its twin; five claimed.",
     lambda d: d.under(death_days=3).there(-30, 90).died(3).claim(5), edge="C = P", twin="died-and-never-discharged")  # fmt: skip
home(
    "died-and-nothing-kept",
    (),
    "CLEAN",
    2,
    20_000,
    "Died on Wednesday, nothing kept; two claimed.",
    lambda d: d.there(-30, 3).died(3).claim(2),
)
home("died-the-week-before-and-kept", (), "CLEAN", 2, 20_000, "Died on Sunday, kept three days: Monday and Tuesday.",
     lambda d: d.under(death_days=3).there(-30, 0).died(0).claim(2), edge="kept in the next week", twin="died-the-week-before-and-one-more")  # fmt: skip
home("died-the-week-before-and-one-more", (411,), "HELD", 2, 20_000, "As its twin; three claimed.",
     lambda d: d.under(death_days=3).there(-30, 0).died(0).claim(3), twin="died-the-week-before-and-kept")  # fmt: skip
home("died-after-leaving", (411,), "HELD", 2, 20_000, "Gone on Wednesday, died on Friday; kept three days, but for nobody who was there.",
     lambda d: d.under(death_days=3).there(-30, 3).died(5).claim(5), edge="a stay the night before the death")  # fmt: skip

# Two homes at once, and nobody told

home("in-two-homes", (209,), "HELD", 7, 70_000, "Another home has the person from Tuesday to Friday.", lambda d: d.elsewhere(2, 5).claim(7),
     edge="admitted before that night", twin="handed-over")  # fmt: skip
home("handed-over", (), "CLEAN", 4, 40_000, "Another home has the person from Thursday; here until Friday: one night in both.",
     lambda d: d.there(-30, 5).elsewhere(4, 90).claim(4), edge="one night of hand-over", twin="handed-over-a-night-late")  # fmt: skip
home("handed-over-a-night-late", (209,), "HELD", 5, 50_000, "As its twin, here until Saturday: two nights in both.",
     lambda d: d.there(-30, 6).elsewhere(4, 90).claim(5), edge="two nights", twin="handed-over")  # fmt: skip
home("elsewhere-while-away", (), "CLEAN", 7, 70_000, "Another home has the person for just the nights of respite, which are kept.",
     lambda d: d.under(("respite", 1, 9, 100)).away(2, 5, "respite").elsewhere(2, 5).claim(7), edge="only an occupied night", twin="in-two-homes")  # fmt: skip
home("nobody-told", (503,), "HELD", 7, 70_000, "No return of the home for the week.", lambda d: d.told(LONG_AGO, d.day(1)).claim(7),
     twin="told-until-sunday")  # fmt: skip
home("told-until-saturday", (503,), "HELD", 7, 70_000, "The return ends with Saturday.", lambda d: d.told(d.day(1), d.day(7)).claim(7),
     edge="the week's Sunday", twin="told-until-sunday")  # fmt: skip
home("told-until-sunday", (), "CLEAN", 7, 70_000, "The return is of Sunday alone.", lambda d: d.told(d.day(7), d.day(8)).claim(7),
     edge="the week's Sunday", twin="told-until-saturday")  # fmt: skip
home("nobody-told-and-nobody-there", (411, 503), "HELD", 0, 0, "No return and no stay; seven claimed.",
     lambda d: d.told(LONG_AGO, d.day(1)).there(-90, -80).claim(7))  # fmt: skip

# The price

home("a-rate-from-thursday", (), "CLEAN", 7, 74_000, "£770 a week from Thursday; claimed to the penny.",
     lambda d: d.rate(ends=d.day(4)).rate(7_700_000, starts=d.day(4)).claim(7, 74_000, rate_hundredths=7_400_000), edge="3 × £100 + 4 × £110")  # fmt: skip
home("an-uneven-week-of-six", (), "CLEAN", 6, 61_912, "£722.31 by sevenths; Sunday is gone.",
     lambda d: d.rate(7_223_100).there(-30, 7).claim(6, 61_912, rate_hundredths=7_223_100), edge="sevenths", twin="balanced-on-sunday")  # fmt: skip
home("balanced-on-sunday", (), "CLEAN", 6, 61_908, "As its twin, balanced on the last night: six of £103.18.",
     lambda d: d.rate(7_223_100).under(part_week="BALANCE_LAST").there(-30, 7).claim(6, 61_908, rate_hundredths=7_223_100), edge="balance last", twin="an-uneven-week-of-six")  # fmt: skip
home("only-the-sunday-balanced", (), "CLEAN", 1, 10_323, "As above; admitted on Sunday.",
     lambda d: d.rate(7_223_100).under(part_week="BALANCE_LAST").there(7, 90).claim(1, 10_323, rate_hundredths=7_223_100))  # fmt: skip
home("a-whole-week-for-one-night", (), "CLEAN", 1, 70_000, "Paid by whole weeks; admitted on Sunday.",
     lambda d: d.under(part_week="WHOLE_WEEK").there(7, 90).claim(1, 70_000))  # fmt: skip
home("by-the-night", (), "CLEAN", 7, 70_000, "£100 a night.", lambda d: d.rate(1_000_000, unit="night").claim(7))
home("no-rate-on-sunday", (301,), "BLOCKED", 7, 0, "The rate ends with Saturday.", lambda d: d.rate(ends=d.day(7)).claim(7),
     edge="a night given", twin="no-rate-on-sunday-not-claimed")  # fmt: skip
home("no-rate-on-sunday-not-claimed", (), "CLEAN", 6, 60_000, "As its twin; six claimed.", lambda d: d.rate(ends=d.day(7)).claim(6),
     edge="a night not given", twin="no-rate-on-sunday")  # fmt: skip
home("two-rates", (302,), "BLOCKED", 7, 0, "Two rates of one weight.", lambda d: d.rate().rate(7_100_000).claim(7))
home("rate-not-adopted", (306,), "BLOCKED", 7, 0, "The only rate waits for its adoption.", lambda d: d.rate(approved=False).claim(7))
home("only-an-hourly-rate", (301,), "BLOCKED", 7, 0, "The contract has a rate by the hour.", lambda d: d.rate(unit="hour").claim(7))
home("contract-ended-on-saturday", (201,), "BLOCKED", 7, 0, "The contract may be paid under until Saturday.",
     lambda d: d.payable_under(LONG_AGO, d.day(7)).claim(7), edge="a night given", twin="contract-ended-on-sunday")  # fmt: skip
home("contract-ended-on-sunday", (), "CLEAN", 7, 70_000, "The contract may be paid under until Sunday, with it.",
     lambda d: d.payable_under(LONG_AGO, d.day(8)).claim(7), edge="the last night", twin="contract-ended-on-saturday")  # fmt: skip
home("dear-within-the-limit", (303,), "TRIMMED", 7, 70_000, "Claimed at £710: £10 above.",
     lambda d: d.claim(7, 71_000, rate_hundredths=7_100_000), edge="in question = limit", twin="dear-beyond-the-limit")  # fmt: skip
home("dear-beyond-the-limit", (303,), "HELD", 7, 70_000, "Claimed at £710.01.",
     lambda d: d.claim(7, 71_001, rate_hundredths=7_100_100), edge="in question = limit + 1", twin="dear-within-the-limit")  # fmt: skip
home("cheap", (304,), "CLEAN", 7, 69_000, "Claimed at £690.", lambda d: d.claim(7, 69_000, rate_hundredths=6_900_000))
home("of-last-year", (305,), "TRIMMED", 7, 68_000, "Claimed at £680, the rate until a month ago.",
     lambda d: d.rate(6_800_000, ends=d.day(-30)).rate(starts=d.day(-30)).claim(7, 68_000, rate_hundredths=6_800_000))  # fmt: skip
home("of-next-year", (305,), "TRIMMED", 7, 70_000, "Claimed at £770, the rate from a month on: £70 above, trimmed by itself.",
     lambda d: d.rate(ends=d.day(30)).rate(7_700_000, starts=d.day(30)).claim(7, 77_000, rate_hundredths=7_700_000))  # fmt: skip

# What others pay

home("contribution-kept-by-the-home", (), "CLEAN", 7, 60_000, "Paid net; £100 a week is collected by the home.",
     lambda d: d.under(paid_net=True).funded("contribution", 10_000, "provider").claim(7), twin="contribution-kept-by-the-council")  # fmt: skip
home("contribution-kept-by-the-council", (), "CLEAN", 7, 70_000, "As its twin, collected by the council.",
     lambda d: d.under(paid_net=True).funded("contribution", 10_000, "council").claim(7), twin="contribution-kept-by-the-home")  # fmt: skip
home("contribution-and-paid-gross", (), "CLEAN", 7, 70_000, "Collected by the home, and the contract pays gross.",
     lambda d: d.funded("contribution", 10_000, "provider").claim(7))  # fmt: skip
home("nursing-stops-at-death", (), "CLEAN", 5, 45_001, "Paid net; £70 + £105 a week; died on Wednesday, kept three days: FNC for two nights, the top-up for five.",
     lambda d: d.under(paid_net=True, death_days=3).there(-30, 3).died(3).funded("fnc", 7_000, "nhs").funded("top-up", 4_199, "provider").claim(5),
     edge="FNC stops, a top-up does not")  # fmt: skip
home("others-pay-more-than-the-week", (), "CLEAN", 7, 0, "Paid net, and others pay £900 a week.",
     lambda d: d.under(paid_net=True).funded("top-up", 90_000, "provider").claim(7), edge="never below 0")  # fmt: skip

# The paper

home("invoice-again", (102,), "TRIMMED", 7, 70_000, "The same invoice comes again under its own number.",
     lambda d: d.claim(7, number="NH2231").claim(7, number="NH2231", received=12))  # fmt: skip
home("line-again", (102,), "TRIMMED", 7, 70_000, "The same nights and pence come again on another invoice.",
     lambda d: d.claim(7).claim(7, received=12), twin="line-again-a-night-less")  # fmt: skip
home("line-again-a-night-less", (411,), "HELD", 7, 70_000, "As its twin, a night and its pence less: six nights more than there were.",
     lambda d: d.claim(7).claim(6, received=12), edge="nights are compared", twin="line-again")  # fmt: skip
home("number-two-edits-apart", (103,), "HELD", 7, 70_000, "Two invoices of as many pence, two edits apart, each for some of the nights.",
     lambda d: d.claim(4, number="NH2231", invoice_pence=70_000).claim(3, number="NH2312", received=12, invoice_pence=70_000), twin="number-three-edits-apart")  # fmt: skip
home("number-three-edits-apart", (), "CLEAN", 7, 70_000, "As its twin, three edits apart.",
     lambda d: d.claim(4, number="NH2231", invoice_pence=70_000).claim(3, number="NH5512", received=12, invoice_pence=70_000), twin="number-two-edits-apart")  # fmt: skip
home("vat-on-nights", (105,), "HELD", 7, 70_000, "A penny of VAT.", lambda d: d.claim(7, vat_pence=1))
home(
    "sent-before-sunday",
    (107,),
    "BLOCKED",
    0,
    0,
    "Received on Saturday.",
    lambda d: d.claim(7, received=6),
    edge="the last night in force",
    twin="sent-on-sunday",
)
home(
    "sent-on-sunday",
    (),
    "CLEAN",
    7,
    70_000,
    "Received on Sunday.",
    lambda d: d.claim(7, received=7),
    edge="the last night in force",
    twin="sent-before-sunday",
)
home("line-ended-and-sent-on-friday", (), "CLEAN", 5, 50_000, "The line ends with Friday, and Friday it is received.",
     lambda d: d.force(LONG_AGO, d.day(6)).claim(5, received=5), edge="the last night in force")  # fmt: skip
home("another-name", (108,), "BLOCKED", 0, 0, "The name is another person's.", lambda d: d.claim(7, person_check="name differs"))

# Authority, and what was before

home("no-line-for-the-nights", (202,), "HELD", 0, 0, "Nobody agreed to it.", lambda d: d.without_a_line().claim(7))
home("another-homes-resident", (205,), "BLOCKED", 0, 0, "The line is another home's.",
     lambda d: d.of_another_home().claim(7))  # fmt: skip
home("no-opening-for-the-home", (), "REFUSED", 0, 0, "No signed opening position.", lambda d: d.settled_to(None).claim(7))
home("before-the-homes-opening", (), "REFUSED", 0, 0, "Settled to the Monday after.", lambda d: d.settled_to(8).claim(7),
     edge="the week before paid_to", twin="in-the-week-of-the-opening")  # fmt: skip
home("in-the-week-of-the-opening", (), "CLEAN", 7, 70_000, "Settled to this Monday.", lambda d: d.settled_to(1).claim(7),
     edge="the week of paid_to", twin="before-the-homes-opening")  # fmt: skip
home("paid-before-for-seven-and-there-for-five", (411,), "HELD", 5, 50_000, "£700 was paid, and the stay turns out to end on Saturday.",
     lambda d: d.there(-30, 6).paid(WEEK // 100).claim(7), twin="paid-before-and-claimed-so")  # fmt: skip
home("paid-before-and-claimed-so", (), "CLEAN", 5, 50_000, "As its twin; five claimed: £200 are to be recovered.",
     lambda d: d.there(-30, 6).paid(WEEK // 100).claim(5), twin="paid-before-for-seven-and-there-for-five")  # fmt: skip
