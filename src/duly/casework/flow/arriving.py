"""The front door: what the rules suggest for post, triaging it with its case and its alert, and alerts that climb until they are acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duly.casework.cases import actions as cases
from duly.casework.cases import checks as case_checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import AlertSeen, ItemSeen
from duly.casework.correspondence.rules.ruleset import RuleSet
from duly.casework.correspondence.rules.suggesting import CaseFound, Suggestion, alike, suggest
from duly.casework.correspondence.rules.watching import WATCHED, Marked
from duly.casework.flow.letters_back import letters_answered
from duly.casework.flow.posts import holders as holders
from duly.casework.flow.posts import told_of
from duly.casework.flow.reading import Standing, standing_on, stop_if_owed_a_reply
from duly.casework.flow.risking import risk_from_post
from duly.casework.flow.statutory import ACTS, request_suggested, take_as_request
from duly.core.alerts import queries as alert_queries
from duly.core.alerts.actions import News, raise_all
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, stop_if

FEWEST_WORDS_OF_A_NAME = 2
READERS = "Casework team"
"""Where a letter under an instruction goes to be read."""


@dataclass(frozen=True)
class Suggested:
    """What is suggested for an item, with the officer who would own it: the case's owner, or whoever holds the post named.

    `standing` is what instructions about its writer say of it; `request` is under which Act it asks for something (a key of `statutory.ACTS`), or "".
    """

    what: Suggestion
    owner: str
    rules: RuleSet
    standing: Standing | None = None
    request: str = ""


def suggest_for(ref: str, item: ItemSeen | None = None) -> Suggested:
    """What the rules of the day an item came suggest for it, each part with its reason. Whoever has the item already gives it too."""
    item = item or post_queries.item(ref)
    rules = post_queries.rules_in_force(on=item.received_on)
    cases_found = cases_for(item)
    watched = _as_watched(item, cases_found)
    where = [*(mark.place for mark in item.marks), *(mark.where for mark in watched)]
    found = suggest(rules, (*item.marks, *watched), cases_found, where=where)
    owner = case_queries.case(found.case_ref).owner if found.to_case_owner else ""
    suggested = Suggested(found, owner or next(iter(holders(found.post)), ""), rules, standing_on(item))
    return _as_a_request(_as_instructed(suggested), item)


def case_suggested(made: Suggested, item: ItemSeen, *, by: Actor) -> str:
    """The case that is suggested, where whoever acts may put the item with it; else ""."""
    ref = made.what.case_ref
    return ref if ref and case_checks.why_not_link(case_queries.case(ref), item, by=by) is None else ""


def _as_instructed(made: Suggested) -> Suggested:
    """What an instruction changes of a suggestion: who reads it, and that nothing is sent. One that does not hold changes nothing, and says why."""
    standing = made.standing
    first = standing.first if standing else None
    if standing is None or first is None:
        return made
    told = next(one for one in standing.all if one.ref == first.instruction)
    why = (first.because, *made.what.reasons)
    if not first.holds:
        officer = told.named_officer if first.code == "kind" and told.holds_today else ""
        return replace(made, what=replace(made.what, reasons=why), owner=officer or made.owner)
    if first.silent:
        what = replace(
            made.what, way="no reply", direct_to="", next_action=f"None: read under {told.ref}, nothing new in it", alert="", reasons=why
        )
    else:
        what = replace(
            made.what, way="allocate", direct_to=READERS, next_action=f"Read it under {told.ref}: nothing is acknowledged", reasons=why
        )
    return replace(made, what=what, owner=told.reader)


def _as_a_request(made: Suggested, item: ItemSeen) -> Suggested:
    """With the request that its flags speak of, and, among the reasons, the clock that whoever accepts the suggestion starts. The first of two letters has it."""
    under = request_suggested(item) if made.what.way != "duplicate" else ""
    if not under:
        return made
    says = f"It asks under an Act ({ACTS[under]}): accepted so, its clock runs from {say_day(item.received_on)}."
    return replace(made, what=replace(made.what, reasons=(says, *made.what.reasons)), request=under)


def cases_for(item: ItemSeen) -> tuple[CaseFound, ...]:
    """Cases an item may belong to, the surest road first, each case once: its reference, the mail it answers, its writer, a likeness."""
    found = [CaseFound(ref, "the letter names it", sure=True) for ref in item.case_refs if case_queries.exists(ref)]
    answers = post_queries.answered_by(item.ref)
    found += [
        CaseFound(case_ref, f"it answers {one.ref}, our letter of {say_day(one.sent_on)}", sure=True)
        for one, case_ref in letters_answered(answers)
        if case_ref and one.sent_on
    ]
    answered, same, twins = post_queries.thread_of(item.ref, answers), post_queries.from_the_same(item), post_queries.same_message(item.ref)
    with_cases = case_queries.of_items((*answered, *same, *twins)) if answered or same or twins else {}
    found += [CaseFound(with_cases[ref], f"it answers {ref}, which is with it", sure=True) for ref in answered if ref in with_cases]
    found += [CaseFound(with_cases[ref], f"the same address wrote {ref}", sure=False) for ref in same if ref in with_cases]
    found += [
        CaseFound(with_cases[ref], f"{ref}, which is with it, has the same Message-ID", sure=False) for ref in twins if ref in with_cases
    ]
    if len(item.sender_name.split()) >= FEWEST_WORDS_OF_A_NAME:
        named = case_queries.named(item.sender_name, limit=3)
        theirs = (case for case in named if _is_of(item.sender_name, case.complainant))
        found += [CaseFound(case.ref, f"its complainant is {case.complainant}", sure=False) for case in theirs]
    if not found:
        likest = _likest(item)
        found += [likest] if likest else []
    first: dict[str, CaseFound] = {}
    for one in found:
        ref = case_queries.worked_on_as(one.case_ref)
        worked_on = one if ref == one.case_ref else replace(one, case_ref=ref, reason=f"{one.reason}; {one.case_ref} is merged into it")
        first.setdefault(ref, worked_on)
    return tuple(first.values())


def _is_of(sender: str, complainant: str) -> bool:
    """Whether whoever wrote is called as the complainant is, word for word: a case may have been found by its title too."""
    return set(sender.casefold().split()) <= set(complainant.casefold().split())


def triage_post(
    ref: str,
    *,
    way: str,
    direct_to: str,
    next_action: str,
    owner: str,
    by: Actor,
    case_ref: str = "",
    alert_post: str = "",
    note: str = "",
    as_suggested: bool = False,
    request: str = "",
) -> ItemSeen:
    """Triage an item, put it with a case, alert the holders of a post, and start the clock of a `request` under an Act (a key of `statutory.ACTS`): all of it,
    or nothing. What it is marked with may make risk due again."""
    with unit_of_work():
        if way == "no reply":
            stop_if_owed_a_reply(ref)
        missing = case_ref and not case_queries.exists(case_ref)
        stop_if(Refusal("unknown-case", f"There is no case {case_ref}. Leave it empty where it is of none.") if missing else None)
        done = post.triage(ref, way=way, direct_to=direct_to, next_action=next_action, owner=owner, as_suggested=as_suggested, by=by)
        if case_ref and ref not in case_queries.case(case_ref).items:
            cases.link_item(case_ref, item_ref=ref, by=by)
        if request:
            take_as_request(ref, under=request, by=by)
        risk_from_post(ref, by=by)
        tell_of_the_watched(ref, case_ref, but=alert_post)
        if alert_post and alert_post not in {one.to_post for one in post_queries.alerts_to(ref)}:
            alert_to(ref, to_post=alert_post, note=note, by=by)
            done = post_queries.item(ref)
    return done


def link_post(case_ref: str, *, item_ref: str, by: Actor) -> CaseSeen:
    """Put an item with a case: what it is marked with may make the case's risk due again, and whoever watches the case is alerted."""
    with unit_of_work():
        done = cases.link_item(case_ref, item_ref=item_ref, by=by)
        risk_from_post(item_ref, by=by)
        tell_of_the_watched(item_ref, case_ref)
    return done


def tell_of_the_watched(ref: str, case_ref: str, *, but: str = "") -> None:
    """Alert to an item that was put with a case on the watch list, as the rules say of what names one; not where its own words were flagged, nor `but` to a post told now."""
    because = watched_cases().get(case_ref, "") if case_ref else ""
    item = post_queries.item(ref)
    if not because or any(mark.rule == WATCHED for mark in item.marks):
        return
    route = next((one for one in post_queries.rules_in_force(on=item.received_on).routes if WATCHED in one.flags), None)
    if route and route.alert and route.alert not in {but, *(one.to_post for one in post_queries.alerts_to(ref))}:
        alert_to(ref, to_post=route.alert, note=f"It is put with {case_ref}, which is watched: {because}", by=SYSTEM)


def watched_cases() -> dict[str, str]:
    """By reference, the cases on the watch list, each with why."""
    return {one.what: one.because for one in post_queries.watched() if case_queries.exists(one.what)}


def _as_watched(item: ItemSeen, found: Sequence[CaseFound]) -> tuple[Marked, ...]:
    """Each watched case that an item may be of, though its words do not name it, as a mark that stands nowhere in them: for the suggestion alone."""
    if not found or any(mark.rule == WATCHED for mark in item.marks):
        return ()
    watched = watched_cases()
    says = "{}, which it may be of"
    return tuple(Marked(WATCHED, "Watched", "red", True, says.format(one.case_ref), 0, 0, 0, 0) for one in found if one.case_ref in watched)


def reallocate_post(ref: str, *, because: str, owner: str = "", to_post: str = "", next_action: str = "", by: Actor) -> ItemSeen:
    """Give triaged post to somebody else: an officer by their reference, or, of those who hold a post today, the first who may see it. They are told."""
    return post.reallocate(ref, owner=owner or _first_of(ref, to_post), because=because, next_action=next_action, by=by)


def take_post_up(ref: str, *, because: str, next_action: str, owner: str = "", to_post: str = "", by: Actor) -> ItemSeen:
    """Deal after all with post that was closed, sent on or set aside: an officer does, or of those who hold a post today the first who may see it. They are told."""
    return post.take_up(ref, owner=owner or _first_of(ref, to_post), because=because, next_action=next_action, by=by)


def _first_of(ref: str, to_post: str) -> str:
    """Of those who hold a post today, the first who may see the item; nobody where no post is named."""
    owner = next(iter(told_of(ref, holders(to_post))), "") if to_post else ""
    words = f"Nobody who holds the post {to_post!r} today may see {ref}. Choose another."
    stop_if(Refusal("nobody-there", words) if to_post and not owner else None)
    return owner


def alert_to(ref: str, *, to_post: str, note: str, by: Actor, level: int = 1) -> AlertSeen:
    """Tell whoever holds a post today of an item. It stands until one of them acknowledges it, or goes up the ladder when nobody does in time.

    Where everybody who holds the post is kept from the item, the next up the ladder who may see it is told instead, and at once.
    """
    item = post_queries.item(ref)
    rules = post_queries.rules_in_force(on=item.received_on)
    if holders(to_post) and not told_of(ref, holders(to_post)):
        to_post = _next_on_the_ladder(ref, to_post)
    with unit_of_work():
        told = post.alert(
            ref, to_post=to_post, officers=told_of(ref, holders(to_post)), minutes=rules.acknowledge_minutes, note=note, by=by, level=level
        )
        title = "Post to see now" if level == 1 else "Nobody acknowledged an alert to post"
        words = f"{ref}: {note}".strip(" :")
        raise_all(News(one, told.name, title, f"/post/{ref}/", told.at, "now", words=words) for one in told.officers)
    return told


def tell_of_the_urgent() -> tuple[AlertSeen, ...]:
    """What is urgent in post is told to the post that the rules name, whether or not anybody has come to triage it: a letter of Friday evening waits for nobody."""
    raised = []
    for item in post_queries.urgent_and_untold():
        what = suggest_for(item.ref, item).what
        if what.alert:
            raised.append(alert_to(item.ref, to_post=what.alert, note=what.note, by=SYSTEM))
    return tuple(raised)


def escalate() -> tuple[AlertSeen, ...]:
    """Every alert that nobody acknowledged in time goes to the next post on the ladder that somebody holds; at its top it is raised there again."""
    due = post_queries.alerts_due(before=now())
    seen = alert_queries.acknowledged([one.name for one in due])
    raised = []
    for one in due:
        if one.name in seen or one.level >= post_queries.HIGHEST_LEVEL:
            continue
        note = f"{one.to_post} did not acknowledge it by {one.due_at:%H:%M}."
        raised.append(
            alert_to(one.item_ref, to_post=_next_on_the_ladder(one.item_ref, one.to_post), note=note, by=SYSTEM, level=one.level + 1)
        )
    return tuple(raised)


def _next_on_the_ladder(item_ref: str, to_post: str) -> str:
    ladder = post_queries.rules_in_force(on=today()).ladder
    after = ladder[ladder.index(to_post) + 1 :] if to_post in ladder else ladder
    return next((post_code for post_code in after if told_of(item_ref, holders(post_code))), to_post)


def _likest(item: ItemSeen) -> CaseFound | None:
    newest = [seen for case in case_queries.cases(limit=post_queries.MOST_TO_COMPARE) for seen in case.items if seen != item.ref]
    with_cases = case_queries.of_items(tuple(newest[: post_queries.MOST_TO_COMPARE]))
    return alike(item.subject, post_queries.letter(item.ref).text, post_queries.to_compare(with_cases))
