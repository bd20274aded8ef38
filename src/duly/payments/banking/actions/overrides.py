"""Letting a file go that no witness has seen: asked by one person, given by another who had no part in the payment."""

from duly.core.record.actions import unit_of_work
from duly.payments.banking import checks, queries
from duly.payments.banking.checks.overrides import silent_seconds
from duly.payments.banking.events import OverrideAsked, OverrideGiven, OverrideRefused
from duly.payments.banking.models import BankFile, Override
from duly.payments.banking.queries import OverrideSeen
from duly.payments.banking.states import OVERRIDE_STEPS, OverrideState
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if


def ask_override(file_ref: str, *, because: str, by: Actor) -> OverrideSeen:
    """Ask that a file be handed over though no witness has answered for fifteen minutes, saying why it cannot wait."""
    with unit_of_work() as record:
        file = BankFile.objects.select_for_update().get(ref=file_ref)
        seen = queries.summary(file)
        stop_if(checks.why_not_ask_override(seen, because=because, by=by))
        found = Override.objects.select_for_update().filter(ref=file_ref).first()
        if found is not None:
            stop_if(OVERRIDE_STEPS.why_not("ask again", found.state))
            found.version += 1
        else:
            found = Override(ref=file_ref, version=1, file=file)
        silent = silent_seconds(seen)
        found.state, found.asked_by, found.silent_seconds = OverrideState.ASKED, by.ref, silent
        found.save()
        record.write(OverrideAsked(file_ref, found.version, silent // 60, because.strip()), by=by)
    return _seen(file_ref)


def give_override(file_ref: str, *, by: Actor) -> OverrideSeen:
    """Let the file go unwitnessed, as another asked."""
    with unit_of_work() as record:
        file, found = _locked(file_ref)
        stop_if(checks.why_not_give_override(queries.summary(file), _seen(file_ref), by=by))
        found.state, found.version, found.given_by = OVERRIDE_STEPS.after("give", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "given_by"])
        record.write(OverrideGiven(file_ref, found.version, file.total_pence, file.sha256, found.asked_by), by=by)
    return _seen(file_ref)


def refuse_override(file_ref: str, *, by: Actor) -> OverrideSeen:
    """Turn the request down: the file waits for a witness."""
    with unit_of_work() as record:
        file, found = _locked(file_ref)
        stop_if(checks.why_not_refuse_override(queries.summary(file), _seen(file_ref), by=by))
        found.state, found.version = OVERRIDE_STEPS.after("turn down", found.state), found.version + 1
        found.save(update_fields=["state", "version"])
        record.write(OverrideRefused(file_ref, found.version), by=by)
    return _seen(file_ref)


def _locked(file_ref: str) -> tuple[BankFile, Override]:
    file = BankFile.objects.select_for_update().get(ref=file_ref)
    found = Override.objects.select_for_update().filter(ref=file_ref).first()
    if found is None:
        raise Refused(Refusal("not-asked", "Nobody has asked for this file to be let go unwitnessed."))
    return file, found


def _seen(file_ref: str) -> OverrideSeen:
    found = queries.override_of(file_ref)
    assert found is not None  # it was just written or read
    return found
