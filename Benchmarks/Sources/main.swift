import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

let environment = ProcessInfo.processInfo.environment
let data =
  environment["PEERS_DATA"] ?? (environment["HOME"] ?? "") + "/.cache/strat-peers/data"
let chosen = Set(CommandLine.arguments.dropFirst())

func wants(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }

if wants("W1") {
  let program = try Workloads.program(strategy: Workloads.w1)
  let frame = try Workloads.frame(data + "/m1e6", ["open", "high", "low", "close", "volume"])
  var counts: [Int] = []
  let time = try Measurement.run(60) { counts = try Workloads.counts(program, frame) }
  time.report("W1", per: frame.rowCount, "bar", note: "entries, exits \(counts)")
}

if wants("W2") {
  let program = try Workloads.program(strategy: Workloads.w1)
  let frame = try Workloads.frame(data + "/m1e6", ["close", "low"])
  let columns = program.columns.map { frame.column($0.name) ?? [] }
  let rows = (0..<frame.rowCount).map { row in columns.map { $0[row] } }.flatMap { $0 }
  var counts: [Int] = []
  let width = columns.count
  let time = Measurement.run(15) {
    var executor = TickExecutor(program)
    counts = TickDriver.counts(&executor, rows.span, width: width)
  }
  time.report("W2", per: frame.rowCount, "bar", note: "entries, exits \(counts)")
}

// W3 with the size clause that spends everything, as the peers do.
for (name, size) in [("W3", ""), ("W3-full", "size 100% of equity")] where wants(name) {
  let frame = try Workloads.frame(data + "/m1e6", ["open", "high", "low", "close", "volume"])
  let traded = try TradedWorkloads.Traded(frame, size: size)
  var outcome = try traded.run()
  let time = try Measurement.run(Int(environment["ROUNDS"] ?? "") ?? 20) {
    outcome = try traded.run()
  }
  time.report(name, per: frame.rowCount, "bar", note: "\(outcome)")
}

for (name, jobs) in [("W5", 1), ("W5-2", 2)] where wants(name) {
  let frames = try TradedWorkloads.universe(data + "/u500", bars: 20_000)
  var counts = (entries: 0, exits: 0)
  let time = try Measurement.run(15) {
    counts = try TradedWorkloads.signals(frames, jobs: jobs)
  }
  let bars = frames.reduce(0) { $0 + $1.rowCount }
  time.report(name, per: bars, "bar", note: "entries, exits \([counts.entries, counts.exits])")
}

if wants("W4") || wants("W4x2") || wants("W4text") {
  let sweep = try SweepWorkload(data + "/m1e5")
  var note = ""
  for (name, jobs) in [("W4", 1), ("W4x2", 2)] where wants(name) {
    let prepared = sweep.prepare(jobs: jobs)
    let time = Measurement.run(10) { note = sweep.run(prepared) }
    time.report(name, per: sweep.combinationBars, "bar", note: note)
  }
  if wants("W4text") {
    let time = Measurement.run(5) { note = sweep.compileAndRun(jobs: 1) }
    time.report("W4text", per: sweep.combinationBars, "bar", note: note)
  }
}

if wants("W6") {
  let program = try Workloads.program(formula: Workloads.w6)
  let frame = try Workloads.frame(data + "/x1e6", ["open", "high", "low", "close", "volume"])
  var counts: [Int] = []
  let time = try Measurement.run(100) { counts = try Workloads.counts(program, frame) }
  time.report("W6", per: frame.rowCount, "row", note: "true \(counts)")
}

if wants("compile") {
  let count = 200
  let time = try Measurement.run(20) {
    for _ in 0..<count { _ = try Workloads.program(strategy: Workloads.w1) }
  }
  time.report("compile", per: count, "strategy", note: "parse, check and lower W1")
}

if wants("kernels") {
  let frame = try Workloads.frame(data + "/m1e6", ["open", "high", "low", "close", "volume"])
  for formula in Workloads.kernels {
    let program = try Workloads.program(formula: formula)
    let time = try Measurement.run(20) {
      var executor = BlockExecutor(program)
      try executor.run(frame, rows: 0..<frame.rowCount) { _, _ in }
    }
    time.report("kernel", per: frame.rowCount, "bar", note: formula)
  }
}

if wants("blocks") {
  let frame = try Workloads.frame(data + "/x1e6", ["open", "high", "low", "close", "volume"])
  for program in [
    try Workloads.program(formula: Workloads.w6), try Workloads.program(strategy: Workloads.w1),
  ] {
    for size in [128, 256, 512, 1024, 2048, 4096] {
      let time = try Measurement.run(40) {
        var executor = BlockExecutor(program, blockSize: size)
        try executor.run(frame, rows: 0..<frame.rowCount) { _, _ in }
      }
      time.report("blocks", per: frame.rowCount, "row", note: "of \(size)")
    }
  }
}

// Minutes of arithmetic, so only when asked for by name.
if chosen.contains("numerics") { try Numerics.run() }
