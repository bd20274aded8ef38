"""What was found on each issue of a case, what it comes to, the scale in force, and what is recommended."""

from dataclasses import dataclass
from datetime import date

from duly.casework.adjudication.models import Finding, Recommendation, SeverityScale
from duly.casework.adjudication.rules import DEFAULT, Found, Scale, as_scale, highest_level, outcome_of, total, why_outside
from duly.casework.adjudication.states import RecommendationState
from duly.casework.investigation import queries as investigation
from duly.core.record.queries import private_words

ERASED = "[erased]"
REASONS = ("standard", "happened", "why_fault", "why_injustice", "why_remedy", "why_outside")


@dataclass(frozen=True)
class FindingSeen:
    """What was found on an issue, with its reasons. `evidence` are references of pieces, `withdrawn` those of them that were since; amounts in pence."""

    issue_ref: str
    case_ref: str
    found: Found
    outside: bool
    scale: int
    evidence: tuple[str, ...]
    found_on: date
    found_by: str
    stands: bool
    standard: str
    happened: str
    why_fault: str
    why_injustice: str
    why_remedy: str
    why_outside: str
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecommendationSeen:
    """Something to be done: by whom, by when, and what would prove it. `ours` says it is for our own service."""

    ref: str
    version: int
    state: str
    case_ref: str
    issue_ref: str
    kind: str
    ours: bool
    amount_pence: int
    due: date
    made_on: date
    body: str
    action: str
    proof: str

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.state == RecommendationState.MADE


@dataclass(frozen=True)
class Remedy:
    """What a case comes to: what the right-first-time checks of a submission may hold the paper to. Nothing is adjudicated while `outcome` is empty.

    `outside` are sentences, one for each issue whose remedy is outside its band; `recommended_pence` is of every payment recommended together.
    """

    outcome: str
    level: int
    total_pence: int
    recommended_pence: int
    outside: tuple[str, ...]


def scales() -> tuple[Scale, ...]:
    """Every scale: the default as shipped (number 0), then each adopted."""
    return (DEFAULT, *(as_scale(row.number, row.starts, row.bands) for row in SeverityScale.objects.order_by("number")))


def scale_on(on: date) -> Scale:
    """The scale in force on a day."""
    return max((one for one in scales() if one.starts <= on), key=lambda one: one.number, default=DEFAULT)


def findings(case_ref: str, *, superseded: bool = False) -> tuple[FindingSeen, ...]:
    """What was found on the issues of a case; the findings that were superseded too, where asked, the oldest first."""
    rows = Finding.objects.filter(case_ref=case_ref).order_by("pk")
    return _findings(list(rows if superseded else rows.filter(superseded_by__isnull=True)))


def finding(issue_ref: str) -> FindingSeen | None:
    """The finding on an issue that stands, or None."""
    return next(iter(_findings(list(Finding.objects.filter(issue_ref=issue_ref, superseded_by__isnull=True)))), None)


def recommendations(case_ref: str, *, standing: bool = False) -> tuple[RecommendationSeen, ...]:
    """What is recommended on a case, in the order it was made; or only what stands."""
    rows = Recommendation.objects.filter(case_ref=case_ref).order_by("pk")
    return _recommendations(list(rows.filter(state=RecommendationState.MADE) if standing else rows))


def recommendation(ref: str) -> RecommendationSeen:
    """One recommendation. An unknown one is `Recommendation.DoesNotExist`."""
    return _recommendations([Recommendation.objects.get(ref=ref)])[0]


def some(refs: tuple[str, ...]) -> dict[str, RecommendationSeen]:
    """These recommendations by reference; unknown ones are left out."""
    return {one.ref: one for one in _recommendations(list(Recommendation.objects.filter(ref__in=refs)))}


def remedy_of(case_ref: str) -> Remedy:
    """What a case comes to: its outcome and level by rule from its findings, and its financial remedy from its parts.

    What was found on an issue before it was dropped is kept, and counts for nothing.
    """
    looked_into = {one.ref for one in investigation.issues(case_ref, dropped=False)}
    stood = tuple(one for one in findings(case_ref) if one.issue_ref in looked_into)
    known = {one.number: one for one in scales()}
    found = [one.found for one in stood]
    outside = tuple(
        f"{one.issue_ref}: {why_outside(known[one.scale], one.found.level, one.found.remedy_pence)}" for one in stood if one.outside
    )
    paid = sum(one.amount_pence for one in recommendations(case_ref, standing=True) if one.issue_ref in looked_into)
    return Remedy(outcome_of(found), highest_level(found), total(found), paid, outside)


def cases_found_on() -> frozenset[str]:
    """Cases on which something is found that stands."""
    return frozenset(Finding.objects.filter(superseded_by__isnull=True).values_list("case_ref", flat=True))


def _findings(rows: list[Finding]) -> tuple[FindingSeen, ...]:
    words = private_words({row.made_by for row in rows})
    gone = investigation.withdrawn_among({ref for row in rows for ref in row.evidence})
    own = ("issue_ref", "case_ref", "outside", "scale", "found_on", "found_by")
    return tuple(
        FindingSeen(
            **{name: getattr(row, name) for name in own},
            found=Found(row.fault, row.injustice, row.level, row.remedy_pence, row.loss_pence),
            evidence=tuple(row.evidence),
            stands=row.superseded_by is None,
            withdrawn=tuple(one for one in row.evidence if one in gone),
            **{name: words.get(row.made_by, {}).get(name, ERASED) for name in REASONS},
        )
        for row in rows
    )


def _recommendations(rows: list[Recommendation]) -> tuple[RecommendationSeen, ...]:
    words = private_words({row.told_by for row in rows})
    own = ("ref", "version", "state", "case_ref", "issue_ref", "kind", "ours", "amount_pence", "due", "made_on")
    return tuple(
        RecommendationSeen(
            **{name: getattr(row, name) for name in own},
            **{name: words.get(row.told_by, {}).get(name, ERASED) for name in ("body", "action", "proof")},
        )
        for row in rows
    )
