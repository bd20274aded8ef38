"""How somebody likes their pages is kept for the person, and a bad wish is refused with everything still as it was chosen."""

from duly.core.desk import queries

LIKED = {"theme": "dark", "density": "comfortable", "text": "large", "letters": "on"}


def test_what_is_liked_is_on_every_page_from_then_on(at_desk):
    tom = at_desk("tom")
    answer = tom.post("/me/preferences/", LIKED | {"key-0": "n"})
    page = tom.get("/").content.decode()

    assert answer.status_code == 302
    assert '<html lang="en-GB" data-density="comfortable" data-theme="dark" data-text="large" data-keymap="jn "' in page


def test_the_machines_own_colours_and_the_usual_size_leave_nothing_on_the_page(at_desk):
    tom = at_desk("tom")
    tom.post("/me/preferences/", LIKED)
    tom.post("/me/preferences/", LIKED | {"theme": "machine", "text": "usual", "density": "compact"})
    page = tom.get("/").content.decode()

    assert '<html lang="en-GB" data-density="compact">' in page


def test_letters_are_switched_off_in_one_place(at_desk):
    tom = at_desk("tom")
    tom.post("/me/preferences/", {name: word for name, word in LIKED.items() if name != "letters"})

    assert 'data-letters="off"' in tom.get("/").content.decode()


def test_two_things_on_one_key_are_refused_and_nothing_is_kept(at_desk, office):
    tom = at_desk("tom")
    answer = tom.post("/me/preferences/", LIKED | {"key-0": "k"})

    assert answer.status_code == 409
    assert "k cannot do both what j and what k does for others" in answer.content.decode().replace("&#39;", "'")
    assert queries.liking(office["tom"]).theme == ""


def test_a_wish_that_there_is_not_is_said_at_its_field(at_desk):
    answer = at_desk("tom").post("/me/preferences/", LIKED | {"theme": "pink"})

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
