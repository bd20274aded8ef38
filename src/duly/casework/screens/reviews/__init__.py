"""Looking again: reviews in the order they press, one review, the chain of decisions and figures as known then and now, and referrals."""
