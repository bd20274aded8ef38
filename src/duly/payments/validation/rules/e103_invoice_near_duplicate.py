"""103: an invoice much like an earlier one."""

from dataclasses import replace

from duly.payments.validation.facts import Invoice
from duly.payments.validation.rules.examples import MONDAY, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_EARLIER = Invoice("I-0", "PR-1", "INV1042", on(6), 1068, MONDAY, MONDAY)
_LATER = Invoice("I-1", "PR-1", "INV1024", on(7), 1068, MONDAY, MONDAY)

RULE = Rule(
    code=103,
    name="INVOICE_NEAR_DUPLICATE",
    title="Much like an earlier invoice",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT DISTINCT c.lw
FROM claim_standing AS c
JOIN invoices AS i ON i.invoice_ref = c.invoice_ref
JOIN invoices AS e
    ON e.provider_ref = i.provider_ref
    AND (e.received_on < i.received_on OR (e.received_on = i.received_on AND e.invoice_ref < i.invoice_ref))
    AND e.first_week <= i.last_week
    AND i.first_week <= e.last_week
    AND ABS(i.pence - e.pence) * 100 <= e.pence
    AND e.number <> i.number
    AND LEVENSHTEIN(e.number, i.number) <= 2
WHERE c.aside = 0
""",
    says_officer="An earlier invoice from {provider_ref} for the same weeks has almost the same number and amount. A person must say whether it is the same one.",
    says_provider="This invoice is very like an earlier one of yours. We are checking whether it is the same one before we pay it.",
    caught=Example(
        because="INV1042 and INV1024 are 2 edits apart, for one week and one amount.",
        inputs=replace(a_week(), invoices=(_EARLIER, _LATER)),
        codes=(103,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="INV1042 and INV2077 are 3 edits apart.",
        inputs=replace(a_week(), invoices=(_EARLIER, replace(_LATER, number="INV2077"))),
        entitled_pence=1068,
    ),
    source="Specification, section 5.",
)
