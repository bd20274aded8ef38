"""The set of triage rules in force until an office adopts its own. Every word, route and length of time here is a default to be changed."""

from duly.casework.correspondence.rules.asking import REQUESTS
from duly.casework.correspondence.rules.danger import SAFEGUARDING, VIOLENCE
from duly.casework.correspondence.rules.deaths import DEATH
from duly.casework.correspondence.rules.distress import DISTRESS
from duly.casework.correspondence.rules.due import DEADLINE
from duly.casework.correspondence.rules.first_routes import ROUTES
from duly.casework.correspondence.rules.ruleset import RuleSet
from duly.casework.correspondence.rules.watching import Rule

RULES = (
    DISTRESS,
    SAFEGUARDING,
    VIOLENCE,
    Rule(
        "judicial-review",
        "Judicial review",
        "red",
        phrases=(
            *("judicial review", "judicially review*", "pre-action", "pre action", "letter before claim", "letter before action"),
            *(
                "permission to apply ~ judicial",
                "administrative court",
                "legal proceedings",
                "High Court",
                "letter-before-claim",
                "letter-before-action",
            ),
            *(f"{verb} proceedings" for verb in ("issue", "issuing", "commence", "commencing", "bring", "bringing", "start", "court")),
            *(f"{verb} you to court" for verb in ("take", "taking", "took", "see")),
            *(
                "see you in court",
                "legal action against you",
                "sue you",
                "suing you",
                "quashing order",
                "quash ~ decision",
            ),
        ),
        urgent=True,
        reads_day=True,
    ),
    DEATH,
    Rule(
        "mp",
        "MP",
        "violet",
        phrases=(
            "Member of Parliament",
            "House of Commons",
            "House of Lords",
            "Member of the House",
            "parliamentary question",
            "my constituent*",
            "our constituent*",
            "constituent of mine",
        ),
        exact=("MP", "M.P", "MPs", "MP's", "MP’s", "Baroness", "Lord", "Viscount", "Viscountess", "Earl of", "Peer of the realm"),
        unless=(
            *(
                "Lord Street",
                "Lord Road",
                "Lord Avenue",
                "Lord Lane",
                "Lord Close",
                "Lord House",
                "Lord knows",
                "good Lord",
                "oh Lord",
                "my Lord",
                "the Lord",
            ),
            *("Lord Mayor", "Lord's Prayer", "Earl of ~ public house", "Earl of ~ pub", "Earl of ~ hotel"),
        ),
        senders=("parliament.uk", "parliament.example", "members.example"),
    ),
    Rule(
        "press",
        "Press",
        "amber",
        phrases=(
            *(
                "journalist*",
                "newspaper*",
                "newsdesk*",
                "news desk",
                "request for comment",
                "press office",
                "for publication",
                "before publication",
            ),
            *(
                "going to the press",
                "go to the press",
                "contacted the press",
                "BBC",
                "ITV",
                "reporter*",
                "the media",
                "on air",
                "broadcast*",
            ),
            *(
                "television crew",
                "TV crew",
                "camera crew",
                "film crew",
                "documentary",
                "local paper",
                "local papers",
                "national paper",
                "national papers",
            ),
            *(
                "to the papers",
                "in the papers",
                "papers will",
                "to the press",
                "tell my story",
                "print my story",
                "running ~ story",
                "local radio",
                "go public",
            ),
        ),
        unless=("your press office number",),
        urgent=True,
    ),
    DEADLINE,
    Rule(
        "about-us",
        "Complaint about us",
        "blue",
        phrases=(
            *("complain* about you", "complain* about your office", "complaint against your office", "complain* about your service"),
            *("complain* about the ombudsman", "complain* about your staff", "complaint about ~ caseworker", "complain* about the way you"),
        ),
    ),
    *REQUESTS,
)

FIRST = RuleSet(1, RULES, ROUTES, ladder=("casework-manager", "head-of-casework", "ombudsman"), acknowledge_minutes=60)
