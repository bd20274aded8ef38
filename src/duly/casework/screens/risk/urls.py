"""Addresses of risk."""

from django.urls import path

from duly.casework.screens.risk import acting, pages

urlpatterns = [
    path("risk/", pages.register, name="risk"),
    path("risk/looked/", acting.looked, name="risk-looked"),
    path("risk/agenda/", pages.agenda, name="risk-agenda"),
    path("risk/<str:ref>/", pages.one_case, name="risk-case"),
    path("risk/<str:ref>/assess/", acting.assess, name="risk-assess"),
    path("risk/<str:ref>/confirm/", acting.confirm, name="risk-confirm"),
]
