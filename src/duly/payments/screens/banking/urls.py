"""Addresses of what banks answer, and of the lock on payments."""

from django.urls import path

from duly.payments.screens.banking import answers, lock, settling

urlpatterns = [
    path("bank-answers/", answers.answers, name="bank-answers"),
    path("bank-answers/<str:ref>/", answers.answer, name="bank-answer"),
    path("bank-answers/<str:ref>/deal-with/", answers.deal_with, name="bank-answer-deal-with"),
    path("bank-answers/<str:ref>/take-back/", answers.take_back, name="bank-answer-take-back"),
    path("payments-lock/", lock.lock, name="payments-lock"),
    path("payments-lock/reconcile/", lock.reconcile, name="payments-lock-reconcile"),
    path("payments-lock/ask/", lock.ask, name="payments-lock-ask"),
    path("payments-lock/unlock/", lock.unlock, name="payments-lock-unlock"),
    path("payments-lock/turn-down/", lock.turn_down, name="payments-lock-turn-down"),
    path("missing-files/<str:ref>/", settling.missing, name="missing-file"),
    path("missing-files/<str:ref>/ask/", settling.ask, name="missing-file-ask"),
    path("missing-files/<str:ref>/settle/", settling.settle, name="missing-file-settle"),
    path("missing-files/<str:ref>/keep/", settling.keep, name="missing-file-keep"),
]
