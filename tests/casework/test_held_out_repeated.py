"""What the comparison brings out in repeated letters that were written before anybody looked at how letters are compared: new facts, and what only repeats."""

from tests.casework.repeated import counted, letters

BEFORE = "40 of 41 facts brought out; 197 of 269 repeated sentences marked, 39% of their letters"
LEAST = 0.99
MOST_SENTENCES, MOST_LETTERS = 0.52, 0.18


def test_no_new_fact_of_the_held_out_letters_is_missed_and_less_of_what_repeats_is_marked():
    every = letters()
    now, unseen = counted(every), counted([one for one in every if not one.open])

    for name, some in (("all", now), ("only counted", unseen)):
        of_letters = some.letters_marked / some.letters
        print(
            f"{name}: {some.found} of {some.facts} facts brought out; {some.marked} of {some.repeated} repeated sentences marked, {of_letters:.0%} of their letters"
        )
    print(f"before: {BEFORE}")
    assert (len(every), now.facts) == (60, 41)
    assert sum(not one.facts for one in every) == 19
    assert now.found >= LEAST * now.facts, now.missed
    assert now.marked <= MOST_SENTENCES * now.repeated
    assert now.letters_marked <= MOST_LETTERS * now.letters
