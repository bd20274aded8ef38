"""What is asked for when a contract is put in force or ended, and when an embargo is placed or lifted."""

from datetime import timedelta

from django import forms

from duly.payments.screens.payees.forms import Day, line
from duly.primitives.period import FOREVER


class PutInForce(forms.Form):
    """Days on which a contract may be paid under besides those known."""

    starts = Day("First day", needed="Say from which day it may be paid under.")
    last = Day("Last day", hint="Leave empty for no end.", needed="")
    because = line("Why", needed="Say why.", most=500)

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.fields["last"].required = False

    def told(self) -> dict:
        """What the action is told."""
        last = self.cleaned_data["last"]
        return {
            "starts": self.cleaned_data["starts"],
            "ends": last + timedelta(days=1) if last else FOREVER,
            "because": self.cleaned_data["because"],
        }


class End(forms.Form):
    """The last day of a contract."""

    last = Day("Last day", needed="Say which is the last day it may be paid under.")
    because = line("Why", needed="Say why.", most=500)

    def told(self) -> dict:
        """What the action is told."""
        return {"ends": self.cleaned_data["last"] + timedelta(days=1), "because": self.cleaned_data["because"]}


class Embargo(forms.Form):
    """The first day for which nothing is paid."""

    starts = Day("First day of the embargo", needed="Say from which day nothing is paid.")
    because = line("Why", needed="Say why.", most=500)

    def told(self) -> dict:
        """What the action is told."""
        return self.cleaned_data


class Lift(forms.Form):
    """The first day without the embargo."""

    lifted = Day("First day without it", hint="The day it began, if it was a mistake.", needed="Say which is the first day without it.")
    because = line("Why", needed="Say why.", most=500)

    def told(self) -> dict:
        """What the action is told."""
        return self.cleaned_data
