"""Addresses of cases."""

from django.urls import path

from duly.casework.screens.cases import acting, closing, ended, mine, ownerless, pages, parties, standing, taking_over

urlpatterns = [
    path("cases/new/", pages.new, name="case-new"),
    path("cases/mine/", mine.listed, name="cases-mine"),
    path("cases/take-over/", taking_over.take_over, name="cases-take-over"),
    path("cases/take-over/<str:ref>/", taking_over.taken, name="cases-taken-over"),
    path("cases/take-over/<str:ref>/faults.csv", taking_over.faults_csv, name="cases-taken-over-faults"),
    path("cases/hand-over/", mine.hand_over, name="cases-hand-over"),
    path("cases/needs-owner/", ownerless.listed, name="cases-needs-owner"),
    path("cases/closed/", ended.listed, name="cases-closed"),
    path("cases/closed/months/", ended.months, name="cases-closed-months"),
    path("cases/<str:ref>/", pages.case, name="case"),
    path("cases/<str:ref>/close/", closing.close, name="case-close"),
    path("cases/<str:ref>/reopen/", closing.reopen, name="case-reopen"),
    path("cases/<str:ref>/post/", pages.link, name="case-link"),
    path("cases/<str:ref>/party/", parties.party, name="case-party"),
    path("cases/<str:ref>/step/", pages.step, name="case-step"),
    path("cases/<str:ref>/next/", acting.plan, name="case-next"),
    path("cases/<str:ref>/put-right/", acting.put_right, name="case-put-right"),
    path("cases/<str:ref>/tie/", acting.tie, name="case-tie"),
    path("cases/<str:ref>/untie/", acting.untie, name="case-untie"),
    path("cases/<str:ref>/split/", acting.split, name="case-split"),
    path("cases/<str:ref>/misfiled/", acting.misfiled, name="case-misfiled"),
    path("cases/<str:ref>/withdraw/", standing.withdraw, name="case-withdraw"),
    path("cases/<str:ref>/withdraw/back/", standing.back, name="case-withdraw-back"),
    path("cases/<str:ref>/agree/", standing.agree, name="case-agree"),
    path("cases/<str:ref>/carry-on/", standing.carry_on, name="case-carry-on"),
]
