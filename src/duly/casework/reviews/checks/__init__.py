"""Why something may not be done with a review or a referral."""

from duly.casework.reviews.checks.referring import why_not_answer as why_not_answer
from duly.casework.reviews.checks.referring import why_not_close_referral as why_not_close_referral
from duly.casework.reviews.checks.referring import why_not_end as why_not_end
from duly.casework.reviews.checks.referring import why_not_refer as why_not_refer
from duly.casework.reviews.checks.reviewing import why_not_accept as why_not_accept
from duly.casework.reviews.checks.reviewing import why_not_admit as why_not_admit
from duly.casework.reviews.checks.reviewing import why_not_ask as why_not_ask
from duly.casework.reviews.checks.reviewing import why_not_assign as why_not_assign
from duly.casework.reviews.checks.reviewing import why_not_begin_withdrawing as why_not_begin_withdrawing
from duly.casework.reviews.checks.reviewing import why_not_carry_out as why_not_carry_out
from duly.casework.reviews.checks.reviewing import why_not_close as why_not_close
from duly.casework.reviews.checks.reviewing import why_not_conclude as why_not_conclude
from duly.casework.reviews.checks.reviewing import why_not_conduct as why_not_conduct
from duly.casework.reviews.checks.reviewing import why_not_find as why_not_find
from duly.casework.reviews.checks.reviewing import why_not_plan as why_not_plan
from duly.casework.reviews.checks.reviewing import why_not_plan_to_tell as why_not_plan_to_tell
from duly.casework.reviews.checks.reviewing import why_not_refer_back as why_not_refer_back
from duly.casework.reviews.checks.reviewing import why_not_refuse as why_not_refuse
from duly.casework.reviews.checks.reviewing import why_not_step as why_not_step
from duly.casework.reviews.checks.reviewing import why_not_take_back as why_not_take_back
from duly.casework.reviews.checks.reviewing import why_not_tell as why_not_tell
from duly.casework.reviews.checks.reviewing import why_not_withdraw as why_not_withdraw
