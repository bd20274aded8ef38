"""Addresses of the post."""

from django.urls import path

from duly.casework.screens.post import pages

urlpatterns = [
    path("post/", pages.inbox, name="post"),
    path("post/register/", pages.register, name="post-register"),
    path("post/<str:ref>/", pages.item, name="post-item"),
    path("post/<str:ref>/triage/", pages.triage, name="post-triage"),
    path("post/<str:ref>/close/", pages.close, name="post-close"),
    path("post/<str:ref>/original/", pages.original, name="post-original"),
]
