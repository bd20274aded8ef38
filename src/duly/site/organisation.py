"""An organisation's own sign-in (OpenID Connect): which one, from the environment, and which of its people are officers here.

Nobody is ever added by it. Whoever comes back from it is the officer bound to that subject; or, the first time only, the officer whose e-mail
address it vouches for and who is bound to nobody yet. From then on the subject alone counts, so an address given to somebody else lets nobody in.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Organisation:
    """The provider as set up. `faults` are sentences; with any, start-up refuses. With no issuer there is none."""

    issuer: str = ""
    client_id: str = ""
    secret: str = ""
    name: str = "your organisation"
    vouched_for: bool = False
    origins: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the library calls it. Another issuer is another provider: its subjects are other people."""
        return f"organisation-{hashlib.sha256(self.issuer.encode()).hexdigest()[:12]}" if self.issuer else "organisation"

    @property
    def providers(self) -> dict[str, Any]:
        """The library's setting."""
        if not self.issuer or self.faults:
            return {}
        about = {"server_url": self.issuer} | ({"verified_email": True} if self.vouched_for else {})
        app = {"provider_id": self.key, "name": self.name, "client_id": self.client_id, "secret": self.secret, "settings": about}
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def organisation(environment: Mapping[str, str]) -> Organisation:
    """The provider that DULY_OIDC_… name; nothing where DULY_OIDC_ISSUER is not set."""
    issuer = environment.get("DULY_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return Organisation()
    faults, secret, parts = [], "", urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in HERE:
        faults.append(f"DULY_OIDC_ISSUER is {issuer}; it must begin with https://, or anybody between could sign in as anyone.")
    client_id = environment.get("DULY_OIDC_CLIENT_ID", "")
    if not client_id:
        faults.append("DULY_OIDC_CLIENT_ID is not set; it is what the provider calls this installation.")
    try:
        secret = Path(environment.get("DULY_OIDC_SECRET_FILE", "")).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        secret = ""
    if not secret:
        faults.append("DULY_OIDC_SECRET_FILE names no file that can be read and holds the secret the provider gave.")
    also = tuple(one for one in environment.get("DULY_OIDC_ORIGINS", "").split(",") if one)
    return Organisation(
        issuer=issuer,
        client_id=client_id,
        secret=secret,
        name=environment.get("DULY_OIDC_NAME", "your organisation"),
        vouched_for=environment.get("DULY_OIDC_EMAIL_VERIFIED") == "1",
        origins=(f"{parts.scheme}://{parts.netloc}", *also),
        faults=tuple(faults),
    )
