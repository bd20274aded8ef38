"""`duly record checkpoint`, `rotate-key` and `begin-epoch`: sealing the record now, and changing what it is signed with.

With site/sequencer.py the only code that reads the log's key.
"""

from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def checkpoint(as_json: Json = False) -> int:
    """Seal everything recorded so far, sign it now, and print the checkpoint with its cosignatures. Exit 5 if the record is not what was signed."""
    say = Saying(as_json)
    with open_office():
        found, wrong, unanswered = sealed()
    for alarm in wrong:
        say.wrong(f"! {alarm}")
    for fault in unanswered:
        say.wrong(f"  {fault}")
    if wrong or not found:
        return exits.NOT_VERIFIED
    if as_json:
        say.facts(found)
    else:
        say.write(str(found["note"]).rstrip("\n"))
    return exits.DONE


def sealed() -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """Seal, sign and have cosigned now. The newest checkpoint as facts (empty while there is none), alarms, and who did not answer."""
    from duly.core.log import queries
    from duly.core.log.public_key import public_key
    from duly.site.sequencer import once

    done = once()
    newest = queries.newest_checkpoint()
    if newest is None:
        return {}, done.alarms, done.asked.faults
    return (
        {
            "entries": newest.size,
            "root": newest.root,
            "signed_at": newest.at.isoformat(timespec="seconds"),
            "cosigned_by": list(newest.cosigned_by),
            "log_key": public_key(),
            "note": newest.note,
        },
        done.alarms,
        done.asked.faults,
    )


def rotate_key(as_json: Json = False) -> int:
    """Change the key that signs the record. The record says so, signed by the old key and the new; witnesses are told; then the old one signs no more."""
    say = Saying(as_json)
    with open_office():
        from duly.core.log import keys, queries
        from duly.core.log.actions import change_key
        from duly.core.log.ring import Coming, handover
        from duly.primitives.actor import SYSTEM
        from duly.primitives.note import Signer

        ring = keys.load()
        if ring.coming is not None and queries.is_recorded(ring.coming.event_id):
            raise Stop(
                exits.CONFLICT,
                "The last change of key is not finished: every witness must first have answered that it believes the new one.",
            )
        new = Signer.new(ring.origin)
        note = handover(ring.signer, new)
        old_key, new_key = ring.signer.verifier_key(), new.verifier_key()
        change_key(old_key=old_key, new_key=new_key, note=note, keep=lambda event: keys.expect(Coming(new, event, note)), by=SYSTEM)
        found, wrong, unanswered = sealed()
    say.facts({"old_key": old_key, "new_key": new_key, "finished": not keys.load().coming, "entries": found.get("entries", 0)})
    for sentence in (*wrong, *unanswered):
        say.wrong(f"! {sentence}")
    return exits.NOT_VERIFIED if wrong else exits.DONE


def begin_epoch(
    seen: Annotated[
        int, typer.Option(help="How many entries a witness has seen, where that is more than this machine remembers signing.")
    ] = 0,
    new_key: Annotated[bool, typer.Option("--new-key", help="The log's key is lost: go on with another.")] = False,
    as_json: Json = False,
) -> int:
    """After a restore that lost signed entries, or when the key is lost: go on under a new name, so that no entry number is given twice under one."""
    say = Saying(as_json)
    with open_office():
        from duly.core.log import keys, queries
        from duly.core.log.actions import begin_again
        from duly.primitives.actor import SYSTEM
        from duly.primitives.note import Checkpoint

        entries = queries.state().size
        if new_key:
            name = keys.begin_with_another()
            begin_again(name=name, entries=entries, seen=max(seen, entries), by=SYSTEM)
        else:
            ring = keys.load()
            remembered = ring.newest()
            seen = max(seen, Checkpoint.read(remembered).size if remembered else 0)
            if seen <= entries:
                raise Stop(
                    exits.CONFLICT, f"Nothing that was signed is lost here: {seen} entries were signed, and the record has {entries}."
                )
            name = keys.next_epoch(ring.origin)
            begin_again(name=name, entries=entries, seen=seen, by=SYSTEM)
            keys.begin_epoch(name)
        found, wrong, unanswered = sealed()
    say.facts({"name": name, "log_key": found.get("log_key", ""), "entries": found.get("entries", entries), "lost": max(0, seen - entries)})
    for sentence in (*wrong, *unanswered):
        say.wrong(f"! {sentence}")
    return exits.NOT_VERIFIED if wrong else exits.DONE
