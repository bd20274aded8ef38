"""What a standard letter is made of: paragraphs with merge fields, those that must stay and those that may be left out. Pure.

Jinja reads the fields, `{{ body }}`, and nothing else of it is allowed in a letter: no conditions, no calls, no filters.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

ALWAYS, MANDATORY, OPTIONAL = "always", "mandatory", "optional"
KINDS = (ALWAYS, MANDATORY, OPTIONAL)

PURPOSES = {
    "decision upheld": "Tells of a decision to uphold",
    "decision partly upheld": "Tells of a decision to uphold in part",
    "decision not upheld": "Tells of a decision not to uphold",
    "decision discontinued": "Tells that we have stopped looking",
    "not looked into": "Tells that we shall not look into it",
    "ended without a finding": "Tells that a complaint was taken back or put right, and is closed",
    "copy of a decision": "Tells somebody other than the complainant what was decided",
    "provisional view": "Gives a provisional view, to be commented on",
    "enquiry": "Puts questions to the body complained about",
    "request for evidence": "Asks somebody for evidence",
    "recommendation": "Tells a body what we recommend, and by when",
    "holding": "Says that a reply will take longer, and when it will come",
    "review accepted": "Tells that a decision will be looked at again",
    "review refused": "Tells that a decision will not be looked at again",
    "review answered": "Tells what looking again found",
    "notice of instruction": "Tells somebody how their letters and calls will be handled",
    "reply": "Answers somebody, in our own words",
    "acknowledgement": "Acknowledges post",
    "forwarding": "Sends on post that was meant for somebody else",
}
"""What a standard letter is for."""

DECISIONS = tuple(purpose for purpose in PURPOSES if purpose.startswith("decision"))
"""Purposes of letters that tell of a decision."""

ENDINGS = ("not looked into", "ended without a finding")
"""Purposes of letters that tell how a complaint ended on which nothing was found."""

OF_POST = ("acknowledgement", "forwarding")
"""Purposes of letters that are begun from an item of post, in the standard words and in no others."""

_SILENT = ("acknowledgement", "notice of instruction", "forwarding")
DISCLOSES = {purpose: purpose not in _SILENT for purpose in PURPOSES}
"""Whether a letter of each purpose tells its reader anything of the case: a decision does, words of our own may, and that something came does not.

Words of our own ("reply") always count as telling: no program knows what they say, and whoever typed them may not say of themselves that they tell nothing. Taken
for telling wrongly, a letter waits until the other complainant agreed; taken for silent wrongly, what one told us in confidence is out. An answer that is of
no case is not asked, and that something came is said by an acknowledgement.
"""

COMPLAIN, SPEAK, BODY, MP = ("complainant", "aggrieved"), "representative", "body", "member of parliament"
WRITTEN_TO: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*DECISIONS, *ENDINGS), COMPLAIN),
    "copy of a decision": (BODY, SPEAK, MP),
    **dict.fromkeys(("enquiry", "request for evidence", "recommendation"), (BODY,)),
}
"""To whom a letter of a purpose is written, by what they are to the case, the likeliest first; to any of them where nothing is said here."""

ONLY_TO = (*DECISIONS, *ENDINGS, "copy of a decision", "recommendation")
"""Purposes whose words would be wrong for anybody else: their letters go to nobody but those they are written to."""

MUST_HOLD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*DECISIONS, "not looked into"), ("review rights", "judicial review")),
    **dict.fromkeys(("copy of a decision", "review refused", "review answered"), ("judicial review",)),
    "provisional view": ("not final",),
    "notice of instruction": ("how to object",),
}
"""The mandatory paragraphs of each purpose, by name: without them a version is not put forward. A default, for the office to check."""

MUST_SAY = {"review rights": "review_by", "judicial review": "court_by", "not final": "comment_by", "how to object": "until"}
"""The merge field that a mandatory paragraph must hold: the day by which somebody must act."""


@dataclass(frozen=True)
class Mandatory:
    """Which paragraphs a letter of each purpose may not go without, by name, and the merge field that one of a name must say. A purpose left out holds none."""

    number: int
    must_hold: Mapping[str, tuple[str, ...]]
    must_say: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        return {"must_hold": {purpose: list(names) for purpose, names in self.must_hold.items()}, "must_say": dict(self.must_say)}


FIRST_MANDATORY = Mandatory(1, MUST_HOLD, MUST_SAY)
"""What came with the program: in force until an office adopts its own."""

OF_EVERY_LETTER = ("office", "dated", "address", "signed_by", "signed_as", "case_ref")
"""Merge fields every letter has, whatever its words. `address` has one line to a line."""

FIELDS = {
    "office": ("Name of the office", "here"),
    "dated": ("Date on the letter", "here"),
    "address": ("Address", "here"),
    "signed_by": ("Signed by", "here"),
    "signed_as": ("Signed as", "here"),
    "case_ref": ("Our reference", "here"),
    "complainant": ("Complainant", "on the case"),
    "body": ("Body complained about", "on the case"),
    "remedy": ("Remedy", "on the decision"),
    "remedy_by": ("Remedy to be paid by", "on the decision"),
    "reasons": ("Our reasons", "here"),
    "to_do": ("What the body is to do to put it right, and by when", "here"),
    "review_by": ("A review may be asked for until", "on the decision"),
    "court_by": ("A court may be asked until", "on the decision"),
    "to_whom": ("Greeting: to whom", "here"),
    "about": ("What it is about", "here"),
    "words": ("What we say", "here"),
    "received": ("The day we received it", "on the item of post"),
    "answer_by": ("We shall answer by", "here"),
    "asked": ("What we ask for", "here"),
    "needed_by": ("We need it by", "here"),
    "view": ("Our provisional view, and why", "here"),
    "comment_by": ("Comments are wanted by", "here"),
    "recommended": ("What we recommend, and by when", "here"),
    "next_step": ("What happens next", "here"),
    "write_by": ("We shall write again by", "here"),
    "found": ("What looking again found, and what follows", "here"),
    "handled": ("How letters and calls will be handled", "on the instruction"),
    "until": ("It holds until", "on the instruction"),
}
"""Every merge field there is: what it is called, and where what it says is known from. "here" is typed on the letter."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. A mandatory one cannot be left out of a letter; an optional one may, and has a `name` to be chosen by."""

    words: str
    kind: str = ALWAYS
    name: str = ""


@dataclass(frozen=True)
class Template:
    """One version of one standard letter. A change of wording is a new `version`; a letter names the one it was made from."""

    code: str
    version: int
    title: str
    purpose: str
    subject: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    closing: str = "Yours sincerely"

    def as_values(self) -> dict[str, Any]:
        """As it is kept and hashed."""
        return asdict(self)


def template_of(values: Mapping[str, Any]) -> Template:
    """What `as_values` gave, again."""
    return Template(**(dict(values) | {"paragraphs": tuple(Paragraph(**one) for one in values["paragraphs"])}))


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True)


@lru_cache(maxsize=2_000)
def names_in(words: str) -> tuple[str, ...]:
    """The merge fields in some words, in order. ValueError, as a sentence, when they hold anything else of Jinja, or a field there is not."""
    try:
        parsed = _environment().parse(words)
    except TemplateSyntaxError as error:
        raise ValueError(f"Line {error.lineno}: {error.message} A merge field is written {{{{ body }}}}.") from None
    found = []
    for output in parsed.body:
        parts = output.nodes if isinstance(output, nodes.Output) else [output]
        for part in parts:
            if isinstance(part, nodes.Name):
                found.append(part.name)
            elif not isinstance(part, nodes.TemplateData):
                raise ValueError("A standard letter holds words and merge fields such as {{ body }}, and nothing else in brackets.")
    unknown = [name for name in found if name not in FIELDS]
    if unknown:
        raise ValueError(f"There is no merge field called {unknown[0]}. These are: {', '.join(FIELDS)}.")
    return tuple(dict.fromkeys(found))


def said(words: str, fields: Mapping[str, str]) -> str:
    """Some words with their merge fields filled in."""
    return _environment().from_string(words).render(fields) if names_in(words) else words


def held(template: Template, left_out: Collection[str] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a letter from which these optional ones were left out. No other can be."""
    return tuple(one for one in template.paragraphs if not (one.kind == OPTIONAL and one.name in left_out))


def fields_of(template: Template, left_out: Collection[str] = ()) -> tuple[str, ...]:
    """Every merge field a letter needs, in the order it meets them, those of every letter first."""
    texts = (template.subject, template.greeting, *(one.words for one in held(template, left_out)), template.closing)
    return tuple(dict.fromkeys([*OF_EVERY_LETTER, *(name for text in texts for name in names_in(text))]))


def unfilled(template: Template, fields: Mapping[str, str], left_out: Collection[str] = ()) -> tuple[str, ...]:
    """The merge fields that are missing or blank."""
    return tuple(name for name in fields_of(template, left_out) if not fields.get(name, "").strip())


def where_to_fill(name: str) -> str:
    """A field that is missing, and where it is filled in."""
    label, where = FIELDS.get(name, (name, "here"))
    return label[0].lower() + label[1:] + ("" if where == "here" else f" (known {where})")


def merged(template: Template, fields: Mapping[str, str], left_out: Collection[str] = ()) -> dict[str, Any]:
    """The letter in finished words, as `core.renditions.letters.letter_pdf` takes them. Ask `unfilled` first.

    A blank line in what is filled in begins another paragraph, where the field stands alone in its own.
    """
    flat = {name: " ".join(fields[name].split()) for name in fields_of(template, left_out)}
    return {
        "office": flat["office"],
        "reference": flat["case_ref"],
        "dated": flat["dated"],
        "address": [line.strip() for line in fields["address"].splitlines() if line.strip()],
        "greeting": said(template.greeting, flat),
        "subject": said(template.subject, flat),
        "paragraphs": [text for one in held(template, left_out) for text in _apart(one.words, fields, flat)],
        "closing": said(template.closing, flat),
        "signed_by": flat["signed_by"],
        "signed_as": flat["signed_as"],
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


def wrong_with(template: Template, rules: Mandatory = FIRST_MANDATORY) -> tuple[str, ...]:
    """What keeps a version from being put forward, each in a sentence. `rules` are those of its mandatory paragraphs."""
    found = []
    for place, text in (("The subject", template.subject), ("The greeting", template.greeting), ("The closing", template.closing)):
        found += [f"{place} is empty."] if not text.strip() else _bad(place, text)
    for number, one in enumerate(template.paragraphs, start=1):
        found += _bad(f"Paragraph {number}", one.words) if one.words.strip() else [f"Paragraph {number} is empty."]
        field = rules.must_say.get(one.name, "") if one.kind == MANDATORY else ""
        if field and not found and field not in names_in(one.words):
            found.append(f"Paragraph {number}, on {one.name}, must say {{{{ {field} }}}}.")
        if one.kind == OPTIONAL and not one.name.strip():
            found.append(f"Paragraph {number} may be left out, so it needs a name to be chosen by.")
    if not template.paragraphs:
        found.append("It has no paragraph.")
    names = [one.name for one in template.paragraphs if one.kind != ALWAYS]
    found += [f"Two paragraphs are called {name}." for name in dict.fromkeys(names) if names.count(name) > 1]
    mandatory = {one.name for one in template.paragraphs if one.kind == MANDATORY}
    for name in rules.must_hold.get(template.purpose, ()):
        if name not in mandatory:
            found.append(f"A letter that {PURPOSES[template.purpose].lower()} must hold the mandatory paragraph on {name}.")
    return tuple(found)


def _bad(place: str, text: str) -> list[str]:
    try:
        names_in(text)
    except ValueError as error:
        return [f"{place}: {error}"]
    return []


def _apart(words: str, fields: Mapping[str, str], flat: Mapping[str, str]) -> list[str]:
    names = names_in(words)
    alone = len(names) == 1 and words.strip() == f"{{{{ {names[0]} }}}}"
    if not alone:
        return [said(words, flat)]
    parts = [" ".join(part.split()) for part in fields[names[0]].replace("\r\n", "\n").split("\n\n")]
    return [part for part in parts if part]
