"""Addresses of involvement and of commissioned work."""

from django.urls import path

from duly.casework.screens.involvement import acting, pages

urlpatterns = [
    path("involvement/", pages.listed_, name="involvement"),
    path("involvement/new/", acting.ask, name="involvement-new"),
    path("involvement/<str:ref>/", pages.one_involvement, name="involvement-one"),
    path("involvement/<str:ref>/acknowledge/", acting.acknowledge, name="involvement-acknowledge"),
    path("involvement/<str:ref>/answer/", acting.answer, name="involvement-answer"),
    path("involvement/<str:ref>/take-over/", acting.take_over, name="involvement-take-over"),
    path("involvement/<str:ref>/withdraw/", acting.withdraw, name="involvement-withdraw"),
    path("commissioned/", pages.commissioned, name="commissioned"),
    path("commissioned/new/", acting.commission, name="commissioned-new"),
    path("commissioned/<str:ref>/", pages.one_piece, name="commissioned-one"),
    path("commissioned/<str:ref>/done/", acting.finish, name="commissioned-done"),
    path("commissioned/<str:ref>/withdraw/", acting.take_back, name="commissioned-withdraw"),
]
