"""What is wrong with rows of contracts that read well: between themselves, and beside what is known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.contracts.columns import ends_of, spans_said
from duly.payments.contracts.corrections.of_contracts import Kept, of_rows
from duly.payments.contracts.queries import Terms, as_terms, contract, in_force, providers_of_contracts, terms_known
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import say_span


def faults_in(rows: tuple[Row, ...], *, replaces: bool = False, used: Mapping[str, str] | None = None) -> Iterator[Fault]:
    """Contracts with two providers, versions numbered twice, spans without a day, and versions that overlap.

    A file that `replaces` is held to what would stay beside it: what somebody entered, agreed or decided is not a file's to replace, and a
    contract that is `used` stays with its provider.
    """
    kept = Kept.of(rows) if replaces else Kept.nothing()
    agreed = [as_terms(one) for one in kept.agreed] if replaces else list(terms_known())
    yield from _faults_of_contracts(rows, kept, used or {})
    yield from _faults_of_versions(rows, agreed, "was agreed by somebody, and is not a file's to replace" if replaces else "")
    if replaces and all(row.values["from"] < ends_of(row) for row in rows):
        yield from _cut_in_two(rows, kept)
    yield from _faults_of_spans(rows, kept)


def _faults_of_contracts(rows: Sequence[Row], kept: Kept, used: Mapping[str, str]) -> Iterator[Fault]:
    provider_of = {ref: provider for ref, provider in providers_of_contracts().items() if ref not in kept.told or ref in used}
    known = frozenset(providers_of_contracts())
    for row in rows:
        ref, provider, title = row.values["contract"], row.values["provider"], row.values["title"]
        if provider_of.setdefault(ref, provider) != provider:
            stays = f", and has {used[ref]}: end it, and enter another contract" if ref in kept.told and ref in used else ""
            yield Fault(row.number, "provider", provider, f"Contract {ref} is with {provider_of[ref]}{stays}.", provider_of[ref])
        entered = kept.replaces and title and ref in known and ref not in kept.told
        if entered and contract(ref).title != title:
            said = f"Contract {ref} was entered by somebody, as {contract(ref).title}, and that is not a file's to replace."
            yield Fault(row.number, "title", title, said, contract(ref).title)


def _faults_of_versions(rows: Sequence[Row], others: Sequence[Terms], why: str) -> Iterator[Fault]:
    """`others` are the versions that stay beside those of the file."""
    versions = {(one.contract_ref, one.version) for one in others}
    twice: dict[tuple[str, int], int] = {}
    for row in rows:
        ref, version = row.values["contract"], row.values["version"]
        if (ref, version) in versions:
            said = f"Version {version} of {ref} {why}." if why else f"Contract {ref} has a version {version} already."
            yield Fault(row.number, "version", str(version), said)
        if not why:
            versions.add((ref, version))
        elif (ref, version) in twice:
            yield Fault(row.number, "version", str(version), f"Version {version} of {ref} stands in row {twice[ref, version]} too.")
        twice.setdefault((ref, version), row.number)
        if row.values["trim_limit"] < 0:
            yield Fault(row.number, "trim_limit", "", "A limit is not below nothing.")
        if row.values["from"] >= ends_of(row):
            yield Fault(row.number, "to", str(row.values["to"]), "The last day is before the first.")
    known = (Placed(t.contract_ref, t.starts, t.ends, 0, f"version {t.version}{', which somebody agreed' if why else ''}") for t in others)
    given = (Placed(r.values["contract"], r.values["from"], ends_of(r), r.number, f"row {r.number}") for r in rows)
    for one, other in overlaps([*known, *given]):
        span = say_span(other.starts, other.ends)
        yield Fault(one.row, "from", str(one.starts), f"These terms of {one.of} overlap {other.called}, in force {span}.")


def _cut_in_two(rows: Sequence[Row], kept: Kept) -> Iterator[Fault]:
    """Versions that would be in force both before and after those of the file: a version is one span."""
    row_of = {row.values["contract"]: row for row in reversed(rows)}
    for one, nth in of_rows(rows, kept).terms.left:
        if nth:
            row = row_of[str(one.group)]
            said = (
                f"{one.called} would be in force both before these terms and after. Say in the file what is in force after, as a version."
            )
            yield Fault(row.number, "from", str(row.values["from"]), said)


def _faults_of_spans(rows: Sequence[Row], kept: Kept) -> Iterator[Fault]:
    said = spans_said(rows)
    told: dict[str, tuple[int, tuple[date | None, date | None]]] = {}
    for row in rows:
        ref, given = row.values["contract"], (row.values["contract_from"], row.values["contract_to"])
        if given != (None, None) and told.setdefault(ref, (row.number, given))[1] != given:
            yield Fault(row.number, "contract_from", str(given[0] or ""), f"Row {told[ref][0]} says other dates of contract {ref}.")
    for ref, span in said.items():
        if span.starts >= span.ends:
            yield Fault(told[ref][0], "contract_to", str(span.ends - timedelta(days=1)), "The last day is before the first.")
    for known in in_force():
        asked = said.get(known.contract_ref)
        other = asked and (known.starts < asked.starts or known.ends > asked.ends)
        if kept.replaces:
            other = asked and known.contract_ref in kept.decided and (known.starts, known.ends) != (asked.starts, asked.ends)
        if asked and other:
            does = "Somebody decided that, and it is not a file's to replace." if kept.replaces else "A file adds days; end it by hand."
            words = f"Contract {known.contract_ref} is in force {say_span(known.starts, known.ends)} already. {does}"
            yield Fault(told[known.contract_ref][0], "contract_from", str(asked.starts), words)
