#!/usr/bin/env python3
"""Measures strat and, side by side in the same run, the peers that are installed.

Machines are noisy and shared, so jobs take turns: every round runs each job once, pinned to one
CPU where it is single-threaded. Shown are the best and the median over all rounds, and how many
times strat's median each median is.

usage: run.py [--rounds N] [--write] [--without-peers] [WORKLOAD …]
  W1       the strategy over 1 M bars in memory, in blocks        W6   a formula without history
  W2       the strategy one bar at a time                         W1b  from CSV file to counts
  W3       a backtest of it with figures                          W5   it over 500 symbols
  W4       1,000 crossings of averages, each backtested           W4x2 the same on two threads
  compile  text to verified program      start  whole process     mallocs  heap use of a tick
  --write  put the tables into docs/performance.md
Peers come from ../shared/peers, installed under $PEERS_CACHE (default ~/.cache/strat-peers); its
data is needed too. Without them only strat's own compile and start are measured.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT.parent / "shared/peers"
CACHE = pathlib.Path(os.environ.get("PEERS_CACHE", pathlib.Path.home() / ".cache/strat-peers"))
DATA = pathlib.Path(os.environ.get("PEERS_DATA", CACHE / "data"))
STRAT = ROOT / ".build/release/strat"
OWN = ROOT / ".build/release/strat-benchmarks"
W1_STRATEGY = ROOT / "Benchmarks/w1.strat"
DOCUMENT = ROOT / "docs/performance.md"
CPU = str(os.cpu_count() - 1)
WORKLOADS = ["W1", "W2", "W3", "W4", "W4x2", "W5", "W6", "W1b", "compile", "start", "mallocs"]


class Job:
    """Something that is run once a round and yields numbers in the workload's unit."""

    def __init__(self, workload, name, command, pinned=True, wall_scale=None, repeat=1, env=None,
                 threads=None):
        self.workload = workload
        self.name = name
        self.command = [str(part) for part in command]
        self.pinned = pinned
        # Set when the process as a whole is timed: seconds times this is the unit.
        self.wall_scale = wall_scale
        self.repeat = repeat
        self.threads = threads or (1 if pinned else os.cpu_count())
        self.env = env or {}
        self.samples = []
        self.facts = {}
        self.peak_megabytes = 0
        self.error = None

    def available(self):
        return shutil.which(self.command[0]) is not None

    def run(self):
        for _ in range(self.repeat):
            if self.error is None:
                self.run_once()

    def run_once(self):
        command = self.command
        if self.pinned and shutil.which("taskset"):
            command = ["taskset", "-c", CPU, *command]
        threads = str(self.threads)
        environment = dict(
            os.environ, PEERS_DATA=str(DATA), PEER_THREADS=threads, POLARS_MAX_THREADS=threads,
            OMP_NUM_THREADS=threads, NUMBA_NUM_THREADS=threads, NUMEXPR_NUM_THREADS=threads,
            PYTHONWARNINGS="ignore", **self.env)
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=PEERS if PEERS.exists() else ROOT, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        output = process.stdout.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.peak_megabytes = max(self.peak_megabytes, usage.ru_maxrss / 1024)
        if process.returncode != 0:
            self.error = f"ended with status {process.returncode}"
            return
        if self.wall_scale is not None:
            self.samples.append(elapsed * self.wall_scale)
        self.take(output)

    def take(self, output):
        """Reads the RESULT lines: ours, and the peers' JSON."""
        for line in output.splitlines():
            if line.startswith("RESULT {"):
                result = json.loads(line[7:])
                times = result.pop("times", None)
                rows = result.pop("rows", 1)
                self.facts = {
                    key: result[key]
                    for key in ("entries", "exits", "count", "trades", "equity_ratio")
                    if key in result}
                if times and self.wall_scale is None:
                    self.samples.append(min(times) / rows * 1e9)
                    self.samples.append(statistics.median(times) / rows * 1e9)
            elif match := re.match(
                    r"RESULT (\S+) best (\S+) median (\S+) ns/\S+\s*(.*)", line):
                if self.wall_scale is None:
                    self.samples += [float(match[2]), float(match[3])]
                self.facts = {"note": match[4]}

    @property
    def best(self):
        return min(self.samples)

    @property
    def median(self):
        # Each round gives its best and its median; the median over rounds is of the latter.
        values = self.samples if self.wall_scale is not None else self.samples[1::2]
        return statistics.median(values)


def jobs(wanted, with_peers):
    python = CACHE / "venv/bin/python"
    nautilus = CACHE / "venv-nt/bin/python"
    binary = CACHE / "bin"
    million = "1000000"
    have_data = (DATA / "m1e6.csv").exists()
    found = []

    def add(workload, name, command, **options):
        if workload in wanted:
            found.append(Job(workload, name, command, **options))

    def peer(workload, name, command, **options):
        if with_peers and PEERS.exists():
            add(workload, name, command, **options)

    def script(workload, peer_name, name, file, *arguments, interpreter=python, **options):
        peer(workload, name, [interpreter, PEERS / file, peer_name, *arguments], **options)

    if have_data:
        add("W1", "**strat**, blocks", [OWN, "W1"])
        script("W1", "talib", "TA-Lib and numpy", "w1_batch.py", million)
        script("W1", "numba", "numba, one fused loop", "w1_batch.py", million)
        script("W1", "polars", "polars", "w1_batch.py", million)
        script("W1", "vectorbt_talib", "vectorbt with TA-Lib", "w1_batch.py", million)
        script("W1", "pandas", "pandas", "w1_batch.py", million)
        peer("W1", "C++, one pass, written for this", [binary / "w1_clang", "simple", million])

        add("W2", "**strat**, ticks", [OWN, "W2"])
        peer("W2", "C++, written for this", [binary / "w2_clang", "ptr", million])
        script("W2", "numba_loop", "numba, loop inside", "w2_incremental.py", million)
        peer("W2", "LuaJIT", ["luajit", PEERS / "lua/w2.lua", million])
        script("W2", "talib_stream", "TA-Lib streaming", "w2_incremental.py", "200000")
        script("W2", "python", "Python, written for this", "w2_incremental.py", "200000")
        script("W2", "talipp", "talipp", "w2_incremental.py", "50000")
        script("W2", "nautilus_rust", "NautilusTrader's indicators", "w2_incremental.py", "200000",
               interpreter=nautilus)
        script("W2", "talib_250", "TA-Lib over the last 250 bars", "w2_incremental.py", "20000")

        add("W3", "**strat**, all but 2 % in, exact money", [OWN, "W3"])
        add("W3", "**strat**, all in", [OWN, "W3-full"])
        peer("W3", "C++, written for this", [binary / "w3_clang", million])
        script("W3", "numba", "numba, written for this", "w3_backtest.py", million)
        script("W3", "vectorbt", "vectorbt with TA-Lib", "w3_backtest.py", million)
        script("W3", "backtesting", "backtesting.py, 100,000 bars", "w3_backtest.py", "100000")

        two = dict(pinned=False, threads=2)
        add("W5", "**strat**, one thread", [OWN, "W5"])
        add("W5", "**strat**, two threads", [OWN, "W5-2"], **two)
        peer("W5", "C++, written for this", [binary / "w5_clang", "1"])
        script("W5", "talib", "TA-Lib and numpy", "w5_universe.py")
        script("W5", "talib_threads", "TA-Lib and numpy, two threads", "w5_universe.py", **two)
        script("W5", "polars", "polars", "w5_universe.py")

        add("W4", "**strat**, sweep", [OWN, "W4"])
        peer("W4", "C++, written for this", [binary / "w4_clang", "scalar", "1"])
        script("W4", "numba", "numba, written for this", "w4_sweep.py")
        add("W4x2", "**strat**, sweep", [OWN, "W4x2"], pinned=False)
        peer("W4x2", "C++, written for this", [binary / "w4_clang", "scalar", "2"], pinned=False)
        script("W4x2", "numba", "numba, written for this", "w4_sweep.py", pinned=False)

        add("W6", "**strat**, blocks", [OWN, "W6"])
        peer("W6", "C++, written for this", [binary / "w6_clang", "ptr"])
        script("W6", "polars", "polars", "w6_expr.py")
        script("W6", "numpy", "numpy", "w6_expr.py")
        script("W6", "numba", "numba", "w6_expr.py")
        script("W6", "numexpr", "numexpr", "w6_expr.py")
        peer("W6", "LuaJIT", ["luajit", PEERS / "lua/w6.lua", "inline"])

        csv = DATA / "m1e6.csv"
        whole = dict(pinned=False, wall_scale=1, repeat=3)
        add("W1b", "**strat** eval", [STRAT, "eval", W1_STRATEGY, "--data", csv], **whole)
        script("W1b", "pyarrow_lean", "pyarrow and TA-Lib", "w1b_csv.py", csv, **whole)
        script("W1b", "polars", "polars", "w1b_csv.py", csv, **whole)
        script("W1b", "duckdb_lean", "duckdb and TA-Lib", "w1b_csv.py", csv, **whole)
        script("W1b", "pandas", "pandas and TA-Lib", "w1b_csv.py", csv, **whole)
        peer("W1b", "C++, written for this file", [binary / "w1b_clang", "full", csv], **whole)

    add("compile", "**strat**: parse, check, lower, verify", [OWN, "compile"])
    start = dict(wall_scale=1000, repeat=20)
    add("start", "**strat** --help", [STRAT, "--help"], **start)
    add("start", "**strat** eval of a line on 3,270 bars",
        [STRAT, "eval", "rsi(close, 14) < 30", "--data", ROOT / "examples/data/AAPL_1d.csv"],
        **start)
    peer("start", "Python -c pass", [sys.executable, "-c", "pass"], **start)
    peer("start", "luajit -e ''", ["luajit", "-e", ""], **start)
    return [job for job in found if job.available()]


TITLES = {
    "W1": ("W1: the strategy over 1,000,000 bars in memory", "ns a bar"),
    "W2": ("W2: the same strategy, one bar at a time", "ns a bar"),
    "W3": ("W3: a backtest of the strategy over 1,000,000 bars in memory", "ns a bar"),
    "W5": ("W5: the strategy's rules over 500 symbols of 20,000 bars", "ns a bar"),
    "W4": ("W4: 1,000 crossings of averages over 100,000 bars, each with a backtest at 0.1 % a fill",
           "ns a variant and bar"),
    "W4x2": ("W4 on all cores", "ns a variant and bar"),
    "W6": ("W6: a formula without history, 1,000,000 rows", "ns a row"),
    "W1b": ("W1b: from a CSV file of 1,000,000 rows to the counts, whole process, all cores", "s"),
    "compile": ("Compiling W1's strategy", "ns"),
    "start": ("Starting", "ms"),
}


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def tables(finished):
    lines = []
    for workload, (title, unit) in TITLES.items():
        rows = [job for job in finished if job.workload == workload and job.samples]
        if not rows:
            continue
        own = rows[0].median
        lines += [f"### {title}", "",
                  f"| | best, {unit} | median, {unit} | times strat | peak, MB |",
                  "| --- | ---: | ---: | ---: | ---: |"]
        for job in rows:
            # Peers beside our first row; our own rows are not compared with each other.
            ratio = "" if job.name.startswith("**") else number(job.median / own)
            lines.append(f"| {job.name} | {number(job.best)} | {number(job.median)} | {ratio} "
                         f"| {job.peak_megabytes:.0f} |")
        lines.append("")
    return lines


def count_mallocs():
    """How many heap allocations a run over all ticks makes, for two numbers of ticks."""
    if not (DATA / "m1e6").exists():
        return []
    folder = ROOT / ".build/benchmarks"
    shim = folder / "count-mallocs.so"
    folder.mkdir(parents=True, exist_ok=True)
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        return []
    subprocess.run(
        [compiler, "-O2", "-shared", "-fPIC", "-o", shim, ROOT / "Benchmarks/count-mallocs.c",
         "-ldl"], check=True)
    lines = ["### Heap allocations of the tick path", "",
             "| ticks in a run | allocations in a run, making the executor included |",
             "| ---: | ---: |"]
    for name in ("m1e5", "m1e6"):
        data = folder / name
        data.mkdir(exist_ok=True)
        link = data / "m1e6"
        if link.is_symlink():
            link.unlink()
        link.symlink_to(DATA / name)
        done = subprocess.run(
            [OWN, "W2"], env=dict(os.environ, LD_PRELOAD=str(shim), PEERS_DATA=str(data)),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
        counts = [int(word) for word in done.stderr.split() if word.isdigit()]
        # The benchmark reads the clock before and after each run over all ticks.
        inside = [after - before for before, after in zip(counts[0::2], counts[1::2])]
        ticks = 100_000 if name == "m1e5" else 1_000_000
        lines.append(f"| {ticks:,} | {statistics.median(inside):.0f} |")
    return lines + [""]


def machine():
    model = "unknown processor"
    info = pathlib.Path("/proc/cpuinfo")
    if info.exists():
        names = re.findall(r"^model name\s*:\s*(.*)$", info.read_text(), re.M)
        model = names[0] if names else model
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    version = re.search(r"Swift version (\S+)", swift)
    return (f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, {platform.system()} "
            f"{platform.machine()}, Swift {version[1] if version else 'unknown'}")


def build():
    processor = subprocess.run([ROOT / "scripts/cpu-flags.sh"], capture_output=True, text=True)
    flags = ["-c", "release", "--static-swift-stdlib", *processor.stdout.split()]
    environment = dict(os.environ, STRAT_BENCHMARKS="1")
    for product in ("strat", "strat-benchmarks"):
        subprocess.run(["swift", "build", *flags, "--product", product], cwd=ROOT, check=True,
                       env=environment, stdout=sys.stderr)


def write(lines):
    text = DOCUMENT.read_text()
    begin, end = "<!-- measured: begin -->\n", "<!-- measured: end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    DOCUMENT.write_text(before + begin + "\n".join(lines) + "\n" + end + after)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("workloads", nargs="*", choices=[*WORKLOADS, []], metavar="WORKLOAD")
    options = parser.parse_args()
    wanted = options.workloads or WORKLOADS
    build()
    todo = jobs(wanted, not options.without_peers)
    load = os.getloadavg()[0]
    for round_number in range(options.rounds):
        for job in todo:
            job.run()
            state = job.error or (f"{number(job.best)} best so far" if job.samples else "nothing")
            print(f"round {round_number + 1}: {job.workload} {job.name}: {state} {job.facts}",
                  file=sys.stderr)
    lines = [f"{machine()}; load {load:.1f} when it began; {options.rounds} rounds.", ""]
    lines += tables(todo)
    if "mallocs" in wanted:
        lines += count_mallocs()
    print("\n".join(lines))
    if options.write:
        write(lines)
    failed = [job for job in todo if job.error and job.name.startswith("**")]
    for job in failed:
        print(f"error: {job.workload} {job.name}: {job.error}", file=sys.stderr)
    sys.exit(1 if failed else 0)


main()
