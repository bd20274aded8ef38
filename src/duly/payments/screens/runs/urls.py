"""Addresses of runs."""

from django.urls import path

from duly.payments.screens.runs import approval, certificate, file, pages, remittances, steps, voiding

urlpatterns = [
    path("runs/", pages.runs, name="runs"),
    path("runs/judge/", steps.judge, name="runs-judge"),
    path("runs/draft/", steps.draft, name="runs-draft"),
    path("runs/<str:ref>/", pages.run, name="run"),
    path("runs/<str:ref>/prepare/", steps.prepare, name="run-prepare"),
    path("runs/<str:ref>/reopen/", steps.reopen, name="run-reopen"),
    path("runs/<str:ref>/void/", steps.void, name="run-void"),
    path("runs/<str:ref>/approve/", approval.approve, name="run-approve"),
    path("runs/<str:ref>/file/", file.file, name="run-file"),
    path("runs/<str:ref>/file/download/", file.download, name="run-file-download"),
    path("runs/<str:ref>/file/ask-to-void/", voiding.ask_void, name="run-file-ask-void"),
    path("runs/<str:ref>/file/void/", voiding.void, name="run-file-void"),
    path("runs/<str:ref>/file/keep/", voiding.keep, name="run-file-keep"),
    path("runs/<str:ref>/file/override/ask/", voiding.ask_override, name="run-file-ask-override"),
    path("runs/<str:ref>/file/override/give/", voiding.give_override, name="run-file-give-override"),
    path("runs/<str:ref>/file/override/turn-down/", voiding.refuse_override, name="run-file-refuse-override"),
    path("runs/<str:ref>/certificate/", certificate.certificate, name="run-certificate"),
    path("runs/<str:ref>/remittances/<str:provider>/", remittances.remittance, name="remittance"),
]
