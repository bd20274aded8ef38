"""The file by which cases are taken over from the system that was used before: its columns."""

from duly.casework.cases.states import Stage
from duly.core.intake.columns import Column, day, one_of, reference, text

TAKEN_OVER = "cases"
"""What a file of them is called among the files handed over."""
REFERENCE = reference(r"(?!PSO-|P-\d)[A-Z0-9][A-Za-z0-9/._-]{1,19}", "CMS/2019/00412, of 2 to 20 letters, and none of ours")
COLUMNS = (
    Column("reference", REFERENCE),
    Column("opened", day),
    Column("stage", one_of(*(stage.value for stage in Stage))),
    Column("title", text(200)),
    Column("complainant", text(200)),
    Column("body", text(200)),
    Column("owner", text(150), required=False),
    Column("next action", text(300), required=False),
    Column("due", day, required=False),
    Column("waiting on", text(120), required=False),
    Column("last touched", day, required=False),
    Column("outcome", text(30), required=False),
    Column("closed", day, required=False),
)
"""`owner` is the name somebody signs in with; a closed case may have none. `outcome` and `closed` are of a closed case: how it ended, in whatever
words were used there, and on which day; without them it says that this was not recorded in the old system. What an open case needs besides is checked row by row."""
