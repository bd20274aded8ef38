"""What is done with bank files, banks' answers, overrides and the lock on payments. Callers know them all by this door."""

from duly.payments.banking.actions.answers import Matched as Matched
from duly.payments.banking.actions.answers import deal_with as deal_with
from duly.payments.banking.actions.answers import take_back_forgotten as take_back_forgotten
from duly.payments.banking.actions.answers import take_in_answers as take_in_answers
from duly.payments.banking.actions.files import Issued as Issued
from duly.payments.banking.actions.files import adopt_paying_account as adopt_paying_account
from duly.payments.banking.actions.files import ask_to_void as ask_to_void
from duly.payments.banking.actions.files import hand_over as hand_over
from duly.payments.banking.actions.files import issue as issue
from duly.payments.banking.actions.files import keep as keep
from duly.payments.banking.actions.files import void as void
from duly.payments.banking.actions.lock import ask_to_settle as ask_to_settle
from duly.payments.banking.actions.lock import ask_unlock as ask_unlock
from duly.payments.banking.actions.lock import keep_held as keep_held
from duly.payments.banking.actions.lock import lock_payments as lock_payments
from duly.payments.banking.actions.lock import reconcile as reconcile
from duly.payments.banking.actions.lock import settle as settle
from duly.payments.banking.actions.lock import turn_down as turn_down
from duly.payments.banking.actions.lock import unlock as unlock
from duly.payments.banking.actions.overrides import ask_override as ask_override
from duly.payments.banking.actions.overrides import give_override as give_override
from duly.payments.banking.actions.overrides import refuse_override as refuse_override
