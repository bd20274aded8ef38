"""What is followed and how it stands, and what each body's compliance comes to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.casework.adjudication import queries as adjudication
from duly.casework.compliance.models import Followed
from duly.casework.compliance.states import FAILED, JUDGED, MET, OPEN, ComplianceState
from duly.core.record.clock import LONDON, today
from duly.core.record.queries import histories

OUR_OWN = "Our own service"
REPEATED = 2
"""How many failures make it repeated: a default that nobody laid down."""


@dataclass(frozen=True)
class FollowedSeen:
    """One recommendation that is followed. `amount_pence` is of a payment; `sources` are the papers that prove what was judged."""

    ref: str
    version: int
    state: str
    recommendation_ref: str
    case_ref: str
    body: str
    ours: bool
    due: date
    ended_on: date | None
    kind: str
    amount_pence: int
    action: str
    proof: str
    sources: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    @property
    def judged(self) -> bool:
        """Whether somebody said how it was complied with, which may be put right."""
        return self.state in JUDGED

    @property
    def overdue(self) -> bool:
        """Whether something is still to be done after its day."""
        return self.open and self.due < today()

    @property
    def failed(self) -> bool:
        """Whether it was late, refused or not done, or is overdue now."""
        return self.state in (*FAILED, ComplianceState.MET_LATE) or self.overdue

    @property
    def ground_for_report(self) -> bool:
        """Whether it is a ground for a public report: it was refused, or not done."""
        return self.state in FAILED

    @property
    def days_late(self) -> int:
        """Days after its day: until it was satisfied, or until today while it is overdue or failed; 0 in time."""
        until = self.ended_on if self.state in MET and self.ended_on else today()
        return max((until - self.due).days, 0)


@dataclass(frozen=True)
class BodyFigures:
    """What a body's compliance comes to: each recommendation counted once."""

    body: str
    followed: int
    met: int
    met_late: int
    waiting: int
    overdue: int
    refused: int
    unmet: int

    @property
    def failures(self) -> int:
        """What was late, refused or not done, and what is overdue."""
        return self.met_late + self.overdue + self.refused + self.unmet

    @property
    def repeated(self) -> bool:
        """Whether non-compliance is repeated."""
        return self.failures >= REPEATED

    @property
    def grounds(self) -> int:
        """How many are a ground for a public report."""
        return self.refused + self.unmet


def followed(ref: str) -> FollowedSeen:
    """One recommendation that is followed. An unknown one is `Followed.DoesNotExist`."""
    return _seen(Followed.objects.filter(pk=Followed.objects.get(ref=ref).pk))[0]


def every(*, case_ref: str = "", limit: int = 5000) -> tuple[FollowedSeen, ...]:
    """What is followed, the first due first; of one case, or of all."""
    found = Followed.objects.order_by("due", "pk")
    return _seen((found.filter(case_ref=case_ref) if case_ref else found)[:limit])


def of_recommendations(refs: Iterable[str]) -> dict[str, str]:
    """For each of these recommendations that is followed, the reference of what follows it."""
    return dict(Followed.objects.filter(recommendation_ref__in=list(refs)).values_list("recommendation_ref", "ref"))


def by_body(*, known: date | None = None) -> tuple[BodyFigures, ...]:
    """What every body's compliance comes to, and our own, those with most failures first: as known now, or as it was known at the end of a day."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Followed.objects.values_list("body", "state", "due") if known is None else _as_known(known)
    for body, state, due in rows:
        late = state in OPEN and due < (known or today())
        counts[body]["followed"] += 1
        counts[body]["overdue" if late else "waiting" if state in OPEN else state.replace(" ", "_")] += 1
    names = ("followed", "met", "met_late", "waiting", "overdue", "refused", "unmet")
    found = (BodyFigures(body, **{name: counted.get(name, 0) for name in names}) for body, counted in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.failures, one.body)))


def _as_known(day: date) -> Iterable[tuple[str, str, date]]:
    """(Body, state, due) of what was followed by the end of a day, by what the record says until then."""
    held = {ref: (body, due) for ref, body, due in Followed.objects.values_list("ref", "body", "due")}
    for (kind, ref), entries in histories(held).items():
        said = [one.facts for one in entries if one.at.astimezone(LONDON).date() <= day] if kind == "compliance" else []
        if said:
            yield held[ref][0], said[-1].get("state", ComplianceState.DUE), held[ref][1]


def _seen(rows: Iterable[Followed]) -> tuple[FollowedSeen, ...]:
    held = list(rows)
    made = adjudication.some(tuple(row.recommendation_ref for row in held))
    proofs: dict[int, list[str]] = defaultdict(list)
    for row in (
        Followed.objects.filter(pk__in=[row.pk for row in held], proofs__superseded_by__isnull=True, proofs__isnull=False)
        .values_list("pk", "proofs__source_ref")
        .order_by("proofs__pk")
    ):
        proofs[row[0]].append(row[1])
    own = ("ref", "version", "state", "recommendation_ref", "case_ref", "body", "ours", "due", "ended_on")
    return tuple(
        FollowedSeen(
            **{name: getattr(row, name) for name in own},
            **{name: getattr(made[row.recommendation_ref], name) for name in ("kind", "amount_pence", "action", "proof")},
            sources=tuple(proofs[row.pk]),
        )
        for row in held
    )
