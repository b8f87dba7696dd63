#!/usr/bin/env python3
"""Writes docs/functions.md and docs/errors.md from what the tool says about itself.

usage: generate-docs.py [--check] [--strat PATH]
  --check   write nothing; fail if one of them is not up to date
"""

import argparse
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent

FUNCTIONS = """# Functions

Every function of the language: its form, what it computes, its definition and where that comes
from, what it gives, and how much history an example needs. Most are written in the language itself;
for the others the definition is a formula. Windows and distances (`n`) are constants; a parameter
with `=` may be left out; names may be given: `bbands(close, k: 3)`. Where definitions that differ are
in use, an option chooses by name: `ema(close, 20, seed: first)`. What the operators do is in [language.md](language.md).

Written by `make docs` from the catalogue that the checker uses.

"""

ERRORS = """# Messages

Every code there is, with what `strat explain CODE` says about it. Codes are stable: a message may
be worded better, its code stays. E is an error in a strategy, W a warning, D a fault of a candle
file. Why a session did not enter (G) is in [paper-trading.md](paper-trading.md).

Written by `make docs` from the codes that the tool itself uses.
"""


def ask(tool, command):
    done = subprocess.run([tool, command, "--format", "json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"strat {command} failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


def functions(tool):
    families = {}
    for function in ask(tool, "functions"):
        families.setdefault(function["family"], []).append(function)
    text = FUNCTIONS
    for family, members in sorted(families.items()):
        text += f"- **{family}**: "
        text += " ".join(f"[`{one['name']}`](#{one['name']})" for one in members) + "\n"
    for family, members in sorted(families.items()):
        text += f"\n## {family}\n"
        for one in members:
            text += f"\n### {one['name']}\n\n`{one['signature']}`\n\n{one['summary']}\n"
            text += f"\n```\n{one['definition']}\n```\n"
            text += f"\n- Source: {one['source']}\n- Result: {one['result']}\n"
            for option in one["options"]:
                choices = " or ".join(f"`{choice}`" for choice in option["choices"])
                text += f"- `{option['name']}`: {choices}\n"
            text += f"- History of `{one['example']}`: {one['history']}\n"
            for other in one["elsewhere"]:
                text += f"- Elsewhere: {other}\n"
    return text


def errors(tool):
    text = ERRORS
    for one in ask(tool, "explain"):
        text += f"\n## {one['code']}: {one['title']}\n\n{one['text']}\n"
        for label, key in (("Wrong", "wrong"), ("Right", "right")):
            if one[key]:
                text += f"\n{label}:\n\n```\n{one[key]}\n```\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--strat", default=ROOT / ".build/release/strat", type=pathlib.Path)
    options = parser.parse_args()
    tool = options.strat.resolve()
    documents = {
        ROOT / "docs/functions.md": functions(tool),
        ROOT / "docs/errors.md": errors(tool),
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
