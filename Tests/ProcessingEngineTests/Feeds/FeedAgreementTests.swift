import ProcessingEngine
import StratLanguage
import StratMarket
import Testing

/// One meaning where formulas read other bars: blocks, ticks, and both in turn, on bits.
struct FeedAgreementTests {
  @Test(arguments: 0..<12)
  func `blocks and ticks agree on bits, outputs and what is remembered`(batch: Int) throws {
    for index in 0..<12 {
      let seed = UInt64(batch * 100 + index)
      let random = try FeedCase(seed: seed)
      let blocks = try values(random, path: .blocks)
      let ticks = try values(random, path: .ticks)
      expectEqual(blocks, ticks, "seed \(seed)\n\(random.text)")

      let executor = try executor(random)
      try run(executor, random, rows: 0..<random.frame.rowCount)
      let whole = try image(random, rows: random.frame.rowCount)
      #expect(executor.saveState() == whole, "state, seed \(seed)\n\(random.text)")
      #expect(try SeriesImage(bytes: whole.bytes) == whole, "bytes, seed \(seed)")
    }
  }

  @Test(arguments: 0..<8)
  func `ticks go on where blocks stopped, or ticks that were saved`(batch: Int) throws {
    for index in 0..<8 {
      let seed = UInt64(5_000 + batch * 100 + index)
      let random = try FeedCase(seed: seed)
      let rows = random.frame.rowCount
      let blocks = try values(random, path: .blocks)
      for split in Set([0, rows / 3, rows / 2, rows - 1]) {
        let saved = try image(random, rows: split)
        let first = try executor(random)
        try run(first, random, rows: 0..<split)
        #expect(first.saveState() == saved, "split at \(split), seed \(seed)\n\(random.text)")
        let second = try executor(random)
        try second.restore(SeriesImage(bytes: saved.bytes))
        let rest = try run(second, random, rows: split..<rows)
        for (output, found) in zip(blocks, rest) {
          #expect(Array(output[split...]) == found, "after \(split), seed \(seed)\n\(random.text)")
        }
      }
    }
  }

  @Test(arguments: 0..<8)
  func `a forming candle leaves everything as it was`(batch: Int) throws {
    for index in 0..<6 {
      let seed = UInt64(9_000 + batch * 100 + index)
      let random = try FeedCase(seed: seed)
      let executor = try executor(random)
      let columns = try random.series.columns(of: random.frame)
      for row in 0..<random.frame.rowCount {
        let before = executor.saveState()
        let bar = columns.map { $0[row] }
        executor.peek(open: random.frame.times[row], bar.map { $0 * 1.5 })
        executor.peek(open: random.frame.times[row], bar)
        #expect(executor.saveState() == before, "row \(row), seed \(seed)\n\(random.text)")
        executor.commit(open: random.frame.times[row], bar)
      }
      let whole = try image(random, rows: random.frame.rowCount)
      #expect(executor.saveState() == whole, "seed \(seed)\n\(random.text)")
    }
  }

  /// Look-ahead would show here: what comes later must not change what was said before.
  @Test(arguments: 0..<8)
  func `the first rows say the same whatever follows them`(batch: Int) throws {
    for index in 0..<6 {
      let seed = UInt64(20_000 + batch * 100 + index)
      let random = try FeedCase(seed: seed)
      let whole = try values(random, path: .blocks)
      let rows = random.frame.rowCount
      for count in Set([1, rows / 4, rows / 2, rows * 3 / 4, rows - 1]) where count > 0 {
        // Other symbols know nothing yet of what is after the last row either.
        let frame = random.frame.prefix(count)
        let now = (random.frame.interval ?? .months(1)).end(ofBarAt: frame.times[count - 1])
        let others = OtherSeries(
          random.others.frames.map { other in
            let known = other.times.count {
              (other.interval ?? .months(1)).end(ofBarAt: $0) <= now
            }
            return other.prefix(known)
          })
        let part = try SeriesRun(
          random.series, over: frame, others: others, rows: 0..<count, keeping: 0..<count)
        for (output, values) in zip(whole, part.values) {
          #expect(
            Array(output[..<count]) == Self.bits(values),
            "the first \(count), seed \(seed)\n\(random.text)")
        }
      }
    }
  }

  // MARK: Running

  private func executor(_ random: FeedCase) throws -> SeriesExecutor {
    try SeriesExecutor(
      random.series, interval: random.frame.interval, symbol: "BASE", others: random.others)
  }

  @discardableResult
  private func run(
    _ executor: SeriesExecutor, _ random: FeedCase, rows: Range<Int>
  ) throws -> [[UInt64]] {
    let columns = try random.series.columns(of: random.frame)
    let outputs = random.series.program.outputs
    var found = outputs.map { _ in [UInt64]() }
    for row in rows {
      executor.commit(open: random.frame.times[row], columns.map { $0[row] })
      for (index, output) in outputs.enumerated() {
        switch output.type {
        case .number: found[index].append(Execution.canonical(executor.number(output.register)))
        case .boolean: found[index].append(UInt64(executor.truth(output.register).rawValue))
        }
      }
    }
    return found
  }

  private func values(_ random: FeedCase, path: ExecutionPath) throws -> [[UInt64]] {
    let rows = 0..<random.frame.rowCount
    let run = try SeriesRun(
      random.series, over: random.frame, others: random.others, rows: rows, keeping: rows,
      path: path)
    return run.values.map(Self.bits)
  }

  /// What is remembered after some rows in blocks.
  private func image(_ random: FeedCase, rows: Int) throws -> SeriesImage {
    let batch = try SeriesBatch(
      random.series, over: random.frame, rows: rows, others: random.others)
    var executor = BlockExecutor(random.series.program, blockSize: 64)
    try executor.run(batch.frame, rows: 0..<rows) { _, _ in }
    return batch.image(executor.saveState())
  }

  private static func bits(_ values: OutputValues) -> [UInt64] {
    switch values {
    case .numbers(let numbers): numbers.map(Execution.canonical)
    case .truths(let truths): truths.map(UInt64.init)
    }
  }

  private func expectEqual(_ a: [[UInt64]], _ b: [[UInt64]], _ what: String) {
    for (output, pair) in zip(a, b).enumerated() where pair.0 != pair.1 {
      let row = zip(pair.0, pair.1).enumerated().first { $1.0 != $1.1 }?.offset ?? -1
      Issue.record("output \(output) differs from row \(row) on: \(what)")
      return
    }
  }
}
