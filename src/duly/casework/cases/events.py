"""What the record says of cases."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class CaseOpened(Event):
    code = "case.opened"
    subject = "case"
    says = "{ref} was opened from {opened_from}, owned by {owner}: {title}, complaint of {complainant} about {body}."
    ref: str
    version: int
    opened_from: str
    owner: str
    body: str
    title: str = private()
    complainant: str = private()


@dataclass(frozen=True)
class CaseTakenOver(Event):
    """A case was carried over from the system that was used before: `was` is its reference there, and `taken_from` the import whose row tells of it."""

    code = "case.taken-over"
    subject = "case"
    says = "{ref} was taken over from row {row} of {taken_from}, where it was {was}: in {stage}, opened on {opened_on}, owned by {owner}. {title}, complaint of {complainant} about {body}."
    ref: str
    version: int
    was: str
    taken_from: str
    row: int
    stage: str
    opened_on: date
    owner: str
    body: str
    title: str = private()
    complainant: str = private()
    outcome: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class PostLinked(Event):
    code = "case.post-linked"
    subject = "case"
    says = "{item_ref} was put with {ref}."
    ref: str
    version: int
    item_ref: str


@dataclass(frozen=True)
class CaseMoved(Event):
    code = "case.moved"
    subject = "case"
    says = "{ref} is now in {stage}."
    ref: str
    version: int
    stage: str


@dataclass(frozen=True)
class PartyNamed(Event):
    code = "case.party-named"
    subject = "case"
    says = "{entry_ref} was named in {ref} as {role}."
    ref: str
    version: int
    entry_ref: str
    role: str


@dataclass(frozen=True)
class PartyWithdrawn(Event):
    code = "case.party-withdrawn"
    subject = "case"
    says = "{entry_ref} is no longer in {ref} as {role}."
    ref: str
    version: int
    entry_ref: str
    role: str


@dataclass(frozen=True)
class NextActionSet(Event):
    code = "case.next-action-set"
    subject = "case"
    says = "On {ref} comes next{due:by-day}: {next_action}.{waiting_on:waiting}"
    ref: str
    version: int
    due: date | None
    next_action: str = private()
    waiting_on: str = private()


@dataclass(frozen=True)
class CasePutRight(Event):
    """`was` is how the case was called before, in words; `changed` names what was put right: "title", "complainant", "body"."""

    code = "case.put-right"
    subject = "case"
    says = "Of {ref} was put right {changed:list}: {title}, complaint of {complainant} about {body}. It read: {was}. {because}"
    ref: str
    version: int
    changed: tuple[str, ...]
    body: str
    title: str = private()
    complainant: str = private()
    was: str = private()
    because: str = private()


@dataclass(frozen=True)
class CaseHandedOver(Event):
    code = "case.handed-over"
    subject = "case"
    says = "{ref} was handed over by {was} to {owner}: {note}"
    ref: str
    version: int
    was: str
    owner: str
    note: str = private()


@dataclass(frozen=True)
class CaseTied(Event):
    code = "case.tied"
    subject = "case"
    says = "{ref} is now {kind} {other}: {because}"
    ref: str
    version: int
    other: str
    kind: str
    because: str = private()


@dataclass(frozen=True)
class CaseUntied(Event):
    code = "case.untied"
    subject = "case"
    says = "{ref} is no longer {kind} {other}: {because}"
    ref: str
    version: int
    other: str
    kind: str
    because: str = private()


@dataclass(frozen=True)
class CaseSplit(Event):
    """`clocks` is what became of each clock that ran on the case, such as "CK-000001 stays"; the clocks tell of it themselves too."""

    code = "case.split"
    subject = "case"
    says = "{new} was split from {ref} with {items:list}: {because}"
    ref: str
    version: int
    new: str
    items: tuple[str, ...]
    because: str = private()
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperMoved(Event):
    code = "case.paper-moved"
    subject = "case"
    says = "{item_ref} had been filed to {ref} by mistake and is now with {right}; {breach} was begun."
    ref: str
    version: int
    item_ref: str
    right: str
    breach: str


@dataclass(frozen=True)
class MisfilingFound(Event):
    code = "misfiling.found"
    subject = "misfiling"
    says = "{ref}: {item_ref} was found in {wrong} and belongs to {right}; seen there by {seen_by:list}. To be dealt with by {due}. How it came about: {because}"
    ref: str
    version: int
    item_ref: str
    wrong: str
    right: str
    seen_by: tuple[str, ...]
    due: date
    because: str = private()


@dataclass(frozen=True)
class BreachNoted(Event):
    """A breach besides a paper filed wrongly, under the name the record has always had for breaches: of what (`about`, and `volume` of its paper file where one was lost), known of since `found_on`. `whose` says
    whose personal data it is."""

    code = "breach.noted"
    subject = "misfiling"
    says = "{ref}: {kind}, {about}{volume:bracketed}. Known of since {found_on:day}; to be dealt with by {due:day}. What happened: {because} Whose data: {whose}"
    ref: str
    version: int
    kind: str
    about: str
    case: str
    volume: str
    found_on: date
    due: date
    because: str = private()
    whose: str = private()


@dataclass(frozen=True)
class BreachStepDone(Event):
    """A step of a breach, of whatever kind. `risk` is said with the step of judging it."""

    code = "misfiling.step-done"
    subject = "misfiling"
    says = "{ref}: {step} ({risk}). {words}"
    ref: str
    version: int
    step: str
    words: str = private()
    risk: str = ""


@dataclass(frozen=True)
class ComplaintWithdrawn(Event):
    """A complainant took the complaint back: the whole where no issue is named. `settled` are the clocks and chases that ended with it."""

    code = "case.complaint-withdrawn"
    subject = "case"
    says = "{who} withdrew {ref} by {how}, received on {received_on:day} (by issue: {issues:list}); it may be taken back until {back_by:day}. Ended with it: {settled:list}. {because}"
    ref: str
    version: int
    who: str
    how: str
    received_on: date
    back_by: date
    issues: tuple[str, ...]
    settled: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class WithdrawalTakenBack(Event):
    """The complaint goes on. `begun` are the clocks and chases that began again in the place of those that had ended."""

    code = "case.withdrawal-taken-back"
    subject = "case"
    says = "The withdrawal of {ref} was taken back. Begun again: {begun:list}. {because}"
    ref: str
    version: int
    begun: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class PartyAgreed(Event):
    code = "case.party-agreed"
    subject = "case"
    says = "On {ref} {entry_ref} agreed to {to} (authority to decide it: {given_to}). {because}"
    ref: str
    version: int
    entry_ref: str
    to: str
    given_to: str
    because: str = private()


@dataclass(frozen=True)
class AgreementEnded(Event):
    code = "case.agreement-ended"
    subject = "case"
    says = "On {ref} {entry_ref} no longer agrees to {to}. {because}"
    ref: str
    version: int
    entry_ref: str
    to: str
    because: str = private()


@dataclass(frozen=True)
class CarryOnDecided(Event):
    """After a complainant's death it was decided who may carry on. `who` is empty where nobody may; `evidence` is post, such as the grant."""

    code = "case.carry-on-decided"
    subject = "case"
    says = "{died} having died, {ref} is carried on from {starts:day} by: {as_what} {who} ({evidence}). {because}"
    ref: str
    version: int
    died: str
    who: str
    as_what: str
    evidence: str
    starts: date
    because: str = private()


@dataclass(frozen=True)
class CaseClosed(Event):
    """How a case ended: `outcome` and `principles` are of the numbered set of rules; `ended` are references of what was open on it and ended with it.

    `rule`, `scheme` and `closed_as` are the rule that allowed it, the scheme it stands in and its post; `facts` is what the scheme was told, and
    `looked_at` every row held against it, in words, as it stood then.
    """

    code = "case.closed"
    subject = "case"
    says = "{ref} was closed ({outcome}), by rule {rule} of {scheme}: {because} Principles that bore on it: {principles:list}. Ended with it: {ended:list}."
    ref: str
    version: int
    outcome: str
    principles: tuple[str, ...]
    rules: int
    ended: tuple[str, ...]
    rule: str
    scheme: str
    closed_as: str
    on_behalf: str
    facts: tuple[str, ...]
    looked_at: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class CaseReopened(Event):
    """A closed case was opened again. How it had ended stays known."""

    code = "case.reopened"
    subject = "case"
    says = "{ref} was opened again, and is in {stage}: {because}"
    ref: str
    version: int
    stage: str
    because: str = private()
