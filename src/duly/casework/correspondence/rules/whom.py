"""Whom letters speak of: relatives as people call them, for phrases that say who died, who was hurt, who is afraid."""

KIN = "|".join(
    (
        *(
            "mum",
            "mam",
            "mom",
            "mummy",
            "mother",
            "dad",
            "daddy",
            "father",
            "husband",
            "wife",
            "partner",
            "son",
            "daughter",
            "baby",
            "child",
        ),
        *(
            "children",
            "brother",
            "sister",
            "twin",
            "nan",
            "nana",
            "nanny",
            "gran",
            "granny",
            "grandmother",
            "grandma",
            "grandfather",
            "grandad",
        ),
        *(
            "granddad",
            "grandpa",
            "grandson",
            "granddaughter",
            "grandchild",
            "uncle",
            "aunt",
            "auntie",
            "cousin",
            "nephew",
            "niece",
            "stepson",
        ),
        *("stepdaughter", "stepfather", "stepmother", "mother-in-law", "father-in-law", "fiancé", "fiancée", "girlfriend", "boyfriend"),
    )
)
"""Relatives, as a choice of words."""
KIN_S = "|".join(f"{one}'s" for one in KIN.split("|"))
"""What is theirs."""
PERSON = f"he|she|they|who|{KIN}"
