"""What was decided, and who may decide."""

from dataclasses import dataclass
from datetime import date

from duly.casework.decisions import powers
from duly.casework.decisions.models import Decision
from duly.casework.submissions.queries import SubmissionSeen
from duly.core.scheme.queries import rule_on
from duly.core.scheme.rules import Ruling
from duly.primitives.actor import Actor


@dataclass(frozen=True)
class DecisionSeen:
    """One decision. Money in pence; `signed_as` is the code of the post whose rule allowed it."""

    ref: str
    version: int
    submission_ref: str
    case_ref: str
    kind: str
    outcome: str
    because: str
    remedy_pence: int
    seen_sha256: str
    signed_by: str
    signed_as: str
    on_behalf: str
    signed_on: date
    rule: str
    scheme: str
    supersedes: str

    @classmethod
    def of(cls, row: Decision) -> "DecisionSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


def decision(ref: str) -> DecisionSeen:
    """One decision. An unknown one is `Decision.DoesNotExist`."""
    return DecisionSeen.of(Decision.objects.get(ref=ref))


def decisions(*, case_ref: str = "", limit: int = 200) -> tuple[DecisionSeen, ...]:
    """Decisions, of one case where it is named, newest first."""
    found = Decision.objects.order_by("-signed_on", "-ref")
    return tuple(DecisionSeen.of(row) for row in (found.filter(case_ref=case_ref) if case_ref else found)[:limit])


def standing(case_ref: str, kind: str) -> DecisionSeen | None:
    """The decision of this kind that stands in a case: the one nothing supersedes. None when there is none."""
    found = Decision.objects.filter(case_ref=case_ref, kind=kind)
    row = found.exclude(ref__in=found.exclude(supersedes="").values("supersedes")).first()
    return DecisionSeen.of(row) if row else None


def superseded_by(ref: str) -> str:
    """The reference of the decision that superseded this one, or nothing."""
    return Decision.objects.filter(supersedes=ref).values_list("ref", flat=True).first() or ""


def facts_of(seen: SubmissionSeen, *, by: Actor) -> dict[str, object]:
    """What the scheme is told when somebody would sign, or was told when somebody did. Remedy in pence."""
    made = Decision.objects.filter(submission_ref=seen.ref).first()
    changes = bool(made.supersedes) if made else standing(seen.case_ref, seen.kind) is not None
    return {
        "remedy": seen.text.remedy_pence,
        "mp asked": seen.text.mp_interest,
        "changes an earlier decision": changes,
        "prepared by you": by.ref in seen.authors,
    }


def ruling_on(seen: SubmissionSeen, *, by: Actor, on: date) -> Ruling:
    """Whether this person may sign this on this day, with every row looked at."""
    return rule_on(powers.SIGN, facts_of(seen, by=by), actor=by, on=on)


def may_sign(seen: SubmissionSeen, *, on: date) -> tuple[str, ...]:
    """Codes of the posts whose rule would let somebody who did not prepare it sign this on a day, whether anybody holds them or not."""
    ruling = ruling_on(seen, by=Actor("", "", ()), on=on)
    return tuple(dict.fromkeys(row.post for row in ruling.rows if all(cell.met for cell in row.cells)))
