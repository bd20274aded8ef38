"""Sign-in is by invitation: an officer is added by set-up or by an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedToSignUp(DefaultAccountAdapter):
    """Nobody may add themselves."""

    def is_open_for_signup(self, request) -> bool:  # the library's own name
        return False
