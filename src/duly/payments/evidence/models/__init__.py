"""The evidence room's tables."""

from duly.payments.evidence.models.deadlines import Deadline as Deadline
from duly.payments.evidence.models.returns import Absence as Absence
from duly.payments.evidence.models.returns import Attendance as Attendance
from duly.payments.evidence.models.returns import OccupancyReturn as OccupancyReturn
from duly.payments.evidence.models.returns import Stay as Stay
from duly.payments.evidence.models.visits import Visit as Visit
