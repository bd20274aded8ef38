"""What people write to an ombudsman again and again, told in two ways each, with our answers. Invented; names belong to nobody.

Each saying is (first telling, told again). {…} are filled in by the generator, alike in both tellings. Bank A was looked at while the comparison was
made; bank B was written beside it and only measured.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """A complaint: what its writer says, each in two tellings, and what we answered by the paragraph."""

    says: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


BANK_A = (
    Story(
        (
            ("My mother fell on {date1} in the bathroom at {home}.", "It was on {date1} that my mother fell, in the bathroom of {home}."),
            (
                "The rail by the bath had been taken away by {name1} and was never put back.",
                "{name1} had taken the rail by the bath away; it was never put back.",
            ),
            (
                "I complained to {body} on {date2} and had no answer for {n1} weeks.",
                "When I complained to {body} on {date2} I had no answer for {n1} weeks.",
            ),
            (
                "The report says that {n2} carers were on duty that night.",
                "According to the report {n2} carers were on duty on that night.",
            ),
            ("We paid {sum1} for a private physiotherapist.", "A private physiotherapist cost us {sum1}, which we paid."),
            ("{name2} told me on the telephone that the records were lost.", "On the phone {name2} told me the records were lost."),
            ("She has not walked without a frame since the fall.", "Since the fall she has not walked without a frame."),
            ("I asked for the care plan and was refused.", "The care plan was refused when I asked for it."),
            ("Your investigator never rang {name3}, who saw everything.", "{name3} saw everything, and your investigator never rang."),
        ),
        (
            "We found that the rail by the bath was removed for repair and that {body} should have put it back sooner.",
            "The rota shows {n2} carers on duty on the night of the fall. That met the standard in force.",
            "{body} answered your complaint after {n1} weeks. We found that this was too long and it has apologised.",
            "We spoke to {name3} by telephone and took what was said into account. The care plan was sent to you with our decision.",
            "We considered the cost of the private physiotherapist of {sum1} and explained why we did not recommend that it be paid.",
            "The records that {name2} spoke of were found and we have read them. They say how she walked with a frame after the fall.",
        ),
    ),
    Story(
        (
            ("The damp in my flat at {place} was reported on {date1}.", "On {date1} I reported the damp in my flat at {place}."),
            (
                "{body} sent {name1} to look at the wall and nothing was done.",
                "Nothing was done after {body} sent {name1} to look at the wall.",
            ),
            ("My son has asthma and coughs every night.", "Every night my son, who has asthma, coughs."),
            (
                "The surveyor measured {n1} per cent of moisture in the bedroom.",
                "In the bedroom the surveyor measured {n1} per cent moisture.",
            ),
            ("I have spent {sum1} on heaters and {sum2} on paint.", "Heaters have cost me {sum1} and paint {sum2}."),
            (
                "They promised on {date2} that the roof would be mended by the winter.",
                "The roof would be mended by winter: that is what they promised on {date2}.",
            ),
            ("Nobody from {body} has apologised to us.", "We have had no apology from anybody at {body}."),
            ("I sent {n2} photographs to {name2} with my complaint.", "With my complaint I sent {name2} {n2} photographs."),
        ),
        (
            "You reported the damp on {date1}. {body} inspected the wall and the surveyor measured moisture of {n1} per cent in the bedroom.",
            "We found fault in the delay in mending the roof, and {body} was asked to apologise and to do the work.",
            "We looked at the {n2} photographs that you sent and at what your son's doctor wrote about his asthma and his cough.",
            "The heaters and paint, {sum1} and {sum2}, were taken into account in the payment we recommended.",
        ),
    ),
    Story(
        (
            (
                "My benefit claim of {date1} was refused because a form was said to be missing.",
                "It was said that a form was missing, and so my claim of {date1} for benefit was refused.",
            ),
            ("I handed the form to {name1} at the counter in {place}.", "At the counter in {place} I handed the form to {name1}."),
            ("The appeal was heard {n1} months later.", "It took {n1} months until the appeal was heard."),
            ("I borrowed {sum1} from my sister to pay the rent.", "To pay the rent I borrowed {sum1} from my sister."),
            ("The landlord served notice on {date2}.", "On {date2} the landlord served notice."),
            ("{body} lost my papers twice and will not admit it.", "My papers were lost twice by {body}, which will not admit it."),
            ("The officer was rude to me when I rang.", "When I rang the officer was rude to me."),
            ("Your decision ignores the letter of my doctor.", "The letter of my doctor is ignored in your decision."),
        ),
        (
            "{body} accepts that a form was handed in at the counter in {place} and that the claim should not have been refused.",
            "The appeal was heard after {n1} months. The tribunal sets its own dates, and we cannot look at them.",
            "We read the letter of your doctor. It is named in paragraph 14 of our decision.",
            "We listened to the call in which you say the officer was rude and did not find that it was.",
            "The sum you borrowed from your sister, {sum1}, and the notice the landlord served on {date2} are dealt with in the remedy.",
        ),
    ),
)
BANK_B = (
    Story(
        (
            (
                "My brother was discharged from {place} hospital on {date1} with a fever.",
                "With a fever, my brother was discharged on {date1} from {place} hospital.",
            ),
            ("{name1} said the bed was needed for somebody else.", "The bed was needed for somebody else, {name1} said."),
            (
                "He was readmitted {n1} days later and spent a week in intensive care.",
                "After {n1} days he was readmitted, and he spent a week in intensive care.",
            ),
            ("Nobody told the family that he had sepsis.", "The family was told by nobody that he had sepsis."),
            ("{body} says that the chart was filled in every hour.", "Every hour the chart was filled in, says {body}."),
            (
                "We drove {n2} miles a day to be with him, at a cost of {sum1}.",
                "To be with him we drove {n2} miles a day, at a cost of {sum1}.",
            ),
            ("The meeting on {date2} was cancelled without a reason.", "Without a reason the meeting on {date2} was cancelled."),
            ("I want {name2} to admit that the antibiotics were late.", "That the antibiotics were late is what I want {name2} to admit."),
        ),
        (
            "The records show the discharge on {date1}. Our adviser found that his temperature should have been taken again before it.",
            "The chart was filled in every hour but for two. {body} has accepted that the family should have been told of the sepsis.",
            "{name2} has accepted that the antibiotics were late by four hours and has apologised for it in writing.",
            "We explained that the cost of driving to be with him, {sum1}, was not caused by the fault that we found.",
            "The meeting of {date2} was cancelled because the consultant was ill. You were offered another.",
        ),
    ),
    Story(
        (
            (
                "The school in {place} excluded my daughter on {date1} for {n1} days.",
                "For {n1} days from {date1} my daughter was excluded by the school in {place}.",
            ),
            (
                "{name1} wrote the statement without having been in the room.",
                "Without having been in the room {name1} wrote the statement.",
            ),
            ("She waited {n2} months for an assessment by {body}.", "An assessment by {body} took {n2} months of waiting."),
            ("The tutor cost {sum1} and the taxi {sum2}.", "We had to find {sum1} for the tutor and {sum2} for the taxi."),
            ("The panel of {date2} did not let me speak.", "I was not let speak by the panel of {date2}."),
            (
                "{name2} promised a place at another school and then denied it.",
                "A place at another school was promised by {name2}, who then denied it.",
            ),
            ("Her plan does not name a speech therapist.", "No speech therapist is named in her plan."),
            ("You took the word of the headteacher over mine.", "Over my word you took that of the headteacher."),
        ),
        (
            "Exclusions are for the governors and the panel. We can look only at how {body} arranged the panel of {date2}.",
            "We found that the assessment took {n2} months, which is more than the law allows, and recommended a payment for the tutor and the taxi.",
            "The plan was amended and now names a speech therapist. {name2} denies having promised a place, and we could not settle who is right.",
            "We weighed what the headteacher said with what you told us, and with the statement {name1} wrote. Paragraph 22 says how.",
        ),
    ),
)

NAMES = ("Mr Ashdown", "Ms Carrick", "Dr Pellow", "Mrs Yeadon", "Nurse Oduya", "Mr Tranter", "Miss Vane", "Dr Szabo", "Mrs Kilbride", "Mr Osei",
         "Ms Lorimer", "Mr Haddow", "Mrs Penrose", "Dr Farouk", "Ms Imrie", "Mr Quayle")  # fmt: skip
HOMES = ("Larch House", "the Beeches", "Stonegate Lodge", "Willowbank")
PLACES = ("Northmere", "Wexcombe", "Stoke Averil", "Tarrowmere", "Marlbrook", "Easterholt")
BODIES = ("Northmere Council", "Marlbrook Integrated Care Board", "the Wexcombe Trust", "Easterholt Homes")

SHORT_A = ("My husband has left me.", "I have cancer.", "He hit me.", "The lift is out again.", "She died.", "I am blind now.", "We were burgled.",
           "The roof fell in.", "I lost my job.", "They have a new manager.", "It is on film.", "He is in prison.")  # fmt: skip
LONG_A = ("I enclose a statement from the district nurse who washed her the morning after.", "A former carer has come forward and will give evidence.",
          "Through a freedom of information request I have obtained the minutes that you were told did not exist.",
          "The coroner has written to say that there will be an inquest.", "My neighbour recorded the conversation in the corridor.")  # fmt: skip
INSIDE_A = (", while the alarm was switched off,", ", although the manager was drunk,", " in front of two witnesses", ", as the enclosed film shows,",
            ", against the advice of the pharmacist,", ", with the window nailed shut,")  # fmt: skip
ONE_WORD_A = ("broken", "forged", "drunken", "unlocked", "burning", "secret", "pregnant", "unpaid")
SHORT_B = ("I am homeless.", "She is deaf.", "My car was stolen.", "He confessed.", "Nobody feeds the dog.", "I found the tape.", "We have moved.",
           "The governor resigned.", "My wife is dying.", "It leaked.", "I was adopted.", "He keeps a gun.")  # fmt: skip
LONG_B = ("The consultant has since been struck off by his professional body.", "I have been given the missing page by somebody who works there.",
          "An independent radiologist looked at the picture and saw a fracture.", "Two other families have now told me that the same was done to them.",
          "My solicitor has had the signature examined and it is not mine.")  # fmt: skip
INSIDE_B = (", which the porter photographed,", ", long past midnight,", ", having torn up the first page,", " behind a locked gate",
            ", and the interpreter had gone home,", ", using the wrong blood,")  # fmt: skip
ONE_WORD_B = ("stolen", "frozen", "bleeding", "unsigned", "anonymous", "diabetic", "flooded", "retired")

FILLERS = ("I am writing to you yet again.", "I await your reply.", "This is not good enough.", "Please think again about my complaint.")
"""What is said in every letter, new to none after the first."""
LIKE = {"never": "at no time", "every": "each", "night": "night-time", "week": "wk", "lost": "mislaid", "rude": "discourteous", "cost": "set back",
        "refused": "turned down", "telephone": "blower", "private": "independent", "borrowed": "got"}  # fmt: skip
"""Words changed for others, some as a careless typist would; none was taken from the lists that the comparison has."""
