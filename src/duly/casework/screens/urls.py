"""Addresses of the casework wing."""

from django.urls import include, path

from duly.casework.correspondence.powers import READ
from duly.ui.asks import within

urlpatterns = within(
    READ,
    [
        path("", include("duly.casework.screens.instructions.urls")),
        path("", include("duly.casework.screens.post.urls")),
        path("", include("duly.casework.screens.kept.urls")),
        path("", include("duly.casework.screens.cases.urls")),
        path("", include("duly.casework.screens.breaches.urls")),
        path("", include("duly.casework.screens.advice.urls")),
        path("", include("duly.casework.screens.laid_down.urls")),
        path("", include("duly.casework.screens.clocks.urls")),
        path("", include("duly.casework.screens.investigation.urls")),
        path("", include("duly.casework.screens.box.urls")),
        path("", include("duly.casework.screens.adjudication.urls")),
        path("", include("duly.casework.screens.submissions.urls")),
        path("", include("duly.casework.screens.reviews.urls")),
        path("", include("duly.casework.screens.risk.urls")),
        path("", include("duly.casework.screens.involvement.urls")),
        path("", include("duly.casework.screens.letters.urls")),
        path("", include("duly.casework.screens.directory.urls")),
        path("", include("duly.casework.screens.contacts.urls")),
    ],
)
