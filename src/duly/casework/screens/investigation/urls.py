"""Addresses of investigations and chases."""

from django.urls import path

from duly.casework.screens.investigation import chasing, pages, requests

urlpatterns = [
    path("cases/<str:ref>/investigation/", pages.case, name="case-investigation"),
    path("cases/<str:ref>/investigation/<str:verb>/", pages.act, name="case-investigation-act"),
    path("requests/", requests.every, name="evidence-requests"),
    path("requests/<str:ref>/", requests.one, name="evidence-request"),
    path("chasing/", chasing.every, name="chasing"),
    path("chasing/new/", chasing.new, name="chase-new"),
    path("chasing/ladders/", chasing.ladders, name="chase-ladders"),
    path("chasing/send/", chasing.send_all, name="chase-send-all"),
    path("chasing/<str:ref>/send/", chasing.send, name="chase-send"),
    path("chasing/<str:ref>/day/", chasing.another_day, name="chase-day"),
    path("chasing/<str:ref>/stop/", chasing.stop, name="chase-stop"),
]
