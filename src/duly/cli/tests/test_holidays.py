"""`duly holidays`: what is known of a year, and bringing years up to date."""

import json

from duly.cli import exits


def test_the_holidays_of_a_year_are_loaded_once_and_listed(people, duly):
    code, wrote, _ = duly("holidays", "list", "--year", "2031", "--json")
    assert (code, json.loads(wrote)) == (exits.NEEDS_A_PERSON, [])

    code, wrote, _ = duly("holidays", "load", "2030", "--as", "tom", "--json")
    done = json.loads(wrote)
    assert (code, done["years"], done["added"] > 0) == (exits.DONE, [2030], True)
    code, wrote, _ = duly("holidays", "list", "--year", "2030", "--json")
    first = json.loads(wrote)[0]
    assert (code, first) == (exits.DONE, {"day": "2030-01-01", "weekday": "Tuesday", "holiday": first["holiday"], "from": "published"})

    assert json.loads(duly("holidays", "load", "2030", "2030", "--as", "tom", "--json")[1]) == {"years": [2030], "added": 0, "withdrawn": 0}
    code, wrote, said = duly("holidays", "load", "1999", "--as", "tom")
    assert (code, wrote, said.strip()) == (exits.USAGE, "", "1999 is not a year from 2012 to 2100.")
