"""Addresses of the post."""

from django.urls import path

from duly.casework.screens.post import giving, looking, pages, registering, standards

urlpatterns = [
    path("post/", pages.inbox, name="post"),
    path("post/register/", registering.register, name="post-register"),
    path("post/key/", registering.key, name="post-key"),
    path("post/held-back/", registering.held_back, name="post-held-back"),
    path("post/held-back/<str:ref>/content/", registering.held_content, name="post-held-content"),
    path("post/held-back/<str:ref>/settle/", registering.settle, name="post-held-settle"),
    path("post/missed/", looking.missed, name="post-missed"),
    path("post/watch/", looking.watch, name="post-watch"),
    path("post/watch/<str:ref>/end/", looking.end_watch, name="post-watch-end"),
    path("post/standards/", standards.standards, name="post-standards"),
    path("post/standards/items/", standards.under_standards, name="post-under-standards"),
    path("post/<str:ref>/", pages.item, name="post-item"),
    path("post/<str:ref>/triage/", pages.triage, name="post-triage"),
    path("post/<str:ref>/request/", giving.take_as_request, name="post-request"),
    path("post/<str:ref>/give/", giving.give, name="post-give"),
    path("post/<str:ref>/take-up/", giving.take_up, name="post-take-up"),
    path("post/<str:ref>/put-right/", giving.put_right, name="post-put-right"),
    path("post/<str:ref>/flag/", pages.flag, name="post-flag"),
    path("post/<str:ref>/unflag/", pages.unflag, name="post-unflag"),
    path("post/<str:ref>/flag-again/", looking.flag_again, name="post-flag-again"),
    path("post/<str:ref>/forward/", registering.forward, name="post-forward"),
    path("post/<str:ref>/close/", pages.close, name="post-close"),
    path("post/<str:ref>/original/", pages.original, name="post-original"),
    path("post/<str:ref>/attachments/<int:number>/", pages.attached, name="post-attachment"),
]
