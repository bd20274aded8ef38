"""What payments offers to programs."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Every part of it. Asked for only where payments is in use."""
    from duly.api.payments import exceptions, listing, paying, records, runs, statements

    return (exceptions.router, paying.router, runs.router, listing.router, records.router, statements.router)
