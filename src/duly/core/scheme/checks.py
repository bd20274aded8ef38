"""Why something may not be arranged for a person, and why a scheme may not be proposed, adopted or withdrawn."""

from collections.abc import Sequence
from datetime import date

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import powers
from duly.core.scheme.models import Instrument, Interest, StandIn, Suspension
from duly.core.scheme.queries import ProposalSeen, why_not
from duly.core.scheme.rules import Condition, Row, why_not_a_row
from duly.primitives.actor import Actor
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, first


def why_not_arrange(officer_ref: str, *, by: Actor) -> Refusal | None:
    """Why this person may not arrange authority for that one ("scheme-…", "another-office"), or None."""
    return first(
        why_not(powers.ARRANGE, {"for yourself": officer_ref == by.ref}, actor=by, on=today()),
        _another_office(people.offices_of(officer_ref, on=today()), by),
    )


def why_not_stand_in(post: str, *, officer_ref: str, starts: date, ends: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-post", "nobody", "days", "past", "holds-it", "overlaps", "no-reason"), or None."""
    held = [one for one in people.everyone_in_post(on=starts) if one.officer_ref == officer_ref]
    known = (
        StandIn.objects.filter(post=post, superseded_by__isnull=True, during__overlap=(starts, ends)).exists() if ends > starts else False
    )
    return first(
        why_not_arrange(officer_ref, by=by),
        None if post in people.post_titles() else Refusal("no-post", "Choose the post."),
        None if held else Refusal("nobody", "Choose somebody who is in post on that day."),
        None
        if not held or people.office_of(post) in {one.office for one in held}
        else Refusal("another-office", "They hold no post of the office that this post is of: nobody stands in across offices."),
        _days(starts, ends),
        Refusal("holds-it", "They hold that post themselves.") if any(one.code == post for one in held) else None,
        Refusal("overlaps", "Somebody stands in for that post on some of those days. End that first.") if known else None,
        _no_reason(because, "Say on whose word they stand in."),
    )


def why_not_suspend(officer_ref: str, *, power: str, starts: date, ends: date | None, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-power", "days", "past", "overlaps", "no-reason"), or None."""
    known = Suspension.objects.filter(officer_ref=officer_ref, power=power, superseded_by__isnull=True)
    days = _days(starts, ends) if ends else _past(starts)
    return first(
        why_not_arrange(officer_ref, by=by),
        None if power in POWERS else Refusal("no-power", "Choose the power."),
        days,
        Refusal("overlaps", "It is suspended already on some of those days.")
        if days is None and known.filter(during__overlap=(starts, ends)).exists()
        else None,
        _no_reason(because, "Say why it is suspended."),
    )


def why_not_let_back(officer_ref: str, *, power: str, given: Sequence[Sequence[Condition]], suspended: bool, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-suspended", "nothing", "bad-rule"), or None."""
    wrong = [why_not_a_row(POWERS.get(power), Row("given back", "", tuple(one), "")) for one in given]
    return first(
        why_not_restore(officer_ref, suspended=suspended, by=by),
        None if given and all(given) else Refusal("nothing", "Say what is given back."),
        next((Refusal("bad-rule", one) for one in wrong if one), None),
    )


def why_not_restore(officer_ref: str, *, suspended: bool, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-suspended"), or None."""
    return first(why_not_arrange(officer_ref, by=by), None if suspended else Refusal("not-suspended", "That authority is not suspended."))


def why_not_declare(*, about: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("no-name", "declared", "no-reason"), or None. Anybody may declare an interest of their own."""
    known = Interest.objects.filter(officer_ref=by.ref, about=about.strip(), superseded_by__isnull=True, during__contains=today())
    return first(
        None if about.strip() else Refusal("no-name", "Say in whom or what, by name or by the case's reference."),
        Refusal("declared", "You have declared that already.") if known.exists() else None,
        _no_reason(because, "Say what the interest is."),
    )


def why_not_withdraw_interest(officer_ref: str, *, by: Actor) -> Refusal | None:
    """Why somebody may not say that an interest is no more: only another may, whom the scheme lets arrange for others."""
    return why_not_arrange(officer_ref, by=by)


def next_number(office: str) -> int:
    """The number the office's next scheme has."""
    return (Instrument.objects.filter(office=office).order_by("-number").values_list("number", flat=True).first() or 0) + 1


def why_not_propose(office: str, *, starts: date, rules: tuple[tuple[str, Row], ...], by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-office", "past", "no-rules", "same-number"), or None."""
    numbers = [row.number for _, row in rules]
    doubled = next((number for number in numbers if numbers.count(number) > 1), "")
    return first(
        why_not(powers.PROPOSE, {}, actor=by, on=today()),
        _another_office(frozenset((office,)), by),
        None if Instrument.objects.filter(office=office).exists() else Refusal("no-office", "Choose an office that has a scheme."),
        None if starts > today() else Refusal("past", "A scheme begins after today, so that nothing done today is ruled twice."),
        None if rules else Refusal("no-rules", "A scheme has at least one rule."),
        Refusal("same-number", f"Two rules are numbered {doubled}.") if doubled else None,
    )


def why_not_adopt(seen: ProposalSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("settled", "scheme-…", "past", "overtaken"), or None."""
    return first(
        _settled(seen),
        why_not(powers.ADOPT, {"proposed by you": seen.proposed_by == by.ref}, actor=by, on=today()),
        _another_office(frozenset((seen.office,)), by),
        None if seen.starts > today() else Refusal("past", "The day it was to begin is here or gone. Propose it again from a later day."),
        None
        if seen.number == next_number(seen.office)
        else Refusal("overtaken", "Another scheme was adopted since it was proposed. Propose it again."),
    )


def why_not_withdraw(seen: ProposalSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("settled", "scheme-…"), or None."""
    own = seen.proposed_by == by.ref
    may = why_not(powers.ADOPT, {"proposed by you": False}, actor=by, on=today())
    return first(_settled(seen), None if own else first(may, _another_office(frozenset((seen.office,)), by)))


def _another_office(offices: frozenset[str], by: Actor) -> Refusal | None:
    """Each office governs itself, whatever a scheme of another lets its people do: nobody arranges for an office they hold no post of."""
    own = people.offices_of(by.ref, on=today())
    if not own or not offices or own & offices:
        return None
    return Refusal(
        "another-office", f"It is for {' and '.join(sorted(offices))}: you hold no post there, so it is arranged by somebody who does."
    )


def _settled(seen: ProposalSeen) -> Refusal | None:
    return None if seen.state == "proposed" else Refusal("settled", f"{seen.ref} was {seen.state}.")


def _days(starts: date, ends: date) -> Refusal | None:
    return first(None if ends > starts else Refusal("days", "The last day is after the first."), _past(starts))


def _past(starts: date) -> Refusal | None:
    return Refusal("past", "Authority is arranged from today on, never for days that are gone.") if starts < today() else None


def _no_reason(because: str, words: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", words)
