"""Corrected files: what one would change, taking it in so that it replaces, and undoing a wrong one."""

from functools import partial
from typing import Any

from duly.core.intake.actions import Outcome, Previewed, Undone
from duly.core.intake.queries import ImportSeen, import_seen
from duly.payments.contracts import actions as contracts
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.evidence import actions as evidence
from duly.payments.evidence.queries import deadlines_known, sent_anything
from duly.payments.invoices import actions as invoices
from duly.payments.invoices.queries import known_refs
from duly.payments.ledger.queries import paid_by_reference
from duly.payments.packages import actions as packages
from duly.payments.packages.queries import lines_known, lines_of_provider
from duly.payments.providers import actions as providers
from duly.payments.rates import actions as rates
from duly.payments.rates.queries import rates_known
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, stop_if

OF_PEOPLE = ("people", "packages", "calls", "openings", "interruptions", "deaths", "fundings")
OF_CONTRACTS = ("bands", "steps", "clauses")


def _preview_contracts(**file: Any) -> Previewed:
    return contracts.preview(used=_lines_of_contracts(), **file)


def _replace_contracts(**file: Any) -> Outcome:
    return contracts.take_in(used=_lines_of_contracts(), **file)


_PREVIEWS: dict[str, Any] = {
    "providers": providers.preview,
    "contracts": _preview_contracts,
    **{kind: partial(contracts.preview_further, kind) for kind in OF_CONTRACTS},
    "rates": rates.preview,
    **{kind: partial(packages.preview, kind) for kind in OF_PEOPLE},
    "visits": evidence.preview,
    "occupancy": evidence.preview_occupancy,
    "attendance": evidence.preview_attendance,
    "invoices": invoices.preview,
}
_REPLACES: dict[str, Any] = {
    "providers": providers.take_in,
    "contracts": _replace_contracts,
    **{kind: partial(contracts.take_in_further, kind) for kind in OF_CONTRACTS},
    "rates": rates.take_in,
    **{kind: partial(packages.take_in, kind) for kind in OF_PEOPLE},
    "visits": evidence.take_in,
    "occupancy": evidence.take_in_occupancy,
    "attendance": evidence.take_in_attendance,
    "invoices": invoices.take_in,
}


def _undo_package(ref: str, *, because: str, by: Actor) -> Undone:
    """Lines that were paid stay known, so that what was paid is recovered."""
    paid = {reference.rpartition("/")[0] for reference in paid_by_reference()}
    return packages.undo(ref, paid=paid, because=because, by=by)


def _undo_contracts(ref: str, *, because: str, by: Actor) -> Undone:
    """Contracts with package lines or rates stay known, and lose no day."""
    rated = {rate.contract_ref: f"rate {rate.rate_ref}" for rate in reversed(rates_known())}
    return contracts.undo(ref, used=rated | _lines_of_contracts(), because=because, by=by)


def _lines_of_contracts() -> dict[str, str]:
    return {line.contract_ref: f"package line {line.line_ref}" for line in reversed(lines_known())}


def _undo_providers(ref: str, *, because: str, by: Actor) -> Undone:
    """Providers with anything at all stay known."""
    return providers.undo(ref, used=_has, because=because, by=by)


def _has(provider_ref: str) -> str:
    """The first thing that rests on a provider, in words, or nothing."""
    contract = next((ref for ref, provider in providers_of_contracts().items() if provider == provider_ref), "")
    line = next((line.line_ref for line in lines_of_provider(provider_ref)), "")
    invoice = min(known_refs(provider_ref), default="")
    for what, ref in (("contract", contract), ("package line", line), ("invoice", invoice)):
        if ref:
            return f"{what} {ref}"
    if sent_anything(provider_ref):
        return "evidence of care"
    return "a deadline of its own" if any(one.provider_ref == provider_ref for one in deadlines_known()) else ""


_UNDOES: dict[str, Any] = {
    "providers": _undo_providers,
    **dict.fromkeys(("contracts", *OF_CONTRACTS), _undo_contracts),
    "rates": rates.undo,
    "rates put forward": rates.undo,
    **dict.fromkeys((*OF_PEOPLE, "rota plan"), _undo_package),
    "visits": evidence.undo,
    "occupancy": evidence.undo,
    "attendance": evidence.undo,
    "invoices": invoices.undo,
    "residential-period": invoices.undo,
}
MOST_SHOWN = 300
"""Rows of a preview that are shown; it counts them all."""
CORRECTED = tuple(_REPLACES)
"""The kinds of files a corrected one of which may replace, and that may be undone."""


def preview_import(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file would change, row by row and field by field, with the money. Nothing is written. Refused: as `why_not_correct`."""
    stop_if(why_not_correct(kind))
    return _PREVIEWS[kind](name=name, content=content, source=source, by=by, replaces=replaces)


def replace_import(kind: str, *, name: str, content: bytes, source: str, by: Actor, agreed: str = "") -> Outcome:
    """Take a corrected file in: it replaces what is known of its providers in its weeks. `agreed` is the digest of the changes looked at."""
    stop_if(why_not_correct(kind))
    return _REPLACES[kind](name=name, content=content, source=source, by=by, replaces=True, agreed=agreed)


def undo_import(ref: str, *, because: str, by: Actor) -> Undone:
    """Undo a wrong import as new knowledge. Refused: "not-undone" for other kinds, "stood-upon" by a later import, "undone-before", "no-reason"."""
    seen = import_seen(ref)
    stop_if(why_not_undo_kind(seen))
    return _UNDOES[_kind(seen)](ref, because=because, by=by)


def as_shown(previewed: Previewed, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """A preview as JSON values, for a page or a command: counts, money in pence, the digest, and the first rows of what it would change.

    Fields of `but` are told as changed and not what they say: what a worker found is kept with its job, and names of people are not.
    """
    changes = previewed.changes
    shown: dict[str, Any] = {"rows": previewed.rows, "refusal": previewed.refusal.because if previewed.refusal else "", "most": MOST_SHOWN}
    shown["faults"] = [[f.row, f.column, f.found, f.says, f.nearest] for f in previewed.faults[:MOST_SHOWN]]
    if changes is None:
        return shown
    return shown | {
        **{what: changes.count(what) for what in ("new", "changed", "gone")},
        "same": changes.same,
        "pence_before": changes.pence_before,
        "pence_after": changes.pence_after,
        "digest": changes.digest,
        "changes": [
            [
                row.what,
                row.called,
                [[f[0], *("(kept back)" if said and f[0] in but else said for said in f[1:])] for f in row.fields],
                row.pence_before,
                row.pence_after,
            ]
            for row in changes.rows[:MOST_SHOWN]
        ],
    }


def why_not_correct(kind: str) -> Refusal | None:
    """Why files of a kind do not replace: "not-replaced"."""
    if kind in _REPLACES:
        return None
    return Refusal(
        "not-replaced",
        "What a bank answered is not replaced by a corrected file, nor a period of net lines: that is undone, and sent again.",
    )


def why_not_undo_kind(seen: ImportSeen) -> Refusal | None:
    """Why an import of this kind is not undone: "not-undone"."""
    if _kind(seen) in _UNDOES:
        return None
    return Refusal(
        "not-undone",
        "What a bank answered is not undone: what it said wrongly is put right by its next answer, or by hand.",
    )


def _kind(seen: ImportSeen) -> str:
    return next((called for rota, called in _ROTAS.items() if seen.kind.startswith(rota)), seen.kind)


_ROTAS = {"rota visits": "visits", "rota plan": "rota plan"}
"""A published rota's two parts, which name their week in their kind, and what each is undone as."""
