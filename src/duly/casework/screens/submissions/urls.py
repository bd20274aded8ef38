"""Addresses of submissions."""

from django.urls import path

from duly.casework.screens.submissions import answering, pages, rates, reviewing, writing

urlpatterns = [
    path("submissions/", pages.listed, name="submissions"),
    path("submissions/new/", writing.new, name="submission-new"),
    path("submissions/first-time/", rates.first_time, name="submissions-first-time"),
    path("submissions/<str:ref>/", pages.submission, name="submission"),
    path("submissions/<str:ref>/revise/", writing.revise, name="submission-revise"),
    path("submissions/<str:ref>/put-up/", writing.put_up, name="submission-put-up"),
    path("submissions/<str:ref>/answer/", answering.answer, name="submission-answer"),
    path("submissions/<str:ref>/evidence/", answering.evidence, name="submission-evidence"),
    path("submissions/<str:ref>/party/", answering.party, name="submission-party"),
    path("submissions/<str:ref>/circumstances/", answering.circumstances, name="submission-circumstances"),
    path("submissions/<str:ref>/verdict/", reviewing.verdict, name="submission-verdict"),
    path("submissions/<str:ref>/return/", reviewing.send_back, name="submission-return"),
    path("submissions/<str:ref>/ready/", reviewing.pass_as_ready, name="submission-ready"),
    path("submissions/<str:ref>/route/", reviewing.route, name="submission-route"),
    path("submissions/<str:ref>/withdraw/", writing.withdraw, name="submission-withdraw"),
    path("submissions/<str:ref>/sign/", pages.sign, name="submission-sign"),
]
