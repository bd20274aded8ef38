"""Addresses of what pages do for the person at them."""

from django.urls import path

from duly.office.screens.desk import pages, views

urlpatterns = [
    path("desk/drafts/", pages.keep_draft, name="desk-draft"),
    path("desk/drafts/drop/", pages.drop_draft, name="desk-draft-drop"),
    path("desk/park/", pages.park, name="desk-park"),
    path("desk/resume/", pages.resume, name="desk-resume"),
    path("desk/views/", views.save_view, name="desk-view"),
    path("views/", views.views, name="views"),
    path("desk/views/rename/", views.rename_view, name="desk-view-rename"),
    path("desk/views/forget/", views.drop_view, name="desk-view-forget"),
    path("desk/here/", pages.be_here, name="desk-here"),
]
