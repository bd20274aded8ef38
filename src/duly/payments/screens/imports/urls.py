"""Addresses of imports."""

from django.urls import path

from duly.payments.screens.imports import correcting, deadlines, missing, pages

urlpatterns = [
    path("imports/", pages.imports, name="imports"),
    path("imports/new/", pages.new, name="import-new"),
    path("imports/missing/", missing.missing, name="imports-missing"),
    path("imports/deadlines/", deadlines.deadlines, name="imports-deadlines"),
    path("imports/deadlines/set/", deadlines.set_deadline, name="imports-set-deadline"),
    path("imports/preview/", correcting.preview, name="import-preview"),
    path("imports/<str:ref>/undo/", correcting.undo, name="import-undo"),
    path("imports/<str:ref>/", pages.one, name="import"),
    path("imports/<str:ref>/file/", pages.original, name="import-file"),
    path("imports/<str:ref>/faults.csv", pages.faults_csv, name="import-faults"),
    path("imports/<str:ref>/faults.xlsx", pages.faults_xlsx, name="import-faults-workbook"),
]
