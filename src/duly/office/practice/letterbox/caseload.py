"""The invented office's cases: what comes over from the system used before, as a file; what is opened from its letters; and the papers put up on those."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.examples.risk import FIRST, assess
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.queries import checklists_on
from duly.casework.submissions.rules import Given
from duly.core.clocks import actions as clocks
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.office.practice.invented.names import person_name
from duly.office.practice.letterbox import papers
from duly.office.practice.letterbox.inventing import SEED, Letter
from duly.office.practice.letterbox.planted import Office
from duly.office.practice.letterbox.words import BODIES, TITLES
from duly.primitives.actor import Actor

HEADINGS = (
    *("reference", "opened", "stage", "title", "complainant", "body", "owner", "next action", "due", "waiting on", "last touched"),
    "outcome",
    "closed",
)
ENDED = (
    "not upheld",
    "not upheld",
    "upheld",
    "partly upheld",
    "resolved",
    "premature",
    "not in jurisdiction",
    "withdrawn",
    "out of time",
    "",
)
"""How closed cases of before ended, as often as they stand here; of some the old system did not say."""
OPENED_KINDS = ("plain", "quiet")
"""Cases are opened from letters that are complaints and nothing besides."""
OPEN_ONE_IN = 3
AN_OPENING_TAKES = timedelta(days=3)
OWNERS = ("investigator", "senior-investigator", "investigator", "assistant-casework-manager", "casework-manager")
"""Posts whose holders own the live cases taken over, in turn."""
NEXT = (
    ("Ask the body for its file", "the body"),
    ("Read the body's answer", ""),
    ("Ring the complainant about what is missing", "the complainant"),
    ("Draft the issues", ""),
    ("Advice from the clinical adviser", "the clinical adviser"),
    ("Put up the submission", ""),
)
DUE = (-30, -9, -2, 0, 1, 3, 6, 10, 14, 21, 35, None)
"""Days from today by which the next thing is due, as spread over the cases; None has no date."""
TOUCHED = (0, 1, 1, 2, 4, 6, 9, 13, 15, 22, 41)
"""Days since a case was touched: over 14 it is stale."""
CLOCKS = (("foi", 6), ("foi", 26), ("sar", 12), ("sar", 35), ("pre-action", 9), ("foi", 19))
"""Rules of clocks and how many days ago each began: some run out soon, some have."""
A_CLOCK_ON_ONE_IN = 2
TOGETHER = 20

Desks = Mapping[str, Actor]


def of_before(office: Office, *, live: int, closed: int, usernames: Sequence[str], on: date, seed: int = SEED) -> bytes:
    """The file of the system used before: so many live cases and so many closed ones, as CSV. The same on the same day."""
    rng = Random(f"{seed} before {office.live}")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for n in range(closed):
        opened = on - timedelta(days=rng.randrange(400, 2_500))
        ended = opened + timedelta(days=rng.randrange(12, 390))
        how = ENDED[n % len(ENDED)]
        row = _case(f"CMS/{opened.year}/{n + 1:05d}", opened, "closed", rng)
        writer.writerow((*row, "", "", "", "", ended, how, ended if how else ""))
    for n in range(live):
        opened = on - timedelta(days=rng.randrange(20, 420))
        what, waits = NEXT[n % len(NEXT)]
        due = DUE[rng.randrange(len(DUE))]
        touched = on - timedelta(days=min(TOUCHED[rng.randrange(len(TOUCHED))], (on - opened).days))
        stage = "investigation" if n % 5 > 1 else "assessment"
        writer.writerow(
            (
                *_case(f"CMS/{opened.year}/{90_000 + n}", opened, stage, rng),
                usernames[n % len(usernames)],
                what,
                "" if due is None else on + timedelta(days=due),
                waits,
                touched,
                "",
                "",
            )
        )
    return out.getvalue().encode()


def _case(ref: str, opened: date, stage: str, rng: Random) -> tuple[object, ...]:
    return (ref, opened, stage, rng.choice(TITLES), f"{rng.choice(('Mr', 'Mrs', 'Ms'))} {person_name(rng)}", rng.choice(BODIES))


def take_over(office: Office, desks: Desks, usernames: Mapping[str, str], *, live: int, closed: int) -> None:
    """Take the cases of the system used before over: so many that are open, and so many that ended."""
    content = of_before(office, live=live, closed=closed, usernames=[usernames[post] for post in OWNERS], on=today())
    outcome = cases.take_over("cases-of-before.csv", content, source="The system used before", by=desks["casework-manager"])
    if not outcome.accepted:
        raise RuntimeError(f"The practice copy's cases: {'; '.join(one.sentence for one in outcome.faults[:3])}")


def to_open(letters: Sequence[Letter], office: Office) -> list[Letter]:
    """Letters from which a case is opened: one in three, or more where that were fewer cases than sound papers, as a case is decided once."""
    those = [one for one in letters if one.kind in OPENED_KINDS and one.way != "picture" and one.received_on < today() - AN_OPENING_TAKES]
    return those[:: max(1, min(OPEN_ONE_IN, len(those) // office.sound_papers))]


def open_from(letters: Sequence[Letter], items: Mapping[int, ItemSeen], desks: Desks) -> tuple[tuple[Letter, CaseSeen], ...]:
    """Open a case from each of these letters, with owner, next action and date; begin half of the investigations, and start some clocks."""
    made = []
    for start in range(0, len(letters), TOGETHER):
        with unit_of_work():
            for n, one in enumerate(letters[start : start + TOGETHER], start=start):
                made.append((one, _opened(n, one, items[one.number].ref, desks)))
    return tuple(made)


def _opened(n: int, letter: Letter, item_ref: str, desks: Desks) -> CaseSeen:
    owner = desks["senior-investigator" if n % 3 == 1 else "investigator"]
    case = flow.open_case_from(
        item_ref, title=letter.title, complainant=letter.sender_name, body=letter.body, owner=owner.ref, by=desks["casework-manager"]
    )
    if n % 2:
        cases.move(case.ref, step="investigate", by=owner)
    what, waits = NEXT[n % len(NEXT)]
    due = DUE[n % len(DUE)]
    case = cases.plan(case.ref, next_action=what, due=None if due is None else today() + timedelta(days=due), waiting_on=waits, by=owner)
    if n % A_CLOCK_ON_ONE_IN == 0:
        rule, ago = CLOCKS[n // A_CLOCK_ON_ONE_IN % len(CLOCKS)]
        clock = flow.clock_on_case(case.ref, rule=rule, began=today() - timedelta(days=ago), because="It was asked for.", by=owner)
        if rule == "foi" and n % 8 == 0:
            clocks.stop(clock.ref, on=today() - timedelta(days=ago // 2), because="We asked what was meant.", by=owner)
    return case


def put_up(office: Office, opened: Sequence[tuple[Letter, CaseSeen]], desks: Desks) -> None:
    """Put up papers with their defects on the cases opened, then sound ones, each of which is passed as ready and decided by who may."""
    plan = papers.planned(office)
    sound = [n for n, defect in enumerate(plan) if not defect]
    for start in range(0, len(plan), TOGETHER):
        with unit_of_work():
            for n, defect in enumerate(plan[start : start + TOGETHER], start=start):
                at = -1 - sound.index(n) if not defect else n  # from the last case on, so that no defect of a case is another paper's
                letter, case = opened[at % len(opened)]
                _put_up(papers.write(n, defect, complainant=letter.sender_name, body=letter.body), case, desks)


def _put_up(paper: papers.Written, case: CaseSeen, desks: Desks) -> None:
    author = desks["investigator"]
    if flow.risk_unseen(case.ref):
        assess(case.ref, FIRST, "Nothing beyond the usual.", by=desks["casework-manager"])
    said = {"ask": paper.ask, "remedy_pence": paper.remedy_pence, "mp_interest": False, "paragraphs": paper.paragraphs}
    said["outcome"] = paper.outcome
    ref = submissions.draft(case.ref, kind="decision", **said, by=author).ref  # type: ignore[arg-type]  # its values are what the names say
    for title in paper.evidence:
        submissions.list_evidence(ref, title=title, source=case.items[0], page=1, by=author)
    if paper.comment:
        submissions.remark(ref, kind="party", from_whom=case.body, words=paper.comment, by=author)
    if paper.answered:
        submissions.answer(ref, answers={(0, 1): Given(paper.answered)}, by=author)
    seen = submissions.put_up(ref, by=author)
    if not paper.defect:
        ticked = checklists_on(today()).codes(seen.kind)
        flow.pass_as_ready(ref, seen_sha256=seen.text.sha256, ticked=ticked, by=desks["assistant-casework-manager"])
        flow.sign(ref, outcome="agree", seen_sha256=seen.text.sha256, by=desks[papers.SIGNS[paper.remedy_pence]])


def usernames_of(desks: Desks) -> dict[str, str]:
    """The name that the holder of each post signs in with."""
    names = {held.officer_ref: held.username for held in people.everyone_in_post(on=today())}
    return {post: names[actor.ref] for post, actor in desks.items()}
