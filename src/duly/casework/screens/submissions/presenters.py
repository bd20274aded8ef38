"""Submissions in finished words."""

import difflib
from dataclasses import dataclass

from markupsafe import Markup, escape

from duly.casework.cases.queries import CaseSeen
from duly.casework.decisions import checks as decision_checks
from duly.casework.decisions.queries import ruling_on
from duly.casework.screens.cases.presenters import state_cell
from duly.casework.screens.common import in_groups
from duly.casework.screens.submissions.panel import rules_table, who_may, who_signs
from duly.casework.submissions import checks
from duly.casework.submissions.queries import ReturnSeen, SubmissionSeen, TextSeen
from duly.casework.submissions.rules import REASONS
from duly.core.record.clock import today
from duly.core.scheme.rules import Ruling
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui.environment import day, pounds_sign, short_day
from duly.ui.frame import Action, Cell, Choice, Column, Link, Row, Stage, Table, Tag

STATE_TONES = {"put up": "amber", "returned": "red", "ready": "blue", "decided": "green"}
WAITS_FOR = {"draft": "its author", "put up": "a reviewer", "returned": "its author", "ready": "whoever may sign", "decided": "nobody"}


@dataclass(frozen=True)
class ParagraphShown:
    """One numbered paragraph; `words` mark what changed since the version before."""

    number: int
    words: Markup
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SubmissionShown:
    """One submission as its page shows it. Every refusal is the sentence from the checks, or empty."""

    url: str
    sha256: str
    sha256_said: str
    ask: str
    remedy: str
    paragraphs: tuple[ParagraphShown, ...]
    notes: tuple[tuple[str, str], ...]
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
    revise: Action | None
    put_up: bool
    put_up_refusal: str
    decided: Link | None


def tag(state: str) -> Tag:
    """The state as a tag."""
    return Tag(state.capitalize(), STATE_TONES.get(state, ""))


def table(found: tuple[SubmissionSeen, ...], cases: dict[str, CaseSeen], names: dict[str, str]) -> Table:
    """The list of submissions."""
    rows = tuple(
        Row(
            (
                Cell(s.ref, f"/submissions/{s.ref}/", ref=True),
                Cell(s.text.ask, strong=True),
                Cell(s.case_ref, f"/cases/{s.case_ref}/", ref=True),
                cases[s.case_ref].title if s.case_ref in cases else "",
                pounds_sign(s.text.remedy_pence),
                "Yes" if s.text.mp_interest else "No",
                str(s.number),
                str(len(s.returns)),
                state_cell(s.state),
                WAITS_FOR[s.state].capitalize(),
                names.get(s.prepared_by, s.prepared_by),
            ),
            ref=s.ref,
        )
        for s in found
    )
    columns = (
        Column("Submission"),
        Column("Asks", "wrap"),
        Column("Case"),
        Column("About", "wrap"),
        Column("Remedy", "number"),
        Column("MP asked"),
        Column("Version", "number"),
        Column("Returned", "number"),
        Column("State"),
        Column("Waits for"),
        Column("Author"),
    )
    return Table("Submissions", columns, rows, empty="Nothing is in this state. A submission is drafted from its case.")


def shown(seen: SubmissionSeen, case: CaseSeen, names: dict[str, str], titles: dict[str, str], *, by: Actor) -> SubmissionShown:
    """A submission finished for the page."""
    ruling = ruling_on(seen, by=by, on=today())
    before = seen.texts[-2] if len(seen.texts) > 1 else None
    may_sign = decision_checks.why_not_begin_deciding(seen, by=by)
    no_revise = checks.why_not_begin_revising(seen, by=by)
    in_review, with_author = seen.state == "put up", seen.state in ("draft", "returned")
    return SubmissionShown(
        url=f"/submissions/{seen.ref}/",
        sha256=seen.text.sha256,
        sha256_said=in_groups(seen.text.sha256),
        ask=seen.text.ask,
        remedy=pounds_sign(seen.text.remedy_pence),
        paragraphs=_paragraphs(seen, before, names),
        notes=tuple(_note(one, names) for one in seen.returns if one.paragraph == 0),
        changed_since=f"Marked: what changed since version {before.number}" if before else "",
        chain=_chain(seen, names, ruling, titles),
        versions=tuple(_version(seen, text) for text in reversed(seen.texts)),
        facts=(
            ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
            ("Complainant", case.complainant),
            ("Body", case.body),
            ("Remedy", pounds_sign(seen.text.remedy_pence)),
            ("MP asked", "Yes" if seen.text.mp_interest else "No"),
        ),
        who_signs=who_signs(ruling, titles, seen.state),
        who_signs_tone="green" if ruling.allowed or seen.state == "decided" else "amber",
        rules=rules_table(ruling, titles),
        least_change=""
        if ruling.allowed or seen.state == "decided" or not ruling.least_change
        else _with_titles(ruling.least_change.says, titles),
        signable=seen.state == "ready",
        sign_refusal=_because(may_sign),
        outcomes=(Choice("agree", "Agree", key="a"), Choice("refuse", "Refuse", note="Say why below", key="r")),
        reviewable=in_review,
        ready_refusal=_because(checks.why_not_review(seen, step="pass as ready", by=by)) if in_review else "",
        return_refusal=_because(checks.why_not_review(seen, step="return", by=by)) if seen.state in ("put up", "ready") else "",
        returnable=seen.state in ("put up", "ready"),
        revise=Action("Write the next version", url=f"/submissions/{seen.ref}/revise/", blocked_because=_because(no_revise))
        if with_author
        else None,
        put_up=with_author,
        put_up_refusal=_because(checks.why_not_put_up(seen, by=by)) if with_author else "",
        decided=Link(seen.decision_ref, f"/letters/new/?decision={seen.decision_ref}") if seen.decision_ref else None,
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
        words = _compared(before.paragraphs, seen.text.paragraphs)
    notes: dict[int, list[tuple[str, str]]] = {}
    for one in seen.returns:
        if one.paragraph:
            notes.setdefault(min(one.paragraph, len(words)), []).append(_note(one, names))
    return tuple(ParagraphShown(n, text, tuple(notes.get(n, ()))) for n, text in enumerate(words, start=1))


def _compared(old: tuple[str, ...], new: tuple[str, ...]) -> list[Markup]:
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


def _note(one: ReturnSeen, names: dict[str, str]) -> tuple[str, str]:
    who = names.get(one.returned_by, one.returned_by)
    where = f", on paragraph {one.paragraph}" if one.paragraph else ""
    return f"{who}{where} of version {one.number}, {short_day(one.returned_on)}: {REASONS[one.reason].lower()}", one.words


def _version(seen: SubmissionSeen, text: TextSeen) -> tuple[str, str]:
    returned = next((one for one in seen.returns if one.number == text.number), None)
    said = f", returned: {REASONS[returned.reason].lower()}" if returned else ""
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


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""


def _with_titles(words: str, titles: dict[str, str]) -> str:
    """The scheme's sentence with posts by their titles."""
    for code in sorted(titles, key=len, reverse=True):
        words = words.replace(f"post {code} ", f"post of {titles[code]} ")
    return words
