"""Addresses of advice."""

from django.urls import path

from duly.casework.screens.advice import acting, pages

urlpatterns = [
    path("advice/", pages.listed_, name="advice"),
    path("advice/new/", acting.new, name="advice-new"),
    path("advice/<str:ref>/", pages.advice, name="advice-one"),
    path("advice/<str:ref>/answer/", acting.answer, name="advice-answer"),
    path("advice/<str:ref>/rely/", acting.rely, name="advice-rely"),
    path("advice/<str:ref>/let-go/", acting.let_go, name="advice-let-go"),
    path("advice/<str:ref>/withdraw/", acting.withdraw, name="advice-withdraw"),
]
