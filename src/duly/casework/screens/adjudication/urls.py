"""Addresses of adjudication and compliance."""

from django.urls import path

from duly.casework.screens.adjudication import complying, pages

urlpatterns = [
    path("cases/<str:ref>/adjudication/", pages.case, name="case-adjudication"),
    path("cases/<str:ref>/adjudication/<str:verb>/", pages.act, name="case-adjudication-act"),
    path("cases/<str:ref>/compliance/", pages.follow, name="case-follow"),
    path("severity/", pages.scale, name="severity"),
    path("compliance/", complying.every, name="compliance"),
    path("compliance/bodies/", complying.bodies, name="compliance-bodies"),
    path("compliance/<str:ref>/", complying.one, name="compliance-one"),
    path("compliance/<str:ref>/put-right/", complying.put_right, name="compliance-put-right"),
    path("compliance/<str:ref>/judge/", complying.judge, name="compliance-judge"),
]
