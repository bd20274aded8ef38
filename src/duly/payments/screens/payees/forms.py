"""What is typed about accounts. What is in full is never shown again, not even to whoever typed it."""

from datetime import date

from django import forms

from duly.core.record.clock import today
from duly.payments.providers.rules import CAME_BY, MOST_COOLING_OFF_DAYS

SECRET = ("sort_code", "account_number")


class Day(forms.DateField):
    """A day such as 13/11/2026."""

    def __init__(self, label: str, *, hint: str = "Such as 13/11/2026.", needed: str):
        says = {"required": needed, "invalid": "This is not a date, such as 13/11/2026."}
        super().__init__(label=label, help_text=hint, input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"], error_messages=says)


def line(label: str, *, needed: str, hint: str = "", most: int = 120) -> forms.CharField:
    """One line of text."""
    says = {"required": needed, "max_length": f"At most {most} letters."}
    return forms.CharField(label=label, max_length=most, help_text=hint, error_messages=says)


class _Sealed(forms.Form):
    """A form whose account is forgotten as soon as it was read."""

    def forgotten(self) -> "_Sealed":
        """The same form, with nothing in the boxes of the account."""
        self.data = {**self.data.dict(), **dict.fromkeys(SECRET, "")}  # type: ignore[attr-defined]  # what a browser posted
        return self


class Propose(_Sealed):
    """New details, and how they came."""

    sort_code = line("Sort code", needed="Give the sort code.", hint="Six digits, such as 12-34-56.", most=20)
    account_number = line("Account number", needed="Give the account number.", hint="Eight digits.", most=20)
    account_name = line(
        "Name of the account", needed="Give the name of the account.", hint="As Bacs carries it: capitals, at most 18.", most=40
    )
    came_by = forms.ChoiceField(
        label="How the request came",
        choices=[("", "Choose"), *((way, way.capitalize()) for way in CAME_BY)],
        error_messages={"required": "Say how the request came.", "invalid_choice": "Choose one of the ways."},
    )
    asked_by = line("Who asked", needed="Say who at the provider asked.", hint="Name and post, as the request gives them.")
    received_on = Day("Received on", needed="Say when the request came.")

    def clean_account_name(self) -> str:
        """In capitals, as it is carried."""
        return self.cleaned_data["account_name"].upper()


class Call(forms.Form):
    """The call back."""

    number = line("Number called", needed="Give the number that was called.", hint="Never one from the request.", most=30)
    number_from = line(
        "Where we had it from", needed="Say where in our own records it was.", hint="Such as: the contract, page 3.", most=200
    )
    known_since = Day("In our records since", hint="A day before the request came.", needed="Say since when we have had it.")
    spoke_to = line("Who was spoken to", needed="Say who was spoken to.", hint="Name and post.")
    called_on = Day("Called on", needed="Say when the call was made.")


class Confirm(_Sealed):
    """The account again, from the request."""

    sort_code = line("Sort code, from the request", needed="Give the sort code again.", most=20)
    account_number = line("Account number, from the request", needed="Give the account number again.", most=20)


class Because(forms.Form):
    """Why a change is not made."""

    because = line("Why", needed="Say why.", most=500)


class CoolingOffDays(forms.Form):
    """How long a new account waits."""

    days = forms.IntegerField(
        label="Days a newly confirmed account waits",
        help_text=f"0 to {MOST_COOLING_OFF_DAYS}; 0 is not at all.",
        error_messages={"required": "Say how many days.", "invalid": "Say a whole number of days."},
    )


def typed_today() -> str:
    """Today, as it would be typed."""
    return typed(today())


def typed(day: date) -> str:
    """A day, as it would be typed."""
    return f"{day.day}/{day.month}/{day.year}"
