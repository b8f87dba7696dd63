#!/usr/bin/env python3
"""Writes docs/functions.md and docs/errors.md from what the tool says about itself.

usage: generate-docs.py [--check] [--strat PATH]
  --check   write nothing; fail if one of them is not up to date
"""

import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

FUNCTIONS = """# Functions

Every function of the language: its form, what it computes, where the definition comes from and how
much history it needs. Definitions that are written in the language itself are shown. Windows and
distances (`n`) are constants; a parameter with `=` may be left out; names may be given:
`bbands(close, k: 3)`. What the operators do is in [language.md](language.md).

Written by `make docs` from the catalogue that the checker uses.

"""

ERRORS = """# Messages

Every code the front end has, with what `strat explain CODE` says about it. Codes are stable: a
message may be worded better, its code stays. E is an error, W a warning. The codes of candle files
(D) are in [candles.md](candles.md), of gates (G) in [paper-trading.md](paper-trading.md).

Written by `make docs` from the codes that the checker uses.

"""


def ask(tool, *arguments):
    done = subprocess.run([tool, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"strat {' '.join(arguments)} failed: {done.stderr.strip()}")
    return done.stdout.strip("\n") + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--strat", default=ROOT / ".build/release/strat", type=pathlib.Path)
    options = parser.parse_args()
    tool = options.strat.resolve()
    documents = {
        ROOT / "docs/functions.md": FUNCTIONS + ask(tool, "functions", "--format", "markdown"),
        ROOT / "docs/errors.md": ERRORS + ask(tool, "explain", "--all", "--format", "markdown"),
    }
    stale = []
    for path, text in documents.items():
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not options.check:
            path.write_text(text)
            print(f"wrote {stale[-1]}")
    if options.check and stale:
        names = ", ".join(str(path) for path in stale)
        raise SystemExit(f"error: {names} not up to date: run `make docs`")


main()
