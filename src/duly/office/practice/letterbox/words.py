"""What is written in invented letters: nothing, something to notice, or words that come near it. A test holds each to what a careful reader would say.

`{day}` is a day so many days after the letter came; `{body}` is the body complained about.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Words, and the flags a careful reader would raise at them. `ahead` is how many days after the letter came its `{day}` is, or a length of time ends."""

    words: str
    flags: tuple[str, ...] = ()
    ahead: int = 0
    subject: str = ""
    sender: tuple[str, str] | tuple[()] = ()
    """Name and address, where it matters who writes."""


MPS = (
    ("Gareth Pell MP", "pell@members.example"),
    ("Delyth Hallam MP", "hallam@members.example"),
    ("Rowena Sedgelay MP", "sedgelay@parliament.example"),
    ("Tamquin Eskthorpe MP", "eskthorpe@parliament.example"),
    ("Osric Wrenwick MP", "wrenwick@members.example"),
    ("Meredara Tollsby MP", "tollsby@parliament.example"),
)
BODIES = (
    "Northmere Council",
    "Marlbrook Integrated Care Board",
    "Wexcombe Hospitals NHS Trust",
    "Tarrowmere Borough Council",
    "Stoke Averil Housing Association",
    "Harrowick County Council",
    "The Dovemere Practice",
    "Quillbank Ambulance Service",
    "Oster Valley Water",
    "The Pelliby Academy Trust",
    "Larchfold District Council",
    "The Records and Licences Agency",
)
TITLES = (
    "Delay in a care assessment",
    "Repairs not done",
    "A place at school refused",
    "An appointment put off again and again",
    "A charge for care at home",
    "How a complaint was handled",
    "A file that was lost",
    "A grant refused without reasons",
    "Noise that nobody looked into",
    "A discharge without a plan",
    "A parking space for a disabled driver",
    "Council tax taken twice",
)
OPENINGS = (
    "I am writing about {body}. I have been through its own complaints procedure and have its final letter.",
    "I should like you to look at how {body} has dealt with me since the spring.",
    "This is about {body}, which wrote to me in June and has not written since.",
    "I complained to {body} twice. The second answer says less than the first.",
    "You have my papers about {body} already; this is what has happened since.",
    "I ask for your help with {body}. My daughter helps me write this.",
)
PLAIN = (
    "Nobody came, nobody rang, and the letter that was promised never arrived.",
    "They say that the rules were followed. They do not say which rules.",
    "I enclose copies; the originals are safe with me.",
    "The first officer was kind. The second had never heard of me.",
    "I was asked for the same form three times, and sent it three times.",
    "All I ask is that somebody reads what I wrote and tells me what will be done.",
    "They moved my case from one department to another and started again each time.",
    "The assessment says that I can climb the stairs. I cannot, and they know it.",
    "I kept a diary of every call, and can send it if it helps.",
    "What they charged is not what the leaflet says.",
)
CLOSINGS = (
    "Thank you for reading this.",
    "I can be reached in the mornings.",
    "I look forward to hearing from you.",
    "With thanks for your patience.",
)
TRIGGERS: dict[str, tuple[Said, ...]] = {
    "self-harm": (
        Said("I have not slept since. I do not know how much longer I can go on like this.", ("self-harm",)),
        Said("Some nights I think about ending my life, and I am not saying it for effect.", ("self-harm",)),
        Said("I told the officer that I felt suicidal. He gave me a form.", ("self-harm",)),
        Said("My children would be better off without me.", ("self-harm",)),
        Said("I have started to self-harm again.", ("self-harm",)),
        Said("There is nothing left to live for if the house goes.", ("self-harm",)),
    ),
    "judicial-review": (
        Said("A solicitor tells me that the time for judicial review runs out on {day}.", ("judicial-review", "deadline"), ahead=19),
        Said("Please treat this as a letter before claim. I want your answer by {day}.", ("judicial-review", "deadline"), ahead=14),
        Said("My client will apply for judicial review of your decision of last month.", ("judicial-review",)),
        Said("If you do not change it we shall go to the Administrative Court.", ("judicial-review",)),
        Said("This letter is sent under the pre-action protocol.", ("judicial-review",)),
    ),
    "death": (
        Said("I am sorry to tell you that my brother has died.", ("death",)),
        Said("Mother passed away before they answered.", ("death",)),
        Said("The coroner has asked for the same papers that you have.", ("death",)),
        Said("My late husband began this complaint, and I want to carry it on.", ("death",)),
        Said("Since the death of my father nobody at the home will speak to me.", ("death",)),
    ),
    "mp": (
        Said(
            "My constituent waits for an answer, and so do I. May I have a note of where it stands?",
            ("mp",),
            subject="My constituent",
            sender=MPS[0],
        ),
        Said("May my office have a copy of what you send him?", ("mp",), subject="For a constituent", sender=MPS[2]),
        Said("I have shown this to our MP, Delyth Hallam, who has asked to be told.", ("mp",)),
        Said("Baroness Ashlay has taken an interest in it and asks me to say so.", ("mp",)),
        Said("My Member of Parliament advised me to write to you.", ("mp",)),
        Said("I raise this for somebody who came to my surgery on Friday.", ("mp",), subject="From a surgery", sender=MPS[4]),
    ),
    "press": (
        Said("I am a journalist and ask what you have to say before we print.", ("press",)),
        Said("If nothing is done I am going to the press with all of it.", ("press",)),
        Said("A reporter has been to see me and has copies of everything.", ("press",)),
        Said("We would like a line from you.", ("press",), subject="Request for comment before publication"),
        Said("The BBC has asked whether I would be filmed.", ("press",)),
    ),
    "deadline": (
        Said("I must answer them by {day}, and need to know what you think.", ("deadline",), ahead=9),
        Said("The panel sits on Tuesday week and wants your view no later than {day}.", ("deadline",), ahead=12),
        Said("Kindly respond within 7 days.", ("deadline",), ahead=7),
        Said("Their offer expires on {day}.", ("deadline",), ahead=20),
        Said("Please write to me within two weeks.", ("deadline",), ahead=14),
    ),
    "about-us": (
        Said("I also wish to complain about your office, which has not answered since August.", ("about-us",)),
        Said("I am complaining about the way you spoke to my sister.", ("about-us",)),
        Said("This is a complaint about my caseworker, not about them.", ("about-us",)),
    ),
    "watched": (
        Said("My aunt was at Larkfield House that winter.", ("watched",)),
        Said("Larkfield House sent her home without her notes.", ("watched",)),
        Said("The manager of Larkfield House has since left.", ("watched",)),
    ),
}
"""By the kind of planting: the flag that must be found, with any that comes with it."""

QUIET = (
    "I press on with it all the same.",
    "He keeps his records as MP3 files on an old machine.",
    "Please excuse my late reply; I have been in hospital.",
    "The fall was non-fatal, they wrote, as if that settled it.",
    "The review of my care plan was put off until they had staff.",
    "The court behind our building floods every winter.",
    "I can go on Tuesday to collect the papers.",
    "The council said that it would come by 4 April 2024, and did not.",
    "My complaint is about the council and not about anybody else.",
    "He lives in the larger house by the larks' field.",
    "The lift was the fatal flaw of the plan.",
    "I had a long life in mind when I bought the flat.",
    "The member for our street on the tenants' panel agrees.",
    "My neighbour works for Parliamentary Removals, a firm of movers.",
)
"""Words that come near something, in which nothing may be noticed."""

FIRES = (
    ("Some residents held a funeral for the old library, with paper flowers.", "death"),
    ("The play was called High Court, and I was refused a ticket.", "judicial-review"),
    ("The school broadcasts its bell over the whole street.", "press"),
    ("The surveyor left his death-watch beetle report with the porter.", "death"),
    ("They sell flats in a block called Baroness Court.", "mp"),
    ("It is the media player in the waiting room that is too loud.", "press"),
)
"""Words on which a rule does fire though a reader would not, and the flag: they are counted, and said to be false alarms by who reads them."""

BEYOND = (
    ("I have given the cat away and written to everybody. It will be quiet soon.", "self-harm"),
    ("His chair has been empty since Saturday, and on Monday their reminder came.", "death"),
)
"""What a reader sees and no rule's words are there for: it is flagged by hand, and counted as missed."""

REPEATED = (
    "The board's own standard is 28 days and it took nine months.",
    "Nobody told her why.",
    "Your investigator never rang Dr Pellow, who saw everything.",
)
"""What somebody under a standing instruction says again and again."""
