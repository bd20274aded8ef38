"""Addresses of what is kept and found."""

from django.urls import path

from duly.casework.screens.kept import access, files, glass, listing

urlpatterns = [
    path("cases/", listing.listed, name="cases"),
    path("cases/<str:ref>/access/", access.access, name="case-access"),
    path("cases/<str:ref>/access/step/", access.step, name="case-access-step"),
    path("cases/<str:ref>/file/", files.file, name="case-file"),
    path("cases/<str:ref>/file/move/", files.move, name="case-file-move"),
    path("restricted/", glass.restricted, name="restricted"),
    path("restricted/<int:number>/review/", glass.review, name="restricted-review"),
]
