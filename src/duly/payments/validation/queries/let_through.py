"""What contracts let through, whether it stands, and who looked at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from duly.core.record.queries import history
from duly.payments.packages.queries import line as line_known
from duly.payments.validation.models import Letting, LettingDraw, LettingLookedAt
from duly.payments.validation.models.letting import FAIR
from duly.payments.validation.queries.judgements import current_judgement_ref


@dataclass(frozen=True)
class LookSeen:
    """What somebody found: "fair" or "not fair". Why is in the record."""

    finding: str
    looked_by: str
    looked_at: datetime


@dataclass(frozen=True)
class LettingSeen:
    """What was let through of a line and week, as last judged. `stands` is False when a later judgement of the week no longer lets it through.

    `drawn_in` is the judgement that let it through first and whose inputs' digest, `seed`, drew whether it is `sampled`.
    """

    letting_id: int
    assessed_id: int
    judgement_ref: str
    judged_by: str
    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    claimed_pence: int
    minutes: int
    pence: int
    clause: str
    stands: bool
    sampled: bool
    seed: str
    drawn_in: str
    looked: LookSeen | None


def lettings() -> tuple[LettingSeen, ...]:
    """Every line and week that was ever let through, the newest week first, then by provider and line."""
    found = _seen(LettingDraw.objects.all())
    return tuple(sorted(found, key=lambda one: (-one.week.toordinal(), one.provider_ref, one.line_ref)))


def letting(line_ref: str, week: date) -> LettingSeen:
    """What was let through of one line and week. `LettingDraw.DoesNotExist` when nothing was."""
    return next(_seen([LettingDraw.objects.get(line_ref=line_ref, week=week)]))


def how_many_to_look_at() -> int:
    """How many that were drawn nobody has looked at yet."""
    return LettingDraw.objects.filter(sampled=True, looked_at__isnull=True).count()


@dataclass(frozen=True)
class NotFair:
    """Something let through under a contract that somebody found not fair, and that nothing was done about since."""

    line_ref: str
    week: date
    contract_ref: str
    looked_at: datetime


def found_not_fair() -> tuple[NotFair, ...]:
    """What was found not fair, the newest finding first, until its contract gets other terms, an embargo or an end, or what is looked at under it
    later is found fair."""
    found = LettingLookedAt.objects.select_related("draw").order_by("-looked_at", "-id")
    fair: dict[str, datetime] = {}
    waits = []
    for one in found:
        line = line_known(one.draw.line_ref)
        contract = line.contract_ref if line else ""
        if one.finding == FAIR:
            fair.setdefault(contract, one.looked_at)
        elif contract not in fair and not any(e.at > one.looked_at and e.action in ANSWERS for e in history("contract", contract)):
            waits.append(NotFair(one.draw.line_ref, one.draw.week, contract, one.looked_at))
    return tuple(waits)


ANSWERS = ("terms.agreed", "contract.embargoed", "contract.ended")
"""What may be done about a contract that lets through what is not fair."""


def _seen(draws: Iterable[LettingDraw]):
    wanted = {draw.pk for draw in draws}
    newest = {one.draw_id: one for one in _of(Letting, wanted).select_related("judgement", "assessed", "draw__judgement").order_by("pk")}
    looked = {one.draw_id: LookSeen(one.finding, one.looked_by, one.looked_at) for one in _of(LettingLookedAt, wanted)}
    standing = {week: current_judgement_ref(week) for week in {one.draw.week for one in newest.values()}}
    for one in newest.values():
        yield LettingSeen(
            letting_id=one.pk,
            assessed_id=one.assessed_id,
            judgement_ref=one.judgement.ref,
            judged_by=one.judged_by,
            line_ref=one.draw.line_ref,
            provider_ref=one.assessed.provider_ref,
            person_ref=one.assessed.person_ref,
            service=one.assessed.service,
            week=one.draw.week,
            claimed_pence=one.assessed.claimed_pence,
            minutes=one.minutes,
            pence=one.pence,
            clause=one.clause,
            stands=one.judgement.ref == standing[one.draw.week],
            sampled=one.draw.sampled,
            seed=one.draw.seed,
            drawn_in=one.draw.judgement.ref,
            looked=looked.get(one.draw_id),
        )


def _of(model, draws: set[int]):
    return model.objects.filter(draw_id__in=draws)
