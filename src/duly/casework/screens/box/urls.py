"""Addresses of the principals' boxes."""

from django.urls import path

from duly.casework.screens.box import levels, pages, reading

urlpatterns = [
    path("submissions/boxes/", pages.board, name="boxes"),
    path("submissions/boxes/times/", pages.times, name="box-times"),
    path("submissions/boxes/<str:post>/", pages.one_box, name="box"),
    path("submissions/signatories/", levels.signatories, name="signatories"),
    path("submissions/closers/", levels.closers, name="closers"),
    path("submissions/by-level/", levels.by_level, name="decisions-by-level"),
    path("submissions/<str:ref>/box/", reading.read, name="box-paper"),
    path("submissions/<str:ref>/box/read/", reading.mark_read, name="box-read"),
    path("submissions/<str:ref>/box/place/", reading.place, name="box-place"),
    path("submissions/<str:ref>/box/back/", reading.back, name="box-back"),
    path("submissions/<str:ref>/box/lesson/", reading.lesson, name="box-lesson"),
]
