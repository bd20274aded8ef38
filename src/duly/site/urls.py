"""Root addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("duly.office.screens.home.urls")),
    path("", include("duly.office.screens.signin.urls")),
    path("", include("duly.office.screens.scheme.urls")),
    path("", include("duly.office.screens.record.urls")),
    path("", include("duly.office.screens.people.urls")),
]
