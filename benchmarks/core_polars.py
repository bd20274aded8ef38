"""The core of judging in Polars, by its lazy API, as somebody who knows it well would write it: joins by keys and by the nearest date, no loop over rows."""

from pathlib import Path

import polars as pl
from polars import col


def write(folder: Path, file: Path) -> None:
    """Read the folder of frozen inputs, and write what each visit of the judged days met and is worth."""
    visits = _with_terms(folder)
    placed = _placed(visits, _calls(folder))
    met = visits.join(placed, on="visit_ref", how="left").with_columns(has_place=col("place").is_not_null())
    met = met.join(_banded(met, folder), on="visit_ref", how="left")
    told = met.with_columns(standing=_standing(), credited=_credited())
    told.select(
        "visit_ref",
        "standing",
        col("line_ref").fill_null(""),
        col("call_ref").fill_null(""),
        col("place").fill_null(0),
        "credited",
        payable=pl.when(col("standing") != "matched")
        .then(0)
        .when(col("worth_percent").is_null())
        .then(pl.min_horizontal("credited", "planned_minutes"))
        .otherwise(col("credited")),
    ).sink_parquet(file, compression="snappy")


def _read(folder: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(folder / f"{name}.parquet")


def _with_terms(folder: Path) -> pl.LazyFrame:
    """Visits of the judged days with line, terms, whether the line is in force, and whether the day is interrupted."""
    lines = _read(folder, "lines").select("line_ref", "person_ref", "provider_ref", "service", "contract_ref")
    commissions = _read(folder, "commissions").select("line_ref", from_day="starts", to_day="ends").sort("from_day")
    terms = _read(folder, "terms").rename({"starts": "terms_start", "ends": "terms_end"}).drop("clause").sort("terms_start")
    late = col("reason").eq("person") & (col("notice_minutes") >= 0) & (col("notice_minutes") < col("cancel_notice_minutes"))
    return (
        _read(folder, "visits")
        .join(_read(folder, "days").select("on"), on="on", how="semi")
        .join(lines, on=["person_ref", "provider_ref", "service"], how="left")
        .sort("on")
        .join_asof(commissions, left_on="on", right_on="from_day", by="line_ref", strategy="backward")
        .join_asof(terms, left_on="on", right_on="terms_start", by="contract_ref", strategy="backward")
        .join(_interrupted(folder), on=["person_ref", "on"], how="left")
        .with_columns(
            has_line=col("line_ref").is_not_null(),
            is_in_force=(col("on") < col("to_day")).fill_null(False),
            is_interrupted=col("is_interrupted").fill_null(False),
            has_terms=(col("on") < col("terms_end")).fill_null(False),
            delivered=col("outcome") == "delivered",
            sound=(col("outcome") == "delivered") & (col("times") == "ok"),
            worth_percent=pl.when((col("times") != "ok") | (col("outcome") == "missed"))
            .then(0)
            .when(col("outcome") == "delivered")
            .then(None)
            .when(col("outcome") == "frustrated")
            .then(col("frustrated_percent"))
            .when(late)
            .then(col("cancel_percent"))
            .otherwise(0),
        )
    )


def _interrupted(folder: Path) -> pl.LazyFrame:
    """Every person and day interrupted; of hospital and respite not the first day."""
    first = pl.when(col("kind").is_in(["hospital", "respite"])).then(col("starts").dt.offset_by("1d")).otherwise(col("starts"))
    return (
        _read(folder, "interruptions")
        .with_columns(first=first)
        .filter(col("first") < col("ends"))
        .select("person_ref", on=pl.date_ranges("first", "ends", closed="left"))
        .explode("on")
        .unique()
        .with_columns(is_interrupted=pl.lit(True))
    )


def _calls(folder: Path) -> pl.LazyFrame:
    return _read(folder, "calls").rename({"starts_minute": "planned_start", "minutes": "planned_minutes"})


def _placed(visits: pl.LazyFrame, calls: pl.LazyFrame) -> pl.LazyFrame:
    """The call each visit chooses, where it has a place in it."""
    reach = (col("starts_minute") - col("planned_start")).abs()
    return (
        visits.filter(~col("is_interrupted") & col("has_terms"))
        .select("visit_ref", "line_ref", "on", "starts_minute", "delivered", "match_window_minutes")
        .join(calls, on=["line_ref", "on"])
        .with_columns(distance=reach)
        .filter(col("distance") <= col("match_window_minutes"))
        .sort("distance", "planned_start", "call_ref")
        .unique(subset="visit_ref", keep="first", maintain_order=True)
        .sort(~col("delivered"), "distance", "starts_minute", "visit_ref")
        .with_columns(place=col("visit_ref").cum_count().over("call_ref").cast(pl.Int64))
        .filter(col("place") <= col("carers"))
        .select("visit_ref", "call_ref", "place", "planned_start", "planned_minutes")
    )


def _banded(met: pl.LazyFrame, folder: Path) -> pl.LazyFrame:
    """What the band of each visit under banded terms counts as."""
    return (
        met.filter((col("basis") == "BANDED") & col("has_place"))
        .select("visit_ref", "contract_ref", "version", "minutes")
        .join(_read(folder, "bands"), on=["contract_ref", "version"])
        .filter((col("from_minute") <= col("minutes")) & (col("minutes") <= col("to_minute")))
        .select("visit_ref", "pay_minutes")
    )


def _standing() -> pl.Expr:
    return (
        pl.when(col("has_place"))
        .then(pl.lit("matched"))
        .when(~col("has_line"))
        .then(pl.lit("no line"))
        .when(~col("is_in_force"))
        .then(pl.lit("outside"))
        .when(col("is_interrupted"))
        .then(pl.lit("suspended"))
        .otherwise(pl.lit("unplanned"))
    )


def _credited() -> pl.Expr:
    p, a, i = col("planned_minutes"), col("minutes"), col("increment_minutes")
    steps = (
        pl.when(col("increment_way") == "up")
        .then((a + i - 1) // i)
        .when(col("increment_way") == "down")
        .then(a // i)
        .otherwise((2 * a + i) // (2 * i))
    )
    within = (
        pl.when(p - a > col("tolerance_minutes"))
        .then(pl.max_horizontal(a, pl.min_horizontal("floor_minutes", p)))
        .when(a - p > col("tolerance_minutes"))
        .then(a)
        .otherwise(p)
    )
    return (
        pl.when(~col("has_line"))
        .then(0)
        .when(~col("has_place"))
        .then(pl.when("sound").then(a).otherwise(0))
        .when(col("worth_percent").is_not_null())
        .then((2 * p * col("worth_percent") + 100) // 200)
        .when(col("basis") == "ACTUAL_MINUTE")
        .then(a)
        .when(col("basis") == "PLANNED_WITHIN")
        .then(within)
        .when(col("basis") == "BANDED")
        .then(pl.coalesce("pay_minutes", a))
        .otherwise(pl.max_horizontal("minimum_minutes", steps * i))
    )
