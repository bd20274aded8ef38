"""What people type about delegation."""

import csv
import io
from typing import Any

from django import forms

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import instruments
from duly.core.scheme.rules import Condition, Row
from duly.primitives.money import read_pounds
from duly.primitives.power import POWERS, FactKind

WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
DAY = {"invalid": "Write a day such as 9/11/2026.", "required": "Say which day."}
HEADINGS = ("number", "power", "post", "conditions", "clause")


def day(label: str, **more: Any) -> forms.DateField:
    """A field for a day, as people write days."""
    return forms.DateField(label=label, input_formats=WAYS, error_messages=DAY, **more)


def _people() -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for held in people.everyone_in_post(on=today()):
        found.setdefault(held.officer_ref, f"{held.officer_name}, {held.title}")
    return [("", "Choose"), *sorted(found.items(), key=lambda one: one[1])]


def _posts() -> list[tuple[str, str]]:
    return [("", "Choose"), *sorted(people.post_titles().items(), key=lambda one: one[1])]


def _powers() -> list[tuple[str, str]]:
    return [("", "Choose"), *sorted((code, f"{one.question} ({code})") for code, one in POWERS.items() if not code.startswith("test."))]


class NumberForm(forms.Form):
    """Which one of a list."""

    number = forms.IntegerField(min_value=1, max_value=2**31)


class AwayForm(forms.Form):
    """Who is away, from when until when. Why is not asked."""

    person = forms.ChoiceField(label="Who", choices=_people)
    starts = day("First day away")
    ends = day("First day back")


class StandInForm(forms.Form):
    """Who stands in for a post."""

    post = forms.ChoiceField(label="For the post of", choices=_posts)
    person = forms.ChoiceField(label="Who stands in", choices=_people)
    starts = day("From")
    ends = day("Until", help_text="The first day they no longer do")
    because = forms.CharField(label="On whose word", max_length=300)


class SuspendForm(forms.Form):
    """Whose authority to do what is suspended."""

    person = forms.ChoiceField(label="Whose", choices=_people)
    power = forms.ChoiceField(label="May not", choices=_powers)
    starts = day("Suspended from")
    ends = day("Suspended until", required=False, help_text="Empty: until further notice")
    because = forms.CharField(label="Why", max_length=300)


class GiveBackForm(forms.Form):
    """What of a suspended authority is given back: one more fact, or all of it."""

    person = forms.ChoiceField(label="To whom", choices=_people)
    power = forms.ChoiceField(label="May again", choices=_powers)
    fact = forms.ChoiceField(
        label="Where", choices=[("", "Everywhere: all of it"), ("subject", "The subject is"), ("stage", "The stage is")], required=False
    )
    value = forms.CharField(label="Which", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """A subject or stage is named."""
        told = super().clean() or self.cleaned_data
        if told.get("fact") and not told.get("value"):
            self.add_error("value", "Say which subject or stage.")
        return told


class InterestForm(forms.Form):
    """An interest of one's own."""

    about = forms.CharField(label="In whom or what", max_length=200, help_text="A name as it stands on cases, or a case's reference")
    because = forms.CharField(label="What the interest is", max_length=500)


class ProposalForm(forms.Form):
    """A scheme to propose: its rules as lines of number, power, post, conditions and clause."""

    office = forms.ChoiceField(label="Office", choices=lambda: [(one.office, one.office) for one in instruments(on=today())])
    title = forms.CharField(label="Title", max_length=200)
    starts = day("In force from")
    rules = forms.CharField(
        label="Rules",
        widget=forms.Textarea,
        max_length=400_000,
        help_text="Comma-separated, with the headings number, power, post, conditions, clause. Conditions are parted by semicolons, "
        'such as "remedy at most 500.00; mp asked is no".',
    )

    def clean_rules(self) -> list[tuple[str, Row]]:
        """The lines as rules; what does not read is told with its line."""
        lines = list(csv.DictReader(io.StringIO(self.cleaned_data["rules"].strip())))
        if not lines or set(lines[0]) != set(HEADINGS):
            raise forms.ValidationError(f"The first line has the headings {', '.join(HEADINGS)}.")
        found = []
        for n, line in enumerate(lines, start=2):
            try:
                found.append(_rule(line))
            except ValueError as wrong:
                raise forms.ValidationError(f"Line {n}: {wrong}") from None
        return found


def as_lines(rules: tuple[tuple[str, Row], ...]) -> str:
    """Rules as the form takes them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for power, row in rules:
        kinds = dict(POWERS[power].facts) if power in POWERS else {}
        conditions = "; ".join(f"{c.fact} {c.operator} {_written(c.value, kinds.get(c.fact, 'word'))}" for c in row.conditions)
        writer.writerow((row.number, power, row.post, conditions, row.clause))
    return text.getvalue()


def _rule(line: dict[str, str | None]) -> tuple[str, Row]:
    told = {name: (line.get(name) or "").strip() for name in HEADINGS}
    power = POWERS.get(told["power"])
    if power is None:
        raise ValueError(f"there is no power {told['power']!r}.")
    if told["post"] not in people.post_titles():
        raise ValueError(f"there is no post {told['post']!r}.")
    if not told["number"]:
        raise ValueError("the rule has no number.")
    conditions = tuple(_condition(one.strip(), dict(power.facts)) for one in told["conditions"].split(";") if one.strip())
    return power.code, Row(told["number"], told["post"], conditions, told["clause"])


def _condition(words: str, kinds: dict[str, FactKind]) -> Condition:
    fact = max((name for name in kinds if words.startswith(f"{name} ")), key=len, default="")
    operators = ("at most", "at least", "one of", "is not", "is")
    rest = words[len(fact) :].strip()
    operator = next((one for one in operators if rest.startswith(f"{one} ")), None)
    if not fact or operator is None:
        raise ValueError(f'{words!r} is not a condition such as "remedy at most 500.00".')
    value = rest[len(operator) :].strip()
    if operator == "one of":
        return Condition(fact, operator, tuple(one.strip() for one in value.split("|")))  # type: ignore[arg-type]  # one of the operators, above
    return Condition(fact, operator, _read(value, kinds[fact]))  # type: ignore[arg-type]  # one of the operators, above


def _read(value: str, kind: FactKind) -> Any:
    if kind == "pence":
        return read_pounds(value)
    if kind == "number":
        return int(value)
    if kind == "yes/no":
        if value not in ("yes", "no"):
            raise ValueError(f"{value!r} is neither yes nor no.")
        return value == "yes"
    if kind == "date":
        from datetime import date

        return date.fromisoformat(value)
    return value


def _written(value: Any, kind: FactKind) -> str:
    if isinstance(value, tuple):
        return "|".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value // 100}.{value % 100:02}" if kind == "pence" else str(value)
