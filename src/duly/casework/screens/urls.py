"""Addresses of the casework wing."""

from django.urls import include, path

urlpatterns = [
    path("", include("duly.casework.screens.post.urls")),
    path("", include("duly.casework.screens.cases.urls")),
    path("", include("duly.casework.screens.submissions.urls")),
    path("", include("duly.casework.screens.letters.urls")),
]
