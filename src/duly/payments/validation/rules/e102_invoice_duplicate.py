"""102: the same invoice, or the same claim, again."""

from dataclasses import replace

from duly.payments.validation.facts import Invoice
from duly.payments.validation.rules.examples import MONDAY, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week()
_NUMBER = Invoice("I-1", "PR-1", "1042", on(7), 1068, MONDAY, MONDAY)
_AGAIN = replace(_WEEK.claims[0], invoice_ref="I-2")

RULE = Rule(
    code=102,
    name="INVOICE_DUPLICATE",
    title="Invoiced before",
    severity="T",
    clears="always: the claim is set aside by itself",
    acts="sets aside",
    reads=(107, 108),
    sql="""
SELECT c.lw, c.invoice_ref, c.invoice_line
FROM claim_lines AS c
JOIN (
    SELECT
        i.invoice_ref,
        ROW_NUMBER() OVER (PARTITION BY i.provider_ref, i.number ORDER BY i.received_on, i.invoice_ref) AS nth
    FROM invoices AS i
) AS n ON n.invoice_ref = c.invoice_ref
WHERE n.nth > 1
UNION
SELECT c.lw, c.invoice_ref, c.invoice_line
FROM claim_lines AS c
JOIN claim_lines AS e
    ON e.lw = c.lw
    AND e.minutes = c.minutes
    AND e.rate_hundredths = c.rate_hundredths
    AND e.pence = c.pence
    AND e.invoice_ref <> c.invoice_ref
    AND (e.received_on < c.received_on OR (e.received_on = c.received_on AND e.invoice_ref < c.invoice_ref))
LEFT JOIN found_107 AS f ON f.invoice_ref = e.invoice_ref AND f.invoice_line = e.invoice_line
LEFT JOIN found_108 AS u ON u.invoice_ref = e.invoice_ref AND u.invoice_line = e.invoice_line
WHERE f.lw IS NULL AND u.lw IS NULL
""",
    says_officer="{cut_minutes:time} claimed, {cut_pence:pounds}, were invoiced before by {provider_ref}: the invoice number, or the same person, service, week, minutes, rate and amount, is on an earlier invoice.",
    says_provider="You have invoiced {cut_pence:pounds} of this before, so it is not payable a second time. If it is for something else, send it as a new line that says what.",
    caught=Example(
        because="Another invoice, received the same day and later by its reference, claims the same minutes at the same rate.",
        inputs=replace(_WEEK, claims=(*_WEEK.claims, _AGAIN)),
        codes=(102,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(
        because="One penny less is another claim; its number is another number. (What is claimed beyond the visits is then 411.)",
        inputs=replace(
            _WEEK,
            claims=(*_WEEK.claims, replace(_AGAIN, pence=1067)),
            invoices=(_NUMBER, replace(_NUMBER, invoice_ref="I-2", number="2077")),
        ),
        codes=(411,),
        decision="HELD",
        entitled_pence=1068,
    ),
    source="Specification, section 3, claims set aside.",
)
