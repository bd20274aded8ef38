"""From a Django form to our field macros, without importing Django's forms: we look only at what a field shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_KIND_OF_WIDGET = {
    "Textarea": "textarea",
    "Select": "select",
    "NullBooleanSelect": "select",
    "SelectMultiple": "checkboxes",
    "CheckboxSelectMultiple": "checkboxes",
    "RadioSelect": "radios",
    "CheckboxInput": "checkbox",
    "DateInput": "date",
    "FileInput": "file",
    "ClearableFileInput": "file",
    "HiddenInput": "hidden",
    "EmailInput": "email",
    "PasswordInput": "password",
    "NumberInput": "number",
}


@dataclass(frozen=True)
class Field:
    """A form field in finished words. `kind` is the name of the macro that draws it."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    required: bool = True
    id: str = ""

    @property
    def key(self) -> str:
        """The id that the label, the hint, the error and the summary agree on."""
        return self.id or f"id_{self.name}"


@dataclass(frozen=True)
class Fault:
    """One line of the error summary. Without `url` it is about the whole form."""

    text: str
    url: str = ""


def as_field(bound: Any, kind: str = "") -> Field:
    """A Django bound field as ours. A `Field` passes through."""
    if isinstance(bound, Field):
        return bound
    widget = bound.field.widget
    told = kind or getattr(bound.field, "kind", "")  # a form field may say it is "money"
    said = bound.value()
    kind = told or _KIND_OF_WIDGET.get(type(widget).__name__, "text")
    several = said if isinstance(said, (list, tuple, set)) else [said]
    return Field(
        name=bound.html_name,
        label=str(bound.label),
        kind=kind,
        value="" if kind == "password" else _shown(bound, said),  # what was typed as a password is never sent back
        hint=str(bound.help_text or ""),
        error=" ".join(str(error) for error in bound.errors),
        choices=tuple((str(value), str(label)) for value, label in getattr(widget, "choices", ())),
        chosen=tuple(_plain(one) for one in several if one is not None),
        required=bound.field.required or getattr(bound.field, "sometimes", False),  # needed for some answers: the hint says which
        id=bound.id_for_label or bound.auto_id or "",
    )


def as_initial(bound: Any) -> list[str]:
    """What a bound field shows before anything is typed, as a browser would send it."""
    said = bound.field.prepare_value(bound.form.get_initial_for_field(bound.field, bound.name))
    if type(bound.field.widget).__name__ == "CheckboxInput":
        return ["on"] if said else []
    if isinstance(said, (list, tuple, set)):
        return [_plain(one) for one in said]
    return [] if said is None else [_shown(bound, said)]


def faults_of(form: Any) -> tuple[Fault, ...]:
    """The faults of a form, whole-form ones first, each linked to the field it is about."""
    faults = [Fault(str(error)) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            field = as_field(bound)
            url = "" if field.kind == "hidden" else f"#{field.key}"  # nothing to go to
            faults += [Fault(str(error), url) for error in bound.errors]
    return tuple(faults)


def _shown(bound: Any, said: Any) -> str:
    if said is None or isinstance(said, (list, tuple, set, bool)):
        return ""
    if hasattr(said, "strftime"):
        return f"{said.day}/{said.month}/{said.year}"
    return _plain(said)


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))
