"""The sign-in library's forms, in our words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

LONGEST_NAME = 60
NAMED = {"required": "Give it a name.", "max_length": f"Give it a name of at most {LONGEST_NAME} letters."}


class AddPasskey(AddWebAuthnForm):
    """A new passkey. Unless told otherwise it signs in by itself."""

    name = forms.CharField(
        label="What to call it", required=False, max_length=LONGEST_NAME, error_messages=NAMED, help_text="Such as: office laptop."
    )
    name.sometimes = True  # type: ignore[attr-defined]  # it is given one already, so it is not called optional
    passwordless = forms.BooleanField(
        label="Sign in with it alone, with no password",
        required=False,
        initial=True,
        help_text="It then asks for your finger, your face or its own PIN. A small key that can ask for none of these is only a second step.",
    )


class NamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label="What to call it", max_length=LONGEST_NAME, error_messages=NAMED)
