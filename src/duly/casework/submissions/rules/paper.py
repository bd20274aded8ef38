"""A submission as the checks read it: its words, and what the office knows beside them."""

from dataclasses import dataclass
from datetime import date

from duly.casework.adjudication.rules import DEFAULT, Scale
from duly.casework.submissions.rules.limits import FIRST_LIMITS, Limits


@dataclass(frozen=True)
class Evidence:
    """One line of the evidence list. `opens` is whether what it names is among the case's papers and has that page; `where` says it in words; `withdrawn` is the piece of the case's
    evidence that stood there and was withdrawn, where none stands there now. `says` are the words of all its pages, none where nobody read it,
    and `page` is the one that is listed."""

    label: str
    title: str
    where: str
    opens: bool
    withdrawn: str = ""
    page: int = 0
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Withdrawn:
    """A piece of the case's evidence that was withdrawn, why, and the issues on which what was found rests on it."""

    ref: str
    because: str
    found_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToAnswer:
    """Something that asks for an answer: a party's comment on the draft, or a point of the last return. `answer` is empty where there is none."""

    what: str
    words: str
    answer: str = ""
    paragraph: int = 0


@dataclass(frozen=True)
class Adjudicated:
    """What the case was found to come to, where anything was: its financial remedy in pence, its gravest level (0 for none), and what is outside its band."""

    remedy_pence: int
    level: int
    outside: tuple[str, ...]
    outcome: str = ""


@dataclass(frozen=True)
class Paper:
    """One version of a submission with the case as it is recorded. Money in pence; `linked` are references of other cases it may name.

    `kind` is of `reasons.KINDS`, and `outcome` what it proposes (`reasons.PROPOSED`), empty where nobody said. `commented` are those whose comments on the
    draft are kept, as they are called there; `risk` says what of the case's risk must be looked at, a sentence each.
    `scale` is the office's scale of severity in force on the day, the same by which the case is adjudicated. `signers` are titles of the posts whose rule in the scheme lets them sign it, of those that somebody holds; `titles` are those of every post.
    `limits` are those the checks read it by.
    """

    ask: str
    remedy_pence: int
    paragraphs: tuple[str, ...]
    case_ref: str
    complainant: str
    body: str
    today: date
    linked: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    comments: tuple[ToAnswer, ...] = ()
    points: tuple[ToAnswer, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    signers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    adjudicated: Adjudicated | None = None
    outcome: str = ""
    kind: str = "decision"
    commented: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    scale: Scale = DEFAULT
    limits: Limits = FIRST_LIMITS

    @property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """Every paragraph with its number; what is asked is number 0."""
        return ((0, self.ask), *enumerate(self.paragraphs, start=1))
