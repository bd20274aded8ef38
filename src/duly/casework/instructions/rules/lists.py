"""The lists of English words that the comparison of letters uses. They are ours, and small: a word in none of them is compared as it stands."""


def _words(listed: str) -> list[str]:
    return listed.split()


MONTHS = _words("january february march april may june july august september october november december")
NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        _words(
            "zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        )
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "twice": "2",
    "once": "1",
}
NEGATIONS = frozenset(_words("not no never nobody nothing none without neither nor cannot"))
STOP = frozenset(
    _words("""a an the this that these those there here it its i me my mine we us our you your he him his she her they them their who whom whose which what
    when where how why and or but if so as at by for from in into of off on onto out over to up with within is am are was were be been being do does did
    done have has had having will would shall should can could may might must just very really quite rather also too then than such any some all both each
    every other another own same about because while until since during before after again still yet now only even ever one ones dear sir madam sirs yours
    sincerely faithfully truly regards kind please thank thanks many much more most less like get got goes go went come came make made say says said
    tell told let put however therefore indeed simply clearly utterly absolutely totally completely really extremely moreover furthermore further hereby
    anybody anyone though although ombudsman according take takes took taken taking regarding concerning re ref reference writing write wrote written letter letters email""")
) - {"again", "still", "before", "after", "now", "may", "more", "less", "other", "another", "only", "both", "all", "every"}
LIGHT = frozenset(
    _words("""yourself myself himself herself itself ourselves themselves yourselves thing things way ways want wants wanted wish wishes wished think thinks
    thought know knows knew believe believes believed feel feels felt understand understands understood mean means meant suppose supposed try tries tried trying
    need needs needed hope hopes hoped expect expects expected whatever whichever rest place principle fair fairly unfair unjust unjustly right rightly proper
    properly insult insulting disgrace disgraceful disgusting scandal shame shameful joke ridiculous nonsense appalling terrible dreadful awful robbery tired fed
    patience tether satisfied dissatisfied disappointed unhappy accept accepts accepted ought through whole entire point points matter matters fact case answer
    answers answered answering reply replies replied respond responded response read reading reads look looks looked looking listen listens listened see seen
    keep keeps kept keeping going seem seems simple time times moment concern concerned trouble attention opinion view reason reasons question questions word
    words justice circle circles bother bothered honest honestly round once yet sincere regret course able sure enough anyway besides already ago instead
    all away back gave bring bear hand side line sort kind part full fully complete answerable explain explained explanation ignore ignored ignores ignoring
    insist insists repeat repeats repeated repeating remind reminds mention mentioned refer refers referred earlier previous previously same
    find finds wonder wonders ask asks asked request requested set step steps stand stands state states stated remain remains""")
)
"""Words that say how somebody feels about it, or speak of the writing itself: a sentence in which only these are new says nothing new."""
LIKE_WORDS = (
    "phone telephone ring rang call called phoned telephoned",
    "ask asked request requested",
    "reply replied answer answered respond responded response",
    "council authority",
    "hospital infirmary",
    "mother mum",
    "father dad",
    "start started begin began begun commence commenced",
    "end ended finish finished stop stopped cease ceased",
    "send sent post posted",
    "receive received",
    "house home",
    "child kid",
    "children kids",
    "ill unwell sick poorly",
    "officer caseworker official",
    "visit visited",
    "wait waited waiting",
    "complain complained complaint grievance",
    "explain explained explanation",
    "money cash",
    "wrong incorrect mistaken",
    "big large",
    "small little",
    "pay paid payment cost costs spend spent",
    "apology apologise apologised apologies",
    "doctor gp",
    "show showed shown",
    "promise promised undertook",
    "decide decided decision",
    "inspect inspected inspection inspector",
    "repair repaired repairs fix fixed mend mended",
    "find found",
    "leave left",
    "give gave given",
    "keep kept",
    "lose lost",
    "see saw seen",
    "hear heard",
    "know knew known",
    "think thought",
    "feel felt",
    "break broke broken",
    "fall fell fallen",
    "old elderly",
    "building block",
    "problem issue trouble",
    "car vehicle",
    "photo photograph picture image",
    "job employment",
    "drive drives drove driven driving",
    "journey trip",
    "buy bought purchase purchased",
    "refuse refused refusal reject rejected decline declined",
    "speak spoke spoken talk talked",
    "meet met meeting",
    "cut reduce reduced shorten shortened",
    "ruin ruined spoil spoiled spoilt destroy destroyed",
    "hurt injure injured injury",
    "lie lay lying lain",
    "allow allowed permit permitted",
    "bill invoice",
    "owe owed owing",
    "mistake error",
    "value worth",
    "choose chose chosen",
    "steal stole stolen",
    "hold held",
    "bring brought",
    "teach taught",
    "sleep slept",
    "stand stood",
    "throw threw thrown",
    "grow grew grown",
    "lorry truck",
    "carer caregiver",
    "son boy",
    "daughter girl",
    "fit seizure",
    "supervise supervision supervised",
    "remove removed removal",
    "appeal appealed challenge challenged",
    "compensate compensation compensated",
)
CONTRACTED = frozenset(_words("isn aren wasn weren don doesn didn hasn haven hadn won wouldn couldn shouldn can mustn needn"))
REAL_WORDS = frozenset(_words("form bad bat ben ber bis bow lt ls id due bin bun lo la aid era ere sine wit if off"))
"""Words that look like slips of common ones, and are none."""
