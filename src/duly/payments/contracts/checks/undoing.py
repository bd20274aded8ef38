"""Why an import about contracts may not be undone: what others told or decided stands on it, or somebody is cared for under it."""

from collections.abc import Mapping

from duly.core.intake.queries import ImportSeen, made_by
from duly.payments.contracts.corrections.of_undoing import contracts_forgotten, contracts_touched, first_day_lost, stands_on
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal


def why_not_undo(seen: ImportSeen, *, used: Mapping[str, str]) -> Refusal | None:
    """Why an import of contracts may not be undone: "stood-upon" by what others told or decided of them since; "in-use".

    `used` says what rests on each contract elsewhere, such as "package line L-88". A contract with any stays known, and loses no day.
    """
    for what, row, of in stands_on(seen):
        other = made_by(row.made_by)
        who = f"{other.ref}. Undo that first." if other else "somebody, so it is changed by a new decision."
        return Refusal("stood-upon", f"{_capital(what)} of {of}, which {seen.ref} told, was told since by {who}")
    instead = f"Take in a corrected file that replaces what {seen.ref} told: then no day is without."
    for ref in contracts_forgotten(seen):
        if ref in used:
            return Refusal("in-use", f"Contract {ref}, which {seen.ref} entered, has {used[ref]}, so it stays known. {instead}")
    for ref, day in first_day_lost(seen, [ref for ref in contracts_touched(seen) if ref in used]).items():
        return Refusal("in-use", f"Contract {ref} has {used[ref]}, and would have no terms in force from {say_day(day)}. {instead}")
    return None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
