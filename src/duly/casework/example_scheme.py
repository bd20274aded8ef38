"""The ombudsman's example scheme of delegation, for set-up, the demonstration and tests: (power code, row), in plain English.

The figures are examples; an office adopts its own. Every power of the wing has at least one row, and no post has two rows that could both apply.
"""

from duly.casework.cases import powers as cases
from duly.casework.correspondence import powers as post
from duly.casework.decisions import powers as decisions
from duly.casework.dispatch import powers as letters
from duly.casework.submissions import powers as submissions
from duly.core.clocks import powers as clocks
from duly.core.contacts import powers as contacts
from duly.core.directory import powers as directory
from duly.core.retention import powers as retention
from duly.core.scheme.rules import Condition, Row
from duly.core.work import powers as work

OFFICE = "Public Services Ombudsman"

POSTS = {
    "executive-assistant": "Executive Assistant",
    "assistant-casework-manager": "Assistant Casework Manager",
    "casework-manager": "Casework Manager",
    "head-of-casework": "Head of Casework",
    "ombudsman": "Ombudsman",
    "deputy-ombudsman": "Deputy Ombudsman",
    "investigator": "Investigator",
}
"""Post codes the scheme names, with their titles."""

_EA, _ACM, _CM, _HEAD = "executive-assistant", "assistant-casework-manager", "casework-manager", "head-of-casework"
_OMBUDSMAN, _DEPUTY, _INVESTIGATOR = "ombudsman", "deputy-ombudsman", "investigator"


def _up_to(pence: int) -> Condition:
    return Condition("remedy", "at most", pence)


def _no(fact: str) -> Condition:
    return Condition(fact, "is", False)


_NOT_ONES_OWN = _no("prepared by you")

SCHEME: tuple[tuple[str, Row], ...] = (
    (post.REGISTER.code, Row("1.1", _EA, (), "The Executive Assistant registers post.")),
    (post.REGISTER.code, Row("1.2", _ACM, (), "Assistant Casework Managers register post.")),
    (post.TRIAGE.code, Row("1.3", _EA, (), "The Executive Assistant directs all post addressed to the Ombudsman.")),
    (post.TRIAGE.code, Row("1.4", _ACM, (), "Assistant Casework Managers assess and allocate correspondence.")),
    (
        post.TRIAGE.code,
        Row(
            "1.5",
            _CM,
            (Condition("way", "one of", ("direct", "allocate", "hold")),),
            "The Casework Manager allocates what is brought to her.",
        ),
    ),
    (post.CLOSE.code, Row("1.6", _EA, (), "The Executive Assistant closes post that has been dealt with.")),
    (post.CLOSE.code, Row("1.7", _ACM, (), "Assistant Casework Managers close post that has been dealt with.")),
    (post.FLAG.code, Row("1.8", _EA, (), "The Executive Assistant says what the triage rules missed.")),
    (post.FLAG.code, Row("1.9", _ACM, (), "Assistant Casework Managers say what the triage rules missed.")),
    (post.FLAG.code, Row("1.10", _CM, (), "The Casework Manager says what the triage rules missed.")),
    (post.WATCH.code, Row("1.11", _CM, (), "The Casework Manager keeps the watch list.")),
    (post.WATCH.code, Row("1.12", _HEAD, (), "The Head of Casework keeps the watch list.")),
    (post.SET_RULES.code, Row("1.13", _HEAD, (), "The Head of Casework adopts triage rules.")),
    (post.FORWARD.code, Row("1.14", _EA, (), "The Executive Assistant forwards misdirected post.")),
    (post.FORWARD.code, Row("1.15", _ACM, (), "Assistant Casework Managers forward misdirected post.")),
    (post.HELD_BACK.code, Row("1.16", _ACM, (), "Assistant Casework Managers deal with files of post that were held back.")),
    (post.HELD_BACK.code, Row("1.17", _HEAD, (), "The Head of Casework deals with files of post that were held back.")),
    (cases.OPEN.code, Row("2.1", _ACM, (), "Assistant Casework Managers open cases.")),
    (cases.OPEN.code, Row("2.2", _CM, (), "The Casework Manager opens cases.")),
    (cases.LINK.code, Row("2.3", _EA, (), "The Executive Assistant puts post with its case.")),
    (cases.LINK.code, Row("2.4", _ACM, (), "Assistant Casework Managers put post with its case.")),
    (cases.MOVE.code, Row("2.5", _CM, (), "The Casework Manager moves cases on.")),
    (
        cases.MOVE.code,
        Row("2.6", _INVESTIGATOR, (Condition("step", "is", "investigate"),), "Investigators begin the investigations given to them."),
    ),
    *(
        (cases.PARTY.code, Row(f"2.{n}", code, (), f"The {POSTS[code]} names the parties to a case."))
        for n, code in enumerate((_EA, _ACM, _CM, _INVESTIGATOR), start=7)
    ),
    (submissions.PUT_UP.code, Row("3.1", _INVESTIGATOR, (), "Investigators prepare and put up submissions.")),
    (submissions.PUT_UP.code, Row("3.2", _CM, (), "The Casework Manager may prepare a submission herself.")),
    (
        submissions.REVIEW.code,
        Row(
            "4.1",
            _EA,
            (_up_to(50_000), _no("mp asked"), _NOT_ONES_OWN),
            "The Executive Assistant reviews straightforward submissions: a remedy up to £500 and no MP asking.",
        ),
    ),
    (
        submissions.REVIEW.code,
        Row("4.2", _ACM, (_NOT_ONES_OWN,), "Assistant Casework Managers review any submission they did not prepare."),
    ),
    (submissions.REVIEW.code, Row("4.3", _CM, (_NOT_ONES_OWN,), "The Casework Manager reviews any submission she did not prepare.")),
    (
        decisions.SIGN.code,
        Row(
            "5.1",
            _HEAD,
            (_up_to(50_000), _no("mp asked"), _no("changes an earlier decision"), _NOT_ONES_OWN),
            "The Head of Casework signs a first decision with a remedy up to £500 when no MP has asked for the outcome.",
        ),
    ),
    (
        decisions.SIGN.code,
        Row(
            "5.2",
            _DEPUTY,
            (_up_to(100_000), _no("mp asked"), _NOT_ONES_OWN),
            "The Deputy signs a remedy up to £1,000 when no MP has asked for the outcome.",
        ),
    ),
    (decisions.SIGN.code, Row("5.3", _OMBUDSMAN, (_NOT_ONES_OWN,), "The Ombudsman signs anything she did not prepare.")),
    (letters.MAKE.code, Row("6.1", _ACM, (), "Assistant Casework Managers make letters.")),
    (letters.MAKE.code, Row("6.2", _INVESTIGATOR, (), "Investigators make letters on their cases.")),
    (letters.APPROVE.code, Row("6.3", _CM, (_NOT_ONES_OWN,), "The Casework Manager approves letters she did not make.")),
    (letters.APPROVE.code, Row("6.4", _HEAD, (_NOT_ONES_OWN,), "The Head of Casework approves letters not made by herself.")),
    (letters.APPROVE.code, Row("6.5", _OMBUDSMAN, (_NOT_ONES_OWN,), "The Ombudsman approves letters she did not make.")),
    (letters.SEND.code, Row("6.6", _EA, (), "The Executive Assistant sends approved letters.")),
    (letters.SEND.code, Row("6.7", _ACM, (), "Assistant Casework Managers send approved letters.")),
    (retention.READ.code, Row("8.1", _HEAD, (), "The Head of Casework sees what is held and what is to be erased.")),
    (retention.READ.code, Row("8.2", _CM, (), "The Casework Manager sees what is held and what is to be erased.")),
    (retention.READ.code, Row("8.3", _EA, (), "The Executive Assistant sees what is held and what is to be erased.")),
    (retention.HOLD.code, Row("8.4", _HEAD, (), "The Head of Casework places and lifts legal holds.")),
    (retention.PROPOSE.code, Row("8.5", _EA, (), "The Executive Assistant proposes what the retention schedule lets go.")),
    (retention.PROPOSE.code, Row("8.6", _CM, (), "The Casework Manager proposes what the retention schedule lets go.")),
    (
        retention.APPROVE.code,
        Row("8.7", _HEAD, (_no("proposed by you"),), "The Head of Casework approves disposal lists that somebody else proposed."),
    ),
    (clocks.KEEP.code, Row("14.1", _ACM, (), "Assistant Casework Managers keep the clocks of cases.")),
    (clocks.KEEP.code, Row("14.2", _CM, (), "The Casework Manager keeps the clocks of cases.")),
    (clocks.KEEP.code, Row("14.3", _INVESTIGATOR, (), "Investigators keep the clocks of their cases.")),
    (
        clocks.EXTEND.code,
        Row("14.4", _ACM, (Condition("added", "at most", 5),), "Assistant Casework Managers extend a clock by up to five days or months."),
    ),
    (clocks.EXTEND.code, Row("14.5", _CM, (), "The Casework Manager extends clocks as far as their rules let her.")),
    (clocks.REDATE.code, Row("14.6", _CM, (), "The Casework Manager dates open clocks again when bank holidays change.")),
    (clocks.REDATE.code, Row("14.7", _HEAD, (), "The Head of Casework dates open clocks again when bank holidays change.")),
    (clocks.ADOPT.code, Row("14.8", _HEAD, (), "The Head of Casework adopts the rules of clocks.")),
    *(
        (directory.KEEP.code, Row(f"30.{n}", code, (), f"The {POSTS[code]} keeps the directory."))
        for n, code in enumerate((_EA, _ACM, _CM, _INVESTIGATOR), start=1)
    ),
    (directory.MERGE.code, Row("30.5", _EA, (), "The Executive Assistant says which entries of the directory are one.")),
    (directory.MERGE.code, Row("30.6", _CM, (), "The Casework Manager says which entries of the directory are one.")),
    *(
        (directory.MARK.code, Row(f"30.{n}", code, (), f"The {POSTS[code]} places and lifts markers about safety and distress."))
        for n, code in enumerate((_ACM, _CM, _HEAD), start=7)
    ),
    *(
        (work.KEEP.code, Row(f"31.{n}", code, (), f"The {title} gives tasks and finishes them."))
        for n, (code, title) in enumerate(POSTS.items(), start=1)
    ),
    *(
        (contacts.LOG.code, Row(f"32.{n}", code, (), f"The {title} logs calls and what was promised in them."))
        for n, (code, title) in enumerate(POSTS.items(), start=1)
    ),
    (contacts.PROPOSE.code, Row("32.8", _EA, (), "The Executive Assistant takes enquiries and proposes answers.")),
    (contacts.PROPOSE.code, Row("32.9", _ACM, (), "Assistant Casework Managers take enquiries and propose answers.")),
    (contacts.AGREE.code, Row("32.10", _CM, (_no("proposed by you"),), "The Casework Manager settles what others propose to answer.")),
    (contacts.AGREE.code, Row("32.11", _HEAD, (_no("proposed by you"),), "The Head of Casework settles what others propose to answer.")),
    *(
        (post.READ.code, Row(f"7.{n}", code, (), f"The post of {title} reads casework."))
        for n, (code, title) in enumerate(POSTS.items(), start=1)
    ),
)
