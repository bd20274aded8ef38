"""What reviews and referrals there are, and what is so of them."""

from duly.casework.reviews.queries.referrals import ReferralSeen as ReferralSeen
from duly.casework.reviews.queries.referrals import effects as effects
from duly.casework.reviews.queries.referrals import from_letter as from_letter
from duly.casework.reviews.queries.referrals import lean_on as lean_on
from duly.casework.reviews.queries.referrals import placed_by_us as placed_by_us
from duly.casework.reviews.queries.referrals import referral as referral
from duly.casework.reviews.queries.referrals import referrals as referrals
from duly.casework.reviews.queries.reviewing import GroundSeen as GroundSeen
from duly.casework.reviews.queries.reviewing import PlanSeen as PlanSeen
from duly.casework.reviews.queries.reviewing import ReviewSeen as ReviewSeen
from duly.casework.reviews.queries.reviewing import TellingSeen as TellingSeen
from duly.casework.reviews.queries.reviewing import Timely as Timely
from duly.casework.reviews.queries.reviewing import highest_number as highest_number
from duly.casework.reviews.queries.reviewing import how_it_stands as how_it_stands
from duly.casework.reviews.queries.reviewing import in_time as in_time
from duly.casework.reviews.queries.reviewing import independence as independence
from duly.casework.reviews.queries.reviewing import open_on as open_on
from duly.casework.reviews.queries.reviewing import parts_in as parts_in
from duly.casework.reviews.queries.reviewing import review as review
from duly.casework.reviews.queries.reviewing import reviews as reviews
from duly.casework.reviews.queries.reviewing import rules_begun as rules_begun
from duly.casework.reviews.queries.reviewing import rules_in_force as rules_in_force
from duly.casework.reviews.queries.reviewing import rules_numbered as rules_numbered
from duly.casework.reviews.queries.reviewing import untold as untold
from duly.casework.reviews.queries.reviewing import why_not_close_case as why_not_close_case
from duly.casework.reviews.queries.reviewing import with_whom as with_whom
