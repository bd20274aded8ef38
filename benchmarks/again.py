"""What is done a second time: one provider's month, and a year at rates that rose after the fact.

The provider is the one with the most visits in the newest four weeks. Its month is judged alone out of the folder that holds everybody's year, with every visit
its carers made, the best of three; what comes out is compared with the same month of the whole year's results (a test compares it with every fault planted). The
back-dated uplift adds three per cent to every hourly rate from the first week on; the year is then judged again whole, from the same visits, a quarter at a
time, and what is entitled is compared with before: judging again only what depends on a rate is not built, and its goal is kept beside.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.figures import Part, Row, apart
from benchmarks.judged import QUARTER
from benchmarks.large import folder_of


def measured(visits: int) -> Part:
    """One provider's month, and the year at its new rates."""
    folder = str(folder_of(visits))
    month = apart("benchmarks.again:provider", folder)
    told = month["told"]
    uplift = apart("benchmarks.again:uplift", folder)
    rows = [
        Row(
            "one provider's month again",
            "DuckDB",
            told["visits"],
            told["seconds"],
            told["cpu"],
            month["peak_mib"],
            told["same"],
            told["seconds"] * 1000,
            "ms",
            750.0,
            note=f"{told['line_weeks']:,} line-weeks of {told['provider']}, out of {visits:,} visits; stretch 250 ms",
        ),
        Row(
            "a year re-priced after a back-dated uplift",
            "DuckDB, judged whole again",
            uplift["told"]["visits"],
            uplift["wall_s"],
            uplift["cpu_s"],
            uplift["peak_mib"],
            None,
            uplift["wall_s"],
            "s",
            30.0,
            note=f"entitled £{uplift['told']['before'] / 100:,.2f} before and £{uplift['told']['after'] / 100:,.2f} after",
        ),
        Row("the same, judging only what depends on a rate", "DuckDB", unit="s", goal=12.0, note="not built: see ADR 0041"),
    ]
    return Part("A second time", " ".join((__doc__ or "").split()), tuple(rows))


def provider(folder: str) -> dict[str, Any]:
    """Judge the month of the provider with the most visits, alone, and compare it with the same month judged whole."""
    from benchmarks.figures import best_of
    from duly.payments.validation.engine import Limits, opened
    from duly.payments.validation.inputs import weeks_frozen
    from duly.payments.validation.one_provider import judge_provider

    weeks = weeks_frozen(Path(folder))[-4:]
    with opened(Limits()) as connection:
        asked = (
            'SELECT provider_ref FROM read_parquet(?) WHERE "on" >= ? GROUP BY provider_ref ORDER BY COUNT(*) DESC, provider_ref LIMIT 1'
        )
        ref = connection.execute(asked, [f"{folder}/visits.parquet", weeks[0]]).fetchall()[0][0]
    found, seconds, cpu = best_of(3, lambda: judge_provider(Path(folder), ref, weeks))
    return {
        "provider": ref,
        "visits": len(found.visits),
        "line_weeks": len(found.line_weeks),
        "seconds": seconds,
        "cpu": cpu,
        "same": _as_whole(Path(folder), ref, found),
    }


def uplift(folder: str) -> dict[str, Any]:
    """Judge the year at rates three per cent higher. The files that did not change are linked, not copied."""
    from benchmarks.figures import peak_mib, timed
    from duly.payments.validation.engine import Limits, opened
    from duly.payments.validation.months import judge_to_parquet

    with tempfile.TemporaryDirectory(prefix="duly-bench-", dir=folder) as name, opened(Limits()) as connection:
        risen = Path(name) / "inputs"
        risen.mkdir()
        for file in Path(folder).glob("*.parquet"):
            os.link(file, risen / file.name)
        (risen / "rates.parquet").unlink()
        asked = "SELECT * REPLACE (CASE WHEN unit = 'hour' THEN (rate_hundredths * 103 + 50) // 100 ELSE rate_hundredths END AS rate_hundredths)"
        connection.execute(f"COPY ({asked} FROM read_parquet('{folder}/rates.parquet')) TO '{risen}/rates.parquet' (FORMAT parquet)")
        _manifest(Path(folder), risen)
        before = judge_to_parquet(Path(folder), Path(name) / "before", weeks_at_a_time=QUARTER)
        _, wall, cpu = timed(lambda: judge_to_parquet(risen, Path(name) / "after", weeks_at_a_time=QUARTER))
        pence = [
            connection.execute(f"SELECT SUM(entitled_pence)::BIGINT FROM read_parquet('{name}/{when}/line_weeks/*')").fetchall()[0][0]
            for when in ("before", "after")
        ]
        return {"visits": before.visits, "before": pence[0], "after": pence[1], "wall_s": wall, "cpu_s": cpu, "peak_mib": peak_mib()}


def _manifest(folder: Path, risen: Path) -> None:
    from duly.primitives.digest import sha256_hex

    told = json.loads((folder / "manifest.json").read_bytes())
    told["files"]["rates"]["sha256"] = sha256_hex((risen / "rates.parquet").read_bytes())
    (risen / "manifest.json").write_text(json.dumps(told), encoding="utf-8")


def _as_whole(folder: Path, ref: str, found: Any) -> bool:
    """Whether the month alone is the month among all: judged whole for those four weeks, in a folder of its own days."""
    from duly.payments.validation.collecting import RESULTS, judgement_of
    from duly.payments.validation.engine import INPUTS, Limits, opened, run, see
    from duly.payments.validation.inputs import weeks_frozen

    weeks = weeks_frozen(folder)[-4:]
    with opened(Limits()) as connection:
        see(connection, folder, "whole_")
        for name in INPUTS:
            narrowed = {"days": f"WHERE week >= DATE '{weeks[0]}'", "visits": f"WHERE \"on\" >= DATE '{weeks[0]}' - 2"}.get(name, "")
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM whole_{name} {narrowed}")
        run(connection)
        its = {visit.visit_ref for visit in found.visits}
        rows = {}
        for kind, question in RESULTS.items():
            if kind == "visit_results":
                asked = f"SELECT q.* FROM ({question.rpartition('ORDER BY')[0]}) AS q WHERE q.visit_ref IN (SELECT unnest($its)) ORDER BY q.visit_ref"
                rows[kind] = connection.execute(asked, {"its": sorted(its)}).fetchall()
            else:
                where = "lw IN (SELECT lw FROM assessed WHERE provider_ref = $ref)"
                rows[kind] = connection.execute(f"SELECT q.* FROM ({question}) AS q WHERE q.{where}", {"ref": ref}).fetchall()
    whole = judgement_of(rows)
    return whole.visits == found.visits and sorted(map(str, whole.line_weeks)) == sorted(map(str, found.line_weeks))
