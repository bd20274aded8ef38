"""Reads the plan of a published home-care rota (the hhcrsp instance format) as calls. docs/specification/rota.md says how."""

import json
from typing import Any

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row


def read_plan(content: bytes, *, prefix: str, minute_nought: int) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Rows of `person`, `starts_minute`, `nth`, `minutes`, `carers`, one for each call, and what is wrong with the file.

    A call starts when the patient's time window opens. A simultaneous pair is one call for two carers; a sequential pair is two, the second
    as much later as the least distance allowed. `nth` is 2 where that makes both begin at one minute.
    """
    try:
        told = json.loads(content)
        defaults = {s["id"]: s["default_duration"] for s in told["services"]}
        patients = told["patients"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return (), (Fault(0, "", "", "This is not a rota: it needs patients and services, as JSON."),)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, patient in enumerate(patients, start=1):
        try:
            calls = _calls(patient, defaults)
        except (KeyError, TypeError, IndexError, ValueError) as error:
            faults.append(Fault(number, "patients", str(patient)[:60], f"This patient cannot be read ({error})."))
            continue
        for nth, (starts, minutes, carers) in enumerate(calls, start=1):
            starts_minute = minute_nought + starts
            if not 0 <= starts_minute < 1440:
                faults.append(Fault(number, "time_window", str(starts), "This call does not start within the day."))
            again = nth if nth > 1 and starts == calls[0][0] else 1
            values = {
                "person": f"{prefix}-{patient['id']}",
                "starts_minute": starts_minute,
                "nth": again,
                "minutes": minutes,
                "carers": carers,
            }
            rows.append(Row(number, values))
    return tuple(rows), tuple(faults)


def whole_minutes(told: Any) -> int:
    """Minutes as these files write them, 189.00000000000003 included, to the nearest whole. ValueError when it is not nearly whole."""
    nearest = round(told)
    if isinstance(told, bool) or abs(told - nearest) > 1e-6:
        raise ValueError(f"{told!r} is not whole minutes")
    return nearest


def _calls(patient: dict[str, Any], defaults: dict[str, Any]) -> list[tuple[int, int, int]]:
    """Start in minutes after the rota's nought, length, and carers, for each call of a patient."""
    opens = whole_minutes(patient["time_window"][0])
    lengths = [whole_minutes(need.get("duration", defaults[need["service"]])) for need in patient["required_caregivers"]]
    if not 1 <= len(lengths) <= 2 or not all(1 <= length <= 1440 for length in lengths):
        raise ValueError("one or two carers are needed, for 1 to 1440 minutes each")
    if len(lengths) == 1:
        return [(opens, lengths[0], 1)]
    together = patient["synchronization"]
    if together["type"] == "simultaneous":
        if lengths[0] != lengths[1]:
            raise ValueError("two carers at one call are there for the same length")
        return [(opens, lengths[0], 2)]
    if together["type"] == "sequential":
        return [(opens, lengths[0], 1), (opens + whole_minutes(together["distance"][0]), lengths[1], 1)]
    raise ValueError(f"{together['type']!r} is neither simultaneous nor sequential")
