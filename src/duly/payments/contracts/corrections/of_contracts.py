"""Contracts: what a file of them says beside what files told of the same contracts, their terms, and when they are in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from duly.core.intake.changes import Changes, all_of, changes_between
from duly.core.intake.queries import accepted_events
from duly.core.intake.reading import Row
from duly.core.intake.spans import ALWAYS, Corrected, Dated, corrected
from duly.payments.contracts import models
from duly.payments.contracts.columns import ends_of, spans_said
from duly.payments.contracts.corrections import of_further
from duly.payments.contracts.queries import Terms, as_terms, in_force, providers_of_contracts
from duly.payments.contracts.rules import ALSO, Span, hull, without
from duly.primitives.money import plain_pounds
from duly.primitives.period import FOREVER, say_day

KIND = "contracts"


@dataclass(frozen=True)
class Found:
    """What a file of contracts changes: what the contracts are, their terms, when they are in force, and what versions had that are no more.

    `said` is provider and title of each contract by reference, and `in_force` the spans of each by reference and first day.
    """

    contracts: Corrected
    terms: Corrected
    spans: Corrected
    gone: dict[str, Corrected]
    said: dict[str, tuple[str, str]]
    in_force: dict[tuple[str, date], Span]

    @property
    def changes(self) -> Changes:
        """All of it, as a preview shows it."""
        return all_of(one.changes for one in (self.contracts, self.terms, self.spans, *self.gone.values()))


@dataclass(frozen=True)
class Kept:
    """What is known of the contracts of a file that `replaces`, table by table: what files told, and what somebody decided. One that adds reaches to nothing."""

    told: dict[str, models.ContractTold]
    terms: dict[int, models.Terms]
    agreed: tuple[models.Terms, ...]
    spans: dict[int, models.InForce]
    decided: frozenset[str]
    replaces: bool = True

    @classmethod
    def nothing(cls) -> "Kept":
        """What is in the reach of a file that adds."""
        return cls({}, {}, (), {}, frozenset(), replaces=False)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Kept":
        """For the contracts of these rows, when their file replaces."""
        refs = {row.values["contract"] for row in rows}
        terms, spans = (list(_current(model, refs)) for model in (models.Terms, models.InForce))
        old = frozenset(accepted_events(KIND))
        return cls(
            {one.contract.ref: one for one in _current(models.ContractTold, refs)},
            {one.pk: one for one in terms if _from_a_file(one, old)},
            tuple(one for one in terms if not _from_a_file(one, old)),
            {one.pk: one for one in spans if _from_a_file(one, old)},
            frozenset(one.contract.ref for one in spans if not _from_a_file(one, old)),
        )


def of_rows(rows: Sequence[Row], kept: Kept) -> Found:
    """What a file changes.

    One that replaces reaches to what files told of its own contracts: to the versions it names, and to terms from its first day of each contract
    to its last. Days before and after keep their terms. When a contract is in force is said anew where nobody decided it, and what belongs
    to a version that is no more goes with it.
    """
    terms = corrected([_terms(as_terms(one), pk) for pk, one in kept.terms.items()], [terms_told(row) for row in rows], by_name=True)
    said = _said_of_contracts(rows, kept)
    known = [_contract(ref, one.provider_ref, one.title, one.pk) for ref, one in kept.told.items()]
    in_force = _in_force(rows, kept, terms) if kept.replaces else _added(rows, frozenset(said))
    return Found(
        corrected(known, [_contract(ref, *one) for ref, one in said.items()]),
        terms,
        _anew(
            [_span(one.contract.ref, one.during.lower, one.during.upper or FOREVER, pk) for pk, one in kept.spans.items()],
            [_span(ref, span.starts, span.ends) for (ref, _), span in in_force.items()],
        ),
        _gone(rows, kept, terms) if kept.replaces else {},
        said,
        in_force,
    )


def terms_of(row: Row) -> Terms:
    """A row of a file as a version of terms."""
    v = row.values
    given = {name: v[name] for name in ALSO if v[name] is not None}
    named = ("basis", "tolerance_minutes", "floor_minutes", "match_window_minutes", "double_up_percent")
    limits = (v["trim_limit"], v["trim_limit_percent"])
    return Terms(v["contract"], v["version"], v["from"], ends_of(row), *(v[name] for name in named), *limits, v["clause"], **ALSO | given)  # type: ignore[arg-type]


def terms_told(row: Row) -> Dated:
    """A row of a file as a dated fact: a version is one whatever its dates."""
    return _terms(terms_of(row))


def _said_of_contracts(rows: Sequence[Row], kept: Kept) -> dict[str, tuple[str, str]]:
    """Provider and title of each contract that the file may say them of: a new one, or one that files told. A title left out stays."""
    said: dict[str, tuple[str, str]] = {}
    known = providers_of_contracts()
    for row in rows:
        ref, title = row.values["contract"], row.values["title"]
        if ref not in known or ref in kept.told:
            before = kept.told[ref].title if ref in kept.told else ""
            said.setdefault(ref, (row.values["provider"], title or before or ref))
    return said


def _in_force(rows: Sequence[Row], kept: Kept, terms: Corrected) -> dict[tuple[str, date], Span]:
    """When contracts are in force once a file replaces: as it says, or else from their first terms to their last; where somebody decided it, as told before."""
    said = spans_said(rows)
    after = [one for pk, one in ((pk, _terms(as_terms(t))) for pk, t in kept.terms.items()) if pk not in terms.ended]
    after += [one for one, _ in terms.left] + [terms_told(row) for row in rows] + [_terms(as_terms(one)) for one in kept.agreed]
    spans: dict[tuple[str, date], Span] = {}
    for ref in dict.fromkeys(row.values["contract"] for row in rows):
        if ref in kept.decided:
            told = [Span(one.during.lower, one.during.upper or FOREVER) for one in kept.spans.values() if one.contract.ref == ref]
        else:
            told = [said.get(ref) or hull([Span(one.starts, one.ends) for one in after if one.group == ref])]
        spans |= {(ref, span.starts): span for span in told}
    return spans


def _added(rows: Sequence[Row], new: frozenset[str]) -> dict[tuple[str, date], Span]:
    """The dates in force that a file adds, by contract and first day."""
    said = spans_said(rows)
    terms: dict[str, list[Span]] = {}
    for row in rows:
        terms.setdefault(row.values["contract"], []).append(Span(row.values["from"], ends_of(row)))
    before: dict[str, list[Span]] = {}
    for span in in_force():
        before.setdefault(span.contract_ref, []).append(Span(span.starts, span.ends))
    added: dict[tuple[str, date], Span] = {}
    for ref, spans in terms.items():
        wanted = [said[ref]] if ref in said else [hull(spans)] if ref in new else spans
        added |= {(ref, span.starts): span for span in without(wanted, before.get(ref, ()))}
    return added


def _gone(rows: Sequence[Row], kept: Kept, terms: Corrected) -> dict[str, Corrected]:
    """Bands, steps and clauses of versions that would be no more, and bands of those that would pay by bands no more."""
    stay = {(row.values["contract"], row.values["version"]): row.values["basis"] for row in rows}
    stay |= {
        (t.contract.ref, t.version): t.basis
        for pk, t in kept.terms.items()
        if pk not in terms.ended or pk in {one.pk for one, _ in terms.left}
    }
    stay = {(t.contract.ref, t.version): t.basis for t in kept.agreed} | stay
    found = {}
    for kind in of_further.OF:
        known = of_further.known(kind, rows)
        lost = [one for one in known if one.key[:2] not in stay or (kind == "bands" and stay[one.key[:2]] != "BANDED")]  # type: ignore[index]
        found[kind] = _anew(lost, [])
    return found


def _anew(before: Sequence[Dated], after: Sequence[Dated]) -> Corrected:
    """All of one thing in the place of another, whatever its dates."""
    changes = changes_between({one.key: one.told for one in before}, {one.key: one.told for one in after})
    touched = {row.key for row in changes.rows}
    return Corrected(
        changes, tuple(one.pk for one in before if one.key in touched), (), frozenset(one.key for one in after if one.key in touched)
    )


def _contract(ref: str, provider: str, title: str, pk: int = 0) -> Dated:
    return Dated(ref, ref, f"contract {ref}", ALWAYS, FOREVER, {"provider": provider, "title": title}, pk)


def _terms(one: Terms, pk: int = 0) -> Dated:
    fields = {
        "basis": one.basis,
        "tolerance_minutes": str(one.tolerance_minutes),
        "floor_minutes": str(one.floor_minutes),
        "match_window_minutes": str(one.match_window_minutes),
        "double_up_percent": str(one.double_up_percent),
        "trim_limit": plain_pounds(one.trim_limit_pence),
        "trim_limit_percent": plain_pounds(one.trim_limit_bp),
        "clause": one.clause,
        **{name: "" if getattr(one, name) == usual else _said(getattr(one, name)) for name, usual in ALSO.items()},
    }
    key = (one.contract_ref, one.version)
    return Dated(one.contract_ref, key, f"{one.contract_ref} version {one.version}", one.starts, one.ends, fields, pk)


def _span(ref: str, starts: date, ends: date, pk: int = 0) -> Dated:
    last = "" if ends >= FOREVER else str(ends - timedelta(days=1))
    return Dated(
        ref,
        (ref, starts),
        f"{ref} in force, from {say_day(starts)}",
        ALWAYS,
        FOREVER,
        {"contract_from": str(starts), "contract_to": last},
        pk,
    )


def _said(value: int | str | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _from_a_file(row: Any, old: frozenset) -> bool:
    return bool(row.import_ref) or row.made_by in old


def _current(model: Any, refs: set[str]) -> Any:
    return model.objects.filter(superseded_by__isnull=True, contract__ref__in=refs).select_related("contract").order_by("pk")
