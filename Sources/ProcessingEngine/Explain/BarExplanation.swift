package import StratLanguage
package import StratMarket
import StratSyntax

/// Why a formula had the value it had on one bar: the formula as written, part by part, each with
/// its value.
package struct BarExplanation: Sendable {
  package enum Value: Hashable, Sendable {
    /// NaN is `na`.
    case number(Double)
    case truth(Kleene)

    package var isMissing: Bool {
      switch self {
      case .number(let value): value.isNaN
      case .truth(let value): value == .na
      }
    }
  }

  /// One part of a formula: its text, its value, and the parts it is made of.
  package struct Part: Sendable {
    /// As written, on one line; `trend = sma(close, 200)` where the part is a `let`.
    package var text: String
    package var value: Value
    /// The value a bar earlier, for what a cross compares.
    package var before: Value?
    /// How far a comparison is from turning: "needs < 30, is 31.2, short by 1.2".
    package var distance: String?
    /// Which bar it was read on, where that is another than that of the whole: of what bars, and
    /// when it opened; nil where there has been none yet.
    package var bar: (series: String, open: Timestamp?)?
    package var parts: [Part]
  }

  package var role: OutputRole
  package var root: Part

  /// The parts that by themselves keep a condition from being true, outermost first: of an `and`
  /// those that are not true; of an `or` all, since any would do.
  package var blockers: [Part] { Self.blockers(of: root) }

  private static func blockers(of part: Part) -> [Part] {
    guard case .truth(let value) = part.value, value != .true else { return [] }
    let conditions = part.parts.filter { if case .truth = $0.value { true } else { false } }
    let failing = conditions.flatMap { blockers(of: $0) }
    return failing.isEmpty ? [part] : failing
  }
}

/// The values of all nodes of a program on one bar and the bar before it, those of its feeds on
/// their last closed bars among them.
package struct BarValues: Sendable {
  private var values: [NodeID: BarExplanation.Value]
  private var before: [NodeID: BarExplanation.Value]
  /// When the bar opened; nil where there has been none.
  let open: Timestamp?
  let feeds: [BarValues]

  /// Runs a program over rows up to and including `row` and keeps what it computed there.
  ///
  /// - Precondition: the program was lowered without fusing, or some parts have no value.
  package init(
    _ series: SeriesProgram, over frame: Frame, row: Int, interval: Interval? = nil,
    others: OtherSeries = OtherSeries()
  ) throws(SeriesError) {
    let columns = try series.columns(of: frame)
    let executor = try SeriesExecutor(
      series, interval: frame.interval ?? interval, symbol: frame.symbol, others: others,
      keepsReadings: true)
    for index in 0...row {
      if index % 512 == 0, Evaluation.shouldStop?() ?? false { break }
      executor.commit(open: frame.times[index], columns.map { $0[index] })
    }
    self.init(executor)
  }

  private init(_ executor: SeriesExecutor) {
    values = executor.readings?.now.values(executor.series.program) ?? [:]
    before = executor.readings?.before.values(executor.series.program) ?? [:]
    open = executor.lastOpen.map(Timestamp.init(milliseconds:))
    feeds = executor.series.feeds.indices.map { BarValues(executor.feed($0)) }
  }

  package subscript(node: NodeID) -> BarExplanation.Value? { values[node] }
  package func before(_ node: NodeID) -> BarExplanation.Value? { before[node] }
}
