#!/usr/bin/env python3
"""Runs the console examples of README and docs/ and compares what they print.

An example is a fenced block marked `console` whose commands begin with `$ strat`; what follows a
command, up to the next one, is what it has to print (standard output and standard error together).
A line that is only `…` stands for any number of lines, a `…` inside a line for any text in it.
The examples of one file run one after the other in a directory that has only `strategies`,
`examples` and `docs` in it.

usage: check-docs.py [--update] [--strat PATH] [FILE …]
  --update   write the real output into the files (where it does not match already)
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
TIMEOUT_SECONDS = 120


class Example:
    """One command and what it is said to print."""

    def __init__(self, command):
        self.command = command
        self.expected = []

    def matches(self, output):
        pattern = []
        for line in self.expected:
            if line.strip() == "…":
                pattern.append("(?:.*\n)*?")
            else:
                pattern.append(re.escape(line).replace("…", ".*") + "\n")
        return re.fullmatch("".join(pattern), output) is not None

    def text(self):
        return "".join(line + "\n" for line in ["$ " + self.command, *self.expected])


def examples(block):
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Example(line[2:]))
        elif found:
            found[-1].expected.append(line)
        elif line.strip():
            raise SystemExit(f"a console block begins with output, not with a command: {line!r}")
    return found


def run(command, directory, tool):
    environment = {
        "PATH": f"{tool.parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(directory),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "TERM": "dumb",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=directory, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
    output = done.stdout.decode("utf-8", "replace")
    # A shell reports a program that a signal ended as 128 + signal.
    if done.returncode < 0 or done.returncode > 128:
        output += f"[ended with status {done.returncode}]\n"
    return "".join(line.rstrip() + "\n" for line in output.splitlines())


def check(path, tool, update):
    """Returns how many examples the file has and how many of them do not hold."""
    text = path.read_text()
    count = failures = 0
    with tempfile.TemporaryDirectory(prefix="strat-docs-") as name:
        directory = pathlib.Path(name)
        for folder in ("strategies", "examples", "docs"):
            if (ROOT / folder).exists():
                (directory / folder).symlink_to(ROOT / folder)

        def replaced(match):
            nonlocal count, failures
            result = []
            for example in examples(match.group(1)):
                if not example.command.startswith("strat "):
                    result.append(example)
                    continue
                count += 1
                output = run(example.command, directory, tool)
                if not example.matches(output):
                    failures += 1
                    where = path.relative_to(ROOT)
                    print(f"{where}: $ {example.command}")
                    if not update:
                        print("--- the document says\n" + "\n".join(example.expected))
                        print("--- the tool says\n" + output)
                    example.expected = output.splitlines()
                result.append(example)
            return "```console\n" + "".join(e.text() for e in result) + "```"

        changed = FENCE.sub(replaced, text)
    if update and changed != text:
        path.write_text(changed)
    return count, failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--strat", default=ROOT / ".build/release/strat", type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    tool = options.strat.resolve()
    if not os.access(tool, os.X_OK):
        raise SystemExit(f"there is no {options.strat}: run `make build` first")
    files = [file.resolve() for file in options.files] or [
        ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    count = failures = 0
    for path in files:
        found, failed = check(path, tool, options.update)
        count += found
        failures += failed
    if count == 0:
        raise SystemExit("there is no console example in any of the files")
    verb = "rewritten" if options.update else "do not print what the document says"
    print(f"{count} console examples" + (f", {failures} {verb}" if failures else ", all as shown"))
    sys.exit(1 if failures and not options.update else 0)


main()
