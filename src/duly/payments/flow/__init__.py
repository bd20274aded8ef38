"""The visit's journey: one short function for each step that crosses rooms. Callers know them all by this door."""

from duly.payments.flow.background import KINDS as KINDS
from duly.payments.flow.background import ask_to_import as ask_to_import
from duly.payments.flow.background import ask_to_judge as ask_to_judge
from duly.payments.flow.background import import_in_background as import_in_background
from duly.payments.flow.background import is_large as is_large
from duly.payments.flow.background import judge_in_background as judge_in_background
from duly.payments.flow.intake import IMPORTS as IMPORTS
from duly.payments.flow.intake import import_rota as import_rota
from duly.payments.flow.payees import first_payments as first_payments
from duly.payments.flow.payees import payees as payees
from duly.payments.flow.payees import why_not_cooled as why_not_cooled
from duly.payments.flow.paying import approve_run as approve_run
from duly.payments.flow.paying import draft_run as draft_run
from duly.payments.flow.paying import explained as explained
from duly.payments.flow.paying import issue_run as issue_run
from duly.payments.flow.paying import make_remittance as make_remittance
from duly.payments.flow.paying import prepare_run as prepare_run
from duly.payments.flow.paying import void_file as void_file
from duly.payments.flow.paying import void_run as void_run
from duly.payments.flow.paying import why_not_as_drafted as why_not_as_drafted
from duly.payments.flow.paying import why_not_pay as why_not_pay
from duly.payments.flow.paying import why_not_still_due as why_not_still_due
from duly.payments.flow.paying import why_not_void_run as why_not_void_run
