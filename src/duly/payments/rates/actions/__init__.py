"""Setting rates, and putting them forward, adopting, withdrawing and taking them back; and files of rates that are in force as they come.

A rate is never changed: what is newly known supersedes what was.
"""

from duly.payments.rates.actions.batches import adopt, put_forward, put_forward_file, take_back, withdraw
from duly.payments.rates.actions.files import preview, take_in, undo
from duly.payments.rates.actions.setting import set_rate

__all__ = ["adopt", "preview", "put_forward", "put_forward_file", "set_rate", "take_back", "take_in", "undo", "withdraw"]
