import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// Runs formulas and strategies over files of candles, one file after the other.
struct Evaluation {
  /// Which values are kept besides being counted.
  enum Keeping {
    case last(Int)
    case all
  }

  struct Evaluated {
    var compiled: CompiledStrategy
    var frame: Frame
    var run: SeriesRun
    /// What should be known about the result, such as candles of another interval.
    var remark: String?
  }

  /// What became of one subject over one file.
  struct Outcome {
    var input: String
    var file: String
    var result: Result<Evaluated, any Error>
  }

  /// The subject has errors, which have been reported.
  struct DoesNotCompile: Error, CustomStringConvertible {
    var description: String { "has errors" }
  }

  private let inputs: [String]
  private let overrides: [String: Double]
  private let reading: CandleOptions
  private let columns: ColumnMap
  private let period: Period
  private let path: ExecutionPath
  private let besides: SeriesOptions
  private let others: OtherSeries
  /// What has been read of each input; nil before.
  private var sources: [Result<StrategySource, CommandError>?]
  /// What compiled without knowing the candles: all strategies, and most formulas.
  private var compiled: [CompiledStrategy?]
  private var hasFailed: [Bool]
  /// Messages already printed: a formula wrong over ten files is wrong once.
  private var told: Set<String> = []

  init(
    inputs: [String], overrides: [String: Double], reading: CandleOptions, columns: ColumnMap,
    period: Period, path: ExecutionPath, besides: SeriesOptions, others: OtherSeries
  ) {
    self.inputs = inputs
    self.overrides = overrides
    self.reading = reading
    self.columns = columns
    self.period = period
    self.path = path
    self.besides = besides
    self.others = others
    sources = Array(repeating: nil, count: inputs.count)
    compiled = Array(repeating: nil, count: inputs.count)
    hasFailed = Array(repeating: false, count: inputs.count)
  }

  /// Evaluates every input over one file; failures are told and handed on as outcomes.
  mutating func run(over file: String, keeping: Keeping, _ body: (Outcome) -> Void) {
    var candles = CandleSource(file, reading, columns)
    let joined = Result { try joinedColumns(&candles) }
    var ready: [(input: Int, result: Result<CompiledStrategy, any Error>)] = []
    for index in inputs.indices {
      ready.append((index, Result { try compile(index, &candles, joined.get()) }))
    }
    var wanted: Set<String> = []
    for case (_, .success(let compiled)) in ready {
      let names = compiled.series.inputs.map(\.name)
      wanted.formUnion(names.filter { name in !((try? joined.get())?.contains(name) ?? false) })
    }
    let isAlone = inputs.count == 1
    var frame: Result<Frame, any Error>?
    for (index, result) in ready {
      let outcome = Result<Evaluated, any Error> {
        let compiled = try result.get()
        let candleFrame = frame ?? Result { try candles.frame(wanted, isAlone: isAlone) }
        frame = candleFrame
        return try evaluate(
          compiled, over: candleFrame.get(), joined.get(), keeping: keeping)
      }
      if case .failure(let error) = outcome { tell(error) }
      body(Outcome(input: inputs[index], file: file, result: outcome))
    }
    for message in candles.remarks { StandardError.print(message) }
  }

  /// What is joined to the candles of a file; nothing is read where there is nothing to join.
  private func joinedColumns(_ candles: inout CandleSource) throws -> JoinedColumns {
    besides.joins.isEmpty
      ? JoinedColumns() : try besides.joinedColumns(for: try candles.symbol())
  }

  private func evaluate(
    _ compiled: CompiledStrategy, over frame: Frame, _ joined: JoinedColumns, keeping: Keeping
  ) throws -> Evaluated {
    let rows = try period.rows(of: frame)
    let kept =
      switch keeping {
      case .last(let count): max(rows.lowerBound, rows.upperBound - count)..<rows.upperBound
      case .all: rows
      }
    let run: SeriesRun
    do throws(SeriesError) {
      var candles = frame
      try joined.join(compiled.series.inputs, to: &candles, interval: compiled.interval)
      var others = others
      others.add(frame)
      run = try SeriesRun(
        compiled.series, over: candles, interval: compiled.interval, others: others, rows: rows,
        keeping: kept, path: path)
    } catch {
      throw CommandError(error, path: frame.symbol)
    }
    return Evaluated(
      compiled: compiled, frame: frame, run: run,
      remark: intervalRemark(compiled.strategy, frame))
  }

  private func intervalRemark(_ strategy: CheckedStrategy, _ frame: Frame) -> String? {
    guard let milliseconds = strategy.intervalMilliseconds, let found = frame.interval,
      found.milliseconds != milliseconds
    else { return nil }
    return "written for \(Interval.fixed(milliseconds: milliseconds)), candles are \(found)"
  }

  // MARK: Compiling

  private mutating func compile(
    _ index: Int, _ candles: inout CandleSource, _ joined: JoinedColumns
  ) throws -> CompiledStrategy {
    if let known = compiled[index] { return known }
    if hasFailed[index] { throw DoesNotCompile() }
    let source = try readSource(index)
    var result = source.compile(overrides: overrides)
    var dependsOnFile = false
    if source.kind == .formula, result.strategy == nil,
      result.diagnostics.contains(where: { $0.code == .unknownName })
    {
      // It may mean a column of the candles.
      dependsOnFile = true
      result = source.compile(
        overrides: overrides, columns: try candles.columnNames() + joined.names)
    }
    tell(result.diagnostics, in: source)
    guard let strategy = result.strategy else {
      if !dependsOnFile { hasFailed[index] = true }
      throw DoesNotCompile()
    }
    guard !strategy.outputs.isEmpty else {
      throw CommandError(
        .nothingToEvaluate, "the strategy has no rule and no price", path: source.text.name,
        help: "add one: `entry long when …`")
    }
    let program = try CompiledStrategy(source, strategy)
    if !dependsOnFile { compiled[index] = program }
    return program
  }

  private mutating func readSource(_ index: Int) throws(CommandError) -> StrategySource {
    if let known = sources[index] { return try known.get() }
    let input = inputs[index]
    let read = Result { () throws(CommandError) in try StrategySource.read(input) }
    sources[index] = read
    return try read.get()
  }

  // MARK: Telling

  private mutating func tell(_ diagnostics: [Diagnostic], in source: StrategySource) {
    guard !diagnostics.isEmpty else { return }
    tell(TextRenderer(colour: Colour.onErrors).render(diagnostics, in: source.text))
  }

  private mutating func tell(_ error: any Error) {
    if error is DoesNotCompile { return }
    tell("\(error)")
  }

  private mutating func tell(_ message: String) {
    if told.insert(message).inserted { StandardError.print(message) }
  }
}
