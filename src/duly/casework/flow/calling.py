"""A call as the office's rules read it: what they would notice in a letter they notice in its gist, and tell whoever they name."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.rules.safeguarding import ALWAYS
from duly.casework.correspondence.rules.suggesting import suggest
from duly.casework.correspondence.rules.watching import Arrived, Marked, marks
from duly.casework.flow.posts import holders, told_of
from duly.core.alerts.actions import News, raise_all
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries
from duly.core.contacts.queries import CallSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, stop_if


def log_call(
    *,
    at: datetime,
    direction: str = "they rang us",
    about: str = "",
    caller: str = "",
    case_ref: str = "",
    verified: str,
    gist: str,
    flags: Collection[str] = (),
    promised: Sequence[tuple[str, date, str]] = (),
    by: Actor,
) -> CallSeen:
    """Log a call, and let the rules in force read its gist. What is urgent in it is told at once, as of a letter. Refused as `contacts.log_call`, and "unknown-case"."""
    found = read_by_rules(gist, caller=caller, on=at.date())
    with unit_of_work():
        stop_if(_no_case(case_ref))
        seen = contacts.log_call(
            at=at,
            direction=direction,
            about=about,
            caller=caller,
            case_ref=case_ref,
            verified=verified,
            gist=gist,
            flags=flags,
            promised=promised,
            **_told(found),
            by=by,
        )
        _tell(seen, found)
    return seen


def put_call_right(ref: str, *, about: str, caller: str, case_ref: str, gist: str, because: str, by: Actor) -> CallSeen:
    """Put right what was said in a call, with whom, and about which case: tied to one later, or moved from a wrong one. Refused as `contacts.put_right`, and "unknown-case"."""
    was = queries.call(ref)
    found = read_by_rules(gist, caller=caller, on=was.day)
    with unit_of_work():
        stop_if(_no_case(case_ref))
        said = {"about": about, "caller": caller, "case_ref": case_ref, "gist": gist}
        seen = contacts.put_right(ref, **said, because=because, **_told(found), by=by)
        if set(seen.flags) - set(was.flags):
            _tell(seen, found)
    return seen


def read_by_rules(gist: str, *, caller: str, on: date) -> tuple[Marked, ...]:
    """What the rules in force on a day notice in what was said in a call; danger to somebody, a death and a threat of judicial review whatever the office adopted."""
    rules = post.rules_in_force(on=on).rules
    known = {one.code for one in rules}
    every = (*rules, *(one for one in ALWAYS if one.code not in known))
    return marks(every, Arrived(caller, "", gist, on), watched=tuple(one.what for one in post.watched()))


def _told(found: tuple[Marked, ...]) -> dict[str, object]:
    return {"noticed": tuple(dict.fromkeys(one.word.lower() for one in found)), "urgent": any(one.urgent for one in found)}


def _tell(seen: CallSeen, found: tuple[Marked, ...]) -> None:
    """Tell whoever holds the post that the rules name for what was noticed; whoever must know of distress is told by the call itself."""
    what = suggest(post.rules_in_force(on=seen.day), found, (), where=[one.where for one in found])
    officers = told_of(seen.case_ref, holders(what.alert)) if what.alert else ()
    name, words = f"call.noticed {seen.ref}", f"{seen.ref}: {what.note}".strip(" :")
    raise_all(News(one, name, "A call to see now", f"/calls/{seen.ref}/", now(), "now", words=words) for one in officers)


def _no_case(case_ref: str) -> Refusal | None:
    return Refusal("unknown-case", f"There is no case {case_ref}.") if case_ref and not cases.exists(case_ref) else None
