"""How a person's care may be interrupted. Pure."""

KINDS = ("hospital", "respite", "holiday", "suspension")
"""The words of the specification of judging. Of hospital and respite the first day is cared for at home; of the others it is not."""

SAID = {"hospital": "In hospital", "respite": "In respite", "holiday": "Away", "suspension": "Care suspended"}
"""What each is called on a page."""

FUNDING_KINDS = ("contribution", "top-up", "fnc")
COLLECTED_BY = ("provider", "council", "nhs")
"""What somebody else pays towards a week in a care home, and who collects it, in the words of the specification of nights."""
