"""Addresses of the directory."""

from django.urls import path

from duly.casework.screens.directory import members, pages, verbs

urlpatterns = [
    path("directory/", pages.listed_, name="directory"),
    path("directory/new/", pages.new, name="directory-new"),
    path("directory/markers/", pages.markers, name="directory-markers"),
    path("directory/members/", members.members, name="directory-members"),
    path("directory/<str:ref>/", pages.entry, name="directory-entry"),
    path("directory/<str:ref>/tell/", verbs.tell, name="directory-tell"),
    path("directory/<str:ref>/end/", verbs.end, name="directory-end"),
    path("directory/<str:ref>/role/", verbs.role, name="directory-role"),
    path("directory/<str:ref>/end-role/", verbs.end_role, name="directory-end-role"),
    path("directory/<str:ref>/died/", verbs.died, name="directory-died"),
    path("directory/<str:ref>/merge/", verbs.merge, name="directory-merge"),
    path("directory/<str:ref>/part/", verbs.part, name="directory-part"),
    path("directory/<str:ref>/marker/", verbs.marker, name="directory-marker"),
    path("directory/<str:ref>/marker-again/", verbs.again, name="directory-marker-again"),
]
