"""What is done with post: registering it, noticing things in it, triaging it, forwarding it, closing it."""

from duly.casework.correspondence.actions.dealing import acknowledge as acknowledge
from duly.casework.correspondence.actions.dealing import alert as alert
from duly.casework.correspondence.actions.dealing import close as close
from duly.casework.correspondence.actions.dealing import forward as forward
from duly.casework.correspondence.actions.dealing import reallocate as reallocate
from duly.casework.correspondence.actions.dealing import triage as triage
from duly.casework.correspondence.actions.mending import put_right as put_right
from duly.casework.correspondence.actions.mending import take_up as take_up
from duly.casework.correspondence.actions.noticing import adopt_rules as adopt_rules
from duly.casework.correspondence.actions.noticing import end_watch as end_watch
from duly.casework.correspondence.actions.noticing import flag as flag
from duly.casework.correspondence.actions.noticing import flag_again as flag_again
from duly.casework.correspondence.actions.noticing import unflag as unflag
from duly.casework.correspondence.actions.noticing import watch as watch
from duly.casework.correspondence.actions.registering import hold_back as hold_back
from duly.casework.correspondence.actions.registering import read as read
from duly.casework.correspondence.actions.registering import register as register
from duly.casework.correspondence.actions.registering import settle_held_back as settle_held_back
