"""What people type about submissions."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from duly.casework.decisions.rules import CODES, OUTCOMES
from duly.casework.submissions.rules import KINDS, PROPOSED, Given, Point, Said, paragraphs_of
from duly.core.documents.rules.docx import paragraphs_of_docx
from duly.primitives.money import read_pounds

MOST_PENCE = 1_000_000_000
MOST_DOCUMENT = 10_000_000


class PoundsField(forms.CharField):
    """An amount in pounds, read as whole pence."""

    kind = "money"

    def clean(self, value: Any) -> Any:
        """Pence, or the sentence that says what was read."""
        text = super().clean(value)
        try:
            pence = read_pounds(text or "0")
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if pence < 0:
            raise forms.ValidationError("A remedy is not less than nothing.")
        if pence > MOST_PENCE:
            raise forms.ValidationError("A remedy is at most £10,000,000.")
        return pence


class TextForm(forms.Form):
    """What a submission says."""

    ask = forms.CharField(label="What the decision should be", max_length=500)
    outcome = forms.ChoiceField(
        label="What should become of the complaint",
        choices=[("", "Not said"), *PROPOSED.items()],
        required=False,
        help_text="What it is counted as, and which letter tells of it; only what is upheld, wholly or in part, brings a payment",
    )
    remedy_pence = PoundsField(label="Remedy", required=False, help_text="In pounds; leave it empty for none")
    mp_interest = forms.BooleanField(label="An MP has asked for the outcome", required=False)
    paragraphs = forms.CharField(
        label="Text",
        widget=forms.Textarea,
        max_length=200_000,
        strip=True,
        required=False,
        help_text="Leave an empty line between paragraphs; they are numbered for you",
    )
    document = forms.FileField(
        label="Or a Word document", required=False, help_text="A .docx of up to 10 MB; its text takes the place of the text above"
    )

    def clean(self) -> dict[str, Any]:
        """The text in paragraphs, from the document where one was handed over."""
        said = self.cleaned_data
        document, text = said.pop("document", None), said.get("paragraphs", "")
        if document is None:
            if not text and "paragraphs" not in self.errors:
                self.add_error("paragraphs", "Type the text, or hand over a Word document.")
            return said | {"paragraphs": paragraphs_of(text)}
        if document.size > MOST_DOCUMENT:
            self.add_error("document", "The document is larger than 10 MB. Take out its pictures, or paste its text.")
            return said
        try:
            said["paragraphs"] = paragraphs_of_docx(document.read())
        except ValueError as wrong:
            self.add_error("document", str(wrong))
        return said


class DraftForm(TextForm):
    """A new submission."""

    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    field_order = ("kind", "ask", "outcome", "remedy_pence", "mp_interest", "paragraphs", "document")


DAY_FORMS = ["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"]
MOST_POINTS = 30


class ReturnForm(forms.Form):
    """What goes back, point by point: where, why and what; who puts it right and by when, for all of them unless one says otherwise."""

    words = forms.CharField(
        label="Of the whole paper",
        widget=forms.Textarea,
        max_length=5000,
        required=False,
        help_text="Only you see this until you send it",
    )
    who_fixes = forms.ChoiceField(label="Who puts it right", required=False)
    fix_by = forms.DateField(label="By", input_formats=DAY_FORMS, required=False, help_text="Empty: the day that each reason gives")

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        reasons: dict[str, str],
        points: Sequence[dict[str, Any]] = (),
        **named: Any,
    ):
        super().__init__(*args, **named)
        self.fields["who_fixes"].choices = [("", "Whom each reason names"), *people]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.reasons = reasons
        typed = [int(found[1]) for name in self.data if (found := re.fullmatch(r"p(\d{1,2})_words", name))]
        self.rows = min(max([*typed, len(points) + 2, 3] if not self.is_bound else [*typed, 1]), MOST_POINTS)
        for n in range(1, self.rows + 1):
            self._add_row(n, people, points[n - 1] if n <= len(points) else {})

    def _add_row(self, n: int, people: list[tuple[str, str]], given: dict[str, Any]) -> None:
        reasons = [("", "Choose a reason"), *self.reasons.items()]
        same = [("", "The same as for the others"), *people]
        rows = {
            "paragraph": forms.IntegerField(label="Paragraph", min_value=0, max_value=9999, required=False),
            "reason": forms.ChoiceField(label="Reason", choices=reasons, required=False),
            "words": forms.CharField(label="What needs to change", widget=forms.Textarea, max_length=5000, required=False),
            "who": forms.ChoiceField(label=f"Who puts point {n} right", choices=same, required=False),
            "by": forms.DateField(label=f"Point {n} by", input_formats=DAY_FORMS, required=False),
        }
        for name, field in rows.items():
            field.initial = given.get(name)
            self.fields[f"p{n}_{name}"] = field

    def bound_rows(self) -> tuple[dict[str, Any], ...]:
        """The fields of each point, by name."""
        return tuple(
            {name: self[f"p{n}_{name}"] for name in ("paragraph", "reason", "words", "who", "by")} for n in range(1, self.rows + 1)
        )

    def clean(self) -> dict[str, Any]:
        """The points, in order; a row with nothing in it is none."""
        said = self.cleaned_data
        points = []
        for n in range(1, self.rows + 1):
            words, reason, paragraph = (said.get(f"p{n}_{name}") for name in ("words", "reason", "paragraph"))
            if not (words or reason or paragraph) or any(
                f"p{n}_{name}" in self.errors for name in ("words", "reason", "paragraph", "who", "by")
            ):
                continue
            if not reason:
                self.add_error(f"p{n}_reason", f"Choose the reason of point {n}.")
            elif not words:
                self.add_error(f"p{n}_words", f"Say what needs to change at point {n}.")
            else:
                who, by = said.get(f"p{n}_who") or said.get("who_fixes") or "", said.get(f"p{n}_by") or said.get("fix_by")
                points.append(Point(reason, words, who, by, paragraph or 0))
        if not points and not self.errors:
            self.add_error("p1_words", "Say what needs to change: a return has at least one point.")
        return said | {"points": points}


class RemarkForm(forms.Form):
    """A colleague's comment, which stays with the paper and returns nothing."""

    comment = forms.CharField(
        label="Comment", widget=forms.Textarea, max_length=5000, error_messages={"required": "Say what the comment is."}
    )
    comment_paragraph = forms.IntegerField(
        label="Paragraph of the comment", min_value=0, max_value=9999, required=False, help_text="Empty for the whole paper"
    )


class PartyForm(forms.Form):
    """What a party said of the draft."""

    from_whom = forms.ChoiceField(label="Who commented")
    words = forms.CharField(label="What they said", widget=forms.Textarea, max_length=5000)

    def __init__(self, *args: Any, parties: Sequence[str], **named: Any):
        super().__init__(*args, **named)
        self.fields["from_whom"].choices = [(one, one) for one in parties]  # type: ignore[attr-defined]  # a ChoiceField, above


class EvidenceForm(forms.Form):
    """A page of the case's post, for the evidence list."""

    title = forms.CharField(label="What it is", max_length=200)
    source = forms.ChoiceField(label="Paper of the case")
    page = forms.IntegerField(label="Page", min_value=1, max_value=99_999, initial=1)

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["source"].choices = papers  # type: ignore[attr-defined]  # a ChoiceField, above


class WithdrawForm(forms.Form):
    """Why a submission is taken back."""

    because = forms.CharField(label="Why it is withdrawn", max_length=500, error_messages={"required": "Say why, in a sentence."})


class RouteForm(forms.Form):
    """Another post to review it, and why."""

    post = forms.ChoiceField(label="Who should review it")
    because = forms.CharField(label="Why another post", max_length=500)

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]  # a ChoiceField, above


class AnswerForm(forms.Form):
    """The author's answer to each point of the last return and each comment of a party. What is left empty, or as it was, is not sent."""

    def __init__(self, *args: Any, asked: Sequence[Any], **named: Any):
        super().__init__(*args, **named)
        self.asked = [(one.number if hasattr(one, "who_fixes") else 0, one) for one in asked]
        for number, one in self.asked:
            what = f"point {one.place}" if number else f"comment {one.place}"
            self.fields[f"a{number}_{one.place}"] = forms.CharField(
                label=f"Answer to {what}",
                widget=forms.Textarea,
                max_length=5000,
                required=False,
                initial=one.answer.words if one.answer else "",
                help_text=one.words,
            )
            self.fields[f"at{number}_{one.place}"] = forms.IntegerField(
                label=f"Where {what} is met",
                min_value=0,
                max_value=9999,
                required=False,
                initial=(one.answer.paragraph or None) if one.answer else None,
                help_text="The paragraph, or empty where nothing needed to change",
            )

    def answers(self) -> dict[tuple[int, int], Given]:
        """What was answered anew, by (return's number or 0, place)."""
        said = {
            (number, one.place): (
                Given(self.cleaned_data[f"a{number}_{one.place}"], self.cleaned_data[f"at{number}_{one.place}"] or 0),
                one.answer,
            )
            for number, one in self.asked
        }
        return {
            at: given
            for at, (given, was) in said.items()
            if given.words and (was is None or (was.words, was.paragraph) != (given.words, given.paragraph))
        }


class SeenForm(forms.Form):
    """The digest of the text the page showed."""

    seen_sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)


class ReadyForm(SeenForm):
    """What the reviewer has looked at, by code of the checklist."""

    ticked = forms.MultipleChoiceField(label="What you have looked at", required=False)
    despite = forms.CharField(
        label="Why it is passed although a check fails",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        help_text="It is kept with the paper, and whoever signs reads it",
    )

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["ticked"].choices = items  # type: ignore[attr-defined]  # a choice field, above


class SignForm(SeenForm):
    """Agree or refuse exactly what was seen."""

    outcome = forms.ChoiceField(
        label="Decision", choices=list(OUTCOMES.items()), error_messages={"required": "Choose whether you agree or refuse."}
    )
    code = forms.ChoiceField(
        label="What becomes of the complaint",
        choices=[("", "As its money and the findings say"), *CODES.items()],
        required=False,
        help_text="Needed where there is no money in it and nothing was found on its issues",
    )
    because = forms.CharField(label="Why", widget=forms.Textarea, max_length=5000, required=False, help_text="Needed when you refuse")


class CircumstancesForm(forms.Form):
    """What the scheme asks of the case. What is left empty nobody has said."""

    _YES_NO = (("", "Not said"), ("yes", "Yes"), ("no", "No"))

    office = forms.CharField(label="Office", max_length=60, required=False)
    subject = forms.CharField(label="Subject", max_length=60, required=False, help_text="Such as housing")
    stage = forms.CharField(label="Stage", max_length=60, required=False, help_text="Such as assessment or investigation")
    formal_interviews = forms.IntegerField(label="Formal interviews", min_value=0, max_value=999, required=False)
    public_interest = forms.ChoiceField(label="Controversy or media interest likely", choices=_YES_NO, required=False)
    settled_guidance = forms.ChoiceField(label="Plainly follows settled guidance", choices=_YES_NO, required=False)
    concerns_members = forms.ChoiceField(label="Concerns members' interests", choices=_YES_NO, required=False)
    doubt_about_stopping = forms.ChoiceField(label="Doubt whether to stop", choices=_YES_NO, required=False)
    fault_without_injustice = forms.ChoiceField(label="Serious fault, too little injustice", choices=_YES_NO, required=False)

    def said(self) -> Said:
        """As the room takes it."""
        told = {"yes": True, "no": False, "": None}
        return Said(
            **{
                name: told.get(value, value) if isinstance(self.fields[name], forms.ChoiceField) else value
                for name, value in self.cleaned_data.items()
            }
        )

    @staticmethod
    def initial_of(said: Said) -> dict[str, Any]:
        """What was said last, as the form shows it."""
        return {
            name: {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value for name, value in vars(said).items()
        }
