"""The key that signs sessions: made once at set-up, kept beside the credentials, never in the repository."""

import os
import secrets
from pathlib import Path

from duly.machine.home import Home


def secret_key() -> str:
    """The session key of this installation, made on first use."""
    given = os.environ.get("DULY_SECRET_KEY")
    if given:
        return given
    path: Path = Home.find().root / "session.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
