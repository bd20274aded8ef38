"""Whose a token is, what it is for, and whether it still works."""

from dataclasses import dataclass
from datetime import date, datetime

from duly.core.tokens.models import LastUse, Token
from duly.core.tokens.rules import kept_as


@dataclass(frozen=True)
class TokenSeen:
    """A token without its secret, which nobody can read again. It works before `ends`; `used_at` is None when it never was used."""

    ref: str
    version: int
    state: str
    officer_ref: str
    name: str
    scopes: tuple[str, ...]
    made_on: date
    ends: date
    revoked_by: str
    used_at: datetime | None

    def works_on(self, day: date) -> bool:
        """Whether it is neither revoked nor over."""
        return self.state == "live" and day < self.ends


def with_secret(secret: str) -> TokenSeen | None:
    """The token this is the secret of, working or not, or None."""
    found = Token.objects.filter(secret_sha256=kept_as(secret)).first()
    return _seen([found])[0] if found else None


def token(ref: str) -> TokenSeen:
    """One token. `Token.DoesNotExist` when there is none."""
    return _seen([Token.objects.get(ref=ref)])[0]


def tokens(*, of: str = "") -> tuple[TokenSeen, ...]:
    """Every token, or those of an officer, the newest first."""
    found = Token.objects.order_by("-id")
    return _seen(list(found.filter(officer_ref=of) if of else found))


def _seen(rows: list[Token]) -> tuple[TokenSeen, ...]:
    used = dict(LastUse.objects.filter(ref__in=[row.ref for row in rows]).values_list("ref", "at"))
    return tuple(
        TokenSeen(
            row.ref,
            row.version,
            row.state,
            row.officer_ref,
            row.name,
            tuple(row.scopes),
            row.made_on,
            row.ends,
            row.revoked_by or "",
            used.get(row.ref),
        )
        for row in rows
    )
