"""Referrals: what kinds there are, and what each does to the clocks that run. Pure."""

KINDS = {"legal view": "Legal view", "external review": "External review", "external assurance": "External assurance"}
NEVER_STOPS = "Runs on: nothing we do moves this date."
MAY_STOP = "Runs on, and may be stopped with a reason while an answer is waited for."
IS_ITS_OWN = "Is the date of this referral: met on the day the letter is answered."
RUNS_ON = "Runs on."


def effect_on(rule_code: str, *, stops: bool, its_own: bool) -> str:
    """What an open referral does to a clock, as a sentence."""
    if its_own:
        return IS_ITS_OWN
    if rule_code.startswith("judicial-review") or rule_code in ("review-jr-safe", "pre-action"):
        return NEVER_STOPS
    return MAY_STOP if stops else RUNS_ON
