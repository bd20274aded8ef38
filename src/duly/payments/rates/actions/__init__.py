"""Setting rates, and putting them forward, adopting and withdrawing them. A rate is never changed: what is newly known supersedes what was."""

from duly.payments.rates.actions.batches import adopt, put_forward, put_forward_file, withdraw
from duly.payments.rates.actions.setting import set_rate, take_in

__all__ = ["adopt", "put_forward", "put_forward_file", "set_rate", "take_in", "withdraw"]
