"""What people type about payment requests and disputes."""

from typing import Any

from django import forms

from duly.primitives.money import read_pounds


class SettleForm(forms.Form):
    """Which request, what becomes of it, and why."""

    request = forms.ChoiceField(label="Request", error_messages={"required": "Choose the request."})
    verb = forms.ChoiceField(label="It is", choices=[("accept", "Accepted"), ("refuse", "Refused"), ("paid", "Paid")])
    because = forms.CharField(label="Why, or the reference it was paid under", max_length=300, error_messages={"required": "Say why."})

    def __init__(self, *args: Any, open_ones: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["request"].choices = open_ones  # type: ignore[attr-defined]  # a ChoiceField, above


class DisputeForm(forms.Form):
    """What a provider disputes."""

    provider = forms.ChoiceField(label="Provider", error_messages={"required": "Choose the provider."})
    about = forms.CharField(label="What is disputed", max_length=40, help_text="The reference of an invoice, a run or a remittance")
    amount_pence = forms.CharField(label="How much, in pounds", max_length=20)
    words = forms.CharField(
        label="What the provider says",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say it in a sentence."},
    )

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["provider"].choices = [("", "Choose"), *providers]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean_amount_pence(self) -> int:
        """Pence, from pounds."""
        try:
            return read_pounds(self.cleaned_data["amount_pence"])
        except ValueError:
            raise forms.ValidationError("Write an amount such as 750 or 1,250.00.") from None


class StepForm(forms.Form):
    """Which dispute, what becomes of it, and why."""

    dispute = forms.ChoiceField(label="Dispute", error_messages={"required": "Choose the dispute."})
    verb = forms.ChoiceField(
        label="It is", choices=[("answer", "Answered"), ("pass-on", "Passed on to the ombudsman"), ("withdraw", "Withdrawn")]
    )
    words = forms.CharField(label="The answer, or why", max_length=2000, error_messages={"required": "Say why, or what the answer is."})

    def __init__(self, *args: Any, open_ones: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["dispute"].choices = open_ones  # type: ignore[attr-defined]  # a ChoiceField, above
