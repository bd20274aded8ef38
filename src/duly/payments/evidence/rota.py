"""Reads a solved home-care rota (the hhcrsp solution format) as visits. docs/specification/rota.md says how."""

import json
from datetime import date, datetime, time, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.evidence.rules import LONDON


def read_visits(
    content: bytes, *, prefix: str, service: str, on: date, minute_nought: int, provider: str
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Rows as a file of visits has them, one for each stop of each route, and what is wrong with the file."""
    try:
        stops = [
            (route["caregiver_id"], nth, stop) for route in json.loads(content)["routes"] for nth, stop in enumerate(route["locations"], 1)
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return (), (Fault(0, "", "", "This is not a solved rota: it needs routes with their locations, as JSON."),)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, (carer, nth, stop) in enumerate(stops, start=1):
        try:
            patient = stop.get("patient") or stop["patient_id"]
            starts, ends = (_moment(on, minute_nought, stop[name]) for name in ("arrival_time", "departure_time"))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append(Fault(number, "routes", str(stop)[:60], f"This stop cannot be read ({error})."))
            continue
        values = {
            "visit_ref": f"{prefix}-{on:%Y%m%d}-{carer}-{nth:02d}",
            "provider": provider,
            "person": f"{prefix}-{patient}",
            "service": service,
            "carer": f"{prefix}-{carer}",
            "starts": starts,
            "ends": ends,
        }
        rows.append(Row(number, values))
    return tuple(rows), tuple(faults)


def _moment(on: date, minute_nought: int, told: float) -> datetime:
    nearest = round(told)
    if isinstance(told, bool) or abs(told - nearest) > 1e-6:
        raise ValueError(f"{told!r} is not whole minutes")
    return datetime.combine(on, time(), LONDON) + timedelta(minutes=minute_nought + nearest)
