"""What may be done with reviews and referrals: the only writer of this room's tables."""

from duly.casework.reviews.actions.asking import accept as accept
from duly.casework.reviews.actions.asking import adopt_rules as adopt_rules
from duly.casework.reviews.actions.asking import ask as ask
from duly.casework.reviews.actions.asking import refuse as refuse
from duly.casework.reviews.actions.asking import withdraw as withdraw
from duly.casework.reviews.actions.conducting import assign as assign
from duly.casework.reviews.actions.conducting import conclude as conclude
from duly.casework.reviews.actions.conducting import find as find
from duly.casework.reviews.actions.conducting import plan as plan
from duly.casework.reviews.actions.referring import answer as answer
from duly.casework.reviews.actions.referring import close_referral as close_referral
from duly.casework.reviews.actions.referring import refer as refer
from duly.casework.reviews.actions.resolving import carry_out as carry_out
from duly.casework.reviews.actions.resolving import close as close
from duly.casework.reviews.actions.resolving import plan_to_tell as plan_to_tell
from duly.casework.reviews.actions.resolving import refer_back as refer_back
from duly.casework.reviews.actions.resolving import send_back as send_back
from duly.casework.reviews.actions.resolving import take_back as take_back
from duly.casework.reviews.actions.resolving import tell as tell
