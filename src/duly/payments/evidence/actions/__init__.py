"""Taking evidence in, previewing what a corrected file changes, and undoing a wrong import."""

from duly.payments.evidence.actions.deadlines import set_deadline as set_deadline
from duly.payments.evidence.actions.returns import preview_attendance as preview_attendance
from duly.payments.evidence.actions.returns import preview_occupancy as preview_occupancy
from duly.payments.evidence.actions.returns import take_in_attendance as take_in_attendance
from duly.payments.evidence.actions.returns import take_in_occupancy as take_in_occupancy
from duly.payments.evidence.actions.undoing import undo as undo
from duly.payments.evidence.actions.visits import preview as preview
from duly.payments.evidence.actions.visits import take_in as take_in
from duly.payments.evidence.actions.visits import take_in_rota as take_in_rota
