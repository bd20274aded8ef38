"""What the payments wing knows by these words: providers, people, invoices, amounts."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.invoices import queries as invoices
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.primitives.actor import Actor


def may_read(actor: Actor) -> bool:
    """Whether this person may read payments at all."""
    return why_not(READ, {}, actor=actor, on=today()) is None


def doing(words: str, *, limit: int) -> list[tuple[str, str, str]]:
    """The position statement of each provider these words name, with its label, address and detail."""
    return [("Position statement", f"/providers/{ref}/position/", f"for {name}") for ref, name in _providers(words)[:limit]]


def records(words: str, *, limit: int) -> list[tuple[str, str, str, str]]:
    """Providers, people and invoices, each with its label, address, detail and reference."""
    called = providers.provider_names()
    return [
        *((name, f"/providers/{ref}/", "provider", ref) for ref, name in _providers(words)[:limit]),
        *((name, f"/care/{ref}/", "receives care", ref) for ref, name in packages.people_named(words, limit=limit)),
        *(
            (ref, f"/imports/{file}/", f"invoice of {called.get(by, by)}", by)
            for by, ref, file in invoices.invoices_like(words, limit=limit)
        ),
    ]


def _providers(words: str) -> list[tuple[str, str]]:
    """Providers whose name has every typed word in it, those that begin so first."""
    every = [word.lower() for word in words.split()]
    found = [(ref, name) for ref, name in providers.provider_names().items() if every and all(word in name.lower() for word in every)]
    return sorted(found, key=lambda one: (not one[1].lower().startswith(words.lower()), one[1]))
