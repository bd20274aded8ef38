"""What may lie on a desk, and for how long."""

import re
from collections.abc import Collection
from datetime import timedelta

DRAFT_BYTES = 200_000
PARKED_MOST = 9
VIEWS_MOST = 30
DRAFTS_KEPT = timedelta(days=60)
HERE_FOR = timedelta(seconds=45)
"""A browser says every fifteen seconds that a page is open; after three silences it is not."""

BESIDE = "beside "
"""How the form of what was kept beside after a clash begins."""

NEVER_KEPT = re.compile(r"password|passcode|secret|token|code$|credential|account|sort|iban|csrf|form_key|draft", re.IGNORECASE)
"""Fields whose words are never kept outside the form they are typed in: what proves who one is, and what is sealed wherever it is stored."""

KEY = re.compile(r"[a-z0-9.,;/\[\]'-]")
"""What a single key may be; capitals are the same key with Shift."""


def kept_fields(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields of a form that may lie in a draft."""
    return {name: words for name, words in fields.items() if not NEVER_KEPT.search(name)}


def ours(address: str) -> bool:
    """Whether an address is one of this office's own pages, with its filters: never another site's, however it is written."""
    return bool(re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", address))


def faults_of_keymap(keymap: dict[str, str], known: Collection[str]) -> list[str]:
    """What is wrong with somebody's own keys, {"j": "n"} being n where others press j: a key that is none, or one asked to do two things."""
    found = [f"“{key}” is not one key: use a letter or a number." for key in keymap.values() if key and not KEY.fullmatch(key)]
    found += [f"{key} is not a key that does anything here." for key in keymap if key not in known]
    does: dict[str, str] = {}
    for usual in known:
        own = keymap.get(usual, usual)
        if own and own in does:
            found.append(f"{own} cannot do both what {does[own]} and what {usual} does for others.")
        does[own] = usual
    return found
