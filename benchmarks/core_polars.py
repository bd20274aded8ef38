"""The core of judging in Polars, by its lazy API, as somebody who knows it well would write it: joins by keys and by the nearest date, no loop over rows."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
from polars import col

PROFILE = ("contract_ref", "service", "zone", "own_line")
CELL = ("on", "planned_minutes", "paid_place")
"""What a rate may depend on: of the line (its own reference only if it has rates of its own), and of the visit."""


def write(folder: Path, results: Path, weeks: list[date]) -> None:
    """Read the folder of frozen inputs, and write what each visit of these weeks, which lie side by side, met, is worth, and is paid at which rate."""
    during = (col("on") >= weeks[0]) & (col("on") < weeks[-1] + timedelta(days=7))
    visits = _with_terms(folder, during)
    placed = _placed(visits, _calls(folder).filter(during))
    met = visits.join(placed, on="visit_ref", how="left").with_columns(has_place=col("place").is_not_null())
    met = met.join(_banded(met, folder), on="visit_ref", how="left")
    worth = met.with_columns(standing=_standing(), credited=_credited()).select(
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
        **{name: col(name) for name in (*PROFILE, *CELL)},
    )
    kept = worth.collect()  # read twice: for the cells, and for what is written
    answered = _answered(kept.lazy(), folder)
    paid = (
        kept.lazy()
        .join(answered, on=[*PROFILE, *CELL], how="left")
        .with_columns(is_paid=(col("standing") == "matched") & (col("payable") > 0))
    )
    paid.select(
        *("visit_ref", "standing", "line_ref", "call_ref", "place", "credited", "payable"),
        rate_ref=pl.when("is_paid").then(col("rate_ref")).otherwise(None).fill_null(""),
        pence=pl.when("is_paid").then((col("payable") * col("rate_hundredths") + 3000) // 6000).otherwise(None).fill_null(0),
    ).sink_parquet(results / f"{weeks[0]}.parquet", compression="snappy")


def _answered(worth: pl.LazyFrame, folder: Path) -> pl.LazyFrame:
    """The rate of each cell that a visit is paid by: the approved one that answers with the most particular keys, unless two are as particular."""
    any_length = (col("band_from") == 0) & (col("band_to") == 1440)
    weight = (
        32 * (col("line_ref") != "")
        + 16 * (col("day_type") == "bank-holiday")
        + 8 * ~col("day_type").is_in(["", "bank-holiday"])
        + 4 * ~any_length
        + 2 * (col("carer") != 0)
        + (col("zone") != "")
    )
    rates = (
        _read(folder, "rates")
        .filter((col("unit") == "hour") & col("approved"))
        .with_columns(weight=weight)
        .rename({"line_ref": "of_line", "zone": "of_zone", "carer": "of_carer"})
        .drop("unit", "approved")
    )
    holidays = _read(folder, "holidays").select("on", is_holiday=pl.lit(True))
    of_the_week = pl.when(col("on").dt.weekday() == 6).then(pl.lit("saturday")).when(col("on").dt.weekday() == 7).then(pl.lit("sunday"))
    answering = (
        worth.filter((col("standing") == "matched") & (col("payable") > 0))
        .select(*PROFILE, *CELL)
        .unique()
        .join(holidays, on="on", how="left")
        .with_columns(of_the_week=of_the_week.otherwise(pl.lit("weekday")), is_holiday=col("is_holiday").fill_null(False))
        .join(rates, on=["contract_ref", "service"])
        .filter(
            (col("starts") <= col("on")) & (col("on") < col("ends")),
            (col("of_line") == "") | (col("of_line") == col("own_line")),
            (col("of_zone") == "") | (col("of_zone") == col("zone")),
            (col("day_type") == "") | (col("day_type") == col("of_the_week")) | ((col("day_type") == "bank-holiday") & col("is_holiday")),
            (col("band_from") <= col("planned_minutes")) & (col("planned_minutes") <= col("band_to")),
            (col("of_carer") == 0) | (col("of_carer") == col("paid_place")),
        )
    )
    best = answering.group_by(*PROFILE, *CELL).agg(
        rates=(col("weight") == col("weight").max()).sum(),
        rate_ref=col("rate_ref").sort_by("weight").last(),
        rate_hundredths=col("rate_hundredths").sort_by("weight").last(),
    )
    return best.filter(col("rates") == 1).drop("rates")


def _read(folder: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(folder / f"{name}.parquet")


def _with_terms(folder: Path, during: pl.Expr) -> pl.LazyFrame:
    """Visits of the judged days with line, terms, whether the line is in force, and whether the day is interrupted."""
    own = _read(folder, "rates").filter((col("line_ref") != "") & (col("unit") == "hour")).select("line_ref", own_line="line_ref").unique()
    lines = (
        _read(folder, "lines")
        .select("line_ref", "person_ref", "provider_ref", "service", "contract_ref", "zone")
        .join(own, on="line_ref", how="left")
        .with_columns(col("own_line").fill_null(""))
    )
    commissions = _read(folder, "commissions").select("line_ref", from_day="starts", to_day="ends").sort("from_day")
    terms = _read(folder, "terms").rename({"starts": "terms_start", "ends": "terms_end"}).drop("clause").sort("terms_start")
    late = col("reason").eq("person") & (col("notice_minutes") >= 0) & (col("notice_minutes") < col("cancel_notice_minutes"))
    return (
        _read(folder, "visits")
        .filter(during)
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
        .select("visit_ref", "call_ref", "place", "planned_start", "planned_minutes", paid_place="place")
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
