"""Why something may not be done in the directory."""

from collections.abc import Collection, Mapping
from datetime import date

from duly.core.directory import powers, queries, rules
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER, say_day
from duly.primitives.refusal import Refusal, first


def why_not_keep(*, by: Actor) -> Refusal | None:
    """Whether the scheme lets this person enter and correct: the refusal "scheme-…", or None."""
    return why_not(powers.KEEP, {}, actor=by, on=today())


def why_not_enter(kind: str, told: Mapping[str, str], *, another_than: Collection[str], because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-kind", "no-name", "not-an-address", "alike", "no-reason"), or None. `because` is why it is another."""
    return first(
        why_not_keep(by=by),
        None if kind in rules.KINDS else Refusal("unknown-kind", f"An entry is a {', a '.join(rules.KINDS)}."),
        None if rules.plain_name(told.get("name", "")) else Refusal("no-name", "Say what the person or body is called."),
        _not_readable("email", told.get("email", "")),
        _not_readable("phone", told.get("phone", "")),
        _alike(queries.alike(told), another_than, because),
    )


def why_not_tell(
    entry: queries.EntrySeen, *, kind: str, text: str, starts: date, ends: date, another_than: Collection[str], because: str, by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-detail", "no-words", "not-an-address", "unknown-format", "ends-first", "said-already", "alike", "no-reason"), or None.
    Of an entry that was said to be another when it was like in the same way before, nobody is asked again."""
    return first(
        why_not_keep(by=by),
        None if kind in rules.DETAILS else Refusal("unknown-detail", f"Choose what it is: {', '.join(rules.DETAILS.values())}."),
        None if text.strip() else Refusal("no-words", "Say what it is."),
        _not_readable(kind, text),
        _unknown_word(kind, text),
        _ends_first(starts, ends),
        _said_already(entry, kind, text, starts, ends),
        _alike(queries.alike_by(entry, kind=kind, text=text), another_than, because),
    )


def why_not_end_detail(detail: queries.DetailSeen | None, *, ends: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-detail", "ends-first"), or None."""
    if detail is None:
        return Refusal("unknown-detail", "That is not something known of this entry now. Look at its page again.")
    too_early = Refusal("ends-first", f"It began on {say_day(detail.starts)}, so it cannot end before.") if ends < detail.starts else None
    return first(why_not_keep(by=by), too_early)


def why_not_give_role(entry: queries.EntrySeen, *, role: str, of: str, scope: str, starts: date, ends: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-role", "of-what", "of-itself", "wrong-kind", "unknown-scope", "ends-first", "goes-round", "held-already"), or None."""
    return first(
        why_not_keep(by=by),
        None if role in rules.ROLES else Refusal("unknown-role", f"Choose a role: {', '.join(rules.ROLES)}."),
        _of_what(entry, role, of),
        _wrong_kind(entry, role, of),
        _scope(role, scope),
        _ends_first(starts, ends),
        _goes_round(entry, of) if role == "succeeded by" else None,
        _held_already(entry, role, of, scope, starts, ends),
    )


def why_not_record_death(entry: queries.EntrySeen, *, on: date, source: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-a-person", "in-the-future", "no-source", "said-already"), or None."""
    known = queries.died([entry.ref]).get(entry.ref)
    return first(
        why_not_keep(by=by),
        None if entry.kind == "person" else Refusal("not-a-person", f"{entry.ref} is a {entry.kind}: only a person dies."),
        Refusal("in-the-future", "Give the day of the death: today or a day before.") if on > today() else None,
        None if source.strip() else Refusal("no-source", "Say from whom or what it is known."),
        Refusal("said-already", f"{entry.name} is known to have died on {say_day(known.on)}.") if known else None,
    )


def why_not_undo_death(entry: queries.EntrySeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-dead", "no-reason"), or None."""
    known = queries.died([entry.ref]).get(entry.ref)
    return first(
        why_not_keep(by=by),
        None if known else Refusal("not-dead", f"{entry.name} is not said to have died."),
        _no_reason(because),
    )


def why_not_merge(kept: queries.EntrySeen, other: queries.EntrySeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "same-entry", "other-kind", "has-others", "no-reason"), or None."""
    return first(
        why_not(powers.MERGE, {}, actor=by, on=today()),
        Refusal("same-entry", f"{other.asked} and {kept.asked} are one entry already.") if kept.ref == other.ref else None,
        Refusal("other-kind", f"{other.ref} is a {other.kind} and {kept.ref} a {kept.kind}, so they are not one.")
        if kept.kind != other.kind
        else None,
        Refusal("has-others", f"{', '.join(other.others)} was merged into {other.ref}: keep {other.ref}, or part them first.")
        if other.others
        else None,
        _no_reason(because),
    )


def why_not_part(kept: queries.EntrySeen, other: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-merged", "no-reason"), or None."""
    return first(
        why_not(powers.MERGE, {}, actor=by, on=today()),
        None if other in kept.others else Refusal("not-merged", f"{other} is not merged with {kept.ref}."),
        _no_reason(because),
    )


def _not_readable(kind: str, text: str) -> Refusal | None:
    if kind == "email" and text.strip() and (text.count("@") != 1 or any(c.isspace() for c in text.strip()) or not all(text.split("@"))):
        return Refusal("not-an-address", f"{text!r} is not an e-mail address such as ada@post.example.")
    if kind == "phone" and text.strip() and len(rules.plain_phone(text)) < 6:
        return Refusal("not-an-address", f"{text!r} is not a telephone number such as 01632 960001.")
    return None


def _unknown_word(kind: str, text: str) -> Refusal | None:
    choices = {"format": rules.FORMATS, "channel": rules.CHANNELS}.get(kind, ())
    return Refusal("unknown-format", f"Choose one of: {', '.join(choices)}.") if choices and text.strip() not in choices else None


def _alike(found: Collection[rules.Alike], another_than: Collection[str], because: str) -> Refusal | None:
    asked = [one for one in found if one.ref not in another_than]
    if asked:
        said = "; ".join(f"{one.ref} ({', '.join((*one.because, *_before_contact(one.ref)))})" for one in asked[:5])
        return Refusal("alike", f"Already in the directory: {said}. Say of each whether it is the same or another, and why.")
    said = ", ".join(one.ref for one in found)
    return Refusal("no-reason", f"Say how you know that it is another than {said}.") if found and not because.strip() else None


def _before_contact(ref: str) -> list[str]:
    """What stands on an entry and whoever might write to it by another one would miss."""
    seen, on = queries.entry(ref), today()
    warned = [f"marker: {one.kind}" for one in seen.markers if one.stands(on)]
    return warned + [f"{rules.NEEDS[one.kind].lower()}: {one.text}" for one in seen.details if one.kind in rules.NEEDS and one.holds(on)]


def _ends_first(starts: date, ends: date) -> Refusal | None:
    return Refusal("ends-first", f"It cannot end before it begins, on {say_day(starts)}.") if ends <= starts else None


def _said_already(entry: queries.EntrySeen, kind: str, text: str, starts: date, ends: date) -> Refusal | None:
    for one in entry.details:
        same = one.kind == kind and one.starts < ends and starts < one.ends
        if same and rules.plain(kind, one.text) == rules.plain(kind, text):
            return Refusal("said-already", f"That is known already, from {say_day(one.starts)}.")
        if same and kind in rules.ONE_AT_A_TIME and one.ref == entry.ref and not (one.starts < starts and one.ends == FOREVER):
            return Refusal("said-already", f"Another stands in those days ({rules.DETAILS[kind].lower()}: {one.text}). End it first.")
    return None


def _of_what(entry: queries.EntrySeen, role: str, of: str) -> Refusal | None:
    if role == "member of parliament":
        return None if of.strip() else Refusal("of-what", "Say for which constituency.")
    if role not in rules.OF_ANOTHER:
        return Refusal("of-what", f"{role.capitalize()} is of nobody: leave that empty.") if of else None
    if not queries.exists(of):
        return Refusal("of-what", f"Give the reference of the other entry, such as DIR-00001; there is no {of or 'entry without one'}.")
    return Refusal("of-itself", "Nobody can be that to themselves.") if of in (entry.ref, *entry.others) else None


def _wrong_kind(entry: queries.EntrySeen, role: str, of: str) -> Refusal | None:
    """A role that is not for such an entry, or not of such a one."""
    mine, theirs = rules.WHO_MAY_BE[role]
    if entry.kind not in mine:
        return Refusal("wrong-kind", f"{entry.name} is a {entry.kind}: only a {' or a '.join(mine)} is entered as {role!r}.")
    kind = queries.kind_of(of) if theirs else ""
    if theirs and kind not in theirs:
        return Refusal("wrong-kind", f"{of} is a {kind}: the role {role!r} is of a {' or a '.join(theirs)}.")
    return None


def _scope(role: str, scope: str) -> Refusal | None:
    if role == "represented by":
        return None if scope in rules.SCOPES else Refusal("unknown-scope", f"Say what was agreed to: {', '.join(rules.SCOPES)}.")
    return Refusal("unknown-scope", "Only a consent has a scope.") if scope else None


def _goes_round(entry: queries.EntrySeen, of: str) -> Refusal | None:
    """A body is not followed, however far, by one that it follows."""
    ahead, seen = [of], set()
    while ahead:
        ref = ahead.pop()
        if ref == entry.ref:
            return Refusal("goes-round", f"{of} was itself followed by {entry.ref}, so it cannot follow it.")
        if ref not in seen:
            seen.add(ref)
            ahead += [one.of for one in queries.entry(ref).roles if one.role == "succeeded by"]
    return None


def _held_already(entry: queries.EntrySeen, role: str, of: str, scope: str, starts: date, ends: date) -> Refusal | None:
    alone = {"member of parliament": "The member for {of} in those days is {name} ({ref}).", "link officer": "The link officer of {other} in those days is {name} ({ref})."}  # fmt: skip
    for one in (*entry.roles, *(queries.roles(role=role, of=(of,)) if role in alone else ())):
        if one.role != role or not (one.starts < ends and starts < one.ends):
            continue
        if one.ref != entry.ref and one.of == of:
            return Refusal("held-already", alone[role].format(of=one.of, name=one.name, ref=one.ref, other=one.other) + " End that first.")
        if one.ref == entry.ref and ((one.of == of and one.scope == scope) or role == "member of parliament"):
            return Refusal("held-already", f"{entry.name} is that already from {say_day(one.starts)}. End that first.")
    return None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why: whoever reads this later will ask.")


def why_not_place_marker(*, kind: str, because: str, owner: str, review_on: date, lapses_on: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-marker", "no-reason", "no-owner", "review-late"), or None."""
    return first(
        why_not(powers.MARK, {}, actor=by, on=today()),
        None if kind in rules.MARKERS else Refusal("unknown-marker", f"Choose what it warns of: {', '.join(rules.MARKERS)}."),
        _no_reason(because),
        None if owner in people.names() else Refusal("no-owner", "Say which officer looks at it again."),
        _review_late(review_on, lapses_on),
    )


def why_not_review_marker(known: queries.MarkerSeen | None, *, because: str, review_on: date, lapses_on: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-marker", "lapsed", "no-reason", "review-late"), or None."""
    return first(why_not(powers.MARK, {}, actor=by, on=today()), _no_marker(known), _no_reason(because), _review_late(review_on, lapses_on))


def why_not_hand_marker_on(known: queries.MarkerSeen | None) -> Refusal | None:
    """The refusal ("no-marker", "lapsed"), or None: the scheme was asked of everything that is handed over."""
    return _no_marker(known)


def why_not_lift_marker(known: queries.MarkerSeen | None, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-marker", "lapsed", "no-reason"), or None."""
    return first(why_not(powers.MARK, {}, actor=by, on=today()), _no_marker(known), _no_reason(because))


def _no_marker(known: queries.MarkerSeen | None) -> Refusal | None:
    if known is None:
        return Refusal("no-marker", "There is no such marker now.")
    if not known.stands(today()):
        return Refusal("lapsed", f"That marker lapsed on {say_day(known.lapses_on)}. If it is needed still, place another.")
    return None


def _review_late(review_on: date, lapses_on: date) -> Refusal | None:
    if review_on < today():
        return Refusal("review-late", "The day to look at it again is in the past.")
    return Refusal("review-late", "It must be looked at again before it lapses.") if lapses_on < review_on else None
