"""Addresses where the wings meet."""

from django.urls import path

from duly.office.screens.meeting import pages

urlpatterns = [
    path("handed-over/", pages.handed_over, name="handed-over"),
    path("handed-over/of/<str:ref>/", pages.of, name="handed-over-of"),
    path("handed-over/payment/<str:ref>/", pages.payment, name="ask-for-payment"),
    path("handed-over/dispute/<str:ref>/", pages.case, name="case-from-dispute"),
]
