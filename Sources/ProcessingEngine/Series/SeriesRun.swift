import StratLanguage
package import StratMarket

/// Which executor evaluates; both give the same bits.
package enum ExecutionPath: String, CaseIterable, Sendable {
  case blocks
  case ticks
}

/// The values of one output over consecutive rows.
package enum OutputValues: Sendable {
  case numbers([Double])
  /// Raw values of `Kleene`.
  case truths([UInt8])
}

/// What every output of a program was over a frame: counted, and kept row by row where asked for.
package struct SeriesRun: Sendable {
  /// The rows counted.
  package let rows: Range<Int>
  /// The rows whose values were kept.
  package let keptRows: Range<Int>
  /// One for each output of the program, in its order.
  package private(set) var tallies: [OutputTally] = []
  package private(set) var values: [OutputValues] = []

  /// Runs a program over a frame, always from its first row: what lies before `rows` is history.
  ///
  /// Memory grows with the rows that are kept, not with those that are counted.
  ///
  /// - Precondition: both ranges lie within the frame's rows.
  package init(
    _ program: Program, over frame: Frame, rows: Range<Int>, keeping keptRows: Range<Int>,
    path: ExecutionPath = .blocks
  ) throws(MissingColumn) {
    self.init(counting: program.outputs, rows, keeping: keptRows)
    let end = max(rows.upperBound, keptRows.upperBound)
    switch path {
    case .blocks: try runBlocks(program, frame, end: end)
    case .ticks:
      do {
        try runTicks(SeriesProgram(program), frame, end: end, interval: nil, OtherSeries())
      } catch {
        if case .missingColumn(let missing) = error { throw missing }
        preconditionFailure("a program without feeds needs nothing but its columns")
      }
    }
  }

  /// Runs a program with its feeds over a frame, always from its first row.
  ///
  /// - Parameters:
  ///   - interval: of the bars, where the frame does not tell.
  ///   - others: the candles of the symbols that its feeds read.
  /// - Precondition: both ranges lie within the frame's rows.
  package init(
    _ series: SeriesProgram, over frame: Frame, interval: Interval? = nil,
    others: OtherSeries = OtherSeries(), rows: Range<Int>, keeping keptRows: Range<Int>,
    path: ExecutionPath = .blocks
  ) throws(SeriesError) {
    self.init(counting: series.program.outputs, rows, keeping: keptRows)
    let end = max(rows.upperBound, keptRows.upperBound)
    switch path {
    case .blocks:
      let batch = try SeriesBatch(series, over: frame, interval: interval, others: others)
      do {
        try runBlocks(series.program, batch.frame, end: end)
      } catch {
        throw .missingColumn(error)
      }
    case .ticks: try runTicks(series, frame, end: end, interval: interval, others)
    }
  }

  private init(counting outputs: [ProgramOutput], _ rows: Range<Int>, keeping keptRows: Range<Int>)
  {
    self.rows = rows
    self.keptRows = keptRows
    for output in outputs {
      switch output.type {
      case .number:
        tallies.append(.numbers(NumberTally()))
        values.append(.numbers([]))
      case .boolean:
        tallies.append(.truths(TruthTally()))
        values.append(.truths([]))
      }
    }
  }

  private mutating func runBlocks(
    _ program: Program, _ frame: Frame, end: Int
  ) throws(MissingColumn) {
    var executor = BlockExecutor(program)
    var run = self
    try executor.run(frame, rows: 0..<end) { executor, block in
      for (index, output) in program.outputs.enumerated() {
        switch output.type {
        case .number:
          executor.withNumbers(output.register) { run.add($0, output: index, rows: block) }
        case .boolean:
          executor.withTruths(output.register) { run.add($0, output: index, rows: block) }
        }
      }
    }
    self = run
  }

  private static let ticksPerBlock = 512

  /// Row by row; the values are handed over in blocks.
  private mutating func runTicks(
    _ series: SeriesProgram, _ frame: Frame, end: Int, interval: Interval?, _ others: OtherSeries
  ) throws(SeriesError) {
    let program = series.program
    let columns = try series.columns(of: frame)
    let executor = try SeriesExecutor(
      series, interval: frame.interval ?? interval, symbol: frame.symbol, others: others)
    var row = 0
    var bar = Array(repeating: Double.nan, count: columns.count)
    while row < end, !(Evaluation.shouldStop?() ?? false) {
      let block = row..<min(row + Self.ticksPerBlock, end)
      var numbers: [[Double]] = Array(repeating: [], count: program.outputs.count)
      var truths: [[UInt8]] = Array(repeating: [], count: program.outputs.count)
      for row in block {
        for (index, column) in columns.enumerated() { bar[index] = column[row] }
        executor.commit(open: frame.times[row], bar)
        for (index, output) in program.outputs.enumerated() {
          switch output.type {
          case .number: numbers[index].append(executor.number(output.register))
          case .boolean: truths[index].append(executor.truth(output.register).rawValue)
          }
        }
      }
      for (index, output) in program.outputs.enumerated() {
        switch output.type {
        case .number:
          let values = numbers[index]
          add(values.span, output: index, rows: block)
        case .boolean:
          let values = truths[index]
          add(values.span, output: index, rows: block)
        }
      }
      row = block.upperBound
    }
  }

  private mutating func add(_ numbers: Span<Double>, output: Int, rows block: Range<Int>) {
    let counted = rows.clamped(to: block)
    if !counted.isEmpty, case .numbers(var tally) = tallies[output] {
      tally.add(numbers.extracting(counted.shifted(by: -block.lowerBound)))
      tallies[output] = .numbers(tally)
    }
    let kept = keptRows.clamped(to: block)
    if !kept.isEmpty, case .numbers(var all) = values[output] {
      // Taken out for the time being, so that it is not copied.
      values[output] = .numbers([])
      all.append(
        copying: numbers.extracting(kept.shifted(by: -block.lowerBound)), of: keptRows.count)
      values[output] = .numbers(all)
    }
  }

  private mutating func add(_ truths: Span<UInt8>, output: Int, rows block: Range<Int>) {
    let counted = rows.clamped(to: block)
    if !counted.isEmpty, case .truths(var tally) = tallies[output] {
      tally.add(
        truths.extracting(counted.shifted(by: -block.lowerBound)), firstRow: counted.lowerBound)
      tallies[output] = .truths(tally)
    }
    let kept = keptRows.clamped(to: block)
    if !kept.isEmpty, case .truths(var all) = values[output] {
      values[output] = .truths([])
      all.append(
        copying: truths.extracting(kept.shifted(by: -block.lowerBound)), of: keptRows.count)
      values[output] = .truths(all)
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Appends a block of what will be so many in the end.
  fileprivate mutating func append(copying block: Span<Element>, of total: Int) {
    if isEmpty { reserveLargePages(total) }
    unsafe block.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range {
    lowerBound + distance..<upperBound + distance
  }
}
