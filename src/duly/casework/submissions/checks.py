"""Why something may not be done with a submission."""

from duly.casework.cases.queries import case, exists, why_not_impartial, why_over, why_withdrawn
from duly.casework.correspondence.queries import why_not_within
from duly.casework.submissions import powers
from duly.casework.submissions.queries import SubmissionSeen, checklists_on, limits_on, reasons_said, returns_on
from duly.casework.submissions.rules import CHECKS, PROPOSED, Given, Point, left_as_it_was, missed
from duly.casework.submissions.states import STEPS
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_draft(case_ref: str, *, paragraphs: tuple[str, ...], outcome: str = "", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-case", "closed", "merged", "interest", "no-text", "no-outcome"), or None."""
    return first(
        why_not(powers.PUT_UP, {}, actor=by, on=today()),
        None if exists(case_ref) else Refusal("no-case", f"There is no case {case_ref}."),
        why_over(case_ref),
        why_not_impartial(case_ref, by=by, must="write it"),
        None if paragraphs else Refusal("no-text", "A submission has at least one paragraph."),
        _outcome(outcome),
    )


def why_not_revise(seen: SubmissionSeen, *, sha256: str, paragraphs: tuple[str, ...], outcome: str = "", by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-text", "no-outcome", "nothing-changed"), or None."""
    return first(
        why_not_begin_revising(seen, by=by),
        None if paragraphs else Refusal("no-text", "A submission has at least one paragraph."),
        _outcome(outcome),
        Refusal("nothing-changed", f"Nothing differs from version {seen.number}.") if sha256 == seen.text.sha256 else None,
    )


def why_not_begin_revising(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is typed: its state, the scheme, and an interest declared."""
    may = why_not(powers.PUT_UP, {}, actor=by, on=today())
    return first(STEPS.why_not("revise", seen.state), may, why_not_impartial(seen.case_ref, by=by, must="write it"))


def why_not_put_up(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "closed", "merged", "withdrawn", "unchanged"), or None."""
    may = why_not(powers.PUT_UP, {}, actor=by, on=today())
    return first(
        STEPS.why_not("put up", seen.state), may, why_over(seen.case_ref), why_withdrawn(seen.case_ref), _unchanged(seen), _missed(seen)
    )


def why_not_withdraw(seen: SubmissionSeen, *, because: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "not-yours", "no-reason"), or None."""
    return first(
        STEPS.why_not("withdraw", seen.state) if follows else why_not_begin_withdrawing(seen, by=by),
        None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
    )


def why_not_begin_withdrawing(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """The same before anything is typed. It is for whoever wrote a version of it, and for whoever has its case."""
    whose = {case(seen.case_ref).owner, *(one.prepared_by for one in seen.texts)}
    return first(
        STEPS.why_not("withdraw", seen.state),
        why_not(powers.PUT_UP, {}, actor=by, on=today()),
        None if by.ref in whose else Refusal("not-yours", f"{seen.ref} is withdrawn by whoever wrote it, or has {seen.case_ref}."),
    )


def points_missed(seen: SubmissionSeen) -> tuple[str, ...]:
    """Each point of the last return that the newest version does not meet, as "point 2 (at paragraph 4): not answered"."""
    last = seen.returns[-1] if seen.returns else None
    before = next((one.paragraphs for one in seen.texts if last and one.number == last.number), ())
    found, fewest = [], limits_on(today()).fewest_words_of_a_reason
    for point in last.points if last else ():
        given = Given(point.answer.words, point.answer.paragraph) if point.answer else None
        why = missed(given, paragraph=point.paragraph, before=before, now=seen.text.paragraphs, fewest=fewest) if point.place else ""
        if why:
            found.append(f"point {point.place}{f' (paragraph {point.paragraph})' if point.paragraph else ''}: {why}")
    return tuple(found)


def points_left(seen: SubmissionSeen) -> frozenset[int]:
    """The places of those points of the last return whose paragraph stands in the newest version as it was, with an answer that says why."""
    last = seen.returns[-1] if seen.returns else None
    before = next((one.paragraphs for one in seen.texts if last and one.number == last.number), ())
    return frozenset(
        point.place
        for point in (last.points if last else ())
        if point.answer
        and left_as_it_was(
            Given(point.answer.words, point.answer.paragraph), paragraph=point.paragraph, before=before, now=seen.text.paragraphs
        )
    )


def why_not_answer(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """Why this person may not answer what was said of it, or list its evidence ("wrong-state", "scheme-…"), or None."""
    return why_not_begin_revising(seen, by=by)


def why_not_answers(seen: SubmissionSeen, *, answers: dict[tuple[int, int], Given], by: Actor) -> Refusal | None:
    """The refusal (as for beginning to, or "no-answer", "no-such-thing", "paragraph"), or None. `answers` are by (return's number or 0, place)."""
    asked = {(one.number, one.place) for back in seen.returns for one in back.points if one.place} | {
        (0, one.place) for one in seen.remarks
    }
    last = len(seen.text.paragraphs)
    return first(
        why_not_answer(seen, by=by),
        None if answers else Refusal("no-answer", "Write an answer first."),
        None if answers.keys() <= asked else Refusal("no-such-thing", "There is no such point or comment to answer."),
        None if all(one.words.strip() for one in answers.values()) else Refusal("no-answer", "Each answer says something."),
        None if all(0 <= one.paragraph <= last for one in answers.values()) else Refusal("paragraph", f"It has {last} paragraphs."),
    )


def why_not_list_evidence(
    seen: SubmissionSeen, *, title: str, source: str, page: int, part: int, items: tuple[str, ...], by: Actor
) -> Refusal | None:
    """The refusal (as for answering, or "no-title", "not-on-case", "no-part", "page"), or None. `items` are the references of post on the case."""
    return first(
        why_not_answer(seen, by=by),
        None if title.strip() else Refusal("no-title", "Say what the evidence is."),
        None if source in items else Refusal("not-on-case", f"{source or 'Nothing'} is not among the papers of {seen.case_ref}."),
        None if page >= 1 else Refusal("page", "Pages count from 1."),
        why_not_within(source, part, page) if source in items else None,
    )


def why_not_remark(seen: SubmissionSeen, *, kind: str, words: str, from_whom: str, paragraph: int, by: Actor) -> Refusal | None:
    """Why a remark may not be kept: a party's is written down by whoever prepares it, a colleague's by whoever may review it."""
    may = why_not_answer(seen, by=by) if kind == "party" else why_not_review(seen, step="return", by=by)
    return first(
        may,
        None if words.strip() else Refusal("no-words", "Say what the comment is."),
        None if from_whom.strip() else Refusal("nobody", "Say whose comment it is."),
        Refusal("paragraph", f"It has {len(seen.text.paragraphs)} paragraphs.") if paragraph > len(seen.text.paragraphs) else None,
    )


def why_not_route(seen: SubmissionSeen, *, post: str, because: str, posts: tuple[str, ...], by: Actor) -> Refusal | None:
    """The refusal (as for a review, or "no-post", "no-words"), or None."""
    return first(
        why_not_review(seen, step="return", by=by),
        None if post in posts else Refusal("no-post", "Choose the post that is to review it."),
        None if because.strip() else Refusal("no-words", "Say why another post should review it."),
    )


def why_not_review(seen: SubmissionSeen, *, step: str, by: Actor) -> Refusal | None:
    """Why this person may not return it or pass it ("wrong-state", "your-own", "scheme-…", "interest"), or None. `step` is the verb."""
    may = why_not(powers.REVIEW, review_facts(seen, by), actor=by, on=today())
    return first(STEPS.why_not(step, seen.state), _your_own(seen, by), may, why_not_impartial(seen.case_ref, by=by, must="review it"))


def why_not_say_circumstances(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """Why somebody may not say what the scheme asks of the case: its author may while it is with them, a reviewer while it is in review."""
    if seen.state == "put up":
        return why_not_review(seen, step="pass as ready", by=by)
    return why_not_answer(seen, by=by)


def why_not_amend(seen: SubmissionSeen, *, points: tuple[Point, ...]) -> Refusal | None:
    """The refusal ("wrong-state", or of its points as for a return), or None. Whether they may sign it is asked before."""
    if seen.state != "ready":
        return Refusal("wrong-state", f"Can be sent back to be amended only when ready; this is {seen.state}.")
    return _points(seen, points)


def why_not_return(seen: SubmissionSeen, *, points: tuple[Point, ...], by: Actor) -> Refusal | None:
    """The refusal (as for a review, or "no-points"; of any point "reason", "no-words", "nobody", "past", "paragraph"), or None."""
    return first(why_not_review(seen, step="return", by=by), _points(seen, points))


def _points(seen: SubmissionSeen, points: tuple[Point, ...]) -> Refusal | None:
    last, reasons = len(seen.text.paragraphs), returns_on(today()).words
    return first(
        None if points else Refusal("no-points", "Say what needs to change: a return has at least one point."),
        None
        if all(one.reason in reasons for one in points)
        else Refusal("reason", f"Choose the reason it is returned for: {'; '.join(reasons.values())}."),
        None if all(one.words.strip() for one in points) else Refusal("no-words", "Say what needs to change."),
        None if all(one.who_fixes.strip() for one in points) else Refusal("nobody", "Say who is to put it right."),
        Refusal("past", "Say a day to put it right by that is not in the past.")
        if any(one.fix_by and one.fix_by < today() for one in points)
        else None,
        Refusal("paragraph", f"It has {last} paragraphs.") if any(one.paragraph > last for one in points) else None,
    )


def why_not_pass(
    seen: SubmissionSeen, *, seen_sha256: str, ticked: tuple[str, ...], failing: tuple[str, ...] = (), despite: str = "", by: Actor
) -> Refusal | None:
    """The refusal (as for a review, or "not-what-you-saw", "checklist", "checks-fail"), or None. `ticked` are codes of the checklist of its kind.

    `failing` are codes of the right-first-time checks that fail: it is passed all the same only with a reason.
    """
    return first(
        why_not_review(seen, step="pass as ready", by=by),
        not_what_you_saw(seen, seen_sha256),
        _not_ticked(seen, ticked),
        _fails(failing, despite),
    )


def _fails(failing: tuple[str, ...], despite: str) -> Refusal | None:
    if not failing or despite.strip():
        return None
    says = "; ".join(one.heading for one in CHECKS if one.code in failing)
    several = "Checks fail" if len(failing) > 1 else "A check fails"
    return Refusal("checks-fail", f"{several}: {says}. Return it, or say why it is passed all the same.")


def _not_ticked(seen: SubmissionSeen, ticked: tuple[str, ...]) -> Refusal | None:
    left = [says for code, says in checklists_on(today()).items(seen.kind) if code not in ticked]
    if not left:
        return None
    return Refusal("checklist", f"Tick what you have looked at before you pass it as ready: {'; '.join(left)}.")


def not_what_you_saw(seen: SubmissionSeen, seen_sha256: str) -> Refusal | None:
    """The refusal when the text changed after the page was shown."""
    if seen_sha256 == seen.text.sha256:
        return None
    return Refusal("not-what-you-saw", f"{seen.ref} is now version {seen.number}, which is not the text you were shown. Read it again.")


def review_facts(seen: SubmissionSeen, by: Actor) -> dict[str, object]:
    """What the scheme is told when somebody would review it."""
    return {"remedy": seen.text.remedy_pence, "mp asked": seen.text.mp_interest, "prepared by you": by.ref in seen.authors}


def _outcome(outcome: str) -> Refusal | None:
    known = f"Choose what should become of the complaint: {', '.join(PROPOSED)}; or say nothing."
    return Refusal("no-outcome", known) if outcome and outcome not in PROPOSED else None


def _unchanged(seen: SubmissionSeen) -> Refusal | None:
    returned = seen.returns[-1] if seen.returns else None
    if returned is None or seen.text.sha256 not in {one.sha256 for one in seen.texts if one.number <= returned.number}:
        return None
    why = reasons_said()[returned.rules, returned.reason]
    return Refusal("unchanged", f"Version {returned.number} was returned ({why.lower()}) and nothing has changed since.")


def _missed(seen: SubmissionSeen) -> Refusal | None:
    left = points_missed(seen)
    if not left:
        return None
    return Refusal(
        "points-missed", f"Version {seen.returns[-1].number} was returned, and this misses {'; '.join(left)}. Answer each, then put it up."
    )


def _your_own(seen: SubmissionSeen, by: Actor) -> Refusal | None:
    if by.ref in seen.authors:
        return Refusal("your-own", "You prepared this submission, so someone else must review it.")
    return None
