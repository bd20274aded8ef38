"""Drafting a submission, putting it up, returning it, passing it as ready."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from duly.casework.cases.queries import papers as papers_of
from duly.casework.submissions import checks, powers
from duly.casework.submissions.events import (
    SubmissionAmended,
    SubmissionAnswered,
    SubmissionCircumstancesSaid,
    SubmissionDecided,
    SubmissionDrafted,
    SubmissionEvidenceListed,
    SubmissionPassed,
    SubmissionPassedDespite,
    SubmissionPutUp,
    SubmissionRemarked,
    SubmissionReturned,
    SubmissionRevised,
    SubmissionRouted,
    SubmissionRulesAdopted,
    SubmissionWithdrawn,
)
from duly.casework.submissions.models import (
    Answer,
    Circumstances,
    EvidenceItem,
    LaidDown,
    ReadySheet,
    Remark,
    ReturnNote,
    ReturnPoint,
    Route,
    Submission,
    SubmissionVersion,
)
from duly.casework.submissions.queries import (
    SubmissionSeen,
    as_its_reason_says,
    checklists_on,
    highest_number,
    limits_on,
    returns_on,
    right_first_time,
    rules_begun,
    weights_on,
)
from duly.casework.submissions.rules import Given, Point, Said, content_sha256, failing
from duly.casework.submissions.rules.laid_down import CHECKLISTS, why_not_rules
from duly.casework.submissions.states import STEPS, SubmissionState
from duly.core.people import queries as people
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, first, stop_if


def draft(
    case_ref: str,
    *,
    kind: str,
    ask: str,
    remedy_pence: int,
    mp_interest: bool,
    paragraphs: Sequence[str],
    outcome: str = "",
    by: Actor,
) -> SubmissionSeen:
    """Begin a submission about a case: version 1 of its text. `remedy_pence` in pence, 0 for none; `outcome` of `rules.PROPOSED`."""
    said = {"ask": ask.strip(), "remedy_pence": remedy_pence, "mp_interest": mp_interest, "outcome": outcome}
    with unit_of_work() as record:
        stop_if(checks.why_not_draft(case_ref, paragraphs=tuple(paragraphs), outcome=outcome, by=by))
        row = Submission(
            ref=f"S-{today():%y}-{take_number('submissions_submission_number'):05d}",
            version=1,
            state=SubmissionState.DRAFT,
            case_ref=case_ref,
            kind=kind,
            number=1,
            prepared_by=by.ref,
            drafted_on=today(),
        )
        row.save(force_insert=True)
        digest = content_sha256(**said, paragraphs=paragraphs)
        event = SubmissionDrafted(ref=row.ref, version=1, case_ref=case_ref, kind=kind, content_sha256=digest, **said)
        _add_text(row, said, paragraphs, digest, record.write(event, by=by))
    return SubmissionSeen.of(row)


def revise(
    ref: str, *, ask: str, remedy_pence: int, mp_interest: bool, paragraphs: Sequence[str], outcome: str = "", by: Actor
) -> SubmissionSeen:
    """Write the next version of a draft or returned submission. Refused when nothing differs."""
    said = {"ask": ask.strip(), "remedy_pence": remedy_pence, "mp_interest": mp_interest, "outcome": outcome}
    digest = content_sha256(**said, paragraphs=paragraphs)
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_revise(SubmissionSeen.of(row), sha256=digest, paragraphs=tuple(paragraphs), outcome=outcome, by=by))
        row.number, row.version, row.prepared_by, row.reviewed_by = row.number + 1, row.version + 1, by.ref, ""
        row.save(update_fields=["number", "version", "prepared_by", "reviewed_by"])
        event = SubmissionRevised(ref=ref, version=row.version, number=row.number, content_sha256=digest, **said)
        _add_text(row, said, paragraphs, digest, record.write(event, by=by))
    return SubmissionSeen.of(row)


def put_up(ref: str, *, by: Actor) -> SubmissionSeen:
    """Put the newest version up for review. After a return, something must have changed."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        stop_if(checks.why_not_put_up(seen, by=by))
        _step(row, "put up")
        record.write(SubmissionPutUp(ref=ref, version=row.version, number=row.number, content_sha256=seen.text.sha256), by=by)
    return SubmissionSeen.of(row)


def send_back(ref: str, *, points: Sequence[Point], words: str = "", by: Actor) -> SubmissionSeen:
    """Return a submission with one point or more, each with its reason (of `queries.returns_on`), what must change, who does it and by when.

    `words` go with the return as a whole; without them it is told by its first point.
    """
    with unit_of_work() as record:
        row = _locked(ref)
        points = _as_their_reasons_say(row.prepared_by, points)
        stop_if(checks.why_not_return(SubmissionSeen.of(row), points=points, by=by))
        _return(row, SubmissionReturned, points, words, record, by)
    return SubmissionSeen.of(row)


def amend(ref: str, *, points: Sequence[Point], words: str = "", by: Actor) -> SubmissionSeen:
    """Send a ready submission back to be amended before it is signed. Only the flow does this: it asked whether they may sign it."""
    with unit_of_work() as record:
        row = _locked(ref)
        points = _as_their_reasons_say(row.prepared_by, points)
        stop_if(checks.why_not_amend(SubmissionSeen.of(row), points=points))
        _return(row, SubmissionAmended, points, words, record, by)
    return SubmissionSeen.of(row)


def _as_their_reasons_say(author: str, points: Sequence[Point]) -> tuple[Point, ...]:
    """The points, where nobody said who puts one right or by when, as its reason says it."""
    said = as_its_reason_says(author, today())
    unknown = (author, today())
    return tuple(
        replace(one, who_fixes=one.who_fixes or said.get(one.reason, unknown)[0], fix_by=one.fix_by or said.get(one.reason, unknown)[1])
        for one in points
    )


def _return(row: Submission, event_of: type, points: tuple[Point, ...], words: str, record: Any, by: Actor) -> None:
    _step(row, "return")
    told = "; ".join(f"{n}. {point.words.strip()}" for n, point in enumerate(points, start=1))
    about = {"reason": points[0].reason, "who_fixes": points[0].who_fixes, "fix_by": min(point.fix_by for point in points if point.fix_by)}
    rules = returns_on(today()).number
    event = event_of(
        ref=row.ref,
        version=row.version,
        number=row.number,
        words=f"{words.strip()} {told}".strip() if len(points) > 1 or words else told[3:],
        **about,
    )
    made_by = record.write(event, by=by)
    ReturnNote.objects.create(
        submission=row,
        number=row.number,
        rules=rules,
        words=words.strip() or points[0].words.strip(),
        paragraph=points[0].paragraph,
        returned_by=by.ref,
        returned_on=today(),
        made_by=made_by,
        **about,
    )
    for place, point in enumerate(points, start=1):
        ReturnPoint.objects.create(
            submission=row, number=row.number, rules=rules, place=place, made_by=made_by, **vars(point) | {"words": point.words.strip()}
        )


def answer(ref: str, *, answers: dict[tuple[int, int], Given], by: Actor) -> SubmissionSeen:
    """Answer points and remarks, by (the return's number or 0, place). A later answer stands in place of an earlier one."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_answers(SubmissionSeen.of(row), answers=answers, by=by))
        _next_version(row)
        told = "; ".join(given.words.strip() for given in answers.values())
        made_by = record.write(SubmissionAnswered(ref=ref, version=row.version, answered=len(answers), words=told), by=by)
        for (number, place), given in answers.items():
            Answer.objects.create(
                submission=row,
                number=number,
                place=place,
                paragraph=given.paragraph,
                words=given.words.strip(),
                answered_by=by.ref,
                answered_on=today(),
                made_by=made_by,
            )
    return SubmissionSeen.of(row)


def remark(ref: str, *, kind: str, words: str, from_whom: str = "", paragraph: int = 0, by: Actor) -> SubmissionSeen:
    """Keep what was said of the draft: by a party (`from_whom` their name), or by the colleague who says it."""
    whose = from_whom.strip() if kind == "party" else by.ref
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        stop_if(checks.why_not_remark(seen, kind=kind, words=words, from_whom=whose, paragraph=paragraph, by=by))
        _next_version(row)
        said = {
            "number": row.number,
            "place": len(seen.remarks) + 1,
            "kind": kind,
            "paragraph": paragraph,
            "from_whom": whose,
            "words": words.strip(),
        }
        made_by = record.write(SubmissionRemarked(ref=ref, version=row.version, **said), by=by)
        Remark.objects.create(submission=row, said_on=today(), made_by=made_by, **said)
    return SubmissionSeen.of(row)


def list_evidence(ref: str, *, title: str, source: str, page: int, part: int = 0, by: Actor) -> SubmissionSeen:
    """Put a page of the case's post, or of what came with it (`part`, counted from 1), in the evidence list, under the next label (E1, E2 …)."""
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        items = papers_of(row.case_ref)
        stop_if(checks.why_not_list_evidence(seen, title=title, source=source, page=page, part=part, items=items, by=by))
        _next_version(row)
        said = {"label": f"E{len(seen.evidence) + 1}", "title": title.strip(), "source": source, "page": page, "part": part}
        within = f" of attachment {part}" if part else ""
        made_by = record.write(SubmissionEvidenceListed(ref=ref, version=row.version, **said, within=within), by=by)
        EvidenceItem.objects.create(submission=row, made_by=made_by, **said)
    return SubmissionSeen.of(row)


def route(ref: str, *, post: str, because: str, by: Actor) -> SubmissionSeen:
    """Have another post review it than its complexity suggests, with the reason."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_route(SubmissionSeen.of(row), post=post, because=because, posts=weights_on(today()).posts, by=by))
        _next_version(row)
        made_by = record.write(SubmissionRouted(ref=ref, version=row.version, post=post, because=because.strip()), by=by)
        Route.objects.create(submission=row, post=post, because=because.strip(), made_by=made_by)
    return SubmissionSeen.of(row)


def say_circumstances(ref: str, *, said: Said, by: Actor) -> SubmissionSeen:
    """Say what the scheme asks of the case that its text does not say. What was said last stands."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_say_circumstances(SubmissionSeen.of(row), by=by))
        _next_version(row)
        made_by = record.write(SubmissionCircumstancesSaid(ref=ref, version=row.version, said=said.in_words()), by=by)
        Circumstances.objects.create(submission=row, said_by=by.ref, said_on=today(), made_by=made_by, **vars(said))
    return SubmissionSeen.of(row)


def pass_as_ready(
    ref: str, *, seen_sha256: str, ticked: Sequence[str], signers: Collection[str], risk: Sequence[str] = (), despite: str = "", by: Actor
) -> SubmissionSeen:
    """Pass exactly the text that was seen as ready to sign, with the checklist ticked. `seen_sha256` is the digest shown on the page.

    Every right-first-time check is held against it here; where one fails, `despite` is why it is passed all the same. `signers` are titles of
    the posts that may sign it, which the room of decisions knows: with none named, the check of that fails. `risk` says what of the case's risk
    must be looked at, which the room of risk knows.
    """
    with unit_of_work() as record:
        row = _locked(ref)
        seen = SubmissionSeen.of(row)
        found = failing(right_first_time(seen, signers=signers, risk=risk))
        told = {"failing": found, "despite": despite.strip() if found else ""}
        stop_if(checks.why_not_pass(seen, seen_sha256=seen_sha256, ticked=tuple(ticked), by=by, **told))
        row.reviewed_by = by.ref
        _step(row, "pass as ready", "reviewed_by")
        said = {"ref": ref, "version": row.version, "number": row.number, "content_sha256": seen_sha256}
        event = SubmissionPassedDespite(**said, failing=found, because=told["despite"]) if found else SubmissionPassed(**said)
        made_by = record.write(event, by=by)
        lists = checklists_on(today())
        of = {
            "read_by": limits_on(today()).number,
            "rules": lists.number,
            "checklist": rules_begun(CHECKLISTS, lists.number) or lists.from_the_beginning,
        }
        ReadySheet.objects.create(
            submission=row, number=row.number, ticked=sorted(ticked), made_by=made_by, **of, **told | {"failing": list(found)}
        )
    return SubmissionSeen.of(row)


def adopt_rules(kind: str, data: Any, *, starts: date, because: str, by: Actor) -> int:
    """Adopt rules of a kind (`rules.laid_down.SETS`) for what is done from a day on, and return their number. What was done under others keeps them.

    Refused: "scheme-…", "rules", "past", "no-reason".
    """
    with unit_of_work() as record:
        stop_if(
            first(
                why_not(powers.SET_RULES, {}, actor=by, on=today()),
                why_not_rules(kind, data, posts=people.post_titles().keys()),
                Refusal("past", "Rules begin today or later: what was done stays under its own.") if starts < today() else None,
                None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
            )
        )
        number, content = highest_number(kind) + 1, dict(data)
        version = next_version(SubmissionRulesAdopted.subject, kind)
        told = SubmissionRulesAdopted(kind, version, number, starts, sha256_hex(canonical(content)), because.strip())
        made_by = record.write(told, by=by)
        LaidDown.objects.create(kind=kind, number=number, starts=starts, content=content, made_by=made_by)
    return number


def withdraw(ref: str, *, because: str, by: Actor, follows: bool = False) -> SubmissionSeen:
    """Take a submission back before anybody decided it, with the reason: nobody reviews it, signs it or waits for it any more, and its words stay. What `follows` from
    closing its case was asked there."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_withdraw(SubmissionSeen.of(row), because=because, by=by, follows=follows))
        _step(row, "withdraw")
        record.write(SubmissionWithdrawn(ref=ref, version=row.version, because=because.strip()), by=by)
    return SubmissionSeen.of(row)


def note_decided(ref: str, *, decision_ref: str, by: Actor) -> SubmissionSeen:
    """Say which decision ended it. Only the flow does this, with the decision, in one unit of work: the decision asked the scheme."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(STEPS.why_not("decide", row.state))
        row.decision_ref = decision_ref
        _step(row, "decide", "decision_ref")
        record.write(SubmissionDecided(ref=ref, version=row.version, decision_ref=decision_ref), by=by)
    return SubmissionSeen.of(row)


def _locked(ref: str) -> Submission:
    return Submission.objects.select_for_update().get(ref=ref)


def _step(row: Submission, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])


def _next_version(row: Submission) -> None:
    row.version += 1
    row.save(update_fields=["version"])


def _add_text(row: Submission, said: dict, paragraphs: Sequence[str], digest: str, made_by: UUID) -> None:
    SubmissionVersion.objects.create(
        submission=row,
        number=row.number,
        paragraphs=list(paragraphs),
        sha256=digest,
        weighed_by=weights_on(today()).number,
        prepared_by=row.prepared_by,
        prepared_on=today(),
        made_by=made_by,
        **said,
    )
