"""The keys that signatures are held to, so far as this installation knows them. Somebody outside should bring their own."""

import json

from duly.core.log.public_key import public_key
from duly.core.log.rereading import Connection
from duly.core.log.signatures import Keys
from duly.core.log.witnessing import witnesses
from duly.primitives.note import Verifier

KEY_CHANGED = "log.key-changed"


def known_keys(connection: Connection) -> Keys:
    """The log's key as published in the home, those the record says it handed over from and to, and the witnesses' that are asked."""
    found = [public_key()]
    for (body,) in connection.execute("SELECT body FROM audit.event WHERE action = %s ORDER BY recorded_at", [KEY_CHANGED]):
        try:
            facts = json.loads(bytes(body))["facts"]
            found += [str(facts["old_key"]), str(facts["new_key"])]
        except (ValueError, KeyError, TypeError):  # reading the record back will tell of it
            continue
    return Keys(tuple(dict.fromkeys(name for key in found for name in _names(key))), tuple(one.verifier_key for one in witnesses()))


def _names(key: str) -> list[str]:
    """A key under every name its log has had: after a restore that lost entries the same key goes on as ".../epoch-2"."""
    try:
        verifier = Verifier.read(key)
    except ValueError:
        return []
    stem, _, number = verifier.name.partition("/epoch-")
    epochs = range(2, int(number) + 1) if number.isdigit() and len(number) < 4 else ()
    return [str(Verifier(name, verifier.public)) for name in (*(f"{stem}/epoch-{n}" for n in epochs), stem)]
