"""Addresses of calls, enquiries and tasks."""

from django.urls import path

from duly.casework.screens.contacts import calls, enquiries, work

urlpatterns = [
    path("calls/", calls.listed_, name="calls"),
    path("calls/new/", calls.new, name="call-new"),
    path("calls/<str:ref>/", calls.call, name="call"),
    path("calls/<str:ref>/put-right/", calls.put_right, name="call-put-right"),
    path("enquiries/", enquiries.listed_, name="enquiries"),
    path("enquiries/new/", enquiries.new, name="enquiry-new"),
    path("enquiries/<str:ref>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<str:ref>/step/", enquiries.step, name="enquiry-step"),
    path("tasks/", work.listed_, name="work"),
    path("tasks/new/", work.new, name="task-new"),
    path("tasks/<str:ref>/", work.task, name="task"),
    path("tasks/<str:ref>/step/", work.step, name="task-step"),
]
