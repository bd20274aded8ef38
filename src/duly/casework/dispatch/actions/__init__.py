"""What is done with letters: drafting and approving them, sending them, having them signed in ink and made in other formats."""

from duly.casework.dispatch.actions.drafting import acknowledge as acknowledge
from duly.casework.dispatch.actions.drafting import approve as approve
from duly.casework.dispatch.actions.drafting import comment as comment
from duly.casework.dispatch.actions.drafting import drop as drop
from duly.casework.dispatch.actions.drafting import enclose as enclose
from duly.casework.dispatch.actions.drafting import fill_in as fill_in
from duly.casework.dispatch.actions.drafting import make as make
from duly.casework.dispatch.actions.drafting import send_back as send_back
from duly.casework.dispatch.actions.drafting import take_up as take_up
from duly.casework.dispatch.actions.formats import cancel as cancel
from duly.casework.dispatch.actions.formats import have_made as have_made
from duly.casework.dispatch.actions.formats import receive as receive
from duly.casework.dispatch.actions.inking import match as match
from duly.casework.dispatch.actions.inking import print_for_ink as print_for_ink
from duly.casework.dispatch.actions.sending import make_pack as make_pack
from duly.casework.dispatch.actions.sending import note_delivery as note_delivery
from duly.casework.dispatch.actions.sending import note_posted as note_posted
from duly.casework.dispatch.actions.sending import note_printed as note_printed
from duly.casework.dispatch.actions.sending import note_sent as note_sent
from duly.casework.dispatch.actions.sending import release as release
