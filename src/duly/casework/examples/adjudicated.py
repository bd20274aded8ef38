"""The demonstration's investigation: issues, evidence, what is missing, what was found and recommended. None of it is anybody's."""

from datetime import date

ISSUES = (
    "The board took nine months to decide on continuing healthcare, against its standard of 28 days.",
    "The board did not tell Mrs Hartley why it took so long.",
    "The board's reply to her first complaint was not sent.",
)
EVIDENCE = (
    (0, 1, (0, 1), "She asked in March, wrote twice in the summer, and was told nothing until she complained.", "Mrs Hartley"),
    (1, 1, (1,), "Her second letter describes the effect of not knowing on her own health.", "Mrs Hartley"),
)
"""Which of the case's papers, the page, on which issues it bears, what it shows, and whom it came from."""
GAPS = ((0, "When the request was first allocated to an assessor."), (2, "Whether a reply was drafted, and where it went."))
ASKED = (
    (0, "The board's log of the request, with the day it was allocated", "Marlbrook Integrated Care Board", "complaints@marlbrook.example"),
    (2, "The board's complaint file", "Marlbrook Integrated Care Board", "complaints@marlbrook.example"),
)
HAPPENED = (
    (date(2026, 3, 12), "Mrs Hartley asked for an assessment.", 0),
    (date(2026, 4, 9), "The board's 28 days ran out.", 0),
    (date(2026, 8, 3), "She wrote a second time.", 1),
)
FOUND = (
    (
        (True, True, 4, 150_000, 0),
        {
            "standard": "The board's own standard: a decision within 28 days.",
            "happened": "It opened the request on 12 March and did not decide until November.",
            "why_fault": "Eight months beyond its standard, with no reason that its log gives, is not good administration.",
            "why_injustice": "She was distressed for a long time, with an effect on her own health.",
            "why_remedy": "Prolonged distress with an effect on health is level 4 of our scale.",
        },
    ),
    (
        (True, True, 1, 0, 0),
        {
            "standard": "Being open: somebody who waits is told why.",
            "happened": "Nothing was sent to her between April and November.",
            "why_fault": "Nobody told her anything in seven months.",
            "why_injustice": "She did not know where she stood. It is part of the distress that was found already.",
            "why_remedy": "An apology; a payment for the distress is made on the first issue.",
        },
    ),
)
"""Fault, injustice, level, payment and loss in pence; and the reasons."""
RECOMMENDED = (
    (0, "payment", 150_000, 28, False, "Pay Mrs Hartley £1,500.", "The board's payment advice."),
    (1, "personal", 0, 20, False, "Apologise to her in writing for the delay and the silence.", "A copy of the letter."),
    (0, "service", 0, 90, False, "Review how requests are allocated, and say what changed.", "The board's report of its review."),
    (1, "service", 0, 45, True, "Acknowledge further letters on a case within five working days.", "A month's figures."),
)
"""Of which issue, what kind, pence, days from now, whether it is for our own service, what is to be done, what would prove it."""
