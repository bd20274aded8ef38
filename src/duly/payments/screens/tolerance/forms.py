"""What is typed by whoever looks at what was let through."""

from django import forms

from duly.payments.screens.runs.forms import Because
from duly.payments.validation.checks import FINDINGS


class Look(Because):
    """Whether it is fair, and why."""

    finding = forms.ChoiceField(
        label="What you found",
        choices=[("", "Choose"), *((one, one.capitalize()) for one in FINDINGS)],
        error_messages={"required": f"Say whether it is {' or '.join(FINDINGS)}."},
    )
    field_order = ("finding", "because")
