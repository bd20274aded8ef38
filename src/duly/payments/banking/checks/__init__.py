"""Why not: what is released, handed over, voided, taken in from banks, overridden, locked and unlocked."""

from duly.payments.banking.checks.answers import why_not_deal_with as why_not_deal_with
from duly.payments.banking.checks.answers import why_not_take_back_forgotten as why_not_take_back_forgotten
from duly.payments.banking.checks.answers import why_not_take_in as why_not_take_in
from duly.payments.banking.checks.files import MOST_IN_ONE_PAYMENT as MOST_IN_ONE_PAYMENT
from duly.payments.banking.checks.files import _too_much_for_bacs as _too_much_for_bacs
from duly.payments.banking.checks.files import why_not_adopt_account as why_not_adopt_account
from duly.payments.banking.checks.files import why_not_ask_to_void as why_not_ask_to_void
from duly.payments.banking.checks.files import why_not_gone_yet as why_not_gone_yet
from duly.payments.banking.checks.files import why_not_hand_over as why_not_hand_over
from duly.payments.banking.checks.files import why_not_issue as why_not_issue
from duly.payments.banking.checks.files import why_not_keep as why_not_keep
from duly.payments.banking.checks.files import why_not_void as why_not_void
from duly.payments.banking.checks.files import why_not_while_locked as why_not_while_locked
from duly.payments.banking.checks.lock import why_not_ask_to_settle as why_not_ask_to_settle
from duly.payments.banking.checks.lock import why_not_ask_to_unlock as why_not_ask_to_unlock
from duly.payments.banking.checks.lock import why_not_keep_held as why_not_keep_held
from duly.payments.banking.checks.lock import why_not_lock as why_not_lock
from duly.payments.banking.checks.lock import why_not_reconcile as why_not_reconcile
from duly.payments.banking.checks.lock import why_not_settle as why_not_settle
from duly.payments.banking.checks.lock import why_not_turn_down as why_not_turn_down
from duly.payments.banking.checks.lock import why_not_unlock as why_not_unlock
from duly.payments.banking.checks.overrides import why_not_ask_override as why_not_ask_override
from duly.payments.banking.checks.overrides import why_not_give_override as why_not_give_override
from duly.payments.banking.checks.overrides import why_not_refuse_override as why_not_refuse_override
