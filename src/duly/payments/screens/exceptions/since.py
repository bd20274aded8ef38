"""What changed since a line-week was judged before: the earlier judgements there are, and the causes between one of them and this, which add up."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from duly.payments.flow.certifying import moment
from duly.payments.validation import queries
from duly.payments.validation.queries import ChangesSeen
from duly.primitives.money import plain_pounds, pounds
from duly.ui.frame import Cell, Column, Row, Table


@dataclass(frozen=True)
class Compared:
    """What is offered and what was asked for. `earlier` are (reference, words) of the judgements to choose from, the newest first."""

    earlier: tuple[tuple[str, str], ...]
    since: str = ""
    seen: ChangesSeen | None = None
    why_not: str = ""

    @classmethod
    def asked(cls, request: HttpRequest, assessed_id: int, week: date, judgement_ref: str) -> "Compared":
        """What `?since=` asks of a line-week of this judgement."""
        every = queries.judgements_of(week)
        place = [one.ref for one in every].index(judgement_ref)
        earlier = tuple((one.ref, f"{one.ref}, {moment(one.made_at)}") for one in every[place + 1 :])
        since = request.GET.get("since", "").strip()
        if not since:
            return cls(earlier)
        if since not in dict(earlier):
            return cls(earlier, why_not=f"{since!r} is not a judgement of this week from before {judgement_ref}.")
        return cls(earlier, since, queries.changes_since(assessed_id, since))

    @property
    def status(self) -> int:
        """How the page answers: 422 when what was asked for is not there."""
        return 422 if self.why_not else 200

    @property
    def table(self) -> Table | None:
        """From what was entitled then to what is now, cause by cause."""
        seen = self.seen
        if seen is None:
            return None
        causes = tuple(
            Row((one.cause[0].upper() + one.cause[1:], f"{'+' if one.pence > 0 else ''}{pounds(one.pence)}", "; ".join(one.told) or "–"))
            for one in seen.changes
        )
        return Table(
            f"From {seen.since_ref} to {seen.judgement_ref}",
            (Column("Because of", "wrap"), Column("£", "number"), Column("Facts", "wrap")),
            (Row((f"Entitled by {seen.since_ref}", pounds(seen.before_pence), "–")), *causes),
            foot=(
                f"Entitled by {seen.judgement_ref}",
                Cell(pounds(seen.entitled_pence), strong=True),
                "" if causes else "Nothing changed.",
            ),
        )

    def as_json(self) -> dict:
        """The judgements there are to choose from, and what was asked for."""
        told: dict = {"earlier_judgements": [ref for ref, _ in self.earlier]}
        if self.why_not:
            told["why_not"] = self.why_not
        if self.seen:
            told["since"] = {
                "judgement": self.seen.since_ref,
                "entitled_before": plain_pounds(self.seen.before_pence),
                "entitled": plain_pounds(self.seen.entitled_pence),
                "changes": [
                    {"because_of": one.cause, "pounds": plain_pounds(one.pence), "facts": list(one.told)} for one in self.seen.changes
                ],
            }
        return told
