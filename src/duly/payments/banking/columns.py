"""The headings of a file of what a bank answered."""

from duly.core.intake.columns import Column, day, one_of, pounds, text

KINDS = ("acknowledged", "debited", "rejected", "returned")

COLUMNS = (
    Column("bank", text(40)),
    Column("answer", one_of(*KINDS)),
    Column("reference", text(80)),
    Column("date", day),
    Column("file", text(40), required=False),
    Column("payment", text(40), required=False),
    Column("amount", pounds, required=False),
    Column("reason", text(40), required=False),
)
"""`answer`: the bank acknowledged a file, debited our account for it, rejected it, or returned one payment of it. `reference` is the bank's own,
used once. `file` is ours (F-000012, or DULY-000012); `payment` what the bank carried from end to end (HC2026W45-0001); `amount` is in pounds."""
