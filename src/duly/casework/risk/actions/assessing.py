"""Assessing the risk of a case, confirming an assessment, making one due again, and saying that the register was looked at."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import connection

from duly.casework.risk import checks, queries
from duly.casework.risk.events import RegisterLookedAt, RiskAssessed, RiskConfirmed, RiskDueAgain
from duly.casework.risk.models import Assessment, Due, Look, Score
from duly.casework.risk.queries import AssessmentSeen, DueSeen
from duly.casework.risk.rules.scoring import level_of
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def assess(
    case_ref: str,
    *,
    points: Mapping[str, int],
    evidence: Mapping[str, str],
    papers: Mapping[str, str],
    owner: str,
    mitigation: str,
    review_on: date,
    by: Actor,
) -> AssessmentSeen:
    """Assess the risk of a case: points from 0 to 3 for each dimension of the rules in force, the words and the paper they rest on,
    what is done about it, and the day it is looked at again. What stood before is kept, and whatever was due is answered."""
    with unit_of_work() as record:
        _one_at_a_time(case_ref)
        stop_if(
            checks.why_not_assess(
                case_ref, points=points, evidence=evidence, papers=papers, owner=owner, mitigation=mitigation, review_on=review_on, by=by
            )
        )
        rules, before = queries.rules_in_force(on=today()), _standing(case_ref)
        came, codes = level_of(points, rules.scale), rules.scale.codes
        number = before.number + 1 if before else 1
        named = tuple(papers.get(one, "").strip() for one in codes)
        told = RiskAssessed(
            case_ref,
            next_version(RiskAssessed.subject, case_ref),
            number,
            rules.name,
            codes,
            tuple(points[one] for one in codes),
            named,
            came.level,
            came.score,
            owner,
            review_on,
            evidence=tuple(evidence.get(one, "").strip() for one in codes),
            mitigation=mitigation.strip(),
        )
        event = record.write(told, by=by)
        _answered(case_ref, before, event)
        row = Assessment.objects.create(
            case_ref=case_ref,
            number=number,
            scale=rules.name,
            level=came.level,
            score=came.score,
            owner=owner,
            assessed_by=by.ref,
            assessed_on=today(),
            assessed_at=now(),
            review_on=review_on,
            told_in=event,
            made_by=event,
        )
        Score.objects.bulk_create(
            Score(assessment=row, dimension=one, points=points[one], paper=paper, made_by=event)
            for one, paper in zip(codes, named, strict=True)
        )
    return queries.of_case(case_ref)[0]


def confirm(case_ref: str, *, because: str, review_on: date, by: Actor) -> AssessmentSeen:
    """Look again at an assessment and leave its points as they are, with why, until another day. Whatever was due is answered."""
    with unit_of_work() as record:
        _one_at_a_time(case_ref)
        stop_if(checks.why_not_confirm(queries.standing(case_ref), because=because, review_on=review_on, by=by))
        before = _standing(case_ref)
        assert before is not None  # it was asked above
        number = before.number + 1
        version = next_version(RiskConfirmed.subject, case_ref)
        event = record.write(
            RiskConfirmed(case_ref, version, number, before.number, before.level, review_on, because=because.strip()), by=by
        )
        _answered(case_ref, before, event)
        same = {name: getattr(before, name) for name in ("case_ref", "scale", "level", "score", "owner", "told_in")}
        row = Assessment.objects.create(
            **same,
            number=number,
            confirms=before.number,
            assessed_by=by.ref,
            assessed_on=today(),
            assessed_at=now(),
            review_on=review_on,
            made_by=event,
        )
        Score.objects.bulk_create(
            Score(assessment=row, dimension=one.dimension, points=one.points, paper=one.paper, made_by=event)
            for one in before.scores.order_by("pk")
        )
    return queries.of_case(case_ref)[0]


def make_due(case_ref: str, *, trigger: str, source: str, by_day: date, told_post: str, by: Actor) -> DueSeen | None:
    """Write down that something happened after which the risk of a case must be looked at again. The same happening does so once: then None."""
    with unit_of_work() as record:
        _one_at_a_time(case_ref)
        if (case_ref, trigger, source) in queries.raised((case_ref,)):
            return None
        version = next_version(RiskDueAgain.subject, case_ref)
        event = record.write(RiskDueAgain(case_ref, version, trigger, source, by_day, told_post), by=by)
        Due.objects.create(
            case_ref=case_ref,
            trigger=trigger,
            source=source,
            raised_on=today(),
            raised_at=now(),
            by_day=by_day,
            told_post=told_post,
            made_by=event,
        )
    return next(one for one in queries.dues(case_ref) if (one.trigger, one.source) == (trigger, source))


def look(*, by: Actor) -> int:
    """Say that somebody looked at the register. What changes after that is shown to them as changed. Returns of how many cases."""
    with unit_of_work() as record:
        _one_at_a_time(by.ref)
        how_many = len(queries.register())
        event = record.write(RegisterLookedAt(by.ref, next_version(RegisterLookedAt.subject, by.ref), how_many), by=by)
        Look.objects.create(officer=by.ref, at=now(), made_by=event)
    return how_many


def _standing(case_ref: str) -> Assessment | None:
    found: Assessment | None = Assessment.objects.select_for_update().filter(case_ref=case_ref, superseded_by__isnull=True).first()
    return found


def _answered(case_ref: str, before: Assessment | None, event: uuid.UUID) -> None:
    """What stood before, and whatever was due, is superseded by what was said now."""
    if before is not None:
        before.superseded_by = event
        before.save(update_fields=["superseded_by"])
    Due.objects.filter(case_ref=case_ref, superseded_by__isnull=True).update(superseded_by=event)


def _one_at_a_time(of: str) -> None:
    """Two who assess one case number their entries one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('risk of ' || %s, 0))", [of])
