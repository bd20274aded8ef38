"""The ombudsman's example scheme of delegation, for set-up, the demonstration and tests: (power code, row), in plain English.

The figures are examples; an office adopts its own. Every power of the wing has at least one row, and no post has two rows that could both apply.
"""

from duly.casework.adjudication import powers as adjudication
from duly.casework.advice import powers as advice
from duly.casework.boxes import powers as boxes
from duly.casework.cases import powers as cases
from duly.casework.compliance import powers as compliance
from duly.casework.correspondence import powers as post
from duly.casework.decisions import powers as decisions
from duly.casework.dispatch import powers as letters
from duly.casework.files import powers as files
from duly.casework.instructions import powers as instructions
from duly.casework.investigation import powers as investigation
from duly.casework.learning import powers as learning
from duly.casework.reviews import powers as reviews
from duly.casework.risk import powers as risk
from duly.casework.submissions import powers as submissions
from duly.casework.wordings import powers as wordings
from duly.core.chases import powers as chases
from duly.core.clocks import powers as clocks
from duly.core.confidentiality import powers as confidentiality
from duly.core.contacts import powers as contacts
from duly.core.directory import powers as directory
from duly.core.retention import powers as retention
from duly.core.scheme import powers as scheme
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

ANSWERS_TO = {
    "executive-assistant": "casework-manager",
    "assistant-casework-manager": "casework-manager",
    "casework-manager": "head-of-casework",
    "investigator": "deputy-ombudsman",
    "head-of-casework": "ombudsman",
    "deputy-ombudsman": "ombudsman",
}
"""Which post answers to which in the example office: what the independence of whoever looks at a decision again is asked of."""

_EA, _ACM, _CM, _HEAD = "executive-assistant", "assistant-casework-manager", "casework-manager", "head-of-casework"
_OMBUDSMAN, _DEPUTY, _INVESTIGATOR = "ombudsman", "deputy-ombudsman", "investigator"


def _up_to(pence: int) -> Condition:
    return Condition("remedy", "at most", pence)


def _no(fact: str) -> Condition:
    return Condition(fact, "is", False)


_NOT_ONES_OWN = _no("prepared by you")
_WITHIN_A_YEAR = Condition("months to review", "at most", 12)

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
    (post.ACKNOWLEDGE.code, Row("1.18", _EA, (), "The Executive Assistant acknowledges post.")),
    (post.ACKNOWLEDGE.code, Row("1.19", _ACM, (), "Assistant Casework Managers acknowledge post.")),
    (cases.OPEN.code, Row("2.1", _ACM, (), "Assistant Casework Managers open cases.")),
    (cases.OPEN.code, Row("2.2", _CM, (), "The Casework Manager opens cases.")),
    (cases.LINK.code, Row("2.3", _EA, (), "The Executive Assistant puts post with its case.")),
    (cases.LINK.code, Row("2.4", _ACM, (), "Assistant Casework Managers put post with its case.")),
    (cases.MOVE.code, Row("2.5", _CM, (), "The Casework Manager moves cases on.")),
    (
        cases.MOVE.code,
        Row("2.6", _INVESTIGATOR, (Condition("step", "is", "investigate"),), "Investigators begin the investigations given to them."),
    ),
    (cases.CLOSE.code, Row("2.50", _CM, (), "The Casework Manager closes cases.")),
    (cases.CLOSE.code, Row("2.51", _HEAD, (), "The Head of Casework closes cases.")),
    (
        cases.CLOSE.code,
        Row(
            "2.52",
            _INVESTIGATOR,
            (
                Condition("outcome", "one of", ("not in jurisdiction", "not properly made", "premature", "out of time")),
                Condition("yours", "is", True),
            ),
            "Investigators close their own cases that are not for the Ombudsman, came too soon or came too late.",
        ),
    ),
    *(
        (cases.PARTY.code, Row(f"2.{n}", code, (), f"The {POSTS[code]} names the parties to a case."))
        for n, code in enumerate((_EA, _ACM, _CM, _INVESTIGATOR), start=7)
    ),
    *(
        (cases.PLAN.code, Row(f"2.{n}", code, (), f"The {POSTS[code]} says what comes next on a case."))
        for n, code in enumerate((_EA, _ACM, _CM, _HEAD, _INVESTIGATOR), start=20)
    ),
    (cases.TIE.code, Row("2.30", _ACM, (), "Assistant Casework Managers link, merge and split cases.")),
    (cases.TIE.code, Row("2.31", _CM, (), "The Casework Manager links, merges and splits cases.")),
    *(
        (cases.MISFILED.code, Row(f"2.{n}", code, (), f"The {POSTS[code]} deals with papers filed to the wrong case."))
        for n, code in enumerate((_EA, _ACM, _CM), start=32)
    ),
    (cases.HAND_OVER.code, Row("2.35", _CM, (), "The Casework Manager hands cases over to somebody else.")),
    (cases.HAND_OVER.code, Row("2.36", _HEAD, (), "The Head of Casework hands cases over to somebody else.")),
    (cases.HAND_OVER.code, Row("2.39", _DEPUTY, (), "The Deputy Ombudsman may take a case over, or hand one over.")),
    (cases.HAND_OVER.code, Row("2.40", _OMBUDSMAN, (), "The Ombudsman may take a case over, or hand one over.")),
    (cases.TAKE_OVER.code, Row("2.37", _CM, (), "The Casework Manager takes cases over from the system used before.")),
    (cases.TAKE_OVER.code, Row("2.38", _HEAD, (), "The Head of Casework takes cases over from the system used before.")),
    *(
        (cases.WITHDRAW.code, Row(f"2.{n}", code, (), f"The {POSTS[code]} takes in that a complaint is withdrawn."))
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=41)
    ),
    (cases.CARRY_ON.code, Row("2.45", _CM, (), "The Casework Manager decides who may carry on a complaint after a death.")),
    (submissions.PUT_UP.code, Row("3.1", _INVESTIGATOR, (), "Investigators prepare and put up submissions.")),
    (submissions.PUT_UP.code, Row("3.2", _CM, (), "The Casework Manager may prepare a submission herself.")),
    (submissions.SET_RULES.code, Row("3.9", _HEAD, (), "The Head of Casework adopts rules of submissions.")),
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
    (letters.SIGN_FOR.code, Row("6.8", _OMBUDSMAN, (_NOT_ONES_OWN,), "The Ombudsman signs for any principal what she did not write.")),
    (
        letters.SIGN_FOR.code,
        Row(
            "6.9",
            _DEPUTY,
            (Condition("principal", "one of", ("deputy-ombudsman", "ombudsman")), _NOT_ONES_OWN),
            "The Deputy signs for herself and for the Ombudsman.",
        ),
    ),
    (
        letters.SIGN_FOR.code,
        Row("6.10", _HEAD, (_NOT_ONES_OWN,), "The Head of Casework signs on behalf of a principal what she did not write."),
    ),
    (letters.ACKNOWLEDGE.code, Row("6.11", _EA, (), "The Executive Assistant acknowledges post in the standard words.")),
    (letters.ACKNOWLEDGE.code, Row("6.12", _ACM, (), "Assistant Casework Managers acknowledge post in the standard words.")),
    (letters.COMMISSION.code, Row("6.13", _EA, (), "The Executive Assistant has letters made in other formats.")),
    (letters.COMMISSION.code, Row("6.14", _ACM, (), "Assistant Casework Managers have letters made in other formats.")),
    (letters.INK.code, Row("6.15", _EA, (), "The Executive Assistant prints letters for the pen and matches what was signed.")),
    (letters.INK.code, Row("6.16", _ACM, (), "Assistant Casework Managers print letters for the pen and match what was signed.")),
    (wordings.WRITE.code, Row("6.17", _ACM, (), "Assistant Casework Managers write standard letters.")),
    (wordings.SET_RULES.code, Row("6.30", _HEAD, (), "The Head of Casework adopts which paragraphs letters may not go without.")),
    (wordings.WRITE.code, Row("6.18", _CM, (), "The Casework Manager writes standard letters.")),
    (
        wordings.ADOPT.code,
        Row("6.19", _CM, (_no("written by you"),), "The Casework Manager adopts standard letters she did not write."),
    ),
    (
        wordings.ADOPT.code,
        Row("6.20", _HEAD, (_no("written by you"),), "The Head of Casework adopts standard letters she did not write."),
    ),
    (retention.READ.code, Row("8.1", _HEAD, (), "The Head of Casework sees what is held and what is to be erased.")),
    (retention.READ.code, Row("8.2", _CM, (), "The Casework Manager sees what is held and what is to be erased.")),
    (retention.READ.code, Row("8.3", _EA, (), "The Executive Assistant sees what is held and what is to be erased.")),
    (retention.HOLD.code, Row("8.4", _HEAD, (), "The Head of Casework places and lifts legal holds.")),
    (retention.HOLD.code, Row("8.8", _CM, (), "The Casework Manager places and lifts legal holds with the referrals they belong to.")),
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
    (clocks.KEEP.code, Row("14.9", _HEAD, (), "The Head of Casework keeps the clocks of what is looked at again and of what is referred.")),
    (clocks.KEEP.code, Row("14.10", _DEPUTY, (), "The Deputy keeps the clocks of what is looked at again.")),
    *(
        (reviews.ASK.code, Row(f"27.{n}", code, (), f"The {POSTS[code]} takes in requests for review."))
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=1)
    ),
    (
        reviews.ADMIT.code,
        Row(
            "27.4",
            _CM,
            (_no("out of time"), _no("signed by you")),
            "The Casework Manager accepts or refuses what is asked for in time.",
        ),
    ),
    *(
        (reviews.ADMIT.code, Row(f"27.{n}", code, (_no("signed by you"),), f"The {POSTS[code]} accepts or refuses any request for review."))
        for n, code in enumerate((_HEAD, _DEPUTY), start=5)
    ),
    *(
        (reviews.ASSIGN.code, Row(f"27.{n}", code, (), f"The {POSTS[code]} says who looks at a decision again."))
        for n, code in enumerate((_CM, _HEAD), start=7)
    ),
    *(
        (
            reviews.CONDUCT.code,
            Row(
                f"27.{n}",
                code,
                (Condition("assigned to you", "is", True),),
                f"The {POSTS[code]} looks again at decisions given to that person.",
            ),
        )
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=9)
    ),
    *(
        (reviews.TAKE_BACK.code, Row(f"27.{n}", code, (), f"The {POSTS[code]} takes back what a review refers."))
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=12)
    ),
    *(
        (reviews.TELL.code, Row(f"27.{n}", code, (), f"The {POSTS[code]} tells the parties of a review."))
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=15)
    ),
    *(
        (reviews.CLOSE.code, Row(f"27.{n}", code, (), f"The {POSTS[code]} carries out and closes reviews."))
        for n, code in enumerate((_CM, _HEAD, _DEPUTY, _OMBUDSMAN), start=18)
    ),
    (risk.SET_RULES.code, Row("27.23", _HEAD, (), "The Head of Casework adopts the rules of risk.")),
    (reviews.SET_RULES.code, Row("27.22", _HEAD, (), "The Head of Casework adopts the rules of reviews.")),
    (decisions.WITHDRAW.code, Row("28.1", _DEPUTY, (_up_to(100_000),), "The Deputy withdraws a decision with a remedy up to £1,000.")),
    (decisions.WITHDRAW.code, Row("28.2", _OMBUDSMAN, (), "The Ombudsman withdraws any decision.")),
    *(
        (
            decisions.CONFIRM.code,
            Row(
                f"28.{n}",
                code,
                (_no("signed by you"),),
                f"The {POSTS[code]} confirms a decision of somebody else's that was looked at again.",
            ),
        )
        for n, code in enumerate((_CM, _HEAD, _DEPUTY, _OMBUDSMAN), start=3)
    ),
    *(
        (decisions.CORRECT.code, Row(f"28.{n}", code, (), f"The {POSTS[code]} corrects how a decision is counted."))
        for n, code in enumerate((_CM, _HEAD), start=7)
    ),
    *(
        (power.code, Row(f"29.{n}", code, (), f"The {POSTS[code]} may {power.question}."))
        for n, (power, code) in enumerate(
            (
                *((reviews.REFER, code) for code in (_CM, _HEAD)),
                *((reviews.ANSWER, code) for code in (_CM, _HEAD)),
                *((reviews.PRIVILEGED, code) for code in (_CM, _HEAD, _DEPUTY, _OMBUDSMAN)),
            ),
            start=1,
        )
    ),
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
        (power.code, Row(f"40.{n}", code, (), f"The {POSTS[code]} {says}."))
        for n, (power, code, says) in enumerate(
            (
                *((confidentiality.RESTRICT, code, "restricts a case to named people") for code in (_CM, _HEAD, _OMBUDSMAN)),
                *((confidentiality.WALL, code, "walls somebody off from a case") for code in (_CM, _HEAD, _OMBUDSMAN)),
                *((confidentiality.MARK, code, "marks papers as privileged or not to be disclosed") for code in (_ACM, _CM, _INVESTIGATOR)),
                *((confidentiality.BREAK, code, "opens a restricted case in an emergency") for code in (_CM, _HEAD, _DEPUTY, _OMBUDSMAN)),
            ),
            start=1,
        )
    ),
    *(
        (
            confidentiality.REVIEW.code,
            Row(f"40.{n}", code, (_no("opened by you"),), f"The {POSTS[code]} reviews how somebody else opened a restricted case."),
        )
        for n, code in enumerate((_HEAD, _OMBUDSMAN), start=14)
    ),
    *(
        (power.code, Row(f"63.{n}", code, conditions, f"The {POSTS[code]} may {power.question}{besides}."))
        for n, (power, code, conditions, besides) in enumerate(
            (
                *((advice.ASK, code, (), "") for code in (_ACM, _CM, _HEAD, _INVESTIGATOR)),
                *((advice.ANSWER, code, (), "") for code in (_CM, _HEAD)),
                *((advice.ANSWER, code, (_no("given to Operations"),), ", where Operations answers") for code in (_ACM, _INVESTIGATOR)),
                *((advice.RELY, code, (), "") for code in (_ACM, _CM, _HEAD, _INVESTIGATOR)),
                *((advice.WITHDRAW, code, (), "") for code in (_CM, _HEAD)),
            ),
            start=1,
        )
    ),
    *(
        (files.MOVE.code, Row(f"41.{n}", code, (), f"The {POSTS[code]} notes where paper files are."))
        for n, code in enumerate((_EA, _ACM, _CM, _INVESTIGATOR), start=1)
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
    (instructions.PROPOSE.code, Row("33.1", _ACM, (), "Assistant Casework Managers recommend standing instructions.")),
    (instructions.PROPOSE.code, Row("33.2", _CM, (), "The Casework Manager recommends standing instructions.")),
    (
        instructions.AUTHORISE.code,
        Row(
            "33.3",
            _CM,
            (_no("proposed by you"), _no("no acknowledgement"), _WITHIN_A_YEAR),
            "The Casework Manager authorises instructions others propose, reviewed within a year, but none that leaves letters unanswered.",
        ),
    ),
    (
        instructions.AUTHORISE.code,
        Row(
            "33.4",
            _HEAD,
            (_no("proposed by you"), _WITHIN_A_YEAR),
            "The Head of Casework authorises instructions that others propose, reviewed within a year.",
        ),
    ),
    (
        instructions.REVIEW.code,
        Row(
            "33.5",
            _CM,
            (_no("no acknowledgement"), _WITHIN_A_YEAR),
            "The Casework Manager reviews instructions, but for those on file only.",
        ),
    ),
    (
        instructions.REVIEW.code,
        Row("33.6", _HEAD, (_WITHIN_A_YEAR,), "The Head of Casework reviews and lifts any instruction, for a year at most."),
    ),
    (instructions.NOTIFY.code, Row("33.7", _ACM, (), "Assistant Casework Managers put authorised instructions in force.")),
    (instructions.NOTIFY.code, Row("33.8", _CM, (), "The Casework Manager puts authorised instructions in force.")),
    *(
        (instructions.READ_LETTER.code, Row(f"33.{n}", code, (), f"The {POSTS[code]} keeps the reading of letters."))
        for n, code in enumerate((_EA, _ACM, _CM, _INVESTIGATOR), start=9)
    ),
    *(
        (chases.KEEP.code, Row(f"51.{n}", code, (), f"The {POSTS[code]} chases what was asked for."))
        for n, code in enumerate((_EA, _ACM, _CM, _HEAD, _INVESTIGATOR), start=1)
    ),
    (chases.ADOPT.code, Row("51.6", _HEAD, (), "The Head of Casework adopts the ladders of chases.")),
    (investigation.KEEP.code, Row("52.1", _INVESTIGATOR, (), "Investigators keep the evidence of their cases, and ask for more.")),
    (investigation.KEEP.code, Row("52.2", _CM, (), "The Casework Manager keeps the evidence of a case, and asks for more.")),
    (
        adjudication.ADJUDICATE.code,
        Row(
            "53.1",
            _INVESTIGATOR,
            (_no("outside its band"),),
            "Investigators find on the issues of their cases, with a remedy within its band.",
        ),
    ),
    (adjudication.ADJUDICATE.code, Row("53.2", _CM, (), "The Casework Manager finds on any issue, and may go outside a band.")),
    (adjudication.ADOPT.code, Row("53.3", _HEAD, (), "The Head of Casework adopts the scale of severity and remedy.")),
    *(
        (compliance.FOLLOW.code, Row(f"54.{n}", code, (), f"The {POSTS[code]} follows what is recommended."))
        for n, code in enumerate((_ACM, _CM, _INVESTIGATOR), start=1)
    ),
    (
        compliance.ASK_PAYMENT.code,
        Row("54.4", _CM, (Condition("amount", "at most", 300_000),), "The Casework Manager asks for payments of up to £3,000."),
    ),
    (compliance.ASK_PAYMENT.code, Row("54.5", _HEAD, (), "The Head of Casework asks for any payment.")),
    *(
        (risk.ASSESS.code, Row(f"71.{n}", code, (), f"The {POSTS[code]} assesses the risk of cases."))
        for n, code in enumerate((_ACM, _CM, _HEAD, _DEPUTY, _INVESTIGATOR), start=1)
    ),
    *(
        (risk.LOOK.code, Row(f"71.{n}", code, (), f"The {title} looks at the register of risk."))
        for n, (code, title) in enumerate(POSTS.items(), start=6)
    ),
    *(
        (risk.INVOLVE.code, Row(f"71.{n}", code, (), f"The {POSTS[code]} brings those above into a case."))
        for n, code in enumerate((_ACM, _CM, _HEAD, _DEPUTY, _INVESTIGATOR), start=13)
    ),
    *(
        (risk.ANSWER.code, Row(f"71.{n}", code, (), f"The {POSTS[code]} answers what is asked of that post about a case."))
        for n, code in enumerate((_CM, _HEAD, _DEPUTY, _OMBUDSMAN), start=18)
    ),
    *(
        (risk.COMMISSION.code, Row(f"71.{n}", code, (), f"The {POSTS[code]} commissions pieces of work on a case."))
        for n, code in enumerate((_CM, _HEAD, _DEPUTY, _OMBUDSMAN), start=22)
    ),
    *(
        (risk.REPORT.code, Row(f"71.{n}", code, (), f"The {title} says when commissioned work is done."))
        for n, (code, title) in enumerate(POSTS.items(), start=26)
    ),
    *(
        (
            scheme.ARRANGE.code,
            Row(f"60.{n}", code, (_no("for yourself"),), f"The {POSTS[code]} arranges absences and stand-ins for others."),
        )
        for n, code in enumerate((_EA, _CM, _HEAD), start=1)
    ),
    (scheme.PROPOSE.code, Row("60.4", _CM, (), "The Casework Manager proposes schemes of delegation.")),
    (scheme.PROPOSE.code, Row("60.5", _HEAD, (), "The Head of Casework proposes schemes of delegation.")),
    (scheme.ADOPT.code, Row("60.6", _OMBUDSMAN, (_no("proposed by you"),), "The Ombudsman adopts a scheme that somebody else proposed.")),
    *(
        (boxes.ORDER.code, Row(f"61.{n}", code, (), f"The {POSTS[code]} orders the principals' boxes."))
        for n, code in enumerate((_EA, _CM, _HEAD, _DEPUTY, _OMBUDSMAN), start=1)
    ),
    (boxes.PRINCIPALS.code, Row("61.6", _CM, (), "The Casework Manager says who the principals are and how they read.")),
    (boxes.PRINCIPALS.code, Row("61.7", _HEAD, (), "The Head of Casework says who the principals are and how they read.")),
    *(
        (learning.NOTE.code, Row(f"61.{n}", code, (), f"The {POSTS[code]} notes lessons."))
        for n, code in enumerate((_EA, _ACM, _CM, _HEAD), start=8)
    ),
    *(
        (post.READ.code, Row(f"7.{n}", code, (), f"The post of {title} reads casework."))
        for n, (code, title) in enumerate(POSTS.items(), start=1)
    ),
)
