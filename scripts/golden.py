#!/usr/bin/env python3
"""Compares functions with published tables, through the tool, and prints the largest errors.

The tables are not ours to ship: they are looked for in ../shared/golden, or in $STRAT_GOLDEN.
An error is relative, |ours − theirs| / max(|theirs|, 1e-3 of the column's largest): near zero a
relative error says nothing. A table's own tolerance, with which it is published, decides.

usage: golden.py [--write] [--strat PATH]
  --write   put the table into docs/golden.md
"""

import argparse
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = pathlib.Path(os.environ.get("STRAT_GOLDEN", ROOT.parent / "shared/golden"))
DOCUMENT = ROOT / "docs/golden.md"

# Table, its column, the formula, the tolerance it is published with (relative), remark.
# A remark that begins with a number is the first row that is compared.
CASES = [
    ("si_sma", "sma", "sma(close, 20)", 1e-8, ""),
    ("talib_goog_1d", "SMA_20", "sma(close, 20)", 1e-9, ""),
    ("talib_eurusd_1h", "SMA_33", "sma(close, 33)", 1e-9, ""),
    ("tv_ma", "sma_close_10", "sma(close, 10)", 1e-6, ""),
    ("tv_ma", "sma_hl2_20", "sma(hl2, 20)", 1e-6, ""),
    ("si_ema", "ema", "ema(close, 20)", 1e-8, ""),
    ("talib_goog_1d", "EMA_20", "ema(close, 20)", 1e-9, ""),
    ("talib_eurusd_1h", "EMA_33", "ema(close, 33)", 1e-9, ""),
    ("tv_ma", "ema_close_20", "ema(close, 20)", 1e-6, ""),
    ("si_smma", "smma", "rma(close, 20)", 1e-8, ""),
    ("tv_ma", "rma_hlcc4_5", "rma(hlcc4, 5)", 1e-6, ""),
    ("si_wma", "wma", "wma(close, 14)", 1e-8, ""),
    ("talib_goog_1d", "WMA_20", "wma(close, 20)", 1e-9, ""),
    ("talib_eurusd_1h", "WMA_33", "wma(close, 33)", 1e-9, ""),
    ("tv_ma", "wma_close_5", "wma(close, 5)", 1e-6, ""),
    ("tv_ma", "hma_close_9", "hma(close, 9)", 1e-6, ""),
    ("talib_goog_1d", "DEMA_20", "dema(close, 20)", 1e-9, ""),
    ("talib_goog_1d", "TEMA_20", "tema(close, 20)", 1e-9, ""),
    ("si_vwma", "vwma", "vwma(close, 14)", 1e-8, ""),
    ("lean_spy_vwma_20", "vwma", "vwma(close, 20)", 1e-9, ""),

    ("si_rsi", "rsi", "rsi(close, 14)", 1e-8, ""),
    ("talib_goog_1d", "RSI_14", "rsi(close, 14)", 1e-9, ""),
    ("talib_eurusd_1h", "RSI_9", "rsi(close, 9)", 1e-9, ""),
    ("tv_rsi_mfi_stoch", "rsi_close_14", "rsi(close, 14)", 1e-6, ""),
    ("atoz_rsi_5", "rsi", "rsi(value, 5)", 1e-3, ""),
    ("talib_goog_1d", "ROC_10", "roc(close, 10)", 1e-9, ""),
    ("si_roc", "roc", "roc(close, 14)", 1e-8, ""),
    ("cs_roc", "roc", "roc(close, 12)", 1e-5, ""),
    ("talib_goog_1d", "MOM_10", "change(close, 10)", 1e-9, ""),
    ("talib_goog_1d", "MACD_12_26_9", "macd(close).macd", 1e-9,
     "300: TA-Lib begins the fast average later"),
    ("tv_macd_12_26_9", "macd", "macd(close).macd", 1e-6, ""),
    ("tv_macd_12_26_9", "signal", "macd(close).signal", 1e-6, ""),
    ("tv_macd_12_26_9", "hist", "macd(close).histogram", 1e-6, ""),
    ("talib_goog_1d", "WILLR_14", "willr(14)", 1e-9, ""),
    ("si_willr", "williamsR", "willr(14)", 1e-8, ""),
    ("si_stoch", "oscillator", "stoch(14, 3, 3).k", 1e-8, ""),
    ("si_stoch", "signal", "stoch(14, 3, 3).d", 1e-8, ""),
    ("si_stoch_rsi", "stochRsi", "stochrsi(close, 14, 1)", 1e-8, ""),
    ("talib_goog_1d", "ULTOSC_7_14_28", "ultimate(7, 14, 28)", 1e-9, ""),
    ("si_uo", "ultimate", "ultimate(7, 14, 28)", 1e-8, ""),
    ("si_awesome", "oscillator", "awesome", 1e-8, ""),
    ("si_cmo", "cmo", "cmo(close, 14)", 1e-8, ""),
    ("si_tsi", "tsi", "tsi(close, 25, 13)", 1e-8, ""),
    ("talib_goog_1d", "TRIX_20", "trix(close, 20)", 1e-9, ""),
    ("talib_goog_1d", "MFI_14", "mfi(14)", 1e-9, ""),
    ("si_mfi", "mfi", "mfi(14)", 1e-8, ""),

    ("si_tr", "tr", "tr", 1e-8, ""),
    ("talib_goog_1d", "TRANGE", "tr", 1e-9, ""),
    ("tv_tr_atr_14", "tr", "tr", 1e-6, ""),
    ("si_atr", "atr", "atr(14)", 1e-8, ""),
    ("talib_goog_1d", "ATR_14", "atr(14)", 1e-9, ""),
    ("talib_eurusd_1h", "ATR_9", "atr(9)", 1e-9, ""),
    ("talib_goog_1d", "NATR_14", "natr(14)", 1e-9, ""),
    ("si_stdev", "stdDev", "stdev(close, 14)", 1e-8, ""),
    ("talib_goog_1d", "STDDEV_20", "stdev(close, 20)", 1e-9, ""),
    ("talib_goog_1d", "VAR_20", "variance(close, 20)", 1e-9, ""),
    ("si_stdev", "zScore", "zscore(close, 14)", 1e-8, ""),
    ("si_bb", "upperBand", "bbands(close, 20, 2).upper", 1e-8, ""),
    ("si_bb", "lowerBand", "bbands(close, 20, 2).lower", 1e-8, ""),
    ("si_bb", "percentB", "percent_b(close, 20, 2)", 1e-8, ""),
    ("talib_goog_1d", "BB_upper", "bbands(close, 20, 2).upper", 1e-9, ""),
    ("talib_goog_1d", "BB_lower", "bbands(close, 20, 2).lower", 1e-9, ""),
    ("tv_bb_20_2", "upper", "bbands(close, 20, 2).upper", 1e-6, ""),
    ("tv_bb_20_2", "lower", "bbands(close, 20, 2).lower", 1e-6, ""),
    ("tv_kc_20_2", "base", "keltner(20, 2).middle", 1e-6, ""),
    ("lean_spy_donchian_50", "upper", "donchian(50).upper", 1e-6,
     "49: partial windows before"),
    ("cinar_brkb_chop", "chop", "chop(14)", 1e-5, "14: takes high − low for the first true range"),

    ("tv_highest_lowest_10", "highest_high_10", "highest(high, 10)", 1e-6, ""),
    ("tv_highest_lowest_10", "highest_close_10", "highest(close, 10)", 1e-6, ""),
    ("tv_highest_lowest_10", "lowest_low_10", "lowest(low, 10)", 1e-6, ""),
    ("tv_highest_lowest_10", "lowest_close_10", "lowest(close, 10)", 1e-6, ""),
    ("tv_cross_ema5_ema11", "crossover",
     "if ema(close, 5) crosses above ema(close, 11) then 1 else 0", 1e-6, "11: na before"),
    ("tv_cross_ema5_ema11", "crossunder_neg",
     "if ema(close, 5) crosses below ema(close, 11) then -1 else 0", 1e-6, "11: na before"),
    ("tv_valuewhen_cross_sma7_sma14_1", "valuewhen_1",
     "value_when(sma(close, 7) crosses above sma(close, 14) "
     "or sma(close, 7) crosses below sma(close, 14), close, 1)", 1e-6, ""),
    ("tv_linreg_20_0", "linreg_20_0", "linreg(close, 20)", 1e-6, ""),
    ("talib_goog_1d", "AROON_up_25", "aroon(25).up", 1e-9, ""),
    ("talib_goog_1d", "AROON_down_25", "aroon(25).down", 1e-9, ""),
    ("si_corr", "covariance", "covariance(other_close, close, 20)", 1e-8, ""),
    ("talib_goog_1d", "ADX_14", "adx(14)", 1e-9,
     "400: TA-Lib begins with sums of n − 1 bars"),
    ("tv_supertrend_3_10", "up_line",
     "if supertrend(3, 10).rising then supertrend(3, 10).line else na", 1e-6,
     "60: starts differently"),

    ("talib_goog_1d", "OBV", "obv", 1e-9, ""),
    ("talib_goog_1d", "AD", "ad", 1e-9, ""),
    ("si_adl", "adl", "ad", 1e-8, ""),
    ("si_chaikin_osc", "oscillator", "adosc(3, 10)", 1e-8, ""),
    ("si_cmf", "cmf", "cmf(20)", 1e-8, ""),
    ("cs_vwap", "vwap", "vwap(14)", 1e-6, "13: partial windows before"),
    ("si_force", "forceIndex", "force(2)", 1e-8, ""),
]


def values(text):
    return float(text) if text not in ("", "NaN", "nan") else None


def evaluate(tool, formula, rows, inputs, folder):
    """The series of a formula over a table's input columns, or why there is none."""
    path = folder / "table_1d.csv"
    with path.open("w") as file:
        out = csv.writer(file)
        out.writerow(["timestamp", *inputs])
        for index, row in enumerate(rows):
            # Tables of books have no dates; any that ascend will do.
            stamp = row.get("timestamp") or str(1_000_000_000 + 86_400 * index)
            out.writerow([stamp, *(row[name] for name in inputs)])
    done = subprocess.run(
        [tool, "eval", formula, "--data", path, "--format", "csv"], capture_output=True, text=True)
    if done.returncode != 0:
        return None, done.stderr.strip().splitlines()[0] if done.stderr else "failed"
    lines = list(csv.reader(done.stdout.splitlines()))
    return [values(line[1]) for line in lines[1:]], None


def compare(tool, case, folder):
    table, column, formula, tolerance, remark = case
    with (TABLES / f"{table}.csv").open() as file:
        rows = list(csv.DictReader(file))
    column = "exp_" + column
    if column not in rows[0]:
        return None, f"{table} has no column {column}"
    inputs = [name for name in rows[0]
              if name and not name.startswith("exp_") and name not in ("timestamp", "bar", "date")]
    ours, trouble = evaluate(tool, formula, rows, inputs, folder)
    if trouble:
        return None, trouble
    if len(ours) != len(rows):
        return None, f"{len(ours)} values for {len(rows)} rows"
    start = int(remark.partition(":")[0]) if remark[:1].isdigit() else 0
    theirs = [values(row[column]) for row in rows]
    scale = max((abs(value) for value in theirs if value is not None), default=0)
    compared, largest = 0, 0.0
    for own, other in list(zip(ours, theirs))[start:]:
        if other is None:
            continue
        if own is None:
            return None, f"na where the table has {other}"
        compared += 1
        largest = max(largest, abs(own - other) / max(abs(other), 1e-3 * scale, 1e-300))
    return (compared, largest), None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--strat", default=ROOT / ".build/release/strat", type=pathlib.Path)
    options = parser.parse_args()
    if not TABLES.exists():
        print(f"no tables at {TABLES}: nothing is compared")
        return
    lines = ["| formula | table, column | rows | largest relative error | tolerance | |",
             "| --- | --- | ---: | ---: | ---: | --- |"]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="strat-golden-") as name:
        for case in CASES:
            table, column, formula, tolerance, remark = case
            result, trouble = compare(options.strat.resolve(), case, pathlib.Path(name))
            if trouble is None and result[1] > tolerance:
                trouble = f"largest error {result[1]:.1e} is over {tolerance:.0e}"
            if trouble is None and result[0] == 0:
                trouble = "no row to compare"
            if trouble:
                failures += 1
                print(f"error: {formula} against {table}, {column}: {trouble}", file=sys.stderr)
                continue
            start, _, why = remark.partition(":")
            note = f"from row {start}:{why}" if why else ""
            shown = "0" if result[1] == 0 else f"{result[1]:.1e}"
            lines.append(f"| `{formula}` | {table}, {column} | {result[0]} | {shown} "
                         f"| {tolerance:.0e} | {note} |")
    print("\n".join(lines))
    if options.write and failures == 0:
        begin, end = "<!-- golden: begin -->\n", "<!-- golden: end -->"
        text = DOCUMENT.read_text()
        before, _, rest = text.partition(begin)
        DOCUMENT.write_text(
            before + begin + "\n".join(lines) + "\n" + end + rest.partition(end)[2])
    sys.exit(1 if failures else 0)


main()
