"""Bank files and their handing over, what banks answer, and the lock on payments."""

from duly.payments.banking.models.answers import BY_HAND as BY_HAND
from duly.payments.banking.models.answers import TAKEN_BACK as TAKEN_BACK
from duly.payments.banking.models.answers import AnswerDealtWith as AnswerDealtWith
from duly.payments.banking.models.answers import BankAnswer as BankAnswer
from duly.payments.banking.models.files import BankFile as BankFile
from duly.payments.banking.models.files import HandOver as HandOver
from duly.payments.banking.models.files import PayingAccount as PayingAccount
from duly.payments.banking.models.lock import MissingFile as MissingFile
from duly.payments.banking.models.lock import PaymentsLock as PaymentsLock
from duly.payments.banking.models.overrides import Override as Override
