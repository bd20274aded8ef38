"""What the journey of a week must meet: of what the invented council planted, and of what the plain programs make of its inputs. Never of a page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from duly.office.practice.council import LEFT_UNDECIDED
from duly.office.practice.invented import SIZES, Council, invent
from duly.office.practice.invented.frozen import inputs_of
from duly.payments.validation.judging import judge_known
from duly.payments.validation.outcomes import LineWeek
from duly.primitives.money import price

LATE_MINUTES = 300
"""What is claimed late: two visits of two hours and a half."""
LATE_ON = {1, 3}
"""On a Tuesday and a Thursday."""
OPEN = LEFT_UNDECIDED + 1
"""What is to be decided once the late claim is judged."""


@cache
def council() -> Council:
    """The council that the practice copy played."""
    return invent(SIZES["small"])


@cache
def judged() -> Mapping[tuple[str, str, str], LineWeek]:
    """Its newest week by provider, person and service, as the plain programs judge it: no SQL, and no database."""
    week = council().weeks[-1]
    found = judge_known(inputs_of(council(), [week]), [week]).line_weeks
    return {(one.provider_ref, one.person_ref, one.service): one for one in found}


@dataclass(frozen=True)
class Late:
    """Somebody whose week was in order and is paid, with no call on the days of the late visits, and what is claimed for them afterwards. Money is in pence."""

    provider: str
    person: str
    name: str
    service: str
    rate: int
    before: int

    @property
    def more(self) -> int:
        """What the late claim comes to."""
        return price(LATE_MINUTES, self.rate)


@cache
def late() -> Late:
    """The first of them with the first provider whose late claim is beyond what the officer may decide, which is £100."""
    here, week = council(), council().weeks[-1]
    claims = Counter((claim.provider_ref, claim.person_ref) for claim in here.claims if claim.week == week)
    names = {person.ref: person.name for person in here.people}
    called = Counter(names.values())
    days: dict[str, set[int]] = {}
    for call in here.patterns:
        days.setdefault(call.line_ref, set()).add(call.weekday)
    line_of = {(line.provider_ref, line.person_ref, line.service): line.line_ref for line in here.lines}
    for claim in (claim for claim in here.claims if claim.week == week and claim.provider_ref == here.providers[0].ref):
        key = claim.provider_ref, claim.person_ref, claim.service
        alone = claims[key[:2]] == 1 and called.get(names.get(claim.person_ref, ""), 0) == 1
        if (
            alone
            and (week, *key) in here.clean
            and not days[line_of[key]] & LATE_ON
            and price(LATE_MINUTES, claim.rate_hundredths) > 100_00
        ):
            return Late(*key[:2], names[claim.person_ref], claim.service, claim.rate_hundredths, claim.pence)
    raise AssertionError("Nobody in this council has such a week: the journey needs another.")


def listed(items: Iterable[Mapping[str, Any]]) -> list[LineWeek]:
    """The line-weeks of a list of exceptions, each found by whose it is and what was claimed; not the late one."""
    known = {(one.provider_ref, one.person_ref, one.claimed_pence): one for one in judged().values()}
    theirs = [(item["provider"], item["person"], pence(item["claimed_pence"])) for item in items]
    return [known[key] for key in theirs if key[:2] != (late().provider, late().person)]


def unevidenced(line_weeks: Iterable[LineWeek]) -> tuple[LineWeek, int, int]:
    """One of these of which something was claimed that no visit shows, with these minutes and pence."""
    return next((one, cut.minutes, cut.pence) for one in line_weeks for cut in one.cuts if cut.cause == "411" and one.claimed_minutes)


def planted(kind: str) -> tuple[str, LineWeek]:
    """The name of the person in whose newest week this was planted, and what comes of it."""
    one = next(p for p in council().planted if (p.kind, p.week) == (kind, council().weeks[-1]))
    name = next(person.name for person in council().people if person.ref == one.person_ref)
    return name, judged()[one.provider_ref, one.person_ref, one.service]


def resident() -> str:
    """Somebody who lives in a care home, and was away from it."""
    return next(absence.person_ref for absence in council().absences)


def pence(pounds: str) -> int:
    """A list's pounds as pence."""
    return int(str(pounds).replace(",", "").replace(".", ""))


def pounds(amount: int) -> str:
    """Pence as a page has them."""
    return f"{amount // 100:,}.{amount % 100:02d}"


def hours(minutes: int) -> str:
    """Minutes as a sentence has them."""
    whole, rest = divmod(minutes, 60)
    return " ".join([*([f"{whole} h"] if whole else []), *([f"{rest} min"] if rest or not whole else [])])
