"""What a code says of a week in a care home, where the words for visits would not be true: its title, and a sentence to an officer and to the provider.

The figures are those of a rule's sentences (`rules/shape.py`), with nights for minutes: `cut_nights`, `claimed_nights`.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """One code, of nights."""

    title: str
    officer: str
    provider: str


WORDS: dict[int, Words] = {
    102: Words(
        "Invoiced before",
        "{cut_nights:nights} claimed, {cut_pence:pounds}, were invoiced before by {provider_ref}: the invoice number, or the same person, service, "
        "week, nights, rate and amount, is on an earlier invoice.",
        "You have invoiced {cut_pence:pounds} of this before, so it is not payable a second time. If it is for something else, send it as a new "
        "line that says what.",
    ),
    107: Words(
        "Invoiced before the week's last night",
        "{cut_nights:nights} claimed, {cut_pence:pounds}, came before the last night of the week of {week:day}.",
        "You invoiced {cut_pence:pounds} before the last night of the week of {week:day}. Send it again once the week is over.",
    ),
    108: Words(
        "The person could not be made out",
        "{cut_nights:nights} claimed, {cut_pence:pounds}, are for somebody whose reference is not known, or is not theirs by name.",
        "For {cut_pence:pounds} of your claim the person's reference is not one we know, or the name beside it is another's. Correct it and send it "
        "again.",
    ),
    203: Words(
        "Nights before the line began or after it ended",
        "{cut_nights:nights} of the {claimed_nights:nights} claimed are on dates when the line was not in force; {cut_pence:pounds} is not payable.",
        "{cut_nights:nights} of your claim were outside the dates of the order, so {cut_pence:pounds} is not payable.",
    ),
    207: Words(
        "Away, and the place kept for less",
        "The person was away, and the contract keeps the place for less than the whole; {cut_pence:pounds} is not payable.",
        "The person was away, and your contract pays less than the whole to keep the place, so {cut_pence:pounds} is not payable.",
    ),
    208: Words(
        "After the days paid after a death",
        "{person_ref} had died, and nights are claimed beyond those the contract pays after a death. Nothing is paid until somebody has looked.",
        "Your claim is for nights after this person's death, beyond what the contract pays. Please check it, and call us.",
    ),
    209: Words(
        "In two homes at once",
        "Another home has told of {person_ref} on nights of the week of {week:day}. One of the two is wrong.",
        "Our records say this person was in another home on nights you claim. Please check your dates with us.",
    ),
    302: Words(
        "Two rates of the contract answer alike",
        "Two rates for {service}, each as particular as the other, answer for a night in the week of {week:day}. Nothing can be paid until one is "
        "withdrawn.",
        "Our rate book has two rates for some of your nights in the week of {week:day}. We are putting that right; you need do nothing.",
    ),
    303: Words(
        "Claimed at more than the contract's rate",
        "The claim is at a rate above {rate_hundredths:rate} a week, the contract's; {cut_pence:pounds} of it is the difference.",
        "The contract's rate is {rate_hundredths:rate} a week. You claimed more, so {cut_pence:pounds} is not payable.",
    ),
    304: Words(
        "Claimed at less than the contract's rate",
        "The claim is at a rate below {rate_hundredths:rate} a week, the contract's. What was claimed is paid.",
        "You claimed at less than the contract's rate of {rate_hundredths:rate} a week. We pay what you claimed; tell us if that is not what you meant.",
    ),
    411: Words(
        "No stay shows what was claimed",
        "No stay shows {cut_nights:nights} of the {claimed_nights:nights} claimed; {cut_pence:pounds} is not payable.",
        "We have no return of who was there for {cut_nights:nights} of your claim, so {cut_pence:pounds} is not payable. Send one if you have it.",
    ),
    501: Words(
        "Away for longer than the place is kept",
        "{person_ref} was away for {cut_nights:nights} more than the contract pays to keep the place; {cut_pence:pounds} is not payable. Somebody is "
        "to review the placement.",
        "The person was away for {cut_nights:nights} more than the contract pays to keep the place, so {cut_pence:pounds} is not payable.",
    ),
}
"""By code. Any other says what the rule says."""
NOT_ASKED = frozenset({104, *range(401, 411)})
"""Codes that are of visits alone."""
