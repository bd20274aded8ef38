"""Cases that nobody here wrote: read from DULY_CASES, by default ../shared/cases beside the project."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of published cases. Named by DULY_CASES and missing, it is a failure; not named and not there, the test is skipped."""
    named = os.environ.get("DULY_CASES")
    folder = Path(named) if named else PROJECT.parent / "shared" / "cases"
    if folder.is_dir():
        return folder
    if named:
        pytest.fail(f"DULY_CASES names {folder}, which is not a folder.", pytrace=False)
    return pytest.skip(f"No published cases at {folder}: set DULY_CASES to their folder.")
