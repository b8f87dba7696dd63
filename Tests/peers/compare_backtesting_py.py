#!/usr/bin/env python3
"""Compares backtests with backtesting.py: same candles, same rules, same trades and equity.

    Tests/peers/compare_backtesting_py.py [--strat .build/release/strat]

Where the package `backtesting` is not installed it says so and ends with 0: the comparison is
skipped. Sizes are worked out by strat's own rule (98 % of what the close buys, in whole units),
since backtesting.py sizes on the open that it has yet to see.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

os.environ["TQDM_DISABLE"] = "1"

try:
    warnings.simplefilter("ignore")
    import pandas as pd
    from backtesting import Backtest, Strategy
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASH = 100_000
COMMISSION = 0.001


def ema(values, count):
    return pd.Series(values).ewm(span=count, adjust=False).mean()


def sma(values, count):
    return pd.Series(values).rolling(count).mean()


class Crossing(Strategy):
    """A fast average and a slow one."""

    average = staticmethod(sma)
    fast, slow = 50, 200
    shorts = False
    units = None

    def init(self):
        self.a = self.I(self.average, self.data.Close, self.fast)
        self.b = self.I(self.average, self.data.Close, self.slow)

    def amount(self):
        if self.units:
            return self.units
        return int(0.98 * self.equity / (self.data.Close[-1] * (1 + COMMISSION)))

    def next(self):
        above = self.a[-1] > self.b[-1] and self.a[-2] <= self.b[-2]
        below = self.a[-1] < self.b[-1] and self.a[-2] >= self.b[-2]
        if above and not self.position.is_long:
            self.position.close()
            self.buy(size=self.amount())
        elif below and not self.position.is_short:
            self.position.close()
            if self.shorts:
                self.sell(size=self.amount())


class GoldenCross(Crossing):
    pass


class Averages(Crossing):
    average = staticmethod(ema)
    fast, slow = 12, 26


class Reversal(Crossing):
    average = staticmethod(ema)
    fast, slow = 12, 26
    shorts = True
    units = 50_000


CASES = [
    ("golden cross, all in", "examples/data/AAPL_1d.csv", GoldenCross, """
        entry long when sma(close, 50) crosses above sma(close, 200)
        exit long when sma(close, 50) crosses below sma(close, 200)
     """),
    ("averages cross, all in", "examples/data/MSFT_1d.csv", Averages, """
        entry long when ema(close, 12, seed: first) crosses above ema(close, 26, seed: first)
        exit long when ema(close, 12, seed: first) crosses below ema(close, 26, seed: first)
     """),
    ("averages cross, both sides", "examples/data/EURUSD_1h.csv", Reversal, """
        entry long when ema(close, 12, seed: first) crosses above ema(close, 26, seed: first)
        entry short when ema(close, 12, seed: first) crosses below ema(close, 26, seed: first)
        size 50_000 units
     """),
]


def ours(strat, rules, path):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "rules.strat"
        file.write_text(rules)
        done = subprocess.run(
            [strat, "backtest", file, "--data", path, "--json", "--lot", "1", "--cash", str(CASH),
             "--fee", f"{COMMISSION * 100}%"],
            capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    trades = [
        (t["side"], pd.Timestamp(t["opened"]).tz_localize(None),
         pd.Timestamp(t["closed"]).tz_localize(None), float(t["quantity"]),
         float(t["entry_price"]), float(t["exit_price"]))
        for t in report["trades"]
    ]
    return trades, report["figures"]["final"]


def theirs(strategy, path):
    frame = pd.read_csv(path)
    frame.columns = [c.capitalize() for c in frame.columns]
    frame.index = pd.DatetimeIndex(pd.to_datetime(frame.iloc[:, 0], utc=True)).tz_localize(None)
    frame = frame[["Open", "High", "Low", "Close", "Volume"]]
    stats = Backtest(
        frame, strategy, cash=CASH, commission=COMMISSION, finalize_trades=False).run()
    trades = sorted(
        ("long" if t.Size > 0 else "short", t.EntryTime, t.ExitTime, float(abs(t.Size)),
         float(t.EntryPrice), float(t.ExitPrice))
        for t in stats["_trades"].itertuples())
    return sorted(trades, key=lambda t: t[2]), float(stats["Equity Final [$]"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strat", type=pathlib.Path, default=ROOT / ".build/release/strat")
    options = parser.parse_args()
    failures = 0
    for name, file, strategy, rules in CASES:
        path = ROOT / file
        mine, equity = ours(options.strat.resolve(), rules, path)
        other, other_equity = theirs(strategy, path)
        problem = None
        for index, (a, b) in enumerate(zip(mine, other)):
            if a[:4] != b[:4] or any(abs(x - y) > 1e-9 for x, y in zip(a[4:], b[4:])):
                problem = f"trade {index}: {a} here, {b} there"
                break
        if problem is None and len(mine) != len(other):
            problem = f"{len(mine)} trades here, {len(other)} there"
        if problem is None and abs(equity - other_equity) >= 0.005:
            problem = f"final equity {equity} here, {other_equity} there"
        if problem is None and not mine:
            problem = "no trades were compared"
        failures += problem is not None
        print(f"{name}: {problem or f'{len(mine)} trades and {equity:.2f} agree'}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
