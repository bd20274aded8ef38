"""The second line: PostgreSQL itself shows the application only what whoever looks may see. Set-up puts it in place after every migration.

A table whose model has a `case_ref` is of that case; a row that points to a protected row is seen with it; OF_CASES, FILED, ABOUT, LINES, NAMING and ONE_BY_ONE say the rest.
The setting `duly.sees` says who looks (duly.core.record.sight). Without it nothing is seen.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models

from duly.core.record.sight import EVERYTHING, SETTING

OF_CASES = {"cases.Case": "ref"}
"""Tables that hold a case's own reference, and in which column."""

FILED = {"correspondence.Item": "ref"}
"""Tables of what is put with a case by a link: asked of the links alone."""

ABOUT = {"work.Task": "about", "clocks.Clock": "about", "chases.Chase": "about", "retention.Hold": "about", "advice.Advice": "about"}
"""Tables that hold the reference of a case, or of any paper, which may be kept from somebody. Most are about a case, which is soon said; of papers a function is asked."""

LINES = {f"boxes.{name}": "submission_ref" for name in ("Placing", "Sight", "Question", "Reply", "Receipt")}
"""Tables of lines of a paper, by its reference: asked as of the paper itself."""

NAMING = {"instructions.Instruction": ("case_refs", "by_matter")}
"""Tables that name cases in a list, and a column that says whether a row is of more than these: not seen where every case is kept and there is no more."""

ONE_BY_ONE = {"documents.Document": "ref", "record.StoredEvent": "subject_ref", "cases.Breach": "ref"}
"""Tables of papers of every kind, or of several cases at once: a function is asked of each row. Which paper is of which case stands in thirty tables, and a policy that named them all took
PostgreSQL ten milliseconds to plan with every question; the function's plan is made once."""

_OWN = "confidentiality"
_BY = f"current_setting('{SETTING}', true)"
_HIDDEN, _PAPER, _CASE, _POST, _FILED = (f"confidentiality_{name}" for name in ("hidden", "paper", "case", "post", "filed"))

HIDDEN_VIEW = f"""
CREATE VIEW {_HIDDEN} AS
-- The cases kept from whoever looks: walled off, or restricted to others. The one place where the database says so.
SELECT w.case_ref FROM confidentiality_wall w WHERE w.superseded_by IS NULL AND w.officer = {_BY}
UNION ALL
SELECT r.case_ref FROM confidentiality_restriction r WHERE r.superseded_by IS NULL
   AND NOT EXISTS (SELECT FROM confidentiality_named n WHERE n.case_ref = r.case_ref AND n.officer = {_BY} AND n.superseded_by IS NULL)
   AND NOT EXISTS (SELECT FROM confidentiality_opening o WHERE o.case_ref = r.case_ref AND o.officer = {_BY} AND o.until > now())
"""


KEPT = f"""
CREATE OR REPLACE FUNCTION confidentiality_kept(paper text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
-- Whether a case or a paper is kept from whoever looks. Cases and post are most of what is asked about, and the soonest told.
BEGIN
    IF EXISTS (SELECT FROM public.{_CASE} c WHERE c.ref = paper) THEN
        RETURN EXISTS (SELECT FROM public.{_HIDDEN} h WHERE h.case_ref = paper);
    ELSIF EXISTS (SELECT FROM public.{_POST} i WHERE i.ref = paper) THEN
        RETURN EXISTS (SELECT FROM public.{_FILED} f JOIN public.{_HIDDEN} h ON h.case_ref = f.case_ref WHERE f.ref = paper);
    END IF;
    RETURN EXISTS (SELECT FROM public.{_PAPER} p JOIN public.{_HIDDEN} h ON h.case_ref = p.case_ref WHERE p.ref = paper);
END $$
"""


def take_down(cursor: Any) -> None:
    """Drop the policies and views, so that a migration may change what they read. Row-level security stays on: nothing is seen meanwhile."""
    cursor.execute("SELECT policyname, schemaname, tablename, tableowner FROM pg_policies JOIN pg_tables USING (schemaname, tablename)")
    for name, schema, table, owner in cursor.fetchall():
        with _as(cursor, owner):
            cursor.execute(f'DROP POLICY "{name}" ON "{schema}"."{table}"')
    cursor.execute(f"DROP VIEW IF EXISTS {_PAPER}, {_FILED}, {_POST}, {_CASE}, {_HIDDEN}")


def install(cursor: Any, *, app: str, others: tuple[str, ...]) -> None:
    """Make the views, and protect every table of cases and papers. `app` sees what it may; `others` keep the record, and what they read is granted."""
    take_down(cursor)
    cursor.execute(HIDDEN_VIEW)
    cursor.execute(f"CREATE VIEW {_CASE} AS\n{_refs(OF_CASES)}")
    cursor.execute(f"CREATE VIEW {_POST} AS\n{_refs(FILED)}")
    cursor.execute(f"CREATE VIEW {_FILED} AS\n{_filed()}")
    cursor.execute(f"CREATE VIEW {_PAPER} AS\n{_papers()}")
    cursor.execute(KEPT)
    cursor.execute(f"GRANT SELECT ON {_HIDDEN}, {_CASE}, {_FILED}, {_PAPER} TO {app}")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION confidentiality_kept(text) TO {app}")
    for model, shown in protected().items():
        _protect(cursor, model._meta.db_table, shown, app, others)
    for table, column in _looked_up():
        cursor.execute(f'CREATE INDEX IF NOT EXISTS "{table}_{column}_of_paper" ON "{table}" ("{column}")')


def _protect(cursor: Any, table: str, shown: str, app: str, others: tuple[str, ...]) -> None:
    cursor.execute("SELECT relowner::regrole::text FROM pg_class WHERE oid = %s::regclass", [f'"{table}"'])
    seen = f"{_BY} = '{EVERYTHING}' OR ({_BY} <> '' AND {shown})"
    with _as(cursor, cursor.fetchone()[0]):
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        cursor.execute(f'CREATE POLICY seen_by_whoever_looks ON "{table}" FOR ALL TO {app} USING ({seen}) WITH CHECK (true)')
        cursor.execute(f'CREATE POLICY read_by_the_record ON "{table}" FOR SELECT TO {", ".join(others)} USING (true)')


@contextmanager
def _as(cursor: Any, owner: str) -> Iterator[None]:
    """Act as a table's owner: the record's tables are its keeper's."""
    cursor.execute(f"SET ROLE {owner}")
    try:
        yield
    finally:
        cursor.execute("RESET ROLE")


def protected() -> dict[type[models.Model], str]:
    """Every protected model, with the SQL that says whether a row of it is seen. A row's parent comes before it."""
    found: dict[type[models.Model], str] = {}
    record = {name.split(".")[0] for name in ONE_BY_ONE}
    waiting = [m for m in apps.get_models() if (m._meta.managed or m._meta.app_label in record) and m._meta.app_label != _OWN]
    for model in waiting:
        own = _shown(model)
        if own:
            found[model] = own
    while grown := {
        model: _seen_with(field)
        for model in waiting
        if model not in found
        for field in model._meta.local_fields
        if field.is_relation and field.related_model in found
    }:
        found |= grown
    return found


def _shown(model: type[models.Model]) -> str:
    label, table = model._meta.label, model._meta.db_table
    if label in ONE_BY_ONE:
        return f'((SELECT NOT EXISTS (SELECT FROM {_HIDDEN})) OR NOT confidentiality_kept("{table}"."{ONE_BY_ONE[label]}"))'
    if label in LINES:
        return f'((SELECT NOT EXISTS (SELECT FROM {_HIDDEN})) OR NOT confidentiality_kept("{table}"."{LINES[label]}"))'
    if label in NAMING:
        cases, wider = NAMING[label]
        named = f'jsonb_array_elements_text("{table}"."{cases}") named'
        return f'("{table}"."{wider}" OR EXISTS (SELECT FROM {named} WHERE NOT EXISTS (SELECT FROM {_HIDDEN} h WHERE h.case_ref = named)))'
    if label in FILED:
        kept = f'SELECT FROM {_FILED} p JOIN {_HIDDEN} h ON h.case_ref = p.case_ref WHERE p.ref = "{table}"."{FILED[label]}"'
        return f"NOT EXISTS ({kept})"
    if label in ABOUT:
        column = f'"{table}"."{ABOUT[label]}"'
        of_case = (
            f"EXISTS (SELECT FROM {_CASE} c WHERE c.ref = {column}) AND NOT EXISTS (SELECT FROM {_HIDDEN} h WHERE h.case_ref = {column})"
        )
        return f"((SELECT NOT EXISTS (SELECT FROM {_HIDDEN})) OR {column} = '' OR ({of_case}) OR NOT confidentiality_kept({column}))"
    column = OF_CASES.get(label, "case_ref")
    if not _has(model, column):
        return ""
    return f'NOT EXISTS (SELECT FROM {_HIDDEN} h WHERE h.case_ref = "{table}"."{column}")'


def _seen_with(field: Any) -> str:
    table, parent = field.model._meta.db_table, field.related_model._meta.db_table
    key = field.target_field.column
    found = f'EXISTS (SELECT FROM "{parent}" parent WHERE parent."{key}" = "{table}"."{field.column}")'
    return f'("{table}"."{field.column}" IS NULL OR {found})' if field.null else found


_NONE = "SELECT ''::varchar AS ref, ''::varchar AS case_ref WHERE false"


def _refs(of: Mapping[str, str]) -> str:
    """The references in these tables, whoever looks."""
    told = [f'SELECT "{column}" AS ref FROM "{apps.get_model(label)._meta.db_table}"' for label, column in of.items() if _here(label)]
    return "\nUNION ALL ".join(told) or "SELECT ''::varchar AS ref WHERE false"


def _filed() -> str:
    """Which item of post is put with which case. One that was moved to its right case is kept by that case alone."""
    if not _here("cases.Case"):
        return _NONE
    case, link, _ = (apps.get_model(*name)._meta.db_table for name in _LINKED)
    return f'SELECT l.item_ref AS ref, c.ref AS case_ref FROM "{link}" l JOIN "{case}" c ON c.id = l.case_id WHERE l.superseded_by IS NULL'


def _here(label: str) -> bool:
    return label.split(".")[0] in apps.app_configs


def _papers() -> str:
    """Which paper is of which case, from every table that says so: the reference of the paper, of its file, of the case itself, and of what is about any."""
    parts = [_NONE]
    about = []
    for model in apps.get_models():
        table = model._meta.db_table
        if not model._meta.managed or model._meta.app_label == _OWN:
            continue
        if model._meta.label in OF_CASES:
            parts.append(f'SELECT "{OF_CASES[model._meta.label]}", "{OF_CASES[model._meta.label]}" FROM "{table}"')
        elif _has(model, "case_ref"):
            parts += [f'SELECT "{own}", "case_ref" FROM "{table}" WHERE "case_ref" <> \'\'' for own in _OWN_REFS if _has(model, own)]
        elif model._meta.label in ABOUT:
            about.append(f'SELECT t."ref", papers.case_ref FROM "{table}" t JOIN papers ON papers.ref = t."about"')
    if _here("cases.Case"):
        case, _, item = (apps.get_model(*name)._meta.db_table for name in _LINKED)
        parts.append(f"SELECT f.ref, f.case_ref FROM {_FILED} f")
        parts.append(f'SELECT i.document_ref, f.case_ref FROM {_FILED} f JOIN "{item}" i ON i.ref = f.ref')
        breach = apps.get_model("cases", "Breach")._meta.db_table
        for of in ("c.id = m.case_id", 'c.ref = m."right"'):  # a breach of a paper filed wrongly is of both cases
            parts.append(f'SELECT m.ref, c.ref FROM "{breach}" m JOIN "{case}" c ON {of}')
        about.append(
            f'SELECT m.ref, papers.case_ref FROM "{breach}" m JOIN papers ON papers.ref = m.about'
        )  # and of whatever its paper is of
    papers = "\nUNION ALL ".join(parts)
    return "\nUNION ALL ".join([f"WITH papers AS NOT MATERIALIZED ({papers}) SELECT ref, case_ref FROM papers", *about])


_OWN_REFS = ("ref", "document_ref")
_LINKED = (("cases", "Case"), ("cases", "CaseItem"), ("correspondence", "Item"))


def _looked_up() -> list[tuple[str, str]]:
    """Columns by which the views are asked and that no constraint of their own has given an index."""
    found = [(model._meta.db_table, "document_ref") for model in apps.get_models() if model._meta.managed and _has(model, "document_ref")]
    return found + ([("cases_caseitem", "item_ref")] if _here("cases.Case") else [])


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name and not field.is_relation for field in model._meta.local_fields)
