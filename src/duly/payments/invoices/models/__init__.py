"""The invoices room's tables."""

from duly.payments.invoices.models.invoices import Invoice as Invoice
from duly.payments.invoices.models.invoices import InvoiceLine as InvoiceLine
from duly.payments.invoices.models.periods import NetLine as NetLine
