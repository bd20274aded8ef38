"""Addresses for signing in: the library's own, named one by one so that none is open by accident, and the practice copy's desks."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import path

from duly.office.screens.signin import pages, sessions, steps

KEY = {"provider_id": settings.ORGANISATION.key}

urlpatterns = [
    path("sign-in/", steps.sign_in, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/code/", steps.second_step, name="mfa_authenticate"),
    path("me/second-step/", mfa.index, name="mfa_index"),
    path("me/second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("me/second-step/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/second-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/second-step/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("me/second-step/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("me/second-step/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("me/passkeys/", steps.passkeys, name="mfa_list_webauthn"),
    path("me/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("me/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("me/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("me/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/organisation/", steps.organisation, KEY, name="openid_connect_login"),
    path("sign-in/organisation/back/", steps.organisation, KEY | {"back": True}, name="openid_connect_callback"),
    path("sign-in/organisation/stopped/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("me/sessions/", sessions.sessions, name="sessions"),
    path("desks/", pages.desks, name="desks"),
    path("desks/sit/", pages.sit, name="desks-sit"),
]
