"""Why an import of lines or people may not be undone yet: what was told or decided of them since stands on it."""

from collections.abc import Collection, Iterable
from typing import Any

from duly.core.intake.queries import ImportSeen
from duly.core.intake.taking_back import rows_of
from duly.payments.packages import models
from duly.primitives.refusal import Refusal

_OF_LINES = {models.Commission: "when it is in force", models.CallPattern: "calls", models.Opening: "an opening position"}
_OF_PEOPLE = {models.Interruption: "an interruption", models.Death: "a death", models.Funding: "what others pay"}


def why_not_undo_lines(seen: ImportSeen, lines: Iterable[tuple[int, str]], tables: Collection[Any]) -> Refusal | None:
    """The refusal, "stood-upon", where something is known of a line that would be known no longer, and this import did not tell it."""
    called = dict(lines)
    for model, what in _OF_LINES.items():
        others = model.objects.filter(line_id__in=called, superseded_by__isnull=True)
        if model in tables:
            others = others.exclude(pk__in=rows_of(model, seen).values("pk"))
        if found := others.order_by("pk").first():
            told = f" by {found.import_ref}" if found.import_ref else ""
            says = f"{what.capitalize()} of {called[found.line_id]}, a line that {seen.ref} told, was said since{told}. Undo or end that first."
            return Refusal("stood-upon", says)
    return None


def why_not_undo_people(seen: ImportSeen, lines: Iterable[int], tables: Collection[Any]) -> Refusal | None:
    """The refusal, "stood-upon", where a person whom this import entered has a line that would stay known, or something is known of them."""
    if models.Person not in tables:
        return None
    mine = rows_of(models.Person, seen).filter(superseded_by__isnull=True).values("ref")
    line = models.PackageLine.objects.filter(person_ref__in=mine, superseded_by__isnull=True).exclude(pk__in=list(lines)).first()
    if line is not None:
        return Refusal(
            "stood-upon", f"{line.person_ref}, whom {seen.ref} entered, has line {line.line_ref}. Undo the import that told it first."
        )
    for model, what in _OF_PEOPLE.items():
        if found := model.objects.filter(person_ref__in=mine, superseded_by__isnull=True).first():
            return Refusal("stood-upon", f"{what.capitalize()} of {found.person_ref}, whom {seen.ref} entered, is known. Undo that first.")
    return None
