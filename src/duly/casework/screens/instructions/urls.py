"""Addresses of standing instructions, and of reading letters."""

from django.urls import path

from duly.casework.screens.instructions import acting, pages, reading

urlpatterns = [
    path("instructions/", pages.listed_, name="instructions"),
    path("instructions/new/", acting.new, name="instruction-new"),
    path("instructions/<str:ref>/", pages.instruction, name="instruction"),
    path("instructions/<str:ref>/authorise/", acting.authorise, name="instruction-authorise"),
    path("instructions/<str:ref>/refuse/", acting.refuse, name="instruction-refuse"),
    path("instructions/<str:ref>/in-force/", acting.put_in_force, name="instruction-in-force"),
    path("instructions/<str:ref>/review/", acting.review, name="instruction-review"),
    path("instructions/<str:ref>/lift/", acting.lift, name="instruction-lift"),
    path("post/<str:ref>/reading/", reading.read, name="post-reading"),
    path("post/<str:ref>/reply/", reading.reply, name="post-reply"),
]
