"""Assessing the risk of a case and saying that one looked; bringing somebody higher in; commissioning work."""

from duly.casework.risk.actions.assessing import assess as assess
from duly.casework.risk.actions.assessing import confirm as confirm
from duly.casework.risk.actions.assessing import look as look
from duly.casework.risk.actions.assessing import make_due as make_due
from duly.casework.risk.actions.governing import adopt_rules as adopt_rules
from duly.casework.risk.actions.involving import acknowledge as acknowledge
from duly.casework.risk.actions.involving import answer as answer
from duly.casework.risk.actions.involving import ask as ask
from duly.casework.risk.actions.involving import commission as commission
from duly.casework.risk.actions.involving import finish as finish
from duly.casework.risk.actions.involving import take_back as take_back
from duly.casework.risk.actions.involving import take_over as take_over
from duly.casework.risk.actions.involving import withdraw as withdraw
