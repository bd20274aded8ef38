"""Every default there is: what no source lays down, with the rules or the page that hold it, or why it is fixed in the program. One list, for one page."""

from dataclasses import dataclass

from duly.casework.cases.states import AGED_DAYS, STALE_DAYS, TAKE_BACK_DAYS
from duly.casework.compliance.queries import REPEATED
from duly.casework.dispatch.rules import DAYS_TO_MAKE
from duly.casework.flow.falling_due import NEAR_WORKING_DAYS
from duly.casework.flow.letters_back import TO_MEND
from duly.casework.wordings.plain import LONGEST_SENTENCE, MEAN_SENTENCE
from duly.casework.wordings.queries import NEARLY
from duly.core.clocks.rules import SOON

SEVERITY, LADDERS, CLOCKS, STANDARD_LETTERS, SCHEME = (
    "/severity/",
    "/chasing/ladders/",
    "/clocks/try/",
    "/letters/standard/",
    "/delegation/",
)
BOXES, HOLIDAYS = "/submissions/boxes/", "/clocks/moved/"


@dataclass(frozen=True)
class Default:
    """One default. `held_by` is the code of a set of rules or the address of a page where the office lays it down; without one, `because` says why it is fixed.

    `module` is the file under casework in which the program's own stands, where there is one.
    """

    what: str
    held_by: str = ""
    because: str = ""
    module: str = ""


NO_SOURCE = (
    Default("What LIRA is short for (C50)", because="it is a name, and nothing is decided by it"),
    Default("Targets of 7 days and of 13, 26 and 52 weeks (3.2)", CLOCKS),
    Default("Bank holidays that are announced late (3.3)", HOLIDAYS),
    Default("Which law lets officers perform functions, and who performs which (3.4)", SCHEME),
    Default("Levels 1, 2 and 5 of severity, and which amounts are level 4 (3.6)", SEVERITY, module="adjudication/rules.py"),
    Default(
        "For how long a case is kept (3.10)",
        because="the retention schedule is one for both wings and stands in the program: what it lets go is proposed and approved on its page",
    ),
    Default(
        "Statutory secrecy, and what may be told in spite of it (3.12)",
        because="who may look is the law's, and walls may not be moved by a file",
    ),
    Default("What other systems can be configured to do (2.1)", because="it is of other systems"),
)
"""What the description of the domain marks as known from no source."""

HELD = (
    Default(
        "Words that raise an alert, where post goes, and in how many minutes an alert is acknowledged (C2)",
        "triage",
        module="correspondence/rules/first.py",
    ),
    Default("In which words somebody speaks of taking their own life (C2)", "triage", module="correspondence/rules/distress.py"),
    Default("In which words somebody may come to harm by others (C2, C8)", "triage", module="correspondence/rules/danger.py"),
    Default("In which words a death is said (C2)", "triage", module="correspondence/rules/deaths.py"),
    Default("In which words an answer is wanted by a day (C2)", "triage", module="correspondence/rules/due.py"),
    Default("In which words something is asked for under an Act (C2, N3)", "triage", module="correspondence/rules/asking.py"),
    Default("Where post goes by what was noticed in it (C1)", "triage", module="correspondence/rules/first_routes.py"),
    Default("Principles that are said to be met, and how a case may end (C3)", "triage", module="correspondence/rules/principles.py"),
    Default("What a reviewer looks at before passing a paper as ready (C15)", "checklists", module="submissions/rules/checklists.py"),
    Default("Why a paper is returned, who puts it right, and in how many days (C16)", "returns", module="submissions/rules/returns.py"),
    Default(
        "When a sentence is long, a reason too short, and how long a paper takes to read (C15, C20)",
        "checking",
        module="submissions/rules/limits.py",
    ),
    Default("How each principal reads, and in how many days a paper is needed (C20)", BOXES, module="boxes/models.py"),
    Default("What makes a paper complex, and for which post it is (C19)", "weights", module="submissions/rules/complexity.py"),
    Default("Dimensions of risk, and from how many points it is medium or high (C22)", "risk", module="risk/rules/scoring.py"),
    Default("What forces another assessment, by when, and who is told (C22)", "risk", module="risk/rules/triggers.py"),
    Default("In how many days each rung of the ladder is acknowledged (C23)", "risk", module="risk/rules/ladder.py"),
    Default("Grounds of a review, its validity, and its days (C27)", "reviews"),
    Default("Which paragraphs a letter may not go without (C7)", "letters", module="wordings/rules.py"),
    Default("The words of standard letters (C7)", STANDARD_LETTERS, module="wordings/shipped.py"),
    Default("When whoever was asked is reminded, chased, and who is told then (C38)", LADDERS),
    Default("How long each clock runs, and what stops it (C3, 3.3)", CLOCKS),
)
"""Defaults that the office replaces with its own, each with a number and a day."""

FIXED = (
    Default(
        "What a paper may propose, and what a decision may count as",
        because="figures, letters and the scheme rest on these words; how a case may end is the office's, with its triage rules",
        module="submissions/rules/reasons.py",
    ),
    Default(
        "The same, of decisions", because="a paper proposes what a decision counts as, so both lists are one", module="decisions/rules.py"
    ),
    Default(
        f"A clock is near {NEAR_WORKING_DAYS} working days before its day",
        because="it only puts a line on a list earlier",
        module="flow/falling_due.py",
    ),
    Default(
        f"Whoever has the case of a letter that came back has {TO_MEND} working days to find another way",
        because="it is the day of a task, which whoever gives tasks may change",
        module="flow/letters_back.py",
    ),
    Default(f"A clock is pressing {SOON} days before its day", because="it only colours a line"),
    Default(
        f"An open case is stale after {STALE_DAYS} days without anything done",
        because="it only counts and filters: nothing happens to the case",
        module="cases/states.py",
    ),
    Default(
        f"An open case is aged after {AGED_DAYS} days",
        because="it only counts and filters: nothing happens to the case",
        module="cases/states.py",
    ),
    Default(
        f"A withdrawal may be taken back for {TAKE_BACK_DAYS} days",
        because="it is told in the letter that acknowledges it, and must be the same in every letter that is out",
        module="cases/states.py",
    ),
    Default(f"{REPEATED} failures of a body are repeated", because="it only says so beside a figure", module="compliance/queries.py"),
    Default(
        f"A standard letter is nearly over {NEARLY} days before its last day",
        because="it only asks its owner earlier",
        module="wordings/queries.py",
    ),
    Default(
        f"A sentence of a letter over {LONGEST_SENTENCE} words is listed, and a mean over {MEAN_SENTENCE} is said",
        because="it is counted and never judged: no letter is held back by it",
        module="wordings/plain.py",
    ),
    Default(
        f"A supplier makes another format in {min(DAYS_TO_MAKE.values())} to {max(DAYS_TO_MAKE.values())} days",
        because="whoever commissions one says another day where the contract does",
        module="dispatch/rules.py",
    ),
)
"""Defaults that stand in the program, each with why."""

EVERY_DEFAULT = (*NO_SOURCE, *HELD, *FIXED)
