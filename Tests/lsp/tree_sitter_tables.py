"""Parses by a tree-sitter grammar as its own generator would, without needing it.

Where no `tree-sitter` can be installed, this says whether a grammar has conflicts that its
precedences leave open, and whether it accepts a text: LALR(1) tables, conflicts settled as the
generator settles them, and a lexer that knows in each state which tokens may come.
"""

import json
import pathlib
import re
import subprocess
from collections import defaultdict

END = "end of file"


class Production:
    def __init__(self, left, right, precedence, association):
        self.left = left
        self.right = right
        self.precedence = precedence
        self.association = association

    def __str__(self):
        return f"{self.left} -> {' '.join(map(str, self.right))}"


class Grammar:
    """The rules as productions, and the tokens as regular expressions."""

    def __init__(self, path):
        here = pathlib.Path(__file__).resolve().parent
        done = subprocess.run(
            ["node", here / "grammar_to_json.js", path], capture_output=True, text=True)
        if done.returncode != 0:
            raise ValueError(done.stderr)
        source = json.loads(done.stdout)
        self.rules = source["rules"]
        self.word = source["word"]
        self.tokens = {}
        self.productions = []
        self.of = defaultdict(list)
        self.start = next(iter(self.rules))
        self.extras = [
            re.compile(self.pattern(self.rules[e["name"]] if e["type"] == "SYMBOL" else e))
            for e in source["extras"]]
        extra_names = {e.get("name") for e in source["extras"]}
        for name, rule in self.rules.items():
            if name in extra_names:
                continue
            if self.is_token(rule):
                self.tokens[name] = re.compile(self.pattern(rule))
            else:
                self.add(name, rule)
        word = self.tokens[self.word]
        # Spelled like words, they are told from them by what may come.
        self.keywords = {name for name in self.tokens if name[0] == '"' and word.fullmatch(name[1:])}

    def is_token(self, rule):
        if rule["type"] in ("STRING", "PATTERN", "TOKEN"):
            # A rule that is only a word stays a rule, with a token inside.
            return rule["type"] != "STRING"
        return False

    def pattern(self, rule):
        kind = rule["type"]
        if kind == "STRING":
            return re.escape(rule["value"])
        if kind == "PATTERN":
            return rule["value"]
        if kind == "TOKEN":
            return self.pattern(rule["content"])
        if kind == "SEQ":
            return "".join(f"(?:{self.pattern(member)})" for member in rule["members"])
        if kind == "CHOICE":
            return "(?:" + "|".join(self.pattern(member) for member in rule["members"]) + ")"
        raise ValueError(f"{kind} inside a token")

    def add(self, name, rule):
        for symbols, precedence, association in self.expanded(name, rule, None, None):
            production = Production(name, symbols, precedence, association)
            self.of[name].append(len(self.productions))
            self.productions.append(production)

    def expanded(self, name, rule, precedence, association):
        kind = rule["type"]
        if kind == "BLANK":
            return [((), precedence, association)]
        if kind == "SYMBOL":
            return [((rule["name"],), precedence, association)]
        if kind in ("STRING", "PATTERN", "TOKEN"):
            token = '"' + rule["value"] if kind == "STRING" else f"token {self.pattern(rule)}"
            self.tokens[token] = re.compile(self.pattern(rule))
            return [((token,), precedence, association)]
        if kind in ("FIELD", "ALIAS"):
            return self.expanded(name, rule["content"], precedence, association)
        if kind.startswith("PREC"):
            association = {"PREC_LEFT": "left", "PREC_RIGHT": "right"}.get(kind)
            return self.expanded(name, rule["content"], rule["value"], association)
        if kind == "CHOICE":
            return [
                item for member in rule["members"]
                for item in self.expanded(name, member, precedence, association)]
        if kind == "SEQ":
            results = [((), precedence, association)]
            for member in rule["members"]:
                results = [
                    (left + right, p if p is not None else q, a or b)
                    for left, p, a in results
                    for right, q, b in self.expanded(name, member, precedence, association)]
            return results
        if kind in ("REPEAT", "REPEAT1"):
            helper = f"{name} repeated {len(self.of)} {len(self.productions)}"
            self.of[helper] = []
            inner = self.expanded(helper, rule["content"], None, None)
            for symbols, p, a in inner:
                for right in (symbols, (helper,) + symbols):
                    self.of[helper].append(len(self.productions))
                    self.productions.append(Production(helper, right, p, a))
            result = [((helper,), precedence, association)]
            return result + ([((), precedence, association)] if kind == "REPEAT" else [])
        raise ValueError(f"an unknown kind of rule: {kind}")


class Tables:
    """LALR(1) tables; `conflicts` are those that no precedence settles."""

    def __init__(self, grammar):
        self.grammar = grammar
        self.conflicts = []
        self.find_first_sets()
        self.build_states()
        self.build_actions()

    def find_first_sets(self):
        productions = self.grammar.productions
        self.empty = set()
        self.first = defaultdict(set)
        changed = True
        while changed:
            changed = False
            for production in productions:
                before = len(self.first[production.left]), production.left in self.empty
                for symbol in production.right:
                    self.first[production.left] |= self.first_of(symbol)
                    if symbol not in self.empty:
                        break
                else:
                    self.empty.add(production.left)
                after = len(self.first[production.left]), production.left in self.empty
                changed |= before != after

    def first_of(self, symbol):
        return {symbol} if symbol in self.grammar.tokens else self.first[symbol]

    def closure(self, kernel):
        items = {item: set(ahead) for item, ahead in kernel.items()}
        pending = list(items)
        while pending:
            production, dot = pending.pop()
            right = self.grammar.productions[production].right
            if dot == len(right) or right[dot] in self.grammar.tokens:
                continue
            ahead = set()
            for symbol in right[dot + 1:]:
                ahead |= self.first_of(symbol)
                if symbol not in self.empty:
                    break
            else:
                ahead |= items[production, dot]
            for other in self.grammar.of[right[dot]]:
                known = items.get((other, 0))
                if known is None:
                    items[other, 0] = set(ahead)
                    pending.append((other, 0))
                elif not ahead <= known:
                    known |= ahead
                    pending.append((other, 0))
        return items

    def build_states(self):
        grammar = self.grammar
        start = {(index, 0): {END} for index in grammar.of[grammar.start]}
        self.states = [start]
        self.moves = [{}]
        numbers = {frozenset(start): 0}
        pending = [0]
        while pending:
            number = pending.pop()
            kernels = defaultdict(lambda: defaultdict(set))
            for (production, dot), ahead in self.closure(self.states[number]).items():
                right = grammar.productions[production].right
                if dot < len(right):
                    kernels[right[dot]][production, dot + 1] |= ahead
            for symbol, kernel in kernels.items():
                core = frozenset(kernel)
                target = numbers.get(core)
                if target is None:
                    target = numbers[core] = len(self.states)
                    self.states.append({item: set(ahead) for item, ahead in kernel.items()})
                    self.moves.append({})
                    pending.append(target)
                else:
                    known = self.states[target]
                    if any(not ahead <= known[item] for item, ahead in kernel.items()):
                        for item, ahead in kernel.items():
                            known[item] |= ahead
                        pending.append(target)
                self.moves[number][symbol] = target

    def build_actions(self):
        grammar = self.grammar
        self.actions = []
        for number, kernel in enumerate(self.states):
            items = self.closure(kernel)
            reductions = defaultdict(list)
            for (production, dot), ahead in items.items():
                if dot == len(grammar.productions[production].right):
                    for token in ahead:
                        reductions[token].append(production)
            row = {
                token: ("shift", target) for token, target in self.moves[number].items()
                if token in grammar.tokens}
            for token, found in reductions.items():
                if len(found) > 1:
                    self.report(number, token, found)
                if token in row and not self.prefers_reduction(number, token, items, found[0]):
                    continue
                row[token] = ("reduce", found[0])
            self.actions.append(row)

    def prefers_reduction(self, number, token, items, reduction):
        productions = self.grammar.productions
        own = productions[reduction].precedence or 0
        shifted = {
            productions[production].precedence or 0
            for production, dot in items
            if dot > 0 and dot < len(productions[production].right)
            and token in self.first_of(productions[production].right[dot])}
        if shifted and all(other < own for other in shifted):
            return True
        if shifted and all(other > own for other in shifted):
            return False
        if shifted == {own} and productions[reduction].association:
            return productions[reduction].association == "left"
        self.report(number, token, [reduction])
        return False

    def report(self, number, token, found):
        productions = ", ".join(str(self.grammar.productions[index]) for index in found)
        self.conflicts.append(f"state {number} at {token}: {productions}")

    # ---- Parsing

    def fault(self, text):
        """Where a text stops being one of the grammar; None where it is one."""
        grammar = self.grammar
        stack = [0]
        place = 0
        while True:
            place = self.skip(text, place)
            token, end = self.lex(text, place, self.actions[stack[-1]])
            if token is None:
                return place
            kind, target = self.actions[stack[-1]][token]
            if kind == "shift":
                stack.append(target)
                place = end
                continue
            production = grammar.productions[target]
            del stack[len(stack) - len(production.right):]
            if production.left == grammar.start:
                return None
            stack.append(self.moves[stack[-1]][production.left])

    def skip(self, text, place):
        while True:
            for extra in self.grammar.extras:
                found = extra.match(text, place)
                if found and found.end() > place:
                    place = found.end()
                    break
            else:
                return place

    def lex(self, text, place, row):
        """The longest of the tokens that may come."""
        if place == len(text):
            return (END, place) if END in row else (None, place)
        grammar = self.grammar
        best, end = None, place
        for token in row:
            if token == END or token in grammar.keywords:
                continue
            found = grammar.tokens[token].match(text, place)
            if found and found.end() > end:
                best, end = token, found.end()
        word = grammar.tokens[grammar.word].match(text, place)
        if word and word.end() >= end and '"' + word.group() in row:
            return '"' + word.group(), word.end()
        return best, end
