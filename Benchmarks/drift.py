#!/usr/bin/env python3
"""How far rolling statistics are from exact after ten million bars: strat beside TA-Lib.

The prices are around 30,000 and move by about a thousandth, all of them whole multiples of 2⁻³⁸, which doubles
hold exactly, so that every window has an exact value that Python's integers and fractions can say. Compared are the last
2,000 bars, where whatever has been carried along from the first bar is largest.

usage: drift.py [--rows N] [--write]     needs numpy, and TA-Lib for its half
  --write  put the table into docs/performance.md
"""

import argparse
import datetime
import math
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy

try:
    import talib
except ImportError:
    talib = None

ROOT = pathlib.Path(__file__).resolve().parent.parent
STRAT = ROOT / ".build/release/strat"
DOCUMENT = ROOT / "docs/performance.md"
LENGTHS = [20, 200, 2000]
COMPARED = 2000
UNIT = 1 << 38
START, MOVE = 30_000 * UNIT, UNIT // 1_000


def walk(rows, seed):
    """Whole units, at most ten away from 30,000, so that windows stay nearly flat."""
    steps = numpy.random.default_rng(seed).integers(-MOVE, MOVE + 1, rows)
    level = numpy.cumsum(steps)
    # Reflected between two walls.
    wall = 10 * UNIT
    folded = numpy.abs((level + wall) % (4 * wall) - 2 * wall) - wall
    return START + folded


def root(value):
    """The square root of a fraction to more digits than a double has."""
    digits = 10 ** 40
    return Fraction(math.isqrt(value.numerator * digits * digits // value.denominator), digits)


def mean(x, _):
    return Fraction(sum(x), len(x) * UNIT)


def deviation(x, _):
    n = len(x)
    return root(Fraction(n * sum(a * a for a in x) - sum(x) ** 2, n * n)) / UNIT


def correlation(x, y):
    n = len(x)
    both = n * sum(a * b for a, b in zip(x, y)) - sum(x) * sum(y)
    first = n * sum(a * a for a in x) - sum(x) ** 2
    second = n * sum(b * b for b in y) - sum(y) ** 2
    if first == 0 or second == 0:
        return None
    size = root(Fraction(both * both, first * second))
    return size if both >= 0 else -size


def line_end(x, _):
    n = len(x)
    i, ii = n * (n - 1) // 2, (n - 1) * n * (2 * n - 1) // 6
    slope = Fraction(n * sum(k * a for k, a in enumerate(x)) - i * sum(x), n * ii - i * i)
    return (Fraction(sum(x), n) + slope * (n - 1 - Fraction(i, n))) / UNIT


CASES = [
    ("mean", "sma(close, {n})", mean, lambda x, y, n: talib.SMA(x, n)),
    ("deviation", "stdev(close, {n})", deviation, lambda x, y, n: talib.STDDEV(x, n, 1)),
    ("correlation", "correlation(close, open, {n})", correlation,
     lambda x, y, n: talib.CORREL(x, y, n)),
    ("regression", "linreg(close, {n})", line_end, lambda x, y, n: talib.LINEARREG(x, n)),
]


def of_strat(formula, path, column):
    output = subprocess.run(
        [STRAT, "eval", formula, "--data", path, "--format", "csv", "--from", column],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    return [float(line.rsplit(",", 1)[1] or "nan") for line in output.splitlines()[1:]]


def worst(found, exact):
    errors = []
    for value, truth in zip(found, exact):
        if truth is None or truth == 0:
            continue
        if math.isnan(value):
            return math.inf
        errors.append(abs((Fraction(value) - truth) / truth))
    return float(max(errors))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not STRAT.exists():
        raise SystemExit("there is no strat: run `make build` first")
    close, other = walk(options.rows, 1), walk(options.rows, 2)
    x, y = close / float(UNIT), other / float(UNIT)
    lines = ["| window | bars | strat | TA-Lib |", "|---|---:|---:|---:|"]
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        first = 1_000_000_000
        file.write("timestamp,open,close\n")
        for start in range(0, options.rows, 100_000):
            rows = zip(y[start:start + 100_000].tolist(), x[start:start + 100_000].tolist())
            file.write("".join(
                f"{first + 60 * (start + i)},{b!r},{a!r}\n" for i, (b, a) in enumerate(rows)))
        file.flush()
        moment = first + 60 * (options.rows - COMPARED)
        since = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
        for name, formula, exactly, peer in CASES:
            for length in LENGTHS:
                exact = []
                for row in range(options.rows - COMPARED, options.rows, 20):
                    window = slice(row + 1 - length, row + 1)
                    exact.append(exactly(close[window].tolist(), other[window].tolist()))
                found = of_strat(
                    formula.format(n=length), file.name, since.strftime("%Y-%m-%dT%H:%MZ"))
                ours = worst(found[::20], exact)
                theirs = "not installed"
                if talib:
                    values = peer(x, y, length)[options.rows - COMPARED::20]
                    theirs = f"{worst(values.tolist(), exact):.1e}"
                lines.append(f"| {name} | {length} | {ours:.1e} | {theirs} |")
                print(lines[-1], flush=True)
    if options.write:
        text = DOCUMENT.read_text()
        head, rest = text.split("<!-- drift -->\n", 1)
        _, tail = rest.split("<!-- end of drift -->\n", 1)
        table = "\n".join(lines) + "\n"
        DOCUMENT.write_text(head + "<!-- drift -->\n" + table + "<!-- end of drift -->\n" + tail)


if __name__ == "__main__":
    sys.exit(main())
