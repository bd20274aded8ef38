"""What was planted in invented post beside what was found in it: everything noticed, what nobody noticed, and every false alarm by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from duly.casework.correspondence import queries as post
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow import right_first_time
from duly.casework.flow.reading import under_instructions
from duly.casework.submissions import queries as submissions
from duly.core.record.clock import today
from duly.office.practice.letterbox.inventing import Letter
from duly.office.practice.letterbox.papers import asked, planned
from duly.office.practice.letterbox.planted import STANDING, Office


@dataclass(frozen=True)
class Counted:
    """Planted triggers by kind, how many of them the rules found, and in one sentence each what they missed and where they were wrong.

    `found_later` are letters that came before they were watched for and are listed as missed; `by_hand` those flagged by who read them.
    """

    planted: dict[str, int]
    found: dict[str, int]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    not_expected: tuple[str, ...]
    found_later: int
    by_hand: int


def counted(letters: Sequence[Letter], items: dict[int, ItemSeen]) -> Counted:
    """Hold every letter's item to what was planted in the letter."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed, wrong = [], []
    said_false = {(one.ref, one.rule) for one in post.false_alarms()}
    under = under_instructions(items.values())
    later = {seen.ref for seen, _ in post.missed(on=today(), limit=1_000)}
    for letter in letters:
        item = items[letter.number]
        raised = {mark.rule for mark in item.marks if not mark.by_person} | {rule for ref, rule in said_false if ref == item.ref}
        if letter.kind not in ("beyond the words", "before the watch"):
            for flag in letter.flags:
                planted[flag] += 1
                right = flag in raised and (not letter.ahead or _day_read(letter, item))
                found[flag] += right
                if not right:
                    missed.append(f"{item.ref}: {flag}, in “{letter.subject}”")
        if letter.kind == STANDING:
            planted[STANDING] += 1
            found[STANDING] += item.ref in under
            if item.ref not in under:
                missed.append(f"{item.ref}: nobody was told of the instruction about its writer")
        wrong += [(letter, item, rule) for rule in sorted(raised - set(letter.flags))]
    early = [one for one in letters if one.kind == "before the watch"]
    beyond = [one for one in letters if one.kind == "beyond the words"]
    return Counted(
        dict(planted),
        dict(found),
        tuple(missed),
        tuple(f"{item.ref}: {rule}, at “{letter.paragraphs[2]}”" for letter, item, rule in wrong),
        tuple(f"{item.ref}: {rule}, in a letter that is {letter.kind}" for letter, item, rule in wrong if letter.kind != "false alarm"),
        sum(items[one.number].ref in later for one in early),
        sum(any(mark.by_person for mark in items[one.number].marks) for one in beyond),
    )


def _day_read(letter: Letter, item: ItemSeen) -> bool:
    return letter.received_on + timedelta(days=letter.ahead) in {mark.day for mark in item.marks}


def in_a_word(told: Counted, letters: int) -> str:
    """The count in one sentence."""
    planted, found = sum(told.planted.values()), sum(told.found.values())
    all_found = "all found" if planted == found else f"{found} found"
    return (
        f"{planted} triggers of {len(told.planted)} kinds in {letters} letters: {all_found}; {len(told.false_alarms)} false alarms, "
        f"{told.found_later} found later, {told.by_hand} flagged by hand"
    )


@dataclass(frozen=True)
class Checked:
    """Papers with a planted defect and sound ones, how many of the defects the checks found, and in one sentence each what was missed or wrongly found.

    `by_code` is how often each finding was made, in all the papers there are.
    """

    papers: int
    clean: int
    planted: int
    found: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    by_code: dict[str, int]


def checked(office: Office | None) -> Checked:
    """Hold the right-first-time checks against every paper, and what they find in the planted ones to what was planted."""
    plan = {asked(n): defect for n, defect in enumerate(planned(office))} if office else {}
    by_code: Counter[str] = Counter()
    missed, wrong, clean, found = [], [], 0, 0
    every = submissions.submissions(limit=10_000)
    for seen in every:
        codes = {one.code for result in right_first_time(seen) for one in result.findings}
        by_code.update(codes)
        clean += not codes
        if seen.text.ask not in plan:
            continue
        defect = plan[seen.text.ask]
        found += bool(defect) and defect in codes
        missed += [f"{seen.ref}: {defect} was planted and not found"] if defect and defect not in codes else []
        wrong += [f"{seen.ref}: {code}, in a paper {f'with {defect}' if defect else 'that is sound'}" for code in sorted(codes - {defect})]
    planted = sum(1 for defect in plan.values() if defect)
    return Checked(len(every), clean, planted, found, tuple(missed), tuple(wrong), dict(sorted(by_code.items())))
