"""What was decided, and who may decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duly.casework.decisions import powers
from duly.casework.decisions.models import Code, Decision, Since
from duly.casework.decisions.rules import Made, code_when_made
from duly.casework.submissions.queries import SubmissionSeen
from duly.core.scheme.queries import rule_on
from duly.core.scheme.rules import Row, Ruling, posts_that_may
from duly.primitives.actor import Actor


@dataclass(frozen=True)
class DecisionSeen:
    """One decision. Money in pence; `code` is what it counted as when it was made, `signed_as` the code of the post whose rule allowed it."""

    ref: str
    version: int
    submission_ref: str
    case_ref: str
    kind: str
    outcome: str
    code: str
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
        same = {name: getattr(row, name) for name in cls.__annotations__}
        return cls(**same | {"code": row.code or code_when_made(row.outcome, row.remedy_pence)})


@dataclass(frozen=True)
class SinceSeen:
    """What came of a decision: "withdrawn" or "confirmed", from when it is so, and when we said so."""

    kind: str
    true_from: date
    known_on: date
    because: str
    review_ref: str
    said_by: str
    rule: str
    made_by: UUID

    @classmethod
    def of(cls, row: Since) -> "SinceSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


def decision(ref: str) -> DecisionSeen:
    """One decision. An unknown one is `Decision.DoesNotExist`."""
    return DecisionSeen.of(Decision.objects.get(ref=ref))


def exists(ref: str) -> bool:
    """Whether there is such a decision."""
    return Decision.objects.filter(ref=ref).exists()


def decisions(*, case_ref: str = "", limit: int = 200) -> tuple[DecisionSeen, ...]:
    """Decisions, of one case where it is named, newest first."""
    found = Decision.objects.order_by("-signed_on", "-ref")
    return tuple(DecisionSeen.of(row) for row in (found.filter(case_ref=case_ref) if case_ref else found)[:limit])


def head(case_ref: str, kind: str) -> DecisionSeen | None:
    """The newest decision of this kind in a case, withdrawn or not: the one nothing supersedes. None when there is none."""
    found = Decision.objects.filter(case_ref=case_ref, kind=kind)
    row = found.exclude(ref__in=found.exclude(supersedes="").values("supersedes")).first()
    return DecisionSeen.of(row) if row else None


def standing(case_ref: str, kind: str) -> DecisionSeen | None:
    """The decision of this kind that stands in a case. None when there is none, or it was withdrawn and none was made since."""
    last = head(case_ref, kind)
    return None if last is None or withdrawn(last.ref) is not None else last


def stood(case_ref: str, kind: str, *, on: date, known: date) -> DecisionSeen | None:
    """The decision that stood on one day, by what was known at the end of another: the two clocks."""
    found = Decision.objects.filter(case_ref=case_ref, kind=kind, signed_on__lte=min(on, known)).order_by("-pk")
    row = found.first()
    gone = Since.objects.filter(decision=row, kind="withdrawn", true_from__lte=on, known_on__lte=known)
    return None if row is None or gone.exists() else DecisionSeen.of(row)


def chain(case_ref: str, kind: str) -> tuple[DecisionSeen, ...]:
    """Every decision of this kind in a case, each superseding the one before it, the first first."""
    return tuple(DecisionSeen.of(row) for row in Decision.objects.filter(case_ref=case_ref, kind=kind).order_by("pk"))


def withdrawn(ref: str) -> date | None:
    """The day from which a decision is withdrawn; None while it is not."""
    return Since.objects.filter(decision__ref=ref, kind="withdrawn").values_list("true_from", flat=True).first()


def withdrawn_among(refs: Collection[str]) -> frozenset[str]:
    """Those of these decisions that are withdrawn."""
    return frozenset(Since.objects.filter(decision__ref__in=refs, kind="withdrawn").values_list("decision__ref", flat=True))


def since(ref: str) -> tuple[SinceSeen, ...]:
    """What came of a decision after it was made, the oldest first."""
    return tuple(SinceSeen.of(row) for row in Since.objects.filter(decision__ref=ref).order_by("pk"))


def code_of(ref: str) -> str:
    """What a decision is counted as today."""
    corrected = Code.objects.filter(decision__ref=ref, superseded_by__isnull=True).values_list("code", flat=True).first()
    return corrected or decision(ref).code


def corrections(ref: str) -> tuple[tuple[date, str, str, str, str], ...]:
    """Every correction of a decision's code, the oldest first: known on, was, is, why, by whom."""
    found = Code.objects.filter(decision__ref=ref).order_by("pk")
    return tuple(found.values_list("known_on", "was", "code", "because", "said_by"))


def made(*, starts: date, ends: date) -> tuple[Made, ...]:
    """Every decision of a period (half-open), as figures take it: in four questions, however many there are."""
    rows = list(Decision.objects.filter(signed_on__gte=starts, signed_on__lt=ends).order_by("signed_on", "ref"))
    refs = [row.ref for row in rows]
    later = {row.supersedes: (row.signed_on, row.ref) for row in Decision.objects.filter(supersedes__in=refs)}
    gone = {
        ref: (known_on, because)
        for ref, known_on, because in Since.objects.filter(kind="withdrawn", decision__ref__in=refs).values_list(
            "decision__ref", "known_on", "because"
        )
    }
    changes: dict[str, list[tuple[date, str, str]]] = {}
    for ref, *change in (
        Code.objects.filter(decision__ref__in=refs).order_by("pk").values_list("decision__ref", "known_on", "code", "because")
    ):
        changes.setdefault(ref, []).append((change[0], change[1], change[2]))
    return tuple(
        Made(
            row.ref,
            row.case_ref,
            row.signed_on,
            DecisionSeen.of(row).code,
            tuple(changes.get(row.ref, ())),
            gone.get(row.ref),
            later.get(row.ref),
        )
        for row in rows
    )


def superseded_by(ref: str) -> str:
    """The reference of the decision that superseded this one, or nothing."""
    return Decision.objects.filter(supersedes=ref).values_list("ref", flat=True).first() or ""


def facts_of(seen: SubmissionSeen, *, by: Actor) -> dict[str, object]:
    """What the scheme is told when somebody would sign, or was told when somebody did. Remedy in pence."""
    made = Decision.objects.filter(submission_ref=seen.ref).first()
    before = decision(made.supersedes) if made and made.supersedes else None if made else head(seen.case_ref, seen.kind)
    return {
        "remedy": seen.text.remedy_pence,
        "mp asked": seen.text.mp_interest,
        "changes an earlier decision": before is not None,
        "prepared by you": by.ref in seen.authors,
        "kind": seen.kind,
        "earlier decision was yours": before is not None and before.signed_by == by.ref,
        **seen.circumstances.facts(),
    }


def posts_that_may_sign(papers: Sequence[SubmissionSeen], rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """For each paper, by reference, the posts that these rows would let sign it: somebody who did not prepare it, whether anybody holds them or not."""
    made = list(Decision.objects.filter(case_ref__in={one.case_ref for one in papers}))
    of_papers, superseded = {one.submission_ref: one for one in made}, {one.supersedes for one in made}
    stand = {(one.case_ref, one.kind) for one in made if one.ref not in superseded}
    return {
        one.ref: posts_that_may(
            powers.SIGN,
            rows,
            {
                "remedy": one.text.remedy_pence,
                "mp asked": one.text.mp_interest,
                "changes an earlier decision": bool(of_papers[one.ref].supersedes)
                if one.ref in of_papers
                else (one.case_ref, one.kind) in stand,
                "prepared by you": False,
                "kind": one.kind,
                "earlier decision was yours": False,
                **one.circumstances.facts(),
            },
        )
        for one in papers
    }


def ruling_on(seen: SubmissionSeen, *, by: Actor, on: date) -> Ruling:
    """Whether this person may sign this on this day, with every row looked at."""
    return rule_on(powers.SIGN, facts_of(seen, by=by), actor=by, on=on)


def may_sign(seen: SubmissionSeen, *, on: date) -> tuple[str, ...]:
    """Codes of the posts whose rule would let somebody who did not prepare it sign this on a day, whether anybody holds them or not."""
    ruling = ruling_on(seen, by=Actor("", "", ()), on=on)
    return tuple(dict.fromkeys(row.post for row in ruling.rows if all(cell.met for cell in row.cells)))
