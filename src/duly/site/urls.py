"""Root addresses: the office's own desks, and those of each wing in use."""

from django.conf import settings
from django.urls import include, path

from duly.site.described import described

urlpatterns = [
    path("", include("duly.office.screens.home.urls")),
    path("", include("duly.office.screens.signin.urls")),
    path("", include("duly.office.screens.scheme.urls")),
    path("", include("duly.office.screens.record.urls")),
    path("", include("duly.office.screens.people.urls")),
    path("", include("duly.office.screens.me.urls")),
    path("", include("duly.office.screens.desk.urls")),
    path("", include("duly.office.screens.alerts.urls")),
    path("", include("duly.office.screens.components.urls")),
    path("", include("duly.office.screens.finding.urls")),
    path("", include("duly.office.screens.tokens.urls")),
    path("", include("duly.office.screens.health.urls")),
    path("", include("duly.office.screens.evidence.urls")),
    path("", include("duly.office.screens.retention.urls")),
    path("api/v1/", described, name="api"),
    path("api/v1/", include("duly.api.urls")),
    *(path("", include(f"duly.{wing}.screens.urls")) for wing in ("casework", "payments") if wing in settings.DULY_WINGS),
]
if {"casework", "payments"} <= set(settings.DULY_WINGS):
    urlpatterns.append(path("", include("duly.office.screens.meeting.urls")))

handler500 = "duly.site.handlers.fault"
handler404 = "duly.site.handlers.missing"
handler403 = "duly.site.handlers.forbidden"
handler400 = "duly.site.handlers.unreadable"
