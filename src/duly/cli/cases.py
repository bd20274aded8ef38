"""`duly cases`, what is done with one and the lists of work: withdrawn, a death, who carries on, what joint complainants agree to."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.kept import As, Json, Ref
from duly.cli.kept import app as app
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

Because = Annotated[str, typer.Option("--because", help="Why, in a sentence.")]
COLUMNS = ("ref", "title", "next_action", "due", "waiting_on", "standing", "age", "stage", "owner")


@app.command("list")
def listed(as_json: Json = False) -> int:
    """List every open case with what comes next, by when, on whom it waits, and whether it is stale or aged; the first due first."""
    return _work("", as_json)


@app.command()
def mine(who: As = "", as_json: Json = False) -> int:
    """List one's own open cases, as the page "My work" does."""
    return _work(who or " ", as_json)


@app.command("needs-owner")
def needs_owner(as_json: Json = False) -> int:
    """List open cases that need an owner: whoever has one may not see it, or holds no post any more."""
    with open_office():
        from duly.casework.screens.cases.ownerless import rows_of

        found = rows_of()
    rows = [(one.ref, one.title, one.why, one.was, one.next_action, one.due, one.quiet, one.stage) for one in found]
    Saying(as_json).rows("Cases that need an owner", ("ref", "title", "why", "was", "next_action", "due", "quiet", "stage"), rows)
    return exits.DONE


@app.command()
def withdraw(
    ref: Ref,
    by_whom: Annotated[str, typer.Option("--who", help="Who withdraws it: an entry of the directory, such as DIR-00001.")],
    how: Annotated[str, typer.Option(help="How it reached us: letter, e-mail, telephone, in person, through a representative.")],
    on: Annotated[str, typer.Option(help="The day it was received, 2026-11-09.")],
    because: Because,
    issue: Annotated[list[str] | None, typer.Option(help="Only this issue, such as IS-26-00001; may be said again.")] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take in that a complaint is withdrawn, in whole or by issue. What runs on it ends with that reason."""
    with open_office():
        from duly.casework import flow
        from duly.casework.cases.queries import withdrawal

        by = acting(who)
        _known(ref)
        flow.withdraw_complaint(ref, who=by_whom, how=how, received_on=_day(on), issues=tuple(issue or ()), because=because, by=by)
        seen = withdrawal(ref)
    assert seen is not None  # or it was refused
    Saying(as_json).facts(
        {"case": ref, "withdrawn by": seen.who, "may be taken back until": seen.back_by, "ended with it": list(seen.settled)}
    )
    return exits.DONE


@app.command("take-back")
def take_back(ref: Ref, because: Because, who: As = "", as_json: Json = False) -> int:
    """Let a complaint go on whose withdrawal was taken back in time."""
    with open_office():
        from duly.casework import flow

        by = acting(who)
        _known(ref)
        done = flow.take_back_withdrawal(ref, because=because, by=by)
    Saying(as_json).facts({"case": ref, "next": done.next_action})
    return exits.DONE


@app.command()
def death(
    entry: Annotated[str, typer.Argument(help="Who died: an entry of the directory, such as DIR-00001.")],
    on: Annotated[str, typer.Option(help="The day, 2026-11-09.")],
    source: Annotated[str, typer.Option(help="From whom or what it is known.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that somebody died: every live case of theirs shows it, and no letter goes to them."""
    with open_office():
        from duly.casework import flow
        from duly.casework.cases.queries import of_parties
        from duly.core.directory.queries import exists, family_of

        by = acting(who)
        if not exists(entry):
            raise Stop(exits.INVALID, f"There is no {entry} in the directory.")
        flow.record_death(entry, on=_day(on), source=source, by=by)
        live = sorted({one.ref for one, _ in of_parties(family_of(entry)) if one.stage != "closed"})
        held = [letter.ref for ref in live for letter, _ in flow.held_letters(ref)]
    Saying(as_json).facts({"died": entry, "live cases": live, "letters held": held})
    return exits.DONE


@app.command("carry-on")
def carry_on(
    ref: Ref,
    died: Annotated[str, typer.Option(help="Who died, such as DIR-00001.")],
    as_what: Annotated[str, typer.Option("--as-what", help="personal representative, family member or nobody.")],
    because: Because,
    by_whom: Annotated[str, typer.Option("--who", help="Who carries on, such as DIR-00002; left out for nobody.")] = "",
    evidence: Annotated[str, typer.Option(help="The post that shows it, such as the grant: P-26-00012.")] = "",
    starts: Annotated[str, typer.Option("--from", help="From which day; today where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Decide who may carry on a complaint after a death, with the reasons."""
    with open_office():
        from duly.casework import flow
        from duly.core.record.clock import today

        by = acting(who)
        _known(ref)
        said = {"died": died, "who": by_whom, "as_what": as_what, "evidence": evidence}
        flow.carry_on(ref, **said, starts=_day(starts) if starts else today(), because=because, by=by)
    Saying(as_json).facts({"case": ref, "died": died, "carried on by": by_whom or "nobody", "as": as_what})
    return exits.DONE


@app.command()
def agree(
    ref: Ref,
    party: Annotated[str, typer.Option(help="Which complainant, such as DIR-00001.")],
    to: Annotated[str, typer.Option(help="withdrawing, closing or disclosing.")],
    because: Because,
    given_to: Annotated[str, typer.Option(help="Another complainant who may decide it for them.")] = "",
    no_longer: Annotated[bool, typer.Option("--no-longer", help="They agree to it no longer.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Keep what one of several complainants agreed to, and who has not."""
    with open_office():
        from duly.casework.cases import actions
        from duly.casework.cases.queries import not_agreed

        by = acting(who)
        _known(ref)
        if no_longer:
            actions.end_agreement(ref, entry_ref=party, to=to, because=because, by=by)
        else:
            actions.agree(ref, entry_ref=party, to=to, given_to=given_to, because=because, by=by)
        missing = list(not_agreed(ref, to=to))
    Saying(as_json).facts({"case": ref, "to": to, "not agreed": missing})
    return exits.DONE


@app.command()
def close(
    ref: Ref,
    outcome: Annotated[
        str, typer.Option(help="How it ended, by its code: upheld, not upheld, resolved, withdrawn, out of time and so on.")
    ],
    principle: Annotated[list[str], typer.Option(help="A principle that bore on it; say it again for each.")],
    because: Because,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Close a case: how it ended, which principles bore on it, and why. What is open on it ends with it, or is named and in the way."""
    with open_office():
        from duly.casework import flow
        from duly.casework.cases.queries import closing

        by = acting(who)
        _known(ref)
        done = flow.close_case(ref, outcome=outcome, principles=principle, because=because, by=by)
        seen = closing(ref)
    assert seen is not None  # or it was refused
    stamp = {"by rule": seen.rule, "of": seen.scheme, "as": seen.closed_as}
    Saying(as_json).facts({"case": ref, "stage": done.stage, "outcome": seen.outcome, "ended with it": list(seen.ended)} | stamp)
    return exits.DONE


@app.command("who-may-close")
def who_may_close(ref: Ref, who: As = "", as_json: Json = False) -> int:
    """Who may close a case, by how it would end; and whether whoever asks may. Code 3 when they may not: somebody else is needed."""
    with open_office():
        from duly.casework import flow
        from duly.casework.cases.queries import case

        by = acting(who)
        _known(ref)
        closes = flow.who_may_close(case(ref), by=by)
    say = Saying(as_json)
    say.rows(
        f"Who may close {ref}",
        ("ending as", "posts", "you"),
        ((", ".join(one.outcomes), " or ".join(one.posts) or "nobody", "may" if one.you else "may not") for one in closes.ways),
    )
    if closes.refusal:
        say.talk(closes.refusal.because)
    return exits.NEEDS_A_PERSON if closes.refusal else exits.DONE


@app.command("possible-owners")
def possible_owners(ref: Ref, who: As = "", as_json: Json = False) -> int:
    """To whom a case may be given, those first who may have it. Why it is not given to somebody is not told."""
    with open_office():
        from duly.casework import flow
        from duly.primitives.refusal import stop_if

        stop_if(flow.why_not_ask_owners(by=acting(who)))
        _known(ref)
        found = flow.possible_owners(ref)
    headings = ("officer", "name", "post", "may have it")
    Saying(as_json).rows(f"Who may have {ref}", headings, [(one.ref, one.name, one.title, "yes" if one.may else "no") for one in found])
    return exits.DONE


@app.command()
def reopen(ref: Ref, because: Because, who: As = "", as_json: Json = False) -> int:
    """Open a closed case again, to be investigated. What ended with it stays ended."""
    with open_office():
        from duly.casework import flow

        by = acting(who)
        _known(ref)
        done = flow.reopen_case(ref, because=because, by=by)
    Saying(as_json).facts({"case": ref, "stage": done.stage, "next": done.next_action})
    return exits.DONE


@app.command()
def split(
    ref: Ref,
    title: Annotated[str, typer.Option(help="What the new case is about.")],
    item: Annotated[list[str], typer.Option(help="Post that is about it, such as P-26-00012; say it again for each.")],
    because: Because,
    clock: Annotated[list[str] | None, typer.Option(help="CK-000001=goes, =both or =stays; one that is not named stays.")] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Open a second case out of a case, with some of its post, and say of each clock where it goes."""
    with open_office():
        from duly.casework import flow
        from duly.core.clocks.queries import clocks

        by = acting(who)
        _known(ref)
        said = {one.partition("=")[0]: one.partition("=")[2] for one in clock or ()}
        new = flow.split_case(ref, title=title, items=tuple(item), because=because, clocks_go=said, by=by)
        there = [one.ref for one in clocks(kind="case", about=new.ref, only_open=True)]
    Saying(as_json).facts({"case": ref, "new": new.ref, "clocks there": there})
    return exits.DONE


@app.command("open-things")
def open_things(ref: Ref, who: As = "", as_json: Json = False) -> int:
    """List what stands open on a case: what is in the way of closing it, and what would end with it."""
    with open_office():
        from duly.casework import flow

        by = acting(who)
        _known(ref)
        found = [(one.kind, one.ref, one.ends, one.words) for one in flow.open_on_case(ref, by=by)]
    Saying(as_json).rows("Open on the case", ("kind", "ref", "ends with it", "words"), found)
    return exits.DONE


@app.command()
def closed(
    months: Annotated[bool, typer.Option("--months", help="Figures by outcome and month instead of cases.")] = False, as_json: Json = False
) -> int:
    """List closed cases by how they ended, the last closed first."""
    with open_office():
        from duly.casework.screens.cases.ended import ended_rows, month_rows

        columns = ("month", "outcome", "cases") if months else ("ref", "title", "body", "opened_on", "closed_on", "outcome", "principles")
        found = month_rows() if months else ended_rows()
        rows = [tuple("" if (value := getattr(one, name)) is None else value for name in columns) for one in found]
    Saying(as_json).rows("How cases ended" if months else "Closed cases", columns, rows)
    return exits.DONE


def _work(who: str, as_json: bool) -> int:
    """Open cases: of one officer where somebody is named, or is to be named by DULY_AS; of everybody where `who` is empty."""
    with open_office():
        from duly.casework.cases.queries import open_cases
        from duly.casework.screens.cases.mine import rows_of
        from duly.core.people.queries import names
        from duly.core.record.clock import today

        me = acting(who.strip()).ref if who else ""
        found = rows_of(open_cases(owners=(me,) if me else ()), names(), me=me, on=today())
    found.sort(key=lambda one: (one.due is None, one.due or date.max, one.ref))
    rows = [tuple("" if (value := getattr(one, name)) is None else value for name in COLUMNS) for one in found]
    Saying(as_json).rows("My work" if who else "Open cases", COLUMNS, rows)
    return exits.DONE


def _known(ref: str) -> None:
    from duly.casework.cases.queries import exists

    if not exists(ref):
        raise Stop(exits.INVALID, f"There is no case {ref}.")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Stop(exits.INVALID, f"{typed!r} is not a day such as 2026-11-09.") from None
