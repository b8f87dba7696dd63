"""The grammars for editors, against everything the compiler accepts."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import ROOT, tool_path

GRAMMAR = ROOT / "grammar/tree-sitter-strat"
VALID = sorted((ROOT / "strategies").glob("*.strat")) + sorted(
    (ROOT / "Tests/Fixtures/syntax/valid").glob("*.strat"))


def text_of(path):
    return path.read_text(encoding="utf-8-sig")


def formulas():
    lines = (ROOT / "Tests/Fixtures/syntax/formulas/valid.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("##")]


def test_the_lists_of_words_are_up_to_date():
    done = subprocess.run(
        [ROOT / "scripts/generate-grammars.py", "--strat", tool_path(), "--check"],
        capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# ---- TextMate


@pytest.fixture(scope="module")
def textmate():
    return json.loads((ROOT / "grammar/strat.tmLanguage.json").read_text())


@pytest.fixture(scope="module")
def colouring(textmate):
    onigurumacffi = pytest.importorskip("onigurumacffi")

    def rules(patterns):
        for pattern in patterns:
            if "include" in pattern:
                yield from rules([textmate["repository"][pattern["include"].removeprefix("#")]])
            elif "patterns" in pattern:
                yield from rules(pattern["patterns"])
            else:
                yield onigurumacffi.compile(pattern["match"]), pattern

    return list(rules(textmate["patterns"]))


def scopes(colouring, text):
    """The pieces of a text with the names of their colours, as an editor finds them.

    In each line, from left to right, the rule that matches first; of several at one place, the
    one that stands first. The grammar has no rules that go over line ends.
    """
    pieces = []
    for number, line in enumerate(text.split("\n")):
        place = 0
        while place < len(line):
            found = [
                (match.start(), order, match, pattern)
                for order, (regex, pattern) in enumerate(colouring)
                if (match := regex.search(line, place))]
            if not found:
                break
            start, _, match, pattern = min(found, key=lambda item: item[:2])
            assert match.end() > place, (number, pattern)
            parts = [(start, match.end(), pattern.get("name"))]
            for group, capture in pattern.get("captures", {}).items():
                parts.append((match.start(int(group)), match.end(int(group)), capture["name"]))
            for begin, end, name in parts:
                if name:
                    pieces.append((number, begin, line[begin:end], name))
            place = match.end()
    return pieces


def test_every_pattern_of_the_textmate_grammar_compiles(textmate):
    onigurumacffi = pytest.importorskip("onigurumacffi")

    def patterns(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key in ("match", "begin", "end"):
                    yield value
                yield from patterns(value)
        elif isinstance(node, list):
            for item in node:
                yield from patterns(item)

    found = list(patterns(textmate))
    assert len(found) >= 20
    for pattern in found:
        assert pattern
        onigurumacffi.compile(pattern)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_valid_file_has_no_illegal_colour(colouring, path):
    text = text_of(path)
    pieces = scopes(colouring, text)
    for line, column, content, name in pieces:
        assert not name.startswith("invalid"), (line, column, content)
    coloured = "".join(content for _, _, content, _ in pieces)
    # Everything but blanks has a colour.
    assert re.sub(r"\s", "", coloured) == re.sub(r"\s", "", text)


def test_words_have_the_colours_of_what_they_are(colouring):
    pieces = scopes(
        colouring,
        'entry long when rsi(close, n: 14) crosses above 5% * x.upper # é\n'
        'def f(a : price) = tr\nhours 09:30..16:00 in "X"\nlet d = 1h ?? na\n')
    colours = {}
    for _, _, content, name in pieces:
        colours.setdefault(content.strip(), name)
    expected = {
        "entry": "keyword.control", "long": "keyword.other", "rsi": "support.function",
        "close": "variable.language", "n": "variable.parameter", "14": "constant.numeric",
        "crosses": "keyword.operator.word", "above": "keyword.other",
        "5%": "constant.numeric.percent", "x": "variable.other", "upper": "variable.other.property",
        "# é": "comment.line", "f": "entity.name.function", "tr": "support.function",
        "09:30": "constant.numeric.time", "..": "keyword.operator", '"X"': "string.quoted",
        "d": "variable.other.declaration", "1h": "constant.numeric.duration",
        "??": "keyword.operator", "na": "constant.language",
    }
    for word, colour in expected.items():
        assert colours.get(word, "").startswith(colour), (word, colours.get(word))


@pytest.mark.parametrize("text", ['let x = "open', "let x = $", "let X = 1", "a && b", "é"])
def test_what_is_foreign_is_shown_so(colouring, text):
    assert any(name.startswith("invalid") for *_, name in scopes(colouring, text))


# ---- tree-sitter


@pytest.fixture(scope="module")
def tables():
    if not shutil.which("node"):
        pytest.skip("there is no node to read grammar.js with")
    from tree_sitter_tables import Grammar, Tables

    return Tables(Grammar(GRAMMAR / "grammar.js"))


def test_the_tree_sitter_grammar_has_no_conflicts(tables):
    assert len(tables.states) > 100
    assert tables.conflicts == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_the_tree_sitter_grammar_accepts_a_valid_file(tables, path):
    text = text_of(path)
    fault = tables.fault(text)
    assert fault is None, text[fault:fault + 60]


def test_the_tree_sitter_grammar_accepts_valid_formulas(tables):
    for formula in formulas():
        fault = tables.fault("let x = " + formula)
        assert fault is None, (formula, fault)


@pytest.mark.parametrize(
    "text", ["let = 3", "let x = ", "entry when x", "let x = (1", "stop 1 +", "risk { 5 }",
             "let x = a b", "def f(x) = { let a = 1 x }", "5", "let x = a crosses b"])
def test_the_tree_sitter_grammar_refuses_what_is_none(tables, text):
    assert tables.fault(text) is not None


def test_the_queries_name_only_what_the_grammar_has(tables):
    queries = re.sub(r";.*", "", (GRAMMAR / "queries/highlights.scm").read_text())
    for name in re.findall(r"\(([a-z_]+)[\s)]", queries):
        assert name in tables.grammar.rules, name
    outside_lists = re.sub(r"\(#any-of\?.*?\)", "", queries, flags=re.S)
    for word in re.findall(r'"([^"]+)"', outside_lists):
        assert '"' + word in tables.grammar.tokens, word
    known = set(TEXT for TEXT in re.findall(r'"([a-z]+)"', outside_lists))
    for word in tables.grammar.keywords:
        # The rest are nodes with a name.
        assert word[1:] in known | {"true", "false", "na"}, word


def test_tree_sitter_itself_parses_every_valid_file(tmp_path):
    tool = shutil.which("tree-sitter")
    if not tool:
        pytest.skip("there is no tree-sitter: https://tree-sitter.github.io")
    folder = tmp_path / "tree-sitter-strat"
    shutil.copytree(GRAMMAR, folder)
    subprocess.run([tool, "generate"], cwd=folder, check=True)
    done = subprocess.run(
        [tool, "parse", "--quiet", *map(str, VALID)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and "ERROR" not in done.stdout, done.stdout + done.stderr
