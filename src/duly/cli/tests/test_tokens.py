"""`duly token`: made once, listed without its secret, revoked."""

import json

from duly.cli import exits


def test_a_token_is_made_shown_once_listed_and_revoked(people, duly):
    code, wrote, said = duly("token", "make", "the monthly figures", "--scope", "read:payments", "--days", "30", "--as", "tom", "--json")
    made = json.loads(wrote)
    assert (code, made["may"], made["secret"][:5]) == (exits.DONE, "read:payments", "duly_")
    assert "nobody can show it again" in said

    code, wrote, _ = duly("token", "list", "--as", "tom", "--json")
    assert made["secret"] not in wrote
    assert [(one["token"], one["last used"], one["state"]) for one in json.loads(wrote)] == [(made["token"], "never", "works")]
    assert duly("token", "list", "--everybody", "--json")[1].count('"officer"') == 1

    code, _, said = duly("token", "make", "x", "--scope", "read:all", "--as", "tom")
    assert (code, said[:27]) == (exits.CONFLICT, "There is no scope 'read:all")
    assert duly("token", "revoke", made["token"], "--as", "joan")[0] == exits.NOT_PERMITTED
    assert duly("token", "revoke", "T-9999", "--as", "tom")[0] == exits.INVALID
    code, wrote, _ = duly("token", "revoke", made["token"], "--as", "tom", "--json")
    assert (code, json.loads(wrote)["state"]) == (exits.DONE, "revoked")
