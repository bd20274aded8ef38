"""The one question asked of the book after every test: does it add up, journal by journal, and do its controls equal what they control?"""

from collections.abc import Callable
from typing import Any

ANYTHING_POSTED = "SELECT EXISTS (SELECT FROM ledger_leg) OR EXISTS (SELECT FROM ledger_journal) OR EXISTS (SELECT FROM banking_bankfile)"

WRONG = """
SELECT 'Journal ' || j.key || ' has ' || count(l.id) || ' legs that add up to ' || coalesce(sum(l.pence), 0) || ' pence.'
FROM ledger_journal j LEFT JOIN ledger_leg l ON l.journal_id = j.id
GROUP BY j.id, j.key HAVING count(l.id) < 2 OR coalesce(sum(l.pence), 0) <> 0
UNION ALL
SELECT 'The book adds up to ' || sum(pence) || ' pence.' FROM ledger_leg HAVING sum(pence) <> 0
UNION ALL
SELECT 'File ' || f.ref || ', ' || f.state || ', pays ' || f.total_pence || ' pence and its journals say ' || coalesce(sum(-l.pence), 0) || '.'
FROM banking_bankfile f
LEFT JOIN ledger_journal j ON j.key IN ('issue:file:' || f.serial, 'void:file:' || f.serial)
LEFT JOIN ledger_leg l ON l.journal_id = j.id AND l.account = 'bank'
GROUP BY f.id HAVING coalesce(sum(-l.pence), 0) <> CASE WHEN f.state = 'voided' THEN 0 ELSE f.total_pence END
UNION ALL
SELECT 'The bank''s control is ' || (SELECT coalesce(sum(l.pence), 0) FROM ledger_leg l JOIN ledger_journal j ON j.id = l.journal_id
        WHERE l.account = 'bank' AND j.key ~ '^(issue|void):file:') || ' pence and the files that stand come to ' || coalesce(sum(f.total_pence), 0) || '.'
FROM banking_bankfile f WHERE f.state <> 'voided'
HAVING coalesce(sum(f.total_pence), 0) + (SELECT coalesce(sum(l.pence), 0) FROM ledger_leg l JOIN ledger_journal j ON j.id = l.journal_id
        WHERE l.account = 'bank' AND j.key ~ '^(issue|void):file:' AND EXISTS (
            SELECT FROM banking_bankfile b WHERE j.key IN ('issue:file:' || b.serial, 'void:file:' || b.serial))) <> 0
UNION ALL
SELECT 'By the ledger ' || s.reference || ' was paid ' || s.paid || ', and by the claims that stand ' || s.claimed || '.' FROM (
    SELECT reference, sum(paid) AS paid, sum(claimed) AS claimed FROM (
        SELECT l.reference, l.pence AS paid, 0 AS claimed FROM ledger_leg l JOIN ledger_journal j ON j.id = l.journal_id
        WHERE l.account = 'care paid' AND (j.key ~ '^return:payment:' OR EXISTS (  -- a file of another life of this database has no claims here
            SELECT FROM banking_bankfile b WHERE j.key IN ('issue:file:' || b.serial, 'void:file:' || b.serial)))
        UNION ALL
        SELECT p.line_ref || '/' || p.week, 0, l.pence FROM runs_runline l JOIN runs_lineperiod p ON p.id = l.line_period_id
        JOIN runs_run r ON r.id = l.run_id JOIN banking_bankfile f ON f.run_ref = r.ref AND f.state <> 'voided' WHERE l.superseded_by IS NULL
    ) both_sides GROUP BY reference) s
WHERE s.paid <> s.claimed AND EXISTS (SELECT FROM banking_bankfile)
"""
"""One row for everything that is wrong, as a sentence."""


def wrong_with_the_books(ask: Callable[[str], list[tuple[Any, ...]]]) -> list[str]:
    """Every sentence about a book that does not add up; none, after one small question, when nothing was ever posted. `ask` runs SQL."""
    if not ask(ANYTHING_POSTED)[0][0]:
        return []
    return [sentence for (sentence,) in ask(WRONG)]


def ask_of(cursor: Any) -> Callable[[str], list[tuple[Any, ...]]]:
    """What runs SQL on a cursor and gives its rows."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        cursor.execute(sql)
        return list(cursor.fetchall())

    return ask
