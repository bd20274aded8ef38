"""Addresses of letters."""

from django.urls import path

from duly.casework.screens.letters import acknowledging, acting, owed, packs, pages, standard, standard_acting

urlpatterns = [
    path("letters/", pages.listed, name="letters"),
    path("letters/new/", pages.new, name="letter-new"),
    path("letters/owed/", owed.draft, name="letter-owed"),
    path("letters/standard/", standard.listed, name="standard-letters"),
    path("letters/standard/new/", standard_acting.new, name="standard-letter-new"),
    path("letters/standard/<slug:code>/<int:number>/", standard.version, name="standard-letter"),
    path("letters/standard/<slug:code>/<int:number>/write/", standard_acting.write, name="standard-letter-write"),
    path("letters/standard/<slug:code>/<int:number>/put-forward/", standard_acting.put_forward, name="standard-letter-put-forward"),
    path("letters/standard/<slug:code>/<int:number>/send-back/", standard_acting.send_back, name="standard-letter-send-back"),
    path("letters/standard/<slug:code>/<int:number>/adopt/", standard_acting.adopt, name="standard-letter-adopt"),
    path("letters/standard/<slug:code>/<int:number>/renew/", standard_acting.renew, name="standard-letter-renew"),
    path("letters/packs/", packs.listed, name="print-packs"),
    path("letters/packs/make/", packs.make, name="print-pack-make"),
    path("letters/packs/<str:ref>/", packs.pack, name="print-pack"),
    path("letters/packs/<str:ref>/pdf/", packs.pdf, name="print-pack-pdf"),
    path("letters/packs/<str:ref>/printed/", packs.printed, name="print-pack-printed"),
    path("letters/packs/<str:ref>/posted/", packs.posted, name="print-pack-posted"),
    path("letters/formats/", packs.formats, name="letter-formats"),
    path("letters/acknowledge/<str:ref>/", acknowledging.acknowledge, name="letter-acknowledge"),
    path("letters/<str:ref>/", pages.letter, name="letter"),
    path("letters/<str:ref>/pdf/", pages.pdf, name="letter-pdf"),
    path("letters/<str:ref>/fill-in/", pages.fill_in, name="letter-fill-in"),
    path("letters/<str:ref>/approve/", pages.approve, name="letter-approve"),
    path("letters/<str:ref>/send/", pages.send, name="letter-send"),
    path("letters/<str:ref>/comment/", acting.comment, name="letter-comment"),
    path("letters/<str:ref>/drop/", acting.drop, name="letter-drop"),
    path("letters/<str:ref>/return/", acting.send_back, name="letter-return"),
    path("letters/<str:ref>/take-up/", acting.take_up, name="letter-take-up"),
    path("letters/<str:ref>/compare/", acting.compare, name="letter-compare"),
    path("letters/<str:ref>/paper/<str:document>/", acting.paper, name="letter-paper"),
    path("letters/<str:ref>/ink/", acting.print_for_ink, name="letter-ink"),
    path("letters/<str:ref>/ink/<str:copy>/", acting.match, name="letter-ink-match"),
    path("letters/<str:ref>/formats/", acting.have_made, name="letter-format"),
    path("letters/<str:ref>/formats/<str:copy>/", acting.receive, name="letter-format-receive"),
    path("letters/<str:ref>/formats/<str:copy>/cancel/", acting.cancel, name="letter-format-cancel"),
    path("letters/<str:ref>/delivered/", acting.delivered, name="letter-delivered"),
]
