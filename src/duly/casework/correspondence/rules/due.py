"""Somebody wants an answer by a day, or must have it before something that has one. Part of the first rules; every phrase is a default to be changed."""

from duly.casework.correspondence.rules.watching import Rule

_ANSWER = "answer|reply|response|decision|comments|views|letter|line|word|action"
_TO_ANSWER = "answer|reply|respond|hear|decide|act|write|settle|resolve|confirm|acknowledge|help"
_LENGTH = "day|days|week|weeks|fortnight|month|hours"
_PAST = "had|was|were|did|came|rang|wrote|said|told"

DEADLINE = Rule(
    "deadline",
    "Deadline",
    "amber",
    phrases=(
        *(
            "by|before|until|till <day>",
            "by ~ <day>",
            "before|until|till ~ <day>",
            "no|not later than",
            "no|not later than ~ <day>",
            "by noon|midday ~ <day>",
            "on or before <day>",
            "at the latest",
            "latest by",
        ),
        *(
            "deadline ~ ~ <day>",
            "last|closing|final date|day ~ ~ <day>",
            "closes|ends|lapses|expires|ends|finishes|starts|begins|meets on|by <day>",
            "run|runs|running out on <day>",
        ),
        *(
            "hearing|tribunal|court|trial|inquest|operation|eviction|appeal|panel ~ <day>",
            "is|are coming|due|listed|fixed|booked on|for <day>",
        ),
        *(
            "evicted|evict|evicting|repossessed|sold|disconnected|deported|removed on|by <day>",
            "notice ~ ~ leave|quit ~ <day>",
            f"{_ANSWER} expected|needed|required|requested|due|wanted ~ <day>",
        ),
        *(
            "close|end of business|play|work",
            "by return",
            "by|before the end of the|this|next month|week|year|day",
            "by|before the middle|start|beginning|turn of next|the|this|january|february|march|april|may|june",
        ),
        *(
            "giv*|have you|me|us until|till the end|start|middle|beginning",
            "until|till the end of this|next week|month",
            "by|before the weekend|holidays",
            "by tonight|lunchtime|teatime|midday|noon|morning",
        ),
        *(
            "before the month|week|year|day is out|over|up",
            "by|before month|week|year end",
            "month|week is out",
            f"within|in|inside # calendar|working|clear {_LENGTH}",
            f"within|inside # {_LENGTH}",
        ),
        *(
            f"in|within|over|during the next # calendar|working|clear|{_LENGTH}",
            f"in # {_LENGTH} time",
            f"next # working|calendar|clear {_LENGTH}",
            f"deadline of # {_LENGTH}",
        ),
        *(
            "within|inside a|the|one|this|that week|fortnight|month|day",
            "in # hours",
            "in # working days",
            f"you have|you've|got|give|allow|allowed|given # {_LENGTH}",
            "you|giv*|have|got ~ a week|fortnight|month ~ to",
        ),
        *(
            "you|you've have|got|get a|until|till week|fortnight|month|tomorrow",
            f"{_TO_ANSWER} ~ before|by|until christmas|easter|new",
            f"{_TO_ANSWER} ~ ~ before then|that",
            "in time for that|it|the|my|our|this",
        ),
        *(
            "need|needs|needed|want|must ~ ~ before then|that|first",
            "need|needs|want|must ~ ~ settled|sorted|done|answered|resolved ~ first|before|by",
            f"{_TO_ANSWER} by|before|within ~ <day>",
        ),
        *(
            "time ~ ~ running out",
            "act|step in|intervene before|now or",
            "must|shall|need to file|lodge|serve|return|send ~ ~ by|before|within",
        ),
    ),
    unless=(
        *(
            "within # days of my discharge",
            f"by ~ <day> ~ {_PAST}",
            f"before ~ <day> ~ {_PAST}",
            f"by close|end of play|business ~ {_PAST}",
            f"{_PAST} ~ until|till the end of the|this|that month|week",
        ),
        *(
            "within|inside a|one week|fortnight|month|day of",
            "within a week|fortnight|month of",
            f"answered|replied|wrote|rang|came|heard|sent|responded|acted|paid|moved ~ ~ within # {_LENGTH}",
            "answered|replied|wrote|rang|came|heard|sent|responded ~ ~ within a|the week|fortnight|month",
        ),
        *(
            f"would|should ~ hear|reply|answer|respond|write|come|ring ~ within # {_LENGTH}",
            f"would|should ~ hear|reply|answer|respond ~ within # working|calendar {_LENGTH}",
            f"next # working|calendar|clear {_LENGTH} after|were|was|went|had",
            "shop|office|offices|library|bank|surgery|counter|desk ~ closes|ends|starts|begins on <day>",
        ),
        *(
            "waited|wait|stayed|sick|ill|away|open|closed|told ~ ~ until|till <day>",
            "off sick until the end",
            "no later than usual|before|normal",
            "before|by the month|week|year was out|over|up",
            "left|ended|finished|closed by ~ <day>",
        ),
        *(
            "by|before the end of it|that",
            "by the end of the day it|he|she|they|we",
            "until|till <day> ~ for|when|before",
            "until|till <day> I was",
            f"took ~ within # {_LENGTH}",
            "before|by then|that we|it|he|she|they|I",
            f"within # {_LENGTH} ~ they|he|she|it had|was|were",
            "the weekend before|that",
        ),
    ),
    reads_day=True,
    only_ahead=True,
)
