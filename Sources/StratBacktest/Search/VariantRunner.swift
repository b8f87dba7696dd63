package import ProcessingEngine
package import StratLanguage
package import StratMarket
package import StratSyntax
package import StratTrading

/// Why a variant has no result.
package enum VariantFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case doesNotCompile(String)
  case cannotRun(String)

  package var description: String {
    switch self {
    case .doesNotCompile(let message), .cannotRun(let message): message
    }
  }
}

/// A variant with its signals over every frame, ready for any number of backtests.
package struct ReadyVariant: Sendable {
  package let index: Int
  package let strategy: CheckedStrategy
  package let configuration: SessionConfiguration
  package let signals: [SignalTable]
}

/// Runs variants of one strategy over the same candles.
///
/// What variants have in common is computed once for as many of them as memory allows; each then
/// trades by itself, exactly as a backtest of it alone would.
package struct VariantRunner: Sendable {
  package typealias Configure =
    @Sendable (CheckedStrategy) throws(VariantFailure) -> SessionConfiguration

  package let tree: SyntaxTree
  package let names: [String]
  /// Values of parameters that are not searched.
  package let overrides: [String: Double]
  package let frames: [Frame]
  package let others: OtherSeries
  /// Funding and interest, for each frame or for none.
  package let carries: [CarrySchedule]
  package let configure: Configure
  /// Whether variants that are simple enough are counted by ledgers; the figures are the same.
  package var usesLedgers = true
  let desks = LedgerDesks()

  /// Bytes of signals that are kept at once, over all threads.
  private static let memory = 256 << 20
  /// Nodes of one joint program: what its registers are sure to hold.
  static let nodes = 16_000

  package init(
    _ tree: SyntaxTree, names: [String], overrides: [String: Double] = [:], frames: [Frame],
    others: OtherSeries = OtherSeries(), carries: [CarrySchedule] = [],
    configure: @escaping Configure
  ) {
    self.tree = tree
    self.names = names
    self.overrides = overrides
    self.frames = frames
    self.others = others
    self.carries = carries
    self.configure = configure
  }

  /// What a variant comes to on some rows of each frame.
  package func backtest(_ variant: ReadyVariant, rows: [Range<Int>]) -> BacktestResult {
    backtest(variant, variant.signals, rows: rows)
  }

  /// The same with other signals in the place of its own.
  package func backtest(
    _ variant: ReadyVariant, _ signals: [SignalTable], rows: [Range<Int>]
  ) -> BacktestResult {
    Backtest(
      variant.configuration, frames: frames, carries: carries, rows: rows, signals: signals
    ).run()
  }

  /// - Parameters:
  ///   - variants: a value for each name.
  ///   - progress: told from any thread how many more are done.
  /// - Returns: what the body made of each variant; `nil` where it was stopped before.
  package func map<Value: Sendable>(
    _ variants: [[Double]], jobs: Int, shouldStop: @Sendable () -> Bool = { false },
    progress: @Sendable (Int) -> Void = { _ in },
    _ body: @Sendable (ReadyVariant) -> Value
  ) -> [Result<Value, VariantFailure>?] {
    guard !variants.isEmpty else { return [] }
    let size = chunkSize(for: variants, jobs: jobs)
    let chunks = stride(from: 0, to: variants.count, by: size).map {
      $0..<min($0 + size, variants.count)
    }
    let done = Workers.map(chunks.count, jobs: jobs, shouldStop: shouldStop) { index in
      run(chunks[index], of: variants, shouldStop, progress, body)
    }
    return zip(chunks, done).flatMap { chunk, values in
      values ?? Array(repeating: nil, count: chunk.count)
    }
  }

  private func chunkSize(for variants: [[Double]], jobs: Int) -> Int {
    let share = (variants.count + jobs - 1) / max(jobs, 1)
    guard let strategy = try? compile(variants[0]) else { return max(share, 1) }
    let rows = frames.reduce(0) { $0 + $1.rowCount }
    let bytes = strategy.outputs.reduce(0) { $0 + ($1.type == .number ? 8 : 1) } * max(rows, 1)
    let fitting = min(
      Self.memory / max(jobs, 1) / max(bytes, 1), Self.nodes / max(strategy.graph.nodes.count, 1))
    return max(min(share, fitting), 1)
  }

  private func run<Value: Sendable>(
    _ chunk: Range<Int>, of variants: [[Double]], _ shouldStop: @Sendable () -> Bool,
    _ progress: @Sendable (Int) -> Void, _ body: @Sendable (ReadyVariant) -> Value
  ) -> [Result<Value, VariantFailure>?] {
    let compiled = chunk.map { index in
      Result { () throws(VariantFailure) -> CheckedStrategy in try compile(variants[index]) }
    }
    let signals = signals(compiled)
    return compiled.indices.map { place in
      guard !shouldStop() else { return nil }
      defer { progress(1) }
      return Result { () throws(VariantFailure) -> Value in
        let strategy = try compiled[place].get()
        return body(
          ReadyVariant(
            index: chunk.lowerBound + place, strategy: strategy,
            configuration: try configure(strategy), signals: try signals[place].get()))
      }
    }
  }

  func compile(_ values: [Double]) throws(VariantFailure) -> CheckedStrategy {
    let bound = overrides.merging(zip(names, values)) { $1 }
    let result = check(tree, overrides: bound)
    guard let strategy = result.strategy,
      !result.diagnostics.contains(where: { $0.severity == .error })
    else {
      let first = result.diagnostics.first { $0.severity == .error }
      throw .doesNotCompile(first.map { "\($0.code.rawValue): \($0.message)" } ?? "has errors")
    }
    return strategy
  }

  /// The signals of each strategy over each frame.
  private func signals(
    _ compiled: [Result<CheckedStrategy, VariantFailure>]
  ) -> [Result<[SignalTable], VariantFailure>] {
    var results = compiled.map { result in
      result.map { _ in [SignalTable]() }
    }
    let sound = compiled.indices.filter { (try? compiled[$0].get()) != nil }
    let strategies = sound.compactMap { try? compiled[$0].get() }
    for group in JointProgram.groups(strategies) {
      let members = group.map { strategies[$0] }
      for frame in frames {
        let tables = SignalTable.tables(of: members, over: frame, others: others)
        for (member, table) in zip(group, tables) {
          let place = sound[member]
          results[place] = results[place].flatMap { found in table.map { found + [$0] } }
        }
      }
    }
    return results
  }
}
