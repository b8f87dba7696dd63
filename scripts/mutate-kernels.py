#!/usr/bin/env python3
"""Breaks the arithmetic of each kernel in turn and shows that a test notices.

A mutant is one changed operator in one line of a kernel: + for -, < for <=, and for or, and so on.
Each is compiled in a copy of the repository and judged by the engine's tests. A mutant that no
test notices (it survives) is a hole in the tests, unless the change means nothing: such lines are
named in scripts/equivalent-mutants.txt with the reason.

usage: mutate-kernels.py [--per-file N] [--seed S] [--only NAME] [--list]
  --per-file N   that many mutants of each file, drawn by the seed (all if left out)
  --only NAME    files whose name contains NAME
  --list         print the mutants and stop
Takes about half a minute a mutant.
"""

import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPY = ROOT / ".build/mutation"
KNOWN = ROOT / "scripts/equivalent-mutants.txt"
KERNELS = ["Sources/ProcessingEngine/Kernels", "Sources/StratLanguage/Arithmetic"]
FILTER = "VectorKernelTests|HandComputed|DifferentialTests|ScalarArithmetic|GoldenTests|Numerics"

# Operators with a space on both sides are Swift's infix ones; the generics' brackets have none.
OPERATORS = {
    " + ": [" - "], " - ": [" + "], " * ": [" / "], " / ": [" * "],
    " &+ ": [" &- "], " &- ": [" &+ "],
    " < ": [" <= "], " <= ": [" < "], " > ": [" >= "], " >= ": [" > "],
    " == ": [" != "], " != ": [" == "], " && ": [" || "], " || ": [" && "],
    " .< ": [" .<= "], " .> ": [" .>= "], " & ": [" | "], " | ": [" & "],
    " += ": [" -= "], " -= ": [" += "],
}


def mutants(path):
    """(line number, column, old, new) of every place that can be broken."""
    found = []
    for number, line in enumerate(path.read_text().splitlines()):
        code = line.split("//")[0]
        if not code.strip() or re.match(r"\s*(import|precondition|package|case)\b", code):
            continue
        for old, news in OPERATORS.items():
            for match in re.finditer(re.escape(old), code):
                found += [(number, match.start(), old, new) for new in news]
    return found


def equivalent():
    """Lines of `file: code  # reason` whose mutants mean nothing."""
    if not KNOWN.exists():
        return {}
    known = {}
    for line in KNOWN.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            place, _, reason = line.partition("  # ")
            known[place.strip()] = reason
    return known


def prepare():
    """A copy of what is committed and changed here, with a build of its own."""
    COPY.mkdir(parents=True, exist_ok=True)
    for name in ["Sources", "Tests", "Package.swift", "strategies", "grammar", "docs", "examples"]:
        source, target = ROOT / name, COPY / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
    shared = COPY.parent / "shared"
    if not shared.exists() and (ROOT.parent / "shared").exists():
        shared.symlink_to(ROOT.parent / "shared")


def judge(limit):
    """'survived', 'noticed', 'rejected' (by the compiler) or 'hung'."""
    build = subprocess.run(["swift", "build", "--build-tests"], cwd=COPY, capture_output=True,
                           text=True)
    if build.returncode != 0:
        return "rejected"
    try:
        test = subprocess.run(
            ["swift", "test", "--skip-build", "--disable-xctest", "--filter", FILTER], cwd=COPY,
            capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return "hung"
    return "survived" if test.returncode == 0 else "noticed"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--per-file", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()

    files = [path for folder in KERNELS for path in sorted((ROOT / folder).glob("*.swift"))
             if options.only in path.name]
    chosen = []
    for path in files:
        places = mutants(path)
        if options.per_file is not None and len(places) > options.per_file:
            places = random.Random(f"{options.seed} {path.name}").sample(places, options.per_file)
        chosen += [(path, place) for place in sorted(places)]
    known = equivalent()
    print(f"{len(chosen)} mutants of {len(files)} files, seed {options.seed}", flush=True)
    if options.list:
        for path, (number, _, old, new) in chosen:
            print(f"{path.name}:{number + 1}:{old}→{new}")
        return

    prepare()
    began = time.time()
    if judge(3_600) != "survived":
        raise SystemExit("the tests fail without any mutant; nothing can be judged")
    limit = max(120, 10 * (time.time() - began))
    counts = {}
    survivors = []
    for path, (number, column, old, new) in chosen:
        target = COPY / path.relative_to(ROOT)
        original = target.read_text()
        lines = original.splitlines(keepends=True)
        line = lines[number]
        lines[number] = line[:column] + new + line[column + len(old):]
        place = f"{path.name}: {line.strip()}"
        target.write_text("".join(lines))
        try:
            verdict = judge(limit)
        finally:
            target.write_text(original)
        if verdict == "survived" and place in known:
            verdict = "equivalent"
        counts[verdict] = counts.get(verdict, 0) + 1
        print(f"{verdict:10} {path.name}:{number + 1}:{old.strip()} → {new.strip()}  "
              f"{line.strip()}", flush=True)
        if verdict == "survived":
            survivors.append(f"{path.name}:{number + 1}")
    print(", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    if survivors:
        sys.exit(f"no test notices {', '.join(survivors)}")


if __name__ == "__main__":
    main()
