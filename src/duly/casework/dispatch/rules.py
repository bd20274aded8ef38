"""Standard letters and their merge fields. A field that is not filled in blocks the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any


@dataclass(frozen=True)
class Template:
    """One standard letter. A change of wording is a new `version`; a letter names the one it was made from."""

    code: str
    version: int
    title: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str = "Yours sincerely"


OF_EVERY_LETTER = ("office", "dated", "address", "signed_by", "signed_as", "case_ref")
"""Merge fields every letter has, whatever its words. `address` has one line to a line."""

FORMATS = ("", "large print")
"""What a letter can be made in here: nothing is a standard letter. Audio, Braille, easy read and other languages are made elsewhere."""

FIELD_WORDS = {
    "office": "Name of the office",
    "dated": "Date on the letter",
    "address": "Address",
    "signed_by": "Signed by",
    "signed_as": "Signed as",
    "case_ref": "Our reference",
    "complainant": "Complainant",
    "body": "Body complained about",
    "remedy": "Remedy",
    "remedy_by": "Remedy to be paid by",
    "reasons": "Our reasons",
    "review_by": "A review may be asked for until",
}

UPHELD = Template(
    "decision-upheld",
    1,
    "Decision: upheld, with a remedy",
    "Our decision on your complaint about {body}",
    "Dear {complainant}",
    (
        "You asked us to look at your complaint about {body}. We have finished, and we uphold it.",
        "{reasons}",
        "We have asked {body} to pay you {remedy} by {remedy_by}. We will check that it does.",
        "If you think our decision is wrong, you may ask us to look at it again until {review_by}. Please say what we missed or misunderstood.",
    ),
)
NOT_UPHELD = Template(
    "decision-not-upheld",
    1,
    "Decision: not upheld",
    "Our decision on your complaint about {body}",
    "Dear {complainant}",
    (
        "You asked us to look at your complaint about {body}. We have finished, and we do not uphold it.",
        "{reasons}",
        "If you think our decision is wrong, you may ask us to look at it again until {review_by}. Please say what we missed or misunderstood.",
    ),
)
TEMPLATES = {one.code: one for one in (UPHELD, NOT_UPHELD)}


def fields_of(template: Template) -> tuple[str, ...]:
    """Every merge field a letter needs, in the order it meets them, those of every letter first."""
    texts = (template.subject, template.greeting, *template.paragraphs, template.closing)
    found = [name for text in texts for _, name, _, _ in Formatter().parse(text) if name]
    return tuple(dict.fromkeys([*OF_EVERY_LETTER, *found]))


def unfilled(template: Template, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The merge fields that are missing or blank."""
    return tuple(name for name in fields_of(template) if not fields.get(name, "").strip())


def merged(template: Template, fields: Mapping[str, str]) -> dict[str, Any]:
    """The letter in finished words, as `core.renditions.letters.letter_pdf` takes them. Ask `unfilled` first."""
    said = {name: " ".join(fields[name].split()) for name in fields_of(template)}
    return {
        "office": said["office"],
        "reference": said["case_ref"],
        "dated": said["dated"],
        "address": [line.strip() for line in fields["address"].splitlines() if line.strip()],
        "greeting": template.greeting.format_map(said),
        "subject": template.subject.format_map(said),
        "paragraphs": [text.format_map(said) for text in template.paragraphs],
        "closing": template.closing,
        "signed_by": said["signed_by"],
        "signed_as": said["signed_as"],
    }


def as_text(words: Mapping[str, Any]) -> str:
    """The same letter as plain text, for the page and for the body of the mail."""
    parts = [
        words["office"],
        "\n".join(words["address"]),
        words["dated"],
        f"Our reference: {words['reference']}",
        words["greeting"],
        words["subject"],
        *words["paragraphs"],
        words["closing"],
        f"{words['signed_by']}\n{words['signed_as']}",
    ]
    return "\n\n".join(parts)
