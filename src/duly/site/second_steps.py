"""Secrets of second steps, sealed: what an authenticator app shares with us, and what recovery codes are made from."""

from base64 import b64decode, b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from duly.core.vault.sealing import open_sealed, seal

SEALED = "sealed:"
"""What a sealed secret begins with: no base-32 secret or hexadecimal seed does."""
_WHERE = {"table": "mfa_authenticator", "row": "second steps", "field": "data"}
SECRETS = ("secret", "seed")


class SecondSteps(DefaultMFAAdapter):
    """Passkeys, apps and recovery codes, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That was not accepted. Use your passkey again, give the six figures your app shows now, or a recovery code not used before."
    }

    def generate_authenticator_name(self, user, type) -> str:  # the library's own name
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def encrypt(self, text: str) -> str:
        return SEALED + b64encode(seal(text, **_WHERE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed; a secret from before there was sealing as it is, until set-up has sealed it."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return open_sealed(b64decode(encrypted_text[len(SEALED) :]), **_WHERE).decode()


def seal_what_is_clear() -> int:
    """Seal every secret that an earlier version kept in the clear. How many authenticators were changed."""
    adapter, changed = SecondSteps(), 0
    for kept in Authenticator.objects.order_by("pk"):
        clear = {name: kept.data[name] for name in SECRETS if name in kept.data and not kept.data[name].startswith(SEALED)}
        if clear:
            kept.data |= {name: adapter.encrypt(value) for name, value in clear.items()}
            kept.save(update_fields=["data"])
            changed += 1
    return changed
