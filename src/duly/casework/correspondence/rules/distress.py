"""Somebody speaks of taking their own life or of hurting themselves. Part of the first rules; every phrase is a default to be changed."""

from duly.casework.correspondence.rules.watching import Rule
from duly.casework.correspondence.rules.whom import PERSON

_PILLS = "tablets|pills|painkillers|paracetamol|medication|sleepers|insulin|morphine|antidepressants"
_NOT = "not|don't|doesn't|didn't|won't|never"
_SELVES = "myself|himself|herself|themselves|themself"

DISTRESS = Rule(
    "self-harm",
    "Distress",
    "red",
    phrases=(
        *("suicid*", "self-harm*", "self harm*", "overdose*", "samaritans", "crisis team", "sectioned", "home treatment team"),
        *(f"kill|killing|harm|harming|harmed|hurt|hurting|hang|hanging|hanged|drown|drowning {_SELVES}", f"do away with {_SELVES}"),
        *(f"top|topping|finish {_SELVES}", "hurt|hurting|harm myself", "cutting myself|himself|herself|themselves"),
        *(
            "cut|slit my|his|her wrists",
            "the cutting has|had|is",
            "been|started|begun|gone|go|back to|started cutting|burning again|myself",
        ),
        *("end|ending|ended|take|taking|took|taken my|his|her|their life", "end|take|ending|taking|took|taken my|his|her|their own life"),
        *("end it all", "ending it all", "ended it all", "end|finish|ending it tonight|now|soon|myself", "thinking of ending"),
        f"{_NOT} want|wish|wanting|wants to live|exist",
        *(f"{_NOT} want|wish|wants to be here|alive|around", "no longer want to live|be"),
        *(
            f"{_NOT} ~ be around|here much|any|anymore",
            f"{_NOT} ~ be around|here to see",
            "not|never|won't|shan't see|reach|make christmas|spring|easter",
            "not|never|won't|shan't see another christmas|birthday|summer|winter|year|spring",
        ),
        *("by the time you read|get|receive this ~ ~ be dead|gone", f"{_NOT} be around to|for|much|any"),
        *("want|wants|wanted|wish|wished|ready to die|disappear", "rather be dead", "rather die", "better off dead", "be better off dead"),
        *(
            f"wish*|wishing {PERSON}|I was|were|is dead|gone",
            f"wish* {PERSON}|I ~ dead",
            f"wish* my|his|her|our {PERSON} ~ dead",
        ),
        *("wish I|he|she had|was never born", "never been born", "better if I was dead|gone"),
        *("nobody|noone|no-one|one ~ notice|miss|care if I", "notice|miss|care|mind if I disappeared|died|vanished"),
        *("better off without me", "better off if I|he|she", "better without me", "burden to|on everybody|everyone|them|my"),
        *(
            "kindness to ~ if I",
            "sleep ~ ~ not|never|didn't|don't|won't wake|woke",
            "never wake up",
            f"{_NOT} want to wake",
            "do not want to wake",
        ),
        *(
            "how much longer I can go on|last|cope",
            "can't|cannot|couldn't go on",
            "can not go on",
            "can't|cannot|couldn't carry on living|like|any|anymore|much",
        ),
        *("can't|cannot|not carry|keep on|going living|like|any|anymore|much", "can't|cannot|can not cope any|anymore"),
        *(
            "nothing|little|anything|much left to|for live|living",
            "nothing|little|anything|something|much|lot to live for",
        ),
        *(
            "no|any|see|much reason|point to|in|for live|living",
            "no|any|see|much reason|point to|in go|going|carry|carrying on",
            "no point going|carrying on",
        ),
        *("the point in|of living|life", "point in being here|alive"),
        *("life is|isn't not|worth worth|living", "life ~ not worth", "not worth living", "had enough of life", "tired of living|life"),
        *(
            "goodbye|suicide|farewell letter*|note*|message*",
            "say|said|saying|says my|his|her goodbye*",
            "goodbye|goodbyes to my|the kids|children",
        ),
        *("need not|needn't|won't|not|never ~ worry about me", "sorted|found|arranged ~ home|somebody for|to ~ dog|cat"),
        *(f"have|has|had|got the|my|his|her|some|enough|all {_PILLS} ready|saved|hidden|stored", f"enough {_PILLS} to"),
        *(
            f"sav*|stockpil*|hoard* up|away|my|his|her|their|the ~ {_PILLS}",
            f"all my {_PILLS}",
            "all the|his|her|of tablets|pills|painkillers",
        ),
        *(
            f"too many {_PILLS}",
            "packet|bottle|handful|strip of tablets|pills|painkillers|paracetamol",
            "swallow*|drank|drunk|drink ~ bottle|packet|handful|box of",
        ),
        *(
            "swallow*|drank|drunk|drink* ~ bleach|weedkiller|antifreeze",
            f"stopp*|stop|refus*|quit taking|eating my|his|her ~ {_PILLS}|medicine",
        ),
        *(
            "noose",
            "tied|had|with|bought|got a rope",
            "rope in|round|around the|my|his|her shed|garage|loft|neck|wood*",
            "engine running ~ garage",
        ),
        *("in the|my|his|her garage with the engine", "hose|hosepipe ~ ~ exhaust", "found me|him|her hanging|unconscious|hanged"),
        *(
            "jump*|jumping|leap off|from|in ~ bridge|roof|cliff|balcony|window|car-park",
            "jump*|step* in front of",
            "throw|threw|throwing myself|himself|herself",
        ),
        *(
            "sat|sitting|stood|standing on|at the|a edge|parapet|ledge|roof",
            "stood|standing|sat|sitting ~ on ~ bridge|roof|ledge|parapet|edge",
        ),
        *(
            "looking|look|walk* ~ railway|train line|track|tracks ~ ~ thinking",
            "thinking|think|thought|imagine|imagining ~ how easy|quick|peaceful|simple it",
        ),
        *(
            "under|on hospital|constant|one-to-one|suicide|close watch",
            "in hospital ~ under watch|observation",
            "mental health crisis",
            "a|nervous breakdown",
        ),
        *("dark thoughts", "thoughts of|about ending|dying|death", "do something stupid|silly|daft|desperate"),
    ),
    unless=(
        *(
            "cannot|can't go on the|to|a|holiday",
            "can not go on the",
            "not|don't|didn't want|wish to be here all|until|for|when|on|at|again",
        ),
        *("not|never|won't|don't see another penny|letter|doctor|officer|person|one|nurse|form|reply|way|page|house", "never wake up to"),
        *(
            "tired of living in|with|next|like|here|at|on|out",
            "take|taken|took|taking my|his|her|their life savings|insurance|work|story",
            "end|ending it now and",
            "end|finish it myself",
            "with a rope|rail|ladder|fence|lock|barrier",
            "sectioned off",
            "not|won't be around to let|open|sign|take|receive|collect",
        ),
        *(
            "took|taken|take the life",
            "cannot|can't|not carry|keep on going to",
            "not|won't ~ be here to let|open|sign|take",
            "goodbye to my old|colleagues",
        ),
    ),
    urgent=True,
)
