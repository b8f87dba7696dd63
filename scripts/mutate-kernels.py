#!/usr/bin/env python3
"""Breaks the arithmetic of each kernel in turn and shows that a test notices.

A mutant is one small change in one line of a kernel: + for -, < for <=, 1 for 0, a statement left
out. All mutants are compiled at once: a copy of the sources chooses at run time, by an environment
variable, which one of them it is, and each costs no more than a run of the tests that judge it,
stopped at the first that fails. A mutant that no test notices (it survives) is a hole in the tests,
unless the change means nothing: such mutants are named in scripts/equivalent-mutants.txt with the
reason. docs/mutation.md says more.

usage: mutate-kernels.py [--only NAME …] [--per-file N] [--seed S] [--jobs N] [--list]
  --only NAME …  files whose name contains one of the names
  --per-file N   that many mutants of each file, drawn by the seed (all if left out)
  --jobs N       mutants judged at the same time (1)
  --list         print the mutants and stop
The copy and its build stay in .build/mutation, so that the next run compiles only what changed.
Exit code: 0, or 1 when a mutant survives or equivalent-mutants.txt names one that does not.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPY = ROOT / ".build/mutation"
KNOWN = ROOT / "scripts/equivalent-mutants.txt"

# Where numbers are computed; everything else only decides what is computed.
KERNELS = [
    "Sources/ProcessingEngine/Kernels", "Sources/ProcessingEngine/Tick/ScalarStep.swift",
    "Sources/ProcessingEngine/Block/BlockDispatch.swift",
    "Sources/ProcessingEngine/State/Cells.swift",
    "Sources/ProcessingEngine/State/InitialState.swift", "Sources/StratLanguage/Arithmetic",
]
MODULES = ["StratRandom", "StratSyntax", "StratMarket", "StratLanguage", "ProcessingEngine"]
# Of the language's tests only those that judge arithmetic.
TESTS = {
    "TestSupport": "SplitMix64+Picking.swift", "StratLanguageTests": "ScalarArithmeticTests.swift",
    "ProcessingEngineTests": "*"}
BINARY = "stratPackageTests.xctest"

# The tests that judge, the most telling first; a mutant meets the next only if it survives. Left out
# are the 22,000 random programs (a minute and a half for each mutant that survives them).
STAGES = [
    "ScalarArithmeticTests|KernelDifferentialTests|KernelCaseTests|KernelBoundsTests",
    "VectorKernelTests|FusionTests|SeriesRunTests|RangeSoundness|PrefixProof",
    "Windows over prices|The function library",
    "Formulas agree",
]

# Swift's infix operators have a space on both sides; the generics' brackets have none.
INFIX = {
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "/", "&+": "&-", "&-": "&+", "&*": "&+",
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "&": "|", "|": "&", "<<": ">>", ">>": "<<",
    ".<": ".<=", ".<=": ".<", ".>": ".>=", ".>=": ".>", ".==": ".!=", ".|": ".&",
    "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "&+=": "&-=", "&-=": "&+=", "|=": "&=",
}
CALLS = {"min": "max", "max": "min", "lesser": "greater", "greater": "lesser"}

INFIX_PLACE = re.compile(
    r"(?<= )(" + "|".join(re.escape(o) for o in sorted(INFIX, key=len, reverse=True)) + r")(?= )")
PREFIX_PLACE = re.compile(r"(?<=[\s(\[{])[-!~](?=[a-z_(.])")
NUMBER_PLACE = re.compile(r"(?<![\w.$])\d+(\.\d+)?(?![\w.])|(?<![\w.$])\d+(?=\.\.)")
TRUTH_PLACE = re.compile(r"\b(true|false)\b(?!:)")
CALL_PLACE = re.compile(r"(?<![\w.])(min|max|lesser|greater)(?=\()")
NOT_JUDGED = re.compile(r"\s*(import|package import|precondition|preconditionFailure|#|@|static let"
                        r"|private static let|static var \w+: Int \{)")
KEYWORD = re.compile(
    r"\s*(let|var|return|guard|if|else|for|while|switch|case|default|func|init|struct|enum|extension"
    r"|protocol|static|private|typealias|continue|break|precondition\w*|}|\)|@|#)")
STATEMENT = re.compile(r"\s+(unsafe )?[A-Za-z_][^={}]* (=|[-+*/&|]+=) [^{}]*[^\s{(,=?:&|+*/-]$"
                       r"|\s+[A-Za-z_][\w.]*\([^{}]*\)$")
ENCLOSING = re.compile(r"\bfunc (\S+?)[(<]|\b(init)\(")


@dataclasses.dataclass
class Mutant:
    number: int
    file: pathlib.Path
    line: int
    column: int
    kind: str
    old: str
    new: str
    function: str
    code: str
    # Which of equal operators of the line.
    turn: int
    verdict: str = ""

    @property
    def change(self):
        nth = f" ({self.turn})" if self.turn > 1 else ""
        return "left out" if self.kind == "statement" else f"{self.old} → {self.new}{nth}"

    @property
    def name(self):
        """What equivalent-mutants.txt knows it by: no line number, which changes too easily."""
        return f"{self.file.name}, {self.function}: {self.change} in `{self.code}`"

    @property
    def place(self):
        return f"{self.file.name}:{self.line + 1}"


# MARK: Finding mutants


def kernel_files(only):
    files = []
    for name in KERNELS:
        path = ROOT / name
        files += sorted(path.glob("*.swift")) if path.is_dir() else [path]
    return [path for path in files if any(name in path.name for name in only or [""])]


def visible(line):
    """The line with comments and what stands in strings blanked."""
    line = re.sub(r'"[^"]*"', lambda text: '"' + " " * (len(text[0]) - 2) + '"', line)
    return line.split("//")[0].rstrip()


def places(line):
    """(column, kind, old, new) of every part of a line that can be changed."""
    joins_arrays = re.match(r"\s*return \[", line)
    for match in INFIX_PLACE.finditer(line):
        if not joins_arrays:
            yield match.start(), "infix", match[0], INFIX[match[0]]
    for match in PREFIX_PLACE.finditer(line):
        yield match.start(), "prefix", match[0], "nothing"
    for match in NUMBER_PLACE.finditer(line):
        whole, point, rest = match[0].partition(".")
        yield match.start(), "literal", match[0], f"{int(whole) + 1}{point}{rest}"
    for match in TRUTH_PLACE.finditer(line):
        yield match.start(), "literal", match[0], "false" if match[0] == "true" else "true"
    for match in CALL_PLACE.finditer(line):
        yield match.start(), "call", match[0], CALLS[match[0]]


def is_statement(previous, line, following):
    """Whether a line is an assignment or a call by itself, which can be left out."""
    if KEYWORD.match(line) or not STATEMENT.match(line):
        return False
    if any(line.count(a) != line.count(b) for a, b in ["()", "[]"]):
        return False
    if re.search(r"[(,=?:&|+*/\-\[]$|\b(return|unsafe|in)$|-> .*{$", previous):
        # What goes on from the line before, or is the result of a function of one line.
        return False
    return not re.match(r"\s*[-+*/&|?:.<>=]", following)


def find_mutants(files):
    found = []
    for path in files:
        lines = [visible(line) for line in path.read_text().splitlines()]
        function = "file"
        for number, line in enumerate(lines):
            enclosing = ENCLOSING.search(line)
            if enclosing:
                function = enclosing[1] or enclosing[2]
            if not line.strip() or NOT_JUDGED.match(line):
                if not (enclosing and " { " in line):
                    continue
            start = 0
            if enclosing:
                # A signature has nothing to change; a body on the same line has.
                if " { " not in line:
                    continue
                start = line.index(" { ")
            elif re.match(r"\s*_ ", line):
                continue
            code = line.strip()
            turns = collections.Counter()
            for column, kind, old, new in sorted(places(line)):
                if column < start:
                    continue
                turns[kind, old] += 1
                found.append(Mutant(0, path, number, column, kind, old, new, function, code,
                                    turns[kind, old]))
            previous = next((lines[i] for i in range(number - 1, -1, -1) if lines[i].strip()), "")
            following = next((text for text in lines[number + 1:] if text.strip()), "")
            # An initialiser must give every property a value.
            if function != "init" and is_statement(previous, line, following):
                found.append(Mutant(0, path, number, 0, "statement", code, "", function, code, 1))
    for number, mutant in enumerate(found, 1):
        mutant.number = number
    return found


# MARK: All mutants in one program


# Every mutant operator is a character of its own, of those that Swift lets operators be made of.
SYMBOLS = [chr(code) for first, last in [(0x2190, 0x23FF), (0x2500, 0x2775), (0x2794, 0x2BFF)]
           for code in range(first, last + 1)]


def precedence(operator):
    if operator in ("+", "-", "&+", "&-", "|", ".|"):
        return "AdditionPrecedence"
    if operator in ("*", "/", "%", "&*", "&"):
        return "MultiplicationPrecedence"
    if operator in ("<<", ">>"):
        return "BitwiseShiftPrecedence"
    if operator == "&&":
        return "LogicalConjunctionPrecedence"
    if operator == "||":
        return "LogicalDisjunctionPrecedence"
    return "AssignmentPrecedence" if operator.endswith("=") and operator not in INFIX_COMPARISONS \
        else "ComparisonPrecedence"


INFIX_COMPARISONS = {"<=", ">=", "==", "!=", ".<=", ".>=", ".=="}


def infix_definition(symbol, mutant, uses_lanes):
    """The operator that is one or the other, for the types that kernels compute with."""
    old, new, number = mutant.old, mutant.new, mutant.number
    head = f"infix operator {symbol} : {precedence(old)}\n"

    def define(generics, left, right, result, condition=""):
        return (f"@inline(__always) func {symbol}{generics}(a: {left}, b: {right}) -> {result} "
                f"{condition}{{ strat_mutant == {number} ? a {new} b : a {old} b }}\n")

    if precedence(old) == "AssignmentPrecedence":
        kind = {"+=": "MutantNumber", "-=": "MutantNumber", "*=": "MutantNumber",
                "/=": "MutantNumber", "|=": "MutantBits"}.get(old, "FixedWidthInteger")
        return head + (f"@inline(__always) func {symbol}<T: {kind}>(a: inout T, b: T) "
                       f"{{ if strat_mutant == {number} {{ a {new} b }} else {{ a {old} b }} }}\n")
    if old in ("&&", "||"):
        return head + (f"@inline(__always) func {symbol}(a: Bool, b: @autoclosure () -> Bool) -> Bool "
                       f"{{ strat_mutant == {number} ? a {new} b() : a {old} b() }}\n")
    if old in ("<", "<=", ">", ">="):
        return head + define("<T: Comparable>", "T", "T", "Bool")
    if old in ("==", "!="):
        return head + define("<T: Equatable>", "T", "T", "Bool")
    if old == ".|":
        return head + define("<S>", "SIMDMask<S>", "SIMDMask<S>", "SIMDMask<S>")
    if old == ".==":
        return head + define("<S: SIMD>", "S", "S", "SIMDMask<S.MaskStorage>")
    if old.startswith("."):
        return head + define("<S: SIMD>", "S", "S", "SIMDMask<S.MaskStorage>",
                             "where S.Scalar: Comparable ")
    if old in ("&", "|"):
        text = head + define("<T: MutantBits>", "T", "T", "T")
        if uses_lanes:
            text += define("<S: SIMD>", "S", "S.Scalar", "S", "where S.Scalar: FixedWidthInteger ")
        return text
    if old in ("+", "-", "*", "/"):
        text = head + define("<T: MutantNumber>", "T", "T", "T")
        if uses_lanes:
            text += define("<S: SIMD>", "S", "S.Scalar", "S", "where S.Scalar: FloatingPoint ")
        if old in ("+", "-") and "unsafe" in mutant.code:
            text += define("<P>", "UnsafePointer<P>", "Int", "UnsafePointer<P>")
            text += define("<P>", "UnsafeMutablePointer<P>", "Int", "UnsafeMutablePointer<P>")
        return text
    return head + define("<T: FixedWidthInteger>", "T", "T", "T")


def definition(mutant, symbol, uses_lanes):
    """(what stands in the line now, the declarations behind it)."""
    number, old, new = mutant.number, mutant.old, mutant.new
    if mutant.kind == "infix":
        return symbol, infix_definition(symbol, mutant, uses_lanes)
    if mutant.kind == "prefix":
        kind = {"-": "T: SignedNumeric", "!": "", "~": "T: FixedWidthInteger"}[old]
        name, generics = ("T", f"<{kind}>") if kind else ("Bool", "")
        return symbol, (f"prefix operator {symbol}\n@inline(__always) prefix func {symbol}{generics}"
                        f"(a: {name}) -> {name} {{ strat_mutant == {number} ? a : {old}a }}\n")
    if mutant.kind == "literal":
        name = f"mutant_{number}"
        return f"{name}({old}, {new})", (
            f"@inline(__always) func {name}<T>(_ a: T, _ b: T) -> T "
            f"{{ strat_mutant == {number} ? b : a }}\n")
    if old in ("min", "max"):
        name = f"mutant_{number}"
        return name, (f"@inline(__always) func {name}<T: Comparable>(_ a: T, _ b: T) -> T "
                      f"{{ strat_mutant == {number} ? Swift.{new}(a, b) : Swift.{old}(a, b) }}\n")
    # The file's own functions stay what is called: they have mutants themselves.
    return f"(strat_mutant == {number} ? {new} : {old})", ""


SUPPORT = """\
import CMutant

protocol MutantNumber {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func += (a: inout Self, b: Self)
  static func -= (a: inout Self, b: Self)
  static func *= (a: inout Self, b: Self)
  static func /= (a: inout Self, b: Self)
}
extension Double: MutantNumber {}
extension Int: MutantNumber {}
extension SIMD2: MutantNumber where Scalar == Double {}
extension SIMD4: MutantNumber where Scalar == Double {}

protocol MutantBits {
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func &= (a: inout Self, b: Self)
  static func |= (a: inout Self, b: Self)
}
extension Int: MutantBits {}
extension UInt8: MutantBits {}
extension UInt16: MutantBits {}
extension UInt64: MutantBits {}
extension SIMD8: MutantBits where Scalar == Int64 {}

"""

PACKAGE = """\
// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"), .unsafeFlags(["-suppress-warnings"]),
]
let package = Package(
  name: "strat",
  targets: [
    .target(name: "CMutant"),
    .target(name: "Crypto"),
    .target(name: "StratRandom", swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["StratRandom"], path: "Tests/TestSupport",
      swiftSettings: house),
    .target(name: "StratSyntax", swiftSettings: house),
    .target(name: "StratMarket", swiftSettings: house),
    .target(
      name: "StratLanguage", dependencies: ["StratSyntax", "Crypto", "CMutant"],
      swiftSettings: house),
    .target(
      name: "ProcessingEngine", dependencies: ["StratLanguage", "StratMarket", "CMutant"],
      swiftSettings: house),
    .testTarget(
      name: "StratLanguageTests", dependencies: ["StratLanguage", "StratSyntax", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "ProcessingEngineTests",
      dependencies: [
        "ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax", "TestSupport",
      ],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
"""

C_HEADER = "extern const int strat_mutant;\n"
# Without the header, which promises Swift that the number never changes: nor does it, once chosen.
C_SOURCE = """\
#include <stdlib.h>
int strat_mutant = 0;
__attribute__((constructor)) static void choose(void) {
  const char *text = getenv("STRAT_MUTANT");
  if (text) strat_mutant = atoi(text);
}
"""
# A fingerprint of a program, no more: the real one needs a library that takes minutes to compile.
CRYPTO = """\
public struct SHA256 {
  public static func hash(data: [UInt8]) -> [UInt8] {
    (0..<32).map { round in
      let hash = data.reduce(0xcbf2_9ce4_8422_2325 &+ UInt64(round)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01b3
      }
      return UInt8(truncatingIfNeeded: hash >> 32)
    }
  }
}
"""


def write(path, text):
    """Writes only what changed, so that only that is compiled."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def mirror(name, pattern="*"):
    """(source, copy) of a folder's files; files that are gone go."""
    source, target = ROOT / name, COPY / name
    wanted = {path.relative_to(source) for path in source.rglob(pattern) if path.is_file()}
    for path in list(target.rglob("*")) if target.exists() else []:
        if path.is_file() and path.relative_to(target) not in wanted \
                and path.name != "Mutants.swift":
            path.unlink()
    return [(source / path, target / path) for path in sorted(wanted)]


def prepare(mutants):
    """Writes the program that is every mutant; `mutants` are those it can be."""
    by_file = collections.defaultdict(list)
    for mutant in mutants:
        by_file[mutant.file].append(mutant)
    declared = collections.defaultdict(lambda: [SUPPORT])
    # One row of them for both modules: an operator's precedence is seen wherever it is imported.
    symbols = iter(SYMBOLS)
    for folder, pattern in [(f"Sources/{name}", "*") for name in MODULES] + [
            (f"Tests/{name}", pattern) for name, pattern in TESTS.items()]:
        module = folder.split("/")[1]
        for source, target in mirror(folder, pattern):
            if source.suffix != ".swift":
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
                continue
            text = source.read_text()
            if source in by_file:
                lines = text.splitlines()
                uses_lanes = bool(re.search(r"SIMD|[lL]anes", text))
                for mutant in sorted(by_file[source], key=lambda m: (m.line, -m.column)):
                    line = lines[mutant.line]
                    if mutant.kind == "statement":
                        indent = line[:len(line) - len(line.lstrip())]
                        lines[mutant.line] = (
                            f"{indent}if strat_mutant != {mutant.number} {{ {line.strip()} }}")
                        continue
                    symbol = next(symbols) if mutant.kind in ("infix", "prefix") else ""
                    shown, declaration = definition(mutant, symbol, uses_lanes)
                    declared[module].append(declaration)
                    end = mutant.column + len(mutant.old)
                    lines[mutant.line] = line[:mutant.column] + shown + line[end:]
                if any("strat_mutant" in line for line in lines):
                    lines[0] = "import CMutant; " + lines[0] if not lines[0].startswith("#") \
                        else lines[0]
                    if lines[0].startswith("#"):
                        lines[-1] += "\nimport CMutant"
                text = "\n".join(lines) + "\n"
            if "/Arithmetic/" in str(source):
                # What is inlined elsewhere could not see the mutants.
                text = text.replace("@inlinable ", "").replace("@inline(always)", "@inline(__always)")
            write(target, text)
    for module in ["StratLanguage", "ProcessingEngine"]:
        write(COPY / f"Sources/{module}/Mutants.swift", "".join(declared[module]))
    write(COPY / "Package.swift", PACKAGE)
    write(COPY / "Sources/CMutant/include/mutant.h", C_HEADER)
    write(COPY / "Sources/CMutant/mutant.c", C_SOURCE)
    write(COPY / "Sources/Crypto/SHA256.swift", CRYPTO)
    # What the tests read beside the package.
    for link, place in [(COPY / name, ROOT / name)
                        for name in ["strategies", "grammar", "docs", "examples"]] + [
                            (COPY.parent / "shared", ROOT.parent / "shared")]:
        if place.exists() and not link.is_symlink():
            link.symlink_to(place)


def build():
    """The compiler's output if it failed, else nothing."""
    result = subprocess.run(
        ["swift", "build", "-c", "release", "--build-tests", "-Xswiftc", "-enable-testing"], cwd=COPY, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return result.stdout if result.returncode else ""


def compile_all(mutants):
    """Builds the program with as many mutants as the compiler takes; returns those it took."""
    taken = list(mutants)
    while True:
        prepare(taken)
        output = build()
        if not output:
            return taken
        wrong = {(pathlib.Path(name).name, int(line) - 1)
                 for name, line in re.findall(r"^(/\S+\.swift):(\d+):\d+: error", output, re.M)}
        # A missing result is reported at the brace behind.
        wrong |= {(name, line - 1) for name, line in wrong}
        blamed = [m for m in taken if (m.file.name, m.line) in wrong]
        # A statement that cannot be left out, because something would have no value, comes first.
        refused = [m for m in blamed if m.kind == "statement"]
        for line in {(m.file, m.line) for m in blamed} - {(m.file, m.line) for m in refused}:
            refused += [m for m in blamed if (m.file, m.line) == line]
        if not refused:
            sys.exit(f"the mutants do not compile:\n{output[-6_000:]}")
        for mutant in refused:
            mutant.verdict = "rejected"
            print(f"rejected   {mutant.place}: {mutant.change}  {mutant.code}", flush=True)
        taken = [m for m in taken if m not in refused]


# MARK: Judging


running = set()
stopping = threading.Event()


def limits(seconds):
    """For the tests' process: an endless loop, or one that takes all memory, ends."""
    def set_limits():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    return set_limits


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def run_tests(number, stage, seconds):
    """(whether all pass, the first line that says otherwise, CPU seconds)."""
    environment = dict(os.environ, STRAT_MUTANT=str(number), SWIFT_BACKTRACE="enable=no")
    process = subprocess.Popen(
        [COPY / ".build/release" / BINARY, "--testing-library", "swift-testing", "--filter", stage],
        cwd=COPY, env=environment, text=True, errors="replace", stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=limits(seconds))
    running.add(process)
    # A process that waits uses no CPU time.
    timer = threading.Timer(20 * seconds, end, [process])
    timer.start()
    failure = ""
    count = 0
    try:
        for line in process.stdout:
            if " passed after " in line:
                count += 1
            if "recorded an issue" in line or "✘" in line:
                failure = line.strip()
                end(process)
                break
        process.stdout.close()
        code = process.wait()
    finally:
        timer.cancel()
        running.discard(process)
        end(process)
    if not failure and code == 0 and count == 0:
        sys.exit(f"no test matches {stage}")
    return code == 0 and not failure, failure or f"exit code {code}"


def judge(mutant, allowed):
    for stage, seconds in zip(STAGES, allowed):
        if stopping.is_set():
            return mutant
        passes, reason = run_tests(mutant.number, stage, seconds)
        if not passes:
            mutant.verdict = "noticed"
            mutant.reason = reason
            return mutant
    mutant.verdict = "survived"
    return mutant


def known_equivalents():
    known = {}
    for line in KNOWN.read_text().splitlines() if KNOWN.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition("  # ")
            if not reason.strip():
                sys.exit(f"{KNOWN.name}: no reason after '  # ' in {line}")
            known[name.strip()] = reason.strip()
    return known


def report(files, mutants, known, is_partial):
    """Prints the table; whether all is well."""
    columns = ["noticed", "equivalent", "rejected", "survived"]
    print(f"\n{'':30}{'mutants':>9}" + "".join(f"{name:>12}" for name in columns))
    rows = [(path.name, [m for m in mutants if m.file == path]) for path in files]
    for name, those in rows + [("together", mutants)]:
        counts = collections.Counter(m.verdict for m in those)
        print(f"{name:30}{len(those):9}" + "".join(f"{counts[c]:12}" for c in columns))
    survivors = [m for m in mutants if m.verdict == "survived"]
    if survivors:
        print("\nno test notices")
        for mutant in survivors:
            print(f"  {mutant.place}\t{mutant.name}")
    in_effect = {m.name for m in mutants if m.verdict == "equivalent"}
    judged = {m.name for m in mutants}
    stale = [name for name in known
             if name not in in_effect and (name in judged or not is_partial)]
    for name in stale:
        print(f"\n{KNOWN.name} names one that is noticed or does not exist: {name}")
    return not survivors and not stale


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--per-file", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()

    # Numbers and sources are the same whatever is chosen, and so is the build.
    all_mutants = find_mutants(kernel_files(""))
    files = kernel_files(options.only)
    chosen = []
    for path in files:
        those = [m for m in all_mutants if m.file == path]
        if options.per_file is not None and len(those) > options.per_file:
            draw = random.Random(f"{options.seed} {path.name}")
            those = sorted(draw.sample(those, options.per_file), key=lambda m: m.number)
        chosen += those
    known = known_equivalents()
    print(f"{len(chosen)} mutants of {len(files)} files", flush=True)
    if options.list:
        for mutant in chosen:
            print(f"{mutant.place}: {mutant.change}  {mutant.code}")
        return

    began = time.time()
    compile_all(all_mutants)
    print(f"compiled in {time.time() - began:.0f} s", flush=True)
    allowed = []
    for stage in STAGES:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        passes, reason = run_tests(0, stage, 3_600)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not passes:
            sys.exit(f"the tests fail without any mutant: {reason}")
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        allowed.append(int(4 * spent) + 4)
        print(f"{spent:6.1f} s for {stage}", flush=True)

    left = [m for m in chosen if not m.verdict]
    began = time.time()
    pool = concurrent.futures.ThreadPoolExecutor(options.jobs)
    try:
        for count, future in enumerate(
                concurrent.futures.as_completed([pool.submit(judge, m, allowed) for m in left]), 1):
            mutant = future.result()
            if mutant.verdict == "survived" and mutant.name in known:
                mutant.verdict = "equivalent"
            print(f"{count:4}/{len(left)} {mutant.verdict:10} {mutant.place}: {mutant.change}  "
                  f"{mutant.code}", flush=True)
    except KeyboardInterrupt:
        stopping.set()
        pool.shutdown(wait=False, cancel_futures=True)
        for process in list(running):
            end(process)
        sys.exit("stopped")
    print(f"judged in {time.time() - began:.0f} s")
    # A test that reads a file which was edited meanwhile would "notice" whatever came after.
    for stage in STAGES:
        if not run_tests(0, stage, 3_600)[0]:
            sys.exit("the tests fail without any mutant by now: something changed meanwhile")
    if not report(files, chosen, known, bool(options.only or options.per_file)):
        sys.exit(1)


if __name__ == "__main__":
    main()
