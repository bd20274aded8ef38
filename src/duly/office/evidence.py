"""Handing over evidence: what hangs on a case, a provider or a run, who may take it out of the office, and the pack itself."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from duly.core.confidentiality import queries as confidentiality
from duly.core.log.actions import note_evidence
from duly.core.log.evidence import Pack, pack
from duly.core.log.known_keys import known_keys
from duly.core.log.queries import newest_checkpoint
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.core.record.queries import Entry
from duly.core.scheme.queries import why_not
from duly.office.powers import TAKE_EVIDENCE
from duly.office.reading import codes_hidden_from
from duly.primitives.actor import Actor
from duly.primitives.note import Checkpoint
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, first, stop_if

KINDS = {"case": "casework", "provider": "payments", "run": "payments"}
"""What a pack can be about, and the wing it belongs to."""
OF_CASEWORK = {"case", "post item", "submission", "decision", "letter"}
"""The kinds of what hangs on a case, whose entries may name another."""


@dataclass(frozen=True)
class Hanging:
    """What a pack is about, in words, and the subjects (kind, reference) that it holds the events of."""

    about: str
    subjects: tuple[tuple[str, str], ...]


def what_hangs_on(kind: str, ref: str) -> Hanging | None:
    """A case with its post, submissions, decisions and letters; a provider with its contracts, payees, runs and what it was sent; a run with its
    files and remittances. None where there is no such thing, or its wing is not in use."""
    if KINDS.get(kind) not in settings.DULY_WINGS:
        return None
    try:
        return {"case": _of_a_case, "provider": _of_a_provider, "run": _of_a_run}[kind](ref)
    except ObjectDoesNotExist:
        return None


def everything_under(ref: str) -> tuple[tuple[str, str], ...]:
    """Every subject that a reference names or that hangs on it: what would be forgotten with it. Empty where nothing is known of it."""
    hanging = [found for kind in KINDS if (found := what_hangs_on(kind, ref)) is not None]
    named = [(kind, ref) for kind in record.kinds_called(ref)]
    return tuple(dict.fromkeys([*named, *(subject for found in hanging for subject in found.subjects)]))


def what_leaves(hanging: Hanging, *, by: Actor) -> tuple[Hanging, int]:
    """What of it may go to somebody outside, and how many papers stay: those that are marked, those of a case that is kept from whoever takes it, and
    those whose sealed entries name such a case, as nothing can be left out of a sealed entry."""
    refs = [ref for _, ref in hanging.subjects]
    stay = confidentiality.kept_in(refs).keys() | confidentiality.hidden(refs, officer=by.ref)
    leave = tuple(one for one in hanging.subjects if one[1] not in stay)
    naming = {(one.subject_type, one.subject_ref) for one in _naming_kept(_entries(leave), _sealed, by=by)}
    leave = tuple(one for one in leave if one not in naming)
    return Hanging(hanging.about, leave), len(hanging.subjects) - len(leave)


def unsaid(hanging: Hanging, *, by: Actor) -> frozenset[uuid.UUID]:
    """The events whose private words name a case that is kept from whoever takes the pack: the entry goes, and the words stay."""
    return frozenset(one.event_id for one in _naming_kept(_entries(hanging.subjects), _sentence, by=by))


def why_not_take(kind: str, ref: str, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "marked", "names-kept", "nothing-sealed") of somebody who would take evidence about this kind of thing out of the office."""
    reading = POWERS.get(f"{KINDS[kind]}.read")
    nothing = Refusal("nothing-sealed", "Nothing is sealed yet. The sequencer does that within a second or two; then try again.")
    return first(
        why_not(TAKE_EVIDENCE, {"kind": kind}, actor=by, on=today()),
        why_not(reading, {}, actor=by, on=today()) if reading else None,
        confidentiality.why_not_leave(ref, way="handed over"),
        _case_names_kept(ref, by=by) if kind == "case" else None,
        None if newest_checkpoint() else nothing,
    )


def take(kind: str, ref: str, *, by: Actor, kept: Checkpoint | None = None) -> Pack:
    """Make the pack for somebody to take away, and record that they took it. `kept` is a checkpoint its reader holds. ObjectDoesNotExist where there
    is no such thing."""
    hanging = what_hangs_on(kind, ref)
    if hanging is None or not confidentiality.may_see(ref, officer=by.ref):  # the command sees every case; whoever takes the pack may not
        raise ObjectDoesNotExist(f"There is no {kind} {ref}.")
    stop_if(why_not_take(kind, ref, by=by))
    leaves, stay = what_leaves(hanging, by=by)
    made = _made(leaves, hidden=codes_hidden_from(by), unsaid=unsaid(leaves, by=by), kept=kept, kept_in=stay)
    note_evidence(about=ref, events=made.events, withheld=made.withheld, sha256=made.sha256, kept_in=stay, by=by)
    return made


def _case_names_kept(ref: str, *, by: Actor) -> Refusal | None:
    says = f"Sealed entries of {ref} name a case that is kept from you, and nothing can be left out of them. Somebody who may see both takes the pack."
    return Refusal("names-kept", says) if _naming_kept(_entries((("case", ref),)), _sealed, by=by) else None


def _entries(subjects: tuple[tuple[str, str], ...]) -> list[Entry]:
    """Everything recorded of these subjects, of those that are of casework: nothing of payments names a case."""
    of_cases = {one for one in subjects if one[0] in OF_CASEWORK}
    told = record.histories({ref for _, ref in of_cases}) if of_cases else {}
    return [one for about, some in told.items() if about in of_cases for one in some]


def _naming_kept(entries: list[Entry], text: Callable[[Entry], str], *, by: Actor) -> list[Entry]:
    """Those of these entries in which such a text names a case that is kept from somebody. One question, whatever their number."""
    said = [(one, text(one)) for one in entries]
    kept = confidentiality.kept_cases(" ".join(words for _, words in said), officer=by.ref)
    return [one for one, words in said if any(ref in words for ref in kept)]


def _sealed(one: Entry) -> str:
    return json.dumps(one.facts)


def _sentence(one: Entry) -> str:
    return one.sentence


def _made(hanging: Hanging, *, hidden: frozenset[str], unsaid: frozenset[uuid.UUID], kept: Checkpoint | None, kept_in: int) -> Pack:
    from django.db import connection, transaction

    with transaction.atomic():
        raw = connection.connection
        return pack(
            raw,
            about=hanging.about,
            subjects=hanging.subjects,
            keys=known_keys(raw),
            hidden=hidden,
            unsaid=unsaid,
            kept=kept,
            kept_in=kept_in,
        )


def _of_a_case(ref: str) -> Hanging:
    from duly.casework.cases import queries as cases
    from duly.casework.decisions import queries as decisions
    from duly.casework.dispatch import queries as letters
    from duly.casework.submissions import queries as submissions

    case = cases.case(ref)
    return Hanging(
        f"case {case.ref}",
        (
            ("case", case.ref),
            *(("post item", item) for item in case.items),
            *(("submission", one.ref) for one in submissions.submissions(case_ref=ref)),
            *(("decision", one.ref) for one in decisions.decisions(case_ref=ref)),
            *(("letter", one.ref) for one in letters.letters(case_ref=ref)),
        ),
    )


def _of_a_provider(ref: str) -> Hanging:
    from duly.payments.contracts import queries as contracts
    from duly.payments.providers import queries as providers
    from duly.payments.remittances import queries as remittances
    from duly.payments.runs import queries as runs

    provider = providers.provider(ref)
    paying = [run.ref for run in runs.runs() if any(paid.provider_ref == ref for paid in runs.payments(run.ref))]
    return Hanging(
        f"provider {provider.ref}",
        (
            ("provider", provider.ref),
            *(("contract", one.ref) for one in contracts.contracts_known() if one.provider_ref == ref),
            *(("payee change", one.ref) for one in providers.changes(ref)),
            *(subject for run in paying for subject in _of_a_run(run).subjects if subject[0] in ("run", "file")),
            *(("remittance", f"{run}/{ref}") for run in paying if ref in remittances.made_for(run)),
        ),
    )


def _of_a_run(ref: str) -> Hanging:
    from duly.payments.banking import queries as banking
    from duly.payments.remittances import queries as remittances
    from duly.payments.runs import queries as runs

    run = runs.run(ref)
    return Hanging(
        f"payment run {run.ref}",
        (
            ("run", run.ref),
            ("run returns", run.ref),
            *(("file", one.ref) for one in banking.files(ref)),
            *(("remittance", f"{ref}/{provider}") for provider in remittances.made_for(ref)),
        ),
    )
