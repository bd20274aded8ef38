"""Addresses of submissions."""

from django.urls import path

from duly.casework.screens.submissions import pages, writing

urlpatterns = [
    path("submissions/", pages.listed, name="submissions"),
    path("submissions/new/", writing.new, name="submission-new"),
    path("submissions/<str:ref>/", pages.submission, name="submission"),
    path("submissions/<str:ref>/revise/", writing.revise, name="submission-revise"),
    path("submissions/<str:ref>/put-up/", writing.put_up, name="submission-put-up"),
    path("submissions/<str:ref>/return/", pages.send_back, name="submission-return"),
    path("submissions/<str:ref>/ready/", pages.pass_as_ready, name="submission-ready"),
    path("submissions/<str:ref>/sign/", pages.sign, name="submission-sign"),
]
