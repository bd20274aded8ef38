"""Triage of 1,000 letters of the invented ombudsman's office: looked at by the rules in memory, and registered, marked, suggested and triaged in a scratch database.

In memory, beside what a program without rules of its own does: the same phrases, each as a regular expression of its own, searched one after another. It says only which flags there are; ours says where each stands,
to the letter, and which day is read beside it, and knows words that excuse others and days gone by. In the database every letter is kept with its hash, each act has its entry of the record, and alerts are raised.
"""

import re
from dataclasses import replace
from typing import Any

from benchmarks.figures import Row, apart, timed

LETTERS = 1_000
GOAL_MS = 200.0
"""For one letter, from its bytes to its place: a person is asked for twelve seconds."""


def measured(size: str = str(LETTERS)) -> tuple[list[Row], list[str]]:
    """Rows of looking and of triaging, and what the one is to the other."""
    told = apart("benchmarks.triage:here", size)["told"]
    return [Row(**row) for row in told["rows"]], told["lines"]


def here(size: str) -> dict[str, Any]:
    """The same in this process, in an installation of its own."""
    from benchmarks.found import a_scratch_office, people_the_office

    many = int(size)
    with a_scratch_office():
        from duly.cli.opening import start_django

        start_django()
        from duly.casework.correspondence.rules.first import FIRST
        from duly.core.calendar.actions import load_holidays
        from duly.core.people.queries import actor
        from duly.core.record import sight
        from duly.core.record.clock import today
        from duly.office.practice.letterbox.inventing import invent
        from duly.office.practice.letterbox.planted import FULL
        from duly.primitives.actor import SYSTEM

        sight.this_process_sees_everything("It measures.")
        load_holidays(years=range(today().year - 1, today().year + 2), by=SYSTEM)
        letters = [replace(one, way="e-mail") for one in invent(replace(FULL, items=max(many, FULL.items)), today=today())][:many]
        loop = _loop(FIRST.rules)
        _by_rules(FIRST.rules, letters[0])  # expressions are made once, in either
        ours, wall, cpu = timed(lambda: [_by_rules(FIRST.rules, one) for one in letters])
        theirs, loop_wall, loop_cpu = timed(lambda: [_by_loop(loop, one) for one in letters])
        what = "letters looked at for every trigger"
        planted = [frozenset(one.flags) - {"watched"} for one in letters]

        def wrong(found: list[frozenset[str]]) -> int:
            return sum(one != flags for one, flags in zip(found, planted, strict=True))

        rows = [
            {"what": what, "engine": "Duly's rules", "visits": many, "wall_s": wall, "cpu_s": cpu},
            {
                "what": what,
                "engine": "a regular expression a phrase, in a loop",
                "visits": many,
                "wall_s": loop_wall,
                "cpu_s": loop_cpu,
                "note": f"{wrong(theirs)} letters with other flags than were planted; Duly's rules {wrong(ours)}",
            },
        ]
        refs = people_the_office()
        by = next(one for one in (actor(ref, on=today()) for ref in refs) if "executive-assistant" in one.posts)
        _, whole, used = timed(lambda: [_triaged(one, by) for one in letters])
        rows.append(
            {
                "what": "letters registered, kept, marked, suggested, triaged and alerted to",
                "engine": "Duly, PostgreSQL",
                "visits": many,
                "wall_s": whole,
                "cpu_s": used,
                "figure": round(whole / many * 1000, 1),
                "unit": "ms a letter",
                "goal": GOAL_MS,
            }
        )
        lines = [f"the loop takes {loop_wall / wall:.2f} times as long as Duly's rules, and says no place and no day"]
    return {"rows": rows, "lines": lines}


def _by_rules(rules: Any, letter: Any) -> frozenset[str]:
    from duly.casework.correspondence.rules.watching import Arrived, marks

    arrived = Arrived(f"{letter.sender_name} <{letter.sender_address}>", letter.subject, letter.text, letter.received_on)
    return frozenset(one.rule for one in marks(rules, arrived))


def _loop(rules: Any) -> list[tuple[str, tuple[str, ...], list[re.Pattern[str]]]]:
    """Each rule's phrases as somebody would write them down without a language for them, with the endings of its senders."""
    from duly.casework.correspondence.rules import watching

    return [
        (
            rule.code,
            rule.senders,
            [re.compile(watching._one(one), flags) for phrases, flags in ((rule.phrases, re.I), (rule.exact, 0)) for one in phrases],
        )
        for rule in rules
    ]


def _by_loop(loop: list[tuple[str, tuple[str, ...], list[re.Pattern[str]]]], letter: Any) -> frozenset[str]:
    words = f"{letter.sender_name}\n{letter.subject}\n\n{letter.text}"
    return frozenset(
        code
        for code, senders, patterns in loop
        if letter.sender_address.endswith(senders or ("\0",)) or any(one.search(words) for one in patterns)
    )


def _triaged(letter: Any, by: Any) -> str:
    """Its reference, once all was done as the practice copy's office does it, one unit of work an act, as it is when a person does it."""
    from duly.casework import flow
    from duly.office.practice.letterbox.mailing import as_mail

    item = flow.register_post(letter.file_name, as_mail(letter), received_on=letter.received_on, why_late="It is measured.", by=by)
    made = flow.suggest_for(item.ref, item)
    flow.triage_post(
        item.ref,
        way=made.what.way,
        direct_to=made.what.direct_to,
        next_action=made.what.next_action,
        owner=made.owner or by.ref,
        alert_post=made.what.alert,
        note=made.what.note,
        as_suggested=True,
        by=by,
    )
    return item.ref
