"""Why a provider may not be added, and what is wrong with a file of them."""

from collections.abc import Callable, Iterator

from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.providers import powers
from duly.payments.providers.corrections import refs_forgotten, refs_told, told_by_files, with_an_account
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_add(*, ref: str, name: str, by: Actor) -> Refusal | None:
    """Why this provider may not be added: "no-name", "ref-taken", or the scheme."""
    return first(_no_name(name), _ref_taken(ref), why_not(powers.ADD, {}, actor=by, on=today()))


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of providers."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...], *, replaces: bool = False) -> Iterator[Fault]:
    """Providers that are known already, or stand twice in the file. To one that `replaces`, those that somebody added by hand are known already."""
    known = set(provider_names())
    others, why = (known - set(told_by_files(known)), _BY_HAND) if replaces else (known, "is known already")
    seen = dict.fromkeys(others, 0)
    for row in rows:
        ref = row.values["provider"]
        if ref in seen:
            where = f"stands in row {seen[ref]} too" if seen[ref] else why
            yield Fault(row.number, "provider", ref, f"Provider {ref} {where}.")
        seen.setdefault(ref, row.number)


def why_not_undo(seen: ImportSeen, *, used: Callable[[str], str]) -> Refusal | None:
    """Why an import of providers may not be undone: "came-before", or "in-use" where one that would be known no longer has something.

    `used` says, in words, what rests on a provider elsewhere, such as "contract C-4401"; or nothing.
    """
    forgotten = refs_forgotten(seen)
    if not refs_told(seen):
        return Refusal("came-before", f"{seen.ref} came in before Duly kept which file told of which provider, so it cannot be undone.")
    accounts = dict.fromkeys(with_an_account(forgotten), "an account to be paid into")
    for ref in forgotten:
        if what := used(ref) or accounts.get(ref):
            says = f"Provider {ref}, whom {seen.ref} entered, has {what}, so it stays known."
            return Refusal(
                "in-use", f"{says} Undo what told of that first; or, where only its name is wrong, take in a file that replaces it."
            )
    return None


_BY_HAND = "was added by somebody, and is not a file's to replace"


def _no_name(name: str) -> Refusal | None:
    return None if name.strip() else Refusal("no-name", "A provider has a name.")


def _ref_taken(ref: str) -> Refusal | None:
    if ref and Provider.objects.filter(ref=ref, known=True).exists():
        return Refusal("ref-taken", f"There is already a provider {ref}.")
    return None
