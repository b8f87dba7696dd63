#!/usr/bin/env python3
"""Writes the lists of words in the editors' grammars again, from where they are defined.

The words of the language come from grammar/strat.ebnf, the names of the functions from the tool.

usage: generate-grammars.py [--strat PATH] [--check]
  --check   complain about a grammar that would change, and write nothing
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
EBNF = ROOT / "grammar/strat.ebnf"
TEXTMATE = ROOT / "grammar/strat.tmLanguage.json"
QUERIES = ROOT / "grammar/tree-sitter-strat/queries/highlights.scm"


def words_of_the_grammar():
    """The reserved words, and those that have their meaning only where a rule asks for them."""
    text = re.sub(r"\(\*.*?\*\)", "", EBNF.read_text(), flags=re.S)
    reserved = set(re.findall(r'"([a-z]+)"', re.search(r"reserved := (.*?);", text, re.S).group(1)))
    rules = [rule for rule in re.split(r";\s*\n", text) if ":=" not in rule]
    quoted = set(re.findall(r'"([a-z]+)"', "\n".join(rules)))
    return reserved, quoted - reserved


def functions(tool):
    done = subprocess.run(
        [tool, "functions", "--format", "json"], check=True, capture_output=True)
    return {item["name"]: item["parameters"] for item in json.loads(done.stdout)}


def textmate(reserved, contextual, known):
    constants = {"true", "false", "na"}
    statements = reserved & {
        "strategy", "param", "let", "def", "input", "entry", "exit", "stop", "target", "size",
        "risk", "test", "hours", "venue", "leg", "expect", "when"}
    conditional = reserved & {"if", "then", "else"}
    operators = reserved - constants - statements - conditional

    def words(names):
        return r"\b(?:" + "|".join(sorted(names)) + r")\b"

    called = [name for name, parameters in known.items() if parameters]
    bare = [name for name, parameters in known.items() if not parameters]
    return {
        "statements": words(statements),
        "conditional": words(conditional),
        "operator-words": words(operators),
        "constants": words(constants),
        "contextual-words": words(contextual) + r"(?!\s*[=(\[.,:)+*/^<>])",
        "functions": words(called) + r"(?=\s*\()",
        "bare-functions": words(bare),
    }


def written_textmate(lists):
    grammar = json.loads(TEXTMATE.read_text())
    for name, pattern in lists.items():
        grammar["repository"][name]["match"] = pattern
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def written_queries(known):
    text = QUERIES.read_text()
    names = "\n".join(f'    "{name}"' for name in sorted(known))
    return re.sub(
        r"(; functions of the language\n).*?(; end of the functions\n)",
        lambda match: match.group(1)
        + '((call function: (identifier) @function.builtin)\n  (#any-of? @function.builtin\n'
        + names + "))\n" + match.group(2), text, flags=re.S)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--strat", default=ROOT / ".build/release/strat", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    known = functions(options.strat.resolve())
    reserved, contextual = words_of_the_grammar()
    changed = False
    for path, text in [
            (TEXTMATE, written_textmate(textmate(reserved, contextual, known))),
            (QUERIES, written_queries(known))]:
        if path.read_text() == text:
            continue
        changed = True
        print(f"{path.relative_to(ROOT)} {'is out of date' if options.check else 'written'}")
        if not options.check:
            path.write_text(text)
    sys.exit(1 if changed and options.check else 0)


main()
