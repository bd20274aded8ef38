"""The sign-in library's forms, in our words."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from duly.core.people import actions as people
from duly.office.screens.signin.door import asking_from

TOO_MANY = "too_many_login_attempts"
"""The library's code for somebody locked out."""
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


class _Noted:
    """A code that is refused goes to the sign-in log, as a password does. One not even looked at, because too many came before it, does not."""

    def clean_code(self) -> str:
        """The code, when it is right."""
        try:
            return super().clean_code()  # type: ignore[misc]  # of the form beside us
        except forms.ValidationError as wrong:
            if wrong.code != TOO_MANY:
                people.note_refused(self.user.ref, how="second step", **asking_from(context.request))  # type: ignore[attr-defined]
            raise


class Code(_Noted, AuthenticateForm):
    """The second step of signing in."""


class CodeAgain(_Noted, ReauthenticateForm):
    """The second step, asked for again."""
