#!/usr/bin/env python3
"""Prints how much of Sources the instrumented test run reached, module by module.

Reads what `make test COVERAGE=1` left: the counters of the tests and of every `strat` process the
tests started. Leaves out only what is not ours: dependencies, generated code, the tests.

usage: coverage.py [--at-least PERCENT] [--files]
"""

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build/coverage/release"


def tool(name):
    """The one that came with the compiler: counters have a version."""
    swift = shutil.which("swift")
    if swift:
        beside = pathlib.Path(swift).resolve().parent / name
        if beside.exists():
            return str(beside)
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"there is no {name} beside swift, nor on the PATH")
    return found


def exported():
    counters = sorted((BUILD / "codecov").glob("*.profraw"))
    counters += sorted((BUILD / "codecov-children").glob("*.profraw"))
    if not counters:
        raise SystemExit("there are no counters: run `make test COVERAGE=1` first")
    merged = BUILD / "codecov/all.profdata"
    subprocess.run(
        [tool("llvm-profdata"), "merge", "-sparse", "--failure-mode=all", "-o", merged, *counters],
        check=True)
    binaries = [BUILD / "stratPackageTests.xctest", BUILD / "strat"]
    objects = [part for binary in binaries[1:] for part in ("-object", binary)]
    report = subprocess.run(
        [tool("llvm-cov"), "export", "-summary-only", f"-instr-profile={merged}", binaries[0],
         *objects],
        check=True, stdout=subprocess.PIPE)
    return json.loads(report.stdout)["data"][0]["files"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--at-least", type=float, default=0, metavar="PERCENT")
    parser.add_argument("--files", action="store_true", help="list files too, least reached first")
    options = parser.parse_args()

    modules = collections.defaultdict(lambda: [0, 0])
    files = []
    sources = ROOT / "Sources"
    for file in exported():
        path = pathlib.Path(file["filename"])
        if not path.is_relative_to(sources):
            continue
        name = path.relative_to(sources)
        lines = file["summary"]["lines"]
        modules[name.parts[0]][0] += lines["covered"]
        modules[name.parts[0]][1] += lines["count"]
        files.append((100 * lines["covered"] / max(lines["count"], 1), lines["count"], name))

    if options.files:
        for percent, count, name in sorted(files):
            print(f"{percent:6.1f} %  {count:5} lines  {name}")
        print()
    covered = sum(reached for reached, _ in modules.values())
    count = sum(lines for _, lines in modules.values())
    if count == 0:
        raise SystemExit("no file of Sources is in the report")
    for module, (reached, lines) in sorted(modules.items()):
        print(f"{module:<18} {reached:6} of {lines:6} lines  {100 * reached / max(lines, 1):6.2f} %")
    total = 100 * covered / count
    print(f"{'Sources':<18} {covered:6} of {count:6} lines  {total:6.2f} %")
    if total < options.at_least:
        print(f"error: line coverage is below {options.at_least:g} %", file=sys.stderr)
        sys.exit(1)


main()
