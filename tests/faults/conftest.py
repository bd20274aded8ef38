"""What the tests of faults share."""

from collections.abc import Callable

import pytest

from tests.faults.sizes import NIGHTLY, SCALE, SEED
from tests.proofs.conftest import database_of_its_own

__all__ = ["database_of_its_own"]


@pytest.fixture
def counted(record_property) -> Callable[..., None]:
    """Tells, at the end of the run, how much was really done: `counted("C1", claims=32_000)`. A count below its floor should fail first."""

    def tell(what: str, **counts: int | str) -> None:
        said = ", ".join(
            f"{name.replace('_', ' ')} {value:,}" if isinstance(value, int) else f"{name} {value}" for name, value in counts.items()
        )
        record_property("counted", f"{what}: {said}; seed {SEED}{f', nightly x {SCALE:g}' if NIGHTLY else ''}")

    return tell
