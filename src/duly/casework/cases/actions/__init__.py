"""Opening cases, putting post with them, moving them on, closing them and handing them over; tying and splitting them; papers filed to the wrong one, and other breaches of personal data."""

from duly.casework.cases.actions.breaches import deal_with as deal_with
from duly.casework.cases.actions.breaches import move_paper as move_paper
from duly.casework.cases.actions.breaches import note_breach as note_breach
from duly.casework.cases.actions.closing import close as close
from duly.casework.cases.actions.closing import reopen as reopen
from duly.casework.cases.actions.going_on import agree as agree
from duly.casework.cases.actions.going_on import carry_on as carry_on
from duly.casework.cases.actions.going_on import end_agreement as end_agreement
from duly.casework.cases.actions.going_on import take_back as take_back
from duly.casework.cases.actions.going_on import withdraw as withdraw
from duly.casework.cases.actions.taking_over import look_at_cases as look_at_cases
from duly.casework.cases.actions.taking_over import take_over as take_over
from duly.casework.cases.actions.tying import split as split
from duly.casework.cases.actions.tying import tie as tie
from duly.casework.cases.actions.tying import untie as untie
from duly.casework.cases.actions.working import hand_over as hand_over
from duly.casework.cases.actions.working import link_item as link_item
from duly.casework.cases.actions.working import move as move
from duly.casework.cases.actions.working import name_party as name_party
from duly.casework.cases.actions.working import open_case as open_case
from duly.casework.cases.actions.working import plan as plan
from duly.casework.cases.actions.working import put_right as put_right
from duly.casework.cases.actions.working import withdraw_party as withdraw_party
