"""Invoices that come twice, nearly twice or too early; sums that are wrong, and VAT."""

from .catalogue import planting
from .draft import Draft
from .ground import price

# The same number


def _number_again(d: Draft, again: str, *, after: int = 16) -> Draft:
    """All but an hour is claimed on an invoice, and the hour on another of the same number, written otherwise."""
    ref = d.number()
    d.twice_a_day().claim(d.agreed - 60, invoice=d.own_invoice(ref=ref))
    return d.claim(60, invoice=d.own_invoice(ref=again.format(digits=ref[5:]), after=after), aside="102")


@planting(
    "number-again-in-small-letters", (102,), "TRIMMED", "An hour is claimed on a second invoice whose number is the first's in small letters.",
    cut="102 takes 60", edge="case", twin="number-of-another-provider",
)  # fmt: skip
def _(d: Draft) -> None:
    _number_again(d, "lc-00{digits}")


@planting(
    "number-again-with-other-marks", (102,), "TRIMMED", "As above, with other punctuation.", cut="102 takes 60", edge="punctuation",
    twin="number-of-another-provider",
)  # fmt: skip
def _(d: Draft) -> None:
    _number_again(d, "LC/00{digits}")


@planting(
    "number-again-without-zeros", (102,), "TRIMMED", "As above, without the zeros before the number.", cut="102 takes 60", edge="zeros",
    twin="number-of-another-provider",
)  # fmt: skip
def _(d: Draft) -> None:
    _number_again(d, "LC-{digits}")


@planting(
    "number-again-on-the-same-day", (102,), "TRIMMED", "As above, both received on one day: the reference that sorts first came first.",
    cut="102 takes 60", edge="equal dates", twin="number-of-another-provider",
)  # fmt: skip
def _(d: Draft) -> None:
    _number_again(d, "lc-00{digits}", after=9)


@planting(
    "number-of-last-month", (102,), "BLOCKED", "The only claim is on an invoice with the number of one received last month.",
    cut="entitled 0, no parts", edge="every claim set aside", twin="number-of-another-provider", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    ref, month_ago = d.number(), d.day(-28)
    d.knows(d.own_invoice(ref=ref, after=-19, pence=1234, weeks=(month_ago, month_ago)))
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(ref=ref.lower()), aside="102")


@planting(
    "number-of-another-provider", (), "CLEAN", "Another provider's invoice has the same number, and a claim that is in order.",
    edge="a number is a provider's own", twin="number-again-in-small-letters", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    ref = d.number()
    other = d.companion(same_provider=False)
    other.twice_a_day().claim(other.agreed, invoice=other.own_invoice(ref=ref))
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(ref=ref.lower(), after=16))


# The same line


def _line_again(d: Draft, minutes: int, *, dearer: int = 0, pence: int = 0, after: int = 16, aside: str = "") -> Draft:
    """Everything is claimed on one invoice; so many minutes fewer on another, whose number is far from it."""
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice())
    again, rate = d.agreed - minutes, d.rate + dearer
    return d.claim(again, rate=rate, pence=price(again, d.rate) + pence, invoice=d.own_invoice(after=after), aside=aside)


@planting(
    "line-again-on-another-invoice", (102,), "TRIMMED", "The whole claim comes again on another invoice, of quite another number.",
    cut="102 takes all of the second", edge="minutes, rate and pence", twin="line-again-a-minute-less",
)  # fmt: skip
def _(d: Draft) -> None:
    _line_again(d, 0, aside="102")


@planting(
    "line-again-a-minute-less", (411,), "HELD", "As its twin, with a minute less: not the same line, and not evidenced.",
    cut="411 takes all of the second", edge="minutes − 1", twin="line-again-on-another-invoice",
)  # fmt: skip
def _(d: Draft) -> None:
    _line_again(d, 1)
    d.cut(c411=d.agreed - 1)


@planting(
    "line-again-a-penny-more", (411,), "HELD", "As its twin, with a penny more: not the same line, and not evidenced.",
    cut="411 takes all of the second", edge="pence + 1", twin="line-again-on-another-invoice",
)  # fmt: skip
def _(d: Draft) -> None:
    _line_again(d, 0, pence=1)
    d.cut(c411=d.agreed)


@planting(
    "line-again-a-hundredth-dearer", (303, 411), "HELD", "As its twin, with a rate a hundredth above, and for the same pence.",
    cut="411 takes all of the second", edge="rate + 1", kind="pair", twin="line-again-on-another-invoice",
)  # fmt: skip
def _(d: Draft) -> None:
    _line_again(d, 0, dearer=1)
    d.cut(c411=d.agreed)


@planting(
    "line-twice-on-one-invoice", (411,), "HELD", "The whole claim stands twice on one invoice: not another invoice's, and not evidenced.",
    cut="411 takes all of the second", edge="another invoice", twin="line-again-on-another-invoice",
)  # fmt: skip
def _(d: Draft) -> None:
    one = d.own_invoice()
    d.twice_a_day().claim(d.agreed, invoice=one).claim(d.agreed, invoice=one)
    d.cut(c411=d.agreed)


# Near duplicates


def _near(
    d: Draft, number: str, *, earlier: int = 20_000, extra: int = 0, weeks: tuple[int, int] = (0, 0), before: str = "LC-{n}"
) -> Draft:
    """A claim of £202.00 on an invoice, and an earlier invoice of a near number and near pence, known from before."""
    n = d.number()[5:]
    told = before.format(n=n)
    d.knows(d.own_invoice(ref=told, after=2, pence=earlier, weeks=(d.day(weeks[0]), d.day(weeks[1]))))
    d.spot(rates=[(d.day(-140), d.day(140), 240_000)]).twice_a_day(minutes=45)
    changed = number.format(n=n, n1=n[:-1], n2=n[:-2], n3=n[:-3])
    return d.claim(505, pence=20_200 + extra, invoice=d.own_invoice(ref=changed))


@planting(
    "number-two-edits-away", (103,), "HELD", "An earlier invoice of this week has a number of two characters more, and pence 1 % less.",
    cut="nothing", edge="2 edits; 1 %", twin="number-three-edits-away", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}")


@planting(
    "number-three-edits-away", (), "CLEAN", "As its twin, three characters more.",
    edge="3 edits", twin="number-two-edits-away", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n3}")


@planting(
    "number-with-two-letters-put-in", (103,), "HELD", "An earlier invoice of this week has the number without two letters, and the same pence.",
    cut="nothing", edge="2 insertions", twin="number-three-edits-away", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n}XA", earlier=20_200)


@planting(
    "number-with-two-letters-changed", (103,), "HELD", "An earlier invoice of this week has the number with two letters changed.",
    cut="nothing", edge="2 replacements", twin="number-with-three-letters-changed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "KD-{n}")


@planting(
    "number-with-three-letters-changed", (), "CLEAN", "As its twin, with three changed.",
    edge="3 replacements", twin="number-with-two-letters-changed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "KD-{n1}X")


@planting(
    "near-number-just-over-one-per-cent", (), "CLEAN", "The number is near an earlier one's, and the pence a penny more than 1 % above.",
    edge="1 % + a penny", twin="number-two-edits-away", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}", extra=1)


@planting(
    "near-number-one-per-cent-below", (103,), "HELD", "The number is near an earlier one's, and the pence just within 1 % below.",
    cut="nothing", edge="1 % of the earlier's", twin="near-number-just-over-one-per-cent-below", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}", earlier=20_404)


@planting(
    "near-number-just-over-one-per-cent-below", (), "CLEAN", "As its twin, the earlier a penny more.",
    edge="1 % of the earlier's + a penny", twin="near-number-one-per-cent-below", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}", earlier=20_405)


@planting(
    "near-number-of-the-week-before", (), "CLEAN", "The number is near an earlier one's, whose last week is the week before.",
    edge="weeks that touch", twin="near-number-of-weeks-that-overlap", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}", weeks=(-14, -7))


@planting(
    "near-number-of-weeks-that-overlap", (103,), "HELD", "The number is near an earlier one's, whose last week is this one.",
    cut="nothing", edge="weeks that overlap", twin="near-number-of-the-week-before", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _near(d, "LC-{n2}", weeks=(-14, 0))


# Sums and VAT


def _sum_off(d: Draft, by: int) -> Draft:
    d.twice_a_day()
    return d.claim(d.agreed, pence=price(d.agreed, d.rate) + by)


@planting(
    "sum-a-penny-more", (), "CLEAN", "The amount is a penny more than minutes at the rate: entitled is what they make.",
    cut="no minutes; entitled is a penny below the claim", edge="1 penny", twin="sum-two-pence-more",
)  # fmt: skip
def _(d: Draft) -> None:
    _sum_off(d, 1)


@planting(
    "sum-two-pence-more", (104,), "TRIMMED", "The amount is two pence more than minutes at the rate.",
    cut="no minutes; 104 takes 2p", edge="2 pence", twin="sum-a-penny-more",
)  # fmt: skip
def _(d: Draft) -> None:
    _sum_off(d, 2).excess = 2


@planting(
    "sum-a-penny-less", (), "CLEAN", "The amount is a penny less than minutes at the rate: the claim is paid.",
    edge="1 penny below", twin="sum-two-pence-less",
)  # fmt: skip
def _(d: Draft) -> None:
    _sum_off(d, -1)


@planting(
    "sum-two-pence-less", (104,), "TRIMMED", "The amount is two pence less than minutes at the rate: the claim is paid, and the sum told.",
    cut="no minutes, no pence", edge="2 pence below", twin="sum-a-penny-less",
)  # fmt: skip
def _(d: Draft) -> None:
    _sum_off(d, -2)


@planting(
    "two-sums-a-penny-off-each", (), "CLEAN", "Two claims, each a penny more than its minutes at its rate.",
    cut="no minutes; entitled is two pence below the claim", edge="a penny a claim", twin="sum-two-pence-more",
)  # fmt: skip
def _(d: Draft) -> None:
    rate = 240_000
    d.spot(rates=[(d.day(-140), d.day(140), rate)]).twice_a_day()
    d.claim(200, pence=price(200, rate) + 1).claim(d.agreed - 200, pence=price(d.agreed - 200, rate) + 1)


@planting("vat-of-a-penny", (105,), "HELD", "The claim has a penny of VAT.", cut="nothing", edge="VAT = 1", twin="rate-as-contract")  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, vat_pence=1)


# Sent too early


def _received(d: Draft, after: int, days: range, aside: str = "") -> Draft:
    d.twice_a_day(days=days)
    return d.claim(d.agreed, invoice=d.own_invoice(after=after), aside=aside)


@planting(
    "sent-on-the-last-day", (), "CLEAN", "The last call is on Sunday, and the claim is received on Sunday.",
    edge="received on the day of the last call", twin="sent-before-the-last-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _received(d, 6, range(7))


@planting(
    "sent-before-the-last-day", (107,), "BLOCKED", "As its twin, received on Saturday.", cut="entitled 0, no parts",
    edge="received the day before the last call", twin="sent-on-the-last-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _received(d, 5, range(7), "107")


@planting(
    "sent-on-friday-after-the-last-call", (), "CLEAN", "The last call is on Friday, and the claim is received on Friday.",
    edge="received on the day of the last call", twin="sent-on-thursday-before-the-last-call", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _received(d, 4, range(5))


@planting(
    "sent-on-thursday-before-the-last-call", (107,), "BLOCKED", "As its twin, received on Thursday.", cut="entitled 0, no parts",
    edge="received the day before the last call", twin="sent-on-friday-after-the-last-call", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _received(d, 3, range(5), "107")


@planting(
    "one-of-two-sent-too-early", (107,), "TRIMMED", "Two claims; one of an hour is received before the last call.",
    cut="107 takes 60", edge="one claim stands", twin="sent-before-the-last-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(60, invoice=d.own_invoice(after=2), aside="107").claim(d.agreed - 60)


@planting(
    "sent-on-monday-without-calls", (411,), "HELD", "The line has no calls; an hour is claimed, received on Monday.",
    cut="411 takes 60; entitled 0", edge="received on Monday", twin="sent-on-sunday-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly().claim(60, invoice=d.own_invoice(after=0)).cut(c411=60)


@planting(
    "sent-on-sunday-without-calls", (107,), "BLOCKED", "As its twin, received on the Sunday before.",
    cut="entitled 0, no parts", edge="received the day before Monday", twin="sent-on-monday-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly().claim(60, invoice=d.own_invoice(after=-1), aside="107")


@planting(
    "no-line-and-sent-too-early", (107, 202), "BLOCKED", "No line, and a claim received before the Monday of its week.",
    cut="entitled 0, no parts", edge="every claim set aside", kind="pair", twin="no-line", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(after=-1), aside="107")
    d.without_line()
