"""A labelled set of letters: each with the flags a careful reader would raise, in words an office gets. Invented, belonging to nobody."""

from dataclasses import dataclass
from datetime import date

RECEIVED = date(2026, 11, 9)
"""A Monday."""


@dataclass(frozen=True)
class Planted:
    """A letter and the codes of the flags that are in it. `day` is one that must be read in it."""

    text: str
    flags: tuple[str, ...]
    sender: str = "A Writer <writer@post.example>"
    subject: str = "My complaint"
    day: date | None = None


PLANTED = (
    Planted("I have not slept. I do not know how much longer I can go on\nwith this.", ("self-harm",)),
    Planted("Nobody listens. I feel suicidal and nobody has rung me.", ("self-harm",)),
    Planted("Some days I think about ending my life over this.", ("self-harm",)),
    Planted("I have self-harmed again since your decision.", ("self-harm",)),
    Planted("I don’t want to be here any more and I mean it.", ("self-harm",)),
    Planted("My family would be better off without me.", ("self-harm",)),
    Planted("Mum took an overdose after your letter came.", ("self-harm",)),
    Planted("I can't go on like this. There is nothing left to live for.", ("self-harm",)),
    Planted(
        "A solicitor tells me the time for judicial review runs out on 14 November.",
        ("judicial-review", "deadline"),
        day=date(2026, 11, 14),
    ),
    Planted("This is a letter before claim under the pre-action protocol.", ("judicial-review",)),
    Planted(
        "My client will seek permission to apply for judicial\nreview within 14 days.",
        ("judicial-review", "deadline"),
        day=date(2026, 11, 23),
    ),
    Planted("We shall issue in the Administrative Court without more notice.", ("judicial-review",)),
    Planted("As his Member of Parliament I should be grateful for a note.", ("mp",)),
    Planted("I have shown your decision to our MP, Delyth Hallam.", ("mp",)),
    Planted("My constituent waits for an answer.", ("mp",), sender="Gareth Pell <pell@members.example>"),
    Planted("Please note the question I put down.", ("mp",), sender="office <clerk@parliament.uk>"),
    Planted("Baroness Ashdown has asked me to write to you.", ("mp",)),
    Planted("I am a journalist writing about waiting times.", ("press",)),
    Planted("We shall publish on Thursday.", ("press",), subject="Request for comment before publication"),
    Planted("If you do nothing I am going to the press with this.", ("press",)),
    Planted("A reporter from the BBC has rung me.", ("press",)),
    Planted("I am sorry to say that my brother has died.", ("death",)),
    Planted("Mother passed away in the spring and the board will not answer.", ("death",)),
    Planted("The coroner has opened an inquest.", ("death",)),
    Planted("My late husband asked for his records in March.", ("death",)),
    Planted("Please answer by 20 November.", ("deadline",), day=date(2026, 11, 20)),
    Planted("I must have your reply no later than Friday.", ("deadline",), day=date(2026, 11, 13)),
    Planted("Kindly respond within 7 days.", ("deadline",), day=date(2026, 11, 16)),
    Planted("The tribunal sits before 3/12/2026 and needs it.", ("deadline",), day=date(2026, 12, 3)),
    Planted("We need it by noon tomorrow.", ("deadline",), day=date(2026, 11, 10)),
    Planted("The hospital wants it on or before January 5th.", ("deadline",), day=date(2027, 1, 5)),
    Planted("We are complaining about your office and not about the council.", ("about-us",)),
    Planted("I wish to complain about the way you handled this.", ("about-us",)),
    # letters in which there is nothing of the kind, though some words come near
    Planted("Thank you for what you did. Could the photographs be sent back?", ()),
    Planted("I wrote on 3 March and again in June and have had no answer.", ()),
    Planted("The council said it would come by 4 April 2026 and did not.", ()),
    Planted("I press on with my complaint about the housing association.", ()),
    Planted("Please excuse my late reply; I have been in hospital.", ()),
    Planted("He keeps his records as MP3 files on an old machine.", ()),
    Planted("The lift was the fatal flaw in the building's design, they said.", ()),
    Planted("The review of my care plan was put off until they had staff.", ()),
    Planted("My son died in my arms when the lift failed, they wrote, but that was a film.", ()),
    Planted("I attach the list of dates you asked me for when I rang.", ()),
    Planted("We accept the findings in your draft and will write again about the remedy.", ()),
    Planted("The court of the building floods every winter.", ()),
    Planted("I can go on Tuesday to collect the papers.", ()),
    Planted("My complaint about the council is that nobody came.", ()),
    Planted("The committee would be grateful for a note on numbers.", ()),
    Planted("The new medium-sized boxes arrived damaged.", ()),
    # and near words on which a rule does fire though a reader would not: kept here so that they are counted and never forgotten
    Planted("Some residents held a funeral for the old library, with paper flowers.", ()),
    Planted("The play is called High Court, and I was refused a ticket.", ()),
)

FALSE_ALARMS = frozenset(
    {("Some residents held a funeral", "death"), ("The play is called High Court", "judicial-review"), ("My son died in my arms", "death")}
)
"""The false alarms known of the first rules: how the letter begins, and the flag. A new one, or one that is gone, must be written here."""
