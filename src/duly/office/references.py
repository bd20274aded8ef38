"""Where each kind of reference lives. Only its form is looked at: the page itself says whether there is such a thing, and who may see it."""

import re

FORMS = (
    (re.compile(r"PSO-\d{4}-\d+"), "/cases/{}/"),
    (re.compile(r"P-\d{2}-\d+"), "/post/{}/"),
    (re.compile(r"AD-\d{2}-\d+"), "/advice/{}/"),
    (re.compile(r"BR-\d{2}-\d+"), "/breaches/{}/"),
    (re.compile(r"S-\d{2}-\d+"), "/submissions/{}/"),
    (re.compile(r"L-\d{2}-\d+"), "/letters/{}/"),
    (re.compile(r"CL-\d{2}-\d+"), "/calls/{}/"),
    (re.compile(r"Q-\d{2}-\d+"), "/enquiries/{}/"),
    (re.compile(r"T-\d{2}-\d+"), "/tasks/{}/"),
    (re.compile(r"RV-\d{2}-\d+"), "/reviews/{}/"),
    (re.compile(r"RF-\d{2}-\d+"), "/referrals/{}/"),
    (re.compile(r"DN-\d{2}-\d+"), "/decisions/{}/"),
    (re.compile(r"CP-\d{2}-\d+"), "/compliance/{}/"),
    (re.compile(r"SI-\d{2}-\d+"), "/instructions/{}/"),
    (re.compile(r"CK-\d+"), "/clocks/{}/"),
    (re.compile(r"PP-\d{2}-\d+"), "/letters/packs/{}/"),
    (re.compile(r"(IS|EV|RC|CH)-\d{2}-\d+"), "/record/?about={}"),
    (re.compile(r"ER-\d{2}-\d+"), "/requests/{}/"),
    (re.compile(r"DP-\d{2}-\d+"), "/disputes/{}/"),
    (re.compile(r"PQ-\d{2}-\d+"), "/payment-requests/{}/"),
    (re.compile(r"IV-\d{2}-\d+"), "/involvement/{}/"),
    (re.compile(r"CW-\d{2}-\d+"), "/commissioned/{}/"),
    (re.compile(r"DIR-\d+"), "/directory/{}/"),
    (re.compile(r"HC-\d{4}-W\d{2}(-\d+)?"), "/runs/{}/"),
    (re.compile(r"(PR|V)-\d+"), "/providers/{}/"),
    (re.compile(r"PC-\d+"), "/payees/{}/"),
    (re.compile(r"IM-\d+"), "/imports/{}/"),
    (re.compile(r"RB-\d+"), "/rates/batches/{}/"),
    (re.compile(r"RT?-\d+"), "/rates/{}/"),
    (re.compile(r"J-\d+"), "/jobs/{}/"),
    (re.compile(r"\d{4}-W\d{2}"), "/exceptions/?week={}"),
    (re.compile(r"(O|D|F|JG|LN|L|C)-[\w-]+"), "/record/?about={}"),
)
"""A reference's form, in capitals, and the address it leads to. The first that fits decides."""


def address_of(typed: str) -> str:
    """The address a reference leads to, or nothing when it has the form of none."""
    reference = typed.upper()
    return next((address.format(reference) for form, address in FORMS if form.fullmatch(reference)), "")
