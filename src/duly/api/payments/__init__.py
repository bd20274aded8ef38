"""What payments offers to programs."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Every part of it. Asked for only where payments is in use."""
    from duly.api.payments import exceptions, invoices, listing, paying, records, runs

    return (exceptions.router, paying.router, runs.router, listing.router, records.router, invoices.router)
