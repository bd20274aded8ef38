"""Why a contract may not be entered, or its terms agreed."""

from collections.abc import Collection, Mapping
from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts import models, powers
from duly.payments.contracts.queries import terms_of
from duly.payments.contracts.rules import ABOUT, ALSO, BASES, KINDS, LIMITS, WORDS
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_make(*, ref: str, provider_ref: str, by: Actor) -> Refusal | None:
    """Why this contract may not be entered: "no-provider", "ref-taken", or the scheme."""
    return first(_no_provider(provider_ref), _ref_taken(ref), why_not(powers.MAKE, {}, actor=by, on=today()))


def why_not_agree_terms(
    contract_ref: str,
    *,
    starts: date,
    basis: str,
    trim_limit_pence: int,
    by: Actor,
    also: Mapping[str, int | str] | None = None,
    bands: Collection[tuple[int, int, int]] = (),
    steps: Collection[tuple[str, int, int, int]] = (),
    clauses: Collection[tuple[str, str, str]] = (),
) -> Refusal | None:
    """Why these terms may not be agreed: "no-contract", "unknown-basis", "unknown-term", "no-bands", "unknown-step", "unknown-clause",
    "later-terms", or the scheme."""
    facts = {"days back-dated": max((today() - starts).days, 0), "trim limit": trim_limit_pence}
    return first(
        no_contract(contract_ref),
        _unknown_basis(basis),
        unknown_term(also or {}),
        _no_bands(basis, bands),
        _unknown_step(steps),
        _unknown_clause(clauses),
        _later_terms(contract_ref, starts),
        why_not(powers.AGREE_TERMS, facts, actor=by, on=today()),
    )


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of contracts and terms."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def no_contract(contract_ref: str) -> Refusal | None:
    """ "no-contract" where there is none of this reference."""
    if models.Contract.objects.filter(ref=contract_ref, known=True).exists():
        return None
    return Refusal("no-contract", f"There is no contract {contract_ref}.")


def unknown_term(also: Mapping[str, int | str]) -> Refusal | None:
    """ "unknown-term" where terms name something that is none, or say of it what cannot be."""
    for name, said in also.items():
        if name in ALSO and isinstance(said, bool) != isinstance(ALSO[name], bool):
            return Refusal("unknown-term", f"The {_spoken(name)} is not {said!r}.")
        if name not in ALSO:
            return Refusal("unknown-term", f"Terms say nothing of {name!r}.")
        if name in WORDS and said not in WORDS[name]:
            return Refusal("unknown-term", f"The {_spoken(name)} is {' or '.join(WORDS[name])}, not {said!r}.")
        if name in LIMITS and not (isinstance(said, int) and (name == "increment_minutes") <= said <= LIMITS[name]):
            return Refusal(
                "unknown-term",
                f"The {_spoken(name)} is a whole number from {int(name == 'increment_minutes')} to {LIMITS[name]:,}, not {said!r}.",
            )
    return None


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _no_provider(provider_ref: str) -> Refusal | None:
    if provider_ref in provider_names():
        return None
    return Refusal("no-provider", f"There is no provider {provider_ref}.")


def _ref_taken(ref: str) -> Refusal | None:
    if ref and models.Contract.objects.filter(ref=ref, known=True).exists():
        return Refusal("ref-taken", f"There is already a contract {ref}.")
    return None


def _unknown_basis(basis: str) -> Refusal | None:
    if basis in BASES:
        return None
    return Refusal("unknown-basis", f"Terms pay by {' or '.join(BASES)}, not {basis!r}.")


def _no_bands(basis: str, bands: Collection[tuple[int, int, int]]) -> Refusal | None:
    if bands and basis != "BANDED":
        return Refusal("no-bands", f"Terms that pay by {basis} have no bands; those that pay by BANDED have.")
    for low, high, pay in bands:
        if not 0 <= low <= high <= 1440 or not 0 <= pay <= 1440:
            return Refusal("no-bands", f"A band of {low} to {high} minutes that counts as {pay} is not within one day.")
    return None


def _unknown_step(steps: Collection[tuple[str, int, int, int]]) -> Refusal | None:
    for kind, low, high, percent in steps:
        if kind not in KINDS:
            return Refusal("unknown-step", f"Care is interrupted by {', '.join(KINDS)}, not {kind!r}.")
        if not 1 <= low <= high < 10_000 or not 0 <= percent <= 100:
            return Refusal("unknown-step", f"A step counts days from 1 and pays 0 to 100 %, not day {low} to {high} at {percent} %.")
    return None


def _unknown_clause(clauses: Collection[tuple[str, str, str]]) -> Refusal | None:
    for about, number, words in clauses:
        if about not in ABOUT:
            return Refusal("unknown-clause", f"A clause is about {', '.join(ABOUT)}, not {about!r}.")
        if not number or not number.isprintable() or " " in number or len(number) > 20 or len(words) > 200 or ";" in number + words:
            return Refusal(
                "unknown-clause", f"A clause has a number such as 7.2 and up to 200 letters without a semicolon, not {number!r}."
            )
    return None


def _later_terms(contract_ref: str, starts: date) -> Refusal | None:
    later = [t for t in terms_of(contract_ref) if t.starts >= starts]
    if not later:
        return None
    return Refusal(
        "later-terms",
        f"Version {later[0].version} of the terms begins on {say_day(later[0].starts)}; new terms must begin after it.",
    )
