"""What is typed to make a token."""

from django import forms

from duly.core.tokens.rules import LONGEST_DAYS, SCOPES


class NewToken(forms.Form):
    """What it is for, what it may do, and for how long."""

    name = forms.CharField(label="What it is for", max_length=60, help_text="Such as: the monthly figures. Only you see it.")
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=[(code, f"{code}: {words}") for code, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="It may never do more than you may yourself.",
        error_messages={"required": "Say what it may do."},
    )
    days = forms.IntegerField(label="For how many days", min_value=1, max_value=LONGEST_DAYS, initial=90)
