"""Writing a version of a standard letter, putting it forward, sending it back, adopting and renewing it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, cast

from duly.casework.wordings import checks, powers
from duly.casework.wordings.events import (
    LetterRulesAdopted,
    WordingAdopted,
    WordingPutForward,
    WordingRenewed,
    WordingReplaced,
    WordingSentBack,
    WordingWritten,
)
from duly.casework.wordings.mandatory import why_not_rules
from duly.casework.wordings.models import AdoptedRules, Wording
from duly.casework.wordings.queries import WordingSeen, digest_of, highest_number, next_number, wording
from duly.casework.wordings.rules import Template
from duly.casework.wordings.states import STEPS, WordingState
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, Refused, first, stop_if


def write(template: Template, *, owner: str, expires: date, by: Actor) -> WordingSeen:
    """Write the next version of a standard letter, or the first of a new one. Its number is given here, whatever the template says."""
    with unit_of_work() as record:
        numbered = replace(template, version=next_number(template.code))
        stop_if(checks.why_not_write(numbered, owner=owner, expires=expires, by=by))
        row = Wording(
            ref=f"{numbered.code}/{numbered.version}",
            version=1,
            state=WordingState.DRAFT,
            code=numbered.code,
            number=numbered.version,
            content=numbered.as_values(),
            content_sha256=digest_of(numbered),
            owner=owner,
            expires=expires,
            written_by=by.ref,
        )
        row.save(force_insert=True)
        record.write(WordingWritten(row.ref, 1, owner, expires, row.content_sha256), by=by)
    return wording(row.ref)


def rewrite(ref: str, template: Template, *, owner: str, expires: date, by: Actor) -> WordingSeen:
    """Write a draft again."""
    with unit_of_work() as record:
        row = _held(ref)
        numbered = replace(template, code=row.code, version=row.number)
        stop_if(checks.why_not_rewrite(wording(ref), by=by) or checks.why_not_write(numbered, owner=owner, expires=expires, by=by))
        row.content, row.content_sha256, row.owner = numbered.as_values(), digest_of(numbered), owner
        row.expires, row.written_by = expires, by.ref
        _step(row, "rewrite", "content", "content_sha256", "owner", "expires", "written_by")
        record.write(WordingWritten(ref, row.version, owner, expires, row.content_sha256), by=by)
    return wording(ref)


def put_forward(ref: str, *, by: Actor) -> WordingSeen:
    """Put a draft forward to be adopted by somebody else. From here its words stay as they are, unless it is sent back."""
    with unit_of_work() as record:
        row = _held(ref)
        stop_if(checks.why_not_put_forward(wording(ref), by=by))
        _step(row, "put forward")
        record.write(WordingPutForward(ref, row.version, row.content_sha256), by=by)
    return wording(ref)


def send_back(ref: str, *, because: str, by: Actor) -> WordingSeen:
    """Send a version back to be written again."""
    with unit_of_work() as record:
        row = _held(ref)
        stop_if(checks.why_not_send_back(wording(ref), because=because, by=by))
        _step(row, "send back")
        record.write(WordingSentBack(ref, row.version, because.strip()), by=by)
    return wording(ref)


def adopt(ref: str, *, seen_sha256: str, affected: Collection[str], by: Actor) -> WordingSeen:
    """Adopt exactly the words that were seen; the version before is replaced. `affected` are the drafts its adopter was shown (the flow compares them)."""
    with unit_of_work() as record:
        row = _held(ref)
        stop_if(checks.why_not_adopt(wording(ref), seen_sha256=seen_sha256, by=by))
        before = Wording.objects.select_for_update().filter(code=row.code, state=WordingState.IN_USE).first()
        if before is not None:
            _step(before, "replace")
            record.write(WordingReplaced(before.ref, before.version, row.number), by=by)
        row.adopted_by, row.adopted_on = by.ref, today()
        _step(row, "adopt", "adopted_by", "adopted_on")
        record.write(WordingAdopted(ref, row.version, row.content_sha256, row.expires, tuple(sorted(affected))), by=by)
    return wording(ref)


def renew(ref: str, *, owner: str, expires: date, because: str, by: Actor) -> WordingSeen:
    """Say until when a version may be used from now on, and whose it is."""
    with unit_of_work() as record:
        row = Wording.objects.select_for_update().filter(ref=ref).first()
        stop_if(checks.why_not_renew(wording(ref), owner=owner, expires=expires, because=because, by=by))
        assert row is not None  # what came with Duly is refused above
        row.owner, row.expires = owner, expires
        _step(row, "renew", "owner", "expires")
        record.write(WordingRenewed(ref, row.version, expires, owner, because.strip()), by=by)
    return wording(ref)


def adopt_rules(data: Any, *, starts: date, because: str, by: Actor) -> int:
    """Adopt which paragraphs letters may not go without, for what is put forward or adopted from a day on, and return the number of the rules.

    A standard letter in use stays in use. Refused: "scheme-…", "rules", "past", "no-reason".
    """
    with unit_of_work() as record:
        stop_if(
            first(
                why_not(powers.SET_RULES, {}, actor=by, on=today()),
                why_not_rules(data),
                Refusal("past", "Rules begin today or later: what was adopted stays under its own.") if starts < today() else None,
                None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
            )
        )
        number, content = highest_number() + 1, dict(data)
        version = next_version(LetterRulesAdopted.subject, "letter-rules")
        told = LetterRulesAdopted("letter-rules", version, number, starts, sha256_hex(canonical(content)), because.strip())
        event = record.write(told, by=by)
        AdoptedRules.objects.create(number=number, starts=starts, content=content, made_by=event)
    return number


def _held(ref: str) -> Wording:
    row = Wording.objects.select_for_update().filter(ref=ref).first()
    if row is None and wording(ref):  # one that came with Duly has no row to change
        raise Refused(checks.SHIPPED)
    return cast(Wording, row)


def _step(row: Wording, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
