"""What is typed to judge a week, draft a run, or take one back."""

from datetime import date, timedelta

from django import forms

from duly.core.record.clock import today
from duly.payments.screens.weeks import last_whole_week
from duly.primitives.period import monday_of, read_week, week_name


class WeekField(forms.CharField):
    """A week such as 2026-W45, read as its Monday."""

    def to_python(self, value):
        """The Monday of what was typed."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_week(text.strip().upper())
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class Judge(forms.Form):
    """Which week to judge."""

    week = WeekField(label="Week", help_text="Such as 2026-W45.", error_messages={"required": "Say which week to judge."})


class Draft(forms.Form):
    """Which week to pay, and when."""

    week = WeekField(label="Week", help_text="Such as 2026-W45.", error_messages={"required": "Say which week to pay."})
    pay_date = forms.DateField(
        label="To be paid on",
        input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"],
        help_text="Such as 13/11/2026.",
        error_messages={"required": "Say when it is to be paid.", "invalid": "This is not a date, such as 13/11/2026."},
    )


class Because(forms.Form):
    """Why something is taken back."""

    because = forms.CharField(label="Why", max_length=500, error_messages={"required": "Say why."})


class AskToVoid(Because):
    """Why a bank file is to be voided, and what the bank wrote, where the file had left."""

    evidence = forms.FileField(label="The bank's rejection", required=False)


def offered(week: date | None) -> tuple[str, str]:
    """The week and the pay date a form begins with: the week asked for or the last whole one, and the Friday after it is over."""
    monday = week or last_whole_week(today())
    friday = monday_of(monday + timedelta(days=7)) + timedelta(days=4)
    return week_name(monday), f"{friday.day}/{friday.month}/{friday.year}"
