"""Why evidence may not be taken in, and what is wrong with a file of it."""

from duly.payments.evidence.checks.deadlines import why_not_set_deadline as why_not_set_deadline
from duly.payments.evidence.checks.returns import faults_in_attendance as faults_in_attendance
from duly.payments.evidence.checks.returns import faults_in_occupancy as faults_in_occupancy
from duly.payments.evidence.checks.visits import faults_in_visits as faults_in_visits
from duly.payments.evidence.checks.visits import why_not_take_in as why_not_take_in
