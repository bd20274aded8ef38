"""The invented ombudsman's office as the practice copy has it, worked once."""

import pytest

from duly.office.practice import ombudsman, second_scheme
from duly.office.practice.people import appoint
from tests.faults.sizes import NIGHTLY
from tests.stages import Steps, begun, rolled_back, shared, stages

__all__ = ["begun", "rolled_back", "shared", "stages"]
SIZE = "full" if NIGHTLY else "small"


def work() -> None:
    """What the practice copy does in the ombudsman's wing."""
    desks = second_scheme.adopt_second(appoint(wings=("casework",)))
    ombudsman.work_a_morning(desks)
    ombudsman.work_the_weeks(SIZE, desks, say=lambda words: None)


@pytest.fixture(scope="session")
def steps() -> Steps:
    """The office, worked once."""
    return {"worked": ("", work)}


@pytest.fixture
def worked(db) -> str:
    """The office as it was worked: which size it is."""
    return SIZE
