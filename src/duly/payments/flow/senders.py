"""Who a file may be said to come from."""

import re

from duly.core.intake.faults import nearest_of
from duly.payments.providers.queries import provider_names
from duly.primitives.refusal import Refusal

_LIKE_A_REFERENCE = re.compile(r"([A-Z]{1,6})-\d{1,9}", re.ASCII)


def why_not_sent_by(source: str) -> Refusal | None:
    """Why a file may not be said to come from this: "no-such-provider", a reference like those of the providers that is none of theirs.

    A provider's file may hold only its own lines, so one under a mistyped reference would be held to nobody's. Any other words are a team's.
    """
    known = provider_names()
    like = _LIKE_A_REFERENCE.fullmatch(source.strip())
    if like is None or source.strip() in known or not any(ref.startswith(f"{like[1]}-") for ref in known):
        return None
    near = nearest_of(source.strip(), known)
    meant = f" Did you mean {near}, {known[near]}?" if near else ""
    return Refusal("no-such-provider", f"There is no provider {source.strip()}.{meant}")
