"""Why a line-week is entitled to less than was claimed: parts that add up to the difference. Section 4 of the specification."""

from duly.payments.validation.facts import Cut
from duly.payments.validation.reference.claimed import Claimed
from duly.payments.validation.reference.minutes import Minutes
from duly.payments.validation.reference.pricing import Price, price_half_up


def cuts_of(claimed: Claimed, minutes: Minutes, price: Price, *, excess_pence: int, entitled_pence: int) -> tuple[Cut, ...]:
    """The difference between claimed and entitled, told in parts that add up to it. Parts of nothing are left out."""
    rate_hundredths = price.rate_hundredths
    cuts = [
        Cut(str(code), sum(claim.minutes for claim in claims), sum(claim.pence for claim in claims))
        for code, claims in claimed.set_aside.items()
    ]
    cuts.append(Cut("104", 0, excess_pence))
    cuts.append(Cut("rate", 0, claimed.standing_pence - excess_pence - price_half_up(minutes.claimed, rate_hundredths)))
    before = minutes.claimed
    for code, share in minutes.shares.items():
        after = before - share
        cuts.append(Cut(str(code), share, price_half_up(before, rate_hundredths) - price_half_up(after, rate_hundredths)))
        before = after
    cuts.append(Cut("rate change", 0, price_half_up(minutes.payable, rate_hundredths) - price.pence))
    cuts.append(Cut("not claimed", 0, price.pence - entitled_pence))
    return tuple(cut for cut in cuts if cut.minutes or cut.pence)
