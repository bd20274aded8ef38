"""Submissions in finished words."""

import difflib
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from duly.casework.cases.queries import CaseSeen
from duly.casework.decisions import checks as decision_checks
from duly.casework.decisions.queries import ruling_on
from duly.casework.screens import common
from duly.casework.screens.common import in_groups
from duly.casework.screens.submissions import checking
from duly.casework.screens.submissions.panel import people_who_may, rules_table, who_may, who_signs
from duly.casework.submissions import checks
from duly.casework.submissions.queries import AnswerSeen, SubmissionSeen, TextSeen, reasons_said, rules_of
from duly.casework.submissions.rules import PROPOSED, CheckResult, counted, summary
from duly.casework.submissions.rules.laid_down import CHECKLISTS
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.rules import Ruling
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui.environment import day, pounds_sign, short_day
from duly.ui.frame import Action, Check, Choice, Link, Stage, Table, Tag

STATE_TONES = {"put up": "amber", "returned": "red", "ready": "blue", "decided": "green"}


@dataclass(frozen=True)
class NoteShown:
    """What somebody said of a paragraph or of the whole: by whom, in what words, and what the author answered."""

    by: str
    words: str
    answered_by: str = ""
    answer: str = ""


@dataclass(frozen=True)
class ParagraphShown:
    """One numbered paragraph; `words` mark what changed since the version before."""

    number: int
    words: Markup
    notes: tuple[NoteShown, ...]


@dataclass(frozen=True)
class EvidenceShown:
    """One line of the evidence list, and where it opens."""

    label: str
    title: str
    link: Link


@dataclass(frozen=True)
class SubmissionShown:
    """One submission as its page shows it. Every refusal is the sentence from the checks, or empty."""

    url: str
    sha256: str
    sha256_said: str
    ask: str
    remedy: str
    paragraphs: tuple[ParagraphShown, ...]
    notes: tuple[NoteShown, ...]
    evidence: tuple[EvidenceShown, ...]
    summary: tuple[tuple[str, Markup], ...]
    changed_since: str
    chain: tuple[Stage, ...]
    versions: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, object], ...]
    who_signs: str
    who_signs_tone: str
    rules: Table
    least_change: str
    signable: bool
    sign_refusal: str
    outcomes: tuple[Choice, ...]
    reviewable: bool
    ready_refusal: str
    return_refusal: str
    returnable: bool
    verdicts: tuple[Choice, ...]
    checks_pass: str
    checks_fail: bool
    despite: str
    people_who_may: str
    found: tuple[Check, ...]
    passed: tuple[Check, ...]
    more_passed: tuple[Check, ...]
    suits: str
    suits_because: tuple[str, ...]
    ticked: tuple[str, ...]
    revise: Action | None
    put_up: bool
    put_up_refusal: str
    withdrawn: str
    decided: Link | None


def tag(state: str) -> Tag:
    """The state as a tag."""
    return Tag(state.capitalize(), STATE_TONES.get(state, ""))


def shown(
    seen: SubmissionSeen,
    case: CaseSeen,
    names: dict[str, str],
    titles: dict[str, str],
    results: tuple[CheckResult, ...],
    *,
    verdict: str = "",
    read: int = 0,
    by: Actor,
) -> SubmissionShown:
    """A submission finished for the page. `verdict` is the one already chosen; `read` the version its reader read last, or 0."""
    ruling = ruling_on(seen, by=by, on=today())
    gone = seen.state == "withdrawn"
    before, since = what_to_compare(seen, read)
    may_sign = decision_checks.why_not_begin_deciding(seen, by=by)
    no_revise = checks.why_not_begin_revising(seen, by=by)
    in_review, with_author, returnable = seen.state == "put up", seen.state in ("draft", "returned"), seen.state in ("put up", "ready")
    no_pass = _because(checks.why_not_review(seen, step="pass as ready", by=by)) if in_review else ""
    no_return = _because(checks.why_not_review(seen, step="return", by=by)) if returnable else ""
    return SubmissionShown(
        url=f"/submissions/{seen.ref}/",
        sha256=seen.text.sha256,
        sha256_said=in_groups(seen.text.sha256),
        ask=seen.text.ask,
        remedy=pounds_sign(seen.text.remedy_pence),
        paragraphs=_paragraphs(seen, before, names),
        notes=tuple(note for paragraph, note in _notes(seen, names) if paragraph == 0),
        summary=tuple((one.name, _with_paragraphs(one.text)) for one in summary.parts(seen.text.paragraphs)),
        evidence=tuple(
            EvidenceShown(one.label, one.title, Link(one.where, common.cited(one.source, one.part, one.page))) for one in seen.evidence
        ),
        changed_since=since,
        chain=_chain(seen, names, ruling, titles),
        versions=tuple(_version(seen, text) for text in reversed(seen.texts)),
        facts=(
            ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
            ("Complainant", case.complainant),
            ("Body", case.body),
            ("Outcome", PROPOSED.get(seen.text.outcome, "Not said")),
            ("Remedy", pounds_sign(seen.text.remedy_pence)),
            ("MP asked", "Yes" if seen.text.mp_interest else "No"),
        ),
        who_signs=who_signs(ruling, titles, seen.state) if not gone else "Nobody: it was withdrawn.",
        who_signs_tone="green" if ruling.allowed or seen.state == "decided" else "amber",
        rules=rules_table(ruling, titles),
        least_change=""
        if ruling.allowed or seen.state == "decided" or not ruling.least_change
        else _with_titles(ruling.least_change.says, titles),
        signable=seen.state == "ready",
        sign_refusal=_because(may_sign),
        outcomes=(Choice("agree", "Agree", key="a"), Choice("refuse", "Refuse", note="Say why below", key="r")),
        reviewable=in_review,
        ready_refusal=no_pass,
        return_refusal=no_return,
        returnable=returnable,
        verdicts=_verdicts(results, names.get(seen.prepared_by, seen.prepared_by), verdict, no_pass if in_review else "", in_review),
        checks_pass=counted(results),
        checks_fail=any(one.level == "fails" for one in results),
        despite=seen.despite,
        people_who_may=people_who_may(ruling, today()) if seen.state not in ("decided", "withdrawn") else "",
        found=checking.found(results),
        passed=checking.passed(results)[0],
        more_passed=checking.passed(results)[1],
        suits=titles.get(post := seen.routed[0] or seen.complexity.post, post),
        suits_because=(f"Chosen: {seen.routed[1]}",) if seen.routed[0] else seen.complexity.reasons or ("nothing that makes it complex",),
        ticked=tuple(says for code, says in rules_of(CHECKLISTS, seen.ticked_by).items(seen.kind) if code in seen.ticked),
        revise=Action("Write the next version", url=f"/submissions/{seen.ref}/revise/", blocked_because=_because(no_revise))
        if with_author
        else None,
        put_up=with_author,
        withdrawn=_withdrawn(seen, names),
        put_up_refusal=_because(checks.why_not_put_up(seen, by=by)) if with_author else "",
        decided=Link(seen.decision_ref, f"/letters/new/?decision={seen.decision_ref}") if seen.decision_ref else None,
    )


def what_to_compare(seen: SubmissionSeen, read: int) -> tuple[TextSeen | None, str]:
    """The version to mark changes against, which is what the reader read last, or else the one before; and how the page says so."""
    if read >= seen.number:
        return None, f"You have read version {seen.number}"
    number = read or seen.number - 1
    before = next((one for one in seen.texts if one.number == number), None)
    if before is None:
        return None, ""
    return before, f"Marked: what changed since version {number}{', which you read' if read else ''}"


def _verdicts(results: tuple[CheckResult, ...], author: str, chosen: str, no_pass: str, in_review: bool) -> tuple[Choice, ...]:
    """The three ways a review ends; a paper already passed is not passed again."""
    failing = sum(one.level == "fails" for one in results)
    note = f"{failing} check{'' if failing == 1 else 's'} fail{'s' if failing == 1 else ''}" if failing else "No check fails"
    ready = (Choice("ready", "Ready to sign", note, key="a", chosen=chosen == "ready", blocked_because=no_pass),) if in_review else ()
    return (
        *ready,
        Choice("return", "Return", f"to {author}", key="r", chosen=chosen == "return"),
        Choice("comment", "Comment only", "stays in your list", key="m", chosen=chosen == "comment"),
    )


def marked(before: str, after: str) -> Markup:
    """A paragraph with the words that went and the words that came, as `del` and `ins`."""
    old, new = before.split(" "), after.split(" ")
    parts = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(escape(" ".join(new[c:d])))
            continue
        if b > a:
            parts.append(Markup("<del>{}</del>").format(" ".join(old[a:b])))
        if d > c:
            parts.append(Markup("<ins>{}</ins>").format(" ".join(new[c:d])))
    return Markup(" ").join(parts)


def _paragraphs(seen: SubmissionSeen, before: TextSeen | None, names: dict[str, str]) -> tuple[ParagraphShown, ...]:
    words = [escape(text) for text in seen.text.paragraphs]
    if before is not None:
        words = compared(before.paragraphs, seen.text.paragraphs)
    notes: dict[int, list[NoteShown]] = {}
    for paragraph, note in _notes(seen, names):
        notes.setdefault(min(paragraph, len(words)), []).append(note)
    labels = {one.label for one in seen.evidence}
    return tuple(ParagraphShown(n, _with_evidence(text, labels), tuple(notes.get(n, ()))) for n, text in enumerate(words, start=1))


def _with_paragraphs(text: str) -> Markup:
    """A part of the summary whose paragraph numbers lead to their paragraphs."""

    def linked(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda n: f'<a href="#p{n[0]}">{n[0]}</a>', found[0])

    return Markup(summary.POINTS_AT.sub(linked, str(escape(text))))  # escaped, and a number is figures


def _with_evidence(words: Markup, labels: set[str]) -> Markup:
    """A paragraph whose evidence references lead to the evidence list."""
    linked = re.sub(r"\bE[1-9]\d{0,2}\b", lambda one: f'<a href="#{one[0]}">{one[0]}</a>' if one[0] in labels else one[0], str(words))
    return Markup(linked)  # `words` is escaped already, and a label is E and figures


def compared(old: tuple[str, ...], new: tuple[str, ...]) -> list[Markup]:
    """Each new paragraph against the old one it comes from; one that has no likeness among the old ones is new throughout."""
    words = []
    left = list(old)
    for text in new:
        if text in left:
            left.remove(text)
            words.append(escape(text))
            continue
        near = difflib.get_close_matches(text, [one for one in left if one not in new], n=1, cutoff=0.6)
        if near:
            left.remove(near[0])
        words.append(marked(near[0], text) if near else Markup("<ins>{}</ins>").format(text))
    return words


def _notes(seen: SubmissionSeen, names: dict[str, str]) -> list[tuple[int, NoteShown]]:
    """Everything said of the paper, oldest first, with the paragraph each is about; 0 is the whole."""
    told, left, said = [], checks.points_left(seen), reasons_said() if seen.returns else {}
    for back in seen.returns:
        who = names.get(back.returned_by, back.returned_by)
        if any(point.place for point in back.points) and back.words not in {point.words for point in back.points}:
            told.append((0, NoteShown(f"{who} returned version {back.number}, {short_day(back.returned_on)}", back.words)))
        for point in back.points:
            where = f", on paragraph {point.paragraph}" if point.paragraph else ""
            fix = f"; {names.get(point.who_fixes, point.who_fixes)}, by {short_day(point.fix_by)}"
            kept = "; left as it was" if back is seen.returns[-1] and point.place in left else ""
            head = f"{who}{where} of version {back.number}, {short_day(back.returned_on)}: {said[point.rules, point.reason].lower()}{fix}{kept}"
            told.append((point.paragraph, _answered(head, point.words, point.answer, names)))
    for one in seen.remarks:
        where = f", on paragraph {one.paragraph}" if one.paragraph else ""
        head = f"{names.get(one.from_whom, one.from_whom)}{where} of version {one.number}, {short_day(one.said_on)}"
        told.append((one.paragraph, _answered(f"{head}{', on the draft' if one.kind == 'party' else ''}", one.words, one.answer, names)))
    return told


def _answered(head: str, words: str, answer: AnswerSeen | None, names: dict[str, str]) -> NoteShown:
    if answer is None:
        return NoteShown(head, words)
    at = f", at paragraph {answer.paragraph}" if answer.paragraph else ""
    return NoteShown(head, words, f"{names.get(answer.answered_by, answer.answered_by)}, {short_day(answer.answered_on)}{at}", answer.words)


def _version(seen: SubmissionSeen, text: TextSeen) -> tuple[str, str]:
    returned = next((one for one in seen.returns if one.number == text.number), None)
    said = f", returned: {reasons_said()[returned.rules, returned.reason].lower()}" if returned else ""
    return str(text.number), f"{short_day(text.prepared_on)}{said}"


def _chain(seen: SubmissionSeen, names: dict[str, str], ruling: Ruling, titles: dict[str, str]) -> tuple[Stage, ...]:
    with_author = seen.state in ("draft", "returned")
    author = names.get(seen.prepared_by, seen.prepared_by)
    back = seen.returns[-1] if seen.returns and seen.state == "returned" else None
    signs = " or ".join(who_may(ruling, titles)) or "Nobody yet"
    return (
        Stage(
            "To be put right" if back else "Prepared",
            names.get(back.who_fixes, back.who_fixes) if back else author,
            f"By {day(back.fix_by)}" if back else f"Version {seen.number}, {short_day(seen.text.prepared_on)}",
            "now" if with_author else "done",
        ),
        Stage(
            "Reviewed" if seen.reviewed_by else "Review",
            names.get(seen.reviewed_by, seen.reviewed_by),
            "",
            "now" if seen.state == "put up" else "done" if seen.state in ("ready", "decided") else "later",
        ),
        Stage(
            "Signed" if seen.state == "decided" else "Signs",
            signs,
            seen.decision_ref,
            {"ready": "now", "decided": "done"}.get(seen.state, "later"),
        ),
        Stage("Letter", "To the complainant", "", "now" if seen.state == "decided" else "later"),
    )


def _withdrawn(seen: SubmissionSeen, names: dict[str, str]) -> str:
    """When it was withdrawn and why, or nothing."""
    told = next((one for one in reversed(history("submission", seen.ref)) if one.action == "submission.withdrawn"), None)
    return (
        f"{told.sentence} By {names.get(told.actor_ref, told.actor_ref)}, on {day(told.at.date())}."
        if told and seen.state == "withdrawn"
        else ""
    )


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""


def _with_titles(words: str, titles: dict[str, str]) -> str:
    """The scheme's sentence with posts by their titles."""
    for code in sorted(titles, key=len, reverse=True):
        words = words.replace(f"post {code} ", f"post of {titles[code]} ")
    return words
