"""How a person's care may be interrupted. Pure."""

KINDS = ("hospital", "respite", "holiday", "suspension")
"""The words of the specification of judging. Of hospital and respite the first day is cared for at home; of the others it is not."""

SAID = {"hospital": "In hospital", "respite": "In respite", "holiday": "Away", "suspension": "Care suspended"}
"""What each is called on a page."""
