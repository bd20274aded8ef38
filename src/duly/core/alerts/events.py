"""What the record says of alerts."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class AlertsAcknowledged(Event):
    """The subject is one person's alerts, numbered as they acknowledge them. `alerts` are names of what happened: codes and references."""

    code = "alerts.acknowledged"
    subject = "alerts of a person"
    says = "{ref} acknowledged {how_many}: {alerts:list}."
    ref: str
    version: int
    how_many: int
    alerts: tuple[str, ...]
