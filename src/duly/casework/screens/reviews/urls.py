"""Addresses of reviews, of decisions and their figures, and of referrals."""

from django.urls import path

from duly.casework.screens.reviews import asking, conducting, decided, pages, referrals, resolving

urlpatterns = [
    path("reviews/", pages.listed, name="reviews"),
    path("reviews/new/", asking.new, name="review-new"),
    path("reviews/<str:ref>/", pages.review, name="review"),
    path("reviews/<str:ref>/accept/", asking.accept, name="review-accept"),
    path("reviews/<str:ref>/refuse/", asking.refuse, name="review-refuse"),
    path("reviews/<str:ref>/withdraw/", asking.withdraw, name="review-withdraw"),
    path("reviews/<str:ref>/assign/", conducting.assign, name="review-assign"),
    path("reviews/<str:ref>/plan/", conducting.plan, name="review-plan"),
    path("reviews/<str:ref>/find/", conducting.find, name="review-find"),
    path("reviews/<str:ref>/conclude/", conducting.conclude, name="review-conclude"),
    path("reviews/<str:ref>/carry-out/", resolving.carry_out, name="review-carry-out"),
    path("reviews/<str:ref>/refer-back/", resolving.refer_back, name="review-refer-back"),
    path("reviews/<str:ref>/take-back/", resolving.take_back, name="review-take-back"),
    path("reviews/<str:ref>/send-back/", resolving.send_back, name="review-send-back"),
    path("reviews/<str:ref>/to-tell/", resolving.to_tell, name="review-to-tell"),
    path("reviews/<str:ref>/tell/", resolving.tell, name="review-tell"),
    path("reviews/<str:ref>/close/", resolving.close, name="review-close"),
    path("decisions/figures/", decided.by_outcome, name="decisions-figures"),
    path("decisions/<str:ref>/", decided.decision, name="decision"),
    path("decisions/<str:ref>/withdraw/", decided.withdraw, name="decision-withdraw"),
    path("decisions/<str:ref>/code/", decided.correct, name="decision-code"),
    path("referrals/", referrals.listed, name="referrals"),
    path("referrals/new/", referrals.new, name="referral-new"),
    path("referrals/letter/<str:ref>/", referrals.letter, name="referral-letter"),
    path("referrals/<str:ref>/", referrals.referral, name="referral"),
    path("referrals/<str:ref>/answer/", referrals.answer, name="referral-answer"),
    path("referrals/<str:ref>/close/", referrals.close, name="referral-close"),
]
