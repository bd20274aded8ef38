"""Every submission in short: what a list shows, filters and sorts by, without reading the words of any version. Questions only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Func, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from duly.casework.submissions.governing import every_rules
from duly.casework.submissions.models import Remark, ReturnNote, Submission
from duly.casework.submissions.rules import Complexity
from duly.casework.submissions.rules.complexity import Weights, complexity
from duly.casework.submissions.rules.laid_down import WEIGHTS


@dataclass(frozen=True)
class InShort:
    """A submission and its newest version, in short. `remedy_pence` is pence; `routed` is the post somebody chose to review it, or empty."""

    ref: str
    case_ref: str
    kind: str
    state: str
    number: int
    prepared_by: str
    drafted_on: date
    ask: str
    remedy_pence: int
    mp_interest: bool
    sha256: str
    returned: int
    complexity: Complexity
    routed: str


def in_short(*, but: Collection[str] = ()) -> tuple[InShort, ...]:
    """Every submission that whoever asks may see, `but` these, the oldest first."""
    newest = FilteredRelation("texts", condition=Q(texts__number=F("number")))
    rows = (
        Submission.objects.exclude(ref__in=but)
        .annotate(newest=newest)
        .annotate(
            ask=F("newest__ask"),
            remedy_pence=F("newest__remedy_pence"),
            mp_interest=F("newest__mp_interest"),
            sha256=F("newest__sha256"),
            weighed_by=F("newest__weighed_by"),
            long=Func(F("newest__paragraphs"), function="jsonb_array_length", output_field=IntegerField()),
            returned=_how_many(ReturnNote.objects.all()),
            comments=_how_many(Remark.objects.filter(kind="party")),
            routed=Subquery(Submission.objects.filter(pk=OuterRef("pk")).order_by("-routes__pk").values("routes__post")[:1]),
        )
        .order_by("drafted_on", "ref")
    )
    plain = (
        "ref",
        "case_ref",
        "kind",
        "state",
        "number",
        "prepared_by",
        "drafted_on",
        "ask",
        "remedy_pence",
        "mp_interest",
        "sha256",
        "returned",
    )
    weights = every_rules(WEIGHTS)
    return tuple(_seen(row, plain, weights[row["weighed_by"]]) for row in rows.values(*plain, "routed", "comments", "long", "weighed_by"))


def _how_many(of: Any) -> Coalesce:
    """How many of these a submission has."""
    counted = of.filter(submission=OuterRef("pk")).order_by().values("submission").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def _seen(row: dict[str, Any], plain: tuple[str, ...], weights: Weights) -> InShort:
    weighed = {name: row[name] for name in ("kind", "remedy_pence", "mp_interest", "returned", "comments")}
    found = complexity(weights, **weighed, paragraphs=row["long"])
    return InShort(**{name: row[name] for name in plain}, complexity=found, routed=row["routed"] or "")
