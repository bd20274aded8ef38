"""Everything that is watched, in the order it is shown: what touches the record first, then money, then the machine."""

from django.conf import settings

from duly.core.log.witnessing import witnesses
from duly.core.record.clock import now
from duly.machine.home import Home
from duly.office.health import of_the_machine, of_the_record
from duly.office.health.reading import Reading


def readings() -> tuple[Reading, ...]:
    """Every reading, taken now."""
    at, home = now(), Home.find()
    found = of_the_record.readings(witnesses(), now=at)
    if "payments" in settings.DULY_WINGS:
        from duly.office.health import of_the_money

        found += of_the_money.readings(now=at)
    return (*found, *of_the_machine.readings(home, now=at))
