"""Addresses of clocks."""

from django.urls import path

from duly.casework.screens.clocks import acting, pages, trying

urlpatterns = [
    path("clocks/", pages.listed, name="clocks"),
    path("clocks/new/", acting.new, name="clock-new"),
    path("clocks/try/", trying.what_if, name="clocks-try"),
    path("clocks/reviews/", pages.reviews, name="clocks-reviews"),
    path("clocks/reviews/asked/", acting.review, name="clocks-review-asked"),
    path("clocks/moved/", pages.redating, name="clocks-moved"),
    path("clocks/moved/again/", acting.redate, name="clocks-redate"),
    path("clocks/<str:ref>/", pages.clock, name="clock"),
    path("clocks/<str:ref>/stop/", acting.stop, name="clock-stop"),
    path("clocks/<str:ref>/restart/", acting.restart, name="clock-restart"),
    path("clocks/<str:ref>/extend/", acting.extend, name="clock-extend"),
    path("clocks/<str:ref>/meet/", acting.meet, name="clock-meet"),
    path("clocks/<str:ref>/end/", acting.end, name="clock-end"),
    path("clocks/<str:ref>/take-back/", acting.take_back, name="clock-take-back"),
]
